//! Finds fixed phrases in a text, and places that differ from one by a single character.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use crate::text::char_set::CharSet;

use super::SHORTEST_PHRASE;
use super::finder::Difference;

/// Fixed phrases, indexed by the parts that a single edit leaves unchanged.
///
/// An edit in the second half leaves the first half unchanged, and the other way round. Without the edited character the
/// place equals the phrase, or the phrase without one character. All of these are looked up by hash, so that the number
/// of phrases with the same beginning does not matter.
#[derive(Debug)]
pub(super) struct Phrases {
    phrases: Vec<Vec<char>>,
    /// The first characters of the phrases, and those before their last ones.
    firsts: CharSet,
    /// Lengths of the phrases with these first two characters, and with these last two.
    heads: HashMap<[char; 2], Vec<usize>>,
    tails: HashMap<[char; 2], Vec<usize>>,
    /// Lengths of phrases with the sums of their first halves, and of their last ones.
    first_halves: HashSet<(usize, u64)>,
    last_halves: HashSet<(usize, u64)>,
    /// Hashes of the phrases, and of the phrases without one of their characters, each with the index of the phrase; sorted.
    whole: Vec<(u64, usize)>,
    shortened: Vec<(u64, usize)>,
}

/// Number of phrases that are tried of those that differ from a place in the same character. All are equally likely.
const MOST_ALIKE: usize = 4;

/// A place that differs from a phrase by one character.
#[derive(Debug, Clone)]
pub(super) struct Near {
    pub range: Range<usize>,
    pub phrase: usize,
    pub difference: Difference,
    /// The first or the last character differs: where the phrase begins or ends is then less than sure.
    pub is_at_edge: bool,
}

/// Places of the phrases that are written correctly.
#[derive(Debug, Default)]
pub(super) struct Exact {
    /// Phrases and where they start.
    starts: BTreeSet<(usize, usize)>,
    /// Starts in order, each with the end of what reaches furthest of all up to it.
    ends: Vec<(usize, usize)>,
}

impl Phrases {
    pub(super) fn new(phrases: &[String]) -> Self {
        let mut known = HashSet::new();
        let phrases: Vec<Vec<char>> = phrases
            .iter()
            .filter(|phrase| known.insert(phrase.as_str()))
            .map(|phrase| phrase.chars().collect::<Vec<char>>())
            .filter(|phrase| phrase.len() >= SHORTEST_PHRASE)
            .collect();
        let mut index = Self {
            phrases: Vec::new(),
            firsts: CharSet::from_iter([]),
            heads: HashMap::new(),
            tails: HashMap::new(),
            first_halves: HashSet::new(),
            last_halves: HashSet::new(),
            whole: Vec::new(),
            shortened: Vec::new(),
        };
        let mut firsts = Vec::new();
        for (idx, phrase) in phrases.iter().enumerate() {
            let [a, b, .., y, z] = **phrase else { continue };
            firsts.extend([a, y]);
            let length = phrase.len();
            add(index.heads.entry([a, b]).or_default(), length);
            add(index.tails.entry([y, z]).or_default(), length);
            let sums = Sums::of(phrase);
            let half = length / 2;
            index
                .first_halves
                .extend(sums.sum(0..half).map(|sum| (length, sum)));
            index
                .last_halves
                .extend(sums.sum(half..length).map(|sum| (length, sum)));
            index
                .whole
                .extend(sums.sum(0..length).map(|sum| (sum, idx)));
            let without = (0..length).filter_map(|at| sums.joined(0..at, at + 1..length));
            index.shortened.extend(without.map(|sum| (sum, idx)));
        }
        index.firsts = firsts.into_iter().collect();
        index.whole.sort_unstable();
        index.shortened.sort_unstable();
        index.shortened.dedup();
        index.phrases = phrases;
        index
    }

    pub(super) fn get(&self, idx: usize) -> Option<&[char]> {
        self.phrases.get(idx).map(Vec::as_slice)
    }

    /// The places of the phrases themselves, and those that nearly are one.
    pub(super) fn places_in(&self, chars: &[char]) -> (Exact, Vec<Near>) {
        let mut exact = Exact::default();
        let mut near = Vec::new();
        // Most texts have none of the beginnings, and are not summed up.
        let mut sums: Option<Sums> = None;
        for (at, window) in chars.windows(2).enumerate() {
            let &[a, b] = window else { continue };
            if !self.may_be_first(a) {
                continue;
            }
            for &length in self.heads.get(&[a, b]).into_iter().flatten() {
                let sums = sums.get_or_insert_with(|| Sums::of(chars));
                for idx in self.like_from_head(sums, at, length) {
                    match self
                        .get(idx)
                        .and_then(|phrase| from_head(chars, at, phrase))
                    {
                        Some(Match::Exact(range)) => exact.add(idx, range),
                        Some(Match::Near(found)) => near.push(found.of(idx)),
                        None => {}
                    }
                }
            }
            for &length in self.tails.get(&[a, b]).into_iter().flatten() {
                let sums = sums.get_or_insert_with(|| Sums::of(chars));
                for idx in self.like_from_tail(sums, at + 2, length) {
                    let phrase = self.get(idx);
                    let found = phrase.and_then(|phrase| from_tail(chars, at + 2, phrase));
                    near.extend(found.map(|found| found.of(idx)));
                }
            }
        }
        near.retain(|near| {
            let length = self.get(near.phrase).map_or(0, <[char]>::len);
            !exact.covers(&near.range) && !exact.overlaps(near.phrase, length, &near.range)
        });
        (exact, near)
    }

