//! Positions in text, counted in characters, and the smallest difference between two texts.

/// What ends a line on any system: line feed, carriage return, vertical tab (Word's manual line break), form feed, and
/// Unicode's own (UAX #14, classes BK, CR, LF, NL).
pub const LINE_ENDS: [char; 7] = [
    '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
];

/// A position between two characters, counted in `char`s from the start of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharIdx(pub usize);

/// Byte offset of a character position; `None` past the end.
pub fn byte_offset(text: &str, at: CharIdx) -> Option<usize> {
    text.char_indices()
        .map(|(byte, _)| byte)
        .chain([text.len()])
        .nth(at.0)
}

pub fn char_count(text: &str) -> usize {
    text.chars().count()
}

/// Takes `n_removed` characters out of a text at `at` and puts `insert` in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    pub at: CharIdx,
    pub n_removed: usize,
    pub insert: String,
}

impl Splice {
    /// Where a caret stands after the splice: between the same characters. A place among those that were removed goes
    /// behind what took their place.
    pub fn carry(&self, caret: CharIdx) -> CharIdx {
        carried(caret, self.at.0, self.n_removed, char_count(&self.insert))
    }

    /// The text after the splice and the splice that takes it back; `None` when it reaches past the end.
    pub fn apply(&self, text: &str) -> Option<(String, Self)> {
        let start = byte_offset(text, self.at)?;
        let (before, rest) = text.split_at_checked(start)?;
        let (removed, after) =
            rest.split_at_checked(byte_offset(rest, CharIdx(self.n_removed))?)?;
        let mut new = String::with_capacity(before.len() + self.insert.len() + after.len());
        new.push_str(before);
        new.push_str(&self.insert);
        new.push_str(after);
        let inverse = Self {
            at: self.at,
            n_removed: char_count(&self.insert),
            insert: removed.to_owned(),
        };
        Some((new, inverse))
    }
}

/// Where a caret stands after `n_removed` characters at `at` gave way to `n_inserted` others.
pub(super) fn carried(caret: CharIdx, at: usize, n_removed: usize, n_inserted: usize) -> CharIdx {
    CharIdx(if caret.0 <= at {
        caret.0
    } else if caret.0 >= at + n_removed {
        caret.0 - n_removed + n_inserted
    } else {
        at + n_inserted
    })
}

/// The smallest splice that makes `new` of `old`; `None` when they are the same.
///
/// Where a repeated character leaves a choice, the splice stands as far right as it can, which is where a caret that
/// has just typed it is.
pub fn smallest_splice(old: &str, new: &str) -> Option<Splice> {
    if old == new {
        return None;
    }
    let n_old = char_count(old);
    let n_new = char_count(new);
    let n_same = old
        .chars()
        .zip(new.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let n_tail = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(|(a, b)| a == b)
        .count()
        .min(n_old.min(n_new) - n_same);
    Some(Splice {
        at: CharIdx(n_same),
        n_removed: n_old - n_same - n_tail,
        insert: new
            .chars()
            .skip(n_same)
            .take(n_new - n_same - n_tail)
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(old: &str, new: &str, at: usize, n_removed: usize, insert: &str) {
        let splice = Splice {
            at: CharIdx(at),
            n_removed,
            insert: insert.to_owned(),
        };
        assert_eq!(smallest_splice(old, new), Some(splice));
    }

    #[test]
    fn finds_what_was_typed_deleted_or_replaced() {
        check("各项工作", "各项重点工作", 2, 0, "重点");
        check("各项重点工作", "各项工作", 2, 2, "");
        check("全省", "全市", 1, 1, "市");
        check("", "同志们", 0, 0, "同志们");
        assert_eq!(smallest_splice("同志们", "同志们"), None);
    }

    #[test]
    fn a_doubled_character_is_found_behind_the_first() {
        check("场", "场场", 1, 0, "场");
    }

    #[test]
    fn a_splice_past_the_end_is_refused() {
        assert_eq!(
            Splice {
                at: CharIdx(3),
                n_removed: 0,
                insert: String::new()
            }
            .apply("两字"),
            None
        );
        assert_eq!(
            Splice {
                at: CharIdx(1),
                n_removed: 2,
                insert: String::new()
            }
            .apply("两字"),
            None
        );
    }

    proptest! {
        #[test]
        fn the_splice_leads_there_and_back(old in "[一二，a\n]{0,12}", new in "[一二，a\n]{0,12}") {
            if let Some(splice) = smallest_splice(&old, &new) {
                let (there, inverse) = splice.apply(&old).unwrap();
                prop_assert_eq!(&there, &new);
                let (back, again) = inverse.apply(&there).unwrap();
                prop_assert_eq!(back, old);
                prop_assert_eq!(again, splice);
            } else {
                prop_assert_eq!(old, new);
            }
        }
    }
}
