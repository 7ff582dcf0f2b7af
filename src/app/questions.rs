//! What only the user can decide: each question, and what its answers stand for.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use egui::Ui;

use crate::acts::export::Format;
use crate::store::atomic::Replace;
use crate::store::builtin::TEMPLATES;
use crate::store::recovery::Orphan;
use crate::ui::question::{Choice, choice_ui, question_ui, reading_ui};
use crate::wording::{file_name, thousands};

use super::leaving::{Leaving, Then};
use super::modal::Answer;
use super::recovery::name_of;

/// A question that has to be answered first.
#[derive(Debug)]
pub enum Question {
    /// The speech has changes that no file holds.
    Unsaved(Then),
    /// The file was changed by another program since it was read.
    ChangedOnDisk { path: PathBuf, then: Option<Then> },
    /// The file is read-only.
    ReadOnly { path: PathBuf, then: Option<Then> },
    /// A copy of a speech whose window is gone.
    Recovery(Box<Orphan>),
    /// Which template to start from.
    Template,
    /// Files were dropped where nobody knows, or while something else was asked.
    Dropped(Vec<PathBuf>),
    /// There are open errors: what they are, and what was to be exported.
    OpenErrors {
        format: Format,
        n: usize,
        lines: Vec<String>,
    },
    /// Nothing to decide: what an import has to say, to be read.
    ImportNotes(Vec<String>),
}

/// What a question says of the desk.
pub struct QuestionInput<'a> {
    /// The open speech, by name.
    pub name: &'a str,
    /// Its file.
    pub file: Option<&'a Path>,
    /// The state it is in.
    pub state: u64,
}

/// What becomes of a question that is shown: it stays, or is gone with an answer or without one.
pub enum Shown {
    Stays(Question),
    Gone(Option<Answer>),
}

impl Question {
    /// Shows the question.
    pub fn ui(self, ui: &Ui, input: &QuestionInput<'_>) -> Shown {
        match self {
            Self::Unsaved(then) => unsaved_ui(ui, input, then),
            Self::ChangedOnDisk { path, then } => changed_on_disk_ui(ui, path, then),
            Self::ReadOnly { path, then } => read_only_ui(ui, path, then),
            Self::Recovery(orphan) => recovery_ui(ui, input, orphan),
            Self::Template => template_ui(ui),
            Self::Dropped(paths) => dropped_ui(ui, paths),
            Self::OpenErrors { format, n, lines } => open_errors_ui(ui, format, n, lines),
            Self::ImportNotes(notes) => {
                if reading_ui(ui, "与原文不同的地方", &notes) {
                    Shown::Gone(None)
                } else {
                    Shown::Stays(Self::ImportNotes(notes))
                }
            }
        }
    }
}

fn unsaved_ui(ui: &Ui, input: &QuestionInput<'_>, then: Then) -> Shown {
    let text = format!("“{}”有没有保存的改动。", input.name);
    let answers = ["保存", "不保存", "取消"];
    match question_ui(ui, "保存改动吗？", &text, &answers) {
        None => Shown::Stays(Question::Unsaved(then)),
        Some(0) => Shown::Gone(Some(Answer::Save(then))),
        Some(1) => Shown::Gone(Some(Answer::Leave(Leaving {
            then,
            given_up: Some(input.state),
        }))),
        Some(_) => Shown::Gone(None),
    }
}

fn changed_on_disk_ui(ui: &Ui, path: PathBuf, then: Option<Then>) -> Shown {
    let text = "这个文件打开以后，被其他程序改动过。覆盖会丢掉那些改动，另存为则两份都留下。";
    let answers = ["另存为…", "覆盖", "取消"];
    match question_ui(ui, "文件已被改动", text, &answers) {
        None => Shown::Stays(Question::ChangedOnDisk { path, then }),
        Some(0) => Shown::Gone(Some(Answer::SaveAs(then))),
        Some(1) => Shown::Gone(Some(Answer::SaveTo {
            path,
            replace: Replace::Anything,
            then,
        })),
        Some(_) => Shown::Gone(None),
    }
}

fn read_only_ui(ui: &Ui, path: PathBuf, then: Option<Then>) -> Shown {
    let text = format!(
        "“{}”是只读文件，可能是定稿，或不归您修改。替换以后仍是只读的。",
        file_name(&path)
    );
    let answers = ["另存为…", "替换", "取消"];
    match question_ui(ui, "替换只读文件吗？", &text, &answers) {
        None => Shown::Stays(Question::ReadOnly { path, then }),
        Some(0) => Shown::Gone(Some(Answer::SaveAs(then))),
        Some(1) => Shown::Gone(Some(Answer::SaveTo {
            path,
            replace: Replace::EvenReadOnly,
            then,
        })),
        Some(_) => Shown::Gone(None),
    }
}

