//! Blanks in a passage, to be filled in when it is used: 【单位】, 【时间】.

use std::ops::Range;

/// Longer bracketed text is ordinary text, not a blank.
const LONGEST_NAME: usize = 20;

/// A blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank<'a> {
    /// What stands between the brackets, for example 单位. May be empty.
    pub name: &'a str,
    /// Bytes of the text, with the brackets.
    pub range: Range<usize>,
}

/// Every blank of a text, in order.
pub fn blanks(text: &str) -> Vec<Blank<'_>> {
    let opened = text.match_indices('【');
    let blank = |(start, bracket): (usize, &str)| {
        let (inner, _) = text.get(start + bracket.len()..)?.split_once('】')?;
        let is_name = inner.chars().count() <= LONGEST_NAME && !inner.contains(['【', '\n']);
        let end = start + bracket.len() + inner.len() + '】'.len_utf8();
        is_name.then(|| Blank {
            name: inner.trim(),
            range: start..end,
        })
    };
    opened.filter_map(blank).collect()
}

/// A text with its blanks filled in, and where the pieces that were filled in stand, in bytes of the new text. Blanks of
/// which `value_of` the name is empty stay.
pub fn filled<'a>(text: &str, value_of: impl Fn(&str) -> &'a str) -> (String, Vec<Range<usize>>) {
    let mut filled = String::with_capacity(text.len());
    let mut pieces = Vec::new();
    let mut end = 0;
    for blank in blanks(text) {
        let value = value_of(blank.name);
        if value.is_empty() {
            continue;
        }
        filled.push_str(text.get(end..blank.range.start).unwrap_or_default());
        pieces.push(filled.len()..filled.len() + value.len());
        filled.push_str(value);
        end = blank.range.end;
    }
    filled.push_str(text.get(end..).unwrap_or_default());
    (filled, pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, names: &[&str], wanted: &str) {
        let found: Vec<&str> = blanks(text).iter().map(|blank| blank.name).collect();
        assert_eq!(found, names);
        let value_of = |name: &str| match name {
            "单位" => "无锡市教育局",
            "时间" => "3月5日",
            _ => "",
        };
        let (filled, pieces) = filled(text, value_of);
        assert_eq!(filled, wanted);
        let pieces = pieces.into_iter().map(|piece| filled.get(piece).unwrap());
        for piece in pieces {
            assert!(["无锡市教育局", "3月5日"].contains(&piece));
        }
    }

    #[test]
    fn blanks_are_filled_and_the_others_stay() {
        check(
            "【单位】于【时间】在【地点】办会，【 单位 】很好。",
            &["单位", "时间", "地点", "单位"],
            "无锡市教育局于3月5日在【地点】办会，无锡市教育局很好。",
        );
        check("【】留着", &[""], "【】留着");
    }

    #[test]
    fn what_is_no_blank_is_left_alone() {
        check("没有空白", &[], "没有空白");
        check("没有关上【单位", &[], "没有关上【单位");
        check("【隔着\n一行】", &[], "【隔着\n一行】");
        check("套着【又【单位】】", &["单位"], "套着【又无锡市教育局】");
        let long = "【这里是一整句话而不是一个要填的空白，所以它不算】";
        check(long, &[], long);
    }
}
