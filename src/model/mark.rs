//! What a page does not show: which line of the front matter a line is, and where and how a section begins. Files that we
//! export say it in the names of bookmarks, so that they can be read back without guessing.

use super::{FrontField, SectionKind};

/// Something that begins with a paragraph of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Front {
        field: FrontField,
        /// The brackets around a date are the layout's, not the text's.
        in_brackets: bool,
    },
    Section(SectionMark),
}

/// A section begins here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionMark {
    /// 0 is the top level.
    pub depth: usize,
    /// `None` when the file does not say.
    pub kind: Option<SectionKind>,
    pub numbered: bool,
    /// The paragraph is its heading. Otherwise the section has none.
    pub has_heading: bool,
}

/// What our Word files say of the program that wrote them, in `docProps/app.xml`: every other program that saves the file
/// puts its own name there. The number is that of the marks; files of earlier versions have none and fewer marks.
pub const APPLICATION: &str = "Jianggao/2";

/// Word does not list bookmarks whose names begin with `_`.
const SECTION: &str = "_JgSection";
const FRONT: &str = "_JgFront";
const IN_BRACKETS: &str = "InBrackets";

/// Deeper than any section tree; a number beyond it is somebody else's.
const DEEPEST: usize = 100;

const KINDS: [(SectionKind, char); 6] = [
    (SectionKind::Opening, 'o'),
    (SectionKind::Achievements, 'a'),
    (SectionKind::RegionalExamples, 'r'),
    (SectionKind::Tasks, 't'),
    (SectionKind::Closing, 'c'),
    (SectionKind::Custom, 'x'),
];
const NUMBERED: char = 'n';
const HEADING: char = 'h';

const FIELDS: [(FrontField, &str); 6] = [
    (FrontField::Title, "Title"),
    (FrontField::Subtitle, "Subtitle"),
    (FrontField::Speaker, "Speaker"),
    (FrontField::Date, "Date"),
    (FrontField::Venue, "Venue"),
    (FrontField::Salutation, "Salutation"),
];

impl SectionMark {
    /// Of a section without heading of which nothing but its level is known.
    pub fn bare(depth: usize) -> Self {
        Self {
            depth,
            kind: None,
            numbered: false,
            has_heading: false,
        }
    }
}

impl Mark {
    /// The name of the mark's bookmark. `number` makes it the only one of its name; Word allows 40 characters.
    pub fn bookmark(&self, number: usize) -> String {
        match self {
            Self::Front { field, in_brackets } => {
                let known = FIELDS.iter().find(|(known, _)| known == field);
                let name = known.map_or("", |(_, name)| name);
                let brackets = if *in_brackets { IN_BRACKETS } else { "" };
                format!("{FRONT}{name}{brackets}_{number}")
            }
            Self::Section(section) => {
                let kind = KINDS.iter().find(|(kind, _)| Some(*kind) == section.kind);
                let letters: String = [
                    kind.map(|(_, letter)| *letter),
                    section.numbered.then_some(NUMBERED),
                    section.has_heading.then_some(HEADING),
                ]
                .into_iter()
                .flatten()
                .collect();
                format!("{SECTION}{}{letters}_{number}", section.depth)
            }
        }
    }

    /// The mark of a bookmark; `None` for anybody else's.
    ///
    /// Earlier versions marked only sections without heading, by their depth alone.
    pub fn of_bookmark(name: &str) -> Option<Self> {
        let (name, _number) = name.rsplit_once('_')?;
        if let Some(name) = name.strip_prefix(FRONT) {
            let bare = name.strip_suffix(IN_BRACKETS);
            let (field, _) = FIELDS
                .iter()
                .find(|(_, known)| *known == bare.unwrap_or(name))?;
            return Some(Self::Front {
                field: *field,
                in_brackets: bare.is_some(),
            });
        }
        let rest = name.strip_prefix(SECTION)?;
        let letters = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let depth = rest.strip_suffix(letters)?.parse().ok()?;
        let is_known =
            |c: char| matches!(c, NUMBERED | HEADING) || KINDS.iter().any(|(_, kind)| *kind == c);
        let kind = KINDS.iter().find(|(_, kind)| letters.contains(*kind));
        (depth < DEEPEST && letters.chars().all(is_known)).then(|| {
            Self::Section(SectionMark {
                depth,
                kind: kind.map(|(kind, _)| *kind),
                numbered: letters.contains(NUMBERED),
                has_heading: letters.contains(HEADING),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bookmark_tells_its_mark() {
        let sections = SectionKind::ALL.into_iter().flat_map(|kind| {
            [(false, false), (false, true), (true, false), (true, true)].map(
                |(numbered, has_heading)| {
                    Mark::Section(SectionMark {
                        depth: 8,
                        kind: Some(kind),
                        numbered,
                        has_heading,
                    })
                },
            )
        });
        let lines = FrontField::ALL
            .into_iter()
            .flat_map(|field| [true, false].map(|in_brackets| Mark::Front { field, in_brackets }));
        for mark in sections.chain(lines) {
            let name = mark.bookmark(1_000_000);
            assert_eq!(Mark::of_bookmark(&name), Some(mark), "{name}");
            assert!(name.len() <= 40, "{name}");
        }
    }

    #[test]
    fn marks_of_earlier_versions_are_known_and_those_of_others_are_none() {
        assert_eq!(
            Mark::of_bookmark("_JgSection3_17"),
            Some(Mark::Section(SectionMark::bare(3)))
        );
        for other in [
            "",
            "_GoBack",
            "JgSection3_1",
            "_JgSection",
            "_JgSection_1",
            "_JgSectionX_1",
            "_JgSection3z_1",
            "_JgSection100_1",
            "_JgSection99999999999999999999_1",
            "_JgFront_1",
            "_JgFrontInBrackets_1",
        ] {
            assert_eq!(Mark::of_bookmark(other), None, "{other}");
        }
    }
}
