//! Finds the user's own words in a text: wrong words, and fixed phrases with one character different, missing or too many.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::text::line::Line;

use super::{SHORTEST_PHRASE, WordPair};

/// A place in a text that has a wrong word or nearly a fixed phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Hit {
    pub range: Range<usize>,
    pub what: What,
    /// What can stand in its place, the likeliest first.
    pub fixes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum What {
    Wrong,
    NearPhrase {
        phrase: String,
        difference: Difference,
    },
}

/// What makes a place differ from a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Difference {
    Other,
    Missing,
    Extra,
}

/// The words by the characters that they begin and end with. Places are counted in `char`s, so that nothing is to be
/// converted.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// Wrong words by their first character, the longest first.
    wrong: HashMap<char, Vec<Wrong>>,
    phrases: Vec<Vec<char>>,
    /// Phrases by their first two characters and by their last two. One edit leaves one of the ends as it is.
    heads: HashMap<[char; 2], Vec<usize>>,
    tails: HashMap<[char; 2], Vec<usize>>,
    known: Known,
}

/// The characters at which it is worth while to look into the maps; most are none. By their low bits: one that is not
/// there costs no more than a look.
#[derive(Debug, Default)]
struct Known(Vec<bool>);

impl Known {
    const N_CHARS: usize = 0x1_0000;

    fn add(&mut self, c: char) {
        self.0.resize(Self::N_CHARS, false);
        if let Some(known) = self.0.get_mut(c as usize % Self::N_CHARS) {
            *known = true;
        }
    }

    fn has(&self, c: char) -> bool {
        let known = self.0.get(c as usize % Self::N_CHARS);
        known.is_some_and(|known| *known)
    }
}

#[derive(Debug)]
struct Wrong {
    word: Vec<char>,
    /// What it becomes; none when only the author can know.
    rights: Vec<Right>,
}

#[derive(Debug)]
struct Right {
    word: Vec<char>,
    /// Where the wrong word stands in the right one: 关工委 in 教育关工委. There it is not wrong.
    offsets: Vec<usize>,
}

/// A place that differs from a phrase by one character.
#[derive(Debug, Clone)]
struct Near {
    range: Range<usize>,
    phrase: usize,
    difference: Difference,
    /// The first or the last character differs: where the phrase begins or ends is then less than sure.
    is_at_edge: bool,
}

/// Where the phrases stand as they are to stand.
#[derive(Debug, Default)]
struct Exact {
    /// Phrases and where they start.
    starts: BTreeSet<(usize, usize)>,
    /// Starts in order, each with the end of what reaches furthest of all up to it.
    ends: Vec<(usize, usize)>,
}

impl Finder {
    pub(super) fn new(pairs: &[WordPair], phrases: &[String]) -> Self {
        let mut finder = Self::default();
        for pair in pairs {
            finder.add_pair(pair);
        }
        for phrase in phrases {
            finder.add_phrase(phrase.chars().collect());
        }
        finder
    }

    fn add_pair(&mut self, pair: &WordPair) {
        let word: Vec<char> = pair.wrong.chars().collect();
        let Some(first) = word.first().copied().filter(|_| pair.wrong != pair.right) else {
            return;
        };
        self.known.add(first);
        let words = self.wrong.entry(first).or_default();
        let at = match words.iter().position(|wrong| wrong.word == word) {
            Some(at) => at,
            None => {
                let at = words.partition_point(|wrong| wrong.word.len() >= word.len());
                let wrong = Wrong {
                    word: word.clone(),
                    rights: Vec::new(),
                };
                words.insert(at, wrong);
                at
            }
        };
        if let Some(wrong) = words.get_mut(at).filter(|_| !pair.right.is_empty()) {
            let right: Vec<char> = pair.right.chars().collect();
            if wrong.rights.iter().any(|known| known.word == right) {
                return;
            }
            let windows = right.windows(word.len()).enumerate();
            let offsets = windows
                .filter(|(_, window)| *window == word)
                .map(|(offset, _)| offset)
                .collect();
            wrong.rights.push(Right {
                word: right,
                offsets,
            });
        }
    }

