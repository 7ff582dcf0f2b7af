//! Characters and speaking time of every section, counted again only where something changed.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Figures, Section, SectionId, Speech, add_up, numbered_sections};

/// Figures of a speech that goes on being edited: those of [`crate::model::speech_figures`].
#[derive(Debug, Default)]
pub struct Counts {
    /// Each section as it was counted, its number included.
    own: HashMap<SectionId, (Arc<Section>, String, Figures)>,
    with_children: HashMap<SectionId, Figures>,
    order: Vec<Arc<Section>>,
    front: Figures,
    sections: Figures,
}

impl Counts {
    /// To be called before the figures are asked for; does next to nothing while the speech is the same.
    pub fn update(&mut self, speech: &Speech) {
        self.front = Figures::of_front(&speech.front);
        if speech.has_sections(&self.order) {
            return;
        }
        self.order.clone_from(&speech.sections);
        let mut old = std::mem::take(&mut self.own);
        self.sections = Figures::default();
        let mut rows = Vec::new();
        for (depth, section, number) in numbered_sections(speech) {
            let figures = match old.remove(&section.id) {
                Some((known, before, figures))
                    if Arc::ptr_eq(&known, section) && before == number =>
                {
                    figures
                }
                _ => Figures::of_section(section, &number),
            };
            self.sections += figures;
            rows.push((depth, section.id, figures));
            self.own
                .insert(section.id, (Arc::clone(section), number, figures));
        }
        add_up(rows.iter_mut().map(|(depth, _, figures)| (*depth, figures)));
        self.with_children = rows
            .into_iter()
            .map(|(_, id, figures)| (id, figures))
            .collect();
    }

    /// The section with all below it.
    pub fn section(&self, id: SectionId) -> Figures {
        self.with_children.get(&id).copied().unwrap_or_default()
    }

    /// The whole speech, front matter included.
    pub fn all(&self) -> Figures {
        self.front + self.sections
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
    use crate::model::{IdSource, SectionKind, section_rows, speech_figures};

    /// What is shown is what the command line says of the same speech.
    fn check(counts: &mut Counts, speech: &Speech) {
        counts.update(speech);
        assert_eq!(counts.all(), speech_figures(speech));
        for row in section_rows(speech) {
            assert_eq!(counts.section(row.section.id), row.figures);
        }
    }

    #[test]
    fn the_window_counts_as_the_command_line_does() {
        let mut ids = IdSource::default();
        let mut speech = Speech::default();
        let mut counts = Counts::default();
        check(&mut counts, &speech);
        speech.front.title = "在2024年会议上的讲话".to_owned();
        speech.front.date = "2024年3月5日".to_owned();
        speech.front.salutation = "同志们：".to_owned();
        for nth in 0..12 {
            let mut section = ids.section("成绩", SectionKind::Custom);
            section.paragraphs = vec![ids.paragraph("全年增长5.2%。", vec![])];
            let mut child = ids.section("队伍", SectionKind::Custom);
            child.numbered = nth % 2 == 0;
            section.children = vec![Arc::new(child)];
            speech.sections.push(Arc::new(section));
            check(&mut counts, &speech);
        }
        // 十、 and 十二、 are not as long as each other: those behind are counted again.
        let mut second = Section::clone(&speech.sections[1]);
        second.numbered = false;
        speech.sections[1] = Arc::new(second);
        check(&mut counts, &speech);
        speech.sections.remove(0);
        check(&mut counts, &speech);
        speech.sections.clear();
        check(&mut counts, &speech);
    }

    #[test]
    fn durations() {
        assert_eq!(duration(100, 200), "30 秒");
        assert_eq!(duration(1010, 200), "5 分 03 秒");
        assert_eq!(duration(12_000, 200), "60 分钟");
    }
}
