//! Shows, and asks by returning actions: nothing here changes a speech.

pub mod action;

pub use action::Action;
