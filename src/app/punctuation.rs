//! Turns the half-width punctuation of a whole speech full-width (半角标点转全角), when somebody asks for it.

use crate::edit::{Command, TextTarget};
use crate::model::{CharIdx, FrontField, Speech, Splice};
use crate::text::punctuation::half_width_marks;

use super::messages;
use super::window::Window;

/// The command that does it, as one step of undo, and how many marks it changes; `None` when there are none.
pub(crate) fn full_width(speech: &Speech) -> Option<(Command, usize)> {
    let front = FrontField::ALL.into_iter().map(TextTarget::Front);
    let sections = speech.walk().flat_map(|(_, section)| {
        [
            TextTarget::Heading(section.id),
            TextTarget::Body(section.id),
        ]
    });
    let replacements: Vec<(TextTarget, Vec<Splice>)> = front
        .chain(sections)
        .filter_map(|target| {
            let marks = half_width_marks(&target.text(speech)?);
            let splice = |at, full: char| Splice {
                at: CharIdx(at),
                n_removed: 1,
                insert: full.to_string(),
            };
            let splices: Vec<_> = marks
                .into_iter()
                .map(|mark| splice(mark.at, mark.full))
                .collect();
            (!splices.is_empty()).then_some((target, splices))
        })
        .collect();
    let n_marks = replacements.iter().map(|(_, splices)| splices.len()).sum();
    (n_marks > 0).then_some((Command::ReplaceAll { replacements }, n_marks))
}

impl Window {
    pub(super) fn make_punctuation_full_width(&mut self) {
        let Some((command, n_marks)) = full_width(self.desk.speech()) else {
            self.desk.notify(messages::punctuation_is_full_width());
            return;
        };
        let before = self.desk.history.state();
        self.edit(command);
        // A speech that is open for reading only stays as it is, and the user has been told.
        if self.desk.history.state() != before {
            self.desk.notify(messages::punctuation_changed(n_marks));
        }
    }
}
