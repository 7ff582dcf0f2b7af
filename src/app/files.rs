//! Opens and saves speeches.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use crate::acts::source::{self, OpenError, Opened};
use crate::import::ImportError;
use crate::model::Speech;
use crate::store::atomic::{self, Replace, SaveError};
use crate::store::speech_file;

use super::desk::{Desk, OpenFile};
use super::file_hold::{FileHold, OpenElsewhere};
use super::jobs::JobFault;
use super::leaving::{Leaving, Then};
use super::messages;
use super::notice::Notice;
use super::questions::Question;

/// Saves under way and waiting: a save that did not wait for the one before would take that one's file for changed by others.
#[derive(Default)]
pub struct Files {
    is_saving: bool,
    waiting: VecDeque<Save>,
}

/// A save that was asked for.
struct Save {
    target: Target,
    /// What is done once it has ended well.
    then: Option<Then>,
}

enum Target {
    /// The speech's own file, as it is when the save's turn comes.
    Own,
    Path {
        path: PathBuf,
        replace: Replace,
    },
}

/// A speech that was read, and the hold on its file.
struct Read {
    opened: Opened,
    hold: Result<FileHold, OpenElsewhere>,
}

/// A save that has ended well.
struct Saved {
    written: atomic::Saved,
    hold: FileHold,
}

enum SaveFault {
    OpenElsewhere(OpenElsewhere),
    Save(SaveError),
}

/// What was saved, and where.
struct SaveEnd {
    /// Which speech: another may be open by now.
    generation: u64,
    state: u64,
    path: PathBuf,
    then: Option<Then>,
    result: Result<Result<Saved, SaveFault>, JobFault>,
}

/// Has the user choose a file to open.
pub fn choose(desk: &mut Desk, given_up: Option<u64>) {
    const KINDS: [&str; 5] = ["jg", "docx", "docm", "txt", "md"];
    desk.choose(
        |dialogs| dialogs.file_to_open("讲话稿、Word 和文本", &KINDS),
        move |window, path| {
            // Words may have been written while the dialog stood open.
            let then = Then::Open(path);
            window.leave(Leaving { then, given_up });
        },
    );
}

/// Reads a file, which then takes the place of the open speech.
pub fn open(desk: &mut Desk, path: PathBuf, given_up: Option<u64>) {
    let hold = desk.file.hold.clone();
    let from = path.clone();
    desk.jobs.start_long(
        "正在打开…",
        move |progress| match source::read(&from, &|| progress.is_cancelled()) {
            Err(OpenError::Import(ImportError::CalledOff)) => None,
            Err(error) => Some(Err(error)),
            Ok(opened) => {
                // The file that is open already may be opened anew.
                let hold = match opened.notes {
                    None => hold.on(&from),
                    Some(_) => Ok(FileHold::default()),
                };
                Some(Ok(Read { opened, hold }))
            }
        },
        move |window, result| match result {
            Err(fault) => window.desk.job_failed(fault),
            Ok(Err(error)) => {
                let desk = &mut window.desk;
                desk.settings.recent.retain(|known| *known != path);
                desk.notify(messages::open_failed(&path, &error));
            }
            Ok(Ok(_)) if window.desk.must_ask(given_up) => {
                // Words were written while the file was being read.
                window.desk.ask(Question::Unsaved(Then::Open(path)));
            }
            Ok(Ok(read)) => opened(&mut window.desk, path, read),
        },
    );
}

/// A file has been read: it takes the place of the open speech.
fn opened(desk: &mut Desk, path: PathBuf, read: Read) {
    let Read { opened, hold } = read;
    if let Some(notes) = opened.notes {
        let file = OpenFile {
            saved_state: u64::MAX,
            ..OpenFile::default()
        };
        desk.replace_speech(opened.speech, file);
        desk.notify(messages::imported(&path, &notes));
        return;
    }
    let mut file = OpenFile {
        stamp: opened.stamp,
        path: Some(path.clone()),
        ..OpenFile::default()
    };
    match hold {
        Ok(hold) => file.hold = hold,
        Err(OpenElsewhere { who }) => {
            desk.notify(Notice {
                detail: format!("{who}正在编辑这个文件。可以看，可以导出；要修改请另存为新文件。"),
                ..Notice::done("以只读方式打开".to_owned())
            });
            file.read_only = Some(who);
        }
    }
    desk.replace_speech(opened.speech, file);
    desk.settings.remember(&path);
}

/// Has the user choose where to save the speech.
pub fn choose_and_save(desk: &mut Desk, then: Option<Then>) {
    let suggested = match &desk.file.path {
        Some(path) => path.clone(),
        None => PathBuf::from(format!("{}.jg", file_stem(desk.speech()))),
    };
    desk.choose(
        move |dialogs| dialogs.file_to_write("讲话稿", "jg", &suggested),
        move |window, path| {
            // The dialog has asked before an existing file is replaced.
            let replace = Replace::Anything;
            window.files.save_to(&mut window.desk, path, replace, then);
        },
    );
}

