//! Recovery copies: what was not saved yet, kept where a crash cannot reach it.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::model::Speech;

use super::atomic::{FileStamp, Replace, SaveError, write};
use super::lock::{FileLock, Locked, lock_file};
use super::{ParseError, ron_text, speech_file};

const FORMAT: u32 = 1;

/// Format 1 of the note beside a copy.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Recovery", deny_unknown_fields)]
struct NoteV1 {
    format: u32,
    /// The file that the copy is of; `None` for a speech that never had one.
    original: Option<PathBuf>,
    /// That file as it was read or saved last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stamp: Option<FileStamp>,
}

/// The copy of one open speech. The lock on it says that its window is alive.
#[derive(Debug)]
pub struct RecoveryCopy {
    folder: PathBuf,
    name: String,
    _lock: FileLock,
}

/// A copy whose window is gone.
#[derive(Debug)]
pub struct Orphan {
    pub original: Option<PathBuf>,
    /// The original as the lost window knew it.
    pub stamp: Option<FileStamp>,
    pub copy: PathBuf,
    /// When it was written; `None` when the system does not say.
    pub written: Option<std::time::SystemTime>,
    /// A copy that cannot be read is kept and shown, never deleted.
    pub speech: Result<Speech, ParseError>,
    name: String,
    folder: PathBuf,
}

impl RecoveryCopy {
    /// Claims a name of its own in the folder; nothing is written yet but the lock. `None` when the folder takes none.
    pub fn start(folder: &Path, key: &str) -> Option<Self> {
        fs::create_dir_all(folder).ok()?;
        for n in 0..1000 {
            let name = format!("{key}-{n}");
            if folder.join(&name).with_extension("jg").exists() {
                continue;
            }
            if let Locked::Held(lock) = lock_file(folder.join(&name).with_extension("lock"), key) {
                return Some(Self {
                    folder: folder.to_owned(),
                    name,
                    _lock: lock,
                });
            }
        }
        None
    }

    /// # Errors
    ///
    /// When the copy cannot be written; the one before is still there.
    pub fn write(
        &self,
        speech: &Speech,
        original: Option<&Path>,
        stamp: Option<FileStamp>,
    ) -> Result<(), SaveError> {
        let path = self.folder.join(&self.name);
        let note = NoteV1 {
            format: FORMAT,
            original: original.map(Path::to_owned),
            stamp,
        };
        if let Ok(note) = ron_text::write(&note) {
            write(
                &path.with_extension("note"),
                note.as_bytes(),
                Replace::Anything,
            )?;
        }
        write(
            &path.with_extension("jg"),
            &speech_file::to_bytes(speech),
            Replace::Anything,
        )?;
        Ok(())
    }

    /// Everything is saved: the copy goes.
    pub fn discard(&self) {
        remove(&self.folder, &self.name);
    }
}

fn remove(folder: &Path, name: &str) {
    let path = folder.join(name);
    for extension in ["jg", "note"] {
        fs::remove_file(path.with_extension(extension)).ok();
    }
}

/// The copies whose window is gone, oldest first.
pub fn orphans(folder: &Path) -> Vec<Orphan> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<Orphan> = entries
        .filter_map(|entry| {
            let copy = entry.ok()?.path();
            if copy.extension()? != "jg" {
                return None;
            }
            let name = copy.file_stem()?.to_str()?.to_owned();
            // The lock is let go at once: this only asks whether somebody holds it.
            let Locked::Held(_) = lock_file(copy.with_extension("lock"), "") else {
                return None;
            };
            let bytes = fs::read(&copy).ok()?;
            let note: Option<NoteV1> = fs::read(copy.with_extension("note"))
                .ok()
                .and_then(|note| ron_text::parse(&note, FORMAT).ok());
            let (original, stamp) = note.map_or((None, None), |note| (note.original, note.stamp));
            Some(Orphan {
                original,
                stamp,
                written: fs::metadata(&copy)
                    .and_then(|metadata| metadata.modified())
                    .ok(),
                speech: speech_file::parse(&bytes),
                folder: folder.to_owned(),
                name,
                copy,
            })
        })
        .collect();
    found.sort_by_key(|orphan| orphan.written);
    found
}

impl Orphan {
    /// Gives a copy that cannot be read a name under which it is not offered again, and is never written over; returns it.
    ///
    /// A copy of a newer version stays for that version.
    pub fn set_aside(&self) -> PathBuf {
        if matches!(self.speech, Ok(_) | Err(ParseError::NewerFormat { .. })) {
            return self.copy.clone();
        }
        let aside = (0_u32..)
            .map(|n| self.folder.join(format!("{}.damaged-{n}", self.name)))
            .find(|path| !path.exists());
        match aside {
            Some(aside) if fs::rename(&self.copy, &aside).is_ok() => aside,
            _ => self.copy.clone(),
        }
    }

    /// The user has the text elsewhere, or does not want it.
    pub fn discard(&self) {
        remove(&self.folder, &self.name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FrontMatter;

    fn speech(title: &str) -> Speech {
        let front = FrontMatter {
            title: title.to_owned(),
            ..FrontMatter::default()
        };
        Speech {
            front,
            ..Speech::default()
        }
    }

    #[test]
    fn a_copy_is_offered_once_its_window_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let copy = RecoveryCopy::start(folder.path(), "a").unwrap();
        copy.write(&speech("未保存"), Some(Path::new("/讲话.jg")), None)
            .unwrap();
        assert!(orphans(folder.path()).is_empty(), "its window is alive");
        drop(copy);
        let found = orphans(folder.path());
        assert_eq!(found[0].original.as_deref(), Some(Path::new("/讲话.jg")));
        assert_eq!(found[0].speech, Ok(speech("未保存")));
        // A new window does not write over it.
        let next = RecoveryCopy::start(folder.path(), "a").unwrap();
        next.write(&speech("另一篇"), None, None).unwrap();
        assert_eq!(orphans(folder.path()).len(), 1);
        found[0].discard();
        assert!(orphans(folder.path()).is_empty());
    }

    #[test]
    fn an_unreadable_copy_is_kept_and_shown() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a-0.jg"), "Speech(").unwrap();
        let aside = orphans(folder.path())[0].set_aside();
        assert_eq!(fs::read_to_string(aside).unwrap(), "Speech(");
        assert!(orphans(folder.path()).is_empty(), "it is offered once");
        let newer = "Speech(format: 99)";
        fs::write(folder.path().join("a-0.jg"), newer).unwrap();
        let stays = orphans(folder.path())[0].set_aside();
        assert_eq!(stays, folder.path().join("a-0.jg"));
    }
}
