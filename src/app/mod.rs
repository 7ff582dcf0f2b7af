//! Acts on what the user wants: the open speech, files, jobs, messages, the window.

mod close;
mod desk;
mod dialogs;
mod dispatch;
mod dropped;
mod export;
mod files;
mod finish;
pub mod intake;
mod jobs;
mod keyboard;
mod launch;
mod library;
pub mod library_writer;
pub mod list_reader;
pub mod messages;
mod panels;
mod punctuation;
mod questions;
mod recovery;
mod remember;
mod review;
mod roster;
mod settings_window;
mod snippets;
pub mod system_fonts;
mod watch;
mod window;
pub mod window_icon;
mod words;

pub use dialogs::Dialogs;
pub use jobs::{Jobs, Progress};
pub use launch::{Options, run};
pub(crate) use punctuation::full_width;
pub use window::Window;
