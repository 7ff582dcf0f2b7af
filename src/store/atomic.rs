//! Replaces files as a whole: whatever goes wrong, the old content or the new one is there.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

pub use super::attributes::Attribute;
pub use super::contents::{FileStamp, LARGEST, NotRead, ReadError, read, read_stream};
use super::leftovers::{self, Access};
use super::{attributes, lock};

/// Why a file was not written. The old content is still there.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error("the folder {folder:?} is gone")]
    NoFolder { folder: PathBuf },
    #[error("{path:?} has changed since it was read")]
    ChangedOnDisk { path: PathBuf },
    #[error("{path:?} is already there")]
    Exists { path: PathBuf },
    /// It is marked so, or belongs to somebody who does not let others write it. [`Replace::EvenReadOnly`] replaces it.
    #[error("{path:?} is read-only")]
    ReadOnly { path: PathBuf },
    /// What was to be written could not be read again: a fault of the program.
    #[error("what was to be written to {path:?} cannot be read back")]
    NotReadBack { path: PathBuf },
    #[error("a new file cannot be made in {folder:?}")]
    Create { folder: PathBuf, source: io::Error },
    #[error("the new file for {path:?} cannot be written")]
    Write { path: PathBuf, source: io::Error },
    #[error("cannot put the new file in place of {path:?}")]
    Replace { path: PathBuf, source: io::Error },
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    pub stamp: FileStamp,
    /// What the new file does not have of the one that it replaced.
    pub lost: Vec<Attribute>,
}

/// What may be there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// Nothing: an existing file is an error.
    Nothing,
    /// Only the file as it was read or saved last.
    Known(FileStamp),
    /// Anything that may be written.
    Anything,
    /// Anything, a file that is read-only, too: the user has been asked.
    EvenReadOnly,
}

/// Writes a file as a whole. A new one may be read by whom the system's settings let; one that replaces another keeps
/// that one's owner, group, mode and attributes, as far as the system lets it.
///
/// # Errors
///
/// Whichever step fails, the old content is still there, unchanged.
pub fn write(path: &Path, bytes: &[u8], replace: Replace) -> Result<Saved, SaveError> {
    write_as(path, bytes, replace, Access::Usual)
}

/// Like [`write()`], but the file can be read by its owner alone, also when others could read the old one.
///
/// # Errors
///
/// As those of [`write()`].
pub fn write_private(path: &Path, bytes: &[u8], replace: Replace) -> Result<Saved, SaveError> {
    write_as(path, bytes, replace, Access::Private)
}

fn write_as(
    path: &Path,
    bytes: &[u8],
    replace: Replace,
    access: Access,
) -> Result<Saved, SaveError> {
    // Through a link to what it points at, or saving would turn the link into a file.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = lock::folder_of(&target);
    if !folder.is_dir() {
        return Err(SaveError::NoFolder { folder });
    }
    let old = fs::metadata(&target).ok();
    if let Some(old) = &old {
        may_be_replaced(old, &target, replace)?;
    }
    leftovers::remove(&folder);
    // Until it has the rights of the file that it replaces, nobody else is to read it.
    let made_for = if old.is_some() {
        Access::Private
    } else {
        access
    };
    let mut temp = leftovers::create(&folder, made_for).map_err(|source| SaveError::Create {
        folder: folder.clone(),
        source,
    })?;
    let failed = |source| SaveError::Write {
        path: target.clone(),
        source,
    };
    temp.write_all(bytes).map_err(failed)?;
    let lost = match &old {
        Some(old) if access == Access::Usual => attributes::hand_over(old, &target, temp.as_file()),
        _ => Vec::new(),
    };
    // Before the rename: otherwise a power cut can leave the new name with no content.
    temp.as_file().sync_all().map_err(failed)?;
    #[cfg(windows)]
    if let (Replace::EvenReadOnly, Some(old)) = (replace, &old) {
        // The system replaces no file that is marked so.
        let mut permissions = old.permissions();
        permissions.set_readonly(false);
        fs::set_permissions(&target, permissions).ok();
    }
    let persisted = if replace == Replace::Nothing {
        temp.persist_noclobber(&target)
    } else {
        temp.persist(&target)
    };
    persisted.map_err(|error| SaveError::Replace {
        path: target.clone(),
        source: error.error,
    })?;
    // The new name itself lives in the folder; not every system can sync one.
    if let Ok(folder) = File::open(&folder) {
        folder.sync_all().ok();
    }
    let stamp = FileStamp::of(bytes);
    Ok(Saved { stamp, lost })
}

fn may_be_replaced(old: &fs::Metadata, target: &Path, replace: Replace) -> Result<(), SaveError> {
    let path = || target.to_owned();
    match replace {
        Replace::Nothing => Err(SaveError::Exists { path: path() }),
        Replace::Known(stamp) if Some(stamp) != FileStamp::now(target) => {
            Err(SaveError::ChangedOnDisk { path: path() })
        }
        Replace::Known(_) | Replace::Anything
            if old.is_file() && attributes::is_read_only(old, target) =>
        {
            Err(SaveError::ReadOnly { path: path() })
        }
        Replace::Known(_) | Replace::Anything | Replace::EvenReadOnly => Ok(()),
    }
}

