//! N308: ranges and changes that go the wrong way: 由8%提高到5%, 15至10人.

use crate::review::patterns::changes::moves;
use crate::review::prelude::*;
use crate::text::numbers::{Number, number_at, number_before};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "N308",
        name: "起止颠倒",
        severity: Severity::Warning,
        explain: "范围的前一个数比后一个大，或者说“提高到”的却变小了、说“下降到”的却变大了。跨年的月份、过夜的时间不算。\n\
                  反例：占比由8%提高到5%。\n\
                  反例：每组15至10人。\n\
                  反例：2025—2021年规划。\n\
                  正例：占比由5%提高到8%，每组10至15人，11月至次年2月，22时至6时。",
    },
    check: Check::Block(check),
};

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.wide;
    for change in moves(line) {
        // A rank that rises is a number that falls: 从第34位提升到第11位.
        if line.before(change.from.range.start) == '第'
            || line.before(change.to.range.start) == '第'
        {
            continue;
        }
        let is_wrong = match change.grows {
            true => change.to.value < change.from.value,
            false => change.to.value > change.from.value,
        };
        if is_wrong {
            let verb = if change.grows { "变小" } else { "变大" };
            let message = format!("前后两个数是{verb}的，与说法相反");
            found.push(Found::at(block, change.range, message));
        }
    }
    for at in 0..line.len() {
        if let Some((range, from, to)) = range_at(line, at)
            && from.value > to.value
        {
            let message = format!(
                "{}比{}大，前后颠倒了",
                line.text(from.range.clone()),
                line.text(to.range.clone())
            );
            let unit = line.text(from.range.end..at);
            let mark = line.text(at..to.range.start);
            let fixed = format!(
                "{}{unit}{mark}{}",
                line.text(to.range.clone()),
                line.text(from.range.clone())
            );
            found.push(Found::at(block, range.start..to.range.end, message).fix(fixed));
        }
    }
}

/// 15至10人: the mark of a range at a place, with a figure on each side.
fn range_at(line: &Line, at: usize) -> Option<(std::ops::Range<usize>, Number, Number)> {
    // A row of strokes is looked at where it begins, and only there.
    if line.before(at) == line.at(at) {
        return None;
    }
    let length = match line.at(at) {
        '至' | '～' | '~' | '-' | '–' => 1,
        '—' => line.run(at, |c| c == '—') - at,
        _ => return None,
    };
    // 8%至5%, 2025年—2021年: the same unit on both sides, or behind the second alone.
    let mark = line.before(at);
    let unit = if matches!(mark, '%' | '年' | '人' | '个' | '元') {
        Some(mark)
    } else {
        None
    };
    let from = number_before(line, at - usize::from(unit.is_some()))?;
    let to = number_at(line, at + length)?;
    let behind = line.at(to.range.end);
    let is_same = unit.is_none_or(|unit| behind == unit);
    // Scores, codes, months over the new year and hours over midnight may go down.
    let is_clock = matches!(
        behind,
        '月' | '日' | '时' | '点' | '号' | ':' | '：' | '期' | '次' | '周' | '分' | '-' | '.'
    ) || matches!(
        line.before(from.range.start),
        '-' | ':' | '：' | '.' | '第' | '/' | '号' | '—' | '月'
    );
    let is_code = |number: &Number| {
        let digits = line.slice(number.range.clone());
        digits.first() == Some(&'0') || digits.len() > 6
    };
    let is_dash = line.at(at) == '-' && !matches!(behind, '年' | '人' | '%' | '个' | '名' | '岁');
    let is_one_style = from.style == to.style;
    // Before our era, and counted back from now, years run down.
    const LONGEST_CLAUSE: usize = 60;
    let clause = line.run_back_within(from.range.start, LONGEST_CLAUSE, |c| {
        !matches!(c, '，' | '。' | '；')
    });
    let runs_down =
        (clause..from.range.start).any(|at| line.starts_any(at, &["公元前", "距今"]).is_some());
    // 五至三 of a vote and 1至3 of a scale carry no unit.
    let has_unit = crate::text::chars::is_han(behind) || behind == '%';
    (is_same
        && !runs_down
        && !is_clock
        && !is_dash
        && !is_code(&from)
        && !is_code(&to)
        && is_one_style
        && has_unit)
        .then_some((from.range.start..to.range.end, from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn the_wrong_way() {
        check_rule(
            &RULE,
            "占比⟦由8%提高到5%⟧⟨疑似：前后两个数是变小的，与说法相反⟩。",
            "占比由8%提高到5%。",
        );
        check_rule(
            &RULE,
            "事故⟦由30起下降到50起⟧⟨疑似：前后两个数是变大的，与说法相反⟩。",
            "事故由30起下降到50起。",
        );
        check_rule(
            &RULE,
            "每组⟦15至10⟧⟨疑似：15比10大，前后颠倒了⟩人，⟦2025—2021⟧⟨疑似：2025比2021大，前后颠倒了⟩年。",
            "每组10至15人，2021—2025年。",
        );
    }

    #[test]
    fn the_right_way_and_over_midnight() {
        check_silent(
            &RULE,
            "由5%提高到8%，每组10至15人，11月至次年2月，11月至2月，22时至6时，2021—2025年。",
        );
        check_silent(
            &RULE,
            "电话025-83335566，比分3-1，从2012年第34位提升到第11位，公元前4300年至3900年，苏教〔2023〕12-3号，从9000人增加到1.2万人。",
        );
    }
}
