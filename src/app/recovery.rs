//! The recovery copy: at most a second behind the last change, at most three seconds behind while typing goes on. And what
//! a crash has left behind: offered, and restored.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::store::atomic::{FileStamp, Replace, SaveError};
use crate::store::folders::Folders;
use crate::store::recovery::{Copies, Orphan, RecoveryCopy, copies};
use crate::store::speech_file;
use crate::wording::file_name;

use super::desk::{Desk, OpenFile};
use super::file_hold::OpenElsewhere;
use super::jobs::JobFault;
use super::leaving::{Leaving, Then};
use super::messages;
use super::questions::Question;

/// Silence after which a change is kept.
const PAUSE: Duration = Duration::from_millis(700);
/// Longest time without a copy while typing goes on.
const LONGEST: Duration = Duration::from_millis(2500);

/// When to look for copies that a crash has left, counted from the start.
///
/// A program that was killed a moment ago may still be dying: as long as the system has not closed its files, its copy looks
/// like that of a living window.
const LOOKS: [Duration; 4] = [
    Duration::ZERO,
    Duration::from_secs(2),
    Duration::from_secs(10),
    Duration::from_secs(30),
];

/// The copy of the open speech, and copies of lost ones.
#[derive(Default)]
pub struct Recovery {
    copy: Option<RecoveryCopy>,
    /// Which speech the copy is of.
    generation: u64,
    /// The state that the copy holds.
    kept_state: Option<u64>,
    last_kept: Option<Instant>,
    /// The last state seen, and when it came about.
    seen: Option<(u64, Instant)>,
    is_writing: bool,
    /// True if the user has been told that there is no copy.
    has_complained: bool,
    /// A copy that was taken over, and the generation of the speech it became. It goes once there is a newer one.
    restored: Option<(u64, Box<Orphan>)>,
    /// The first frame.
    began: Option<Instant>,
    n_looks: usize,
    is_looking: bool,
    /// Copies that the user has been asked about.
    offered: HashSet<PathBuf>,
}

/// How long to wait until the copy is due; zero when it is due now.
///
/// `quiet` is the time since the last change, `behind` the time since the copy was last right.
fn wait(quiet: Duration, behind: Duration) -> Duration {
    PAUSE
        .saturating_sub(quiet)
        .min(LONGEST.saturating_sub(behind))
}

/// What became of writing a copy.
struct Kept {
    /// `None` when there is no place for one.
    copy: Option<RecoveryCopy>,
    result: Result<(), SaveError>,
}

impl Recovery {
    /// Keeps the copy up to date, and looks for lost ones when it is time. Returns when to be called again.
    pub fn step(&mut self, desk: &mut Desk, now: Instant) -> Option<Duration> {
        let look = self.look_for_orphans(desk, now);
        let keep = self.keep(desk, now);
        match (look, keep) {
            (Some(look), Some(keep)) => Some(look.min(keep)),
            (look, keep) => look.or(keep),
        }
    }

    /// Starts writing the copy when it is due.
    fn keep(&mut self, desk: &mut Desk, now: Instant) -> Option<Duration> {
        let state = desk.history.state();
        if self.generation != desk.generation || state == desk.file.saved_state {
            // The speech the copy is of is saved, or was given up.
            self.discard(desk.generation);
        }
        if self.seen.is_none_or(|(seen, _)| seen != state) {
            self.seen = Some((state, now));
        }
        if state == desk.file.saved_state || self.kept_state == Some(state) {
            self.last_kept = None;
            return None;
        }
        let behind_since = *self.last_kept.get_or_insert(now);
        if self.is_writing {
            return Some(PAUSE);
        }
        let quiet = self.seen.map_or(Duration::ZERO, |(_, since)| {
            now.saturating_duration_since(since)
        });
        if quiet >= PAUSE {
            // A pause ends a run of typing: undo takes back what was written since.
            desk.history.seal();
        }
        let wait = wait(quiet, now.saturating_duration_since(behind_since));
        if !wait.is_zero() {
            return Some(wait);
        }
        self.is_writing = true;
        self.last_kept = Some(now);
        let copy = self.copy.take();
        let folder = desk.folders.as_ref().map(Folders::recovery);
        let (speech, original) = (desk.speech().clone(), desk.file.path.clone());
        let (stamp, generation) = (desk.file.stamp, desk.generation);
        let write = move || {
            let copy = copy.or_else(|| RecoveryCopy::start(&folder?, "speech"));
            let result = copy.as_ref().map_or(Ok(()), |copy| {
                copy.write(&speech, original.as_deref(), stamp)
            });
            Kept { copy, result }
        };
        desk.jobs
            .start_quietly("写恢复副本", write, move |window, kept| {
                let recovery = &mut window.recovery;
                recovery.kept(&mut window.desk, generation, state, kept);
            });
        Some(PAUSE)
    }

