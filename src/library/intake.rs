//! From a source to snippets: what each passage is, as far as can be guessed, and whether the library has it already.

use std::collections::{HashMap, HashSet};
use std::num::NonZero;
use std::sync::Arc;
use std::thread::{self, ScopedJoinHandle};

use crate::model::{Roster, Snippet, SnippetField, SnippetId, Speech};
use crate::text::chars::is_han;
use crate::text::regions::Region;
use crate::text::terms::repeated;
use crate::text::unit_names::leading_unit;

use super::plan::stem;
use super::split::{LeftOut, Passage, left_out, split};

/// Longer headings are sentences, not topics.
const LONGEST_TOPIC: usize = 12;

/// Topics that a snippet gets at most.
const MOST_TOPICS: usize = 4;

/// Of them, those that are words of the text alone.
const MOST_REPEATED: usize = 2;

/// Years that reports are about.
const YEARS: std::ops::RangeInclusive<u16> = 1949..=2100;

/// A file on its way into the library.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The file's name, as it is shown.
    pub file: &'a str,
    pub speech: &'a Speech,
}

/// What a source has for the library.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    pub snippets: Vec<Snippet>,
    pub left_out: Vec<LeftOut>,
}

/// The snippets of a source, everything about them but their text guessed and marked so.
///
/// `topics` are those that the library has: where a passage names one, it is about it.
pub fn take_in(source: Source<'_>, roster: Option<&Roster>, topics: &[String]) -> Intake {
    let stem = stem(source.file);
    let front = &source.speech.front;
    let title = [front.title.as_str(), &front.subtitle, stem, &front.date].join(" ");
    let passages = split(source.speech, roster);
    let left_out = left_out(source.speech, &passages);
    let snippets = passages
        .into_iter()
        .map(|passage| {
            let year = year_of(&passage.text).or_else(|| year_of(&title));
            let region = region_of(&passage.unit);
            let topics = topics_of(&passage, topics);
            let guessed = [
                (SnippetField::Unit, !passage.unit.is_empty()),
                (SnippetField::Region, !region.is_empty()),
                (SnippetField::Year, year.is_some()),
                (SnippetField::Topics, !topics.is_empty()),
            ];
            Snippet {
                id: new_id(stem, &passage.text),
                unit: passage.unit,
                region,
                year,
                topics,
                text: passage.text,
                source: source.file.to_owned(),
                paragraph: Some(passage.paragraph),
                date: front.date.clone(),
                guessed: guessed
                    .into_iter()
                    .filter_map(|(field, is_guessed)| is_guessed.then_some(field))
                    .collect(),
                is_favourite: false,
            }
        })
        .collect();
    Intake { snippets, left_out }
}

/// The id of a passage of a source: another text has another one, the same text has the same one whenever it comes again.
pub(super) fn new_id(source: &str, text: &str) -> SnippetId {
    SnippetId::from(format!("{source}-{:08x}", mark_of(text)).as_str())
}

fn mark_of(text: &str) -> u32 {
    crc32fast::hash(text.as_bytes())
}

/// Whether the text of a snippet is still what the import brought.
pub(super) fn is_as_imported(snippet: &Snippet) -> bool {
    let mark = snippet.id.as_str().rsplit_once('-').map(|(_, mark)| mark);
    mark == Some(&format!("{:08x}", mark_of(&snippet.text)))
}

/// The region that the name of a unit begins with, by its full name; empty when there is none.
pub fn region_of(unit: &str) -> String {
    Region::leading(unit).map_or(String::new(), |(region, _)| region.name.to_owned())
}

/// The year that a text names most often, the latest among equals.
fn year_of(text: &str) -> Option<u16> {
    let years = text.match_indices('年').filter_map(|(at, _)| {
        let digits: String = text
            .get(..at)?
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .collect();
        let year: String = digits.chars().rev().collect();
        year.parse()
            .ok()
            .filter(|year| year_is_likely(*year, &digits))
    });
    let mut counts: Vec<(usize, u16)> = Vec::new();
    for year in years {
        match counts.iter_mut().find(|(_, known)| *known == year) {
            Some((count, _)) => *count += 1,
            None => counts.push((1, year)),
        }
    }
    counts.into_iter().max().map(|(_, year)| year)
}

