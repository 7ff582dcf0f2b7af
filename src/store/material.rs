//! Finds the files of a folder of reports.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// Folders deeper than this are not a folder of reports; nor can a loop of links go on.
const DEEPEST: usize = 16;

/// The files that are meant by a file or folder: the file itself, or everything below the folder, by name. Hidden files
/// and those that Word keeps beside an open document (`~$…`) are none; links to folders are not followed.
///
/// # Errors
///
/// When the folder cannot be read. A folder in it that cannot be read is in the list, as a file that cannot be.
pub fn files_of(path: &Path, is_called_off: &dyn Fn() -> bool) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    collect(path, 0, &mut files, is_called_off)?;
    Ok(files)
}

fn collect(
    folder: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
    is_called_off: &dyn Fn() -> bool,
) -> io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if is_called_off() {
            break;
        }
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let is_taken = is_folder
            && depth < DEEPEST
            && collect(&entry.path(), depth + 1, files, is_called_off).is_ok();
        if !is_taken {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_means_every_file_below_it_by_name() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("总结");
        fs::create_dir_all(folder.join("高校")).unwrap();
        fs::create_dir_all(folder.join(".git")).unwrap();
        let names = [
            "乙.docx",
            "~$乙.docx",
            ".甲.txt",
            "高校/丁.txt",
            "甲.doc",
            ".git/a",
        ];
        for name in names {
            fs::write(folder.join(name), "").unwrap();
        }
        let files = files_of(&folder, &|| false).unwrap();
        let shown: Vec<_> = files
            .iter()
            .map(|path| {
                path.strip_prefix(&folder)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        assert_eq!(shown, ["乙.docx", "甲.doc", "高校/丁.txt"]);
        let file = folder.join("甲.doc");
        assert_eq!(files_of(&file, &|| false).unwrap(), [file]);
        assert!(files_of(&folder, &|| true).unwrap().is_empty());
    }
}
