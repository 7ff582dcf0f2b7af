//! Plain text and Markdown become a section tree.

use std::sync::Arc;

use crate::model::{FrontMatter, IdSource, Section, SectionKind, Speech, number_label};

use crate::text::headings::{heading, markdown_heading, without_number};

/// A speech and what was not taken over as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    pub speech: Speech,
    pub notes: Vec<Note>,
}

/// Something the reader should know. Lines are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub line: usize,
    pub kind: NoteKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteKind {
    /// The heading's number in the text is not the one that its place in the tree gives.
    Renumbered { written: String, given: String },
    /// Bytes that are no text in the encoding; each shows as U+FFFD.
    Undecodable { encoding: &'static str },
}

/// The text of a file in UTF-8, UTF-16 with a byte order mark, or GB18030.
pub fn decode(bytes: &[u8]) -> (String, Vec<Note>) {
    let (encoding, _) = encoding_rs::Encoding::for_bom(bytes).unwrap_or_else(|| {
        let is_utf8 = std::str::from_utf8(bytes).is_ok();
        (
            if is_utf8 {
                encoding_rs::UTF_8
            } else {
                encoding_rs::GB18030
            },
            0,
        )
    });
    let (text, _, failed) = encoding.decode(bytes);
    let note = Note {
        line: 1,
        kind: NoteKind::Undecodable {
            encoding: encoding.name(),
        },
    };
    (text.into_owned(), if failed { vec![note] } else { vec![] })
}

/// What kind of marks the headings have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Numbers,
    Markdown,
}

/// A speech in plain text: the title, further lines of front matter, then paragraphs and headings.
pub fn text(text: &str) -> Imported {
    read(text, Marks::Numbers)
}

/// A speech in Markdown: `#` is the title, `##` and deeper are headings; without any `##`, numbers make the headings.
pub fn markdown(text: &str) -> Imported {
    let has_marks = text
        .lines()
        .any(|line| markdown_heading(line.trim()).is_some_and(|(level, _)| level > 1));
    read(
        text,
        if has_marks {
            Marks::Markdown
        } else {
            Marks::Numbers
        },
    )
}

fn read(text: &str, marks: Marks) -> Imported {
    let unified = text.replace("\r\n", "\n");
    let mut lines = unified
        .split([
            '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
        ])
        .enumerate()
        .map(|(idx, line)| {
            (
                idx + 1,
                line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}'),
            )
        })
        .filter(|(_, line)| !line.is_empty())
        .peekable();
    let mut front = FrontMatter::default();
    let is_heading = |line: &str| match marks {
        Marks::Numbers => heading(line).is_some(),
        Marks::Markdown => markdown_heading(line).is_some_and(|(level, _)| level > 1),
    };
    if let Some((_, line)) = lines.next_if(|(_, line)| !is_heading(line) && is_title(line)) {
        front.title = markdown_heading(line)
            .map_or(line, |(_, title)| title)
            .to_owned();
        while let Some((_, line)) =
            lines.next_if(|(_, line)| !is_heading(line) && claim(&front, line).is_some())
        {
            if let Some(field) = claim(&front, line) {
                *front.get_mut(field) = front_text(field, line).to_owned();
            }
        }
    }
    let mut tree = Tree::default();
    for (n, line) in lines {
        let found = match marks {
            Marks::Numbers => {
                heading(line).map(|heading| (heading.depth, heading.number, heading.text))
            }
            Marks::Markdown => markdown_heading(line).map(|(level, text)| {
                let (number, text) = without_number(text);
                (level.saturating_sub(2), number, text)
            }),
        };
        match found {
            Some((depth, number, text)) => tree.open(n, depth, number, text),
            None => tree.paragraph(line),
        }
    }
    let (sections, notes) = tree.finish();
    Imported {
        speech: Speech {
            front,
            sections,
            roster: None,
        },
        notes,
    }
}

/// A first line is a title when it is short and not a sentence.
fn is_title(line: &str) -> bool {
    line.starts_with("# ")
        || (line.chars().count() <= 60 && !line.ends_with(['。', '：', '；', '！', '？', ':']))
}

/// The line of the front matter that a line below the title is; each is taken once and in the order of the page.
fn claim(front: &FrontMatter, line: &str) -> Option<crate::model::FrontField> {
    use crate::model::FrontField;
    let n_chars = line.chars().count();
    let is_free = |field: FrontField| front.get(field).is_empty();
    let date = front_text(FrontField::Date, line);
    let is_date = date.ends_with('日')
        && date.contains('年')
        && date.contains('月')
        && date.chars().count() <= 24;
    if line.ends_with(['：', ':']) && n_chars <= 40 && is_free(FrontField::Salutation) {
        Some(FrontField::Salutation)
    } else if !is_free(FrontField::Salutation) {
        None
    } else if (line.starts_with("——") || line.starts_with("--"))
        && n_chars <= 60
        && is_free(FrontField::Subtitle)
    {
        Some(FrontField::Subtitle)
    } else if is_date && is_free(FrontField::Date) {
        Some(FrontField::Date)
    } else if n_chars <= 30 && !line.contains(['，', '。', '；', '！', '？', ',']) {
        [FrontField::Speaker, FrontField::Venue]
            .into_iter()
            .find(|field| {
                is_free(*field) && (*field == FrontField::Speaker) == is_free(FrontField::Date)
            })
    } else {
        None
    }
}

