//! Changes to a library that others may be changing at the same time: each says what it found and what it leaves, and
//! is put in by comparing three versions.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{Collection, Snippet, SnippetId};

/// One step that the user sees as one, and can take back as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryChange {
    pub kind: ChangeKind,
    pub collections: Vec<CollectionChange>,
}

/// The kind of a step, for its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    Import,
    Edit,
    Merge,
    Split,
    Delete,
    Favourite,
}

/// What a step does to one collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectionChange {
    /// The collection's file.
    pub path: PathBuf,
    /// Its name if it has to be created.
    pub name: String,
    pub snippets: Vec<SnippetChange>,
}

/// What a step does to one snippet: added without a before, deleted without an after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnippetChange {
    pub before: Option<Arc<Snippet>>,
    pub after: Option<Arc<Snippet>>,
    /// Its position in the collection if it has to be added.
    pub at: usize,
}

/// What is to stand in the place of a snippet: nothing where it is deleted, several where it is split. The first should
/// have its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// As the user saw it.
    pub before: Arc<Snippet>,
    pub after: Vec<Arc<Snippet>>,
}

impl LibraryChange {
    /// The step after which other snippets stand in the place of some. `collections` are searched in their order, and
    /// for each id only the first find counts, as in a library. What stands in the place of a snippet that has gone
    /// meanwhile goes into the first collection with the same source, or simply the first.
    pub fn replacing<'a>(
        kind: ChangeKind,
        collections: impl IntoIterator<Item = (&'a Path, &'a Collection)>,
        replacements: Vec<Replacement>,
    ) -> Self {
        let mut wanted: HashMap<SnippetId, Replacement> = replacements
            .into_iter()
            .map(|replacement| (replacement.before.id.clone(), replacement))
            .collect();
        let collections: Vec<_> = collections.into_iter().collect();
        let mut found: Vec<Vec<(usize, Replacement)>> = collections
            .iter()
            .map(|(_, collection)| {
                let snippets = collection.snippets.iter().enumerate();
                snippets
                    .filter_map(|(at, snippet)| Some((at, wanted.remove(&snippet.id)?)))
                    .collect()
            })
            .collect();
        let homeless = wanted.into_values().filter(|gone| !gone.after.is_empty());
        for gone in homeless {
            let home = collections.iter().position(|(_, collection)| {
                let mut snippets = collection.snippets.iter();
                snippets.any(|snippet| snippet.source == gone.before.source)
            });
            if let Some(found) = found.get_mut(home.unwrap_or_default()) {
                found.push((usize::MAX, gone));
            }
        }
        let changed = collections.iter().zip(found);
        let changed = changed.filter(|(_, found)| !found.is_empty());
        let changed = changed.map(|((path, collection), found)| {
            let mut snippets = Vec::new();
            // From behind: what goes or comes does not move what is still to be done.
            for (at, Replacement { before, after }) in found.into_iter().rev() {
                let mut after = after.into_iter();
                snippets.push(SnippetChange {
                    before: Some(before),
                    after: after.next(),
                    at,
                });
                snippets.extend(after.rev().map(|added| SnippetChange {
                    before: None,
                    after: Some(added),
                    at: at.saturating_add(1),
                }));
            }
            CollectionChange {
                path: path.to_path_buf(),
                name: collection.name.clone(),
                snippets,
            }
        });
        Self {
            kind,
            collections: changed.collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.collections.is_empty()
    }

    /// Snippets that the step changes, adds or deletes.
    pub fn n_snippets(&self) -> usize {
        let changes = self.collections.iter();
        changes.map(|collection| collection.snippets.len()).sum()
    }

    /// The step that takes this one back.
    pub fn undone(&self) -> Self {
        let undone = |change: &SnippetChange| SnippetChange {
            before: change.after.clone(),
            after: change.before.clone(),
            at: change.at,
        };
        let collections = self.collections.iter().map(|collection| CollectionChange {
            // What was deleted from behind comes back from the front, at its old place.
            snippets: collection.snippets.iter().rev().map(undone).collect(),
            ..collection.clone()
        });
        Self {
            kind: self.kind,
            collections: collections.collect(),
        }
    }
}

impl CollectionChange {
    /// Puts the change into the collection as it is now; the ids of snippets that somebody else had changed meanwhile,
    /// whose words are kept beside ours.
    pub fn apply(&self, collection: &mut Collection) -> Vec<SnippetId> {
        let mut contested = Vec::new();
        for change in &self.snippets {
            contested.extend(change.apply(&mut collection.snippets));
        }
        contested
    }
}

