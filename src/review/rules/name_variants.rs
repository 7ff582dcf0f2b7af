//! W404: the same name written in two ways: “银龄讲坛” and “银铃讲坛”.

use std::collections::BTreeMap;

use crate::model::Anchor;
use crate::review::prelude::*;
use crate::text::chars::is_han;
use crate::text::numbers::is_chinese_numeral;
use crate::text::pinyin::sounds_alike;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "W404",
        name: "名称不一",
        severity: Severity::Warning,
        explain: "引号、书名号里的名称前后只差一个同音字，多半有一处打错了。少的一种算错；一样多时两处都要看。不同音的只作提示。\n\
                  反例：“银龄讲坛”越办越好，“银龄讲坛”受欢迎，“银铃讲坛”已成品牌。\n\
                  正例：“银龄讲坛”和“银龄课堂”都受欢迎，“第一课堂”和“第二课堂”结合。",
    },
    check: Check::Speech(check),
};

/// Lengths of the names that are compared, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=14;

/// Characters that part two names that belong together: 上册 and 下册.
const OPPOSED: &str = "上下大小前后左右东西南北中内外新老男女正副总分高低初省市县区校院你我他春夏秋冬红绿黑白甲乙丙丁港澳台京津沪渝";

/// Most names that are compared with each other because they differ in the same character.
const MOST_VARIANTS: usize = 12;

fn check(reading: &Reading, _: &Setting, found: &mut Vec<Found>) {
    let mut names: BTreeMap<String, Vec<Anchor>> = BTreeMap::new();
    for block in reading.blocks() {
        for (name, range) in names_in(block) {
            names.entry(name).or_default().push(spot(block, range));
        }
    }
    let all: Vec<(&String, &Vec<Anchor>)> = names.iter().collect();
    // Keyed by the name without one character: names that differ only there share a key.
    let mut met: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (idx, (name, _)) in all.iter().enumerate() {
        for at in 0..name.chars().count() {
            let rest: String = name
                .chars()
                .enumerate()
                .filter(|(nth, _)| *nth != at)
                .map(|(_, c)| c)
                .collect();
            met.entry((at, rest)).or_default().push(idx);
        }
    }
    for ((at, _), group) in met {
        // Many names that differ in the same character are a list, not slips.
        if group.len() > MOST_VARIANTS {
            continue;
        }
        for (nth, first) in group.iter().enumerate() {
            for second in group.iter().skip(nth + 1) {
                if let (Some(a), Some(b)) = (all.get(*first), all.get(*second)) {
                    found.extend(compare(at, *a, *b));
                }
            }
        }
    }
}

fn compare(at: usize, a: (&String, &Vec<Anchor>), b: (&String, &Vec<Anchor>)) -> Option<Found> {
    let (ours, theirs) = (a.0.chars().nth(at)?, b.0.chars().nth(at)?);
    let is_number = |c: char| is_chinese_numeral(c) || c.is_ascii_alphanumeric();
    let is_opposed = OPPOSED.contains(ours) && OPPOSED.contains(theirs);
    if is_number(ours) || is_number(theirs) || is_opposed {
        return None;
    }
    let is_alike = sounds_alike(ours, theirs);
    // 育人行动 and 助人行动 may both be meant: only in a longer name is that unlikely.
    if !is_alike && a.0.chars().count() < 5 {
        return None;
    }
    let (wrong, right) = if a.1.len() < b.1.len() {
        (a, b)
    } else {
        (b, a)
    };
    let message = format!(
        "别处写作“{}”（{}处），这里是“{}”",
        right.0,
        right.1.len(),
        wrong.0
    );
    let mut one = Found::many(wrong.1.clone(), message);
    one.related.clone_from(right.1);
    let one = one.fix(right.0.as_str());
    Some(if is_alike {
        one
    } else {
        one.severity(Severity::Hint)
    })
}

/// The names in quotes and book marks.
fn names_in(block: &Block) -> Vec<(String, std::ops::Range<usize>)> {
    let line = &block.line;
    let mut found = Vec::new();
    for at in 0..line.len() {
        let close = match line.at(at) {
            '“' => '”',
            '《' => '》',
            _ => continue,
        };
        let end = line.run(at + 1, is_han);
        if line.at(end) == close && LENGTHS.contains(&(end - at - 1)) {
            found.push((line.text(at + 1..end), at + 1..end));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn the_rarer_of_two() {
        check_rule(
            &RULE,
            "“⌊银龄讲坛⌋”好。“⌊银龄讲坛⌋”受欢迎。｜“⟦银铃讲坛⟧⟨疑似：别处写作“银龄讲坛”（2处），这里是“银铃讲坛”⟩”已成品牌。",
            "“银龄讲坛”好。“银龄讲坛”受欢迎。｜“银龄讲坛”已成品牌。",
        );
    }

    #[test]
    fn names_that_belong_together() {
        check_silent(
            &RULE,
            "“银龄讲坛”和“银龄课堂”，“第一课堂”和“第二课堂”，“上学期”和“下学期”，《育人行动》和《助人行动》",
        );
    }

    #[test]
    fn another_sound_is_a_hint() {
        check_rule(
            &RULE,
            "“⌊银龄讲习课堂⌋”好。“⌊银龄讲习课堂⌋”受欢迎。｜“⟦银龄讲故课堂⟧⟨提示：别处写作“银龄讲习课堂”（2处），这里是“银龄讲故课堂”⟩”已成品牌。",
            "“银龄讲习课堂”好。“银龄讲习课堂”受欢迎。｜“银龄讲习课堂”已成品牌。",
        );
    }
}
