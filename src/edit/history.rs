//! Owns the speech and remembers every step, so that each can be taken back and made again.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::model::{
    Anchor, CharIdx, IdSource, IgnoredFinding, Moved, SectionId, Speech, Splice, Stick, TextId,
    char_count,
};

use super::merge::merged;
use super::{Change, Command, EditError, StepName, plan};

/// Steps that undo reaches back; older ones are forgotten.
pub const N_STEPS: usize = 10_000;

/// The speech and its steps.
#[derive(Debug)]
pub struct History {
    speech: Speech,
    ids: IdSource,
    undo: VecDeque<Step>,
    redo: Vec<Step>,
    /// Identifier of the current state; a state that undo comes back to has its old identifier.
    state: u64,
    last_state: u64,
    /// How the last edits moved places, the newest last.
    moved: VecDeque<Moved>,
    /// Number of edits, undos and redos so far.
    n_edits: u64,
    /// True if the next stroke may still join the last step.
    open: bool,
}

#[derive(Debug)]
struct Step {
    name: StepName,
    /// What takes the step back (or makes it again, on the redo list), in the order of application.
    changes: Vec<Change>,
    /// The state on the other side of the step.
    state: u64,
    /// The ignored findings on the other side, when their places are other ones there.
    ignored: Option<Arc<[IgnoredFinding]>>,
}

/// What an edit, an undo or a redo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub name: StepName,
    /// Where the caret should go. `None` when there is nothing left to look at, as after deleting a section.
    pub focus: Option<Anchor>,
    /// How places have moved.
    pub moved: Moved,
}

impl History {
    /// For a speech that is not kept: ids are counted on behind the highest one.
    pub fn new(speech: Speech) -> Self {
        let ids = IdSource::above(&speech);
        Self::with_ids(speech, ids)
    }

    /// For a speech that is kept: what is written from now on gets its ids from `ids`.
    pub fn with_ids(speech: Speech, ids: IdSource) -> Self {
        Self {
            speech,
            ids,
            undo: VecDeque::new(),
            redo: Vec::new(),
            state: 0,
            last_state: 0,
            moved: VecDeque::new(),
            n_edits: 0,
            open: false,
        }
    }

    pub fn speech(&self) -> &Speech {
        &self.speech
    }

    /// Identifier of the current state; equal identifiers mean equal speeches.
    pub fn state(&self) -> u64 {
        self.state
    }

    /// Number of edits, undos and redos so far: [`Self::moved_since`] tells what has moved since it was asked for.
    pub fn n_edits(&self) -> u64 {
        self.n_edits
    }

