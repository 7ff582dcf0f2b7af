//! Why a command stopped, as an exit code and a Chinese line.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::app::messages::{fault_reason, io_reason};
use crate::export::ExportError;
use crate::store::ParseError;
use crate::store::atomic::{ReadError, SaveError};
use crate::store::library_folder::ChangeError;

/// A command that did not do what it was asked to. Nothing was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// Unknown option, missing file name.
    Usage(String),
    /// The input cannot be read or is damaged.
    Input(String),
    /// The output cannot be written; the old file is whole and unchanged.
    Output(String),
}

impl Failure {
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Input(_) => 3,
            Self::Output(_) => 4,
        }
    }

    pub(super) fn message(&self) -> &str {
        match self {
            Self::Usage(message) | Self::Input(message) | Self::Output(message) => message,
        }
    }

    pub(super) fn read(error: &ReadError) -> Self {
        let reason = io_reason(&error.source);
        Self::Input(format!("读不了“{}”：{reason}。", error.path.display()))
    }

    pub(super) fn parse(name: &str, error: &ParseError) -> Self {
        Self::Input(match error {
            ParseError::NotText { at } => {
                format!("“{name}”不是文本文件：第 {at} 字节处不是 UTF-8 编码。文件没有改动。")
            }
            ParseError::NewerFormat { found, known } => format!(
                "“{name}”由更新版本的讲稿写成（格式 {found}，本程序只认到格式 {known}）。请升级后再打开；文件没有改动。"
            ),
            ParseError::Damaged {
                line,
                column,
                cause,
            } => format!(
                "“{name}”第 {line} 行第 {column} 列有误：{}。文件没有改动。",
                fault_reason(cause)
            ),
        })
    }

    pub(super) fn save(error: &SaveError) -> Self {
        Self::Output(match error {
            SaveError::Exists { path } => format!(
                "“{}”已经存在，没有改动。要替换它，请加 --force。",
                path.display()
            ),
            SaveError::NoFolder { folder } => {
                format!("没有“{}”这个文件夹。", folder.display())
            }
            SaveError::ChangedOnDisk { path } => {
                format!("“{}”在读取之后被改动过，没有覆盖。", path.display())
            }
            SaveError::Create { folder, source } => format!(
                "不能在“{}”里新建文件：{}。",
                folder.display(),
                io_reason(source)
            ),
            SaveError::Write { path, source } => format!(
                "写不了“{}”：{}。原有文件没有改动。",
                path.display(),
                io_reason(source)
            ),
            SaveError::Replace { path, source } => format!(
                "不能替换“{}”：{}。原有文件没有改动。",
                path.display(),
                io_reason(source)
            ),
        })
    }

    pub(super) fn change(error: &ChangeError) -> Self {
        match error {
            ChangeError::Busy { path } => {
                let name = path.display();
                Self::Output(format!("别人一直在写“{name}”，没有改动，请稍后再试。"))
            }
            ChangeError::Read(error) => Self::read(error),
            ChangeError::Damaged { path, source } => {
                Self::parse(&path.display().to_string(), source)
            }
            ChangeError::Save(error) => Self::save(error),
        }
    }

    pub(super) fn export(error: &ExportError) -> Self {
        Self::Output(match error {
            ExportError::Differs {
                paragraph, wanted, ..
            } => format!(
                "导出的文件读回来与讲话稿不一致（第 {paragraph} 段，应为“{wanted}”），没有写出。"
            ),
            ExportError::Package(_) | ExportError::Part(_) | ExportError::Unreadable(_) => {
                format!("Word 文件没有生成（{error}），没有写出。")
            }
        })
    }

    /// What clap found wrong, in Chinese.
    pub(super) fn usage(error: &clap::Error) -> Self {
        let context = |kind| match error.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.join("、"),
            _ => String::new(),
        };
        let argument = context(ContextKind::InvalidArg);
        let value = context(ContextKind::InvalidValue);
        let valid = context(ContextKind::ValidValue);
        let message = match error.kind() {
            ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}。"),
            ErrorKind::UnknownArgument => format!("不认识的参数：{argument}。"),
            ErrorKind::InvalidSubcommand => {
                format!(
                    "没有这个命令：{}。",
                    context(ContextKind::InvalidSubcommand)
                )
            }
            ErrorKind::InvalidValue if value.is_empty() => format!("参数 {argument} 缺少值。"),
            ErrorKind::InvalidValue if !valid.is_empty() => {
                format!("参数 {argument} 的值“{value}”不对，可用：{valid}。")
            }
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
                format!("参数 {argument} 的值“{value}”不对。")
            }
            ErrorKind::ArgumentConflict => format!("参数 {argument} 重复或与其他参数冲突。"),
            _ => "命令行有误。".to_owned(),
        };
        Self::Usage(format!("{message}用法见 jianggao --help。"))
    }
}

/// A path as messages name it.
pub(super) fn name_of(path: &Path) -> String {
    if path.as_os_str() == "-" {
        "标准输入".to_owned()
    } else {
        path.display().to_string()
    }
}
