//! File dialogs and exports.

use std::path::{Path, PathBuf};

use crate::export;
use crate::layout::{self, Layout};
use crate::store::atomic::{self, Replace};
use crate::store::layout_file;
use crate::store::settings::LayoutChoice;

use super::desk::Desk;
use super::files::file_stem;
use super::jobs::{Done, Format, Purpose, WriteError};
use super::messages;

impl Format {
    const fn extension(self) -> &'static str {
        match self {
            Self::Word => "docx",
            Self::Text => "txt",
            Self::Markdown => "md",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Word => "Word 文件",
            Self::Text => "纯文本",
            Self::Markdown => "Markdown",
        }
    }
}

impl Desk {
    pub fn choose_export(&mut self, format: Format) {
        let path = match &self.file.path {
            Some(path) => path.with_extension(format.extension()),
            // A title may have a dot in it, which is not where its extension begins.
            None => format!("{}.{}", file_stem(self.speech()), format.extension()).into(),
        };
        self.choose_new_file(
            Purpose::Export(format),
            &path,
            format.name(),
            format.extension(),
        );
    }

    /// The dialog has asked whether to replace an existing file.
    pub fn export_to(&mut self, format: Format, path: PathBuf) {
        let speech = self.speech().clone();
        let layout = self.layout();
        self.jobs.start_long("正在导出…", move |progress| {
            let write = || -> Result<bool, WriteError> {
                let bytes = match format {
                    Format::Word => export::docx(&speech, &layout)?,
                    Format::Text => export::plain_text(&speech).into_bytes(),
                    Format::Markdown => export::markdown(&speech).into_bytes(),
                };
                if progress.is_cancelled() {
                    return Ok(false);
                }
                atomic::write(&path, &bytes, Replace::Anything)?;
                Ok(true)
            };
            match write() {
                Ok(false) => Done::Cancelled,
                result => Done::Exported {
                    path,
                    result: result.map(|_| ()),
                },
            }
        });
    }

    /// The layout that is set; the standard one, with a notice, when its file cannot be used.
    fn layout(&mut self) -> Layout {
        match &self.settings.layout {
            LayoutChoice::Standard => layout::standard(),
            LayoutChoice::Nominal => layout::nominal(),
            LayoutChoice::File(path) => {
                let path = path.clone();
                let read = atomic::read(&path)
                    .ok()
                    .map(|(bytes, _)| layout_file::parse(&bytes));
                match read {
                    Some(Ok(layout)) => layout,
                    Some(Err(error)) => {
                        self.notify(messages::Notice::problem(
                            "版式文件读不出来，按标准版式导出".to_owned(),
                            messages::parse_reason(&error),
                        ));
                        layout::standard()
                    }
                    None => {
                        self.notify(messages::Notice::problem(
                            "找不到版式文件，按标准版式导出".to_owned(),
                            path.display().to_string(),
                        ));
                        layout::standard()
                    }
                }
            }
        }
    }

    pub fn choose_file_to_open(&mut self, purpose: Purpose) {
        let extensions: &[&str] = match purpose {
            Purpose::Open => &["jg", "txt", "md"],
            _ => &["txt", "md"],
        };
        self.choose(purpose, move |dialog| {
            dialog.add_filter("讲话稿和文本", extensions).pick_file()
        });
    }

    pub(super) fn choose_new_file(
        &mut self,
        purpose: Purpose,
        suggested: &Path,
        filter: &'static str,
        extension: &'static str,
    ) {
        let name = suggested
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let folder = suggested
            .parent()
            .filter(|folder| folder.is_dir())
            .map(Path::to_owned);
        self.choose(purpose, move |dialog| {
            let mut dialog = dialog.add_filter(filter, &[extension]).set_file_name(name);
            if let Some(folder) = folder {
                dialog = dialog.set_directory(folder);
            }
            loop {
                let chosen = dialog.clone().save_file()?;
                let path = with_extension(&chosen, extension);
                // A dialog without file types gives the bare name that was typed, and has asked about that one only.
                if path == chosen || !path.exists() {
                    return Some(path);
                }
                dialog = dialog.set_file_name(path.file_name()?.to_string_lossy());
                if let Some(folder) = path.parent() {
                    dialog = dialog.set_directory(folder);
                }
            }
        });
    }

    fn choose(
        &mut self,
        purpose: Purpose,
        ask: impl FnOnce(rfd::FileDialog) -> Option<PathBuf> + Send + 'static,
    ) {
        if !has_dialogs() {
            self.notify(messages::no_dialog());
            return;
        }
        self.jobs.start("", move || Done::Chosen {
            purpose,
            path: ask(rfd::FileDialog::new()),
        });
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

/// Whether a file dialog can be shown at all: without a portal and without zenity, asking for one silently does nothing.
fn has_dialogs() -> bool {
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
