//! The speech as bytes: Word, plain text, Markdown; its roll call as a sheet. Nothing here touches the disk.

mod docx;
mod docx_parts;
mod docx_repair;
mod error;
mod markdown;
mod openings;
mod plain;
mod printable;
mod read_back;
mod roll_sheet;

pub use docx::docx;
pub use error::ExportError;
pub use markdown::markdown;
pub use plain::{LostInText, plain_text};
pub use roll_sheet::roll_sheet;
