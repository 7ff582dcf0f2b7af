//! Takes what jobs bring back.

use egui::Context;

use crate::store::atomic::{Replace, SaveError};

use super::close::{Question, Then};
use super::jobs::{Done, Purpose};
use super::library::Request;
use super::messages;
use super::notice::Notice;
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
                Purpose::Layout => self.desk.use_layout(path),
                Purpose::Roster => self.read_roster(&path),
                Purpose::Words => self.read_words(&path),
                Purpose::SaveRoster(roster) => self.save_roster(&path, &roster),
            },
            Done::MaterialChosen(paths) => {
                if !paths.is_empty() {
                    self.import_snippets(paths);
                }
            }
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
                Ok(saved) => {
                    if let Some(notice) = messages::saved_without(&path, &saved.lost) {
                        self.desk.notify(notice);
                    }
                    self.desk.saved(path, state, Some(saved.stamp));
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
                Err(SaveError::ReadOnly { .. }) => {
                    self.question = Some(Question::ReadOnly { path, then });
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
            Done::Library(refreshed) => self.library_refreshed(*refreshed),
            Done::LibraryTouched => self.ask_library(Request::Reload),
            Done::Gathered(gathered) => self.gathered(gathered),
            Done::Reviewed(done) => self.review_done(*done),
            Done::SourcesRead { version, index } => self.sources_read(version, index),
            Done::SettingsSaved => {}
            Done::Cancelled => {
                let notice = Notice::done("已取消".to_owned());
                self.desk.notify(notice);
            }
            Done::Broken(job) => {
                self.review_broken(job);
                self.desk.notify(messages::job_broken(job));
            }
        }
    }
}
