//! Chinese language tools: pure functions over text.

pub mod chars;
pub mod count;
pub mod headings;
pub mod numerals;
pub mod pinyin;
pub mod regions;
pub mod section_mark;
pub mod syllables;
pub mod unit_names;
