//! Finds snippets by words of any length, several at once, and by pinyin; the best come first.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::model::{CharIdx, Snippet};
use crate::text::pinyin::{Spelled, Spelling, leading_syllables, readings};

use super::index::{CharIndex, Set};

/// What is asked of the library. Empty: everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Terms parted by white space; all must be found, in any field.
    pub text: String,
    pub region: Option<String>,
    pub topic: Option<String>,
    pub year: Option<u16>,
    pub order: Order,
}

/// What comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// What fits best; where nothing is asked, as the collections have it.
    #[default]
    Best,
    /// The official order of regions (GB/T 2260), and in each the newest first.
    Region,
    Newest,
}

/// A snippet that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub snippet: Arc<Snippet>,
    /// 1 for every term that unit, region, topic or year has, and up to 1 for how dense the terms are in the text.
    /// 0 where nothing was asked.
    pub score: f64,
}

/// Snippets up to which the terms in each are counted; beyond it nobody reads on, and counting would take too long.
const MOST_COUNTED: usize = 20_000;

/// Occurrences in 100 characters that make a text as dense as can be.
const DENSEST: f64 = 10.0;

/// What a search looks into.
#[derive(Debug, Default)]
pub(super) struct Searcher {
    index: CharIndex,
    /// Units, regions, topics, years and sources, each once, in lower case.
    heads: Vec<String>,
    /// By the place of the snippet, its heads.
    heads_of: Vec<Vec<u32>>,
    /// The characters of the texts by their readings.
    chars_of: HashMap<&'static str, Vec<char>>,
}

impl Searcher {
    pub fn new(snippets: &[Arc<Snippet>]) -> Self {
        let index = CharIndex::new(snippets.iter().map(|snippet| snippet.text.as_str()));
        let mut chars_of: HashMap<&str, Vec<char>> = HashMap::new();
        for c in index.chars() {
            for reading in readings(*c) {
                chars_of.entry(reading).or_default().push(*c);
            }
        }
        let mut heads = Vec::new();
        let mut places: HashMap<String, u32> = HashMap::new();
        let heads_of = snippets
            .iter()
            .map(|snippet| {
                let year = snippet.year.map(|year| year.to_string());
                let fields = [&snippet.unit, &snippet.region, &snippet.source];
                let fields = fields.into_iter().chain(&snippet.topics).chain(&year);
                let mut own: Vec<u32> = fields
                    .filter(|field| !field.is_empty())
                    .map(|field| {
                        *places
                            .entry(field.to_lowercase())
                            .or_insert_with_key(|head| {
                                heads.push(head.clone());
                                u32::try_from(heads.len() - 1).unwrap_or(u32::MAX)
                            })
                    })
                    .collect();
                own.shrink_to_fit();
                own
            })
            .collect();
        Self {
            index,
            heads,
            heads_of,
            chars_of,
        }
    }

    /// What is found, best first: terms in unit, region, topic or year before terms in the text, then the densest, then
    /// the newest.
    pub fn search(&self, snippets: &[Arc<Snippet>], query: &Query) -> Vec<Hit> {
        let terms = Term::all(&query.text);
        let mut set = Set::none(snippets.len());
        let is_wanted = |snippet: &Snippet| {
            query
                .region
                .as_ref()
                .is_none_or(|region| snippet.region == *region)
                && query.year.is_none_or(|year| snippet.year == Some(year))
                && query
                    .topic
                    .as_ref()
                    .is_none_or(|topic| snippet.topics.contains(topic))
        };
        for (idx, snippet) in snippets.iter().enumerate() {
            if is_wanted(snippet) {
                set.insert(idx);
            }
        }
        let mut in_heads = Vec::new();
        for term in &terms {
            let heads = self.with_head(term);
            let mut found = heads.clone();
            found.add(&self.in_text(term, snippets, &set));
            set.keep(&found);
            in_heads.push(heads);
        }
        let counts = set.len() <= MOST_COUNTED;
        let mut hits: Vec<(usize, Hit)> = set
            .iter()
            .filter_map(|idx| {
                let snippet = snippets.get(idx)?;
                let n_heads = in_heads.iter().filter(|heads| heads.contains(idx)).count();
                let density = if counts {
                    density(&snippet.text, &terms)
                } else {
                    0.0
                };
                #[expect(clippy::cast_precision_loss, reason = "a handful of terms")]
                let score = n_heads as f64 + density;
                let snippet = Arc::clone(snippet);
                Some((idx, Hit { snippet, score }))
            })
            .collect();
        if !terms.is_empty() {
            hits.sort_by(|(a_idx, a), (b_idx, b)| {
                let newest = Reverse(a.snippet.year).cmp(&Reverse(b.snippet.year));
                b.score
                    .total_cmp(&a.score)
                    .then(newest)
                    .then(a_idx.cmp(b_idx))
            });
        }
        hits.into_iter().map(|(_, hit)| hit).collect()
    }

