//! Finds the user's wrong words in a text.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use crate::text::char_set::CharSet;

use super::WordPair;

/// Wrong words in the order of their characters: those that begin alike stand together.
#[derive(Debug)]
pub(super) struct WrongWords {
    words: Vec<WrongWord>,
    /// Which words begin with a character.
    by_first: HashMap<char, Range<usize>>,
    firsts: CharSet,
}

#[derive(Debug)]
pub(super) struct WrongWord {
    pub word: Vec<char>,
    /// Possible replacements; empty if only the author can know.
    pub rights: Vec<Right>,
}

#[derive(Debug)]
pub(super) struct Right {
    pub word: Vec<char>,
    /// Offsets of the wrong word within the right one (关工委 in 教育关工委), where it is not wrong.
    offsets: Vec<usize>,
}

impl WrongWords {
    pub(super) fn new(pairs: &[WordPair]) -> Self {
        let mut words: BTreeMap<Vec<char>, Vec<Right>> = BTreeMap::new();
        let mut known = HashSet::new();
        for pair in pairs {
            if pair.wrong.is_empty() || pair.wrong == pair.right || !known.insert(pair) {
                continue;
            }
            let word: Vec<char> = pair.wrong.chars().collect();
            let right = (!pair.right.is_empty()).then(|| Right::of(&pair.right, &word));
            words.entry(word).or_default().extend(right);
        }
        let words: Vec<WrongWord> = words
            .into_iter()
            .map(|(word, rights)| WrongWord { word, rights })
            .collect();
        let mut by_first: HashMap<char, Range<usize>> = HashMap::new();
        for (idx, word) in words.iter().enumerate() {
            if let Some(first) = word.word.first() {
                by_first.entry(*first).or_insert(idx..idx).end = idx + 1;
            }
        }
        Self {
            firsts: words
                .iter()
                .filter_map(|word| word.word.first().copied())
                .collect(),
            words,
            by_first,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The wrong words that begin at a place, the longest first.
    pub(super) fn starting_at(
        &self,
        chars: &[char],
        at: usize,
    ) -> impl Iterator<Item = &WrongWord> {
        let rest = chars.get(at..).unwrap_or_default();
        let first = rest.first().filter(|first| {
            // Characters beyond the basic plane are not in the set.
            self.firsts.contains(**first) || **first > '\u{ffff}'
        });
        let range = first.and_then(|first| self.by_first.get(first)).cloned();
        let mut words = self.words.get(range.unwrap_or(0..0)).unwrap_or_default();
        let mut found = Vec::new();
        let mut length = 1;
        while let Some(shortest) = words.first() {
            if shortest.word.len() == length {
                found.push(shortest);
            }
            let Some(next) = rest.get(length) else { break };
            // A word that ends here stands before those that go on.
            let from = words.partition_point(|word| word.word.get(length) < Some(next));
            let to = words.partition_point(|word| word.word.get(length) <= Some(next));
            words = words.get(from..to).unwrap_or_default();
            length += 1;
        }
        found.into_iter().rev()
    }
}

impl WrongWord {
    /// True if the word that begins at a place is a part of the right word, which stands there as it is to stand.
    pub(super) fn stands_in_right(&self, chars: &[char], at: usize) -> bool {
        self.rights.iter().any(|right| {
            let mut starts_of_right = right
                .offsets
                .iter()
                .filter_map(|offset| at.checked_sub(*offset));
            starts_of_right.any(|start| {
                let rest = chars.get(start..);
                rest.is_some_and(|rest| rest.starts_with(&right.word))
            })
        })
    }
}

impl Right {
    fn of(right: &str, wrong: &[char]) -> Self {
        let word: Vec<char> = right.chars().collect();
        let windows = word.windows(wrong.len()).enumerate();
        let offsets = windows
            .filter(|(_, window)| *window == wrong)
            .map(|(offset, _)| offset)
            .collect();
        Self { word, offsets }
    }
}
