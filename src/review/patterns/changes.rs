//! Figures that are said to have become others: 由500人增加到600人. Two rules ask.

use std::ops::Range;

use crate::text::line::Line;
use crate::text::numbers::{Number, number_at};

/// A figure that became another.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::review) struct Move {
    pub from: Number,
    pub to: Number,
    /// True if it is said to have grown.
    pub grows: bool,
    pub is_percent: bool,
    pub range: Range<usize>,
}

const UP: &[&str] = &[
    "增加", "增长", "提高", "上升", "提升", "扩大", "发展", "扩展", "攀升", "扩充", "壮大", "跃升",
];

const DOWN: &[&str] = &["下降", "减少", "降低", "压缩", "压减", "缩短", "缩减"];

/// Every such pair of figures, in order.
pub(in crate::review) fn moves(line: &Line) -> Vec<Move> {
    let starts = (0..line.len()).filter(|at| matches!(line.at(*at), '由' | '从'));
    starts.filter_map(|at| move_at(line, at)).collect()
}

fn move_at(line: &Line, at: usize) -> Option<Move> {
    // 由去年的500人增加到600人: a few words may stand before the first figure.
    const FURTHEST: usize = 8;
    let first = (at + 1..at + 1 + FURTHEST)
        .take_while(|at| !matches!(line.at(*at), '，' | '。' | '；' | '、'))
        .find_map(|at| number_at(line, at).filter(|number| !is_year(line, number)))?;
    // 册次, 平方米: whatever stands before the verb is what is counted.
    const LONGEST_UNIT: usize = 5;
    let start = first.range.end;
    if matches!(line.at(start), '多' | '余' | '几') {
        return None;
    }
    let (verb, grows, length) = (start..=start + LONGEST_UNIT).find_map(|at| {
        let found = |words: &[&'static str]| line.starts_any(at, words).map(|(_, length)| length);
        let up = found(UP).map(|length| (at, true, length));
        up.or_else(|| found(DOWN).map(|length| (at, false, length)))
    })?;
    let unit = line.text(start..verb);
    let behind = line.run(verb + length, |c| matches!(c, '到' | '至' | '为' | '了'));
    // 由500人到600人 says nothing of growing; 增加600人 is no figure it became.
    if line.slice(verb + length..behind).iter().all(|c| *c == '了') {
        return None;
    }
    let second = (behind..behind + 4)
        .take_while(|at| !matches!(line.at(*at), '，' | '。' | '；'))
        .find_map(|at| number_at(line, at))?;
    let end = second.range.end;
    let is_open = matches!(line.at(end), '多' | '余' | '几');
    (line.starts(end, &unit) && !is_open).then(|| Move {
        is_percent: line.at(end) == '%',
        from: first,
        to: second,
        grows,
        range: at..end + unit.chars().count().max(usize::from(line.at(end) == '%')),
    })
}

fn is_year(line: &Line, number: &Number) -> bool {
    matches!(line.at(number.range.end), '年' | '月' | '日')
}
