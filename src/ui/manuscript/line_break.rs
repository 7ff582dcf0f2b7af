//! Where a line of Chinese text may end (避头尾).

/// Marks that never stand at the start of a line.
const NOT_AT_START: &str = "。，、；：！？．”’）》〉】〕〗」』｝］…—～·‰％℃!),.:;?]}%°′″";

/// Marks that never stand at the end of a line.
const NOT_AT_END: &str = "“‘（《〈【〔〖「『｛［([{￥＄$￡№#＃";

/// Whether a line may end between two characters that follow each other.
pub(super) fn may_break(before: char, after: char) -> bool {
    // Spaces hang over the end of the line that they follow.
    if after.is_whitespace() {
        return false;
    }
    if NOT_AT_START.contains(after) || NOT_AT_END.contains(before) || is_joined(before, after) {
        return false;
    }
    before.is_whitespace() || !(is_western(before) && is_western(after))
}

/// Letters, digits and marks of western text: a word or a number is not broken.
fn is_western(c: char) -> bool {
    c.is_ascii_graphic() || (c.is_alphanumeric() && !is_full_width(c))
}

/// Parts of one visible character, or of a mark that is written as a pair.
fn is_joined(before: char, after: char) -> bool {
    const ZERO_WIDTH_JOINER: char = '\u{200d}';
    let continues = matches!(after, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}');
    continues || before == ZERO_WIDTH_JOINER || after == ZERO_WIDTH_JOINER
}

/// Characters that fill a whole square: Han, kana and full-width forms.
pub(super) fn is_full_width(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}'
        | '\u{20000}'..='\u{3fffd}')
}

/// The lines of one paragraph, each as the index behind its last character; one empty line for an empty paragraph.
///
/// `width_of` is asked for every character; the first line is `first_width` wide, the others `width`. A line that
/// offers no place to break is broken where it is full.
pub(super) fn line_ends(
    chars: &[char],
    mut width_of: impl FnMut(char) -> f32,
    first_width: f32,
    width: f32,
) -> Vec<usize> {
    /// Sums of widths are compared with their own sum: without it a line of exactly n characters may lose one.
    const ROUNDING: f32 = 0.05;
    let mut ends = Vec::with_capacity(chars.len() / 30 + 1);
    let mut idx = 0;
    let mut start = 0;
    let mut used = 0.0;
    let mut last_place = None;
    while let Some(&c) = chars.get(idx) {
        let limit = if ends.is_empty() { first_width } else { width };
        let with_this = used + width_of(c);
        if with_this > limit + ROUNDING && idx > start && !c.is_whitespace() {
            start = last_place.unwrap_or(idx);
            ends.push(start);
            idx = start;
            used = 0.0;
            last_place = None;
            continue;
        }
        used = with_this;
        idx += 1;
        if let Some(&next) = chars.get(idx)
            && may_break(c, next)
        {
            last_place = Some(idx);
        }
    }
    ends.push(chars.len());
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Full-width characters are 2 wide, all others 1.
    fn width(c: char) -> f32 {
        if is_full_width(c) || "“”‘’—…".contains(c) {
            2.0
        } else {
            1.0
        }
    }

    /// Lines of six squares, the first of four, shown with `/` between them.
    fn check(expected: &str) {
        let chars: Vec<char> = expected.chars().filter(|&c| c != '/').collect();
        let mut start = 0;
        let lines: Vec<String> = line_ends(&chars, width, 8.0, 12.0)
            .into_iter()
            .map(|end| {
                let line = chars[start..end].iter().collect();
                start = end;
                line
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
    }

    #[test]
    fn spaces_hang_over_the_end() {
        check("abcd efg /hijk");
    }

    proptest! {
        #[test]
        fn lines_hold_everything_and_no_line_is_empty(text in "[一二，。“”（）—…a1 ]{0,60}") {
            let chars: Vec<char> = text.chars().collect();
            let ends = line_ends(&chars, width, 8.0, 12.0);
            prop_assert_eq!(*ends.last().unwrap(), chars.len());
            let mut start = 0;
            for &end in &ends {
                prop_assert!(end > start || chars.is_empty());
                start = end;
            }
        }
    }
}
