//! Format 4 of the speech file. Never edited once released: a new format is a new file beside this one.

use std::fmt;
use std::sync::Arc;

use ron::value::RawValue;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{
    Anchor, CharIdx, FrontField, FrontMatter, IdSource, IgnoredFinding, LINE_ENDS, Paragraph,
    ParagraphId, Section, SectionId, SectionKind, SnippetId, Speech, TextId,
};

use crate::store::ron_text;
use crate::store::roster_file::RosterPartV1;

/// A file of format 4.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Speech", deny_unknown_fields)]
pub(super) struct SpeechV4 {
    pub format: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    subtitle: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    speaker: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    date: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    venue: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    salutation: String,
    sections: Vec<SectionV4>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    roster: Option<RosterPartV1>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ignored: Vec<IgnoredV4>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Section", deny_unknown_fields)]
struct SectionV4 {
    #[serde(default)]
    id: IdV4,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    heading: String,
    #[serde(default, skip_serializing_if = "KindV1::is_custom")]
    kind: KindV1,
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    numbered: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    paragraphs: Vec<OneLine<ParagraphV4>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sections: Vec<Self>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "P", deny_unknown_fields)]
struct ParagraphV4 {
    #[serde(default)]
    id: IdV4,
    #[serde(default)]
    text: String,
    /// Snippets that the text came from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    from: Vec<String>,
}

/// A finding that is ignored. Without `before` and `after` it is ignored wherever it stands.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Ignored", deny_unknown_fields)]
struct IgnoredV4 {
    rule: String,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<OneLine<PlaceV4>>,
}

/// Characters of a text: from and to, counted in characters from 0.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Place")]
enum PlaceV4 {
    Title(usize, usize),
    Subtitle(usize, usize),
    Speaker(usize, usize),
    Date(usize, usize),
    Venue(usize, usize),
    Salutation(usize, usize),
    Heading(IdV4, usize, usize),
    Paragraph(IdV4, usize, usize),
}

/// An id as 16 hexadecimal digits. One that is missing, or is no number, is given anew.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
struct IdV4(Option<u64>);

impl Serialize for IdV4 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:016x}", self.0.unwrap_or_default()))
    }
}

impl<'de> Deserialize<'de> for IdV4 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits;
        impl serde::de::Visitor<'_> for Digits {
            type Value = IdV4;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("16 hexadecimal digits")
            }

            fn visit_str<E: serde::de::Error>(self, digits: &str) -> Result<IdV4, E> {
                Ok(IdV4(u64::from_str_radix(digits, 16).ok()))
            }
        }
        deserializer.deserialize_str(Digits)
    }
}

/// Something that is written on one line, among others that are written on many: files that compare well.
struct OneLine<T>(T);

impl<T: Serialize> Serialize for OneLine<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error as _;
        let line = ron_text::one_line(&self.0).map_err(S::Error::custom)?;
        let line = RawValue::from_boxed_ron(line.into()).map_err(S::Error::custom)?;
        line.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneLine<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

#[derive(Default, Clone, Copy, Serialize, Deserialize)]
pub(super) enum KindV1 {
    Opening,
    Achievements,
    RegionalExamples,
    Tasks,
    Closing,
    #[default]
    Custom,
}

pub(super) fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn is_yes(flag: &bool) -> bool {
    *flag
}

impl KindV1 {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
    fn is_custom(&self) -> bool {
        matches!(self, Self::Custom)
    }

    fn of(kind: SectionKind) -> Self {
        match kind {
            SectionKind::Opening => Self::Opening,
            SectionKind::Achievements => Self::Achievements,
            SectionKind::RegionalExamples => Self::RegionalExamples,
            SectionKind::Tasks => Self::Tasks,
            SectionKind::Closing => Self::Closing,
            SectionKind::Custom => Self::Custom,
        }
    }

    pub fn kind(self) -> SectionKind {
        match self {
            Self::Opening => SectionKind::Opening,
            Self::Achievements => SectionKind::Achievements,
            Self::RegionalExamples => SectionKind::RegionalExamples,
            Self::Tasks => SectionKind::Tasks,
            Self::Closing => SectionKind::Closing,
            Self::Custom => SectionKind::Custom,
        }
    }
}

impl SectionV4 {
    fn of(section: &Section) -> Self {
        Self {
            id: IdV4(Some(section.id.0)),
            heading: section.heading.clone(),
            kind: KindV1::of(section.kind),
            numbered: section.numbered,
            paragraphs: section
                .paragraphs
                .iter()
                .map(|paragraph| OneLine(ParagraphV4::of(paragraph)))
                .collect(),
            sections: section
                .children
                .iter()
                .map(|child| Self::of(child))
                .collect(),
        }
    }

    fn section(self, ids: &mut IdSource) -> Section {
        let mut section = ids.section(&self.heading, self.kind.kind());
        section.numbered = self.numbered;
        if let IdV4(Some(id)) = self.id {
            section.id = SectionId(id);
        }
        for OneLine(paragraph) in self.paragraphs {
            paragraph.put_into(&mut section, ids);
        }
        section.children = self
            .sections
            .into_iter()
            .map(|child| Arc::new(child.section(ids)))
            .collect();
        section
    }
}

