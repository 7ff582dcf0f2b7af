//! What is wrong with the pairs of a text: “” ‘’ 《》 （） 【】. Two rules ask.

use std::ops::Range;

use crate::text::line::Line;

/// The pairs of GB/T 15834 that need their partner. ’ is an apostrophe in foreign words as well.
pub(in crate::review) const PAIRS: [(char, char); 7] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('（', '）'),
    ('【', '】'),
    ('〈', '〉'),
    ('〔', '〕'),
];

/// Something that is wrong with a pair, by places of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::review) enum Fault {
    /// Nothing between the two.
    Empty(Range<usize>),
    /// ” where “ should be, and the “ where ” should be.
    Inverted(usize, usize),
    Unopened(usize),
    Unclosed(usize),
}

/// The longest text between quotes that are the wrong way round.
const LONGEST_INVERTED: usize = 30;

/// Everything that is wrong with the pairs of a line by itself, in order.
pub(in crate::review) fn faults(line: &Line) -> Vec<Fault> {
    let mut found = Vec::new();
    for (open, close) in PAIRS {
        faults_of(line, open, close, &mut found);
    }
    found.sort_by_key(|fault| match fault {
        Fault::Empty(range) => range.start,
        Fault::Inverted(at, _) | Fault::Unopened(at) | Fault::Unclosed(at) => *at,
    });
    found
}

fn faults_of(line: &Line, open: char, close: char, found: &mut Vec<Fault>) {
    let mut opened: Vec<usize> = Vec::new();
    let mut unopened: Vec<usize> = Vec::new();
    for (at, c) in line.chars().iter().enumerate() {
        if *c == open {
            if line.at(at + 1) == close {
                found.push(Fault::Empty(at..at + 2));
            }
            opened.push(at);
        } else if *c == close && opened.pop().is_none() && !is_no_pair(line, at) {
            unopened.push(at);
        }
    }
    // A ” without “ before and a “ without ” behind it: one pair, turned round.
    let is_quote = matches!(open, '“' | '‘');
    opened.retain(|start| {
        let turned = unopened.iter().rposition(|end| {
            is_quote && end < start && start - end <= LONGEST_INVERTED && start - end > 1
        });
        let Some(turned) = turned else {
            return true;
        };
        found.push(Fault::Inverted(unopened.remove(turned), *start));
        false
    });
    found.extend(unopened.into_iter().map(Fault::Unopened));
    found.extend(opened.into_iter().map(Fault::Unclosed));
}

/// Whether a closing mark has no partner by right: 1）, （一) as numbers of a list, and the apostrophe.
fn is_no_pair(line: &Line, at: usize) -> bool {
    match line.at(at) {
        '）' => {
            let is_number =
                |c: char| c.is_ascii_alphanumeric() || crate::text::numbers::is_chinese_numeral(c);
            let start = line.run_back(at, is_number);
            let is_short = start < at && at - start <= 2;
            // （一） that lost its first half is none of ours where the number is a Chinese one within a sentence.
            let is_digit = line.before(at).is_ascii_alphanumeric();
            let is_first = start == 0 || !crate::text::chars::is_han(line.before(start));
            is_short && (is_digit || is_first) || has_half_open(line, at)
        }
        '’' => line.before(at).is_ascii_alphabetic(),
        _ => false,
    }
}

/// Whether a half-width bracket stands open before: (……）is badly written, but closed.
fn has_half_open(line: &Line, at: usize) -> bool {
    let mut open = 0_i32;
    for c in line.slice(0..at) {
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
    }
    open > 0
}
