//! Shows, and asks by returning actions: nothing here changes a speech.

pub mod action;
pub mod find_hits;
pub mod theme;

pub use action::Action;
