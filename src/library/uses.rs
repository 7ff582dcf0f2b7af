//! Which snippets a speech uses, and where.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Section, SectionId, SnippetId, Speech};

/// A paragraph that came from a snippet: its section, its heading, and its place from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    pub section: SectionId,
    pub heading: String,
    pub paragraph: usize,
}

/// The uses of every snippet, searched again only when the speech has changed.
#[derive(Debug, Default)]
pub struct Uses {
    seen: Vec<Arc<Section>>,
    by_snippet: HashMap<SnippetId, Vec<Use>>,
}

impl Uses {
    /// To be called before the uses are asked for.
    pub fn update(&mut self, speech: &Speech) {
        let is_same = self.seen.len() == speech.sections.len()
            && self
                .seen
                .iter()
                .zip(&speech.sections)
                .all(|(a, b)| Arc::ptr_eq(a, b));
        if is_same {
            return;
        }
        self.seen.clone_from(&speech.sections);
        self.by_snippet.clear();
        for (_, section) in speech.walk() {
            for (paragraph_idx, paragraph) in section.paragraphs.iter().enumerate() {
                for source in &paragraph.sources {
                    self.by_snippet
                        .entry(source.clone())
                        .or_default()
                        .push(Use {
                            section: section.id,
                            heading: section.heading.clone(),
                            paragraph: paragraph_idx,
                        });
                }
            }
        }
    }

    pub fn of(&self, snippet: &SnippetId) -> &[Use] {
        self.by_snippet.get(snippet).map_or(&[], Vec::as_slice)
    }
}
