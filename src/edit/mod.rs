//! The only way to change a speech: command, change, history.
//!
//! A [`Command`] is one edit as the user thinks of it; it is planned into changes, each of which hands back its
//! inverse when it is applied. [`History`] owns the speech and keeps the inverses, so that undo is one list and nobody
//! writes a second function that could disagree with the first.

mod change;
mod command;
mod error;
mod history;
mod merge;
mod plan;
mod replace_body;
#[cfg(test)]
mod tests;

use change::Change;
pub(crate) use command::StepName;
pub use command::{Command, NewSection, SnippetPlace, SnippetText};
pub use error::EditError;
pub use history::{History, Outcome};
