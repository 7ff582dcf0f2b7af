//! The coverage (点名) of a roster by a speech: who is named, for how long, in which order, and who is missing.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Anchor, Roster, Section, SectionId, Speech};

use super::names::{Names, What};
use super::order::{Seen, candidates, order};
use super::passages::{Mention, Scan};

/// Who of a roster is in a speech.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// As in the roster.
    pub groups: Vec<GroupCoverage>,
    /// Masked names (X市), in the order of the speech.
    pub masked: Vec<MaskedName>,
}

/// A group of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupCoverage {
    pub name: String,
    pub units: Vec<UnitCoverage>,
}

/// A unit of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitCoverage {
    pub unit: String,
    /// In the order of the speech.
    pub mentions: Vec<Anchor>,
    /// Characters, as Word counts them, of the passages about this unit.
    pub n_chars: usize,
    /// When it is first spoken of among its group, from 1. `None` when no passage is about it.
    pub position: Option<usize>,
    /// It stands before or after where the official order has it among those of its group that are spoken of.
    pub is_out_of_order: bool,
}

/// True if a unit is in the speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// A passage is about it.
    Named,
    /// Its name occurs, but no passage is about it.
    InPassing,
    Missing,
}

/// A masked name and the units that it may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaskedName {
    /// As written.
    pub name: String,
    pub place: Anchor,
    /// Characters of the passage that it opens; 0 in passing.
    pub n_chars: usize,
    /// Group of the roster and place in it: the units of its kind that no passage is about, those first that the official
    /// order puts here.
    pub candidates: Vec<(usize, usize)>,
    /// How many of them the official order puts here.
    pub n_likely: usize,
}

impl UnitCoverage {
    pub fn state(&self) -> State {
        if self.mentions.is_empty() {
            State::Missing
        } else if self.n_chars == 0 {
            State::InPassing
        } else {
            State::Named
        }
    }
}

impl GroupCoverage {
    /// Units that a passage is about.
    pub fn n_named(&self) -> usize {
        let is_named = |unit: &&UnitCoverage| unit.state() == State::Named;
        self.units.iter().filter(is_named).count()
    }

    pub fn n_chars(&self) -> usize {
        self.units.iter().map(|unit| unit.n_chars).sum()
    }
}

/// Keeps what was found in each section, so that only changed ones are searched again.
#[derive(Debug)]
pub struct Counter {
    roster: Arc<Roster>,
    names: Names,
    scans: HashMap<SectionId, (Arc<Section>, Scan)>,
}

impl Counter {
    pub fn new(roster: Arc<Roster>) -> Self {
        Self {
            names: Names::new(&roster),
            roster,
            scans: HashMap::new(),
        }
    }

    /// The roster it was made for.
    pub fn roster(&self) -> &Arc<Roster> {
        &self.roster
    }

    pub fn coverage(&mut self, speech: &Speech) -> Coverage {
        let mut scans = HashMap::with_capacity(self.scans.len());
        let mut mentions: Vec<Mention> = Vec::new();
        for (_, section) in speech.walk() {
            let (seen, scan) = self
                .scans
                .remove(&section.id)
                .filter(|(seen, _)| Arc::ptr_eq(seen, section))
                .unwrap_or_else(|| (Arc::clone(section), Scan::of(section, &self.names)));
            mentions.extend(scan.mentions.iter().cloned());
            scans.insert(section.id, (seen, scan));
        }
        self.scans = scans;
        collect(&self.roster, mentions)
    }
}

/// The coverage of a roster by a speech, counted once.
pub fn coverage(speech: &Speech, roster: &Roster) -> Coverage {
    Counter::new(Arc::new(roster.clone())).coverage(speech)
}

