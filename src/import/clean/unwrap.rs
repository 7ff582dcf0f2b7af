//! Joins the lines that a program had broken at its right margin (硬回车) to paragraphs again.

use super::marks::{begins_item, is_heading, is_open, is_running};
use super::{CleanLine, Syntax};
use crate::import::line::join;
use crate::import::notes::{NoteKind, Notes, Place};
use crate::text::chars::{is_full_width, is_han};
use crate::text::line_break::NOT_AT_START;

/// A line that is kept, and what stood between it and the one before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub number: usize,
    pub text: &'a str,
    /// Exactly two ideographic spaces stand before it.
    pub is_indented: bool,
    /// Columns of white space before the text; of Markdown, where list items go on indented, only of ideographic spaces.
    pub indent: usize,
    /// Columns up to the end of the text.
    pub width: usize,
    pub after_blank: bool,
    pub after_dropped: bool,
    /// Something that stands over the text, or a page break, came between.
    pub after_lifted: bool,
    /// Markdown's hard break: the next line is one of its own.
    pub breaks: bool,
}

/// Joins what belongs together. A text with one paragraph to a line stays as it is.
pub(super) fn unwrap(pieces: &[Piece<'_>], syntax: Syntax, notes: &mut Notes) -> Vec<CleanLine> {
    let layout = Layout::of(pieces, syntax);
    let mut lines: Vec<CleanLine> = Vec::new();
    let mut previous: Option<(usize, &Piece<'_>)> = None;
    for piece in pieces {
        let continues = previous.is_some_and(|(idx, before)| layout.joins(idx, before, piece));
        match lines.last_mut() {
            Some(line) if continues => {
                put_behind(&mut line.text, piece.text);
                notes.add(&Place::Line(piece.number), NoteKind::Joined);
            }
            _ => lines.push(CleanLine {
                number: piece.number,
                text: piece.text.to_owned(),
                is_indented: piece.is_indented,
            }),
        }
        previous = Some((previous.map_or(0, |(idx, _)| idx + 1), piece));
    }
    lines
}

/// How a text is set, as far as its lines tell.
#[derive(Debug, Default)]
struct Layout {
    /// The column at which lines are broken; `None` when they are not.
    margin: Option<usize>,
    /// Columns of white space that every line has.
    indent: usize,
    /// Every paragraph begins with an indent or after a blank line, so that a line without is none.
    marks_paragraphs: bool,
    /// For each line, whether its end is white space to Markdown.
    soft: Vec<bool>,
}

/// Narrower columns are verse, slogans and lists of names.
const NARROWEST: usize = 32;

/// Number of lines that must break off at the margin for a text to count as wrapped.
const FEWEST: usize = 3;

/// How far from the margin a full line may end: a character that did not fit, and a mark that may not begin a line.
const SLACK: usize = 3;

impl Layout {
    fn of(pieces: &[Piece<'_>], syntax: Syntax) -> Self {
        let mut layout = Self::default();
        if syntax == Syntax::Markdown {
            layout.soft = soft_ends(pieces);
        }
        let Some(margin) = margin(pieces) else {
            return layout;
        };
        let pairs = || pieces.iter().zip(pieces.iter().skip(1)).enumerate();
        let adjoin =
            |next: &Piece<'_>| !next.after_dropped && (!next.after_blank || next.after_lifted);
        layout.indent = pairs()
            .filter(|(_, (before, next))| {
                adjoin(next) && is_open(before.text) && is_full(before, next, margin)
            })
            .map(|(_, (_, next))| next.indent)
            .min()
            .unwrap_or_default();
        let (mut n_full, mut n_short, mut n_pending) = (0, 0, 0);
        let (mut n_marked, mut n_unmarked) = (0, 0);
        for (_, (before, next)) in pairs() {
            let begins = layout.begins(next);
            let is_full = is_full(before, next, margin);
            // Slogans and items without a mark at their end are as long as each other too: only what leads to the end of
            // a sentence counts.
            if is_open(before.text) && is_running_on(before, next) && adjoin(next) && !begins {
                n_pending += usize::from(is_full);
                n_short += usize::from(!is_full && before.width >= NARROWEST);
            } else {
                n_pending = 0;
            }
            if !is_open(next.text) {
                n_full += std::mem::take(&mut n_pending);
            }
            // A short line that ends a sentence ends a paragraph.
            if !is_full && !is_open(before.text) && before.width > layout.indent {
                let is_marked = next.after_blank || next.indent > layout.indent + 1;
                n_marked += usize::from(is_marked);
                n_unmarked += usize::from(!is_marked && !begins_item(next.text));
            }
        }
        let is_indented = || pieces.iter().any(|piece| piece.indent > layout.indent + 1);
        layout.marks_paragraphs = n_unmarked * 5 <= n_marked && (n_marked > 0 || is_indented());
        if n_full >= FEWEST && n_full >= 3 * n_short {
            layout.margin = Some(margin);
        }
        layout
    }

    /// True if a paragraph, a heading or an item begins with a line, as far as the line itself tells.
    fn begins(&self, piece: &Piece<'_>) -> bool {
        piece.indent > self.indent + 1 || begins_item(piece.text)
    }

    /// True if a line goes on in the next; `idx` is the place of the line in the text.
    fn joins(&self, idx: usize, before: &Piece<'_>, next: &Piece<'_>) -> bool {
        if self.begins(next) || next.after_dropped || before.breaks || is_title(idx, before) {
            return false;
        }
        let goes_on = is_open(before.text) && is_running_on(before, next);
        let is_full = self
            .margin
            .is_some_and(|margin| is_full(before, next, margin));
        // The first line of a numbered paragraph looks like a heading, but a heading does not fill its line.
        let may_be_heading = is_heading(before.text) && !(is_full && self.marks_paragraphs);
        if next.after_lifted && goes_on && !may_be_heading {
            return is_running(before.text) && !is_aside(before.text) && !is_greeting(next.text);
        }
        if next.after_blank {
            return false;
        }
        let begins_point = next.text.split_once('是').is_some_and(|(number, _)| {
            number.chars().count() == 1 && "一二三四五六七八九十".contains(number)
        });
        if goes_on {
            is_full && !may_be_heading || self.soft.get(idx) == Some(&true)
        } else {
            is_full && self.marks_paragraphs && !is_open(before.text) && !begins_point
        }
    }
}

/// True if two lines hold marks of sentences: a list of names has none.
fn is_running_on(before: &Piece<'_>, next: &Piece<'_>) -> bool {
    is_running(before.text) || is_running(next.text)
}

/// True if the first line of the text may be its title.
fn is_title(idx: usize, first: &Piece<'_>) -> bool {
    const LONGEST_TITLE: usize = 60;
    idx == 0
        && first.indent == 0
        && first.text.chars().count() <= LONGEST_TITLE
        && !first.text.contains(['，', '。', '；', ','])
}

/// True if a line stands in brackets by itself: a date and a speaker, （掌声）.
fn is_aside(line: &str) -> bool {
    line.starts_with(['（', '(', '【']) && line.ends_with(['）', ')', '】'])
}

/// True if a line greets the hearers: 同志们：
fn is_greeting(line: &str) -> bool {
    line.chars().count() <= 40
        && line.ends_with(['：', ':'])
        && !line.contains(['。', '；'])
        && ["同志", "各位", "尊敬"]
            .iter()
            .any(|word| line.starts_with(word))
}

/// True if a line ends where the next one's first word would not have fitted.
fn is_full(before: &Piece<'_>, next: &Piece<'_>, margin: usize) -> bool {
    before.width >= NARROWEST && before.width + first_word(next.text) + SLACK > margin
}

/// The columns of what cannot be parted at the beginning of a line: a word, or a character with the marks behind it.
fn first_word(text: &str) -> usize {
    const LONGEST: usize = 24;
    let mut width = 0;
    let mut is_first = true;
    let mut in_word = false;
    for c in text.chars() {
        let is_word = !is_full_width(c) && !c.is_whitespace();
        let belongs = is_first || NOT_AT_START.contains(c) || in_word && is_word;
        if !belongs || width >= LONGEST {
            break;
        }
        width += if is_full_width(c) { 2 } else { 1 };
        in_word = is_word;
        is_first = false;
    }
    width
}

/// The column at which most long lines end; `None` when lines end anywhere, as paragraphs do.
fn margin(pieces: &[Piece<'_>]) -> Option<usize> {
    const WIDEST: usize = 240;
    let mut n_of_width = [0_usize; WIDEST + 1];
    let (mut n_long, mut n_too_wide) = (0, 0);
    for piece in pieces.iter().filter(|piece| piece.width >= NARROWEST) {
        n_long += 1;
        match n_of_width.get_mut(piece.width) {
            Some(n) => *n += 1,
            None => n_too_wide += 1,
        }
    }
    let n_near = |margin: usize| -> usize {
        let near = n_of_width.get(margin.saturating_sub(SLACK)..=margin);
        near.map_or(0, |near| near.iter().sum())
    };
    let margin = (NARROWEST..=WIDEST).max_by_key(|margin| (n_near(*margin), *margin))?;
    // The highest such column: there lines end that fill it.
    let margin = (NARROWEST..=margin)
        .rev()
        .find(|at| n_of_width.get(*at) > Some(&0))?;
    let n_wider: usize = n_of_width.iter().skip(margin + SLACK).sum();
    ((n_wider + n_too_wide) * 10 <= n_long).then_some(margin)
}

/// The line ends within paragraphs of Markdown: in the middle of a sentence, in a block that ends as one does. None when
/// the lines of the text's blocks are rather paragraphs of their own.
fn soft_ends(pieces: &[Piece<'_>]) -> Vec<bool> {
    let goes_on = |next: &Piece<'_>| {
        !next.after_blank && !next.after_dropped && !next.after_lifted && !begins_item(next.text)
    };
    let mut soft = vec![false; pieces.len()];
    let (mut n_open, mut n_ended) = (0, 0);
    let mut idx = 0;
    for block in pieces.chunk_by(|_, next| goes_on(next)) {
        let is_item = block.first().is_some_and(|first| begins_item(first.text));
        let is_paragraph = is_item || block.last().is_some_and(|last| !is_open(last.text));
        for piece in block.iter().take(block.len() - 1) {
            let is_soft = is_paragraph
                && is_open(piece.text)
                && is_running(piece.text)
                && !is_heading(piece.text);
            n_open += usize::from(is_soft);
            n_ended += usize::from(!is_open(piece.text));
            if let Some(end) = soft.get_mut(idx) {
                *end = is_soft;
            }
            idx += 1;
        }
        idx += 1;
    }
    if n_open > n_ended { soft } else { Vec::new() }
}

/// Puts a line behind another. A number that was broken in a Chinese text becomes one again.
fn put_behind(text: &mut String, next: &str) {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let before = text.trim_end_matches(is_of_number);
    let after = next.trim_start_matches(is_of_number);
    let is_broken_number = before.len() < text.len() && after.len() < next.len();
    if is_broken_number && (before.ends_with(is_han) || after.starts_with(is_han)) {
        text.push_str(next);
    } else {
        join(text, next);
    }
}
