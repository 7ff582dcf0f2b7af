//! Asks what only the user can decide, and does what was answered.

use std::path::PathBuf;

use egui::{Context, Ui};

use crate::acts::reasons;
use crate::model::Speech;
use crate::store::atomic::{FileStamp, Replace};
use crate::store::builtin::TEMPLATES;
use crate::store::recovery::Orphan;
use crate::store::speech_file;
use crate::ui::question::{Choice, choice_ui, question_ui, reading_ui};
use crate::wording::file_name;

use super::close::{Question, Then};
use super::desk::OpenFile;
use super::dropped::open_dropped;
use super::messages;
use super::notice::Notice;
use super::window::Window;

impl Window {
    /// Shows the open question and acts on the answer.
    pub(super) fn questions_ui(&mut self, ui: &Ui) {
        self.settings_ui(ui);
        self.about_ui(ui);
        self.roster_ui(ui);
        self.words_ui(ui);
        self.intake_ui(ui);
        self.snippet_ui(ui);
        self.blanks_ui(ui);
        let Some(question) = self.question.take() else {
            return;
        };
        let ctx = ui.ctx().clone();
        self.question = match question {
            Question::Unsaved(then) => {
                let text = format!("“{}”有没有保存的改动。", self.desk.name());
                match question_ui(ui, "保存改动吗？", &text, &["保存", "不保存", "取消"])
                {
                    Some(0) => {
                        self.desk.save(Some(then));
                        None
                    }
                    Some(1) => {
                        self.desk.given_up = Some(self.desk.history.state());
                        self.go_on(&ctx, then);
                        None
                    }
                    Some(_) => None,
                    None => Some(Question::Unsaved(then)),
                }
            }
            Question::ChangedOnDisk { path, then } => {
                let text =
                    "这个文件打开以后，被其他程序改动过。覆盖会丢掉那些改动，另存为则两份都留下。";
                match question_ui(ui, "文件已被改动", text, &["另存为…", "覆盖", "取消"])
                {
                    Some(0) => {
                        self.desk.choose_and_save(then);
                        None
                    }
                    Some(1) => {
                        self.desk.save_to(path, Replace::Anything, then);
                        None
                    }
                    Some(_) => None,
                    None => Some(Question::ChangedOnDisk { path, then }),
                }
            }
            Question::ReadOnly { path, then } => {
                let text = format!(
                    "“{}”是只读文件，可能是定稿，或不归您修改。替换以后仍是只读的。",
                    file_name(&path)
                );
                match question_ui(ui, "替换只读文件吗？", &text, &["另存为…", "替换", "取消"])
                {
                    Some(0) => {
                        self.desk.choose_and_save(then);
                        None
                    }
                    Some(1) => {
                        self.desk.save_to(path, Replace::EvenReadOnly, then);
                        None
                    }
                    Some(_) => None,
                    None => Some(Question::ReadOnly { path, then }),
                }
            }
            Question::OpenErrors { format, n, lines } => {
                let text = format!("还有 {n} 处错误没有处理：\n\n{}", lines.join("\n"));
                let answers = ["去看看", "仍然导出", "取消"];
                match question_ui(ui, "导出前还有错误", &text, &answers) {
                    Some(0) => {
                        self.show_first_error();
                        None
                    }
                    Some(1) => {
                        self.desk.choose_export(format);
                        None
                    }
                    Some(_) => None,
                    None => Some(Question::OpenErrors { format, n, lines }),
                }
            }
            Question::Template => self.template_ui(ui, &ctx),
            Question::Dropped(paths) => self.dropped_ui(ui, &ctx, paths),
            Question::ImportNotes(notes) => {
                let is_read = reading_ui(ui, "与原文不同的地方", &notes);
                (!is_read).then_some(Question::ImportNotes(notes))
            }
            Question::Recovery(orphans) => self.recovery_ui(ui, orphans),
        };
    }

