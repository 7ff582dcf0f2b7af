//! N307: a share of more than all.

use super::super::finding::Severity;
use super::super::reading::Block;
use super::super::rule::{Check, Found, Rule, RuleInfo};
use super::super::setting::Setting;
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

/// What is never more than all.
const SHARES: [&str; 26] = [
    "覆盖率",
    "合格率",
    "达标率",
    "参与率",
    "满意率",
    "满意度",
    "普及率",
    "占比",
    "比例",
    "比重",
    "占",
    "就业率",
    "入园率",
    "巩固率",
    "知晓率",
    "办结率",
    "回复率",
    "参会率",
    "出勤率",
    "到位率",
    "通过率",
    "优秀率",
    "建成率",
    "覆盖面",
    "及格率",
    "参训率",
];

/// What may be.
const GROWS: [&str; 12] = [
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
];

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.line;
    for number in numbers(line) {
        let (start, end) = (number.range.start, number.range.end);
        if line.at(end) != '%' || number.value <= 100.0 {
            continue;
        }
        let clause = line.run_back(start, |c| !matches!(c, '，' | '。' | '；' | '：' | '、'));
        let says = |words: &[&str]| (clause..start).any(|at| line.starts_any(at, words).is_some());
        if says(&SHARES) && !says(&GROWS) {
            let message = format!("比例不会超过100%，这里是{}", line.text(start..end + 1));
            found.push(Found::at(block, start..end + 1, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_rule, check_silent};
    use super::*;

    #[test]
    fn more_than_all() {
        let text = "组织覆盖率达到⟦120%⟧，党员占总数的⟦105.5%⟧。";
        check_rule(&RULE, text, &text.replace(['⟦', '⟧'], ""));
        check_silent(
            &RULE,
            "经费增长120%，占完成预算的103%，覆盖率达到100%，同比提高112.5%。",
        );
    }
}
