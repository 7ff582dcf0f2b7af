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
pub use encoding::decode;
pub use error::{FileKind, ImportError};
pub use notes::{Imported, Note, NoteKind, Place};
pub use sheet::{Rows, SheetError, csv_rows, xlsx_rows};
pub use source::SourceKind;
pub use text::{markdown, text};