impl ParagraphV4 {
    fn of(paragraph: &Paragraph) -> Self {
        let sources = paragraph.sources.iter();
        Self {
            id: IdV4(Some(paragraph.id.0)),
            text: paragraph.text.to_string(),
            from: sources.map(|id| id.as_str().to_owned()).collect(),
        }
    }

    /// A line end in the text, put there by hand, parts it: no paragraph of a speech holds one.
    fn put_into(self, section: &mut Section, ids: &mut IdSource) {
        let sources: Vec<SnippetId> = self.from.iter().map(|id| SnippetId::from(&**id)).collect();
        let mut id = self.id.0;
        for line in self.text.split(LINE_ENDS) {
            let mut paragraph = ids.paragraph(line, sources.clone());
            if let Some(id) = id.take() {
                paragraph.id = ParagraphId(id);
            }
            section.paragraphs.push(paragraph);
        }
    }
}

impl PlaceV4 {
    fn of(place: &Anchor) -> Self {
        let (from, to) = (place.range.start.0, place.range.end.0);
        match place.text {
            TextId::Front(FrontField::Title) => Self::Title(from, to),
            TextId::Front(FrontField::Subtitle) => Self::Subtitle(from, to),
            TextId::Front(FrontField::Speaker) => Self::Speaker(from, to),
            TextId::Front(FrontField::Date) => Self::Date(from, to),
            TextId::Front(FrontField::Venue) => Self::Venue(from, to),
            TextId::Front(FrontField::Salutation) => Self::Salutation(from, to),
            TextId::Heading(SectionId(id)) => Self::Heading(IdV4(Some(id)), from, to),
            TextId::Paragraph(ParagraphId(id)) => Self::Paragraph(IdV4(Some(id)), from, to),
        }
    }

    /// `None` when its id is no id.
    fn place(self) -> Option<Anchor> {
        let (text, from, to) = match self {
            Self::Title(from, to) => (TextId::Front(FrontField::Title), from, to),
            Self::Subtitle(from, to) => (TextId::Front(FrontField::Subtitle), from, to),
            Self::Speaker(from, to) => (TextId::Front(FrontField::Speaker), from, to),
            Self::Date(from, to) => (TextId::Front(FrontField::Date), from, to),
            Self::Venue(from, to) => (TextId::Front(FrontField::Venue), from, to),
            Self::Salutation(from, to) => (TextId::Front(FrontField::Salutation), from, to),
            Self::Heading(id, from, to) => (TextId::Heading(SectionId(id.0?)), from, to),
            Self::Paragraph(id, from, to) => (TextId::Paragraph(ParagraphId(id.0?)), from, to),
        };
        Some(Anchor {
            text,
            range: CharIdx(from)..CharIdx(to),
        })
    }
}

impl IgnoredV4 {
    fn of(ignored: &IgnoredFinding) -> Self {
        let (before, after) = ignored.around.clone().unzip();
        Self {
            rule: ignored.rule.clone(),
            text: ignored.text.clone(),
            before,
            after,
            place: ignored.place.as_ref().map(|at| OneLine(PlaceV4::of(at))),
        }
    }

    /// A place whose characters are no longer those that were ignored, as in a file that was edited by hand, is left
    /// out: the finding is then known by what stands around it.
    fn ignored(self, speech: &Speech) -> IgnoredFinding {
        let around = match (self.before, self.after) {
            (None, None) => None,
            // One of them was put there by hand.
            (before, after) => Some((before.unwrap_or_default(), after.unwrap_or_default())),
        };
        let place = self.place.and_then(|OneLine(place)| place.place());
        IgnoredFinding {
            place: place.filter(|place| place.chars(speech).as_ref() == Some(&self.text)),
            rule: self.rule,
            text: self.text,
            around,
        }
    }
}

impl SpeechV4 {
    pub fn of(speech: &Speech) -> Self {
        let front = speech.front.clone();
        Self {
            format: super::FORMAT,
            title: front.title,
            subtitle: front.subtitle,
            speaker: front.speaker,
            date: front.date,
            venue: front.venue,
            salutation: front.salutation,
            sections: speech
                .sections
                .iter()
                .map(|section| SectionV4::of(section))
                .collect(),
            roster: speech.roster.as_deref().map(RosterPartV1::of),
            ignored: speech.ignored.iter().map(IgnoredV4::of).collect(),
        }
    }

    pub fn speech(self, ids: &mut IdSource) -> Speech {
        let mut speech = Speech {
            front: FrontMatter {
                title: self.title,
                subtitle: self.subtitle,
                speaker: self.speaker,
                date: self.date,
                venue: self.venue,
                salutation: self.salutation,
            },
            sections: self
                .sections
                .into_iter()
                .map(|section| Arc::new(section.section(ids)))
                .collect(),
            roster: self.roster.map(|roster| Arc::new(roster.roster())),
            ignored: Arc::default(),
        };
        let ignored = self.ignored.into_iter();
        speech.ignored = ignored.map(|one| one.ignored(&speech)).collect();
        speech
    }
}
