//! One window per open file: a lock that the system frees when its holder is gone, however it went.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::leftovers::{self, Access};

/// Held as long as it lives.
#[derive(Debug)]
pub struct FileLock {
    path: PathBuf,
    file: File,
}

/// What became of asking for a lock.
#[derive(Debug)]
pub enum Locked {
    Held(FileLock),
    /// Somebody else has the file open; who, as they wrote it down.
    ByOther {
        owner: String,
    },
    /// The folder takes no lock file (read-only, or a file system without locks): the speech can be edited, two windows
    /// will not know of each other.
    Impossible,
}

/// What the names of lock files begin and end with.
const PREFIX: &str = ".~";
const SUFFIX: &str = ".lock";

/// True if a file of that name is the lock of another one.
pub(super) fn is_lock(name: &str) -> bool {
    name.strip_prefix(PREFIX)
        .is_some_and(|name| name.len() > SUFFIX.len() && name.ends_with(SUFFIX))
}

/// The lock file beside a file: hidden, and named after it.
fn lock_path(path: &Path) -> Option<PathBuf> {
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name()?.to_string_lossy().into_owned();
    Some(path.with_file_name(format!("{PREFIX}{name}{SUFFIX}")))
}

/// The folder that a file lies in; the current one for a bare name.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Locks a file for editing; `owner` is what another window will be told. What killed programs left beside the file is
/// cleared away.
pub fn lock(path: &Path, owner: &str) -> Locked {
    let Some(path) = lock_path(path) else {
        return Locked::Impossible;
    };
    leftovers::remove(&folder_of(&path));
    lock_file(path, owner, Access::Usual)
}

pub(super) fn lock_file(path: PathBuf, owner: &str, access: Access) -> Locked {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    if access == Access::Private {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _: Access = access;
    loop {
        let opened = options.open(&path);
        let Ok(mut file) = opened else {
            return Locked::Impossible;
        };
        match file.try_lock() {
            // Its last holder removed it between our opening and our locking: a lock on it would hold nobody off.
            Ok(()) if !is_at(&file, &path) => {}
            Ok(()) => {
                let written = file
                    .set_len(0)
                    .and_then(|()| file.rewind())
                    .and_then(|()| file.write_all(owner.as_bytes()));
                // The lock holds without the name; the other window then shows none.
                written.ok();
                return Locked::Held(FileLock { path, file });
            }
            Err(TryLockError::WouldBlock) => {
                let mut owner = String::new();
                file.read_to_string(&mut owner).ok();
                return Locked::ByOther { owner };
            }
            Err(TryLockError::Error(_)) => {
                // Where the file system has no locks, the file's contents mean nothing.
                std::fs::remove_file(&path).ok();
                return Locked::Impossible;
            }
        }
    }
}

/// True if the path still leads to the open file.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(open), Ok(there)) => (open.dev(), open.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Elsewhere a file that somebody has open cannot be removed and made again.
#[cfg(not(unix))]
pub(super) fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

impl FileLock {
    /// True if this is the lock on the file with a path: also under a new name of its folder.
    pub fn guards(&self, path: &Path) -> bool {
        lock_path(path)
            .is_some_and(|path| path == self.path || (cfg!(unix) && is_at(&self.file, &path)))
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // Removed while still locked, so that nobody can take the file that is about to go.
        std::fs::remove_file(&self.path).ok();
        self.file.unlock().ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_window_learns_who_has_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("讲话.jg");
        std::fs::write(&path, "").unwrap();
        let Locked::Held(first) = lock(&path, "甲") else {
            panic!("not locked")
        };
        let Locked::ByOther { owner } = lock(&path, "乙") else {
            panic!("locked twice")
        };
        assert_eq!(owner, "甲");
        drop(first);
        assert!(matches!(lock(&path, "乙"), Locked::Held(_)));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
