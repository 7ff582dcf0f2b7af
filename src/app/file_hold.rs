//! The hold on the open file, by which other windows see that it is being edited. Taking it may wait for a slow disk: only
//! jobs do.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::acts::owner;
use crate::store::lock::{FileLock, Locked, lock};

/// A lock that a job can look at and replace while the window shows the file; it is freed with the last clone.
#[derive(Debug, Clone, Default)]
pub struct FileHold(Arc<Mutex<Option<FileLock>>>);

/// Who else has a file open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenElsewhere {
    pub who: String,
}

impl FileHold {
    fn lock(&self) -> MutexGuard<'_, Option<FileLock>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// True if both are clones of one hold, or neither holds anything.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.lock().is_none() && other.lock().is_none())
    }

    fn guards(&self, path: &Path) -> bool {
        self.lock().as_ref().is_some_and(|own| own.guards(path))
    }

    /// A hold on a file: this one if it is on that file already. Holds nothing where the folder takes no locks.
    ///
    /// # Errors
    ///
    /// When somebody else has the file open.
    pub fn on(&self, path: &Path) -> Result<Self, OpenElsewhere> {
        if self.guards(path) {
            return Ok(self.clone());
        }
        match lock(path, &owner()) {
            Locked::Held(lock) => Ok(Self(Arc::new(Mutex::new(Some(lock))))),
            Locked::Impossible => Ok(Self::default()),
            Locked::ByOther { owner } => Err(OpenElsewhere::by(owner)),
        }
    }

    /// Makes sure before a save that nobody else has the file open.
    ///
    /// # Errors
    ///
    /// When somebody else has.
    pub fn look(&self, path: &Path, is_own_path: bool) -> Result<(), OpenElsewhere> {
        if is_own_path && self.guards(path) {
            return Ok(());
        }
        // The folder was renamed while the file was open: its lock went along, and holds off nobody but ourselves.
        drop(self.lock().take_if(|own| own.guards(path)));
        match lock(path, &owner()) {
            Locked::ByOther { owner } => Err(OpenElsewhere::by(owner)),
            Locked::Held(_) | Locked::Impossible => Ok(()),
        }
    }
}

impl OpenElsewhere {
    /// Named as far as they left a name.
    fn by(owner: String) -> Self {
        let who = if owner.is_empty() {
            "另一个窗口".to_owned()
        } else {
            owner
        };
        Self { who }
    }
}
