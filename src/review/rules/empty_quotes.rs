//! C203: quotes with nothing in them, and quotes the wrong way round.

use crate::review::patterns::pairs::{Fault, faults};
use crate::review::prelude::*;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "C203",
        name: "空引号",
        severity: Severity::Error,
        explain: "复制时引号里的字丢了，或者前后两个引号方向反了。\n\
                  反例：各校开展了“”读书月活动\n\
                  反例：打造”先锋“品牌。\n\
                  正例：打造“先锋”品牌，又称“银发”“先锋”。",
    },
    check: Check::Block(check),
};

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    for fault in faults(&block.line) {
        match fault {
            // Empty brackets are blanks, which R101 knows.
            Fault::Empty(range) if !matches!(block.line.at(range.start), '【' | '（') => {
                let message = format!("{}里没有字，可能丢了内容", block.line.text(range.clone()));
                found.push(Found::at(block, range, message));
            }
            Fault::Inverted(open, close) => {
                let turned = if block.line.at(open) == '”' {
                    ["“", "”"]
                } else {
                    ["‘", "’"]
                };
                let inner = block.line.text(open + 1..close);
                let text = format!("{}{inner}{}", turned[0], turned[1]);
                found.push(Found::at(block, open..close + 1, "前后引号方向反了").fix(text));
            }
            Fault::Empty(_) | Fault::Unopened(_) | Fault::Unclosed(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn nothing_in_them() {
        check_rule(
            &RULE,
            "读书月⟦“”⟧⟨错误：“”里没有字，可能丢了内容⟩活动，⟦《》⟧⟨错误：《》里没有字，可能丢了内容⟩和⟦‘’⟧⟨错误：‘’里没有字，可能丢了内容⟩",
            "读书月“”活动，《》和‘’",
        );
    }

    #[test]
    fn the_wrong_way_round() {
        check_rule(
            &RULE,
            "打造⟦”先锋“⟧⟨错误：前后引号方向反了⟩品牌和“银发”。",
            "打造“先锋”品牌和“银发”。",
        );
        check_silent(&RULE, "打造“先锋”“银发”品牌，“先‘锋’”。");
    }
}
