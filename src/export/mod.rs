//! The speech as bytes: Word, plain text, Markdown; its roll call as a sheet. Nothing here touches the disk.

mod docx;
mod docx_parts;
mod docx_repair;
mod plain;
mod read_back;
mod roll_sheet;

pub use docx::{ExportError, docx};
pub use plain::{markdown, plain_text};
pub use roll_sheet::roll_sheet;