    fn add_phrase(&mut self, phrase: Vec<char>) {
        let [a, b, .., y, z] = *phrase else { return };
        let alike = self.heads.entry([a, b]).or_default();
        let mut alike_phrases = alike.iter().filter_map(|idx| self.phrases.get(*idx));
        if phrase.len() < SHORTEST_PHRASE || alike_phrases.any(|known| *known == phrase) {
            return;
        }
        let idx = self.phrases.len();
        self.known.add(a);
        self.known.add(y);
        alike.push(idx);
        self.tails.entry([y, z]).or_default().push(idx);
        self.phrases.push(phrase);
    }

    /// Every wrong word and every near phrase, in order and apart from each other. What stands in a fixed phrase as it is
    /// to stand is never wrong.
    pub(super) fn find(&self, line: &Line) -> Vec<Hit> {
        let chars = line.chars();
        let (exact, near) = self.phrases_in(chars);
        let mut hits = self.wrong_in(chars, &exact);
        if !near.is_empty() {
            self.add_near(&mut hits, near, chars);
            hits.sort_by_key(|hit| hit.range.start);
        }
        hits
    }

    fn wrong_in(&self, chars: &[char], exact: &Exact) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while !self.wrong.is_empty() && at < chars.len() {
            let first = chars.get(at).filter(|first| self.known.has(**first));
            let words = first.and_then(|first| self.wrong.get(first));
            let found = words.into_iter().flatten().find(|wrong| {
                let range = at..at + wrong.word.len();
                starts(chars, at, &wrong.word)
                    && !wrong.stands_in_right(chars, at)
                    && !exact.covers(&range)
            });
            if let Some(wrong) = found {
                let end = at + wrong.word.len();
                hits.push(Hit {
                    range: at..end,
                    what: What::Wrong,
                    fixes: wrong
                        .rights
                        .iter()
                        .map(|right| right.word.iter().collect())
                        .collect(),
                });
                at = end;
            } else {
                at += 1;
            }
        }
        hits
    }

    /// The places of the phrases themselves, and those that nearly are one.
    fn phrases_in(&self, chars: &[char]) -> (Exact, Vec<Near>) {
        let mut exact = Exact::default();
        let mut near = Vec::new();
        if self.phrases.is_empty() {
            return (exact, near);
        }
        for (at, window) in chars.windows(2).enumerate() {
            let &[a, b] = window else { continue };
            if !self.known.has(a) {
                continue;
            }
            for &idx in self.heads.get(&[a, b]).into_iter().flatten() {
                if let Some(phrase) = self.phrases.get(idx) {
                    match from_head(chars, at, phrase) {
                        Some(Match::Exact(range)) => exact.add(idx, range),
                        Some(Match::Near(found)) => near.push(found.of(idx)),
                        None => {}
                    }
                }
            }
            for &idx in self.tails.get(&[a, b]).into_iter().flatten() {
                if let Some(phrase) = self.phrases.get(idx) {
                    near.extend(from_tail(chars, at + 2, phrase).map(|found| found.of(idx)));
                }
            }
        }
        near.retain(|near| {
            let length = self.phrases.get(near.phrase).map_or(0, Vec::len);
            !exact.covers(&near.range) && !exact.overlaps(near.phrase, length, &near.range)
        });
        (exact, near)
    }

    /// Adds the near places that overlap nothing: the surest and longest are chosen first.
    fn add_near(&self, hits: &mut Vec<Hit>, mut near: Vec<Near>, chars: &[char]) {
        let mut taken = vec![false; chars.len()];
        for hit in &*hits {
            take(&mut taken, &hit.range);
        }
        let length = |near: &Near| self.phrases.get(near.phrase).map_or(0, Vec::len);
        near.sort_by_key(|near| {
            let length = std::cmp::Reverse(length(near));
            (near.is_at_edge, length, near.range.start)
        });
        for one in near {
            let Some(phrase) = self.phrases.get(one.phrase) else {
                continue;
            };
            if !take(&mut taken, &one.range) {
                continue;
            }
            let phrase: String = phrase.iter().collect();
            hits.push(Hit {
                fixes: one.fixes(&phrase, chars),
                range: one.range,
                what: What::NearPhrase {
                    phrase,
                    difference: one.difference,
                },
            });
        }
    }
}

impl Exact {
    /// Places are added in the order of their starts.
    fn add(&mut self, phrase: usize, range: Range<usize>) {
        self.starts.insert((phrase, range.start));
        let end = self.ends.last().map_or(0, |(_, end)| *end);
        self.ends.push((range.start, range.end.max(end)));
    }

