//! Jobs without threads, for tests, which say when each is done.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A job's work, which leaves its result where the end finds it.
pub type Work = Box<dyn FnOnce() + Send>;

/// Decides for tests when jobs are done. Each is done where it is started, until jobs are to wait.
#[derive(Clone, Default)]
pub struct Hand(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    waits: bool,
    jobs: Vec<(&'static str, Work)>,
}

impl Hand {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn take(&self, name: &'static str, work: Work) {
        let mut held = self.held();
        if held.waits {
            held.jobs.push((name, work));
            return;
        }
        drop(held);
        work();
    }

    /// From now on jobs wait.
    pub fn hold(&self) {
        self.held().waits = true;
    }

    /// The names of the jobs that wait, in the order they were started.
    pub fn waiting(&self) -> Vec<&'static str> {
        self.held().jobs.iter().map(|(name, _)| *name).collect()
    }

    fn next(&self, name: &str) -> Option<Work> {
        let mut held = self.held();
        let idx = held.jobs.iter().position(|(job, _)| *job == name)?;
        Some(held.jobs.remove(idx).1)
    }

    /// Does the first waiting job of that name. False when there is none.
    pub fn finish(&self, name: &str) -> bool {
        let work = self.next(name);
        let is_there = work.is_some();
        if let Some(work) = work {
            work();
        }
        is_there
    }

    /// Has the first waiting job of that name end as if it had come upon a fault. False when there is none.
    pub fn break_off(&self, name: &str) -> bool {
        self.next(name).is_some()
    }

    /// Does all that waits, and from now on every job where it is started.
    pub fn let_go(&self) {
        self.held().waits = false;
        loop {
            let mut held = self.held();
            if held.jobs.is_empty() {
                return;
            }
            let (_, work) = held.jobs.remove(0);
            drop(held);
            work();
        }
    }
}
