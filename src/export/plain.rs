//! The speech as plain text and as Markdown, and its title broken into lines.

use crate::model::{FrontField, Speech, numbered_sections};

/// A line each for the front matter, the headings with their numbers, and the paragraphs; an empty line before each
/// section. An importer reads the same tree back.
pub fn plain_text(speech: &Speech) -> String {
    let mut text = String::new();
    for field in FrontField::ALL {
        push_line(&mut text, speech.front.get(field));
    }
    for (_, section, number) in numbered_sections(speech) {
        text.push('\n');
        if !section.heading.is_empty() {
            push_line(&mut text, &format!("{number}{}", section.heading));
        }
        for paragraph in &section.paragraphs {
            push_line(&mut text, &paragraph.text);
        }
    }
    text
}

fn push_line(text: &mut String, line: &str) {
    if !line.is_empty() {
        text.push_str(line);
        text.push('\n');
    }
}

/// Headings as `##` and deeper, with their numbers; paragraphs parted by empty lines.
pub fn markdown(speech: &Speech) -> String {
    let mut blocks = Vec::new();
    for field in FrontField::ALL {
        let line = speech.front.get(field);
        if !line.is_empty() {
            blocks.push(if field == FrontField::Title {
                format!("# {line}")
            } else {
                line.to_owned()
            });
        }
    }
    for (depth, section, number) in numbered_sections(speech) {
        if !section.heading.is_empty() {
            // Markdown has six levels of headings; the title takes the first.
            let marks = "#".repeat((depth + 2).min(6));
            blocks.push(format!("{marks} {number}{}", section.heading));
        }
        let texts = section
            .paragraphs
            .iter()
            .filter(|paragraph| !paragraph.text.is_empty());
        blocks.extend(texts.map(|paragraph| paragraph.text.to_string()));
    }
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

/// Breaks a long title into lines of about the same length, the longer ones below (梯形), never inside what belongs
/// together: a book title, a quotation, a number, a word.
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
        let is_bad = matches!((before, after), (Some(a), Some(b)) if !crate::text::line_break::may_break(a, b));
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
