//! The library as the window has it: loaded by a job, added to by imports.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::library::Library;
use crate::model::{Collection, Snippet, SnippetId};
use crate::store::library_folder::{self, LibraryFolder};

use super::jobs::Done;
use super::messages::{self, Notice};
use super::window::Window;

/// Characters below which a paragraph of a report is a heading or a greeting, not a passage.
const SHORTEST_PASSAGE: usize = 30;

/// The loaded library and where it comes from.
#[derive(Default)]
pub struct LoadedLibrary {
    pub library: Library,
    pub folder: Option<PathBuf>,
}

impl LoadedLibrary {
    pub fn set(&mut self, folder: LibraryFolder) {
        let version = self.library.version() + 1;
        let snippets = folder
            .collections
            .into_iter()
            .flat_map(|stored| stored.collection.snippets);
        self.library = Library::new(snippets, version);
    }

    pub fn snippet(&self, id: &SnippetId) -> Option<&Arc<Snippet>> {
        self.library.get(id)
    }
}

impl Window {
    /// Reads the library folder, in a job.
    pub(super) fn load_library(&mut self) {
        if let Some(folder) = self.library.folder.clone() {
            self.desk.jobs.start("正在读取素材库…", move || {
                Done::Library(library_folder::load(&folder))
            });
        }
    }

    /// Text files become collections, a snippet for every passage.
    pub(super) fn import_snippets(&mut self, paths: &[PathBuf]) {
        let Some(folder) = self.library.folder.clone() else {
            self.desk.notify(Notice::problem(
                "没有素材库文件夹".to_owned(),
                "系统没有给出用户文件夹，请用 --library 指定一个。".to_owned(),
            ));
            return;
        };
        for path in paths {
            match super::files::read(path) {
                Ok(opened) => {
                    let collection = collection_of(path, &opened.speech);
                    let n_snippets = collection.snippets.len();
                    let name = collection.name.clone();
                    if n_snippets == 0 {
                        self.desk.notify(Notice::problem(
                            format!("“{name}”里没有可用的段落"),
                            format!("素材是 {SHORTEST_PASSAGE} 字以上的段落。"),
                        ));
                        continue;
                    }
                    match library_folder::add(&folder, &collection) {
                        Ok(_) => self.desk.notify(Notice::done(format!(
                            "已从“{name}”导入 {n_snippets} 条素材"
                        ))),
                        Err(error) => self.desk.notify(messages::save_failed(&folder, &error)),
                    }
                }
                Err(error) => self.desk.notify(messages::open_failed(path, &error)),
            }
        }
        self.load_library();
    }
}

/// Every passage of a text as a snippet, its topic the heading it stands under.
fn collection_of(path: &Path, speech: &crate::model::Speech) -> Collection {
    let name = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let source = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut snippets = Vec::new();
    for (_, section) in speech.walk() {
        for paragraph in &section.paragraphs {
            if crate::model::char_count(&paragraph.text) < SHORTEST_PASSAGE {
                continue;
            }
            snippets.push(Arc::new(Snippet {
                id: SnippetId::from(format!("{name}-{}", snippets.len() + 1).as_str()),
                unit: String::new(),
                region: String::new(),
                year: None,
                topics: Some(section.heading.clone())
                    .filter(|heading| !heading.is_empty())
                    .into_iter()
                    .collect(),
                text: paragraph.text.to_string(),
                source: source.clone(),
            }));
        }
    }
    Collection { name, snippets }
}
