//! The rows of a table file: CSV in any usual encoding, and Excel's `.xlsx`, within limits.

use std::io::{Cursor, Read as _, copy, sink};

use calamine::{Data, Reader as _, Xlsx, XlsxError};
use zip::ZipArchive;

use super::encoding::decode;
use super::notes::Note;

/// A row is a list of cells; the first row of the file is the first here, so that places can be named as others name them.
pub type Rows = Vec<Vec<String>>;

/// Why a sheet cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    #[error(transparent)]
    Damaged(#[from] XlsxError),
    /// What the file says of its sizes is not believed.
    #[error("more than a list can hold, unpacked")]
    TooLarge,
}

/// Unpacked bytes of the largest sheet that is read: a list of a million units stays below.
const LARGEST_SHEET: u64 = 128 << 20;

/// Cells of the largest sheet, with the empty ones before those that are filled. Two cells in opposite corners of a sheet
/// have seventeen billion between them.
const MOST_CELLS: usize = 4_000_000;

/// A table with commas, semicolons or tabs, in any encoding that the import of texts knows. Behind a quote that nothing closes, quotes
/// are characters like others: the rest of the table would be one cell.
pub fn csv_rows(bytes: &[u8]) -> (Rows, Vec<Note>) {
    let (text, notes) = decode(bytes);
    let n_of = |mark: &u8| text.bytes().filter(|byte| byte == mark).count();
    let delimiter = *b",;\t"
        .iter()
        .max_by_key(|mark| (n_of(mark), **mark == b','))
        .unwrap_or(&b',');
    let mut rows = Rows::new();
    let last = read_csv(text.as_bytes(), delimiter, true, &mut rows);
    let is_odd = n_of(&b'"') % 2 == 1;
    let swallows = |row: &Vec<String>| row.last().is_some_and(|cell| cell.contains('\n'));
    if is_odd && rows.last().is_some_and(swallows) {
        rows.pop();
        let rest = text.as_bytes().get(last..).unwrap_or_default();
        let n_rows = rows.len();
        read_csv(rest, delimiter, false, &mut rows);
        // The quote itself is none of the words.
        for cell in rows.iter_mut().skip(n_rows).take(1).flatten() {
            if let Some(bare) = cell.strip_prefix('"') {
                *cell = bare.to_owned();
            }
        }
    }
    (rows, notes)
}

/// Appends the rows of a table, and returns the byte at which the last one begins.
fn read_csv(bytes: &[u8], delimiter: u8, has_quotes: bool, rows: &mut Rows) -> usize {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(has_quotes)
        .delimiter(delimiter)
        .from_reader(bytes);
    let mut last = 0;
    // The text is UTF-8 and rows may have any length: nothing is left that could fail.
    for row in reader.records().flatten() {
        last = row.position().map_or(last, csv::Position::byte);
        rows.push(row.iter().map(str::to_owned).collect());
    }
    usize::try_from(last).unwrap_or(usize::MAX)
}

