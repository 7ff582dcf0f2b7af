//! A roster made from the library: the units of its snippets, each once, in groups and in official order.

use crate::model::{Roster, RosterGroup, Unit};
use crate::text::regions::Region;
use crate::text::unit_names::{UnitKind, UnitName, leading_unit};

use super::names::{Names, What};

/// A roster with the units that it does not know yet added to it, those of places in official order (GB/T 2260), all
/// others in the order they come. A masked name (X市) or a name of several units adds nobody.
pub fn gathered<'a>(roster: &Roster, units: impl IntoIterator<Item = &'a str>) -> Roster {
    let names = Names::new(roster);
    let mut added: Vec<Added> = Vec::new();
    for name in units {
        let name = name.trim();
        let is_known = names
            .find(name)
            .first()
            .is_some_and(|found| matches!(found.what, What::Unit(_)) && found.bytes.start == 0);
        let Some(new) = Added::of(name).filter(|_| !is_known) else {
            continue;
        };
        match added.iter_mut().find(|other| other.key == new.key) {
            // The fuller name is the official one.
            Some(other) if other.name.len() < new.name.len() => other.name = new.name,
            Some(_) => {}
            None => added.push(new),
        }
    }
    // Stable: what has no place stays as it came.
    added.sort_by_key(|unit| (unit.group, unit.place));
    let mut roster = roster.clone();
    for unit in added {
        let group = GROUPS.get(unit.group).copied().unwrap_or_default();
        let unit = Unit {
            aliases: unit.aliases(),
            name: unit.name,
        };
        match roster.groups.iter_mut().find(|known| known.name == group) {
            Some(known) => known.units.push(unit),
            None => roster.groups.push(RosterGroup {
                name: group.to_owned(),
                units: vec![unit],
            }),
        }
    }
    if roster.name.is_empty() {
        "名册".clone_into(&mut roster.name);
    }
    roster
}

/// In the order in which a speech goes through them.
const GROUPS: &[&str] = &[
    "省级",
    "设区市",
    "县（市、区）",
    "高校活动片",
    "学校",
    "其他单位",
];

/// A unit on its way into the roster.
struct Added {
    name: String,
    /// Part that all names of the unit share.
    key: String,
    /// Index into [`GROUPS`].
    group: usize,
    /// Code of the place, for those that have one.
    place: Option<u32>,
}

impl Added {
    /// `None` if the name means no particular unit.
    fn of(name: &str) -> Option<Self> {
        if name.is_empty() {
            return None;
        }
        let unit = leading_unit(name).filter(|unit| unit.range.end == name.len());
        let Some(UnitName {
            kind,
            key,
            is_masked,
            ..
        }) = unit
        else {
            return Some(Self {
                name: name.to_owned(),
                key: name.to_owned(),
                group: 5,
                place: None,
            });
        };
        if is_masked || kind == UnitKind::Several {
            return None;
        }
        let region = Region::leading(name).map(|(region, _)| region);
        let (group, place) = match (kind, region) {
            (UnitKind::Place, Some(region)) => {
                let group = match region.code {
                    code if code % 10_000 == 0 => 0,
                    code if code % 100 == 0 => 1,
                    _ => 2,
                };
                (group, Some(region.code))
            }
            (UnitKind::Group, _) => (3, None),
            (UnitKind::School, _) => (4, None),
            (UnitKind::Place | UnitKind::Several, _) => (5, None),
        };
        Some(Self {
            name: name.to_owned(),
            key,
            group,
            place,
        })
    }

    /// The short names that a speech uses.
    fn aliases(&self) -> Vec<String> {
        let place = Region::leading(&self.name)
            .filter(|_| self.place.is_some())
            .map(|(region, _)| region.name);
        let mut aliases: Vec<String> = Vec::new();
        for alias in place.into_iter().chain([self.key.as_str()]) {
            let is_new = alias != self.name && !aliases.iter().any(|known| known == alias);
            if is_new && alias.chars().count() > 1 {
                aliases.push(alias.to_owned());
            }
        }
        aliases
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::list::{from_text, to_text};

    #[test]
    fn units_are_grouped_and_put_into_official_order() {
        let units = [
            "苏州市教育关工委",
            "江南大学关工委",
            "无锡市",
            "X市教育关工委",
            "昆山市教育局",
            "无锡市教育关工委",
            "13家普教联系点教育关工委",
            "第二活动片",
            "",
            "省教育厅关工委",
            "江南大学",
        ];
        let roster = gathered(&Roster::default(), units);
        assert_eq!(
            to_text(&roster),
            "设区市：\n无锡市教育关工委（无锡市、无锡）\n苏州市教育关工委（苏州市、苏州）\n\n县（市、区）：\n昆山市教育局（昆山市、昆山）\n\n高校活动片：\n第二活动片\n\n学校：\n江南大学关工委（江南大学）\n\n其他单位：\n省教育厅关工委"
        );
    }

    #[test]
    fn who_is_there_already_is_not_added_again() {
        let list = "设区市：\n无锡市教育局关工委（无锡市、无锡）";
        let roster = from_text(list).roster;
        let more = gathered(&roster, ["无锡市教育关工委", "无锡", "苏州市教育局"]);
        assert_eq!(
            to_text(&more),
            format!("{list}\n苏州市教育局（苏州市、苏州）")
        );
        assert_eq!(gathered(&more, ["苏州"]), more);
    }
}
