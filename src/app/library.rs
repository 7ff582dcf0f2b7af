//! The library as the window has it: loaded by a job, added to by imports.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::library::Library;
use crate::model::{Collection, Snippet, SnippetId};
use crate::store::library_folder;

use super::jobs::{Done, Import};
use super::messages::{self, Notice};
use super::window::Window;

/// Characters below which a paragraph of a report is a heading or a greeting, not a passage.
pub(super) const SHORTEST_PASSAGE: usize = 30;

/// The loaded library and where it comes from.
#[derive(Default)]
pub struct LoadedLibrary {
    pub library: Library,
    pub folder: Option<PathBuf>,
}

impl LoadedLibrary {
    pub fn snippet(&self, id: &SnippetId) -> Option<&Arc<Snippet>> {
        self.library.get(id)
    }
}

impl Window {
    /// Reads the library folder, in a job.
    pub(super) fn load_library(&mut self) {
        if let Some(folder) = self.library.folder.clone() {
            self.desk.jobs.start("正在读取素材库…", move || {
                let mut folder = library_folder::load(&folder);
                let collections = std::mem::take(&mut folder.collections);
                let snippets = collections
                    .into_iter()
                    .flat_map(|stored| stored.collection.snippets);
                Done::Library {
                    library: Box::new(Library::new(snippets)),
                    folder,
                }
            });
        }
    }

    /// Text files become collections, a snippet for every passage.
    pub(super) fn import_snippets(&mut self, paths: Vec<PathBuf>) {
        let Some(folder) = self.library.folder.clone() else {
            self.desk.notify(Notice::problem(
                "没有素材库文件夹".to_owned(),
                "系统没有给出用户文件夹，请用 --library 指定一个。".to_owned(),
            ));
            return;
        };
        let mut known: HashSet<String> = self
            .library
            .library
            .snippets()
            .iter()
            .map(|snippet| snippet.text.clone())
            .collect();
        self.desk.jobs.start_long("正在导入素材…", move |progress| {
            let mut import = Import::default();
            for (idx, path) in paths.iter().enumerate() {
                if progress.is_cancelled() {
                    import.n_left = paths.len() - idx;
                    break;
                }
                progress.report(idx, paths.len());
                import_file(&mut import, &folder, path, &mut known);
            }
            Done::Imported(import)
        });
    }

    pub(super) fn imported(&mut self, import: Import) {
        for notice in messages::snippets_imported(&import) {
            self.desk.notify(notice);
        }
        self.load_library();
    }
}

/// Puts the passages of a file that are not `known` into the library.
fn import_file(import: &mut Import, folder: &Path, path: &Path, known: &mut HashSet<String>) {
    let opened = match super::files::read(path, &|| false) {
        Ok(opened) => opened,
        Err(error) => {
            import.unread.push((path.to_owned(), error));
            return;
        }
    };
    let mut collection = collection_of(path, &opened.speech);
    let n_passages = collection.snippets.len();
    if n_passages == 0 {
        import.empty.push(collection.name);
        return;
    }
    collection
        .snippets
        .retain(|snippet| known.insert(snippet.text.clone()));
    let n_new = collection.snippets.len();
    if n_new > 0
        && let Err(error) = library_folder::add(folder, &collection)
    {
        import.unsaved.push(error);
        return;
    }
    import
        .added
        .push((collection.name, n_new, n_passages - n_new));
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
                id: new_id(&name, snippets.len() + 1, &paragraph.text),
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

/// An id that a file of the same name with another text does not have: two people may import into one library.
fn new_id(name: &str, number: usize, text: &str) -> SnippetId {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let mark = hasher.finish() & 0xFFFF_FFFF;
    SnippetId::from(format!("{name}-{number}-{mark:08x}").as_str())
}
