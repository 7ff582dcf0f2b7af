//! Nothing unsaved is given up without a question.

use std::path::PathBuf;

use crate::store::recovery::Orphan;

use super::desk::Desk;

/// An act that takes the open speech away.
#[derive(Debug)]
pub enum Then {
    Quit,
    ChooseFile,
    Open(PathBuf),
    /// Begin with a template, by its name.
    New(&'static str),
    Tour,
    Restore(Box<Orphan>),
}

/// Such an act, and what the user has agreed to lose for it. Another act has to ask again.
#[derive(Debug)]
pub struct Leaving {
    pub then: Then,
    /// The state whose changes may be lost.
    pub given_up: Option<u64>,
}

impl Leaving {
    pub fn to(then: Then) -> Self {
        Self {
            then,
            given_up: None,
        }
    }
}

impl Desk {
    /// True if something would be lost with the speech that the user has not agreed to lose.
    pub fn must_ask(&self, given_up: Option<u64>) -> bool {
        self.is_dirty()
            && given_up != Some(self.history.state())
            && !(self.file.path.is_none()
                && self.speech().sections.is_empty()
                && self.speech().front == Default::default())
    }
}
