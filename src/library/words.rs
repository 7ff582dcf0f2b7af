//! The words of a query, and where they stand in a text.

use std::cmp::Reverse;
use std::ops::Range;

use memchr::memmem::Finder;

use crate::model::CharIdx;
use crate::text::pinyin::{Spelled, Spelling, leading_syllables};

/// Occurrences in 100 characters that make a text as dense as can be.
const DENSEST: f64 = 10.0;

/// A prepared query: terms separated by white space.
#[derive(Debug, Default)]
pub struct Words {
    pub(super) terms: Vec<Term>,
}

/// A word of a query.
#[derive(Debug)]
pub(super) struct Term {
    /// In lower case.
    pub text: String,
    finder: Finder<'static>,
    has_letters: bool,
    in_head: Option<Spelled>,
    /// In a text only whole syllables count, and at least two: any text has the initials of something.
    in_text: Option<Spelled>,
}

impl Words {
    pub fn new(query: &str) -> Self {
        Self {
            terms: query.split_whitespace().map(Term::new).collect(),
        }
    }

    /// Ranges of the terms in a text, in order and without overlap.
    pub fn find_all(&self, text: &str) -> Vec<Range<CharIdx>> {
        let terms = self.terms.iter();
        let mut found: Vec<Range<usize>> = terms.flat_map(|term| term.find_all(text)).collect();
        in_chars(text, &mut found)
    }

    /// Ranges of the terms in the name of a unit, a region or a topic: initials count too.
    pub fn find_all_in_head(&self, head: &str) -> Vec<Range<CharIdx>> {
        let mut found = Vec::new();
        for term in &self.terms {
            let own = term.find_all(head);
            let spelled = term.in_head.as_ref().filter(|_| own.is_empty());
            found.extend(spelled.map_or(own, |spelled| spelled.find_all(head)));
        }
        in_chars(head, &mut found)
    }
}

impl Term {
    fn new(word: &str) -> Self {
        let text = word.to_lowercase();
        let has_two = leading_syllables(&text).any(|first| {
            let rest = text.get(first.len()..).unwrap_or_default();
            leading_syllables(rest).next().is_some()
        });
        Self {
            finder: Finder::new(&text).into_owned(),
            has_letters: text.bytes().any(|c| c.is_ascii_alphabetic()),
            in_head: Spelled::new(&text, Spelling::Any),
            in_text: Spelled::new(&text, Spelling::Full).filter(|_| has_two),
            text,
        }
    }

    /// True if a text may have the term by its sound.
    pub fn is_pinyin_of_text(&self) -> bool {
        self.in_text.is_some()
    }

    /// `head` is in lower case.
    pub fn is_in_head(&self, head: &str) -> bool {
        self.finder.find(head.as_bytes()).is_some()
            || self
                .in_head
                .as_ref()
                .is_some_and(|spelled| spelled.is_in(head))
    }

    pub fn is_written_in(&self, text: &str) -> bool {
        if self.has_letters {
            return self
                .finder
                .find(&text.to_ascii_lowercase().into_bytes())
                .is_some();
        }
        self.finder.find(text.as_bytes()).is_some()
    }

    pub fn is_spelled_in(&self, text: &str) -> bool {
        let spelled = self.in_text.as_ref();
        spelled.is_some_and(|spelled| spelled.is_in(text))
    }

    pub fn n_written_in(&self, text: &str) -> usize {
        if self.has_letters {
            return self
                .finder
                .find_iter(&text.to_ascii_lowercase().into_bytes())
                .count();
        }
        self.finder.find_iter(text.as_bytes()).count()
    }

    pub fn n_spelled_in(&self, text: &str) -> usize {
        let spelled = self.in_text.as_ref();
        spelled.map_or(0, |spelled| spelled.count(text))
    }

    fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let lower = text.to_ascii_lowercase();
        let written = self.finder.find_iter(lower.as_bytes());
        let mut found: Vec<Range<usize>> = written.map(|at| at..at + self.text.len()).collect();
        if let Some(spelled) = &self.in_text {
            found.extend(spelled.find_all(text));
        }
        found
    }
}

/// Density of a number of matches in a text, from 0 to 1.
pub(super) fn density(text: &str, n_found: usize) -> f64 {
    // A Chinese character has three bytes.
    let n_chars = (text.len() / 3).max(1);
    #[expect(clippy::cast_precision_loss, reason = "counts of characters")]
    let density = n_found as f64 * 100.0 / n_chars as f64;
    (density / DENSEST).min(1.0)
}

fn in_chars(text: &str, found: &mut [Range<usize>]) -> Vec<Range<CharIdx>> {
    found.sort_by_key(|range| (range.start, Reverse(range.end)));
    let mut ranges: Vec<Range<CharIdx>> = Vec::new();
    let mut end = 0;
    let mut chars = 0;
    for range in found {
        if range.start < end {
            continue;
        }
        let count = |bytes: Range<usize>| text.get(bytes).map_or(0, |part| part.chars().count());
        let from = chars + count(end..range.start);
        chars = from + count(range.clone());
        end = range.end;
        ranges.push(CharIdx(from)..CharIdx(chars));
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_counted_in_characters() {
        let shown = |ranges: Vec<Range<CharIdx>>| -> Vec<(usize, usize)> {
            ranges
                .into_iter()
                .map(|range| (range.start.0, range.end.0))
                .collect()
        };
        assert_eq!(
            shown(Words::new("双减 A").find_all("双减有双减a")),
            [(0, 2), (3, 5), (5, 6)]
        );
        assert_eq!(shown(Words::new("wuxi").find_all("帮无锡")), [(1, 3)]);
        assert_eq!(shown(Words::new("wx").find_all("帮无锡")), []);
        assert_eq!(shown(Words::new("wx").find_all_in_head("无锡市")), [(0, 2)]);
    }
}
