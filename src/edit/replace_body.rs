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
    let mut lines = lines_of(&splice.insert);
    if section.paragraphs.is_empty() {
        if splice.at.0 + splice.n_removed > 0 {
            return Err(past_end());
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
    let head_line = lines.remove(0);

    let mut plan = Planner {
        section,
        changes: Vec::new(),
    };
    match lines.pop() {
        // All on one line: what was the first paragraph takes in the rest of the last.
        None => {
            let joined = format!("{head}{head_line}{tail}");
            // Deleting empty lines above a paragraph leaves that paragraph, not the empty one.
            let (kept, gone) = if head.is_empty() && head_line.is_empty() && to.0 == 0 {
                (last, first..last)
            } else {
                (first, first + 1..last + 1)
            };
            let kept = section.paragraphs.get(kept).ok_or_else(past_end)?;
            let mut merged = kept.sources.clone();
            if kept.id == first_paragraph.id && first != last && !tail.is_empty() {
                add_sources(&mut merged, &last_paragraph.sources);
            }
            if !head_line.is_empty() {
                add_sources(&mut merged, sources);
            }
            plan.set(kept, &joined, merged);
            plan.remove(section.paragraphs.get(gone).ok_or_else(past_end)?);
        }
        Some(tail_line) => {
            let opening = format!("{head}{head_line}");
            let closing = format!("{tail_line}{tail}");
            let mut new_lines = lines;
            let mut at = first + 1;
            // A line feed at the very start of a paragraph pushes it down: the new, empty one is above it.
            let pushed_down = first == last && opening.is_empty() && to.0 == 0;
            if pushed_down {
                new_lines.insert(0, opening);
                at = first;
                let mut merged = last_paragraph.sources.clone();
                if !tail_line.is_empty() {
                    add_sources(&mut merged, sources);
                }
                plan.set(last_paragraph, &closing, merged);
            } else {
                let mut merged = first_paragraph.sources.clone();
                if !head_line.is_empty() {
                    add_sources(&mut merged, sources);
                }
                plan.set(first_paragraph, &opening, merged);
                plan.remove(
                    section
                        .paragraphs
                        .get(first + 1..last.max(first + 1))
                        .ok_or_else(past_end)?,
                );
                if first == last {
                    // The second half of a split paragraph came from where the first came from.
                    let mut merged = if tail.is_empty() {
                        Vec::new()
                    } else {
                        last_paragraph.sources.clone()
                    };
                    if !tail_line.is_empty() {
                        add_sources(&mut merged, sources);
                    }
                    plan.insert(at, ids.paragraph(&closing, merged));
                } else {
                    let mut merged = last_paragraph.sources.clone();
                    if !tail_line.is_empty() {
                        add_sources(&mut merged, sources);
                    }
                    plan.set(last_paragraph, &closing, merged);
                }
            }
            for line in new_lines {
                let sources = if line.is_empty() {
                    Vec::new()
                } else {
                    sources.to_vec()
                };
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
    changes: Vec<Change>,
}

impl Planner<'_> {
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
