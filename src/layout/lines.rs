//! Breaks a paragraph into lines and says how far each is from full, whatever its characters are measured in.

use crate::text::chars::half_cells;
use crate::text::line_break::may_break;

/// Widths of characters, all in one unit: points on the screen, half cells of the grid on paper.
pub trait Measure {
    fn width_of(&mut self, c: char) -> f32;
}

impl<F: FnMut(char) -> f32> Measure for F {
    fn width_of(&mut self, c: char) -> f32 {
        self(c)
    }
}

/// Measures in half cells of the grid: a Chinese character is 2 wide, a digit 1.
#[derive(Debug, Clone, Copy)]
pub struct HalfCells;

impl Measure for HalfCells {
    fn width_of(&mut self, c: char) -> f32 {
        // Word's tab stops are two characters apart in what we export.
        let n = if c == '\t' { 4 } else { half_cells(c) };
        n as f32
    }
}

/// Widths of a paragraph's lines, in the unit of the measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineWidths {
    /// Of the first line, which may be indented.
    pub first: f32,
    pub rest: f32,
}

impl LineWidths {
    /// Width of the `idx`-th line.
    pub fn of(&self, idx: usize) -> f32 {
        if idx == 0 { self.first } else { self.rest }
    }
}

/// One line of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineSpan {
    /// Index behind its last character, counted from the start of the paragraph.
    pub end: usize,
    /// Characters from its start to the last one that is seen: blanks hang over the end.
    pub n_seen: usize,
    /// What these take.
    pub width: f32,
}

/// Sums of widths are compared with their own sum: without it a line of exactly n characters may lose one.
const ROUNDING: f32 = 0.05;

/// How far a line has come.
#[derive(Debug, Clone, Copy, Default)]
struct Progress {
    /// Index behind the last character, and what has been used of the line.
    end: usize,
    used: f32,
    /// The same for the last character that is seen.
    seen_end: usize,
    seen_used: f32,
}

impl Progress {
    fn span(self, start: usize) -> LineSpan {
        LineSpan {
            end: self.end,
            n_seen: self.seen_end.saturating_sub(start),
            width: self.seen_used,
        }
    }

    /// What is left for the next line when this one ends at `place`.
    fn behind(self, place: Self) -> Self {
        let is_seen = self.seen_end > place.end;
        Self {
            used: self.used - place.used,
            seen_used: if is_seen {
                self.seen_used - place.used
            } else {
                0.0
            },
            ..self
        }
    }
}

/// The lines of one paragraph; one empty line for an empty paragraph.
///
/// A line that offers no place to break is broken where it is full.
pub fn line_spans(
    text: impl IntoIterator<Item = char>,
    measure: &mut impl Measure,
    widths: LineWidths,
) -> Vec<LineSpan> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut now = Progress::default();
    // The last place on this line where it may break.
    let mut place = None;
    let mut before = None;
    for (idx, c) in text.into_iter().enumerate() {
        let width = measure.width_of(c);
        let is_seen = !c.is_whitespace();
        if idx > start && before.is_some_and(|before| may_break(before, c)) {
            place = Some(now);
        }
        while is_seen && idx > start && now.used + width > widths.of(lines.len()) + ROUNDING {
            let end: Progress = place.take().unwrap_or(now);
            lines.push(end.span(start));
            start = end.end;
            now = now.behind(end);
        }
        now.end = idx + 1;
        now.used += width;
        if is_seen {
            now.seen_end = now.end;
            now.seen_used = now.used;
        }
        before = Some(c);
    }
    lines.push(now.span(start));
    lines
}

/// Most that a line may lack of its width and still be filled, in characters. A line that is wider open was broken before
/// a long word: spread out, it would be noticed.
const MOST_MISSING: f32 = 3.0;

