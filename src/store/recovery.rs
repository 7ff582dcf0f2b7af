//! Recovery copies: what was not saved yet, kept where a crash cannot reach it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::model::{Speech, speech_figures};

use super::atomic::{FileStamp, Replace, SaveError, create_private_folder, write_private};
use super::leftovers::{self, Access};
use super::lock::{FileLock, Locked, lock_file};
use super::{ParseError, ron_text, speech_file};

/// 2 adds when the copy was written and how long it is.
const FORMAT: u32 = 2;

/// The note beside a copy, of format 1 or 2.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Recovery", deny_unknown_fields)]
struct NoteV2 {
    format: u32,
    /// The file that the copy is of; `None` for a speech that never had one.
    original: Option<PathBuf>,
    /// That file as it was read or saved last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stamp: Option<FileStamp>,
    /// Seconds since the beginning of 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    written: Option<u64>,
    /// Characters of the speech, as the window counts them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    n_chars: Option<usize>,
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
    /// When it was written; `None` when the note does not say.
    pub written: Option<SystemTime>,
    /// Its length in characters, as the window counts them; `None` for a copy that cannot be read and whose note does not
    /// say.
    pub n_chars: Option<usize>,
    /// A copy that cannot be read is kept and shown, never deleted.
    pub speech: Result<Speech, ParseError>,
    name: String,
    folder: PathBuf,
}

/// What a folder of recovery copies holds.
#[derive(Debug, Default)]
pub struct Copies {
    /// Copies whose window is gone, oldest first.
    pub orphans: Vec<Orphan>,
    /// Number of copies that somebody holds right now: another window that is alive, or a program that is still dying and
    /// whose copy is an orphan a few seconds later.
    pub n_held: usize,
}

