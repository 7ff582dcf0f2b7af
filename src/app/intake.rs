//! Reads reports for the library: files and whole folders become a plan, and nothing is written yet.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use crate::library::{
    ImportPlan, KnownTexts, Library, PlannedSnippet, PlannedSource, Source, take_in,
};
use crate::model::Roster;
use crate::store::atomic::ReadError;
use crate::store::material;

use super::files;
use super::jobs::{OpenError, Progress};
use super::messages;

/// What files and folders have for the library.
#[derive(Default)]
pub struct Gathered {
    pub plan: ImportPlan,
    /// What could not be read.
    pub unread: Vec<(PathBuf, OpenError)>,
    /// Files left when the user called it off.
    pub n_left: usize,
}

/// Reads `paths`, folders with all that is below them, and finds out which of their passages `library` has.
pub fn gather(
    paths: &[PathBuf],
    roster: Option<&Roster>,
    library: &Library,
    progress: &Progress,
) -> Gathered {
    let mut gathered = Gathered::default();
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        match material::files_of(path, &|| progress.is_cancelled()) {
            Ok(found) => files.extend(found),
            Err(source) => gathered.unread.push((
                path.clone(),
                OpenError::Read(ReadError {
                    path: path.clone(),
                    source,
                }),
            )),
        }
    }
    let names = shown_names(&files);
    let mut known = KnownTexts::new(library.snippets());
    let topics: Vec<String> = library
        .topics()
        .iter()
        .map(|(topic, _)| topic.clone())
        .collect();
    for (idx, path) in files.iter().enumerate() {
        progress.report(idx, files.len());
        if progress.is_cancelled() {
            gathered.n_left = files.len() - idx;
            break;
        }
        let opened = match files::read(path, &|| progress.is_cancelled()) {
            Ok(opened) => opened,
            Err(error) => {
                gathered.unread.push((path.clone(), error));
                continue;
            }
        };
        let file = names.get(path).cloned().unwrap_or_default();
        let source = Source {
            file: &file,
            speech: &opened.speech,
        };
        let intake = take_in(source, roster, &topics);
        let mut snippets = Vec::new();
        for snippet in intake.snippets {
            let fate = known.fate(&snippet);
            known.add(&snippet);
            snippets.push(PlannedSnippet::new(snippet, fate, |id| library.get(id)));
        }
        gathered.plan.sources.push(PlannedSource {
            file,
            snippets,
            left_out: intake.left_out,
            notes: opened
                .notes
                .unwrap_or_default()
                .iter()
                .map(messages::note)
                .collect(),
        });
    }
    gathered
}

/// The name of each file; where several have the same one, with that of its folder before it.
fn shown_names(files: &[PathBuf]) -> HashMap<PathBuf, String> {
    let name = |path: &Path| {
        let name = path.file_name().unwrap_or(path.as_os_str());
        name.to_string_lossy().into_owned()
    };
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for path in files {
        *by_name.entry(name(path)).or_default() += 1;
    }
    let shown = |path: &PathBuf| {
        let own = name(path);
        match path.parent().filter(|_| by_name.get(&own) > Some(&1)) {
            Some(folder) => format!("{}/{own}", name(folder)),
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
        let gathered = gather(&paths, None, &Library::default(), &progress);
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
        let again = gather(&paths, None, &Library::new(snippets), &progress);
        assert_eq!(again.plan.counts(), (0, 0, 3));
        progress.cancel();
        assert!(
            gather(&paths, None, &Library::default(), &progress)
                .plan
                .sources
                .is_empty()
        );
    }
}
