//! Paragraphs of a Word file become lines that say what they are.

use crate::import::line::{Line, Role, Spot, join};
use crate::import::notes::{NoteKind, Notes};
use crate::model::{Mark, SectionMark};
use crate::text::headings::without_number;

use super::layers::{Origin, Paragraph};
use super::styles::Kind;

/// Characters above which a paragraph of heading style is text, if it holds whole sentences: people set the first
/// sentence of a paragraph as a heading, and the style takes hold of all of it.
const LONGEST_HEADING: usize = 100;

/// The lines of the text, for the section tree.
pub(super) fn lines_of(paragraphs: Vec<Paragraph>, notes: &mut Notes) -> Vec<Line> {
    let has_headings = paragraphs.iter().any(|paragraph| paragraph.level.is_some());
    let mut lines = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let role = match role_of(&paragraph, has_headings) {
            Role::Heading { .. } if is_too_long(&paragraph.text) => {
                let line = Line::new(
                    Spot::Paragraph(paragraph.number),
                    &paragraph.text,
                    Role::Body,
                );
                notes.add(&line.place(), NoteKind::HeadingTooLong);
                Role::Body
            }
            role => role,
        };
        push_lines(&mut lines, &paragraph, role);
    }
    promote_title(&mut lines);
    lines
}

/// The lines of a file that we have written and nobody has changed since: its marks say what everything is.
pub(super) fn lines_of_ours(paragraphs: Vec<Paragraph>, marks_behind: &[Mark]) -> Vec<Line> {
    let mut lines: Vec<Line> = paragraphs.into_iter().map(line_of_ours).collect();
    let opens = bare_sections(marks_behind);
    if !opens.is_empty() {
        let end = Line::new(Spot::Paragraph(lines.len()), "", Role::Nothing);
        lines.push(Line { opens, ..end });
    }
    lines
}

fn line_of_ours(paragraph: Paragraph) -> Line {
    let mut role = Role::Body;
    let mut heads = None;
    let mut text = paragraph.text;
    for mark in &paragraph.marks {
        match mark {
            Mark::Front { field, in_brackets } => {
                role = Role::Front(*field);
                let bare = text
                    .strip_prefix('（')
                    .and_then(|text| text.strip_suffix('）'));
                if let Some(bare) = bare.filter(|_| *in_brackets) {
                    text = bare.to_owned();
                }
            }
            Mark::Section(section) if section.has_heading => {
                let (depth, number) = (section.depth, String::new());
                role = Role::Heading { depth, number };
                heads = Some(*section);
            }
            Mark::Section(_) => {}
        }
    }
    Line {
        opens: bare_sections(&paragraph.marks),
        heads,
        ..Line::new(Spot::Paragraph(paragraph.number), &text, role)
    }
}

/// The sections without heading among some marks.
fn bare_sections(marks: &[Mark]) -> Vec<SectionMark> {
    let sections = marks.iter().filter_map(|mark| match mark {
        Mark::Section(section) if !section.has_heading => Some(*section),
        Mark::Section(_) | Mark::Front { .. } => None,
    });
    sections.collect()
}

fn role_of(paragraph: &Paragraph, has_headings: bool) -> Role {
    match (paragraph.origin, paragraph.kind) {
        (Origin::TextBox, _) => Role::Beside,
        (Origin::Row | Origin::Footnote, _) | (Origin::Text, Kind::Contents) => Role::Body,
        (Origin::Text, Kind::Title) => Role::Title,
        (Origin::Text, Kind::Subtitle) => Role::Subtitle,
        (Origin::Text, kind) => match paragraph.level {
            Some(depth) => Role::Heading {
                depth,
                number: String::new(),
            },
            // Who has styles for headings and for text means them.
            None if kind == Kind::BodyText && has_headings => Role::Body,
            None => Role::Plain,
        },
    }
}

fn is_too_long(text: &str) -> bool {
    text.chars().count() > LONGEST_HEADING && text.contains('。')
}

/// Soft breaks part the lines of a text; those of a heading or a title are one.
fn push_lines(lines: &mut Vec<Line>, paragraph: &Paragraph, role: Role) {
    let spot = Spot::Paragraph(paragraph.number);
    let n_before = lines.len();
    match role {
        Role::Heading { depth, .. } => {
            let text = in_one(&paragraph.text);
            let (number, text) = if paragraph.label.is_empty() {
                let (number, text) = without_number(&text);
                (number.to_owned(), text.to_owned())
            } else {
                (paragraph.label.clone(), text)
            };
            lines.push(Line::new(spot, &text, Role::Heading { depth, number }));
        }
        Role::Title | Role::Subtitle => {
            lines.push(Line::new(spot, &in_one(&paragraph.text), role));
        }
        role => {
            let text = paragraph.numbered_text();
            let texts = text
                .split('\n')
                .map(trimmed)
                .filter(|text| !text.is_empty());
            lines.extend(texts.map(|text| Line::new(spot, text, role.clone())));
        }
    }
    for line in lines.iter_mut().skip(n_before) {
        line.look = paragraph.look;
    }
    if let Some(first) = lines.get_mut(n_before) {
        first.opens = bare_sections(&paragraph.marks);
    }
}

fn in_one(text: &str) -> String {
    let mut whole = String::new();
    for piece in text.split('\n').map(trimmed) {
        join(&mut whole, piece);
    }
    whole
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// The only heading of its level, above all others and without a number, is the title of the speech.
fn promote_title(lines: &mut [Line]) {
    let Some(at) = lines.iter().position(|line| line.role != Role::Beside) else {
        return;
    };
    let (first, rest) = match lines.get_mut(at..).and_then(<[Line]>::split_first_mut) {
        Some((first, rest)) => (first, rest),
        None => return,
    };
    let Role::Heading { depth, number } = &first.role else {
        return;
    };
    let is_alone = !rest
        .iter()
        .any(|line| matches!(&line.role, Role::Heading { depth: other, .. } if other <= depth));
    if number.is_empty() && is_alone && !rest.is_empty() {
        first.role = Role::Title;
    }
}