    /// A copy has been written, or not.
    fn kept(&mut self, desk: &mut Desk, generation: u64, state: u64, kept: Result<Kept, JobFault>) {
        self.is_writing = false;
        // Nothing is known of a copy whose job broke. The next one gets a name of its own.
        let (copy, result) = match kept {
            Ok(Kept { copy, result }) => (copy, Some(result)),
            Err(_) => (None, None),
        };
        if generation != desk.generation || !desk.is_dirty() {
            // Saved, or given up, while the copy was being written.
            if let Some(copy) = copy {
                copy.discard();
            }
            return;
        }
        let error = match (&copy, result) {
            (Some(_), Some(Ok(()))) => {
                self.has_complained = false;
                if let Some((_, restored)) = self.restored.take() {
                    restored.discard();
                }
                None
            }
            (_, Some(Err(error))) => Some(Some(error)),
            (None, _) | (_, None) => Some(None),
        };
        if let Some(error) = error
            && !self.has_complained
        {
            self.has_complained = true;
            desk.notify(messages::not_kept(error.as_ref()));
        }
        self.copy = copy;
        // What could not be written is tried again after the next change, not all the time.
        self.kept_state = Some(state);
    }

    /// The speech is saved or given up: its copy goes.
    fn discard(&mut self, generation: u64) {
        if let Some(copy) = self.copy.take() {
            copy.discard();
        }
        // A speech that was just restored has not been kept yet.
        let is_done = |restored: &mut (u64, Box<Orphan>)| {
            restored.0 != generation || self.generation == generation
        };
        if let Some((_, restored)) = self.restored.take_if(is_done) {
            restored.discard();
        }
        self.generation = generation;
        self.kept_state = None;
        self.last_kept = None;
    }

    /// The window goes, and with it nothing that the user wants to keep.
    pub fn end(&mut self) {
        self.discard(self.generation);
    }

    /// Looks for copies that a crash has left. Returns when to look next.
    fn look_for_orphans(&mut self, desk: &mut Desk, now: Instant) -> Option<Duration> {
        let folder = desk.folders.as_ref().map(Folders::recovery)?;
        let since = now.saturating_duration_since(*self.began.get_or_insert(now));
        let due = LOOKS.get(self.n_looks)?;
        if self.is_looking || since < *due {
            return Some(due.saturating_sub(since));
        }
        self.n_looks += 1;
        self.is_looking = true;
        desk.jobs.start_quietly(
            "查找恢复副本",
            move || copies(&folder),
            |window, found| {
                let recovery = &mut window.recovery;
                recovery.is_looking = false;
                recovery.found(&mut window.desk, found.unwrap_or_default());
            },
        );
        let next = LOOKS.get(self.n_looks)?;
        Some(next.saturating_sub(since))
    }

    fn found(&mut self, desk: &mut Desk, copies: Copies) {
        if copies.n_held == 0 {
            // Nobody is dying: there is nothing to wait for.
            self.n_looks = LOOKS.len();
        }
        self.offer(desk, copies.orphans);
    }

    /// Offers the newest of the copies that the user has not been asked about; the others wait for the next start.
    fn offer(&mut self, desk: &mut Desk, orphans: Vec<Orphan>) {
        let new = orphans
            .into_iter()
            .filter(|orphan| !self.offered.contains(&orphan.copy));
        let mut new: Vec<Orphan> = new.collect();
        self.offered
            .extend(new.iter().map(|orphan| orphan.copy.clone()));
        while let Some(orphan) = new.pop() {
            if let Err(error) = &orphan.speech {
                let name = name_of(&orphan);
                let kept = orphan.set_aside();
                desk.notify(messages::copy_unread(&name, error, &kept));
                continue;
            }
            desk.ask(Question::Recovery(Box::new(orphan)));
            return;
        }
    }

    /// A speech that was restored is open: its copy goes once the window has one of its own.
    fn restored(&mut self, generation: u64, orphan: Box<Orphan>) {
        if let Some((_, before)) = self.restored.replace((generation, orphan)) {
            before.discard();
        }
    }

