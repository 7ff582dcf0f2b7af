//! Which cards are selected, as lists everywhere do it: Ctrl adds one, Shift takes all between.

use std::collections::HashSet;

use egui::Modifiers;

use crate::library::{Hit, Library};
use crate::model::SnippetId;

#[derive(Debug, Default)]
pub(super) struct Selection {
    ids: HashSet<SnippetId>,
    /// Where a range begins.
    anchor: Option<SnippetId>,
}

impl Selection {
    pub fn has(&self, id: &SnippetId) -> bool {
        self.ids.contains(id)
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn only(&mut self, id: &SnippetId) {
        self.ids = HashSet::from([id.clone()]);
        self.anchor = Some(id.clone());
    }

    pub fn all(&mut self, library: &Library, hits: &[Hit]) {
        let found = hits.iter().filter_map(|hit| library.found(hit));
        self.ids = found.map(|snippet| snippet.id.clone()).collect();
    }

    pub fn retain(&mut self, is_there: impl Fn(&SnippetId) -> bool) {
        self.ids.retain(is_there);
    }

    /// The selected ones in the order of the library.
    pub fn ids(&self, library: &Library) -> Vec<SnippetId> {
        let ids = library.snippets().iter().map(|snippet| &snippet.id);
        ids.filter(|id| self.has(id)).cloned().collect()
    }

    pub fn click(&mut self, id: &SnippetId, modifiers: Modifiers, library: &Library, hits: &[Hit]) {
        if modifiers.shift {
            let is_of =
                |hit: &Hit, id: &SnippetId| library.found(hit).is_some_and(|own| own.id == *id);
            let place = |id: &SnippetId| hits.iter().position(|hit| is_of(hit, id));
            let to = place(id).unwrap_or_default();
            let from = self.anchor.as_ref().and_then(place).unwrap_or(to);
            let range = hits.get(from.min(to)..=from.max(to)).unwrap_or_default();
            self.all(library, range);
        } else if modifiers.command {
            if !self.ids.remove(id) {
                self.ids.insert(id.clone());
            }
            self.anchor = Some(id.clone());
        } else {
            self.only(id);
        }
    }
}
