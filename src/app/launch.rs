//! Opens the window, or says in one line why there is none.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;

use crate::store::folders::Folders;
use crate::store::settings::{self, Settings};

use super::window::Window;

/// What the window starts with.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `None`: the file that was open last, else an empty speech; at the first start the tour.
    pub file: Option<PathBuf>,
    /// Where the snippets are; the user's data folder for `None`.
    pub library: Option<PathBuf>,
}

/// Exit code when there is no window to be had: the same as for a usage error.
const NO_WINDOW: u8 = 2;

/// Opens the window and returns when it is closed.
///
/// Without a display, or without anything that can draw, it says what is missing in one line.
pub fn run(options: &Options) -> ExitCode {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if cfg!(target_os = "linux") {
        if variable("DISPLAY").is_none() && variable("WAYLAND_DISPLAY").is_none() {
            return refuse("没有图形界面（DISPLAY 和 WAYLAND_DISPLAY 都没有设置）。");
        }
        // winit panics without this library.
        if variable("WAYLAND_DISPLAY").is_none() && !has_library("libxkbcommon-x11.so.0") {
            return refuse("缺少 libxkbcommon-x11（Debian 软件包 libxkbcommon-x11-0）。");
        }
    }
    let folders = Folders::from_environment(|name| variable(name).map(PathBuf::from));
    let (settings, _) = folders.as_ref().map_or_else(
        || (Settings::default(), None),
        |folders| settings::load(&folders.settings()),
    );
    let mut options = options.clone();
    if options.file.is_none() && !settings.toured {
        options.file = sample();
    }
    let mut last_error = String::new();
    // A virtual machine or a remote desktop often has only one of the two.
    for renderer in [Renderer::Glow, Renderer::Wgpu] {
        let (options, folders, settings) = (options.clone(), folders.clone(), settings.clone());
        let native = native_options(&settings, renderer);
        let opened = eframe::run_native(
            "jianggao",
            native,
            Box::new(|context| {
                Ok(Box::new(Window::new(
                    &context.egui_ctx,
                    options,
                    settings,
                    folders,
                )))
            }),
        );
        match opened {
            Ok(()) => return ExitCode::SUCCESS,
            // The display itself: another way to draw is of no use, and winit would not try again.
            Err(eframe::Error::WinitEventLoop(_)) => {
                return refuse("连不上图形界面，请检查 DISPLAY 或 WAYLAND_DISPLAY 的值。");
            }
            Err(error) => last_error = error.to_string(),
        }
    }
    refuse(&format!(
        "无法打开窗口（{last_error}）。请检查显示服务器和 OpenGL（Debian 软件包 libgl1、libegl1、libgl1-mesa-dri）。"
    ))
}

#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn refuse(reason: &str) -> ExitCode {
    let reason = reason.replace('\n', " ");
    eprintln!("讲稿：{reason}没有窗口时，可以用 jianggao export 等命令。");
    ExitCode::from(NO_WINDOW)
}

/// Whether the dynamic linker would find a library, by the folders it searches on Linux.
fn has_library(name: &str) -> bool {
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

fn native_options(settings: &Settings, renderer: Renderer) -> NativeOptions {
    let (width, height) = settings.window.unwrap_or((1280.0, 800.0));
    let mut viewport = ViewportBuilder::default()
        .with_app_id("jianggao")
        .with_title("讲稿")
        .with_inner_size([width, height])
        .with_min_inner_size([640.0, 420.0]);
    if let Some(icon) = super::window_icon::window_icon() {
        viewport = viewport.with_icon(icon);
    }
    // Ours looks for Chinese fonts first, and only once one is missed.
    NativeOptions {
        viewport,
        renderer,
        system_font_fallback: false,
        ..NativeOptions::default()
    }
}

/// The sample speech, for the first start in a checkout that cargo runs.
fn sample() -> Option<PathBuf> {
    let checkout = std::env::var_os("CARGO_MANIFEST_DIR")?;
    let sample = Path::new(&checkout)
        .join("examples")
        .join("annual-meeting-2024.jg");
    sample.is_file().then_some(sample)
}
