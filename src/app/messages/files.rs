//! What opening, saving, importing and exporting have to say.

use std::path::Path;
use std::sync::Arc;

use crate::acts::export::{Format, WriteError};
use crate::acts::lists::ListError;
use crate::acts::reasons;
use crate::acts::source::OpenError;
use crate::export::ExportError;
use crate::import::Note;
use crate::model::Roster;
use crate::store::ParseError;
use crate::store::atomic::{Attribute, SaveError};
use crate::store::settings::NotUsed;
use crate::wording::file_name;

use super::super::notice::{Again, Notice, NoticeButton};

/// A file could not be opened; it was left alone.
pub fn open_failed(path: &Path, error: &OpenError) -> Notice {
    Notice::problem(format!("打不开“{}”", file_name(path)), reasons::open(error))
        .with(NoticeButton::OPEN)
}

/// What had to be said stays until it is read: it may be about words that were left out.
pub fn imported(path: &Path, notes: &[Note]) -> Notice {
    let text = format!("已从“{}”导入", file_name(path));
    if notes.is_empty() {
        let detail = "保存时会存成 .jg 文件，原文件不变。".to_owned();
        return Notice {
            detail,
            ..Notice::done(text)
        };
    }
    let detail = format!("有 {} 项与原文不同或没有导入，请核对。", notes.len());
    let notes = notes.iter().map(reasons::note).collect();
    Notice::problem(text, detail).with(NoticeButton::ImportNotes(notes))
}

pub fn save_failed(path: &Path, error: &SaveError) -> Notice {
    let name = file_name(path);
    let reason = reasons::save(path, error);
    Notice::problem(
        format!("没有保存“{name}”"),
        format!("{reason}。内容还在窗口里，原文件没有变。可以另存到别处。"),
    )
    .with(NoticeButton::SAVE_AS)
}

/// The file is saved; who may read or write it has changed.
pub fn saved_without(path: &Path, lost: &[Attribute]) -> Option<Notice> {
    let detail = reasons::attributes_lost(lost)?;
    let text = format!("“{}”已保存，但文件的属性变了", file_name(path));
    Some(Notice::problem(text, detail))
}

pub fn open_elsewhere(path: &Path, who: &str) -> Notice {
    Notice::problem(
        format!("没有保存“{}”", file_name(path)),
        format!("{who}正在编辑那个文件。内容还在窗口里，请换一个文件名。"),
    )
    .with(NoticeButton::SAVE_AS)
}

pub fn original_open_elsewhere(path: &Path, who: &str) -> Notice {
    Notice::problem(
        "恢复的内容还没有自己的文件".to_owned(),
        format!(
            "{who}正在编辑“{}”，请把恢复的内容另存为新文件。",
            file_name(path)
        ),
    )
    .with(NoticeButton::SAVE_AS)
}

pub fn export_failed(path: &Path, error: &WriteError, format: Format) -> Notice {
    let notice = match error {
        WriteError::Save(error) => {
            let detail = format!(
                "{}。讲话稿没有变，可以导出到别处。",
                reasons::save(path, error)
            );
            Notice::problem(format!("没有导出“{}”", file_name(path)), detail)
        }
        WriteError::Sheet(_) => Notice::problem(
            format!("没有导出“{}”", file_name(path)),
            format!("{}讲话稿没有变。", reasons::SHEET_FAILED),
        ),
        WriteError::Export(error) => {
            let detail = match error {
                ExportError::Differs { .. } => "讲话稿没有变。",
                ExportError::Package(_) | ExportError::Part(_) | ExportError::Unreadable(_) => {
                    "讲话稿没有变，可以先导出纯文本。"
                }
            };
            let detail = format!("{}{detail}", reasons::export(error));
            Notice::problem(format!("没有导出“{}”", file_name(path)), detail)
        }
    };
    notice.with(NoticeButton::Again(Again::Export(format)))
}

