//! Plain text and Markdown become a section tree.

use super::clean::{CleanLine, Syntax, clean};
use super::line::{Line, Role, Spot};
use super::notes::{Imported, Notes};
use super::own_markdown;
use super::tree::speech_of;
use crate::text::headings::{heading, markdown_heading, without_number};

/// What kind of marks the headings have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Numbers,
    Markdown,
}

/// A speech in plain text: the title, further lines of front matter, then paragraphs and headings.
pub fn text(text: &str) -> Imported {
    read(text, Marks::Numbers, Syntax::Plain)
}

/// A speech in Markdown: `#` is the title, `##` and deeper are headings; without any `##`, numbers make the headings. What
/// we have exported comes back as it was.
pub fn markdown(text: &str) -> Imported {
    if let Some(lines) = own_markdown::lines_of(text) {
        return speech_of(lines, Notes::default());
    }
    let has_marks = text
        .lines()
        .any(|line| markdown_heading(line.trim()).is_some_and(|(level, _)| level > 1));
    let marks = if has_marks {
        Marks::Markdown
    } else {
        Marks::Numbers
    };
    read(text, marks, Syntax::Markdown)
}

fn read(text: &str, marks: Marks, syntax: Syntax) -> Imported {
    let mut notes = Notes::default();
    let mut is_first = true;
    let cleaned = clean(text, syntax, &mut notes);
    let indents_paragraphs =
        marks == Marks::Numbers && only_indents_what_looks_like_headings(&cleaned);
    let lines = cleaned
        .into_iter()
        .map(
            |CleanLine {
                 number,
                 text: line,
                 is_indented,
             }| {
                let spot = Spot::Line(number);
                let is_first = std::mem::take(&mut is_first);
                match (marks, markdown_heading(&line)) {
                    (_, Some((1, title))) if is_first => Line::new(spot, title, Role::Title),
                    _ if is_indented && indents_paragraphs => Line::new(spot, &line, Role::Body),
                    (Marks::Numbers, _) => Line::new(spot, &line, Role::Plain),
                    (Marks::Markdown, Some((level, text))) => {
                        let (number, text) = without_number(text);
                        let (depth, number) = (level.saturating_sub(2), number.to_owned());
                        Line::new(spot, text, Role::Heading { depth, number })
                    }
                    (Marks::Markdown, None) => Line::new(spot, &line, Role::Unmarked),
                }
            },
        )
        .collect();
    speech_of(lines, notes)
}

/// True if paragraphs begin at the left edge, and the indented lines are those that could be taken for headings: so we
/// write texts, to say that they are none. Texts that others have indented, headings or paragraphs, are not so.
fn only_indents_what_looks_like_headings(lines: &[CleanLine]) -> bool {
    let is_sentence = |line: &CleanLine| line.text.ends_with('。') && heading(&line.text).is_none();
    lines
        .iter()
        .any(|line| !line.is_indented && is_sentence(line))
        && lines
            .iter()
            .all(|line| !line.is_indented || heading(&line.text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export;
    use crate::import::notes::{Note, NoteKind, Place};
    use crate::model::{Speech, numbered_sections};

    /// The tree as text: a line each for the front matter, headings (`## 一、`) and paragraphs.
    fn tree_of(speech: &Speech) -> String {
        let front = &speech.front;
        let mut lines: Vec<String> = crate::model::FrontField::ALL
            .into_iter()
            .map(|field| front.get(field))
            .filter(|text| !text.is_empty())
            .map(|text| format!("# {text}"))
            .collect();
        for (depth, section, number) in numbered_sections(speech) {
            lines.push(
                format!("{} {number}{}", "#".repeat(depth + 2), section.heading)
                    .trim_end()
                    .to_owned(),
            );
            lines.extend(
                section
                    .paragraphs
                    .iter()
                    .map(|paragraph| paragraph.text.to_string()),
            );
        }
        lines.join("\n")
    }

    const SPEECH: &str = "在会上的讲话\n主任\n（2024年1月25日）\n同志们：\n\n　　首先祝大家新年好。\r\n一、工作成绩\n一年来成绩显著。\n（一）队伍\n（二）阵地\n1.校内\n2.5万人参加。\n二、下一步任务\n谢谢大家！";

    const TREE: &str = "# 在会上的讲话\n# 主任\n# 2024年1月25日\n# 同志们：\n##\n首先祝大家新年好。\n## 一、工作成绩\n一年来成绩显著。\n### （一）队伍\n### （二）阵地\n#### 1.校内\n2.5万人参加。\n## 二、下一步任务\n谢谢大家！";

    #[test]
    fn a_speech_becomes_a_tree() {
        let imported = text(SPEECH);
        assert_eq!(tree_of(&imported.speech), TREE);
        assert_eq!(imported.notes, []);
    }

    #[test]
    fn what_is_exported_is_imported_the_same() {
        let speech = text(SPEECH).speech;
        assert_eq!(tree_of(&text(&export::plain_text(&speech)).speech), TREE);
        assert_eq!(tree_of(&markdown(&export::markdown(&speech)).speech), TREE);
    }

    #[test]
    fn a_wrong_number_is_noted() {
        let imported = text("讲话\n一、甲\n三、乙");
        let kind = NoteKind::Renumbered {
            section: imported.speech.sections[1].id,
            written: "三、".to_owned(),
            given: "二、".to_owned(),
        };
        let place = Place::Line(3);
        assert_eq!(
            imported.notes,
            [Note {
                place,
                kind,
                count: 1
            }]
        );
    }

    #[test]
    fn a_text_without_title_or_headings_is_an_opening() {
        let speech = text("新年之始，我们召开会议。\n会议开得很好。").speech;
        assert_eq!(
            tree_of(&speech),
            "##\n新年之始，我们召开会议。\n会议开得很好。"
        );
        assert_eq!(text("").speech, Speech::default());
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(lines in proptest::collection::vec("[一二（）12.、。：—# 年月日讲话]{0,12}", 0..8)) {
            let source = lines.join("\n");
            let kept: String = {
                let Imported { speech, notes } = text(&source);
                let mut all: String = crate::model::FrontField::ALL.into_iter().map(|f| speech.front.get(f).to_owned()).collect();
                speech.walk().for_each(|(_, section)| {
                    all.push_str(&section.heading);
                    all.push_str(&section.body());
                });
                for note in notes {
                    match note.kind {
                        NoteKind::PageNumberLines { lines } => all.push_str(&lines.concat()),
                        NoteKind::Running { text } | NoteKind::Furniture { text } => {
                            all.push_str(&text.repeat(note.count));
                        }
                        _ => {}
                    }
                }
                all
            };
            // Numbers and marks of headings, the brackets of a date and white space are not text.
            let bare = |text: &str| { let mut c: Vec<char> = text.chars().filter(|c| "讲话年月日：。—".contains(*c)).collect(); c.sort_unstable(); c };
            proptest::prop_assert_eq!(bare(&kept), bare(&source));
        }
    }
}
