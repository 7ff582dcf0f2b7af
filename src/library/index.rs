//! Which snippets a character stands in: what a search has to look at more closely.

use std::collections::HashMap;
use std::thread;

/// Code points of the basic plane, which have a table of their own; nearly all Chinese text is there.
const N_BASIC: usize = 0x1_0000;

/// No character of the texts.
const NONE: u32 = u32::MAX;

/// A set of snippets by their place in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set {
    words: Vec<u64>,
}

impl Set {
    pub fn none(n_snippets: usize) -> Self {
        Self {
            words: vec![0; n_snippets.div_ceil(64)],
        }
    }

    pub fn all(n_snippets: usize) -> Self {
        let mut set = Self {
            words: vec![u64::MAX; n_snippets.div_ceil(64)],
        };
        if let Some(last) = set
            .words
            .last_mut()
            .filter(|_| !n_snippets.is_multiple_of(64))
        {
            *last = (1 << (n_snippets % 64)) - 1;
        }
        set
    }

    pub fn insert(&mut self, idx: usize) {
        if let Some(word) = self.words.get_mut(idx / 64) {
            *word |= 1 << (idx % 64);
        }
    }

    /// Says of 64 snippets at once which of them are in the set.
    pub fn set_word(&mut self, at: usize, bits: u64) {
        if let Some(word) = self.words.get_mut(at) {
            *word = bits;
        }
    }

    pub fn contains(&self, idx: usize) -> bool {
        self.words
            .get(idx / 64)
            .is_some_and(|word| word & (1 << (idx % 64)) != 0)
    }

    pub fn keep(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    pub fn add(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Keeps what is asked for, on so many threads: to look into 100,000 texts takes one of them longer than the time
    /// between two keystrokes.
    pub fn keep_if(&mut self, n_threads: usize, is_kept: impl Fn(usize) -> bool + Sync) {
        let n_words = self.words.len().div_ceil(n_threads.max(1)).max(1);
        let keep = &|part: usize, words: &mut [u64]| {
            for (at, word) in (part * n_words..).zip(words) {
                let mut rest = *word;
                while rest != 0 {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    if !is_kept(at * 64 + bit) {
                        *word &= !(1 << bit);
                    }
                }
            }
        };
        thread::scope(|scope| {
            let mut parts = self.words.chunks_mut(n_words).enumerate();
            let own = parts.next();
            for (part, words) in parts {
                scope.spawn(move || keep(part, words));
            }
            if let Some((part, words)) = own {
                keep(part, words);
            }
        });
    }

    pub fn len(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                (rest != 0).then(|| {
                    rest &= rest - 1;
                    at * 64 + bit
                })
            })
        })
    }
}

/// The snippets of one character: a list as long as it is shorter than the set.
#[derive(Debug)]
enum Posting {
    Few(Vec<u32>),
    Many { set: Set, last: u32 },
}

/// For every character, the snippets that have it in their text.
#[derive(Debug, Default)]
pub(super) struct CharIndex {
    n_snippets: usize,
    /// The place of a character's posting, by its code point.
    basic: Vec<u32>,
    others: HashMap<char, u32>,
    postings: Vec<Posting>,
}

impl CharIndex {
    pub fn new<'a>(texts: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let mut index = Self {
            n_snippets: texts.len(),
            basic: vec![NONE; N_BASIC],
            ..Self::default()
        };
        for (number, text) in (0..).zip(texts) {
            for c in text.chars() {
                if !c.is_whitespace() {
                    index.note(c.to_ascii_lowercase(), number);
                }
            }
        }
        index
    }

    fn note(&mut self, c: char, number: u32) {
        let n_postings = u32::try_from(self.postings.len()).unwrap_or(NONE);
        let place = match self.basic.get_mut(c as usize) {
            Some(place) => place,
            None => self.others.entry(c).or_insert(NONE),
        };
        if *place == NONE {
            *place = n_postings;
            self.postings.push(Posting::Few(Vec::new()));
        }
        let place = *place as usize;
        let Some(posting) = self.postings.get_mut(place) else {
            return;
        };
        match posting {
            Posting::Few(list) => {
                if list.last() == Some(&number) {
                    return;
                }
                list.push(number);
                if list.len() * 32 > self.n_snippets {
                    let mut set = Set::none(self.n_snippets);
                    list.iter().for_each(|idx| set.insert(*idx as usize));
                    *posting = Posting::Many { set, last: number };
                }
            }
            Posting::Many { set, last } => {
                if *last != number {
                    *last = number;
                    set.insert(number as usize);
                }
            }
        }
    }

    fn posting(&self, c: char) -> Option<&Posting> {
        let place = self
            .basic
            .get(c as usize)
            .or_else(|| self.others.get(&c))
            .filter(|place| **place != NONE)?;
        self.postings.get(*place as usize)
    }

    /// Adds the snippets with a character to a set.
    fn add_to(&self, set: &mut Set, c: char) {
        match self.posting(c) {
            Some(Posting::Few(list)) => list.iter().for_each(|idx| set.insert(*idx as usize)),
            Some(Posting::Many { set: many, .. }) => set.add(many),
            None => {}
        }
    }

    pub fn with_char(&self, c: char) -> Set {
        let mut set = Set::none(self.n_snippets);
        self.add_to(&mut set, c);
        set
    }

    /// Snippets with every character of a term, wherever they stand.
    pub fn with_all(&self, term: &str) -> Set {
        let mut chars = term.chars().map(|c| c.to_ascii_lowercase());
        let Some(first) = chars.next() else {
            return Set::none(self.n_snippets);
        };
        let mut set = self.with_char(first);
        for c in chars {
            set.keep(&self.with_char(c));
        }
        set
    }

    /// Snippets with any of the characters.
    pub fn with_any(&self, chars: &[char]) -> Set {
        let mut set = Set::none(self.n_snippets);
        chars.iter().for_each(|c| self.add_to(&mut set, *c));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        /// The index says of every character where it stands, however many snippets have it.
        #[test]
        fn it_says_what_looking_would(texts in proptest::collection::vec("[甲乙丙aB𠮷 ]{0,6}", 1..150), term in "[甲乙丙ab𠮷]{1,3}") {
            let index = CharIndex::new(texts.iter().map(String::as_str));
            let found: Vec<usize> = index.with_all(&term).iter().collect();
            let has = |text: &str, c: char| text.to_lowercase().contains(c);
            let wanted: Vec<usize> = (0..texts.len()).filter(|idx| term.chars().all(|c| has(&texts[*idx], c))).collect();
            proptest::prop_assert_eq!(index.with_all(&term).len(), wanted.len());
            proptest::prop_assert_eq!(found, wanted);
        }
    }
}
