//! The user's own words, `words.ron`: pairs of wrong and right, and fixed phrases, for a user to change by hand, too.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::review::words::{WordPair, Words};

use super::atomic::{self, FileStamp, ReadError, Replace, SaveError};
use super::{ParseError, ron_text};

const FORMAT: u32 = 1;

/// Format 1 of the file. Never edited once released.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Words", deny_unknown_fields)]
struct WordsV1 {
    format: u32,
    /// Wrong and right; nothing right when only the author can know.
    #[serde(default)]
    pairs: Vec<(String, String)>,
    #[serde(default)]
    phrases: Vec<String>,
}

/// The words as they lie on the disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoredWords {
    pub words: Words,
    /// The file that was read; `None` when there was none.
    pub stamp: Option<FileStamp>,
}

/// Why the words were not read. The file was left alone.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("{path:?} cannot be understood")]
    Damaged { path: PathBuf, source: ParseError },
}

/// The words in a file; none when there is no file.
///
/// # Errors
///
/// When the file is there and cannot be read or understood. It is left alone, and [`save`] does not replace it.
pub fn load(path: &Path) -> Result<StoredWords, WordsError> {
    let (bytes, stamp) = match atomic::read(path) {
        Err(error) if error.source.kind() == io::ErrorKind::NotFound => {
            return Ok(StoredWords::default());
        }
        read => read?,
    };
    let words = parse(&bytes).map_err(|source| WordsError::Damaged {
        path: path.to_owned(),
        source,
    })?;
    Ok(StoredWords { words, stamp })
}

/// Writes the words in the place of the file that was read or saved last, and returns the stamp of the new one. `None`
/// stands for no file.
///
/// # Errors
///
/// When the file has changed since or appeared, or cannot be written. What is there stays: a file that could not be read
/// has no stamp by which it could be replaced.
pub fn save(
    path: &Path,
    words: &Words,
    known: Option<FileStamp>,
) -> Result<Option<FileStamp>, SaveError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|source| SaveError::Create {
            folder: folder.to_owned(),
            source,
        })?;
    }
    let replace = known.map_or(Replace::Nothing, Replace::Known);
    let saved = atomic::write(path, to_text(words).as_bytes(), replace)?;
    Ok(Some(saved.stamp))
}

/// The words as the text of a file.
pub fn to_text(words: &Words) -> String {
    let pair = |pair: &WordPair| (pair.wrong.clone(), pair.right.clone());
    let file = WordsV1 {
        format: FORMAT,
        pairs: words.pairs().iter().map(pair).collect(),
        phrases: words.phrases().to_vec(),
    };
    ron_text::write(&file).expect("strings, numbers and lists have a RON form")
}

/// # Errors
///
/// With the place and the cause.
pub fn parse(bytes: &[u8]) -> Result<Words, ParseError> {
    let WordsV1 { pairs, phrases, .. } = ron_text::parse(bytes, FORMAT)?;
    let pair = |(wrong, right)| WordPair { wrong, right };
    Ok(Words::new(pairs.into_iter().map(pair).collect(), phrases))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"Words(
    format: 1,
    pairs: [
        ("籍此", "借此"),
        ("某某", ""),
    ],
    phrases: [
        "关心下一代",
    ],
)
"#;

    #[test]
    fn format_1_is_opened_for_ever_and_written_the_same() {
        let words = parse(FILE.as_bytes()).unwrap();
        assert_eq!(words.pairs()[0].right, "借此");
        assert_eq!(words.phrases(), ["关心下一代"]);
        assert_eq!(to_text(&words), FILE);
        assert_eq!(parse(b"(format: 1)"), Ok(Words::default()));
        assert!(matches!(
            parse(b"(format: 2)"),
            Err(ParseError::NewerFormat { .. })
        ));
    }

    #[test]
    fn a_hundred_thousand_pairs_are_read_and_kept_while_one_waits() {
        let word = |n: u32| {
            let first = char::from_u32(0x4e00 + n % 20_000).unwrap_or('一');
            format!("{first}词第{n}个")
        };
        let rows: Vec<Vec<String>> = (0..100_000)
            .map(|n| vec![word(n), format!("{}正", word(n))])
            .collect();
        let begun = std::time::Instant::now();
        let listed = crate::review::words::from_table(&rows);
        let words = parse(to_text(&listed.words).as_bytes()).unwrap();
        assert_eq!(words.pairs().len(), rows.len());
        // A second or so without optimising, on a machine that does nothing else; what is quadratic takes minutes.
        assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
    }

    #[test]
    fn no_file_is_no_words_and_the_first_save_makes_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data").join("words.ron");
        assert_eq!(load(&path).unwrap(), StoredWords::default());
        let words = parse(FILE.as_bytes()).unwrap();
        let stamp = save(&path, &words, None).unwrap();
        assert_eq!(load(&path).unwrap(), StoredWords { words, stamp });
        let stamp = save(&path, &Words::default(), stamp).unwrap();
        assert_eq!(load(&path).unwrap().stamp, stamp);
        assert_eq!(load(&path).unwrap().words, Words::default());
    }

    #[test]
    fn a_damaged_file_is_named_and_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("words.ron");
        let damaged = "Words(format: 1,\n pairs: [(\"籍此\",";
        std::fs::write(&path, damaged).unwrap();
        let Err(WordsError::Damaged {
            path: place,
            source,
        }) = load(&path)
        else {
            panic!()
        };
        assert_eq!(place, path);
        assert!(matches!(source, ParseError::Damaged { line: 2, .. }));
        assert!(matches!(
            save(&path, &Words::default(), None),
            Err(SaveError::Exists { .. })
        ));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), damaged);
    }

    #[test]
    fn words_that_another_window_saved_are_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("words.ron");
        let stamp = save(&path, &Words::default(), None).unwrap();
        let others = parse(FILE.as_bytes()).unwrap();
        save(&path, &others, stamp).unwrap();
        assert!(matches!(
            save(&path, &Words::default(), stamp),
            Err(SaveError::ChangedOnDisk { .. })
        ));
        assert_eq!(load(&path).unwrap().words, others);
    }
}
