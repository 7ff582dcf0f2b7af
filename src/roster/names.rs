//! The names by which a roster's units are found in a text, and the masked names that stand for nobody yet.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::Roster;
use crate::text::chars::is_han;
use crate::text::unit_names::{MASKS, UnitKind, leading_unit};

/// Ends of masked names: X市, 某师大.
const MASKED_ENDS: &[&str] = &[
    "职业技术学院",
    "职业学院",
    "师范大学",
    "科技大学",
    "理工大学",
    "师范学院",
    "大学",
    "学院",
    "师大",
    "市",
    "县",
    "区",
    "片",
    "校",
];
/// Finds the units of a roster.
#[derive(Debug)]
pub struct Names {
    finder: Option<AhoCorasick>,
    /// The unit of every name, by its place among all units of the roster.
    units: Vec<usize>,
}

/// A name in a text, by bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub bytes: Range<usize>,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A unit, by its place among all units of the roster.
    Unit(usize),
    /// A masked name, and whether it is that of a school.
    Masked { is_school: bool },
}

impl Names {
    pub fn new(roster: &Roster) -> Self {
        let mut units = Vec::new();
        let mut names = Vec::new();
        for (idx, unit) in roster.units().enumerate() {
            for name in unit.names().filter(|name| !name.is_empty()) {
                units.push(idx);
                names.push(name);
            }
        }
        Self {
            // It fails only on more names than memory holds.
            finder: AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(&names)
                .ok(),
            units,
        }
    }

    /// Every name in the text, in order; of two that overlap the first and longest.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let of_units = self.finder.iter().flat_map(|finder| finder.find_iter(text));
        let mut found: Vec<Found> = of_units
            .filter(|name| !goes_on(text, name.range()))
            .filter_map(|name| {
                let unit = *self.units.get(name.pattern().as_usize())?;
                let what = What::Unit(unit);
                Some(Found {
                    bytes: name.range(),
                    what,
                })
            })
            .collect();
        found.extend(masked(text));
        found.sort_by_key(|name| name.bytes.start);
        found.dedup_by(|b, a| b.bytes.start < a.bytes.end);
        found
    }
}

/// True if a name is only the beginning of a school's: 南京 is not named in 南京师范大学.
fn goes_on(text: &str, name: Range<usize>) -> bool {
    let whole = text.get(name.start..).and_then(leading_unit);
    whole.is_some_and(|unit| {
        unit.kind == UnitKind::School && unit.range.start == 0 && unit.key.len() > name.len()
    })
}

/// Names with masks instead of characters: X市, XX大学, 某师大.
fn masked(text: &str) -> impl Iterator<Item = Found> {
    let starts = text.match_indices(MASKS).map(|(at, _)| at);
    starts.filter_map(|start| {
        // Only the first of several masks begins a name, and no word goes on into one.
        let before = text.get(..start)?.chars().next_back();
        if before.is_some_and(|c| MASKS.contains(&c) || c.is_alphanumeric() && !is_han(c)) {
            return None;
        }
        let rest = text.get(start..)?;
        let behind = rest.trim_start_matches(MASKS);
        let end = MASKED_ENDS
            .iter()
            .filter(|end| behind.starts_with(**end))
            .max_by_key(|end| end.len())?;
        let n_masks = rest.get(..rest.len() - behind.len())?.chars().count();
        // 某区域 and 某校园 are words of their own.
        let after = behind.strip_prefix(*end)?;
        if n_masks > 4
            || after.starts_with(['域', '园', '场', '委', '内']) && end.chars().count() == 1
        {
            return None;
        }
        let is_school = !matches!(*end, "市" | "县" | "区" | "片");
        Some(Found {
            bytes: start..text.len() - after.len(),
            what: What::Masked { is_school },
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::list::from_text;

    /// The names in the text in brackets; masked ones in 〈〉.
    fn show(names: &Names, text: &str) -> String {
        let mut out = text.to_owned();
        for found in names.find(text).into_iter().rev() {
            let (open, close) = match found.what {
                What::Unit(_) => ('[', ']'),
                What::Masked { .. } => ('〈', '〉'),
            };
            out.insert(found.bytes.end, close);
            out.insert(found.bytes.start, open);
        }
        out
    }

    #[track_caller]
    fn check(roster: &str, marked: &str) {
        let names = Names::new(&from_text(roster).roster);
        let plain = marked.replace(['[', ']', '〈', '〉'], "");
        assert_eq!(show(&names, &plain), marked);
    }

    const CITIES: &str =
        "南京市教育关工委（南京市、南京）\n苏州市教育关工委（苏州市、苏州）\n苏州大学（苏大）";

    #[test]
    fn the_longest_name_counts() {
        check(CITIES, "[南京市教育关工委]与[苏州市]、[南京]的[苏州大学]");
    }

    #[test]
    fn a_school_is_not_the_place_in_its_name() {
        check(CITIES, "南京师范大学、南京航空航天大学和苏州科技学院");
        check(CITIES, "[南京]大学生，[南京]组织大学生，[苏州]师范毕业");
    }

    #[test]
    fn masked_names_are_found() {
        check(
            CITIES,
            "〈X市〉教育关工委，〈XX大学〉、〈某师大〉、〈××职业技术学院〉",
        );
        check(CITIES, "A4纸，某些市，xyz市，某区域，某人");
    }
}
