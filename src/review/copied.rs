//! How much of a speech was copied word for word from the library (照抄), section by section.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{Anchor, CharIdx, Roster, SectionId, SnippetId, Speech};
use crate::text::regions::Region;
use crate::text::unit_names::leading_unit;

use super::formulations::formulations_in;
use super::reading::{Block, SectionText};
use super::sources::{SourceIndex, SourceMatch, words_of};

/// Fewest characters of a copied passage that the author could have worded differently: 以习近平新时代中国特色社会主义思想为指导
/// stands everywhere.
const SHORTEST_OWN: usize = 10;

/// What of a speech stands word for word in the library. Characters are counted without marks and blanks, headings not
/// at all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CopiedReport {
    /// Every section with paragraphs of its own, in the order of the text.
    pub sections: Vec<CopiedSection>,
    pub n_chars: usize,
    pub n_copied: usize,
    /// The longest passage, in characters.
    pub longest: usize,
    /// In the order of the text.
    pub passages: Vec<CopiedPassage>,
}

/// How much of a section's own paragraphs was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiedSection {
    pub section: SectionId,
    pub n_chars: usize,
    pub n_copied: usize,
}

/// A passage that stands in a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiedPassage {
    pub spot: Anchor,
    pub snippet: SnippetId,
    pub n_chars: usize,
}

impl CopiedReport {
    /// The part of the whole speech that was copied, from 0 to 1.
    pub fn share(&self) -> f64 {
        share(self.n_copied, self.n_chars)
    }
}

impl CopiedSection {
    /// The part of the section that was copied, from 0 to 1.
    pub fn share(&self) -> f64 {
        share(self.n_copied, self.n_chars)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a speech has fewer than 2⁵² characters"
)]
pub(super) fn share(n_copied: usize, n_chars: usize) -> f64 {
    if n_chars == 0 {
        0.0
    } else {
        n_copied as f64 / n_chars as f64
    }
}

/// What of a speech stands word for word in the library.
pub fn copied(speech: &Speech, sources: &SourceIndex) -> CopiedReport {
    let mut report = CopiedReport::default();
    for (depth, section) in speech.walk() {
        let passage = SectionText::read(section, depth, None);
        let found = copied_in(&passage, sources, speech.roster.as_ref());
        if found.n_chars == 0 {
            continue;
        }
        let n_copied = found.copies.iter().map(|(_, one)| one.n_chars).sum();
        report.sections.push(CopiedSection {
            section: section.id,
            n_chars: found.n_chars,
            n_copied,
        });
        report.n_chars += found.n_chars;
        report.n_copied += n_copied;
        for (block, copy) in found.copies {
            let Some(snippet) = sources.id(copy.source) else {
                continue;
            };
            report.longest = report.longest.max(copy.n_chars);
            report.passages.push(CopiedPassage {
                spot: Anchor {
                    text: block.place,
                    range: CharIdx(copy.range.start)..CharIdx(copy.range.end),
                },
                snippet: snippet.clone(),
                n_chars: copy.n_chars,
            });
        }
    }
    report
}

/// Copied passages of a section, and its number of characters.
pub(super) struct CopiedIn<'a> {
    pub n_chars: usize,
    pub copies: Vec<(&'a Block, CopiedRange)>,
}

/// A passage in a paragraph.
pub(super) struct CopiedRange {
    /// With the marks and blanks in it.
    pub range: Range<usize>,
    pub n_chars: usize,
    pub source: usize,
}

pub(super) fn copied_in<'a>(
    passage: &'a SectionText,
    sources: &SourceIndex,
    roster: Option<&Arc<Roster>>,
) -> CopiedIn<'a> {
    let mut found = CopiedIn {
        n_chars: 0,
        copies: Vec::new(),
    };
    let names: Vec<&str> = roster
        .into_iter()
        .flat_map(|roster| roster.units())
        .flat_map(|unit| unit.names())
        .collect();
    for block in &passage.paragraphs {
        let (places, units): (Vec<usize>, Vec<u16>) =
            words_of(block.line.chars().iter().copied()).unzip();
        found.n_chars += units.len();
        let copies = sources.copies(&units);
        if copies.is_empty() {
            continue;
        }
        let formulations = formulations_in(&block.line);
        for SourceMatch { range, source } in copies {
            let Some(([first, ..], last)) = places
                .get(range.clone())
                .and_then(|places| Some((places, *places.last()?)))
            else {
                continue;
            };
            let copy = CopiedRange {
                range: *first..last + 1,
                n_chars: range.len(),
                source,
            };
            let n_given = n_given(block, &copy.range, &formulations, &names);
            if copy.n_chars.saturating_sub(n_given) >= SHORTEST_OWN {
                found.copies.push((block, copy));
            }
        }
    }
    found
}

