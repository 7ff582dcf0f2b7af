//! The library as the window has it: read and changed by jobs, one after the other, with undo.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use crate::acts::library_writer::{self, Written};
use crate::library::{ChangeKind, ImportPlan, Library, LibraryChange, Replacement, merged};
use crate::model::{Snippet, SnippetId};
use crate::store::library_folder::{self, LibraryFolder};

use crate::ui::action::SnippetChoice;
use crate::ui::snippet_window::SnippetDraft;

use super::desk::Desk;
use super::jobs::JobFault;
use super::messages;
use super::modal::Modal;
use super::notice::Notice;

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
    written: Option<Change>,
}

/// A change that was written, or as much of it as could be.
struct Change {
    step: Step,
    wanted: LibraryChange,
    written: Written,
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
    fn change_of(&self, request: Request) -> Option<(Step, LibraryChange)> {
        match request {
            Request::Reload => None,
            Request::Change(change) => Some((Step::Change, change)),
            Request::Undo => Some((Step::Undo, self.done.last()?.undone())),
            Request::Redo => Some((Step::Redo, self.undone.last()?.clone())),
        }
    }

    /// Remembers how to take back what was written. Only that leaves the list that it came from.
    fn remember(&mut self, step: Step, written: &LibraryChange) {
        if written.is_empty() {
            return;
        }
        match step {
            Step::Change => {
                self.done.push(written.clone());
                self.undone.clear();
            }
            Step::Redo => {
                take_off(&mut self.undone, written);
                self.done.push(written.clone());
            }
            Step::Undo => {
                take_off(&mut self.done, written);
                self.undone.push(written.undone());
            }
        }
    }

    /// Has the library folder read or changed, after what was asked before.
    pub fn ask(&mut self, desk: &mut Desk, request: Request) {
        self.waiting.push_back(request);
        self.next_job(desk);
    }

    fn next_job(&mut self, desk: &mut Desk) {
        let Some(folder) = self.folder.clone() else {
            self.waiting.clear();
            return;
        };
        if self.is_busy {
            return;
        }
        let Some(request) = self.waiting.pop_front() else {
            return;
        };
        let nothing = match &request {
            Request::Undo if self.done.is_empty() => Some("没有可以撤销的素材改动"),
            Request::Redo if self.undone.is_empty() => Some("没有可以重做的素材改动"),
            _ => None,
        };
        if let Some(nothing) = nothing {
            desk.notify(Notice::done(nothing.to_owned()));
            return self.next_job(desk);
        }
        let is_first = self.library.version() == 0;
        let change = self.change_of(request);
        let last = self.contents.clone();
        let is_quiet = !is_first && change.is_none();
        let name = if change.is_some() {
            "正在保存素材…"
        } else {
            "正在读取素材库…"
        };
        self.is_busy = true;
        let work = move || {
            let written = change.map(|(step, wanted)| Change {
                step,
                written: library_writer::write(wanted.clone()),
                wanted,
            });
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
            Refreshed {
                library,
                contents,
                written,
            }
        };
        let end = |window: &mut super::window::Window, result| {
            window.library.job_ended(&mut window.desk, result);
        };
        if is_quiet {
            desk.jobs.start_quietly(name, work, end);
        } else {
            desk.jobs.start(name, work, end);
        }
    }

    fn job_ended(&mut self, desk: &mut Desk, result: Result<Refreshed, JobFault>) {
        self.is_busy = false;
        match result {
            Ok(refreshed) => self.refreshed(desk, refreshed),
            Err(fault) => desk.job_failed(fault),
        }
        self.next_job(desk);
    }

    fn refreshed(&mut self, desk: &mut Desk, refreshed: Refreshed) {
        let Refreshed {
            library,
            contents,
            written,
        } = refreshed;
        for (path, error) in &contents.damaged {
            let before = &self.contents.damaged;
            if !before.iter().any(|(known, _)| known == path) {
                desk.notify(messages::library_damaged(path, error));
            }
        }
        for (path, error) in &contents.unread {
            let before = &self.contents.unread;
            if !before.iter().any(|(known, _)| known == path) {
                desk.notify(messages::library_unread(path, error));
            }
        }
        self.contents = Arc::new(contents);
        if let Some(library) = library {
            let clashes = library.clashes();
            if let Some(first) = clashes.first()
                && clashes != self.library.clashes()
            {
                let notice = messages::snippets_clash(clashes.len(), first.as_str());
                desk.notify(notice);
            }
            self.library = Arc::new(library);
        }
        if let Some(Change {
            step,
            wanted,
            written,
        }) = written
        {
            self.remember(step, &written.change);
            let left = not_in(wanted, &written.change);
            // What offers to take back an earlier step would take back this one.
            desk.notices
                .retain(|notice| !notice.is_about_library_step());
            for notice in messages::library_changed(step, &written, &left) {
                desk.notify(notice);
            }
        }
    }

