//! What the program says: what happened, what it means for the text, what to do next.

mod import;
mod review;

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::export::ExportError;
use crate::import::Note;
use crate::library::{ChangeKind, ForeignWord};
use crate::model::SnippetId;
use crate::store::atomic::SaveError;
use crate::store::library_folder::ChangeError;
use crate::store::{Fault, PageFault, ParseError};
use crate::ui::action::MenuAction;

use super::jobs::{OpenError, WriteError};
use super::library::Step;
use super::library_writer::Written;
use super::list_reader::ListError;

pub use import::{import_reason, note};
pub use review::{
    findings_fixed, nothing_found, open_errors, rule_switched_off, word_list_unread, words_unkept,
    words_unread,
};

/// A message to the user.
#[derive(Debug, Clone)]
pub struct Notice {
    pub kind: NoticeKind,
    pub text: String,
    pub detail: String,
    pub button: Option<NoticeButton>,
    pub since: Instant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    Done,
    /// Stays until it is dismissed.
    Problem,
}

/// What can be done about it.
#[derive(Debug, Clone)]
pub enum NoticeButton {
    Menu(MenuAction),
    OpenFolder(PathBuf),
    /// What an import has to say, a sentence each.
    ImportNotes(Vec<String>),
    Reword(Reword),
}

/// Words of a snippet that mean somebody else in the speech.
#[derive(Debug, Clone)]
pub struct Reword {
    pub snippet: SnippetId,
    pub words: Vec<ForeignWord>,
}

impl NoticeButton {
    pub fn text(&self) -> &str {
        match self {
            Self::Menu(action) => crate::ui::labels::label(*action).text,
            Self::OpenFolder(_) => "打开文件夹",
            Self::ImportNotes(_) => "查看",
            Self::Reword(_) => "改过来",
        }
    }
}

impl Notice {
    pub fn done(text: String) -> Self {
        Self {
            kind: NoticeKind::Done,
            text,
            detail: String::new(),
            button: None,
            since: Instant::now(),
        }
    }

    pub fn problem(text: String, detail: String) -> Self {
        Self {
            kind: NoticeKind::Problem,
            text,
            detail,
            button: None,
            since: Instant::now(),
        }
    }

    /// Whether it offers to take back, or make again, the last change to the library.
    pub fn is_about_library_step(&self) -> bool {
        matches!(
            self.button,
            Some(NoticeButton::Menu(
                MenuAction::UndoLibrary | MenuAction::RedoLibrary
            ))
        )
    }

    pub fn with(self, button: NoticeButton) -> Self {
        Self {
            button: Some(button),
            ..self
        }
    }
}

pub fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// A file could not be opened; it was left alone.
pub fn open_failed(path: &Path, error: &OpenError) -> Notice {
    Notice::problem(format!("打不开“{}”", name_of(path)), open_reason(error))
}

/// Why a file could not be opened, and what to do, as sentences.
pub fn open_reason(error: &OpenError) -> String {
    match error {
        OpenError::Read(error) => format!(
            "{}。请检查文件是否还在、是否有权读取。",
            io_reason(&error.source)
        ),
        OpenError::Parse(error) => format!("{}原文件没有改动。", parse_reason(error)),
        OpenError::Import(error) => import_reason(error),
        OpenError::UnknownKind => "能打开 .jg、.docx、.txt 和 .md 文件。".to_owned(),
    }
}

/// Why a file of ours cannot be understood, as a sentence.
pub fn parse_reason(error: &ParseError) -> String {
    match error {
        ParseError::NotText { at } => format!("文件不是文本：第 {} 个字节无法识别。", at + 1),
        ParseError::NewerFormat { found, known } => {
            format!(
                "文件由更新的版本写成（格式 {found}，本程序认识到格式 {known}），请先升级程序。"
            )
        }
        ParseError::Damaged {
            line,
            column,
            cause,
        } => {
            format!(
                "文件在第 {line} 行第 {column} 列有误：{}。",
                fault_reason(cause)
            )
        }
    }
}

