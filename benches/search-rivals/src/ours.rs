//! The library of this program.

use std::sync::Arc;

use crate::Engine;
use crate::library::{Library, Query};
use crate::model::Snippet;

pub struct Ours {
    library: Library,
    /// By the place in the library, that among the snippets: the library leaves out what is there twice.
    places: Vec<usize>,
}

impl Ours {
    pub fn new(snippets: Vec<Arc<Snippet>>) -> Self {
        let library = Library::new(snippets.iter().cloned());
        let is_kept = |idx: &usize| {
            let kept = library.get(&snippets[*idx].id);
            kept.is_some_and(|kept| Arc::ptr_eq(kept, &snippets[*idx]))
        };
        let places = (0..snippets.len()).filter(is_kept).collect();
        Self { library, places }
    }
}

impl Engine for Ours {
    fn find(&mut self, word: &str) -> Vec<usize> {
        let query = Query {
            text: word.to_owned(),
            ..Query::default()
        };
        let hits = self.library.search(&query);
        hits.iter()
            .map(|hit| self.places[hit.place as usize])
            .collect()
    }
}
