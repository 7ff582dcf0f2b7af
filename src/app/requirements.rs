//! What the window needs of a Linux system, and how one gets it.

use std::path::{Path, PathBuf};

/// Everything that a bare Debian lacks, as one command.
pub const INSTALL: &str = "apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1 libgl1-mesa-dri";

/// How the window is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    X11,
    Wayland,
}

/// Without this library winit panics on X11; without the others it returns an error.
pub const PANICS_WITHOUT: &str = "libxkbcommon-x11.so.0";

/// Libraries that are opened by name at the start, each row with those of which one is enough.
const X11: &[&[&str]] = &[
    &["libX11.so.6"],
    &["libX11-xcb.so.1"],
    &["libXcursor.so.1"],
    &["libXi.so.6"],
    &[PANICS_WITHOUT],
    DRAWING,
];
const WAYLAND: &[&[&str]] = &[&["libwayland-client.so.0"], &["libxkbcommon.so.0"], DRAWING];
const DRAWING: &[&str] = &["libEGL.so.1", "libGL.so.1", "libvulkan.so.1"];

/// The libraries that are missing; `is_there` tells whether the system finds one.
pub fn missing(display: Display, is_there: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let needed = match display {
        Display::X11 => X11,
        Display::Wayland => WAYLAND,
    };
    needed
        .iter()
        .filter(|names| !names.iter().any(|name| is_there(name)))
        .filter_map(|names| names.first().copied())
        .collect()
}

/// True if the dynamic linker would find a library, by the folders it searches on Linux.
pub fn has_library(name: &str) -> bool {
    let machine = std::env::consts::ARCH;
    let usual = [
        format!("/usr/lib/{machine}-linux-gnu"),
        format!("/lib/{machine}-linux-gnu"),
        "/usr/lib64".to_owned(),
        "/lib64".to_owned(),
        "/usr/lib".to_owned(),
        "/lib".to_owned(),
        "/usr/local/lib".to_owned(),
        "/run/current-system/sw/lib".to_owned(),
    ];
    let extra = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
    usual
        .iter()
        .map(PathBuf::from)
        .chain(std::env::split_paths(&extra))
        .any(|folder| folder.join(name).exists())
}

/// How the program was started.
#[derive(Debug, Clone, Copy)]
pub struct Start<'a> {
    /// The program as it was called.
    pub program: &'a str,
    /// The checkout from which cargo runs it, if cargo does.
    pub checkout: Option<&'a Path>,
    pub folder: &'a Path,
    /// The speech that was to be opened.
    pub file: Option<&'a Path>,
}

/// A command that makes a Word file without a window, and works as it stands where the program was started.
pub fn command_without_window(start: &Start<'_>) -> String {
    let program = match start.checkout {
        Some(_) => "cargo run --release --".to_owned(),
        None => shell_word(start.program),
    };
    let sample = start.checkout.map(|checkout| {
        let file = Path::new("examples").join("annual-meeting-2024.jg");
        if checkout == start.folder {
            file
        } else {
            checkout.join(file)
        }
    });
    match start.file.map(Path::to_owned).or(sample) {
        Some(file) => {
            let file = shell_word(&file.to_string_lossy());
            format!("{program} export {file} -o speech.docx")
        }
        None => format!(
            "{program} new --template annual-meeting -o speech.jg && {program} export speech.jg -o speech.docx"
        ),
    }
}

/// The word as a shell takes it for one.
fn shell_word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_library_that_is_missing_is_named_at_once() {
        let bare = |_: &str| false;
        let named = missing(Display::X11, bare);
        assert_eq!(named.len(), X11.len());
        assert!(named.contains(&"libXi.so.6") && named.contains(&"libEGL.so.1"));
        assert_eq!(missing(Display::Wayland, bare).len(), WAYLAND.len());
        // One way to draw is enough.
        let partly = |name: &str| name != "libXcursor.so.1" && name != "libEGL.so.1";
        assert_eq!(missing(Display::X11, partly), ["libXcursor.so.1"]);
        assert!(missing(Display::X11, |_| true).is_empty());
    }

    #[test]
    fn the_command_to_install_is_that_of_the_readme() {
        let readme = std::fs::read_to_string("README.md").unwrap();
        assert_eq!(readme.matches(INSTALL).count(), 2, "once in each language");
    }

    #[test]
    fn the_command_works_where_the_program_was_started() {
        let here = Path::new("/home/a/jianggao");
        let start = Start {
            program: "target/release/jianggao",
            checkout: Some(here),
            folder: here,
            file: None,
        };
        let readme = std::fs::read_to_string("README.md").unwrap();
        let command = command_without_window(&start);
        assert_eq!(readme.matches(&command).count(), 2, "{command}");
        let elsewhere = Start {
            folder: Path::new("/home/a"),
            ..start
        };
        let installed = Start {
            program: "./jianggao",
            checkout: None,
            ..start
        };
        let with_file = Start {
            file: Some(Path::new("年会 讲话.jg")),
            ..installed
        };
        let cases = [
            (
                elsewhere,
                "cargo run --release -- export /home/a/jianggao/examples/annual-meeting-2024.jg -o speech.docx",
            ),
            (
                installed,
                "./jianggao new --template annual-meeting -o speech.jg && ./jianggao export speech.jg -o speech.docx",
            ),
            (with_file, "./jianggao export '年会 讲话.jg' -o speech.docx"),
        ];
        for (start, wanted) in cases {
            assert_eq!(command_without_window(&start), wanted);
        }
    }
}
