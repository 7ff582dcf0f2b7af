//! Files that speeches and reports come in, each by the reader for its kind.

use std::path::Path;

use super::error::ImportError;
use super::notes::Imported;
use super::{docx, encoding, text};

/// What the name of a file says of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A Word file, or what people take for one: its reader says what else it is.
    Word,
    Text,
    Markdown,
}

impl SourceKind {
    /// Extensions of the files that can be read, for dialogs.
    pub const EXTENSIONS: [&str; 4] = ["docx", "docm", "txt", "md"];

    /// `None` for a name that no source of text has.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_string_lossy().to_lowercase();
        Some(match extension.as_str() {
            "docx" | "docm" | "dotx" | "dotm" | "doc" | "dot" | "wps" | "wpt" | "rtf" | "odt"
            | "pdf" => Self::Word,
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            _ => return None,
        })
    }

    /// The speech in a file of this kind. A text that is a Word file by its bytes is read as one.
    ///
    /// # Errors
    ///
    /// When a Word file cannot be read, or `is_called_off` says so. A text can be read unless it is larger than any report.
    pub fn read(
        self,
        bytes: &[u8],
        is_called_off: &dyn Fn() -> bool,
    ) -> Result<Imported, ImportError> {
        if self == Self::Word || is_package(bytes) {
            return docx::docx(bytes, is_called_off);
        }
        if bytes.len() > LARGEST_TEXT {
            let limit = LARGEST_TEXT;
            return Err(ImportError::TextTooLarge { limit });
        }
        let (decoded, mut notes) = encoding::decode(bytes);
        let mut imported = if self == Self::Markdown {
            text::markdown(&decoded)
        } else {
            text::text(&decoded)
        };
        notes.append(&mut imported.notes);
        imported.notes = notes;
        Ok(imported)
    }
}

/// Bytes of the largest text that is read: as much as of a Word file, twenty million characters.
const LARGEST_TEXT: usize = 64 << 20;

/// True if bytes begin as new or old Word files do, and no text does.
fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_larger_than_any_report_is_refused_at_once() {
        let text = vec![b'a'; LARGEST_TEXT + 1];
        for kind in [SourceKind::Text, SourceKind::Markdown] {
            let error = kind.read(&text, &|| false).unwrap_err();
            let limit = LARGEST_TEXT;
            assert_eq!(error, ImportError::TextTooLarge { limit });
        }
    }
}
