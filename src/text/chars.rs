//! Classes of characters: what counts as Chinese, and what may stand at the end of a line.

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

/// Whether the character takes a whole cell of the grid; anything else takes half of one.
pub fn is_full_width(c: char) -> bool {
    is_han(c)
        || is_full_width_mark(c)
        || matches!(c, '\u{2e80}'..='\u{ffff}' if !is_half_width_form(c))
}

fn is_half_width_form(c: char) -> bool {
    matches!(c, '\u{ff61}'..='\u{ffdc}' | '\u{ffe8}'..='\u{ffee}')
}

/// Marks that never begin a line (避头): GB/T 15834-2011, clause 5.1.
pub fn cannot_start_line(c: char) -> bool {
    matches!(
        c,
        '。' | '，'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '”'
            | '’'
            | '）'
            | '》'
            | '〉'
            | '】'
            | '〗'
            | '〕'
            | '」'
            | '』'
            | '…'
            | '—'
            | '～'
            | '·'
            | '％'
            | '‰'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '%'
    )
}

/// Marks that never end a line (避尾): GB/T 15834-2011, clause 5.1.
pub fn cannot_end_line(c: char) -> bool {
    matches!(
        c,
        '“' | '‘' | '（' | '《' | '〈' | '【' | '〖' | '〔' | '「' | '『' | '(' | '[' | '{'
    )
}

/// Whether a line may break between two neighbours.
pub fn can_break_between(before: char, after: char) -> bool {
    let is_word = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '\'' | '_' | '@' | '/' | '-' | '.' | '%')
    };
    !(cannot_start_line(after) || cannot_end_line(before) || is_word(before) && is_word(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_off_the_wrong_end_of_a_line() {
        for mark in "。，、；：！？”’）》】…—".chars() {
            assert!(!can_break_between('文', mark), "{mark} begins a line");
        }
        for mark in "“‘（《【".chars() {
            assert!(!can_break_between(mark, '文'), "{mark} ends a line");
        }
        assert!(can_break_between('文', '“') && can_break_between('。', '文'));
        assert!(!can_break_between('2', '0') && can_break_between('4', '年'));
    }

    #[test]
    fn widths() {
        assert!("讲稿，“”…—（）①㐀𠀀".chars().all(is_full_width));
        assert!(!"aé9%-ﾊ".chars().any(is_full_width));
    }
}
