//! C201: dates and times that there are not: 123日, 13月, 2月30日, 25时.

use crate::review::prelude::*;
use crate::text::dates::days_in;
use crate::text::numbers::{Number, number_at, number_before};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "C201",
        name: "日期有误",
        severity: Severity::Error,
        explain: "日历上没有的日子、钟表上没有的时刻，多半是复制时丢了字：“1月23日”少了“月”就成了“123日”。\n\
                  反例：定于123日、25日各开一次会。\n\
                  反例：截至13月底，任务全部完成。\n\
                  反例：2023年2月29日，会议在南京召开。\n\
                  反例：会议定于上午10时75分开始。\n\
                  正例：2024年2月29日24时前报送，开展100日攻坚，120日内办结，出生满18月龄。",
    },
    check: Check::Block(check),
};

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.wide;
    let mut at = 0;
    while at < line.len() {
        let one = match line.at(at) {
            '日' | '号' => day(block, at),
            '月' => month(block, at),
            '时' | '点' => hour(block, at),
            '分' => minute(block, at),
            ':' | '：' => clock(block, at),
            _ => None,
        };
        found.extend(one);
        at += 1;
    }
}

/// 123日, 2月30日.
fn day(block: &Block, at: usize) -> Option<Found> {
    let line = &block.wide;
    let day = number_before(line, at)?;
    let value = day.whole()?;
    let behind = day.range.start;
    if line.before(behind) == '月'
        && let Some(month) = number_before(line, behind - 1)
    {
        let month_value = u8::try_from(month.whole()?).ok()?;
        let year = year_before(line, month.range.start);
        let last = usize::from(days_in(year, month_value));
        let is_wrong = last > 0 && (value > last || value == 0);
        return is_wrong.then(|| {
            let range = month.range.start..at + 1;
            let message = match value {
                0 => format!("没有“{}”", line.text(range.clone())),
                _ => no_such_day(year, month_value, last),
            };
            Found::at(block, range, message)
        });
    }
    // 45号文件 and 100日攻坚 are no dates.
    if line.at(at) == '号'
        || value <= 31
        || !is_plain(line, &day)
        || is_length(line, behind, at + 1)
    {
        return None;
    }
    let mut one = Found::at(
        block,
        behind..at + 1,
        format!("没有“{}日”，可能丢了“月”字", line.text(day.range.clone())),
    );
    let splits = months_in(line, &day);
    if splits.is_empty() {
        return None;
    }
    for split in splits {
        one = one.fix(split);
    }
    Some(one)
}

fn no_such_day(year: Option<u16>, month: u8, last: usize) -> String {
    match year {
        Some(year) if month == 2 => format!("{year}年2月只有{last}天"),
        _ => format!("{month}月只有{last}天"),
    }
}

/// The year that ends right before a place: 2023年.
fn year_before(line: &Line, at: usize) -> Option<u16> {
    let at = at.checked_sub(1).filter(|at| line.at(*at) == '年')?;
    u16::try_from(number_before(line, at)?.whole()?).ok()
}

/// Three or four digits and nothing else.
fn is_plain(line: &Line, number: &Number) -> bool {
    let digits = line.slice(number.range.clone());
    matches!(digits.len(), 3 | 4) && digits.iter().all(char::is_ascii_digit)
}

/// True if the words around a number of days make it a length of time.
fn is_length(line: &Line, start: usize, end: usize) -> bool {
    const BEHIND: &[&str] = &[
        "内",
        "后",
        "前",
        "以内",
        "之内",
        "以上",
        "间",
        "行动",
        "攻坚",
        "会战",
        "大战",
        "奋战",
        "冲刺",
        "倒计时",
        "龄",
        "游",
    ];
    const BEFORE: &[&str] = &[
        "奋战",
        "为期",
        "历时",
        "满",
        "共",
        "超过",
        "不超过",
        "不少于",
        "达",
        "近",
        "约",
        "每",
        "第",
        "倒计时",
    ];
    line.starts_any(end, BEHIND).is_some() || line.ends_any(start, BEFORE)
}

/// The dates that lost their 月: 123 is 1月23日 and 12月3日.
fn months_in(line: &Line, number: &Number) -> Vec<String> {
    let digits = line.text(number.range.clone());
    let split = |n_month: usize| {
        let (month, day) = digits.split_at_checked(n_month)?;
        let has_zero = month.starts_with('0') || day.starts_with('0');
        let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
        (!has_zero && day >= 1 && day <= days_in(None, month)).then(|| format!("{month}月{day}日"))
    };
    [1, 2].into_iter().filter_map(split).collect()
}

