//! Tells what a file is that goes by the name of a Word file and is none.

use crate::import::error::{FileKind, ImportError};

/// Why bytes that are no package are no Word file.
pub(super) fn unmask(bytes: &[u8]) -> ImportError {
    if bytes.is_empty() {
        return ImportError::Empty;
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return compound(bytes);
    }
    let kind = if bytes.starts_with(b"{\\rtf") {
        FileKind::Rtf
    } else if bytes.starts_with(b"%PDF") {
        FileKind::Pdf
    } else if is_picture(bytes) {
        FileKind::Picture
    } else if bytes.starts_with(b"Rar!")
        || bytes.starts_with(b"7z\xBC\xAF")
        || bytes.starts_with(&[0x1F, 0x8B])
    {
        FileKind::OtherArchive
    } else if bytes.starts_with(b"PK") {
        // It began well.
        let cause = "its directory cannot be found".to_owned();
        return ImportError::DamagedPackage { cause };
    } else {
        text_kind(bytes)
    };
    ImportError::OtherKind(kind)
}

fn is_picture(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 5] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM", b"II*\0"];
    marks.iter().any(|mark| bytes.starts_with(mark))
}

/// The old compound format holds Word, Excel and PowerPoint files, and encrypted new ones: its directory tells, by
/// names in UTF-16.
fn compound(bytes: &[u8]) -> ImportError {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        return ImportError::Encrypted;
    }
    ImportError::OtherKind(if has("WordDocument") {
        FileKind::OldWord
    } else if has("Workbook") {
        FileKind::Spreadsheet
    } else if has("PowerPoint Document") {
        FileKind::Presentation
    } else {
        FileKind::OtherCompound
    })
}

/// Bytes that may be text: of what kind.
fn text_kind(bytes: &[u8]) -> FileKind {
    /// Enough for the first elements of a page or a file.
    const N_BYTES: usize = 4096;
    let start = bytes.get(..N_BYTES).unwrap_or(bytes);
    let (text, _, _) = encoding_rs::UTF_8.decode(start);
    let lower = text.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(&["<pkg:package", "<w:worddocument"]) {
        FileKind::WordXml
    } else if says(&["<html", "<!doctype html", "mime-version:", "<body"]) {
        FileKind::Html
    } else if start.contains(&0)
        && !start.starts_with(&[0xFF, 0xFE])
        && !start.starts_with(&[0xFE, 0xFF])
    {
        FileKind::Unknown
    } else {
        FileKind::Text
    }
}

/// What a package without a Word document is, by the names of its parts.
pub(super) fn package_kind<'a>(names: impl Iterator<Item = &'a str>) -> FileKind {
    let mut kind = FileKind::OtherZip;
    for name in names {
        if name.starts_with("xl/") {
            return FileKind::Spreadsheet;
        }
        if name.starts_with("ppt/") {
            return FileKind::Presentation;
        }
        if name == "mimetype" {
            kind = FileKind::OpenDocument;
        }
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], kind: FileKind) {
        assert_eq!(unmask(bytes), ImportError::OtherKind(kind));
    }

    fn compound_with(stream: &str) -> Vec<u8> {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend([0; 504]);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    }

    #[test]
    fn old_and_encrypted_files() {
        check(&compound_with("WordDocument"), FileKind::OldWord);
        check(&compound_with("Workbook"), FileKind::Spreadsheet);
        check(
            &compound_with("PowerPoint Document"),
            FileKind::Presentation,
        );
        check(&compound_with("Else"), FileKind::OtherCompound);
        assert_eq!(
            unmask(&compound_with("EncryptedPackage")),
            ImportError::Encrypted
        );
    }

    #[test]
    fn files_of_other_kinds() {
        check(b"{\\rtf1\\ansi", FileKind::Rtf);
        check(b"%PDF-1.7", FileKind::Pdf);
        check(b"\x89PNG\r\n", FileKind::Picture);
        check(b"Rar!\x1a\x07", FileKind::OtherArchive);
        check(b"<!DOCTYPE html><html>", FileKind::Html);
        check(b"MIME-Version: 1.0\r\n", FileKind::Html);
        check(
            b"<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"x\">",
            FileKind::WordXml,
        );
        check("同志们：".as_bytes(), FileKind::Text);
        check(&[1, 0, 2, 0], FileKind::Unknown);
        assert_eq!(unmask(b""), ImportError::Empty);
        assert!(matches!(
            unmask(b"PK\x03\x04"),
            ImportError::DamagedPackage { .. }
        ));
    }
}
