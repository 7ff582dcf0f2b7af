//! Which passages of a speech stand word for word in the library (照抄): an index of all its texts, asked in a moment.

use std::fmt;
use std::ops::Range;

use crate::model::SnippetId;
use crate::text::chars::is_han;

/// Length from which on an identical passage counts as copied, without marks and blanks: shorter ones may be chance.
pub const SHORTEST_COPY: usize = 20;

/// Characters of a sample. The samples of a text lie so far apart that every copied passage holds a whole one.
const SAMPLE: usize = 10;
const STRIDE: usize = SHORTEST_COPY - SAMPLE + 1;

/// A sample that stands in more texts than these is a phrase of everybody's: the rest are not looked at. The passage is
/// then found by its other samples.
const MOST_LOOKED_AT: usize = 512;

/// The texts of the library, by samples of their characters: about three bytes for each character.
#[derive(Default)]
pub struct SourceIndex {
    sources: Vec<Source>,
    /// The characters of all texts in a row, without marks and blanks.
    chars: Vec<u16>,
    /// A sample's hash in the upper half, its place in `chars` in the lower one; in order.
    samples: Vec<u64>,
    /// For each value of the first `n_bits` bits of a hash, the index of its first entry in `samples`.
    firsts: Vec<u32>,
    n_bits: u32,
}

struct Source {
    id: SnippetId,
    name: Box<str>,
    /// Start of its text in `chars`.
    start: u32,
}

/// A passage that stands in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceMatch {
    /// Counted in the characters of the text that was looked up, without marks and blanks.
    pub range: Range<usize>,
    /// Index of the source, in the order of `SourceIndex::new`.
    pub source: usize,
}

impl SourceIndex {
    /// Takes in texts, each with its id and with what it is called, for example 无锡市教育关工委. What goes beyond four
    /// thousand million characters is left out.
    pub fn new<'a>(texts: impl Iterator<Item = (SnippetId, &'a str, &'a str)>) -> Self {
        let mut index = Self::default();
        for (id, name, text) in texts {
            let start = index.chars.len();
            index
                .chars
                .extend(words_of(text.chars()).map(|(_, unit)| unit));
            let (Ok(first), Ok(_)) = (u32::try_from(start), u32::try_from(index.chars.len()))
            else {
                index.chars.truncate(start);
                break;
            };
            index.sources.push(Source {
                id,
                name: name.into(),
                start: first,
            });
            let text = index.chars.get(start..).unwrap_or_default();
            let samples = text.windows(SAMPLE).step_by(STRIDE);
            let places = (u64::from(first)..).step_by(STRIDE);
            index.samples.extend(
                samples
                    .zip(places)
                    .map(|(sample, at)| key(sample) << 32 | at),
            );
        }
        index.samples.sort_unstable();
        index.chars.shrink_to_fit();
        index.samples.shrink_to_fit();
        index.put_firsts();
        index
    }

    fn put_firsts(&mut self) {
        const MOST_BITS: u32 = 20;
        // About four samples for each entry.
        self.n_bits = (usize::BITS - self.samples.len().leading_zeros())
            .saturating_sub(2)
            .clamp(1, MOST_BITS);
        let n_firsts = 1_u64 << self.n_bits;
        let mut at = 0_u32;
        let mut rest = self.samples.iter().peekable();
        for first in 0..=n_firsts {
            while rest
                .next_if(|sample| (**sample >> (64 - self.n_bits)) < first)
                .is_some()
            {
                at += 1;
            }
            self.firsts.push(at);
        }
    }

    /// How many texts it has.
    pub fn n_sources(&self) -> usize {
        self.sources.len()
    }

    pub(super) fn id(&self, source: usize) -> Option<&SnippetId> {
        self.sources.get(source).map(|source| &source.id)
    }

    /// Name of a source; empty if it has none.
    pub(super) fn name(&self, source: usize) -> &str {
        self.sources.get(source).map_or("", |source| &source.name)
    }

    /// The passages of a text that stand in a source, in order and apart from each other; of several sources the one
    /// with the longest passage. `text` has no marks and blanks.
    pub(super) fn copies(&self, text: &[u16]) -> Vec<SourceMatch> {
        let mut found = Vec::new();
        let mut from = 0;
        let mut at = 0;
        while at + SAMPLE <= text.len() {
            if self.longest_at(text, at, from).is_none() {
                at += 1;
                continue;
            }
            // The longest passage may be sampled a few characters further on.
            let nearby = (at..at + STRIDE).filter_map(|at| self.longest_at(text, at, from));
            let longest = nearby.reduce(|a, b| if b.range.len() > a.range.len() { b } else { a });
            let Some(copy) = longest else { break };
            from = copy.range.end;
            at = from;
            found.push(copy);
        }
        found
    }

    /// Longest copied passage around the sample at `at`; it does not begin before `from`.
    fn longest_at(&self, text: &[u16], at: usize, from: usize) -> Option<SourceMatch> {
        let sample = text.get(at..at + SAMPLE)?;
        let mut longest: Option<SourceMatch> = None;
        for place in self.places(sample) {
            let source = self
                .sources
                .partition_point(|source| source.start as usize <= place);
            let source = source.checked_sub(1)?;
            let start = self.sources.get(source)?.start as usize;
            let end = self
                .sources
                .get(source + 1)
                .map_or(self.chars.len(), |next| next.start as usize);
            let theirs = self.chars.get(start..end)?;
            let offset = place - start;
            let n_after = alike(text.iter().skip(at), theirs.iter().skip(offset));
            // Different samples may share a hash.
            if n_after < SAMPLE {
                continue;
            }
            let before = text.get(from..at).unwrap_or_default();
            let theirs_before = theirs.get(..offset).unwrap_or_default();
            let n_before = alike(before.iter().rev(), theirs_before.iter().rev());
            let range = at - n_before..at + n_after;
            let n_longest = longest
                .as_ref()
                .map_or(SHORTEST_COPY - 1, |one| one.range.len());
            if range.len() > n_longest {
                longest = Some(SourceMatch { range, source });
            }
        }
        longest
    }

    /// Places in `chars` where a sample may stand: its hash is the same.
    fn places(&self, sample: &[u16]) -> impl Iterator<Item = usize> {
        let key = key(sample);
        let entry = usize::try_from(key >> (32 - self.n_bits.min(32))).unwrap_or(usize::MAX);
        let bound = |entry: usize| self.firsts.get(entry).map_or(0, |first| *first as usize);
        let near = self.samples.get(bound(entry)..bound(entry + 1));
        near.unwrap_or_default()
            .iter()
            .filter(move |sample| **sample >> 32 == key)
            .take(MOST_LOOKED_AT)
            .filter_map(|sample| usize::try_from(*sample & 0xffff_ffff).ok())
    }
}

