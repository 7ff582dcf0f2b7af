//! Reads a speech with every rule, and reads again only what has changed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::model::{Anchor, Section, SectionId, Speech, TextId};

use super::finding::Finding;
use super::reading::{Block, Reading, SectionText};
use super::rule::{Check, Found, Rule};
use super::rules::RULES;
use super::setting::Setting;

/// How many characters on each side of a finding are kept, to know it again by.
const N_AROUND: usize = 8;

/// Reviews speeches, and remembers of the last one what a change does not touch.
#[derive(Debug, Default)]
pub struct Reviewer {
    setting: Setting,
    front: Vec<(Block, Vec<Finding>)>,
    passages: BTreeMap<SectionId, Known>,
}

/// What is known of a section.
#[derive(Debug)]
struct Known {
    passage: Arc<SectionText>,
    /// Of the heading and of each paragraph.
    blocks: Vec<Arc<[Finding]>>,
    /// Of the section as a whole.
    whole: Arc<[Finding]>,
}

/// Everything that the rules find in a speech, in the order of the text.
pub fn review(speech: &Speech, setting: &Setting) -> Vec<Finding> {
    Reviewer::default().review(speech, setting)
}

impl Reviewer {
    /// Everything that the rules find in a speech, in the order of the text.
    pub fn review(&mut self, speech: &Speech, setting: &Setting) -> Vec<Finding> {
        let setting = setting.with_front(&speech.front, &self.setting);
        if !setting.is_like(&self.setting) {
            *self = Self::default();
        }
        let asked: Vec<&'static Rule> = RULES
            .iter()
            .copied()
            .filter(|rule| !setting.off.contains(rule.info.code))
            .collect();
        let mut findings = Vec::new();
        let front = self.front(speech, &asked, &setting);
        findings.extend(front.iter().flat_map(|(_, found)| found.iter().cloned()));
        let mut reading = Reading {
            front: front.iter().map(|(block, _)| block.clone()).collect(),
            passages: Vec::new(),
        };
        let mut known = BTreeMap::new();
        for (depth, section) in speech.walk() {
            let old = self.passages.remove(&section.id);
            let now = read_section(section, depth, old, &asked, &setting);
            findings.extend(now.blocks.iter().flat_map(|found| found.iter().cloned()));
            findings.extend(now.whole.iter().cloned());
            reading.passages.push(Arc::clone(&now.passage));
            known.insert(section.id, now);
        }
        let places = Places::of(&reading);
        for rule in &asked {
            if let Check::Speech(check) = rule.check {
                let mut found = Vec::new();
                check(&reading, &setting, &mut found);
                let look = |spot: &Anchor| places.block(&reading, spot.text);
                findings.extend(found.into_iter().filter_map(|one| finding(rule, one, look)));
            }
        }
        findings.sort_by_key(|finding| places.order(finding));
        self.setting = setting;
        self.front = front;
        self.passages = known;
        findings
    }

