//! N304: numbers typed by hand in front of headings that leave one out or begin with another than the first.

use crate::review::prelude::*;
use crate::text::headings::{heading, kind_of_number};
use crate::text::numbers::number_at;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "N304",
        name: "标题序号",
        severity: Severity::Warning,
        explain: "手打的标题序号跳了号、重了号，或者（二）成了第一个。由提纲编号的标题不会错，不在此列。\n\
                  反例：一、抓学习｜正文。｜三、抓落实｜正文。\n\
                  反例：一、抓学习｜（二）学理论｜正文。\n\
                  正例：一、抓学习｜（一）学理论｜正文。｜（二）学业务｜正文。｜二、抓落实｜（一）抓考核｜正文。",
    },
    check: Check::Speech(check),
};

fn check(reading: &Reading, _: &Setting, found: &mut Vec<Found>) {
    // The last number at each level, from 一、 down.
    let mut last: Vec<usize> = Vec::new();
    for passage in &reading.passages {
        if passage.is_numbered && !passage.heading.line.is_empty() {
            let n = last.get(passage.depth).copied().unwrap_or(0);
            set(&mut last, passage.depth, n + 1);
        }
        for block in passage.blocks() {
            // A numbered heading has its number from the tree; a second one in its text is not checked.
            let is_own = passage.is_numbered && !block.is_paragraph();
            if let Some((depth, value, range)) = typed(block).filter(|_| !is_own) {
                let n = last.get(depth).copied().unwrap_or(0);
                // A list may begin anew anywhere.
                if value != n + 1 && value != 1 {
                    found.push(fault(block, range, n));
                }
                set(&mut last, depth, value);
            }
        }
    }
}

fn set(last: &mut Vec<usize>, depth: usize, value: usize) {
    last.resize(depth + 1, 0);
    if let Some(n) = last.last_mut() {
        *n = value;
    }
}

/// Level, value and range of the number at the start of a text.
fn typed(block: &Block) -> Option<(usize, usize, std::ops::Range<usize>)> {
    let found = heading(block.text())?;
    let depth = kind_of_number(found.number)?;
    let end = found.number.chars().count();
    let line = Line::new(found.number);
    let number = (0..line.len()).find_map(|at| number_at(&line, at))?;
    Some((depth, number.whole()?, 0..end))
}

fn fault(block: &Block, range: std::ops::Range<usize>, last: usize) -> Found {
    let this = block.line.text(range.clone());
    let message = match last {
        0 => format!("“{this}”前面没有第一个"),
        _ => format!("“{this}”前面的一个是第{last}个"),
    };
    Found::at(block, range, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_silent};

    #[test]
    fn numbers_that_leave_one_out() {
        check_found(
            &RULE,
            "一、抓学习｜正文。｜⟦三、⟧⟨疑似：“三、”前面的一个是第1个⟩抓落实｜正文。｜四、抓考核｜正文。",
        );
        check_found(
            &RULE,
            "一、抓学习｜⟦（二）⟧⟨疑似：“（二）”前面没有第一个⟩学理论｜正文。｜（三）学业务｜正文。",
        );
        check_found(&RULE, "⟦二、⟧⟨疑似：“二、”前面没有第一个⟩抓学习｜正文。");
        check_found(
            &RULE,
            "一、抓学习｜正文。｜⟦（三）⟧⟨疑似：“（三）”前面没有第一个⟩学理论｜正文。",
        );
    }

    #[test]
    fn lists_that_begin_anew() {
        check_silent(
            &RULE,
            "一、抓学习｜（一）学理论｜正文。｜（二）学业务｜正文。｜二、抓落实｜（一）抓考核｜正文。",
        );
        check_silent(&RULE, "一、抓学习｜正文。｜一、抓落实｜正文。");
    }
}
