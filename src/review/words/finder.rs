//! Finds the user's own words in a text: wrong words, and fixed phrases with one character different, missing or too many.

use std::ops::Range;

use crate::text::line::Line;

use super::WordPair;
use super::near::{Exact, Near, Phrases};
use super::wrong::WrongWords;

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

/// Wrong words and fixed phrases, ready to be looked for. Places are counted in `char`s, so that nothing is to be
/// converted.
#[derive(Debug)]
pub(super) struct Finder {
    wrong: WrongWords,
    phrases: Phrases,
}

impl Default for Finder {
    fn default() -> Self {
        Self::new(&[], &[])
    }
}

impl Finder {
    pub(super) fn new(pairs: &[WordPair], phrases: &[String]) -> Self {
        Self {
            wrong: WrongWords::new(pairs),
            phrases: Phrases::new(phrases),
        }
    }

    /// Every wrong word and every near phrase, in order and apart from each other. What stands in a fixed phrase as it is
    /// to stand is never wrong.
    pub(super) fn find(&self, line: &Line) -> Vec<Hit> {
        let chars = line.chars();
        let (exact, near) = self.phrases.places_in(chars);
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
            let found = self.wrong.starting_at(chars, at).find(|wrong| {
                let range = at..at + wrong.word.len();
                !wrong.stands_in_right(chars, at) && !exact.covers(&range)
            });
            if let Some(wrong) = found {
                let end = at + wrong.word.len();
                let rights = wrong.rights.iter();
                hits.push(Hit {
                    range: at..end,
                    what: What::Wrong,
                    fixes: rights.map(|right| right.word.iter().collect()).collect(),
                });
                at = end;
            } else {
                at += 1;
            }
        }
        hits
    }

    /// Adds the near places that overlap nothing: the surest and longest are chosen first.
    fn add_near(&self, hits: &mut Vec<Hit>, mut near: Vec<Near>, chars: &[char]) {
        let mut taken = vec![false; chars.len()];
        for hit in &*hits {
            take(&mut taken, &hit.range);
        }
        let length = |near: &Near| self.phrases.get(near.phrase).map_or(0, <[char]>::len);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::near::n_same;
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

    /// True if `a` becomes `b` by one character that is other, missing or extra.
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