fn year_is_likely(year: u16, digits: &str) -> bool {
    digits.len() == 4 && YEARS.contains(&year)
}

/// The innermost heading that is no unit's name, topics of the library that the text names, and what it says again and
/// again, first what it does so in quotes.
fn topics_of(passage: &Passage, known: &[String]) -> Vec<String> {
    let headings = passage.headings.iter().rev();
    let heading = headings
        .filter(|heading| leading_unit(heading).is_none())
        .find(|heading| (2..=LONGEST_TOPIC).contains(&heading.chars().count()))
        .cloned();
    let mut named: Vec<(usize, &str)> = known
        .iter()
        .map(|topic| (passage.text.matches(topic.as_str()).count(), topic.as_str()))
        .filter(|(count, _)| *count > 0)
        .collect();
    named.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut topics: Vec<String> = heading.into_iter().collect();
    let named = named.into_iter().map(|(_, topic)| topic.to_owned());
    let quoted = quoted(&passage.text).into_iter().map(str::to_owned);
    let repeated = repeated(&passage.text).into_iter().take(MOST_REPEATED);
    for topic in named.chain(quoted).chain(repeated) {
        let is_there = |own: &String| own.contains(&topic) || topic.contains(own);
        if topics.len() < MOST_TOPICS && !topics.iter().any(is_there) {
            topics.push(topic);
        }
    }
    topics
}

/// What stands in quotes at least twice.
fn quoted(text: &str) -> Vec<&str> {
    let mut counts: Vec<(usize, &str)> = Vec::new();
    let quotes = text
        .split('“')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('”')?.0));
    for quote in quotes {
        let is_name = (2..=8).contains(&quote.chars().count()) && quote.chars().all(is_han);
        match counts.iter_mut().find(|(_, known)| *known == quote) {
            Some((count, _)) => *count += 1,
            None if is_name => counts.push((1, quote)),
            None => {}
        }
    }
    counts.retain(|(count, _)| *count > 1);
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(_, quote)| quote).collect()
}

/// What becomes of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    New,
    /// The library has this very text, or had it from this source before somebody corrected it.
    Same(SnippetId),
    /// The library has nearly the same text, this share of it in hundredths.
    Similar {
        id: SnippetId,
        percent: usize,
    },
}

/// Characters in a row that two texts have in common only where one was copied from the other.
const SHINGLE: usize = 8;

/// One of so many shingles is kept, by its hash: enough to tell how much is shared.
const KEPT_OF: u64 = 4;

/// From this share on, in hundredths, a passage is nearly the same as another.
const NEARLY: usize = 80;

/// What a library has, to be compared with.
#[derive(Debug, Default)]
pub struct KnownTexts {
    ids: Vec<SnippetId>,
    has: HashSet<SnippetId>,
    by_text: HashMap<u64, u32>,
    /// Kept shingles and the texts that have them, in one number each, by shingle: 100,000 texts have seven million.
    shingles: Vec<u64>,
    /// Texts taken in since the shingles were sorted.
    n_sorted: usize,
}

impl KnownTexts {
    pub fn new(snippets: &[Arc<Snippet>]) -> Self {
        // To go through 100,000 texts takes one thread a second, and an import waits for it.
        let n_threads = thread::available_parallelism().map_or(1, NonZero::get);
        let n_snippets = snippets.len().div_ceil(n_threads).max(1);
        let known = thread::scope(|scope| {
            let parts: Vec<_> = snippets
                .chunks(n_snippets)
                .zip((0_u32..).step_by(n_snippets))
                .map(|(part, first)| {
                    scope.spawn(move || {
                        let mut known = Self::default();
                        part.iter()
                            .zip(first..)
                            .for_each(|(snippet, idx)| known.put(snippet, idx));
                        known.sort();
                        known
                    })
                })
                .collect();
            let parts = parts.into_iter().map(ScopedJoinHandle::join);
            let parts = parts.map(|part| part.expect("going through texts does not panic"));
            parts.reduce(Self::with)
        });
        known.unwrap_or_default()
    }

