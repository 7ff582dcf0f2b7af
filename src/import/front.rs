//! Tells the front matter (题头) from the lines that a file begins with.

use std::collections::VecDeque;

use crate::model::{FrontField, FrontMatter};

use super::line::{Line, Role, join};
use crate::text::headings::heading;

/// Lines beside the text that may stand above the title: a letterhead, a mark such as 内部资料.
const MOST_BESIDE: usize = 8;

/// Half points from which centred lines of one size below one another are one title: 18 pt (小二). Speakers and dates
/// are set in 16 pt (三号).
const TITLE_SIZE: u32 = 36;

/// Takes the front matter from the lines that it stands in.
pub(super) fn take_front(lines: &mut VecDeque<Line>) -> FrontMatter {
    let mut front = FrontMatter::default();
    while let Some((Role::Front(field), text)) = lines.front().map(|line| (&line.role, &line.text))
    {
        front.get_mut(*field).push_str(text);
        lines.pop_front();
    }
    let mut beside = Vec::new();
    while beside.len() < MOST_BESIDE && lines.front().is_some_and(|line| line.role == Role::Beside)
    {
        beside.extend(lines.pop_front());
    }
    if is_title(lines) {
        take_title(lines, &mut front.title);
        take_claimed(lines, &mut front);
    } else if lines.front().is_some_and(is_greeting) {
        front
            .salutation
            .extend(lines.pop_front().map(|line| line.text));
    }
    for line in beside.into_iter().rev() {
        lines.push_front(line);
    }
    front
}

/// True if the first line is the title: it says so, or it is short and not a sentence.
fn is_title(lines: &VecDeque<Line>) -> bool {
    lines.front().is_some_and(|first| match first.role {
        Role::Title => true,
        Role::Plain | Role::Unmarked => is_free(first) && looks_like_title(&first.text),
        Role::Body
        | Role::Beside
        | Role::Subtitle
        | Role::Heading { .. }
        | Role::Front(_)
        | Role::Nothing => false,
    })
}

/// True if nothing says that the line is a heading or a paragraph.
fn is_free(line: &Line) -> bool {
    line.opens.is_empty()
        && match line.role {
            Role::Plain => heading(&line.text).is_none(),
            ref role => *role == Role::Unmarked,
        }
}

fn looks_like_title(line: &str) -> bool {
    line.chars().count() <= 60 && !line.ends_with(['。', '：', '；', '！', '？', ':'])
}

/// A title may stand in several lines.
fn take_title(lines: &mut VecDeque<Line>, title: &mut String) {
    let Some(first) = lines.pop_front() else {
        return;
    };
    title.push_str(&first.text);
    while let Some(line) = lines.front() {
        let goes_on = match line.role {
            Role::Title => first.role == Role::Title,
            Role::Plain | Role::Unmarked => {
                let is_large = line.look.size.is_some_and(|size| size >= TITLE_SIZE);
                is_large
                    && line.look.is_centred
                    && line.look == first.look
                    && first.role != Role::Title
                    && is_free(line)
                    && !line.text.starts_with(['—', '-', '（', '('])
            }
            _ => false,
        };
        if !goes_on {
            return;
        }
        join(title, &line.text);
        lines.pop_front();
    }
}

/// The lines below the title, as long as they are front matter.
fn take_claimed(lines: &mut VecDeque<Line>, front: &mut FrontMatter) {
    while let Some(line) = lines.front() {
        let field = match line.role {
            Role::Subtitle if front.subtitle.is_empty() => Some(FrontField::Subtitle),
            _ if is_free(line) => claim(front, &line.text),
            _ => None,
        };
        let Some(field) = field else { return };
        *front.get_mut(field) = front_text(field, &line.text).to_owned();
        lines.pop_front();
    }
}

/// The line of the front matter that a line below the title is; each is taken once and in the order of the page.
fn claim(front: &FrontMatter, line: &str) -> Option<FrontField> {
    let n_chars = line.chars().count();
    let is_free = |field: FrontField| front.get(field).is_empty();
    let date = front_text(FrontField::Date, line);
    // In brackets a date may be less than whole: （2024年1月）, or a blank of a template.
    let is_bracketed = line.starts_with(['（', '(', '【']) && line.ends_with(['）', ')', '】']);
    let is_whole = date.ends_with('日') && date.contains('月');
    let is_date = date.contains('年') && (is_whole || is_bracketed) && date.chars().count() <= 24;
    if line.ends_with(['：', ':']) && n_chars <= 40 && is_free(FrontField::Salutation) {
        Some(FrontField::Salutation)
    } else if !is_free(FrontField::Salutation) {
        None
    } else if (line.starts_with("——") || line.starts_with("--"))
        && n_chars <= 60
        && is_free(FrontField::Subtitle)
    {
        Some(FrontField::Subtitle)
    } else if is_date && is_free(FrontField::Date) {
        Some(FrontField::Date)
    } else if n_chars <= 30 && !line.contains(['，', '。', '；', '！', '？', ',']) {
        [FrontField::Speaker, FrontField::Venue]
            .into_iter()
            .find(|field| {
                is_free(*field) && (*field == FrontField::Speaker) == is_free(FrontField::Date)
            })
    } else {
        None
    }
}

fn front_text(field: FrontField, line: &str) -> &str {
    if field == FrontField::Date {
        line.trim_matches(['（', '）', '(', ')'])
    } else {
        line
    }
}

/// A speech may begin with whom it greets, without any title.
fn is_greeting(line: &Line) -> bool {
    const GREETED: [&str; 12] = [
        "同志", "各位", "大家", "朋友", "领导", "同学", "老师", "嘉宾", "代表", "先生", "女士",
        "委员",
    ];
    is_free(line)
        && line.text.ends_with(['：', ':'])
        && line.text.chars().count() <= 40
        && GREETED.iter().any(|word| line.text.contains(word))
}
