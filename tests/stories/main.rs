//! Stories of the desk, told through the whole window by the names of its controls.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod cards;
mod dropped;
mod files;
mod find;
mod first_start;
mod home;
mod input_method;
mod library;
mod meanwhile;
mod names;
mod outline;
mod palette;
mod punctuation;
mod recovery;
mod restless;
mod review;
mod roll;
mod settings;
mod snippets;
mod stage;
mod undo;
mod unsaved;
mod view;
