//! Where the user's files of this program live.

use std::path::PathBuf;

/// The three folders. They need not be there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    pub config: PathBuf,
    /// The library and the user's own words are here.
    pub data: PathBuf,
    /// Recovery copies are here.
    pub state: PathBuf,
}

impl Folders {
    /// All three below one folder.
    pub fn below(home: &std::path::Path) -> Self {
        Self {
            config: home.join("config"),
            data: home.join("data"),
            state: home.join("state"),
        }
    }

    /// The places that the system names, from its environment variables as `variable` gives them; `JIANGGAO_HOME` puts
    /// all three below one folder. `None` when the system names no home.
    pub fn from_environment(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<Self> {
        let variable = |name: &str| variable(name).filter(|path| path.is_absolute());
        if let Some(home) = variable("JIANGGAO_HOME") {
            return Some(Self::below(&home));
        }
        if cfg!(windows) {
            let roaming = variable("APPDATA")?;
            let local = variable("LOCALAPPDATA").unwrap_or_else(|| roaming.clone());
            return Some(Self {
                config: roaming.join("Jianggao").join("config"),
                data: roaming.join("Jianggao").join("data"),
                state: local.join("Jianggao").join("state"),
            });
        }
        let home = variable("HOME")?;
        if cfg!(target_os = "macos") {
            return Some(Self::below(
                &home
                    .join("Library")
                    .join("Application Support")
                    .join("Jianggao"),
            ));
        }
        // XDG Base Directory Specification 0.8.
        let place = |name: &str, usual: &str| {
            variable(name)
                .unwrap_or_else(|| home.join(usual))
                .join("jianggao")
        };
        Some(Self {
            config: place("XDG_CONFIG_HOME", ".config"),
            data: place("XDG_DATA_HOME", ".local/share"),
            state: place("XDG_STATE_HOME", ".local/state"),
        })
    }

    pub fn library(&self) -> PathBuf {
        self.data.join("library")
    }

    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.ron")
    }

    /// The user's own words (自定词语).
    pub fn words(&self) -> PathBuf {
        self.data.join("words.ron")
    }

    pub fn recovery(&self) -> PathBuf {
        self.state.join("recovery")
    }
}
