//! The speech, its sections and the snippets and the rosters, as plain data.
//!
//! Sections are shared (`Arc`): a copy of a speech costs a few pointers, so a job gets its snapshot for
//! nothing, and two states of a speech that hold the same pointer hold the same section. Only [`crate::edit`]
//! changes a speech.

mod anchor;
mod figures;
mod front_matter;
mod ids;
mod ignored;
mod mark;
mod markdown_mark;
mod moved;
mod numbering;
mod roster;
mod section;
mod snippet;
mod speech;
mod text_pos;

pub use anchor::{Anchor, TextId};
pub use figures::{Figures, SectionRow, add_up, section_rows, speech_figures};
pub use front_matter::{FrontField, FrontMatter};
pub use ids::IdSource;
pub use ignored::IgnoredFinding;
pub use mark::{APPLICATION, Mark, SectionMark};
pub use markdown_mark::MarkdownMark;
pub use moved::{Moved, Stick};
pub use numbering::{number_label, numbered_sections};
pub use roster::{Roster, RosterGroup, Unit};
pub use section::{Paragraph, ParagraphId, Section, SectionId, SectionKind};
pub use snippet::{Collection, Snippet, SnippetField, SnippetId};
pub use speech::{MAX_DEPTH, SectionPlace, Sections, Speech};
pub use text_pos::{CharIdx, LINE_ENDS, Splice, byte_offset, char_count, smallest_splice};
