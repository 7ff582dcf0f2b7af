//! What the beginning, the end and the width of a line tell.

use crate::text::chars::{is_full_width, is_han};
use crate::text::headings::{heading, markdown_heading, without_number};

/// The width of a text in columns, as programs count that wrap lines: two for a Chinese character.
pub(super) fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| match c {
            '\t' => 4,
            '\u{feff}' | '\u{200b}' => 0,
            c if is_full_width(c) => 2,
            _ => 1,
        })
        .sum()
}

/// True if a line ends in the middle of a sentence: no mark at its end that ends one.
pub(super) fn is_open(line: &str) -> bool {
    const CLOSING: [char; 12] = [
        '”', '’', '）', ')', '》', '】', '」', '』', '"', '\'', '］', ']',
    ];
    let bare = line.trim_end_matches(CLOSING);
    !bare.ends_with([
        '。', '！', '？', '；', '：', '…', '!', '?', ';', ':', '.', '．', '｡',
    ])
}

/// True if a line holds marks that only sentences have; a title, a name and a date seldom do.
pub(super) fn is_running(line: &str) -> bool {
    const LONG: usize = 40;
    line.contains(['，', '。', '；', '、', '：', '？', '！', ',', ';'])
        || line.contains(". ")
        || line.chars().filter(|c| is_han(*c)).count() >= LONG
        || line.split_whitespace().count() >= 8
}

/// True if a line is a heading by its number or mark.
pub(super) fn is_heading(line: &str) -> bool {
    heading(line).is_some() || markdown_heading(line).is_some()
}

/// True if a line begins with a number, a bullet or a mark that a paragraph, a heading or a list item begins with.
pub(super) fn begins_item(line: &str) -> bool {
    // The last is what is left of a bullet in one of Word's symbol fonts.
    const BULLETS: [char; 14] = [
        '●', '○', '■', '□', '◆', '◇', '★', '☆', '▲', '△', '◎', '※', '•', '\u{f06c}',
    ];
    let is_chapter = || {
        line.strip_prefix('第').is_some_and(|rest| {
            let after = rest.trim_start_matches(|c: char| "零〇一二三四五六七八九十百".contains(c));
            after.len() < rest.len() && after.starts_with(['章', '节', '编', '条'])
        })
    };
    // A list item has white space behind its mark; `-5` and `*` in a text have none.
    let is_list_item = || {
        let mut chars = line.chars();
        matches!(chars.next(), Some('-' | '*' | '+' | '·'))
            && chars.next().is_none_or(char::is_whitespace)
    };
    !without_number(line).0.is_empty()
        || markdown_heading(line).is_some()
        || line.starts_with(BULLETS)
        || line.starts_with(['>', '|', '#'])
        || line.starts_with("```")
        || line.starts_with("——")
        || is_list_item()
        || is_chapter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_character_is_two_columns_wide() {
        assert_eq!(columns("2024年，好"), 10);
        assert_eq!(columns("　　\tab"), 10);
    }

    #[test]
    fn ends_of_sentences() {
        for line in ["完了。", "好！”", "（如下：）", "It ends.", "如下："] {
            assert!(!is_open(line), "{line}");
        }
        for line in ["各地各校", "一是，", "“五老”", "（试行）", "3.5"] {
            assert!(is_open(line), "{line}");
        }
    }

    #[test]
    fn beginnings_of_items() {
        for line in [
            "一、甲",
            "（一）甲",
            "1.甲",
            "①甲",
            "第三章 总则",
            "- 甲",
            "● 甲",
            "## 甲",
            "——甲",
        ] {
            assert!(begins_item(line), "{line}");
        }
        for line in ["一是甲", "2.5万人", "第三方评估", "2024年", "-5度", "*甲*"] {
            assert!(!begins_item(line), "{line}");
        }
    }
}
