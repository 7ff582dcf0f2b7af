//! Turns the half-width punctuation of a whole speech full-width (半角标点转全角), when somebody asks for it.

use crate::edit::{Command, TextTarget};
use crate::model::{CharIdx, FrontField, Speech, Splice};
use crate::text::punctuation::half_width_marks;

/// The command that does it, as one step of undo, and how many marks it changes; `None` when there are none.
pub fn full_width(speech: &Speech) -> Option<(Command, usize)> {
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

/// How many marks were turned full-width, as a clause.
pub fn full_width_marks(n_marks: usize) -> String {
    format!("已将 {n_marks} 处半角标点改为全角")
}
