//! Owns the speech and remembers every step, so that each can be taken back and made again.

use std::collections::VecDeque;

use crate::model::{CharIdx, IdSource, ParagraphId, SectionId, Speech, char_count};

use super::merge::merged;
use super::{Change, Command, EditError, StepName, TextTarget, plan};

/// Steps that undo reaches back; older ones are forgotten.
pub const N_STEPS: usize = 10_000;

/// The speech and its steps.
#[derive(Debug)]
pub struct History {
    speech: Speech,
    ids: IdSource,
    undo: VecDeque<Step>,
    redo: Vec<Step>,
    /// Names the state the speech is in; a state that undo comes back to has its old name.
    state: u64,
    last_state: u64,
    /// Whether the next stroke may still join the last step.
    open: bool,
}

#[derive(Debug)]
struct Step {
    name: StepName,
    /// What takes the step back (or makes it again, on the redo list), in the order of application.
    changes: Vec<Change>,
    /// The state on the other side of the step.
    state: u64,
}

/// Where the eye should go after an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    Target(TextTarget),
    /// A caret in a paragraph.
    Caret {
        section: SectionId,
        paragraph: ParagraphId,
        at: CharIdx,
    },
}

/// What an edit, an undo or a redo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub name: StepName,
    /// `None` when there is nothing left to look at, as after deleting a section.
    pub focus: Option<Focus>,
}

impl History {
    pub fn new(speech: Speech) -> Self {
        let ids = IdSource::above(&speech);
        Self {
            speech,
            ids,
            undo: VecDeque::new(),
            redo: Vec::new(),
            state: 0,
            last_state: 0,
            open: false,
        }
    }

    pub fn speech(&self) -> &Speech {
        &self.speech
    }

    /// Names the state the speech is in: equal names, equal speech. A file was saved in the state it was saved in.
    pub fn state(&self) -> u64 {
        self.state
    }

    /// Makes the edit as one step of undo. `None` when there was nothing to do.
    ///
    /// # Errors
    ///
    /// When the command names a place that is not there. The speech is then as it was.
    pub fn apply(&mut self, command: Command) -> Result<Option<Outcome>, EditError> {
        let continues = self.open && self.continues(&command);
        let ends_sentence = ends_sentence(&command);
        let plan = plan::plan(command, &self.speech, &mut self.ids)?;
        if plan.changes.is_empty() {
            return Ok(None);
        }
        let is_stroke = is_stroke(&plan.name);
        let joins = continues && is_stroke;
        let (mut inverse, focus) = self.apply_changes(plan.changes)?;
        self.redo.clear();
        self.last_state += 1;
        let before = std::mem::replace(&mut self.state, self.last_state);
        let joined = joins.then(|| self.undo.back_mut()).flatten();
        if let Some(step) = joined {
            inverse.append(&mut step.changes);
            step.changes = merged(inverse);
            if step.changes.is_empty() {
                // All that was typed has been deleted again: the speech is as it was before the step.
                self.state = step.state;
                self.undo.pop_back();
                self.open = false;
                return Ok(Some(Outcome {
                    name: plan.name,
                    focus,
                }));
            }
        } else {
            if self.undo.len() == N_STEPS {
                self.undo.pop_front();
            }
            let name = plan.name.clone();
            self.undo.push_back(Step {
                name,
                changes: inverse,
                state: before,
            });
        }
        self.open = is_stroke && !ends_sentence;
        Ok(Some(Outcome {
            name: plan.name,
            focus,
        }))
    }

    /// Takes the last step back; `None` when there is none.
    pub fn undo(&mut self) -> Option<Outcome> {
        let step = self.undo.pop_back()?;
        let (outcome, back) = self.go(step);
        self.redo.push(back);
        Some(outcome)
    }

    /// Makes the step again that was taken back last; `None` when there is none.
    pub fn redo(&mut self) -> Option<Outcome> {
        let step = self.redo.pop()?;
        let (outcome, back) = self.go(step);
        self.undo.push_back(back);
        Some(outcome)
    }

    /// What undo would take back.
    pub fn undo_name(&self) -> Option<&StepName> {
        self.undo.back().map(|step| &step.name)
    }

    /// What redo would make again.
    pub fn redo_name(&self) -> Option<&StepName> {
        self.redo.last().map(|step| &step.name)
    }

    /// Ends the run of typing: the next stroke is a step of its own. For a pause, or a caret that went elsewhere.
    pub fn seal(&mut self) {
        self.open = false;
    }

    fn go(&mut self, step: Step) -> (Outcome, Step) {
        self.open = false;
        let (changes, focus) = self
            .apply_changes(step.changes)
            .expect("the speech is in the state in which the inverse was made");
        let state = std::mem::replace(&mut self.state, step.state);
        let outcome = Outcome {
            name: step.name.clone(),
            focus,
        };
        (
            outcome,
            Step {
                name: step.name,
                changes,
                state,
            },
        )
    }

