//! The plan of an import: every passage of every source, and how it will be treated.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{Collection, Snippet, SnippetField, SnippetId};

use super::change::{ChangeKind, CollectionChange, LibraryChange, Replacement, SnippetChange};
use super::intake::is_as_imported;
use super::known::Fate;
use super::split::LeftOut;

/// The user's choice for a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Skip,
    Add,
    /// It takes the place of the snippet that it is nearly the same as.
    Replace,
}

/// A passage on its way into the library.
#[derive(Debug, Clone)]
pub struct PlannedSnippet {
    pub snippet: Snippet,
    pub fate: Fate,
    pub choice: Choice,
}

/// A source on its way into the library.
#[derive(Debug, Clone, Default)]
pub struct PlannedSource {
    /// The file's name, as it is shown.
    pub file: String,
    pub snippets: Vec<PlannedSnippet>,
    pub left_out: Vec<LeftOut>,
    /// Remarks from reading the file, a sentence each.
    pub notes: Vec<String>,
}

/// Everything that an import is going to do.
#[derive(Debug, Clone, Default)]
pub struct ImportPlan {
    pub sources: Vec<PlannedSource>,
}

impl PlannedSnippet {
    /// What is new is added; a new version of a passage of the same source that nobody has touched takes its place; what
    /// is there already, or nearly, is skipped. `find` gives the snippets of the library.
    pub fn new<'a>(
        snippet: Snippet,
        fate: Fate,
        find: impl Fn(&SnippetId) -> Option<&'a Arc<Snippet>>,
    ) -> Self {
        let choice = match &fate {
            Fate::New => Choice::Add,
            Fate::Same(_) => Choice::Skip,
            Fate::Similar { id, .. } => match find(id) {
                Some(old) if old.source == snippet.source && is_as_imported(old) => Choice::Replace,
                _ => Choice::Skip,
            },
        };
        Self {
            snippet,
            fate,
            choice,
        }
    }
}

impl ImportPlan {
    /// How many passages each choice has: added, replacing others, skipped.
    pub fn counts(&self) -> (usize, usize, usize) {
        let all = self.sources.iter().flat_map(|source| &source.snippets);
        all.fold((0, 0, 0), |(add, replace, skip), planned| {
            match planned.choice {
                Choice::Add => (add + 1, replace, skip),
                Choice::Replace => (add, replace + 1, skip),
                Choice::Skip => (add, replace, skip + 1),
            }
        })
    }

    /// The step that does what is planned. A source of which the library has something already goes into that
    /// collection; for the others `new_path` gives a file that is not one of those it is told.
    pub fn change(
        self,
        collections: &[(&Path, &Collection)],
        new_path: impl Fn(&str, &[PathBuf]) -> PathBuf,
    ) -> LibraryChange {
        let mut changes: Vec<CollectionChange> = Vec::new();
        let mut taken: Vec<PathBuf> = Vec::new();
        let mut replacements: Vec<Replacement> = Vec::new();
        for source in self.sources {
            let own = collections
                .iter()
                .find(|(_, collection)| holds(collection, &source));
            let mut added = Vec::new();
            for planned in source.snippets {
                match (planned.choice, planned.fate) {
                    (Choice::Add, _) => added.push(Arc::new(planned.snippet)),
                    (Choice::Replace, Fate::Similar { id, .. }) => {
                        let old = collections.iter().find_map(|(_, collection)| {
                            let mut snippets = collection.snippets.iter();
                            snippets.find(|snippet| snippet.id == id)
                        });
                        match old {
                            Some(old) => {
                                let new = renewed(old, planned.snippet);
                                replacements.push(Replacement {
                                    before: old.clone(),
                                    after: vec![Arc::new(new)],
                                });
                            }
                            // It is like another passage of this import, or the old one has gone meanwhile.
                            None => added.push(Arc::new(planned.snippet)),
                        }
                    }
                    _ => {}
                }
            }
            if added.is_empty() {
                continue;
            }
            let (path, name, n_there) = match own {
                Some((path, collection)) => (
                    path.to_path_buf(),
                    collection.name.clone(),
                    collection.snippets.len(),
                ),
                None => {
                    let name = stem(&source.file).to_owned();
                    let path = new_path(&name, &taken);
                    taken.push(path.clone());
                    (path, name, 0)
                }
            };
            let snippets = added
                .into_iter()
                .enumerate()
                .map(|(idx, snippet)| SnippetChange {
                    before: None,
                    after: Some(snippet),
                    at: n_there + idx,
                });
            changes.push(CollectionChange {
                path,
                name,
                snippets: snippets.collect(),
            });
        }
        let replaced = LibraryChange::replacing(
            ChangeKind::Import,
            collections.iter().copied(),
            replacements,
        );
        // A collection that grows and has something replaced is written once.
        for replaced in replaced.collections {
            match changes
                .iter_mut()
                .find(|change| change.path == replaced.path)
            {
                Some(change) => change.snippets.extend(replaced.snippets),
                None => changes.push(replaced),
            }
        }
        LibraryChange {
            kind: ChangeKind::Import,
            collections: changes,
        }
    }
}

/// True if a collection was made from this source: two sources may have the same name, and share nothing.
fn holds(collection: &Collection, source: &PlannedSource) -> bool {
    let has = |id: &SnippetId| {
        let mut snippets = collection.snippets.iter();
        snippets.any(|snippet| snippet.id == *id && snippet.source == source.file)
    };
    source.snippets.iter().any(|planned| match &planned.fate {
        Fate::New => false,
        Fate::Same(id) | Fate::Similar { id, .. } => has(id),
    })
}