impl SnippetChange {
    fn apply(&self, snippets: &mut Vec<Arc<Snippet>>) -> Option<SnippetId> {
        let id = &self.before.as_ref().or(self.after.as_ref())?.id;
        let place = snippets.iter().position(|snippet| snippet.id == *id);
        let now = place.and_then(|place| snippets.get(place)).cloned();
        let put = |snippets: &mut Vec<Arc<Snippet>>, at: usize, snippet: Arc<Snippet>| {
            snippets.insert(at.min(snippets.len()), snippet);
        };
        match (&self.before, &self.after, place, now) {
            (_, Some(after), Some(_), Some(now)) if *after == now => None,
            // Deleted by somebody else: what is written since is worth more.
            (_, Some(after), None, _) => {
                put(snippets, self.at, after.clone());
                None
            }
            (Some(before), Some(after), Some(place), Some(now)) => {
                let (merged, own) = if *before == now {
                    (Snippet::clone(after), None)
                } else {
                    merge(before, after, &now)
                };
                if let Some(slot) = snippets.get_mut(place) {
                    *slot = Arc::new(merged);
                }
                let contested = own?;
                let contested = Snippet {
                    id: free_id(snippets, id),
                    ..contested
                };
                let id = contested.id.clone();
                put(snippets, place + 1, Arc::new(contested));
                Some(id)
            }
            // Another text under our id.
            (None, Some(after), Some(place), Some(_)) => {
                let own = Snippet {
                    id: free_id(snippets, id),
                    ..Snippet::clone(after)
                };
                let id = own.id.clone();
                put(snippets, place + 1, Arc::new(own));
                Some(id)
            }
            (Some(before), None, Some(place), Some(now)) if *before == now => {
                snippets.remove(place);
                None
            }
            // What somebody else has written since is not deleted.
            (Some(_), None, Some(_), Some(now)) => Some(now.id.clone()),
            _ => None,
        }
    }
}

/// Ours and theirs as one, field by field; and ours apart when both have changed the text.
fn merge(before: &Snippet, ours: &Snippet, theirs: &Snippet) -> (Snippet, Option<Snippet>) {
    fn pick<T: PartialEq + Clone>(before: &T, ours: &T, theirs: &T) -> T {
        if ours == before { theirs } else { ours }.clone()
    }
    let is_contested =
        ours.text != before.text && theirs.text != before.text && ours.text != theirs.text;
    let merged = Snippet {
        id: ours.id.clone(),
        unit: pick(&before.unit, &ours.unit, &theirs.unit),
        region: pick(&before.region, &ours.region, &theirs.region),
        year: pick(&before.year, &ours.year, &theirs.year),
        topics: pick(&before.topics, &ours.topics, &theirs.topics),
        text: if is_contested {
            theirs.text.clone()
        } else {
            pick(&before.text, &ours.text, &theirs.text)
        },
        source: pick(&before.source, &ours.source, &theirs.source),
        paragraph: pick(&before.paragraph, &ours.paragraph, &theirs.paragraph),
        date: pick(&before.date, &ours.date, &theirs.date),
        // What either has confirmed is no longer a guess.
        guessed: ours
            .guessed
            .iter()
            .filter(|field| theirs.guessed.contains(field))
            .copied()
            .collect(),
        is_favourite: pick(
            &before.is_favourite,
            &ours.is_favourite,
            &theirs.is_favourite,
        ),
    };
    (merged, is_contested.then(|| ours.clone()))
}

