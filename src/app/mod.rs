//! Acts on what the user wants: the open speech, files, jobs, messages, the window.

mod close;
mod desk;
mod dialogs;
mod dispatch;
mod dropped;
mod export;
mod files;
mod finish;
mod jobs;
mod keyboard;
mod launch;
mod library;
mod messages;
mod notice;
mod panels;
mod punctuation;
mod questions;
mod recovery;
mod remember;
mod requirements;
mod review;
mod roster;
mod settings_window;
mod snippets;
pub(crate) mod system_fonts;
mod watch;
mod window;
pub(crate) mod window_icon;
mod words;

pub use dialogs::Dialogs;
pub use jobs::Jobs;
pub use launch::{Options, run};
pub use window::Window;
