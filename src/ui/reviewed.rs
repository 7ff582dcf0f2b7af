//! What the review has found, followed through the edits since: the places are those of the speech as it stands now.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::edit::{Command, TextTarget};
use crate::model::{
    Anchor, CharIdx, FrontField, FrontMatter, IgnoredFinding, ParagraphId, Section, SectionId,
    Speech, Splice, TextId,
};
use crate::review::{CopiedReport, Finding, Severity, is_ignored};

/// The family of the rules on what was copied.
pub const COPIED: &str = "照抄";

/// Characters of a text box that are found fault with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingMark {
    pub target: TextTarget,
    pub range: Range<CharIdx>,
    /// Its place in [`Reviewed::finding`].
    pub finding: usize,
    pub severity: Severity,
    /// The words stand in the library (照抄): nothing is wrong with them as such.
    pub is_copied: bool,
}

/// The texts of a speech as they were when it was reviewed.
#[derive(Debug, Default)]
struct Read {
    front: FrontMatter,
    headings: HashMap<SectionId, String>,
    paragraphs: HashMap<ParagraphId, Arc<str>>,
}

/// Where a text of the speech stands now, and what has become of its characters since it was read.
#[derive(Debug, Clone, Copy)]
struct Now {
    target: TextTarget,
    /// Where it begins in its box.
    offset: usize,
    shift: Shift,
}

/// One stretch of a text was replaced by another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Shift {
    /// Characters before the stretch.
    n_before: usize,
    /// The end of the stretch, then and now; the same as `n_before` when nothing was.
    old_end: usize,
    new_end: usize,
}

impl Shift {
    /// What has changed between two states of a text.
    fn between(old: &str, new: &str) -> Self {
        if old == new {
            return Self::default();
        }
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let n_before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let n_after = old
            .iter()
            .rev()
            .zip(new.iter().rev())
            .take_while(|(a, b)| a == b)
            .count()
            .min(old.len() - n_before)
            .min(new.len() - n_before);
        Self {
            n_before,
            old_end: old.len() - n_after,
            new_end: new.len() - n_after,
        }
    }

    /// Where characters stand now; `None` when they are among those that were replaced.
    fn range(self, range: &Range<CharIdx>) -> Option<Range<usize>> {
        let (start, end) = (range.start.0, range.end.0);
        if self == Self::default() || end <= self.n_before {
            return Some(start..end);
        }
        // Something was put in right before it.
        (start >= self.old_end)
            .then(|| start - self.old_end + self.new_end..end - self.old_end + self.new_end)
    }
}

/// A state of the speech, by what the places depend on.
#[derive(Debug)]
struct Followed {
    front: FrontMatter,
    sections: Vec<Arc<Section>>,
    ignored: Arc<[IgnoredFinding]>,
}

/// What the review has found.
#[derive(Debug, Default)]
pub struct Reviewed {
    /// In the order of the text when it was read.
    findings: Vec<Finding>,
    /// What stands word for word in the library; `None` when its texts were not asked.
    copied: Option<CopiedReport>,
    read: Read,
    places: HashMap<TextId, Now>,
    is_ignored: Vec<bool>,
    /// Of the findings that are shown, in the order of the page.
    marks: Vec<FindingMark>,
    /// Findings that are shown, in the order of the page.
    shown: Vec<usize>,
    n_by_severity: [usize; 3],
    /// The speech of the last [`Self::follow`].
    followed: Option<Followed>,
}

impl Reviewed {
    /// What was found in a speech.
    pub fn new(findings: Vec<Finding>, speech: &Speech, copied: Option<CopiedReport>) -> Self {
        let mut read = Read {
            front: speech.front.clone(),
            ..Read::default()
        };
        for (_, section) in speech.walk() {
            read.headings.insert(section.id, section.heading.clone());
            let paragraphs = section.paragraphs.iter();
            read.paragraphs
                .extend(paragraphs.map(|paragraph| (paragraph.id, Arc::clone(&paragraph.text))));
        }
        Self {
            findings,
            copied,
            read,
            ..Self::default()
        }
    }