/// A new version of a snippet: what was corrected in the old one stays, and its id, which speeches know it by.
fn renewed(old: &Snippet, new: Snippet) -> Snippet {
    let is_guess = |field| old.guessed.contains(&field) || is_unset(old, field);
    Snippet {
        id: old.id.clone(),
        unit: pick(is_guess(SnippetField::Unit), new.unit, &old.unit),
        region: pick(is_guess(SnippetField::Region), new.region, &old.region),
        year: pick(is_guess(SnippetField::Year), new.year, &old.year),
        topics: pick(is_guess(SnippetField::Topics), new.topics, &old.topics),
        guessed: new
            .guessed
            .into_iter()
            .filter(|field| is_guess(*field))
            .collect(),
        is_favourite: old.is_favourite,
        text: new.text,
        source: new.source,
        paragraph: new.paragraph,
        date: new.date,
    }
}

fn pick<T: Clone>(takes_new: bool, new: T, old: &T) -> T {
    if takes_new { new } else { old.clone() }
}

fn is_unset(snippet: &Snippet, field: SnippetField) -> bool {
    match field {
        SnippetField::Unit => snippet.unit.is_empty(),
        SnippetField::Region => snippet.region.is_empty(),
        SnippetField::Year => snippet.year.is_none(),
        SnippetField::Topics => snippet.topics.is_empty(),
    }
}

/// A file's name without its extension.
pub(super) fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::intake::new_id;

    fn snippet(source: &str, unit: &str, text: &str) -> Snippet {
        Snippet {
            id: new_id(stem(source), text),
            unit: unit.to_owned(),
            text: text.to_owned(),
            source: source.to_owned(),
            guessed: vec![SnippetField::Unit],
            ..Snippet::default()
        }
    }

    fn plan(snippets: Vec<(Snippet, Fate)>, library: &[Arc<Snippet>]) -> ImportPlan {
        let find = |id: &SnippetId| library.iter().find(|snippet| snippet.id == *id);
        let planned = |(snippet, fate)| PlannedSnippet::new(snippet, fate, find);
        ImportPlan {
            sources: vec![PlannedSource {
                file: "甲.txt".to_owned(),
                snippets: snippets.into_iter().map(planned).collect(),
                ..PlannedSource::default()
            }],
        }
    }

    fn new_path(name: &str, taken: &[PathBuf]) -> PathBuf {
        PathBuf::from(format!("{name}{}.ron", taken.len()))
    }

    #[test]
    fn a_new_version_takes_the_place_of_one_that_nobody_touched_and_keeps_what_was_corrected() {
        let mut old = snippet("甲.txt", "乙市", "去年的一段。");
        old.guessed = vec![];
        old.is_favourite = true;
        let old = Arc::new(old);
        let edited = Arc::new(Snippet {
            text: "有人改过的一段。".to_owned(),
            ..snippet("甲.txt", "甲市", "另一段。")
        });
        let collection = Collection {
            name: "甲".to_owned(),
            snippets: vec![old.clone(), edited.clone()],
        };
        let similar = |old: &Snippet| Fate::Similar {
            id: old.id.clone(),
            percent: 90,
        };
        let plan = plan(
            vec![
                (snippet("甲.txt", "甲市", "今年的一段。"), similar(&old)),
                (snippet("甲.txt", "甲市", "另一段新的。"), similar(&edited)),
                (snippet("甲.txt", "甲市", "全新的一段。"), Fate::New),
            ],
            &collection.snippets,
        );
        assert_eq!(plan.counts(), (1, 1, 1));
        let path = Path::new("别名.ron");
        let change = plan.change(&[(path, &collection)], new_path);
        assert_eq!(change.collections.len(), 1);
        assert_eq!(change.collections[0].path, path);
        let mut now = collection.clone();
        assert_eq!(change.collections[0].apply(&mut now), []);
        let shown: Vec<&str> = now
            .snippets
            .iter()
            .map(|snippet| snippet.text.as_str())
            .collect();
        assert_eq!(shown, ["今年的一段。", "有人改过的一段。", "全新的一段。"]);
        let renewed = &now.snippets[0];
        assert_eq!(
            (renewed.unit.as_str(), renewed.is_favourite),
            ("乙市", true)
        );
        assert_eq!((&renewed.id, renewed.guessed.len()), (&old.id, 0));
        change.undone().collections[0].apply(&mut now);
        assert_eq!(now, collection);
    }

    #[test]
    fn another_file_of_the_same_name_gets_a_collection_of_its_own() {
        let collection = Collection {
            name: "甲".to_owned(),
            snippets: vec![Arc::new(snippet("甲.txt", "甲市", "一段。"))],
        };
        let mut plan = plan(
            vec![(snippet("甲.txt", "乙市", "不同的一段。"), Fate::New)],
            &[],
        );
        plan.sources.push(plan.sources[0].clone());
        let change = plan.change(&[(Path::new("甲.ron"), &collection)], new_path);
        let paths: Vec<_> = change
            .collections
            .iter()
            .map(|change| &change.path)
            .collect();
        assert_eq!(paths, [Path::new("甲0.ron"), Path::new("甲1.ron")]);
    }
}
