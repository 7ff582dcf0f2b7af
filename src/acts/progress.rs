//! How far long work is, and the user's word that it shall stop.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Shared by the thread that works and the one that shows it.
#[derive(Debug, Default)]
pub struct Progress {
    n_done: AtomicUsize,
    n_all: AtomicUsize,
    is_cancelled: AtomicBool,
}

impl Progress {
    pub fn report(&self, n_done: usize, n_all: usize) {
        self.n_done.store(n_done, Ordering::Relaxed);
        self.n_all.store(n_all, Ordering::Relaxed);
    }

    /// What is done, of how much; `None` while the work has reported nothing.
    pub fn parts(&self) -> Option<(usize, usize)> {
        let n_all = self.n_all.load(Ordering::Relaxed);
        (n_all > 0).then(|| (self.n_done.load(Ordering::Relaxed), n_all))
    }

    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}
