//! The speech as a Word file in a given layout.

use std::io::{Cursor, Write as _};

use docx_rs::{BuildXML as _, Docx, FieldCharType, Footer, InstrPAGE, InstrText, Paragraph, Run};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::layout::Layout;
use crate::model::{FrontField, Speech, numbered_sections};
use crate::text::section_mark::section_mark;

use super::{docx_parts, docx_repair, plain::title_lines, read_back};

/// Why there is no Word file. Nothing was written anywhere.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("the package cannot be put together")]
    Package(#[from] zip::result::ZipError),
    #[error("a part of the package cannot be written")]
    Part(#[from] std::io::Error),
    #[error("the package cannot be read back: {0}")]
    Unreadable(String),
    /// What was read back is not what the speech says. Paragraphs are counted from 1 over the whole document.
    #[error("paragraph {paragraph} of the package is {found:?} where the speech has {wanted:?}")]
    Differs {
        paragraph: usize,
        wanted: String,
        found: String,
    },
}

/// Of zlib's 1 to 9. Packing is the larger part of an export; a speech is 32 kB at 1 and 25 kB at 3.
const COMPRESSION: i64 = 1;

/// One paragraph of the document: the id of its style and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub style: &'static str,
    pub text: String,
    /// A section without heading begins here, at this depth; nothing on the page shows it.
    pub opens_section: Option<usize>,
}

/// Writes the speech, reads the result back and compares it with the tree.
///
/// Characters that XML cannot hold (control characters, U+FFFE, U+FFFF) are left out.
///
/// # Errors
///
/// When the package cannot be written, or does not hold every paragraph once and in order.
pub fn docx(speech: &Speech, layout: &Layout) -> Result<Vec<u8>, ExportError> {
    let lines = lines_of(speech, layout);
    let parts = Docx::new()
        .footer(footer(1, "PageNumberOdd"))
        .even_footer(footer(2, "PageNumberEven"))
        .build();
    let mut package = Package::default();
    package.add("[Content_Types].xml", docx_parts::CONTENT_TYPES)?;
    package.add("_rels/.rels", docx_parts::PACKAGE_RELATIONS)?;
    package.add("docProps/core.xml", docx_parts::core(&speech.front))?;
    package.add("docProps/app.xml", docx_parts::APP)?;
    package.add(
        "word/_rels/document.xml.rels",
        docx_parts::DOCUMENT_RELATIONS,
    )?;
    package.add("word/styles.xml", docx_parts::styles(layout))?;
    package.add("word/settings.xml", docx_parts::SETTINGS)?;
    package.add("word/fontTable.xml", docx_parts::font_table(layout))?;
    let footers = ["word/footer1.xml", "word/footer2.xml"];
    for (name, part) in footers.into_iter().zip(parts.footers) {
        package.add(name, docx_repair::footer(part))?;
    }
    // Paragraph by paragraph: docx-rs needs many times the text's memory for a paragraph.
    package.add("word/document.xml", docx_repair::head(parts.document))?;
    for (id, line) in (3..).zip(&lines) {
        package.go_on(docx_repair::paragraph(paragraph(id, line).build()))?;
    }
    package.go_on(docx_repair::tail(layout))?;
    let bytes = package.finish()?;
    read_back::compare(&bytes, &lines)?;
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

/// The paragraphs of the document, in order.
fn lines_of(speech: &Speech, layout: &Layout) -> Vec<Line> {
    let front = &speech.front;
    let mut lines = Vec::new();
    let mut push = |style, text: &str| {
        let text = printable(text);
        lines.push(Line {
            style,
            text,
            opens_section: None,
        });
    };
    if !front.title.is_empty() {
        for line in title_lines(&front.title, layout.n_title_chars) {
            push("Title", &line);
        }
    }
    for (field, style) in [
        (FrontField::Subtitle, "Subtitle"),
        (FrontField::Speaker, "Speaker"),
        (FrontField::Date, "Speaker"),
        (FrontField::Venue, "Speaker"),
    ] {
        let text = front.get(field);
        if !text.is_empty() {
            if field == FrontField::Date && !text.starts_with('（') {
                push(style, &format!("（{text}）"));
            } else {
                push(style, text);
            }
        }
    }
    if !front.salutation.is_empty() {
        push("Salutation", &front.salutation);
    }
    for (depth, section, number) in numbered_sections(speech) {
        if !section.heading.is_empty() {
            lines.push(Line {
                style: docx_parts::HEADINGS
                    .get(depth)
                    .copied()
                    .unwrap_or("Heading9"),
                text: printable(&format!("{number}{}", section.heading)),
                opens_section: None,
            });
        }
        for (nth, paragraph) in section.paragraphs.iter().enumerate() {
            lines.push(Line {
                style: "Body",
                text: printable(&paragraph.text),
                opens_section: (nth == 0 && section.heading.is_empty()).then_some(depth),
            });
        }
    }
    lines
}

/// The text without what XML 1.0 (clause 2.2) cannot hold.
pub(super) fn printable(text: &str) -> String {
    let is_left_out = |c: char| (c < ' ' && c != '\t') || c == '\u{fffe}' || c == '\u{ffff}';
    text.replace(is_left_out, "")
}

/// Ids follow from the place, so that the same speech gives the same file. They are not 0 and below 0x80000000 (MS-DOCX, 2.6.2.3).
fn styled(id: u32, style: &str) -> Paragraph {
    Paragraph::new().id(format!("{id:08X}")).style(style)
}

fn paragraph(id: u32, line: &Line) -> Paragraph {
    let mut paragraph = styled(id, line.style);
    if let Some(depth) = line.opens_section {
        let number = id as usize;
        paragraph = paragraph
            .add_bookmark_start(number, section_mark(depth, number))
            .add_bookmark_end(number);
    }
    if line.text.is_empty() {
        return paragraph;
    }
    // A tab inside a text is white space to Word; it has to be an element of its own.
    let run = line
        .text
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
