//! The desk: the open speech, the file it belongs to, and what the user has set.

use std::path::PathBuf;
use std::time::Instant;

use crate::acts::ids;
use crate::edit::History;
use crate::model::Speech;
use crate::store::atomic::FileStamp;
use crate::store::folders::Folders;
use crate::store::lock::FileLock;
use crate::store::recovery::RecoveryCopy;
use crate::store::settings::Settings;
use crate::wording::file_name;

use super::jobs::Jobs;
use super::notice::Notice;

/// The open speech and everything that acts on it.
pub struct Desk {
    pub history: History,
    pub file: OpenFile,
    pub settings: Settings,
    /// `None` when the system names no home: nothing is remembered then.
    pub folders: Option<Folders>,
    pub jobs: Jobs,
    pub notices: Vec<Notice>,
    pub recovery: RecoveryClock,
    /// Counts the speeches that were open in this window: jobs tell by it whether theirs still is.
    pub generation: u64,
    /// The state whose changes the user has agreed to lose.
    pub given_up: Option<u64>,
}

/// The file the speech belongs to.
#[derive(Default)]
pub struct OpenFile {
    /// `None` for a speech that has never been saved.
    pub path: Option<PathBuf>,
    /// The file as it was read or saved last.
    pub stamp: Option<FileStamp>,
    /// The state of the speech that the file holds.
    pub saved_state: u64,
    pub lock: Option<FileLock>,
    /// Why the speech cannot be edited: who has the file open.
    pub read_only: Option<String>,
}

/// When the recovery copy is due.
#[derive(Default)]
pub struct RecoveryClock {
    pub copy: Option<RecoveryCopy>,
    /// The state that the copy holds.
    pub kept_state: Option<u64>,
    pub last_kept: Option<Instant>,
    /// The last state seen, and when it came about.
    pub seen: Option<(u64, Instant)>,
    pub is_writing: bool,
    /// That there is no copy has been said.
    pub has_complained: bool,
}

impl Desk {
    pub fn new(speech: Speech, settings: Settings, folders: Option<Folders>, jobs: Jobs) -> Self {
        Self {
            history: History::with_ids(speech, ids::fresh()),
            file: OpenFile::default(),
            settings,
            folders,
            jobs,
            notices: Vec::new(),
            recovery: RecoveryClock::default(),
            generation: 0,
            given_up: None,
        }
    }

    pub fn speech(&self) -> &Speech {
        self.history.speech()
    }

    pub fn is_dirty(&self) -> bool {
        self.history.state() != self.file.saved_state
    }

    /// The name in the window's title.
    pub fn name(&self) -> String {
        match &self.file.path {
            Some(path) => file_name(path),
            None if self.speech().front.title.is_empty() => "未命名".to_owned(),
            None => self.speech().front.title.clone(),
        }
    }

    /// Another speech takes the place of this one, which is saved or given up.
    pub fn replace_speech(&mut self, speech: Speech, file: OpenFile) {
        self.end_recovery();
        self.generation += 1;
        self.given_up = None;
        self.history = History::with_ids(speech, ids::fresh());
        self.file = file;
    }

    pub fn notify(&mut self, notice: Notice) {
        self.notices.push(notice);
    }
}
