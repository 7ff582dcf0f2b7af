//! W402: fixed formulations that are not quite right: 以习近平总书记为核心的党中央.

use std::ops::Range;

use crate::review::formulations::FORMULATIONS;
use crate::review::prelude::*;
use crate::review::words::{Hit, What};
use crate::text::chars::is_han;
use crate::text::numbers::is_chinese_numeral;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "W402",
        name: "规范表述",
        severity: Severity::Error,
        explain: "重要提法一个字也不能错。按内置的提法表查常见的错法，长的提法多一个、少一个、错一个字也指出。表里注明每条从何时起使用、出自哪份文件。\n\
                  反例：紧密团结在以习近平总书记为核心的党中央周围。\n\
                  反例：牢记青山绿水就是金山银山。\n\
                  反例：深入学习习近平新时代中国特社会主义思想。\n\
                  正例：紧密团结在以习近平同志为核心的党中央周围，牢记绿水青山就是金山银山。",
    },
    check: Check::Block(check),
};

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.line;
    let hits = FORMULATIONS.words.find(line);
    let mut taken: Vec<Range<usize>> = Vec::new();
    for hit in hits {
        if is_another(&hit, &line.text(hit.range.clone())) {
            continue;
        }
        let right = match &hit.what {
            What::Wrong => hit.fixes.first().cloned().unwrap_or_default(),
            What::NearPhrase { phrase, .. } => phrase.to_string(),
        };
        taken.push(hit.range.clone());
        let severity = severity(&hit, &line.text(hit.range.clone()));
        let one = Found::at(block, hit.range, message(&right)).severity(severity);
        found.push(hit.fixes.into_iter().fold(one, Found::fix));
    }
    for (range, right) in wrong_lists(line) {
        // Hits are in order and do not overlap: only the last one before the end of the list can overlap it.
        let n_before = taken.partition_point(|other| other.start < range.end);
        let last = n_before.checked_sub(1).and_then(|at| taken.get(at));
        if last.is_none_or(|other| other.end <= range.start) {
            found.push(Found::at(block, range, message(right)).fix(right));
        }
    }
}

/// A distortion that is listed is wrong; one that only differs by a character may be another phrase, and one that differs
/// by a mark or a 的 is mostly a matter of the sentence around it.
fn severity(hit: &Hit, text: &str) -> Severity {
    let What::NearPhrase { phrase, .. } = &hit.what else {
        return Severity::Error;
    };
    let bare = |text: &str| -> String {
        let is_word = |c: &char| is_han(*c) && !"的和与暨".contains(*c);
        text.chars().filter(is_word).collect()
    };
    if bare(text) == bare(phrase) {
        Severity::Hint
    } else {
        Severity::Warning
    }
}

/// True if only a number differs: 党的十九届五中全会 is no slip of 党的十九届六中全会.
fn is_another(hit: &Hit, text: &str) -> bool {
    let What::NearPhrase { phrase, .. } = &hit.what else {
        return false;
    };
    let mut differing = text.chars().zip(phrase.chars()).filter(|(a, b)| a != b);
    text.chars().count() == phrase.chars().count()
        && differing.all(|(a, b)| is_chinese_numeral(a) && is_chinese_numeral(b))
}

fn message(right: &str) -> String {
    let source = FORMULATIONS.sources.get(right);
    let source = source.map_or_else(String::new, |source| format!("（{source}）"));
    format!("规范的说法是“{right}”{source}")
}

/// Lists that have all items of a formulation but one, or another order: 道路自信、理论自信、体制自信、文化自信.
fn wrong_lists(line: &Line) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let start = line.run(at, |c| !is_han(c));
        let end = line.run(start, |c| is_han(c) || c == '、');
        let text = line.text(start..end);
        at = end.max(at + 1);
        if text.matches('、').count() < 2 {
            continue;
        }
        let items: Vec<&str> = text.split('、').collect();
        for (right, wanted) in &FORMULATIONS.lists {
            if text.contains(right) {
                continue;
            }
            // Words may stand before the first item and behind the last.
            let is_wanted = |(nth, item): (usize, &&str)| {
                wanted.iter().any(|one| {
                    item == one
                        || nth == 0 && item.ends_with(one)
                        || nth + 1 == items.len() && item.starts_with(one)
                })
            };
            let hits: Vec<usize> = items
                .iter()
                .enumerate()
                .filter(|one| is_wanted(*one))
                .map(|(nth, _)| nth)
                .collect();
            let (Some(first), Some(last)) = (hits.first(), hits.last()) else {
                continue;
            };
            if hits.len() + 1 < wanted.len() || hits.len() < 3 || last - first + 1 > wanted.len() {
                continue;
            }
            let (Some(head), Some(tail)) = (items.get(*first), items.get(*last)) else {
                continue;
            };
            let before: usize = items
                .iter()
                .take(*first)
                .map(|item| item.chars().count() + 1)
                .sum();
            let known = |item: &str| {
                wanted
                    .iter()
                    .find(|one| item.ends_with(**one) || item.starts_with(**one))
                    .map_or(0, |one| one.chars().count())
            };
            let lead = if *first == 0 {
                head.chars().count() - known(head)
            } else {
                0
            };
            let through: usize = items
                .iter()
                .take(*last)
                .map(|item| item.chars().count() + 1)
                .sum();
            let trail = if last + 1 == items.len() {
                known(tail)
            } else {
                tail.chars().count()
            };
            found.push((start + before + lead..start + through + trail, *right));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::formulations::DATA;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn frequent_distortions_and_slips() {
        check_rule(
            &RULE,
            "⟦以习近平总书记为核心的党中央⟧⟨错误：规范的说法是“以习近平同志为核心的党中央”（党的十八届六中全会公报）⟩，⟦青山绿水就是金山银山⟧⟨错误：规范的说法是“绿水青山就是金山银山”（习近平同志在浙江安吉余村考察时的讲话）⟩。",
            "以习近平同志为核心的党中央，绿水青山就是金山银山。",
        );
        check_rule(
            &RULE,
            "学习⟦习近平新时代中国特社会主义思想⟧⟨疑似：规范的说法是“习近平新时代中国特色社会主义思想”（党的十九大报告）⟩。",
            "学习习近平新时代中国特色社会主义思想。",
        );
    }

    #[test]
    fn another_number_is_another_meeting() {
        check_silent(&RULE, "党的十九届五中全会提出。");
    }

    #[test]
    fn every_formulation_is_right_and_dated() {
        let mut n = 0;
        for line in DATA.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [right, _, since, until, source] = cells.as_slice() else {
                panic!("{line}: five columns");
            };
            assert!(
                since.len() == 7 && (until.is_empty() || until.len() == 7) && !source.is_empty(),
                "{line}"
            );
            check_silent(&RULE, &format!("{right}。"));
            n += 1;
        }
        assert!(n >= 60, "{n}");
    }

    #[test]
    fn another_mark_is_a_hint_and_another_item_is_an_error() {
        check_rule(
            &RULE,
            "牢记⟦绿水青山，就是金山银山⟧⟨提示：规范的说法是“绿水青山就是金山银山”（习近平同志在浙江安吉余村考察时的讲话）⟩，坚定⟦道路自信、理论自信、体制自信、文化自信⟧⟨错误：规范的说法是“道路自信、理论自信、制度自信、文化自信”（庆祝中国共产党成立95周年大会上的讲话）⟩。",
            "牢记绿水青山就是金山银山，坚定道路自信、理论自信、制度自信、文化自信。",
        );
    }
}