/// What is wrong at a place of a file, to stand behind a colon.
pub fn fault_reason(fault: &Fault) -> String {
    match fault {
        Fault::UnknownField(field) => format!("不认识的字段 {field}"),
        Fault::MissingField(field) => format!("缺少字段 {field}"),
        Fault::DuplicateField(field) => format!("字段 {field} 重复"),
        Fault::UnknownValue(value) => format!("不认识的值 {value}"),
        Fault::Unfinished => "内容到此中断".to_owned(),
        Fault::TooDeep => "括号嵌套过深".to_owned(),
        Fault::NoSuchFormat(format) => format!("没有格式 {format}"),
        Fault::NoSuchPage(fault) => match fault {
            PageFault::PaperSize => "纸张的宽和高应在50到550毫米之间",
            PageFault::LinePitch => "行距应在1到200磅之间",
            PageFault::TextSize => "字号应在1到200磅之间",
            PageFault::NoRoom => "页边距太大，没有地方排字",
            PageFault::CharSpacing => "字距太小，文字会叠在一起",
            PageFault::Title => "标题每行至少一个字，页脚距离应是数字",
        }
        .to_owned(),
        Fault::Syntax(reason) => format!("写法不对（{reason}）"),
    }
}

pub fn layout_unread(path: &Path, error: &OpenError, outcome: &str) -> Notice {
    let reason = match error {
        OpenError::Read(error) => format!("{}。", io_reason(&error.source)),
        OpenError::Parse(error) => parse_reason(error),
        OpenError::Import(_) | OpenError::UnknownKind => String::new(),
    };
    Notice::problem(
        format!("版式文件“{}”读不出来", name_of(path)),
        format!("{reason}{outcome}"),
    )
}

pub fn roster_saved(path: &Path) -> Notice {
    Notice::done(format!("名册已存为“{}”", name_of(path)))
}

pub fn roster_unread(path: &Path, error: &ListError) -> Notice {
    Notice::problem(
        format!("读不出名册“{}”", name_of(path)),
        format!("{}名单没有变。", list_reason(error, "里面没有单位。")),
    )
}

/// Why there is no list to be had from a file.
fn list_reason(error: &ListError, nothing: &str) -> String {
    match error {
        ListError::Read(error) => format!("{}。", io_reason(&error.source)),
        ListError::Parse(error) => parse_reason(error),
        ListError::Sheet(_) => {
            "它不是完好的 .xlsx 表格，可以在 Excel 或 WPS 里另存一份再试。".to_owned()
        }
        ListError::Empty => nothing.to_owned(),
        ListError::UnknownKind => "只认 .xlsx、.csv、.ron、.txt 文件。".to_owned(),
    }
}

pub fn save_failed(path: &Path, error: &SaveError) -> Notice {
    let name = name_of(path);
    let reason = save_reason(path, error);
    Notice::problem(
        format!("没有保存“{name}”"),
        format!("{reason}。内容还在窗口里，原文件没有变。可以另存到别处。"),
    )
    .with(NoticeButton::Menu(MenuAction::SaveAs))
}

/// Why a file could not be written.
fn save_reason(path: &Path, error: &SaveError) -> String {
    let name = name_of(path);
    match error {
        SaveError::NoFolder { folder } => format!("文件夹“{}”不在了", folder.display()),
        SaveError::ChangedOnDisk { .. } => format!("“{name}”已被其他程序改动"),
        SaveError::Exists { .. } => format!("“{name}”已经存在"),
        SaveError::Create { folder, source } => {
            format!(
                "无法在“{}”中新建文件（{}）",
                folder.display(),
                io_reason(source)
            )
        }
        SaveError::Write { source, .. } => format!("写入时出错（{}）", io_reason(source)),
        SaveError::Replace { source, .. } => format!("“{name}”正被占用（{}）", io_reason(source)),
    }
}

