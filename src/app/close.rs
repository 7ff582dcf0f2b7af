//! Nothing unsaved is given up without a question.

use std::path::PathBuf;

use super::desk::Desk;

/// What waits for the speech to be saved or given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    Quit,
    ChooseFile,
    Open(PathBuf),
    New(&'static str),
    Tour,
}

/// A question that has to be answered first.
pub enum Question {
    /// The speech has changes that no file holds.
    Unsaved(Then),
    /// The file was changed by another program since it was read.
    ChangedOnDisk { path: PathBuf, then: Option<Then> },
    /// The file is read-only.
    ReadOnly { path: PathBuf, then: Option<Then> },
    /// Copies of speeches whose window is gone.
    Recovery(Vec<crate::store::recovery::Orphan>),
    /// Which template to start from.
    Template,
    /// Files were dropped, and the system does not say where.
    Dropped(Vec<PathBuf>),
    /// There are open errors: what they are, and what was to be exported.
    OpenErrors {
        format: crate::acts::export::Format,
        n: usize,
        lines: Vec<String>,
    },
    /// Nothing to decide: what an import has to say, to be read.
    ImportNotes(Vec<String>),
}

impl Desk {
    /// Whether something would be lost if the speech went away now that the user has not agreed to lose.
    pub fn must_ask(&self) -> bool {
        self.is_dirty()
            && self.given_up != Some(self.history.state())
            && !(self.file.path.is_none()
                && self.speech().sections.is_empty()
                && self.speech().front == Default::default())
    }
}