    /// Characters beyond the basic plane are not in the set.
    fn may_be_first(&self, c: char) -> bool {
        self.firsts.contains(c) || c > '\u{ffff}'
    }

    /// Phrases of a length that may begin at a place and be edited in their second half, or not at all.
    fn like_from_head(&self, sums: &Sums, at: usize, length: usize) -> Vec<usize> {
        let half = length / 2;
        let first_half = sums.sum(at..at + half).map(|sum| (length, sum));
        if !first_half.is_some_and(|first| self.first_halves.contains(&first)) {
            return Vec::new();
        }
        let without =
            |place: usize, end: usize| sums.joined(at..at + place, at + place + 1..at + end);
        let other = (half..length).filter_map(|place| without(place, length));
        let missing = sums.sum(at..at + length - 1);
        let extra = (half..length).filter_map(|place| without(place, length + 1));
        let whole = sums.sum(at..at + length);
        self.of_length(length, other.chain(missing), extra.chain(whole))
    }

    /// Phrases of a length that may end before a place and be edited in their first half.
    fn like_from_tail(&self, sums: &Sums, end: usize, length: usize) -> Vec<usize> {
        let half = length / 2;
        let last_half = end
            .checked_sub(length - half)
            .and_then(|start| sums.sum(start..end))
            .map(|sum| (length, sum));
        if !last_half.is_some_and(|last| self.last_halves.contains(&last)) {
            return Vec::new();
        }
        let without = |place: usize, n_chars: usize| {
            let start = end.checked_sub(n_chars)?;
            sums.joined(start..start + place, start + place + 1..end)
        };
        let other = (1..half).filter_map(|place| without(place, length));
        let shorter = end.checked_sub(length - 1);
        let missing = shorter.and_then(|start| sums.sum(start..end));
        let extra = (1..=half).filter_map(|place| without(place, length + 1));
        self.of_length(length, other.chain(missing), extra)
    }

