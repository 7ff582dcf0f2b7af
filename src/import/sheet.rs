//! The rows of a table file: CSV in any usual encoding, and Excel's `.xlsx`.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, XlsxError};

use super::encoding::decode;
use super::notes::Note;

/// A row is a list of cells; the first row of the file is the first here, so that places can be named as others name them.
pub type Rows = Vec<Vec<String>>;

/// A table with commas, semicolons or tabs, in any encoding that [`decode`] knows.
pub fn csv_rows(bytes: &[u8]) -> (Rows, Vec<Note>) {
    let (text, notes) = decode(bytes);
    let n_of = |mark: &u8| text.bytes().filter(|byte| byte == mark).count();
    let delimiter = *b",;\t"
        .iter()
        .max_by_key(|mark| (n_of(mark), **mark == b','))
        .unwrap_or(&b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let rows = reader
        .records()
        // The text is UTF-8 and rows may have any length: nothing is left that could fail.
        .flatten()
        .map(|row| row.iter().map(str::to_owned).collect())
        .collect();
    (rows, notes)
}

/// The first sheet of an Excel file with anything in it; no rows when all are empty.
///
/// # Errors
///
/// When the file is no `.xlsx` file, or a damaged one.
pub fn xlsx_rows(bytes: &[u8]) -> Result<Rows, XlsxError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name)?;
        if range.is_empty() {
            continue;
        }
        let above = range.start().map_or(0, |(row, _)| row);
        let empty = (0..above).map(|_| Vec::new());
        let rows = range
            .rows()
            .map(|row| row.iter().map(Data::to_string).collect());
        return Ok(empty.chain(rows).collect());
    }
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_comes_in_any_encoding_and_with_quotes() {
        let table = "组,单位\r\n设区市,\"甲市,甲城\"\r\n,乙市\r\n";
        let (gb, _, _) = encoding_rs::GB18030.encode(table);
        for bytes in [table.as_bytes(), &gb] {
            let (rows, notes) = csv_rows(bytes);
            assert_eq!(
                rows,
                [["组", "单位"], ["设区市", "甲市,甲城"], ["", "乙市"]]
            );
            assert_eq!(notes, []);
        }
        let (rows, _) = csv_rows("甲市;甲\n乙市;乙".as_bytes());
        assert_eq!(rows, [["甲市", "甲"], ["乙市", "乙"]]);
    }

    #[test]
    fn what_is_no_sheet_is_refused() {
        assert!(xlsx_rows(b"").is_err());
        assert!(xlsx_rows("单位\n甲市".as_bytes()).is_err());
    }
}
