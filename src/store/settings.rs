//! What the program remembers of its user: theme, zoom, window, recent files.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::{self, Replace, SaveError};
use super::ron_text;

const FORMAT: u32 = 1;

/// Recent files that are remembered.
pub const N_RECENT: usize = 10;

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
}

/// Which layout an export uses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LayoutChoice {
    #[default]
    Standard,
    Nominal,
    File(PathBuf),
}

/// What the right panel shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SideChoice {
    #[default]
    Library,
    Roll,
    Review,
}

/// The settings. A file of them without a field has that field's default: old files stay good.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    format: u32,
    pub theme: ThemeChoice,
    /// 1.0 is 100 %.
    pub zoom: f32,
    /// Inner size of the window, in points.
    pub window: Option<(f32, f32)>,
    pub outline_width: f32,
    pub library_width: f32,
    pub outline_shown: bool,
    pub library_shown: bool,
    pub side: SideChoice,
    pub outline_locked: bool,
    /// Syllables a minute.
    pub rate: u32,
    pub layout: LayoutChoice,
    /// Size of the manuscript's text, in points.
    pub body_size: f32,
    pub open_file: Option<PathBuf>,
    /// Newest first.
    pub recent: Vec<PathBuf>,
    /// The tour has been shown.
    pub toured: bool,
    /// Codes of the rules (规则) that the user has switched off, sorted. Those that this program does not know are kept for
    /// the one that does.
    pub rules_off: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            format: FORMAT,
            theme: ThemeChoice::System,
            zoom: 1.0,
            window: None,
            outline_width: 300.0,
            library_width: 320.0,
            outline_shown: true,
            library_shown: true,
            side: SideChoice::Library,
            outline_locked: false,
            rate: crate::text::syllables::RATE,
            layout: LayoutChoice::Standard,
            body_size: 17.0,
            open_file: None,
            recent: Vec::new(),
            toured: false,
            rules_off: Vec::new(),
        }
    }
}

impl Settings {
    /// Puts a file at the top of the recent ones.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(N_RECENT);
        self.open_file = Some(path.to_owned());
    }

    /// The review no longer asks the rule.
    pub fn switch_rule_off(&mut self, code: &str) {
        if let Err(at) = self
            .rules_off
            .binary_search_by(|known| known.as_str().cmp(code))
        {
            self.rules_off.insert(at, code.to_owned());
        }
    }

    /// The review asks the rule again.
    pub fn switch_rule_on(&mut self, code: &str) {
        self.rules_off.retain(|known| known != code);
    }
}

/// The settings; the defaults when there are none. A file that cannot be understood never keeps the program from
/// starting: it is set aside under the name that comes back.
pub fn load(path: &Path) -> (Settings, Option<PathBuf>) {
    let Ok(bytes) = std::fs::read(path) else {
        return (Settings::default(), None);
    };
    match ron_text::parse::<Settings>(&bytes, FORMAT) {
        Ok(settings) => (sane(settings), None),
        Err(_) => {
            let aside = path.with_extension("ron.damaged");
            let kept = std::fs::rename(path, &aside).is_ok();
            (Settings::default(), kept.then_some(aside))
        }
    }
}

/// Numbers from a file that was edited by hand are brought back to what can be used.
fn sane(mut settings: Settings) -> Settings {
    let usual = Settings::default();
    let clamp = |value: f32, low, high, usual| {
        if value.is_finite() {
            value.clamp(low, high)
        } else {
            usual
        }
    };
    settings.zoom = clamp(settings.zoom, 0.5, 3.0, usual.zoom);
    settings.outline_width = clamp(settings.outline_width, 160.0, 600.0, usual.outline_width);
    settings.library_width = clamp(settings.library_width, 200.0, 700.0, usual.library_width);
    settings.body_size = clamp(settings.body_size, 12.0, 32.0, usual.body_size);
    settings.rate = settings.rate.clamp(60, 400);
    settings.window = settings.window.map(|(width, height)| {
        (
            clamp(width, 480.0, 8000.0, 1280.0),
            clamp(height, 320.0, 8000.0, 800.0),
        )
    });
    settings.recent.truncate(N_RECENT);
    settings.rules_off.sort();
    settings.rules_off.dedup();
    settings
}

/// # Errors
///
/// When the file cannot be written; the one before is still there.
pub fn save(path: &Path, settings: &Settings) -> Result<(), SaveError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|source| SaveError::Create {
            folder: folder.to_owned(),
            source,
        })?;
    }
    if let Ok(text) = ron_text::write(settings) {
        atomic::write(path, text.as_bytes(), Replace::Anything)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config").join("settings.ron");
        let mut settings = Settings {
            zoom: 1.5,
            ..Settings::default()
        };
        settings.remember(Path::new("/甲.jg"));
        save(&path, &settings).unwrap();
        assert_eq!(load(&path), (settings, None));
    }

    #[test]
    fn a_damaged_file_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        std::fs::write(&path, "(zoom: ").unwrap();
        let (settings, aside) = load(&path);
        assert_eq!(settings, Settings::default());
        assert!(aside.is_some_and(|aside| aside.exists()) && !path.exists());
    }

    #[test]
    fn missing_fields_and_wild_numbers_do_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        std::fs::write(&path, "(zoom: 1000, rate: 0)").unwrap();
        let (settings, _) = load(&path);
        assert_eq!((settings.zoom, settings.rate), (3.0, 60));
    }

    #[test]
    fn rules_that_are_off_are_kept_in_order_known_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        std::fs::write(&path, r#"(rules_off: ["Z999", "P505", "Z999"])"#).unwrap();
        let (mut settings, _) = load(&path);
        assert_eq!(settings.rules_off, ["P505", "Z999"]);
        for code in ["W405", "P505"] {
            settings.switch_rule_off(code);
        }
        assert_eq!(settings.rules_off, ["P505", "W405", "Z999"]);
        settings.switch_rule_on("P505");
        save(&path, &settings).unwrap();
        assert_eq!(load(&path).0.rules_off, ["W405", "Z999"]);
    }

    #[test]
    fn ten_recent_files_newest_first() {
        let mut settings = Settings::default();
        for n in 0..12 {
            settings.remember(Path::new(&format!("/{n}.jg")));
        }
        settings.remember(Path::new("/5.jg"));
        assert_eq!(settings.recent.len(), N_RECENT);
        assert_eq!(
            settings.recent.first().map(PathBuf::as_path),
            Some(Path::new("/5.jg"))
        );
    }
}
