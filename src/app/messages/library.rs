//! What changes to the library have to say.

use std::path::Path;

use crate::acts::library_writer::Written;
use crate::acts::reasons;
use crate::library::{ChangeKind, LibraryChange};
use crate::store::ParseError;
use crate::store::library_folder::ChangeError;
use crate::wording::file_name;

use super::super::library::Step;
use super::super::notice::{Again, Notice, NoticeButton};

pub fn library_damaged(path: &Path, error: &ParseError) -> Notice {
    Notice::problem(
        format!("素材集“{}”读不出来", file_name(path)),
        format!("{}其余素材不受影响。", reasons::parse(error)),
    )
}

/// A part of the library that cannot be read, or `None` when the folder is simply not there yet.
pub fn library_unread(path: &Path, error: &std::io::Error) -> Notice {
    Notice::problem(
        format!("素材库里的“{}”读不出来", file_name(path)),
        format!("{}。其余素材不受影响。", reasons::io(error)),
    )
}

/// There was nothing to read.
pub fn no_material() -> Notice {
    Notice::problem("文件夹里没有材料".to_owned(), String::new()).with(NoticeButton::IMPORT)
}

pub fn no_library() -> Notice {
    Notice::problem(
        "没有素材库文件夹".to_owned(),
        "系统没有给出用户文件夹，请用 --library 指定一个。".to_owned(),
    )
}

pub fn snippets_clash(n_snippets: usize, first: &str) -> Notice {
    Notice::problem(
        format!("有 {n_snippets} 条素材没有载入"),
        format!("编号与别的素材重复，例如“{first}”。请在素材集文件里改成不同的编号。"),
    )
}

/// What became of a change to the library. `left` is what of it did not get in.
pub fn library_changed(step: Step, written: &Written, left: &LibraryChange) -> Vec<Notice> {
    let mut notices = Vec::new();
    let change = &written.change;
    if !change.is_empty() {
        let n = change.n_snippets();
        let did = match change.kind {
            ChangeKind::Import => format!("导入 {n} 条素材"),
            ChangeKind::Edit => format!("修改 {n} 条素材"),
            ChangeKind::Merge => "合并素材".to_owned(),
            ChangeKind::Split => "拆分素材".to_owned(),
            ChangeKind::Delete => format!("删除 {n} 条素材"),
            ChangeKind::Favourite => "收藏素材".to_owned(),
        };
        let notice = match step {
            Step::Change => Notice::done(format!("已{did}")).with(NoticeButton::UNDO_LIBRARY),
            Step::Undo => Notice::done(format!("已撤销：{did}")).with(NoticeButton::REDO_LIBRARY),
            Step::Redo => Notice::done(format!("已重做：{did}")).with(NoticeButton::UNDO_LIBRARY),
        };
        // A star on a card says enough by itself.
        if change.kind != ChangeKind::Favourite {
            notices.push(notice);
        }
    }
    if !written.contested.is_empty() {
        notices.push(Notice::problem(
            format!("有 {} 条素材别人刚改过", written.contested.len()),
            "两份都留着，请看一看留哪一份。".to_owned(),
        ));
    }
    let again = || match step {
        Step::Change => NoticeButton::Again(Again::WriteLibrary(left.clone())),
        Step::Undo => NoticeButton::UNDO_LIBRARY,
        Step::Redo => NoticeButton::REDO_LIBRARY,
    };
    for error in &written.failed {
        let notice = match error {
            ChangeError::Busy { path } => Notice::problem(
                format!("“{}”没有改动", file_name(path)),
                "别人一直在写这个素材集，请稍后再试。".to_owned(),
            ),
            ChangeError::Read(error) => Notice::problem(
                format!("“{}”没有改动", file_name(&error.path)),
                format!("{}。", reasons::io(&error.source)),
            ),
            ChangeError::Damaged { path, source } => Notice::problem(
                format!("“{}”没有改动", file_name(path)),
                format!("{}原文件没有动过。", reasons::parse(source)),
            ),
            ChangeError::Save(error) => Notice::problem(
                "素材没有存进素材库".to_owned(),
                format!("{}。", reasons::save(Path::new("素材库"), error)),
            ),
        };
        notices.push(notice.with(again()));
    }
    notices
}
