//! The library as the window has it: read and changed by jobs, one after the other, with undo.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use crate::acts::gathering::{Gathered, Gathering};
use crate::acts::library_writer::{self, Written};
use crate::acts::reasons;
use crate::library::{ChangeKind, ImportPlan, Library, LibraryChange, Replacement, merged};
use crate::model::{Snippet, SnippetId};
use crate::store::library_folder::{self, LibraryFolder};

use crate::ui::action::{MenuAction, SnippetWish};
use crate::ui::intake_window::{IntakeAnswer, intake_window_ui};
use crate::ui::snippet_window::{SnippetAnswer, SnippetDraft, snippet_window_ui};
use crate::wording::file_name;

use super::jobs::Done;
use super::messages;
use super::notice::Notice;
use super::window::Window;

/// The loaded library and where it comes from.
#[derive(Default)]
pub struct LoadedLibrary {
    pub library: Arc<Library>,
    pub folder: Option<PathBuf>,
    contents: Arc<LibraryFolder>,
    done: Vec<LibraryChange>,
    undone: Vec<LibraryChange>,
    waiting: VecDeque<Request>,
    is_busy: bool,
}

/// What a job shall do with the library folder.
#[derive(Debug)]
pub enum Request {
    /// Read what has changed there.
    Reload,
    Change(LibraryChange),
    /// Take the last change back.
    Undo,
    Redo,
}

/// What a change was to its maker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Change,
    Undo,
    Redo,
}

/// The library after a job.
pub struct Refreshed {
    /// `None` when the folder holds what it held.
    library: Option<Library>,
    contents: LibraryFolder,
    written: Option<(Step, Written)>,
}

impl LoadedLibrary {
    /// Nothing is loaded yet.
    pub fn of(folder: Option<PathBuf>) -> Self {
        Self {
            folder,
            ..Self::default()
        }
    }

    pub fn snippet(&self, id: &SnippetId) -> Option<&Arc<Snippet>> {
        self.library.get(id)
    }

    /// The change that a request comes down to; `None` where there is nothing to write.
    fn change_of(&mut self, request: Request) -> Option<(Step, LibraryChange)> {
        match request {
            Request::Reload => None,
            Request::Change(change) => Some((Step::Change, change)),
            Request::Undo => Some((Step::Undo, self.done.pop()?.undone())),
            Request::Redo => Some((Step::Redo, self.undone.pop()?)),
        }
    }

    /// Remembers how to take back what was written.
    fn remember(&mut self, step: Step, change: &LibraryChange) {
        if change.is_empty() {
            return;
        }
        match step {
            Step::Change => {
                self.done.push(change.clone());
                self.undone.clear();
            }
            Step::Redo => self.done.push(change.clone()),
            Step::Undo => self.undone.push(change.undone()),
        }
    }
}

impl Window {
    /// Has the library folder read or changed, after what was asked before.
    pub(super) fn ask_library(&mut self, request: Request) {
        self.library.waiting.push_back(request);
        self.next_library_job();
    }

    /// Takes the last change to the library back, or makes it again.
    pub(super) fn step_library(&mut self, action: MenuAction) {
        self.ask_library(if action == MenuAction::UndoLibrary {
            Request::Undo
        } else {
            Request::Redo
        });
    }

    fn next_library_job(&mut self) {
        let Some(folder) = self.library.folder.clone() else {
            self.library.waiting.clear();
            return;
        };
        if self.library.is_busy {
            return;
        }
        let Some(request) = self.library.waiting.pop_front() else {
            return;
        };
        let is_first = self.library.library.version() == 0;
        let name = match (&request, is_first) {
            (Request::Reload, true) => "正在读取素材库…",
            (Request::Reload, false) => "",
            _ => "正在保存素材…",
        };
        let nothing = match &request {
            Request::Undo if self.library.done.is_empty() => "没有可以撤销的素材改动",
            Request::Redo if self.library.undone.is_empty() => "没有可以重做的素材改动",
            _ => "",
        };
        if !nothing.is_empty() {
            self.desk.notify(Notice::done(nothing.to_owned()));
            return self.next_library_job();
        }
        let change = self.library.change_of(request);
        let last = self.library.contents.clone();
        self.library.is_busy = true;
        self.desk.jobs.start(name, move || {
            let written = change.map(|(step, change)| (step, library_writer::write(change)));
            let contents = if is_first {
                library_folder::load(&folder)
            } else {
                library_folder::reload(&folder, &last)
            };
            let library = (is_first || !contents.is_same(&last)).then(|| {
                let collections = contents.collections.iter();
                Library::new(
                    collections.flat_map(|stored| stored.collection.snippets.iter().cloned()),
                )
            });
            Done::Library(Box::new(Refreshed {
                library,
                contents,
                written,
            }))
        });
    }

    pub(super) fn library_refreshed(&mut self, refreshed: Refreshed) {
        self.library.is_busy = false;
        let Refreshed {
            library,
            contents,
            written,
        } = refreshed;
        for (path, error) in &contents.damaged {
            if !self
                .library
                .contents
                .damaged
                .iter()
                .any(|(known, _)| known == path)
            {
                self.desk.notify(messages::library_damaged(path, error));
            }
        }
        for (path, error) in &contents.unread {
            if !self
                .library
                .contents
                .unread
                .iter()
                .any(|(known, _)| known == path)
            {
                self.desk.notify(messages::library_unread(path, error));
            }
        }
        self.library.contents = Arc::new(contents);
        if let Some(library) = library {
            let clashes = library.clashes();
            if let Some(first) = clashes.first()
                && clashes != self.library.library.clashes()
            {
                let notice = messages::snippets_clash(clashes.len(), first.as_str());
                self.desk.notify(notice);
            }
            self.library.library = Arc::new(library);
        }
        if let Some((step, written)) = written {
            self.library.remember(step, &written.change);
            // What offers to take back an earlier step would take back this one.
            self.desk
                .notices
                .retain(|notice| !notice.is_about_library_step());
            for notice in messages::library_changed(step, &written) {
                self.desk.notify(notice);
            }
        }
        self.next_library_job();
    }