    /// Whether a phrase stands around a place.
    fn covers(&self, range: &Range<usize>) -> bool {
        let n_before = self
            .ends
            .partition_point(|(start, _)| *start <= range.start);
        let last = n_before.checked_sub(1).and_then(|at| self.ends.get(at));
        last.is_some_and(|(_, end)| range.end <= *end)
    }

    /// Whether a phrase of a length stands at some of the characters of a place.
    fn overlaps(&self, phrase: usize, length: usize, range: &Range<usize>) -> bool {
        let first = (range.start + 1).saturating_sub(length);
        let starts = (phrase, first)..(phrase, range.end);
        self.starts.range(starts).next().is_some()
    }
}

/// Takes the characters of a place, unless one of them is taken already.
fn take(taken: &mut [bool], range: &Range<usize>) -> bool {
    match taken.get_mut(range.clone()) {
        Some(place) if !place.contains(&true) => {
            place.fill(true);
            true
        }
        _ => false,
    }
}

impl Wrong {
    fn stands_in_right(&self, chars: &[char], at: usize) -> bool {
        self.rights.iter().any(|right| {
            let mut starts_of_right = right
                .offsets
                .iter()
                .filter_map(|offset| at.checked_sub(*offset));
            starts_of_right.any(|start| starts(chars, start, &right.word))
        })
    }
}

impl Near {
    fn of(mut self, phrase: usize) -> Self {
        self.phrase = phrase;
        self
    }

    fn fixes(&self, phrase: &str, chars: &[char]) -> Vec<String> {
        let mut fixes = vec![phrase.to_owned()];
        // 抓好育关工委: whether 好 was typed for 教, or 教 is missing behind it, only the author knows.
        if self.is_at_edge && self.difference == Difference::Other {
            let first = chars.get(self.range.start);
            let last = self.range.end.checked_sub(1).and_then(|at| chars.get(at));
            if let (Some(first), Some(last)) = (first, last) {
                if phrase.starts_with(*first) {
                    fixes.push(format!("{phrase}{last}"));
                } else {
                    fixes.push(format!("{first}{phrase}"));
                }
            }
        }
        fixes
    }
}

enum Match {
    Exact(Range<usize>),
    Near(Near),
}

/// The phrase, exactly or nearly, at a place where its first two characters stand.
fn from_head(chars: &[char], at: usize, phrase: &[char]) -> Option<Match> {
    let length = phrase.len();
    let rest = chars.get(at..)?;
    let n_same = n_same(rest.iter(), phrase.iter());
    if n_same == length {
        return Some(Match::Exact(at..at + length));
    }
    // Another character in the first half leaves the second as it is: it is found by its tail.
    if n_same < length / 2 {
        return None;
    }
    let follows = |from: usize, wanted: usize| {
        let wanted = phrase.get(wanted..).unwrap_or_default();
        rest.get(from..)
            .is_some_and(|rest| rest.starts_with(wanted))
    };
    let is_last = n_same + 1 == length;
    let end = at + length;
    let near = if !is_last && follows(n_same + 1, n_same + 1) {
        near(at..end, Difference::Other)
    } else if follows(n_same + 1, n_same) {
        near(at..end + 1, Difference::Extra)
    } else if !is_last && follows(n_same, n_same + 1) {
        near(at..end - 1, Difference::Missing)
    } else if is_last {
        at_edge(at..end - 1, at..end, rest.get(n_same))
    } else {
        return None;
    };
    Some(Match::Near(near))
}

/// Nearly the phrase, before a place where its last two characters end.
fn from_tail(chars: &[char], end: usize, phrase: &[char]) -> Option<Near> {
    let length = phrase.len();
    let rest = chars.get(..end)?;
    let n_same = n_same(rest.iter().rev(), phrase.iter().rev());
    if n_same < length - length / 2 {
        return None;
    }
    let precedes = |n_behind: usize, n_wanted: usize| {
        let wanted = phrase.get(..n_wanted).unwrap_or_default();
        let n_before = end.checked_sub(n_behind);
        let before = n_before.and_then(|n_before| rest.get(..n_before));
        before.is_some_and(|before| before.ends_with(wanted))
    };
    // The phrase itself is found by its head.
    let n_left = length.checked_sub(n_same + 1)?;
    let is_first = n_left == 0;
    // As far as the tests below have found so many characters, none of these is before the start of the text.
    let from = |n_chars: usize| end.saturating_sub(n_chars);
    if !is_first && precedes(n_same + 1, n_left) {
        Some(near(from(length)..end, Difference::Other))
    } else if precedes(n_same + 1, n_left + 1) {
        Some(near(from(length + 1)..end, Difference::Extra))
    } else if !is_first && precedes(n_same, n_left) {
        Some(near(from(length - 1)..end, Difference::Missing))
    } else if is_first {
        let before = end.checked_sub(length).and_then(|at| chars.get(at));
        Some(at_edge(from(length - 1)..end, from(length)..end, before))
    } else {
        None
    }
}

