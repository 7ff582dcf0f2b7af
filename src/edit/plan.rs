//! Turns a command into changes and names the step.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{
    Anchor, CharIdx, IdSource, MAX_DEPTH, ParagraphId, Section, SectionId, SectionKind,
    SectionPlace, Speech, Splice, TextId, char_count, smallest_splice,
};

use super::{
    Change, Command, EditError, NewSection, SnippetPlace, SnippetText, StepName,
    replace_body::{self, lines_of},
};

/// What a command will do. No changes: it has nothing to do.
#[derive(Debug)]
pub(super) struct Plan {
    pub name: StepName,
    pub changes: Vec<Change>,
}

/// # Errors
///
/// When the command names a place that is not there.
#[expect(
    clippy::too_many_lines,
    reason = "one short arm for each command, read as a table"
)]
pub(super) fn plan(
    command: Command,
    speech: &Speech,
    ids: &mut IdSource,
) -> Result<Plan, EditError> {
    match command {
        Command::SetFront { field, text } => {
            let splice = smallest_splice(speech.front.get(field), &one_line(&text));
            let change = splice.map(|splice| Change::SpliceFront { field, splice });
            Ok(Plan {
                name: StepName::EditFront(field),
                changes: change.into_iter().collect(),
            })
        }
        Command::SetRoster { roster } => {
            let is_new = speech.roster != roster;
            Ok(Plan {
                name: StepName::SetRoster,
                changes: when(is_new, || Change::SetRoster { roster }),
            })
        }
        Command::SetIgnored { ignored } => {
            let is_more = ignored.iter().any(|one| !speech.ignored.contains(one));
            let name = if is_more {
                StepName::IgnoreFindings
            } else {
                StepName::RestoreFindings
            };
            let is_new = speech.ignored != ignored;
            Ok(Plan {
                name,
                changes: when(is_new, || Change::SetIgnored { ignored }),
            })
        }
        Command::EditBody {
            section: id,
            splice,
        } => {
            let section = find(speech, id)?;
            let name = name_of_edit(section, &splice);
            Ok(Plan {
                name,
                changes: replace_body::plan(section, &splice, &[], ids)?,
            })
        }
        Command::SetHeading {
            section: id,
            heading,
        } => {
            let section = find(speech, id)?;
            let name = StepName::RenameSection {
                heading: section.heading.clone(),
            };
            let splice = smallest_splice(&section.heading, &one_line(&heading));
            let change = splice.map(|splice| Change::SpliceHeading {
                section: id,
                splice,
            });
            Ok(Plan {
                name,
                changes: change.into_iter().collect(),
            })
        }
        Command::SetKind { section: id, kind } => {
            let section = find(speech, id)?;
            let name = StepName::SetKind {
                heading: section.heading.clone(),
            };
            let is_new = section.kind != kind;
            Ok(Plan {
                name,
                changes: when(is_new, || Change::SetKind { section: id, kind }),
            })
        }
        Command::SetNumbered {
            section: id,
            numbered,
        } => {
            let section = find(speech, id)?;
            let name = StepName::SetNumbered {
                heading: section.heading.clone(),
            };
            let is_new = section.numbered != numbered;
            let change = || Change::SetNumbered {
                section: id,
                numbered,
            };
            Ok(Plan {
                name,
                changes: when(is_new, change),
            })
        }
        Command::AddSection { place, section } => {
            let name = StepName::AddSection {
                heading: section.heading.clone(),
            };
            check_depth(speech, place, 1)?;
            let section = Arc::new(new_section(section, ids));
            Ok(Plan {
                name,
                changes: vec![Change::InsertSection { place, section }],
            })
        }
        Command::MoveSection { section: id, place } => move_section(speech, id, place),
        Command::DuplicateSection { section: id } => {
            let section = find(speech, id)?;
            let here = speech.place_of(id).ok_or(EditError::NoSection(id))?;
            let place = SectionPlace {
                at: here.at + 1,
                ..here
            };
            let name = StepName::DuplicateSection {
                heading: section.heading.clone(),
            };
            let section = Arc::new(ids.copy_of(section));
            Ok(Plan {
                name,
                changes: vec![Change::InsertSection { place, section }],
            })
        }
        Command::DeleteSection { section: id } => {
            let name = StepName::DeleteSection {
                heading: find(speech, id)?.heading.clone(),
            };
            Ok(Plan {
                name,
                changes: vec![Change::RemoveSection { section: id }],
            })
        }
        Command::InsertSnippet { inserted, place } => insert_snippet(speech, &inserted, place, ids),
        Command::ReplaceAll { replacements } => replace_all(speech, replacements),
    }
}

