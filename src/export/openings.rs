//! Which sections begin with a block. Those without heading leave no trace on paper, nor do those without anything.

use std::sync::Arc;

use crate::layout::Block;
use crate::model::{Section, SectionId, Sections, Speech};

/// A section and its depth; 0 is the top level.
pub(super) type Opening<'a> = (usize, &'a Arc<Section>);

/// The sections of a speech, to be taken along with its blocks.
pub(super) struct Openings<'a> {
    rest: Sections<'a>,
    /// The section of the block before.
    current: Option<SectionId>,
}

impl<'a> Openings<'a> {
    pub fn of(speech: &'a Speech) -> Self {
        Self {
            rest: speech.walk(),
            current: None,
        }
    }

    /// The sections that begin with a block or stand empty before it. To be asked for every block in turn.
    pub fn with(&mut self, block: &Block<'_>) -> Vec<Opening<'a>> {
        let mut found = Vec::new();
        if block.section != self.current {
            self.current = block.section;
            for opening in self.rest.by_ref() {
                found.push(opening);
                if Some(opening.1.id) == block.section {
                    break;
                }
            }
        }
        found
    }

    /// The sections behind the last block, all of them empty.
    pub fn rest(self) -> Vec<Opening<'a>> {
        self.rest.collect()
    }
}
