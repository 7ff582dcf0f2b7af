//! C206: a sentence that runs on into the name of a unit: ……记得牢徐州市教育局推行……

use crate::review::prelude::*;
use crate::text::chars::is_han;
use crate::text::regions::Region;
use crate::text::unit_names::{MASKS, leading_unit};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "C206",
        name: "两句相连",
        severity: Severity::Warning,
        explain: "拼接素材时丢了句号，前一句没有停顿就接上了下一个单位的名称。\n\
                  反例：把法治课送到每一个村头，让孩子们听得懂记得牢徐州市教育局推行导师制。\n\
                  反例：志愿服务队走进了每一个社区无锡市教育局推进均衡发展。\n\
                  正例：近年来徐州市教育局推行导师制，我们学习无锡市教育局的做法，省教育厅和南京市教育局联合发文。",
    },
    check: Check::Block(check),
};

/// Shorter text between a mark and the name introduces the name: 近年来徐州市教育局.
const SHORTEST_STRETCH: usize = 6;

/// Last characters of words that may precede a unit's name within a sentence: verbs, conjunctions, superior bodies.
const LEADS: &str = "的在对由祝向和与及到赴请让把从为给是如以将被了着过至据按经受当像同跟比即之于因就则等派往用叫令选带领送
    委府厅局部片中级内外里上前后间来起年月日次批个所位名有各本该全每等";

/// Words of two characters that may stand right before a unit's name.
const LEAD_WORDS: &[&str] = &[
    "比如", "例如", "其中", "包括", "推荐", "授予", "学习", "借鉴", "组织", "指导", "支持", "联合",
    "会同", "加强", "建设", "全国", "评为", "来自", "走进", "前往", "参观", "调研", "考察", "走访",
    "访问", "协助", "配合", "依托", "根据", "按照", "通过", "关于", "要求", "邀请", "委托", "帮助",
    "督促", "推动", "促进", "指派", "确定", "表彰", "宣传", "推广", "介绍", "感谢", "祝贺", "希望",
    "成立", "主办", "承办", "协办", "牵头", "服务", "特别", "尤其", "首先", "同时", "还有", "以及",
    "并且", "而且", "因此", "所以", "可是", "目前",
];

/// Characters that, right after the name, show that the name is not the subject of a new sentence.
const NOT_BEHIND: &str = "的和与及等、，。；：）”》》在";

fn check(block: &Block, setting: &Setting, found: &mut Vec<Found>) {
    if !block.is_paragraph() {
        return;
    }
    let line = &block.wide;
    let names: Vec<&str> = setting
        .roster
        .iter()
        .flat_map(|roster| roster.units())
        .map(|unit| unit.name.as_str())
        .collect();
    let mut at = 0;
    while at < line.len() {
        match name_at(line, at, &names).filter(|end| runs_on(line, at, *end)) {
            Some(end) => {
                let name = line.text(at..end);
                let message = format!("“{name}”前面可能少了句号");
                found.push(Found::at(block, at..end, message).fix(format!("。{name}")));
                at = end;
            }
            None => at += 1,
        }
    }
}

/// The end of the unit's name that begins at a place, in the middle of a stretch.
fn name_at(line: &Line, at: usize, names: &[&str]) -> Option<usize> {
    let before = line.before(at);
    if !is_han(before) && !matches!(before, '”' | '》') {
        return None;
    }
    if let Some(name) = names
        .iter()
        .filter(|name| line.starts(at, name))
        .max_by_key(|name| name.len())
    {
        return Some(at + name.chars().count());
    }
    // A name outside the roster is recognised by the place or the mask that it begins with.
    let is_masked = MASKS.contains(&line.at(at)) && line.at(at) != '某';
    if !is_masked && !is_place(line, at) {
        return None;
    }
    const LONGEST: usize = 24;
    let text = line.text(at..at + LONGEST);
    if !is_masked && let Some(end) = office_end(line, at) {
        return Some(end);
    }
    let unit = leading_unit(&text)?;
    let end = at + text.get(..unit.range.end)?.chars().count();
    // A bare place is more often an object than a new subject: 强降雨导致惠州市惠城区….
    let is_body = !matches!(line.before(end), '省' | '市' | '县' | '区' | '州' | '盟');
    (unit.range.start == 0 && end >= at + 5 && is_body).then_some(end)
}

