//! Numbers as texts have them: 123, 1,200, 3.5万, 十三, 一百零二, 两.

use std::ops::Range;

use super::line::Line;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberStyle {
    /// 123, also with 万 behind.
    Digits,
    /// 一百二十三.
    Chinese,
}

/// A number in a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Its characters, with 万 or 亿, without %.
    pub range: Range<usize>,
    pub value: f64,
    pub style: NumberStyle,
    /// How many digits stand behind the point, of the digits as written.
    pub n_decimals: usize,
    /// Value of one step in the last digit: 1 for 600, 100 for 3.46万.
    pub unit: f64,
}

impl Number {
    /// The number as a whole one; `None` when it is none, or is too large to count anything.
    pub fn whole(&self) -> Option<usize> {
        let is_whole = self.value >= 0.0 && self.value < 1e9 && self.value.fract().abs() < 1e-9;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number below 10⁹ and not below 0"
        )]
        is_whole.then(|| self.value.round() as usize)
    }
}

/// Value of a Chinese digit; 两 is two.
pub fn chinese_digit(c: char) -> Option<u32> {
    // Asked for every character of a text: a match is quicker than looking through a string.
    let digit = match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(digit)
}

/// True if a Chinese numeral is made of this character.
pub fn is_chinese_numeral(c: char) -> bool {
    chinese_digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万' | '亿')
}

/// The number that begins at a place. Nothing when a digit stands right before: it would be the end of another.
pub fn number_at(line: &Line, at: usize) -> Option<Number> {
    let c = line.at(at);
    if c.is_ascii_digit() {
        let before = line.before(at);
        let is_inside = before.is_ascii_digit()
            || before == '.' && line.before(at - 1).is_ascii_digit()
            || before == ',' && is_third(line, at);
        return if is_inside { None } else { digits_at(line, at) };
    }
    if is_chinese_numeral(c) && !is_chinese_numeral(line.before(at)) {
        return chinese_at(line, at);
    }
    None
}

/// True if three digits stand behind a comma that parts thousands: the 200 of 1,200.
fn is_third(line: &Line, at: usize) -> bool {
    line.run(at, |c| c.is_ascii_digit()) == at + 3 && line.before(at - 1).is_ascii_digit()
}

/// The number that ends right before a place.
pub fn number_before(line: &Line, end: usize) -> Option<Number> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || is_chinese_numeral(c);
    let start = line.run_back(end, is_part);
    (start..end).find_map(|at| number_at(line, at).filter(|number| number.range.end == end))
}

/// Every number of a line, in order.
pub fn numbers(line: &Line) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        match number_at(line, at) {
            Some(number) => {
                at = number.range.end;
                found.push(number);
            }
            None => at += 1,
        }
    }
    found
}

fn digits_at(line: &Line, start: usize) -> Option<Number> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut end = line.run(start, is_digit);
    // 1,200 is one number; 1,23 are two.
    while line.at(end) == ',' && line.run(end + 1, is_digit) == end + 4 && end - start <= 9 {
        end += 4;
    }
    let mut n_decimals = 0;
    if line.at(end) == '.' && is_digit(line.at(end + 1)) {
        let point = end;
        end = line.run(point + 1, is_digit);
        // 2023.12.5 is a date.
        if line.at(end) == '.' && is_digit(line.at(end + 1)) {
            end = point;
        } else {
            n_decimals = end - point - 1;
        }
    }
    let digits: String = line
        .slice(start..end)
        .iter()
        .filter(|c| **c != ',')
        .collect();
    let mut value: f64 = digits.parse().ok()?;
    let mut unit = 10_f64.powi(-i32::try_from(n_decimals).ok()?);
    while let Some(factor) = myriad(line.at(end)) {
        value *= factor;
        unit *= factor;
        end += 1;
    }
    Some(Number {
        range: start..end,
        value,
        style: NumberStyle::Digits,
        n_decimals,
        unit,
    })
}

fn myriad(c: char) -> Option<f64> {
    match c {
        '万' => Some(1e4),
        '亿' => Some(1e8),
        _ => None,
    }
}

fn chinese_at(line: &Line, start: usize) -> Option<Number> {
    let end = line.run(start, is_chinese_numeral);
    let chars = line.slice(start..end);
    let value = if chars.len() > 1 && chars.iter().all(|c| chinese_digit(*c).is_some()) {
        // 二〇二四 is read digit by digit, and so is 一二三 of a list.
        let mut value = 0.0;
        for c in chars {
            value = value * 10.0 + f64::from(chinese_digit(*c)?);
        }
        value
    } else {
        chinese_value(chars)?
    };
    Some(Number {
        range: start..end,
        value,
        style: NumberStyle::Chinese,
        n_decimals: 0,
        unit: 1.0,
    })
}

/// Value of a numeral with 十, 百, 千; `None` for words that are no number: 万一, 千万.
fn chinese_value(chars: &[char]) -> Option<f64> {
    let (mut total, mut part, mut digit) = (0.0, 0.0, None::<f64>);
    let mut last = f64::INFINITY;
    for c in chars {
        if let Some(value) = chinese_digit(*c) {
            // 三五 among others: no single number.
            if digit.is_some_and(|digit| digit > 0.0) {
                return None;
            }
            digit = Some(f64::from(value));
            continue;
        }
        let factor = match c {
            '十' => 10.0,
            '百' => 100.0,
            '千' => 1000.0,
            other => {
                let factor = myriad(*other)?;
                let whole = part + digit.take().unwrap_or(0.0);
                if whole == 0.0 {
                    return None;
                }
                total = (total + whole) * factor;
                part = 0.0;
                last = f64::INFINITY;
                continue;
            }
        };
        if factor >= last {
            return None;
        }
        last = factor;
        // Only ten goes without a digit: 十二, but no 百二.
        let times = match digit.take() {
            Some(digit) if digit > 0.0 => digit,
            _ if factor == 10.0 && part == 0.0 => 1.0,
            _ => return None,
        };
        part += times * factor;
    }
    Some(total + part + digit.unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &[(&str, f64)]) {
        let line = Line::new(text);
        let found: Vec<(String, f64)> = numbers(&line)
            .into_iter()
            .map(|number| (line.text(number.range), number.value))
            .collect();
        let wanted: Vec<(String, f64)> =
            wanted.iter().map(|(t, v)| ((*t).to_owned(), *v)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn digits() {
        check(
            "共38个，1,200人、3.5万元，12.5%",
            &[
                ("38", 38.0),
                ("1,200", 1200.0),
                ("3.5万", 35_000.0),
                ("12.5", 12.5),
            ],
        );
        check("2023.12.5", &[("2023", 2023.0)]);
        check("5,12", &[("5", 5.0), ("12", 12.0)]);
    }

    #[test]
    fn numerals() {
        check(
            "十三个、一百零二人、两所、三千五百名",
            &[
                ("十三", 13.0),
                ("一百零二", 102.0),
                ("两", 2.0),
                ("三千五百", 3500.0),
            ],
        );
        check("一万二千", &[("一万二千", 12_000.0)]);
        check("二〇二四年", &[("二〇二四", 2024.0)]);
        check("千方百计，万一，十十", &[]);
    }

    #[test]
    fn a_number_is_read_from_its_end() {
        let line = Line::new("共十三个");
        let number = number_before(&line, 3).unwrap();
        assert_eq!((number.range, number.value), (1..3, 13.0));
        assert_eq!(number_before(&line, 4), None);
    }
}
