//! Bytes to a speech, with notes on what was not taken over as it stood. A readable file is never refused.

mod sheet;
mod text;

pub use sheet::{Rows, csv_rows, xlsx_rows};
pub use text::{Imported, Note, NoteKind, decode, markdown, text};
