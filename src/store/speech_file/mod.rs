//! The speech file, `*.jg`: RON, one paragraph to a line.

mod older;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use ron::value::RawValue;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{
    Anchor, CharIdx, FrontField, FrontMatter, IdSource, IgnoredFinding, LINE_ENDS, Paragraph,
    ParagraphId, Section, SectionId, SectionKind, SnippetId, Speech, TextId,
};

use super::atomic::{self, Replace, SaveError, Saved};
use super::roster_file::RosterPartV1;
use super::{Fault, ParseError, ron_text};

/// The newest format of a speech file, in which every speech is written.
pub const FORMAT: u32 = 4;
/// The oldest format that there is.
const OLDEST: u32 = 1;
/// The first format whose sections and paragraphs have ids.
const WITH_IDS: u32 = 4;

/// Format 4 of `*.jg`. Never edited once released.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Speech", deny_unknown_fields)]
struct SpeechV4 {
    format: u32,
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
enum KindV1 {
    Opening,
    Achievements,
    RegionalExamples,
    Tasks,
    Closing,
    #[default]
    Custom,
}

fn yes() -> bool {
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

    fn kind(self) -> SectionKind {
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

/// The speech as the text of a file.
pub fn to_bytes(speech: &Speech) -> Vec<u8> {
    let front = speech.front.clone();
    let file = SpeechV4 {
        format: FORMAT,
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
    };
    ron_text::write(&file)
        .expect("strings, numbers and lists have a RON form")
        .into_bytes()
}

/// Writes the speech to a file, once it is certain that it can be read again.
///
/// # Errors
///
/// When the bytes do not give the speech back, or the file cannot be written. The old content is then still there.
pub fn write(path: &Path, speech: &Speech, replace: Replace) -> Result<Saved, SaveError> {
    atomic::write(path, &read_back(path, speech)?, replace)
}

/// The bytes of a speech that give it back when they are read.
pub(super) fn read_back(path: &Path, speech: &Speech) -> Result<Vec<u8>, SaveError> {
    let bytes = to_bytes(speech);
    if parse(&bytes).is_ok_and(|read| read == *speech) {
        return Ok(bytes);
    }
    Err(SaveError::NotReadBack {
        path: path.to_path_buf(),
    })
}

/// Reads a file of any format.
///
/// Ids are those of the file. What has none, as everything in formats 1 to 3, gets one that follows from the contents:
/// the same file gives the same ids. Of two that are the same, as after copying lines by hand, the second is given anew.
///
/// # Errors
///
/// With the place and the cause. `NewerFormat` when a later program wrote it: the user is told to update, not that the
/// file is broken.
pub fn parse(bytes: &[u8]) -> Result<Speech, ParseError> {
    let mut ids = IdSource::of_contents(bytes);
    let mut speech = match ron_text::format_of(bytes) {
        Some(format) if (OLDEST..WITH_IDS).contains(&format) => {
            let file: older::SpeechV3 = ron_text::parse(bytes, FORMAT)?;
            file.speech(&mut ids)
        }
        _ => {
            let file: SpeechV4 = ron_text::parse(bytes, FORMAT)?;
            if file.format != FORMAT {
                return Err(ParseError::Damaged {
                    line: 1,
                    column: 1,
                    cause: Fault::NoSuchFormat(file.format),
                });
            }
            file.speech(&mut ids)
        }
    };
    ids.part_twins(&mut speech);
    Ok(speech)
}

impl SpeechV4 {
    fn speech(self, ids: &mut IdSource) -> Speech {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Roster, RosterGroup, Unit};

    const SAMPLE: &str = r#"Speech(
    format: 1,
    title: "在会上的讲话",
    sections: [
        Section(
            numbered: false,
            kind: Opening,
            paragraphs: ["同志们好。"],
        ),
        Section(
            heading: "成绩",
            paragraphs: ["甲\t“乙”", ""],
            sources: [(0, ["s1"])],
            sections: [Section(heading: "下级")],
        ),
    ],
)"#;

    #[test]
    fn what_is_written_is_read() {
        let speech = parse(SAMPLE.as_bytes()).unwrap();
        assert_eq!(parse(&to_bytes(&speech)), Ok(speech.clone()));
        assert_eq!(speech.walk().count(), 3);
        assert_eq!(
            speech.sections[1].paragraphs[0].sources,
            [SnippetId::from("s1")]
        );
        assert!(!speech.sections[0].numbered);
    }

    #[test]
    fn a_roster_is_kept() {
        let mut speech = parse(SAMPLE.as_bytes()).unwrap();
        let unit = Unit {
            name: "甲市教育关工委".to_owned(),
            aliases: vec!["甲市".to_owned()],
        };
        let group = RosterGroup {
            name: "设区市".to_owned(),
            units: vec![unit],
        };
        speech.roster = Some(Arc::new(Roster {
            name: "名册".to_owned(),
            groups: vec![group],
        }));
        let text = String::from_utf8(to_bytes(&speech)).unwrap();
        assert_eq!(parse(text.as_bytes()), Ok(speech));
    }

    #[test]
    fn what_is_ignored_is_kept() {
        let mut speech = parse(SAMPLE.as_bytes()).unwrap();
        let ignored = |around: Option<(&str, &str)>| IgnoredFinding {
            rule: "W401".to_owned(),
            text: "籍此".to_owned(),
            around: around.map(|(before, after)| (before.to_owned(), after.to_owned())),
            place: None,
        };
        let all = [None, Some(("我们", "")), Some(("", ""))].map(ignored);
        speech.ignored = Arc::new(all);
        let text = String::from_utf8(to_bytes(&speech)).unwrap();
        assert_eq!(parse(text.as_bytes()), Ok(speech.clone()));
        // By hand, one side is enough.
        let one_sided = text.replace("            after: \"\",\n", "");
        assert_ne!(one_sided, text);
        assert_eq!(parse(one_sided.as_bytes()), Ok(speech));
    }

    #[test]
    fn each_paragraph_has_a_line_of_its_own() {
        let speech = parse(SAMPLE.as_bytes()).unwrap();
        let text = String::from_utf8(to_bytes(&speech)).unwrap();
        assert!(
            text.lines()
                .any(|line| line.trim().ends_with(r#", text: "同志们好。"),"#)),
            "{text}"
        );
    }

    #[test]
    fn what_cannot_be_read_again_does_not_replace_what_can() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("讲话.jg");
        let mut speech = parse(SAMPLE.as_bytes()).unwrap();
        write(&path, &speech, Replace::Nothing).unwrap();
        let before = std::fs::read(&path).unwrap();
        // Deeper than a reader goes.
        let mut ids = IdSource::above(&speech);
        for _ in 0..110 {
            let mut above = ids.section("层", SectionKind::Custom);
            above.children = std::mem::take(&mut speech.sections);
            speech.sections = vec![Arc::new(above)];
        }
        let failed = write(&path, &speech, Replace::Anything);
        assert!(matches!(failed, Err(SaveError::NotReadBack { .. })));
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn an_unknown_field_is_refused_by_name_and_place() {
        let text = SAMPLE.replace("title:", "titel:");
        let Err(ParseError::Damaged { line, cause, .. }) = parse(text.as_bytes()) else {
            panic!()
        };
        assert_eq!(line, 3);
        assert_eq!(cause, Fault::UnknownField("titel".to_owned()));
    }

    #[test]
    fn a_newer_format_is_told_apart_from_damage() {
        let text = SAMPLE.replace("format: 1", "format: 7");
        assert_eq!(
            parse(text.as_bytes()),
            Err(ParseError::NewerFormat { found: 7, known: 4 })
        );
    }

    #[test]
    fn a_format_that_never_was_is_refused() {
        let text = SAMPLE.replace("format: 1", "format: 0");
        assert!(matches!(
            parse(text.as_bytes()),
            Err(ParseError::Damaged { .. })
        ));
        // The word in a text is no number of a format.
        let text = SAMPLE.replace("在会上", "format: 9");
        assert!(parse(text.as_bytes()).is_ok());
    }

    #[test]
    fn cut_or_foreign_files_are_refused_without_a_panic() {
        let bytes = to_bytes(&parse(SAMPLE.as_bytes()).unwrap());
        for end in 0..bytes.len() - 2 {
            assert!(parse(&bytes[..end]).is_err(), "cut at {end}");
        }
        assert_eq!(parse(&[0xff, 0xfe]), Err(ParseError::NotText { at: 0 }));
        assert!(parse("PK\u{3}\u{4}".as_bytes()).is_err());
    }
}