    /// With the texts that follow.
    fn with(mut self, next: Self) -> Self {
        self.ids.extend(next.ids);
        self.has.extend(next.has);
        // Of the same texts the first counts.
        let first = std::mem::replace(&mut self.by_text, next.by_text);
        self.by_text.extend(first);
        self.shingles.extend(next.shingles);
        self.sort();
        self
    }

    /// What becomes of a passage.
    pub fn fate(&self, snippet: &Snippet) -> Fate {
        if self.has.contains(&snippet.id) {
            return Fate::Same(snippet.id.clone());
        }
        let id = |idx: u32| self.ids.get(idx as usize).cloned().unwrap_or_default();
        let letters = letters(&snippet.text);
        if let Some(idx) = self.by_text.get(&hash(&letters)) {
            return Fate::Same(id(*idx));
        }
        let own = shingles(&letters);
        // A place for each text: thousands share the stock phrases.
        let mut shared: Vec<usize> = vec![0; self.ids.len()];
        for shingle in &own {
            let (sorted, fresh) = self.shingles.split_at(self.n_sorted);
            let first = sorted.partition_point(|known| *known < of_text(*shingle, 0));
            let equal = sorted.get(first..).unwrap_or_default();
            let is_equal = |known: &&u64| of_text(**known, 0) == of_text(*shingle, 0);
            let equal = equal.iter().take_while(is_equal);
            for known in equal.chain(fresh.iter().filter(is_equal)) {
                if let Some(n) = shared.get_mut(text_of(*known) as usize) {
                    *n += 1;
                }
            }
        }
        let most = (0..)
            .zip(shared)
            .max_by_key(|(idx, n)| (*n, std::cmp::Reverse(*idx)));
        match most.map(|(idx, n)| (idx, n * 100 / own.len().max(1))) {
            Some((idx, percent)) if percent >= NEARLY => Fate::Similar {
                id: id(idx),
                percent,
            },
            _ => Fate::New,
        }
    }

    /// Takes a snippet in, so that the next one like it is known.
    pub fn add(&mut self, snippet: &Snippet) {
        let idx = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.put(snippet, idx);
        // What is not sorted is looked through from end to end.
        if self.shingles.len() > self.n_sorted * 2 + 4096 {
            self.sort();
        }
    }

    fn put(&mut self, snippet: &Snippet, idx: u32) {
        let letters = letters(&snippet.text);
        self.by_text.entry(hash(&letters)).or_insert(idx);
        let own = shingles(&letters);
        self.shingles
            .extend(own.into_iter().map(|shingle| of_text(shingle, idx)));
        self.ids.push(snippet.id.clone());
        self.has.insert(snippet.id.clone());
    }

    fn sort(&mut self) {
        // Parts that are sorted are only merged.
        self.shingles.sort();
        self.n_sorted = self.shingles.len();
    }
}

/// Texts that can be told apart: 16 million.
const TEXT_BITS: u32 = 24;
const TEXT_MASK: u64 = (1 << TEXT_BITS) - 1;

/// A shingle and a text that has it. Of its hash 40 bits stay: enough that hardly two different ones are taken for one.
fn of_text(shingle: u64, idx: u32) -> u64 {
    (shingle & !TEXT_MASK) | (u64::from(idx) & TEXT_MASK)
}

fn text_of(shingle: u64) -> u32 {
    u32::try_from(shingle & TEXT_MASK).unwrap_or(0)
}

/// The letters of a text: copies differ in white space and marks.
fn letters(text: &str) -> Vec<char> {
    // Nearly all are Chinese, and looking characters up in the tables of Unicode takes most of the time.
    let is_letter = |c: &char| is_han(*c) || c.is_alphanumeric();
    text.chars().filter(is_letter).collect()
}

/// The base of the rolling hash: any large odd number does.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

fn hash(letters: &[char]) -> u64 {
    let rolled = letters.iter().fold(0_u64, |hash, c| {
        hash.wrapping_mul(BASE)
            .wrapping_add(u64::from(u32::from(*c)))
    });
    stirred(rolled)
}

