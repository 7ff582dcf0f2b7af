//! Bytes to a speech, with notes on what was not taken over as it stood. A readable file is never refused.

mod headings;
mod text;

pub use text::{Imported, Note, NoteKind, decode, markdown, text};
