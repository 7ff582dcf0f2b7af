//! The recovery copy: at most a second behind the last change, at most three seconds behind while typing goes on.

use std::time::{Duration, Instant};

use crate::store::atomic::SaveError;
use crate::store::recovery::{RecoveryCopy, orphans};

use super::desk::Desk;
use super::jobs::Done;
use super::messages;

/// Silence after which a change is kept.
const PAUSE: Duration = Duration::from_millis(700);
/// Longest time without a copy while typing goes on.
const LONGEST: Duration = Duration::from_millis(2500);

/// How long to wait until the copy is due; zero when it is due now.
///
/// `quiet` is the time since the last change, `behind` the time since the copy was last right.
fn wait(quiet: Duration, behind: Duration) -> Duration {
    PAUSE
        .saturating_sub(quiet)
        .min(LONGEST.saturating_sub(behind))
}

impl Desk {
    /// Asks for the copies that a crash has left behind.
    pub fn look_for_orphans(&mut self) {
        if let Some(folder) = self
            .folders
            .as_ref()
            .map(crate::store::folders::Folders::recovery)
        {
            self.jobs.start("", move || Done::Orphans(orphans(&folder)));
        }
    }

    /// Starts writing the copy when it is due; returns when to look again, `None` when there is nothing to keep.
    pub fn keep_recovery_copy(&mut self, now: Instant) -> Option<Duration> {
        let state = self.history.state();
        let clock = &mut self.recovery;
        if clock.seen.is_none_or(|(seen, _)| seen != state) {
            clock.seen = Some((state, now));
        }
        if state == self.file.saved_state || clock.kept_state == Some(state) {
            clock.last_kept = None;
            return None;
        }
        let behind_since = *clock.last_kept.get_or_insert(now);
        if clock.is_writing {
            return Some(PAUSE);
        }
        let quiet = clock
            .seen
            .map_or(Duration::ZERO, |(_, since)| now.duration_since(since));
        if quiet >= PAUSE {
            // A pause ends a run of typing: undo takes back what was written since.
            self.history.seal();
        }
        let clock = &mut self.recovery;
        let wait = wait(quiet, now.duration_since(behind_since));
        if !wait.is_zero() {
            return Some(wait);
        }
        let copy = match clock.copy.take() {
            Some(copy) => Some(copy),
            None => self
                .folders
                .as_ref()
                .and_then(|folders| RecoveryCopy::start(&folders.recovery(), "speech")),
        };
        let Some(copy) = copy else {
            self.complain(None);
            // Tried again after the next change.
            self.recovery.kept_state = Some(state);
            return None;
        };
        self.recovery.is_writing = true;
        self.recovery.last_kept = Some(now);
        let (speech, original) = (self.speech().clone(), self.file.path.clone());
        let stamp = self.file.stamp;
        let generation = self.generation;
        self.jobs.start("", move || {
            let result = copy.write(&speech, original.as_deref(), stamp);
            Done::Kept {
                generation,
                copy,
                state,
                result,
            }
        });
        Some(PAUSE)
    }

    /// A copy has been written, or not.
    pub fn kept(
        &mut self,
        generation: u64,
        copy: RecoveryCopy,
        state: u64,
        result: Result<(), SaveError>,
    ) {
        self.recovery.is_writing = false;
        if generation != self.generation || !self.is_dirty() {
            // Saved, or given up, while the copy was being written.
            copy.discard();
            return;
        }
        self.recovery.copy = Some(copy);
        // What could not be written is tried again after the next change, not all the time.
        self.recovery.kept_state = Some(state);
        match result {
            Ok(()) => self.recovery.has_complained = false,
            Err(error) => self.complain(Some(&error)),
        }
    }

    /// Says once that there is no copy.
    fn complain(&mut self, error: Option<&SaveError>) {
        if !self.recovery.has_complained {
            self.recovery.has_complained = true;
            self.notify(messages::not_kept(error));
        }
    }

    /// The speech is saved or given up: its copy goes.
    pub fn end_recovery(&mut self) {
        if let Some(copy) = self.recovery.copy.take() {
            copy.discard();
        }
        self.recovery = super::desk::RecoveryClock {
            is_writing: self.recovery.is_writing,
            has_complained: self.recovery.has_complained,
            ..Default::default()
        };
    }
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