pub fn export_failed(path: &Path, error: &WriteError) -> Notice {
    match error {
        WriteError::Save(error) => {
            let notice = save_failed(path, error);
            Notice {
                text: format!("没有导出“{}”", name_of(path)),
                button: None,
                ..notice
            }
        }
        WriteError::Sheet(_) => Notice::problem(
            format!("没有导出“{}”", name_of(path)),
            "生成表格时出错，没有写出文件。讲话稿没有变。".to_owned(),
        ),
        WriteError::Export(error) => {
            let detail = match error {
                ExportError::Differs { paragraph, .. } => {
                    format!(
                        "核对导出结果时，第 {paragraph} 段与讲话稿不一致，因此没有写出文件。讲话稿没有变。"
                    )
                }
                ExportError::Package(_) | ExportError::Part(_) | ExportError::Unreadable(_) => {
                    "生成 Word 文件时出错，没有写出文件。讲话稿没有变，可以先导出纯文本。"
                        .to_owned()
                }
            };
            Notice::problem(format!("没有导出“{}”", name_of(path)), detail)
        }
    }
}

pub fn exported(path: &Path) -> Notice {
    Notice::done(format!("已导出“{}”", name_of(path)))
        .with(NoticeButton::OpenFolder(path.to_owned()))
}

/// What had to be said stays until it is read: it may be about words that were left out.
pub fn imported(path: &Path, notes: &[Note]) -> Notice {
    let text = format!("已从“{}”导入", name_of(path));
    if notes.is_empty() {
        let detail = "保存时会存成 .jg 文件，原文件不变。".to_owned();
        return Notice {
            detail,
            ..Notice::done(text)
        };
    }
    let detail = format!("有 {} 项与原文不同或没有导入，请核对。", notes.len());
    let notes = notes.iter().map(note).collect();
    Notice::problem(text, detail).with(NoticeButton::ImportNotes(notes))
}

/// Marks of the speech were turned full-width.
pub fn punctuation_changed(n_marks: usize) -> Notice {
    Notice::done(full_width_marks(n_marks)).with(NoticeButton::Menu(MenuAction::Undo))
}

/// How many marks were turned full-width, as a clause.
pub fn full_width_marks(n_marks: usize) -> String {
    format!("已将 {n_marks} 处半角标点改为全角")
}

/// There was no mark to turn full-width.
pub fn punctuation_is_full_width() -> Notice {
    Notice::done("没有需要改为全角的半角标点".to_owned())
}

pub fn library_damaged(path: &Path, error: &ParseError) -> Notice {
    Notice::problem(
        format!("素材集“{}”读不出来", name_of(path)),
        format!("{}其余素材不受影响。", parse_reason(error)),
    )
}

/// A part of the library that cannot be read, or `None` when the folder is simply not there yet.
pub fn library_unread(path: &Path, error: &std::io::Error) -> Notice {
    Notice::problem(
        format!("素材库里的“{}”读不出来", name_of(path)),
        format!("{}。其余素材不受影响。", io_reason(error)),
    )
}

pub fn snippets_clash(n_snippets: usize, first: &str) -> Notice {
    Notice::problem(
        format!("有 {n_snippets} 条素材没有载入"),
        format!("编号与别的素材重复，例如“{first}”。请在素材集文件里改成不同的编号。"),
    )
}

