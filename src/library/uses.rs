//! Which snippets a speech uses, and where.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Anchor, CharIdx, Section, SnippetId, Speech, TextId};

/// A place that came from a snippet.
///
/// Paragraphs that follow one another are one place: a snippet may have several, and one may be split while it is edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The heading of the section.
    pub heading: String,
    /// The start of the first paragraph.
    pub anchor: Anchor,
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
        if speech.has_sections(&self.seen) {
            return;
        }
        self.seen.clone_from(&speech.sections);
        self.by_snippet.clear();
        for (_, section) in speech.walk() {
            let mut above: &[SnippetId] = &[];
            for paragraph in &section.paragraphs {
                let begun = paragraph.sources.iter().filter(|id| !above.contains(id));
                for source in begun {
                    let uses = self.by_snippet.entry(source.clone()).or_default();
                    uses.push(Use {
                        heading: section.heading.clone(),
                        anchor: Anchor::caret(TextId::Paragraph(paragraph.id), CharIdx(0)),
                    });
                }
                above = &paragraph.sources;
            }
        }
    }

    pub fn of(&self, snippet: &SnippetId) -> &[Use] {
        self.by_snippet.get(snippet).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, SectionKind};

    #[test]
    fn paragraphs_that_follow_one_another_are_one_place() {
        let (a, b) = (SnippetId::from("a"), SnippetId::from("b"));
        let mut ids = IdSource::default();
        let mut section = ids.section("各地经验", SectionKind::Custom);
        for sources in [vec![&a], vec![&a, &b], vec![&b], vec![], vec![&a]] {
            let sources = sources.into_iter().cloned().collect();
            section.paragraphs.push(ids.paragraph("甲", sources));
        }
        let speech = Speech {
            sections: vec![Arc::new(section)],
            ..Speech::default()
        };
        let mut uses = Uses::default();
        uses.update(&speech);
        let paragraphs = &speech.sections[0].paragraphs;
        let idx = |place: &Use| {
            let is_it = |id| place.anchor.text == TextId::Paragraph(id);
            paragraphs.iter().position(|p| is_it(p.id)).unwrap()
        };
        let places = |id| uses.of(id).iter().map(idx).collect();
        let (of_a, of_b): (Vec<_>, Vec<_>) = (places(&a), places(&b));
        assert_eq!((of_a, of_b), (vec![0, 4], vec![1]));
    }
}
