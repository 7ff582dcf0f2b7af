//! The files of a library folder as they look from outside: which there are, and whether one may have changed.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, io};

/// What the folder tells of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileMark {
    n_bytes: u64,
    modified: Option<SystemTime>,
}

/// Within this time a file server may give two versions of a file the same time.
const COARSE_TIME: Duration = Duration::from_secs(3);

impl FileMark {
    fn of(path: &Path) -> Option<Self> {
        let data = fs::metadata(path).ok()?;
        Some(Self {
            n_bytes: data.len(),
            modified: data.modified().ok(),
        })
    }

    /// True if a change from now on would show.
    pub(super) fn is_settled(&self) -> bool {
        let age = self.modified.map(|modified| modified.elapsed());
        matches!(age, Some(Ok(age)) if age > COARSE_TIME)
    }
}

/// The collection files of a folder, by name, and how they look from outside.
///
/// # Errors
///
/// When the folder cannot be read.
pub fn listing(folder: &Path) -> io::Result<Vec<(PathBuf, Option<FileMark>)>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        // What sync programs and our own writing put there for a moment.
        .filter(|path| {
            !path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'))
        })
        .collect();
    paths.sort();
    Ok(paths
        .into_iter()
        .map(|path| {
            let mark = FileMark::of(&path);
            (path, mark)
        })
        .collect())
}

/// A file name for a new collection that neither the folder nor `taken` has.
pub fn new_path(folder: &Path, name: &str, taken: &[PathBuf]) -> PathBuf {
    let is_plain = |c: char| c.is_alphanumeric() || c == '-';
    let stem: String = name
        .chars()
        .map(|c| if is_plain(c) { c } else { '-' })
        .take(40)
        .collect();
    (1..)
        .map(|n| match n {
            1 => folder.join(format!("{stem}.ron")),
            n => folder.join(format!("{stem}-{n}.ron")),
        })
        .find(|path| !path.exists() && !taken.contains(path))
        .unwrap_or_default()
}
