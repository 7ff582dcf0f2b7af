//! Reads our own Word file back and compares it with what was to be written.

use std::io::{Cursor, Read as _};

use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

use super::docx::{ExportError, Line};

/// # Errors
///
/// When a paragraph is missing, doubled, out of order or different, with its place.
pub(super) fn compare(bytes: &[u8], lines: &[Line]) -> Result<(), ExportError> {
    let unreadable = |error: &dyn std::fmt::Display| ExportError::Unreadable(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut xml = String::new();
    archive
        .by_name("word/document.xml")?
        .read_to_string(&mut xml)?;
    let mut reader = Reader::from_str(&xml);
    let mut n_seen = 0;
    let mut style = String::new();
    let mut text = String::new();
    let mut in_text = false;
    loop {
        match reader.read_event().map_err(|error| unreadable(&error))? {
            Event::Start(tag) => match tag.name().as_ref() {
                "w:p" => {
                    style.clear();
                    text.clear();
                }
                "w:t" => in_text = true,
                _ => {}
            },
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:tab" => text.push('\t'),
                "w:pStyle" => {
                    for attribute in tag.attributes() {
                        let attribute = attribute.map_err(|error| unreadable(&error))?;
                        if attribute.key.as_ref() == "w:val" {
                            style.push_str(&attribute.value);
                        }
                    }
                }
                _ => {}
            },
            Event::Text(part) if in_text => {
                text.push_str(&part);
            }
            Event::GeneralRef(name) if in_text => {
                text.push_str(
                    &quick_xml::escape::unescape(&format!("&{};", &*name))
                        .map_err(|error| unreadable(&error))?,
                );
            }
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => in_text = false,
                "w:p" => {
                    n_seen += 1;
                    check(n_seen, lines.get(n_seen - 1), &style, &text)?;
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    match lines.get(n_seen) {
        None => Ok(()),
        Some(line) => Err(ExportError::Differs {
            paragraph: n_seen + 1,
            wanted: line.text.clone(),
            found: String::new(),
        }),
    }
}

fn check(n: usize, line: Option<&Line>, style: &str, text: &str) -> Result<(), ExportError> {
    match line {
        Some(line) if line.text == text && line.style == style => Ok(()),
        line => Err(ExportError::Differs {
            paragraph: n,
            wanted: line.map(|line| line.text.clone()).unwrap_or_default(),
            found: text.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::docx;
    use crate::layout::standard;
    use crate::model::{FrontMatter, IdSource, SectionKind, Speech};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn speech(title: &str, paragraphs: &[String]) -> Speech {
        let mut ids = IdSource::default();
        let mut section = ids.section("标题 & <一>", SectionKind::Custom);
        section.paragraphs = paragraphs
            .iter()
            .map(|text| ids.paragraph(text, vec![]))
            .collect();
        Speech {
            front: FrontMatter {
                title: title.to_owned(),
                ..FrontMatter::default()
            },
            sections: vec![Arc::new(section)],
            roster: None,
            ignored: Arc::default(),
        }
    }

    fn line(text: &str) -> Line {
        Line {
            style: "Body",
            text: text.to_owned(),
            opens_section: None,
        }
    }

    #[test]
    fn a_missing_paragraph_is_noticed() {
        let speech = speech("", &["甲".to_owned(), "乙".to_owned()]);
        let bytes = docx(&speech, &standard()).unwrap();
        let heading = Line {
            style: "Heading1",
            text: "一、标题 & <一>".to_owned(),
            opens_section: None,
        };
        let right = [heading.clone(), line("甲"), line("乙")];
        assert!(compare(&bytes, &right).is_ok());
        for wrong in [
            vec![heading.clone(), line("甲")],
            vec![heading.clone(), line("乙"), line("甲")],
            vec![heading, line("甲"), line("乙"), line("丙")],
            vec![line("一、标题 & <一>"), line("甲"), line("乙")],
        ] {
            assert!(matches!(
                compare(&bytes, &wrong),
                Err(ExportError::Differs { .. })
            ));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_is_written_and_read_back(title in ".{0,40}", texts in prop::collection::vec(".{0,60}|[&<>\"'\t\u{0}\u{b}\u{fffe}😀\u{1f469}\u{200d}]{0,12}|a{200}", 0..6)) {
            docx(&speech(&title, &texts), &standard()).unwrap();
        }
    }
}
