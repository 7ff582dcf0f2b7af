//! Chinese language tools: pure functions over text.

pub mod numerals;
