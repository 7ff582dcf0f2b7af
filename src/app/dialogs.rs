//! File dialogs: which file to open, which to write.

use std::path::{Path, PathBuf};

use crate::wording::file_name;

/// The dialogs that the window can show.
pub trait Dialogs: Send + Sync {
    /// Whether a dialog can be shown at all.
    fn are_there(&self) -> bool;

    /// A file to read; `None` when the user took none.
    fn file_to_open(&self, kind: &str, extensions: &[&str]) -> Option<PathBuf>;

    /// Files to read; empty when the user took none.
    fn files_to_open(&self, kind: &str, extensions: &[&str]) -> Vec<PathBuf>;

    /// A folder whose files are to be read; `None` when the user took none.
    fn folder_to_open(&self) -> Option<PathBuf>;

    /// A file to write, called and placed as `suggested` for a start. The dialog has asked whether to replace an
    /// existing one. `None` when the user took none.
    fn file_to_write(&self, kind: &str, extension: &str, suggested: &Path) -> Option<PathBuf>;

    /// Shows a file in its folder, by the program that the system shows folders with.
    ///
    /// # Errors
    ///
    /// When there is none, or it refuses; why, as the system says it.
    fn show_in_folder(&self, path: &Path) -> Result<(), String>;
}

/// The dialogs of the system: through the desktop portal, or zenity where there is none.
#[derive(Default)]
pub struct SystemDialogs {
    /// A dialog that has its parent, and nothing else yet.
    plain: rfd::FileDialog,
}

impl SystemDialogs {
    /// Dialogs that stand over a window and keep it from being used meanwhile, where the system can do that.
    pub fn over(window: &eframe::CreationContext<'_>) -> Self {
        Self {
            plain: rfd::FileDialog::new().set_parent(window),
        }
    }
}

impl Dialogs for SystemDialogs {
    /// Without a portal and without zenity, asking for a dialog silently does nothing.
    fn are_there(&self) -> bool {
        if !cfg!(target_os = "linux") {
            return true;
        }
        let on_path = |name: &str| {
            std::env::var_os("PATH").is_some_and(|path| {
                std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
            })
        };
        let services = [
            "/usr/share/dbus-1/services",
            "/usr/local/share/dbus-1/services",
        ];
        on_path("zenity")
            || services.iter().any(|folder| {
                Path::new(folder)
                    .join("org.freedesktop.portal.Desktop.service")
                    .is_file()
            })
    }

    fn file_to_open(&self, kind: &str, extensions: &[&str]) -> Option<PathBuf> {
        self.plain.clone().add_filter(kind, extensions).pick_file()
    }

    fn files_to_open(&self, kind: &str, extensions: &[&str]) -> Vec<PathBuf> {
        let dialog = self.plain.clone().add_filter(kind, extensions);
        dialog.pick_files().unwrap_or_default()
    }

    fn folder_to_open(&self) -> Option<PathBuf> {
        self.plain.clone().pick_folder()
    }

    fn file_to_write(&self, kind: &str, extension: &str, suggested: &Path) -> Option<PathBuf> {
        let name = file_name(suggested);
        let mut dialog = self
            .plain
            .clone()
            .add_filter(kind, &[extension])
            .set_file_name(name);
        if let Some(folder) = suggested.parent().filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        loop {
            let chosen = dialog.clone().save_file()?;
            let path = with_extension(&chosen, extension);
            // A dialog without file types gives the bare name that was typed, and has asked about that one only.
            if path == chosen || !path.exists() {
                return Some(path);
            }
            dialog = dialog.set_file_name(file_name(&path));
            if let Some(folder) = path.parent() {
                dialog = dialog.set_directory(folder);
            }
        }
    }

    fn show_in_folder(&self, path: &Path) -> Result<(), String> {
        opener::reveal(path).map_err(|error| error.to_string())
    }
}

/// The path with the extension at its end; what stands behind a dot in 工作会议2024.1.25 is none.
fn with_extension(path: &Path, extension: &str) -> PathBuf {
    let has_it = path
        .extension()
        .is_some_and(|own| own.eq_ignore_ascii_case(extension));
    if has_it {
        return path.to_owned();
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(extension);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_a_name_is_no_extension() {
        let named = |name| with_extension(Path::new(name), "jg");
        assert_eq!(named("/a/会议2024.1.25"), Path::new("/a/会议2024.1.25.jg"));
        assert_eq!(named("/a/会议.JG"), Path::new("/a/会议.JG"));
        assert_eq!(named("/a/会议.txt"), Path::new("/a/会议.txt.jg"));
    }
}