    /// The phrases of a length among those with these sums without a character, or with these sums.
    fn of_length(
        &self,
        length: usize,
        shortened: impl Iterator<Item = u64>,
        whole: impl Iterator<Item = u64>,
    ) -> Vec<usize> {
        let mut found: Vec<usize> = shortened
            .flat_map(|sum| with_sum(&self.shortened, sum))
            .chain(whole.flat_map(|sum| with_sum(&self.whole, sum)))
            .filter(|idx| self.get(*idx).is_some_and(|phrase| phrase.len() == length))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn add(lengths: &mut Vec<usize>, length: usize) {
    if let Err(at) = lengths.binary_search(&length) {
        lengths.insert(at, length);
    }
}

fn with_sum(sums: &[(u64, usize)], sum: u64) -> impl Iterator<Item = usize> {
    let first = sums.partition_point(|(other, _)| *other < sum);
    let behind = sums.get(first..).unwrap_or_default().iter();
    let same = behind.take_while(move |(other, _)| *other == sum);
    same.take(MOST_ALIKE).map(|(_, idx)| *idx)
}

/// Sums that tell stretches of a text apart: of any range, and of two ranges as if they were one.
struct Sums {
    /// Of the characters before each place.
    before: Vec<u64>,
    powers: Vec<u64>,
}

impl Sums {
    fn of(chars: &[char]) -> Self {
        const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
        let (mut sum, mut power) = (0_u64, 1_u64);
        let (mut before, mut powers) = (vec![sum], vec![power]);
        for c in chars {
            sum = sum.wrapping_mul(BASE).wrapping_add(u64::from(*c));
            power = power.wrapping_mul(BASE);
            before.push(sum);
            powers.push(power);
        }
        Self { before, powers }
    }

    /// `None` when the text ends earlier.
    fn sum(&self, range: Range<usize>) -> Option<u64> {
        let [start, end] = [self.before.get(range.start)?, self.before.get(range.end)?];
        let power = self.powers.get(range.len())?;
        Some(end.wrapping_sub(start.wrapping_mul(*power)))
    }

    fn joined(&self, first: Range<usize>, second: Range<usize>) -> Option<u64> {
        let power = self.powers.get(second.len())?;
        let first = self.sum(first)?.wrapping_mul(*power);
        Some(first.wrapping_add(self.sum(second)?))
    }
}

impl Exact {
    /// Places are added in the order of their starts.
    fn add(&mut self, phrase: usize, range: Range<usize>) {
        self.starts.insert((phrase, range.start));
        let end = self.ends.last().map_or(0, |(_, end)| *end);
        self.ends.push((range.start, range.end.max(end)));
    }

    /// True if a phrase stands around a place.
    pub(super) fn covers(&self, range: &Range<usize>) -> bool {
        let n_before = self
            .ends
            .partition_point(|(start, _)| *start <= range.start);
        let last = n_before.checked_sub(1).and_then(|at| self.ends.get(at));
        last.is_some_and(|(_, end)| range.end <= *end)
    }

    /// True if a phrase of a length stands at some of the characters of a place.
    fn overlaps(&self, phrase: usize, length: usize, range: &Range<usize>) -> bool {
        let first = (range.start + 1).saturating_sub(length);
        let starts = (phrase, first)..(phrase, range.end);
        self.starts.range(starts).next().is_some()
    }
}

impl Near {
    fn of(mut self, phrase: usize) -> Self {
        self.phrase = phrase;
        self
    }

    pub(super) fn fixes(&self, phrase: &str, chars: &[char]) -> Vec<String> {
        let mut fixes = vec![phrase.to_owned()];
        // 抓好育关工委: whether 好 was typed for 教, or 教 is missing behind it, only the author knows.
        if self.is_at_edge && self.difference == Difference::Other {
            let first = chars.get(self.range.start);
            let last = self.range.end.checked_sub(1).and_then(|at| chars.get(at));
            if let (Some(first), Some(last)) = (first, last) {
                if phrase.starts_with(*first) {
                    fixes.push(format!("{phrase}{last}"));
                } else {
                    fixes.push(format!("{first}{phrase}"));
                }
            }
        }
        fixes
    }
}

enum Match {
    Exact(Range<usize>),
    Near(Near),
}

/// The phrase, exactly or nearly, at a place where its first two characters stand.
fn from_head(chars: &[char], at: usize, phrase: &[char]) -> Option<Match> {
    let length = phrase.len();
    let rest = chars.get(at..)?;
    let n_same = n_same(rest.iter(), phrase.iter());
    if n_same == length {
        return Some(Match::Exact(at..at + length));
    }
    // Another character in the first half leaves the second as it is: it is found by its tail.
    if n_same < length / 2 {
        return None;
    }
    let follows = |from: usize, wanted: usize| {
        let wanted = phrase.get(wanted..).unwrap_or_default();
        rest.get(from..)
            .is_some_and(|rest| rest.starts_with(wanted))
    };
    let is_last = n_same + 1 == length;
    let end = at + length;
    let near = if !is_last && follows(n_same + 1, n_same + 1) {
        near(at..end, Difference::Other)
    } else if follows(n_same + 1, n_same) {
        near(at..end + 1, Difference::Extra)
    } else if !is_last && follows(n_same, n_same + 1) {
        near(at..end - 1, Difference::Missing)
    } else if is_last {
        at_edge(at..end - 1, at..end, rest.get(n_same))
    } else {
        return None;
    };
    Some(Match::Near(near))
}

/// Nearly the phrase, before a place where its last two characters end.
fn from_tail(chars: &[char], end: usize, phrase: &[char]) -> Option<Near> {
    let length = phrase.len();
    let rest = chars.get(..end)?;
    let n_same = n_same(rest.iter().rev(), phrase.iter().rev());
    if n_same < length - length / 2 {
        return None;
    }
    let precedes = |n_behind: usize, n_wanted: usize| {
        let wanted = phrase.get(..n_wanted).unwrap_or_default();
        let n_before = end.checked_sub(n_behind);
        let before = n_before.and_then(|n_before| rest.get(..n_before));
        before.is_some_and(|before| before.ends_with(wanted))
    };
    // The phrase itself is found by its head.
    let n_left = length.checked_sub(n_same + 1)?;
    let is_first = n_left == 0;
    // The checks below have found these characters, so that no start lies before the text.
    let from = |n_chars: usize| end.saturating_sub(n_chars);
    if !is_first && precedes(n_same + 1, n_left) {
        Some(near(from(length)..end, Difference::Other))
    } else if precedes(n_same + 1, n_left + 1) {
        Some(near(from(length + 1)..end, Difference::Extra))
    } else if !is_first && precedes(n_same, n_left) {
        Some(near(from(length - 1)..end, Difference::Missing))
    } else if is_first {
        let before = end.checked_sub(length).and_then(|at| chars.get(at));
        Some(at_edge(from(length - 1)..end, from(length)..end, before))
    } else {
        None
    }
}

/// The first or last character of a phrase is not there: another stands in its place, or nothing that could.
fn at_edge(without: Range<usize>, with: Range<usize>, neighbour: Option<&char>) -> Near {
    let mut near = match neighbour {
        Some(c) if c.is_alphanumeric() => near(with, Difference::Other),
        _ => near(without, Difference::Missing),
    };
    near.is_at_edge = true;
    near
}

fn near(range: Range<usize>, difference: Difference) -> Near {
    Near {
        range,
        phrase: 0,
        difference,
        is_at_edge: false,
    }
}

pub(super) fn n_same<'a>(
    a: impl Iterator<Item = &'a char>,
    b: impl Iterator<Item = &'a char>,
) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}
