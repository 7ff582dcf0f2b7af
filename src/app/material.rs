//! Material for the library: chosen, read, and shown before anything is written.

use std::path::PathBuf;

use crate::acts::gathering::{Gathered, Gathering};
use crate::acts::reasons;
use crate::import::SourceKind;
use crate::ui::intake_window::IntakeDraft;
use crate::wording::file_name;

use super::desk::Desk;
use super::library::LoadedLibrary;
use super::messages;
use super::modal::Modal;
use super::notice::Notice;

impl LoadedLibrary {
    /// Reads files and folders for the library; what is in them is shown before anything is written.
    pub fn gather(&self, desk: &mut Desk, paths: Vec<PathBuf>) {
        if self.folder.is_none() {
            desk.notify(messages::no_library());
            return;
        }
        let library = self.library.clone();
        let roster = desk.speech().roster.clone();
        desk.jobs.start_long(
            "正在读取材料…",
            move |progress| {
                let mut gathering = Gathering::new(roster.as_deref(), &library);
                gathering.read(&paths, progress);
                Some(gathering.done())
            },
            |window, gathered| match gathered {
                Ok(gathered) => show(&mut window.desk, gathered),
                Err(fault) => window.desk.job_failed(fault),
            },
        );
    }
}

/// Asks for reports to take snippets from: files, or a folder of them.
pub fn choose(desk: &mut Desk, is_folder: bool) {
    desk.choose(
        move |dialogs| {
            let paths: Vec<PathBuf> = if is_folder {
                dialogs.folder_to_open().into_iter().collect()
            } else {
                dialogs.files_to_open("Word 和文本", &SourceKind::EXTENSIONS)
            };
            (!paths.is_empty()).then_some(paths)
        },
        |window, paths| window.library.gather(&mut window.desk, paths),
    );
}

/// Shows what was read, together with what is being looked through.
fn show(desk: &mut Desk, gathered: Gathered) {
    let Gathered {
        plan,
        unread,
        n_left,
    } = gathered;
    if plan.sources.is_empty() && unread.is_empty() {
        desk.notify(if n_left > 0 {
            Notice::done("已停止导入".to_owned())
        } else {
            messages::no_material()
        });
        return;
    }
    let unread = unread
        .iter()
        .map(|(path, error)| (file_name(path), reasons::open(error)))
        .collect();
    if let Some(draft) = desk.modals.intake() {
        draft.add(plan, unread, n_left);
        return;
    }
    let mut draft = IntakeDraft::default();
    draft.add(plan, unread, n_left);
    desk.modals.ask(Modal::Intake(draft));
}
