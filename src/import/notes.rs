//! What an import has to say: what was left out, put elsewhere or not understood, and where.

use crate::model::{FrontMatter, Section, SectionId, Speech};

/// A speech and what was not taken over as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    pub speech: Speech,
    pub notes: Vec<Note>,
}

/// Something the reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where it stands; of several of a kind, the first.
    pub place: Place,
    pub kind: NoteKind,
    /// How often it was met with.
    pub count: usize,
}

/// A place in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A line of a text, counted from 1.
    Line(usize),
    /// A paragraph of a Word file that has text, counted from 1 as they are taken over, and the words it begins with.
    Paragraph { number: usize, start: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteKind {
    /// The heading's number in the text is not the one that its place in the tree gives.
    Renumbered {
        /// The section in the speech that was read.
        section: SectionId,
        written: String,
        given: String,
    },
    /// Bytes that are no text in the encoding; each shows as U+FFFD.
    Undecodable { encoding: &'static str },
    /// The file does not say its encoding, and it is none that is told apart with certainty.
    GuessedEncoding { encoding: &'static str },
    /// Lines that a program had broken at its right margin: joined to paragraphs again.
    Joined,
    /// Lines that are page numbers, as they stood: left out.
    PageNumberLines { lines: Vec<String> },
    /// A line that recurs on every page, such as a running title: left out but for the first time, if that is the title.
    Running { text: String },
    /// A line that belongs to a web page or a document site, not to the text: left out.
    Furniture { text: String },
    /// An address within the running text, which may be a watermark: taken over.
    Address { text: String },
    /// Insertions of tracked changes (修订): taken as accepted.
    Inserted,
    /// Deletions of tracked changes: taken as accepted, so left out.
    Deleted,
    /// Comments (批注): left out.
    Comment,
    /// Header (页眉) with this text: left out.
    Header { text: String },
    /// Footer (页脚) with this text: left out.
    Footer { text: String },
    /// The number of the page as a field in the text: left out.
    PageNumber,
    /// Pictures, charts and drawings without text: left out.
    Picture,
    /// Objects of other programs: left out.
    Object,
    /// Formulas: only their characters were taken over.
    Formula,
    /// Readings above characters (拼音指南): left out.
    Reading { text: String },
    /// Text that Word does not show: taken over.
    Hidden,
    /// A character of a symbol font that no other font has; it shows as U+FFFD.
    Symbol { font: String, code: u32 },
    /// Text of a text box (文本框): it stands beside the paragraph that holds the box.
    TextBox,
    /// A footnote or endnote: its text stands behind the paragraph that refers to it.
    Footnote,
    /// A footnote or endnote that the file refers to and does not have.
    FootnoteMissing,
    /// Lines of a table of contents: taken over as text, not as headings.
    Contents,
    /// A table: a paragraph for every row.
    Table,
    /// Other files that are bound in (altChunk, subDoc): left out.
    Bound,
    /// A paragraph of heading style with the text of a whole paragraph: taken over as text.
    HeadingTooLong,
    /// A part of the file (styles, numbers, footnotes) that cannot be read: as if it were not there.
    PartUnreadable { part: String },
}

/// Notes in the making: what is the same is counted, not repeated.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Note>);

impl Notes {
    pub fn add(&mut self, place: &Place, kind: NoteKind) {
        self.add_many(place, kind, 1);
    }

    pub fn add_many(&mut self, place: &Place, kind: NoteKind, count: usize) {
        // A heading's number is wrong in its own place, however many there are.
        let is_own = matches!(kind, NoteKind::Renumbered { .. });
        if let Some(known) = self.0.iter_mut().find(|note| !is_own && note.kind == kind) {
            known.count += count;
        } else if self.0.len() < MOST_NOTES {
            self.0.push(Note {
                place: place.clone(),
                kind,
                count,
            });
        }
    }

    /// True if a note of a new kind will be kept: nothing may be left out that no note can name.
    pub fn has_room(&self) -> bool {
        self.0.len() < MOST_NOTES
    }

    pub fn into_vec(self) -> Vec<Note> {
        self.0
    }
}

/// Largest number of notes: a reader does not get through more, and each new note is compared with all of them.
const MOST_NOTES: usize = 500;

/// A speech and the notes on it.
pub(super) fn imported(
    front: FrontMatter,
    sections: Vec<std::sync::Arc<Section>>,
    notes: Notes,
) -> Imported {
    Imported {
        speech: Speech {
            front,
            sections,
            roster: None,
            ignored: std::sync::Arc::default(),
        },
        notes: notes.into_vec(),
    }
}
