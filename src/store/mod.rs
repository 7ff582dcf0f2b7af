//! The disk: speeches, layouts, the library, rosters, own words, settings, recovery copies. Nothing else touches a file.

pub(crate) mod atomic;
pub mod builtin;
pub mod collection_file;
pub mod folders;
pub mod layout_file;
pub mod library_folder;
pub mod lock;
pub(crate) mod material;
pub mod recovery;
pub mod roster_file;
pub mod settings;
pub mod speech_file;
pub(crate) mod words_file;

mod attributes;
mod contents;
mod leftovers;
mod library_listing;
mod ron_text;

pub use ron_text::ParseError;
pub(crate) use ron_text::{Fault, PageFault};