    /// Brings the places up to date. To be called before anything is asked.
    pub fn follow(&mut self, speech: &Speech) {
        let is_known = self.followed.as_ref().is_some_and(|known| {
            known.front == speech.front
                && speech.has_sections(&known.sections)
                && Arc::ptr_eq(&known.ignored, &speech.ignored)
        });
        if is_known {
            return;
        }
        self.followed = Some(Followed {
            front: speech.front.clone(),
            sections: speech.sections.clone(),
            ignored: Arc::clone(&speech.ignored),
        });
        let order = self.find_places(speech);
        let is_hidden = |finding: &Finding| is_ignored(finding, &speech.ignored);
        self.is_ignored = self.findings.iter().map(is_hidden).collect();
        self.mark(&order);
    }

    /// Where each text stands now, and all of them in the order of the page.
    fn find_places(&mut self, speech: &Speech) -> Vec<TextId> {
        let mut order = Vec::new();
        self.places.clear();
        let mut add = |place, target, offset, shift| {
            order.push(place);
            let now = Now {
                target,
                offset,
                shift,
            };
            self.places.insert(place, now);
        };
        for field in FrontField::ALL {
            let shift = Shift::between(self.read.front.get(field), speech.front.get(field));
            add(TextId::Front(field), TextTarget::Front(field), 0, shift);
        }
        for (_, section) in speech.walk() {
            if let Some(old) = self.read.headings.get(&section.id) {
                let shift = Shift::between(old, &section.heading);
                let place = TextId::Heading(section.id);
                add(place, TextTarget::Heading(section.id), 0, shift);
            }
            let mut offset = 0;
            for paragraph in &section.paragraphs {
                if let Some(old) = self.read.paragraphs.get(&paragraph.id) {
                    let shift = if Arc::ptr_eq(old, &paragraph.text) {
                        Shift::default()
                    } else {
                        Shift::between(old, &paragraph.text)
                    };
                    let place = TextId::Paragraph(paragraph.id);
                    add(place, TextTarget::Body(section.id), offset, shift);
                }
                offset += paragraph.text.chars().count() + 1;
            }
        }
        order
    }

    fn mark(&mut self, order: &[TextId]) {
        let mut by_place: HashMap<TextId, Vec<(Range<usize>, usize)>> = HashMap::new();
        self.n_by_severity = [0; 3];
        for (idx, finding) in self.findings.iter().enumerate() {
            if self.is_ignored.get(idx) == Some(&true) || !self.is_there(finding) {
                continue;
            }
            if let Some(n) = self.n_by_severity.get_mut(finding.severity as usize) {
                *n += 1;
            }
            for spot in &finding.spots {
                let range = self
                    .places
                    .get(&spot.text)
                    .and_then(|now| now.shift.range(&spot.range));
                if let Some(range) = range {
                    by_place.entry(spot.text).or_default().push((range, idx));
                }
            }
        }
        self.marks.clear();
        self.shown.clear();
        let mut is_listed = vec![false; self.findings.len()];
        for place in order {
            let (Some(mut spots), Some(now)) = (by_place.remove(place), self.places.get(place))
            else {
                continue;
            };
            spots.sort_by_key(|(range, idx)| (range.start, *idx));
            for (range, idx) in spots {
                let Some(finding) = self.findings.get(idx) else {
                    continue;
                };
                self.marks.push(FindingMark {
                    target: now.target,
                    range: CharIdx(range.start + now.offset)..CharIdx(range.end + now.offset),
                    finding: idx,
                    severity: finding.severity,
                    is_copied: finding.rule.family() == COPIED,
                });
                if let Some(listed) = is_listed.get_mut(idx)
                    && !std::mem::replace(listed, true)
                {
                    self.shown.push(idx);
                }
            }
        }
    }

    /// Whether the words that it is about are still there.
    fn is_there(&self, finding: &Finding) -> bool {
        finding.spot().is_some_and(|spot| self.now(spot).is_some())
    }

    /// Where a spot stands now.
    pub fn now(&self, spot: &Anchor) -> Option<(TextTarget, Range<CharIdx>)> {
        let now = self.places.get(&spot.text)?;
        let range = now.shift.range(&spot.range)?;
        let range = CharIdx(range.start + now.offset)..CharIdx(range.end + now.offset);
        Some((now.target, range))
    }

    pub fn finding(&self, idx: usize) -> Option<&Finding> {
        self.findings.get(idx)
    }

