//! The roster in files of its own: read into its window, and saved from there.

use std::path::PathBuf;
use std::sync::Arc;

use crate::acts::lists;
use crate::model::Roster;
use crate::store::atomic::{self, Replace};
use crate::store::roster_file;
use crate::ui::roster_window::RosterDraft;

use super::desk::Desk;
use super::messages;
use super::modal::Modal;

/// Opens the window of the roster.
pub fn edit(desk: &mut Desk) {
    let draft = RosterDraft::new(desk.speech().roster.as_deref());
    desk.modals.ask(Modal::Roster(draft));
}

/// Has the user choose a file, whose roster takes the place of the one in the window.
pub fn choose_and_read(desk: &mut Desk) {
    if desk.modals.roster().is_none() {
        edit(desk);
    }
    desk.choose(
        |dialogs| {
            let path = dialogs.file_to_open("名册", &lists::KINDS)?;
            let listed = lists::roster(&path);
            Some((path, listed))
        },
        |window, (path, listed)| match listed {
            Ok(listed) => {
                if let Some(draft) = window.desk.modals.roster() {
                    draft.replace(listed);
                }
            }
            Err(error) => window.desk.notify(messages::roster_unread(&path, &error)),
        },
    );
}

/// Has the user choose a file to keep a roster in.
pub fn choose_and_save(desk: &mut Desk, roster: Arc<Roster>) {
    let suggested = PathBuf::from(format!("{}.ron", roster.name));
    let kept = roster.clone();
    desk.choose(
        move |dialogs| {
            let path = dialogs.file_to_write("名册文件", "ron", &suggested)?;
            let text = roster_file::to_text(&roster);
            // The dialog has asked before an existing file is replaced.
            let written = atomic::write(&path, text.as_bytes(), Replace::Anything);
            Some((path, written))
        },
        move |window, (path, written)| {
            if let Ok(saved) = &written
                && let Some(notice) = messages::saved_without(&path, &saved.lost)
            {
                window.desk.notify(notice);
            }
            window.desk.notify(match written {
                Ok(_) => messages::roster_saved(&path),
                Err(error) => messages::roster_unsaved(&path, &error, kept),
            });
        },
    );
}
