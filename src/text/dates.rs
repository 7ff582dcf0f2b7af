//! Dates as texts have them: 2024年1月23日, 1月23日, 2024年.

use super::line::Line;
use super::numbers::{is_chinese_numeral, number_at};

/// A date as far as it is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Date {
    pub year: Option<u16>,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

impl Date {
    /// Fills in the parts that this date lacks from another one. A day is only taken over together with its month.
    pub fn or(self, other: Self) -> Self {
        let (month, day) = match self.month {
            Some(month) => (Some(month), self.day),
            None => (other.month, other.day),
        };
        Self {
            year: self.year.or(other.year),
            month,
            day,
        }
    }

    /// True if nothing that both say is different.
    pub fn fits(self, other: Self) -> bool {
        fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        same(self.year, other.year) && same(self.month, other.month) && same(self.day, other.day)
    }
}

/// The first date of a text, as far as it is said: 2024年1月23日, 2024年, 2024-01-23, 2024.1.23.
pub fn date_in(text: &str) -> Date {
    let line = Line::new(text);
    (0..line.len())
        .find_map(|at| date_at(&line, at).map(|(date, _)| date))
        .unwrap_or_default()
}

/// The date that begins at a place with its year, and where it ends.
pub fn date_at(line: &Line, at: usize) -> Option<(Date, usize)> {
    if line.before(at).is_ascii_digit() || is_chinese_numeral(line.before(at)) {
        return None;
    }
    let (year, end) = part_at(line, at)?;
    if !(1900..=2199).contains(&year) {
        return None;
    }
    let mut date = Date {
        year: Some(year),
        ..Date::default()
    };
    let mark = line.at(end);
    let is_written = mark == '年';
    if !is_written && !matches!(mark, '-' | '.' | '/') {
        return None;
    }
    // Without 年 only a whole date is one: 2024.1 is a number.
    let short = is_written.then_some((date, end + 1));
    let Some((month, month_end)) =
        part_at(line, end + 1).filter(|(month, _)| (1..=12).contains(month))
    else {
        return short;
    };
    if line.at(month_end) != if is_written { '月' } else { mark } {
        return short;
    }
    date.month = u8::try_from(month).ok();
    let day = part_at(line, month_end + 1).filter(|(day, _)| (1..=31).contains(day));
    match day {
        Some((day, day_end)) if !is_written || matches!(line.at(day_end), '日' | '号') => {
            date.day = u8::try_from(day).ok();
            Some((date, day_end + usize::from(is_written)))
        }
        _ => is_written.then_some((date, month_end + 1)),
    }
}

/// The year, month or day that begins at a place, in digits or numerals, and where it ends.
fn part_at(line: &Line, at: usize) -> Option<(u16, usize)> {
    let end = line.run(at, |c| c.is_ascii_digit());
    if end > at {
        return Some((line.text(at..end).parse().ok()?, end));
    }
    let number = number_at(line, at)?;
    Some((u16::try_from(number.whole()?).ok()?, number.range.end))
}

/// How many days a month has; 0 for a month that there is not. Without a year, February has 29.
pub fn days_in(year: Option<u16>, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_none_or(is_leap) => 29,
        2 => 28,
        _ => 0,
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

/// The day of the week: 0 for Sunday. Sakamoto's method for the Gregorian calendar.
pub fn weekday(year: u16, month: u8, day: u8) -> Option<usize> {
    const OFFSETS: &[u32] = &[0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let offset = OFFSETS.get(usize::from(month.checked_sub(1)?))?;
    let year = u32::from(year) - u32::from(month < 3);
    let days = year + year / 4 - year / 100 + year / 400 + offset + u32::from(day);
    usize::try_from(days % 7).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_far_as_it_is_said() {
        let check = |text, year, month, day| {
            assert_eq!(date_in(text), Date { year, month, day }, "{text}");
        };
        check("2024年1月23日", Some(2024), Some(1), Some(23));
        check("（2024年1月）", Some(2024), Some(1), None);
        check("在2024年工作会议上", Some(2024), None, None);
        check("二〇二四年一月二十三日", Some(2024), Some(1), Some(23));
        check("2024-01-23", Some(2024), Some(1), Some(23));
        check("2024.1.23", Some(2024), Some(1), Some(23));
        check("年度会议", None, None, None);
    }

    #[test]
    fn weekdays() {
        assert_eq!(weekday(2024, 1, 23), Some(2));
        assert_eq!(weekday(2024, 2, 29), Some(4));
        assert_eq!(weekday(2023, 12, 31), Some(0));
        assert_eq!(weekday(2026, 11, 25), Some(3));
        assert_eq!(weekday(2026, 0, 25), None);
    }

    #[test]
    fn months() {
        assert_eq!(days_in(Some(2023), 2), 28);
        assert_eq!(days_in(Some(2024), 2), 29);
        assert_eq!(days_in(None, 2), 29);
        assert_eq!(days_in(Some(2100), 2), 28);
        assert_eq!(days_in(Some(2100), 13), 0);
    }
}