    /// Applies all changes or none; returns their inverses in the order in which those are to be applied.
    fn apply_changes(
        &mut self,
        changes: Vec<Change>,
    ) -> Result<(Vec<Change>, Option<Focus>), EditError> {
        let mut inverse = VecDeque::with_capacity(changes.len());
        let mut focus = None;
        for change in changes {
            let wanted = focus_of(&change);
            match change.apply(&mut self.speech) {
                Ok(back) => {
                    inverse.push_front(back);
                    focus = wanted.or(focus);
                }
                Err(error) => {
                    for back in inverse {
                        back.apply(&mut self.speech)
                            .expect("the speech is in the state in which the inverse was made");
                    }
                    return Err(error);
                }
            }
        }
        Ok((inverse.into(), focus.filter(|focus| self.exists(*focus))))
    }

    fn exists(&self, focus: Focus) -> bool {
        match focus {
            Focus::Target(TextTarget::Front(_)) => true,
            Focus::Target(TextTarget::Heading(section) | TextTarget::Body(section)) => {
                self.speech.section(section).is_some()
            }
            Focus::Caret {
                section, paragraph, ..
            } => self
                .speech
                .section(section)
                .is_some_and(|section| section.paragraphs.iter().any(|p| p.id == paragraph)),
        }
    }

    /// Whether the command goes on with the typing of the last step.
    fn continues(&self, command: &Command) -> bool {
        let Some(last) = self.undo.back() else {
            return false;
        };
        match (command, last.changes.first()) {
            (Command::EditBody { section, splice }, Some(back)) => self
                .typed_range(*section, back)
                .is_some_and(|(from, to)| match last.name {
                    // Typing on, or correcting what has just been typed.
                    StepName::Type => splice.at.0 >= from && splice.at.0 + splice.n_removed == to,
                    // Deleting on, backwards or forwards.
                    StepName::Delete => {
                        splice.insert.is_empty()
                            && (splice.at.0 + splice.n_removed == from || splice.at.0 == from)
                    }
                    _ => false,
                }),
            (Command::SetHeading { section: id, .. }, Some(Change::SetHeading { section, .. })) => {
                id == section
            }
            (Command::SetFront { field: id, .. }, Some(Change::SetFront { field, .. })) => {
                id == field
            }
            _ => false,
        }
    }

    /// What the change would take back of the section's body, as characters from and to; `None` when it is not typing
    /// in this section.
    fn typed_range(&self, section: SectionId, back: &Change) -> Option<(usize, usize)> {
        let (id, paragraph, splice) = match back {
            Change::SpliceParagraph {
                section,
                paragraph,
                splice,
            } => (section, paragraph, Some(splice)),
            // The first character of an empty section makes its first paragraph.
            Change::RemoveParagraph { section, paragraph } => (section, paragraph, None),
            _ => return None,
        };
        let section = self.speech.section(section).filter(|_| *id == section)?;
        let at = section.paragraphs.iter().position(|p| p.id == *paragraph)?;
        let start: usize = section
            .paragraphs
            .iter()
            .take(at)
            .map(|above| char_count(&above.text) + 1)
            .sum();
        match splice {
            Some(back) => Some((start + back.at.0, start + back.at.0 + back.n_removed)),
            None => {
                let n_chars = char_count(&section.paragraphs.get(at)?.text);
                Some((start, start + n_chars))
            }
        }
    }
}

/// Whether the step may be part of a run of typing: a paste, an Enter and all else stand alone.
fn is_stroke(name: &StepName) -> bool {
    matches!(
        name,
        StepName::Type | StepName::Delete | StepName::RenameSection { .. } | StepName::EditFront(_)
    )
}

/// A run of typing in the text ends with its sentence.
fn ends_sentence(command: &Command) -> bool {
    match command {
        Command::EditBody { splice, .. } => splice.insert.contains(['。', '！', '？', '；']),
        _ => false,
    }
}

/// Where the eye goes after a change.
fn focus_of(change: &Change) -> Option<Focus> {
    let focus = match change {
        Change::SetFront { field, .. } => Focus::Target(TextTarget::Front(*field)),
        Change::InsertSection { section, .. } => Focus::Target(TextTarget::Heading(section.id)),
        Change::MoveSection { section, .. }
        | Change::SetHeading { section, .. }
        | Change::SetKind { section, .. }
        | Change::SetNumbered { section, .. } => Focus::Target(TextTarget::Heading(*section)),
        Change::InsertParagraph {
            section, paragraph, ..
        } => Focus::Caret {
            section: *section,
            paragraph: paragraph.id,
            at: CharIdx(char_count(&paragraph.text)),
        },
        Change::SpliceParagraph {
            section,
            paragraph,
            splice,
        } => Focus::Caret {
            section: *section,
            paragraph: *paragraph,
            at: CharIdx(splice.at.0 + char_count(&splice.insert)),
        },
        Change::SetRoster { .. }
        | Change::SetIgnored { .. }
        | Change::RemoveParagraph { .. }
        | Change::RemoveSection { .. }
        | Change::SetSources { .. } => {
            return None;
        }
    };
    Some(focus)
}
