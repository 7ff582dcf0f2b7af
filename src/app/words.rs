//! The user's own words: loaded, edited in their window, read from sheets, and kept.

use std::sync::Arc;

use crate::acts::lists;
use crate::review::words::Words;
use crate::store::atomic::FileStamp;
use crate::store::words_file;
use crate::ui::words_window::WordsDraft;

use super::desk::Desk;
use super::messages;
use super::modal::Modal;

/// The user's own words, and the file that they were read from.
#[derive(Debug, Default)]
pub struct OwnWords {
    pub words: Arc<Words>,
    /// By which the file may be replaced; `None` when there is none, or none that could be read.
    stamp: Option<FileStamp>,
}

impl OwnWords {
    /// Opens their window.
    pub fn edit(&self, desk: &mut Desk) {
        desk.modals.ask(Modal::Words(WordsDraft::new(&self.words)));
    }

    /// Writes words into the data folder. What could not be kept comes back in its window, so that it can be copied.
    pub fn keep(&mut self, desk: &mut Desk, words: Words, draft: WordsDraft) {
        let words = Arc::new(words);
        let Some(path) = desk.folders.as_ref().map(|folders| folders.words()) else {
            self.words = words;
            return;
        };
        let (known, to, kept) = (self.stamp, path.clone(), words.clone());
        desk.jobs.start(
            "正在保存自定词语…",
            move || words_file::save(&to, &kept, known),
            move |window, result| {
                let desk = &mut window.desk;
                match result {
                    Ok(Ok(stamp)) => {
                        window.own_words = Self { words, stamp };
                        return;
                    }
                    Ok(Err(error)) => desk.notify(messages::words_unkept(&path, &error)),
                    Err(fault) => desk.job_failed(fault),
                }
                desk.modals.ask(Modal::Words(draft));
            },
        );
    }
}

/// Reads the words of the data folder. A file that cannot be read is named and left alone.
pub fn load(desk: &mut Desk) {
    let Some(path) = desk.folders.as_ref().map(|folders| folders.words()) else {
        return;
    };
    let from = path.clone();
    desk.jobs.start_quietly(
        "读取自定词语",
        move || words_file::load(&from),
        move |window, result| match result {
            Ok(Ok(stored)) => {
                window.own_words = OwnWords {
                    words: Arc::new(stored.words),
                    stamp: stored.stamp,
                };
            }
            Ok(Err(error)) => window.desk.notify(messages::words_unread(&path, &error)),
            Err(fault) => window.desk.job_failed(fault),
        },
    );
}

/// Has the user choose a file, whose words are added to those in the window.
pub fn choose_and_read(desk: &mut Desk, own: &OwnWords) {
    if desk.modals.words().is_none() {
        own.edit(desk);
    }
    desk.choose(
        |dialogs| {
            let path = dialogs.file_to_open("词表", &lists::KINDS)?;
            let listed = lists::words(&path);
            Some((path, listed))
        },
        |window, (path, listed)| match listed {
            Ok(listed) => {
                if let Some(draft) = window.desk.modals.words() {
                    draft.add(&listed);
                }
            }
            Err(error) => window
                .desk
                .notify(messages::word_list_unread(&path, &error)),
        },
    );
}
