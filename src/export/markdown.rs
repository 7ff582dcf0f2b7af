//! The speech as Markdown.

use crate::layout::{Block, Role, flow, standard};
use crate::model::{FrontField, MarkdownMark, Speech};
use crate::text::headings::without_number;
use crate::text::markdown::escape;

use super::openings::{Opening, Openings};
use super::printable::printable;

/// Headings as `##` and deeper, with their numbers; paragraphs parted by empty lines.
///
/// What a reader could mistake is escaped; what the page does not show stands in comments (`<!-- 讲话人 -->`), so that
/// everything comes back when the file is read: but for ids, the kinds of sections, the snippets that a paragraph came
/// from, the roster, what the review is not to point out again, and characters that no page shows.
pub fn markdown(speech: &Speech) -> String {
    let mut lines = vec![MarkdownMark::File.comment()];
    let mut openings = Openings::of(speech);
    let mut title = String::new();
    let mut is_first = true;
    for block in &flow(speech, &standard()) {
        // The title is one line, however many it has on paper.
        if block.role == Role::Front(FrontField::Title) {
            title.push_str(&printable(&block.text));
            continue;
        }
        push_title(&mut lines, &mut title);
        for (depth, section) in openings.with(block) {
            // Text before the first heading is a section in any Markdown.
            let goes_without_saying = std::mem::take(&mut is_first)
                && depth == 0
                && !section.numbered
                && block.section == Some(section.id);
            if section.heading.is_empty() && !goes_without_saying {
                lines.push(bare((depth, section)));
            }
        }
        lines.push(line_of(block));
    }
    push_title(&mut lines, &mut title);
    lines.extend(openings.rest().into_iter().map(bare));
    lines.join("\n\n") + "\n"
}

fn push_title(lines: &mut Vec<String>, title: &mut String) {
    if !title.is_empty() {
        lines.push(format!("# {}", escape(&std::mem::take(title))));
    }
}

/// A section without heading.
fn bare((depth, section): Opening<'_>) -> String {
    let numbered = section.numbered;
    MarkdownMark::Section { depth, numbered }.comment()
}

fn line_of(block: &Block<'_>) -> String {
    let text = printable(&block.text);
    match block.role {
        Role::Front(field) => {
            let in_brackets = block.n_before > 0;
            let mark = MarkdownMark::Front { field, in_brackets }.comment();
            format!("{} {mark}", escape(&text))
        }
        Role::Heading { depth } => heading_of(depth, &text, block.n_before),
        Role::Body if text.is_empty() => MarkdownMark::EmptyParagraph.comment(),
        Role::Body => escape(&text),
    }
}

fn heading_of(depth: usize, text: &str, n_number: usize) -> String {
    // Markdown has six levels of headings; the title takes the first.
    const LAST_DEPTH: usize = 4;
    let marks = "#".repeat(depth.min(LAST_DEPTH) + 2);
    let number: String = text.chars().take(n_number).collect();
    let heading: String = text.chars().skip(n_number).collect();
    let is_clear = without_number(text) == (&number, &heading);
    if is_clear && depth <= LAST_DEPTH {
        return format!("{marks} {number}{}", escape(&heading));
    }
    let depth = (depth > LAST_DEPTH).then_some(depth);
    let end = MarkdownMark::EndOfNumber { depth }.comment();
    format!("{marks} {number}{end}{}", escape(&heading))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{IdSource, SectionKind};

    #[test]
    fn what_could_be_mistaken_is_said() {
        let mut ids = IdSource::default();
        let mut section = |heading: &str, numbered, texts: &[&str]| {
            let mut section = ids.section(heading, SectionKind::Custom);
            section.numbered = numbered;
            section.paragraphs = texts
                .iter()
                .map(|text| ids.paragraph(text, vec![]))
                .collect();
            section
        };
        let opening = section("", false, &["今天开会。", "# 不是标题", "", "一、这是正文"]);
        let mut first = section("成绩", true, &["很好。"]);
        first.children = vec![Arc::new(section("", true, &["过渡段。"]))];
        let second = section("三、不编号的", false, &[]);
        let speech = Speech {
            sections: [opening, first, second].map(Arc::new).into(),
            ..Speech::default()
        };
        let mut speech = speech;
        speech.front.title = "在会上的讲话".to_owned();
        speech.front.date = "2024年3月5日".to_owned();
        assert_eq!(
            markdown(&speech),
            "<!-- 讲稿 -->\n\n# 在会上的讲话\n\n（2024年3月5日） <!-- 日期 -->\n\n今天开会。\n\n\\# 不是标题\n\n\
             <!-- 空段 -->\n\n一、这是正文\n\n## 一、成绩\n\n很好。\n\n<!-- 第2级章节，无标题，编号 -->\n\n过渡段。\n\n\
             ## <!-- -->三、不编号的\n"
        );
    }
}