fn front_text(field: crate::model::FrontField, line: &str) -> &str {
    if field == crate::model::FrontField::Date {
        line.trim_matches(['（', '）', '(', ')'])
    } else {
        line
    }
}

/// The tree in the making: the open sections from the top level down, with the depth each was given.
#[derive(Default)]
struct Tree {
    ids: IdSource,
    done: Vec<Arc<Section>>,
    open: Vec<(usize, Section)>,
    /// Headings so far at each open level, to tell the number that the tree will give.
    notes: Vec<Note>,
}

impl Tree {
    fn open(&mut self, line: usize, depth: usize, number: &str, text: &str) {
        while self.open.last().is_some_and(|(open, _)| *open >= depth) {
            self.close();
        }
        let mut section = self.ids.section(text, kind_of(text));
        section.numbered = !number.is_empty();
        if section.numbered {
            let siblings = self
                .open
                .last()
                .map_or(&self.done, |(_, parent)| &parent.children);
            let nth = siblings
                .iter()
                .filter(|sibling| sibling.numbered && !sibling.heading.is_empty())
                .count()
                + 1;
            let given = number_label(self.open.len(), nth);
            if plain(&given) != plain(number) {
                let written = number.to_owned();
                self.notes.push(Note {
                    line,
                    kind: NoteKind::Renumbered { written, given },
                });
            }
        }
        self.open.push((depth, section));
    }

    fn paragraph(&mut self, text: &str) {
        if self.open.is_empty() {
            let mut opening = self.ids.section("", SectionKind::Opening);
            opening.numbered = false;
            self.open.push((0, opening));
        }
        let paragraph = self.ids.paragraph(text, Vec::new());
        if let Some((_, section)) = self.open.last_mut() {
            section.paragraphs.push(paragraph);
        }
    }

    fn close(&mut self) {
        if let Some((_, section)) = self.open.pop() {
            let level = self
                .open
                .last_mut()
                .map_or(&mut self.done, |(_, parent)| &mut parent.children);
            level.push(Arc::new(section));
        }
    }

    fn finish(mut self) -> (Vec<Arc<Section>>, Vec<Note>) {
        while !self.open.is_empty() {
            self.close();
        }
        (self.done, self.notes)
    }
}

/// A number without the differences that do not matter: full or half width, white space.
fn plain(number: &str) -> String {
    number
        .chars()
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            '．' | '、' => '.',
            c => c,
        })
        .collect()
}

/// What a section is for, as its heading says.
fn kind_of(heading: &str) -> SectionKind {
    let says = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    if says(&["任务", "部署", "重点工作", "要求"]) {
        SectionKind::Tasks
    } else if says(&["各地", "各单位", "典型", "设区市", "活动片", "联系点"]) {
        SectionKind::RegionalExamples
    } else if says(&["成绩", "成效", "进展", "回顾", "总结"]) {
        SectionKind::Achievements
    } else {
        SectionKind::Custom
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export;
    use crate::model::numbered_sections;

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
            written: "三、".to_owned(),
            given: "二、".to_owned(),
        };
        assert_eq!(imported.notes, [Note { line: 3, kind }]);
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

    #[test]
    fn encodings_are_told_apart() {
        let check = |bytes: &[u8]| assert_eq!(decode(bytes), ("讲稿".to_owned(), vec![]));
        check("讲稿".as_bytes());
        check("\u{feff}讲稿".as_bytes());
        check(&encoding_rs::GB18030.encode("讲稿").0);
        check(&[0xff, 0xfe, 0xb2, 0x8b, 0x3f, 0x7a]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(lines in proptest::collection::vec("[一二（）12.、。：—# 年月日讲话]{0,12}", 0..8)) {
            let source = lines.join("\n");
            let kept: String = {
                let speech = text(&source).speech;
                let mut all: String = crate::model::FrontField::ALL.into_iter().map(|f| speech.front.get(f).to_owned()).collect();
                speech.walk().for_each(|(_, section)| {
                    all.push_str(&section.heading);
                    all.push_str(&section.body());
                });
                all
            };
            // Numbers and marks of headings, the brackets of a date and white space are not text.
            let bare = |text: &str| { let mut c: Vec<char> = text.chars().filter(|c| "讲话年月日：。—".contains(*c)).collect(); c.sort_unstable(); c };
            proptest::prop_assert_eq!(bare(&kept), bare(&source));
        }
    }
}
