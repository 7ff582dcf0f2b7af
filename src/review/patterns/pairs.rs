//! Faults in the pairs of marks of a text: “” ‘’ 《》 （） 【】. Two rules ask.

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
    let mut n_half_open = 0_usize;
    for (at, c) in line.chars().iter().enumerate() {
        match c {
            '(' => n_half_open += 1,
            ')' => n_half_open = n_half_open.saturating_sub(1),
            _ => {}
        }
        if *c == open {
            if line.at(at + 1) == close {
                found.push(Fault::Empty(at..at + 2));
            }
            opened.push(at);
        } else if *c == close && opened.pop().is_none() && !is_no_pair(line, at, n_half_open > 0) {
            unopened.push(at);
        }
    }
    if matches!(open, '“' | '‘') {
        pair_inverted(&mut unopened, &mut opened, found);
    }
    found.extend(unopened.into_iter().map(Fault::Unopened));
    found.extend(opened.into_iter().map(Fault::Unclosed));
}

/// Turns every unopened ” and the unclosed “ behind it into an inverted pair.
fn pair_inverted(unopened: &mut Vec<usize>, opened: &mut Vec<usize>, found: &mut Vec<Fault>) {
    let mut closes = std::mem::take(unopened).into_iter().peekable();
    // The closing marks up to the opening one that is looked at, without those that have a partner.
    let mut before: Vec<usize> = Vec::new();
    opened.retain(|start| {
        before.extend(std::iter::from_fn(|| closes.next_if(|end| end < start)));
        // Right behind a closing mark the opening one begins another quotation.
        let nearest = before.iter().rposition(|end| start - end > 1);
        let near = nearest.filter(|at| {
            before
                .get(*at)
                .is_some_and(|end| start - end <= LONGEST_INVERTED)
        });
        let Some(at) = near else {
            return true;
        };
        found.push(Fault::Inverted(before.remove(at), *start));
        false
    });
    unopened.extend(before);
    unopened.extend(closes);
}

/// True if a closing mark needs no partner: 1） and （一) are numbers of a list, (……）is badly written but closed, ’ may be an apostrophe.
fn is_no_pair(line: &Line, at: usize, has_half_open: bool) -> bool {
    match line.at(at) {
        '）' => {
            let is_number =
                |c: char| c.is_ascii_alphanumeric() || crate::text::numbers::is_chinese_numeral(c);
            let start = line.run_back_within(at, 3, is_number);
            let is_short = start < at && at - start <= 2;
            // A Chinese number within a sentence is no number of a list: its bracket lacks the first half.
            let is_digit = line.before(at).is_ascii_alphanumeric();
            let is_first = start == 0 || !crate::text::chars::is_han(line.before(start));
            is_short && (is_digit || is_first) || has_half_open
        }
        '’' => line.before(at).is_ascii_alphabetic(),
        _ => false,
    }
}
