//! P507: an enumeration comma (顿号) between quotations or names of books.

use crate::model::Anchor;
use crate::review::prelude::*;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "P507",
        name: "多余顿号",
        severity: Severity::Hint,
        explain: "并列的引号之间、并列的书名号之间通常不用顿号（国家标准GB/T 15834—2011第4.5.3.5条）；中间有“等”或括号时仍要用。\n\
                  反例：学习《条例》、《意见》\n\
                  反例：开展“五老”、“三老”活动\n\
                  正例：学习《条例》《意见》（试行）、《办法》",
    },
    check: Check::Block(check),
};

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.line;
    let is_between = |at: usize| {
        matches!(
            (line.before(at), line.at(at + 1)),
            ('》', '《') | ('”', '“') | ('’', '‘') | ('〉', '〈')
        )
    };
    let spots: Vec<Anchor> = (0..line.len())
        .filter(|at| line.at(*at) == '、' && is_between(*at))
        .map(|at| spot(block, at..at + 1))
        .collect();
    if !spots.is_empty() {
        let message = "并列的引号或书名号之间不用顿号";
        found.push(Found::many(spots, message).fix(""));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn commas_between_quotations_go() {
        check_rule(
            &RULE,
            "《甲》⟦、⟧⟨提示：并列的引号或书名号之间不用顿号⟩《乙》⟦、⟧《丙》和“五老”⟦、⟧“三老”",
            "《甲》《乙》《丙》和“五老”“三老”",
        );
    }

    #[test]
    fn other_commas_stay() {
        check_silent(
            &RULE,
            "《甲》《乙》（试行）、《丙》等、“五老”、三老，语文、数学",
        );
    }
}
