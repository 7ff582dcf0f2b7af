//! The numbers of headings: 一、（一）1.（1）, from the place in the tree.

use std::sync::Arc;

use crate::text::numerals::chinese_numeral;

use super::{Section, Speech};

/// The number in front of a heading, for the `nth` (from 1) numbered section of its level at `depth` (0 is the top).
///
/// The four levels are those of GB/T 9704-2012, clause 7.3.3; the standard names none below, and ① is what offices
/// use there. Above ⑳, the last circled number that fonts agree on, it is 〔21〕.
pub fn number_label(depth: usize, nth: usize) -> String {
    match depth {
        0 => format!("{}、", chinese_numeral(nth)),
        1 => format!("（{}）", chinese_numeral(nth)),
        2 => format!("{nth}."),
        3 => format!("（{nth}）"),
        _ => {
            const CIRCLED: [char; 20] = [
                '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩', '⑪', '⑫', '⑬', '⑭', '⑮', '⑯',
                '⑰', '⑱', '⑲', '⑳',
            ];
            match nth.checked_sub(1).and_then(|idx| CIRCLED.get(idx)) {
                Some(circled) => circled.to_string(),
                None => format!("〔{nth}〕"),
            }
        }
    }
}

/// Every section in reading order with its depth and its number; the number is empty for a section that is not
/// numbered or has no heading to put it in front of.
pub fn numbered_sections(speech: &Speech) -> Vec<(usize, &Arc<Section>, String)> {
    fn level<'a>(
        sections: &'a [Arc<Section>],
        depth: usize,
        rows: &mut Vec<(usize, &'a Arc<Section>, String)>,
    ) {
        let mut n_numbered = 0;
        for section in sections {
            let label = if section.numbered && !section.heading.is_empty() {
                n_numbered += 1;
                number_label(depth, n_numbered)
            } else {
                String::new()
            };
            rows.push((depth, section, label));
            level(&section.children, depth + 1, rows);
        }
    }
    let mut rows = Vec::new();
    level(&speech.sections, 0, &mut rows);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, SectionKind};

    #[test]
    fn labels_follow_the_level() {
        let labels: Vec<_> = (0..6).map(|depth| number_label(depth, 12)).collect();
        assert_eq!(labels, ["十二、", "（十二）", "12.", "（12）", "⑫", "⑫"]);
        assert_eq!(number_label(4, 21), "〔21〕");
    }

    #[test]
    fn an_unnumbered_section_does_not_count() {
        let mut ids = IdSource::default();
        let mut opening = ids.section("开场", SectionKind::Opening);
        opening.numbered = false;
        let blank = ids.section("", SectionKind::Custom);
        let first = ids.section("成绩", SectionKind::Achievements);
        let second = ids.section("任务", SectionKind::Tasks);
        let speech = Speech {
            sections: [opening, blank, first, second].map(Arc::new).into(),
            ..Speech::default()
        };
        let labels: Vec<_> = numbered_sections(&speech)
            .into_iter()
            .map(|row| row.2)
            .collect();
        assert_eq!(labels, ["", "", "一、", "二、"]);
    }
}
