//! How an edit moved the places of a speech.

use std::collections::HashSet;
use std::ops::Range;

use super::text_pos::carried;
use super::{Anchor, CharIdx, ParagraphId, Splice, TextId, char_count};

/// What becomes of an anchor that an edit touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stick {
    /// The anchor speaks of exactly these characters: it ends when one of them is replaced or something comes between
    /// two of them. For findings and hits of a search.
    Exact,
    /// The anchor is a caret or a selection: each end stays behind the character that it stands behind. An end among
    /// characters that were replaced goes behind what took their place.
    Caret,
}

/// How an edit, or several one after another, moved the places of a speech.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    steps: Vec<Step>,
}

/// One thing that happened to the texts. Positions are counted in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Spliced {
        text: TextId,
        at: usize,
        n_removed: usize,
        n_inserted: usize,
    },
    /// What stood behind `at` now is the text `to`.
    Split {
        text: TextId,
        at: usize,
        to: TextId,
    },
    /// All of `text` now stands at `at` of the text `to`.
    Joined {
        text: TextId,
        to: TextId,
        at: usize,
    },
    Removed {
        texts: HashSet<TextId>,
    },
    /// Texts were added or changed places: no anchor moves, but the order of the page is another one.
    Reordered,
}

impl Moved {
    /// True if every anchor stays as it is.
    pub fn is_nothing(&self) -> bool {
        self.steps.is_empty()
    }

    /// The texts whose characters moved, when that is all that happened: every text is still there, in the same order.
    /// `None` when more happened.
    pub fn only_within(&self) -> Option<Vec<TextId>> {
        let mut texts = Vec::new();
        for step in &self.steps {
            match step {
                Step::Spliced { text, .. } if texts.contains(text) => {}
                Step::Spliced { text, .. } => texts.push(*text),
                _ => return None,
            }
        }
        Some(texts)
    }

    /// Where the anchor stands after the edits; `None` when its text or, for [`Stick::Exact`], one of its characters
    /// is gone.
    pub fn map(&self, anchor: &Anchor, stick: Stick) -> Option<Anchor> {
        let mut now = anchor.clone();
        for step in &self.steps {
            now = match stick {
                Stick::Exact => step.map_exact(now)?,
                Stick::Caret => step.map_caret(now)?,
            };
        }
        Some(now)
    }

    /// Adds what happened after this.
    pub(crate) fn append(&mut self, later: &Self) {
        self.steps.extend(later.steps.iter().cloned());
    }

    pub(crate) fn spliced(&mut self, text: TextId, splice: &Splice) {
        self.steps.push(Step::Spliced {
            text,
            at: splice.at.0,
            n_removed: splice.n_removed,
            n_inserted: char_count(&splice.insert),
        });
    }

    pub(crate) fn reordered(&mut self) {
        self.steps.push(Step::Reordered);
    }

    pub(crate) fn split(&mut self, text: ParagraphId, at: CharIdx, to: ParagraphId) {
        self.steps.push(Step::Split {
            text: TextId::Paragraph(text),
            at: at.0,
            to: TextId::Paragraph(to),
        });
    }

    pub(crate) fn joined(&mut self, text: ParagraphId, to: ParagraphId, at: CharIdx) {
        self.steps.push(Step::Joined {
            text: TextId::Paragraph(text),
            to: TextId::Paragraph(to),
            at: at.0,
        });
    }

    pub(crate) fn removed(&mut self, texts: impl IntoIterator<Item = TextId>) {
        let texts = texts.into_iter().collect();
        self.steps.push(Step::Removed { texts });
    }
}

impl Step {
    fn map_exact(&self, anchor: Anchor) -> Option<Anchor> {
        let (start, end) = (anchor.range.start.0, anchor.range.end.0);
        match self {
            Self::Spliced {
                text,
                at,
                n_removed,
                n_inserted,
            } if *text == anchor.text => {
                if end <= *at {
                    Some(anchor)
                } else if start >= at + n_removed {
                    Some(Anchor {
                        text: *text,
                        range: shifted(&anchor.range, *n_removed, *n_inserted),
                    })
                } else {
                    None
                }
            }
            Self::Split { text, at, to } if *text == anchor.text => {
                if end <= *at {
                    Some(anchor)
                } else if start >= *at {
                    Some(Anchor {
                        text: *to,
                        range: shifted(&anchor.range, *at, 0),
                    })
                } else {
                    None
                }
            }
            _ => self.map_whole(anchor),
        }
    }

