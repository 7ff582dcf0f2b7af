//! N303: 一是、三是 without 二是, and points out of order.

use crate::review::patterns::ordinals::{Ordinal, Way, ordinals};
use crate::review::prelude::*;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "N303",
        name: "序次不全",
        severity: Severity::Warning,
        explain: "一是、二是、三是，一要、二要、三要，第一、第二，首先、其次、再次，缺了、重了或者倒了。同一章节里一起数，里层的另起一列不算。\n\
                  反例：一是抓学习，三是抓落实。\n\
                  反例：第一，抓学习。｜第三，抓落实。\n\
                  反例：首先，抓学习；再次，抓落实。\n\
                  正例：一是抓学习，一要真学，二要真懂；二是抓落实。｜再次感谢大家。",
    },
    check: Check::Section(check),
};

fn check(passage: &SectionText, _: &Setting, found: &mut Vec<Found>) {
    let all: Vec<_> = passage
        .paragraphs
        .iter()
        .flat_map(|block| {
            ordinals(&block.wide)
                .into_iter()
                .map(move |one| (block, one))
        })
        .collect();
    for way in Way::ALL {
        // The points that lists have come to, the outer ones first.
        let mut open: Vec<usize> = Vec::new();
        for (block, ordinal) in all.iter().filter(|(_, one)| one.way == way) {
            if let Some(message) = fault(&mut open, ordinal) {
                found.push(Found::at(block, ordinal.range.clone(), message));
            }
        }
    }
}

/// Fault of the next point, given the numbers that the open lists have reached.
fn fault(open: &mut Vec<usize>, ordinal: &Ordinal) -> Option<String> {
    let (way, value) = (ordinal.way, ordinal.value);
    // 其次 is said more than once, and 再次 is said of what happens again.
    if way == Way::First && (value == 2 && open.last() == Some(&2) || open.is_empty() && value > 1)
    {
        return None;
    }
    if value == 1 {
        open.push(1);
        return None;
    }
    if let Some(depth) = open.iter().rposition(|last| last + 1 == value) {
        open.truncate(depth + 1);
        if let Some(last) = open.last_mut() {
            *last = value;
        }
        return None;
    }
    let this = way.word(value);
    let message = match open.last().copied() {
        None => format!("前面没有“{}”", way.word(1)),
        Some(last) if last >= value => format!("“{}”后面又是“{this}”，次序不对", way.word(last)),
        Some(last) => format!(
            "“{}”后面就是“{this}”，缺“{}”",
            way.word(last),
            way.word(last + 1)
        ),
    };
    open.pop();
    open.push(value);
    Some(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_silent};

    #[test]
    fn a_point_is_missing_or_out_of_order() {
        check_found(
            &RULE,
            "一是抓学习；⟦三是⟧⟨疑似：“一是”后面就是“三是”，缺“二是”⟩抓落实；四是抓考核。",
        );
        check_found(
            &RULE,
            "一要抓学习，二要抓落实，⟦二要⟧⟨疑似：“二要”后面又是“二要”，次序不对⟩抓考核。",
        );
        check_found(
            &RULE,
            "第一，抓学习。｜⟦第三⟧⟨疑似：“第一”后面就是“第三”，缺“第二”⟩，抓落实。",
        );
        check_found(
            &RULE,
            "首先，抓学习；⟦再次⟧⟨疑似：“首先”后面就是“再次”，缺“其次”⟩，抓落实。",
        );
        check_found(&RULE, "⟦二是⟧⟨疑似：前面没有“一是”⟩抓落实。");
    }

    #[test]
    fn lists_in_lists_and_sayings() {
        check_silent(
            &RULE,
            "一是抓学习，一要真学，二要真懂；二是抓落实，一要真抓，二要实干。",
        );
        check_silent(
            &RULE,
            "一是甲：一是子，二是丑；二是乙。再次感谢大家。我们一是一，二是二。",
        );
        check_silent(&RULE, "一是抓学习，二是抓落实。｜一是强保障，二是强考核。");
    }

    #[test]
    fn a_point_that_comes_again_is_named() {
        check_found(
            &RULE,
            "一是抓学习，二是抓落实，⟦二是⟧⟨疑似：“二是”后面又是“二是”，次序不对⟩抓考核。",
        );
    }
}
