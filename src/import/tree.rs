//! Lines become a speech: the front matter, and the section tree that headings make.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::model::{
    IdSource, MAX_DEPTH, Section, SectionId, SectionKind, SectionMark, number_label,
};

use super::front::take_front;
use super::line::{Line, Role};
use super::notes::{Imported, NoteKind, Notes, Place, imported};
use crate::text::headings::{N_KINDS, heading, kind_of_number, without_number};

/// The speech that the lines are.
pub(super) fn speech_of(lines: Vec<Line>, notes: Notes) -> Imported {
    let mut lines = VecDeque::from(lines);
    let front = take_front(&mut lines);
    recognise_headings(lines.make_contiguous());
    part_closing(lines.make_contiguous());
    let last_heading = lines
        .iter()
        .rposition(|line| matches!(line.role, Role::Heading { .. }));
    // The same text gives the same ids: two people who import one file can put their copies together again.
    let contents: String = lines.iter().map(|line| line.text.as_str()).collect();
    let mut tree = Tree {
        ids: IdSource::of_contents(contents.as_bytes()),
        notes,
        ..Tree::default()
    };
    for (idx, line) in lines.iter().enumerate() {
        for mark in &line.opens {
            let is_last = last_heading.is_none_or(|heading| heading < idx);
            tree.open_bare(*mark, is_last);
        }
        match (&line.role, line.heads) {
            (Role::Heading { .. }, Some(mark)) => tree.open_marked(line, mark),
            (Role::Heading { depth, number }, None) => tree.open(line, *depth, number),
            (Role::Nothing, _) => {}
            _ => tree.paragraph(&line.text),
        }
    }
    let (sections, notes) = tree.finish();
    imported(front, sections, notes)
}

/// Gives lines that begin with a number typed by hand the role of a heading.
fn recognise_headings(lines: &mut [Line]) {
    let styled = Styled::of(lines);
    for line in lines {
        if line.role != Role::Plain {
            continue;
        }
        if let Some(found) = heading(&line.text) {
            let role = Role::Heading {
                depth: styled.depth(found.depth),
                number: found.number.to_owned(),
            };
            line.text = found.text.to_owned();
            line.role = role;
        }
    }
}

/// At which depths the headings stand that are headings by their style.
#[derive(Default)]
struct Styled {
    deepest: Option<usize>,
    /// By the kind of number: 一、（一）1.（1）①
    of_kind: [Option<usize>; N_KINDS],
}

impl Styled {
    fn of(lines: &[Line]) -> Self {
        let mut styled = Self::default();
        for line in lines {
            if let Role::Heading { depth, number } = &line.role {
                styled.deepest = styled.deepest.max(Some(*depth));
                let kind = kind_of_number(number).and_then(|kind| styled.of_kind.get_mut(kind));
                if let Some(known) = kind {
                    known.get_or_insert(*depth);
                }
            }
        }
        styled
    }

    /// The depth of a heading typed by hand among those that are styled: （一） stands below 一、 whatever its style.
    fn depth(&self, kind: usize) -> usize {
        let known = |kind: &usize| self.of_kind.get(*kind).copied().flatten();
        let above = (0..=kind).rev().find(|kind| known(kind).is_some());
        let below = (kind..N_KINDS).find(|kind| known(kind).is_some());
        match (above, below) {
            (Some(near), _) => known(&near).unwrap_or(near) + (kind - near),
            (None, Some(near)) => known(&near).unwrap_or(near).saturating_sub(near - kind),
            (None, None) => self.deepest.map_or(0, |depth| depth + 1) + kind,
        }
    }
}

/// Lines at the end among which the closing may begin.
const LONGEST_CLOSING: usize = 6;

/// The closing (结束语) has no heading: it begins where the speaker turns to the hearers once more.
fn part_closing(lines: &mut [Line]) {
    let Some(heading) = lines
        .iter()
        .rposition(|line| matches!(line.role, Role::Heading { .. }))
    else {
        return;
    };
    let first = (heading + 2).max(lines.len().saturating_sub(LONGEST_CLOSING));
    let Some(end) = lines.get_mut(first..) else {
        return;
    };
    let turns = |text: &str| {
        text.strip_prefix("同志们")
            .is_some_and(|rest| rest.starts_with(['，', '！', '：', ',', '!', ':']))
    };
    if end
        .iter()
        .all(|line| matches!(line.role, Role::Plain | Role::Unmarked) && line.opens.is_empty())
        && let Some(line) = end.iter_mut().find(|line| turns(&line.text))
    {
        line.opens.push(SectionMark::bare(0));
    }
}

/// The tree in the making: the open sections from the top level down, with the depth each was given.
#[derive(Default)]
struct Tree {
    ids: IdSource,
    done: Vec<Arc<Section>>,
    open: Vec<(usize, Section)>,
    /// How many headings with a number each level has so far, from the top down to the level below the open sections.
    n_numbered: Vec<usize>,
    notes: Notes,
}

