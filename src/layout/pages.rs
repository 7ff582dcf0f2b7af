//! How many pages a speech fills, by counting lines as they would be set.

use crate::model::{FrontField, Speech, numbered_sections};
use crate::text::chars::{can_break_between, is_full_width};

use super::{Layout, Twip};

/// Lines that a paragraph fills, in half cells of the grid.
///
/// `indent` is the first line's. A mark that may not begin a line takes the character before it along.
fn n_lines(text: &str, indent: usize, n_half_columns: usize) -> usize {
    let mut n_lines = 1;
    let mut used = indent;
    let mut line_start = indent;
    // Width of what stands behind the last place where the line may break.
    let mut tail = 0;
    let mut before = None;
    for c in text.chars() {
        let width = if is_full_width(c) { 2 } else { 1 };
        if before.is_none_or(|before| can_break_between(before, c)) {
            tail = 0;
        }
        if used + width > n_half_columns {
            n_lines += 1;
            // A word longer than a line is cut where the line ends.
            if used == line_start + tail || tail + width > n_half_columns {
                tail = 0;
            }
            line_start = 0;
            used = tail;
        }
        used += width;
        tail += width;
        before = Some(c);
    }
    n_lines
}

/// Pages of the finished document, as an estimate by fixed widths: words are not measured letter by letter.
pub fn n_pages(speech: &Speech, layout: &Layout) -> usize {
    let n_half_columns = 2 * layout.n_columns();
    let pitch = |pt| usize::try_from(Twip::from(pt).0).unwrap_or(0).max(1);
    let line = pitch(layout.line_pitch);
    let mut height = 0;
    for field in FrontField::ALL {
        let text = speech.front.get(field);
        if !text.is_empty() {
            height += match field {
                FrontField::Title => {
                    n_lines(text, 0, 2 * layout.n_title_chars) * pitch(layout.title_pitch)
                }
                // One empty line above it.
                FrontField::Salutation => (1 + n_lines(text, 0, n_half_columns)) * line,
                _ => n_lines(text, 0, n_half_columns) * line,
            };
        }
    }
    for (_, section, number) in numbered_sections(speech) {
        if !section.heading.is_empty() {
            height += n_lines(&format!("{number}{}", section.heading), 4, n_half_columns) * line;
        }
        for paragraph in &section.paragraphs {
            height += n_lines(&paragraph.text, 4, n_half_columns) * line;
        }
    }
    height.div_ceil(layout.n_lines() * line).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, n: usize) {
        assert_eq!(n_lines(text, 4, 16), n, "{text}");
    }

    #[test]
    fn a_line_is_filled_and_marks_are_kept_off_its_start() {
        check("", 1);
        check("一二三四五六", 1);
        check("一二三四五六七", 2);
        // 。 may not begin the second line: 六 goes along.
        check("一二三四五六。", 2);
        check("一二三四五六。七八九十一二", 2);
        check("一二三四五六。七八九十一二三", 3);
        check("abcdefghijklmnopqrstuvwxyzabcdefghijklmnop", 3);
    }
}
