//! Turns a command into changes and names the step.

use std::sync::Arc;

use crate::model::{
    CharIdx, IdSource, Section, SectionId, SectionKind, SectionPlace, Speech, Splice, char_count,
};

use super::{
    Change, Command, EditError, NewSection, Passage, PassagePlace, StepName, TextTarget,
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
            let text = one_line(&text);
            let same = speech.front.get(field) == text;
            let changes = if same {
                vec![]
            } else {
                vec![Change::SetFront { field, text }]
            };
            Ok(Plan {
                name: StepName::EditFront(field),
                changes,
            })
        }
        Command::SetRoster { roster } => {
            let same = speech.roster == roster;
            let changes = if same {
                vec![]
            } else {
                vec![Change::SetRoster { roster }]
            };
            Ok(Plan {
                name: StepName::SetRoster,
                changes,
            })
        }
        Command::SetIgnored { ignored } => {
            let is_more = ignored.iter().any(|one| !speech.ignored.contains(one));
            let name = if is_more {
                StepName::IgnoreFindings
            } else {
                StepName::RestoreFindings
            };
            let same = speech.ignored == ignored;
            let changes = if same {
                vec![]
            } else {
                vec![Change::SetIgnored { ignored }]
            };
            Ok(Plan { name, changes })
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
            let heading = one_line(&heading);
            let name = StepName::RenameSection {
                heading: section.heading.clone(),
            };
            let same = section.heading == heading;
            let changes = if same {
                vec![]
            } else {
                vec![Change::SetHeading {
                    section: id,
                    heading,
                }]
            };
            Ok(Plan { name, changes })
        }
        Command::SetKind { section: id, kind } => {
            let section = find(speech, id)?;
            let name = StepName::SetKind {
                heading: section.heading.clone(),
            };
            let same = section.kind == kind;
            let changes = if same {
                vec![]
            } else {
                vec![Change::SetKind { section: id, kind }]
            };
            Ok(Plan { name, changes })
        }
        Command::SetNumbered {
            section: id,
            numbered,
        } => {
            let section = find(speech, id)?;
            let name = StepName::SetNumbered {
                heading: section.heading.clone(),
            };
            let same = section.numbered == numbered;
            let changes = if same {
                vec![]
            } else {
                vec![Change::SetNumbered {
                    section: id,
                    numbered,
                }]
            };
            Ok(Plan { name, changes })
        }
        Command::AddSection { place, section } => {
            let name = StepName::AddSection {
                heading: section.heading.clone(),
            };
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
        Command::InsertPassage { passage, place } => insert_passage(speech, &passage, place, ids),
        Command::ReplaceAll { replacements } => replace_all(speech, replacements, ids),
    }
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

fn insert_passage(
    speech: &Speech,
    passage: &Passage,
    place: PassagePlace,
    ids: &mut IdSource,
) -> Result<Plan, EditError> {
    let name = StepName::InsertSnippet {
        title: passage.title.clone(),
    };
    let sources = std::slice::from_ref(&passage.snippet);
    let text = passage.text.trim_matches(['\n', '\r']);
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
        PassagePlace::Caret { section, at } => {
            let splice = Splice {
                at,
                n_removed: 0,
                insert: text.to_owned(),
            };
            replace_body::plan(find(speech, section)?, &splice, sources, ids)?
        }
        PassagePlace::ParagraphGap { section, at } => gap(find(speech, section)?, at, ids)?,
        PassagePlace::SectionEnd(section) => {
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
        PassagePlace::SectionGap(place) => {
            let mut section = ids.section(&one_line(&passage.title), SectionKind::Custom);
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

fn replace_all(
    speech: &Speech,
    replacements: Vec<(TextTarget, Vec<Splice>)>,
    ids: &mut IdSource,
) -> Result<Plan, EditError> {
    let n_places = replacements.iter().map(|(_, splices)| splices.len()).sum();
    let mut changes = Vec::new();
    for (target, mut splices) in replacements {
        // From the end, so that the places before stay where they are.
        splices.sort_by_key(|splice| std::cmp::Reverse(splice.at));
        match target {
            TextTarget::Front(field) => {
                let text = splice_line(speech.front.get(field), &splices)
                    .ok_or(EditError::PastEndOfFront(field))?;
                changes.push(Change::SetFront { field, text });
            }
            TextTarget::Heading(id) => {
                let heading = splice_line(&find(speech, id)?.heading, &splices)
                    .ok_or(EditError::PastEnd(id))?;
                changes.push(Change::SetHeading {
                    section: id,
                    heading,
                });
            }
            TextTarget::Body(id) => {
                let mut section = find(speech, id)?.clone();
                for splice in &splices {
                    let planned = replace_body::plan(&section, splice, &[], ids)?;
                    for change in &planned {
                        section = after(change, section)?;
                    }
                    changes.extend(planned);
                }
            }
        }
    }
    Ok(Plan {
        name: StepName::ReplaceAll { n_places },
        changes,
    })
}

fn splice_line(text: &str, splices: &[Splice]) -> Option<String> {
    let apply = |text: String, splice: &Splice| Some(splice.apply(&text)?.0);
    splices
        .iter()
        .try_fold(text.to_owned(), apply)
        .map(|text| one_line(&text))
}

/// The section alone after one of its own changes.
fn after(change: &Change, section: Section) -> Result<Section, EditError> {
    let id = section.id;
    let mut alone = Speech {
        sections: vec![Arc::new(section)],
        ..Speech::default()
    };
    change.clone().apply(&mut alone)?;
    let section = alone.sections.pop().ok_or(EditError::NoSection(id))?;
    Ok(Arc::unwrap_or_clone(section))
}
