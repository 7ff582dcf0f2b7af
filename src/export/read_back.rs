//! Reads our own Word file back and compares it with what was to be written.

use std::io::{Cursor, Read as _};

use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

use crate::layout::Block;

use super::docx_parts::style_of;
use super::error::ExportError;
use super::printable::printable;

/// # Errors
///
/// When a paragraph is missing, doubled, out of order or different, with its place.
pub(super) fn compare(bytes: &[u8], blocks: &[Block<'_>]) -> Result<(), ExportError> {
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
                    check(n_seen, blocks.get(n_seen - 1), &style, &text)?;
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    match blocks.get(n_seen) {
        None => Ok(()),
        Some(block) => Err(ExportError::Differs {
            paragraph: n_seen + 1,
            wanted: block.text.to_string(),
            found: String::new(),
        }),
    }
}

fn check(n: usize, block: Option<&Block<'_>>, style: &str, text: &str) -> Result<(), ExportError> {
    match block {
        Some(block) if printable(&block.text) == text && style_of(block.role) == style => Ok(()),
        block => Err(ExportError::Differs {
            paragraph: n,
            wanted: block
                .map(|block| block.text.to_string())
                .unwrap_or_default(),
            found: text.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::docx;
    use crate::layout::{Role, flow, standard};
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

    #[test]
    fn a_missing_paragraph_is_noticed() {
        let speech = speech("", &["甲".to_owned(), "乙".to_owned()]);
        let bytes = docx(&speech, &standard()).unwrap();
        let right = flow(&speech, &standard());
        assert!(compare(&bytes, &right).is_ok());
        let [heading, first, second] = right.as_slice() else {
            panic!("a heading and two paragraphs")
        };
        let (heading, first, second) = (|| heading.clone(), || first.clone(), || second.clone());
        let as_text = Block {
            role: Role::Body,
            ..heading()
        };
        for wrong in [
            vec![heading(), first()],
            vec![heading(), second(), first()],
            vec![heading(), first(), second(), second()],
            vec![as_text, first(), second()],
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
