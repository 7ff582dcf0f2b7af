//! Turns a splice of a section's running text into changes of its paragraphs.
//!
//! Paragraphs keep their identity and their sources wherever their text survives, so that a provenance mark follows
//! the words and not the line number.

use crate::model::{CharIdx, IdSource, Paragraph, Section, SnippetId, Splice, char_count};

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
        .split([
            '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
        ])
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
    let first_paragraph = section.paragraphs.get(first).ok_or_else(past_end)?;
    let last_paragraph = section.paragraphs.get(last).ok_or_else(past_end)?;
    let head: String = first_paragraph.text.chars().take(from.0).collect();
    let tail: String = last_paragraph.text.chars().skip(to.0).collect();
    let mut plan = Planner {
        section,
        sources,
        changes: Vec::new(),
    };
    let head_line = lines.remove(0);
    match lines.pop() {
        // All on one line: what was the first paragraph takes in the rest of the last.
        None => {
            let joined = format!("{head}{head_line}{tail}");
            // Deleting empty lines above a paragraph leaves that paragraph, not the empty one.
            let (kept, gone) = if head.is_empty() && head_line.is_empty() && to.0 == 0 {
                (last_paragraph, first..last)
            } else {
                (first_paragraph, first + 1..last + 1)
            };
            let mut survive = kept.sources.clone();
            if !tail.is_empty() {
                add_sources(&mut survive, &last_paragraph.sources);
            }
            let merged = plan.with_sources(&survive, &head_line);
            plan.set(kept, &joined, merged);
            plan.remove(section.paragraphs.get(gone).ok_or_else(past_end)?);
        }
        Some(tail_line) => {
            let opening = format!("{head}{head_line}");
            let closing = format!("{tail_line}{tail}");
            let closing_sources = plan.with_sources(&last_paragraph.sources, &tail_line);
            let mut at = first + 1;
            if first == last && opening.is_empty() && to.0 == 0 {
                // A line feed at the very start of a paragraph pushes it down: the new, empty one is above it.
                lines.insert(0, opening);
                at = first;
                plan.set(last_paragraph, &closing, closing_sources);
            } else {
                let merged = plan.with_sources(&first_paragraph.sources, &head_line);
                plan.set(first_paragraph, &opening, merged);
                plan.remove(section.paragraphs.get(at..last).unwrap_or_default());
                if first < last {
                    plan.set(last_paragraph, &closing, closing_sources);
                } else {
                    // The second half of a split paragraph came from where the first came from.
                    let sources = if tail.is_empty() {
                        plan.with_sources(&[], &tail_line)
                    } else {
                        closing_sources
                    };
                    plan.insert(at, ids.paragraph(&closing, sources));
                }
            }
            for line in lines {
                let sources = plan.with_sources(&[], &line);
                plan.insert(at, ids.paragraph(&line, sources));
                at += 1;
            }
        }
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
    changes: Vec<Change>,
}

impl Planner<'_> {
    /// The sources of a paragraph that takes in `inserted`.
    fn with_sources(&self, known: &[SnippetId], inserted: &str) -> Vec<SnippetId> {
        let mut all = known.to_vec();
        if !inserted.is_empty() {
            add_sources(&mut all, self.sources);
        }
        all
    }

    fn set(&mut self, paragraph: &Paragraph, text: &str, sources: Vec<SnippetId>) {
        if let Some(splice) = crate::model::smallest_splice(&paragraph.text, text) {
            self.changes.push(Change::SpliceParagraph {
                section: self.section.id,
                paragraph: paragraph.id,
                splice,
            });
        }
        if paragraph.sources != sources {
            self.changes.push(Change::SetSources {
                section: self.section.id,
                paragraph: paragraph.id,
                sources,
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
