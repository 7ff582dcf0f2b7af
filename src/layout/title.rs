//! Breaks a long title into lines.

use crate::text::line_break::may_break;

/// Lines of about the same length, the longer ones below (梯形), never inside what belongs together: a book title, a
/// quotation, a number, a word. The lines put together are the title.
pub(super) fn title_lines(title: &str, n_most: usize) -> Vec<String> {
    let chars: Vec<char> = title.chars().collect();
    let n_lines = chars.len().div_ceil(n_most.max(1)).max(1);
    let mut lines = Vec::new();
    let mut rest = chars.as_slice();
    for n_left in (2..=n_lines).rev() {
        let wanted = rest.len() / n_left;
        let at = best_break(rest, wanted, n_most);
        let (line, after) = rest.split_at(at);
        lines.push(line.iter().collect());
        rest = after;
    }
    lines.push(rest.iter().collect());
    lines
}

/// The place near `wanted` where a title may best be broken.
fn best_break(title: &[char], wanted: usize, n_most: usize) -> usize {
    let cost = |at: usize| {
        let (before, after) = (title.get(at - 1).copied(), title.get(at).copied());
        let open = title
            .iter()
            .take(at)
            .filter(|c| "《“（".contains(**c))
            .count();
        let closed = title
            .iter()
            .take(at)
            .filter(|c| "》”）".contains(**c))
            .count();
        let is_bad = matches!((before, after), (Some(a), Some(b)) if !may_break(a, b));
        // Before a preposition, behind a mark and behind the names of bodies and meetings is where a reader pauses.
        let pair: String = title.iter().take(at).skip(at.saturating_sub(2)).collect();
        let is_good = after.is_some_and(|c| "在暨和与及".contains(c))
            || before.is_some_and(|c| "，、的省市县区会”》".contains(c))
            || ["系统", "工作", "单位", "部门", "学校", "高校"].contains(&pair.as_str());
        at.abs_diff(wanted)
            + 100 * usize::from(open != closed || is_bad)
            + 5 * usize::from(!is_good)
    };
    (1..title.len())
        .filter(|&at| at <= n_most)
        .min_by_key(|&at| cost(at))
        .unwrap_or(title.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, lines: &str) {
        assert_eq!(title_lines(title, 20).join("|"), lines);
    }

    #[test]
    fn a_long_title_is_broken_where_a_reader_pauses() {
        check("在全省工作会议上的讲话", "在全省工作会议上的讲话");
        check(
            "在2024年全省教育系统关心下一代工作会议上的讲话提纲",
            "在2024年全省教育系统|关心下一代工作会议上的讲话提纲",
        );
    }
}
