//! The ways in which the items of a list can be counted: by points, by a word they repeat, by the marks between them.

use std::ops::Range;

use super::ordinals::ordinal_at;
use crate::review::reading::Block;
use crate::text::line::Line;

/// Items in the order of the text.
pub(in crate::review) type Items = Vec<String>;

/// （孤儿、流动儿童）: the items between the brackets; `None` if the text is no list.
pub(in crate::review) fn in_brackets(line: &Line, start: usize) -> Option<Items> {
    /// A bracket that is closed later is no list, or never closed at all.
    const LONGEST: usize = 500;
    let end = line.run_within(start, LONGEST, |c| c != '）');
    let text = line.text(start..end);
    let mark = ['；', '、', '，']
        .into_iter()
        .find(|mark| text.contains(*mark))?;
    let is_open = text.ends_with('等')
        || text.contains('至')
        || text.contains('含')
        || line.at(end) != '）'
        || text.contains("其中");
    let has_two = mark != '、' && text.contains('、');
    (!is_open && !has_two).then(|| text.split(mark).map(str::to_owned).collect())
}

/// 一是……；二是……: the points that begin right behind, also in the paragraphs that follow.
pub(in crate::review) fn points_after(line: &Line, start: usize, rest: &[Block]) -> Option<Items> {
    let start = line.run(start, char::is_whitespace);
    let mut items = Items::new();
    let mut way = None;
    let rests = rest.iter().map(|block| (&block.wide, 0));
    for (nth, (line, from)) in std::iter::once((line, start)).chain(rests).enumerate() {
        let n_before = items.len();
        for at in from..line.len() {
            let Some(ordinal) = ordinal_at(line, at) else {
                // The first point begins right behind, or at the start of the next paragraph.
                if items.is_empty() && at >= from && line.at(at) != NOTHING_BETWEEN {
                    return None;
                }
                continue;
            };
            if way.is_none() {
                (ordinal.value == 1).then_some(())?;
                way = Some(ordinal.way);
            }
            if way != Some(ordinal.way) {
                continue;
            }
            if ordinal.value != items.len() + 1 {
                // Another list begins.
                return Some(items).filter(|items| items.len() > 1);
            }
            let end = line.run(ordinal.range.end, |c| !matches!(c, '。' | '；' | '，'));
            items.push(line.text(ordinal.range.start..end));
        }
        // 三个方面： at the end of its paragraph; the points follow in the next.
        let is_end = nth == 0 && from >= line.len();
        if items.len() == n_before && !is_end {
            break;
        }
    }
    Some(items).filter(|items| items.len() > 1)
}

/// The white space that may stand between an announcement and its first point.
const NOTHING_BETWEEN: char = ' ';

pub(in crate::review) struct Ways {
    /// Items, as counted by what parts or repeats them.
    pub strong: Vec<Items>,
    /// How many there may be besides.
    pub weak: Vec<usize>,
}

pub(in crate::review) fn ways(line: &Line, span: Range<usize>, noun: &str) -> Ways {
    let text = line.text(span.clone());
    let parted = |marks: &[char]| -> Items {
        text.split(|c| marks.contains(&c))
            .map(str::to_owned)
            .filter(|item| !item.is_empty())
            .collect()
    };
    let has = |mark: char| text.contains(mark);
    let mut strong = Vec::new();
    // The noun is repeated in every item: 队伍实力明显增强；调研成效明显增强.
    let keyword = keyword(noun);
    let n_said = line
        .slice(span)
        .windows(keyword.len())
        .filter(|word| *word == keyword.as_slice())
        .count();
    let by_clause = parted(&['；', '，', '。', '、']);
    let word: String = keyword.iter().collect();
    let said: Items = by_clause
        .iter()
        .filter(|item| item.contains(&word))
        .cloned()
        .collect();
    if n_said > 1 && said.len() == n_said {
        strong.push(said);
    } else if n_said > 1 {
        strong.push(vec![word; n_said]);
    }
    if has('；') {
        strong.push(parted(&['；']));
    }
    if has('、') && !has('，') && !has('；') && !text.contains(['“', '《', '（']) {
        strong.push(parted(&['、']));
    }
    let quotes = text.matches('“').count();
    let mut weak = vec![
        by_clause.len(),
        parted(&['，', '；']).len(),
        parted(&['，']).len(),
        text.matches('、').count() + 1,
        text.matches('、').count() + 1 + text.matches(['和', '及', '与']).count(),
        quotes,
        text.matches('《').count(),
        alike(&parted(&['，', '；'])),
    ];
    weak.push(parted(&['。']).len());
    Ways { strong, weak }
}

/// The last two characters of what is counted, or the only one.
fn keyword(noun: &str) -> Vec<char> {
    let chars: Vec<char> = noun.chars().collect();
    chars
        .get(chars.len().saturating_sub(2)..)
        .unwrap_or_default()
        .to_vec()
}

/// How many items at the beginning are as long as the first: 定计划，建队伍，办活动，看实效，环环相扣.
fn alike(items: &Items) -> usize {
    let length = |item: &String| item.chars().count();
    let Some(first) = items.first().map(length) else {
        return 0;
    };
    items
        .iter()
        .take_while(|item| length(item) == first)
        .count()
}

/// The clauses that begin with what is counted.
pub(in crate::review) fn beginning_with(line: &Line, span: Range<usize>, noun: &str) -> Items {
    // “五有”标准，即有班子、有队伍: what leads up to the first item.
    const LEADS: &[&str] = &["也就是", "就是", "分别是", "即", "包括", "要"];
    let text = line.text(span);
    let bare = |clause: &'_ str| -> String {
        let lead = LEADS.iter().find_map(|lead| clause.strip_prefix(lead));
        lead.filter(|rest| rest.starts_with(noun))
            .unwrap_or(clause)
            .to_owned()
    };
    text.split(['，', '；', '、', '。'])
        .map(bare)
        .filter(|clause| clause.starts_with(noun))
        .collect()
}
