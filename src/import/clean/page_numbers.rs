//! Lines that are nothing but the number of a page.

use std::collections::HashMap;

use super::marks::{begins_item, is_open, is_running};
use super::{Fate, Source};
use crate::import::notes::{NoteKind, Notes};

/// What a line looks like that may be the number of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `- 3 -`, 第3页 共12页, `Page 3 of 12`: nothing else looks like it.
    Sure,
    /// `3/12`: also a date or a share.
    Of { total: u32 },
    /// `3`: also a figure, a year, a section.
    Bare,
}

/// Fewest characters of a page: numbers that stand closer to each other are a list or a table.
const SHORTEST_PAGE: usize = 100;

/// Fewest bare numbers that are taken for page numbers; at least one in three must interrupt a sentence.
const FEWEST_BARE: usize = 3;

/// Marks page numbers as left out. `candidates` are lines that recur: they may stand between a page number and the text.
pub(super) fn leave_out(lines: &mut [Source<'_>], candidates: &[bool], notes: &mut Notes) {
    if !notes.has_room() {
        return;
    }
    let numbers: Vec<(usize, Shape, u32)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.is_kept())
        .filter_map(|(idx, line)| page_number(line.text).map(|(shape, value)| (idx, shape, value)))
        .collect();
    let mut found: Vec<usize> = numbers
        .iter()
        .filter(|(_, shape, _)| *shape == Shape::Sure)
        .map(|(idx, ..)| *idx)
        .collect();
    found.extend(rising_of_total(&numbers));
    found.extend(rising_bare(&numbers, lines, candidates));
    found.sort_unstable();
    let mut texts = Vec::new();
    let mut place = None;
    for idx in found {
        if let Some(line) = lines.get_mut(idx) {
            line.fate = Fate::PageNumber;
            texts.push(line.text.to_owned());
            place.get_or_insert(line.place());
        }
    }
    if let Some(place) = place {
        let count = texts.len();
        notes.add_many(&place, NoteKind::PageNumberLines { lines: texts }, count);
    }
}

/// The lines `3/12` that recur with rising numbers and one total.
fn rising_of_total(numbers: &[(usize, Shape, u32)]) -> Vec<usize> {
    let mut of_total: HashMap<u32, Vec<(usize, u32)>> = HashMap::new();
    for (idx, shape, value) in numbers {
        if let Shape::Of { total } = shape {
            of_total.entry(*total).or_default().push((*idx, *value));
        }
    }
    let is_rising = |group: &&Vec<(usize, u32)>| {
        group.len() > 1
            && group.is_sorted_by(|(before, a), (after, b)| a < b && after > &(before + 1))
    };
    numbers
        .iter()
        .filter_map(|(idx, shape, _)| match shape {
            Shape::Of { total } => of_total.get(total).filter(is_rising).map(|_| *idx),
            Shape::Sure | Shape::Bare => None,
        })
        .collect()
}

/// The longest run of bare numbers that rise by one, a page apart, if it has the look of page numbers.
fn rising_bare(
    numbers: &[(usize, Shape, u32)],
    lines: &[Source<'_>],
    candidates: &[bool],
) -> Vec<usize> {
    let mut n_before = 0;
    let starts: Vec<usize> = lines
        .iter()
        .map(|line| {
            let start = n_before;
            n_before += line.text.chars().count();
            start
        })
        .collect();
    let start = |idx: usize| starts.get(idx).copied().unwrap_or_default();
    // By its value, the number that the next page would follow.
    let mut last: HashMap<u32, Seen> = HashMap::new();
    let mut before: HashMap<usize, usize> = HashMap::new();
    let mut longest: Option<Seen> = None;
    for &(idx, shape, value) in numbers {
        if shape != Shape::Bare {
            continue;
        }
        let previous = value
            .checked_sub(1)
            .and_then(|previous| last.get(&previous))
            .filter(|seen| start(idx) >= start(seen.idx) + SHORTEST_PAGE);
        if let Some(previous) = previous {
            before.insert(idx, previous.idx);
        }
        let interrupts = interrupts(lines, candidates, idx);
        let seen = Seen {
            idx,
            n_run: previous.map_or(1, |previous| previous.n_run + 1),
            n_interrupting: previous.map_or(0, |previous| previous.n_interrupting)
                + usize::from(interrupts),
        };
        // A figure of a table may be of the same value: it does not stand in the middle of a sentence.
        if last
            .get(&value)
            .is_none_or(|known| known.rank() <= seen.rank())
        {
            last.insert(value, seen);
        }
        if longest.is_none_or(|longest| longest.rank() < seen.rank()) {
            longest = Some(seen);
        }
    }
    match longest {
        Some(seen) if seen.n_run >= FEWEST_BARE && seen.n_interrupting * 3 >= seen.n_run => {
            std::iter::successors(Some(seen.idx), |idx| before.get(idx).copied()).collect()
        }
        _ => Vec::new(),
    }
}

/// A bare number at the end of a run.
#[derive(Debug, Clone, Copy)]
struct Seen {
    idx: usize,
    n_run: usize,
    /// How many of the run stand where a sentence goes on.
    n_interrupting: usize,
}

impl Seen {
    fn rank(self) -> (usize, usize) {
        (self.n_run, self.n_interrupting)
    }
}

/// True if the text before a line goes on behind it.
pub(super) fn interrupts(lines: &[Source<'_>], candidates: &[bool], idx: usize) -> bool {
    let is_text = |(at, line): &(usize, &Source<'_>)| {
        line.is_kept() && candidates.get(*at) != Some(&true) && page_number(line.text).is_none()
    };
    let numbered = || lines.iter().enumerate();
    let before = numbered().take(idx).rev().take(FARTHEST).find(is_text);
    let after = numbered().skip(idx + 1).take(FARTHEST).find(is_text);
    before.is_some_and(|(_, line)| is_open(line.text) && is_running(line.text))
        && after.is_some_and(|(_, line)| {
            !begins_item(line.text) && !line.raw.starts_with(['　', ' ', '\t'])
        })
}

/// Between a page number and the text of the page stand a few blank lines and running titles at most.
pub(super) const FARTHEST: usize = 12;

/// The number that a line is, if it may be one of a page.
fn page_number(line: &str) -> Option<(Shape, u32)> {
    const LONGEST: usize = 30;
    if line.chars().count() > LONGEST || !line.contains(is_digit_or_page) {
        return None;
    }
    let plain: String = line
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '０'..='９' => {
                char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
            }
            '－' | '—' | '–' | '―' | '─' | '−' | '‐' | '～' => '-',
            '•' | '・' | '．' => '·',
            '／' => '/',
            c => c.to_ascii_lowercase(),
        })
        .collect();
    let bare = plain.trim_matches([
        '-', '~', '·', '|', '(', ')', '（', '）', '【', '】', '[', ']',
    ]);
    let is_between_marks = plain.starts_with(['-', '~', '·']) && plain.ends_with(['-', '~', '·']);
    if let Some(value) = of_page(bare) {
        return Some((Shape::Sure, value));
    }
    // A year may stand between dashes as a heading.
    if let Some(value) = digits(bare).filter(|value| *value < 1000) {
        return match plain.len() == bare.len() {
            true => Some((Shape::Bare, value)),
            false => is_between_marks.then_some((Shape::Sure, value)),
        };
    }
    let (value, total) = plain.split_once('/')?;
    let (value, total) = (digits(value)?, digits(total)?);
    (value <= total && total > 1).then_some((Shape::Of { total }, value))
}

