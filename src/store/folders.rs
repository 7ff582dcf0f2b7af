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
    /// all three below one folder, a relative one as seen from the current folder. `None` when the system names no home.
    pub fn from_environment(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<Self> {
        if let Some(home) = variable("JIANGGAO_HOME").filter(|home| !home.as_os_str().is_empty()) {
            // Where the current folder is gone, a relative name leads nowhere: better no files than files elsewhere.
            return std::path::absolute(home)
                .ok()
                .map(|home| Self::below(&home));
        }
        // XDG Base Directory Specification 0.8: relative paths are to be ignored.
        let variable = |name: &str| variable(name).filter(|path| path.is_absolute());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_home_of_ours_is_seen_from_the_current_folder() {
        let folders = Folders::from_environment(|name| match name {
            "JIANGGAO_HOME" => Some(PathBuf::from("讲稿")),
            _ => Some(PathBuf::from("/home/a")),
        });
        let home = std::env::current_dir().unwrap().join("讲稿");
        assert_eq!(folders, Some(Folders::below(&home)));
        assert!(home.is_absolute());
    }

    #[test]
    fn an_empty_home_of_ours_is_none() {
        let folders = |home: &str| {
            let home = PathBuf::from(home);
            Folders::from_environment(|name| {
                let usual = std::env::temp_dir();
                Some(if name == "JIANGGAO_HOME" {
                    home.clone()
                } else {
                    usual
                })
            })
        };
        assert!(
            folders("").is_some_and(|folders| folders.config.starts_with(std::env::temp_dir()))
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn relative_places_of_the_system_are_ignored() {
        let folders = Folders::from_environment(|name| match name {
            "HOME" => Some(PathBuf::from("/home/a")),
            "XDG_CONFIG_HOME" => Some(PathBuf::from("config")),
            _ => None,
        });
        let config = folders.map(|folders| folders.config);
        assert_eq!(config, Some(PathBuf::from("/home/a/.config/jianggao")));
    }
}
