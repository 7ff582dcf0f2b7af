//! Temporary files, made beside the file that they replace; and what killed programs leave in a folder, cleared away.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

use super::lock::{is_at, is_lock};

/// What the names of our temporary files begin with; tempfile adds six letters or digits.
const PREFIX: &str = ".jianggao-";
const N_RANDOM: usize = 6;

const MOST_TRIES: usize = 100;

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Whom the user's settings of the system (umask) let.
    Usual,
    /// Nobody but the user.
    Private,
}

/// A temporary file in a folder. Its lock says that its program is alive.
pub(super) fn create(folder: &Path, access: Access) -> io::Result<NamedTempFile> {
    let mut n_tries = 0;
    loop {
        n_tries += 1;
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).rand_bytes(N_RANDOM);
        // By default only the user may read it.
        #[cfg(unix)]
        if access == Access::Usual {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        #[cfg(not(unix))]
        let _: Access = access;
        let temp = builder.tempfile_in(folder)?;
        match temp.as_file().try_lock() {
            // Taken for a leftover between its making and its locking; again and again only where locks do not work.
            Ok(()) if n_tries < MOST_TRIES && !is_at(temp.as_file(), temp.path()) => {}
            Err(TryLockError::WouldBlock) if n_tries < MOST_TRIES => {}
            // Without locks nobody clears anything away.
            _ => return Ok(temp),
        }
    }
}

/// Removes the temporary files and the locks that killed programs left in a folder. Where files cannot be locked, nothing is
/// removed.
pub(super) fn remove(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_ours = name
            .to_str()
            .is_some_and(|name| is_temporary(name) || is_lock(name));
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            remove_ownerless(&entry.path());
        }
    }
}

fn is_temporary(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|random| {
        random.len() == N_RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

fn remove_ownerless(path: &Path) {
    let open = |path: &Path| -> io::Result<File> {
        // Some file servers lock only what may be written.
        OpenOptions::new().read(true).write(true).open(path)
    };
    let Ok(file) = open(path) else {
        return;
    };
    if file.try_lock().is_ok() && is_at(&file, path) {
        // While it is locked: its owner, if there is one after all, then sees that it is gone and makes another.
        fs::remove_file(path).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::lock::{Locked, lock};

    #[test]
    fn only_files_of_ours_whose_program_is_gone_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let alive = create(folder.path(), Access::Usual).unwrap();
        let others = [
            ".jianggao-notes",
            ".jianggao-报告报告",
            "jianggao-abcdef",
            ".jianggao-abc.ef",
            ".~乙.jg",
            ".~.lock",
            "乙.lock",
        ];
        let gone = [".jianggao-Ab3xYz", ".~乙.jg.lock"];
        let Locked::Held(_held) = lock(&path("甲.jg"), "甲") else {
            panic!("not locked")
        };
        for name in others.iter().chain(&gone) {
            fs::write(path(name), "").unwrap();
        }
        fs::create_dir(path(".jianggao-folder")).unwrap();
        remove(folder.path());
        assert!(alive.path().exists(), "its program is alive");
        assert!(others.iter().all(|name| path(name).exists()));
        assert!(path(".jianggao-folder").exists());
        assert!(path(".~甲.jg.lock").exists(), "its window is alive");
        assert!(gone.iter().all(|name| !path(name).exists()));
    }
}