    /// Snippets with a term in one of their heads.
    fn with_head(&self, term: &Term) -> Set {
        let found: Vec<bool> = self
            .heads
            .iter()
            .map(|head| term.is_in_head(head))
            .collect();
        let mut set = Set::none(self.heads_of.len());
        if found.contains(&true) {
            for (idx, heads) in self.heads_of.iter().enumerate() {
                if heads
                    .iter()
                    .any(|head| found.get(*head as usize) == Some(&true))
                {
                    set.insert(idx);
                }
            }
        }
        set
    }

    /// Of some snippets those with a term in their text.
    fn in_text(&self, term: &Term, snippets: &[Arc<Snippet>], among: &Set) -> Set {
        let mut candidates = self.index.with_all(&term.text);
        let is_certain = term.text.chars().count() == 1;
        if let Some(spelled) = self.spelled(&term.text).filter(|_| term.in_text.is_some()) {
            candidates.add(&spelled);
        }
        candidates.keep(among);
        if is_certain {
            return candidates;
        }
        let mut found = Set::none(snippets.len());
        for idx in candidates.iter() {
            if snippets
                .get(idx)
                .is_some_and(|snippet| term.is_in_text(&snippet.text))
            {
                found.insert(idx);
            }
        }
        found
    }

    /// Snippets with characters of the readings that letters are made of, wherever they stand; the last syllable may be
    /// unfinished.
    fn spelled(&self, letters: &str) -> Option<Set> {
        // From the end: what stands from each letter on.
        let mut from: Vec<Option<Set>> = vec![None; letters.len()];
        for at in (0..letters.len()).rev() {
            let rest = letters.get(at..)?;
            let mut whole: Option<Set> = None;
            let mut add = |set: Set| match &mut whole {
                Some(whole) => whole.add(&set),
                None => whole = Some(set),
            };
            for syllable in leading_syllables(rest) {
                let chars = self.chars_of.get(syllable).map_or(&[][..], Vec::as_slice);
                let mut set = self.index.with_any(chars);
                let next = at + syllable.len();
                if next < letters.len() {
                    let Some(Some(behind)) = from.get(next) else {
                        continue;
                    };
                    set.keep(behind);
                }
                add(set);
            }
            let unfinished: Vec<char> = self
                .chars_of
                .iter()
                .filter(|(reading, _)| reading.starts_with(rest))
                .flat_map(|(_, chars)| chars.iter().copied())
                .collect();
            if !unfinished.is_empty() {
                add(self.index.with_any(&unfinished));
            }
            if let Some(place) = from.get_mut(at) {
                *place = whole;
            }
        }
        from.into_iter().next().flatten()
    }
}

/// A word of a query.
#[derive(Debug)]
struct Term {
    /// In lower case.
    text: String,
    in_head: Option<Spelled>,
    /// In a text only whole syllables count, and at least two: any text has the initials of something.
    in_text: Option<Spelled>,
}

impl Term {
    fn all(query: &str) -> Vec<Self> {
        query.split_whitespace().map(Self::new).collect()
    }

    fn new(word: &str) -> Self {
        let text = word.to_lowercase();
        let has_two = leading_syllables(&text).any(|first| {
            let rest = text.get(first.len()..).unwrap_or_default();
            leading_syllables(rest).next().is_some()
        });
        Self {
            in_head: Spelled::new(&text, Spelling::Any),
            in_text: Spelled::new(&text, Spelling::Full).filter(|_| has_two),
            text,
        }
    }

