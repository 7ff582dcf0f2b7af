//! Word files: read leniently, by namespace, within limits.
//!
//! The reader is our own: what others read of files from outside, they lose in part or hang on.

mod body;
mod disguise;
mod fields;
mod layers;
mod lines;
mod number_format;
mod numbering;
mod package;
mod styles;
mod symbols;
mod xml;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::error::ImportError;
use super::notes::{Imported, NoteKind, Place};
use super::tree::speech_of;
use crate::model::APPLICATION;

use body::{Body, Fidelity, FieldCodes, Footnotes, Story};
use layers::Paragraph;
use numbering::Numbering;
use package::{Package, Relation};
use styles::Styles;
use xml::{Node, Space, Xml};

/// The speech in a Word file (`.docx`, `.docm`, `.dotx`), with tracked changes taken as accepted.
///
/// `is_called_off` is asked again and again while the file is read.
///
/// # Errors
///
/// When the file is no Word file, is encrypted or damaged, goes beyond a limit, or was called off.
pub fn docx(bytes: &[u8], is_called_off: &dyn Fn() -> bool) -> Result<Imported, ImportError> {
    let mut package = Package::open(bytes, is_called_off)?;
    let main = package.main_part()?;
    let mut parts = Parts::read(&mut package, &main)?;
    let Story {
        paragraphs,
        marks_behind,
        mut notes,
        ..
    } = parts.story()?;
    for (place, kind, count) in parts.remarks {
        notes.add_many(&place, kind, count);
    }
    let lines = match parts.fidelity {
        Fidelity::Tidied => lines::lines_of(paragraphs, &mut notes),
        Fidelity::Verbatim => lines::lines_of_ours(paragraphs, &marks_behind),
    };
    Ok(speech_of(lines, notes))
}

/// The parts of a file that its text needs.
struct Parts<'a> {
    name: String,
    text: String,
    styles: Styles,
    numbering: Numbering,
    footnotes: Footnotes,
    fidelity: Fidelity,
    /// What there is to note of other parts than the text.
    remarks: Vec<(Place, NoteKind, usize)>,
    is_called_off: &'a dyn Fn() -> bool,
}

impl<'a> Parts<'a> {
    fn read(package: &mut Package<'a>, main: &str) -> Result<Self, ImportError> {
        let is_called_off = package.is_called_off();
        let text = package
            .part(main)?
            .ok_or_else(|| ImportError::MissingPart {
                part: main.to_owned(),
            })?;
        let mut parts = Self {
            name: main.to_owned(),
            text,
            styles: Styles::default(),
            numbering: Numbering::default(),
            footnotes: Footnotes::new(),
            fidelity: Fidelity::default(),
            remarks: Vec::new(),
            is_called_off,
        };
        if application(package).as_deref() == Some(APPLICATION) {
            parts.fidelity = Fidelity::Verbatim;
        }
        let relations = package.relations(main);
        let relations = parts.bear(relations, "_rels")?;
        if let Some((name, text)) = parts.related(package, &relations, "styles")? {
            let styles = Styles::read(Xml::new(&text, &name, is_called_off));
            parts.styles = parts.bear(styles, &name)?;
        }
        if let Some((name, text)) = parts.related(package, &relations, "numbering")? {
            let numbering = Numbering::read(Xml::new(&text, &name, is_called_off));
            parts.numbering = parts.bear(numbering, &name)?;
        }
        for kind in ["footnotes", "endnotes"] {
            if let Some((name, text)) = parts.related(package, &relations, kind)? {
                let story = parts.story_of(&name, &text);
                if let Some(story) = parts.bear(story.map(Some), &name)? {
                    parts.footnotes.extend(story.footnotes);
                }
            }
        }
        parts.read_margins(package, &relations)?;
        Ok(parts)
    }

