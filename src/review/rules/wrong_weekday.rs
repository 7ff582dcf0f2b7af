//! C202: a weekday that does not fit the date.

use crate::review::prelude::*;
use crate::text::dates::{Date, date_at, weekday};
use crate::text::numbers::number_at;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "C202",
        name: "星期不符",
        severity: Severity::Error,
        explain: "日期后面括注的星期与日历对不上，改了日期忘了改星期。没有写年份的，按题头里的年份算。\n\
                  反例：定于2024年1月23日（星期三）召开。\n\
                  反例：日期：2024年1月20日｜定于1月23日（周三）召开。\n\
                  正例：定于2024年1月23日（星期二）召开，周三散会。",
    },
    check: Check::Block(check),
};

const DAYS: &[char] = &['日', '一', '二', '三', '四', '五', '六'];

fn check(block: &Block, setting: &Setting, found: &mut Vec<Found>) {
    let line = &block.wide;
    for at in 0..line.len() {
        let Some((said, range)) = weekday_at(line, at) else {
            continue;
        };
        let Some(day) = day_before(line, at, setting.date.year) else {
            continue;
        };
        if let (Some(year), Some(month), Some(date)) = (day.year, day.month, day.day)
            && let Some(right) = weekday(year, month, date)
            && right != said
            && let Some(name) = DAYS.get(right)
        {
            let message = format!("{year}年{month}月{date}日是星期{name}");
            found.push(Found::at(block, range, message).fix(name.to_string()));
        }
    }
}

/// The day of the week that 星期三 or 周三 says (0 for Sunday), and where the numeral stands.
fn weekday_at(line: &Line, at: usize) -> Option<(usize, std::ops::Range<usize>)> {
    let (_, length) = line.starts_any(at, &["星期", "礼拜", "周"])?;
    let named = line.at(at + length);
    let day = if named == '天' {
        0
    } else {
        DAYS.iter().position(|day| *day == named)?
    };
    Some((day, at + length..at + length + 1))
}

/// The date that ends right before a place, or before an opening bracket there.
fn day_before(line: &Line, at: usize, year: Option<u16>) -> Option<Date> {
    let end = line.run_back(at, |c| matches!(c, '（' | '(' | '，' | ',' | ' '));
    if !matches!(line.before(end), '日' | '号') {
        return None;
    }
    const LONGEST: usize = 14;
    let starts = end.saturating_sub(LONGEST)..end;
    let whole = starts.clone().find_map(|start| {
        let (date, stop) = date_at(line, start)?;
        (stop == end && date.day.is_some()).then_some(date)
    });
    whole.or_else(|| {
        let month = starts
            .filter_map(|start| number_at(line, start))
            .find(|n| line.at(n.range.end) == '月')?;
        let day = number_at(line, month.range.end + 1)?;
        (day.range.end + 1 == end).then_some(Date {
            year,
            month: u8::try_from(month.whole()?).ok(),
            day: u8::try_from(day.whole()?).ok(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};
    #[test]
    fn another_day() {
        check_rule(
            &RULE,
            "2024年1月23日（星期⟦三⟧⟨错误：2024年1月23日是星期二⟩）和2024年1月25日，周⟦日⟧⟨错误：2024年1月25日是星期四⟩。",
            "2024年1月23日（星期二）和2024年1月25日，周四。",
        );
        check_rule(
            &RULE,
            "日期：2024年1月20日｜1月23日（周⟦天⟧⟨错误：2024年1月23日是星期二⟩）",
            "日期：2024年1月20日｜1月23日（周二）",
        );
    }

    #[test]
    fn right_unknown_and_apart() {
        check_silent(
            &RULE,
            "2024年1月23日（星期二），1月23日（周三），本周三，周一至周五，2024年1月23日前的周三。",
        );
    }

    #[test]
    fn a_week_begins_with_sunday() {
        check_rule(
            &RULE,
            "2024年1月21日，礼拜⟦六⟧⟨错误：2024年1月21日是星期日⟩",
            "2024年1月21日，礼拜日",
        );
    }
}
