//! The speech as plain text.

use crate::layout::{Role, flow, standard};
use crate::model::{FrontField, Speech};
use crate::text::headings::heading;

use super::openings::Openings;
use super::printable::printable;

/// Two blanks as wide as a character, as a paragraph begins on paper.
const INDENT: &str = "\u{3000}\u{3000}";

/// A line each for the front matter, the headings with their numbers, and the paragraphs; an empty line before each
/// section.
///
/// A paragraph that could be taken for a heading, because it begins with a number and is short, is indented; the reader
/// knows it by that. What is not kept, because a text has no way to say it: where a section without heading begins, the
/// level of a heading without number, which then reads as a paragraph, empty paragraphs, and blanks at either end of a
/// line. Lines of the front matter are told apart by their form and order when the text is read.
pub fn plain_text(speech: &Speech) -> String {
    let mut text = String::new();
    let mut openings = Openings::of(speech);
    let blocks = flow(speech, &standard());
    for (idx, block) in blocks.iter().enumerate() {
        for _ in openings.with(block) {
            text.push('\n');
        }
        let line = printable(&block.text);
        if line.is_empty() {
            continue;
        }
        if block.role == Role::Body && heading(line.trim()).is_some() {
            text.push_str(INDENT);
        }
        text.push_str(&line);
        // The title is one line, however many it has on paper.
        let title = Role::Front(FrontField::Title);
        let goes_on = block.role == title && blocks.get(idx + 1).is_some_and(|b| b.role == title);
        if !goes_on {
            text.push('\n');
        }
    }
    text
}