    fn is_in_head(&self, head: &str) -> bool {
        head.contains(&self.text)
            || self
                .in_head
                .as_ref()
                .is_some_and(|spelled| spelled.is_in(head))
    }

    fn is_in_text(&self, text: &str) -> bool {
        contains(text, &self.text)
            || self
                .in_text
                .as_ref()
                .is_some_and(|spelled| spelled.is_in(text))
    }

    fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let lower = text.to_ascii_lowercase();
        let mut found: Vec<Range<usize>> = lower
            .match_indices(&self.text)
            .map(|(at, word)| at..at + word.len())
            .collect();
        if let Some(spelled) = &self.in_text {
            found.extend(spelled.find_all(text));
        }
        found
    }
}

fn contains(text: &str, lower: &str) -> bool {
    if lower.chars().any(|c| c.is_ascii_alphabetic()) {
        return text.to_ascii_lowercase().contains(lower);
    }
    text.contains(lower)
}

/// How dense the terms are in a text, from 0 to 1.
fn density(text: &str, terms: &[Term]) -> f64 {
    let n_found: usize = terms
        .iter()
        .map(|term| {
            if term.in_text.is_some() || term.text.is_ascii() {
                term.find_all(text).len()
            } else {
                text.matches(&term.text).count()
            }
        })
        .sum();
    // A Chinese character has three bytes.
    let n_chars = (text.len() / 3).max(1);
    #[expect(clippy::cast_precision_loss, reason = "counts of characters")]
    let density = n_found as f64 * 100.0 / n_chars as f64;
    (density / DENSEST).min(1.0)
}

/// Where the terms of a query stand in a text, in order and without overlap.
pub fn matches(text: &str, query: &str) -> Vec<Range<CharIdx>> {
    let mut found: Vec<Range<usize>> = Term::all(query)
        .iter()
        .flat_map(|term| term.find_all(text))
        .collect();
    in_chars(text, &mut found)
}

/// Where the terms of a query stand in a unit, a region or a topic: initials count too.
pub fn matches_in_head(head: &str, query: &str) -> Vec<Range<CharIdx>> {
    let mut found = Vec::new();
    for term in Term::all(query) {
        let own = term.find_all(head);
        let spelled = term.in_head.as_ref().filter(|_| own.is_empty());
        found.extend(spelled.map_or(own, |spelled| spelled.find_all(head)));
    }
    in_chars(head, &mut found)
}

