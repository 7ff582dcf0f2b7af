//! Makes the bytes of an export, in each of the formats that there are.

use std::path::Path;

use crate::export::{self, ExportError};
use crate::layout::Layout;
use crate::model::Speech;
use crate::roster::{self, Coverage};
use crate::store::atomic::{self, SaveError};
use crate::store::layout_file;

use super::source::OpenError;

/// What an export writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Word,
    Text,
    Markdown,
    /// The roll call, for a speech with a roster.
    RollSheet,
}

impl Format {
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Word => "docx",
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::RollSheet => "xlsx",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Word => "Word 文件",
            Self::Text => "纯文本",
            Self::Markdown => "Markdown",
            Self::RollSheet => "点名表",
        }
    }
}

/// Why an export was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Save(#[from] SaveError),
    #[error("the sheet cannot be put together: {0}")]
    Sheet(String),
}

/// # Errors
///
/// When a Word file or a sheet cannot be put together, or the Word file reads back as another speech.
pub fn bytes(speech: &Speech, layout: &Layout, format: Format) -> Result<Vec<u8>, WriteError> {
    Ok(match format {
        Format::Word => export::docx(speech, layout)?,
        Format::Text => export::plain_text(speech).into_bytes(),
        Format::Markdown => export::markdown(speech).into_bytes(),
        Format::RollSheet => roll_sheet(speech)?,
    })
}

/// The layout in a layout file.
///
/// # Errors
///
/// When the file cannot be read or is damaged.
pub fn read_layout(path: &Path) -> Result<Layout, OpenError> {
    let (bytes, _) = atomic::read(path)?;
    Ok(layout_file::parse(&bytes)?)
}

fn roll_sheet(speech: &Speech) -> Result<Vec<u8>, WriteError> {
    let coverage = match &speech.roster {
        Some(roster) => roster::coverage(speech, roster),
        None => Coverage::default(),
    };
    let title = format!("{}点名表", speech.front.title);
    export::roll_sheet(&title, &coverage).map_err(|error| WriteError::Sheet(error.to_string()))
}
