//! What rules are told besides the text: when the meeting is, who must be named, the user's own words.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{FrontMatter, Roster};
use crate::text::dates::{Date, date_in};
use crate::text::own_words::Level;

use super::words::Words;

/// What rules are told besides the text.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    pub roster: Option<Arc<Roster>>,
    /// The user's own word pairs and fixed phrases.
    pub words: Arc<Words>,
    /// Codes of the rules that are not asked.
    pub off: BTreeSet<String>,
    /// The meeting's date, as far as the front matter says it.
    pub date: Date,
    /// For whom the speaker speaks, as far as the title says it: 全省 a province.
    pub level: Option<Level>,
}

impl Setting {
    /// With what the front matter says.
    pub(super) fn with_front(&self, front: &FrontMatter) -> Self {
        let texts = [&front.date, &front.title, &front.subtitle];
        let date = texts
            .into_iter()
            .map(|text| date_in(text))
            .fold(Date::default(), Date::or);
        let level = [&front.title, &front.subtitle]
            .into_iter()
            .find_map(|text| Level::of_title(text));
        Self {
            date,
            level,
            ..self.clone()
        }
    }

    /// Whether another setting makes every rule say the same of the same text.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let same_roster = match (&self.roster, &other.roster) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a == b,
            (a, b) => a.is_none() && b.is_none(),
        };
        same_roster
            && (Arc::ptr_eq(&self.words, &other.words) || self.words == other.words)
            && self.off == other.off
            && self.date == other.date
            && self.level == other.level
    }
}
