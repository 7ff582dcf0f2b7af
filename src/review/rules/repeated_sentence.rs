//! C208: a sentence that stands twice in a speech, word for word or nearly so.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

use crate::review::prelude::*;
use crate::text::chars::is_han;
use crate::text::numbers::is_chinese_numeral;
use crate::text::regions::Region;
use crate::text::sentences::sentences;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "C208",
        name: "语句重复",
        severity: Severity::Warning,
        explain: "同一句话在稿子里出现了两次，或者只差一两个字，多半是两处用了同一份素材。短的呼应句、只换了单位或数字的排比句不算。\n\
                  反例：各地要把关心下一代工作放在心上、抓在手上。｜总之，时间很紧。各地要把关心下一代工作放在心上、抓在手上。\n\
                  反例：全省共建成校外教育辅导站一千多个，惠及学生三十万人次。｜全省共建成校外教育辅导站一千多个，惠及学生三十万多人次。\n\
                  正例：做到这一点，关键在人。｜抓好这件事，关键在人。",
    },
    check: Check::Speech(check),
};

/// Length, without marks, from which on a repeated sentence is reported: shorter ones are refrains.
const SHORTEST_SAME: usize = 13;

/// Length from which on a nearly identical sentence is reported.
const SHORTEST_LIKE: usize = 20;

/// Number of characters in which two nearly identical sentences may differ.
const N_DIFFERENT: usize = 2;

/// Length of the n-grams that candidates are looked up by. Two sentences of SHORTEST_LIKE characters with N_DIFFERENT
/// differences share at least one.
const N_SHARED: usize = 6;

struct Sentence<'a> {
    block: &'a Block,
    range: std::ops::Range<usize>,
    /// Without marks and blanks.
    words: Vec<char>,
}

/// Stretches of N_SHARED characters, each with the last sentence that has it.
type Stretches = FxHashMap<[char; N_SHARED], usize>;

fn stretches_of(words: &[char]) -> impl Iterator<Item = [char; N_SHARED]> {
    let windows = words.windows(N_SHARED);
    windows.filter_map(|window| window.try_into().ok())
}

fn check(reading: &Reading, _: &Setting, found: &mut Vec<Found>) {
    let all: Vec<Sentence<'_>> = reading.paragraphs().flat_map(sentences_of).collect();
    let mut same: HashMap<&[char], usize> = HashMap::new();
    let mut stretches = Stretches::default();
    for (idx, sentence) in all.iter().enumerate() {
        let first = match same.get(sentence.words.as_slice()) {
            Some(first) => Some((*first, true)),
            None => like(sentence, &all, &stretches).map(|first| (first, false)),
        };
        if let Some((first, is_same)) = first
            && let Some(earlier) = all.get(first)
        {
            let message = if is_same {
                "这句话前面已经说过"
            } else {
                "这句话与前面的一句几乎一样"
            };
            found.push(
                Found::at(sentence.block, sentence.range.clone(), message)
                    .against(earlier.block, earlier.range.clone()),
            );
        }
        same.entry(&sentence.words).or_insert(idx);
        if sentence.words.len() >= SHORTEST_LIKE {
            stretches.extend(stretches_of(&sentence.words).map(|stretch| (stretch, idx)));
        }
    }
}

fn sentences_of(block: &Block) -> impl Iterator<Item = Sentence<'_>> {
    sentences(&block.wide).into_iter().filter_map(move |range| {
        let chars = block.wide.slice(range.clone());
        let words: Vec<char> = chars
            .iter()
            .copied()
            .filter(|c| is_han(*c) || c.is_alphanumeric())
            .collect();
        (words.len() >= SHORTEST_SAME).then_some(Sentence {
            block,
            range,
            words,
        })
    })
}

/// An earlier sentence that is nearly the same.
fn like(sentence: &Sentence<'_>, all: &[Sentence<'_>], stretches: &Stretches) -> Option<usize> {
    let words = sentence.words.as_slice();
    if words.len() < SHORTEST_LIKE {
        return None;
    }
    /// A sentence that shares stretches with more others than these is made of what everybody says.
    const MOST_TRIED: usize = 32;
    let mut tried = Vec::new();
    // Two differences leave one of three stretches whole; more are looked at where the first ones say nothing.
    for stretch in stretches_of(words).step_by(3) {
        let Some(idx) = stretches.get(&stretch).filter(|idx| !tried.contains(*idx)) else {
            continue;
        };
        if tried.len() == MOST_TRIED {
            return None;
        }
        tried.push(*idx);
        if all
            .get(*idx)
            .is_some_and(|earlier| is_like(words, &earlier.words))
        {
            return Some(*idx);
        }
    }
    None
}

/// True if two sentences differ in a character or two that are neither numbers nor parts of a name that was exchanged.
fn is_like(a: &[char], b: &[char]) -> bool {
    if a.len().abs_diff(b.len()) > N_DIFFERENT {
        return false;
    }
    let n_before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let rest = |words: &[char]| words.len() - n_before;
    let n_after = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count()
        .min(rest(a))
        .min(rest(b));
    let between = |words: &[char], wider: usize| -> String {
        let range = n_before.saturating_sub(wider)..words.len() - n_after;
        words.get(range).unwrap_or_default().iter().collect()
    };
    // 南京 and 南通: the same is said of two places.
    let is_place = |name: String| Region::named(&name).is_some();
    if (0..=1).any(|wider| is_place(between(a, wider)) && is_place(between(b, wider))) {
        return false;
    }
    let inner = |words: &[char]| -> Vec<char> { between(words, 0).chars().collect() };
    let (a, b) = (inner(a), inner(b));
    // One difference is a slip or an edit; two that lie apart are looked at one by one.
    let is_number = |c: &char| c.is_numeric() || is_chinese_numeral(*c);
    let differs = if a.len().max(b.len()) <= N_DIFFERENT {
        a.len().max(b.len())
    } else if a.len() == b.len() {
        a.iter().zip(&b).filter(|(a, b)| a != b).count()
    } else {
        usize::MAX
    };
    let exchanged = a.len() == b.len() && a.iter().chain(&b).all(is_number);
    differs <= N_DIFFERENT && !exchanged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_silent};

    #[test]
    fn word_for_word() {
        let first = "各地要把关心下一代工作放在心上、抓在手上。";
        let text = format!("⌊{first}⌋｜时间很紧。⟦{first}⟧⟨疑似：这句话前面已经说过⟩");
        check_found(&RULE, &text);
    }

    #[test]
    fn nearly() {
        let text = "⌊全省共建成校外教育辅导站一千多个，惠及广大青少年学生。⌋｜⟦全省共建成校外教育辅导站一千多个，惠及广大青少年儿童。⟧⟨疑似：这句话与前面的一句几乎一样⟩";
        check_found(&RULE, text);
    }

    #[test]
    fn refrains_and_other_numbers() {
        check_silent(
            &RULE,
            "做到这一点，关键在人。｜抓好这件事，关键在人。做到这一点，关键在人。",
        );
        check_silent(
            &RULE,
            "全省共建成校外教育辅导站一千多个，惠及学生三十万人次。｜全省共建成校外教育辅导站一千多个，惠及学生五十万人次。",
        );
    }
}
