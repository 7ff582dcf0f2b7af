//! N307: a share of more than all.

use crate::review::prelude::*;
use crate::text::numbers::numbers;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "N307",
        name: "比例超百",
        severity: Severity::Warning,
        explain: "覆盖率、合格率、占比一类的数超过了100%。增长、完成预算和毛入学率这样可以超过的不报。\n\
                  反例：关工委组织覆盖率达到120%。\n\
                  反例：党员占委员总数的105%。\n\
                  正例：经费增长120%，完成预算的103%，覆盖率达到100%。",
    },
    check: Check::Block(check),
};

/// Words for shares, which never exceed 100%, besides all words with 率.
const SHARES: &[&str] = &["满意度", "占比", "比例", "比重", "占", "覆盖面"];

/// Words for figures that may exceed 100%: growth, plans, and rates that are no shares.
const GROWS: &[&str] = &[
    "增长",
    "增加",
    "提高了",
    "提升了",
    "增幅",
    "上升了",
    "完成",
    "预算",
    "计划",
    "毛入",
    "超额",
    "翻",
    "利润率",
    "负债率",
    "产销率",
    "利用率",
    "周转率",
    "溢价率",
    "回报率",
    "收益率",
    "杠杆率",
    "拨备",
    "比率",
    "增速",
    "产能",
    "上座率",
    "入住率",
    "投资",
    "达产",
    "同比",
];

/// Largest distance, in characters, between a percentage and the word that makes it a share.
const LONGEST_CLAUSE: usize = 100;

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.wide;
    for number in numbers(line) {
        let (start, end) = (number.range.start, number.range.end);
        if line.at(end) != '%' || number.value <= 100.0 {
            continue;
        }
        let is_word = |c| !matches!(c, '，' | '。' | '；' | '：' | '、');
        let clause = line.run_back_within(start, LONGEST_CLAUSE, is_word);
        let says = |words: &[&str]| (clause..start).any(|at| line.starts_any(at, words).is_some());
        let is_rate = line.slice(clause..start).contains(&'率');
        if (is_rate || says(SHARES)) && !says(GROWS) {
            let message = format!("比例不会超过100%，这里是{}", line.text(start..end + 1));
            found.push(Found::at(block, start..end + 1, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_silent};

    #[test]
    fn more_than_all() {
        let text = "组织覆盖率达到⟦120%⟧⟨疑似：比例不会超过100%，这里是120%⟩，党员占总数的⟦105.5%⟧⟨疑似：比例不会超过100%，这里是105.5%⟩。";
        check_found(&RULE, text);
        check_silent(
            &RULE,
            "经费增长120%，占完成预算的103%，覆盖率达到100%，同比提高112.5%。",
        );
    }
}
