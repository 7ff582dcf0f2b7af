//! What rules know besides the text: the date of the meeting, the roster, the user's own words.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{FrontMatter, Roster};
use crate::text::dates::{Date, date_in};
use crate::text::own_words::Level;

use super::sources::SourceIndex;
use super::words::Words;

/// What rules know besides the text.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    pub roster: Option<Arc<Roster>>,
    /// The user's own word pairs and fixed phrases.
    pub words: Arc<Words>,
    /// Codes of the rules that are switched off.
    pub off: BTreeSet<String>,
    /// The texts of the library, to recognise copied passages; `None` switches that off.
    pub sources: Option<Arc<SourceIndex>>,
    /// The meeting's date, as far as the front matter says it.
    pub date: Date,
    /// The names of the roster's units, to be recognised where they are misspelt; the review fills them in, like all below.
    pub names: Words,
    /// Administrative level of the speaker, taken from the title (全省: province).
    pub level: Option<Level>,
}

impl Setting {
    /// With what the front matter says. The names are those of the last setting where it had the same roster.
    pub(super) fn with_front(&self, front: &FrontMatter, last: &Self) -> Self {
        let texts = [&front.date, &front.title, &front.subtitle];
        let date = texts
            .into_iter()
            .map(|text| date_in(text))
            .fold(Date::default(), Date::or);
        let level = [&front.title, &front.subtitle]
            .into_iter()
            .find_map(|text| Level::of_title(text));
        let is_same = same_roster(&self.roster, &last.roster);
        let names = if is_same {
            last.names.clone()
        } else {
            names(self.roster.as_deref())
        };
        Self {
            names,
            date,
            level,
            ..self.clone()
        }
    }

    /// True if another setting makes every rule say the same of the same text.
    pub fn is_like(&self, other: &Self) -> bool {
        same_roster(&self.roster, &other.roster)
            && (Arc::ptr_eq(&self.words, &other.words) || self.words == other.words)
            && same_sources(&self.sources, &other.sources)
            && self.off == other.off
            && self.date == other.date
            && self.level == other.level
    }
}

fn same_roster(a: &Option<Arc<Roster>>, b: &Option<Arc<Roster>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a == b,
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Compared by pointer: a changed library always gets a new index.
fn same_sources(a: &Option<Arc<SourceIndex>>, b: &Option<Arc<SourceIndex>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Shorter names resemble too many ordinary words.
const SHORTEST_NAME: usize = 5;

fn names(roster: Option<&Roster>) -> Words {
    let units = roster.into_iter().flat_map(Roster::units);
    let names = units.flat_map(|unit| unit.names().map(str::to_owned).collect::<Vec<_>>());
    let long = names.filter(|name| name.chars().count() >= SHORTEST_NAME);
    Words::new(Vec::new(), long.collect())
}
