//! Walks through the text of a Word file, element by element, and gathers its paragraphs.

mod assembly;
mod elements;

use std::collections::{BTreeMap, BTreeSet};

use crate::import::error::ImportError;
use crate::import::notes::{NoteKind, Notes};
use crate::model::Mark;

use super::fields::{FieldKind, Fields};
use super::layers::{Layer, Origin, Paragraph, Row, Unfinished};
use super::numbering::Numbering;
use super::styles::Styles;
use super::symbols::symbol;
use super::xml::{Element, Node, Xml};

/// The text of footnotes and endnotes, by what refers to them.
pub(super) type Footnotes = BTreeMap<(NoteRef, String), Vec<Paragraph>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteRef {
    Footnote,
    Endnote,
}

/// How the codes of fields are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldCodes {
    /// Between the beginning of a field and its result stands its instruction.
    Trusted,
    /// A field has no end: all that is written as text is text.
    Mistrusted,
}

/// How true to the letter a part is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Fidelity {
    /// Empty paragraphs are only there for the look.
    #[default]
    Tidied,
    /// The file is one of ours: an empty paragraph is one of the speech.
    Verbatim,
}

/// What an open element means to those inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Open {
    /// Nothing: its content counts, it does not.
    Through,
    Paragraph,
    ParagraphProperties,
    ListProperties,
    /// Of the paragraph's end.
    MarkProperties,
    Run,
    RunProperties,
    Text,
    Instruction,
    Row,
    RowProperties,
    Cell,
    TextBox,
    Footnote(NoteRef, Option<String>),
    Reading,
    Alternate,
    Fallback,
    /// Noted when no text comes out of it: how much there was before.
    Figure(NoteKind, usize),
}

/// What was read, and what there is to note.
pub(super) struct Story {
    pub paragraphs: Vec<Paragraph>,
    /// Marks that stand behind the last paragraph.
    pub marks_behind: Vec<Mark>,
    pub footnotes: Footnotes,
    pub notes: Notes,
    /// True if a field hides text for want of an end.
    pub has_open_fields: bool,
}

/// The walk through one part.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    field_codes: FieldCodes,
    fidelity: Fidelity,
    /// The notes that the text may refer to.
    footnotes: &'a Footnotes,
    /// Those that it has referred to: each is taken once.
    taken: BTreeSet<(NoteRef, String)>,
    n_footnotes: usize,
    /// Notes whose paragraph is not finished.
    due: Vec<Paragraph>,
    open: Vec<Open>,
    layers: Vec<Layer>,
    rows: Vec<Row>,
    fields: Fields,
    /// For every open `mc:AlternateContent`, how much text there was before it.
    alternates: Vec<usize>,
    n_fallbacks: usize,
    /// Characters read so far.
    n_chars: usize,
    n_paragraphs: usize,
    is_hidden: bool,
    reading: Option<String>,
    /// What was read of the footnotes, when this part has them.
    own_footnotes: Footnotes,
    notes: Notes,
}

impl<'a> Body<'a> {
    pub fn new(
        styles: &'a Styles,
        numbering: &'a mut Numbering,
        footnotes: &'a Footnotes,
        field_codes: FieldCodes,
    ) -> Self {
        Self {
            styles,
            numbering,
            field_codes,
            fidelity: Fidelity::default(),
            footnotes,
            taken: BTreeSet::new(),
            n_footnotes: 0,
            due: Vec::new(),
            open: Vec::new(),
            layers: vec![Layer::default()],
            rows: Vec::new(),
            fields: Fields::default(),
            alternates: Vec::new(),
            n_fallbacks: 0,
            n_chars: 0,
            n_paragraphs: 0,
            is_hidden: false,
            reading: None,
            own_footnotes: Footnotes::new(),
            notes: Notes::default(),
        }
    }

    pub fn with_fidelity(mut self, fidelity: Fidelity) -> Self {
        self.fidelity = fidelity;
        self
    }

