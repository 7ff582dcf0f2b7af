//! Reads a roster from whatever people keep it in.

use crate::import;
use crate::roster::list::{Listed, from_table, from_text};
use crate::store::{ParseError, roster_file};

/// Extensions of files that can hold a roster.
pub const KINDS: [&str; 4] = ["ron", "xlsx", "csv", "txt"];

/// Why a file is no roster. It was left alone.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
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

/// The roster in a file, by the extension of its name in lower case.
///
/// # Errors
///
/// When the file is of another kind, is damaged, or names nobody.
pub fn read(kind: &str, bytes: &[u8]) -> Result<Listed, RosterError> {
    let listed = match kind {
        "ron" => Listed {
            roster: roster_file::parse(bytes)?,
            doubled: Vec::new(),
        },
        "xlsx" => {
            let rows = import::xlsx_rows(bytes);
            from_table(&rows.map_err(|error| RosterError::Sheet(error.to_string()))?)
        }
        "csv" => from_table(&import::csv_rows(bytes).0),
        "txt" => from_text(&import::decode(bytes).0),
        _ => return Err(RosterError::UnknownKind),
    };
    if listed.roster.units().next().is_none() {
        return Err(RosterError::Empty);
    }
    Ok(listed)
}
