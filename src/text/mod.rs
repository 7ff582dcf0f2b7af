//! Chinese language tools: pure functions over text.

pub(crate) mod blanks;
pub(crate) mod char_set;
pub(crate) mod chars;
pub(crate) mod common_chars;
pub(crate) mod count;
pub(crate) mod dates;
pub(crate) mod headings;
pub(crate) mod line;
pub(crate) mod line_break;
pub(crate) mod markdown;
pub(crate) mod numbers;
pub mod numerals;
pub(crate) mod own_words;
pub(crate) mod pinyin;
pub(crate) mod punctuation;
pub(crate) mod regions;
pub(crate) mod sentences;
pub(crate) mod shown;
pub(crate) mod subjects;
pub(crate) mod syllables;
pub(crate) mod terms;
pub(crate) mod unit_names;
pub(crate) mod word_table;
