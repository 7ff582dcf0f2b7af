//! The library (素材库): every snippet of every collection, found by what it says.

mod change;
mod foreign_words;
mod index;
mod intake;
mod known;
mod pairs;
mod plan;
mod rework;
mod search;
mod split;
mod uses;
mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::{Snippet, SnippetId};
use crate::text::regions::Region;

pub(crate) use change::{ChangeKind, LibraryChange, Replacement};
pub use change::{CollectionChange, SnippetChange};
pub(crate) use foreign_words::{ForeignWord, foreign_words, put_right};
pub(crate) use intake::region_of;
pub use intake::{Source, take_in};
pub(crate) use known::{Fate, KnownTexts};
pub(crate) use plan::{Choice, ImportPlan, PlannedSnippet, PlannedSource};
pub(crate) use rework::{merged, parted};
pub(crate) use search::Hit;
use search::Searcher;
pub use search::{Order, Query};
pub(crate) use split::{Passage, SHORTEST_PASSAGE, split};
pub(crate) use uses::Uses;
pub(crate) use words::Words;

/// The snippets, in the order of their collections.
#[derive(Debug, Default)]
pub struct Library {
    snippets: Vec<Arc<Snippet>>,
    by_id: HashMap<SnippetId, usize>,
    /// No other library has it; 0 for the empty one at the start.
    version: u64,
    /// Snippets that another one keeps out: the same id over a different text.
    clashes: Vec<SnippetId>,
    searcher: Searcher,
    sort_keys: Vec<SortKeys>,
    regions: Vec<(String, usize)>,
    topics: Vec<(String, usize)>,
    years: Vec<(u16, usize)>,
}

/// Sort key by region; within a region the newest snippet first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct SortKeys {
    region: u32,
    newest: Reverse<Option<u16>>,
}

impl Library {
    /// A snippet whose id is already there is left out: the first one keeps it. See [`Self::clashes`].
    ///
    /// It takes a second for 100,000 snippets: what searches need is made here.
    pub fn new(snippets: impl IntoIterator<Item = Arc<Snippet>>) -> Self {
        static VERSION: AtomicU64 = AtomicU64::new(1);
        let mut library = Self {
            version: VERSION.fetch_add(1, Ordering::Relaxed),
            ..Self::default()
        };
        for snippet in snippets {
            if !library.by_id.contains_key(&snippet.id) {
                library
                    .by_id
                    .insert(snippet.id.clone(), library.snippets.len());
                library.snippets.push(snippet);
            } else if library.get(&snippet.id).map(|first| &first.text) != Some(&snippet.text) {
                library.clashes.push(snippet.id.clone());
            }
        }
        library.searcher = Searcher::new(&library.snippets);
        let snippets = &library.snippets;
        let mut regions = tally(snippets.iter().map(|snippet| snippet.region.as_str()));
        regions.sort_by_cached_key(|(region, _)| official_order(region));
        let mut topics = tally(
            snippets
                .iter()
                .flat_map(|snippet| snippet.topics.iter().map(String::as_str)),
        );
        topics.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut years: BTreeMap<u16, usize> = BTreeMap::new();
        for year in snippets.iter().filter_map(|snippet| snippet.year) {
            *years.entry(year).or_default() += 1;
        }
        library.sort_keys = sort_keys(snippets, &regions);
        library.years = years.into_iter().rev().collect();
        library.regions = regions;
        library.topics = topics;
        library
    }

    /// Ids under which a second, different text was found, and left out.
    pub fn clashes(&self) -> &[SnippetId] {
        &self.clashes
    }

    pub fn version(&self) -> u64 {
        self.version
    }

    pub fn snippets(&self) -> &[Arc<Snippet>] {
        &self.snippets
    }

    pub fn get(&self, id: &SnippetId) -> Option<&Arc<Snippet>> {
        self.snippets.get(*self.by_id.get(id)?)
    }

    /// What is found, in the order that is asked for; everything where nothing is asked.
    pub fn search(&self, query: &Query) -> Vec<Hit> {
        let mut hits = self.searcher.search(&self.snippets, query);
        let keys = |hit: &Hit| self.sort_keys.get(hit.idx()).copied().unwrap_or_default();
        match query.order {
            Order::Best => {}
            Order::Newest => hits.sort_by_key(|hit| keys(hit).newest),
            Order::Region => hits.sort_by_key(keys),
        }
        hits
    }

    /// The snippet of a hit; `None` when another library was searched.
    pub fn found(&self, hit: &Hit) -> Option<&Arc<Snippet>> {
        self.snippets.get(hit.idx())
    }

    /// Every region with the number of its snippets, in official order; those that the gazetteer does not have come last.
    pub fn regions(&self) -> &[(String, usize)] {
        &self.regions
    }

    /// Every year with the number of its snippets, the newest first.
    pub fn years(&self) -> &[(u16, usize)] {
        &self.years
    }

    /// Every topic with the number of its snippets, the most frequent first.
    pub fn topics(&self) -> &[(String, usize)] {
        &self.topics
    }
}

/// By the place of the snippet.
fn sort_keys(snippets: &[Arc<Snippet>], regions: &[(String, usize)]) -> Vec<SortKeys> {
    let names = regions.iter().map(|(region, _)| region.as_str());
    let ranks: HashMap<&str, u32> = names.zip(0..).collect();
    let keys = snippets.iter().map(|snippet| SortKeys {
        region: ranks
            .get(snippet.region.as_str())
            .copied()
            .unwrap_or(u32::MAX),
        newest: Reverse(snippet.year),
    });
    keys.collect()
}

/// The official order of regions (GB/T 2260).
fn official_order(region: &str) -> u32 {
    Region::leading(region).map_or(u32::MAX, |(region, _)| region.code)
}

fn tally<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for name in names.filter(|name| !name.is_empty()) {
        let place = *places.entry(name).or_insert_with(|| {
            counts.push((name.to_owned(), 0));
            counts.len() - 1
        });
        if let Some((_, count)) = counts.get_mut(place) {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

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
                "开通热线。",
            ),
        ];
        Library::new(snippets)
    }

    #[test]
    fn what_is_found_is_sorted_as_wanted() {
        let snippet = |id: &str, region: &str, year| {
            Arc::new(Snippet {
                id: SnippetId::from(id),
                region: region.to_owned(),
                year,
                ..Snippet::default()
            })
        };
        let library = Library::new([
            snippet("1", "", None),
            snippet("2", "无锡市", Some(2023)),
            snippet("3", "南京市", Some(2022)),
            snippet("4", "南京市", Some(2024)),
        ]);
        let ids = |order| {
            let query = Query {
                order,
                ..Query::default()
            };
            let hits = library.search(&query);
            let found = hits.iter().filter_map(|hit| library.found(hit));
            let ids = found.map(|snippet| snippet.id.as_str().to_owned());
            ids.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(ids(Order::Best), "1 2 3 4");
        assert_eq!(ids(Order::Newest), "4 2 3 1");
        assert_eq!(ids(Order::Region), "4 3 2 1");
    }

    #[test]
    fn regions_and_topics_are_counted() {
        assert_eq!(
            library().regions(),
            [("甲市".to_owned(), 1), ("乙市".to_owned(), 2)]
        );
        assert_eq!(library().years(), [(2023, 2), (2022, 1)]);
        assert_eq!(
            library().topics(),
            [("心理健康".to_owned(), 2), ("法治教育".to_owned(), 1)]
        );
    }
}
