//! Acts on what the user wants: the open speech, files, jobs, messages, the window.

mod desk;
mod dialogs;
mod dispatch;
mod dropped;
mod export;
mod file_hold;
mod files;
mod hand;
mod jobs;
mod keyboard;
mod launch;
mod leaving;
mod library;
mod library_watch;
mod material;
mod messages;
mod modal;
mod notice;
mod panels;
mod questions;
mod recovery;
mod requirements;
mod review;
mod roster;
mod settings_keeper;
pub(crate) mod system_fonts;
mod window;
pub(crate) mod window_icon;
mod words;

pub use dialogs::{Dialogs, SystemDialogs};
pub use hand::Hand;
pub use jobs::Jobs;
pub use launch::{Options, run};
pub use window::Window;
