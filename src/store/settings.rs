//! What the program remembers of its user: theme, zoom, window, recent files.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::{self, ReadError, Replace, SaveError};
use super::{ParseError, ron_text};

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
        let path = &std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
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

/// Why the settings of a file are not used.
#[derive(Debug)]
pub enum NotUsed {
    /// A later program wrote them. They stay for it: nothing is written in their place.
    Newer { path: PathBuf, error: ParseError },
    /// They cannot be understood, and lie under another name now; under their own when that could not be done.
    Damaged {
        path: PathBuf,
        kept: PathBuf,
        error: ParseError,
    },
    /// The file cannot be read. It stays, and nothing is written in its place.
    Unread(ReadError),
}

/// The settings, and why those of the file are not used, if so: the defaults are then. Whatever is wrong with the file
/// never keeps the program from starting.
pub fn load(path: &Path) -> (Settings, Option<NotUsed>) {
    match read(path) {
        Ok(settings) => (settings.unwrap_or_default(), None),
        Err(NotUsed::Damaged { path, error, .. }) => {
            let kept = set_aside(&path);
            (
                Settings::default(),
                Some(NotUsed::Damaged { path, kept, error }),
            )
        }
        Err(not_used) => (Settings::default(), Some(not_used)),
    }
}

/// The settings of a file, which is left alone; `None` when there is no file.
fn read(path: &Path) -> Result<Option<Settings>, NotUsed> {
    let bytes = match atomic::read(path) {
        Ok((bytes, _)) => bytes,
        Err(error) if error.source.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(NotUsed::Unread(error)),
    };
    match ron_text::parse::<Settings>(&bytes, FORMAT) {
        Ok(settings) => Ok(Some(sane(settings))),
        Err(error @ ParseError::NewerFormat { .. }) => Err(NotUsed::Newer {
            path: path.to_owned(),
            error,
        }),
        Err(error) => Err(NotUsed::Damaged {
            path: path.to_owned(),
            kept: path.to_owned(),
            error,
        }),
    }
}

/// Gives a damaged file a name that no other has, and returns it; the file's own when it cannot be renamed.
fn set_aside(path: &Path) -> PathBuf {
    let free = (1_u32..)
        .map(|n| path.with_extension(format!("ron.damaged-{n}")))
        // A link that leads nowhere is a name, too.
        .find(|aside| std::fs::symlink_metadata(aside).is_err());
    match free {
        Some(aside) if std::fs::rename(path, &aside).is_ok() => aside,
        _ => path.to_owned(),
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
    // Relative paths mean another file in every folder that the program is started in.
    settings.recent.retain(|path| path.is_absolute());
    settings.recent.truncate(N_RECENT);
    settings.open_file = settings.open_file.filter(|path| path.is_absolute());
    if matches!(&settings.layout, LayoutChoice::File(path) if path.is_relative()) {
        settings.layout = usual.layout;
    }
    settings.rules_off.sort();
    settings.rules_off.dedup();
    settings
}

/// Writes the settings, for the user's eyes only. What a later program has written, or cannot be read, is left in its place
/// and nothing is written; what is damaged is set aside.
///
/// # Errors
///
/// When the file cannot be written; the one before is still there.
pub fn save(path: &Path, settings: &Settings) -> Result<(), SaveError> {
    if let Some(folder) = path.parent() {
        atomic::create_private_folder(folder)?;
    }
    match read(path) {
        Ok(_) => {}
        Err(NotUsed::Damaged { path, .. }) => {
            set_aside(&path);
        }
        Err(NotUsed::Newer { .. } | NotUsed::Unread(_)) => return Ok(()),
    }
    if let Ok(text) = ron_text::write(settings) {
        atomic::write_private(path, text.as_bytes(), Replace::Anything)?;
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
        let (loaded, not_used) = load(&path);
        assert_eq!(loaded, settings);
        assert!(not_used.is_none());
    }

    #[test]
    fn every_damaged_file_is_kept_under_a_name_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        let mut all_kept = Vec::new();
        for damaged in ["(zoom: ", "(zoom: [", "\u{1}"] {
            std::fs::write(&path, damaged).unwrap();
            let (settings, not_used) = load(&path);
            assert_eq!(settings, Settings::default());
            let Some(NotUsed::Damaged { kept, .. }) = not_used else {
                panic!("{not_used:?}")
            };
            assert!(!path.exists());
            all_kept.push((kept, damaged));
        }
        // Damaged while the program was running.
        std::fs::write(&path, "(rate").unwrap();
        save(&path, &Settings::default()).unwrap();
        all_kept.push((path.with_extension("ron.damaged-4"), "(rate"));
        for (kept, damaged) in all_kept {
            assert_eq!(std::fs::read_to_string(kept).unwrap(), damaged);
        }
    }

    #[test]
    fn settings_of_a_newer_program_are_left_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        let newer = r#"(format: 2, toured: true, zoom: 1.5, rules_off: ["P505"])"#;
        std::fs::write(&path, newer).unwrap();
        let (settings, not_used) = load(&path);
        assert_eq!(settings, Settings::default());
        assert!(matches!(not_used, Some(NotUsed::Newer { .. })));
        save(&path, &settings).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), newer);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_read_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        std::fs::create_dir(&path).unwrap();
        let (settings, not_used) = load(&path);
        assert!(matches!(not_used, Some(NotUsed::Unread(_))));
        save(&path, &settings).unwrap();
        assert!(path.is_dir());
    }

    #[test]
    fn paths_that_depend_on_the_folder_of_the_start_are_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        let text = r#"(open_file: "a.jg", recent: ["a.jg"], layout: File("l.ron"))"#;
        std::fs::write(&path, text).unwrap();
        let (mut settings, _) = load(&path);
        assert_eq!(settings, Settings::default());
        settings.remember(Path::new("a.jg"));
        let here = std::env::current_dir().unwrap().join("a.jg");
        assert_eq!(settings.open_file.as_ref(), Some(&here));
        assert_eq!(settings.recent, [here]);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_can_read_them() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config").join("settings.ron");
        save(&path, &Settings::default()).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
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
