//! Notices when others change the library folder.
//!
//! By looking, not by the system's notifications: those do not come from file servers, and sync programs send hundreds.

use std::path::PathBuf;
use std::time::Duration;

use crate::store::library_folder;

use super::jobs::Jobs;

/// How often the folder is looked at. A change is told after the second look that sees it: as late as twice this time.
const PERIOD: Duration = Duration::from_secs(3);

/// Tells a change once it is over: a sync program writes a file bit by bit.
#[derive(Debug)]
struct Watch<T> {
    told: T,
    seen: Option<T>,
}

impl<T: PartialEq> Watch<T> {
    /// Whether what is there now is new, and was the same at the last look.
    fn look(&mut self, now: T) -> bool {
        if now == self.told {
            self.seen = None;
            return false;
        }
        if self.seen.as_ref() != Some(&now) {
            self.seen = Some(now);
            return false;
        }
        self.told = now;
        self.seen = None;
        true
    }
}

/// Calls `changed` whenever others have changed the folder, as long as the window is open.
pub fn watch<W: 'static>(jobs: &mut Jobs<W>, folder: PathBuf, changed: impl Fn(&mut W) + 'static) {
    let mut watch: Option<Watch<_>> = None;
    let look = move || {
        // A folder that cannot be read for a moment has not changed.
        let Ok(now) = library_folder::listing(&folder) else {
            return false;
        };
        match &mut watch {
            Some(watch) => watch.look(now),
            None => {
                watch = Some(Watch {
                    told: now,
                    seen: None,
                });
                false
            }
        }
    };
    jobs.watch(PERIOD, look, changed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_once_and_only_when_it_is_over() {
        let mut watch = Watch {
            told: "a",
            seen: None,
        };
        let told: Vec<bool> = ["a", "b", "c", "c", "c", "a", "c", "d", "d"]
            .into_iter()
            .map(|now| watch.look(now))
            .collect();
        let expected = [false, false, false, true, false, false, false, false, true];
        assert_eq!(told, expected);
    }
}
