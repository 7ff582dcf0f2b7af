//! Slow work off the screen's thread. A job is started together with what is done with its result.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::acts::Progress;
use crate::ui::status_bar::Running;

use super::dialogs::Dialogs;
use super::hand::{Hand, Work};

/// Why a job has brought no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobFault {
    /// The user called it off before it had changed anything.
    Cancelled,
    /// It came upon a fault of the program, or could not be started.
    Broken { name: &'static str },
}

/// What is done on the screen's thread when a job is over, with the owner of the jobs.
type End<W> = Box<dyn FnOnce(&mut W)>;

/// A job under way.
struct Job<W> {
    id: u64,
    name: &'static str,
    manner: Manner,
    /// When it was first looked at while under way.
    since: Option<Instant>,
    progress: Arc<Progress>,
    end: End<W>,
}

/// How a job is shown while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Not at all: the user need not know of it.
    Quiet,
    Shown,
    /// With a button that stops it.
    Long,
    /// Like `Shown`, and whatever the screen has to do goes first.
    Yielding,
}

/// Something that is looked at again and again.
struct Watch<W> {
    id: u64,
    seen: Rc<dyn Fn(&mut W)>,
}

/// Time after which a job is shown: what is done sooner would only flicker.
const SHOWN_AFTER: Duration = Duration::from_millis(300);

/// Starts jobs, and hands over what is to be done when they are over.
pub struct Jobs<W> {
    ctx: egui::Context,
    /// Ids of jobs that are over, and of watches that have seen something.
    sender: Sender<u64>,
    receiver: Receiver<u64>,
    under_way: Vec<Job<W>>,
    watches: Vec<Watch<W>>,
    n_ids: u64,
    dialogs: Arc<dyn Dialogs>,
    /// `None`: every job has a thread of its own.
    hand: Option<Hand>,
}

