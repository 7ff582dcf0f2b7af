//! Slow work off the screen's thread: dialogs, files, exports.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::export::ExportError;
use crate::model::Speech;
use crate::store::ParseError;
use crate::store::atomic::{FileStamp, ReadError, SaveError};
use crate::store::library_folder::LibraryFolder;
use crate::store::recovery::{Orphan, RecoveryCopy};

use super::close::Then;

/// What a job has to say when it is done.
pub enum Done {
    /// The user chose a file, or (`None`) did not.
    Chosen {
        purpose: Purpose,
        path: Option<PathBuf>,
    },
    Read {
        path: PathBuf,
        result: Result<Opened, OpenError>,
    },
    Saved {
        path: PathBuf,
        state: u64,
        result: Result<Option<FileStamp>, SaveError>,
        then: Option<Then>,
    },
    Exported {
        path: PathBuf,
        result: Result<(), WriteError>,
    },
    Kept {
        copy: RecoveryCopy,
        state: u64,
        result: Result<(), SaveError>,
    },
    Orphans(Vec<Orphan>),
    Library(LibraryFolder),
}

/// What a dialog was opened for.
#[derive(Debug, Clone)]
pub enum Purpose {
    Open,
    SaveAs { then: Option<Then> },
    Export(Format),
    Snippets,
}

/// What an export writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Word,
    Text,
    Markdown,
}

/// A file that was read.
pub struct Opened {
    pub speech: Speech,
    /// `None` for a text that was imported: it has no file of its own yet.
    pub stamp: Option<FileStamp>,
    pub is_import: bool,
    pub n_notes: usize,
}

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Parse(#[from] ParseError),
    #[error("no reader for this kind of file")]
    UnknownKind,
}

#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// Starts jobs and hands over what they bring back.
pub struct Jobs {
    ctx: egui::Context,
    sender: Sender<Done>,
    receiver: Receiver<Done>,
    /// Jobs under way, by what the status bar says of them.
    running: Vec<&'static str>,
    /// Without threads: for tests.
    at_once: bool,
}

impl Jobs {
    pub fn new(ctx: egui::Context) -> Self {
        let (sender, receiver) = channel();
        Self {
            ctx,
            sender,
            receiver,
            running: Vec::new(),
            at_once: false,
        }
    }

    /// Does every job where it is started: for tests, which cannot wait.
    pub fn at_once(ctx: egui::Context) -> Self {
        Self {
            at_once: true,
            ..Self::new(ctx)
        }
    }

    /// Runs `work` on a thread of its own; `name` is shown while it runs, nothing when it is empty.
    pub fn start(&mut self, name: &'static str, work: impl FnOnce() -> Done + Send + 'static) {
        self.running.push(name);
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        let run = move || {
            // The window may be gone by now; then nobody waits for the result.
            sender.send(work()).ok();
            ctx.request_repaint();
        };
        if self.at_once {
            run();
        } else if thread::Builder::new()
            .name("job".to_owned())
            .spawn(run)
            .is_err()
        {
            self.running.pop();
        }
    }

    /// What the next finished job brought back.
    pub fn next_done(&mut self) -> Option<Done> {
        let done = self.receiver.try_recv().ok()?;
        self.running.pop();
        Some(done)
    }

    /// What is under way, for the status bar.
    pub fn running(&self) -> Option<&'static str> {
        self.running.iter().copied().find(|name| !name.is_empty())
    }
}
