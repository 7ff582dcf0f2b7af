//! N309: the same quantity with two values, or written in two ways: 十三个设区市, 12个设区市.

use std::collections::BTreeMap;

use super::super::finding::Severity;
use super::super::reading::{Block, Reading};
use super::super::rule::{Check, Found, Rule, RuleInfo};
use super::super::setting::Setting;
use crate::text::chars::is_han;
use crate::text::line::Line;
use crate::text::numbers::{Number, NumberStyle, numbers};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "N309",
        name: "数目不一",
        severity: Severity::Warning,
        explain: "同样的东西，前后说的数目略有出入（十三个设区市、12个设区市）。相差多的多半是两回事，不报。\
                  数目相同而写法、量词不同的（十三个、13家），只作提示。\n\
                  反例：全省十三个设区市都作了发言。｜12个设区市教育局参加了会议。\n\
                  反例：13个普教联系点都有经验。｜13家普教联系点尽心尽力。\n\
                  正例：全省13个设区市都作了发言，其中12个设区市介绍了经验。",
    },
    check: Check::Speech(check),
};

const MEASURES: [&str; 12] = [
    "个", "家", "所", "名", "位", "支", "项", "座", "处", "条", "户", "万名",
];

/// What stands before a number that is a part of the whole, or of something else.
const PARTS: [&str; 26] = [
    "其中", "有", "另", "新增", "近", "前", "后", "评选", "命名", "新建", "第", "超过", "约", "达",
    "余下", "剩余", "其余", "首批", "增加", "评出", "表彰", "选出", "来自", "每", "这", "培育",
];

/// Whoever says these speaks of all there are.
const WHOLES: [&str; 12] = [
    "全省", "全市", "全县", "全区", "全校", "全国", "全部", "所辖", "下辖", "所有", "我省", "我市",
];

/// Two figures that are no further apart are meant to be the same.
const FURTHEST: f64 = 0.15;

struct Said<'a> {
    block: &'a Block,
    range: std::ops::Range<usize>,
    number: Number,
    measure: &'static str,
    /// 设区市教育局: what is counted, as far as it is Chinese.
    noun: String,
    is_part: bool,
    is_whole: bool,
}

fn check(reading: &Reading, _: &Setting, found: &mut Vec<Found>) {
    // By the first three characters of what is counted.
    let mut by_noun: BTreeMap<String, Vec<Said<'_>>> = BTreeMap::new();
    for block in reading.paragraphs() {
        for said in quantities(block) {
            let key: String = said.noun.chars().take(3).collect();
            by_noun.entry(key).or_default().push(said);
        }
    }
    for group in by_noun.values() {
        let Some((first, rest)) = group.split_first() else {
            continue;
        };
        // The whole is what is said first, or what is said to be the whole.
        let whole = group.iter().find(|said| said.is_whole).unwrap_or(first);
        if whole.is_part {
            continue;
        }
        for said in rest
            .iter()
            .filter(|said| !std::ptr::eq(*said, whole) && !said.is_part)
        {
            found.extend(compare(whole, said));
        }
    }
}

fn compare(whole: &Said<'_>, said: &Said<'_>) -> Option<Found> {
    let (a, b) = (whole.number.value, said.number.value);
    let text = |said: &Said<'_>| said.block.line.text(said.range.clone());
    let against = |message: String| {
        Found::at(said.block, said.range.clone(), message).against(whole.block, whole.range.clone())
    };
    let gap = (a - b).abs();
    if gap < 1e-9 {
        let differs = whole.number.style != said.number.style || whole.measure != said.measure;
        let noun: String = said.noun.chars().take(6).collect();
        return differs.then(|| {
            against(format!(
                "别处写作“{}”，这里是“{}{noun}”，写法不一",
                text(whole),
                text(said)
            ))
            .severity(Severity::Hint)
        });
    }
    let is_close = gap <= (a.max(b) * FURTHEST).max(1.0) && a.min(b) > 1.0;
    let is_alike =
        whole.measure == said.measure && (whole.is_whole || said.is_whole || is_same(whole, said));
    (is_close && is_alike).then(|| {
        let right = whole.block.line.text(whole.number.range.clone());
        let rest = said.block.line.text(said.number.range.end..said.range.end);
        against(format!("别处说的是“{}{}”", text(whole), whole.noun)).fix(format!("{right}{rest}"))
    })
}

/// Whether the same is counted, to the end of its name.
fn is_same(a: &Said<'_>, b: &Said<'_>) -> bool {
    let length = a.noun.chars().count().min(b.noun.chars().count());
    length >= 4 && a.noun.chars().take(length).eq(b.noun.chars().take(length))
}

fn quantities(block: &Block) -> Vec<Said<'_>> {
    let line = &block.line;
    numbers(line)
        .into_iter()
        .filter_map(|number| quantity(block, line, number))
        .collect()
}

fn quantity<'a>(block: &'a Block, line: &Line, number: Number) -> Option<Said<'a>> {
    if number.value < 2.0
        || number.style == NumberStyle::Chinese && number.range.len() == 1 && number.value < 4.0
    {
        return None;
    }
    let (measure, length) = line.starts_any(number.range.end, &MEASURES)?;
    let noun_start = number.range.end + length;
    let noun_end = line.run(noun_start, is_han).min(noun_start + 8);
    let start = number.range.start;
    let before = line.text(start.saturating_sub(4)..start);
    let is_whole = WHOLES.iter().any(|word| before.contains(word));
    // 乡镇 is enough where all of them are meant.
    let shortest = if is_whole { 2 } else { 3 };
    if noun_end < noun_start + shortest {
        return None;
    }
    Some(Said {
        block,
        range: start..noun_start,
        noun: line.text(noun_start..noun_end),
        measure,
        is_part: PARTS.iter().any(|word| before.ends_with(word)) || before.contains("其中"),
        is_whole,
        number,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_rule, check_silent};
    use super::*;

    #[test]
    fn another_value() {
        check_rule(
            &RULE,
            "全省十三个设区市都作了发言。｜⟦12个⟧设区市教育局参加了会议。",
            "全省十三个设区市都作了发言。｜十三个设区市教育局参加了会议。",
        );
    }

    #[test]
    fn another_way_of_writing() {
        let text = "13个普教联系点都有经验。｜⟦13家⟧普教联系点尽心尽力。";
        check_rule(&RULE, text, &text.replace(['⟦', '⟧'], ""));
    }

    #[test]
    fn parts_and_other_things() {
        for text in [
            "全省13个设区市都作了发言，其中12个设区市介绍了经验。",
            "全省13个设区市和12个高校活动片。",
            "无锡建成20个示范学校。徐州建成5个示范学校。",
            "表彰10个先进集体，培育11个先进集体。",
        ] {
            check_silent(&RULE, text);
        }
    }
}
