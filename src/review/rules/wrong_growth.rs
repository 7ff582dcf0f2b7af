//! N306: a growth that does not follow from the two figures beside it.

use std::ops::Range;

use crate::review::patterns::changes::{Move, moves};
use crate::review::prelude::*;
use crate::text::numbers::{Number, number_at};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "N306",
        name: "增幅不符",
        severity: Severity::Warning,
        explain: "“由500增加到600，增长25%”，按前后两个数算出来的不是这个增幅。四舍五入的差别不算。\n\
                  反例：报告团由500人增加到600人，增长25%。\n\
                  反例：参与率由60%提高到75%，提高了20个百分点。\n\
                  反例：基地从20个增加到60个，增长3倍。\n\
                  正例：报告团由500人增加到600人，增长20%。参与率由60%提高到75%，提高了15个百分点。",
    },
    check: Check::Block(check),
};

const GROWS: &[&str] = &[
    "增长",
    "增加",
    "提高",
    "上升",
    "提升",
    "增幅",
    "扩大",
    "下降",
    "减少",
    "降低",
    "降幅",
    "压减",
    "同比增长",
    "缩减",
];

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.wide;
    for change in moves(line) {
        let Some((range, said)) = rate_behind(line, &change) else {
            continue;
        };
        let (from, to) = (&change.from, &change.to);
        let is_share = change.is_percent;
        let (right, unit, tolerance) = match said.unit {
            Unit::Percent if from.value > 0.0 && !is_share => (
                (to.value - from.value).abs() / from.value * 100.0,
                "%",
                rounding(from, to) * 100.0,
            ),
            Unit::Points if is_share => (
                (to.value - from.value).abs(),
                "个百分点",
                from.unit + to.unit,
            ),
            Unit::Times if from.value > 0.0 && !is_share => (
                (to.value - from.value) / from.value,
                "倍",
                rounding(from, to) + 0.05,
            ),
            _ => continue,
        };
        let tolerance = tolerance.min(right * 0.05).max(0.0) + said.number.unit * 0.51;
        if (right - said.number.value).abs() > tolerance && right > 0.0 {
            let n_decimals = said.number.n_decimals.min(4);
            let right = format!("{right:.n_decimals$}");
            let message = format!("按前后两个数算，是{right}{unit}");
            let figure = said.number.range.clone();
            let fixed = format!(
                "{}{right}{}",
                line.text(range.start..figure.start),
                line.text(figure.end..range.end)
            );
            found.push(Found::at(block, range, message).fix(fixed));
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Percent,
    Points,
    Times,
}

struct Said {
    number: Number,
    unit: Unit,
}

/// How much of the ratio of two figures is due to their last digits, where they are rounded at all.
fn rounding(from: &Number, to: &Number) -> f64 {
    // 500 and 600 are meant exactly; 3.5万 is not.
    let is_exact = |n: &Number| n.n_decimals == 0 && n.unit <= 1.0;
    if is_exact(from) && is_exact(to) {
        return 0.0;
    }
    (from.unit + to.unit) / from.value
}

/// 增长25%, 提高了20个百分点, right behind the two figures.
fn rate_behind(line: &Line, change: &Move) -> Option<(Range<usize>, Said)> {
    const FURTHEST: usize = 8;
    let start = change.range.end;
    let end = line.run_within(start, FURTHEST, |c| !matches!(c, '。' | '；' | '！' | '？'));
    for at in start..end {
        let Some((_, length)) = line.starts_any(at, GROWS) else {
            continue;
        };
        let behind = line.run(at + length, |c| {
            matches!(c, '了' | '近' | '约' | '达' | '到' | '为')
        });
        // 增长近25% and 增长了约 are not exact, 增长到 is another figure.
        let is_vague = line
            .slice(at + length..behind)
            .iter()
            .any(|c| matches!(c, '近' | '约' | '到'));
        let number = number_at(line, behind)?;
        let after = number.range.end;
        let (unit, end) = if line.at(after) == '%' {
            (Unit::Percent, after + 1)
        } else if line.starts(after, "个百分点") {
            (Unit::Points, after + 4)
        } else if line.at(after) == '倍' {
            (Unit::Times, after + 1)
        } else {
            return None;
        };
        let is_open = matches!(line.at(after), '多' | '余')
            || line.starts_any(end, &["以上", "左右", "多"]).is_some();
        return (!is_vague && !is_open).then_some((at..end, Said { number, unit }));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn what_does_not_follow() {
        check_rule(
            &RULE,
            "由500人增加到600人，⟦增长25%⟧⟨疑似：按前后两个数算，是20%⟩。",
            "由500人增加到600人，增长20%。",
        );
        check_rule(
            &RULE,
            "由60%提高到75%，⟦提高了20个百分点⟧⟨疑似：按前后两个数算，是15个百分点⟩。",
            "由60%提高到75%，提高了15个百分点。",
        );
        check_rule(
            &RULE,
            "从20个增加到60个，⟦增长3倍⟧⟨疑似：按前后两个数算，是2倍⟩。",
            "从20个增加到60个，增长2倍。",
        );
        check_rule(
            &RULE,
            "由1000件下降到800件，同比⟦下降25%⟧⟨疑似：按前后两个数算，是20%⟩。",
            "由1000件下降到800件，同比下降20%。",
        );
    }

    #[test]
    fn what_follows_when_it_is_rounded() {
        for text in [
            "由300人增加到400人，增长33.3%。",
            "由3.5万人增加到4.6万人，增长31%。",
            "由500人增加到600人，同比增长20%。",
            "由60%提高到75%，提高15个百分点。",
            "由500人增加到600人。经费增长25%。",
            "由500人增加到600人，增长近25%。",
        ] {
            check_silent(&RULE, text);
        }
    }
}
