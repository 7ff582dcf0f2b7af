//! Turns a splice of a section's running text into changes of its paragraphs.
//!
//! Paragraphs keep their identity and their sources wherever their text survives, so that a provenance mark follows
//! the words and not the line number.

use std::ops::Range;

use crate::model::{
    CharIdx, IdSource, LINE_ENDS, Paragraph, Section, SnippetId, Splice, char_count,
    smallest_splice,
};

use super::{Change, EditError};

/// The paragraph that holds a place in the body, and the place in that paragraph.
fn locate(section: &Section, at: CharIdx) -> Option<(usize, CharIdx)> {
    let mut rest = at.0;
    for (idx, paragraph) in section.paragraphs.iter().enumerate() {
        let n_chars = char_count(&paragraph.text);
        if rest <= n_chars {
            return Some((idx, CharIdx(rest)));
        }
        rest -= n_chars + 1;
    }
    None
}

/// Line ends of every system become line feeds, and no paragraph holds one.
pub(super) fn lines_of(text: &str) -> Vec<String> {
    text.replace("\r\n", "\n")
        .split(LINE_ENDS)
        .map(str::to_owned)
        .collect()
}

/// Plans the splice; `sources` are added to every paragraph that receives inserted text.
///
/// # Errors
///
/// When the splice reaches past the end of the section's text.
pub(super) fn plan(
    section: &Section,
    splice: &Splice,
    sources: &[SnippetId],
    ids: &mut IdSource,
) -> Result<Vec<Change>, EditError> {
    let past_end = || EditError::PastEnd(section.id);
    let does_nothing = splice.n_removed == 0 && splice.insert.is_empty();
    let mut lines = lines_of(&splice.insert);
    if section.paragraphs.is_empty() {
        if splice.at.0 + splice.n_removed > 0 {
            return Err(past_end());
        }
        if does_nothing {
            return Ok(Vec::new());
        }
        let insert = |(at, line): (usize, &String)| Change::InsertParagraph {
            section: section.id,
            at,
            paragraph: ids.paragraph(line, sources.to_vec()),
        };
        return Ok(lines.iter().enumerate().map(insert).collect());
    }
    let (first, from) = locate(section, splice.at).ok_or_else(past_end)?;
    let (last, to) =
        locate(section, CharIdx(splice.at.0 + splice.n_removed)).ok_or_else(past_end)?;
    let mut plan = Planner {
        section,
        sources,
        first: section.paragraphs.get(first).ok_or_else(past_end)?,
        last: section.paragraphs.get(last).ok_or_else(past_end)?,
        between: section.paragraphs.get(first + 1..last).unwrap_or_default(),
        from: from.0,
        to: to.0,
        changes: Vec::new(),
    };
    let opening = lines.remove(0);
    match lines.pop() {
        None => plan.put_line(&opening),
        Some(closing) => plan.put_lines(first, &opening, lines, &closing, ids),
    }
    Ok(plan.changes)
}

/// Adds the sources that are not yet there.
fn add_sources(known: &mut Vec<SnippetId>, more: &[SnippetId]) {
    for source in more {
        if !known.contains(source) {
            known.push(source.clone());
        }
    }
}

/// Collects the changes of one section.
struct Planner<'a> {
    section: &'a Section,
    /// Where the inserted text comes from.
    sources: &'a [SnippetId],
    /// The paragraph in which the replaced text begins, at `from`.
    first: &'a Paragraph,
    /// The paragraph in which it ends, at `to`; the same one when all of it stands in one paragraph.
    last: &'a Paragraph,
    between: &'a [Paragraph],
    from: usize,
    to: usize,
    changes: Vec<Change>,
}

