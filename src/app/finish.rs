//! Takes what jobs bring back.

use egui::Context;

use crate::store::atomic::{Replace, SaveError};

use super::close::{Question, Then};
use super::jobs::{Done, Purpose};
use super::messages::{self, Notice};
use super::window::Window;

impl Window {
    pub(super) fn finish(&mut self, ctx: &Context, done: Done) {
        match done {
            Done::Chosen { path: None, .. } => self.desk.given_up = None,
            Done::Chosen {
                purpose,
                path: Some(path),
            } => match purpose {
                // Words may have been written while the dialog stood open.
                Purpose::Open => self.after_asking(ctx, Then::Open(path)),
                Purpose::SaveAs { then } => self.desk.save_to(path, Replace::Anything, then),
                Purpose::Export(format) => self.desk.export_to(format, path),
                Purpose::Snippets => self.import_snippets(vec![path]),
                Purpose::Layout => self.desk.use_layout(path),
                Purpose::Roster => self.read_roster(&path),
                Purpose::SaveRoster(roster) => self.save_roster(&path, &roster),
            },
            Done::Read { path, result } => {
                if result.is_ok() && self.desk.must_ask() {
                    // Words were written while the file was being read.
                    self.question = Some(Question::Unsaved(Then::Open(path)));
                } else if self.desk.opened(path, result) {
                    self.forget_screen();
                }
                self.desk.given_up = None;
            }
            Done::Saved {
                generation,
                path,
                state,
                result,
                then,
            } => match result {
                Ok(_) if generation != self.desk.generation => {}
                Ok(stamp) => {
                    self.desk.saved(path, state, stamp);
                    if let Some(restored) = self.restored.take() {
                        restored.discard();
                    }
                    if let Some(then) = then {
                        self.after_asking(ctx, then);
                    }
                }
                Err(SaveError::ChangedOnDisk { .. }) => {
                    self.question = Some(Question::ChangedOnDisk { path, then });
                }
                Err(error) => self.desk.notify(messages::save_failed(&path, &error)),
            },
            Done::Exported { path, result } => self.desk.notify(match result {
                Ok(()) => messages::exported(&path),
                Err(error) => messages::export_failed(&path, &error),
            }),
            Done::Kept {
                generation,
                copy,
                state,
                result,
            } => {
                let is_kept = result.is_ok();
                self.desk.kept(generation, copy, state, result);
                if is_kept && let Some(restored) = self.restored.take() {
                    restored.discard();
                }
            }
            Done::Orphans(orphans) => {
                if !orphans.is_empty() {
                    self.question = Some(Question::Recovery(orphans));
                }
            }
            Done::Library { library, folder } => {
                for (path, error) in &folder.damaged {
                    self.desk.notify(messages::library_damaged(path, error));
                }
                for (path, error) in &folder.unread {
                    self.desk.notify(messages::library_unread(path, error));
                }
                self.library.library = *library;
                let clashes = self.library.library.clashes();
                if let Some(first) = clashes.first() {
                    let notice = messages::snippets_clash(clashes.len(), first.as_str());
                    self.desk.notify(notice);
                }
            }
            Done::Imported(import) => self.imported(import),
            Done::SettingsSaved => {}
            Done::Cancelled => {
                let notice = Notice::done("已取消".to_owned());
                self.desk.notify(notice);
            }
            Done::Broken(job) => self.desk.notify(messages::job_broken(job)),
        }
    }
}
