//! The desk: the open speech, the file it belongs to, what the user has set, and what is asked and told.

use std::path::PathBuf;

use crate::acts::ids;
use crate::edit::History;
use crate::model::Speech;
use crate::store::atomic::FileStamp;
use crate::store::folders::Folders;
use crate::store::settings::Settings;
use crate::wording::file_name;

use super::dialogs::Dialogs;
use super::file_hold::FileHold;
use super::jobs::{JobFault, Jobs};
use super::messages;
use super::modal::{Modal, Modals};
use super::notice::Notice;
use super::questions::Question;
use super::window::Window;

/// What everything that acts on the open speech shares.
pub struct Desk {
    pub history: History,
    pub file: OpenFile,
    pub settings: Settings,
    /// `None` when the system names no home: nothing is remembered then.
    pub folders: Option<Folders>,
    pub jobs: Jobs<Window>,
    pub notices: Vec<Notice>,
    pub modals: Modals,
    /// Counts the speeches that were open in this window: jobs tell by it whether theirs still is.
    pub generation: u64,
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
    pub hold: FileHold,
    /// Why the speech cannot be edited: who has the file open.
    pub read_only: Option<String>,
}

impl Desk {
    pub fn new(
        speech: Speech,
        settings: Settings,
        folders: Option<Folders>,
        jobs: Jobs<Window>,
    ) -> Self {
        Self {
            history: History::with_ids(speech, ids::fresh()),
            file: OpenFile::default(),
            settings,
            folders,
            jobs,
            notices: Vec::new(),
            modals: Modals::default(),
            generation: 0,
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
        self.generation += 1;
        self.history = History::with_ids(speech, ids::fresh());
        self.set_file(file);
    }

    /// The speech belongs to this file from now on.
    pub fn set_file(&mut self, file: OpenFile) {
        let before = std::mem::replace(&mut self.file, file).hold;
        if !before.is_same(&self.file.hold) {
            // To let a lock go removes its file, which may have to wait for a slow disk.
            let release = move || drop(before);
            self.jobs.start_quietly("释放文件", release, |_, _| {});
        }
    }

    pub fn notify(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// A job has brought nothing: the user is told why.
    pub fn job_failed(&mut self, fault: JobFault) {
        self.notify(match fault {
            JobFault::Cancelled => Notice::done("已取消".to_owned()),
            JobFault::Broken { name } => messages::job_broken(name),
        });
    }

    pub fn ask(&mut self, question: Question) {
        self.modals.ask(Modal::Question(question));
    }

    /// Has the user choose a file or files by a dialog; `chosen` is done with them, and not at all when the user took none.
    pub fn choose<T: Send + 'static>(
        &mut self,
        dialog: impl FnOnce(&dyn Dialogs) -> Option<T> + Send + 'static,
        chosen: impl FnOnce(&mut Window, T) + 'static,
    ) {
        let dialogs = self.jobs.dialogs();
        let work = move || {
            let answer = dialogs.are_there().then(|| dialog(dialogs.as_ref()));
            answer.ok_or(NoDialogs)
        };
        self.jobs
            .start_quietly("选择文件", work, |window, answer| match answer {
                Ok(Ok(Some(answer))) => chosen(window, answer),
                Ok(Ok(None)) => {}
                Ok(Err(NoDialogs)) => window.desk.notify(messages::no_dialog()),
                Err(fault) => window.desk.job_failed(fault),
            });
    }

    /// Shows a file in its folder.
    pub fn show_in_folder(&mut self, path: PathBuf) {
        let dialogs = self.jobs.dialogs();
        let shown = path.clone();
        let show = move || dialogs.show_in_folder(&shown);
        self.jobs
            .start_quietly("打开文件夹", show, move |window, result| match result {
                Ok(Ok(())) => {}
                Ok(Err(reason)) => window.desk.notify(messages::not_shown(&path, &reason)),
                Err(fault) => window.desk.job_failed(fault),
            });
    }
}

/// The system has no file dialogs.
struct NoDialogs;