fn in_chars(text: &str, found: &mut [Range<usize>]) -> Vec<Range<CharIdx>> {
    found.sort_by_key(|range| (range.start, Reverse(range.end)));
    let mut ranges: Vec<Range<CharIdx>> = Vec::new();
    let mut end = 0;
    let mut chars = 0;
    for range in found {
        if range.start < end {
            continue;
        }
        let count = |bytes: Range<usize>| text.get(bytes).map_or(0, |part| part.chars().count());
        let from = chars + count(end..range.start);
        chars = from + count(range.clone());
        end = range.end;
        ranges.push(CharIdx(from)..CharIdx(chars));
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;
    use crate::model::SnippetId;

    fn library() -> Library {
        let snippet = |id: &str, unit: &str, region: &str, year, topic: &str, text: &str| {
            Arc::new(Snippet {
                id: SnippetId::from(id),
                unit: unit.to_owned(),
                region: region.to_owned(),
                year: Some(year),
                topics: vec![topic.to_owned()],
                text: text.to_owned(),
                ..Snippet::default()
            })
        };
        let snippets = [
            snippet(
                "1",
                "甲市教育关工委",
                "甲市",
                2022,
                "心理健康",
                "开办谈心屋，服务乙市来的学生。",
            ),
            snippet(
                "2",
                "乙市教育关工委",
                "乙市",
                2023,
                "法治教育",
                "举办模拟法庭。",
            ),
            snippet(
                "3",
                "乙市教育关工委",
                "乙市",
                2023,
                "心理健康",
                "开通热线AbC。",
            ),
            snippet(
                "4",
                "无锡市教育关工委",
                "无锡市",
                2021,
                "双减",
                "双减以后，双减志愿者进社区，双减有了帮手。",
            ),
            snippet(
                "5",
                "苏州市教育关工委",
                "苏州市",
                2024,
                "阅读",
                "组织五老参与双减，也帮无锡的孩子。",
            ),
        ];
        Library::new(snippets)
    }

    #[track_caller]
    fn check_query(query: &Query, wanted: &str) {
        let library = library();
        let hits = library.search(query);
        let found: Vec<&str> = hits.iter().map(|hit| hit.snippet.id.as_str()).collect();
        assert_eq!(found.join(" "), wanted, "{query:?}");
    }

    #[track_caller]
    fn check(text: &str, wanted: &str) {
        let text = text.to_owned();
        check_query(
            &Query {
                text,
                ..Query::default()
            },
            wanted,
        );
    }

    #[test]
    fn all_terms_must_be_found_and_heads_come_first() {
        check("", "1 2 3 4 5");
        check("乙市", "2 3 1");
        check("乙市 心理", "3 1");
        check("2022", "1");
        check("没有", "");
        check("双减", "4 5");
        check("五老 双减", "5");
        check("屋", "1");
        check("abc", "3");
        check("减双", "");
    }

    #[test]
    fn pinyin_finds_heads_by_initials_and_texts_by_syllables() {
        check("wx", "4");
        check("wuxi", "4 5");
        check("shuangjian", "4 5");
        check("moni", "2");
        check("moniting", "");
        check("szs", "5");
        check("zhiyuanzhe", "4");
        check("zhiyuanz", "4");
    }

    #[test]
    fn filters_narrow_the_search() {
        let query = |text: &str, region: Option<&str>, topic: Option<&str>, year| Query {
            order: Order::Best,
            text: text.to_owned(),
            region: region.map(str::to_owned),
            topic: topic.map(str::to_owned),
            year,
        };
        check_query(&query("", Some("乙市"), None, None), "2 3");
        check_query(&query("", Some("乙市"), Some("心理健康"), None), "3");
        check_query(&query("谈心", Some("乙市"), None, None), "");
        check_query(&query("", None, None, Some(2023)), "2 3");
    }

    #[test]
    fn matches_are_counted_in_characters() {
        let shown = |ranges: Vec<Range<CharIdx>>| -> Vec<(usize, usize)> {
            ranges
                .into_iter()
                .map(|range| (range.start.0, range.end.0))
                .collect()
        };
        assert_eq!(
            shown(matches("双减有双减a", "双减 A")),
            [(0, 2), (3, 5), (5, 6)]
        );
        assert_eq!(shown(matches("帮无锡", "wuxi")), [(1, 3)]);
        assert_eq!(shown(matches("帮无锡", "wx")), []);
        assert_eq!(shown(matches_in_head("无锡市", "wx")), [(0, 2)]);
    }

    proptest::proptest! {
        /// Whatever is looked for in Chinese is found wherever it stands, and nowhere else.
        #[test]
        fn every_snippet_with_the_words_is_found(texts in proptest::collection::vec("[甲乙丙，]{0,12}", 0..20), words in "[甲乙丙]{1,3}( [甲乙丙]{1,2})?") {
            let snippets: Vec<Arc<Snippet>> = texts.iter().enumerate().map(|(idx, text)| Arc::new(Snippet {
                id: SnippetId::from(idx.to_string().as_str()),
                text: text.clone(),
                ..Snippet::default()
            })).collect();
            let library = Library::new(snippets);
            let hits = library.search(&Query { text: words.clone(), ..Query::default() });
            let mut found: Vec<usize> = hits.iter().map(|hit| hit.snippet.id.as_str().parse().unwrap()).collect();
            found.sort_unstable();
            let wanted: Vec<usize> = (0..texts.len()).filter(|idx| words.split(' ').all(|word| texts[*idx].contains(word))).collect();
            proptest::prop_assert_eq!(found, wanted);
        }
    }
}
