//! What of a speech stands on paper, block by block: what each is, its text, and the characters of the speech it shows.

use std::borrow::Cow;

use crate::model::{Anchor, CharIdx, FrontField, SectionId, Speech, TextId, numbered_sections};

use super::Layout;
use super::title::title_lines;

/// What a block is. The layout has a style for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A line of the front matter; a long title makes several blocks.
    Front(FrontField),
    /// A heading; 0 is the top level.
    Heading { depth: usize },
    /// A paragraph of a section; it may be empty.
    Body,
}

/// One paragraph of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block<'a> {
    pub role: Role,
    /// As printed: a heading with its number, a date in brackets.
    pub text: Cow<'a, str>,
    /// The characters of the speech that the block shows.
    pub from: Anchor,
    /// Characters of `text` before those: the number of a heading, the bracket before a date.
    pub n_before: usize,
    /// The section that the block belongs to; `None` for the front matter.
    pub section: Option<SectionId>,
}

/// The speech as it is printed, from the title to the last paragraph.
///
/// A section without heading has no block but its paragraphs; one without paragraphs as well has none at all.
pub fn flow<'a>(speech: &'a Speech, layout: &Layout) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    for field in FrontField::ALL {
        let whole = speech.front.get(field);
        if whole.is_empty() {
            continue;
        }
        if field == FrontField::Title {
            push_title(&mut blocks, whole, layout.n_title_chars);
            continue;
        }
        let text = speech.front.printed(field);
        blocks.push(Block {
            role: Role::Front(field),
            n_before: usize::from(text != whole),
            text,
            from: all_of(TextId::Front(field), whole),
            section: None,
        });
    }
    for (depth, section, number) in numbered_sections(speech) {
        if !section.heading.is_empty() {
            let n_before = number.chars().count();
            blocks.push(Block {
                role: Role::Heading { depth },
                text: if number.is_empty() {
                    Cow::Borrowed(&section.heading)
                } else {
                    Cow::Owned(number + &section.heading)
                },
                from: all_of(TextId::Heading(section.id), &section.heading),
                n_before,
                section: Some(section.id),
            });
        }
        blocks.extend(section.paragraphs.iter().map(|paragraph| Block {
            role: Role::Body,
            text: Cow::Borrowed(&*paragraph.text),
            from: all_of(TextId::Paragraph(paragraph.id), &paragraph.text),
            n_before: 0,
            section: Some(section.id),
        }));
    }
    blocks
}

fn push_title(blocks: &mut Vec<Block<'_>>, title: &str, n_most: usize) {
    let mut start = 0;
    for line in title_lines(title, n_most) {
        let end = start + line.chars().count();
        blocks.push(Block {
            role: Role::Front(FrontField::Title),
            text: Cow::Owned(line),
            from: Anchor {
                text: TextId::Front(FrontField::Title),
                range: CharIdx(start)..CharIdx(end),
            },
            n_before: 0,
            section: None,
        });
        start = end;
    }
}

fn all_of(text: TextId, whole: &str) -> Anchor {
    Anchor {
        text,
        range: CharIdx(0)..CharIdx(whole.chars().count()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::layout::standard;
    use crate::model::{IdSource, SectionKind, speech_figures};
    use crate::text::count::characters;

    /// A block a line: what it is, its text, with `|` before the characters of the speech.
    fn shown(speech: &Speech) -> Vec<String> {
        flow(speech, &standard())
            .iter()
            .map(|block| {
                let role = match block.role {
                    Role::Front(field) => format!("{field:?}"),
                    Role::Heading { depth } => format!("Heading {depth}"),
                    Role::Body => "Body".to_owned(),
                };
                let before: String = block.text.chars().take(block.n_before).collect();
                let rest: String = block.text.chars().skip(block.n_before).collect();
                let from = block
                    .from
                    .chars(speech)
                    .expect("the anchor is in the speech");
                assert!(rest.starts_with(&from), "{rest} shows {from}");
                format!("{role}: {before}|{rest}")
            })
            .collect()
    }

    fn speech() -> Speech {
        let mut ids = IdSource::default();
        let mut opening = ids.section("", SectionKind::Opening);
        opening.paragraphs = vec![ids.paragraph("今天开会。", vec![])];
        let mut first = ids.section("成绩", SectionKind::Custom);
        first.paragraphs = vec![ids.paragraph("", vec![]), ids.paragraph("很好。", vec![])];
        first.children = vec![Arc::new(ids.section("队伍", SectionKind::Custom))];
        let mut last = ids.section("结束语", SectionKind::Custom);
        last.numbered = false;
        let empty = ids.section("", SectionKind::Custom);
        let mut speech = Speech {
            sections: [opening, first, last, empty].map(Arc::new).into(),
            ..Speech::default()
        };
        speech.front.title = "在2024年全省教育系统关心下一代工作会议上的讲话提纲".to_owned();
        speech.front.date = "2024年3月5日".to_owned();
        speech.front.salutation = "同志们：".to_owned();
        speech
    }

    #[test]
    fn every_block_knows_what_it_is_and_where_it_comes_from() {
        assert_eq!(
            shown(&speech()),
            [
                "Title: |在2024年全省教育系统",
                "Title: |关心下一代工作会议上的讲话提纲",
                "Date: （|2024年3月5日）",
                "Salutation: |同志们：",
                "Body: |今天开会。",
                "Heading 0: 一、|成绩",
                "Body: |",
                "Body: |很好。",
                "Heading 1: （一）|队伍",
                "Heading 0: |结束语",
            ]
        );
    }

    #[test]
    fn the_figures_count_what_is_printed() {
        let speech = speech();
        let printed = flow(&speech, &standard());
        let n_printed: usize = printed.iter().map(|block| characters(&block.text)).sum();
        assert_eq!(n_printed, speech_figures(&speech).n_chars);
    }

    #[test]
    fn a_date_in_brackets_gets_no_others() {
        let mut speech = Speech::default();
        speech.front.date = "（2024年3月）".to_owned();
        assert_eq!(shown(&speech), ["Date: |（2024年3月）"]);
        assert_eq!(flow(&Speech::default(), &standard()), []);
    }
}