/// The change, when there is something to change.
fn when(is_new: bool, change: impl FnOnce() -> Change) -> Vec<Change> {
    is_new.then(change).into_iter().collect()
}

/// Refuses to put `n_levels` of sections below [`MAX_DEPTH`].
fn check_depth(speech: &Speech, place: SectionPlace, n_levels: usize) -> Result<(), EditError> {
    if n_above(speech, place) + n_levels > MAX_DEPTH {
        return Err(EditError::TooDeep);
    }
    Ok(())
}

/// Number of sections that a place lies in.
fn n_above(speech: &Speech, place: SectionPlace) -> usize {
    let path = place.parent.and_then(|parent| speech.path_of(parent));
    path.map_or(0, |path| path.len())
}

fn find(speech: &Speech, id: SectionId) -> Result<&Section, EditError> {
    speech
        .section(id)
        .map(AsRef::as_ref)
        .ok_or(EditError::NoSection(id))
}

/// Headings and front matter are lines: a line end in pasted text becomes a space.
fn one_line(text: &str) -> String {
    lines_of(text).join(" ")
}

/// More characters than this at once are a paste, not a word from the input method.
const LONGEST_WORD: usize = 24;

fn name_of_edit(section: &Section, splice: &Splice) -> StepName {
    let n_inserted = char_count(&splice.insert);
    if splice.insert == "\n" && splice.n_removed == 0 {
        StepName::SplitParagraph
    } else if n_inserted > LONGEST_WORD || lines_of(&splice.insert).len() > 1 {
        StepName::Paste
    } else if n_inserted > 0 {
        StepName::Type
    } else if section
        .body()
        .chars()
        .skip(splice.at.0)
        .take(splice.n_removed)
        .eq(['\n'])
    {
        StepName::JoinParagraphs
    } else {
        StepName::Delete
    }
}

fn new_section(new: NewSection, ids: &mut IdSource) -> Section {
    let mut section = ids.section(&one_line(&new.heading), new.kind);
    section.numbered = new.numbered;
    section.paragraphs = new
        .paragraphs
        .iter()
        .map(|text| ids.paragraph(&one_line(text), Vec::new()))
        .collect();
    section
}

fn move_section(speech: &Speech, id: SectionId, gap: SectionPlace) -> Result<Plan, EditError> {
    let section = find(speech, id)?;
    let from = speech.place_of(id).ok_or(EditError::NoSection(id))?;
    if gap
        .parent
        .is_some_and(|parent| speech.is_within(parent, id))
    {
        return Err(EditError::IntoItself(id));
    }
    // A file may have brought sections that stand deeper: they can still be moved upwards and sideways.
    if speech.path_of(id).map(|path| path.len()) < Some(n_above(speech, gap) + 1) {
        let n_levels = section.walk().map(|(depth, _)| depth + 1).max();
        check_depth(speech, gap, n_levels.unwrap_or(1))?;
    }
    // The gap is counted with the section still in its place, the change without it.
    let at = if from.parent == gap.parent && from.at < gap.at {
        gap.at - 1
    } else {
        gap.at
    };
    let place = SectionPlace { at, ..gap };
    let name = StepName::MoveSection {
        heading: section.heading.clone(),
    };
    let changes = if place == from {
        vec![]
    } else {
        vec![Change::MoveSection { section: id, place }]
    };
    Ok(Plan { name, changes })
}