/// A library of 100,000 texts is nothing to be read in a log.
impl fmt::Debug for SourceIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceIndex")
            .field("n_sources", &self.sources.len())
            .finish_non_exhaustive()
    }
}

/// The characters of a text that count, each with its place. Two of the rare ones beyond the basic plane are taken for one.
pub(super) fn words_of(chars: impl Iterator<Item = char>) -> impl Iterator<Item = (usize, u16)> {
    chars.enumerate().filter_map(|(at, c)| {
        let counts = is_han(c) || c.is_alphanumeric();
        let unit = u16::try_from(u32::from(c.to_ascii_lowercase()));
        counts.then(|| (at, unit.unwrap_or(u16::MAX)))
    })
}

fn alike<'a>(a: impl Iterator<Item = &'a u16>, b: impl Iterator<Item = &'a u16>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// A hash of 32 bits, the same in every run: FNV-1a over the characters, mixed so that its first bits are good ones.
fn key(sample: &[u16]) -> u64 {
    let hash = sample.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, unit| {
        (hash ^ u64::from(*unit)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ hash >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<u16> {
        words_of(text.chars()).map(|(_, unit)| unit).collect()
    }

    fn index(texts: &[&str]) -> SourceIndex {
        let ids = (0..).map(|n| SnippetId::from(format!("s{n}").as_str()));
        SourceIndex::new(ids.zip(texts).map(|(id, text)| (id, "某地", *text)))
    }

    /// Characters that no other place of the same text repeats.
    fn text(n_chars: usize, seed: u32) -> String {
        let code = |n: u32| 0x4e00 + (n * 7 + seed * 3001) % 20_000;
        let n_chars = u32::try_from(n_chars).unwrap();
        (0..n_chars)
            .filter_map(|n| char::from_u32(code(n)))
            .collect()
    }

    #[test]
    fn nineteen_characters_meet_by_chance_and_twenty_do_not() {
        let source = text(300, 1);
        let index = index(&[&text(300, 2), &source]);
        for offset in 0..60 {
            let part = |n: usize| -> String { source.chars().skip(offset).take(n).collect() };
            let around = |part: String| format!("{}，{part}。{}", text(30, 3), text(30, 4));
            assert_eq!(index.copies(&units(&around(part(19)))), []);
            let copy = SourceMatch {
                range: 30..50,
                source: 1,
            };
            assert_eq!(index.copies(&units(&around(part(20)))), [copy]);
        }
    }

    #[test]
    fn marks_and_blanks_do_not_hide_a_copy() {
        let source = text(90, 1);
        let index = index(&[&source]);
        let marked: String = source.chars().flat_map(|c| [c, '，', ' ']).collect();
        let copies = index.copies(&units(&marked));
        assert_eq!(
            copies,
            [SourceMatch {
                range: 0..90,
                source: 0
            }]
        );
    }

    #[test]
    fn the_longest_passage_is_told() {
        let long = text(80, 1);
        let short: String = long.chars().take(25).collect();
        let index = index(&[&short, &long]);
        assert_eq!(
            index.copies(&units(&long)),
            [SourceMatch {
                range: 0..80,
                source: 1
            }]
        );
    }

    #[test]
    fn a_passage_does_not_go_on_in_the_next_source() {
        let (first, second) = (text(30, 1), text(30, 2));
        let index = index(&[&first, &second]);
        let copies = index.copies(&units(&format!("{first}{second}")));
        let ranges: Vec<_> = copies.into_iter().map(|copy| copy.range).collect();
        assert_eq!(ranges, [0..30, 30..60]);
    }

    #[test]
    fn nothing_is_in_an_empty_library() {
        assert_eq!(index(&[]).copies(&units(&text(50, 1))), []);
        assert_eq!(index(&["", "短"]).copies(&units("短短")), []);
    }
}
