//! Where a line of Chinese text may break (避头尾): the one table, for the screen, the count of pages and Word's settings.

use super::chars::{half_cells, is_east_asian, is_full_width, is_han};

/// Characters that never begin a line.
///
/// Word's own list for Simplified Chinese (ECMA-376 part 1, 17.3.1.16), and what it lacks: dashes, connectors and slashes
/// (GB/T 15834-2011, clause 5.1; W3C, Requirements for Chinese Text Layout, 3.1.5), and 々, which repeats the character
/// before it.
pub const NOT_AT_START: &str = concat!(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠",
    "—–-－/／々",
);

/// Characters that never end a line.
///
/// Word's own list for Simplified Chinese (ECMA-376 part 1, 17.3.1.16), and what it lacks: the slash (GB/T 15834-2011,
/// clause 5.1), and № # ＃, which belong to the number behind them.
pub const NOT_AT_END: &str = concat!("$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥", "/／№#＃");

/// True if a line may end between two characters that follow each other.
pub fn may_break(before: char, after: char) -> bool {
    // Nearly every pair of a speech.
    if is_han(before) && is_han(after) {
        return !is_repetition(after);
    }
    // Blanks hang over the end of the line that they follow.
    if after.is_whitespace() || is_glue(before) || is_glue(after) || is_drawn_over(after) {
        return false;
    }
    if NOT_AT_START.contains(after) || NOT_AT_END.contains(before) {
        return false;
    }
    before.is_whitespace() || !(is_western(before) && is_western(after))
}

/// 々 counts as a Chinese character.
fn is_repetition(c: char) -> bool {
    c == '々'
}

/// Letters, digits and marks of western text: a word or a number is not broken.
fn is_western(c: char) -> bool {
    c.is_ascii_graphic()
        || c.is_alphabetic() && !is_east_asian(c)
        || c.is_numeric() && !is_full_width(c)
}

/// Characters that are there to hold others together.
fn is_glue(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{202f}' | '\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// Parts of the character before: accents, the signs that choose one of its forms, the colours of skin.
fn is_drawn_over(c: char) -> bool {
    const ZERO_WIDTH_SPACE: char = '\u{200b}';
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
        || half_cells(c) == 0 && !c.is_control() && c != ZERO_WIDTH_SPACE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &str, wanted: bool) {
        for pair in pairs.split(' ') {
            let mut chars = pair.chars();
            let (before, after) = (chars.next().unwrap(), chars.next().unwrap());
            assert_eq!(may_break(before, after), wanted, "{pair}");
        }
    }

    #[test]
    fn no_mark_stands_at_the_wrong_end_of_a_line() {
        for mark in NOT_AT_START.chars() {
            assert!(!may_break('文', mark), "{mark} begins a line");
        }
        for mark in NOT_AT_END.chars() {
            assert!(!may_break(mark, '文'), "{mark} ends a line");
        }
        // What one of the tables once allowed.
        check(
            "文． 文｝ 文］ 文℃ 文° 文′ 文″ 文％ 文‰ 文— 文～ 文… 文々",
            false,
        );
        check("｛文 ［文 ￥文 ＄文 №文 ＃文", false);
        // Both halves of a dash and of an ellipsis stay together (GB/T 15834-2011, clauses 5.1.4 and 5.1.5).
        check("—— …… ·马 克·", false);
    }

    #[test]
    fn everywhere_else_chinese_text_may_break() {
        check(
            "文字 文“ 。文 ，“ ”文 》《 、（ 文a 9文 %文 文9 文$ —文 …文 ℃文 😀文 文😀",
            true,
        );
    }

    #[test]
    fn words_numbers_and_what_belongs_together_stay_whole() {
        check("20 ab é9 .5 a- /b @c жи αβ", false);
        check(
            "👩\u{200d} \u{200d}👦 e\u{301} 國\u{e0100} 👍\u{1f3fd} 文\u{a0} \u{a0}文",
            false,
        );
        assert!(!may_break('文', ' ') && may_break(' ', '文') && may_break(' ', 'a'));
        assert!(may_break('a', '\u{200b}'));
    }

    #[test]
    fn no_character_stands_in_a_table_twice() {
        for table in [NOT_AT_START, NOT_AT_END] {
            for c in table.chars() {
                assert_eq!(table.matches(c).count(), 1, "{c}");
            }
        }
    }
}
