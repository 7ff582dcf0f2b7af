//! Where paragraphs go that are being read: the text itself, a cell of a table, a text box, a footnote.

use crate::import::line::{Look, join};
use crate::import::notes::NoteKind;
use crate::model::Mark;

use super::styles::{InList, Kind};

/// Where a paragraph stood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Origin {
    #[default]
    Text,
    /// A row of a table.
    Row,
    TextBox,
    Footnote,
}

/// A paragraph as it was read.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// Among those that have text, counted from 1.
    pub number: usize,
    /// With a line feed for every soft break.
    pub text: String,
    /// The automatic number; empty when there is none.
    pub label: String,
    pub origin: Origin,
    pub kind: Kind,
    /// The level of a heading, 0 the highest.
    pub level: Option<usize>,
    pub look: Look,
    /// What our own bookmarks say begins here.
    pub marks: Vec<Mark>,
}

impl Paragraph {
    /// The text behind its number.
    pub fn numbered_text(&self) -> String {
        let mut text = self.label.clone();
        join(&mut text, &self.text);
        text
    }
}

/// A paragraph in the making.
#[derive(Debug, Default)]
pub(super) struct Unfinished {
    pub text: String,
    /// True if the text is more than white space.
    pub has_text: bool,
    pub style: Option<String>,
    pub in_list: InList,
    pub outline: Option<usize>,
    pub is_centred: Option<bool>,
    /// The largest size that its text says of itself.
    pub size: Option<u32>,
    /// Its end was deleted: it goes on with the next paragraph.
    pub runs_on: bool,
    /// True for a paragraph of the file; text and bookmarks may stand outside of one.
    pub is_paragraph: bool,
    pub marks: Vec<Mark>,
    /// Marks behind its text.
    pub marks_behind: Vec<Mark>,
    /// Text boxes that stand behind some of its text.
    pub boxes: Vec<Paragraph>,
    /// What there is to note, and how often.
    pub remarks: Vec<(NoteKind, usize)>,
}

/// Different remarks on one paragraph that are kept.
const MOST_REMARKS: usize = 50;

impl Unfinished {
    pub fn push(&mut self, c: char) {
        self.text.push(c);
        self.has_text |= !c.is_whitespace();
    }

    pub fn remark(&mut self, kind: NoteKind) {
        if let Some((_, count)) = self.remarks.iter_mut().find(|(known, _)| *known == kind) {
            *count += 1;
        } else if self.remarks.len() < MOST_REMARKS {
            self.remarks.push((kind, 1));
        }
    }
}

/// Paragraphs that stand together, and the one that is being read.
#[derive(Debug, Default)]
pub(super) struct Layer {
    pub done: Vec<Paragraph>,
    pub current: Option<Unfinished>,
    /// Text of paragraphs whose end was deleted, for the next one.
    pub carried: String,
}

/// A row of a table in the making.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub cells: Vec<Vec<Paragraph>>,
    pub is_deleted: bool,
}

impl Row {
    /// The paragraphs that the row becomes: one with tabs between the cells. A row of one cell only frames what is in
    /// it.
    pub fn into_paragraphs(self) -> Vec<Paragraph> {
        if self.is_deleted {
            return Vec::new();
        }
        let mut cells = self.cells;
        if cells.len() == 1 {
            return cells.pop().unwrap_or_default();
        }
        let texts: Vec<String> = cells.iter().map(|cell| text_of(cell)).collect();
        let paragraphs = cells.iter().flatten();
        let marks = paragraphs.flat_map(|paragraph| paragraph.marks.clone());
        let marks = marks.collect();
        let text = texts.join("\t");
        if text.trim().is_empty() {
            return Vec::new();
        }
        vec![Paragraph {
            text,
            origin: Origin::Row,
            marks,
            ..Paragraph::default()
        }]
    }
}

/// All that a cell holds, in one line: tabs are for the cells of the row alone.
fn text_of(cell: &[Paragraph]) -> String {
    let mut text = String::new();
    for paragraph in cell {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&paragraph.numbered_text().replace(['\t', '\n'], " "));
    }
    text
}