impl Tree {
    fn open(&mut self, line: &Line, depth: usize, number: &str) {
        let depth = within_tree(depth);
        self.close_to(depth);
        let mut section = self.ids.section(&line.text, kind_of(&line.text));
        section.numbered = !number.is_empty();
        if section.numbered {
            let nth = self.count_number(&section);
            self.compare_number(&line.place(), section.id, number, nth);
        }
        self.open.push((depth, section));
    }

    /// Begins a section whose heading the file marks as such: its number is the one that its place gives, to the letter.
    fn open_marked(&mut self, line: &Line, mark: SectionMark) {
        let depth = within_tree(mark.depth);
        self.close_to(depth);
        let level = self.open.len();
        let nth = self.n_numbered.get(level).copied().unwrap_or(0) + 1;
        let given = number_label(level, nth);
        let (number, heading) = match line.text.strip_prefix(&given) {
            _ if !mark.numbered => ("", line.text.as_str()),
            Some(heading) => (given.as_str(), heading),
            // Somebody has changed the number.
            None => without_number(&line.text),
        };
        let kind = mark.kind.unwrap_or_else(|| kind_of(heading));
        let mut section = self.ids.section(heading, kind);
        section.numbered = mark.numbered;
        if section.numbered {
            let nth = self.count_number(&section);
            self.compare_number(&line.place(), section.id, number, nth);
        }
        self.open.push((depth, section));
    }

    /// Which of the numbered sections of its level the next one is, from 1; without heading it is passed over.
    fn count_number(&mut self, section: &Section) -> usize {
        let level = self.open.len();
        self.n_numbered.resize(level + 1, 0);
        let n_before = self.n_numbered.get(level).copied().unwrap_or(0);
        if let Some(count) = self.n_numbered.last_mut()
            && !section.heading.is_empty()
        {
            *count += 1;
        }
        n_before + 1
    }

    /// Notes a number that is not the one that the tree will give to the `nth` heading of the level.
    fn compare_number(&mut self, place: &Place, section: SectionId, number: &str, nth: usize) {
        let given = number_label(self.open.len(), nth);
        if plain(&given) != plain(number) {
            let kind = NoteKind::Renumbered {
                section,
                written: number.to_owned(),
                given,
            };
            self.notes.add(place, kind);
        }
    }

    /// Begins a section without heading.
    fn open_bare(&mut self, mark: SectionMark, is_last: bool) {
        let depth = within_tree(mark.depth);
        self.close_to(depth);
        let guessed = match (depth, is_last, self.done.is_empty() && self.open.is_empty()) {
            (0, _, true) => SectionKind::Opening,
            (0, true, false) => SectionKind::Closing,
            _ => SectionKind::Custom,
        };
        let mut section = self.ids.section("", mark.kind.unwrap_or(guessed));
        section.numbered = mark.numbered;
        self.open.push((depth, section));
    }

    fn paragraph(&mut self, text: &str) {
        if self.open.is_empty() {
            let mark = SectionMark::bare(0);
            self.open_bare(mark, false);
        }
        let paragraph = self.ids.paragraph(text, Vec::new());
        if let Some((_, section)) = self.open.last_mut() {
            section.paragraphs.push(paragraph);
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.last().is_some_and(|(open, _)| *open >= depth) {
            self.close();
        }
        // What stands below a section that is closed counts anew.
        self.n_numbered.truncate(self.open.len() + 1);
    }

    fn close(&mut self) {
        if let Some((_, section)) = self.open.pop() {
            let level = self
                .open
                .last_mut()
                .map_or(&mut self.done, |(_, parent)| &mut parent.children);
            level.push(Arc::new(section));
        }
    }

    fn finish(mut self) -> (Vec<Arc<Section>>, Notes) {
        self.close_to(0);
        (self.done, self.notes)
    }
}

/// A depth that a tree can have: what a file sets deeper stands beside the deepest.
fn within_tree(depth: usize) -> usize {
    depth.min(MAX_DEPTH - 1)
}

/// A number without the differences that do not matter: full or half width, white space.
fn plain(number: &str) -> String {
    number
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            '．' | '、' => '.',
            c => c,
        })
        .collect()
}

/// What a section is for, as its heading says.
fn kind_of(heading: &str) -> SectionKind {
    let says = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    if says(&["任务", "部署", "重点工作", "要求"]) {
        SectionKind::Tasks
    } else if says(&["各地", "各单位", "典型", "设区市", "活动片", "联系点"]) {
        SectionKind::RegionalExamples
    } else if says(&["成绩", "成效", "进展", "回顾", "总结"]) {
        SectionKind::Achievements
    } else {
        SectionKind::Custom
    }
}
