//! What a text box holds while it is on screen: the text of the speech, and what is being typed on top of it.

use std::sync::Arc;

use crate::edit::{Command, TextTarget};
use crate::model::{FrontField, Section, SectionId, Speech, Splice, char_count, smallest_splice};

use super::typeset::Typeset;

/// The text of a box. While the input method composes, `text` is ahead of `committed`.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub text: String,
    /// The text of the speech as this box knows it.
    pub committed: String,
    pub typeset: Option<Typeset>,
    section: Option<Arc<Section>>,
    /// A command has been asked for: the speech is looked at again even if nothing seems to have changed, for it may
    /// have been refused.
    awaits_echo: bool,
    /// The frame in which the box was last needed.
    pub last_used: u64,
}

/// Where the text of a target stands in the speech.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source<'a> {
    Line(&'a str),
    Body(&'a Arc<Section>),
}

impl<'a> Source<'a> {
    pub fn front(speech: &'a Speech, field: FrontField) -> Self {
        Source::Line(speech.front.get(field))
    }
}

impl Draft {
    /// Takes over what the speech says now. Returns what changed when it was changed by something else than this box,
    /// as undo or a drag.
    pub fn sync(&mut self, source: Source<'_>) -> Option<Splice> {
        let new = match source {
            Source::Line(line) if line == self.committed => return None,
            Source::Line(line) => line.to_owned(),
            Source::Body(section) => {
                let is_same = self
                    .section
                    .as_ref()
                    .is_some_and(|seen| Arc::ptr_eq(seen, section));
                if is_same && !self.awaits_echo {
                    return None;
                }
                self.section = Some(section.clone());
                section.body()
            }
        };
        self.awaits_echo = false;
        let splice = smallest_splice(&self.committed, &new)?;
        self.text.clone_from(&new);
        self.committed = new;
        Some(splice)
    }

    /// Drops what has been typed and not committed.
    pub fn reset(&mut self) {
        self.text.clone_from(&self.committed);
    }

    /// The command that makes the speech say what the box says; `None` when it does already.
    pub fn command(&mut self, target: TextTarget) -> Option<Command> {
        let splice = smallest_splice(&self.committed, &self.text)?;
        self.committed.clone_from(&self.text);
        self.awaits_echo = true;
        Some(match target {
            TextTarget::Front(field) => Command::SetFront {
                field,
                text: self.text.clone(),
            },
            TextTarget::Heading(section) => Command::SetHeading {
                section,
                heading: self.text.clone(),
            },
            TextTarget::Body(section) => Command::EditBody { section, splice },
        })
    }
}

/// Where a caret stands after a change made elsewhere in its text.
pub(super) fn moved(at: usize, splice: &Splice) -> usize {
    let start = splice.at.0;
    if at <= start {
        at
    } else if at >= start + splice.n_removed {
        at - splice.n_removed + char_count(&splice.insert)
    } else {
        start + char_count(&splice.insert)
    }
}

pub(super) fn section_of(target: TextTarget) -> Option<SectionId> {
    match target {
        TextTarget::Front(_) => None,
        TextTarget::Heading(id) | TextTarget::Body(id) => Some(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CharIdx;

    #[test]
    fn the_caret_stays_between_its_characters() {
        let splice = Splice {
            at: CharIdx(2),
            n_removed: 3,
            insert: "新".to_owned(),
        };
        let after: Vec<_> = [1, 2, 3, 5, 9].map(|at| moved(at, &splice)).into();
        assert_eq!(after, [1, 2, 3, 3, 7]);
    }

    #[test]
    fn a_refused_edit_is_taken_back_from_the_screen() {
        let mut draft = Draft::default();
        draft.sync(Source::Line("工作"));
        draft.text = "工作者".to_owned();
        assert!(
            draft
                .command(TextTarget::Front(FrontField::Title))
                .is_some()
        );
        let taken_back = draft.sync(Source::Line("工作"));
        assert!(taken_back.is_some());
        assert_eq!(draft.text, "工作");
    }
}
