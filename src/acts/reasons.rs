//! Why something failed, in words: for a notice of the window as for a line of the command line.

mod import;

use std::path::Path;

use crate::export::{ExportError, LostInText};
use crate::store::atomic::{Attribute, LARGEST, NotRead, SaveError};
use crate::store::{Fault, PageFault, ParseError};
use crate::wording::file_name;

use super::lists::ListError;
use super::source::OpenError;

pub use import::{import, note};

/// Why a file could not be opened, and what to do, as sentences.
pub fn open(error: &OpenError) -> String {
    match error {
        OpenError::Read(error) => {
            format!("{}。请检查文件是否还在、是否有权读取。", io(&error.source))
        }
        OpenError::Parse(error) => format!("{}原文件没有改动。", parse(error)),
        OpenError::Import(error) => import(error),
        OpenError::UnknownKind => "能打开 .jg、.docx、.txt 和 .md 文件。".to_owned(),
    }
}

/// What a plain text does not say of the speech that it was made from, as a sentence; `None` when it says everything.
pub fn lost_in_text(lost: LostInText) -> Option<String> {
    let parts: Vec<String> = [
        (lost.n_bare_sections, "个无标题章节从哪里开始"),
        (lost.n_bare_headings, "个标题没有编号，看不出是标题"),
        (lost.n_empty_paragraphs, "个空段"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, what)| format!("{n} {what}"))
    .collect();
    (!parts.is_empty()).then(|| {
        format!(
            "纯文本记不下：{}。要原样留底，请另存 .jg，或导出 Word、Markdown。",
            parts.join("；")
        )
    })
}

/// Why a file of ours cannot be understood, as a sentence.
pub fn parse(error: &ParseError) -> String {
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
            format!("文件在第 {line} 行第 {column} 列有误：{}。", fault(cause))
        }
    }
}

/// What is wrong at a place of a file, to stand behind a colon.
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::UnknownField(field) => format!("不认识的字段 {field}"),
        Fault::MissingField(field) => format!("缺少字段 {field}"),
        Fault::DuplicateField(field) => format!("字段 {field} 重复"),
        Fault::UnknownValue(value) => format!("不认识的值 {value}"),
        Fault::Unfinished => "内容到此中断".to_owned(),
        Fault::TooDeep => "括号嵌套过深".to_owned(),
        Fault::NoSuchFormat(format) => format!("没有格式 {format}"),
        Fault::NoSuchPage(fault) => match fault {
            PageFault::Name => "版式名称最多100个字，不能有看不见的字符",
            PageFault::Margin => "页边距和页脚距离应在0到550毫米之间",
            PageFault::Font => "字体名应为1到31个字符，不能有引号、括号、逗号、分号和看不见的字符",
            PageFault::Levels => "层级最多9级",
            PageFault::PaperSize => "纸张的宽和高应在50到550毫米之间",
            PageFault::LinePitch => "行距应在1到200磅之间",
            PageFault::TextSize => "字号应在1到200磅之间",
            PageFault::NoRoom => "页边距太大，没有地方排字",
            PageFault::CharSpacing => "字距不能小到让文字叠在一起，也不能超过200磅",
            PageFault::Title => "标题每行应为1到200个字",
        }
        .to_owned(),
        Fault::Syntax(reason) => format!("写法不对（{reason}）"),
    }
}

/// Why there is no list to be had from a file, as a sentence; `nothing` says that none of what is wanted is in it.
pub fn list(error: &ListError, nothing: &str) -> String {
    match error {
        ListError::Read(error) => format!("{}。", io(&error.source)),
        ListError::Parse(error) => parse(error),
        ListError::Sheet(_) => {
            "它不是完好的 .xlsx 表格，可以在 Excel 或 WPS 里另存一份再试。".to_owned()
        }
        ListError::TooLarge => {
            "它太大，或者有一格太长，不像是名单。请检查引号是否成对，只留要用的内容再试。"
                .to_owned()
        }
        ListError::Empty => nothing.to_owned(),
        ListError::UnknownKind => "只认 .xlsx、.csv、.ron、.txt 文件。".to_owned(),
    }
}

/// Why a file could not be written, as a clause.
pub fn save(path: &Path, error: &SaveError) -> String {
    let name = file_name(path);
    match error {
        SaveError::NoFolder { folder } => format!("文件夹“{}”不在了", folder.display()),
        SaveError::ChangedOnDisk { .. } => format!("“{name}”已被其他程序改动"),
        SaveError::Exists { .. } => format!("“{name}”已经存在"),
        SaveError::ReadOnly { .. } => format!("“{name}”是只读文件"),
        SaveError::NotReadBack { .. } => {
            "程序写出的内容读回来和原文不一样，请改为导出 Word，并告诉我们".to_owned()
        }
        SaveError::Create { folder, source } => {
            format!("无法在“{}”中新建文件（{}）", folder.display(), io(source))
        }
        SaveError::Write { source, .. } => format!("写入时出错（{}）", io(source)),
        SaveError::Replace { source, .. } => format!("“{name}”正被占用（{}）", io(source)),
    }
}

/// What a file that was replaced could not keep, as a sentence; `None` when it kept everything.
pub fn attributes_lost(lost: &[Attribute]) -> Option<String> {
    if lost.is_empty() {
        return None;
    }
    let name = |attribute: &Attribute| match attribute {
        Attribute::Owner => "所有者",
        Attribute::Group => "所属组",
        Attribute::Mode => "读写权限",
        Attribute::AccessList => "访问控制列表",
        Attribute::Other => "扩展属性",
    };
    let names: Vec<_> = lost.iter().map(name).collect();
    Some(format!(
        "系统不让新文件保留原来的{}，同事可能因此打不开或改不了它。",
        names.join("、")
    ))
}

/// Why there is no sheet, as a sentence.
pub const SHEET_FAILED: &str = "生成表格时出错，没有写出文件。";

/// Why nothing was exported, as a sentence.
pub fn export(error: &ExportError) -> String {
    match error {
        ExportError::Differs { paragraph, .. } => {
            format!("核对导出结果时，第 {paragraph} 段与讲话稿不一致，因此没有写出文件。")
        }
        ExportError::Package(_) | ExportError::Part(_) | ExportError::Unreadable(_) => {
            "生成 Word 文件时出错，没有写出文件。".to_owned()
        }
    }
}

/// What the system says, in Chinese where the cause is a usual one; to stand behind a colon.
pub fn io(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match NotRead::of(error) {
        Some(NotRead::NotAFile) => return "它不是普通文件（是管道或设备）".to_owned(),
        Some(NotRead::TooLarge) => return format!("文件太大，超过了{} MB", LARGEST >> 20),
        None => {}
    }
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