    fn template_ui(&mut self, ui: &Ui, ctx: &Context) -> Option<Question> {
        let choices: Vec<(&str, &str)> = TEMPLATES
            .iter()
            .map(|template| (template.title, template.purpose))
            .collect();
        match choice_ui(ui, "从模板新建", &choices) {
            Choice::Open => Some(Question::Template),
            Choice::None => None,
            Choice::Made(idx) => {
                let template = TEMPLATES.get(idx)?;
                self.after_asking(ctx, Then::New(template.name));
                self.question.take()
            }
        }
    }

    fn dropped_ui(&mut self, ui: &Ui, ctx: &Context, paths: Vec<PathBuf>) -> Option<Question> {
        let text = match paths.as_slice() {
            [path] => format!("“{}”要怎么用？", file_name(path)),
            _ => format!("这 {} 个文件要怎么用？", paths.len()),
        };
        match question_ui(ui, "拖入的文件", &text, &["打开", "收进素材库", "取消"]) {
            Some(0) => {
                if let Some(action) = open_dropped(paths) {
                    self.act(ctx, action);
                }
                self.question.take()
            }
            Some(1) => {
                self.import_snippets(paths);
                None
            }
            Some(_) => None,
            None => Some(Question::Dropped(paths)),
        }
    }

    /// Offers the newest copy; the others wait for the next start.
    fn recovery_ui(&mut self, ui: &Ui, mut orphans: Vec<Orphan>) -> Option<Question> {
        let orphan = orphans.pop()?;
        let name = match &orphan.original {
            Some(path) => file_name(path),
            None => "未命名的讲话稿".to_owned(),
        };
        let speech = match &orphan.speech {
            Ok(speech) => speech.clone(),
            Err(error) => {
                self.desk.notify(Notice::problem(
                    format!("“{name}”的恢复副本读不出来"),
                    format!(
                        "{}副本还在：{}",
                        reasons::parse(error),
                        orphan.set_aside().display()
                    ),
                ));
                return (!orphans.is_empty()).then_some(Question::Recovery(orphans));
            }
        };
        let (answers, text) = if orphan.original.is_some() {
            (["恢复", "打开上次保存的", "两份都留"], "原文件没有动过。")
        } else {
            (["恢复", "丢弃", "以后再说"], "它还没有存成文件。")
        };
        let text = format!("上次没有正常退出，“{name}”有没有保存的内容。{text}");
        match question_ui(ui, "恢复未保存的内容吗？", &text, &answers) {
            None => {
                orphans.push(orphan);
                return Some(Question::Recovery(orphans));
            }
            Some(0) => {
                let file = OpenFile {
                    // As the lost window knew it: what others have written since is not to be written over.
                    stamp: orphan
                        .stamp
                        .or_else(|| FileStamp::now(orphan.original.as_deref()?)),
                    path: orphan.original.clone(),
                    saved_state: u64::MAX,
                    ..OpenFile::default()
                };
                self.desk.replace_speech(speech, file);
                self.desk.lock_open_file();
                self.forget_screen();
                // It goes once the window has a copy of its own.
                self.restored = Some(orphan);
            }
            Some(1) => match orphan.original.clone() {
                Some(path) => {
                    // Where there is no saved state, the copy is all there is.
                    if path.is_file() {
                        orphan.discard();
                    }
                    self.desk.open(path);
                }
                None => orphan.discard(),
            },
            Some(_) => self.keep_both(&orphan, &speech),
        }
        None
    }

    /// The copy gets a file of its own beside the original, which is opened. Without an original it waits for the next
    /// start.
    fn keep_both(&mut self, orphan: &Orphan, speech: &Speech) {
        let Some(original) = orphan.original.clone() else {
            return;
        };
        let stem = original
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let beside = (1_u32..)
            .map(|n| match n {
                1 => format!("{stem}（恢复）.jg"),
                n => format!("{stem}（恢复 {n}）.jg"),
            })
            .map(|name| original.with_file_name(name))
            .find(|path| !path.exists());
        let Some(beside) = beside else {
            return;
        };
        match speech_file::write(&beside, speech, Replace::Nothing) {
            Ok(_) => {
                self.desk.notify(Notice::done(format!(
                    "未保存的内容已存为“{}”",
                    beside.display()
                )));
                orphan.discard();
                self.desk.open(original);
            }
            Err(error) => self.desk.notify(messages::save_failed(&beside, &error)),
        }
    }
}
