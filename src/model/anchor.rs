//! Says "here" in a speech: which text, and which of its characters.

use std::ops::Range;

use super::{CharIdx, FrontField, ParagraphId, SectionId, Speech};

/// Names one text of the speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextId {
    Front(FrontField),
    Heading(SectionId),
    Paragraph(ParagraphId),
}

/// Characters of one text of the speech; an empty range is a place between two of them.
///
/// The one way to say "here": findings, hits of a search, mentions of a unit and places to go to are anchors. An edit
/// says where they stand afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Anchor {
    pub text: TextId,
    pub range: Range<CharIdx>,
}

impl Anchor {
    /// The place between two characters.
    pub fn caret(text: TextId, at: CharIdx) -> Self {
        Self {
            text,
            range: at..at,
        }
    }

    /// The anchored characters; `None` when the text is not in the speech or is shorter than the anchor says.
    pub fn chars(&self, speech: &Speech) -> Option<String> {
        let text = speech.text(self.text)?;
        let n_chars = self.range.end.0.checked_sub(self.range.start.0)?;
        let found: String = text
            .chars()
            .skip(self.range.start.0)
            .take(n_chars)
            .collect();
        (super::char_count(&found) == n_chars).then_some(found)
    }
}
