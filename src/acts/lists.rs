//! Reads lists from whatever people keep them in: rosters, and words of their own.

use std::path::Path;

use crate::import;
use crate::review::words::{self, ListedWords};
use crate::roster::list::{self, Listed};
use crate::store::atomic::{self, ReadError};
use crate::store::{ParseError, roster_file, words_file};

/// Extensions of files that can hold a list.
pub const KINDS: [&str; 4] = ["ron", "xlsx", "csv", "txt"];

/// Why there is no list to be had from a file. It was left alone.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("not a kind of file that holds lists")]
    UnknownKind,
    #[error(transparent)]
    Parse(#[from] ParseError),
    #[error("the sheet cannot be read: {0}")]
    Sheet(String),
    /// Readable, but there is nothing of what is wanted.
    #[error("there is nothing in it")]
    Empty,
}

/// What a file holds, by its kind.
enum Content {
    Ron(Vec<u8>),
    Rows(Vec<Vec<String>>),
    Text(String),
}

/// The roster in a file, which is of the kind that its name says.
///
/// # Errors
///
/// When the file cannot be read, is of another kind, is damaged, or names nobody.
pub fn roster(path: &Path) -> Result<Listed, ListError> {
    let listed = match content(path)? {
        Content::Ron(bytes) => Listed {
            roster: roster_file::parse(&bytes)?,
            doubled: Vec::new(),
        },
        Content::Rows(rows) => list::from_table(&rows),
        Content::Text(text) => list::from_text(&text),
    };
    if listed.roster.units().next().is_none() {
        return Err(ListError::Empty);
    }
    Ok(listed)
}

/// The words in a file, which is of the kind that its name says.
///
/// # Errors
///
/// When the file cannot be read, is of another kind, is damaged, or has no words.
pub fn words(path: &Path) -> Result<ListedWords, ListError> {
    let listed = match content(path)? {
        Content::Ron(bytes) => ListedWords {
            words: words_file::parse(&bytes)?,
            skipped: Vec::new(),
        },
        Content::Rows(rows) => words::from_table(&rows),
        Content::Text(text) => words::from_text(&text),
    };
    if listed.words.is_empty() {
        return Err(ListError::Empty);
    }
    Ok(listed)
}

fn content(path: &Path) -> Result<Content, ListError> {
    let kind = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    if !KINDS.contains(&kind.as_str()) {
        return Err(ListError::UnknownKind);
    }
    let (bytes, _) = atomic::read(path)?;
    Ok(match kind.as_str() {
        "ron" => Content::Ron(bytes),
        "xlsx" => {
            let rows = import::xlsx_rows(&bytes);
            Content::Rows(rows.map_err(|error| ListError::Sheet(error.to_string()))?)
        }
        "csv" => Content::Rows(import::csv_rows(&bytes).0),
        _ => Content::Text(import::decode(&bytes).0),
    })
}
