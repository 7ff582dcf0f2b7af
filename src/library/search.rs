//! Finds snippets by words of any length, several at once, and by pinyin; the best come first.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;
use std::thread;

use crate::model::Snippet;
use crate::text::pinyin::{chars_of, unfinished_syllables};

use super::index::{CharIndex, Set};
use super::pairs::Pairs;
use super::words::{Term, Words, density};

/// A query to the library; an empty one finds everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Terms parted by white space; all must be found, in any field.
    pub text: String,
    pub region: Option<String>,
    pub topic: Option<String>,
    pub year: Option<u16>,
    pub order: Order,
}

/// Order of the results.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Best matches first; without a query the order of the collections.
    #[default]
    Best,
    /// The official order of regions (GB/T 2260), and in each the newest first.
    Region,
    Newest,
}

/// A snippet that was found.
///
/// It is named by its place: of 100,000 that a single character finds, only those in view are ever looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// In the library that was searched.
    pub place: u32,
    /// 1 for every term that unit, region, topic or year has, and up to 1 for how dense the terms are in the text.
    /// 0 where nothing was asked.
    pub score: f64,
}

impl Hit {
    pub(super) fn idx(&self) -> usize {
        self.place as usize
    }
}

/// Snippets up to which the terms in each are counted; beyond it nobody reads on, and counting would take too long.
const MOST_COUNTED: usize = 20_000;

/// Snippets that are looked into sooner than a thread is started.
const FEW: usize = 2000;

/// Threads beyond which the memory is what is waited for.
const MOST_THREADS: usize = 4;

/// The texts that a search reads.
#[derive(Debug, Default)]
pub(super) struct Searcher {
    index: CharIndex,
    pairs: Pairs,
    heads: Heads,
    /// The snippets from the newest on.
    by_year: Vec<u32>,
    /// That a search may use.
    n_threads: usize,
}

/// Units, regions, topics, years and sources.
#[derive(Debug, Default)]
struct Heads {
    /// Each once, in lower case.
    names: Vec<String>,
    /// The heads of each snippet, one after the other.
    numbers: Vec<u32>,
    /// For each snippet, the end of its heads.
    ends: Vec<u32>,
}

impl Heads {
    fn new(snippets: &[Arc<Snippet>]) -> Self {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut own = Self::default();
        let mut known: HashMap<String, u32> = HashMap::new();
        for snippet in snippets {
            let year = snippet.year.map(|year| year.to_string());
            let fields = [&snippet.unit, &snippet.region, &snippet.source];
            let fields = fields.into_iter().chain(&snippet.topics).chain(&year);
            for field in fields.filter(|field| !field.is_empty()) {
                let place = known.get(field).copied().unwrap_or_else(|| {
                    let place = number(own.names.len());
                    own.names.push(field.to_lowercase());
                    known.insert(field.clone(), place);
                    place
                });
                own.numbers.push(place);
            }
            own.ends.push(number(own.numbers.len()));
        }
        own.numbers.shrink_to_fit();
        own
    }

    /// Snippets with such a head.
    fn with_any(&self, is_wanted: impl Fn(&str) -> bool) -> Set {
        let found: Vec<bool> = self.names.iter().map(|name| is_wanted(name)).collect();
        let mut set = Set::none(self.ends.len());
        if !found.contains(&true) {
            return set;
        }
        let mut start = 0;
        for (idx, end) in self.ends.iter().enumerate() {
            let own = self.numbers.get(start..*end as usize).unwrap_or_default();
            if own
                .iter()
                .any(|number| found.get(*number as usize) == Some(&true))
            {
                set.insert(idx);
            }
            start = *end as usize;
        }
        set
    }
}

/// What is known of a term before the texts are looked at.
struct Found {
    in_heads: Set,
    /// Snippets that may have it as it is written.
    may_have: Set,
    /// Snippets that may have it by its sound.
    may_sound: Set,
}

impl Searcher {
    pub fn new(snippets: &[Arc<Snippet>]) -> Self {
        let texts = || snippets.iter().map(|snippet| snippet.text.as_str());
        let newest = |place: &u32| {
            let snippet = snippets.get(*place as usize);
            Reverse(snippet.and_then(|snippet| snippet.year))
        };
        // Each goes through all texts and takes half a second for 100,000.
        let (index, pairs, heads, by_year) = thread::scope(|scope| {
            let index = scope.spawn(|| CharIndex::new(texts()));
            let pairs = scope.spawn(|| Pairs::new(texts()));
            let heads = Heads::new(snippets);
            let mut by_year: Vec<u32> = (0..).take(snippets.len()).collect();
            by_year.sort_by_cached_key(newest);
            (index.join(), pairs.join(), heads, by_year)
        });
        Self {
            index: index.expect("going through texts does not panic"),
            pairs: pairs.expect("going through texts does not panic"),
            heads,
            by_year,
            n_threads: thread::available_parallelism().map_or(1, |n| n.get().min(MOST_THREADS)),
        }
    }

