//! Characters that a file can hold.

use std::borrow::Cow;

/// The text without what XML 1.0 (clause 2.2) cannot hold or what no page shows: control characters but for the tab, the
/// byte order mark, U+FFFE and U+FFFF.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    let is_left_out =
        |c: char| c.is_control() && c != '\t' || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(is_left_out) {
        Cow::Owned(text.replace(is_left_out, ""))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_page_shows_is_left_out() {
        assert_eq!(
            printable("甲\u{0}\t乙\u{b}\u{85}\u{feff}\u{ffff}丙\u{2028}"),
            "甲\t乙丙\u{2028}"
        );
        assert!(matches!(printable("甲\t乙"), Cow::Borrowed(_)));
    }
}
