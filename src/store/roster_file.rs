//! Roster files: the units that must be named, in RON, for a user to copy and change.

use serde::{Deserialize, Serialize};

use crate::model::{Roster, RosterGroup, Unit};

use super::{ParseError, ron_text};

const FORMAT: u32 = 1;

/// Format 1 of a roster file. Never edited once released.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Roster", deny_unknown_fields)]
struct RosterV1 {
    format: u32,
    name: String,
    groups: Vec<GroupV1>,
}

/// A roster within another file, which has the format's number.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Roster", deny_unknown_fields)]
pub(super) struct RosterPartV1 {
    name: String,
    groups: Vec<GroupV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Group", deny_unknown_fields)]
struct GroupV1 {
    name: String,
    units: Vec<UnitV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Unit", deny_unknown_fields)]
struct UnitV1 {
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
}

impl GroupV1 {
    fn of(group: &RosterGroup) -> Self {
        let unit = |unit: &Unit| UnitV1 {
            name: unit.name.clone(),
            aliases: unit.aliases.clone(),
        };
        Self {
            name: group.name.clone(),
            units: group.units.iter().map(unit).collect(),
        }
    }

    fn group(self) -> RosterGroup {
        let unit = |unit: UnitV1| Unit {
            name: unit.name,
            aliases: unit.aliases,
        };
        RosterGroup {
            name: self.name,
            units: self.units.into_iter().map(unit).collect(),
        }
    }
}

impl RosterPartV1 {
    pub(super) fn of(roster: &Roster) -> Self {
        Self {
            name: roster.name.clone(),
            groups: roster.groups.iter().map(GroupV1::of).collect(),
        }
    }

    pub(super) fn roster(self) -> Roster {
        Roster {
            name: self.name,
            groups: self.groups.into_iter().map(GroupV1::group).collect(),
        }
    }
}

/// The roster as the text of a file.
pub fn to_text(roster: &Roster) -> String {
    let RosterPartV1 { name, groups } = RosterPartV1::of(roster);
    let file = RosterV1 {
        format: FORMAT,
        name,
        groups,
    };
    ron_text::write(&file).expect("strings, numbers and lists have a RON form")
}

/// # Errors
///
/// With the place and the cause.
pub fn parse(bytes: &[u8]) -> Result<Roster, ParseError> {
    let RosterV1 { name, groups, .. } = ron_text::parse(bytes, FORMAT)?;
    Ok(RosterPartV1 { name, groups }.roster())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r#"Roster(format: 1, name: "名册", groups: [Group(name: "设区市", units: [
        Unit(name: "甲市教育关工委", aliases: ["甲市", "甲"]), Unit(name: "乙市教育关工委"),
    ])])"#;

    #[test]
    fn what_is_written_is_read() {
        let roster = parse(SAMPLE.as_bytes()).unwrap();
        assert_eq!(parse(to_text(&roster).as_bytes()), Ok(roster.clone()));
        let names: Vec<_> = roster.units().flat_map(Unit::names).collect();
        assert_eq!(names, ["甲市教育关工委", "甲市", "甲", "乙市教育关工委"]);
    }

    #[test]
    fn an_unknown_field_is_refused_by_name() {
        let text = SAMPLE.replace("aliases", "alias");
        let Err(ParseError::Damaged { cause, .. }) = parse(text.as_bytes()) else {
            panic!()
        };
        assert!(cause.to_string().contains("alias"), "{cause}");
    }
}