/// The first or last character of a phrase is not there: another stands in its place, or nothing that could.
fn at_edge(without: Range<usize>, with: Range<usize>, neighbour: Option<&char>) -> Near {
    let mut near = match neighbour {
        Some(c) if c.is_alphanumeric() => near(with, Difference::Other),
        _ => near(without, Difference::Missing),
    };
    near.is_at_edge = true;
    near
}

fn near(range: Range<usize>, difference: Difference) -> Near {
    Near {
        range,
        phrase: 0,
        difference,
        is_at_edge: false,
    }
}

fn n_same<'a>(a: impl Iterator<Item = &'a char>, b: impl Iterator<Item = &'a char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

fn starts(chars: &[char], at: usize, word: &[char]) -> bool {
    chars.get(at..).is_some_and(|rest| rest.starts_with(word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::WordPair;
    use super::*;

    fn finder(pairs: &[(&str, &str)], phrases: &[&str]) -> Finder {
        let pair = |(wrong, right): &(&str, &str)| WordPair {
            wrong: (*wrong).to_owned(),
            right: (*right).to_owned(),
        };
        let pairs: Vec<_> = pairs.iter().map(pair).collect();
        let phrases: Vec<_> = phrases.iter().map(|phrase| (*phrase).to_owned()).collect();
        Finder::new(&pairs, &phrases)
    }

    /// The finder finds what stands between ⟦ and ⟧, with the ways to put it right behind `/`: ⟦籍此/借此⟧.
    #[track_caller]
    fn check(finder: &Finder, marked: &str) {
        let mut plain = String::new();
        let mut pieces = marked.split('⟦');
        plain.push_str(pieces.next().unwrap());
        for piece in pieces {
            let (found, rest) = piece.split_once('⟧').unwrap();
            plain.push_str(found.split('/').next().unwrap());
            plain.push_str(rest);
        }
        let line = Line::new(&plain);
        let mut shown = String::new();
        let mut at = 0;
        for hit in finder.find(&line) {
            shown.push_str(&line.text(at..hit.range.start));
            let mut found = vec![line.text(hit.range.clone())];
            found.extend(hit.fixes);
            shown.push_str(&format!("⟦{}⟧", found.join("/")));
            at = hit.range.end;
        }
        shown.push_str(&line.text(at..line.len()));
        assert_eq!(shown, marked);
    }

    #[test]
    fn wrong_words_are_found_the_longest_first() {
        let words = finder(
            &[
                ("关心下一带", "关心下一代"),
                ("下一带", "下一代"),
                ("籍此", "借此"),
                ("某", ""),
            ],
            &[],
        );
        check(
            &words,
            "⟦籍此/借此⟧⟦关心下一带/关心下一代⟧的⟦下一带/下一代⟧，⟦某⟧⟦某⟧",
        );
        check(&words, "关心下一代");
        check(&words, "");
    }

    #[test]
    fn every_right_word_is_offered_and_none_of_them_is_wrong() {
        let words = finder(
            &[
                ("关工委", "教育关工委"),
                ("关工委", "教育关工委"),
                ("关工委", "关心下一代工作委员会"),
                ("好好", "好"),
            ],
            &[],
        );
        check(
            &words,
            "教育关工委和⟦关工委/教育关工委/关心下一代工作委员会⟧⟦好好/好⟧好",
        );
    }

    #[test]
    fn a_phrase_with_one_other_missing_or_extra_character_is_found() {
        let words = finder(&[], &["教育关工委优质化建设"]);
        for near in [
            "教育关工委优质划建设",
            "教肓关工委优质化建设",
            "教育关工委优质化建没",
            "教育关工委优质建设",
            "教关工委优质化建设",
            "教育关工委优质化设",
            "教育关工委的优质化建设",
            "教育育关工委优质化建设",
        ] {
            let other = match near.chars().last() {
                Some('没') => "/教育关工委优质化建设没",
                _ => "",
            };
            check(&words, &format!("推进⟦{near}/教育关工委优质化建设{other}⟧"));
        }
        check(&words, "推进教育关工委优质化建设的建设");
        check(&words, "关工委优质化建设");
        check(&words, "教育关工委的优质划建设");
        check(&words, "教育关");
    }

    #[test]
    fn at_its_ends_a_phrase_may_have_another_character_or_none() {
        let words = finder(&[], &["关心下一代"]);
        check(&words, "⟦关心下一/关心下一代⟧。");
        check(&words, "，⟦心下一代/关心下一代⟧");
        check(&words, "要⟦关心下一带/关心下一代/关心下一代带⟧");
        check(&words, "⟦官心下一代/关心下一代/官关心下一代⟧的");
    }

    #[test]
    fn what_stands_in_a_fixed_phrase_is_right() {
        let words = finder(
            &[("法制", "法治")],
            &[
                "法制办公室",
                "教育关工委",
                "教育关工办",
                "关心下一代",
                "关心下一代工作委员会",
            ],
        );
        check(&words, "法制办公室讲⟦法制/法治⟧");
        check(&words, "教育关工办和教育关工委");
        check(&words, "关心下一代工作委员会");
        check(
            &words,
            "关心下一代，⟦关心下一代工委员会/关心下一代工作委员会⟧",
        );
    }

    #[test]
    fn short_or_empty_words_are_no_words() {
        let words = finder(
            &[("", "字"), ("同", "同")],
            &["", "工作", "下一代", "关工委"],
        );
        check(&words, "同志们的工作组、下一带");
    }

    /// Whether `a` becomes `b` by one character that is other, missing or extra.
    fn is_one_apart(a: &[char], b: &[char]) -> bool {
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let n_head = n_same(short.iter(), long.iter());
        let n_tail = n_same(short.iter().rev(), long.iter().rev());
        let n_wanted = if short.len() == long.len() {
            short.len() - 1
        } else {
            short.len()
        };
        a != b && long.len() - short.len() < 2 && n_head + n_tail >= n_wanted
    }

    const PHRASE: &str = "教育关工委优质化";

    proptest! {
        #[test]
        fn one_edit_is_found_and_taken_back(
            length in 4..9_usize,
            (kind, at) in (0..3_u8, 0..8_usize),
            (before, after) in ("[甲乙，]{0,4}", "[甲乙，]{0,4}"),
        ) {
            let phrase: Vec<char> = PHRASE.chars().take(length).collect();
            let mut edited = phrase.clone();
            match kind {
                0 => drop(edited.splice(at % length..=at % length, ['丙'])),
                1 => drop(edited.remove(at % length)),
                // At its ends another character leaves the phrase itself.
                _ => edited.insert(1 + at % (length - 1), '丙'),
            }
            let phrase: String = phrase.iter().collect();
            let edited: String = edited.iter().collect();
            let line = Line::new(&format!("{before}{edited}{after}"));
            let hits = finder(&[], &[&phrase]).find(&line);
            prop_assert_eq!(hits.len(), 1);
            let hit = hits.first().unwrap();
            let (left, right) = (0..hit.range.start, hit.range.end..line.len());
            let put_right = |fix: &String| line.text(left.clone()) + fix + &line.text(right.clone());
            let fixed: Vec<String> = hit.fixes.iter().map(put_right).collect();
            prop_assert!(fixed.contains(&format!("{before}{phrase}{after}")), "{fixed:?}");
        }

        #[test]
        fn whatever_is_found_is_one_apart_from_its_phrase(
            text in "[一二三]{0,24}",
            phrase in "[一二三]{4,6}",
        ) {
            let line = Line::new(&text);
            let wanted: Vec<char> = phrase.chars().collect();
            let mut last = 0;
            for Hit { range, .. } in finder(&[], &[&phrase]).find(&line) {
                prop_assert!(last <= range.start && range.end <= line.len());
                last = range.end;
                prop_assert!(is_one_apart(line.slice(range.clone()), &wanted));
                let is_itself = |at: usize| at < range.end && range.start < at + wanted.len();
                let itself = (0..line.len()).find(|at| line.starts(*at, &phrase) && is_itself(*at));
                prop_assert_eq!(itself, None);
            }
        }
    }
}
