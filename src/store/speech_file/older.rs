//! Formats 1 to 3 of the speech file, which are read for ever. Never edited: a new format is a new struct.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::model::{FrontMatter, IdSource, IgnoredFinding, LINE_ENDS, Section, SnippetId, Speech};

use super::format_4::KindV1;
use crate::store::roster_file::RosterPartV1;

/// Format 3 of `*.jg`; format 2, which is the same with nothing ignored; and format 1, which has no roster either.
#[derive(Deserialize)]
#[serde(rename = "Speech", deny_unknown_fields)]
pub(super) struct SpeechV3 {
    #[expect(
        dead_code,
        reason = "named so that the field is known; what reads the file has looked at it already"
    )]
    format: u32,
    #[serde(default)]
    title: String,
    #[serde(default)]
    subtitle: String,
    #[serde(default)]
    speaker: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    venue: String,
    #[serde(default)]
    salutation: String,
    sections: Vec<SectionV1>,
    #[serde(default)]
    roster: Option<RosterPartV1>,
    #[serde(default)]
    ignored: Vec<IgnoredV3>,
}

/// A finding that is ignored. Without `before` and `after` it is ignored wherever it stands.
#[derive(Deserialize)]
#[serde(rename = "Ignored", deny_unknown_fields)]
struct IgnoredV3 {
    rule: String,
    text: String,
    #[serde(default)]
    before: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename = "Section", deny_unknown_fields)]
struct SectionV1 {
    #[serde(default)]
    heading: String,
    #[serde(default)]
    kind: KindV1,
    #[serde(default = "super::format_4::yes")]
    numbered: bool,
    #[serde(default)]
    paragraphs: Vec<String>,
    /// Snippets that paragraphs came from, by the paragraph's place from 0.
    #[serde(default)]
    sources: Vec<(usize, Vec<String>)>,
    #[serde(default)]
    sections: Vec<Self>,
}

impl SpeechV3 {
    pub fn speech(self, ids: &mut IdSource) -> Speech {
        Speech {
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
            ignored: self.ignored.into_iter().map(IgnoredV3::ignored).collect(),
        }
    }
}

impl SectionV1 {
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
            for line in text.split(LINE_ENDS) {
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
            place: None,
        }
    }
}
