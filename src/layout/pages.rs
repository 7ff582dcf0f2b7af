//! How many pages a speech fills, by counting lines as they would be set.

use crate::model::{FrontField, Speech};

use super::flow::{Role, flow};
use super::lines::{HalfCells, LineWidths, line_spans};
use super::{Layout, Twip};

/// Lines that a paragraph fills, in half cells of the grid; `indent` is the first line's.
fn n_lines(text: &str, indent: usize, n_half_columns: usize) -> usize {
    let widths = LineWidths {
        first: n_half_columns.saturating_sub(indent) as f32,
        rest: n_half_columns as f32,
    };
    line_spans(text.chars(), &mut HalfCells, widths).len()
}

/// Pages of the finished document, as an estimate by fixed widths: words are not measured letter by letter.
pub fn n_pages(speech: &Speech, layout: &Layout) -> usize {
    let n_half_columns = 2 * layout.n_columns();
    let pitch = |pt| usize::try_from(Twip::from(pt).0).unwrap_or(0).max(1);
    let line = pitch(layout.line_pitch);
    let height: usize = flow(speech, layout)
        .iter()
        .map(|block| match block.role {
            Role::Front(FrontField::Title) => {
                n_lines(&block.text, 0, 2 * layout.n_title_chars) * pitch(layout.title_pitch)
            }
            // One empty line above it.
            Role::Front(FrontField::Salutation) => {
                (1 + n_lines(&block.text, 0, n_half_columns)) * line
            }
            Role::Front(_) => n_lines(&block.text, 0, n_half_columns) * line,
            Role::Heading { .. } | Role::Body => n_lines(&block.text, 4, n_half_columns) * line,
        })
        .sum();
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
