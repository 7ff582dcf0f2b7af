//! The speech file, `*.jg`: RON, one paragraph to a line.

mod format_4;
mod older;

use std::path::Path;

use crate::model::{IdSource, Speech};

use super::atomic::{self, Replace, SaveError, Saved};
use super::{Fault, ParseError, ron_text};
use format_4::SpeechV4;

/// The newest format of a speech file, in which every speech is written.
pub const FORMAT: u32 = 4;
/// The oldest format that there is.
const OLDEST: u32 = 1;
/// The first format whose sections and paragraphs have ids.
const WITH_IDS: u32 = 4;

/// The speech as the text of a file.
pub fn to_bytes(speech: &Speech) -> Vec<u8> {
    ron_text::write(&SpeechV4::of(speech))
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{IgnoredFinding, Roster, RosterGroup, SectionKind, SnippetId, Unit};

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