    /// The findings that are shown, in the order of the page.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &Finding)> + Clone {
        self.shown
            .iter()
            .filter_map(|idx| Some((*idx, self.findings.get(*idx)?)))
    }

    /// How much of the speech was copied from the library, as of the last review.
    pub fn copied(&self) -> Option<&CopiedReport> {
        self.copied.as_ref()
    }

    pub fn marks(&self) -> &[FindingMark] {
        &self.marks
    }

    /// How many of a severity are shown.
    pub fn n(&self, severity: Severity) -> usize {
        self.n_by_severity
            .get(severity as usize)
            .copied()
            .unwrap_or(0)
    }

    /// The mark behind a place of the page (before it, going backwards), from the other end when there is none; of
    /// severities that are not hidden.
    pub fn next_mark(
        &self,
        from: Option<(TextTarget, CharIdx)>,
        speech: &Speech,
        (forwards, hidden): (bool, &[Severity]),
    ) -> Option<&FindingMark> {
        let order = order_of(speech);
        let key = |target: TextTarget, at: CharIdx| {
            (order.get(&target).copied().unwrap_or(usize::MAX), at.0)
        };
        // Of a finding with many places one is enough.
        let mut firsts: Vec<&FindingMark> = self.marks.iter().collect();
        let mut seen = std::collections::HashSet::new();
        firsts.retain(|mark| !hidden.contains(&mark.severity) && seen.insert(mark.finding));
        let from = from.map(|(target, at)| key(target, at));
        if forwards {
            let behind = firsts
                .iter()
                .find(|mark| from.is_none_or(|from| key(mark.target, mark.range.start) > from));
            behind.or(firsts.first()).copied()
        } else {
            let before = firsts
                .iter()
                .rev()
                .find(|mark| from.is_some_and(|from| key(mark.target, mark.range.start) < from));
            before.or(firsts.last()).copied()
        }
    }

    /// The edit that puts a finding right; `None` when its words have changed since.
    pub fn fix(&self, finding: usize, fix: usize) -> Option<Command> {
        let mut edits = Edits::default();
        edits.add(self, self.findings.get(finding)?, fix);
        edits.command()
    }

    /// The edit that puts every shown finding of a rule right, each in its likeliest way, and how many these are. Where
    /// two would change the same words, the first is.
    pub fn fix_all(&self, code: &str) -> Option<(Command, usize)> {
        let mut edits = Edits::default();
        let of_rule = self
            .shown()
            .filter(|(_, finding)| finding.rule.code == code);
        let n_fixed = of_rule
            .filter(|(_, finding)| edits.add(self, finding, 0))
            .count();
        Some((edits.command()?, n_fixed))
    }
}

/// The boxes in the order of the page.
fn order_of(speech: &Speech) -> HashMap<TextTarget, usize> {
    let front = FrontField::ALL.into_iter().map(TextTarget::Front);
    let sections = speech.walk().flat_map(|(_, section)| {
        [
            TextTarget::Heading(section.id),
            TextTarget::Body(section.id),
        ]
    });
    front.chain(sections).zip(0..).collect()
}

/// Replacements of several places, no two of them in the same words.
#[derive(Debug, Default)]
struct Edits {
    splices: Vec<(TextTarget, Vec<Splice>)>,
}

impl Edits {
    /// Adds what puts a finding right, all of it or nothing.
    fn add(&mut self, reviewed: &Reviewed, finding: &Finding, fix: usize) -> bool {
        let Some(fix) = finding.fixes.get(fix) else {
            return false;
        };
        let mut new = Vec::new();
        for (spot, text) in finding.spots.iter().zip(&fix.replacements) {
            let Some((target, range)) = reviewed.now(spot) else {
                return false;
            };
            if self.overlaps(target, &range) {
                return false;
            }
            let splice = Splice {
                at: range.start,
                n_removed: range.end.0 - range.start.0,
                insert: text.clone(),
            };
            new.push((target, splice));
        }
        for (target, splice) in new {
            match self.splices.iter_mut().find(|(known, _)| *known == target) {
                Some((_, splices)) => splices.push(splice),
                None => self.splices.push((target, vec![splice])),
            }
        }
        true
    }

