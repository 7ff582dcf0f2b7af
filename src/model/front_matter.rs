//! Front matter (题头): what stands above the first paragraph of a speech.

use std::borrow::Cow;

/// Front matter (题头). An empty string means that the speech does not have that line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    pub title: String,
    /// Second line of the title, for example 「——在……会议上的讲话」.
    pub subtitle: String,
    /// Office and name of who speaks, as it is to be printed.
    pub speaker: String,
    /// Date of the speech as it is to be printed, for example 2024年1月25日.
    pub date: String,
    pub venue: String,
    /// Salutation (称呼), for example 同志们：.
    pub salutation: String,
}

/// Names one line of the front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FrontField {
    Title,
    Subtitle,
    Speaker,
    Date,
    Venue,
    Salutation,
}

impl FrontField {
    /// Every field, in the order of the page.
    pub const ALL: [Self; 6] = [
        Self::Title,
        Self::Subtitle,
        Self::Speaker,
        Self::Date,
        Self::Venue,
        Self::Salutation,
    ];
}

impl FrontMatter {
    /// The line as printed: a date stands in brackets there, its own or ours.
    pub fn printed(&self, field: FrontField) -> Cow<'_, str> {
        let text = self.get(field);
        if field == FrontField::Date && !text.is_empty() && !text.starts_with('（') {
            Cow::Owned(format!("（{text}）"))
        } else {
            Cow::Borrowed(text)
        }
    }

    pub fn get(&self, field: FrontField) -> &str {
        match field {
            FrontField::Title => &self.title,
            FrontField::Subtitle => &self.subtitle,
            FrontField::Speaker => &self.speaker,
            FrontField::Date => &self.date,
            FrontField::Venue => &self.venue,
            FrontField::Salutation => &self.salutation,
        }
    }

    pub(crate) fn get_mut(&mut self, field: FrontField) -> &mut String {
        match field {
            FrontField::Title => &mut self.title,
            FrontField::Subtitle => &mut self.subtitle,
            FrontField::Speaker => &mut self.speaker,
            FrontField::Date => &mut self.date,
            FrontField::Venue => &mut self.venue,
            FrontField::Salutation => &mut self.salutation,
        }
    }
}
