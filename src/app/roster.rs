//! The roster window: opened, read into, saved from, and its answer made an edit.

use std::path::{Path, PathBuf};

use egui::Ui;

use crate::acts::lists;
use crate::edit::Command;
use crate::model::Roster;
use crate::store::atomic::{self, Replace};
use crate::store::roster_file;
use crate::ui::roster_window::{RosterAnswer, RosterDraft, roster_window_ui};

use super::jobs::Purpose;
use super::messages;
use super::window::Window;

impl Window {
    pub(super) fn edit_roster(&mut self) {
        self.roster_draft = Some(RosterDraft::new(self.desk.speech().roster.as_deref()));
    }

    pub(super) fn roster_ui(&mut self, ui: &Ui) {
        let Some(draft) = &mut self.roster_draft else {
            return;
        };
        let read_only = self.desk.file.read_only.is_some();
        match roster_window_ui(ui, draft, read_only) {
            None => {}
            Some(RosterAnswer::Cancel) => self.roster_draft = None,
            Some(RosterAnswer::Use(roster)) => {
                self.roster_draft = None;
                self.edit(Command::SetRoster { roster });
            }
            Some(RosterAnswer::Gather) => {
                let snippets = self.library.library.snippets().iter();
                draft.gather(snippets.map(|snippet| snippet.unit.as_str()));
            }
            Some(RosterAnswer::Import) => self.desk.choose_file_to_open(Purpose::Roster),
            Some(RosterAnswer::SaveCopy(roster)) => {
                let suggested = PathBuf::from(format!("{}.ron", roster.name));
                self.desk.choose_new_file(
                    Purpose::SaveRoster(Box::new(roster)),
                    suggested,
                    "名册文件",
                    "ron",
                );
            }
        }
    }

    /// A file was chosen to read the roster from.
    pub(super) fn read_roster(&mut self, path: &Path) {
        match lists::roster(path) {
            Ok(listed) => {
                if let Some(draft) = &mut self.roster_draft {
                    draft.replace(listed);
                }
            }
            Err(error) => self.desk.notify(messages::roster_unread(path, &error)),
        }
    }

    /// A file was chosen to keep the roster in.
    pub(super) fn save_roster(&mut self, path: &Path, roster: &Roster) {
        let text = roster_file::to_text(roster);
        // The dialog has asked before an existing file is replaced.
        let notice = match atomic::write(path, text.as_bytes(), Replace::Anything) {
            Ok(_) => messages::roster_saved(path),
            Err(error) => messages::save_failed(path, &error),
        };
        self.desk.notify(notice);
    }
}
