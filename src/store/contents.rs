//! Reads files as a whole, within a limit, and nothing but files; tells whether one has changed since.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {path:?}")]
pub struct ReadError {
    pub path: PathBuf,
    pub source: io::Error,
}

/// Why a file is not read although the system would: stands in the [`io::Error`] of a [`ReadError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotRead {
    /// A pipe or a device: reading it may wait for ever, or never end.
    #[error("not a regular file")]
    NotAFile,
    #[error("larger than {LARGEST} bytes")]
    TooLarge,
}

impl NotRead {
    /// What an error of [`read`] says, if it is one of these.
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref::<Self>().copied()
    }
}

impl From<NotRead> for io::Error {
    fn from(reason: NotRead) -> Self {
        let kind = match reason {
            NotRead::NotAFile => io::ErrorKind::InvalidInput,
            NotRead::TooLarge => io::ErrorKind::FileTooLarge,
        };
        Self::new(kind, reason)
    }
}

/// Bytes of the largest file that is read: more than any report has with its pictures.
pub const LARGEST: u64 = 256 << 20;

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
        content(path).ok().map(|bytes| Self::of(&bytes))
    }
}

/// # Errors
///
/// When the file is not there or not readable, is no regular file, or is larger than [`LARGEST`].
pub fn read(path: &Path) -> Result<(Vec<u8>, Option<FileStamp>), ReadError> {
    match content(path) {
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

fn content(path: &Path) -> io::Result<Vec<u8>> {
    // Asked before it is opened: a pipe that nobody writes to would be waited for.
    let data = fs::metadata(path)?;
    if data.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !data.is_file() {
        return Err(NotRead::NotAFile.into());
    }
    if data.len() > LARGEST {
        return Err(NotRead::TooLarge.into());
    }
    // It may grow while it is read, and some files say nothing of their size.
    read_stream(&mut File::open(path)?)
}

/// All of a stream, up to the limit of [`read`].
///
/// # Errors
///
/// When it cannot be read, or is larger than [`LARGEST`].
pub fn read_stream(stream: &mut dyn io::Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(NotRead::TooLarge.into());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn pipes_and_devices_are_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("a.txt");
        let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        for path in [pipe.as_path(), Path::new("/dev/zero")] {
            let error = read(path).unwrap_err();
            assert_eq!(NotRead::of(&error.source), Some(NotRead::NotAFile));
        }
    }

    #[test]
    fn a_file_beyond_the_limit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        // It takes no room on the disk.
        File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
        let error = read(&path).unwrap_err();
        assert_eq!(NotRead::of(&error.source), Some(NotRead::TooLarge));
    }
}
