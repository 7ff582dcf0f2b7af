//! P505: the same mark twice in a row, or two that cannot stand together.

use crate::review::prelude::*;
pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "P505",
        name: "重复标点",
        severity: Severity::Warning,
        explain: "两个点号连在一起，多为拼接素材时留下，只能留一个。\n\
                  反例：各项工作取得新成效，，同时也要看到\n\
                  反例：各项工作取得新成效，。\n\
                  正例：各项工作取得新成效，同时也要看到",
    },
    check: Check::Block(check),
};

/// Marks that end a sentence or part it. `…` and `—` are written as a pair; three 。 or 、 are an ellipsis, which P502 reports.
const POINTS: &[char] = &['，', '。', '、', '；', '：', '？', '！'];

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.line;
    let mut at = 0;
    while at < line.len() {
        let end = line.run(at, |c| POINTS.contains(&c));
        let marks = line.slice(at..end);
        // Two or three ！ are shouted, and once too often in a speech; ？！ is how a question is shouted; 。。。 and 、、、 are P502's.
        let is_loud = marks.iter().all(|c| matches!(c, '？' | '！'));
        let is_row = |mark: char| marks.iter().all(|c| *c == mark);
        let is_ellipsis = marks.len() > 2 && (is_row('。') || is_row('、'));
        let is_one = marks.iter().all(|c| Some(c) == marks.first());
        if marks.len() > 1 && !is_ellipsis && (!is_loud || is_one) {
            let kept = stronger(marks);
            let message = format!("“{}”只能留一个", line.text(at..end));
            let one = Found::at(block, at..end, message).fix(kept);
            found.push(if is_loud {
                one.severity(Severity::Hint)
            } else {
                one
            });
        }
        at = end.max(at) + 1;
    }
}

/// The strongest of several marks, so that the last full stop of a paragraph is kept.
fn stronger(marks: &[char]) -> char {
    const ORDER: [char; 7] = ['？', '！', '。', '；', '：', '，', '、'];
    let found = ORDER.into_iter().find(|mark| marks.contains(mark));
    found.unwrap_or('，')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn one_mark_is_kept() {
        check_rule(
            &RULE,
            "取得新成效⟦，，⟧⟨疑似：“，，”只能留一个⟩同时也要看到⟦，。⟧⟨疑似：“，。”只能留一个⟩",
            "取得新成效，同时也要看到。",
        );
    }

    #[test]
    fn pairs_of_dots_and_loud_questions_are_none() {
        check_silent(&RULE, "这是为什么？！还有……——请大家想一想。");
    }

    #[test]
    fn what_is_shouted_is_a_hint() {
        check_rule(
            &RULE,
            "办得好⟦！！⟧⟨提示：“！！”只能留一个⟩为什么⟦？？？⟧⟨提示：“？？？”只能留一个⟩不去⟦。？⟧⟨疑似：“。？”只能留一个⟩",
            "办得好！为什么？不去？",
        );
    }
}