/// Makes a folder, with those above it, that only the user can look into. One that is there already is closed to others.
///
/// # Errors
///
/// When it cannot be made.
pub fn create_private_folder(folder: &Path) -> Result<(), SaveError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
        builder.mode(0o700);
        let is_open = |data: fs::Metadata| data.permissions().mode() & 0o077 != 0;
        if fs::metadata(folder).is_ok_and(is_open) {
            // Somebody else's folder stays as it is; the files in it are closed by themselves.
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).ok();
        }
    }
    builder.create(folder).map_err(|source| SaveError::Create {
        folder: folder.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("讲话.jg");
        let stamp = write(&path, b"one", Replace::Nothing).unwrap().stamp;
        assert!(matches!(
            write(&path, b"two", Replace::Nothing),
            Err(SaveError::Exists { .. })
        ));
        write(&path, b"second", Replace::Known(stamp)).unwrap();
        assert!(matches!(
            write(&path, b"third", Replace::Known(stamp)),
            Err(SaveError::ChangedOnDisk { .. })
        ));
        assert_eq!(read(&path).unwrap().0, b"second");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left behind"
        );
    }

    #[test]
    fn a_folder_that_is_gone_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("没有").join("讲话.jg");
        assert!(matches!(
            write(&path, b"", Replace::Anything),
            Err(SaveError::NoFolder { .. })
        ));
    }

    #[test]
    fn a_new_time_is_no_change_and_a_new_text_of_the_same_length_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("讲话.jg");
        let stamp = write(&path, b"one", Replace::Nothing).unwrap().stamp;
        fs::write(&path, b"one").unwrap();
        write(&path, b"one", Replace::Known(stamp)).unwrap();
        fs::write(&path, b"two").unwrap();
        assert!(matches!(
            write(&path, b"new", Replace::Known(stamp)),
            Err(SaveError::ChangedOnDisk { .. })
        ));
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }

    #[test]
    fn a_folder_that_was_renamed_is_found_missing_and_the_text_is_saved_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("旧"), folder.path().join("新"));
        fs::create_dir(&old).unwrap();
        let stamp = write(&old.join("a.jg"), b"one", Replace::Nothing)
            .unwrap()
            .stamp;
        fs::rename(&old, &new).unwrap();
        let save = |folder: &Path| write(&folder.join("a.jg"), b"two", Replace::Known(stamp));
        assert!(matches!(save(&old), Err(SaveError::NoFolder { .. })));
        save(&new).unwrap();
        assert_eq!(fs::read(new.join("a.jg")).unwrap(), b"two");
    }

    /// The one folder that takes no files even from the superuser, as whom tests often run.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_takes_no_files_is_named() {
        assert!(matches!(
            write(Path::new("/proc/讲话.jg"), b"", Replace::Anything),
            Err(SaveError::Create { .. })
        ));
    }

    #[test]
    fn a_folder_in_the_file_s_place_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("讲话.jg");
        fs::create_dir(&path).unwrap();
        assert!(matches!(
            write(&path, b"", Replace::Anything),
            Err(SaveError::Replace { .. })
        ));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_survive() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.jg"), folder.path().join("b.jg"));
        write(&file, b"one", Replace::Nothing).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
        symlink(&file, &link).unwrap();
        write(&link, b"two", Replace::Anything).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o664
        );
    }

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        use std::os::unix::fs::PermissionsExt as _;
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_has_the_mode_that_the_system_gives_and_a_private_one_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("usual"), "").unwrap();
        write(&path("new"), b"", Replace::Nothing).unwrap();
        assert_eq!(mode(&path("new")), mode(&path("usual")));
        write_private(&path("private"), b"", Replace::Nothing).unwrap();
        assert_eq!(mode(&path("private")), 0o600);
        write_private(&path("usual"), b"", Replace::Anything).unwrap();
        assert_eq!(mode(&path("usual")), 0o600, "an open one is closed");
        create_private_folder(&path("a/b")).unwrap();
        assert_eq!((mode(&path("a")), mode(&path("a/b"))), (0o700, 0o700));
        fs::create_dir(path("c")).unwrap();
        create_private_folder(&path("c")).unwrap();
        assert_eq!(mode(&path("c")), 0o700);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_read_only_is_replaced_only_on_demand_and_stays_read_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("定稿.jg");
        let stamp = write(&path, b"one", Replace::Nothing).unwrap().stamp;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        for replace in [Replace::Known(stamp), Replace::Anything] {
            let result = write(&path, b"two", replace);
            assert!(matches!(result, Err(SaveError::ReadOnly { .. })));
            assert_eq!(fs::read(&path).unwrap(), b"one");
        }
        write(&path, b"two", Replace::EvenReadOnly).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(mode(&path), 0o440);
    }

    #[test]
    fn what_a_killed_program_left_is_gone_after_the_next_write() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".jianggao-a1B2c3");
        fs::write(&left, "half a sp").unwrap();
        write(&folder.path().join("a.jg"), b"", Replace::Nothing).unwrap();
        assert!(!left.exists());
    }
}
