//! File dialogs and exports.

use std::path::PathBuf;

use crate::acts::export::{self, Format, WriteError, read_layout};
use crate::acts::lists;
use crate::import::SourceKind;
use crate::layout::{self, Layout};
use crate::store::atomic::{self, Replace};
use crate::store::settings::LayoutChoice;

use super::desk::Desk;
use super::dialogs::Dialogs;
use super::files::file_stem;
use super::jobs::{Done, Purpose};
use super::messages;

impl Desk {
    pub fn choose_export(&mut self, format: Format) {
        let path = match &self.file.path {
            Some(path) => path.with_extension(format.extension()),
            // A title may have a dot in it, which is not where its extension begins.
            None => format!("{}.{}", file_stem(self.speech()), format.extension()).into(),
        };
        self.choose_new_file(
            Purpose::Export(format),
            path,
            format.name(),
            format.extension(),
        );
    }

    /// The dialog has asked whether to replace an existing file.
    pub fn export_to(&mut self, format: Format, path: PathBuf) {
        let speech = self.speech().clone();
        let layout = self.layout();
        self.jobs.start_long("正在导出…", move |progress| {
            let write = || -> Result<bool, WriteError> {
                let bytes = export::bytes(&speech, &layout, format)?;
                if progress.is_cancelled() {
                    return Ok(false);
                }
                atomic::write(&path, &bytes, Replace::Anything)?;
                Ok(true)
            };
            match write() {
                Ok(false) => Done::Cancelled,
                result => Done::Exported {
                    path,
                    result: result.map(|_| ()),
                },
            }
        });
    }

    /// The layout that is set; the standard one, with a notice, when its file cannot be used.
    fn layout(&mut self) -> Layout {
        match &self.settings.layout {
            LayoutChoice::Standard => layout::standard(),
            LayoutChoice::Nominal => layout::nominal(),
            LayoutChoice::File(path) => {
                let path = path.clone();
                read_layout(&path).unwrap_or_else(|error| {
                    self.notify(messages::layout_unread(
                        &path,
                        &error,
                        "这次按标准版式导出。",
                    ));
                    layout::standard()
                })
            }
        }
    }

    /// A layout file was chosen: it is used from now on if it can be understood.
    pub fn use_layout(&mut self, path: PathBuf) {
        match read_layout(&path) {
            Ok(_) => self.settings.layout = LayoutChoice::File(path),
            Err(error) => {
                self.notify(messages::layout_unread(&path, &error, "版式没有变。"));
            }
        }
    }

    pub fn choose_file_to_open(&mut self, purpose: Purpose) {
        let (name, extensions): (&str, &[&str]) = match purpose {
            Purpose::Layout => ("版式文件", &["ron"]),
            Purpose::Roster => ("名册", &lists::KINDS),
            Purpose::Words => ("词表", &lists::KINDS),
            _ => ("讲话稿、Word 和文本", &["jg", "docx", "docm", "txt", "md"]),
        };
        self.choose(purpose, move |dialogs| {
            dialogs.file_to_open(name, extensions)
        });
    }

    /// Asks for reports to take snippets from: files, or a folder of them.
    pub fn choose_material(&mut self, is_folder: bool) {
        let dialogs = self.jobs.dialogs();
        if !dialogs.are_there() {
            self.notify(messages::no_dialog());
            return;
        }
        self.jobs.start("", move || {
            Done::MaterialChosen(if is_folder {
                dialogs.folder_to_open().into_iter().collect()
            } else {
                dialogs.files_to_open("Word 和文本", &SourceKind::EXTENSIONS)
            })
        });
    }

    pub(super) fn choose_new_file(
        &mut self,
        purpose: Purpose,
        suggested: PathBuf,
        kind: &'static str,
        extension: &'static str,
    ) {
        self.choose(purpose, move |dialogs| {
            dialogs.file_to_write(kind, extension, &suggested)
        });
    }

    fn choose(
        &mut self,
        purpose: Purpose,
        ask: impl FnOnce(&dyn Dialogs) -> Option<PathBuf> + Send + 'static,
    ) {
        let dialogs = self.jobs.dialogs();
        if !dialogs.are_there() {
            self.notify(messages::no_dialog());
            return;
        }
        self.jobs.start("", move || Done::Chosen {
            purpose,
            path: ask(dialogs.as_ref()),
        });
    }
}
