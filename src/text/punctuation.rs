//! Half-width punctuation (半角标点) that stands in Chinese text, and the full-width marks that belong there.

use super::chars::{is_full_width_mark, is_han};

/// A half-width mark and the full-width one for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfWidth {
    /// The place of the mark in the text, counted in `char`s.
    pub at: usize,
    pub full: char,
}

/// The half-width marks beside Chinese characters, in order. Those of numbers, times, addresses and foreign words are
/// none of them; brackets and quotation marks are taken in pairs or not at all.
pub fn half_width_marks(text: &str) -> Vec<HalfWidth> {
    let mut marks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let old: Vec<char> = line.chars().collect();
        let new = full_width(&old);
        let changed = old.iter().zip(&new).enumerate();
        marks.extend(
            changed
                .filter(|(_, (old, new))| old != new)
                .map(|(idx, (_, &full))| HalfWidth {
                    at: start + idx,
                    full,
                }),
        );
        start += old.len() + 1;
    }
    marks
}

/// A line with full-width marks, character for character.
fn full_width(line: &[char]) -> Vec<char> {
    let is_address = addresses(line);
    let free = |idx: &usize| is_address.get(*idx) != Some(&true);
    let mut new = line.to_vec();
    for (open, close) in brackets(line) {
        if free(&open) && free(&close) && encloses_chinese(line, open, close) {
            put(&mut new, open, '（');
            put(&mut new, close, '）');
        }
    }
    for (open, close) in quotes(line) {
        if free(&open) && free(&close) && encloses_chinese(line, open, close) {
            put(&mut new, open, '“');
            put(&mut new, close, '”');
        }
    }
    let n_number = line.iter().take_while(|c| is_of_number(**c)).count();
    for idx in (0..line.len()).filter(free) {
        if let Some(full) = sentence_mark(&new, idx, n_number) {
            put(&mut new, idx, full);
        }
    }
    new
}

fn put(line: &mut [char], idx: usize, c: char) {
    if let Some(place) = line.get_mut(idx) {
        *place = c;
    }
}

fn is_chinese(c: char) -> bool {
    is_han(c) || is_full_width_mark(c)
}

/// The full-width mark for a mark between sentences or their parts; `None` when it is none or belongs to something else.
///
/// `n_number` characters at the start of the line may be the number of a point.
fn sentence_mark(line: &[char], idx: usize, n_number: usize) -> Option<char> {
    let mark = *line.get(idx)?;
    let before = idx.checked_sub(1).and_then(|idx| line.get(idx)).copied();
    let after = line.get(idx + 1).copied();
    let follows = before.is_some_and(is_chinese);
    let precedes = after.is_some_and(is_chinese);
    let is_in_word = [before, after]
        .iter()
        .all(|c| c.is_some_and(|c| c.is_ascii_alphanumeric()));
    match mark {
        _ if is_in_word => None,
        ',' if follows || precedes => Some('，'),
        ';' if follows || precedes => Some('；'),
        ':' if follows || precedes => Some('：'),
        '?' if follows || precedes => Some('？'),
        '!' if follows || precedes => Some('！'),
        '.' if follows && idx > n_number && may_follow_stop(after) => Some('。'),
        _ => None,
    }
}

/// True if a number of a point may hold this character: the dot behind it (一.) is no full stop.
fn is_of_number(c: char) -> bool {
    "零〇一二三四五六七八九十百（）".contains(c) || c.is_whitespace()
}

/// True if the dot in front of this character may be a full stop: not the one of a file's name or an ellipsis.
fn may_follow_stop(after: Option<char>) -> bool {
    after.is_none_or(|c| is_chinese(c) || c.is_whitespace() || matches!(c, '"' | ')'))
}

/// Pairs of brackets, by their places.
fn brackets(line: &[char]) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (idx, c) in line.iter().enumerate() {
        match c {
            '(' => open.push(idx),
            ')' => pairs.extend(open.pop().map(|open| (open, idx))),
            _ => {}
        }
    }
    pairs
}

