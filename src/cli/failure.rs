//! Why a command stopped, as an exit code and a Chinese line.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::acts::export::WriteError;
use crate::acts::lists::ListError;
use crate::acts::reasons;
use crate::acts::source::OpenError;
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
        let reason = reasons::io(&error.source);
        Self::Input(format!("读不了“{}”：{reason}。", error.path.display()))
    }

    pub(super) fn parse(name: &str, error: &ParseError) -> Self {
        let reason = reasons::parse(error);
        Self::Input(format!("读不了“{name}”：{reason}文件没有改动。"))
    }

    /// A source that holds no speech, by the name it has for the user.
    pub(super) fn open(name: &str, error: &OpenError) -> Self {
        match error {
            OpenError::Read(error) => Self::read(error),
            OpenError::Parse(error) => Self::parse(name, error),
            OpenError::Import(_) | OpenError::UnknownKind => {
                Self::Input(format!("读不了“{name}”：{}", reasons::open(error)))
            }
        }
    }

    /// A file without a list in it; `nothing` says what it has none of.
    pub(super) fn list(path: &Path, error: &ListError, nothing: &str) -> Self {
        let reason = reasons::list(error, nothing);
        Self::Input(format!("读不了“{}”：{reason}", path.display()))
    }

    pub(super) fn save(path: &Path, error: &SaveError) -> Self {
        let name = path.display();
        Self::Output(match error {
            SaveError::Exists { .. } => {
                format!("“{name}”已经存在，没有改动。要替换它，请加 --force。")
            }
            SaveError::ReadOnly { .. } => {
                format!("“{name}”是只读文件，没有改动。要替换它，请加 --force。")
            }
            _ => {
                let reason = reasons::save(path, error);
                format!("没有写出“{name}”：{reason}。原有文件没有改动。")
            }
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
            ChangeError::Save(SaveError::ReadOnly { path }) => {
                let name = path.display();
                Self::Output(format!("“{name}”是只读文件，没有改动。"))
            }
            ChangeError::Save(error) => Self::save(Path::new("素材库"), error),
        }
    }

    pub(super) fn export(path: &Path, error: &WriteError) -> Self {
        match error {
            WriteError::Export(error) => Self::Output(reasons::export(error)),
            WriteError::Save(error) => Self::save(path, error),
            WriteError::Sheet(_) => Self::Output(reasons::SHEET_FAILED.to_owned()),
        }
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
