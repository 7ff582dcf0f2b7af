//! A line of text by its characters: looked into at any place, without a panic.

use std::ops::Range;
use std::sync::Arc;

/// Returned for places without a character: before the first and behind the last.
pub const NOTHING: char = '\0';

/// The characters of a line. Places are counted in `char`s.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line(Arc<[char]>);

impl Line {
    pub fn new(text: &str) -> Self {
        Self(text.chars().collect())
    }

    pub fn of_chars(chars: Vec<char>) -> Self {
        Self(chars.into())
    }

    pub fn chars(&self) -> &[char] {
        steps::add(self.len());
        &self.0
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The character at a place, or [`NOTHING`].
    pub fn at(&self, at: usize) -> char {
        steps::add(1);
        self.0.get(at).copied().unwrap_or(NOTHING)
    }

    /// The character before a place, or [`NOTHING`].
    pub fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or(NOTHING, |at| self.at(at))
    }

    /// True if `word` begins at a place.
    pub fn starts(&self, at: usize, word: &str) -> bool {
        steps::add(1);
        let mut rest = self.0.get(at..).unwrap_or_default().iter();
        word.chars().all(|c| rest.next() == Some(&c))
    }

    /// True if `word` ends right before a place.
    pub fn ends(&self, at: usize, word: &str) -> bool {
        let length = word.chars().count();
        at.checked_sub(length)
            .is_some_and(|start| self.starts(start, word))
    }

    /// The first of these words that begins at a place, and its length.
    pub fn starts_any<'a>(&self, at: usize, words: &[&'a str]) -> Option<(&'a str, usize)> {
        let found = words.iter().find(|word| self.starts(at, word))?;
        Some((found, found.chars().count()))
    }

    /// True if one of these words ends right before a place.
    pub fn ends_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.ends(at, word))
    }

    /// Place of the first `word` that begins at or after `from`.
    pub fn find(&self, from: usize, word: &str) -> Option<usize> {
        let first = word.chars().next()?;
        let found =
            (from..self.len()).find(|at| self.0.get(*at) == Some(&first) && self.starts(*at, word));
        steps::add(found.unwrap_or(self.len()).saturating_sub(from));
        found
    }

    /// Every place where `word` begins.
    pub fn find_all(&self, word: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = self.find(from, word) {
            found.push(at);
            from = at + word.chars().count().max(1);
        }
        found
    }

    /// The end of the run of characters of a kind that begins at a place; the place itself when there is none.
    pub fn run(&self, at: usize, is: impl Fn(char) -> bool) -> usize {
        let mut end = at;
        while end < self.len() && is(self.at(end)) {
            end += 1;
        }
        end
    }

    /// Like [`Self::run`], but at most `longest` characters on: what goes on and on is not read again from each of its places.
    pub fn run_within(&self, at: usize, longest: usize, is: impl Fn(char) -> bool) -> usize {
        let ahead = self.slice(at..at.saturating_add(longest));
        at + ahead.iter().take_while(|c| is(**c)).count()
    }

    /// Like [`Self::run_back`], but at most `longest` characters back.
    pub fn run_back_within(&self, at: usize, longest: usize, is: impl Fn(char) -> bool) -> usize {
        let behind = self.slice(at.saturating_sub(longest)..at);
        at - behind.iter().rev().take_while(|c| is(**c)).count()
    }

    /// The start of the run of characters of a kind that ends at a place.
    pub fn run_back(&self, at: usize, is: impl Fn(char) -> bool) -> usize {
        let mut start = at;
        while start > 0 && is(self.before(start)) {
            start -= 1;
        }
        start
    }

    /// The text of a range, as far as there is one.
    pub fn text(&self, range: Range<usize>) -> String {
        self.slice(range).iter().collect()
    }

    /// The characters of a range, as far as there are any.
    pub fn slice(&self, range: Range<usize>) -> &[char] {
        let end = range.end.min(self.len());
        steps::add(end.saturating_sub(range.start));
        self.0.get(range.start.min(end)..end).unwrap_or_default()
    }
}

/// Counts the characters that are looked at while a test asks for it: how much a rule reads does not depend on the
/// machine.
#[cfg(test)]
pub mod steps {
    use std::cell::Cell;

    thread_local! {
        static N_STEPS: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn add(n: usize) {
        N_STEPS.with(|steps| steps.set(steps.get() + n));
    }

    /// Number of characters that an act looks at.
    pub fn of(act: impl FnOnce()) -> usize {
        let before = N_STEPS.with(Cell::get);
        act();
        N_STEPS.with(Cell::get) - before
    }
}

#[cfg(not(test))]
mod steps {
    pub(super) fn add(_: usize) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_looked_into_at_any_place() {
        let line = Line::new("第一，第二。");
        assert_eq!(line.find_all("第"), [0, 3]);
        assert!(line.starts(3, "第二") && !line.starts(3, "第二。了"));
        assert!(line.ends(5, "第二") && !line.ends(1, "第二"));
        assert_eq!((line.at(9), line.before(0)), (NOTHING, NOTHING));
        assert_eq!(line.text(4..99), "二。");
        assert_eq!(line.text(7..9), "");
        assert_eq!(line.run(0, |c| c != '，'), 2);
        assert_eq!(line.run_back(5, |c| c != '，'), 3);
        assert_eq!(line.run_within(0, 9, |c| c != '，'), 2);
        assert_eq!(line.run_within(3, 1, |c| c != '，'), 4);
        assert_eq!(line.run_within(9, 2, |_| true), 9);
        assert_eq!(line.run_back_within(5, 9, |c| c != '，'), 3);
        assert_eq!(line.run_back_within(5, 1, |c| c != '，'), 4);
        assert_eq!(line.starts_any(3, &["第一", "第二"]), Some(("第二", 2)));
    }
}
