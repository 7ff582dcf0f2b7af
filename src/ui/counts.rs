//! Characters and speaking time of every section, counted again only where something changed.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{FrontField, Section, SectionId, Speech};
use crate::text::{count::characters, syllables::syllables};

/// How long a text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// As Word counts them (字数).
    pub characters: usize,
    /// Read aloud.
    pub syllables: usize,
}

impl std::ops::Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            characters: self.characters + other.characters,
            syllables: self.syllables + other.syllables,
        }
    }
}

impl Count {
    fn of(text: &str) -> Self {
        Self {
            characters: characters(text),
            syllables: syllables(text),
        }
    }
}

/// Counts of a speech that goes on being edited.
#[derive(Debug, Default)]
pub struct Counts {
    own: HashMap<SectionId, (Arc<Section>, Count)>,
    with_children: HashMap<SectionId, Count>,
    order: Vec<Arc<Section>>,
    front: Count,
    all: Count,
}

impl Counts {
    /// To be called before the counts are asked for; does nothing while the speech is the same.
    pub fn update(&mut self, speech: &Speech) {
        self.front = FrontField::ALL
            .into_iter()
            .map(|field| Count::of(speech.front.get(field)))
            .fold(Count::default(), |all, one| all + one);
        if !speech.has_sections(&self.order) {
            self.order.clone_from(&speech.sections);
            let mut old = std::mem::take(&mut self.own);
            self.with_children.clear();
            self.all = speech
                .sections
                .iter()
                .map(|section| self.count(section, &mut old))
                .fold(Count::default(), |all, one| all + one);
        }
    }

    fn count(
        &mut self,
        section: &Arc<Section>,
        old: &mut HashMap<SectionId, (Arc<Section>, Count)>,
    ) -> Count {
        let own = match old.remove(&section.id) {
            Some((known, count)) if Arc::ptr_eq(&known, section) => count,
            _ => section
                .paragraphs
                .iter()
                .map(|paragraph| Count::of(&paragraph.text))
                .fold(Count::of(&section.heading), |all, one| all + one),
        };
        self.own.insert(section.id, (Arc::clone(section), own));
        let below = section
            .children
            .iter()
            .map(|child| self.count(child, old))
            .fold(own, |all, one| all + one);
        self.with_children.insert(section.id, below);
        below
    }

    /// The section with all below it.
    pub fn section(&self, id: SectionId) -> Count {
        self.with_children.get(&id).copied().unwrap_or_default()
    }

    /// The whole speech, front matter included.
    pub fn all(&self) -> Count {
        self.front + self.all
    }
}

/// Minutes and seconds for a column of figures: 9:05.
pub fn clock(n_syllables: usize, rate: u32) -> String {
    let seconds = crate::text::syllables::seconds(n_syllables, rate);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Minutes and seconds as people say them.
pub fn duration(n_syllables: usize, rate: u32) -> String {
    let seconds = crate::text::syllables::seconds(n_syllables, rate);
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} 秒"),
        (minutes, seconds) if minutes < 10 => format!("{minutes} 分 {seconds:02} 秒"),
        (minutes, seconds) => format!("{} 分钟", minutes + usize::from(seconds >= 30)),
    }
}

/// Part of a whole, from 0 to 1.
pub fn ratio(part: usize, whole: usize) -> f32 {
    let as_f32 = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    if whole == 0 {
        0.0
    } else {
        (as_f32(part) / as_f32(whole)).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::IdSource;

    #[test]
    fn a_section_counts_with_its_children() {
        let mut ids = IdSource::default();
        let mut child = ids.section("下级", crate::model::SectionKind::Custom);
        child.paragraphs.push(ids.paragraph("2024年", vec![]));
        let mut top = ids.section("上级", crate::model::SectionKind::Custom);
        let (top_id, child_id) = (top.id, child.id);
        top.children.push(Arc::new(child));
        let mut speech = Speech {
            sections: vec![Arc::new(top)],
            ..Speech::default()
        };
        let mut counts = Counts::default();
        counts.update(&speech);
        assert_eq!(
            counts.section(child_id),
            Count {
                characters: 4,
                syllables: 7
            }
        );
        assert_eq!(
            counts.section(top_id),
            Count {
                characters: 6,
                syllables: 9
            }
        );
        speech.sections.clear();
        counts.update(&speech);
        assert_eq!(counts.all(), Count::default());
    }

    #[test]
    fn durations() {
        assert_eq!(duration(100, 200), "30 秒");
        assert_eq!(duration(1010, 200), "5 分 03 秒");
        assert_eq!(duration(12_000, 200), "60 分钟");
    }
}
