//! Lines that recur on every page: running titles, names of sites.

use std::collections::HashMap;

use super::marks::{begins_item, columns, is_open};
use super::{Fate, Source, page_numbers};
use crate::import::notes::{NoteKind, Notes};

/// Longer lines are no running titles.
const LONGEST: usize = 40;

/// Number of times from which on a line counts as recurring.
const FEWEST: usize = 3;

/// For each line, whether it recurs and may be a running title. Sub-headings recur too, such as 主要做法 under each unit:
/// what settles it is where the lines stand.
pub(super) fn candidates(lines: &[Source<'_>]) -> Vec<bool> {
    let mut n_times: HashMap<&str, usize> = HashMap::new();
    for line in lines.iter().filter(|line| may_run(line)) {
        *n_times.entry(line.text).or_default() += 1;
    }
    lines
        .iter()
        .map(|line| may_run(line) && n_times.get(line.text).is_some_and(|n| *n >= FEWEST))
        .collect()
}

/// True if a line can be a running title: short, nothing of a sentence, no heading, no aside such as （掌声）.
fn may_run(line: &Source<'_>) -> bool {
    line.is_kept()
        && line.text.chars().count() <= LONGEST
        && line.text.chars().any(char::is_alphabetic)
        && is_open(line.text)
        && !line
            .text
            .contains(['，', '。', '；', '：', '！', '？', ','])
        && !begins_item(line.text)
        && !line.text.starts_with(['（', '(', '【', '[', '“', '《'])
}

/// Marks those as left out that stand at a page's end or beginning, or in the middle of a sentence and are much shorter
/// than its lines: a text that speaks in set phrases and is wrapped has lines that recur, too. The first line of the text
/// is its title and stays.
pub(super) fn leave_out(lines: &mut [Source<'_>], candidates: &[bool], notes: &mut Notes) {
    let first = lines.iter().position(Source::is_kept);
    let found: Vec<usize> = (0..lines.len())
        .filter(|idx| candidates.get(*idx) == Some(&true) && first != Some(*idx))
        .filter(|idx| lines.get(*idx).is_some_and(Source::is_kept))
        .filter(|idx| {
            stands_at_break(lines, candidates, *idx)
                || is_short(lines, *idx) && page_numbers::interrupts(lines, candidates, *idx)
        })
        .collect();
    let mut n_times: HashMap<&str, usize> = HashMap::new();
    for line in found.iter().filter_map(|idx| lines.get(*idx)) {
        *n_times.entry(line.text).or_default() += 1;
    }
    for idx in found {
        // One of three may be the title.
        if let Some(line) = lines.get_mut(idx)
            && n_times.get(line.text).is_some_and(|n| *n + 1 >= FEWEST)
            && notes.has_room()
        {
            line.fate = Fate::Lifted;
            let text = line.text.to_owned();
            notes.add(&line.place(), NoteKind::Running { text });
        }
    }
}

/// True if a line is much shorter than the one above it.
fn is_short(lines: &[Source<'_>], idx: usize) -> bool {
    let width = |line: &Source<'_>| columns(line.raw.trim_end());
    let above = lines
        .iter()
        .take(idx)
        .rev()
        .take(page_numbers::FARTHEST)
        .find(|line| line.is_kept());
    let own = lines.get(idx).map_or(0, width);
    above.is_some_and(|above| own * 3 <= width(above) * 2)
}

/// True if nothing but blank lines and other running titles stands between a line and a page number or page break.
fn stands_at_break(lines: &[Source<'_>], candidates: &[bool], idx: usize) -> bool {
    let is_between = |at: usize, line: &Source<'_>| {
        line.fate == Fate::Blank || line.is_kept() && candidates.get(at) == Some(&true)
    };
    let numbered = || lines.iter().enumerate();
    let mut above = numbered().take(idx + 1).rev().take(page_numbers::FARTHEST);
    let is_below_break = loop {
        match above.next() {
            Some((_, line)) if line.fate == Fate::PageNumber => break true,
            Some((at, line)) if !is_between(at, line) => break false,
            Some((_, line)) if line.after_break => break true,
            Some(_) => {}
            None => break false,
        }
    };
    is_below_break
        || numbered()
            .skip(idx + 1)
            .take(page_numbers::FARTHEST)
            .find_map(|(at, line)| {
                if line.after_break || line.fate == Fate::PageNumber {
                    Some(true)
                } else {
                    (!is_between(at, line)).then_some(false)
                }
            })
            .unwrap_or(false)
}