impl<W: 'static> Jobs<W> {
    pub fn new(ctx: egui::Context, dialogs: Arc<dyn Dialogs>) -> Self {
        let (sender, receiver) = channel();
        Self {
            ctx,
            sender,
            receiver,
            under_way: Vec::new(),
            watches: Vec::new(),
            n_ids: 0,
            dialogs,
            hand: None,
        }
    }

    /// Jobs without threads, for tests: `hand` says when each is done.
    pub fn by_hand(ctx: egui::Context, dialogs: Arc<dyn Dialogs>, hand: Hand) -> Self {
        Self {
            hand: Some(hand),
            ..Self::new(ctx, dialogs)
        }
    }

    pub(super) fn dialogs(&self) -> Arc<dyn Dialogs> {
        self.dialogs.clone()
    }

    /// Runs `work` on a thread of its own, and `end` with its result on the screen's thread. `name` is shown meanwhile.
    pub fn start<T: Send + 'static>(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> T + Send + 'static,
        end: impl FnOnce(&mut W, Result<T, JobFault>) + 'static,
    ) {
        self.run(Manner::Shown, name, |_| Some(work()), end);
    }

    /// Like [`Self::start`], for what the user need not know of.
    pub fn start_quietly<T: Send + 'static>(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> T + Send + 'static,
        end: impl FnOnce(&mut W, Result<T, JobFault>) + 'static,
    ) {
        self.run(Manner::Quiet, name, |_| Some(work()), end);
    }

    /// Like [`Self::start`], for what nobody waits for: it gets the processor when the screen has no use for it.
    pub fn start_yielding<T: Send + 'static>(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> T + Send + 'static,
        end: impl FnOnce(&mut W, Result<T, JobFault>) + 'static,
    ) {
        self.run(Manner::Yielding, name, |_| Some(work()), end);
    }

    /// Like [`Self::start`], for what may take long: the work reports how far it is and looks whether it shall stop.
    /// It returns `None` when it has stopped and changed nothing.
    pub fn start_long<T: Send + 'static>(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&Progress) -> Option<T> + Send + 'static,
        end: impl FnOnce(&mut W, Result<T, JobFault>) + 'static,
    ) {
        self.run(Manner::Long, name, work, end);
    }

    fn run<T: Send + 'static>(
        &mut self,
        manner: Manner,
        name: &'static str,
        work: impl FnOnce(&Progress) -> Option<T> + Send + 'static,
        end: impl FnOnce(&mut W, Result<T, JobFault>) + 'static,
    ) {
        let over = self.signal();
        let progress = Arc::new(Progress::default());
        let (sender, receiver) = channel::<Option<T>>();
        self.under_way.push(Job {
            id: over.id,
            name,
            manner,
            since: None,
            progress: Arc::clone(&progress),
            end: Box::new(move |owner| {
                let result = match receiver.try_recv() {
                    Ok(Some(result)) => Ok(result),
                    Ok(None) => Err(JobFault::Cancelled),
                    // It panicked, or was never begun.
                    Err(_) => Err(JobFault::Broken { name }),
                };
                end(owner, result);
            }),
        });
        let run: Work = Box::new(move || {
            // Goes last: when the window hears that the job is over, the result is there.
            let _over = over;
            if let Ok(result) = catch_unwind(AssertUnwindSafe(|| work(&progress))) {
                // The window may be gone by now; then nobody waits for the result.
                sender.send(result).ok();
            }
        });
        if let Some(hand) = &self.hand {
            hand.take(name, run);
            return;
        }
        if manner != Manner::Quiet {
            self.ctx.request_repaint_after(SHOWN_AFTER);
        }
        let thread = thread::Builder::new().name("job".to_owned());
        // Without a thread the work is dropped, and the job ends as broken.
        let spawned = thread.spawn(move || {
            if manner == Manner::Yielding {
                yield_to_others();
            }
            run();
        });
        spawned.ok();
    }

    /// Looks again and again on a thread of its own, as long as the window is open, and calls `seen` whenever there is
    /// something new.
    pub(super) fn watch(
        &mut self,
        period: Duration,
        mut look: impl FnMut() -> bool + Send + 'static,
        seen: impl Fn(&mut W) + 'static,
    ) {
        if self.hand.is_some() {
            return;
        }
        let signal = self.signal();
        self.watches.push(Watch {
            id: signal.id,
            seen: Rc::new(seen),
        });
        let thread = thread::Builder::new().name("watch".to_owned());
        let spawned = thread.spawn(move || {
            while !look() || signal.send() {
                thread::sleep(period);
            }
        });
        // Without the thread, what others do is seen at the next change of our own.
        spawned.ok();
    }

    fn signal(&mut self) -> Signal {
        self.n_ids += 1;
        Signal {
            id: self.n_ids,
            sender: self.sender.clone(),
            ctx: self.ctx.clone(),
        }
    }

    /// What is to be done about the next job that is over, or the next thing seen.
    pub fn next_end(&mut self) -> Option<End<W>> {
        loop {
            let id = self.receiver.try_recv().ok()?;
            if let Some(idx) = self.under_way.iter().position(|job| job.id == id) {
                return Some(self.under_way.remove(idx).end);
            }
            // A watch that ends says so too, when nobody listens any more.
            if let Some(watch) = self.watches.iter().find(|watch| watch.id == id) {
                let seen = Rc::clone(&watch.seen);
                return Some(Box::new(move |owner| seen(owner)));
            }
        }
    }

    /// What is under way long enough to be shown.
    pub fn running(&mut self, now: Instant) -> Option<Running> {
        for job in &mut self.under_way {
            job.since.get_or_insert(now);
        }
        let job = self.under_way.iter().find(|job| {
            let time = job.since.map(|since| now.saturating_duration_since(since));
            job.manner != Manner::Quiet && time >= Some(SHOWN_AFTER)
        })?;
        Some(Running {
            name: job.name,
            parts: job.progress.parts(),
            can_cancel: job.manner == Manner::Long,
        })
    }

    /// Asks the system to close the window.
    pub fn close_window(&self) {
        self.ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }

    /// Tells the jobs that may be stopped to stop.
    pub fn cancel(&self) {
        for job in &self.under_way {
            if job.manner == Manner::Long {
                job.progress.cancel();
            }
        }
    }
}

/// Gives this thread the lowest priority: on two cores a long review would otherwise hold up the keys.
fn yield_to_others() {
    // Elsewhere the call would be about all threads of the program.
    #[cfg(target_os = "linux")]
    rustix::process::setpriority_process(None, LOWEST_PRIORITY).ok();
}

#[cfg(target_os = "linux")]
const LOWEST_PRIORITY: i32 = 19;

/// Tells the screen's thread that a job is over: when it is dropped, however the job ended.
struct Signal {
    id: u64,
    sender: Sender<u64>,
    ctx: egui::Context,
}

