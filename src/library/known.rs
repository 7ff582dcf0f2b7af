//! Whether the library has a text already, the same or nearly.

use std::collections::{HashMap, HashSet};
use std::num::NonZero;
use std::sync::Arc;
use std::thread::{self, ScopedJoinHandle};

use crate::model::{Snippet, SnippetId};
use crate::text::chars::is_han;

/// How a passage is treated by an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    New,
    /// The library has this very text, or had it from this source before somebody corrected it.
    Same(SnippetId),
    /// The library has nearly the same text, this share of it in hundredths.
    Similar {
        id: SnippetId,
        percent: usize,
    },
}

/// Characters in a row that two texts have in common only where one was copied from the other.
const SHINGLE: usize = 8;

/// One in this many shingles is kept, chosen by hash: enough to estimate how much two texts share.
const KEPT_OF: u64 = 4;

/// From this share on, in hundredths, a passage is nearly the same as another.
const NEARLY: usize = 80;

/// Texts of a library, for comparison.
#[derive(Debug, Default)]
pub struct KnownTexts {
    ids: Vec<SnippetId>,
    has: HashSet<SnippetId>,
    by_text: HashMap<u64, u32>,
    /// Kept shingles and the texts that have them, in one number each, by shingle: 100,000 texts have seven million.
    shingles: Vec<u64>,
    /// Texts taken in since the shingles were sorted.
    n_sorted: usize,
}

impl KnownTexts {
    pub fn new(snippets: &[Arc<Snippet>]) -> Self {
        // To go through 100,000 texts takes one thread a second, and an import waits for it.
        let n_threads = thread::available_parallelism().map_or(1, NonZero::get);
        let n_snippets = snippets.len().div_ceil(n_threads).max(1);
        let known = thread::scope(|scope| {
            let parts: Vec<_> = snippets
                .chunks(n_snippets)
                .zip((0_u32..).step_by(n_snippets))
                .map(|(part, first)| {
                    scope.spawn(move || {
                        let mut known = Self::default();
                        part.iter()
                            .zip(first..)
                            .for_each(|(snippet, idx)| known.put(snippet, idx));
                        known.sort();
                        known
                    })
                })
                .collect();
            let parts = parts.into_iter().map(ScopedJoinHandle::join);
            let parts = parts.map(|part| part.expect("going through texts does not panic"));
            parts.reduce(Self::with)
        });
        known.unwrap_or_default()
    }

    /// With the texts that follow.
    fn with(mut self, next: Self) -> Self {
        self.ids.extend(next.ids);
        self.has.extend(next.has);
        // Of the same texts the first counts.
        let first = std::mem::replace(&mut self.by_text, next.by_text);
        self.by_text.extend(first);
        self.shingles.extend(next.shingles);
        self.sort();
        self
    }

    /// What becomes of a passage.
    pub fn fate(&self, snippet: &Snippet) -> Fate {
        if self.has.contains(&snippet.id) {
            return Fate::Same(snippet.id.clone());
        }
        let id = |idx: u32| self.ids.get(idx as usize).cloned().unwrap_or_default();
        let letters = letters(&snippet.text);
        if let Some(idx) = self.by_text.get(&hash(&letters)) {
            return Fate::Same(id(*idx));
        }
        let own = shingles(&letters);
        // A place for each text: thousands share the stock phrases.
        let mut shared: Vec<usize> = vec![0; self.ids.len()];
        for shingle in &own {
            let (sorted, fresh) = self.shingles.split_at(self.n_sorted);
            let first = sorted.partition_point(|known| *known < of_text(*shingle, 0));
            let equal = sorted.get(first..).unwrap_or_default();
            let is_equal = |known: &&u64| of_text(**known, 0) == of_text(*shingle, 0);
            let equal = equal.iter().take_while(is_equal);
            for known in equal.chain(fresh.iter().filter(is_equal)) {
                if let Some(n) = shared.get_mut(text_of(*known) as usize) {
                    *n += 1;
                }
            }
        }
        let most = (0..)
            .zip(shared)
            .max_by_key(|(idx, n)| (*n, std::cmp::Reverse(*idx)));
        match most.map(|(idx, n)| (idx, n * 100 / own.len().max(1))) {
            Some((idx, percent)) if percent >= NEARLY => Fate::Similar {
                id: id(idx),
                percent,
            },
            _ => Fate::New,
        }
    }

    /// Takes a snippet in, so that the next one like it is known.
    pub fn add(&mut self, snippet: &Snippet) {
        let idx = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.put(snippet, idx);
        // What is not sorted is looked through from end to end.
        if self.shingles.len() > self.n_sorted * 2 + 4096 {
            self.sort();
        }
    }

