//! The library on disk: a folder of RON collections, one per source.

use std::collections::HashMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io, thread};

use crate::library::CollectionChange;
use crate::model::{Collection, SnippetId};

use super::atomic::{self, FileStamp, ReadError, Replace, SaveError};
use super::collection_file::{parse, to_bytes};
pub use super::library_listing::{FileMark, listing, new_path};
use super::lock::{Locked, lock};
use super::{ParseError, builtin, leftovers};

/// A collection as it lies in the folder.
#[derive(Debug, Clone)]
pub struct StoredCollection {
    pub path: PathBuf,
    pub collection: Collection,
    /// How the file looked when it was read; `None` when it was so new that a change would not show.
    mark: Option<FileMark>,
    stamp: FileStamp,
}

/// What a library folder holds.
#[derive(Debug, Default, Clone)]
pub struct LibraryFolder {
    /// By file name.
    pub collections: Vec<StoredCollection>,
    /// Files that cannot be understood; they stay where they are and the rest works.
    pub damaged: Vec<(PathBuf, Arc<ParseError>)>,
    /// Files, or the folder itself, that cannot be read.
    pub unread: Vec<(PathBuf, Arc<io::Error>)>,
}

/// Files that are read sooner than a thread is started.
const SOME: usize = 8;

/// Reads every collection of the folder. At the first start, when there is no such folder, the built-in examples are
/// put into it.
pub fn load(folder: &Path) -> LibraryFolder {
    if !folder.exists() && fs::create_dir_all(folder).is_ok() {
        for (name, text) in builtin::LIBRARY {
            // Without the examples the library is empty, and works.
            atomic::write(&folder.join(name), text.as_bytes(), Replace::Nothing).ok();
        }
    }
    reload(folder, &LibraryFolder::default())
}

/// What became of a file of the folder.
enum Looked {
    At(Box<StoredCollection>),
    Damaged(PathBuf, ParseError),
    Unread(PathBuf, io::Error),
    /// Deleted since the folder was looked at.
    Gone,
}

/// Reads what has changed in the folder since it was read last.
pub fn reload(folder: &Path, last: &LibraryFolder) -> LibraryFolder {
    leftovers::remove(folder);
    let mut library = LibraryFolder::default();
    let files = match listing(folder) {
        Ok(files) => files,
        Err(error) => {
            library.unread.push((folder.to_owned(), Arc::new(error)));
            return library;
        }
    };
    let known: HashMap<&Path, &StoredCollection> = last
        .collections
        .iter()
        .map(|stored| (stored.path.as_path(), stored))
        .collect();
    let look = |(path, mark): &(PathBuf, Option<FileMark>)| {
        look_at(path, *mark, known.get(path.as_path()).copied())
    };
    // One thread parses about 100 MB a second.
    let n_threads = thread::available_parallelism().map_or(1, NonZero::get);
    let n_files = files.len().div_ceil(n_threads).max(SOME);
    let looked = thread::scope(|scope| {
        let parts: Vec<_> = files
            .chunks(n_files)
            .map(|part| scope.spawn(|| part.iter().map(look).collect::<Vec<_>>()))
            .collect();
        let parts = parts.into_iter().map(thread::ScopedJoinHandle::join);
        let parts = parts.map(|part| part.expect("reading a file does not panic"));
        parts.flatten().collect::<Vec<_>>()
    });
    for looked in looked {
        match looked {
            Looked::At(stored) => library.collections.push(*stored),
            Looked::Damaged(path, error) => library.damaged.push((path, Arc::new(error))),
            Looked::Unread(path, error) => library.unread.push((path, Arc::new(error))),
            Looked::Gone => {}
        }
    }
    library
}

/// Reads a file, unless it is known and looks the same.
fn look_at(path: &Path, mark: Option<FileMark>, known: Option<&StoredCollection>) -> Looked {
    if let Some(known) = known.filter(|known| known.mark.is_some() && known.mark == mark) {
        return Looked::At(Box::new(known.clone()));
    }
    let path = path.to_owned();
    let (bytes, stamp) = match atomic::read(&path) {
        Ok((bytes, stamp)) => {
            let stamp = stamp.unwrap_or_else(|| FileStamp::of(&bytes));
            (bytes, stamp)
        }
        Err(error) if error.source.kind() == io::ErrorKind::NotFound => return Looked::Gone,
        Err(error) => return Looked::Unread(path, error.source),
    };
    let mark = mark.filter(FileMark::is_settled);
    if let Some(known) = known.filter(|known| known.stamp == stamp) {
        return Looked::At(Box::new(StoredCollection {
            mark,
            ..known.clone()
        }));
    }
    match parse(&bytes) {
        Ok(collection) => Looked::At(Box::new(StoredCollection {
            path,
            collection,
            mark,
            stamp,
        })),
        Err(error) => Looked::Damaged(path, error),
    }
}

impl LibraryFolder {
    /// True if the collections are the same as in another state of the folder.
    pub fn is_same(&self, other: &Self) -> bool {
        let key = |stored: &StoredCollection| (stored.path.clone(), stored.stamp);
        self.collections
            .iter()
            .map(key)
            .eq(other.collections.iter().map(key))
            && self.damaged.len() == other.damaged.len()
            && self.unread.len() == other.unread.len()
    }

