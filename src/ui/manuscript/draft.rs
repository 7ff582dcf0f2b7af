//! What a text box holds while it is on screen: the text of the speech, and what is being typed on top of it.

use std::sync::Arc;

use crate::edit::Command;
use crate::model::{FrontField, Section, Speech, smallest_splice};

use super::box_id::BoxId;
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

/// What became of a draft when the speech was looked at again.
#[derive(Debug)]
pub(super) enum Synced {
    Same,
    /// Something else than this box changed the text, as undo or a drag.
    Changed {
        /// The section before, when the box is a body.
        section: Option<Arc<Section>>,
    },
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
    /// Takes over what the speech says now.
    pub fn sync(&mut self, source: Source<'_>) -> Synced {
        let mut before = None;
        let new = match source {
            Source::Line(line) if line == self.committed => return Synced::Same,
            Source::Line(line) => line.to_owned(),
            Source::Body(section) => {
                let is_same = self
                    .section
                    .as_ref()
                    .is_some_and(|seen| Arc::ptr_eq(seen, section));
                if is_same && !self.awaits_echo {
                    return Synced::Same;
                }
                before = self.section.replace(section.clone());
                section.body()
            }
        };
        self.awaits_echo = false;
        if self.committed == new {
            return Synced::Same;
        }
        self.text.clone_from(&new);
        self.committed = new;
        Synced::Changed { section: before }
    }

    /// Drops what has been typed and not committed.
    pub fn reset(&mut self) {
        self.text.clone_from(&self.committed);
    }

    /// The command that makes the speech say what the box says; `None` when it does already.
    pub fn command(&mut self, target: BoxId) -> Option<Command> {
        let splice = smallest_splice(&self.committed, &self.text)?;
        self.committed.clone_from(&self.text);
        self.awaits_echo = true;
        Some(match target {
            BoxId::Front(field) => Command::SetFront {
                field,
                text: self.text.clone(),
            },
            BoxId::Heading(section) => Command::SetHeading {
                section,
                heading: self.text.clone(),
            },
            BoxId::Body(section) => Command::EditBody { section, splice },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_edit_is_taken_back_from_the_screen() {
        let mut draft = Draft::default();
        draft.sync(Source::Line("工作"));
        draft.text = "工作者".to_owned();
        assert!(draft.command(BoxId::Front(FrontField::Title)).is_some());
        let taken_back = draft.sync(Source::Line("工作"));
        assert!(matches!(taken_back, Synced::Changed { .. }));
        assert_eq!(draft.text, "工作");
    }
}
