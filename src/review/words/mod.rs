//! The user's own words (自定词语): pairs of wrong and right, and fixed phrases.

mod finder;
mod near;
mod table;
mod wrong;

use std::collections::HashSet;
use std::sync::Arc;

pub(super) use finder::{Difference, Hit, What};
pub use table::{ListedWords, Skipped, from_table, from_text};

use crate::text::line::Line;

use finder::Finder;

/// Characters of the shortest fixed phrase that is looked for: of a shorter one every second word is a near miss.
pub const SHORTEST_PHRASE: usize = 4;

/// A word that the user never wants to see, and what it is to be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WordPair {
    pub wrong: String,
    /// What it becomes; empty when only the author can know. A wrong word may stand in several pairs: each is a way to put
    /// it right.
    pub right: String,
}

/// The user's own words. A copy costs a few pointers.
#[derive(Clone, Default)]
pub struct Words {
    lists: Arc<Lists>,
    /// Made once with the lists: making it for every text would take longer than reading the text.
    finder: Arc<Finder>,
}

#[derive(Default, PartialEq, Eq)]
struct Lists {
    pairs: Vec<WordPair>,
    phrases: Vec<String>,
}

impl Words {
    pub fn new(pairs: Vec<WordPair>, phrases: Vec<String>) -> Self {
        let finder = Finder::new(&pairs, &phrases);
        Self {
            lists: Arc::new(Lists { pairs, phrases }),
            finder: Arc::new(finder),
        }
    }

    pub fn pairs(&self) -> &[WordPair] {
        &self.lists.pairs
    }

    /// Phrases that are to stand exactly so: one that differs by a character is pointed out.
    pub fn phrases(&self) -> &[String] {
        &self.lists.phrases
    }

    pub fn is_empty(&self) -> bool {
        self.pairs().is_empty() && self.phrases().is_empty()
    }

    /// These words, then those of the other that are not among them, and how many those are.
    #[must_use]
    pub fn merged(self, other: &Self) -> (Self, usize) {
        let (pairs, n_pairs) = joined(self.pairs(), other.pairs());
        let (phrases, n_phrases) = joined(self.phrases(), other.phrases());
        let n_new = n_pairs + n_phrases;
        if n_new == 0 {
            return (self, 0);
        }
        (Self::new(pairs, phrases), n_new)
    }

    /// Every wrong word and every phrase that differs by a character, in order and apart from each other.
    pub(super) fn find(&self, line: &Line) -> Vec<Hit> {
        self.finder.find(line)
    }
}

fn joined<T: Clone + Eq + std::hash::Hash>(old: &[T], new: &[T]) -> (Vec<T>, usize) {
    let mut all = old.to_vec();
    let mut known: HashSet<&T> = old.iter().collect();
    all.extend(new.iter().filter(|one| known.insert(one)).cloned());
    let n_new = all.len() - old.len();
    (all, n_new)
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        // The finder says nothing that the lists do not.
        Arc::ptr_eq(&self.lists, &other.lists) || self.lists == other.lists
    }
}

impl Eq for Words {}

impl std::fmt::Debug for Words {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Words")
            .field("pairs", &self.lists.pairs)
            .field("phrases", &self.lists.phrases)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `错→对` pairs and phrases, parted by blanks.
    fn words(text: &str) -> Words {
        let mut pairs = Vec::new();
        let mut phrases = Vec::new();
        for word in text.split_whitespace() {
            match word.split_once('→') {
                Some((wrong, right)) => pairs.push(WordPair {
                    wrong: wrong.to_owned(),
                    right: right.to_owned(),
                }),
                None => phrases.push(word.to_owned()),
            }
        }
        Words::new(pairs, phrases)
    }

    #[test]
    fn merging_keeps_what_is_there_and_counts_what_is_new() {
        let old = words("籍此→借此 坐谈→座谈 关心下一代");
        let new = words("坐谈→座谈 坐谈→坐谈会 立德树人 立德树人 关心下一代");
        let (all, n_new) = old.clone().merged(&new);
        let wanted = words("籍此→借此 坐谈→座谈 坐谈→坐谈会 关心下一代 立德树人");
        assert_eq!((&all, n_new), (&wanted, 2));
        assert_eq!(all.clone().merged(&new), (all, 0));
        assert_eq!(old.clone().merged(&Words::default()), (old, 0));
    }
}
