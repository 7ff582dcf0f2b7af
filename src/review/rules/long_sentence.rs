//! E601: a sentence that is too long to be heard, or a stretch without a place to breathe.

use std::ops::Range;

use crate::review::prelude::*;
use crate::text::sentences::sentences;
use crate::text::syllables::syllables;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "E601",
        name: "长句",
        severity: Severity::Hint,
        explain: "一句话超过80字，听的人记不住开头；连续35字没有标点，念的人没处换气。分号算断句，数字按读音计字。\n\
                  反例：我们要在各级党委和政府的坚强领导下紧紧围绕立德树人根本任务和基层学校的实际需要\n\
                  正例：我们要在各级党委和政府领导下，紧紧围绕立德树人，服务基层学校",
    },
    check: Check::Block(check),
};

/// Spoken characters of a sentence that listeners can keep in mind.
const LONGEST_SENTENCE: usize = 80;

/// Largest number of spoken characters for one breath.
const LONGEST_BREATH: usize = 35;

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    if !block.is_paragraph() {
        return;
    }
    let line = &block.line;
    for sentence in sentences(line) {
        let ends = |c: char| matches!(c, '；' | ';');
        for part in parts(line, sentence, ends) {
            if let Some(n) = longer_than(LONGEST_SENTENCE, line, &part) {
                let message = format!("这一句有{n}字，建议断开");
                found.push(Found::at(block, part.clone(), message));
            }
            for breath in parts(line, part, pauses) {
                if let Some(n) = longer_than(LONGEST_BREATH, line, &breath) {
                    let message = format!("连续{n}字没有停顿，建议加逗号或改短");
                    found.push(Found::at(block, breath, message));
                }
            }
        }
    }
}

fn pauses(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '—'
            | '…'
            | ','
            | ';'
            | ':'
            | '?'
            | '!'
            | '\n'
    )
}

/// The pieces of a range that marks part, without the marks.
fn parts(line: &Line, range: Range<usize>, is_mark: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if is_mark(line.at(at)) {
            found.push(start..at);
            start = at + 1;
        }
    }
    found.push(start..range.end);
    found.retain(|part| !part.is_empty());
    found
}

/// Number of spoken characters, if it exceeds the limit. Only digits and foreign words take more when spoken than written.
fn longer_than(limit: usize, line: &Line, range: &Range<usize>) -> Option<usize> {
    let is_short = range.len() <= limit && !line.slice(range.clone()).iter().any(char::is_ascii);
    if is_short {
        return None;
    }
    let n_spoken = syllables(&line.text(range.clone()));
    (n_spoken > limit).then_some(n_spoken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    fn clause(n_chars: usize) -> String {
        "长".repeat(n_chars)
    }

    #[test]
    fn a_long_sentence_is_pointed_out() {
        let long = format!(
            "⟦{}，{}，{}。⟧⟨提示：这一句有90字，建议断开⟩",
            clause(30),
            clause(30),
            clause(30)
        );
        check_rule(
            &RULE,
            &format!("好。{long}"),
            &format!("好。{}，{}，{}。", clause(30), clause(30), clause(30)),
        );
    }

    #[test]
    fn a_long_breath_is_pointed_out() {
        check_rule(
            &RULE,
            &format!(
                "好，⟦{}⟧⟨提示：连续36字没有停顿，建议加逗号或改短⟩，好。",
                clause(36)
            ),
            &format!("好，{}，好。", clause(36)),
        );
    }

    #[test]
    fn parts_between_semicolons_and_short_ones_stay() {
        check_silent(&RULE, &format!("{0}，{0}；{0}，{0}。", clause(30)));
        check_silent(&RULE, &format!("一、{}", clause(40)));
    }
}