pub fn exported(path: &Path) -> Notice {
    Notice::done(format!("已导出“{}”", file_name(path)))
        .with(NoticeButton::OpenFolder(path.to_owned()))
}

/// A file could not be shown in its folder.
pub fn not_shown(path: &Path, reason: &str) -> Notice {
    let folder = path.parent().unwrap_or(path);
    Notice::problem(
        "打不开文件夹".to_owned(),
        format!(
            "文件在“{}”里。系统没有能显示文件夹的程序（{reason}）。",
            folder.display()
        ),
    )
}

/// Settings that are not used; those that a program begins with are.
pub fn settings_not_used(not_used: &NotUsed) -> Notice {
    let unchanged = "文件没有改动；这次用默认设置，改了也不会保存。";
    let (text, detail) = match not_used {
        NotUsed::Newer { path, error } => (
            format!("没有使用设置文件“{}”", file_name(path)),
            format!("{}{unchanged}", reasons::parse(error)),
        ),
        NotUsed::Damaged { path, kept, error } if kept == path => (
            format!("设置文件“{}”读不出来", file_name(path)),
            format!("{}这次用默认设置。", reasons::parse(error)),
        ),
        NotUsed::Damaged { path, kept, error } => (
            format!("设置文件“{}”读不出来，已恢复默认设置", file_name(path)),
            format!(
                "{}原来的文件还在，改名为：{}",
                reasons::parse(error),
                kept.display()
            ),
        ),
        NotUsed::Unread(error) => (
            format!("设置文件“{}”读不出来", file_name(&error.path)),
            format!("{}。{unchanged}", reasons::io(&error.source)),
        ),
    };
    Notice::problem(text, detail)
}

pub fn layout_unread(path: &Path, error: &OpenError, outcome: &str) -> Notice {
    let reason = match error {
        OpenError::Read(error) => format!("{}。", reasons::io(&error.source)),
        OpenError::Parse(error) => reasons::parse(error),
        OpenError::Import(_) | OpenError::UnknownKind => String::new(),
    };
    Notice::problem(
        format!("版式文件“{}”读不出来", file_name(path)),
        format!("{reason}{outcome}"),
    )
    .with(NoticeButton::Again(Again::ChooseLayout))
}

pub fn roster_saved(path: &Path) -> Notice {
    Notice::done(format!("名册已存为“{}”", file_name(path)))
}

pub fn roster_unread(path: &Path, error: &ListError) -> Notice {
    Notice::problem(
        format!("读不出名册“{}”", file_name(path)),
        format!("{}名单没有变。", reasons::list(error, "里面没有单位。")),
    )
    .with(NoticeButton::Again(Again::ReadRoster))
}

/// The roster is in the speech, or in its window, all the same.
pub fn roster_unsaved(path: &Path, error: &SaveError, roster: Arc<Roster>) -> Notice {
    Notice::problem(
        format!("名册没有存为“{}”", file_name(path)),
        format!("{}。名单没有变，可以存到别处。", reasons::save(path, error)),
    )
    .with(NoticeButton::Again(Again::SaveRoster(roster)))
}

/// A recovery copy got a file of its own.
pub fn copy_saved(path: &Path) -> Notice {
    Notice::done(format!("未保存的内容已存为“{}”", path.display()))
}

/// A recovery copy did not get a file of its own, and is still there.
pub fn copy_unsaved(path: &Path, error: &SaveError) -> Notice {
    Notice::problem(
        format!("没有存下“{}”", file_name(path)),
        format!(
            "{}。恢复副本还在，原文件没有变。",
            reasons::save(path, error)
        ),
    )
    .with(NoticeButton::Again(Again::OfferCopies))
}

/// A recovery copy cannot be understood; it is kept.
pub fn copy_unread(name: &str, error: &ParseError, kept: &Path) -> Notice {
    Notice::problem(
        format!("“{name}”的恢复副本读不出来"),
        format!("{}副本还在：{}", reasons::parse(error), kept.display()),
    )
}
