//! What the window and the command line both do, without a screen: read sources of any kind, gather material,
//! write the library, and say in words why something failed.

pub(crate) mod export;
pub mod gathering;
pub(crate) mod ids;
pub(crate) mod library_writer;
pub(crate) mod lists;
mod owner;
mod progress;
pub(crate) mod punctuation;
pub(crate) mod reasons;
pub(crate) mod source;

pub(crate) use owner::owner;
pub use progress::Progress;