    /// Looks again, and asks again about the copies that are there.
    pub fn look_again(&mut self, desk: &mut Desk, now: Instant) {
        self.offered.clear();
        self.n_looks = 0;
        self.look_for_orphans(desk, now);
    }
}

/// The speech a copy is of.
pub fn name_of(orphan: &Orphan) -> String {
    match &orphan.original {
        Some(path) => file_name(path),
        None => "未命名的讲话稿".to_owned(),
    }
}

/// Opens a copy as the speech of its original.
pub fn restore(desk: &mut Desk, orphan: Box<Orphan>, given_up: Option<u64>) {
    let (original, known) = (orphan.original.clone(), orphan.stamp);
    let own = desk.file.hold.clone();
    let prepare = move || {
        let original = original?;
        // As the lost window knew it: what others have written since is not to be written over.
        let stamp = known.or_else(|| FileStamp::now(&original));
        let hold = own.on(&original);
        Some((original, stamp, hold))
    };
    desk.jobs
        .start("正在恢复…", prepare, move |window, prepared| {
            let desk = &mut window.desk;
            if desk.must_ask(given_up) {
                desk.ask(Question::Unsaved(Then::Restore(orphan)));
                return;
            }
            let prepared = match prepared {
                Ok(prepared) => prepared,
                Err(fault) => return desk.job_failed(fault),
            };
            let Ok(speech) = &orphan.speech else {
                return;
            };
            let mut file = OpenFile {
                saved_state: u64::MAX,
                ..OpenFile::default()
            };
            match prepared {
                Some((path, stamp, Ok(hold))) => {
                    file.path = Some(path);
                    file.stamp = stamp;
                    file.hold = hold;
                }
                // The speech is parted from a file that somebody else has open by now.
                Some((path, _, Err(OpenElsewhere { who }))) => {
                    desk.notify(messages::original_open_elsewhere(&path, &who));
                }
                None => {}
            }
            desk.replace_speech(speech.clone(), file);
            window.recovery.restored(window.desk.generation, orphan);
        });
}

/// Opens the file that a copy is of, as it was saved last, and gives the copy up.
pub fn open_saved(desk: &mut Desk, orphan: Box<Orphan>, original: PathBuf) {
    let path = original.clone();
    let give_up = move || {
        // Where there is no saved state, the copy is all there is.
        if path.is_file() {
            orphan.discard();
        }
    };
    desk.jobs
        .start_quietly("丢弃恢复副本", give_up, move |window, _| {
            window.leave(Leaving::to(Then::Open(original)));
        });
}

/// Gives a copy up.
pub fn discard(desk: &mut Desk, orphan: Box<Orphan>) {
    let give_up = move || orphan.discard();
    desk.jobs.start_quietly("丢弃恢复副本", give_up, |_, _| {});
}

/// Gives the copy a file of its own beside the original, which is opened.
pub fn keep_both(desk: &mut Desk, orphan: Box<Orphan>, original: PathBuf) {
    let beside = original.clone();
    let keep = move || {
        let Ok(speech) = &orphan.speech else {
            return None;
        };
        let path = free_name(&beside)?;
        let written = speech_file::write(&path, speech, Replace::Nothing);
        if written.is_ok() {
            orphan.discard();
        }
        Some((path, written.map(|_| ())))
    };
    desk.jobs
        .start("正在保存…", keep, move |window, kept| match kept {
            Err(fault) => window.desk.job_failed(fault),
            Ok(None) => {}
            Ok(Some((path, Err(error)))) => {
                window.desk.notify(messages::copy_unsaved(&path, &error));
            }
            Ok(Some((path, Ok(())))) => {
                window.desk.notify(messages::copy_saved(&path));
                window.leave(Leaving::to(Then::Open(original)));
            }
        });
}

/// A name beside a file that is not taken.
fn free_name(original: &Path) -> Option<PathBuf> {
    let stem = original
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    (1_u32..)
        .map(|n| match n {
            1 => format!("{stem}（恢复）.jg"),
            n => format!("{stem}（恢复 {n}）.jg"),
        })
        .map(|name| original.with_file_name(name))
        .find(|path| !path.exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_due_after_a_pause_or_while_typing_goes_on() {
        let ms = Duration::from_millis;
        assert_eq!(wait(ms(0), ms(0)), ms(700));
        assert_eq!(wait(ms(700), ms(800)), ms(0));
        assert_eq!(wait(ms(100), ms(2450)), ms(50));
        assert_eq!(wait(ms(0), ms(9000)), ms(0));
    }
}
