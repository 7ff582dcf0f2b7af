//! Writes down what the user has set: soon enough that a crash forgets little, seldom enough that nobody notices.

use std::time::{Duration, Instant};

use crate::store::folders::Folders;
use crate::store::settings::{self, Settings};

use super::desk::Desk;

/// How long the settings have to be at rest before they are written.
const SETTINGS_REST: Duration = Duration::from_secs(1);

/// What is known of the settings' file.
pub struct SettingsKeeper {
    saved: Settings,
    /// The settings as they were last seen to change, and when.
    seen: Option<(Settings, Instant)>,
}

impl SettingsKeeper {
    /// `saved` is what the file holds.
    pub fn new(saved: Settings) -> Self {
        Self { saved, seen: None }
    }

    /// Writes the settings once they have been at rest for a moment. Returns when to be called again.
    pub fn step(&mut self, desk: &mut Desk, now: Instant) -> Option<Duration> {
        if desk.settings == self.saved {
            self.seen = None;
            return None;
        }
        let since = match &self.seen {
            Some((seen, since)) if *seen == desk.settings => *since,
            _ => {
                self.seen = Some((desk.settings.clone(), now));
                now
            }
        };
        let at_rest = now.saturating_duration_since(since);
        if at_rest < SETTINGS_REST {
            return Some(SETTINGS_REST.saturating_sub(at_rest));
        }
        // What cannot be written is not tried again until something changes.
        self.saved = desk.settings.clone();
        let path = desk.folders.as_ref().map(Folders::settings)?;
        let settings = desk.settings.clone();
        // Settings are a comfort: a disk that takes none must not disturb the writing.
        let save = move || settings::save(&path, &settings).ok();
        desk.jobs.start_quietly("保存设置", save, |_, _| {});
        None
    }
}

/// Writes the settings before the window goes: no job would be done any more.
pub fn save_now(desk: &Desk) {
    if let Some(folders) = &desk.folders {
        settings::save(&folders.settings(), &desk.settings).ok();
    }
}
