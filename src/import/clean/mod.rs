//! Takes from the lines of a text what programs and web pages have put there: page numbers, watermarks, site furniture
//! and line ends at a right margin. What is left out is named in a note; the text itself is never cut.

mod furniture;
mod marks;
mod page_numbers;
mod running;
mod tool_bar;
mod unwrap;

use super::notes::{NoteKind, Notes, Place};
use marks::columns;
use unwrap::Piece;

/// What line ends mean in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Each ends a paragraph, unless the text is wrapped.
    Plain,
    /// Those within a block are white space where the block does not read as paragraphs one to a line.
    Markdown,
}

/// A paragraph, or a line that is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CleanLine {
    /// The line of the file that it begins in, counted from 1.
    pub number: usize,
    /// Without white space at either end; never empty.
    pub text: String,
    /// Exactly two ideographic spaces stand before it.
    pub is_indented: bool,
}

/// The paragraphs of a text.
pub(super) fn clean(text: &str, syntax: Syntax, notes: &mut Notes) -> Vec<CleanLine> {
    let mut lines = lines_of(text);
    leave_out_furniture(&mut lines, notes);
    let candidates = running::candidates(&lines);
    page_numbers::leave_out(&mut lines, &candidates, notes);
    running::leave_out(&mut lines, &candidates, notes);
    note_addresses(&lines, notes);
    unwrap::unwrap(&pieces(&lines, syntax), syntax, notes)
}

/// A line of the file on its way.
#[derive(Debug, Clone, Copy)]
struct Source<'a> {
    number: usize,
    /// As it stands.
    raw: &'a str,
    /// Without white space at either end.
    text: &'a str,
    fate: Fate,
    /// A page break (form feed) stands between the line before and this.
    after_break: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    Blank,
    /// Left out, and paragraphs end here.
    Dropped,
    /// Left out as something that stands over the text, as on each page: the paragraph before may go on behind it.
    Lifted,
    /// A page number, left out: as [`Self::Lifted`].
    PageNumber,
}

impl Source<'_> {
    fn place(&self) -> Place {
        Place::Line(self.number)
    }

    fn is_kept(&self) -> bool {
        self.fate == Fate::Kept
    }
}

/// Empty lines in a row that are kept; nothing looks beyond them.
const MOST_BLANK: usize = 100;

fn lines_of(text: &str) -> Vec<Source<'_>> {
    let mut lines: Vec<Source<'_>> = Vec::new();
    let mut number = 1;
    let mut after_break = false;
    let mut n_blank = 0;
    let mut rest = text;
    loop {
        let n_bytes = rest.find(crate::model::LINE_ENDS).unwrap_or(rest.len());
        let (raw, after) = rest.split_at_checked(n_bytes).unwrap_or((rest, ""));
        let text =
            raw.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
        let fate = if text.is_empty() {
            Fate::Blank
        } else {
            Fate::Kept
        };
        n_blank = if text.is_empty() { n_blank + 1 } else { 0 };
        match lines.last_mut() {
            // A file may be nothing but line ends, fifty million of them.
            Some(last) if n_blank > MOST_BLANK => last.after_break |= after_break,
            _ => lines.push(Source {
                number,
                raw,
                text,
                fate,
                after_break,
            }),
        }
        // A Windows line end is one.
        let Some(end) = after.chars().next() else {
            return lines;
        };
        after_break = end == '\u{c}';
        let n_end = if after.starts_with("\r\n") {
            2
        } else {
            end.len_utf8()
        };
        // As editors count.
        number += usize::from(matches!(end, '\n' | '\r'));
        rest = after.get(n_end..).unwrap_or_default();
    }
}

fn leave_out_furniture(lines: &mut [Source<'_>], notes: &mut Notes) {
    for line in lines.iter_mut().filter(|line| line.is_kept()) {
        if let Some(fate) = furniture::fate(line.text)
            && notes.has_room()
        {
            line.fate = fate;
            let text = line.text.to_owned();
            notes.add(&line.place(), NoteKind::Furniture { text });
        }
    }
}

fn note_addresses(lines: &[Source<'_>], notes: &mut Notes) {
    for line in lines.iter().filter(|line| line.is_kept()) {
        for address in furniture::addresses(line.text) {
            let text = address.to_owned();
            notes.add(&line.place(), NoteKind::Address { text });
        }
    }
}

/// The lines that are kept, with what stood between them.
fn pieces<'a>(lines: &[Source<'a>], syntax: Syntax) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let (mut after_blank, mut after_dropped, mut after_lifted) = (false, false, false);
    for line in lines {
        after_lifted |= line.after_break;
        match line.fate {
            Fate::Blank => after_blank = true,
            Fate::Dropped => after_dropped = true,
            Fate::Lifted | Fate::PageNumber => after_lifted = true,
            Fate::Kept => {
                let unindented = line.raw.trim_start();
                let indent = line.raw.strip_suffix(unindented).unwrap_or_default();
                let n_wide = indent.matches('\u{3000}').count();
                pieces.push(Piece {
                    number: line.number,
                    text: line.text,
                    is_indented: indent == "\u{3000}\u{3000}",
                    indent: match syntax {
                        Syntax::Plain => columns(indent),
                        Syntax::Markdown => 2 * n_wide,
                    },
                    width: columns(line.raw.trim_end()),
                    after_blank,
                    after_dropped,
                    after_lifted,
                    breaks: syntax == Syntax::Markdown
                        && (line.raw.ends_with("  ") || line.raw.ends_with('\\')),
                });
                (after_blank, after_dropped, after_lifted) = (false, false, false);
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests;
