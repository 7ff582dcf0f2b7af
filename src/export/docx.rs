//! The speech as a Word file in a given layout.

use std::io::{Cursor, Write as _};

use docx_rs::{Docx, FieldCharType, Footer, InstrPAGE, InstrText, PageMargin, Paragraph, Run};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::layout::{Layout, Twip};
use crate::model::{FrontField, Speech, numbered_sections};

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

/// One paragraph of the document: the id of its style and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub style: &'static str,
    pub text: String,
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
    let mut document = Docx::new()
        .page_size(
            unsigned(Twip::from(layout.paper_width)),
            unsigned(Twip::from(layout.paper_height)),
        )
        .page_margin(PageMargin::new())
        .footer(footer("PageNumberOdd"))
        .even_footer(footer("PageNumberEven"));
    for line in &lines {
        document = document.add_paragraph(paragraph(line));
    }
    let parts = document.build();
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(parts.document.len() / 4)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut add = |name: &str, part: &[u8]| -> Result<(), ExportError> {
        zip.start_file(name, options)?;
        zip.write_all(part)?;
        Ok(())
    };
    add("[Content_Types].xml", docx_parts::CONTENT_TYPES.as_bytes())?;
    add("_rels/.rels", docx_parts::PACKAGE_RELATIONS.as_bytes())?;
    add(
        "docProps/core.xml",
        docx_parts::core(&speech.front).as_bytes(),
    )?;
    add("docProps/app.xml", docx_parts::APP.as_bytes())?;
    add(
        "word/_rels/document.xml.rels",
        docx_parts::DOCUMENT_RELATIONS.as_bytes(),
    )?;
    add(
        "word/document.xml",
        &docx_repair::document(&parts.document, layout),
    )?;
    add("word/styles.xml", docx_parts::styles(layout).as_bytes())?;
    add("word/settings.xml", docx_parts::SETTINGS.as_bytes())?;
    add(
        "word/fontTable.xml",
        docx_parts::font_table(layout).as_bytes(),
    )?;
    for (name, part) in ["word/footer1.xml", "word/footer2.xml"]
        .into_iter()
        .zip(&parts.footers)
    {
        add(name, &docx_repair::footer(part))?;
    }
    let bytes = zip.finish()?.into_inner();
    read_back::compare(&bytes, &lines)?;
    Ok(bytes)
}

fn unsigned(twip: Twip) -> u32 {
    u32::try_from(twip.0).unwrap_or(0)
}

/// The paragraphs of the document, in order.
fn lines_of(speech: &Speech, layout: &Layout) -> Vec<Line> {
    let front = &speech.front;
    let mut lines = Vec::new();
    let mut push = |style, text: &str| {
        let text = printable(text);
        lines.push(Line { style, text });
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
            let style = docx_parts::HEADINGS
                .get(depth)
                .copied()
                .unwrap_or("Heading9");
            push(style, &format!("{number}{}", section.heading));
        }
        for paragraph in &section.paragraphs {
            push("Body", &paragraph.text);
        }
    }
    lines
}

/// The text without what XML 1.0 (clause 2.2) cannot hold.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .filter(|&c| c == '\t' || (c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}'))
        .collect()
}

fn paragraph(line: &Line) -> Paragraph {
    let paragraph = Paragraph::new().style(line.style);
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
fn footer(style: &str) -> Footer {
    let number = Run::new()
        .add_text("— ")
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE::new()))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false)
        .add_text(" —");
    Footer::new().add_paragraph(Paragraph::new().style(style).add_run(number))
}