    /// Does what the user wants with snippets.
    pub(super) fn act_on_snippets(&mut self, ids: &[SnippetId], wish: SnippetWish) {
        let snippets: Vec<Arc<Snippet>> = ids
            .iter()
            .filter_map(|id| self.library.snippet(id).cloned())
            .collect();
        let instead = |after: &dyn Fn(&Snippet) -> Vec<Arc<Snippet>>| {
            let replaced = |before: &Arc<Snippet>| Replacement {
                before: before.clone(),
                after: after(before),
            };
            snippets.iter().map(replaced).collect()
        };
        match wish {
            SnippetWish::Edit => {
                if !snippets.is_empty() {
                    self.snippet_draft = Some(SnippetDraft::new(snippets));
                }
            }
            SnippetWish::Delete => self.replace_snippets(ChangeKind::Delete, instead(&|_| vec![])),
            SnippetWish::Favour(is_favourite) => {
                let marked = instead(&|snippet| {
                    vec![Arc::new(Snippet {
                        is_favourite,
                        ..snippet.clone()
                    })]
                });
                self.replace_snippets(ChangeKind::Favourite, marked);
            }
            SnippetWish::Merge => {
                let mut replaced: Vec<Replacement> = instead(&|_| vec![]);
                if let (Some(first), Some(merged)) = (replaced.first_mut(), merged(&snippets)) {
                    first.after.push(Arc::new(merged));
                    self.replace_snippets(ChangeKind::Merge, replaced);
                }
            }
        }
    }

    /// Puts others in the place of snippets, as one step.
    fn replace_snippets(&mut self, kind: ChangeKind, replaced: Vec<Replacement>) {
        let contents = self.library.contents.clone();
        let collections = contents
            .collections
            .iter()
            .map(|stored| (stored.path.as_path(), &stored.collection));
        let change = LibraryChange::replacing(kind, collections, replaced);
        if !change.is_empty() {
            self.ask_library(Request::Change(change));
        }
    }

    pub(super) fn snippet_ui(&mut self, ui: &Ui) {
        let Some(draft) = &mut self.snippet_draft else {
            return;
        };
        match snippet_window_ui(ui, draft) {
            None => {}
            Some(SnippetAnswer::Cancel) => self.snippet_draft = None,
            Some(SnippetAnswer::Use(changes)) => {
                self.snippet_draft = None;
                let is_parted = changes.iter().any(|change| change.after.len() > 1);
                let kind = if is_parted {
                    ChangeKind::Split
                } else {
                    ChangeKind::Edit
                };
                self.replace_snippets(kind, changes);
            }
        }
    }

    /// Reads files and folders for the library; what is in them is shown before anything is written.
    pub(super) fn import_snippets(&mut self, paths: Vec<PathBuf>) {
        if self.library.folder.is_none() {
            self.desk.notify(Notice::problem(
                "没有素材库文件夹".to_owned(),
                "系统没有给出用户文件夹，请用 --library 指定一个。".to_owned(),
            ));
            return;
        }
        let library = self.library.library.clone();
        let roster = self.desk.speech().roster.clone();
        self.desk.jobs.start_long("正在读取材料…", move |progress| {
            let mut gathering = Gathering::new(roster.as_deref(), &library);
            gathering.read(&paths, progress);
            Done::Gathered(gathering.done())
        });
    }

    /// Shows what was read.
    pub(super) fn gathered(&mut self, gathered: Gathered) {
        let Gathered {
            plan,
            unread,
            n_left,
        } = gathered;
        if plan.sources.is_empty() && unread.is_empty() {
            self.desk.notify(if n_left > 0 {
                Notice::done("已停止导入".to_owned())
            } else {
                Notice::problem("文件夹里没有材料".to_owned(), String::new())
            });
            return;
        }
        let unread = unread
            .iter()
            .map(|(path, error)| (file_name(path), reasons::open(error)))
            .collect();
        let draft = self.intake.get_or_insert_default();
        draft.add(plan, unread, n_left);
    }

    pub(super) fn intake_ui(&mut self, ui: &Ui) {
        let Some(draft) = &mut self.intake else {
            return;
        };
        match intake_window_ui(ui, draft, &self.library.library) {
            None => {}
            Some(IntakeAnswer::Cancel) => self.intake = None,
            Some(IntakeAnswer::Import) => {
                if let Some(draft) = self.intake.take() {
                    self.import(draft.plan);
                }
            }
        }
    }

    /// Does what was planned, as one step.
    fn import(&mut self, plan: ImportPlan) {
        let Some(folder) = self.library.folder.clone() else {
            return;
        };
        let contents = self.library.contents.clone();
        let collections: Vec<_> = contents
            .collections
            .iter()
            .map(|stored| (stored.path.as_path(), &stored.collection))
            .collect();
        let change = plan.change(&collections, |name, taken| {
            library_folder::new_path(&folder, name, taken)
        });
        if change.is_empty() {
            return;
        }
        self.ask_library(Request::Change(change));
    }
}