/// 13月, where no measure of time: 13个月, 18月龄.
fn month(block: &Block, at: usize) -> Option<Found> {
    let line = &block.wide;
    let month = number_before(line, at)?;
    let value = month.whole()?;
    let is_date = line.before(month.range.start) == '年'
        || number_at(line, at + 1).is_some()
        || line
            .starts_any(at + 1, &["份", "底", "初", "中旬", "上旬", "下旬", "末"])
            .is_some();
    let is_wrong = value == 0 || (13..=99).contains(&value);
    (is_date && is_wrong).then(|| {
        let range = month.range.start..at + 1;
        let message = format!("没有“{}”", line.text(range.clone()));
        Found::at(block, range, message)
    })
}

/// 25时, said as a time of the day.
fn hour(block: &Block, at: usize) -> Option<Found> {
    let line = &block.wide;
    let hour = number_before(line, at)?;
    let value = hour.whole()?;
    let start = hour.range.start;
    let has_minutes = number_at(line, at + 1).is_some_and(|n| line.at(n.range.end) == '分');
    let is_day = matches!(
        line.before(start),
        '日' | '号' | '午' | '晚' | '晨' | '夜' | '早' | '到' | '于'
    ) && !line.ends_any(start, &["达到", "低于", "少于", "高于", "等于", "相当于"]);
    let is_time = is_day
        || has_minutes
        || line
            .starts_any(at + 1, &["整", "前", "至", "到", "开始", "开会"])
            .is_some();
    // 30点 of a plan are points; 48时 with nothing around it are hours.
    let is_wrong =
        value > 24 && value < 100 && (is_day || has_minutes || line.at(at) == '时' && is_time);
    is_wrong.then(|| {
        let range = start..at + 1;
        let message = format!("一天没有“{}”", line.text(range.clone()));
        Found::at(block, range, message)
    })
}

/// 10时75分.
fn minute(block: &Block, at: usize) -> Option<Found> {
    let line = &block.wide;
    let minute = number_before(line, at)?;
    let value = minute.whole()?;
    let mark = minute.range.start.checked_sub(1)?;
    let is_hour = matches!(line.at(mark), '时' | '点') && number_before(line, mark).is_some();
    (is_hour && (60..1000).contains(&value)).then(|| {
        let start = number_before(line, mark).map_or(mark, |hour| hour.range.start);
        let range = start..at + 1;
        let message = format!("一小时没有{value}分");
        Found::at(block, range, message)
    })
}

/// 10:75, where it is a time of the day: 上午10:75, 1月23日10:75.
fn clock(block: &Block, at: usize) -> Option<Found> {
    let line = &block.wide;
    let hour = number_before(line, at)?;
    let minute = number_at(line, at + 1)?;
    let is_time = matches!(
        line.before(hour.range.start),
        '午' | '日' | '晚' | '晨' | '间'
    ) && line.at(minute.range.start).is_ascii_digit()
        && minute.range.len() == 2;
    let is_wrong = hour.whole()? > 24 || minute.whole()? >= 60;
    (is_time && is_wrong).then(|| {
        let range = hour.range.start..minute.range.end;
        let message = format!("没有“{}”这个时刻", line.text(range.clone()));
        Found::at(block, range, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_rule, check_silent};
    #[test]
    fn a_lost_month() {
        check_rule(
            &RULE,
            "于⟦123日⟧⟨错误：没有“123日”，可能丢了“月”字／12月3日⟩、25日召开。",
            "于1月23日、25日召开。",
        );
        check_rule(
            &RULE,
            "⟦1225日⟧⟨错误：没有“1225日”，可能丢了“月”字⟩至27日。",
            "12月25日至27日。",
        );
    }

    #[test]
    fn days_months_and_times() {
        check_found(
            &RULE,
            "⟦2月30日⟧⟨错误：2月只有29天⟩、2023年⟦2月29日⟧⟨错误：2023年2月只有28天⟩、⟦四月三十一日⟧⟨错误：4月只有30天⟩、2024年⟦13月⟧⟨错误：没有“13月”⟩5日、⟦15月⟧⟨错误：没有“15月”⟩底。",
        );
        check_found(
            &RULE,
            "1月5日⟦25时⟧⟨错误：一天没有“25时”⟩、⟦10时75分⟧⟨错误：一小时没有75分⟩、下午⟦3点66分⟧⟨错误：一小时没有66分⟩、上午⟦9:72⟧⟨错误：没有“9:72”这个时刻⟩。",
        );
    }

    #[test]
    fn lengths_of_time_and_documents() {
        check_silent(
            &RULE,
            "100日攻坚、120日内、365日、13个月、18月龄、48小时、30点意见、苏教〔2023〕45号、1:75的比例。",
        );
        check_silent(&RULE, "2024年2月29日24时，12月31日，第123日，得分75分。");
    }

    #[test]
    fn a_day_too_late_in_february_of_any_year() {
        check_found(
            &RULE,
            "⟦2月0日⟧⟨错误：没有“2月0日”⟩，2024年⟦2月30日⟧⟨错误：2024年2月只有29天⟩。",
        );
    }
}
