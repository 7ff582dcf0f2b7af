//! Texts and names of files as a terminal may show them: nothing in them moves the cursor or turns the line around.

use std::borrow::Cow;

/// The text with a stand-in for every character that a terminal obeys instead of showing it. Line feeds and tabs stay.
pub fn for_terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_obeyed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|c| if is_obeyed(c) { stand_in(c) } else { c })
            .collect(),
    )
}

/// Like [`for_terminal`], for what is to stay on one line.
pub fn for_one_line(text: &str) -> Cow<'_, str> {
    if text.contains('\n') {
        return Cow::Owned(for_terminal(&text.replace('\n', "␊")).into_owned());
    }
    for_terminal(text)
}

/// True for control characters, and for those that turn the order of a line around (bidirectional controls).
fn is_obeyed(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' => true,
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => true,
        c => c.is_control(),
    }
}

/// Control pictures show what stood there; the others have none.
fn stand_in(c: char) -> char {
    match u32::from(c) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        0x7f => '␡',
        _ => '\u{fffd}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown_instead() {
        let cases = [
            ("一二\t三\n", "一二\t三\n"),
            ("\u{1b}[2J\u{1b}]0;标题\u{7}", "␛[2J␛]0;标题␇"),
            ("a\r\u{8}b\u{7f}", "a␍␈b␡"),
            // One character to clear the screen with, in eight bits.
            ("\u{9b}2J", "\u{fffd}2J"),
            ("讲话\u{202e}xcod.exe", "讲话\u{fffd}xcod.exe"),
            (
                "\u{2066}甲\u{2069}\u{200f}\u{2028}",
                "\u{fffd}甲\u{fffd}\u{fffd}\u{fffd}",
            ),
            // Emoji are joined by a character that does nothing else.
            ("👩\u{200d}👧", "👩\u{200d}👧"),
        ];
        for (text, wanted) in cases {
            assert_eq!(for_terminal(text), wanted, "{text:?}");
        }
        assert_eq!(for_one_line("甲\n乙\u{1b}"), "甲␊乙␛");
    }
}
