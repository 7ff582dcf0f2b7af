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
        let is_known = |counter: &&mut Counter| Arc::ptr_eq(counter.roster(), roster);
        let is_same = self.seen.len() == speech.sections.len()
            && self
                .seen
                .iter()
                .zip(&speech.sections)
                .all(|(a, b)| Arc::ptr_eq(a, b));
        let mut counter = match self.counter.as_mut().filter(is_known) {
            Some(_) if is_same => return,
            Some(_) => self.counter.take(),
            None => None,
        }
        .unwrap_or_else(|| Counter::new(Arc::clone(roster)));
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