impl RecoveryCopy {
    /// Claims a name of its own in the folder; nothing is written yet but the lock. `None` when the folder takes none.
    pub fn start(folder: &Path, key: &str) -> Option<Self> {
        create_private_folder(folder).ok()?;
        for n in 0..1000 {
            let name = format!("{key}-{n}");
            if folder.join(&name).with_extension("jg").exists() {
                continue;
            }
            let lock = folder.join(&name).with_extension("lock");
            if let Locked::Held(lock) = lock_file(lock, key, Access::Private) {
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
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let note = NoteV2 {
            format: FORMAT,
            original: original.map(|path| std::path::absolute(path).unwrap_or(path.to_owned())),
            stamp,
            written: since.ok().map(|since| since.as_secs()),
            n_chars: Some(n_chars(speech)),
        };
        if let Ok(note) = ron_text::write(&note) {
            write_private(
                &path.with_extension("note"),
                note.as_bytes(),
                Replace::Anything,
            )?;
        }
        write_private(
            &path.with_extension("jg"),
            &speech_file::read_back(&path, speech)?,
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

/// The length of a speech as the window shows it.
fn n_chars(speech: &Speech) -> usize {
    speech_figures(speech).n_chars
}

/// The copies in a folder, and how many of them are not to be had yet. What no copy needs any more is cleared away.
pub fn copies(folder: &Path) -> Copies {
    let Ok(entries) = fs::read_dir(folder) else {
        return Copies::default();
    };
    leftovers::remove(folder);
    let names: BTreeSet<String> = entries
        .flatten()
        .filter_map(|entry| {
            let path = entry.path();
            let is_ours = ["jg", "note", "lock"].iter().any(|known| {
                path.extension()
                    .is_some_and(|extension| extension == *known)
            });
            is_ours.then(|| Some(path.file_stem()?.to_str()?.to_owned()))?
        })
        .collect();
    let mut copies = Copies::default();
    for name in names {
        // The lock is let go at once: this only asks whether somebody holds it.
        let lock = folder.join(&name).with_extension("lock");
        match lock_file(lock, "", Access::Private) {
            Locked::Held(_) => copies.orphans.extend(orphan(folder, name)),
            Locked::ByOther { .. } => copies.n_held += 1,
            Locked::Impossible => {}
        }
    }
    copies.orphans.sort_by_key(|orphan| orphan.written);
    copies
}

/// The copy of a name, whose window is gone; `None` when it left none.
fn orphan(folder: &Path, name: String) -> Option<Orphan> {
    let copy = folder.join(&name).with_extension("jg");
    if !copy.exists() {
        // Killed before the first copy was whole, or after it was given up.
        remove(folder, &name);
        return None;
    }
    let bytes = fs::read(&copy).ok()?;
    let note: Option<NoteV2> = fs::read(copy.with_extension("note"))
        .ok()
        .and_then(|note| ron_text::parse(&note, FORMAT).ok());
    let modified = || fs::metadata(&copy).and_then(|data| data.modified()).ok();
    let written = |note: &NoteV2| {
        let since = Duration::from_secs(note.written?);
        SystemTime::UNIX_EPOCH.checked_add(since)
    };
    let speech = speech_file::parse(&bytes);
    Some(Orphan {
        // A relative path was meant from a folder that nobody knows any more.
        original: note
            .as_ref()
            .and_then(|note| note.original.clone())
            .filter(|path| path.is_absolute()),
        stamp: note.as_ref().and_then(|note| note.stamp),
        written: note.as_ref().and_then(written).or_else(modified),
        n_chars: match &speech {
            Ok(speech) => Some(n_chars(speech)),
            Err(_) => note.as_ref().and_then(|note| note.n_chars),
        },
        speech,
        folder: folder.to_owned(),
        name,
        copy,
    })
}

/// The copies whose window is gone, oldest first.
pub fn orphans(folder: &Path) -> Vec<Orphan> {
    copies(folder).orphans
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
        let held = copies(folder.path());
        assert!(held.orphans.is_empty(), "its window is alive");
        assert_eq!(held.n_held, 1, "and it may die in a moment");
        drop(copy);
        assert_eq!(copies(folder.path()).n_held, 0);
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

    #[test]
    fn a_copy_says_of_which_file_it_is_from_when_and_how_long() {
        let folder = tempfile::tempdir().unwrap();
        let copy = RecoveryCopy::start(folder.path(), "a").unwrap();
        let before = SystemTime::now() - Duration::from_secs(1);
        copy.write(&speech("未保存"), Some(Path::new("讲话.jg")), None)
            .unwrap();
        drop(copy);
        // A backup may bring the file back with another time.
        let jg = folder.path().join("a-0.jg");
        let file = fs::File::options().append(true).open(&jg).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        let found = orphans(folder.path());
        assert!(found[0].written.is_some_and(|written| written >= before));
        assert_eq!(found[0].n_chars, Some(3));
        let absolute = std::env::current_dir().unwrap().join("讲话.jg");
        assert_eq!(found[0].original, Some(absolute));
        // The note still says so when the copy cannot be read.
        fs::write(&jg, "Speech(").unwrap();
        assert_eq!(orphans(folder.path())[0].n_chars, Some(3));
    }

    #[test]
    fn notes_of_format_1_are_read_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let note = |original: &str| {
            let note = format!("Recovery(\n    format: 1,\n    original: \"{original}\",\n)\n");
            fs::write(folder.path().join("a-0.note"), note).unwrap();
            orphans(folder.path()).remove(0)
        };
        fs::write(
            folder.path().join("a-0.jg"),
            speech_file::to_bytes(&speech("题")),
        )
        .unwrap();
        let home = std::env::temp_dir().join("讲话.jg");
        let found = note(home.to_str().unwrap());
        assert_eq!((found.original, found.n_chars), (Some(home), Some(1)));
        assert!(found.written.is_some());
        // Nobody knows from which folder.
        assert_eq!(note("讲话.jg").original, None);
    }

    #[test]
    fn what_no_copy_needs_is_cleared_away() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a-0.note", "a-0.lock", "b-0.lock", ".jianggao-a1B2c3"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::write(folder.path().join("a-0.damaged-0"), "Speech(").unwrap();
        assert!(orphans(folder.path()).is_empty());
        let names = fs::read_dir(folder.path()).unwrap();
        let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["a-0.damaged-0"]);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_can_look_into_copies() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("state").join("recovery");
        let copy = RecoveryCopy::start(&folder, "a").unwrap();
        copy.write(&speech("内部"), None, None).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&home.path().join("state")), 0o700);
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(mode(&path), 0o600, "{path:?}");
        }
    }
}