/// What became of a change to the library.
pub fn library_changed(step: Step, written: &Written) -> Vec<Notice> {
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
            Step::Change => {
                Notice::done(format!("已{did}")).with(NoticeButton::Menu(MenuAction::UndoLibrary))
            }
            Step::Undo => Notice::done(format!("已撤销：{did}"))
                .with(NoticeButton::Menu(MenuAction::RedoLibrary)),
            Step::Redo => Notice::done(format!("已重做：{did}"))
                .with(NoticeButton::Menu(MenuAction::UndoLibrary)),
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
    for error in &written.failed {
        notices.push(match error {
            ChangeError::Busy { path } => Notice::problem(
                format!("“{}”没有改动", name_of(path)),
                "别人一直在写这个素材集，请稍后再试。".to_owned(),
            ),
            ChangeError::Read(error) => Notice::problem(
                format!("“{}”没有改动", name_of(&error.path)),
                format!("{}。", io_reason(&error.source)),
            ),
            ChangeError::Damaged { path, source } => Notice::problem(
                format!("“{}”没有改动", name_of(path)),
                format!("{}原文件没有动过。", parse_reason(source)),
            ),
            ChangeError::Save(error) => Notice {
                text: "素材没有存进素材库".to_owned(),
                button: None,
                ..save_failed(Path::new("素材库"), error)
            },
        });
    }
    notices
}

/// The recovery copy cannot be written: from now on a crash would lose what is not saved.
pub fn not_kept(error: Option<&SaveError>) -> Notice {
    let reason = match error {
        Some(SaveError::Create { source, .. } | SaveError::Write { source, .. }) => {
            format!("（{}）", io_reason(source))
        }
        _ => String::new(),
    };
    Notice::problem(
        format!("恢复副本写不进去{reason}"),
        "程序如果意外关闭，没有保存的内容会丢失。请随时按 Ctrl+S 保存。".to_owned(),
    )
    .with(NoticeButton::Menu(MenuAction::Save))
}

/// The program itself is at fault; `job` is what it was doing.
pub fn job_broken(job: &str) -> Notice {
    Notice::problem(
        format!("程序内部出错：{}没有完成", job.trim_end_matches('…')),
        "讲话稿没有变，请先保存，再试一次。".to_owned(),
    )
    .with(NoticeButton::Menu(MenuAction::Save))
}

pub fn open_elsewhere(path: &Path, who: &str) -> Notice {
    Notice::problem(
        format!("没有保存“{}”", name_of(path)),
        format!("{who}正在编辑那个文件。内容还在窗口里，请换一个文件名。"),
    )
    .with(NoticeButton::Menu(MenuAction::SaveAs))
}

pub fn original_open_elsewhere(path: &Path, who: &str) -> Notice {
    Notice::problem(
        "恢复的内容还没有自己的文件".to_owned(),
        format!(
            "{who}正在编辑“{}”，请把恢复的内容另存为新文件。",
            name_of(path)
        ),
    )
    .with(NoticeButton::Menu(MenuAction::SaveAs))
}

pub fn no_dialog() -> Notice {
    Notice::problem(
        "打不开文件对话框".to_owned(),
        "系统里既没有桌面门户（xdg-desktop-portal），也没有 zenity。装上其中之一即可，例如：apt install zenity。".to_owned(),
    )
}

/// What a snippet that was just put into the speech says in its own unit's voice.
pub fn foreign_words(reword: Reword) -> Notice {
    let words: Vec<String> = reword
        .words
        .iter()
        .map(|own| match &own.meant {
            Some(meant) => format!("“{}”（{} 处）指的是{meant}", own.word, own.count),
            None => format!("“{}”（{} 处）指的是谁，请核对", own.word, own.count),
        })
        .collect();
    let notice = Notice::problem(
        "刚插入的素材里有原单位的口吻".to_owned(),
        format!("{}。", words.join("；")),
    );
    if reword.words.iter().any(|own| own.meant.is_some()) {
        notice.with(NoticeButton::Reword(reword))
    } else {
        notice
    }
}

pub fn edit_refused() -> Notice {
    Notice::problem("这一步没有做成".to_owned(), "讲话稿没有变。".to_owned())
}

/// What the system says, in Chinese where the cause is a usual one.
pub fn io_reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let known = match error.kind() {
        ErrorKind::NotFound => "文件不存在",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::QuotaExceeded => "超出磁盘配额",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::IsADirectory => "它是文件夹",
        ErrorKind::ResourceBusy => "正被其他程序占用",
        _ => return error.to_string(),
    };
    known.to_owned()
}
