//! Reads a roster from whatever people keep it in.

use std::path::Path;

use crate::import;
use crate::roster::list::{Listed, from_table, from_text};
use crate::store::atomic::{self, ReadError};
use crate::store::{ParseError, roster_file};

/// Extensions of files that can hold a roster.
pub const KINDS: [&str; 4] = ["ron", "xlsx", "csv", "txt"];

/// Why there is no roster to be had from a file. It was left alone.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("not a kind of file that holds rosters")]
    UnknownKind,
    #[error(transparent)]
    Parse(#[from] ParseError),
    #[error("the sheet cannot be read: {0}")]
    Sheet(String),
    /// Readable, but it names nobody.
    #[error("there are no units in it")]
    Empty,
}

/// The roster in a file, which is of the kind that its name says.
///
/// # Errors
///
/// When the file cannot be read, is of another kind, is damaged, or names nobody.
pub fn read(path: &Path) -> Result<Listed, RosterError> {
    let kind = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    if !KINDS.contains(&kind.as_str()) {
        return Err(RosterError::UnknownKind);
    }
    let (bytes, _) = atomic::read(path)?;
    let listed = match kind.as_str() {
        "ron" => Listed {
            roster: roster_file::parse(&bytes)?,
            doubled: Vec::new(),
        },
        "xlsx" => {
            let rows = import::xlsx_rows(&bytes);
            from_table(&rows.map_err(|error| RosterError::Sheet(error.to_string()))?)
        }
        "csv" => from_table(&import::csv_rows(&bytes).0),
        _ => from_text(&import::decode(&bytes).0),
    };
    if listed.roster.units().next().is_none() {
        return Err(RosterError::Empty);
    }
    Ok(listed)
}