/// Space to put between the characters of a line that lacks `missing` of its width; 0 where it would be noticed.
///
/// `char_width` is what a Chinese character takes.
pub fn spread(missing: f32, n_seen: usize, char_width: f32) -> f32 {
    let n_gaps = n_seen.saturating_sub(1);
    if n_gaps == 0 || missing <= 0.0 || missing > MOST_MISSING * char_width {
        0.0
    } else {
        missing / n_gaps as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Lines of six characters, the first of four.
    const WIDTHS: LineWidths = LineWidths {
        first: 8.0,
        rest: 12.0,
    };

    /// The lines of a text that shows them with `/` between them.
    fn check(expected: &str) {
        let text: Vec<char> = expected.chars().filter(|&c| c != '/').collect();
        let mut start = 0;
        let lines: Vec<String> = line_spans(text.iter().copied(), &mut HalfCells, WIDTHS)
            .into_iter()
            .map(|line| {
                let text = text[start..line.end].iter().collect();
                start = line.end;
                text
            })
            .collect();
        assert_eq!(lines.join("/"), expected);
    }

    #[test]
    fn full_lines_break_anywhere_between_characters() {
        check("各项工作/都取得了新的/成效");
        check("");
    }

    #[test]
    fn closing_marks_take_a_character_with_them() {
        check("各项工/作，都取得了/新");
        check("各项工/作”。都取得/了新的成效");
        check("各项工/作……");
    }

    #[test]
    fn opening_marks_go_to_the_next_line() {
        check("各项工/“作”都取得/了");
        check("各项/（《通知》）/印发");
    }

    #[test]
    fn a_dash_of_two_stays_whole_and_off_the_start() {
        check("各项/工——作都了");
    }

    #[test]
    fn words_and_numbers_are_not_broken() {
        check("全省/13449个单位");
        check("使用Rust /2024语言");
        check("增长/12.5%以上");
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_where_the_line_is_full() {
        check("abcdefgh/ijklmnopqrst/uv");
        check("各项/abcdefghijkl/mnopqr");
    }

    #[test]
    fn spaces_hang_over_the_end() {
        check("abcd efg /hijk");
        let text = "各项工作  \t都";
        let lines = line_spans(text.chars(), &mut HalfCells, WIDTHS);
        let hanging = LineSpan {
            end: 7,
            n_seen: 4,
            width: 8.0,
        };
        assert_eq!(lines.first(), Some(&hanging));
    }

    #[test]
    fn lines_are_filled_but_for_those_that_lack_too_much() {
        // Seven gaps between eight characters of 10 points.
        let check = |missing: f32, wanted: f32| {
            let found = spread(missing, 8, 10.0);
            assert!((found - wanted).abs() < 1e-6, "{missing}: {found}");
        };
        check(7.0, 1.0);
        check(21.0, 3.0);
        check(30.0, 30.0 / 7.0);
        check(30.1, 0.0);
        check(300.0, 0.0);
        check(0.0, 0.0);
        check(-7.0, 0.0);
        assert_eq!((spread(5.0, 1, 10.0), spread(5.0, 0, 10.0)), (0.0, 0.0));
    }

    proptest! {
        #[test]
        fn lines_hold_everything_and_none_is_too_wide(text in "[一二，。“”（）—…a1 ]{0,60}") {
            let chars: Vec<char> = text.chars().collect();
            let lines = line_spans(text.chars(), &mut HalfCells, WIDTHS);
            prop_assert_eq!(lines.last().unwrap().end, chars.len());
            let mut start = 0;
            for (idx, line) in lines.iter().enumerate() {
                prop_assert!(line.end > start || chars.is_empty());
                let row = &chars[start..line.end];
                let n_seen = row.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1);
                prop_assert_eq!(line.n_seen, n_seen);
                let width: usize = row.iter().take(n_seen).map(|&c| half_cells(c)).sum();
                prop_assert!((line.width - width as f32).abs() < 0.01);
                prop_assert!(line.width <= WIDTHS.of(idx));
                if idx + 1 < lines.len() {
                    // Broken where that is allowed, unless there is no such place on the line.
                    let may = |at: usize| may_break(chars[at - 1], chars[at]);
                    prop_assert!(may(line.end) || !(start + 1..line.end).any(may));
                }
                start = line.end;
            }
        }
    }
}
