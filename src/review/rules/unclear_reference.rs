//! E604: 该 or 其 far from what it stands for.

use crate::review::prelude::*;
use crate::text::regions::Region;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "E604",
        name: "指代不明",
        severity: Severity::Hint,
        explain: "听的人不能回头看。“该校”“该市”前面60字里没有提到是哪一个，或一段开头就用“其”，最好直接说名称。\n\
                  反例：该校注重发挥老同志的作用。\n\
                  反例：其做法得到广泛好评。\n\
                  正例：育才中学关工委成立已有三年，该校注重发挥老同志的作用，其做法得到广泛好评。",
    },
    check: Check::Block(check),
};

/// Characters that listeners remember a name for.
const N_BACK: usize = 60;

/// Nouns behind 该, and the words that may have introduced what they mean.
const NOUNS: &[(&str, &[&str])] = &[
    (
        "校",
        &[
            "校",
            "大学",
            "学院",
            "中学",
            "小学",
            "幼儿园",
            "师院",
            "师大",
            "附中",
            "附小",
            "一中",
            "二中",
        ],
    ),
    ("学院", &["学院", "院"]),
    ("院", &["院"]),
    ("市", &["市", "州"]),
    ("县", &["县", "旗"]),
    ("区", &["区"]),
    ("省", &["省"]),
    ("镇", &["镇"]),
    ("乡", &["乡"]),
    ("村", &["村"]),
    ("街道", &["街道", "街"]),
    ("社区", &["社区"]),
    ("局", &["局"]),
    ("厅", &["厅"]),
    ("公司", &["公司", "集团", "企业", "厂"]),
    ("企业", &["企业", "公司", "集团", "厂"]),
    ("项目", &["项目", "工程", "计划", "行动"]),
    ("活动", &["活动", "行动", "比赛", "大赛", "讲座", "展"]),
    ("平台", &["平台", "网", "站", "系统"]),
    ("品牌", &["品牌"]),
    ("团队", &["团队", "队", "团", "组"]),
    ("基地", &["基地", "园", "馆"]),
    ("中心", &["中心"]),
    ("机制", &["机制", "制度", "模式"]),
];

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    if !block.is_paragraph() {
        return;
    }
    let line = &block.wide;
    let start = line.run(0, char::is_whitespace);
    if begins_with_its(line, start) {
        let message = "一段开头的“其”听不出指谁，建议直接说名称";
        found.push(Found::at(block, start..start + 1, message));
    }
    for at in line.find_all("该") {
        if let Some(end) = unnamed(line, at) {
            let message = format!(
                "“{}”指谁，前面{N_BACK}字里没有提到，建议直接说名称",
                line.text(at..end)
            );
            found.push(Found::at(block, at..end, message));
        }
    }
}

fn begins_with_its(line: &Line, start: usize) -> bool {
    /// With these it is another word, or points at a part of what was said: 其中, 其次, 其一.
    const OTHERS: &str = "中次实余他它间时一二三四五六七八九十乐";
    line.at(start) == '其' && !OTHERS.contains(line.at(start + 1))
}

/// End of 该校 or the like if nothing before it says which one is meant; `None` for 应该 and for known references.
fn unnamed(line: &Line, at: usize) -> Option<usize> {
    if matches!(
        line.before(at),
        '应' | '本' | '活' | '早' | '不' | '也' | '都'
    ) {
        return None;
    }
    let (noun, names) = NOUNS.iter().find(|(noun, _)| line.starts(at + 1, noun))?;
    let end = at + 1 + noun.chars().count();
    // 该市场, 该区域, 该局面.
    if matches!(line.at(end), '场' | '域' | '面' | '落') {
        return None;
    }
    let from = at.saturating_sub(N_BACK);
    let is_named = (from..at).any(|place| line.starts_any(place, names).is_some());
    let is_region = matches!(*noun, "市" | "县" | "区" | "省")
        && (from..at).any(|place| is_region(line, place));
    (!is_named && !is_region).then_some(end)
}

/// True if the name of a place begins here: 无锡, 江苏.
fn is_region(line: &Line, at: usize) -> bool {
    let is_name = |length| Region::named(&line.text(at..at + length)).is_some();
    is_name(2) || is_name(3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn what_was_not_named_is_pointed_out() {
        check_rule(
            &RULE,
            "⟦该校⟧⟨提示：“该校”指谁，前面60字里没有提到，建议直接说名称⟩注重发挥作用。｜⟦其⟧⟨提示：一段开头的“其”听不出指谁，建议直接说名称⟩做法很好。",
            "该校注重发挥作用。｜其做法很好。",
        );
        let far = "好".repeat(60);
        check_rule(
            &RULE,
            &format!(
                "某大学{far}，⟦该校⟧⟨提示：“该校”指谁，前面60字里没有提到，建议直接说名称⟩很好"
            ),
            &format!("某大学{far}，该校很好"),
        );
    }

    #[test]
    fn what_was_just_named_stays() {
        check_silent(
            &RULE,
            "某大学办得好，该校注重发挥作用。无锡很好，该市开展活动，该活动很好。",
        );
    }

    #[test]
    fn other_words_stay() {
        check_silent(
            &RULE,
            "应该校正方向，其中有三点。｜其次，该市场很好。｜其中一所。｜该是下决心的时候了。",
        );
    }
}