    fn map_caret(&self, anchor: Anchor) -> Option<Anchor> {
        match self {
            Self::Spliced {
                text,
                at,
                n_removed,
                n_inserted,
            } if *text == anchor.text => {
                let place = |place: CharIdx| carried(place, *at, *n_removed, *n_inserted);
                Some(Anchor {
                    text: *text,
                    range: place(anchor.range.start)..place(anchor.range.end),
                })
            }
            Self::Split { text, at, to } if *text == anchor.text => {
                if anchor.range.end.0 <= *at {
                    return Some(anchor);
                }
                if anchor.range.start.0 > *at {
                    return Some(Anchor {
                        text: *to,
                        range: shifted(&anchor.range, *at, 0),
                    });
                }
                // A selection lies in one text: of one that was split the first part is left.
                Some(Anchor {
                    text: *text,
                    range: anchor.range.start..CharIdx(*at),
                })
            }
            _ => self.map_whole(anchor),
        }
    }

    /// What happened to another text, or to the whole text.
    fn map_whole(&self, anchor: Anchor) -> Option<Anchor> {
        match self {
            Self::Joined { text, to, at } if *text == anchor.text => Some(Anchor {
                text: *to,
                range: shifted(&anchor.range, 0, *at),
            }),
            Self::Removed { texts } => (!texts.contains(&anchor.text)).then_some(anchor),
            Self::Spliced { .. } | Self::Split { .. } | Self::Joined { .. } | Self::Reordered => {
                Some(anchor)
            }
        }
    }
}

/// The range `n_less` characters to the left and `n_more` to the right.
fn shifted(range: &Range<CharIdx>, n_less: usize, n_more: usize) -> Range<CharIdx> {
    let place = |place: CharIdx| CharIdx(place.0 - n_less + n_more);
    place(range.start)..place(range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: ParagraphId = ParagraphId(1);
    const OTHER: ParagraphId = ParagraphId(2);

    fn splice(at: usize, n_removed: usize, insert: &str) -> Moved {
        let mut moved = Moved::default();
        let splice = Splice {
            at: CharIdx(at),
            n_removed,
            insert: insert.to_owned(),
        };
        moved.spliced(TextId::Paragraph(TEXT), &splice);
        moved
    }

    /// Where `start..end` of the first paragraph stands, as paragraph and range.
    fn mapped(moved: &Moved, range: Range<usize>, stick: Stick) -> Option<(u64, Range<usize>)> {
        let anchor = Anchor {
            text: TextId::Paragraph(TEXT),
            range: CharIdx(range.start)..CharIdx(range.end),
        };
        let now = moved.map(&anchor, stick)?;
        let TextId::Paragraph(id) = now.text else {
            return None;
        };
        Some((id.0, now.range.start.0..now.range.end.0))
    }

    #[test]
    fn a_finding_moves_with_its_characters_and_ends_with_them() {
        let exact = |at, n_removed, insert| {
            mapped(&splice(at, n_removed, insert), 3..6, Stick::Exact).map(|(_, range)| range)
        };
        assert_eq!(exact(0, 0, "新写"), Some(5..8));
        assert_eq!(exact(3, 0, "新"), Some(4..7));
        assert_eq!(exact(6, 0, "新"), Some(3..6));
        assert_eq!(exact(1, 2, ""), Some(1..4));
        assert_eq!(exact(4, 0, "新"), None);
        assert_eq!(exact(2, 2, "新"), None);
        assert_eq!(exact(5, 4, ""), None);
    }

    #[test]
    fn a_caret_stays_between_its_characters() {
        let moved = splice(2, 3, "新");
        let caret = |at: usize| mapped(&moved, at..at, Stick::Caret).map(|(_, range)| range.start);
        let after: Vec<_> = [1, 2, 3, 5, 9].map(caret).into();
        assert_eq!(after, [1, 2, 3, 3, 7].map(Some));
        let typed = splice(2, 0, "新");
        assert_eq!(mapped(&typed, 2..2, Stick::Caret), Some((1, 2..2)));
    }

    #[test]
    fn characters_of_a_split_paragraph_are_found_in_the_new_one_and_back() {
        let mut moved = Moved::default();
        moved.split(TEXT, CharIdx(4), OTHER);
        assert_eq!(mapped(&moved, 1..4, Stick::Exact), Some((1, 1..4)));
        assert_eq!(mapped(&moved, 4..6, Stick::Exact), Some((2, 0..2)));
        assert_eq!(mapped(&moved, 3..6, Stick::Exact), None);
        assert_eq!(mapped(&moved, 3..6, Stick::Caret), Some((1, 3..4)));
        moved.joined(OTHER, TEXT, CharIdx(4));
        assert_eq!(mapped(&moved, 4..6, Stick::Exact), Some((1, 4..6)));
    }

    #[test]
    fn what_stood_in_a_removed_text_is_gone() {
        let mut moved = splice(0, 0, "新");
        moved.removed([TextId::Paragraph(TEXT)]);
        assert_eq!(mapped(&moved, 0..1, Stick::Exact), None);
        assert_eq!(mapped(&moved, 0..0, Stick::Caret), None);
        let mut elsewhere = Moved::default();
        elsewhere.removed([TextId::Paragraph(OTHER)]);
        assert_eq!(mapped(&elsewhere, 0..1, Stick::Exact), Some((1, 0..1)));
    }
}
