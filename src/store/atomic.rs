//! Replaces files as a whole: whatever goes wrong, the old content or the new one is there.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Why a file was not written. The old content is still there.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error("the folder {folder:?} is gone")]
    NoFolder { folder: PathBuf },
    #[error("{path:?} has changed since it was read")]
    ChangedOnDisk { path: PathBuf },
    #[error("{path:?} is already there")]
    Exists { path: PathBuf },
    #[error("a new file cannot be made in {folder:?}")]
    Create { folder: PathBuf, source: io::Error },
    #[error("the new file for {path:?} cannot be written")]
    Write { path: PathBuf, source: io::Error },
    #[error("cannot put the new file in place of {path:?}")]
    Replace { path: PathBuf, source: io::Error },
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {path:?}")]
pub struct ReadError {
    pub path: PathBuf,
    pub source: io::Error,
}

/// Tells whether a file is still the one that was read, by its content.
///
/// Not by its time: a copy put back by a backup has an old one, a folder that is synchronised gives new ones to files
/// that did not change, and two saves within one tick of a coarse clock have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStamp {
    n_bytes: usize,
    hash: u64,
}

impl FileStamp {
    pub fn of(bytes: &[u8]) -> Self {
        // FNV-1a, 64 bits: the same on every machine and in every version, so that a file can keep it.
        let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let n_bytes = bytes.len();
        Self { n_bytes, hash }
    }

    /// The file as it is now; `None` when it cannot be read.
    pub fn now(path: &Path) -> Option<Self> {
        fs::read(path).ok().map(|bytes| Self::of(&bytes))
    }
}

/// What may be there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// Nothing: an existing file is an error.
    Nothing,
    /// Only the file as it was read or saved last.
    Known(FileStamp),
    /// Anything.
    Anything,
}

/// # Errors
///
/// When the file is not there or not readable.
pub fn read(path: &Path) -> Result<(Vec<u8>, Option<FileStamp>), ReadError> {
    match fs::read(path) {
        Ok(bytes) => {
            let stamp = FileStamp::of(&bytes);
            Ok((bytes, Some(stamp)))
        }
        Err(source) => Err(ReadError {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Writes a file as a whole and returns its stamp.
///
/// # Errors
///
/// Whichever step fails, the old content is still there, unchanged.
pub fn write(path: &Path, bytes: &[u8], replace: Replace) -> Result<Option<FileStamp>, SaveError> {
    // Through a link to what it points at, or saving would turn the link into a file.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    if !folder.is_dir() {
        return Err(SaveError::NoFolder { folder });
    }
    let old = fs::metadata(&target).ok();
    match (replace, &old) {
        (Replace::Nothing, Some(_)) => return Err(SaveError::Exists { path: target }),
        (Replace::Known(stamp), Some(_)) if Some(stamp) != FileStamp::now(&target) => {
            return Err(SaveError::ChangedOnDisk { path: target });
        }
        _ => {}
    }
    let mut temp = tempfile::Builder::new()
        .prefix(".jianggao-")
        .tempfile_in(&folder)
        .map_err(|source| SaveError::Create {
            folder: folder.clone(),
            source,
        })?;
    temp.write_all(bytes)
        // Before the rename: otherwise a power cut can leave the new name with no content.
        .and_then(|()| temp.as_file().sync_all())
        .map_err(|source| SaveError::Write {
            path: target.clone(),
            source,
        })?;
    // A temporary file is private by default; the replaced file may be shared with colleagues.
    let permissions = match &old {
        Some(old) => Some(old.permissions()),
        None => usual_permissions(),
    };
    if let Some(permissions) = permissions {
        temp.as_file().set_permissions(permissions).ok();
    }
    if replace == Replace::Nothing {
        temp.persist_noclobber(&target)
            .map_err(|error| SaveError::Replace {
                path: target.clone(),
                source: error.error,
            })?;
    } else {
        temp.persist(&target).map_err(|error| SaveError::Replace {
            path: target.clone(),
            source: error.error,
        })?;
    }
    // The new name itself lives in the folder; not every system can sync one.
    if let Ok(folder) = File::open(&folder) {
        folder.sync_all().ok();
    }
    Ok(Some(FileStamp::of(bytes)))
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn usual_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<fs::Permissions> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("讲话.jg");
        let stamp = write(&path, b"one", Replace::Nothing).unwrap().unwrap();
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
        let stamp = write(&path, b"one", Replace::Nothing).unwrap().unwrap();
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
            .unwrap();
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
}
