//! The speech as a Word file in a given layout.

use std::io::{Cursor, Write as _};

use docx_rs::{BuildXML as _, Docx, FieldCharType, Footer, InstrPAGE, InstrText, Paragraph, Run};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::layout::{Block, Layout, Role, flow};
use crate::model::{Mark, SectionMark, Speech};

use super::error::ExportError;
use super::openings::{Opening, Openings};
use super::printable::printable;
use super::{docx_parts, docx_repair, read_back};

/// Of zlib's 1 to 9. Packing is the larger part of an export; a speech is 32 kB at 1 and 25 kB at 3.
const COMPRESSION: i64 = 1;

/// Writes the speech, reads the result back and compares it with the tree.
///
/// Everything comes back when the file is read, but for ids, the snippets that a paragraph came from, the roster and what
/// the review is not to point out again; and for characters that no page shows (control characters, U+FEFF, U+FFFE,
/// U+FFFF), which are left out.
///
/// # Errors
///
/// When the package cannot be written, or does not hold every paragraph once and in order.
pub fn docx(speech: &Speech, layout: &Layout) -> Result<Vec<u8>, ExportError> {
    let blocks = flow(speech, layout);
    let parts = Docx::new()
        .footer(footer(1, "PageNumberOdd"))
        .even_footer(footer(2, "PageNumberEven"))
        .build();
    let mut package = Package::default();
    package.add("[Content_Types].xml", docx_parts::CONTENT_TYPES)?;
    package.add("_rels/.rels", docx_parts::PACKAGE_RELATIONS)?;
    package.add("docProps/core.xml", docx_parts::core(&speech.front))?;
    package.add("docProps/app.xml", docx_parts::app())?;
    package.add(
        "word/_rels/document.xml.rels",
        docx_parts::DOCUMENT_RELATIONS,
    )?;
    package.add("word/styles.xml", docx_parts::styles(layout))?;
    package.add("word/settings.xml", docx_parts::settings())?;
    package.add("word/fontTable.xml", docx_parts::font_table(layout))?;
    let footers = ["word/footer1.xml", "word/footer2.xml"];
    for (name, part) in footers.into_iter().zip(parts.footers) {
        package.add(name, docx_repair::footer(part))?;
    }
    // Paragraph by paragraph: docx-rs needs many times the text's memory for a paragraph.
    package.add("word/document.xml", docx_repair::head(parts.document))?;
    let mut openings = Openings::of(speech);
    let mut bookmarks = Bookmarks::default();
    for (id, block) in (3..).zip(&blocks) {
        let marks = marks_of(block, &openings.with(block));
        let paragraph = paragraph(id, block, &bookmarks.of(marks));
        package.go_on(docx_repair::paragraph(paragraph.build()))?;
    }
    let marks = openings.rest().into_iter().map(section_mark).collect();
    package.go_on(docx_repair::tail(layout, &bookmarks.of(marks)))?;
    let bytes = package.finish()?;
    read_back::compare(&bytes, &blocks)?;
    Ok(bytes)
}

/// A package in the making.
struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Default for Package {
    fn default() -> Self {
        Self(ZipWriter::new(Cursor::default()))
    }
}

impl Package {
    /// Begins a part.
    fn add(&mut self, name: &str, text: impl AsRef<[u8]>) -> Result<(), ExportError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(COMPRESSION))
            .last_modified_time(zip::DateTime::default());
        self.0.start_file(name, options)?;
        self.go_on(text)
    }

    /// More of the part that was begun last.
    fn go_on(&mut self, text: impl AsRef<[u8]>) -> Result<(), ExportError> {
        Ok(self.0.write_all(text.as_ref())?)
    }

    fn finish(self) -> Result<Vec<u8>, ExportError> {
        Ok(self.0.finish()?.into_inner())
    }
}

/// What the page does not show of a block.
fn marks_of(block: &Block<'_>, opened: &[Opening<'_>]) -> Vec<Mark> {
    match block.role {
        Role::Front(field) => vec![Mark::Front {
            field,
            in_brackets: block.n_before > 0,
        }],
        Role::Heading { .. } | Role::Body => opened.iter().copied().map(section_mark).collect(),
    }
}

fn section_mark((depth, section): Opening<'_>) -> Mark {
    Mark::Section(SectionMark {
        depth,
        kind: Some(section.kind),
        numbered: section.numbered,
        has_heading: !section.heading.is_empty(),
    })
}

/// Numbers the bookmarks of the document.
#[derive(Default)]
struct Bookmarks {
    n: usize,
}

impl Bookmarks {
    /// The ids and names of the bookmarks for some marks.
    fn of(&mut self, marks: Vec<Mark>) -> Vec<(usize, String)> {
        marks
            .into_iter()
            .map(|mark| {
                self.n += 1;
                (self.n, mark.bookmark(self.n))
            })
            .collect()
    }
}

/// Ids follow from the place, so that the same speech gives the same file. They are not 0 and below 0x80000000 (MS-DOCX, 2.6.2.3).
fn styled(id: u32, style: &str) -> Paragraph {
    Paragraph::new().id(format!("{id:08X}")).style(style)
}

fn paragraph(id: u32, block: &Block<'_>, bookmarks: &[(usize, String)]) -> Paragraph {
    let mut paragraph = styled(id, docx_parts::style_of(block.role));
    for (number, name) in bookmarks {
        paragraph = paragraph
            .add_bookmark_start(*number, name)
            .add_bookmark_end(*number);
    }
    let text = printable(&block.text);
    if text.is_empty() {
        return paragraph;
    }
    // A tab inside a text is white space to Word; it has to be an element of its own.
    let run = text
        .split('\t')
        .enumerate()
        .fold(Run::new(), |run, (idx, text)| {
            let run = if idx > 0 { run.add_tab() } else { run };
            if text.is_empty() {
                run
            } else {
                run.add_text(text)
            }
        });
    paragraph.add_run(run)
}

/// A page number as a field, a dash each side (7.5).
fn footer(id: u32, style: &str) -> Footer {
    let number = Run::new()
        .add_text("— ")
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE::new()))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false)
        .add_text(" —");
    Footer::new().add_paragraph(styled(id, style).add_run(number))
}
