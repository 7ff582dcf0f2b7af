//! One edit as the user thinks of it.

use std::sync::Arc;

use crate::model::{
    Anchor, CharIdx, FrontField, IgnoredFinding, Roster, SectionId, SectionKind, SectionPlace,
    SnippetId, Splice,
};

/// One edit as the user thinks of it, and one step of undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The text box of a line of the front matter now holds `text`.
    SetFront {
        field: FrontField,
        text: String,
    },
    /// Whom the speech must name from now on.
    SetRoster {
        roster: Option<Arc<Roster>>,
    },
    /// What the review is not to point out from now on, all of it.
    SetIgnored {
        ignored: Arc<[IgnoredFinding]>,
    },
    /// Typing, deleting, pasting, splitting and joining paragraphs: `splice` is a place in [`crate::model::Section::body`].
    /// Strokes that follow each other directly become one step.
    EditBody {
        section: SectionId,
        splice: Splice,
    },
    /// Typing in the heading. Strokes that follow each other directly become one step.
    SetHeading {
        section: SectionId,
        heading: String,
    },
    SetKind {
        section: SectionId,
        kind: SectionKind,
    },
    SetNumbered {
        section: SectionId,
        numbered: bool,
    },
    AddSection {
        place: SectionPlace,
        section: NewSection,
    },
    /// Moves a section with all below it into a gap of the tree as it is before the move.
    MoveSection {
        section: SectionId,
        place: SectionPlace,
    },
    /// Puts a copy, with all below it, behind the section.
    DuplicateSection {
        section: SectionId,
    },
    /// Deletes the section with all below it.
    DeleteSection {
        section: SectionId,
    },
    /// Puts a snippet of the library into the speech; nothing is ever replaced.
    InsertSnippet {
        inserted: SnippetText,
        place: SnippetPlace,
    },
    /// Replaces many places at once: places of the speech as it is now, no two of them with the same character. What
    /// takes their place is one line: a line end in it becomes a space.
    ReplaceAll {
        replacements: Vec<(Anchor, String)>,
    },
}

/// A section as it is to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewSection {
    pub heading: String,
    pub kind: SectionKind,
    pub numbered: bool,
    pub paragraphs: Vec<String>,
}

/// The text of a snippet on its way into the speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnippetText {
    /// Kept on the paragraphs as their provenance.
    pub id: SnippetId,
    /// Names the step, and heads the section when the snippet becomes one of its own; the snippet's unit, say.
    pub title: String,
    /// One or more paragraphs, parted by line ends of any kind.
    pub text: String,
}

/// Where a snippet goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnippetPlace {
    /// Into the running text, at a place in [`crate::model::Section::body`].
    Caret { section: SectionId, at: CharIdx },
    /// As paragraphs of its own before the `at`-th paragraph.
    ParagraphGap { section: SectionId, at: usize },
    /// As the section's last paragraphs.
    SectionEnd(SectionId),
    /// As a section of its own.
    SectionGap(SectionPlace),
}

/// What a step of undo did, for the screen to put into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepName {
    Type,
    Delete,
    SplitParagraph,
    JoinParagraphs,
    /// More than a keystroke's worth of text came in at once.
    Paste,
    EditFront(FrontField),
    SetRoster,
    /// The review points out less than before.
    IgnoreFindings,
    /// The review points out again what it was told to leave.
    RestoreFindings,
    RenameSection {
        heading: String,
    },
    SetKind {
        heading: String,
    },
    SetNumbered {
        heading: String,
    },
    AddSection {
        heading: String,
    },
    MoveSection {
        heading: String,
    },
    DuplicateSection {
        heading: String,
    },
    DeleteSection {
        heading: String,
    },
    InsertSnippet {
        title: String,
    },
    ReplaceAll {
        n_places: usize,
    },
}