impl Signal {
    /// False when the window is gone.
    fn send(&self) -> bool {
        let is_heard = self.sender.send(self.id).is_ok();
        self.ctx.request_repaint();
        is_heard
    }
}

impl Drop for Signal {
    fn drop(&mut self) {
        self.send();
    }
}

#[cfg(test)]
mod tests {
    use super::super::dialogs::SystemDialogs;
    use super::*;

    type Ends = Vec<Result<u32, JobFault>>;

    fn jobs(hand: &Hand) -> Jobs<Ends> {
        let dialogs = Arc::new(SystemDialogs::default());
        Jobs::by_hand(egui::Context::default(), dialogs, hand.clone())
    }

    fn ends(jobs: &mut Jobs<Ends>) -> Ends {
        let mut ends = Vec::new();
        while let Some(end) = jobs.next_end() {
            end(&mut ends);
        }
        ends
    }

    #[test]
    fn a_job_that_breaks_says_so_to_who_started_it() {
        let mut jobs = jobs(&Hand::default());
        let broken = || -> u32 { panic!("a fault") };
        jobs.start("正在试…", broken, |ends: &mut Ends, end| {
            ends.push(end);
        });
        let broken = JobFault::Broken {
            name: "正在试…"
        };
        assert_eq!(ends(&mut jobs), [Err(broken)]);
        assert_eq!(jobs.under_way.len(), 0);
    }

    #[test]
    fn jobs_wait_for_the_hand_and_end_in_any_order() {
        let hand = Hand::default();
        let mut jobs = jobs(&hand);
        hand.hold();
        for (name, n) in [("一", 1), ("二", 2), ("三", 3)] {
            jobs.start(name, move || n, |ends: &mut Ends, end| ends.push(end));
        }
        assert_eq!(hand.waiting(), ["一", "二", "三"]);
        assert!(hand.finish("三") && hand.break_off("一"));
        assert_eq!(
            ends(&mut jobs),
            [Ok(3), Err(JobFault::Broken { name: "一" })]
        );
        hand.let_go();
        assert_eq!(ends(&mut jobs), [Ok(2)]);
        assert!(!hand.finish("二"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_job_that_yields_lets_the_screen_go_first() {
        let dialogs = Arc::new(SystemDialogs::default());
        let mut jobs: Jobs<Vec<i32>> = Jobs::new(egui::Context::default(), dialogs);
        let priority = || rustix::process::getpriority_process(None).unwrap();
        let before = priority();
        let keep = |found: &mut Vec<i32>, end: Result<i32, JobFault>| found.extend(end.ok());
        jobs.start("审校", priority, keep);
        jobs.start_yielding("审校", priority, keep);
        let mut found = Vec::new();
        while found.len() < 2 {
            if let Some(end) = jobs.next_end() {
                end(&mut found);
            }
            thread::yield_now();
        }
        found.sort_unstable();
        assert_eq!(found, [before, LOWEST_PRIORITY]);
        assert_eq!(priority(), before);
    }

    #[test]
    fn only_long_jobs_hear_of_a_cancel() {
        let mut jobs = Jobs::new(egui::Context::default(), Arc::new(SystemDialogs::default()));
        let (go_on, wait) = channel::<()>();
        let long = move |progress: &Progress| {
            progress.report(1, 3);
            wait.recv().ok();
            (!progress.is_cancelled()).then_some(1)
        };
        jobs.start_long("长", long, |ends: &mut Ends, end| ends.push(end));
        jobs.start("短", || 2, |ends: &mut Ends, end| ends.push(end));
        let next = |jobs: &mut Jobs<Ends>| loop {
            if let Some(end) = jobs.next_end() {
                let mut ends = Vec::new();
                end(&mut ends);
                return ends;
            }
            thread::yield_now();
        };
        assert_eq!(next(&mut jobs), [Ok(2)]);
        let now = Instant::now();
        assert_eq!(jobs.running(now), None, "it would only flicker");
        let running = jobs.running(now + SHOWN_AFTER).unwrap();
        assert_eq!((running.name, running.can_cancel), ("长", true));
        jobs.cancel();
        go_on.send(()).unwrap();
        assert_eq!(next(&mut jobs), [Err(JobFault::Cancelled)]);
        assert!(jobs.running(now + SHOWN_AFTER).is_none());
    }
}
