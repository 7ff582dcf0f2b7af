//! Words that count the points of a text: 一是、二是；一要、二要；第一，第二；首先，其次。 Several rules ask.

use std::ops::Range;

use crate::text::line::{Line, NOTHING};
use crate::text::numbers::{chinese_digit, is_chinese_numeral, number_at};

/// How points are counted. Two ways do not mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::review) enum Way {
    /// 一是
    Is,
    /// 一要
    Must,
    /// 第一，
    Nth,
    /// 其一
    Of,
    /// 首先，其次，再次
    First,
}

impl Way {
    pub(in crate::review) const ALL: [Self; 5] =
        [Self::Is, Self::Must, Self::Nth, Self::Of, Self::First];

    /// The words for a point: 三是.
    pub(in crate::review) fn word(self, value: usize) -> String {
        let numeral = crate::text::numerals::chinese_numeral(value);
        match self {
            Self::Is => format!("{numeral}是"),
            Self::Must => format!("{numeral}要"),
            Self::Nth => format!("第{numeral}"),
            Self::Of => format!("其{numeral}"),
            Self::First => match value {
                1 => "首先".to_owned(),
                2 => "其次".to_owned(),
                _ => "再次".to_owned(),
            },
        }
    }
}

/// A word that counts a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::review) struct Ordinal {
    pub way: Way,
    pub value: usize,
    pub range: Range<usize>,
}

/// Every such word of a line, in order.
pub(in crate::review) fn ordinals(line: &Line) -> Vec<Ordinal> {
    (0..line.len())
        .filter_map(|at| ordinal_at(line, at))
        .collect()
}

/// The ordinal that begins at a place: at the start of the line or behind a mark.
pub(in crate::review) fn ordinal_at(line: &Line, at: usize) -> Option<Ordinal> {
    let before = line.before(at);
    let is_start = before == NOTHING
        || before.is_whitespace()
        || crate::text::chars::is_full_width_mark(before) && before != '、' && before != '“'
        || matches!(before, ',' | ';' | ':');
    if !is_start {
        return None;
    }
    let found = |way, value, end| {
        Some(Ordinal {
            way,
            value,
            range: at..end,
        })
    };
    match line.at(at) {
        '首' if line.starts(at, "首先") => found(Way::First, 1, at + 2),
        '其' if line.starts(at, "其次") => found(Way::First, 2, at + 2),
        '再' if line.starts(at, "再次，") => found(Way::First, 3, at + 2),
        '第' => {
            let number = number_at(line, at + 1)?;
            let end = number.range.end;
            let value = number.whole().filter(|value| (1..=20).contains(value))?;
            matches!(line.at(end), '，' | '、' | '：' | ',' | ':').then_some(())?;
            found(Way::Nth, value, end)
        }
        '其' => {
            let value = chinese_digit(line.at(at + 1))? as usize;
            matches!(line.at(at + 2), '，' | '、' | '：' | '是').then_some(())?;
            found(Way::Of, value, at + 2)
        }
        c if is_chinese_numeral(c) => {
            let number = number_at(line, at)?;
            let end = number.range.end;
            let value = number.whole().filter(|value| (1..=20).contains(value))?;
            let way = match line.at(end) {
                '是' => Way::Is,
                '要' => Way::Must,
                _ => return None,
            };
            // 一是一，二是二 is a saying.
            let is_saying = line.at(end + 1) == c && !crate::text::chars::is_han(line.at(end + 2));
            (!is_saying && number.style == crate::text::numbers::NumberStyle::Chinese)
                .then_some(())?;
            found(way, value, end + 1)
        }
        _ => None,
    }
}
