//! Reads lists from whatever people keep them in: rosters, and words of their own.

use std::path::Path;

use crate::import::{self, SheetError};
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
    /// No list that people keep is as long, and no name.
    #[error("larger than any list")]
    TooLarge,
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
    if bytes.len() > LARGEST {
        return Err(ListError::TooLarge);
    }
    Ok(match kind.as_str() {
        "ron" => Content::Ron(bytes),
        "xlsx" => Content::Rows(short_cells(import::xlsx_rows(&bytes)?)?),
        "csv" => Content::Rows(short_cells(import::csv_rows(&bytes).0)?),
        _ => {
            let text = import::decode(&bytes).0;
            if text.lines().any(is_too_long) {
                return Err(ListError::TooLarge);
            }
            Content::Text(text)
        }
    })
}

impl From<SheetError> for ListError {
    fn from(error: SheetError) -> Self {
        match error {
            SheetError::TooLarge => Self::TooLarge,
            SheetError::Damaged(error) => Self::Sheet(error.to_string()),
        }
    }
}

/// Bytes of the largest file that is read as a list: half a million units or words stay below.
const LARGEST: usize = 32 << 20;

/// Bytes of the longest cell; Excel has 32,767 characters.
const LONGEST_CELL: usize = 3 * 32_767;

fn is_too_long(text: &str) -> bool {
    text.len() > LONGEST_CELL
}

fn short_cells(rows: Vec<Vec<String>>) -> Result<Vec<Vec<String>>, ListError> {
    if rows.iter().flatten().any(|cell| is_too_long(cell)) {
        return Err(ListError::TooLarge);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_list_by_its_size_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let read = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            roster(&path)
        };
        let long = "甲".repeat(40_000);
        for name in ["a.csv", "a.txt"] {
            assert!(matches!(read(name, &long), Err(ListError::TooLarge)));
            let large = "甲市\n".repeat(LARGEST / 7 + 1);
            assert!(matches!(read(name, &large), Err(ListError::TooLarge)));
            assert_eq!(read(name, "甲市\n").unwrap().roster.units().count(), 1);
        }
    }
}
