//! What a speech and each of its sections amount to: characters, spoken syllables, paragraphs. The window and the command
//! line show these figures and no others.

use std::ops::{Add, AddAssign};
use std::sync::Arc;

use crate::text::{count, syllables};

use super::{FrontField, FrontMatter, Section, Speech, numbered_sections};

/// Sizes of a text. They add up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// What Word shows as 字数 of the exported file: numbers of headings and the brackets of a date are in it.
    pub n_chars: usize,
    /// What is said aloud.
    pub n_syllables: usize,
    /// Paragraphs that are not empty; headings and front matter are none.
    pub n_paragraphs: usize,
}

impl Figures {
    /// A text that is both printed and said.
    pub fn of_text(text: &str) -> Self {
        Self {
            n_chars: count::characters(text),
            n_syllables: syllables::syllables(text),
            n_paragraphs: 0,
        }
    }

    /// The front matter as printed. Only the salutation is said.
    pub fn of_front(front: &FrontMatter) -> Self {
        let mut figures = Self::default();
        for field in FrontField::ALL {
            let mut line = Self::of_text(&front.printed(field));
            if field != FrontField::Salutation {
                line.n_syllables = 0;
            }
            figures += line;
        }
        figures
    }

    /// The heading with its number and the paragraphs, without the sections below.
    pub fn of_section(section: &Section, number: &str) -> Self {
        let mut figures = Self::of_text(&format!("{number}{}", section.heading));
        for paragraph in &section.paragraphs {
            figures += Self::of_text(&paragraph.text);
            figures.n_paragraphs += usize::from(!paragraph.text.trim().is_empty());
        }
        figures
    }

    /// Seconds it takes to say, at a rate in syllables a minute.
    pub fn seconds(&self, rate: u32) -> usize {
        syllables::seconds(self.n_syllables, rate)
    }
}

impl Add for Figures {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            n_chars: self.n_chars + other.n_chars,
            n_syllables: self.n_syllables + other.n_syllables,
            n_paragraphs: self.n_paragraphs + other.n_paragraphs,
        }
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// One section in the tree, with its figures.
#[derive(Debug, Clone)]
pub struct SectionRow<'a> {
    /// 0 is the top level.
    pub depth: usize,
    /// Indices from the top level down, from 0.
    pub path: Vec<usize>,
    pub section: &'a Arc<Section>,
    /// Empty for a section without a number.
    pub number: String,
    /// The sections below are in it.
    pub figures: Figures,
}

/// Every section in reading order.
pub fn section_rows(speech: &Speech) -> Vec<SectionRow<'_>> {
    let mut rows: Vec<SectionRow<'_>> = Vec::new();
    for (depth, section, number) in numbered_sections(speech) {
        let mut path = rows.last().map_or_else(Vec::new, |row| row.path.clone());
        let before = path.get(depth).copied();
        path.truncate(depth);
        path.push(before.map_or(0, |idx| idx + 1));
        rows.push(SectionRow {
            depth,
            path,
            section,
            figures: Figures::of_section(section, &number),
            number,
        });
    }
    add_up(rows.iter_mut().map(|row| (row.depth, &mut row.figures)));
    rows
}

/// Adds to the figures of every section those of the sections below it. The rows are in reading order, each with its depth.
pub fn add_up<'a>(rows: impl DoubleEndedIterator<Item = (usize, &'a mut Figures)>) {
    // From the end, so that a section is complete when it is added to the one above it.
    let mut below = Vec::new();
    for (depth, figures) in rows.rev() {
        below.resize(below.len().max(depth + 2), Figures::default());
        if let Some(sum) = below.get_mut(depth + 1) {
            *figures += std::mem::take(sum);
        }
        if let Some(sum) = below.get_mut(depth) {
            *sum += *figures;
        }
    }
}

/// The whole document: what Word counts in the exported file, and what is said.
pub fn speech_figures(speech: &Speech) -> Figures {
    let sections = numbered_sections(speech);
    let sections = sections
        .iter()
        .map(|(_, section, number)| Figures::of_section(section, number));
    sections.fold(Figures::of_front(&speech.front), Add::add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, SectionKind};

    fn speech() -> Speech {
        let mut ids = IdSource::default();
        let mut section = |heading: &str, text: &str| {
            let mut section = ids.section(heading, SectionKind::Custom);
            section.paragraphs.push(ids.paragraph(text, Vec::new()));
            section
        };
        let mut first = section("甲", "一二三");
        let mut below = section("乙", "四五");
        below.children.push(Arc::new(section("丙", "")));
        first.children.push(Arc::new(below));
        let second = section("丁", "六");
        let mut speech = Speech {
            sections: vec![Arc::new(first), Arc::new(second)],
            ..Speech::default()
        };
        speech.front.title = "讲话".to_owned();
        speech.front.salutation = "同志们：".to_owned();
        speech
    }

    #[test]
    fn a_section_holds_the_sections_below_it() {
        let speech = speech();
        let rows: Vec<_> = section_rows(&speech)
            .into_iter()
            .map(|row| (row.path, row.figures.n_chars, row.figures.n_paragraphs))
            .collect();
        assert_eq!(
            rows,
            [
                // 一、甲 and 三 characters; （一）乙 with two; 1.丙: a word and a character.
                (vec![0], 6 + 6 + 2, 2),
                (vec![0, 0], 6 + 2, 1),
                (vec![0, 0, 0], 2, 0),
                (vec![1], 4, 1),
            ]
        );
    }

    #[test]
    fn the_brackets_of_a_date_are_counted_once() {
        let mut speech = Speech::default();
        for date in ["2024年3月5日", "（2024年3月5日）"] {
            date.clone_into(&mut speech.front.date);
            // 2024, 年, 3, 月, 5, 日 and the brackets.
            assert_eq!(speech_figures(&speech).n_chars, 8, "{date}");
        }
    }

    #[test]
    fn the_title_is_printed_but_not_said() {
        let figures = speech_figures(&speech());
        assert_eq!(figures.n_chars, 2 + 4 + 14 + 4);
        assert_eq!(
            figures.n_syllables,
            3 + (2 + 3) + (2 + 2) + (1 + 1) + (2 + 1)
        );
        assert_eq!(figures.n_paragraphs, 3);
    }
}