    pub fn read(mut self, mut xml: Xml<'_>) -> Result<Story, ImportError> {
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(element) => match self.enter(&element)? {
                    Some(open) => self.open.push(open),
                    None => xml.skip()?,
                },
                Node::Text(text) => self.take_text(&text),
                Node::Close => {
                    if let Some(open) = self.open.pop() {
                        self.leave(open)?;
                    }
                }
            }
        }
        self.end_layer()?;
        self.deliver_due()?;
        let has_open_fields = self.fields.hide_text();
        let layer = self.layers.pop().unwrap_or_default();
        Ok(Story {
            paragraphs: layer.done,
            marks_behind: layer.current.map(|last| last.marks).unwrap_or_default(),
            footnotes: self.own_footnotes,
            notes: self.notes,
            has_open_fields,
        })
    }

    fn leave(&mut self, open: Open) -> Result<(), ImportError> {
        match open {
            Open::Paragraph => self.end_paragraph()?,
            Open::Run => self.is_hidden = false,
            Open::Cell => {
                self.end_layer()?;
                let cell = self.layers.pop().unwrap_or_default().done;
                if let Some(row) = self.rows.last_mut() {
                    row.cells.push(cell);
                } else {
                    self.deliver_all(cell)?;
                }
            }
            Open::Row => {
                self.end_paragraph()?;
                let row = self.rows.pop().unwrap_or_default();
                if row.is_deleted {
                    let place = self.place("");
                    self.notes.add(&place, NoteKind::Deleted);
                }
                self.deliver_all(row.into_paragraphs())?;
                self.deliver_due()?;
            }
            Open::TextBox => self.leave_text_box()?,
            Open::Footnote(kind, id) => {
                self.end_layer()?;
                let paragraphs = self.layers.pop().unwrap_or_default().done;
                if let Some(id) = id {
                    self.own_footnotes.insert((kind, id), paragraphs);
                }
            }
            Open::Reading => {
                if let Some(text) = self.reading.take() {
                    self.remark(NoteKind::Reading { text });
                }
            }
            Open::Alternate => {
                self.alternates.pop();
            }
            Open::Fallback => self.n_fallbacks -= 1,
            // A picture is written twice where there are alternatives.
            Open::Figure(kind, n_chars) if n_chars == self.n_chars && self.n_fallbacks == 0 => {
                self.remark(kind);
            }
            _ => {}
        }
        Ok(())
    }

    /// A text box stands in front of its paragraph when that has no text yet, and behind it otherwise.
    fn leave_text_box(&mut self) -> Result<(), ImportError> {
        self.end_layer()?;
        let mut inside = self.layers.pop().unwrap_or_default().done;
        if inside.is_empty() {
            return Ok(());
        }
        for paragraph in &mut inside {
            paragraph.origin = Origin::TextBox;
        }
        self.remark(NoteKind::TextBox);
        let current = self.current();
        if current.has_text {
            current.boxes.append(&mut inside);
            Ok(())
        } else {
            self.deliver_all(inside)
        }
    }

    fn take_text(&mut self, text: &str) {
        match self.open.last() {
            Some(Open::Text) => match &mut self.reading {
                Some(reading) => reading.push_str(text),
                None => {
                    if self.is_hidden {
                        self.remark(NoteKind::Hidden);
                    }
                    // A line end in the XML is white space, a soft break is an element.
                    self.push_text(&text.replace(['\n', '\r', '\t'], " "));
                }
            },
            Some(Open::Instruction) => self.fields.instruct(text),
            _ => {}
        }
    }

    fn take_symbol(&mut self, element: &Element<'_>) {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").unwrap_or_default();
        let Ok(code) = u32::from_str_radix(code.trim(), 16) else {
            return;
        };
        if self.shown(()).is_none() {
            return;
        }
        match symbol(&font, code) {
            Some(shown) => self.push_text(shown.encode_utf8(&mut [0; 4])),
            None => {
                self.push_text("\u{fffd}");
                self.remark(NoteKind::Symbol { font, code });
            }
        }
    }

    fn take_field_mark(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.begin(),
            "separate" => {
                let kind = self.fields.separate();
                if kind == Some(FieldKind::PageNumber) {
                    self.remark(NoteKind::PageNumber);
                }
            }
            "end" => {
                if let Some(text) = self.fields.end() {
                    self.remark(NoteKind::Formula);
                    if self.shown(()).is_some() {
                        self.push_text(&text);
                    }
                }
            }
            _ => {}
        }
    }

    /// A mark where the text refers to a note; the note itself follows its paragraph.
    fn refer(&mut self, kind: NoteRef, element: &Element<'_>) -> Option<Open> {
        let key = (kind, element.attribute("id")?);
        let Some(note) = self
            .footnotes
            .get(&key)
            .filter(|_| !self.taken.contains(&key))
        else {
            self.remark(NoteKind::FootnoteMissing);
            return None;
        };
        self.taken.insert(key);
        if note.is_empty() {
            return None;
        }
        self.n_footnotes += 1;
        let mark = format!("〔注{}〕", self.n_footnotes);
        self.push_text(&mark);
        self.remark(NoteKind::Footnote);
        for (idx, mut paragraph) in note.iter().cloned().enumerate() {
            paragraph.origin = Origin::Footnote;
            if idx == 0 {
                paragraph.text = format!("{mark}{}", paragraph.text.trim_start());
            }
            self.due.push(paragraph);
        }
        None
    }

    /// `open` when text here is to be seen.
    fn shown<T>(&self, open: T) -> Option<T> {
        (self.field_codes == FieldCodes::Mistrusted || self.fields.show_text()).then_some(open)
    }

    fn mark(&mut self, text: &str) -> Option<Open> {
        if self.shown(()).is_some() && self.reading.is_none() {
            let current = self.current();
            text.chars().for_each(|c| current.push(c));
        }
        None
    }

    fn push_text(&mut self, text: &str) {
        let is_text =
            |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}');
        let n_before = self.current().text.len();
        let current = self.current();
        text.chars().filter(is_text).for_each(|c| current.push(c));
        let n_bytes = current.text.len() - n_before;
        self.n_chars += n_bytes;
    }

    fn remark(&mut self, kind: NoteKind) {
        self.current().remark(kind);
    }

    fn layer(&mut self) -> &mut Layer {
        if self.layers.is_empty() {
            self.layers.push(Layer::default());
        }
        self.layers
            .last_mut()
            .expect("there is a layer: one was just put there if there was none")
    }

    /// The paragraph that is being read; text outside a paragraph makes one of its own.
    fn current(&mut self) -> &mut Unfinished {
        self.layer().current.get_or_insert_default()
    }
}