/// Number of characters of a passage that the author cannot choose: fixed formulations and names of units.
fn n_given(
    block: &Block,
    range: &Range<usize>,
    formulations: &[Range<usize>],
    names: &[&str],
) -> usize {
    let line = &block.line;
    let mut is_given = vec![false; range.len()];
    let mut put = |given: Range<usize>| {
        for at in given {
            if let Some(place) = at
                .checked_sub(range.start)
                .and_then(|at| is_given.get_mut(at))
            {
                *place = true;
            }
        }
    };
    formulations.iter().cloned().for_each(&mut put);
    const LONGEST_NAME: usize = 24;
    for at in range.clone() {
        let known = names.iter().filter(|name| line.starts(at, name));
        if let Some(name) = known.max_by_key(|name| name.len()) {
            put(at..at + name.chars().count());
            continue;
        }
        // Elsewhere the words in front would be taken for the beginning of a name.
        let text = line.text(at..range.end.min(at + LONGEST_NAME));
        let is_start = at == range.start || !crate::text::chars::is_han(line.before(at));
        if (is_start || Region::leading(&text).is_some())
            && let Some(unit) = leading_unit(&text)
        {
            let name = text.get(..unit.range.end).unwrap_or_default();
            put(at..at + name.chars().count());
        }
    }
    let words = words_of(line.slice(range.clone()).iter().copied());
    words
        .filter(|(at, _)| is_given.get(*at) == Some(&true))
        .count()
}

#[cfg(test)]
mod tests {
    use super::super::testing::speech_of;
    use super::*;

    const SOURCE: &str =
        "无锡市教育关工委把退休教师请回课堂，每周三下午给留守儿童讲家乡的故事，孩子们听得入神。";

    fn index(texts: &[&str]) -> SourceIndex {
        let texts = texts.iter().zip(["a", "b", "c", "d"]);
        SourceIndex::new(texts.map(|(text, id)| (SnippetId::from(id), "无锡市教育关工委", *text)))
    }

    /// The copied passages of a text.
    fn copies(sources: &[&str], text: &str) -> Vec<String> {
        let speech = speech_of(text);
        let report = copied(&speech, &index(sources));
        let text_of = |place| {
            let sections = speech.walk().flat_map(|(_, section)| &section.paragraphs);
            let mut own = sections.filter(|one| crate::model::TextId::Paragraph(one.id) == place);
            own.next().unwrap().text.to_string()
        };
        let passages = report.passages.iter().map(|passage| {
            let (start, end) = (passage.spot.range.start.0, passage.spot.range.end.0);
            let text = text_of(passage.spot.text);
            text.chars().skip(start).take(end - start).collect()
        });
        passages.collect()
    }

    #[test]
    fn a_passage_is_found_inside_a_paragraph() {
        let text = "一、做法\n有个好办法，把退休教师请回课堂，每周三下午给留守儿童讲家乡的故事，值得学习。";
        assert_eq!(
            copies(&[SOURCE], text),
            ["把退休教师请回课堂，每周三下午给留守儿童讲家乡的故事"]
        );
    }

    #[test]
    fn shares_are_those_of_the_sections() {
        let speech = speech_of(&format!("一、做法\n{SOURCE}\n二、打算\n今年要再接再厉。"));
        let report = copied(&speech, &index(&[SOURCE]));
        let shares: Vec<f64> = report.sections.iter().map(CopiedSection::share).collect();
        assert_eq!(shares, [1.0, 0.0]);
        assert_eq!(
            (report.n_chars, report.n_copied, report.longest),
            (47, 40, 40)
        );
        assert_eq!(
            report.passages.first().map(|one| one.snippet.as_str()),
            Some("a")
        );
        assert_eq!(copied(&Speech::default(), &index(&[])).share(), 0.0);
    }

    #[test]
    fn formulations_and_names_are_nobodys() {
        let formula = "以习近平新时代中国特色社会主义思想为指导，深入";
        let name = "江苏省无锡市梁溪区教育系统关心下一代工作委员会";
        for text in [formula, name] {
            assert!(text.chars().count() > 20);
            let source = format!("会议强调，{text}推进某事。");
            let found = copies(&[&source], &format!("我们要坚持{text}贯彻到底。"));
            assert!(found.is_empty(), "{found:?}");
        }
    }
}
