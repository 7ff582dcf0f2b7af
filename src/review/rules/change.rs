//! Figures that are said to have become others: 由500人增加到600人. Two rules ask.

use std::ops::Range;

use crate::text::line::Line;
use crate::text::numbers::{Number, number_at};

/// A figure that became another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Move {
    pub from: Number,
    pub to: Number,
    /// Whether it is said to have grown; `None` when the verb does not say.
    pub grows: Option<bool>,
    pub is_percent: bool,
    pub range: Range<usize>,
}

const UP: [&str; 12] = [
    "增加", "增长", "提高", "上升", "提升", "扩大", "发展", "扩展", "攀升", "扩充", "壮大", "跃升",
];

const DOWN: [&str; 7] = ["下降", "减少", "降低", "压缩", "压减", "缩短", "缩减"];

/// Every such pair of figures, in order.
pub(super) fn moves(line: &Line) -> Vec<Move> {
    let starts = (0..line.len()).filter(|at| matches!(line.at(*at), '由' | '从'));
    starts.filter_map(|at| move_at(line, at)).collect()
}

fn move_at(line: &Line, at: usize) -> Option<Move> {
    // 由去年的500人增加到600人: a few words may stand before the first figure.
    const FURTHEST: usize = 8;
    let first = (at + 1..at + 1 + FURTHEST)
        .take_while(|at| !matches!(line.at(*at), '，' | '。' | '；' | '、'))
        .find_map(|at| number_at(line, at).filter(|number| !is_year(line, number)))?;
    let (unit, verb) = unit_behind(line, &first)?;
    let found = |words: &[&'static str]| line.starts_any(verb, words).map(|(_, length)| length);
    let (grows, length) = match (found(&UP), found(&DOWN)) {
        (Some(length), _) => (Some(true), length),
        (_, Some(length)) => (Some(false), length),
        _ => (None, 0),
    };
    let behind = line.run(verb + length, |c| matches!(c, '到' | '至' | '为' | '了'));
    // 由500人到600人 says nothing of growing; 增加600人 is no figure it became.
    if line.slice(verb + length..behind).iter().all(|c| *c == '了') || grows.is_none() {
        return None;
    }
    let second = (behind..behind + 4)
        .take_while(|at| !matches!(line.at(*at), '，' | '。' | '；'))
        .find_map(|at| number_at(line, at))?;
    let (second_unit, end) = unit_behind(line, &second)?;
    // Behind the last figure the unit may be followed by anything.
    let is_same = unit == second_unit || unit.is_empty();
    is_same.then_some(Move {
        is_percent: second_unit == "%",
        from: first,
        to: second,
        grows,
        range: at..end,
    })
}

fn is_year(line: &Line, number: &Number) -> bool {
    matches!(line.at(number.range.end), '年' | '月' | '日')
}

/// The measure behind a figure, and where it ends. Nothing where the figure is not exact.
fn unit_behind(line: &Line, number: &Number) -> Option<(String, usize)> {
    const MEASURES: [&str; 34] = [
        "%",
        "个",
        "家",
        "所",
        "名",
        "人次",
        "人",
        "位",
        "项",
        "件",
        "处",
        "支",
        "场",
        "次",
        "座",
        "条",
        "户",
        "亩",
        "万元",
        "亿元",
        "元",
        "台",
        "套",
        "间",
        "份",
        "篇",
        "册",
        "辆",
        "吨",
        "公里",
        "平方米",
        "起",
        "分",
        "天",
    ];
    let end = number.range.end;
    if matches!(line.at(end), '多' | '余' | '几') {
        return None;
    }
    let found = line.starts_any(end, &MEASURES);
    Some(found.map_or((String::new(), end), |(word, length)| {
        (word.to_owned(), end + length)
    }))
}
