//! What the review has found, followed through the edits since: the places are those of the speech as it stands now.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::{Anchor, FrontField, IgnoredFinding, Moved, SectionId, Speech, Stick, TextId};

use super::copied::CopiedReport;
use super::finding::{Finding, Severity};
use super::ignore::is_ignored;

/// The family of the rules on what was copied.
pub const COPIED: &str = "照抄";

/// Characters of the speech that are found fault with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingMark {
    pub anchor: Anchor,
    /// Index for [`Followed::finding`].
    pub finding: usize,
    pub severity: Severity,
    /// The words stand in the library (照抄): nothing is wrong with them as such.
    pub is_copied: bool,
}

/// Which way to the next finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Towards {
    End,
    Start,
}

/// What the review has found.
#[derive(Debug, Default)]
pub struct Followed {
    /// In the order of the text when it was read.
    findings: Vec<Finding>,
    /// Where each finding stands now.
    places: Vec<Places>,
    /// What stands word for word in the library; `None` when its texts were not asked.
    copied: Option<CopiedReport>,
    /// Number of edits that have been followed.
    n_edits: Option<u64>,
    ignored: Arc<[IgnoredFinding]>,
    /// Of the findings that are shown, in the order of the page.
    marks: Vec<FindingMark>,
    /// Findings that are shown, in the order of the page.
    shown: Vec<usize>,
    n_by_severity: [usize; 3],
    /// Of each text with a finding: its number in the order of the page, and its section.
    order: HashMap<TextId, (usize, Option<SectionId>)>,
}

/// Where a finding stands now; `None` where the words have changed since.
#[derive(Debug)]
struct Places {
    spots: Vec<Option<Anchor>>,
    related: Vec<Option<Anchor>>,
}

impl Followed {
    /// What was found in a speech. To be followed before anything is asked.
    pub fn new(findings: Vec<Finding>, copied: Option<CopiedReport>) -> Self {
        let places = findings
            .iter()
            .map(|finding| Places {
                spots: finding.spots.iter().cloned().map(Some).collect(),
                related: finding.related.iter().cloned().map(Some).collect(),
            })
            .collect();
        Self {
            findings,
            places,
            copied,
            ..Self::default()
        }
    }

    /// Brings the places up to date with the speech after `n_edits` edits; `moved` is how places have moved since
    /// the speech that was followed last, or else since the one that was reviewed.
    pub fn follow(&mut self, speech: &Speech, n_edits: u64, moved: &Moved) {
        let is_known = self.n_edits == Some(n_edits) && Arc::ptr_eq(&self.ignored, &speech.ignored);
        if is_known {
            return;
        }
        let is_new = self.n_edits.is_none() || !Arc::ptr_eq(&self.ignored, &speech.ignored);
        self.n_edits = Some(n_edits);
        if let Some(texts) = moved.only_within().filter(|_| !is_new) {
            self.move_within(&texts, moved);
            return;
        }
        self.ignored = Arc::clone(&speech.ignored);
        if !moved.is_nothing() {
            let places = self.places.iter_mut();
            for place in
                places.flat_map(|places| places.spots.iter_mut().chain(&mut places.related))
            {
                *place = place
                    .as_ref()
                    .and_then(|place| moved.map(place, Stick::Exact));
            }
        }
        self.order = self.find_order(speech);
        self.mark();
    }

    /// Follows edits that leave all texts where they are, as a keystroke does: nothing is sorted again.
    fn move_within(&mut self, texts: &[TextId], moved: &Moved) {
        let is_touched = |anchor: &Anchor| texts.contains(&anchor.text);
        for places in &mut self.places {
            for place in places.spots.iter_mut().chain(&mut places.related) {
                if place.as_ref().is_some_and(is_touched) {
                    *place = place
                        .as_ref()
                        .and_then(|place| moved.map(place, Stick::Exact));
                }
            }
        }
        let mut is_any_gone = false;
        self.marks.retain_mut(|mark| {
            if !is_touched(&mark.anchor) {
                return true;
            }
            match moved.map(&mark.anchor, Stick::Exact) {
                Some(anchor) => mark.anchor = anchor,
                None => {
                    is_any_gone = true;
                    return false;
                }
            }
            true
        });
        if is_any_gone {
            self.mark();
        }
    }

    /// Number of edits that have been followed; `None` before the first time.
    pub fn n_edits(&self) -> Option<u64> {
        self.n_edits
    }

    fn find_order(&self, speech: &Speech) -> HashMap<TextId, (usize, Option<SectionId>)> {
        let spots = self.places.iter().flat_map(|places| &places.spots);
        let wanted: HashSet<TextId> = spots.flatten().map(|spot| spot.text).collect();
        texts_of(speech)
            .enumerate()
            .filter(|(_, (text, _))| wanted.contains(text))
            .map(|(number, (text, section))| (text, (number, section)))
            .collect()
    }

