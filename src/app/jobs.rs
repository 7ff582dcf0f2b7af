//! Slow work off the screen's thread: dialogs, files, exports.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::acts::Progress;
use crate::acts::export::{Format, WriteError};
use crate::acts::gathering::Gathered;
use crate::acts::source::{OpenError, Opened};
use crate::store::atomic::{SaveError, Saved};
use crate::store::recovery::{Orphan, RecoveryCopy};

use crate::ui::status_bar::Running;

use super::close::Then;
use super::dialogs::{Dialogs, SystemDialogs};
use super::library::Refreshed;

/// What a job has to say when it is done.
pub enum Done {
    /// The user chose a file, or (`None`) did not.
    Chosen {
        purpose: Purpose,
        path: Option<PathBuf>,
    },
    /// Files and folders were chosen for the library; none when the user took none.
    MaterialChosen(Vec<PathBuf>),
    Read {
        path: PathBuf,
        result: Result<Opened, OpenError>,
    },
    Saved {
        /// Which speech: another may be open by now.
        generation: u64,
        path: PathBuf,
        state: u64,
        result: Result<Saved, SaveError>,
        then: Option<Then>,
    },
    Exported {
        path: PathBuf,
        result: Result<(), WriteError>,
    },
    Kept {
        generation: u64,
        copy: RecoveryCopy,
        state: u64,
        result: Result<(), SaveError>,
    },
    Orphans(Vec<Orphan>),
    Library(Box<Refreshed>),
    /// Somebody has changed the library folder.
    LibraryTouched,
    Gathered(Gathered),
    Reviewed(Box<super::review::ReviewDone>),
    /// The texts of a version of the library.
    SourcesRead {
        version: u64,
        index: Arc<crate::review::SourceIndex>,
    },
    SettingsSaved,
    /// The user called it off before it had changed anything.
    Cancelled,
    /// The job came upon a fault of the program; its name.
    Broken(&'static str),
}

/// What a dialog was opened for.
#[derive(Debug, Clone)]
pub enum Purpose {
    Open,
    SaveAs { then: Option<Then> },
    Export(Format),
    Layout,
    Roster,
    Words,
    SaveRoster(Box<crate::model::Roster>),
}

/// A job under way.
struct Job {
    id: u64,
    /// Empty for what the user need not know of.
    name: &'static str,
    since: Instant,
    can_cancel: bool,
    progress: Arc<Progress>,
}

/// Time after which a job is shown: what is done sooner would only flicker.
const SHOWN_AFTER: Duration = Duration::from_millis(300);

/// Starts jobs and hands over what they bring back.
pub struct Jobs {
    ctx: egui::Context,
    sender: Sender<(u64, Done)>,
    receiver: Receiver<(u64, Done)>,
    under_way: Vec<Job>,
    n_started: u64,
    dialogs: Arc<dyn Dialogs>,
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
            under_way: Vec::new(),
            n_started: 0,
            dialogs: Arc::new(SystemDialogs),
            at_once: false,
        }
    }

    /// Does every job where it is started, with dialogs that answer by themselves: for tests, which cannot wait.
    pub fn at_once(ctx: egui::Context, dialogs: Arc<dyn Dialogs>) -> Self {
        Self {
            at_once: true,
            dialogs,
            ..Self::new(ctx)
        }
    }

    pub(super) fn dialogs(&self) -> Arc<dyn Dialogs> {
        self.dialogs.clone()
    }

    /// Runs `work` on a thread of its own; `name` is shown while it runs, nothing when it is empty.
    pub fn start(&mut self, name: &'static str, work: impl FnOnce() -> Done + Send + 'static) {
        self.run(name, false, |_| work());
    }

    /// Like [`Self::start`], for what may take long: the work reports how far it is and looks whether it shall stop.
    pub fn start_long(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&Progress) -> Done + Send + 'static,
    ) {
        self.run(name, true, work);
    }

    fn run(
        &mut self,
        name: &'static str,
        can_cancel: bool,
        work: impl FnOnce(&Progress) -> Done + Send + 'static,
    ) {
        self.n_started += 1;
        let id = self.n_started;
        let progress = Arc::new(Progress::default());
        self.under_way.push(Job {
            id,
            name,
            since: Instant::now(),
            can_cancel,
            progress: Arc::clone(&progress),
        });
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        let run = move || {
            // A fault in a job must not look like a job that goes on for ever.
            let done = catch_unwind(AssertUnwindSafe(|| work(&progress)));
            // The window may be gone by now; then nobody waits for the result.
            sender.send((id, done.unwrap_or(Done::Broken(name)))).ok();
            ctx.request_repaint();
        };
        if self.at_once {
            run();
            return;
        }
        self.ctx.request_repaint_after(SHOWN_AFTER);
        let thread = thread::Builder::new().name("job".to_owned());
        if thread.spawn(run).is_err() {
            self.sender.send((id, Done::Broken(name))).ok();
        }
    }

    /// Runs `look` again and again on a thread of its own, until the window is gone, and hands over what it sees.
    pub(super) fn repeat(
        &self,
        period: Duration,
        mut look: impl FnMut() -> Option<Done> + Send + 'static,
    ) {
        if self.at_once {
            return;
        }
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        let thread = thread::Builder::new().name("watch".to_owned());
        let spawned = thread.spawn(move || {
            loop {
                if let Some(done) = look() {
                    // No job has this number.
                    if sender.send((0, done)).is_err() {
                        break;
                    }
                    ctx.request_repaint();
                }
                thread::sleep(period);
            }
        });
        // Without the thread, what others do is seen at the next change of our own.
        spawned.ok();
    }

    /// What the next finished job brought back.
    pub fn next_done(&mut self) -> Option<Done> {
        let (id, done) = self.receiver.try_recv().ok()?;
        self.under_way.retain(|job| job.id != id);
        Some(done)
    }

    /// What is under way long enough to be shown.
    pub fn running(&self) -> Option<Running> {
        let job = self
            .under_way
            .iter()
            .find(|job| !job.name.is_empty() && job.since.elapsed() >= SHOWN_AFTER)?;
        Some(Running {
            name: job.name,
            parts: job.progress.parts(),
            can_cancel: job.can_cancel,
        })
    }

    /// Tells the jobs that may be stopped to stop.
    pub fn cancel(&self) {
        for job in self.under_way.iter().filter(|job| job.can_cancel) {
            job.progress.cancel();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_breaks_says_so() {
        let mut jobs = Jobs::at_once(egui::Context::default(), Arc::new(SystemDialogs));
        jobs.start("正在试…", || panic!("a fault"));
        assert!(matches!(jobs.next_done(), Some(Done::Broken("正在试…"))));
        assert_eq!(jobs.under_way.len(), 0);
    }

    #[test]
    fn jobs_end_in_any_order_and_only_long_ones_hear_of_a_cancel() {
        let mut jobs = Jobs::new(egui::Context::default());
        let (go_on, wait) = channel::<()>();
        jobs.start_long("长", move |progress| {
            progress.report(1, 3);
            wait.recv().ok();
            if progress.is_cancelled() {
                Done::Cancelled
            } else {
                Done::Orphans(Vec::new())
            }
        });
        jobs.start("短", || Done::Orphans(Vec::new()));
        let mut next = || loop {
            if let Some(done) = jobs.next_done() {
                return (done, jobs.under_way.iter().map(|job| job.name).collect());
            }
            thread::yield_now();
        };
        let (done, left): (Done, Vec<_>) = next();
        assert!(matches!(done, Done::Orphans(_)));
        assert_eq!(left, ["长"]);
        jobs.cancel();
        go_on.send(()).unwrap();
        let done = loop {
            if let Some(done) = jobs.next_done() {
                break done;
            }
            thread::yield_now();
        };
        assert!(matches!(done, Done::Cancelled));
        assert!(jobs.running().is_none());
    }
}
