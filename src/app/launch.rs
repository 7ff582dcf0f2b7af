//! Opens the window, or says why there is none.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;

use crate::store::folders::Folders;
use crate::store::settings::{self, Settings};
use crate::text::shown::for_one_line;

use super::dialogs::SystemDialogs;
use super::jobs::Jobs;
use super::messages::settings_not_used;
use super::notice::Notice;
use super::requirements::{self, Display, INSTALL, Start};
use super::window::Window;

/// What the window starts with.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `None`: the file that was open last, else an empty speech; at the first start the tour.
    pub file: Option<PathBuf>,
    /// Where the snippets are; the user's data folder for `None`.
    pub library: Option<PathBuf>,
    /// What is to be said once the window is open.
    pub notices: Vec<Notice>,
}

impl Options {
    /// The settings of the user; where those of the file cannot be used, the defaults, and the window will say so.
    pub fn read_settings(&mut self, folders: Option<&Folders>) -> Settings {
        let Some(folders) = folders else {
            return Settings::default();
        };
        let (settings, not_used) = settings::load(&folders.settings());
        self.notices
            .extend(not_used.as_ref().map(settings_not_used));
        settings
    }
}

/// Exit code when there is no window to be had: the same as for a usage error.
const NO_WINDOW: u8 = 2;

/// Opens the window and returns when it is closed.
///
/// Without a display, or without anything that can draw, it says what is missing, and a command that needs no window.
pub fn run(options: &Options) -> ExitCode {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let mut missing = Vec::new();
    if cfg!(target_os = "linux") {
        let display = match (variable("WAYLAND_DISPLAY"), variable("DISPLAY")) {
            (Some(_), _) => Display::Wayland,
            (None, Some(_)) => Display::X11,
            (None, None) => {
                let reason = "没有图形界面（DISPLAY 和 WAYLAND_DISPLAY 都没有设置）。";
                return refuse(reason, None, options);
            }
        };
        missing = requirements::missing(display, requirements::has_library);
        if missing.contains(&requirements::PANICS_WITHOUT) {
            return refuse(&lacking(&missing), Some(INSTALL), options);
        }
    }
    let folders = Folders::from_environment(|name| variable(name).map(PathBuf::from));
    let (settings, not_used) = folders.as_ref().map_or_else(
        || (Settings::default(), None),
        |folders| settings::load(&folders.settings()),
    );
    let mut options = options.clone();
    options
        .notices
        .extend(not_used.as_ref().map(settings_not_used));
    // From here on nobody knows from which folder a relative path was meant.
    for path in [&mut options.file, &mut options.library]
        .into_iter()
        .flatten()
    {
        *path = std::path::absolute(&*path).unwrap_or_else(|_| path.clone());
    }
    if options.file.is_none() && !settings.toured {
        options.file = sample();
    }
    let mut last_error = String::new();
    // A virtual machine or a remote desktop often has only one of the two.
    for renderer in [Renderer::Glow, Renderer::Wgpu] {
        let (begin, folders, settings) = (options.clone(), folders.clone(), settings.clone());
        let native = native_options(&settings, renderer);
        let opened = eframe::run_native(
            "jianggao",
            native,
            Box::new(|context| {
                let ctx = &context.egui_ctx;
                let dialogs = Arc::new(SystemDialogs::over(context));
                Ok(Box::new(Window::new(
                    ctx,
                    Jobs::new(ctx.clone(), dialogs),
                    begin,
                    settings,
                    folders,
                )))
            }),
        );
        match opened {
            Ok(()) => return ExitCode::SUCCESS,
            // The display itself: another way to draw is of no use, and winit would not try again.
            Err(eframe::Error::WinitEventLoop(_)) => {
                if missing.is_empty() {
                    let reason = "连不上图形界面，请检查 DISPLAY 或 WAYLAND_DISPLAY 的值。";
                    return refuse(reason, None, &options);
                }
                return refuse(&lacking(&missing), Some(INSTALL), &options);
            }
            Err(error) => last_error = error.to_string(),
        }
    }
    let reason = if missing.is_empty() {
        format!("无法打开窗口（{last_error}）。请检查显示服务器和 OpenGL，在 Debian 上可以运行：")
    } else {
        lacking(&missing)
    };
    refuse(&reason, Some(INSTALL), &options)
}

fn lacking(libraries: &[&str]) -> String {
    format!("缺少 {}。在 Debian 上请运行：", libraries.join("、"))
}

#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn refuse(reason: &str, remedy: Option<&str>, options: &Options) -> ExitCode {
    let program = std::env::args_os().next().unwrap_or_default();
    let checkout = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let command = requirements::command_without_window(&Start {
        program: &program.to_string_lossy(),
        checkout: checkout.as_deref(),
        folder: &std::env::current_dir().unwrap_or_default(),
        file: options.file.as_deref(),
    });
    let (reason, command) = (for_one_line(reason), for_one_line(&command));
    let remedy = remedy.map_or_else(String::new, |remedy| format!("\n    {remedy}"));
    // Each command stands on a line of its own, to be copied.
    eprintln!("讲稿：{reason}{remedy}\n没有窗口也能导出，例如：\n    {command}");
    ExitCode::from(NO_WINDOW)
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