    /// The collection that holds a snippet, and the snippet's place in it.
    pub fn place_of(&self, id: &SnippetId) -> Option<(&StoredCollection, usize)> {
        self.collections.iter().find_map(|stored| {
            let mut snippets = stored.collection.snippets.iter();
            let at = snippets.position(|snippet| snippet.id == *id)?;
            Some((stored, at))
        })
    }
}

/// Why a change did not get into a collection; the file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// Try again in a moment.
    #[error("somebody else is writing {path:?}")]
    Busy { path: PathBuf },
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("{path:?} cannot be understood: {source}")]
    Damaged { path: PathBuf, source: ParseError },
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// Puts a change into the collection as it lies in the folder now; a collection without snippets goes. `owner` is what
/// others are told who wait for the file.
///
/// Returns the ids of snippets that others had changed meanwhile.
///
/// # Errors
///
/// When the file cannot be read, understood or written, or somebody else is writing it.
pub fn apply(change: &CollectionChange, owner: &str) -> Result<Vec<SnippetId>, ChangeError> {
    let path = &change.path;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|source| SaveError::Create {
            folder: folder.to_owned(),
            source,
        })?;
    }
    // Where there are no locks, the comparison before the write has to do.
    let guard = lock(path, owner);
    if let Locked::ByOther { .. } = guard {
        return Err(ChangeError::Busy { path: path.clone() });
    }
    let (mut collection, replace) = match atomic::read(path) {
        Ok((bytes, stamp)) => {
            let collection = parse(&bytes).map_err(|source| ChangeError::Damaged {
                path: path.clone(),
                source,
            })?;
            (collection, stamp.map_or(Replace::Anything, Replace::Known))
        }
        Err(error) if error.source.kind() == io::ErrorKind::NotFound => {
            let collection = Collection {
                name: change.name.clone(),
                snippets: Vec::new(),
            };
            (collection, Replace::Nothing)
        }
        Err(error) => return Err(error.into()),
    };
    let contested = change.apply(&mut collection);
    if !collection.snippets.is_empty() {
        atomic::write(path, &to_bytes(&collection), replace).map_err(|error| {
            let is_raced = match &error {
                SaveError::ChangedOnDisk { .. } | SaveError::Exists { .. } => true,
                SaveError::Replace { source, .. } => source.kind() == io::ErrorKind::AlreadyExists,
                _ => false,
            };
            if is_raced {
                ChangeError::Busy { path: path.clone() }
            } else {
                error.into()
            }
        })?;
    } else if replace != Replace::Nothing {
        fs::remove_file(path).map_err(|source| SaveError::Write {
            path: path.clone(),
            source,
        })?;
    }
    Ok(contested)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{ChangeKind, LibraryChange, SnippetChange};
    use crate::model::Snippet;
    use crate::store::collection_file::testing::collection;

    fn added(path: PathBuf, collection: &Collection) -> CollectionChange {
        let snippets = collection.snippets.iter().enumerate();
        CollectionChange {
            path,
            name: collection.name.clone(),
            snippets: snippets
                .map(|(at, snippet)| SnippetChange {
                    before: None,
                    after: Some(snippet.clone()),
                    at,
                })
                .collect(),
        }
    }

    #[test]
    fn a_damaged_collection_is_named_and_the_rest_works() {
        let folder = tempfile::tempdir().unwrap();
        let first = new_path(folder.path(), "材料", &[]);
        apply(&added(first.clone(), &collection()), "").unwrap();
        let second = new_path(folder.path(), "材料", &[]);
        assert_ne!(first, second);
        fs::write(&second, "Collection(").unwrap();
        let library = load(folder.path());
        assert_eq!((library.collections.len(), library.damaged.len()), (1, 1));
        assert!(second.exists());
        assert!(matches!(
            apply(&added(second.clone(), &collection()), ""),
            Err(ChangeError::Damaged { .. })
        ));
        assert_eq!(fs::read(&second).unwrap(), b"Collection(");
    }

    #[test]
    fn a_change_goes_into_what_others_have_written_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("材料.ron");
        let mine = added(path.clone(), &collection());
        apply(&mine, "").unwrap();
        let mut theirs = collection();
        theirs.snippets = vec![Arc::new(Snippet {
            id: SnippetId::from("b-1"),
            text: "别人的一段。".to_owned(),
            ..Snippet::default()
        })];
        apply(&added(path.clone(), &theirs), "").unwrap();
        let before = load(folder.path());
        assert_eq!(before.collections[0].collection.snippets.len(), 2);
        assert!(reload(folder.path(), &before).is_same(&before));
        let step = LibraryChange {
            kind: ChangeKind::Import,
            collections: vec![mine],
        };
        let undone = &step.undone().collections[0];
        apply(undone, "").unwrap();
        let after = reload(folder.path(), &before);
        assert!(!after.is_same(&before));
        assert_eq!(after.collections[0].collection.snippets, theirs.snippets);
        assert_eq!(
            after.place_of(&theirs.snippets[0].id).map(|(_, at)| at),
            Some(0)
        );
        // A collection without snippets goes.
        let gone = LibraryChange {
            kind: ChangeKind::Import,
            collections: vec![added(path.clone(), &theirs)],
        };
        apply(&gone.undone().collections[0], "").unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn a_file_that_somebody_writes_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("材料.ron");
        let guard = lock(&path, "王");
        let change = added(path.clone(), &collection());
        assert!(matches!(apply(&change, ""), Err(ChangeError::Busy { .. })));
        drop(guard);
        apply(&change, "").unwrap();
        assert!(path.exists());
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
