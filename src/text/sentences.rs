//! The sentences of a line: up to 。！？ or …… with the quotes and brackets that close behind it.

use std::ops::Range;

use super::chars::is_han;
use super::line::Line;

/// Marks that close something; they belong to the sentence that ends before them.
const CLOSING: &[char] = &['”', '’', '」', '』', '）', ')', '》', '〉', '】', '〕'];

/// Characters that continue the sentence behind a quotation: “为了谁？”的问题，“好！”等.
const GOING_ON: &[char] = &[
    '，', '、', '；', '：', ',', ';', ':', '的', '等', '这', '和', '与',
];

/// Characters of the longest text in brackets, or name of a book, that no sentence ends in.
const LONGEST_PAIR: usize = 200;

/// A dot that early is the one of a number: 一.总结.
const SHORTEST_WITH_DOT: usize = 4;

/// The sentences of a line in order, in `char`s. Together they are the whole line but for the blanks in front of each;
/// what stands behind the last full stop is one too. Nothing ends inside brackets or the name of a book.
pub fn sentences(line: &Line) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = line.run(0, char::is_whitespace);
    let mut at = start;
    let (mut n_open, mut last_open) = (0_usize, 0);
    while at < line.len() {
        // A bracket that is never closed must not swallow the rest.
        if at - last_open > LONGEST_PAIR {
            n_open = 0;
        }
        match line.at(at) {
            '（' | '《' if closes(line, at) => {
                n_open += 1;
                last_open = at;
            }
            '）' | '》' => n_open = n_open.saturating_sub(1),
            _ => {}
        }
        let end = stop(line, start, at).filter(|_| n_open == 0);
        if let Some(end) = end {
            found.push(start..end);
            start = line.run(end, char::is_whitespace);
            at = start;
        } else {
            at = line.run(at, is_stop).max(at + 1);
        }
    }
    if start < line.len() {
        found.push(start..line.len());
    }
    found
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…')
}

/// End of the sentence whose final stop begins at a place. `None` if no stop begins there, or if the sentence continues behind it.
fn stop(line: &Line, start: usize, at: usize) -> Option<usize> {
    let mut end = line.run(at, is_stop);
    if end == at {
        match line.at(at) {
            '\n' => return Some(at + 1),
            '.' if is_full_stop(line, start, at) => end = at + 1,
            _ => return None,
        }
    }
    let behind = line.run(end, |c| CLOSING.contains(&c));
    let next = line.at(behind);
    // …… is often a pause, and only the rest tells.
    let is_pause = line.slice(at..end).iter().all(|c| *c == '…') && behind == end && is_han(next);
    let goes_on = is_pause
        || (behind > end || line.before(end) == '…') && GOING_ON.contains(&next)
        || line.starts(behind, "——") && behind > end;
    (!goes_on).then_some(behind)
}

/// True if a half-width dot is a full stop: not that of a number, of an address or of an ellipsis.
fn is_full_stop(line: &Line, start: usize, at: usize) -> bool {
    let next = line.at(at + 1);
    at >= start + SHORTEST_WITH_DOT
        && (is_han(line.before(at)) || CLOSING.contains(&line.before(at)))
        && !next.is_ascii_alphanumeric()
        && next != '.'
}

/// True if a bracket is closed soon enough to be a pair.
fn closes(line: &Line, at: usize) -> bool {
    let close = if line.at(at) == '（' { '）' } else { '》' };
    let ahead = line.slice(at + 1..at + 1 + LONGEST_PAIR);
    ahead.contains(&close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &[&str]) {
        let line = Line::new(text);
        let found: Vec<String> = sentences(&line)
            .into_iter()
            .map(|range| line.text(range))
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_sentence_ends_at_its_stop() {
        check(
            "甲来了。乙走了！丙呢？",
            &["甲来了。", "乙走了！", "丙呢？"],
        );
        check("　　甲来了。 乙走了", &["甲来了。", "乙走了"]);
        check("谁？！没有人……。好", &["谁？！", "没有人……。", "好"]);
        check("工作总结完了.下面讲安排", &["工作总结完了.", "下面讲安排"]);
        check("", &[]);
        check("　", &[]);
    }

    #[test]
    fn quotes_and_brackets_stay_with_their_sentence() {
        check("他说：“好。”大家笑了。", &["他说：“好。”", "大家笑了。"]);
        check("回答“为了谁？”的问题。", &["回答“为了谁？”的问题。"]);
        check("他来了（没有走。真的）。", &["他来了（没有走。真的）。"]);
        check("读《怎么办？》有感。", &["读《怎么办？》有感。"]);
        check("还有……这些事。", &["还有……这些事。"]);
    }

    #[test]
    fn what_is_never_closed_swallows_nothing() {
        // One of two brackets is closed.
        let line = Line::new(&format!("（（他来了）{}", "没有走。".repeat(100)));
        assert!(sentences(&line).len() > 40);
        check("他来了（没有走。真的。", &["他来了（没有走。", "真的。"]);
        check("一.总结工作。见a.cn吧。", &["一.总结工作。", "见a.cn吧。"]);
    }

    proptest::proptest! {
        #[test]
        fn only_blanks_are_left_out(text in "[甲乙。！？…（）《》“”　 .的a]{0,24}") {
            let line = Line::new(&text);
            let mut end = 0;
            for range in sentences(&line) {
                proptest::prop_assert!(range.start >= end && range.start < range.end);
                proptest::prop_assert!(line.slice(end..range.start).iter().all(|c| c.is_whitespace()));
                end = range.end;
            }
            proptest::prop_assert!(line.slice(end..line.len()).iter().all(|c| c.is_whitespace()));
        }
    }
}
