//! Who of the roster is in the speech, counted again only when the speech has changed.

use std::sync::Arc;

use crate::model::{Roster, Section, Speech};
use crate::roster::{Counter, Coverage};

#[derive(Debug, Default)]
pub struct Roll {
    counter: Option<Counter>,
    seen: Vec<Arc<Section>>,
    coverage: Option<Coverage>,
}

impl Roll {
    /// To be called before the coverage is asked for.
    pub fn update(&mut self, speech: &Speech) {
        let Some(roster) = &speech.roster else {
            *self = Self::default();
            return;
        };
        let known = self
            .counter
            .take()
            .filter(|counter| Arc::ptr_eq(counter.roster(), roster));
        if known.is_some() && speech.has_sections(&self.seen) {
            self.counter = known;
            return;
        }
        let mut counter = known.unwrap_or_else(|| Counter::new(Arc::clone(roster)));
        self.coverage = Some(counter.coverage(speech));
        self.seen.clone_from(&speech.sections);
        self.counter = Some(counter);
    }

    /// `None` when the speech has no roster.
    pub fn coverage(&self) -> Option<&Coverage> {
        self.coverage.as_ref()
    }

    pub fn roster(&self) -> Option<&Roster> {
        self.counter.as_ref().map(|counter| &**counter.roster())
    }
}
