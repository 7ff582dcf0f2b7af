//! Reads reports for the library: files and whole folders become a plan, and nothing is written yet.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use crate::import::Note;
use crate::library::{
    ImportPlan, KnownTexts, Library, PlannedSnippet, PlannedSource, Source, take_in,
};
use crate::model::{Roster, SnippetId, Speech};
use crate::store::atomic::ReadError;
use crate::store::material;
use crate::wording::file_name;

use super::progress::Progress;
use super::reasons;
use super::source::{self, OpenError};

/// What files and folders have for the library.
#[derive(Default)]
pub struct Gathered {
    pub plan: ImportPlan,
    /// What could not be read.
    pub unread: Vec<(PathBuf, OpenError)>,
    /// Files left when the user called it off.
    pub n_left: usize,
}

/// Reads what is for a library, source by source.
pub struct Gathering<'a> {
    roster: Option<&'a Roster>,
    library: &'a Library,
    topics: Vec<String>,
    /// What the library has, and what was read so far.
    known: KnownTexts,
    gathered: Gathered,
}

impl<'a> Gathering<'a> {
    pub fn new(roster: Option<&'a Roster>, library: &'a Library) -> Self {
        let topics = library.topics().iter().map(|(topic, _)| topic.clone());
        Self {
            roster,
            library,
            topics: topics.collect(),
            known: KnownTexts::new(library.snippets()),
            gathered: Gathered::default(),
        }
    }

    /// Reads files, and folders with all that is below them.
    pub fn read(&mut self, paths: &[PathBuf], progress: &Progress) {
        let mut files: Vec<PathBuf> = Vec::new();
        for path in paths {
            match material::files_of(path, &|| progress.is_cancelled()) {
                Ok(found) => files.extend(found),
                Err(source) => {
                    let path = path.clone();
                    let error = OpenError::Read(ReadError {
                        path: path.clone(),
                        source,
                    });
                    self.gathered.unread.push((path, error));
                }
            }
        }
        let names = shown_names(&files);
        for (idx, path) in files.iter().enumerate() {
            progress.report(idx, files.len());
            let result = source::read(path, &|| progress.is_cancelled());
            if progress.is_cancelled() {
                self.gathered.n_left += files.len() - idx;
                break;
            }
            match result {
                Ok(opened) => {
                    let file = names.get(path).cloned().unwrap_or_default();
                    self.take(&file, &opened.speech, opened.notes.unwrap_or_default());
                }
                Err(error) => self.gathered.unread.push((path.clone(), error)),
            }
        }
    }

    /// Takes in a source that was read.
    pub fn take(&mut self, file: &str, speech: &Speech, notes: Vec<Note>) {
        let source = Source { file, speech };
        let intake = take_in(source, self.roster, &self.topics);
        let mut snippets = Vec::new();
        for snippet in intake.snippets {
            let fate = self.known.fate(&snippet);
            self.known.add(&snippet);
            let find = |id: &SnippetId| self.library.get(id);
            snippets.push(PlannedSnippet::new(snippet, fate, find));
        }
        self.gathered.plan.sources.push(PlannedSource {
            file: file.to_owned(),
            snippets,
            left_out: intake.left_out,
            notes: notes.iter().map(reasons::note).collect(),
        });
    }

    pub fn done(self) -> Gathered {
        self.gathered
    }
}

/// The name of each file; where several have the same one, with that of its folder before it.
fn shown_names(files: &[PathBuf]) -> HashMap<PathBuf, String> {
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for path in files {
        *by_name.entry(file_name(path)).or_default() += 1;
    }
    let shown = |path: &PathBuf| {
        let own = file_name(path);
        match path.parent().filter(|_| by_name.get(&own) > Some(&1)) {
            Some(folder) => format!("{}/{own}", file_name(folder)),
            None => own,
        }
    };
    files
        .iter()
        .map(|path| (path.clone(), shown(path)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Choice;
    use std::sync::Arc;

    const PASSAGE: &str =
        "全年组织主题宣讲二百余场，参加的青少年超过三万人次，反响很好，值得推广。";

    #[test]
    fn a_folder_of_reports_becomes_a_plan_and_what_cannot_be_read_is_named() {
        let home = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = home.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write(
            "甲市/工作总结.txt",
            &format!("甲市工作总结\n一、宣讲\n{PASSAGE}\n二、其他\n太短。"),
        );
        let other = "今年办了十二期培训班，六百名骨干参加，课程由学员自己选，结业时人人交了方案。";
        write(
            "乙市/工作总结.txt",
            &format!("乙市工作总结\n一、宣讲\n{PASSAGE}\n二、培训\n{other}"),
        );
        write("旧报告.doc", "\u{1}");
        let progress = Progress::default();
        let paths = [home.path().to_owned(), home.path().join("没有.txt")];
        let gather = |library: &Library| {
            let mut gathering = Gathering::new(None, library);
            gathering.read(&paths, &progress);
            gathering.done()
        };
        let gathered = gather(&Library::default());
        let files: Vec<&str> = gathered
            .plan
            .sources
            .iter()
            .map(|source| source.file.as_str())
            .collect();
        assert_eq!(files, ["乙市/工作总结.txt", "甲市/工作总结.txt"]);
        assert_eq!(gathered.unread.len(), 2);
        // The same passage in two reports is one snippet.
        assert_eq!(gathered.plan.counts(), (2, 0, 1));
        assert_eq!(gathered.plan.sources[1].left_out.len(), 1);
        // What the library has is skipped.
        let snippets: Vec<_> = gathered
            .plan
            .sources
            .iter()
            .flat_map(|source| &source.snippets)
            .filter(|planned| planned.choice == Choice::Add)
            .map(|planned| Arc::new(planned.snippet.clone()))
            .collect();
        let again = gather(&Library::new(snippets));
        assert_eq!(again.plan.counts(), (0, 0, 3));
        progress.cancel();
        assert!(gather(&Library::default()).plan.sources.is_empty());
    }
}
