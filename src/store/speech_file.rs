//! The speech file, `*.jg`: RON, one paragraph per string.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{
    FrontMatter, IdSource, IgnoredFinding, Section, SectionKind, SnippetId, Speech,
};

use super::roster_file::RosterPartV1;
use super::{Fault, ParseError, ron_text};

/// The newest format of a speech file.
pub const FORMAT: u32 = 3;
/// The format of a speech with nothing that the review ignores, but a roster: what programs wrote that knew of no review,
/// and can still read.
const WITHOUT_IGNORED: u32 = 2;
/// The format of a speech without a roster, too.
const WITHOUT_ROSTER: u32 = 1;

/// Format 3 of `*.jg`; format 2, which is the same with nothing ignored; and format 1, which has no roster either. Never
/// edited once released.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Speech", deny_unknown_fields)]
struct SpeechV3 {
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
    sections: Vec<SectionV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    roster: Option<RosterPartV1>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ignored: Vec<IgnoredV3>,
}

/// A finding that is ignored. Without `before` and `after` it is ignored wherever it stands.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Ignored", deny_unknown_fields)]
struct IgnoredV3 {
    rule: String,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Section", deny_unknown_fields)]
struct SectionV1 {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    heading: String,
    #[serde(default, skip_serializing_if = "KindV1::is_custom")]
    kind: KindV1,
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    numbered: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    paragraphs: Vec<String>,
    /// Snippets that paragraphs came from, by the paragraph's place from 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sources: Vec<(usize, Vec<String>)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sections: Vec<Self>,
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

impl SectionV1 {
    fn of(section: &Section) -> Self {
        let sources = |(idx, paragraph): (usize, &crate::model::Paragraph)| {
            let ids: Vec<_> = paragraph
                .sources
                .iter()
                .map(|id| id.as_str().to_owned())
                .collect();
            (!ids.is_empty()).then_some((idx, ids))
        };
        Self {
            heading: section.heading.clone(),
            kind: KindV1::of(section.kind),
            numbered: section.numbered,
            paragraphs: section
                .paragraphs
                .iter()
                .map(|p| p.text.to_string())
                .collect(),
            sources: section
                .paragraphs
                .iter()
                .enumerate()
                .filter_map(sources)
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
        // A line end inside a paragraph, put there by hand, parts it: no paragraph of a speech holds one.
        let mut sources_of: HashMap<usize, Vec<SnippetId>> = HashMap::new();
        for (place, ids) in self.sources {
            let ids = ids.iter().map(|id| SnippetId::from(id.as_str()));
            sources_of.entry(place).or_default().extend(ids);
        }
        for (idx, text) in self.paragraphs.iter().enumerate() {
            let sources = sources_of.remove(&idx).unwrap_or_default();
            for line in text.split([
                '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
            ]) {
                section
                    .paragraphs
                    .push(ids.paragraph(line, sources.clone()));
            }
        }
        section.children = self
            .sections
            .into_iter()
            .map(|child| Arc::new(child.section(ids)))
            .collect();
        section
    }
}

impl IgnoredV3 {
    fn of(ignored: &IgnoredFinding) -> Self {
        let (before, after) = ignored.around.clone().unzip();
        Self {
            rule: ignored.rule.clone(),
            text: ignored.text.clone(),
            before,
            after,
        }
    }

    fn ignored(self) -> IgnoredFinding {
        let around = match (self.before, self.after) {
            (None, None) => None,
            // One of them was put there by hand.
            (before, after) => Some((before.unwrap_or_default(), after.unwrap_or_default())),
        };
        IgnoredFinding {
            rule: self.rule,
            text: self.text,
            around,
        }
    }
}

/// The speech as the text of a file.
pub fn to_bytes(speech: &Speech) -> Vec<u8> {
    let front = speech.front.clone();
    let roster = speech.roster.as_deref().map(RosterPartV1::of);
    let ignored: Vec<_> = speech.ignored.iter().map(IgnoredV3::of).collect();
    let file = SpeechV3 {
        format: if !ignored.is_empty() {
            FORMAT
        } else if roster.is_some() {
            WITHOUT_IGNORED
        } else {
            WITHOUT_ROSTER
        },
        title: front.title,
        subtitle: front.subtitle,
        speaker: front.speaker,
        date: front.date,
        venue: front.venue,
        salutation: front.salutation,
        sections: speech
            .sections
            .iter()
            .map(|section| SectionV1::of(section))
            .collect(),
        roster,
        ignored,
    };
    ron_text::write(&file)
        .expect("strings, numbers and lists have a RON form")
        .into_bytes()
}

/// Ids are given anew, in reading order.
///
/// # Errors
///
/// With the place and the cause. `NewerFormat` when a later program wrote it: the user is told to update, not that the
/// file is broken.
pub fn parse(bytes: &[u8]) -> Result<Speech, ParseError> {
    let file: SpeechV3 = ron_text::parse(bytes, FORMAT)?;
    if !(WITHOUT_ROSTER..=FORMAT).contains(&file.format) {
        return Err(ParseError::Damaged {
            line: 1,
            column: 1,
            cause: Fault::NoSuchFormat(file.format),
        });
    }
    let mut ids = IdSource::default();
    Ok(Speech {
        front: FrontMatter {
            title: file.title,
            subtitle: file.subtitle,
            speaker: file.speaker,
            date: file.date,
            venue: file.venue,
            salutation: file.salutation,
        },
        sections: file
            .sections
            .into_iter()
            .map(|section| Arc::new(section.section(&mut ids)))
            .collect(),
        roster: file.roster.map(|roster| Arc::new(roster.roster())),
        ignored: file.ignored.into_iter().map(IgnoredV3::ignored).collect(),
    })
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
    fn a_roster_is_kept_and_needs_the_newer_format() {
        let mut speech = parse(SAMPLE.as_bytes()).unwrap();
        let plain = String::from_utf8(to_bytes(&speech)).unwrap();
        assert!(plain.contains("format: 1,"), "{plain}");
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
        assert!(text.contains("format: 2,"), "{text}");
        assert_eq!(parse(text.as_bytes()), Ok(speech));
    }

    #[test]
    fn what_is_ignored_is_kept_and_needs_the_newest_format() {
        let mut speech = parse(SAMPLE.as_bytes()).unwrap();
        let ignored = |around: Option<(&str, &str)>| IgnoredFinding {
            rule: "W401".to_owned(),
            text: "籍此".to_owned(),
            around: around.map(|(before, after)| (before.to_owned(), after.to_owned())),
        };
        let all = [None, Some(("我们", "")), Some(("", ""))].map(ignored);
        speech.ignored = Arc::new(all);
        let text = String::from_utf8(to_bytes(&speech)).unwrap();
        assert!(text.contains("format: 3,"), "{text}");
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
            text.lines().any(|line| line.trim() == r#""同志们好。","#),
            "{text}"
        );
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
            Err(ParseError::NewerFormat { found: 7, known: 3 })
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