    fn front(
        &self,
        speech: &Speech,
        asked: &[&'static Rule],
        setting: &Setting,
    ) -> Vec<(Block, Vec<Finding>)> {
        let read = |block: Block| {
            let old = self
                .front
                .iter()
                .find(|(old, _)| old.place == block.place && old.text() == block.text());
            match old {
                Some((_, found)) => (block, found.clone()),
                None => {
                    let found = read_block(&block, asked, setting);
                    (block, found)
                }
            }
        };
        Reading::front(&speech.front)
            .into_iter()
            .map(read)
            .collect()
    }
}

fn read_section(
    section: &Section,
    depth: usize,
    old: Option<Known>,
    asked: &[&'static Rule],
    setting: &Setting,
) -> Known {
    let passage = SectionText::read(section, depth, old.as_ref().map(|old| old.passage.as_ref()));
    let is_same = |a: &Block, b: &Block| a.place == b.place && Arc::ptr_eq(&a.text, &b.text);
    if let Some(old) = old {
        let same = passage.depth == old.passage.depth
            && passage.is_numbered == old.passage.is_numbered
            && passage.paragraphs.len() == old.passage.paragraphs.len()
            && passage
                .blocks()
                .zip(old.passage.blocks())
                .all(|(a, b)| is_same(a, b));
        if same {
            return old;
        }
        let blocks = old.passage.blocks().zip(&old.blocks);
        let known: HashMap<TextId, _> = blocks.map(|known| (known.0.place, known)).collect();
        let blocks = passage
            .blocks()
            .map(|block| {
                let known = known.get(&block.place);
                match known.filter(|(old, _)| is_same(old, block)) {
                    Some((_, found)) => Arc::clone(found),
                    None => read_block(block, asked, setting).into(),
                }
            })
            .collect();
        let whole = read_whole(&passage, asked, setting).into();
        return Known {
            passage: Arc::new(passage),
            blocks,
            whole,
        };
    }
    let blocks = passage
        .blocks()
        .map(|block| read_block(block, asked, setting).into())
        .collect();
    let whole = read_whole(&passage, asked, setting).into();
    Known {
        passage: Arc::new(passage),
        blocks,
        whole,
    }
}

/// What the rules find that look at one text by itself.
pub(super) fn read_block(
    block: &Block,
    asked: &[&'static Rule],
    setting: &Setting,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut found = Vec::new();
    for rule in asked {
        if let Check::Block(check) = rule.check {
            check(block, setting, &mut found);
            findings.extend(
                found
                    .drain(..)
                    .filter_map(|one| finding(rule, one, |_| Some(block))),
            );
        }
    }
    findings
}

fn read_whole(passage: &SectionText, asked: &[&'static Rule], setting: &Setting) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut found = Vec::new();
    let blocks: HashMap<TextId, &Block> = passage.blocks().map(|one| (one.place, one)).collect();
    for rule in asked {
        if let Check::Section(check) = rule.check {
            check(passage, setting, &mut found);
            let look = |spot: &Anchor| blocks.get(&spot.text).copied();
            findings.extend(found.drain(..).filter_map(|one| finding(rule, one, look)));
        }
    }
    findings
}

/// A finding of a rule; `None` when it names no place.
fn finding<'a>(
    rule: &'static Rule,
    found: Found,
    block_of: impl Fn(&Anchor) -> Option<&'a Block>,
) -> Option<Finding> {
    let first = found.spots.first()?;
    let block = block_of(first)?;
    let (start, end) = (first.range.start.0, first.range.end.0);
    Some(Finding {
        rule: &rule.info,
        severity: found.severity.unwrap_or(rule.info.severity),
        text: block.line.text(start..end),
        before: block.line.text(start.saturating_sub(N_AROUND)..start),
        after: block.line.text(end..end + N_AROUND),
        message: found.message,
        fixes: found.fixes,
        spots: found.spots,
        related: found.related,
    })
}

/// Where each text stands in the order of the speech.
struct Places(HashMap<TextId, (usize, Where)>);

#[derive(Clone, Copy)]
enum Where {
    Front(usize),
    /// A section, and a text of it: 0 the heading.
    SectionText(usize, usize),
}

impl Places {
    fn of(reading: &Reading) -> Self {
        let front = (0..).map(Where::Front).zip(&reading.front);
        let passages = reading
            .passages
            .iter()
            .enumerate()
            .flat_map(|(at, passage)| {
                (0..)
                    .map(move |nth| Where::SectionText(at, nth))
                    .zip(passage.blocks())
            });
        let all = front.chain(passages).enumerate();
        Self(
            all.map(|(order, (at, block))| (block.place, (order, at)))
                .collect(),
        )
    }

    fn block<'a>(&self, reading: &'a Reading, place: TextId) -> Option<&'a Block> {
        match self.0.get(&place)?.1 {
            Where::Front(at) => reading.front.get(at),
            Where::SectionText(at, nth) => {
                let passage = reading.passages.get(at)?;
                match nth.checked_sub(1) {
                    None => Some(&passage.heading),
                    Some(nth) => passage.paragraphs.get(nth),
                }
            }
        }
    }

    /// By the first place, then by the rule.
    fn order(&self, finding: &Finding) -> (usize, usize, &'static str) {
        let Some(spot) = finding.spot() else {
            return (usize::MAX, 0, finding.rule.code);
        };
        let order = self
            .0
            .get(&spot.text)
            .map_or(usize::MAX, |(order, _)| *order);
        (order, spot.range.start.0, finding.rule.code)
    }
}