    /// Does what the user wants with snippets.
    pub fn act(&mut self, desk: &mut Desk, ids: &[SnippetId], choice: SnippetChoice) {
        let snippets: Vec<Arc<Snippet>> = ids
            .iter()
            .filter_map(|id| self.snippet(id).cloned())
            .collect();
        let instead = |after: &dyn Fn(&Snippet) -> Vec<Arc<Snippet>>| {
            let replaced = |before: &Arc<Snippet>| Replacement {
                before: before.clone(),
                after: after(before),
            };
            snippets.iter().map(replaced).collect()
        };
        match choice {
            SnippetChoice::Edit => {
                if !snippets.is_empty() {
                    let draft = SnippetDraft::new(snippets);
                    desk.modals.ask(Modal::Snippets(draft));
                }
            }
            SnippetChoice::Delete => self.replace(desk, ChangeKind::Delete, instead(&|_| vec![])),
            SnippetChoice::Favour(is_favourite) => {
                let marked = instead(&|snippet| {
                    vec![Arc::new(Snippet {
                        is_favourite,
                        ..snippet.clone()
                    })]
                });
                self.replace(desk, ChangeKind::Favourite, marked);
            }
            SnippetChoice::Merge => {
                let mut replaced: Vec<Replacement> = instead(&|_| vec![]);
                if let (Some(first), Some(merged)) = (replaced.first_mut(), merged(&snippets)) {
                    first.after.push(Arc::new(merged));
                    self.replace(desk, ChangeKind::Merge, replaced);
                }
            }
        }
    }

    /// Puts snippets that were corrected in the place of what they were.
    pub fn correct(&mut self, desk: &mut Desk, replaced: Vec<Replacement>) {
        let is_parted = replaced.iter().any(|change| change.after.len() > 1);
        let kind = if is_parted {
            ChangeKind::Split
        } else {
            ChangeKind::Edit
        };
        self.replace(desk, kind, replaced);
    }

    /// Puts others in the place of snippets, as one step.
    fn replace(&mut self, desk: &mut Desk, kind: ChangeKind, replaced: Vec<Replacement>) {
        let contents = self.contents.clone();
        let collections = contents
            .collections
            .iter()
            .map(|stored| (stored.path.as_path(), &stored.collection));
        let change = LibraryChange::replacing(kind, collections, replaced);
        if !change.is_empty() {
            self.ask(desk, Request::Change(change));
        }
    }

    /// Does what was planned, as one step.
    pub fn import(&mut self, desk: &mut Desk, plan: ImportPlan) {
        let Some(folder) = self.folder.clone() else {
            return;
        };
        let contents = self.contents.clone();
        let collections: Vec<_> = contents
            .collections
            .iter()
            .map(|stored| (stored.path.as_path(), &stored.collection))
            .collect();
        let change = plan.change(&collections, |name, taken| {
            library_folder::new_path(&folder, name, taken)
        });
        if !change.is_empty() {
            self.ask(desk, Request::Change(change));
        }
    }
}

/// What of a change is not in another, collection by collection.
fn not_in(mut change: LibraryChange, written: &LibraryChange) -> LibraryChange {
    let is_in = |path: &PathBuf| written.collections.iter().any(|other| other.path == *path);
    change
        .collections
        .retain(|collection| !is_in(&collection.path));
    change
}

/// Takes what was written off the last step, which goes when nothing of it is left.
fn take_off(steps: &mut Vec<LibraryChange>, written: &LibraryChange) {
    if let Some(last) = steps.pop() {
        let left = not_in(last, written);
        if !left.is_empty() {
            steps.push(left);
        }
    }
}