impl Files {
    /// Saves to the speech's file, or asks for one.
    pub fn save(&mut self, desk: &mut Desk, then: Option<Then>) {
        if desk.file.path.is_some() && desk.file.read_only.is_none() {
            let target = Target::Own;
            self.waiting.push_back(Save { target, then });
            self.next_save(desk);
        } else {
            choose_and_save(desk, then);
        }
    }

    pub fn save_to(
        &mut self,
        desk: &mut Desk,
        path: PathBuf,
        replace: Replace,
        then: Option<Then>,
    ) {
        let target = Target::Path { path, replace };
        self.waiting.push_back(Save { target, then });
        self.next_save(desk);
    }

    fn next_save(&mut self, desk: &mut Desk) {
        if self.is_saving {
            return;
        }
        let Some(Save { target, then }) = self.waiting.pop_front() else {
            return;
        };
        let (path, replace) = match (target, &desk.file.path) {
            (Target::Path { path, replace }, _) => (path, replace),
            (Target::Own, Some(path)) => {
                let replace = desk.file.stamp.map_or(Replace::Nothing, Replace::Known);
                (path.clone(), replace)
            }
            (Target::Own, None) => return choose_and_save(desk, then),
        };
        self.is_saving = true;
        desk.history.seal();
        let (speech, state) = (desk.speech().clone(), desk.history.state());
        let generation = desk.generation;
        let is_own_path = desk.file.path.as_ref() == Some(&path);
        let (hold, to) = (desk.file.hold.clone(), path.clone());
        desk.jobs.start(
            "正在保存…",
            move || write(&speech, &to, replace, &hold, is_own_path),
            move |window, result| {
                let then = window.files.save_ended(
                    &mut window.desk,
                    SaveEnd {
                        generation,
                        state,
                        path,
                        then,
                        result,
                    },
                );
                if let Some(then) = then {
                    window.leave(Leaving::to(then));
                }
            },
        );
    }

    /// A save is over. Returns what is to be done next, if it has ended well.
    fn save_ended(&mut self, desk: &mut Desk, end: SaveEnd) -> Option<Then> {
        let SaveEnd { path, then, .. } = end;
        self.is_saving = false;
        let fault = match end.result {
            Ok(Ok(_)) if end.generation != desk.generation => None,
            Ok(Ok(Saved { written, hold })) => {
                if let Some(notice) = messages::saved_without(&path, &written.lost) {
                    desk.notify(notice);
                }
                desk.set_file(OpenFile {
                    path: Some(path.clone()),
                    stamp: Some(written.stamp),
                    saved_state: end.state,
                    hold,
                    read_only: None,
                });
                desk.settings.remember(&path);
                self.next_save(desk);
                return then;
            }
            Ok(Err(fault)) => Some(Ok(fault)),
            Err(fault) => Some(Err(fault)),
        };
        match fault {
            None => {}
            Some(Err(fault)) => desk.job_failed(fault),
            Some(Ok(SaveFault::OpenElsewhere(OpenElsewhere { who }))) => {
                desk.notify(messages::open_elsewhere(&path, &who));
            }
            Some(Ok(SaveFault::Save(SaveError::ChangedOnDisk { .. }))) => {
                desk.ask(Question::ChangedOnDisk { path, then });
            }
            Some(Ok(SaveFault::Save(SaveError::ReadOnly { .. }))) => {
                desk.ask(Question::ReadOnly { path, then });
            }
            Some(Ok(SaveFault::Save(error))) => {
                desk.notify(messages::save_failed(&path, &error));
            }
        }
        // To the same file the next one would fail in the same way.
        self.waiting
            .retain(|save| !matches!(save.target, Target::Own));
        self.next_save(desk);
        None
    }
}

fn write(
    speech: &Speech,
    path: &Path,
    replace: Replace,
    hold: &FileHold,
    is_own_path: bool,
) -> Result<Saved, SaveFault> {
    hold.look(path, is_own_path)
        .map_err(SaveFault::OpenElsewhere)?;
    let written = speech_file::write(path, speech, replace).map_err(SaveFault::Save)?;
    Ok(Saved {
        written,
        // Only now is it certain which file the path leads to.
        hold: hold.on(path).unwrap_or_default(),
    })
}

/// A file name made of the title.
pub fn file_stem(speech: &Speech) -> String {
    let title: String = speech
        .front
        .title
        .chars()
        .filter(|c| {
            !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') && !c.is_control()
        })
        .take(60)
        .collect();
    let title = title.trim().trim_start_matches('.').to_owned();
    if title.is_empty() {
        "讲话稿".to_owned()
    } else {
        title
    }
}
