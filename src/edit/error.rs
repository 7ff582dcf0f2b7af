//! Why an edit cannot be made.

use crate::model::{FrontField, MAX_DEPTH, ParagraphId, SectionId, SectionPlace, TextId};

/// The speech is as it was whenever one of these comes back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("there is no section {0:?}")]
    NoSection(SectionId),
    #[error("there is no paragraph {paragraph:?} in section {section:?}")]
    NoParagraph {
        section: SectionId,
        paragraph: ParagraphId,
    },
    #[error("there is no text {0:?}")]
    NoText(TextId),
    #[error("there is no place {0:?}")]
    NoPlace(SectionPlace),
    #[error("the text of section {0:?} ends before the place")]
    PastEnd(SectionId),
    #[error("the line {0:?} of the front matter ends before the place")]
    PastEndOfFront(FrontField),
    #[error("no section stands deeper than {MAX_DEPTH} levels")]
    TooDeep,
    #[error("section {0:?} cannot go below itself")]
    IntoItself(SectionId),
}
