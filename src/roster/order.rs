//! The official order: units that break it, and units that a masked name may stand for.

use std::collections::HashMap;

use crate::text::unit_names::{UnitKind, leading_unit};

use super::coverage::{GroupCoverage, State};

/// By group and place in it: whether a passage is about the unit, and when the first one comes, or else its first mention.
pub(super) type Seen = HashMap<(usize, usize), (bool, usize)>;

/// Numbers the units in the order of the speech and marks those that break the official order.
pub(super) fn order(group_idx: usize, group: &mut GroupCoverage, first_seen: &Seen) {
    // Names in passing follow the sense of their sentence, not the roster.
    let mut spoken: Vec<(usize, usize)> = (0..group.units.len())
        .filter_map(|unit| Some((*first_seen.get(&(group_idx, unit))?, unit)))
        .filter_map(|((is_passage, at), unit)| is_passage.then_some((at, unit)))
        .collect();
    spoken.sort_unstable();
    let passages: Vec<usize> = spoken.into_iter().map(|(_, unit)| unit).collect();
    let in_order = longest_rise(&passages);
    for (position, unit) in passages.into_iter().enumerate() {
        if let Some(covered) = group.units.get_mut(unit) {
            covered.position = Some(position + 1);
            covered.is_out_of_order = !in_order.contains(&unit);
        }
    }
}

/// The longest run of rising numbers, others left out: what is not in it stands in the wrong place.
fn longest_rise(numbers: &[usize]) -> Vec<usize> {
    // Length of the best run that ends here, and where the one before stands.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let before = (0..at)
            .filter(|&earlier| numbers.get(earlier) < Some(number))
            .max_by_key(|&earlier| best.get(earlier).map(|(length, _)| *length));
        let length = before
            .and_then(|earlier| best.get(earlier))
            .map_or(0, |(length, _)| *length);
        best.push((length + 1, before));
    }
    let mut rise = Vec::new();
    let mut next = (0..best.len()).max_by_key(|&at| best.get(at).map(|(length, _)| *length));
    while let Some(at) = next {
        rise.extend(numbers.get(at));
        next = best.get(at).and_then(|(_, before)| *before);
    }
    rise
}

/// Kind of unit that a whole or masked name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Place,
    University,
    School,
    Group,
}

impl Kind {
    fn of(name: &str) -> Self {
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if name.ends_with('片') {
            Self::Group
        } else if has(&["中学", "小学", "幼儿园", "中专", "高中"]) {
            Self::School
        } else if has(&["大学", "学院", "专科学校", "师大"])
            || leading_unit(name).is_some_and(|unit| unit.kind == UnitKind::School)
        {
            Self::University
        } else if name.ends_with('校') {
            Self::School
        } else {
            Self::Place
        }
    }
}

/// The units that a masked name can stand for, and how many of them, the first, belong between its neighbours.
pub(super) fn candidates(
    groups: &[GroupCoverage],
    masked: &str,
    at: usize,
    first_seen: &Seen,
) -> (Vec<(usize, usize)>, usize) {
    let wanted = Kind::of(masked);
    // X校 may be a university too.
    let is_any_school = masked.ends_with('校');
    let is_of_kind = |name: &str| {
        let kind = Kind::of(name);
        kind == wanted || is_any_school && kind == Kind::University
    };
    let mut likely = Vec::new();
    let mut others = Vec::new();
    for (group_idx, group) in groups.iter().enumerate() {
        let seen = |unit: usize| {
            first_seen
                .get(&(group_idx, unit))
                .filter(|(is_passage, _)| *is_passage)
        };
        let all = 0..group.units.len();
        let before = all
            .clone()
            .filter(|&unit| seen(unit).is_some_and(|(_, seen)| *seen < at))
            .max_by_key(|&unit| seen(unit));
        let after = all
            .clone()
            .filter(|&unit| seen(unit).is_some_and(|(_, seen)| *seen > at))
            .min_by_key(|&unit| seen(unit));
        for (idx, unit) in group.units.iter().enumerate() {
            if unit.state() == State::Named || !is_of_kind(&unit.unit) {
                continue;
            }
            let is_between = (before.is_some() || after.is_some())
                && before.is_none_or(|before| before < idx)
                && after.is_none_or(|after| idx < after);
            if is_between {
                likely.push((group_idx, idx));
            } else {
                others.push((group_idx, idx));
            }
        }
    }
    let n_likely = likely.len();
    likely.extend(others);
    (likely, n_likely)
}
