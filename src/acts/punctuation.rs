//! Turns the half-width punctuation of a whole speech full-width (半角标点转全角), when somebody asks for it.

use crate::edit::Command;
use crate::model::{Anchor, CharIdx, Speech};
use crate::text::punctuation::half_width_marks;

/// The command that does it, as one step of undo, and how many marks it changes; `None` when there are none.
pub fn full_width(speech: &Speech) -> Option<(Command, usize)> {
    let mut replacements = Vec::new();
    for (id, text) in speech.texts() {
        replacements.extend(half_width_marks(text).into_iter().map(|mark| {
            let anchor = Anchor {
                text: id,
                range: CharIdx(mark.at)..CharIdx(mark.at + 1),
            };
            (anchor, mark.full.to_string())
        }));
    }
    let n_marks = replacements.len();
    (n_marks > 0).then_some((Command::ReplaceAll { replacements }, n_marks))
}

/// How many marks were turned full-width, as a clause.
pub fn full_width_marks(n_marks: usize) -> String {
    format!("已将 {n_marks} 处半角标点改为全角")
}
