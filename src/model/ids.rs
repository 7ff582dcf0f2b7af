//! Gives out the ids of sections and paragraphs.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Paragraph, ParagraphId, Section, SectionId, SectionKind, SnippetId, Speech};

/// Builds sections and paragraphs with ids that nothing else in the speech has.
#[derive(Debug, Clone, Default)]
pub struct IdSource {
    /// Number of ids given out, or the highest one when there is no seed.
    last: u64,
    /// `None`: ids are counted from 1, which is enough for a speech that is never kept.
    seed: Option<u64>,
}

impl IdSource {
    /// A source for a speech that is kept. Two sources with different seeds give out different ids: they repeat one
    /// with a probability of one in 2⁶⁴ for each pair of ids.
    pub fn seeded(seed: u64) -> Self {
        Self {
            last: 0,
            seed: Some(seed),
        }
    }

    /// A source whose ids follow from the contents that the speech is made of: the same file gives the same ids, also
    /// when an editor has changed its line ends or put a byte order mark before it.
    pub fn of_contents(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let bytes = bytes.iter().filter(|byte| **byte != b'\r');
        // FNV-1a, 64 bits: https://www.rfc-editor.org/rfc/rfc9923
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self::seeded(hash)
    }

    /// A source that counts on behind the highest id of the speech, for one that is never kept.
    pub fn above(speech: &Speech) -> Self {
        Self {
            last: all_ids(speech).max().unwrap_or_default(),
            seed: None,
        }
    }

    fn next(&mut self) -> u64 {
        self.last = self.last.wrapping_add(1);
        match self.seed {
            None => self.last,
            Some(seed) => mixed(seed, self.last),
        }
    }

    pub fn section(&mut self, heading: &str, kind: SectionKind) -> Section {
        Section {
            id: SectionId(self.next()),
            heading: heading.to_owned(),
            kind,
            numbered: true,
            paragraphs: Vec::new(),
            children: Vec::new(),
        }
    }

    pub fn paragraph(&mut self, text: &str, sources: Vec<SnippetId>) -> Paragraph {
        Paragraph {
            id: ParagraphId(self.next()),
            text: text.into(),
            sources,
        }
    }

    /// A copy of the section and all below it, under ids of its own.
    pub fn copy_of(&mut self, section: &Section) -> Section {
        Section {
            id: SectionId(self.next()),
            heading: section.heading.clone(),
            kind: section.kind,
            numbered: section.numbered,
            paragraphs: section
                .paragraphs
                .iter()
                .map(|paragraph| Paragraph {
                    id: ParagraphId(self.next()),
                    ..paragraph.clone()
                })
                .collect(),
            children: section
                .children
                .iter()
                .map(|child| Arc::new(self.copy_of(child)))
                .collect(),
        }
    }

    /// The speech under ids of its own: one that is begun from a template is not the template.
    pub fn renew(&mut self, speech: &mut Speech) {
        for section in &mut speech.sections {
            *section = Arc::new(self.copy_of(section));
        }
    }

    /// Gives new ids to what repeats an id of the speech, as in a file that was put together by hand.
    pub fn part_twins(&mut self, speech: &mut Speech) {
        let mut seen = HashSet::new();
        let is_new = |id| seen.insert(id);
        if all_ids(speech).all(is_new) {
            return;
        }
        seen.clear();
        for section in &mut speech.sections {
            self.part(Arc::make_mut(section), &mut seen);
        }
    }

    fn part(&mut self, section: &mut Section, seen: &mut HashSet<u64>) {
        while !seen.insert(section.id.0) {
            section.id = SectionId(self.next());
        }
        for paragraph in &mut section.paragraphs {
            while !seen.insert(paragraph.id.0) {
                paragraph.id = ParagraphId(self.next());
            }
        }
        for child in &mut section.children {
            self.part(Arc::make_mut(child), seen);
        }
    }
}

fn all_ids(speech: &Speech) -> impl Iterator<Item = u64> {
    speech.walk().flat_map(|(_, section)| ids_of(section))
}

/// The ids of the section and of its paragraphs.
fn ids_of(section: &Section) -> impl Iterator<Item = u64> {
    let paragraphs = section.paragraphs.iter().map(|paragraph| paragraph.id.0);
    std::iter::once(section.id.0).chain(paragraphs)
}

/// The `n`-th number of the sequence that a seed begins: SplitMix64 (Steele, Lea and Flood, 2014), which repeats no
/// number of one seed.
fn mixed(seed: u64, n: u64) -> u64 {
    let mut z = seed.wrapping_add(n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_ids(mut ids: IdSource) -> Vec<u64> {
        (0..1000).map(|_| ids.next()).collect()
    }

    #[test]
    fn two_copies_of_a_speech_give_out_different_ids() {
        let (mine, yours) = (
            first_ids(IdSource::seeded(1)),
            first_ids(IdSource::seeded(2)),
        );
        let all: HashSet<u64> = mine.iter().chain(&yours).copied().collect();
        assert_eq!(all.len(), 2000);
        assert_eq!(mine, first_ids(IdSource::seeded(1)));
    }

    #[test]
    fn the_same_contents_give_the_same_ids() {
        let ids = |bytes: &[u8]| first_ids(IdSource::of_contents(bytes));
        assert_eq!(ids(b"speech"), ids(b"speech"));
        assert_ne!(ids(b"speech"), ids(b"speeches"));
    }

    #[test]
    fn twins_are_parted_and_the_first_keeps_its_id() {
        let mut ids = IdSource::default();
        let mut section = ids.section("一", SectionKind::Custom);
        section.paragraphs = vec![ids.paragraph("甲", vec![])];
        let twin = section.clone();
        let mut speech = Speech {
            sections: vec![Arc::new(section), Arc::new(twin)],
            ..Speech::default()
        };
        let before = speech.clone();
        IdSource::of_contents(b"").part_twins(&mut speech);
        assert_eq!(speech.sections[0], before.sections[0]);
        assert!(ids_of(&speech.sections[1]).all(|id| id > 2));
        assert_eq!(speech.sections[1].body(), "甲");
    }
}
