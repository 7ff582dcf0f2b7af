//! Text in Markdown: what has to be escaped in it, and comments in it that no page shows.

use std::borrow::Cow;

/// Marks that mean something wherever they stand in a line.
const SPECIAL: &str = "\\`*_[]>&~|#$";

/// The text so that Markdown shows it as it is (CommonMark 0.31, 2.4 and 2.5). It has no line ends.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let n_digits = text.chars().take_while(char::is_ascii_digit).count();
    let n_chars = text.chars().count();
    for (idx, c) in text.chars().enumerate() {
        let is_outside = idx == 0 || idx + 1 == n_chars;
        if is_outside && is_blank(c) || matches!(c, '\u{2028}' | '\u{2029}') {
            escaped.push_str(&format!("&#{};", u32::from(c)));
            continue;
        }
        // As a name, so that what begins with it is a comment of ours.
        if c == '<' {
            escaped.push_str("&lt;");
            continue;
        }
        // A bullet or a number with its mark begins a list, `=` and `-` underline a heading.
        let begins_list = idx == 0 && matches!(c, '-' | '+' | '=')
            || idx > 0 && idx == n_digits && matches!(c, '.' | ')');
        if begins_list || SPECIAL.contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Blanks that a reader takes off the ends of a line.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// The text that a piece of Markdown shows: marks without their backslashes, characters for their numbers and names.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains(['\\', '&']) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '&']) {
        let (before, from) = rest.split_at(at);
        shown.push_str(before);
        let escaped = from
            .strip_prefix('\\')
            .and_then(|behind| behind.chars().next())
            .filter(char::is_ascii_punctuation);
        let (c, n_bytes) = escaped
            .map(|c| (c, 2))
            .or_else(|| entity(from))
            .unwrap_or_else(|| (if from.starts_with('&') { '&' } else { '\\' }, 1));
        shown.push(c);
        rest = from.get(n_bytes..).unwrap_or_default();
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// The character that a text begins with the number or the name of, and how many bytes say so.
fn entity(text: &str) -> Option<(char, usize)> {
    const NAMES: [(&str, char); 5] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("nbsp", '\u{a0}'),
    ];
    // The longest is `&#1114111;`.
    const LONGEST: usize = 10;
    let (name, _) = text.strip_prefix('&')?.split_once(';')?;
    if name.len() > LONGEST {
        return None;
    }
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|c| *c != '\0')?
        }
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, name.len() + 2))
}

/// A comment: no page shows it.
pub fn comment(words: &str) -> String {
    format!("<!-- {words} -->")
}

/// The words of the comment that a line is; `None` for any other line.
pub fn words_of_comment(line: &str) -> Option<&str> {
    let words = line.strip_prefix("<!--")?.strip_suffix("-->")?;
    (!words.contains("-->")).then(|| words.trim())
}

/// The first comment within a line: what stands before it, its words, what stands behind it.
pub fn split_at_comment(line: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = line.split_once("<!--")?;
    let (words, after) = rest.split_once("-->")?;
    Some((before, words.trim(), after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_would_be_markup_is_escaped() {
        let check = |text: &str, wanted: &str| {
            assert_eq!(escape(text), wanted);
            assert_eq!(unescape(wanted), text);
        };
        check("一、成绩", "一、成绩");
        check("# 不是标题", "\\# 不是标题");
        check("1.甲", "1\\.甲");
        check("12) 甲", "12\\) 甲");
        check("3.5万人，2.5%", "3\\.5万人，2.5%");
        check("- 甲-乙", "\\- 甲-乙");
        check("*重点*和_a_b", "\\*重点\\*和\\_a\\_b");
        check("<!-- 甲 -->", "&lt;!-- 甲 --\\>");
        check("&amp;", "\\&amp;");
        check("　　甲 ", "&#12288;　甲&#32;");
        check(" ", "&#32;");
        check("a\\", "a\\\\");
        check("", "");
    }

    #[test]
    fn what_is_no_escape_stays() {
        for text in [
            "甲\\乙",
            "\\",
            "a & b",
            "&",
            "&nothing;",
            "&#0;",
            "&#99999999999;",
            "&#;",
        ] {
            assert_eq!(unescape(text), text);
        }
        assert_eq!(unescape("&lt;&#x4e00;&nbsp;\\!"), "<一\u{a0}!");
    }

    #[test]
    fn comments_are_taken_apart() {
        assert_eq!(words_of_comment("<!-- 空段 -->"), Some("空段"));
        assert_eq!(words_of_comment("<!---->"), Some(""));
        assert_eq!(words_of_comment("<!-- 甲 --> 乙 <!-- 丙 -->"), None);
        assert_eq!(words_of_comment("甲"), None);
        assert_eq!(split_at_comment("一、<!-- -->甲"), Some(("一、", "", "甲")));
        assert_eq!(split_at_comment("甲 <!-- 乙"), None);
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in r"[一 　#*1.)\\&;x\-+=<>!|\[\]`~a_\t]{0,16}|.{0,20}") {
            let escaped = escape(&text);
            prop_assert_eq!(unescape(&escaped), text);
            prop_assert_eq!(escaped.trim(), &escaped);
        }
    }
}