/// Pairs of quotation marks. Empty when the number of marks is odd: it is not known which of them has no partner.
fn quotes(line: &[char]) -> Vec<(usize, usize)> {
    let places: Vec<usize> = line
        .iter()
        .enumerate()
        .filter(|(_, c)| **c == '"')
        .map(|(idx, _)| idx)
        .collect();
    let pairs = places.chunks(2).map(|pair| match pair {
        [open, close] => Some((*open, *close)),
        _ => None,
    });
    pairs.collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// True if there is a Chinese character or mark directly inside or outside a pair.
fn encloses_chinese(line: &[char], open: usize, close: usize) -> bool {
    [
        open.checked_sub(1),
        Some(open + 1),
        close.checked_sub(1),
        Some(close + 1),
    ]
    .into_iter()
    .flatten()
    .any(|idx| line.get(idx).is_some_and(|c| is_chinese(*c)))
}

/// For each character, whether it is part of an address on the web.
fn addresses(line: &[char]) -> Vec<bool> {
    const STARTS: &[&str] = &["http://", "https://", "ftp://", "www."];
    let mut is_address = vec![false; line.len()];
    let mut idx = 0;
    while let Some(rest) = line.get(idx..).filter(|rest| !rest.is_empty()) {
        let starts = |start: &&str| {
            let mut chars = rest.iter();
            start.chars().all(|c| {
                chars
                    .next()
                    .is_some_and(|next| next.eq_ignore_ascii_case(&c))
            })
        };
        if !STARTS.iter().any(starts) {
            idx += 1;
            continue;
        }
        let n_graphic = rest
            .iter()
            .take_while(|c| c.is_ascii_graphic() && !"()\"<>".contains(**c))
            .count();
        // A mark behind the address is the sentence's.
        let n_marks = rest
            .iter()
            .take(n_graphic)
            .rev()
            .take_while(|c| ",.;:!".contains(**c))
            .count();
        let n_chars = (n_graphic - n_marks).max(1);
        for place in is_address.iter_mut().skip(idx).take(n_chars) {
            *place = true;
        }
        idx += n_chars;
    }
    is_address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        for mark in half_width_marks(text) {
            chars[mark.at] = mark.full;
        }
        chars.into_iter().collect()
    }

    #[track_caller]
    fn check(text: &str, wanted: &str) {
        assert_eq!(changed(text), wanted);
    }

    #[test]
    fn marks_between_chinese_characters_become_full_width() {
        check("同志们:", "同志们：");
        check(
            "新年之始,召开会议;谋划发展.",
            "新年之始，召开会议；谋划发展。",
        );
        check("好不好?好!", "好不好？好！");
        check("谁?!", "谁？！");
        check("首先,\n其次.", "首先，\n其次。");
    }

    #[test]
    fn one_chinese_neighbour_is_enough() {
        check(
            "2023年,12个市,共5,全省第3,GDP增长5%,",
            "2023年，12个市，共5，全省第3,GDP增长5%,",
        );
        check("5%,比上年高", "5%，比上年高");
        check(
            "会议(第3次)召开,(2024)第1号",
            "会议（第3次）召开，（2024）第1号",
        );
        check(
            "GDP(国内生产总值),Word文档",
            "GDP（国内生产总值），Word文档",
        );
    }

    #[test]
    fn numbers_times_addresses_and_foreign_words_stay() {
        for text in [
            "共1,200所",
            "占3.5倍",
            "于12:30开始",
            "比分3:2",
            "第1,2章",
            "见http://a.cn/b?c=1;d=2,3",
            "www.a.cn:80",
            "in 2024, it was (more or less) so: \"well\".",
            "讲话.docx",
            "一.总结",
            "（一）.总结",
            "等等...",
            "2024.1.25",
            "f(x)",
        ] {
            check(text, text);
        }
        check("见www.a.cn,请看", "见www.a.cn，请看");
        check("网址:http://a.cn/b.", "网址：http://a.cn/b.");
    }

    #[test]
    fn quotation_marks_and_brackets_change_in_pairs_or_not_at_all() {
        check(
            "开展\"老少牵手\"活动,\"五老\"参加",
            "开展“老少牵手”活动，“五老”参加",
        );
        check("说\"好", "说\"好");
        check("他说:\"好.\"", "他说：“好。”");
        check("(一)甲(二", "（一）甲(二");
        check("((一)甲)", "（（一）甲）");
        check("一\"二\n三\"四", "一\"二\n三\"四");
    }

    #[test]
    fn full_width_text_has_none() {
        assert_eq!(half_width_marks("同志们：大家好，“五老”（老干部）！"), []);
    }

    proptest::proptest! {
        #[test]
        fn only_marks_change(text in "[一二a1,.;:?!()\"\n ，w/]{0,24}") {
            let once = changed(&text);
            proptest::prop_assert_eq!(once.chars().count(), text.chars().count());
            for (old, new) in text.chars().zip(once.chars()) {
                proptest::prop_assert!(old == new || ",.;:?!()\"".contains(old));
            }
            let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            proptest::prop_assert_eq!(bare(&once), bare(&text));
        }
    }
}
