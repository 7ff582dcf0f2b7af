//! Bytes to a speech, with notes on what was not taken over as it stood. A readable file is never refused.

mod clean;
mod docx;
mod encoding;
mod error;
mod front;
mod line;
mod notes;
mod own_markdown;
mod sheet;
mod source;
mod text;
mod tree;

pub use docx::docx;
pub(crate) use encoding::decode;
pub(crate) use error::FileKind;
pub use error::ImportError;
pub(crate) use notes::Place;
pub use notes::{Imported, Note, NoteKind};
pub(crate) use sheet::SheetError;
pub use sheet::{csv_rows, xlsx_rows};
pub use source::SourceKind;
pub use text::{markdown, text};