/// 安平县民政局: the end of an office of a place.
fn office_end(line: &Line, at: usize) -> Option<usize> {
    let place = line.run(at, |c| !matches!(c, '市' | '县' | '区')) + 1;
    let end = (place + 1..place + 6).find(|end| line.at(*end) == '局')?;
    let is_name = line
        .slice(place..end)
        .iter()
        .all(|c| is_han(*c) && !"的和与在局".contains(*c));
    (is_name && place <= at + 5).then_some(end + 1)
}

/// True if a prefecture or county begins here with its full name: 徐州市, 沛县.
fn is_place(line: &Line, at: usize) -> bool {
    (2..=5).any(|length| {
        matches!(line.at(at + length - 1), '市' | '县' | '区' | '州' | '盟')
            && Region::named(&line.text(at..at + length)).is_some()
    })
}

fn runs_on(line: &Line, start: usize, end: usize) -> bool {
    let from = line.run_back_within(start, SHORTEST_STRETCH, |c| {
        is_han(c) || c.is_alphanumeric() || matches!(c, '“' | '”' | '《' | '》')
    });
    let stretch = start - from;
    let before = line.before(start);
    // 江苏省徐州市, 全省无锡市: a place inside another.
    const WHOLES: &[&str] = &[
        "全省",
        "我省",
        "全市",
        "我市",
        "本市",
        "全县",
        "全区",
        "自治区",
    ];
    let is_named =
        |length: usize| Region::named(&line.text(start.saturating_sub(length)..start)).is_some();
    // 广西柳州市, 新疆和田地区: short names of what a place lies in are names as well.
    let is_inside = line.ends_any(start, WHOLES)
        || (2..=5).any(is_named)
            && (is_place(line, start) || matches!(before, '省' | '市' | '县' | '区' | '州'));
    // 近年来 leads up to a name; 多了起来 ends what was said.
    const COMPLEMENTS: &[&str] = &["起来", "下来", "上来", "出来", "过来", "进来", "回来"];
    let is_lead = is_inside
        || LEADS.contains(before) && !line.ends_any(start, COMPLEMENTS)
        || LEAD_WORDS.iter().any(|word| line.ends(start, word));
    let after = line.at(end);
    stretch >= SHORTEST_STRETCH && !is_lead && is_han(after) && !NOT_BEHIND.contains(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn a_lost_stop() {
        check_rule(
            &RULE,
            "让孩子们听得懂记得牢⟦徐州市教育局⟧⟨疑似：“徐州市教育局”前面可能少了句号⟩推行导师制。",
            "让孩子们听得懂记得牢。徐州市教育局推行导师制。",
        );
        check_rule(
            &RULE,
            "让孩子们听得懂记得牢⟦X市教育局⟧⟨疑似：“X市教育局”前面可能少了句号⟩推行导师制。",
            "让孩子们听得懂记得牢。X市教育局推行导师制。",
        );
        check_rule(
            &RULE,
            "困难群众的笑容多了起来⟦无锡市民政局⟧⟨疑似：“无锡市民政局”前面可能少了句号⟩建立预警平台。",
            "困难群众的笑容多了起来。无锡市民政局建立预警平台。",
        );
        check_rule(
            &RULE,
            "名册：江南大学关工委｜把温暖送进每一间宿舍⟦江南大学关工委⟧⟨疑似：“江南大学关工委”前面可能少了句号⟩创新模式。",
            "名册：江南大学关工委｜把温暖送进每一间宿舍。江南大学关工委创新模式。",
        );
    }

    #[test]
    fn one_sentence_with_the_name() {
        for text in [
            "近年来徐州市教育局推行导师制。",
            "我们认真学习借鉴无锡市教育局推进均衡的做法。",
            "省教育厅会同南京市教育局联合发文。",
            "专家组赶赴连续发生险情的广西柳州市柳南区开展工作。",
            "连日的强降雨导致惠州市惠城区三个村进水。",
            "要把好经验推广到徐州市教育关工委去。",
            "在这次评选中获奖的是徐州市教育局、无锡市教育局。",
        ] {
            check_silent(&RULE, text);
        }
    }
}
