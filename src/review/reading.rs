//! A speech as the rules read it: its texts one after another, by their characters.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{FrontField, FrontMatter, Section, SectionId, TextId};
use crate::text::line::Line;
use crate::text::punctuation::half_width_marks;

/// A heading, a paragraph or a line of the front matter.
#[derive(Debug, Clone)]
pub struct Block {
    pub place: TextId,
    pub line: Line,
    /// The same with full-width marks in the place of half-width ones (半角标点), character for character: a list is a list
    /// with either. Rules that ask about marks read this one; what they say is wrong stands at the same place in `line`.
    pub wide: Line,
    /// The text of `line`; an unchanged one (same allocation) is not read again.
    pub(super) text: Arc<str>,
}

impl Block {
    pub(super) fn new(place: TextId, text: Arc<str>) -> Self {
        let line = Line::new(&text);
        Self {
            place,
            wide: widened(&text, &line),
            line,
            text,
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// True if it is read out as a paragraph: no heading, no front matter.
    pub fn is_paragraph(&self) -> bool {
        matches!(self.place, TextId::Paragraph(_))
    }
}

/// A copy of the line in which half-width marks are full-width.
fn widened(text: &str, line: &Line) -> Line {
    // A quick look at the bytes: most texts have no half-width marks.
    let is_half = |byte: &u8| b",.:;?!()\"".contains(byte);
    if !text.as_bytes().iter().any(is_half) {
        return line.clone();
    }
    let marks = half_width_marks(text);
    if marks.is_empty() {
        return line.clone();
    }
    let mut chars = line.chars().to_vec();
    for mark in marks {
        if let Some(place) = chars.get_mut(mark.at) {
            *place = mark.full;
        }
    }
    Line::of_chars(chars)
}

/// A section as the rules read it: its heading and its paragraphs, without the sections in it.
#[derive(Debug, Clone)]
pub struct SectionText {
    pub section: SectionId,
    /// 0 at the top.
    pub depth: usize,
    pub heading: Block,
    pub paragraphs: Vec<Block>,
    /// True if the program numbers its heading.
    pub is_numbered: bool,
}

impl SectionText {
    /// The heading, then the paragraphs.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> + Clone {
        std::iter::once(&self.heading).chain(&self.paragraphs)
    }

    /// Reads a section; texts that `old` has read already are taken from it.
    pub(super) fn read(section: &Section, depth: usize, old: Option<&Self>) -> Self {
        let heading = TextId::Heading(section.id);
        let heading = match old {
            Some(old) if *old.heading.text == *section.heading => old.heading.clone(),
            _ => Block::new(heading, section.heading.as_str().into()),
        };
        let known: HashMap<TextId, &Block> = old
            .into_iter()
            .flat_map(|old| &old.paragraphs)
            .map(|block| (block.place, block))
            .collect();
        let paragraphs = section
            .paragraphs
            .iter()
            .map(|paragraph| {
                let place = TextId::Paragraph(paragraph.id);
                match known.get(&place) {
                    Some(block) if Arc::ptr_eq(&block.text, &paragraph.text) => (*block).clone(),
                    _ => Block::new(place, Arc::clone(&paragraph.text)),
                }
            })
            .collect();
        Self {
            section: section.id,
            depth,
            heading,
            paragraphs,
            is_numbered: section.numbered,
        }
    }
}

/// A whole speech.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The lines of the front matter that are not empty.
    pub front: Vec<Block>,
    /// Every section, in the order of the text.
    pub passages: Vec<Arc<SectionText>>,
}

impl Reading {
    /// Every text in order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let passages = self.passages.iter().flat_map(|passage| passage.blocks());
        self.front.iter().chain(passages)
    }

    /// Every paragraph in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Block> {
        self.passages.iter().flat_map(|passage| &passage.paragraphs)
    }

    pub(super) fn front(front: &FrontMatter) -> Vec<Block> {
        FrontField::ALL
            .into_iter()
            .filter(|field| !front.get(*field).trim().is_empty())
            .map(|field| Block::new(TextId::Front(field), front.get(field).into()))
            .collect()
    }
}
