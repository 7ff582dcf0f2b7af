//! The roster (名册): the units that a speech must name, in groups and in official order.

/// A roster (名册).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    pub name: String,
    /// In official order.
    pub groups: Vec<RosterGroup>,
}

/// Units of one standing, for example 设区市.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RosterGroup {
    pub name: String,
    /// In official order.
    pub units: Vec<Unit>,
}

/// Who did the work (单位).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    /// The full name, for example 无锡市教育关工委.
    pub name: String,
    /// Other words that name it in a speech: short forms, and whom the unit speaks for, as 第一活动片 does for its
    /// universities.
    pub aliases: Vec<String>,
}

impl Unit {
    /// The full name, then the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.aliases)
            .map(String::as_str)
    }
}

impl Roster {
    /// Every unit, in official order.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.groups.iter().flat_map(|group| &group.units)
    }
}
