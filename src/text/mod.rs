//! Chinese language tools: pure functions over text.

pub mod blanks;
pub mod char_set;
pub mod chars;
pub mod common_chars;
pub mod count;
pub mod dates;
pub mod headings;
pub mod line;
pub mod line_break;
pub mod markdown;
pub mod numbers;
pub mod numerals;
pub mod own_words;
pub mod pinyin;
pub mod punctuation;
pub mod regions;
pub mod sentences;
pub mod shown;
pub mod subjects;
pub mod syllables;
pub mod terms;
pub mod unit_names;
pub mod word_table;
