//! The speech as plain text.

use crate::layout::{Role, flow, standard};
use crate::model::{FrontField, Speech};
use crate::text::headings::heading;

use super::openings::Openings;
use super::printable::printable;

/// Two blanks as wide as a character, as a paragraph begins on paper.
const INDENT: &str = "\u{3000}\u{3000}";

/// What of a speech a plain text has no way to say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LostInText {
    /// Sections without heading, behind the first: nothing shows where they begin.
    pub n_bare_sections: usize,
    /// Headings without number: they read as paragraphs.
    pub n_bare_headings: usize,
    pub n_empty_paragraphs: usize,
}

impl LostInText {
    pub fn of(speech: &Speech) -> Self {
        let mut lost = Self::default();
        for (idx, (_, section)) in speech.walk().enumerate() {
            let has_heading = !section.heading.is_empty();
            lost.n_bare_sections += usize::from(!has_heading && idx > 0);
            lost.n_bare_headings += usize::from(has_heading && !section.numbered);
            let paragraphs = section.paragraphs.iter();
            let empty = paragraphs.filter(|paragraph| paragraph.text.trim().is_empty());
            lost.n_empty_paragraphs += empty.count();
        }
        lost
    }
}

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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{IdSource, SectionKind};

    #[test]
    fn a_paragraph_that_looks_like_a_heading_is_indented() {
        let mut ids = IdSource::default();
        let mut section = |heading: &str, numbered, texts: &[&str]| {
            let mut section = ids.section(heading, SectionKind::Custom);
            section.numbered = numbered;
            section.paragraphs = texts
                .iter()
                .map(|text| ids.paragraph(text, vec![]))
                .collect();
            Arc::new(section)
        };
        let mut speech = Speech {
            sections: vec![
                section("", false, &["今天开会。"]),
                section(
                    "成绩",
                    true,
                    &["很好。", "一、这是正文", "", "2.5万人参加。"],
                ),
                section("", true, &["过渡段。"]),
                section("结束语", false, &["谢谢大家！"]),
            ],
            ..Speech::default()
        };
        speech.front.title = "在2024年全省教育系统关心下一代工作会议上的讲话提纲".to_owned();
        speech.front.date = "2024年3月5日".to_owned();
        assert_eq!(
            plain_text(&speech),
            "在2024年全省教育系统关心下一代工作会议上的讲话提纲\n（2024年3月5日）\n\n今天开会。\n\n\
             一、成绩\n很好。\n　　一、这是正文\n2.5万人参加。\n\n过渡段。\n\n结束语\n谢谢大家！\n"
        );
        let lost = LostInText {
            n_bare_sections: 1,
            n_bare_headings: 1,
            n_empty_paragraphs: 1,
        };
        assert_eq!(LostInText::of(&speech), lost);
    }
}
