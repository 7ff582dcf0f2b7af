//! Reads a speech from a source of any kind: a speech file, Word, text, Markdown.

use std::path::Path;

use crate::import::{ImportError, Note, SourceKind};
use crate::model::Speech;
use crate::store::ParseError;
use crate::store::atomic::{self, FileStamp, ReadError};
use crate::store::speech_file;

/// A source that was read.
pub struct Opened {
    pub speech: Speech,
    /// `None` for a text that was imported: it has no file of its own yet.
    pub stamp: Option<FileStamp>,
    /// What the import has to say; `None` for a speech file.
    pub notes: Option<Vec<Note>>,
}

/// Why there is no speech to be had from a source. It was left alone.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Parse(#[from] ParseError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error("no reader for this kind of file")]
    UnknownKind,
}

/// Reads the speech in a file, which is of the kind that its name says.
///
/// # Errors
///
/// When the file cannot be read, is of another kind, or is damaged, and when the import was called off.
pub fn read(path: &Path, is_called_off: &dyn Fn() -> bool) -> Result<Opened, OpenError> {
    let is_speech_file = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("jg"));
    let kind = SourceKind::of(path);
    if kind.is_none() && !is_speech_file {
        return Err(OpenError::UnknownKind);
    }
    let (bytes, stamp) = atomic::read(path)?;
    let Some(kind) = kind else {
        let speech = speech_file::parse(&bytes)?;
        return Ok(Opened {
            speech,
            stamp,
            notes: None,
        });
    };
    import(kind, &bytes, is_called_off)
}

/// Reads plain text that has no file, as that of standard input.
///
/// # Errors
///
/// When the bytes are no text.
pub fn read_text(bytes: &[u8]) -> Result<Opened, OpenError> {
    import(SourceKind::Text, bytes, &|| false)
}

fn import(
    kind: SourceKind,
    bytes: &[u8],
    is_called_off: &dyn Fn() -> bool,
) -> Result<Opened, OpenError> {
    let imported = kind.read(bytes, is_called_off)?;
    Ok(Opened {
        speech: imported.speech,
        stamp: None,
        notes: Some(imported.notes),
    })
}
