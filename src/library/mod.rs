//! The library (素材库): every snippet of every collection, found by what it says.

mod split;
mod uses;

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Snippet, SnippetId};

pub use split::{Passage, SHORTEST_PASSAGE, split};
pub use uses::{Use, Uses};

/// The snippets, in the order of their collections.
#[derive(Debug, Default)]
pub struct Library {
    snippets: Vec<Arc<Snippet>>,
    by_id: HashMap<SnippetId, usize>,
    /// Changes whenever the snippets do.
    version: u64,
    /// Snippets that another one keeps out: the same id over a different text.
    clashes: Vec<SnippetId>,
}

/// What is asked of the library. Empty: everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Terms parted by white space; all must be found, in any field.
    pub text: String,
    pub region: Option<String>,
    pub topic: Option<String>,
}

impl Library {
    /// A snippet whose id is already there is left out: the first one keeps it. See [`Self::clashes`].
    pub fn new(snippets: impl IntoIterator<Item = Arc<Snippet>>, version: u64) -> Self {
        let mut library = Self {
            version,
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

    /// What is found, best first: hits in unit, region or topic before hits in the text, the newest first among equals.
    pub fn search(&self, query: &Query) -> Vec<&Arc<Snippet>> {
        let terms: Vec<String> = query
            .text
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let is_wanted =
            |wanted: &Option<String>, has: &dyn Fn(&str) -> bool| wanted.as_deref().is_none_or(has);
        let mut found: Vec<(usize, &Arc<Snippet>)> = self
            .snippets
            .iter()
            .filter(|snippet| is_wanted(&query.region, &|region| snippet.region == region))
            .filter(|snippet| {
                is_wanted(&query.topic, &|topic| {
                    snippet.topics.iter().any(|own| own == topic)
                })
            })
            .filter_map(|snippet| Some((rank(snippet, &terms)?, snippet)))
            .collect();
        if !terms.is_empty() {
            found.sort_by_key(|(rank, snippet)| (*rank, std::cmp::Reverse(snippet.year)));
        }
        found.into_iter().map(|(_, snippet)| snippet).collect()
    }

    /// Every region with the number of its snippets, in the order of first appearance.
    pub fn regions(&self) -> Vec<(String, usize)> {
        tally(self.snippets.iter().map(|snippet| snippet.region.as_str()))
    }

    /// Every topic with the number of its snippets, in the order of first appearance.
    pub fn topics(&self) -> Vec<(String, usize)> {
        tally(
            self.snippets
                .iter()
                .flat_map(|snippet| snippet.topics.iter().map(String::as_str)),
        )
    }
}

/// Terms that are found in the text only; `None` when one is not found at all.
fn rank(snippet: &Snippet, terms: &[String]) -> Option<usize> {
    let year = snippet
        .year
        .map(|year| year.to_string())
        .unwrap_or_default();
    let mut n_text_only = 0;
    for term in terms {
        let heads = [snippet.unit.as_str(), &snippet.region, &year].into_iter();
        let in_head = heads
            .chain(snippet.topics.iter().map(String::as_str))
            .any(|field| field.to_lowercase().contains(term));
        if !in_head {
            let in_text = [&snippet.text, &snippet.source]
                .into_iter()
                .any(|field| field.to_lowercase().contains(term));
            if !in_text {
                return None;
            }
            n_text_only += 1;
        }
    }
    Some(n_text_only)
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
                source: String::new(),
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
        Library::new(snippets, 1)
    }

    fn check(text: &str, region: Option<&str>, topic: Option<&str>, wanted: &str) {
        let library = library();
        let query = Query {
            text: text.to_owned(),
            region: region.map(str::to_owned),
            topic: topic.map(str::to_owned),
        };
        let found: Vec<_> = library
            .search(&query)
            .into_iter()
            .map(|snippet| snippet.id.as_str())
            .collect();
        assert_eq!(found.join(" "), wanted);
    }

    #[test]
    fn all_terms_must_be_found_and_units_come_first() {
        check("", None, None, "1 2 3");
        check("乙市", None, None, "2 3 1");
        check("乙市 心理", None, None, "3 1");
        check("2022", None, None, "1");
        check("没有", None, None, "");
    }

    #[test]
    fn filters_narrow_the_search() {
        check("", Some("乙市"), None, "2 3");
        check("", Some("乙市"), Some("心理健康"), "3");
        check("谈心", Some("乙市"), None, "");
    }

    #[test]
    fn regions_and_topics_are_counted() {
        assert_eq!(
            library().regions(),
            [("甲市".to_owned(), 1), ("乙市".to_owned(), 2)]
        );
        assert_eq!(
            library().topics(),
            [("心理健康".to_owned(), 2), ("法治教育".to_owned(), 1)]
        );
    }
}
