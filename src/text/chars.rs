//! Classes of characters: what counts as Chinese, and how wide each is set.

use unicode_width::UnicodeWidthChar as _;

/// A Chinese character (汉字), by its block in Unicode 16.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// Punctuation that is set as wide as a Chinese character.
pub fn is_full_width_mark(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3004}' | '\u{3006}' | '\u{3008}'..='\u{303f}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '“' | '”' | '‘' | '’' | '…' | '—' | '·' | '①'..='⑳' | '㈠'..='㈩')
}

/// Halves of a cell of the grid that the character takes: 2, 1, or 0 for what is drawn over the character before it.
///
/// The table is that of Unicode Standard Annex #11. The marks and signs that it calls ambiguous (“ ” … — · ℃ ①) are a whole
/// cell in Chinese fonts; letters of other scripts are half a cell. Control characters are not drawn.
pub fn half_cells(c: char) -> usize {
    if c.is_ascii() {
        return usize::from(!c.is_ascii_control());
    }
    c.width_cjk().unwrap_or(0)
}

/// True if the character takes a whole cell of the grid.
pub fn is_full_width(c: char) -> bool {
    half_cells(c) == 2
}

/// True if the character is of a Chinese, Japanese or Korean script, or a full-width form: a line may break beside it, and
/// it is counted by itself.
pub fn is_east_asian(c: char) -> bool {
    !c.is_ascii() && c.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        let check = |text: &str, wanted: usize| {
            for c in text.chars() {
                assert_eq!(half_cells(c), wanted, "{c} ({:04x})", c as u32);
            }
        };
        check("讲稿，“”‘’…—·（）①㈠㐀𠀀ア한　￥％℃№′″°±×■●→😀\u{e000}", 2);
        check("aZ9%-~ éāüñαЖﾊ￩", 1);
        check("\u{301}\u{200d}\u{fe0f}\u{e0100}\u{7}\t", 0);
    }

    #[test]
    fn letters_of_other_scripts_are_not_east_asian() {
        assert!("国アア한，（Ａ".chars().all(is_east_asian));
        assert!(!"aé9αЖ“—".chars().any(is_east_asian));
    }
}
