//! P502: an ellipsis (省略号) that is written with other marks, or beside 等.

use crate::review::prelude::*;
use crate::text::chars::{is_full_width_mark, is_han};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "P502",
        name: "省略号写法",
        severity: Severity::Warning,
        explain: "省略号是六个点“……”，占两个字的位置，不用句号、顿号或半角点代替，也不只写一半。“等”已经表示列举未尽，和省略号留一个即可。\n\
                  反例：有阅读、书法、科普。。。内容很丰富\n\
                  反例：有阅读、书法、科普...\n\
                  反例：有阅读、书法、科普等……\n\
                  正例：有阅读、书法、科普……内容很丰富",
    },
    check: Check::Block(check),
};

/// Characters that ellipses are made of, rightly or wrongly.
const DOTS: &[char] = &['…', '.', '。', '．', '、', '·', '⋯'];

const ELLIPSIS: &str = "……";

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.line;
    let mut at = 0;
    while at < line.len() {
        let dot = line.at(at);
        if !DOTS.contains(&dot) {
            at += 1;
            continue;
        }
        let end = line.run(at, |c| c == dot);
        let n_dots = end - at;
        let is_wrong = match dot {
            // Twelve dots stand for whole paragraphs: GB/T 15834-2011, clause 4.11.
            '…' => n_dots != 2 && n_dots != 4,
            '⋯' => true,
            // Two are too many for a full stop and too few for an ellipsis.
            '.' | '．' if n_dots == 2 => is_han(line.before(at)) && is_han(line.at(end)),
            _ => n_dots > 2,
        };
        if is_wrong && is_in_chinese(line, at, end) {
            let message = format!("“{}”应为省略号“{ELLIPSIS}”", line.text(at..end));
            found.push(Found::at(block, at..end, message).fix(ELLIPSIS));
        } else if dot == '…' && n_dots == 2 {
            beside_and_so_on(block, at, end, found);
        }
        at = end;
    }
}

fn is_in_chinese(line: &Line, start: usize, end: usize) -> bool {
    let is_chinese = |c: char| is_han(c) || is_full_width_mark(c);
    is_chinese(line.before(start)) || is_chinese(line.at(end))
}

/// 等…… and ……等 say the same thing twice.
fn beside_and_so_on(block: &Block, start: usize, end: usize, found: &mut Vec<Found>) {
    /// 等 begins another word.
    const OTHERS: &[char] = &['到', '待', '级', '于', '同', '候'];
    let line = &block.line;
    let message = "“等”和省略号意思重复，留一个即可";
    let hint = |range| Found::at(block, range, message).severity(Severity::Hint);
    let before = line.run_back(start, |c| c == '等');
    if before < start {
        let said = line.text(before..start);
        found.push(hint(before..end).fix(ELLIPSIS).fix(said));
    } else if line.at(end) == '等' && !OTHERS.contains(&line.at(end + 1)) {
        found.push(hint(start..end + 1).fix("等").fix(ELLIPSIS));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn other_marks_become_six_dots() {
        check_rule(
            &RULE,
            "阅读、书法⟦。。。⟧⟨疑似：“。。。”应为省略号“……”⟩",
            "阅读、书法……",
        );
        check_rule(
            &RULE,
            "阅读⟦...⟧⟨疑似：“...”应为省略号“……”⟩书法⟦......⟧⟨疑似：“......”应为省略号“……”⟩",
            "阅读……书法……",
        );
        check_rule(
            &RULE,
            "阅读、书法⟦..⟧⟨疑似：“..”应为省略号“……”⟩样样都好",
            "阅读、书法……样样都好",
        );
        check_rule(
            &RULE,
            "阅读⟦．．．⟧⟨疑似：“．．．”应为省略号“……”⟩书法⟦、、、⟧⟨疑似：“、、、”应为省略号“……”⟩科普⟦···⟧⟨疑似：“···”应为省略号“……”⟩",
            "阅读……书法……科普……",
        );
        check_rule(
            &RULE,
            "阅读⟦…⟧⟨疑似：“…”应为省略号“……”⟩书法⟦………⟧⟨疑似：“………”应为省略号“……”⟩科普⟦⋯⋯⟧⟨疑似：“⋯⋯”应为省略号“……”⟩",
            "阅读……书法……科普……",
        );
    }

    #[test]
    fn and_so_on_is_said_once() {
        check_rule(
            &RULE,
            "有阅读、书法⟦等……⟧⟨提示：“等”和省略号意思重复，留一个即可／等⟩",
            "有阅读、书法……",
        );
        check_rule(
            &RULE,
            "有阅读、书法⟦……等⟧⟨提示：“等”和省略号意思重复，留一个即可／……⟩活动",
            "有阅读、书法等活动",
        );
    }

    #[test]
    fn right_ones_stay() {
        check_silent(&RULE, "阅读、书法……都很好。他说……等到明天。");
        check_silent(&RULE, "…………｜第1…10项，见a...b，科普，，。。");
    }
}