    /// Headers and footers, each once: what of them is worth a note.
    fn read_margins(
        &mut self,
        package: &mut Package<'a>,
        relations: &BTreeMap<String, Relation>,
    ) -> Result<(), ImportError> {
        let mut seen = BTreeSet::new();
        for relation in relations.values() {
            let is_header = relation.kind == "header";
            if !(is_header || relation.kind == "footer") || !seen.insert(&relation.target) {
                continue;
            }
            let part = package.part(&relation.target);
            let Some(text) = self.bear(part, &relation.target)? else {
                continue;
            };
            let story = self.story_of(&relation.target, &text);
            let Some(story) = self.bear(story.map(Some), &relation.target)? else {
                continue;
            };
            let text = text_of(&story.paragraphs);
            let has_words = text.chars().any(char::is_alphabetic);
            if has_words {
                let kind = if is_header {
                    NoteKind::Header { text }
                } else {
                    NoteKind::Footer { text }
                };
                self.remarks.push((Place::File, kind, 1));
            }
            let notes = story.notes.into_vec();
            let numbers = notes
                .iter()
                .filter(|note| note.kind == NoteKind::PageNumber);
            let n_numbers = numbers.map(|note| note.count).sum();
            // The page numbers of our own footers are no news.
            if n_numbers > 0 && self.fidelity == Fidelity::Tidied {
                self.remarks
                    .push((Place::File, NoteKind::PageNumber, n_numbers));
            }
        }
        Ok(())
    }

    /// The first part of a kind that the text is related to.
    fn related(
        &mut self,
        package: &mut Package<'a>,
        relations: &BTreeMap<String, Relation>,
        kind: &str,
    ) -> Result<Option<(String, String)>, ImportError> {
        let Some(relation) = relations.values().find(|relation| relation.kind == kind) else {
            return Ok(None);
        };
        let part = package.part(&relation.target);
        let text = self.bear(part, &relation.target)?;
        Ok(text.map(|text| (relation.target.clone(), text)))
    }

    /// Does without a damaged part that only goes with the text. What is beyond a limit stays an error.
    fn bear<T: Default>(
        &mut self,
        read: Result<T, ImportError>,
        part: &str,
    ) -> Result<T, ImportError> {
        match read {
            Err(ImportError::DamagedPart { .. }) => {
                let part = part.to_owned();
                self.remarks
                    .push((Place::File, NoteKind::PartUnreadable { part }, 1));
                Ok(T::default())
            }
            read => read,
        }
    }

    /// The text of a part beside the document, such as the footnotes. Lists there are not numbered.
    fn story_of(&self, name: &str, text: &str) -> Result<Story, ImportError> {
        let mut numbering = Numbering::default();
        let footnotes = Footnotes::new();
        let body = Body::new(
            &self.styles,
            &mut numbering,
            &footnotes,
            FieldCodes::Trusted,
        );
        body.read(Xml::new(text, name, self.is_called_off))
    }

    /// A part may be well written XML, or nothing at all, and hold no document.
    fn expect_document(&self) -> Result<(), ImportError> {
        let mut xml = Xml::new(&self.text, &self.name, self.is_called_off);
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            if element.space == Space::Word && element.local() == "document" {
                return Ok(());
            }
            break;
        }
        Err(ImportError::DamagedPart {
            part: self.name.clone(),
            at: 0,
            cause: "no document".to_owned(),
        })
    }

    /// The text itself.
    fn story(&mut self) -> Result<Story, ImportError> {
        self.expect_document()?;
        let mut read = |field_codes| {
            self.numbering.count_anew();
            let numbering = &mut self.numbering;
            let body = Body::new(&self.styles, numbering, &self.footnotes, field_codes)
                .with_fidelity(self.fidelity);
            body.read(Xml::new(&self.text, &self.name, self.is_called_off))
        };
        let story = read(FieldCodes::Trusted)?;
        if story.has_open_fields {
            return read(FieldCodes::Mistrusted);
        }
        Ok(story)
    }
}

/// The program that wrote the file, by its own word. What cannot be read says nothing: nothing else depends on it.
fn application(package: &mut Package<'_>) -> Option<String> {
    let relations = package.relations("").ok()?;
    let name = relations
        .into_values()
        .find(|relation| relation.kind == "extended-properties")?
        .target;
    let text = package.part(&name).ok()??;
    let mut xml = Xml::new(&text, &name, package.is_called_off());
    let mut is_application = false;
    while let Some(node) = xml.next().ok()? {
        match node {
            Node::Open(element) => is_application = element.local() == "Application",
            Node::Text(text) if is_application => return Some(text.into_owned()),
            Node::Text(_) | Node::Close => {}
        }
    }
    None
}

/// The words of a header or footer, as far as a note needs them.
fn text_of(paragraphs: &[Paragraph]) -> String {
    const LONGEST: usize = 60;
    let texts: Vec<&str> = paragraphs
        .iter()
        .map(|paragraph| paragraph.text.trim())
        .collect();
    texts
        .join(" ")
        .replace(['\n', '\t'], " ")
        .chars()
        .take(LONGEST)
        .collect()
}