    fn put(&mut self, snippet: &Snippet, idx: u32) {
        let letters = letters(&snippet.text);
        self.by_text.entry(hash(&letters)).or_insert(idx);
        let own = shingles(&letters);
        self.shingles
            .extend(own.into_iter().map(|shingle| of_text(shingle, idx)));
        self.ids.push(snippet.id.clone());
        self.has.insert(snippet.id.clone());
    }

    fn sort(&mut self) {
        // Parts that are sorted are only merged.
        self.shingles.sort();
        self.n_sorted = self.shingles.len();
    }
}

/// Texts that can be told apart: 16 million.
const TEXT_BITS: u32 = 24;
const TEXT_MASK: u64 = (1 << TEXT_BITS) - 1;

/// A shingle and a text that has it. Of its hash 40 bits stay: enough that hardly two different ones are taken for one.
fn of_text(shingle: u64, idx: u32) -> u64 {
    (shingle & !TEXT_MASK) | (u64::from(idx) & TEXT_MASK)
}

fn text_of(shingle: u64) -> u32 {
    u32::try_from(shingle & TEXT_MASK).unwrap_or(0)
}

/// The letters of a text: copies differ in white space and marks.
fn letters(text: &str) -> Vec<char> {
    // Nearly all are Chinese, and looking characters up in the tables of Unicode takes most of the time.
    let is_letter = |c: &char| is_han(*c) || c.is_alphanumeric();
    text.chars().filter(is_letter).collect()
}

/// The base of the rolling hash: any large odd number does.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

fn hash(letters: &[char]) -> u64 {
    let rolled = letters.iter().fold(0_u64, |hash, c| {
        hash.wrapping_mul(BASE)
            .wrapping_add(u64::from(u32::from(*c)))
    });
    stirred(rolled)
}

/// Spreads what a rolling hash leaves in the upper bits (the finalizer of SplitMix64).
fn stirred(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

/// The kept shingles of a text, each once; a short text is one shingle.
fn shingles(letters: &[char]) -> Vec<u64> {
    let Some(first) = letters.get(..SHINGLE) else {
        return vec![hash(letters)];
    };
    let code = |c: &char| u64::from(u32::from(*c));
    let oldest = (1..SHINGLE).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut rolled = first.iter().fold(0_u64, |hash, c| {
        hash.wrapping_mul(BASE).wrapping_add(code(c))
    });
    let mut all = vec![stirred(rolled)];
    // A hash made anew for every shingle would take as long as the rest of an import.
    for (gone, come) in letters.iter().zip(letters.iter().skip(SHINGLE)) {
        let rest = rolled.wrapping_sub(code(gone).wrapping_mul(oldest));
        rolled = rest.wrapping_mul(BASE).wrapping_add(code(come));
        all.push(stirred(rolled));
    }
    let least = all.iter().min().copied();
    all.retain(|shingle| shingle.is_multiple_of(KEPT_OF) || Some(*shingle) == least);
    all.sort_unstable();
    all.dedup();
    all
}
#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 2] = [
        "全市有老同志三百二十名，每所学校都有人，“银龄课堂”开了四十场，“银龄课堂”进了校园。",
        "2022年起办谈心屋，2022年来了九百人，2023年更多，心理健康有人管。",
    ];

    #[test]
    fn a_text_that_is_there_is_known_whatever_its_marks() {
        let of = |(id, text): (&str, &str)| {
            Arc::new(Snippet {
                id: SnippetId::from(id),
                text: text.to_owned(),
                ..Snippet::default()
            })
        };
        let snippets: Vec<Arc<Snippet>> = ["a", "b"].into_iter().zip(TEXTS).map(of).collect();
        let mut known = KnownTexts::new(&snippets);
        let [first, second] = [&snippets[0], &snippets[1]];
        let other = |id: &str, text: &str| Snippet {
            id: SnippetId::from(id),
            text: text.to_owned(),
            ..Snippet::default()
        };
        assert_eq!(
            known.fate(&other("x", &first.text)),
            Fate::Same(first.id.clone())
        );
        let other_marks = first.text.replace('，', ", ");
        assert_eq!(
            known.fate(&other("x", &other_marks)),
            Fate::Same(first.id.clone())
        );
        let longer = format!("{}另有一屋。", second.text);
        assert!(
            matches!(known.fate(&other("x", &longer)), Fate::Similar { id, percent: 80..=99 } if id == second.id)
        );
        let new = other(
            "x",
            "五老走进课堂，讲红色故事，孩子们听得入神，课后围着问个不停。",
        );
        assert_eq!(known.fate(&new), Fate::New);
        known.add(&new);
        assert_eq!(known.fate(&new), Fate::Same(SnippetId::from("x")));
        // Corrected since: the source still brings what it brought.
        let corrected = other(first.id.as_str(), "改得面目全非。");
        let known = KnownTexts::new(&[Arc::new(corrected)]);
        assert_eq!(known.fate(first), Fate::Same(first.id.clone()));
    }
}