    fn mark(&mut self) {
        self.n_by_severity = [0; 3];
        self.marks.clear();
        for (idx, (finding, places)) in self.findings.iter().zip(&self.places).enumerate() {
            // A finding is gone with the words that it is about.
            let Some(Some(first)) = places.spots.first() else {
                continue;
            };
            if is_ignored(finding, first, &self.ignored) {
                continue;
            }
            if let Some(n) = self.n_by_severity.get_mut(finding.severity as usize) {
                *n += 1;
            }
            self.marks
                .extend(places.spots.iter().flatten().map(|anchor| FindingMark {
                    anchor: anchor.clone(),
                    finding: idx,
                    severity: finding.severity,
                    is_copied: finding.rule.family() == COPIED,
                }));
        }
        let order = &self.order;
        self.marks
            .sort_by_cached_key(|mark| (key(order, &mark.anchor), mark.finding));
        let mut listed = HashSet::new();
        let findings = self.marks.iter().map(|mark| mark.finding);
        self.shown = findings.filter(|idx| listed.insert(*idx)).collect();
    }

    /// Where the first place of a finding stands now.
    pub fn place(&self, finding: usize) -> Option<&Anchor> {
        self.places.get(finding)?.spots.first()?.as_ref()
    }

    /// Where the first place stands now that a finding does not fit.
    pub fn related(&self, finding: usize) -> Option<&Anchor> {
        self.places.get(finding)?.related.first()?.as_ref()
    }

    /// The section that a finding stands in; `None` in the front matter.
    pub fn section_of(&self, finding: usize) -> Option<SectionId> {
        self.order.get(&self.place(finding)?.text)?.1
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

    /// Number of findings of a severity that are shown.
    pub fn n(&self, severity: Severity) -> usize {
        self.n_by_severity
            .get(severity as usize)
            .copied()
            .unwrap_or(0)
    }

    /// The next mark from a place of the page on, from the other end when there is none; of severities that are not
    /// hidden.
    pub fn next_mark(
        &self,
        from: Option<&Anchor>,
        speech: &Speech,
        towards: Towards,
        hidden: &[Severity],
    ) -> Option<&FindingMark> {
        // Of a finding with many places one is enough.
        let mut firsts: Vec<&FindingMark> = self.marks.iter().collect();
        let mut seen = HashSet::new();
        firsts.retain(|mark| !hidden.contains(&mark.severity) && seen.insert(mark.finding));
        let from = from.map(|from| {
            let number = texts_of(speech).position(|(text, _)| text == from.text);
            (number.unwrap_or(usize::MAX), from.range.start.0)
        });
        let at = |mark: &&&FindingMark| key(&self.order, &mark.anchor);
        match towards {
            Towards::End => {
                let mut ahead = firsts.iter();
                let next = ahead.find(|mark| from.is_none_or(|from| at(mark) > from));
                next.or(firsts.first()).copied()
            }
            Towards::Start => {
                let mut ahead = firsts.iter().rev();
                let next = ahead.find(|mark| from.is_some_and(|from| at(mark) < from));
                next.or(firsts.last()).copied()
            }
        }
    }

    /// The replacements that put a finding right; none when its words have changed since.
    pub fn fix(&self, finding: usize, fix: usize) -> Vec<(Anchor, String)> {
        let mut fixes = Fixes::default();
        fixes.add(self, finding, fix);
        fixes.replacements
    }

    /// The replacements that put every shown finding of a rule right, each in its likeliest way, and the number of these
    /// findings. Where two would change the same words, the first is put right.
    pub fn fix_all(&self, code: &str) -> (Vec<(Anchor, String)>, usize) {
        let mut fixes = Fixes::default();
        let of_rule = self
            .shown()
            .filter(|(_, finding)| finding.rule.code == code);
        let n_fixed = of_rule.filter(|(idx, _)| fixes.add(self, *idx, 0)).count();
        (fixes.replacements, n_fixed)
    }
}

/// Every text and its section, in the order of the page.
fn texts_of(speech: &Speech) -> impl Iterator<Item = (TextId, Option<SectionId>)> {
    let front = FrontField::ALL.map(|field| (TextId::Front(field), None));
    let texts = speech.walk().flat_map(|(_, section)| {
        let texts = section.texts();
        texts.map(|(text, _)| (text, Some(section.id)))
    });
    front.into_iter().chain(texts)
}

/// The place of an anchor in the order of the page.
fn key(order: &HashMap<TextId, (usize, Option<SectionId>)>, anchor: &Anchor) -> (usize, usize) {
    let number = order
        .get(&anchor.text)
        .map_or(usize::MAX, |(number, _)| *number);
    (number, anchor.range.start.0)
}

/// Replacements of several places, no two of them of the same character.
#[derive(Debug, Default)]
struct Fixes {
    replacements: Vec<(Anchor, String)>,
}

impl Fixes {
    /// Adds what puts a finding right, all of it or nothing. Returns true if it was added.
    fn add(&mut self, followed: &Followed, finding: usize, fix: usize) -> bool {
        let fixes = followed.finding(finding).map(|finding| &finding.fixes);
        let (Some(fix), Some(places)) = (
            fixes.and_then(|fixes| fixes.get(fix)),
            followed.places.get(finding),
        ) else {
            return false;
        };
        let mut new = Vec::new();
        for (place, text) in places.spots.iter().zip(&fix.replacements) {
            match place {
                Some(place) if !self.overlaps(place) => new.push((place.clone(), text.clone())),
                _ => return false,
            }
        }
        self.replacements.extend(new);
        true
    }

