//! Puts the paragraphs of a Word file together from what was read of them.

use crate::import::error::ImportError;
use crate::import::line::{Look, start_of};
use crate::import::notes::{NoteKind, Place};

use super::super::layers::{Origin, Paragraph, Unfinished};
use super::super::styles::{Kind, Style};
use super::{Body, Fidelity};

/// Paragraphs with text: a hundred times the longest speech.
const MOST_PARAGRAPHS: usize = 200_000;

impl Body<'_> {
    pub(super) fn end_paragraph(&mut self) -> Result<(), ImportError> {
        let layer = self.layer();
        let Some(unfinished) = layer.current.take() else {
            return Ok(());
        };
        if unfinished.runs_on {
            layer.carried.push_str(&unfinished.text);
            let place = self.place(&unfinished.text);
            for (kind, count) in unfinished.remarks {
                self.notes.add_many(&place, kind, count);
            }
            return self.deliver_all(unfinished.boxes);
        }
        let mut text = std::mem::take(&mut layer.carried);
        text.push_str(&unfinished.text);
        self.finish(unfinished, text)
    }

    /// Ends the paragraph and all that was carried on to one that never came.
    pub(super) fn end_layer(&mut self) -> Result<(), ImportError> {
        self.end_paragraph()?;
        let text = std::mem::take(&mut self.layer().carried);
        if text.is_empty() {
            return Ok(());
        }
        self.finish(Unfinished::default(), text)
    }

    fn finish(&mut self, unfinished: Unfinished, text: String) -> Result<(), ImportError> {
        let style = self.styles.get(unfinished.style.as_deref());
        let label = self.label(&unfinished, &style);
        let place = self.place(&text);
        for (kind, count) in unfinished.remarks {
            self.notes.add_many(&place, kind, count);
        }
        let is_contents = style.kind == Kind::Contents || self.fields.are_in_contents();
        let kind = if is_contents {
            Kind::Contents
        } else {
            style.kind
        };
        let level = match unfinished.outline {
            Some(level) => (level < 9).then_some(level),
            None => style.level,
        };
        let look = Look {
            is_centred: unfinished.is_centred.unwrap_or(style.is_centred),
            size: unfinished.size.or(style.size),
        };
        let is_kept = self.fidelity == Fidelity::Verbatim && unfinished.is_paragraph;
        if text.trim().is_empty() && !is_kept {
            // The mark of a section holds for the next text.
            if !unfinished.marks.is_empty() {
                self.current().marks = unfinished.marks;
            }
        } else {
            if is_contents {
                self.notes.add(&place, NoteKind::Contents);
            }
            self.deliver(Paragraph {
                number: 0,
                text,
                label,
                origin: Origin::Text,
                kind,
                level: level.filter(|_| !is_contents),
                look,
                marks: unfinished.marks,
            })?;
        }
        self.deliver_all(unfinished.boxes)?;
        self.deliver_due()?;
        if !unfinished.marks_behind.is_empty() {
            self.current().marks = unfinished.marks_behind;
        }
        Ok(())
    }

    /// Footnotes stand behind the paragraph, the row or the box that refers to them.
    pub(super) fn deliver_due(&mut self) -> Result<(), ImportError> {
        if self.layers.len() > 1 {
            return Ok(());
        }
        let due = std::mem::take(&mut self.due);
        self.deliver_all(due)
    }

    /// The automatic number of a paragraph; a list counts it whether it has text or not.
    fn label(&mut self, unfinished: &Unfinished, style: &Style) -> String {
        let own = &unfinished.in_list;
        let Some(list) = own.list.as_ref().or(style.in_list.list.as_ref()) else {
            return String::new();
        };
        let style_id = self.styles.id_of(unfinished.style.as_deref());
        let level = own
            .level
            .or_else(|| self.numbering.level_of_style(list, style_id))
            .or(style.in_list.level)
            .unwrap_or(0);
        self.numbering.next_label(list, level)
    }

    pub(super) fn deliver_all(&mut self, paragraphs: Vec<Paragraph>) -> Result<(), ImportError> {
        paragraphs
            .into_iter()
            .try_for_each(|paragraph| self.deliver(paragraph))
    }

    fn deliver(&mut self, mut paragraph: Paragraph) -> Result<(), ImportError> {
        if self.layers.len() == 1 {
            self.n_paragraphs += 1;
            paragraph.number = self.n_paragraphs;
        }
        let layer = self.layer();
        if layer.done.len() >= MOST_PARAGRAPHS {
            let limit = MOST_PARAGRAPHS;
            return Err(ImportError::TooManyParagraphs { limit });
        }
        layer.done.push(paragraph);
        Ok(())
    }

    /// Where a paragraph of this text is going to stand; without text, the one before it.
    pub(super) fn place(&self, text: &str) -> Place {
        let start = start_of(text);
        let number = if start.is_empty() {
            self.n_paragraphs.max(1)
        } else {
            self.n_paragraphs + 1
        };
        Place::Paragraph { number, start }
    }
}
