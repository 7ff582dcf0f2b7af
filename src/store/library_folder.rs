//! The library on disk: a folder of RON collections, one per source.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{Collection, Snippet, SnippetId};

use super::atomic::{self, Replace, SaveError};
use super::{ParseError, builtin, ron_text};

const FORMAT: u32 = 1;

/// Format 1 of a collection file. Never edited once released.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Collection", deny_unknown_fields)]
struct CollectionV1 {
    format: u32,
    name: String,
    snippets: Vec<SnippetV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Snippet", deny_unknown_fields)]
struct SnippetV1 {
    id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    unit: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    region: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<u16>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    topics: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    source: String,
    /// One string a paragraph.
    text: Vec<String>,
}

/// A collection as it lies in the folder.
#[derive(Debug)]
pub struct StoredCollection {
    pub path: PathBuf,
    pub collection: Collection,
}

/// What a library folder holds.
#[derive(Debug, Default)]
pub struct LibraryFolder {
    pub collections: Vec<StoredCollection>,
    /// Files that cannot be understood; they stay where they are and the rest works.
    pub damaged: Vec<(PathBuf, ParseError)>,
    /// Files, or the folder itself, that cannot be read.
    pub unread: Vec<(PathBuf, std::io::Error)>,
}

/// # Errors
///
/// With the place and the cause.
pub fn parse(bytes: &[u8]) -> Result<Collection, ParseError> {
    let file: CollectionV1 = ron_text::parse(bytes, FORMAT)?;
    let snippet = |snippet: SnippetV1| {
        Arc::new(Snippet {
            id: SnippetId::from(snippet.id.as_str()),
            unit: snippet.unit,
            region: snippet.region,
            year: snippet.year,
            topics: snippet.topics,
            text: snippet.text.join("\n"),
            source: snippet.source,
        })
    };
    Ok(Collection {
        name: file.name,
        snippets: file.snippets.into_iter().map(snippet).collect(),
    })
}

pub fn to_bytes(collection: &Collection) -> Vec<u8> {
    let snippet = |snippet: &Arc<Snippet>| SnippetV1 {
        id: snippet.id.as_str().to_owned(),
        unit: snippet.unit.clone(),
        region: snippet.region.clone(),
        year: snippet.year,
        topics: snippet.topics.clone(),
        source: snippet.source.clone(),
        text: snippet.text.split('\n').map(str::to_owned).collect(),
    };
    let file = CollectionV1 {
        format: FORMAT,
        name: collection.name.clone(),
        snippets: collection.snippets.iter().map(snippet).collect(),
    };
    ron_text::write(&file)
        .expect("strings, numbers and lists have a RON form")
        .into_bytes()
}

/// Reads every collection of the folder, by file name. At the first start, when there is no such folder, the built-in
/// examples are put into it.
pub fn load(folder: &Path) -> LibraryFolder {
    if !folder.exists() && std::fs::create_dir_all(folder).is_ok() {
        for (name, text) in builtin::LIBRARY {
            // Without the examples the library is empty, and works.
            atomic::write(&folder.join(name), text.as_bytes(), Replace::Nothing).ok();
        }
    }
    let mut library = LibraryFolder::default();
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            library.unread.push((folder.to_owned(), error));
            return library;
        }
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        .collect();
    paths.sort();
    for path in paths {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                library.unread.push((path, error));
                continue;
            }
        };
        match parse(&bytes) {
            Ok(collection) => library
                .collections
                .push(StoredCollection { path, collection }),
            Err(error) => library.damaged.push((path, error)),
        }
    }
    library
}

/// Writes a new collection under a file name made of its own; returns the path.
///
/// # Errors
///
/// When the folder cannot be written to.
pub fn add(folder: &Path, collection: &Collection) -> Result<PathBuf, SaveError> {
    std::fs::create_dir_all(folder).map_err(|source| SaveError::Create {
        folder: folder.to_owned(),
        source,
    })?;
    let stem: String = collection
        .name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '-' {
                c
            } else {
                '-'
            }
        })
        .take(40)
        .collect();
    let mut n = 1;
    loop {
        let path = folder.join(if n == 1 {
            format!("{stem}.ron")
        } else {
            format!("{stem}-{n}.ron")
        });
        match atomic::write(&path, &to_bytes(collection), Replace::Nothing) {
            Err(SaveError::Exists { .. }) => n += 1,
            Err(error) => return Err(error),
            Ok(_) => return Ok(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collection() -> Collection {
        let snippet = Snippet {
            id: SnippetId::from("a-1"),
            unit: "某单位".to_owned(),
            region: String::new(),
            year: Some(2023),
            topics: vec!["品牌建设".to_owned()],
            text: "第一段。\n第二段。".to_owned(),
            source: "材料.txt".to_owned(),
        };
        Collection {
            name: "材料".to_owned(),
            snippets: vec![Arc::new(snippet)],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(parse(&to_bytes(&collection())), Ok(collection()));
    }

    #[test]
    fn a_damaged_collection_is_named_and_the_rest_works() {
        let folder = tempfile::tempdir().unwrap();
        add(folder.path(), &collection()).unwrap();
        let second = add(folder.path(), &collection()).unwrap();
        std::fs::write(&second, "Collection(").unwrap();
        let library = load(folder.path());
        assert_eq!((library.collections.len(), library.damaged.len()), (1, 1));
        assert!(second.exists());
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("a.ron")).unwrap();
        let library = load(folder.path());
        assert_eq!(library.unread.len(), 1);
        let not_a_folder = folder.path().join("b");
        std::fs::write(&not_a_folder, "").unwrap();
        assert_eq!(load(&not_a_folder).unread.len(), 1);
    }

    #[test]
    fn the_first_start_brings_the_examples() {
        let folder = tempfile::tempdir().unwrap();
        let library = load(&folder.path().join("library"));
        assert_eq!(library.collections.len(), builtin::LIBRARY.len());
        assert!(library.damaged.is_empty(), "{:?}", library.damaged);
    }
}
