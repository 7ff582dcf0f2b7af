//! Writes down what the user has set: soon enough that a crash forgets little, seldom enough that nobody notices.

use std::time::{Duration, Instant};

use egui::Context;

use crate::store::folders::Folders;
use crate::store::settings;

use super::jobs::Done;
use super::window::Window;

/// How long the settings have to be at rest before they are written.
const SETTINGS_REST: Duration = Duration::from_secs(1);

impl Window {
    /// Writes the settings once they have been at rest for a moment, so that a crash forgets little.
    pub(super) fn keep_settings(&mut self, ctx: &Context, now: Instant) {
        let settings = &self.desk.settings;
        if *settings == self.saved_settings {
            self.settings_seen = None;
            return;
        }
        let since = match &self.settings_seen {
            Some((seen, since)) if seen == settings => *since,
            _ => {
                self.settings_seen = Some((settings.clone(), now));
                now
            }
        };
        let at_rest = now.duration_since(since);
        if at_rest < SETTINGS_REST {
            ctx.request_repaint_after(SETTINGS_REST.saturating_sub(at_rest));
            return;
        }
        // What cannot be written is not tried again until something changes.
        self.saved_settings = settings.clone();
        let Some(path) = self.desk.folders.as_ref().map(Folders::settings) else {
            return;
        };
        let settings = settings.clone();
        self.desk.jobs.start("", move || {
            // Settings are a comfort: a disk that takes none must not disturb the writing.
            settings::save(&path, &settings).ok();
            Done::SettingsSaved
        });
    }

    /// Writes the settings before the window goes.
    pub(super) fn save_settings(&self) {
        if let Some(folders) = &self.desk.folders {
            settings::save(&folders.settings(), &self.desk.settings).ok();
        }
    }
}
