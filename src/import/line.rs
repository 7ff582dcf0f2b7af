//! A line of the source on its way into the section tree.

use super::notes::Place;
use crate::model::{FrontField, SectionMark};

/// A line, or a paragraph of a Word file.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub spot: Spot,
    /// Without white space at either end and not empty, unless the file is one of ours and the text was so.
    pub text: String,
    pub role: Role,
    pub look: Look,
    /// Sections without heading that begin here; all but the last are empty.
    pub opens: Vec<SectionMark>,
    /// The section of which this is the heading, where the file says it: then the text still has its number.
    pub heads: Option<SectionMark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Line(usize),
    Paragraph(usize),
}

/// What the source says of a line, apart from its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing: the text itself must tell.
    Plain,
    /// Headings are marked, and this is none; it may be front matter.
    Unmarked,
    /// A paragraph, also when it looks like a heading.
    Body,
    /// Stands beside the text: neither heading nor front matter.
    Beside,
    /// A heading; 0 is the top level. The text is without the number.
    Heading {
        depth: usize,
        number: String,
    },
    Title,
    Subtitle,
    /// This line of the front matter, or a part of it: the file says so.
    Front(FrontField),
    /// Nothing stands here but the beginnings of sections.
    Nothing,
}

/// How a paragraph is set, as far as it tells what it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub is_centred: bool,
    /// In half points; `None` when the file does not say.
    pub size: Option<u32>,
}

impl Line {
    pub fn new(spot: Spot, text: &str, role: Role) -> Self {
        Self {
            spot,
            text: text.to_owned(),
            role,
            look: Look::default(),
            opens: Vec::new(),
            heads: None,
        }
    }

    pub fn place(&self) -> Place {
        match self.spot {
            Spot::Line(number) => Place::Line(number),
            Spot::Paragraph(number) => Place::Paragraph {
                number,
                start: start_of(&self.text),
            },
        }
    }
}

/// The first words, enough to find a paragraph by.
pub(super) fn start_of(text: &str) -> String {
    const N_CHARS: usize = 15;
    text.trim().chars().take(N_CHARS).collect()
}

/// Puts a piece of text behind another that stood in another line: a space between two words, nothing between two
/// Chinese characters.
pub(super) fn join(text: &mut String, next: &str) {
    let is_word = |c: char| c.is_alphanumeric() && !crate::text::chars::is_east_asian(c);
    let ends_in_word = text
        .chars()
        .next_back()
        .is_some_and(|c| is_word(c) || matches!(c, ',' | '.' | ';' | ':'));
    if ends_in_word && next.chars().next().is_some_and(is_word) {
        text.push(' ');
    }
    text.push_str(next);
}
