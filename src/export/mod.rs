//! The speech as bytes: Word, plain text, Markdown. Nothing here touches the disk.

mod docx;
mod docx_parts;
mod docx_repair;
mod plain;
mod read_back;

pub use docx::{ExportError, docx};
pub use plain::{markdown, plain_text};