    /// What is found, best first: terms in unit, region, topic or year before terms in the text, then the densest, then
    /// the newest.
    pub fn search(&self, snippets: &[Arc<Snippet>], query: &Query) -> Vec<Hit> {
        let Words { terms } = Words::new(&query.text);
        let mut set = self.filtered(snippets, query);
        let mut found = Vec::new();
        for term in &terms {
            let own = self.before_texts(term);
            own.narrow(&mut set, term, snippets, self.n_threads);
            found.push(own);
        }
        if terms.is_empty() {
            let place = |idx| u32::try_from(idx).unwrap_or(u32::MAX);
            let hits = set.iter().map(|idx| Hit {
                place: place(idx),
                score: 0.0,
            });
            return hits.collect();
        }
        // In the order of the library, in which the texts lie in memory.
        let mut densities = vec![0.0; snippets.len()];
        if set.len() <= MOST_COUNTED {
            for idx in set.iter() {
                let text = snippets
                    .get(idx)
                    .map_or("", |snippet| snippet.text.as_str());
                let n_found = terms
                    .iter()
                    .zip(&found)
                    .map(|(term, own)| own.count(idx, term, text));
                if let Some(place) = densities.get_mut(idx) {
                    *place = density(text, n_found.sum());
                }
            }
        }
        let score = |idx: usize| {
            let n_heads = found
                .iter()
                .filter(|own| own.in_heads.contains(idx))
                .count();
            #[expect(clippy::cast_precision_loss, reason = "a handful of terms")]
            let n_heads = n_heads as f64;
            n_heads + densities.get(idx).copied().unwrap_or(0.0)
        };
        let newest_first = self.by_year.iter().copied();
        let mut hits: Vec<Hit> = newest_first
            .filter(|place| set.contains(*place as usize))
            .map(|place| Hit {
                place,
                score: score(place as usize),
            })
            .collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        hits
    }

    /// Snippets of the region, the topic and the year that are asked for.
    fn filtered(&self, snippets: &[Arc<Snippet>], query: &Query) -> Set {
        let year = query.year.map(|year| year.to_string());
        let wanted = [&query.region, &query.topic, &year];
        let wanted: Vec<String> = wanted
            .into_iter()
            .flatten()
            .map(|head| head.to_lowercase())
            .collect();
        let mut set = Set::all(snippets.len());
        for wanted in &wanted {
            set.keep(&self.heads.with_any(|head| head == wanted));
        }
        if wanted.is_empty() {
            return set;
        }
        // A year may be the name of a topic, and a region that of a unit.
        let is_wanted = |snippet: &Snippet| {
            let (region, topic, year) = (&query.region, &query.topic, query.year);
            region
                .as_ref()
                .is_none_or(|region| snippet.region == *region)
                && year.is_none_or(|year| snippet.year == Some(year))
                && topic
                    .as_ref()
                    .is_none_or(|topic| snippet.topics.contains(topic))
        };
        set.keep_if(1, |idx| {
            snippets.get(idx).is_some_and(|snippet| is_wanted(snippet))
        });
        set
    }

    fn before_texts(&self, term: &Term) -> Found {
        let mut may_have = self.index.with_all(&term.text);
        may_have.keep(&self.pairs.with_word(&term.text));
        let may_sound = if term.is_pinyin_of_text() {
            let mut set = self.pairs.with_sound(&term.text);
            set.add(&self.with_one_sound(&term.text));
            set
        } else {
            Set::none(self.heads.ends.len())
        };
        Found {
            in_heads: self.heads.with_any(|head| term.is_in_head(head)),
            may_have,
            may_sound,
        }
    }

    /// Snippets with a character that is all of the letters, or that they are the beginning of.
    fn with_one_sound(&self, letters: &str) -> Set {
        let unfinished = unfinished_syllables(letters).flat_map(chars_of);
        let chars: Vec<char> = chars_of(letters)
            .iter()
            .chain(unfinished)
            .copied()
            .collect();
        self.index.with_any(&chars)
    }
}

impl Found {
    fn count(&self, idx: usize, term: &Term, text: &str) -> usize {
        let n_written = match self.may_have.contains(idx) {
            true => term.n_written_in(text),
            false => 0,
        };
        match self.may_sound.contains(idx) {
            true => n_written + term.n_spelled_in(text),
            false => n_written,
        }
    }

    /// Leaves in a set the snippets with the term in their heads or their text.
    fn narrow(&self, set: &mut Set, term: &Term, snippets: &[Arc<Snippet>], n_threads: usize) {
        let mut wanted = self.in_heads.clone();
        wanted.add(&self.may_have);
        wanted.add(&self.may_sound);
        set.keep(&wanted);
        let is_certain = term.text.chars().count() == 1;
        if is_certain {
            return;
        }
        let n_threads = if set.len() < FEW { 1 } else { n_threads };
        set.keep_if(n_threads, |idx| {
            let text = || {
                snippets
                    .get(idx)
                    .map_or("", |snippet| snippet.text.as_str())
            };
            self.in_heads.contains(idx)
                || (self.may_have.contains(idx) && term.is_written_in(text()))
                || (self.may_sound.contains(idx) && term.is_spelled_in(text()))
        });
    }
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
        let found = hits.iter().filter_map(|hit| library.found(hit));
        let found: Vec<&str> = found.map(|snippet| snippet.id.as_str()).collect();
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
            let mut found: Vec<usize> = hits.iter().map(|hit| library.found(hit).unwrap().id.as_str().parse().unwrap()).collect();
            found.sort_unstable();
            let wanted: Vec<usize> = (0..texts.len()).filter(|idx| words.split(' ').all(|word| texts[*idx].contains(word))).collect();
            proptest::prop_assert_eq!(found, wanted);
        }
    }
}