    fn overlaps(&self, place: &Anchor) -> bool {
        self.replacements.iter().any(|(known, _)| {
            known.text == place.text
                && known.range.start < place.range.end
                && place.range.start < known.range.end
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, History};
    use crate::model::{CharIdx, IdSource, SectionKind, Splice};
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

    fn reviewed(history: &History) -> Followed {
        let speech = history.speech();
        let mut reviewed = Followed::new(review(speech, &Setting::default()), None);
        reviewed.follow(speech, history.n_edits(), &Moved::default());
        reviewed
    }

    fn follow(reviewed: &mut Followed, history: &History) {
        let n_edits = reviewed.n_edits().unwrap();
        let moved = history.moved_since(n_edits).unwrap();
        reviewed.follow(history.speech(), history.n_edits(), &moved);
    }

    /// The marked words of the body, as it stands now.
    fn marked(reviewed: &Followed, speech: &Speech) -> Vec<String> {
        let words = |mark: &FindingMark| mark.anchor.chars(speech).unwrap();
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
        follow(&mut reviewed, &history);
        assert_eq!(marked(&reviewed, history.speech()), ["，，", "123日"]);
        type_at(&mut history, 13, 0, "字");
        follow(&mut reviewed, &history);
        assert_eq!(marked(&reviewed, history.speech()), ["，，"]);
        assert_eq!(reviewed.n(Severity::Error), 0);
    }

    #[test]
    fn following_a_keystroke_marks_what_following_from_the_start_marks() {
        let mut history = history(&["第一段，，话，，好。", "于123日开会。"]);
        let start = history.speech().clone();
        let mut reviewed = reviewed(&history);
        for (at, n_removed, text) in [(0, 0, "新"), (4, 1, ""), (12, 0, "字"), (2, 3, "，，")] {
            type_at(&mut history, at, n_removed, text);
            follow(&mut reviewed, &history);
            let mut afresh = Followed::new(review(&start, &Setting::default()), None);
            let moved = history.moved_since(0).unwrap();
            afresh.follow(history.speech(), history.n_edits(), &moved);
            assert_eq!(reviewed.marks(), afresh.marks());
            assert!(reviewed.shown().eq(afresh.shown()));
        }
        assert!(reviewed.marks().len() < 3);
    }

    #[test]
    fn a_fix_and_all_fixes_are_one_step_each() {
        let mut history = history(&["第一段，，话，，好。", "籍此机会。"]);
        let found = reviewed(&history);
        let (first, _) = found.shown().next().unwrap();
        let replacements = found.fix(first, 0);
        history.apply(Command::ReplaceAll { replacements }).unwrap();
        assert_eq!(body(&history), "第一段，话，，好。\n籍此机会。");
        history.undo();
        let (replacements, n_fixed) = reviewed(&history).fix_all("P505");
        assert_eq!(n_fixed, 2);
        history.apply(Command::ReplaceAll { replacements }).unwrap();
        assert_eq!(body(&history), "第一段，话，好。\n籍此机会。");
        history.undo();
        assert_eq!(body(&history), "第一段，，话，，好。\n籍此机会。");
    }

    #[test]
    fn the_next_one_is_found_from_anywhere_and_goes_round() {
        let history = history(&["第一段，，话。", "于123日开会。"]);
        let reviewed = reviewed(&history);
        let section = &history.speech().sections[0];
        let ids: Vec<TextId> = section.texts().map(|(text, _)| text).collect();
        // Paragraph, from 1, and place in it.
        let next = |at: Option<(usize, usize)>, towards| {
            let from = at.map(|(text, at)| Anchor::caret(ids[text], CharIdx(at)));
            let mark = reviewed
                .next_mark(from.as_ref(), history.speech(), towards, &[])
                .unwrap();
            let text = ids.iter().position(|id| *id == mark.anchor.text).unwrap();
            (text, mark.anchor.range.start.0)
        };
        assert_eq!(next(None, Towards::End), (1, 3));
        assert_eq!(next(Some((1, 3)), Towards::End), (2, 1));
        assert_eq!(next(Some((2, 1)), Towards::End), (1, 3));
        assert_eq!(next(Some((1, 3)), Towards::Start), (2, 1));
        assert_eq!(next(Some((2, 5)), Towards::Start), (2, 1));
    }
}