/// The first sheet of an Excel file with anything in it; no rows when all are empty.
///
/// # Errors
///
/// When the file is no `.xlsx` file, a damaged one, or larger than a list can be.
pub fn xlsx_rows(bytes: &[u8]) -> Result<Rows, SheetError> {
    check_size(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    for name in book.sheet_names() {
        let mut cells = book.worksheet_cells_reader(&name)?;
        let mut rows = Rows::new();
        let mut n_cells = 0;
        // One by one: calamine's own table has a cell for every place between the first and the last.
        while let Some(cell) = cells.next_cell()? {
            let (row_idx, column_idx) = cell.get_position();
            let text = Data::from(cell.get_value().clone()).to_string();
            if text.is_empty() {
                continue;
            }
            put(
                &mut rows,
                row_idx as usize,
                column_idx as usize,
                text,
                &mut n_cells,
            )?;
        }
        if !rows.is_empty() {
            return squared(rows);
        }
    }
    Ok(Vec::new())
}

/// The rows without the empty columns before the first with anything in it, each as wide as the widest. Empty rows above
/// the first filled one stay empty.
fn squared(mut rows: Rows) -> Result<Rows, SheetError> {
    let first_filled = |row: &Vec<String>| row.iter().position(|cell| !cell.is_empty());
    let n_before = rows.iter().filter_map(first_filled).min().unwrap_or(0);
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let above = rows.iter().take_while(|row| row.is_empty()).count();
    if (rows.len() - above).saturating_mul(width) > MOST_CELLS {
        return Err(SheetError::TooLarge);
    }
    for row in rows.iter_mut().skip(above) {
        row.resize_with(width, String::new);
        row.drain(..n_before);
    }
    Ok(rows)
}

/// Puts a cell in its place, with empty ones before it. `n_cells` counts them all, empty rows too.
fn put(
    rows: &mut Rows,
    row_idx: usize,
    column_idx: usize,
    text: String,
    n_cells: &mut usize,
) -> Result<(), SheetError> {
    let n_cells_of_row = rows.get(row_idx).map_or(0, Vec::len);
    *n_cells += (row_idx + 1).saturating_sub(rows.len());
    *n_cells += (column_idx + 1).saturating_sub(n_cells_of_row);
    if *n_cells > MOST_CELLS {
        return Err(SheetError::TooLarge);
    }
    if rows.len() <= row_idx {
        rows.resize_with(row_idx + 1, Vec::new);
    }
    if let Some(row) = rows.get_mut(row_idx) {
        if row.len() <= column_idx {
            row.resize_with(column_idx + 1, String::new);
        }
        if let Some(cell) = row.get_mut(column_idx) {
            *cell = text;
        }
    }
    Ok(())
}

/// Unpacks a file once to count its bytes. What is no package is left to the reader to name.
fn check_size(bytes: &[u8]) -> Result<(), SheetError> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(());
    };
    let mut n_left = LARGEST_SHEET;
    for idx in 0..archive.len() {
        let Ok(file) = archive.by_index(idx) else {
            continue;
        };
        let n_bytes = copy(&mut file.take(n_left + 1), &mut sink()).unwrap_or(0);
        n_left = n_left.checked_sub(n_bytes).ok_or(SheetError::TooLarge)?;
    }
    Ok(())
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

    #[test]
    fn a_quote_that_nothing_closes_swallows_no_rows() {
        let rows = |text: &str| csv_rows(text.as_bytes()).0;
        assert_eq!(
            rows("单位,片\n\"甲,城\",东\n\"乙市,西\n丙市,南\n"),
            [
                ["单位", "片"],
                ["甲,城", "东"],
                ["乙市", "西"],
                ["丙市", "南"]
            ]
        );
        // A quote within a cell is a character, and a line end within quotes belongs to its cell.
        assert_eq!(rows("屏幕5\"\n甲市"), [["屏幕5\""], ["甲市"]]);
        assert_eq!(rows("\"甲市\n乙市\"\n"), [["甲市\n乙市"]]);
    }

    /// A file with one sheet, of this XML.
    fn xlsx(sheet: &str) -> Vec<u8> {
        use std::io::Write as _;
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let relation = |kind: &str, target: &str| {
            format!(
                r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/></Relationships>"#
            )
        };
        let parts = [
            ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
            (
                "xl/workbook.xml",
                format!(
                    r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relation("worksheet", "worksheets/sheet1.xml"),
            ),
            (
                "xl/worksheets/sheet1.xml",
                format!(r#"<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>"#),
            ),
        ];
        let mut zip = zip::ZipWriter::new(Cursor::default());
        for (name, text) in parts {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn cells_stand_where_the_sheet_has_them() {
        let sheet = r#"<row r="2"><c r="B2" t="inlineStr"><is><t>甲市</t></is></c><c r="D2"><v>3</v></c></row>"#;
        let rows = xlsx_rows(&xlsx(sheet)).unwrap();
        assert_eq!(rows, [vec![], vec!["甲市", "", "3"]]);
    }

    #[test]
    fn a_sheet_that_fills_the_memory_is_refused() {
        let corner = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
        assert!(matches!(
            xlsx_rows(&xlsx(corner)),
            Err(SheetError::TooLarge)
        ));
        let edge: String = (1..=400)
            .map(|n| format!(r#"<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>"#))
            .collect();
        assert!(matches!(xlsx_rows(&xlsx(&edge)), Err(SheetError::TooLarge)));
        let bomb = " ".repeat(usize::try_from(LARGEST_SHEET).unwrap());
        assert!(matches!(xlsx_rows(&xlsx(&bomb)), Err(SheetError::TooLarge)));
    }
}
