//! Which rows the outline has: not below a closed section, and in a search only what is found.

use std::collections::HashSet;

use crate::model::{SectionId, SectionPlace, Speech, numbered_sections};

use super::OutlineState;

/// A row that is to be drawn.
pub(super) struct Entry<'a> {
    pub depth: usize,
    pub section: &'a crate::model::Section,
    pub number: String,
    pub place: SectionPlace,
}

/// The rows to show: not below a collapsed section, and in a search only what is found and what stands above it.
pub(super) fn entries<'a>(state: &OutlineState, speech: &'a Speech) -> Vec<Entry<'a>> {
    let query = state.query.trim().to_lowercase();
    let found: Option<HashSet<SectionId>> = (!query.is_empty()).then(|| {
        fn mark(
            section: &crate::model::Section,
            query: &str,
            found: &mut HashSet<SectionId>,
        ) -> bool {
            let mut any = section.heading.to_lowercase().contains(query);
            for child in &section.children {
                any |= mark(child, query, found);
            }
            if any {
                found.insert(section.id);
            }
            any
        }
        let mut found = HashSet::new();
        for section in &speech.sections {
            mark(section, &query, &mut found);
        }
        found
    });
    let mut hidden_below: Option<usize> = None;
    let mut parents: Vec<(SectionId, usize)> = Vec::new();
    let mut n_top = 0;
    let mut entries = Vec::new();
    for (depth, section, number) in numbered_sections(speech) {
        parents.truncate(depth);
        let place = match parents.last_mut() {
            Some((parent, n_seen)) => {
                *n_seen += 1;
                SectionPlace {
                    parent: Some(*parent),
                    at: *n_seen - 1,
                }
            }
            None => {
                n_top += 1;
                SectionPlace {
                    parent: None,
                    at: n_top - 1,
                }
            }
        };
        parents.push((section.id, 0));
        if hidden_below.is_some_and(|hidden| depth <= hidden) {
            hidden_below = None;
        }
        let is_wanted = found
            .as_ref()
            .is_none_or(|found| found.contains(&section.id));
        if hidden_below.is_none() && is_wanted {
            entries.push(Entry {
                depth,
                section,
                number,
                place,
            });
        }
        if hidden_below.is_none() && found.is_none() && state.collapsed.contains(&section.id) {
            hidden_below = Some(depth);
        }
    }
    entries
}