/// Spreads what a rolling hash leaves in the upper bits (the finalizer of SplitMix64).
fn stirred(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

/// The kept shingles of a text, each once; a short text is one shingle.
fn shingles(letters: &[char]) -> Vec<u64> {
    let Some(first) = letters.get(..SHINGLE) else {
        return vec![hash(letters)];
    };
    let code = |c: &char| u64::from(u32::from(*c));
    let oldest = (1..SHINGLE).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut rolled = first.iter().fold(0_u64, |hash, c| {
        hash.wrapping_mul(BASE).wrapping_add(code(c))
    });
    let mut all = vec![stirred(rolled)];
    // A hash made anew for every shingle would take as long as the rest of an import.
    for (gone, come) in letters.iter().zip(letters.iter().skip(SHINGLE)) {
        let rest = rolled.wrapping_sub(code(gone).wrapping_mul(oldest));
        rolled = rest.wrapping_mul(BASE).wrapping_add(code(come));
        all.push(stirred(rolled));
    }
    let least = all.iter().min().copied();
    all.retain(|shingle| shingle.is_multiple_of(KEPT_OF) || Some(*shingle) == least);
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;

    const REPORT: &str = "泰安市教育关工委2023年工作总结\n（2023年12月8日）\n一、建好队伍\n全市有老同志三百二十名，每所学校都有人，“银龄课堂”开了四十场，“银龄课堂”进了校园。\n二、心里话\n2022年起办谈心屋，2022年来了九百人，2023年更多，心理健康有人管。";

    fn snippets() -> Vec<Snippet> {
        let speech = import::text(REPORT).speech;
        let source = Source {
            file: "泰安市教育关工委2023年工作总结.txt",
            speech: &speech,
        };
        take_in(
            source,
            None,
            &["心理健康".to_owned(), "法治教育".to_owned()],
        )
        .snippets
    }

    #[test]
    fn what_is_guessed_is_right_and_marked() {
        let snippets = snippets();
        let shown: Vec<String> = snippets
            .iter()
            .map(|snippet| {
                let year = snippet.year.unwrap_or_default();
                let topics = snippet.topics.join("、");
                format!("{} {} {year} {topics}", snippet.unit, snippet.region)
            })
            .collect();
        assert_eq!(
            shown,
            [
                "泰安市教育关工委 泰安市 2023 建好队伍、银龄课堂",
                "泰安市教育关工委 泰安市 2022 心里话、心理健康",
            ]
        );
        use SnippetField::{Region, Topics, Unit, Year};
        assert_eq!(snippets[0].guessed, [Unit, Region, Year, Topics]);
        assert_eq!(snippets[1].paragraph, Some(2));
        assert_eq!(snippets[1].date, "2023年12月8日");
        assert_ne!(snippets[0].id, snippets[1].id);
    }

    #[test]
    fn a_text_that_is_there_is_known_whatever_its_marks() {
        let snippets: Vec<Arc<Snippet>> = snippets().into_iter().map(Arc::new).collect();
        let mut known = KnownTexts::new(&snippets);
        let [first, second] = [&snippets[0], &snippets[1]];
        let other = |id: &str, text: &str| Snippet {
            id: SnippetId::from(id),
            text: text.to_owned(),
            ..Snippet::default()
        };
        assert_eq!(
            known.fate(&other("x", &first.text)),
            Fate::Same(first.id.clone())
        );
        let other_marks = first.text.replace('，', ", ");
        assert_eq!(
            known.fate(&other("x", &other_marks)),
            Fate::Same(first.id.clone())
        );
        let longer = format!("{}另有一屋。", second.text);
        assert!(
            matches!(known.fate(&other("x", &longer)), Fate::Similar { id, percent: 80..=99 } if id == second.id)
        );
        let new = other(
            "x",
            "五老走进课堂，讲红色故事，孩子们听得入神，课后围着问个不停。",
        );
        assert_eq!(known.fate(&new), Fate::New);
        known.add(&new);
        assert_eq!(known.fate(&new), Fate::Same(SnippetId::from("x")));
        // Corrected since: the source still brings what it brought.
        let corrected = other(first.id.as_str(), "改得面目全非。");
        let known = KnownTexts::new(&[Arc::new(corrected)]);
        assert_eq!(known.fate(first), Fate::Same(first.id.clone()));
    }
}