fn open_errors_ui(ui: &Ui, format: Format, n: usize, lines: Vec<String>) -> Shown {
    let text = format!("还有 {n} 处错误没有处理：\n\n{}", lines.join("\n"));
    let answers = ["去看看", "仍然导出", "取消"];
    match question_ui(ui, "导出前还有错误", &text, &answers) {
        None => Shown::Stays(Question::OpenErrors { format, n, lines }),
        Some(0) => Shown::Gone(Some(Answer::ShowErrors)),
        Some(1) => Shown::Gone(Some(Answer::Export(format))),
        Some(_) => Shown::Gone(None),
    }
}

fn template_ui(ui: &Ui) -> Shown {
    let choices: Vec<(&str, &str)> = TEMPLATES
        .iter()
        .map(|template| (template.title, template.purpose))
        .collect();
    match choice_ui(ui, "从模板新建", &choices) {
        Choice::Open => Shown::Stays(Question::Template),
        Choice::None => Shown::Gone(None),
        Choice::Made(idx) => {
            let template = TEMPLATES.get(idx);
            let new = template.map(|template| Leaving::to(Then::New(template.name)));
            Shown::Gone(new.map(Answer::Leave))
        }
    }
}

/// True if files can only be meant for the library: a window has one speech.
pub fn is_material(paths: &[PathBuf]) -> bool {
    paths.len() > 1 || paths.iter().any(|path| path.is_dir())
}

fn dropped_ui(ui: &Ui, mut paths: Vec<PathBuf>) -> Shown {
    let text = match paths.as_slice() {
        [path] => format!("“{}”要怎么用？", file_name(path)),
        _ => format!("这 {} 个文件要怎么用？", paths.len()),
    };
    let answers: &[&str] = if is_material(&paths) {
        &["收进素材库", "取消"]
    } else {
        &["打开", "收进素材库", "取消"]
    };
    let answer = question_ui(ui, "拖入的文件", &text, answers);
    match answer.and_then(|idx| answers.get(idx)) {
        None => Shown::Stays(Question::Dropped(paths)),
        Some(&"打开") => {
            let open = paths.pop().map(|path| Leaving::to(Then::Open(path)));
            Shown::Gone(open.map(Answer::Leave))
        }
        Some(&"收进素材库") => Shown::Gone(Some(Answer::ImportFiles(paths))),
        Some(_) => Shown::Gone(None),
    }
}

fn recovery_ui(ui: &Ui, input: &QuestionInput<'_>, orphan: Box<Orphan>) -> Shown {
    let original = orphan.original.clone();
    let name = name_of(&orphan);
    let (answers, end) = if original.is_some() {
        (["恢复", "打开上次保存的", "两份都留"], "原文件没有动过。")
    } else {
        (["恢复", "丢弃", "以后再说"], "它还没有存成文件。")
    };
    let text = format!(
        "上次没有正常退出，“{name}”有没有保存的内容{}。{end}{}",
        time_and_length(&orphan),
        replaced(input, original.as_deref()),
    );
    let answer = question_ui(ui, "恢复未保存的内容吗？", &text, &answers);
    Shown::Gone(match (answer, original) {
        (None, _) => return Shown::Stays(Question::Recovery(orphan)),
        (Some(0), _) => Some(Answer::Leave(Leaving::to(Then::Restore(orphan)))),
        (Some(1), Some(original)) => Some(Answer::OpenSaved { orphan, original }),
        (Some(1), None) => Some(Answer::DiscardCopy(orphan)),
        (Some(_), Some(original)) => Some(Answer::KeepBoth { orphan, original }),
        // It waits for the next start.
        (Some(_), None) => None,
    })
}

/// Which open file would have to make room, as a sentence: another file than the copy's, opened since the start.
fn replaced(input: &QuestionInput<'_>, original: Option<&Path>) -> String {
    if input.file.is_some() && input.file != original {
        format!("恢复以后，现在打开的“{}”会关上。", input.name)
    } else {
        String::new()
    }
}

/// When a copy was written, and how long it is: （3 分钟前，1,234 字）.
fn time_and_length(orphan: &Orphan) -> String {
    let written = orphan
        .written
        .and_then(|written| SystemTime::now().duration_since(written).ok())
        .map(ago);
    let length = orphan
        .n_chars
        .map(|n_chars| format!("{} 字", thousands(n_chars)));
    let both: Vec<String> = written.into_iter().chain(length).collect();
    if both.is_empty() {
        // A copy of an older program does not say.
        return String::new();
    }
    format!("（{}）", both.join("，"))
}

fn ago(time: Duration) -> String {
    match time.as_secs() {
        0..60 => "刚才".to_owned(),
        seconds @ 60..3600 => format!("{} 分钟前", seconds / 60),
        seconds @ 3600..86_400 => format!("{} 小时前", seconds / 3600),
        seconds => format!("{} 天前", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_by_its_largest_unit() {
        let told = [5, 61, 3600, 90_000].map(|seconds| ago(Duration::from_secs(seconds)));
        assert_eq!(told, ["刚才", "1 分钟前", "1 小时前", "1 天前"]);
    }
}
