//! Stories of the desk, told through the whole window by the names of its controls.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod outline;
mod stage;
