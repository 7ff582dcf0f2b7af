//! Finds a text everywhere in the speech, and turns what was found into replacements.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::edit::TextTarget;
use crate::model::{CharIdx, FrontField, FrontMatter, Section, SectionId, Speech, Splice};

/// A place where the searched text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindHit {
    pub target: TextTarget,
    pub range: Range<CharIdx>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LetterCase {
    /// Latin letters are found in either case.
    #[default]
    Ignore,
    Match,
}

/// Every hit in the order of the page; hits do not overlap.
pub fn find_all(speech: &Speech, query: &str, letter_case: LetterCase) -> Vec<FindHit> {
    let mut finder = Finder::default();
    finder.update(speech, query, letter_case);
    finder.hits
}

/// Every hit's text replaced by `with`, as [`crate::edit::Command::ReplaceAll`] takes it.
pub fn replacements(hits: &[FindHit], with: &str) -> Vec<(TextTarget, Vec<Splice>)> {
    let mut by_target: Vec<(TextTarget, Vec<Splice>)> = Vec::new();
    for hit in hits {
        let splice = Splice {
            at: hit.range.start,
            n_removed: hit.range.end.0 - hit.range.start.0,
            insert: with.to_owned(),
        };
        match by_target.last_mut() {
            Some((target, splices)) if *target == hit.target => splices.push(splice),
            _ => by_target.push((hit.target, vec![splice])),
        }
    }
    by_target
}

/// A search that goes on while the speech is edited: only sections that changed are searched again.
#[derive(Debug, Default)]
pub struct Finder {
    query: Vec<char>,
    letter_case: LetterCase,
    front: FrontMatter,
    order: Vec<Arc<Section>>,
    sections: HashMap<SectionId, (Arc<Section>, Arc<[FindHit]>)>,
    hits: Vec<FindHit>,
}

impl Finder {
    /// The hits as of the last [`Self::update`].
    pub fn hits(&self) -> &[FindHit] {
        &self.hits
    }

    /// Searches what has changed since the last time and returns every hit. An empty query finds nothing.
    pub fn update(&mut self, speech: &Speech, query: &str, letter_case: LetterCase) -> &[FindHit] {
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
            self.find_in(text, 0, TextTarget::Front(field));
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
        self.find_in(&section.heading, 0, TextTarget::Heading(section.id));
        let mut start = 0;
        for paragraph in &section.paragraphs {
            start += 1 + self.find_in(&paragraph.text, start, TextTarget::Body(section.id));
        }
    }

    /// Adds the hits in a text that begins at `start` of its target; returns its length in characters.
    fn find_in(&mut self, text: &str, start: usize, target: TextTarget) -> usize {
        let mut n_chars = 0;
        let mut free_from = 0;
        let mut rest = text.chars();
        loop {
            let candidate = rest.clone();
            let Some(first) = rest.next() else {
                return n_chars;
            };
            let is_first = self.query.first().copied() == Some(folded(first, self.letter_case));
            if is_first && n_chars >= free_from && self.starts(candidate) {
                let from = start + n_chars;
                free_from = n_chars + self.query.len();
                self.hits.push(FindHit {
                    target,
                    range: CharIdx(from)..CharIdx(start + free_from),
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
    use crate::edit::{Command, History};
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

    /// Hits as `target:from-to`.
    fn check(query: &str, letter_case: LetterCase, expected: &[&str]) {
        let found: Vec<String> = find_all(&speech(), query, letter_case)
            .iter()
            .map(shown)
            .collect();
        assert_eq!(found, expected);
    }

    fn shown(hit: &FindHit) -> String {
        let target = match hit.target {
            TextTarget::Front(field) => format!("{field:?}"),
            TextTarget::Heading(id) => format!("heading {}", id.0),
            TextTarget::Body(id) => format!("body {}", id.0),
        };
        format!("{target}:{}-{}", hit.range.start.0, hit.range.end.0)
    }

    #[test]
    fn finds_in_front_matter_headings_and_bodies_in_page_order() {
        check(
            "工作",
            LetterCase::Ignore,
            &[
                "Title:1-3",
                "heading 1:0-2",
                "body 1:0-2",
                "body 1:5-7",
                "body 1:23-25",
                "heading 4:3-5",
            ],
        );
    }

    #[test]
    fn letter_case_counts_only_when_asked() {
        check("app", LetterCase::Ignore, &["body 1:11-14", "body 1:17-20"]);
        check("APP", LetterCase::Match, &["body 1:17-20"]);
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
        let replacements = replacements(finder.hits(), "任务");
        history.apply(Command::ReplaceAll { replacements }).unwrap();
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