    fn overlaps(&self, target: TextTarget, range: &Range<CharIdx>) -> bool {
        let here = self.splices.iter().find(|(known, _)| *known == target);
        here.is_some_and(|(_, splices)| {
            splices.iter().any(|splice| {
                splice.at < range.end && range.start.0 < splice.at.0 + splice.n_removed
            })
        })
    }

    fn command(mut self) -> Option<Command> {
        for (_, splices) in &mut self.splices {
            splices.sort_by_key(|splice| splice.at);
        }
        (!self.splices.is_empty()).then_some(Command::ReplaceAll {
            replacements: self.splices,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::History;
    use crate::model::{IdSource, SectionKind};
    use crate::review::{Setting, review};

    fn history(paragraphs: &[&str]) -> History {
        let mut ids = IdSource::default();
        let mut section = ids.section("工作", SectionKind::Tasks);
        section.paragraphs = paragraphs
            .iter()
            .map(|text| ids.paragraph(text, vec![]))
            .collect();
        History::new(Speech {
            sections: vec![Arc::new(section)],
            ..Speech::default()
        })
    }

    fn reviewed(history: &History) -> Reviewed {
        let speech = history.speech();
        let mut reviewed = Reviewed::new(review(speech, &Setting::default()), speech, None);
        reviewed.follow(speech);
        reviewed
    }

    /// The marked words of the body, as it stands now.
    fn marked(reviewed: &Reviewed, speech: &Speech) -> Vec<String> {
        let words = |mark: &FindingMark| {
            let text = mark.target.text(speech).unwrap();
            let length = mark.range.end.0 - mark.range.start.0;
            text.chars().skip(mark.range.start.0).take(length).collect()
        };
        reviewed.marks().iter().map(words).collect()
    }

    fn body(history: &History) -> String {
        history.speech().sections[0].body()
    }

    fn type_at(history: &mut History, at: usize, n_removed: usize, text: &str) {
        let section = history.speech().sections[0].id;
        let splice = Splice {
            at: CharIdx(at),
            n_removed,
            insert: text.to_owned(),
        };
        history
            .apply(Command::EditBody { section, splice })
            .unwrap();
    }

    #[test]
    fn marks_follow_what_is_typed_before_and_behind_them() {
        let mut history = history(&["第一段，，话。", "于123日开会。"]);
        let mut reviewed = reviewed(&history);
        assert_eq!(marked(&reviewed, history.speech()), ["，，", "123日"]);
        type_at(&mut history, 0, 0, "新写的");
        reviewed.follow(history.speech());
        assert_eq!(marked(&reviewed, history.speech()), ["，，", "123日"]);
        type_at(&mut history, 13, 0, "字");
        reviewed.follow(history.speech());
        assert_eq!(marked(&reviewed, history.speech()), ["，，"]);
        assert_eq!(reviewed.n(Severity::Error), 0);
    }

    #[test]
    fn a_fix_and_all_fixes_are_one_step_each() {
        let mut history = history(&["第一段，，话，，好。", "籍此机会。"]);
        let found = reviewed(&history);
        let (first, _) = found.shown().next().unwrap();
        history.apply(found.fix(first, 0).unwrap()).unwrap();
        assert_eq!(body(&history), "第一段，话，，好。\n籍此机会。");
        history.undo();
        let (command, n_fixed) = reviewed(&history).fix_all("P505").unwrap();
        assert_eq!(n_fixed, 2);
        history.apply(command).unwrap();
        assert_eq!(body(&history), "第一段，话，好。\n籍此机会。");
        history.undo();
        assert_eq!(body(&history), "第一段，，话，，好。\n籍此机会。");
    }

    #[test]
    fn the_next_one_is_found_from_anywhere_and_goes_round() {
        let history = history(&["第一段，，话。", "于123日开会。"]);
        let reviewed = reviewed(&history);
        let body = TextTarget::Body(history.speech().sections[0].id);
        let next = |at: Option<usize>, forwards| {
            let from = at.map(|at| (body, CharIdx(at)));
            reviewed
                .next_mark(from, history.speech(), (forwards, &[]))
                .unwrap()
                .range
                .start
                .0
        };
        assert_eq!(next(None, true), 3);
        assert_eq!(next(Some(3), true), 9);
        assert_eq!(next(Some(9), true), 3);
        assert_eq!(next(Some(3), false), 9);
        assert_eq!(next(Some(20), false), 9);
    }
}