    /// How places have moved since [`Self::n_edits`] was `n_edits`; `None` when that is longer ago than the history
    /// remembers.
    pub fn moved_since(&self, n_edits: u64) -> Option<Moved> {
        let n_since = usize::try_from(self.n_edits.checked_sub(n_edits)?).ok()?;
        let n_known = self.moved.len().checked_sub(n_since)?;
        let mut moved = Moved::default();
        for step in self.moved.iter().skip(n_known) {
            moved.append(step);
        }
        Some(moved)
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
        let ignored_before = Arc::clone(&self.speech.ignored);
        let joins = continues && is_stroke;
        let (mut inverse, focus, moved) = self.apply_changes(plan.changes)?;
        self.follow_ignored(&moved);
        let ignored =
            (!Arc::ptr_eq(&ignored_before, &self.speech.ignored)).then_some(ignored_before);
        self.redo.clear();
        self.last_state += 1;
        let before = std::mem::replace(&mut self.state, self.last_state);
        let joined = joins.then(|| self.undo.back_mut()).flatten();
        if let Some(step) = joined {
            inverse.append(&mut step.changes);
            step.changes = merged(inverse);
            step.ignored = step.ignored.take().or(ignored);
            if step.changes.is_empty() {
                // All that was typed has been deleted again: the speech is as it was before the step.
                self.state = step.state;
                if let Some(ignored) = step.ignored.take() {
                    self.speech.ignored = ignored;
                }
                self.undo.pop_back();
                self.open = false;
                return Ok(Some(Outcome {
                    name: plan.name,
                    focus,
                    moved,
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
                ignored,
            });
        }
        self.open = is_stroke && !ends_sentence;
        Ok(Some(Outcome {
            name: plan.name,
            focus,
            moved,
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

    /// Ends the run of typing, so that the next stroke is a step of its own: after a pause, or when the caret went elsewhere.
    pub fn seal(&mut self) {
        self.open = false;
    }

    fn go(&mut self, step: Step) -> (Outcome, Step) {
        self.open = false;
        let ignored_now = Arc::clone(&self.speech.ignored);
        let (changes, focus, moved) = self
            .apply_changes(step.changes)
            .expect("the speech is in the state in which the inverse was made");
        let state = std::mem::replace(&mut self.state, step.state);
        let ignored = step.ignored.map(|ignored| {
            self.speech.ignored = ignored;
            ignored_now
        });
        let outcome = Outcome {
            name: step.name.clone(),
            focus,
            moved,
        };
        (
            outcome,
            Step {
                name: step.name,
                changes,
                state,
                ignored,
            },
        )
    }

    /// Applies all changes or none; returns their inverses in the order in which those are to be applied, where the
    /// caret should go, and how places have moved.
    fn apply_changes(
        &mut self,
        changes: Vec<Change>,
    ) -> Result<(Vec<Change>, Option<Anchor>, Moved), EditError> {
        let mut inverse = VecDeque::with_capacity(changes.len());
        let mut focus = None;
        let mut moved = Moved::default();
        for change in changes {
            let wanted = focus_of(&change, &self.speech);
            match change.apply(&mut self.speech, &mut moved) {
                Ok(back) => {
                    inverse.push_front(back);
                    focus = wanted.or(focus);
                }
                Err(error) => {
                    for back in inverse {
                        back.apply(&mut self.speech, &mut Moved::default())
                            .expect("the speech is in the state in which the inverse was made");
                    }
                    return Err(error);
                }
            }
        }
        self.remember(&moved);
        let focus = focus.filter(|anchor| self.speech.text(anchor.text).is_some());
        Ok((inverse.into(), focus, moved))
    }

    /// Brings the places of what the review ignores up to date.
    fn follow_ignored(&mut self, moved: &Moved) {
        let places = self.speech.ignored.iter().map(|one| {
            let place = one.place.as_ref()?;
            moved.map(place, Stick::Exact)
        });
        let places: Vec<Option<Anchor>> = places.collect();
        let is_same = self.speech.ignored.iter().map(|one| &one.place).eq(&places);
        if !is_same {
            let all = self.speech.ignored.iter().zip(places);
            let moved = all.map(|(one, place)| IgnoredFinding {
                place,
                ..one.clone()
            });
            self.speech.ignored = moved.collect();
        }
    }

    fn remember(&mut self, moved: &Moved) {
        if self.moved.len() == N_STEPS {
            self.moved.pop_front();
        }
        self.moved.push_back(moved.clone());
        self.n_edits += 1;
    }

    /// True if the command goes on with the typing of the last step.
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
            (
                Command::SetHeading { section: id, .. },
                Some(Change::SpliceHeading { section, .. }),
            ) => id == section,
            (Command::SetFront { field: id, .. }, Some(Change::SpliceFront { field, .. })) => {
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

/// True if the step may be part of a run of typing: a paste, an Enter and all else stand alone.
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

/// Where the caret should go after a change that is about to be applied.
fn focus_of(change: &Change, speech: &Speech) -> Option<Anchor> {
    let end_of_heading = |section: SectionId| {
        let n_chars = char_count(&speech.section(section)?.heading);
        Some(Anchor::caret(TextId::Heading(section), CharIdx(n_chars)))
    };
    let behind = |text: TextId, splice: &Splice| {
        let at = CharIdx(splice.at.0 + char_count(&splice.insert));
        Some(Anchor::caret(text, at))
    };
    match change {
        Change::SpliceFront { field, splice } => behind(TextId::Front(*field), splice),
        Change::InsertSection { section, .. } => {
            let at = CharIdx(char_count(&section.heading));
            Some(Anchor::caret(TextId::Heading(section.id), at))
        }
        Change::MoveSection { section, .. }
        | Change::SetKind { section, .. }
        | Change::SetNumbered { section, .. } => end_of_heading(*section),
        Change::SpliceHeading { section, splice } => behind(TextId::Heading(*section), splice),
        Change::InsertParagraph { paragraph, .. } => {
            let at = CharIdx(char_count(&paragraph.text));
            Some(Anchor::caret(TextId::Paragraph(paragraph.id), at))
        }
        Change::SpliceParagraph {
            paragraph, splice, ..
        } => behind(TextId::Paragraph(*paragraph), splice),
        Change::SplitParagraph { rest, .. } => {
            Some(Anchor::caret(TextId::Paragraph(rest.id), CharIdx(0)))
        }
        Change::JoinParagraphs { paragraph, .. } => {
            let text = TextId::Paragraph(*paragraph);
            Some(Anchor::caret(text, CharIdx(char_count(speech.text(text)?))))
        }
        Change::SetRoster { .. }
        | Change::SetIgnored { .. }
        | Change::RemoveParagraph { .. }
        | Change::RemoveSection { .. }
        | Change::SetSources { .. } => None,
    }
}
