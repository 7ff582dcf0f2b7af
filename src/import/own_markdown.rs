//! Reads the Markdown that we export: nothing in it has to be guessed.

use crate::model::{FrontField, MarkdownMark, SectionMark};
use crate::text::headings::without_number;
use crate::text::markdown::{split_at_comment, unescape, words_of_comment};

use super::line::{Line, Role, Spot};

/// The lines of a text that says it is ours; `None` for any other.
pub(super) fn lines_of(text: &str) -> Option<Vec<Line>> {
    let mut rows = text
        .split('\n')
        .enumerate()
        .map(|(idx, row)| (Spot::Line(idx + 1), trimmed(row)))
        .filter(|(_, row)| !row.is_empty());
    let (_, first) = rows.next()?;
    if mark_of(first) != Some(MarkdownMark::File) {
        return None;
    }
    let mut lines: Vec<Line> = Vec::new();
    // Sections without heading that begin with the next line.
    let mut opens = Vec::new();
    for (spot, row) in rows {
        let line = match mark_of(row) {
            Some(MarkdownMark::Section { depth, numbered }) => {
                opens.push(SectionMark {
                    numbered,
                    ..SectionMark::bare(depth)
                });
                continue;
            }
            Some(MarkdownMark::EmptyParagraph) => Line::new(spot, "", Role::Body),
            _ => line_of(spot, row, lines.is_empty()),
        };
        lines.push(Line {
            opens: std::mem::take(&mut opens),
            ..line
        });
    }
    if !opens.is_empty() {
        let end = Line::new(Spot::Line(text.lines().count()), "", Role::Nothing);
        lines.push(Line { opens, ..end });
    }
    Some(lines)
}

/// White space that Markdown takes off a line.
fn trimmed(row: &str) -> &str {
    row.trim_matches([' ', '\t', '\r', '\u{feff}'])
}

/// The mark that a whole line is.
fn mark_of(row: &str) -> Option<MarkdownMark> {
    words_of_comment(row).and_then(MarkdownMark::of_words)
}

fn line_of(spot: Spot, row: &str, is_first: bool) -> Line {
    let text = row.trim_start_matches('#');
    let level = row.len() - text.len();
    let is_heading = (1..=6).contains(&level) && text.starts_with([' ', '\t']);
    match (is_heading, level) {
        (true, 1) if is_first => {
            let title = unescape(trimmed(text));
            Line::new(spot, &title, Role::Front(FrontField::Title))
        }
        (true, _) => heading_of(spot, trimmed(text), level.saturating_sub(2)),
        (false, _) => {
            front_of(spot, row).unwrap_or_else(|| Line::new(spot, &unescape(row), Role::Body))
        }
    }
}

fn heading_of(spot: Spot, text: &str, depth: usize) -> Line {
    let parted = split_at_comment(text).and_then(|(number, words, rest)| {
        match MarkdownMark::of_words(words) {
            Some(MarkdownMark::EndOfNumber { depth }) => Some((number, depth, rest)),
            _ => None,
        }
    });
    let (number, depth, heading) = match parted {
        Some((number, deeper, rest)) => (
            number.to_owned(),
            deeper.unwrap_or(depth),
            unescape(rest).into_owned(),
        ),
        None => {
            let text = unescape(text);
            let (number, heading) = without_number(&text);
            (number.to_owned(), depth, heading.to_owned())
        }
    };
    Line::new(spot, &heading, Role::Heading { depth, number })
}

/// A line of the front matter: its mark stands behind it.
fn front_of(spot: Spot, row: &str) -> Option<Line> {
    let (text, words, _) = split_at_comment(row).filter(|(_, _, after)| after.is_empty())?;
    let Some(MarkdownMark::Front { field, in_brackets }) = MarkdownMark::of_words(words) else {
        return None;
    };
    let text = unescape(text.strip_suffix(' ').unwrap_or(text));
    let bare = text
        .strip_prefix('（')
        .and_then(|text| text.strip_suffix('）'));
    let text = bare.filter(|_| in_brackets).unwrap_or(&text);
    Some(Line::new(spot, text, Role::Front(field)))
}

#[cfg(test)]
mod tests {
    use crate::import::markdown;
    use crate::model::{MAX_DEPTH, numbered_sections};

    fn tree_of(text: &str) -> Vec<String> {
        let speech = markdown(text).speech;
        let mut lines = Vec::new();
        for (depth, section, number) in numbered_sections(&speech) {
            lines.push(format!(
                "{} {number}{}",
                "#".repeat(depth + 1),
                section.heading
            ));
            let paragraphs = section.paragraphs.iter();
            lines.extend(paragraphs.map(|paragraph| paragraph.text.to_string()));
        }
        lines
    }

    #[test]
    fn what_somebody_has_added_by_hand_is_read_too() {
        let text = "\u{feff}<!-- 讲稿 -->\r\n\r\n# 讲话\r\n\r\n主任 <!-- 讲话人 -->\r\n\r\n开头。\r\n第二段。\r\n<!-- 备注 -->\r\n\
                    ## 一、甲\r\n- 一条\r\n## 二、乙\r\n1\\.不是标题 <!-- 备注 -->\r\n#标签";
        assert_eq!(
            tree_of(text),
            [
                "# ",
                "开头。",
                "第二段。",
                "<!-- 备注 -->",
                "# 一、甲",
                "- 一条",
                "# 二、乙",
                "1.不是标题 <!-- 备注 -->",
                "#标签",
            ]
        );
        let front = markdown(text).speech.front;
        assert_eq!(
            (front.title.as_str(), front.speaker.as_str()),
            ("讲话", "主任")
        );
        assert_eq!(front.salutation, "");
    }

    #[test]
    fn a_changed_number_is_noted_and_given_anew() {
        let text = "<!-- 讲稿 -->\n\n## 一、甲\n\n## 三、乙\n";
        assert_eq!(tree_of(text), ["# 一、甲", "# 二、乙"]);
        assert_eq!(markdown(text).notes.len(), 1);
    }

    #[test]
    fn nothing_is_deeper_than_a_tree_can_be() {
        let mut text = "<!-- 讲稿 -->\n".to_owned();
        for level in 1..=50 {
            text.push_str(&format!(
                "\n###### <!-- 第{level}级 -->甲\n\n<!-- 第{level}级章节，无标题 -->\n"
            ));
        }
        let speech = markdown(&text).speech;
        let deepest = speech.walk().map(|(depth, _)| depth + 1).max();
        assert_eq!(deepest, Some(MAX_DEPTH));
        assert_eq!(speech.walk().count(), 100);
    }
}
