//! Shows, and asks by returning actions: nothing here changes a speech.

pub mod action;
pub mod find_hits;
pub mod fonts;
pub mod icons;
pub mod manuscript;
pub mod theme;

pub use action::Action;
