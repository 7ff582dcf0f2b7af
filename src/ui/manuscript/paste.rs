//! Cleans text that comes from outside: line ends of every system, invisible characters, indents made of spaces.

/// What else ends a line: vertical tab (Word's manual line break), form feed, and Unicode's own.
const LINE_ENDS: [char; 6] = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// True if a body could not hold the text as it is.
pub(super) fn needs_cleaning(text: &str) -> bool {
    text.contains(LINE_ENDS)
}

/// Text for the body of a section: paragraphs parted by line feeds. Words and tabs are kept.
pub(super) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(LINE_ENDS, "\n");
    let mut lines = Vec::new();
    for (idx, line) in text.split('\n').enumerate() {
        let line: String = line
            .chars()
            .filter(|c| !is_invisible(*c))
            .map(|c| if is_fixed_space(c) { ' ' } else { c })
            .collect();
        // The page draws the indent: one made of spaces would double it. In the middle of a line a space may matter.
        let line = line.trim_start_matches('\u{3000}');
        let line = if idx > 0 {
            line.trim_start_matches([' ', '\u{3000}'])
        } else {
            line
        };
        lines.push(line.to_owned());
    }
    lines.join("\n")
}

/// Text for a heading or a line of the front matter.
pub(super) fn clean_line(text: &str) -> String {
    let cleaned = clean(text);
    let mut line = String::with_capacity(cleaned.len());
    for part in cleaned.split('\n').filter(|part| !part.is_empty()) {
        let is_word_end = line.ends_with(|c: char| c.is_ascii_alphanumeric());
        if is_word_end && part.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// Zero-width space, word joiner, byte order mark, soft hyphen: web pages are full of them and no search finds them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}') || (c.is_control() && c != '\t')
}

fn is_fixed_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_every_system_become_line_feeds() {
        assert_eq!(
            clean("一\r\n二\r三\u{2028}四\u{b}五\n六"),
            "一\n二\n三\n四\n五\n六"
        );
    }

    #[test]
    fn invisible_characters_go_and_words_stay() {
        assert_eq!(clean("同\u{200b}志\u{feff}们\u{a0}好\t！"), "同志们 好\t！");
        assert_eq!(clean("👨\u{200d}👩\u{200d}👧"), "👨\u{200d}👩\u{200d}👧");
    }

    #[test]
    fn indents_made_of_spaces_go() {
        assert_eq!(
            clean("　　各位代表：\n　　现在开会。\n\u{a0}\u{a0}请"),
            "各位代表：\n现在开会。\n请"
        );
        assert_eq!(clean(" and then"), " and then");
    }

    #[test]
    fn a_heading_takes_several_lines_as_one() {
        assert_eq!(clean_line("关于\r\n进一步\n"), "关于进一步");
        assert_eq!(clean_line("Rust\n2024"), "Rust 2024");
    }
}
