//! Finds a text everywhere in the speech, and turns what was found into replacements.

use std::collections::HashMap;
use std::sync::Arc;

use crate::edit::Command;
use crate::model::{Anchor, CharIdx, FrontField, FrontMatter, Section, SectionId, Speech, TextId};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LetterCase {
    /// Latin letters are found in either case.
    #[default]
    Ignore,
    Match,
}

/// Every hit in the order of the page; hits do not overlap.
#[cfg(test)]
pub fn find_all(speech: &Speech, query: &str, letter_case: LetterCase) -> Vec<Anchor> {
    let mut finder = Finder::default();
    finder.update(speech, query, letter_case);
    finder.hits
}

/// Every hit's text replaced by `with`.
pub fn replace_by(hits: &[Anchor], with: &str) -> Command {
    let replacement = |hit: &Anchor| (hit.clone(), with.to_owned());
    Command::ReplaceAll {
        replacements: hits.iter().map(replacement).collect(),
    }
}

/// A search that goes on while the speech is edited: only sections that changed are searched again.
#[derive(Debug, Default)]
pub struct Finder {
    query: Vec<char>,
    letter_case: LetterCase,
    front: FrontMatter,
    order: Vec<Arc<Section>>,
    sections: HashMap<SectionId, (Arc<Section>, Arc<[Anchor]>)>,
    hits: Vec<Anchor>,
}

impl Finder {
    /// The hits as of the last [`Self::update`].
    pub fn hits(&self) -> &[Anchor] {
        &self.hits
    }

    /// Searches what has changed since the last time and returns every hit. An empty query finds nothing.
    pub fn update(&mut self, speech: &Speech, query: &str, letter_case: LetterCase) -> &[Anchor] {
        let query: Vec<char> = query.chars().map(|c| folded(c, letter_case)).collect();
        let is_same_search = self.query == query && self.letter_case == letter_case;
        if !is_same_search {
            self.sections.clear();
            self.order.clear();
        }
        let is_same_speech = is_same_search
            && self.front == speech.front
            && speech
                .walk()
                .map(|(_, section)| Arc::as_ptr(section))
                .eq(self.order.iter().map(Arc::as_ptr));
        if is_same_speech {
            return &self.hits;
        }
        self.query = query;
        self.letter_case = letter_case;
        self.front = speech.front.clone();
        self.order = speech.walk().map(|(_, section)| section.clone()).collect();
        self.hits.clear();
        if self.query.is_empty() {
            return &self.hits;
        }
        let mut known = std::mem::take(&mut self.sections);
        for field in FrontField::ALL {
            let text = speech.front.get(field);
            self.find_in(text, TextId::Front(field));
        }
        for idx in 0..self.order.len() {
            let Some(section) = self.order.get(idx).cloned() else {
                continue;
            };
            let hits = match known.remove(&section.id) {
                Some((seen, hits)) if Arc::ptr_eq(&seen, &section) => hits,
                _ => {
                    let n_before = self.hits.len();
                    self.find_in_section(&section);
                    self.hits.drain(n_before..).collect()
                }
            };
            self.hits.extend_from_slice(&hits);
            self.sections.insert(section.id, (section, hits));
        }
        &self.hits
    }

    fn find_in_section(&mut self, section: &Section) {
        for (id, text) in section.texts() {
            self.find_in(text, id);
        }
    }

    fn find_in(&mut self, text: &str, id: TextId) {
        let mut n_chars = 0;
        let mut free_from = 0;
        let mut rest = text.chars();
        loop {
            let candidate = rest.clone();
            let Some(first) = rest.next() else {
                return;
            };
            let is_first = self.query.first().copied() == Some(folded(first, self.letter_case));
            if is_first && n_chars >= free_from && self.starts(candidate) {
                free_from = n_chars + self.query.len();
                self.hits.push(Anchor {
                    text: id,
                    range: CharIdx(n_chars)..CharIdx(free_from),
                });
            }
            n_chars += 1;
        }
    }

    fn starts(&self, text: std::str::Chars<'_>) -> bool {
        let mut text = text.map(|c| folded(c, self.letter_case));
        self.query.iter().all(|&wanted| text.next() == Some(wanted))
    }
}

/// One character for one, so that positions stay what they are.
fn folded(c: char, letter_case: LetterCase) -> char {
    match letter_case {
        LetterCase::Match => c,
        LetterCase::Ignore if c.is_ascii() => c.to_ascii_lowercase(),
        LetterCase::Ignore => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::History;
    use crate::model::{IdSource, SectionKind};

    fn speech() -> Speech {
        let mut ids = IdSource::default();
        let mut first = ids.section("工作成绩", SectionKind::Achievements);
        first.paragraphs = vec![
            ids.paragraph("工作有力，工作有序。", vec![]),
            ids.paragraph("App 与 APP 都在工作。", vec![]),
        ];
        let mut child = ids.section("下一步工作", SectionKind::Tasks);
        child.paragraphs = vec![ids.paragraph("没有别的。", vec![])];
        first.children = vec![Arc::new(child)];
        let mut speech = Speech {
            sections: vec![Arc::new(first)],
            ..Speech::default()
        };
        speech.front.title = "在工作会议上的讲话".to_owned();
        speech
    }

    /// Hits as `text:from-to`.
    fn check(query: &str, letter_case: LetterCase, expected: &[&str]) {
        let found: Vec<String> = find_all(&speech(), query, letter_case)
            .iter()
            .map(shown)
            .collect();
        assert_eq!(found, expected);
    }

    fn shown(hit: &Anchor) -> String {
        let text = match hit.text {
            TextId::Front(field) => format!("{field:?}"),
            TextId::Heading(id) => format!("heading {}", id.0),
            TextId::Paragraph(id) => format!("paragraph {}", id.0),
        };
        format!("{text}:{}-{}", hit.range.start.0, hit.range.end.0)
    }

    #[test]
    fn finds_in_front_matter_headings_and_bodies_in_page_order() {
        check(
            "工作",
            LetterCase::Ignore,
            &[
                "Title:1-3",
                "heading 1:0-2",
                "paragraph 2:0-2",
                "paragraph 2:5-7",
                "paragraph 3:12-14",
                "heading 4:3-5",
            ],
        );
    }

    #[test]
    fn letter_case_counts_only_when_asked() {
        check(
            "app",
            LetterCase::Ignore,
            &["paragraph 3:0-3", "paragraph 3:6-9"],
        );
        check("APP", LetterCase::Match, &["paragraph 3:6-9"]);
    }

    #[test]
    fn hits_do_not_overlap_and_nothing_finds_nothing() {
        check("", LetterCase::Ignore, &[]);
        let mut speech = Speech::default();
        speech.front.title = "哈哈哈哈哈".to_owned();
        assert_eq!(find_all(&speech, "哈哈", LetterCase::Ignore).len(), 2);
    }

    #[test]
    fn an_edit_is_followed_and_replacing_all_is_one_step() {
        let mut history = History::new(speech());
        let mut finder = Finder::default();
        assert_eq!(
            finder
                .update(history.speech(), "工作", LetterCase::Ignore)
                .len(),
            6
        );
        history.apply(replace_by(finder.hits(), "任务")).unwrap();
        assert_eq!(
            finder.update(history.speech(), "工作", LetterCase::Ignore),
            []
        );
        assert_eq!(
            finder
                .update(history.speech(), "任务", LetterCase::Ignore)
                .len(),
            6
        );
        history.undo();
        let again = finder
            .update(history.speech(), "工作", LetterCase::Ignore)
            .to_vec();
        assert_eq!(again, find_all(&speech(), "工作", LetterCase::Ignore));
    }
}
