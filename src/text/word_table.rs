//! Many words looked for at once in a line.

use std::collections::BTreeMap;

use super::char_set::CharSet;
use super::line::Line;

/// Words, by their first character: most places of a text are passed over with one look.
#[derive(Debug)]
pub struct WordTable {
    firsts: CharSet,
    /// The words with their numbers, the longest first.
    by_first: BTreeMap<char, Vec<(usize, &'static str)>>,
}

/// A word of the table in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableWord {
    /// Which word of those that the table was made of.
    pub number: usize,
    pub start: usize,
    pub end: usize,
}

impl WordTable {
    pub fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        let mut by_first: BTreeMap<char, Vec<(usize, &'static str)>> = BTreeMap::new();
        for (number, word) in words.into_iter().enumerate() {
            if let Some(first) = word.chars().next() {
                by_first.entry(first).or_default().push((number, word));
            }
        }
        for words in by_first.values_mut() {
            words.sort_by_key(|(_, word)| std::cmp::Reverse(word.len()));
        }
        Self {
            firsts: by_first.keys().copied().collect(),
            by_first,
        }
    }

    /// The longest word that begins at a place.
    pub fn at(&self, line: &Line, at: usize) -> Option<TableWord> {
        let first = line.at(at);
        if !self.firsts.contains(first) {
            return None;
        }
        let words = self.by_first.get(&first)?;
        let (number, word) = words.iter().find(|(_, word)| line.starts(at, word))?;
        Some(TableWord {
            number: *number,
            start: at,
            end: at + word.chars().count(),
        })
    }

    /// Every word of a line in order, without overlap.
    pub fn find_all(&self, line: &Line) -> Vec<TableWord> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < line.len() {
            match self.at(line, at) {
                Some(word) => {
                    at = word.end;
                    found.push(word);
                }
                None => at += 1,
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_found_without_overlap() {
        let table = WordTable::new(["供给", "提供", "提供给", "给予"]);
        let check = |text, wanted: &[(usize, usize)]| {
            let found = table.find_all(&Line::new(text)).into_iter();
            let found: Vec<_> = found.map(|word| (word.number, word.start)).collect();
            assert_eq!(found, wanted, "{text}");
        };
        check("提供给予供给", &[(2, 0), (0, 4)]);
        check("提供，给予", &[(1, 0), (3, 3)]);
        check("", &[]);
    }
}