impl Planner<'_> {
    /// Puts text without a line end into the place of what is replaced: the first paragraph takes in the rest of the last.
    fn put_line(&mut self, line: &str) {
        let has_one = self.first.id == self.last.id;
        if !has_one && self.from == 0 && line.is_empty() && self.to == 0 {
            // Deleting empty lines above a paragraph leaves that paragraph, not the empty one.
            self.remove(std::slice::from_ref(self.first));
            self.remove(self.between);
            return;
        }
        let mut survive = self.first.sources.clone();
        if self.has_rest() {
            add_sources(&mut survive, &self.last.sources);
        }
        let survive = self.with_sources(&survive, line);
        if has_one {
            self.splice(self.first, self.from..self.to, line);
        } else {
            self.remove(self.between);
            self.splice(self.last, 0..self.to, "");
            self.splice(self.first, self.from..char_count(&self.first.text), line);
            self.changes.push(Change::JoinParagraphs {
                section: self.section.id,
                paragraph: self.first.id,
            });
        }
        self.set_sources(self.first, survive);
    }

    /// Puts lines into the place of what is replaced: the first paragraph, which is the `at`-th, ends with `opening`, the
    /// last one begins with `closing`.
    fn put_lines(
        &mut self,
        at: usize,
        opening: &str,
        mut between: Vec<String>,
        closing: &str,
        ids: &mut IdSource,
    ) {
        let mut at = at + 1;
        let closing_sources = self.with_sources(&self.last.sources, closing);
        let opening_sources = self.with_sources(&self.first.sources, opening);
        if self.first.id != self.last.id {
            self.splice(self.first, self.from..char_count(&self.first.text), opening);
            self.set_sources(self.first, opening_sources);
            self.remove(self.between);
            self.splice(self.last, 0..self.to, closing);
            self.set_sources(self.last, closing_sources);
        } else if self.from == 0 && opening.is_empty() && self.to == 0 {
            // A line feed at the very start of a paragraph pushes it down: the new, empty one is above it.
            between.insert(0, String::new());
            at -= 1;
            self.splice(self.last, 0..0, closing);
            self.set_sources(self.last, closing_sources);
        } else {
            self.splice(self.first, self.from..self.to, opening);
            self.set_sources(self.first, opening_sources);
            if self.has_rest() {
                // The second half of a split paragraph came from where the first came from.
                let rest = ids.paragraph("", closing_sources);
                self.split(self.from + char_count(opening), rest, closing);
            } else {
                let sources = self.with_sources(&[], closing);
                self.insert(at, ids.paragraph(closing, sources));
            }
        }
        for line in between {
            let sources = self.with_sources(&[], &line);
            self.insert(at, ids.paragraph(&line, sources));
            at += 1;
        }
    }

    /// True if there is text behind what is replaced.
    fn has_rest(&self) -> bool {
        self.to < char_count(&self.last.text)
    }

    /// The sources of a paragraph that takes in `inserted`.
    fn with_sources(&self, known: &[SnippetId], inserted: &str) -> Vec<SnippetId> {
        let mut all = known.to_vec();
        if !inserted.is_empty() {
            add_sources(&mut all, self.sources);
        }
        all
    }

    /// Replaces characters of a paragraph, and of these only what is not the same anyway.
    fn splice(&mut self, paragraph: &Paragraph, range: Range<usize>, text: &str) {
        let old: String = paragraph
            .text
            .chars()
            .skip(range.start)
            .take(range.len())
            .collect();
        if let Some(splice) = smallest_splice(&old, text) {
            self.changes.push(Change::SpliceParagraph {
                section: self.section.id,
                paragraph: paragraph.id,
                splice: Splice {
                    at: CharIdx(range.start + splice.at.0),
                    ..splice
                },
            });
        }
    }

    fn set_sources(&mut self, paragraph: &Paragraph, sources: Vec<SnippetId>) {
        if paragraph.sources != sources {
            self.changes.push(Change::SetSources {
                section: self.section.id,
                paragraph: paragraph.id,
                sources,
            });
        }
    }

    /// Makes the paragraph `rest` of what stands behind `at` of the first one, and begins it with `closing`.
    fn split(&mut self, at: usize, rest: Paragraph, closing: &str) {
        let paragraph = rest.id;
        self.changes.push(Change::SplitParagraph {
            section: self.section.id,
            paragraph: self.first.id,
            at: CharIdx(at),
            rest,
        });
        if !closing.is_empty() {
            self.changes.push(Change::SpliceParagraph {
                section: self.section.id,
                paragraph,
                splice: Splice {
                    at: CharIdx(0),
                    n_removed: 0,
                    insert: closing.to_owned(),
                },
            });
        }
    }

    fn insert(&mut self, at: usize, paragraph: Paragraph) {
        self.changes.push(Change::InsertParagraph {
            section: self.section.id,
            at,
            paragraph,
        });
    }

    fn remove(&mut self, paragraphs: &[Paragraph]) {
        for paragraph in paragraphs {
            self.changes.push(Change::RemoveParagraph {
                section: self.section.id,
                paragraph: paragraph.id,
            });
        }
    }
}