fn is_digit_or_page(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || c == '页'
}

/// 第3页, 第3页共12页, 共12页第3页, page3, page3of12.
fn of_page(plain: &str) -> Option<u32> {
    let nth = |text: &str| number(text.strip_prefix('第')?.strip_suffix('页')?);
    let total = |text: &str| number(text.strip_prefix('共')?.strip_suffix('页')?);
    if let Some(rest) = plain.strip_prefix("page") {
        let rest = rest.trim_start_matches(['.', ':']);
        let (value, total) = rest
            .split_once("of")
            .or_else(|| rest.split_once('/'))
            .map_or((rest, None), |(value, total)| (value, Some(total)));
        return digits(value).filter(|_| total.is_none_or(|total| digits(total).is_some()));
    }
    if let Some(value) = nth(plain) {
        return Some(value);
    }
    let at = plain.find('页')? + '页'.len_utf8();
    let (first, second) = plain.split_at_checked(at)?;
    let second = second.trim_start_matches([',', '，', '/', '、', '|', '-', '·', ';', '；']);
    match (nth(first), total(second), total(first), nth(second)) {
        (Some(value), Some(_), ..) | (.., Some(_), Some(value)) => Some(value),
        _ => None,
    }
}

/// A page number in digits or Chinese numerals.
fn number(text: &str) -> Option<u32> {
    digits(text).or_else(|| {
        let is_numeral = |c: char| "零〇一二三四五六七八九十百".contains(c);
        (!text.is_empty() && text.chars().all(is_numeral)).then_some(0)
    })
}

fn digits(text: &str) -> Option<u32> {
    let is_short = (1..=4).contains(&text.len());
    (is_short && text.chars().all(|c| c.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_of_every_shape() {
        for line in [
            "- 3 -",
            "— 3 —",
            "－３－",
            "—12—",
            "·3·",
            "第3页",
            "第 3 页 共 12 页",
            "第3页，共12页",
            "第3页/共12页",
            "共12页 第3页",
            "（第3页）",
            "第三页",
            "Page 3 of 12",
            "page 3",
            "PAGE 3/12",
        ] {
            let found = page_number(line).map(|(shape, _)| shape);
            assert_eq!(found, Some(Shape::Sure), "{line}");
        }
        assert_eq!(page_number("3/12"), Some((Shape::Of { total: 12 }, 3)));
        assert_eq!(page_number("3 / 12"), Some((Shape::Of { total: 12 }, 3)));
        assert_eq!(page_number("３"), Some((Shape::Bare, 3)));
    }

    #[test]
    fn other_lines_with_numbers_are_none() {
        for line in [
            "2024",
            "— 2024 —",
            "12/3",
            "1/1",
            "3.5",
            "第3页有误",
            "共12页",
            "-3",
            "3-",
            "（3）",
            "3%",
            "第3页和第5页",
            "pages",
            "1.",
            "页",
            "第页",
            "1-2",
        ] {
            assert_eq!(page_number(line), None, "{line}");
        }
    }
}
