//! What the window and the command line both do, without a screen: read sources of any kind, gather material,
//! write the library, and say in words why something failed.

pub mod export;
pub mod gathering;
pub mod ids;
pub mod library_writer;
pub mod lists;
mod owner;
mod progress;
pub mod punctuation;
pub mod reasons;
pub mod source;

pub use owner::owner;
pub use progress::Progress;
