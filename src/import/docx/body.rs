//! Walks through the text of a Word file, element by element, and gathers its paragraphs.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::error::ImportError;
use crate::import::line::{Look, start_of};
use crate::import::notes::{NoteKind, Notes, Place};
use crate::model::Mark;

use super::fields::{FieldKind, Fields, kind_of};
use super::layers::{Layer, Origin, Paragraph, Row, Unfinished};
use super::numbering::Numbering;
use super::styles::{Kind, Styles};
use super::symbols::symbol;
use super::xml::{Element, Node, Space, Xml};

/// Paragraphs with text: a hundred times the longest speech.
const MOST_PARAGRAPHS: usize = 200_000;

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

    /// What an element means; `None` when nothing inside it counts.
    fn enter(&mut self, element: &Element<'_>) -> Result<Option<Open>, ImportError> {
        match self.open.last() {
            Some(Open::ParagraphProperties) => return Ok(self.enter_paragraph_property(element)),
            Some(Open::ListProperties) => {
                let number = || element.val()?.trim().parse().ok();
                let in_list = &mut self.current().in_list;
                match element.local() {
                    "numId" => in_list.list = element.val(),
                    "ilvl" => in_list.level = number(),
                    _ => {}
                }
                return Ok(None);
            }
            Some(Open::MarkProperties) => {
                if matches!(element.local(), "del" | "moveFrom") {
                    self.current().runs_on = true;
                }
                return Ok(None);
            }
            Some(Open::RunProperties) => {
                match element.local() {
                    "vanish" => self.is_hidden = element.is_on(),
                    "sz" => {
                        let size = element.val().and_then(|size| size.trim().parse().ok());
                        let current = self.current();
                        current.size = current.size.max(size);
                    }
                    _ => {}
                }
                return Ok(None);
            }
            Some(Open::RowProperties) => {
                if element.local() == "del"
                    && let Some(row) = self.rows.last_mut()
                {
                    row.is_deleted = true;
                }
                return Ok(None);
            }
            _ => {}
        }
        match element.space {
            Space::Word => self.enter_word(element),
            Space::Compatibility => Ok(self.enter_alternative(element.local())),
            Space::Math => Ok(match element.local() {
                "t" => self.shown(Open::Text),
                "oMath" => {
                    self.remark(NoteKind::Formula);
                    Some(Open::Through)
                }
                local => (!local.ends_with("Pr")).then_some(Open::Through),
            }),
            Space::Drawing => self.enter_drawing(element.local()),
            Space::Vml => {
                // Decorative writing (艺术字) is an attribute.
                if element.local() == "textpath"
                    && let Some(text) = element.attribute("string")
                {
                    self.layers.push(Layer::default());
                    self.push_text(&text);
                    self.leave(Open::TextBox)?;
                }
                Ok(Some(Open::Through))
            }
            Space::Other => Ok(Some(Open::Through)),
        }
    }

    fn enter_paragraph_property(&mut self, element: &Element<'_>) -> Option<Open> {
        let current = self.current();
        match element.local() {
            "pStyle" => current.style = element.val(),
            "outlineLvl" => {
                current.outline = element.val().and_then(|level| level.trim().parse().ok());
            }
            "jc" => current.is_centred = element.val().map(|place| place == "center"),
            "numPr" => return Some(Open::ListProperties),
            "rPr" => return Some(Open::MarkProperties),
            _ => {}
        }
        None
    }

    fn enter_word(&mut self, element: &Element<'_>) -> Result<Option<Open>, ImportError> {
        let local = element.local();
        let is_in = |open: &Open| self.open.last() == Some(open);
        Ok(match local {
            "p" => {
                self.end_paragraph()?;
                self.current().is_paragraph = true;
                Some(Open::Paragraph)
            }
            "pPr" if is_in(&Open::Paragraph) => Some(Open::ParagraphProperties),
            "r" => Some(Open::Run),
            "rPr" if is_in(&Open::Run) => Some(Open::RunProperties),
            "trPr" if is_in(&Open::Row) => Some(Open::RowProperties),
            "del" | "moveFrom" => {
                self.remark(NoteKind::Deleted);
                None
            }
            "ins" | "moveTo" => {
                self.remark(NoteKind::Inserted);
                Some(Open::Through)
            }
            "tbl" => {
                self.end_paragraph()?;
                let place = self.place("");
                self.notes.add(&place, NoteKind::Table);
                Some(Open::Through)
            }
            "tr" => {
                self.end_paragraph()?;
                self.rows.push(Row::default());
                Some(Open::Row)
            }
            "tc" => {
                self.layers.push(Layer::default());
                Some(Open::Cell)
            }
            "txbxContent" => {
                self.layers.push(Layer::default());
                Some(Open::TextBox)
            }
            "footnote" | "endnote" => {
                let kind = if local == "footnote" {
                    NoteRef::Footnote
                } else {
                    NoteRef::Endnote
                };
                self.layers.push(Layer::default());
                // Separators have a type; they are lines, not notes.
                let is_note = element
                    .attribute("type")
                    .is_none_or(|kind| kind == "normal");
                let id = element.attribute("id").filter(|_| is_note);
                Some(Open::Footnote(kind, id))
            }
            "drawing" | "pict" | "contentPart" => {
                Some(Open::Figure(NoteKind::Picture, self.n_chars))
            }
            "object" => Some(Open::Figure(NoteKind::Object, self.n_chars)),
            "altChunk" | "subDoc" => {
                self.remark(NoteKind::Bound);
                None
            }
            _ => self.enter_inline(element),
        })
    }

    /// What stands in a line of text.
    fn enter_inline(&mut self, element: &Element<'_>) -> Option<Open> {
        let local = element.local();
        match local {
            "t" => self.shown(Open::Text),
            "instrText" => Some(Open::Instruction),
            "tab" | "ptab" => self.mark("\t"),
            "br" | "cr" => self.mark("\n"),
            "noBreakHyphen" => self.mark("-"),
            "sym" => {
                self.take_symbol(element);
                None
            }
            "fldChar" => {
                self.take_field_mark(&element.attribute("fldCharType").unwrap_or_default());
                None
            }
            "fldSimple" => {
                let instruction = element.attribute("instr").unwrap_or_default();
                if kind_of(&instruction) == FieldKind::PageNumber {
                    self.remark(NoteKind::PageNumber);
                    None
                } else {
                    Some(Open::Through)
                }
            }
            "pgNum" => {
                self.remark(NoteKind::PageNumber);
                None
            }
            "footnoteReference" => self.refer(NoteRef::Footnote, element),
            "endnoteReference" => self.refer(NoteRef::Endnote, element),
            "commentReference" => {
                self.remark(NoteKind::Comment);
                None
            }
            "rt" => {
                self.reading = Some(String::new());
                Some(Open::Reading)
            }
            "bookmarkStart" => {
                if let Some(mark) = element
                    .attribute("name")
                    .as_deref()
                    .and_then(Mark::of_bookmark)
                {
                    let current = self.current();
                    // Behind a text, as LibreOffice leaves what stood between two paragraphs, it means the next one.
                    let marks = if current.has_text {
                        &mut current.marks_behind
                    } else {
                        &mut current.marks
                    };
                    marks.push(mark);
                }
                None
            }
            "delText" | "delInstrText" | "tblGrid" => None,
            // Properties, and what they were before a tracked change.
            _ if local.ends_with("Pr") || local.ends_with("Change") => None,
            _ => Some(Open::Through),
        }
    }

    /// Of the ways in which a thing is written, the first that gives text is read, and no other.
    fn enter_alternative(&mut self, local: &str) -> Option<Open> {
        let has_text = self
            .alternates
            .last()
            .is_some_and(|n_chars| self.n_chars > *n_chars);
        match local {
            "AlternateContent" => {
                self.alternates.push(self.n_chars);
                Some(Open::Alternate)
            }
            "Choice" if !has_text => Some(Open::Through),
            "Fallback" if !has_text => {
                self.n_fallbacks += 1;
                Some(Open::Fallback)
            }
            _ => None,
        }
    }

    /// Text of diagrams that are drawn in place.
    fn enter_drawing(&mut self, local: &str) -> Result<Option<Open>, ImportError> {
        Ok(match local {
            "txBody" => {
                self.layers.push(Layer::default());
                Some(Open::TextBox)
            }
            "p" => {
                self.end_paragraph()?;
                Some(Open::Paragraph)
            }
            "t" => self.shown(Open::Text),
            "br" => self.mark("\n"),
            _ => (!local.ends_with("Pr")).then_some(Open::Through),
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

    fn end_paragraph(&mut self) -> Result<(), ImportError> {
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
    fn end_layer(&mut self) -> Result<(), ImportError> {
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
    fn deliver_due(&mut self) -> Result<(), ImportError> {
        if self.layers.len() > 1 {
            return Ok(());
        }
        let due = std::mem::take(&mut self.due);
        self.deliver_all(due)
    }

    /// The automatic number of a paragraph; a list counts it whether it has text or not.
    fn label(&mut self, unfinished: &Unfinished, style: &super::styles::Style) -> String {
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

    fn deliver_all(&mut self, paragraphs: Vec<Paragraph>) -> Result<(), ImportError> {
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
    fn place(&self, text: &str) -> Place {
        let start = start_of(text);
        let number = if start.is_empty() {
            self.n_paragraphs.max(1)
        } else {
            self.n_paragraphs + 1
        };
        Place::Paragraph { number, start }
    }
}