/// An unused id, made from another one.
fn free_id(snippets: &[Arc<Snippet>], id: &SnippetId) -> SnippetId {
    (2..)
        .map(|n| SnippetId::from(format!("{}~{n}", id.as_str()).as_str()))
        .find(|id| snippets.iter().all(|snippet| snippet.id != *id))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(id: &str, unit: &str, text: &str) -> Arc<Snippet> {
        Arc::new(Snippet {
            id: SnippetId::from(id),
            unit: unit.to_owned(),
            text: text.to_owned(),
            ..Snippet::default()
        })
    }

    fn change(
        before: Option<Arc<Snippet>>,
        after: Option<Arc<Snippet>>,
        at: usize,
    ) -> CollectionChange {
        CollectionChange {
            path: PathBuf::new(),
            name: String::new(),
            snippets: vec![SnippetChange { before, after, at }],
        }
    }

    fn collection(snippets: &[&Arc<Snippet>]) -> Collection {
        Collection {
            name: String::new(),
            snippets: snippets.iter().map(|snippet| Arc::clone(snippet)).collect(),
        }
    }

    /// `id/unit/text` of every snippet.
    fn shown(collection: &Collection) -> Vec<String> {
        let shown = |snippet: &Arc<Snippet>| {
            format!("{}/{}/{}", snippet.id.as_str(), snippet.unit, snippet.text)
        };
        collection.snippets.iter().map(shown).collect()
    }

    #[test]
    fn two_people_who_correct_different_fields_both_win() {
        let before = snippet("a", "甲市", "原文。");
        let theirs = snippet("a", "甲市", "改文。");
        let mut now = collection(&[&theirs]);
        let ours = change(Some(before), Some(snippet("a", "乙市", "原文。")), 0);
        assert_eq!(ours.apply(&mut now), []);
        assert_eq!(shown(&now), ["a/乙市/改文。"]);
    }

    #[test]
    fn two_texts_of_one_snippet_are_both_kept() {
        let before = snippet("a", "甲市", "原文。");
        let mut now = collection(&[&snippet("a", "甲市", "他改。")]);
        let ours = change(Some(before), Some(snippet("a", "甲市", "我改。")), 0);
        assert_eq!(ours.apply(&mut now), [SnippetId::from("a~2")]);
        assert_eq!(shown(&now), ["a/甲市/他改。", "a~2/甲市/我改。"]);
        // Two people who add different texts under one id.
        let added = change(None, Some(snippet("a", "", "又一段。")), 0);
        assert_eq!(added.apply(&mut now), [SnippetId::from("a~3")]);
        assert_eq!(now.snippets.len(), 3);
    }

    #[test]
    fn what_somebody_has_changed_is_not_deleted_and_what_they_deleted_comes_back_when_it_is_edited()
    {
        let before = snippet("a", "甲市", "原文。");
        let mut now = collection(&[&snippet("a", "甲市", "他改。")]);
        let deleted = change(Some(before.clone()), None, 0);
        assert_eq!(deleted.apply(&mut now), [SnippetId::from("a")]);
        assert_eq!(shown(&now), ["a/甲市/他改。"]);
        let mut gone = collection(&[]);
        let ours = change(Some(before), Some(snippet("a", "甲市", "我改。")), 0);
        assert_eq!(ours.apply(&mut gone), []);
        assert_eq!(shown(&gone), ["a/甲市/我改。"]);
    }

    #[test]
    fn snippets_are_deleted_and_split_wherever_they_are_and_come_back() {
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|id| snippet(id, "", id));
        let (first, second) = (collection(&[&a, &b]), collection(&[&b, &c, &d]));
        let paths = [PathBuf::from("1"), PathBuf::from("2")];
        let parts = [
            snippet("b", "", "b1"),
            snippet("b+", "", "b2"),
            snippet("b++", "", "b3"),
        ];
        let replaced = |before: &Arc<Snippet>, after: &[Arc<Snippet>]| Replacement {
            before: before.clone(),
            after: after.to_vec(),
        };
        let replacements = vec![replaced(&a, &[]), replaced(&b, &parts), replaced(&d, &[])];
        let files = [(paths[0].as_path(), &first), (&*paths[1], &second)];
        let step = LibraryChange::replacing(ChangeKind::Split, files, replacements);
        assert_eq!(step.n_snippets(), 5);
        let mut now = [first.clone(), second.clone()];
        for (change, collection) in step.collections.iter().zip(&mut now) {
            assert_eq!(change.apply(collection), []);
        }
        assert_eq!(shown(&now[0]), ["b//b1", "b+//b2", "b++//b3"]);
        assert_eq!(shown(&now[1]), ["b//b", "c//c"]);
        for (change, collection) in step.undone().collections.iter().zip(&mut now) {
            assert_eq!(change.apply(collection), []);
        }
        assert_eq!(now, [first.clone(), second.clone()]);
        // Somebody has deleted it meanwhile: what was written is kept.
        let gone = vec![replaced(&snippet("x", "", "旧"), &[snippet("x", "", "新")])];
        let step = LibraryChange::replacing(ChangeKind::Edit, [files[0]], gone);
        let mut now = first.clone();
        assert_eq!(step.collections[0].apply(&mut now), []);
        assert_eq!(shown(&now), ["a//a", "b//b", "x//新"]);
    }

    proptest::proptest! {
        #[test]
        fn a_step_and_its_undo_leave_everything_as_it_was(
            n in 0usize..6,
            steps in proptest::collection::vec((0usize..6, 0u8..3, "[甲乙丙]{1,3}"), 1..5),
        ) {
            let mut all: Vec<Arc<Snippet>> = (0..n).map(|idx| snippet(&idx.to_string(), "", "文")).collect();
            let start = Collection { name: String::new(), snippets: all.clone() };
            let mut changes = Vec::new();
            for (number, (at, kind, text)) in steps.into_iter().enumerate() {
                let at = at.min(all.len());
                let (before, after) = match (kind, all.get(at).cloned()) {
                    (0, Some(before)) => (Some(before), None),
                    (1, Some(before)) => (Some(before.clone()), Some(snippet(before.id.as_str(), "", &text))),
                    _ => (None, Some(snippet(&format!("new {number}"), "", &text))),
                };
                match (&before, &after) {
                    (Some(_), None) => { all.remove(at); }
                    (Some(_), Some(after)) => all[at] = after.clone(),
                    (_, Some(after)) => all.insert(at, after.clone()),
                    _ => {}
                }
                changes.push(SnippetChange { before, after, at });
            }
            let step = LibraryChange {
                kind: ChangeKind::Edit,
                collections: vec![CollectionChange { path: PathBuf::new(), name: String::new(), snippets: changes }],
            };
            let mut now = start.clone();
            proptest::prop_assert!(step.collections[0].apply(&mut now).is_empty());
            proptest::prop_assert_eq!(&now.snippets, &all);
            proptest::prop_assert!(step.undone().collections[0].apply(&mut now).is_empty());
            proptest::prop_assert_eq!(now.snippets, start.snippets);
        }
    }
}
