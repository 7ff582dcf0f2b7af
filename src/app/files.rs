//! Opens and saves speeches.

use std::path::PathBuf;

use crate::acts::owner;
use crate::acts::source::{self, OpenError, Opened};
use crate::import::ImportError;
use crate::model::Speech;
use crate::store::atomic::{self, Replace};
use crate::store::lock::{FileLock, Locked, lock};
use crate::store::speech_file;

use super::close::Then;
use super::desk::{Desk, OpenFile};
use super::jobs::{Done, Purpose};
use super::messages;
use super::notice::Notice;

impl Desk {
    pub fn open(&mut self, path: PathBuf) {
        self.jobs.start_long("正在打开…", move |progress| {
            let result = source::read(&path, &|| progress.is_cancelled());
            match result {
                Err(OpenError::Import(ImportError::CalledOff)) => Done::Cancelled,
                result => Done::Read { path, result },
            }
        });
    }

    /// A file has been read: it takes the place of the open speech.
    pub fn opened(&mut self, path: PathBuf, result: Result<Opened, OpenError>) -> bool {
        let opened = match result {
            Ok(opened) => opened,
            Err(error) => {
                self.settings.recent.retain(|known| *known != path);
                self.notify(messages::open_failed(&path, &error));
                return false;
            }
        };
        if let Some(notes) = opened.notes {
            self.replace_speech(
                opened.speech,
                OpenFile {
                    saved_state: u64::MAX,
                    ..OpenFile::default()
                },
            );
            self.notify(messages::imported(&path, &notes));
            return true;
        }
        let mut file = OpenFile {
            stamp: opened.stamp,
            path: Some(path.clone()),
            ..OpenFile::default()
        };
        // The file that is open already may be opened anew.
        let own = self.file.lock.take_if(|own| own.guards(&path));
        match own.map_or_else(|| lock(&path, &owner()), Locked::Held) {
            Locked::Held(lock) => file.lock = Some(lock),
            Locked::Impossible => {}
            Locked::ByOther { owner } => {
                let who = who(owner);
                self.notify(Notice {
                    detail: format!(
                        "{who}正在编辑这个文件。可以看，可以导出；要修改请另存为新文件。"
                    ),
                    ..Notice::done("以只读方式打开".to_owned())
                });
                file.read_only = Some(who);
            }
        }
        self.replace_speech(opened.speech, file);
        self.settings.remember(&path);
        true
    }

    /// Takes the lock on the file of a speech that was restored. Where somebody else has the file open by now, the
    /// speech is parted from it.
    pub fn lock_open_file(&mut self) {
        let Some(path) = self.file.path.clone() else {
            return;
        };
        match lock(&path, &owner()) {
            Locked::Held(held) => self.file.lock = Some(held),
            Locked::Impossible => {}
            Locked::ByOther { owner } => {
                self.file.path = None;
                self.file.stamp = None;
                self.notify(messages::original_open_elsewhere(&path, &who(owner)));
            }
        }
    }

    /// Saves to the speech's file, or asks for one.
    pub fn save(&mut self, then: Option<Then>) {
        match (&self.file.path, &self.file.read_only) {
            (Some(path), None) => {
                let replace = self.file.stamp.map_or(Replace::Nothing, Replace::Known);
                self.save_to(path.clone(), replace, then);
            }
            _ => self.choose_and_save(then),
        }
    }

    pub fn choose_and_save(&mut self, then: Option<Then>) {
        let name = match &self.file.path {
            Some(path) => path.clone(),
            None => PathBuf::from(format!("{}.jg", file_stem(self.speech()))),
        };
        self.choose_new_file(Purpose::SaveAs { then }, name, "讲话稿", "jg");
    }

    pub fn save_to(&mut self, path: PathBuf, replace: Replace, then: Option<Then>) {
        let guards = |own: &FileLock| own.guards(&path);
        let is_own =
            self.file.path.as_ref() == Some(&path) && self.file.lock.as_ref().is_some_and(guards);
        if !is_own {
            // The folder was renamed while the file was open: its lock went along, and holds off nobody but ourselves.
            drop(self.file.lock.take_if(|own| own.guards(&path)));
            if let Locked::ByOther { owner } = lock(&path, &owner()) {
                self.notify(messages::open_elsewhere(&path, &who(owner)));
                return;
            }
        }
        self.history.seal();
        let (speech, state) = (self.speech().clone(), self.history.state());
        let generation = self.generation;
        self.jobs.start("正在保存…", move || {
            let result = speech_file::write(&path, &speech, replace);
            Done::Saved {
                generation,
                path,
                state,
                result,
                then,
            }
        });
    }

    /// A save has ended well: the file is the speech's from now on.
    pub fn saved(&mut self, path: PathBuf, state: u64, stamp: Option<atomic::FileStamp>) {
        if self.file.path.as_ref() != Some(&path) || self.file.lock.is_none() {
            self.file.lock = match lock(&path, &owner()) {
                Locked::Held(lock) => Some(lock),
                Locked::ByOther { .. } | Locked::Impossible => None,
            };
        }
        self.file.path = Some(path.clone());
        self.file.stamp = stamp;
        self.file.saved_state = state;
        self.file.read_only = None;
        self.settings.remember(&path);
        if !self.is_dirty() {
            self.end_recovery();
        }
    }
}

/// A file name made of the title.
pub fn file_stem(speech: &Speech) -> String {
    let title: String = speech
        .front
        .title
        .chars()
        .filter(|c| {
            !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') && !c.is_control()
        })
        .take(60)
        .collect();
    let title = title.trim().trim_start_matches('.').to_owned();
    if title.is_empty() {
        "讲话稿".to_owned()
    } else {
        title
    }
}

/// Who has a file open, as far as they left a name.
fn who(owner: String) -> String {
    if owner.is_empty() {
        "另一个窗口".to_owned()
    } else {
        owner
    }
}
