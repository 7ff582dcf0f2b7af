//! The user's own words: loaded, edited in their window, read from sheets, and kept.

use std::path::Path;
use std::sync::Arc;

use egui::Ui;

use crate::acts::lists;
use crate::review::words::Words;
use crate::store::atomic::FileStamp;
use crate::store::words_file;
use crate::ui::words_window::{WordsAnswer, WordsDraft, words_window_ui};

use super::desk::Desk;
use super::jobs::Purpose;
use super::messages;
use super::window::Window;

/// The user's own words, and the file that they were read from.
#[derive(Debug, Default)]
pub struct OwnWords {
    pub words: Arc<Words>,
    /// By which the file may be replaced; `None` when there is none, or none that could be read.
    stamp: Option<FileStamp>,
}

impl OwnWords {
    /// The words of the data folder. A file that cannot be read is named and left alone.
    pub fn load(desk: &mut Desk) -> Self {
        let Some(path) = desk.folders.as_ref().map(|folders| folders.words()) else {
            return Self::default();
        };
        match words_file::load(&path) {
            Ok(stored) => Self {
                words: Arc::new(stored.words),
                stamp: stored.stamp,
            },
            Err(error) => {
                desk.notify(messages::words_unread(&path, &error));
                Self::default()
            }
        }
    }
}

impl Window {
    pub(super) fn edit_words(&mut self) {
        self.words_draft = Some(WordsDraft::new(&self.own_words.words));
    }

    pub(super) fn words_ui(&mut self, ui: &Ui) {
        let Some(draft) = &mut self.words_draft else {
            return;
        };
        match words_window_ui(ui, draft) {
            None => {}
            Some(WordsAnswer::Cancel) => self.words_draft = None,
            Some(WordsAnswer::Import) => self.desk.choose_file_to_open(Purpose::Words),
            Some(WordsAnswer::Use(words)) if self.keep_words(&words) => self.words_draft = None,
            Some(WordsAnswer::Use(_)) => {}
        }
    }

    /// Writes the words into the data folder. What could not be kept stays in the window, so that it can be copied.
    fn keep_words(&mut self, words: &Words) -> bool {
        let Some(path) = self.desk.folders.as_ref().map(|folders| folders.words()) else {
            self.own_words.words = Arc::new(words.clone());
            return true;
        };
        match words_file::save(&path, words, self.own_words.stamp) {
            Ok(stamp) => {
                self.own_words = OwnWords {
                    words: Arc::new(words.clone()),
                    stamp,
                };
                true
            }
            Err(error) => {
                self.desk.notify(messages::words_unkept(&path, &error));
                false
            }
        }
    }

    /// A file was chosen to read words from.
    pub(super) fn read_words(&mut self, path: &Path) {
        match lists::words(path) {
            Ok(listed) => {
                if let Some(draft) = &mut self.words_draft {
                    draft.add(&listed);
                }
            }
            Err(error) => self.desk.notify(messages::word_list_unread(path, &error)),
        }
    }
}
