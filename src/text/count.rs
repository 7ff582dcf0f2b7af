//! Counts a text as Word does (字数): each Chinese character and mark is one, each Latin word or number is one.

use super::chars::{is_east_asian, is_full_width_mark, is_han};

/// The figure that Word's status bar shows as 字数: characters and full-width marks one by one, everything else by the word.
pub fn characters(text: &str) -> usize {
    let mut n_counted = 0;
    let mut in_word = false;
    for c in text.chars() {
        if is_han(c) || (is_full_width_mark(c) || is_east_asian(c)) && c != '\u{3000}' {
            n_counted += 1;
            in_word = false;
        } else if c.is_whitespace() || c.is_control() {
            in_word = false;
        } else if !in_word {
            n_counted += 1;
            in_word = true;
        }
    }
    n_counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        let check = |text, n| assert_eq!(characters(text), n, "{text}");
        check("", 0);
        check("同志们：", 4);
        check("2024年", 2);
        check("2024年，GDP增长5.2%。", 8);
        check("hello world", 2);
        check("　　首行", 2);
        check("“五老”——好", 7);
        check("café αβγ", 2);
    }
}