fn collect(roster: &Roster, mentions: Vec<Mention>) -> Coverage {
    let unit = |unit: &crate::model::Unit| UnitCoverage {
        unit: unit.name.clone(),
        mentions: Vec::new(),
        n_chars: 0,
        position: None,
        is_out_of_order: false,
    };
    let mut groups: Vec<GroupCoverage> = roster
        .groups
        .iter()
        .map(|group| GroupCoverage {
            name: group.name.clone(),
            units: group.units.iter().map(unit).collect(),
        })
        .collect();
    // Group and place in it, by the place among all units.
    let places: Vec<(usize, usize)> = groups
        .iter()
        .enumerate()
        .flat_map(|(group, members)| (0..members.units.len()).map(move |unit| (group, unit)))
        .collect();
    let mut masked: Vec<(MaskedName, usize)> = Vec::new();
    // Who is spoken of, in order: for a unit the first passage, or the first mention when there is none.
    let mut first_seen = Seen::new();
    for (at, mention) in mentions.into_iter().enumerate() {
        let place = mention.place;
        match mention.what {
            What::Masked { .. } => masked.push((
                MaskedName {
                    name: mention.name,
                    place,
                    n_chars: mention.n_chars,
                    candidates: Vec::new(),
                    n_likely: 0,
                },
                at,
            )),
            What::Unit(idx) => {
                let Some(&(group, unit)) = places.get(idx) else {
                    continue;
                };
                let Some(covered) = groups
                    .get_mut(group)
                    .and_then(|group| group.units.get_mut(unit))
                else {
                    continue;
                };
                covered.mentions.push(place);
                covered.n_chars += mention.n_chars;
                let is_passage = mention.n_chars > 0;
                let seen = first_seen.entry((group, unit)).or_insert((is_passage, at));
                if is_passage && !seen.0 {
                    *seen = (true, at);
                }
            }
        }
    }
    for (group_idx, group) in groups.iter_mut().enumerate() {
        order(group_idx, group, &first_seen);
    }
    let masked = masked
        .into_iter()
        .map(|(name, at)| {
            let (candidates, n_likely) = candidates(&groups, &name.name, at, &first_seen);
            MaskedName {
                candidates,
                n_likely,
                ..name
            }
        })
        .collect();
    Coverage { groups, masked }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, SectionKind};
    use crate::roster::list::from_text;

    const ROSTER: &str = "设区市：\n甲城市教育关工委（甲城市、甲城）\n乙城市教育关工委（乙城市、乙城）\n丙城市教育关工委（丙城市、丙城）\n丁城市教育关工委（丁城市、丁城）\n高校：\n戊大学\n己学院";

    fn speech(paragraphs: &[&str]) -> Speech {
        let mut ids = IdSource::default();
        let mut section = ids.section("各地经验", SectionKind::RegionalExamples);
        section.paragraphs = paragraphs
            .iter()
            .map(|text| ids.paragraph(text, Vec::new()))
            .collect();
        Speech {
            sections: vec![Arc::new(section)],
            ..Speech::default()
        }
    }

    /// Every unit as name, state and place; `!` marks one out of order.
    fn show(coverage: &Coverage) -> String {
        let unit = |unit: &UnitCoverage| {
            let short: String = unit.unit.chars().take(1).collect();
            let state = match unit.state() {
                State::Named => format!("{}@{}", unit.n_chars, unit.position.unwrap()),
                State::InPassing => "~".to_owned(),
                State::Missing => "-".to_owned(),
            };
            format!(
                "{short}{state}{}",
                if unit.is_out_of_order { "!" } else { "" }
            )
        };
        let groups = coverage
            .groups
            .iter()
            .map(|group| group.units.iter().map(unit).collect::<Vec<_>>().join(" "));
        groups.collect::<Vec<_>>().join(" | ")
    }

    #[track_caller]
    fn check(paragraphs: &[&str], wanted: &str) {
        let roster = from_text(ROSTER).roster;
        assert_eq!(show(&coverage(&speech(paragraphs), &roster)), wanted);
    }

    #[test]
    fn named_in_passing_and_missing_are_told_apart() {
        check(
            &["甲城市办班。", "丙城、丁城都来了。", "戊大学办会。"],
            "甲6@1 乙- 丙~ 丁~ | 戊6@1 己-",
        );
        check(&[], "甲- 乙- 丙- 丁- | 戊- 己-");
    }

    #[test]
    fn who_breaks_the_official_order_is_marked() {
        check(
            &["甲城市办班。丁城市办班。乙城市办班。丙城市办班。"],
            "甲6@1 乙6@3 丙6@4 丁6@2! | 戊- 己-",
        );
        check(
            &["乙城市办班。甲城市办班。"],
            "甲6@2 乙6@1! 丙- 丁- | 戊- 己-",
        );
    }

    #[test]
    fn masked_names_are_narrowed_down_by_place() {
        let roster = from_text(ROSTER).roster;
        let text = speech(&["甲城市办班。X市办班。丙城市办班。X学院办会。"]);
        let masked = coverage(&text, &roster).masked;
        let shown: Vec<_> = masked
            .iter()
            .map(|name| (name.name.as_str(), name.candidates.as_slice()))
            .collect();
        assert_eq!(
            shown,
            [
                ("X市", &[(0, 1), (0, 3)][..]),
                ("X学院", &[(1, 0), (1, 1)][..])
            ]
        );
    }

    #[test]
    fn a_masked_name_stands_for_units_of_its_kind_alone() {
        let roster = from_text(
            "设区市：\n甲城市教育关工委\n高校：\n乙大学关工委\n丙师院\n第一活动片\n联系点：\n丁城中学",
        );
        let text = speech(&["X市办班。X大学办会。X学院办展。X校办报。"]);
        let masked = coverage(&text, &roster.roster).masked;
        let shown = masked.iter().map(|name| {
            let candidates = name.candidates.iter();
            let places = candidates.map(|(group, unit)| format!("{group}.{unit}"));
            format!("{} {}", name.name, places.collect::<Vec<_>>().join(" "))
        });
        assert_eq!(
            shown.collect::<Vec<_>>(),
            [
                "X市 0.0",
                "X大学 1.0 1.1",
                "X学院 1.0 1.1",
                "X校 1.0 1.1 2.0"
            ]
        );
    }

    #[test]
    fn only_changed_sections_are_searched_again_and_the_result_is_the_same() {
        let roster = Arc::new(from_text(ROSTER).roster);
        let mut counter = Counter::new(Arc::clone(&roster));
        let mut speech = speech(&["甲城市办班。"]);
        let first = counter.coverage(&speech);
        assert_eq!(counter.coverage(&speech), first);
        let mut changed = Section::clone(&speech.sections[0]);
        changed.heading = "乙城的做法".to_owned();
        speech.sections = vec![Arc::new(changed)];
        assert_eq!(counter.coverage(&speech), coverage(&speech, &roster));
        assert_ne!(counter.coverage(&speech), first);
    }
}