fn insert_snippet(
    speech: &Speech,
    inserted: &SnippetText,
    place: SnippetPlace,
    ids: &mut IdSource,
) -> Result<Plan, EditError> {
    let name = StepName::InsertSnippet {
        title: inserted.title.clone(),
    };
    let sources = std::slice::from_ref(&inserted.id);
    let text = inserted.text.trim_matches(['\n', '\r']);
    let gap = |section: &Section, at: usize, ids: &mut IdSource| -> Result<_, EditError> {
        let insert = |(offset, line): (usize, String)| Change::InsertParagraph {
            section: section.id,
            at: at + offset,
            paragraph: ids.paragraph(&line, sources.to_vec()),
        };
        if at > section.paragraphs.len() {
            return Err(EditError::PastEnd(section.id));
        }
        Ok(lines_of(text).into_iter().enumerate().map(insert).collect())
    };
    let changes = match place {
        SnippetPlace::Caret { section, at } => {
            let splice = Splice {
                at,
                n_removed: 0,
                insert: text.to_owned(),
            };
            replace_body::plan(find(speech, section)?, &splice, sources, ids)?
        }
        SnippetPlace::ParagraphGap { section, at } => gap(find(speech, section)?, at, ids)?,
        SnippetPlace::SectionEnd(section) => {
            let section = find(speech, section)?;
            match section.paragraphs.last() {
                // An empty last paragraph is where one would have typed: it is filled.
                Some(last) if last.text.is_empty() => {
                    let at = CharIdx(char_count(&section.body()));
                    let splice = Splice {
                        at,
                        n_removed: 0,
                        insert: text.to_owned(),
                    };
                    replace_body::plan(section, &splice, sources, ids)?
                }
                _ => gap(section, section.paragraphs.len(), ids)?,
            }
        }
        SnippetPlace::SectionGap(place) => {
            check_depth(speech, place, 1)?;
            let mut section = ids.section(&one_line(&inserted.title), SectionKind::Custom);
            section.paragraphs = lines_of(text)
                .iter()
                .map(|line| ids.paragraph(line, sources.to_vec()))
                .collect();
            vec![Change::InsertSection {
                place,
                section: Arc::new(section),
            }]
        }
    };
    Ok(Plan { name, changes })
}

/// Replaces from the end, so that the places before stay where they are.
fn replace_all(
    speech: &Speech,
    mut replacements: Vec<(Anchor, String)>,
) -> Result<Plan, EditError> {
    let name = StepName::ReplaceAll {
        n_places: replacements.len(),
    };
    let sections: HashMap<ParagraphId, SectionId> = speech
        .walk()
        .flat_map(|(_, section)| section.paragraphs.iter().map(|p| (p.id, section.id)))
        .collect();
    let mut ranks = HashMap::new();
    for (anchor, _) in &replacements {
        let n_texts = ranks.len();
        ranks.entry(anchor.text).or_insert(n_texts);
    }
    replacements
        .sort_by_key(|(anchor, _)| Reverse((ranks.get(&anchor.text).copied(), anchor.range.start)));
    let change = |(anchor, text): (Anchor, String)| {
        let (start, end) = (anchor.range.start, anchor.range.end);
        let splice = Splice {
            at: start,
            n_removed: end.0.saturating_sub(start.0),
            insert: one_line(&text),
        };
        Ok(match anchor.text {
            TextId::Front(field) => Change::SpliceFront { field, splice },
            TextId::Heading(section) => Change::SpliceHeading { section, splice },
            TextId::Paragraph(paragraph) => Change::SpliceParagraph {
                section: *sections
                    .get(&paragraph)
                    .ok_or(EditError::NoText(anchor.text))?,
                paragraph,
                splice,
            },
        })
    };
    let changes = replacements
        .into_iter()
        .map(change)
        .collect::<Result<_, _>>()?;
    Ok(Plan { name, changes })
}
