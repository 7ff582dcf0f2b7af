//! The window: lays out the panels and passes on what they ask for.

use std::time::{Duration, Instant};

use egui::{CentralPanel, Context, Frame, Margin, Panel, Ui, ViewportCommand};

use crate::store::folders::Folders;
use crate::store::settings::{self, Settings};
use crate::ui::action::MenuAction;
use crate::ui::counts::Counts;
use crate::ui::find_bar::{FindInput, FindState, find_bar_ui};
use crate::ui::labels::LABELS;
use crate::ui::library_panel::{LibraryInput, LibraryState, library_panel_ui};
use crate::ui::manuscript::{CandidateWindow, ManuscriptInput, ManuscriptState, manuscript_ui};
use crate::ui::menu_bar::{MenuInput, menu_bar_ui, step_text};
use crate::ui::notices::{NoticeClick, NoticeView, notices_ui};
use crate::ui::outline::{OutlineInput, OutlineState, outline_panel_ui};
use crate::ui::palette::{PaletteState, palette_ui};
use crate::ui::status_bar::{StatusInput, status_bar_ui};
use crate::ui::toolbar::toolbar_ui;
use crate::ui::{Action, fonts, theme};

use super::close::{Question, Then};
use super::desk::Desk;
use super::dispatch::preference;
use super::dropped::DroppedFiles;
use super::jobs::{Done, Jobs};
use super::keyboard::Writing;
use super::launch::{Options, first_file};
use super::library::LoadedLibrary;
use super::messages::{NoticeButton, NoticeKind};

/// How long a good message stays.
const NOTICE_TIME: Duration = Duration::from_secs(8);

/// How long the settings have to be at rest before they are written.
const SETTINGS_REST: Duration = Duration::from_secs(1);

/// Widths of a side panel, in points.
const PANEL_WIDTH: std::ops::Range<f32> = 180.0..540.0;

/// The share of the window that a side panel gets at most: in a small window the manuscript comes first.
const PANEL_SHARE: f32 = 0.27;

/// The window's screen state, and the desk it shows.
pub struct Window {
    pub(super) desk: Desk,
    pub(super) library: LoadedLibrary,
    pub(super) manuscript: ManuscriptState,
    pub(super) outline: OutlineState,
    pub(super) library_panel: LibraryState,
    pub(super) find: FindState,
    pub(super) palette: PaletteState,
    pub(super) question: Option<Question>,
    pub(super) shows_settings: bool,
    pub(super) shows_about: bool,
    pub(super) writing: Writing,
    /// Chosen in the palette, for when it is gone.
    pub(super) chosen: Option<MenuAction>,
    /// A recovery copy that was taken over; it goes once there is a newer one.
    pub(super) restored: Option<crate::store::recovery::Orphan>,
    counts: Counts,
    uses: crate::library::Uses,
    title: String,
    /// Where the library is on screen, while it is shown.
    pub(super) library_rect: Option<egui::Rect>,
    saved_settings: Settings,
    /// The settings as they were last seen to change, and when.
    settings_seen: Option<(Settings, Instant)>,
    /// Files that were dropped, until it is known where.
    pub(super) files_to_place: Option<DroppedFiles>,
}

impl Window {
    pub fn new(
        ctx: &Context,
        options: Options,
        settings: Settings,
        folders: Option<Folders>,
    ) -> Self {
        let jobs = Jobs::new(ctx.clone());
        let window = Self::with_jobs(ctx, jobs, options, settings, folders);
        super::system_fonts::install(ctx);
        window
    }

    /// The window without what looks at the machine.
    pub fn with_jobs(
        ctx: &Context,
        jobs: Jobs,
        options: Options,
        settings: Settings,
        folders: Option<Folders>,
    ) -> Self {
        fonts::install(ctx);
        theme::apply(ctx, preference(settings.theme));
        ctx.set_zoom_factor(settings.zoom);
        let library_folder = options
            .library
            .or_else(|| folders.as_ref().map(Folders::library));
        let first = options.file.or_else(|| first_file(&settings));
        let speech = if first.is_some() {
            crate::model::Speech::default()
        } else {
            crate::store::builtin::tour()
        };
        let mut desk = Desk::new(speech, settings.clone(), folders, jobs);
        desk.settings.toured = true;
        desk.look_for_orphans();
        if let Some(path) = first {
            desk.open(path);
        }
        let mut window = Self {
            desk,
            library: LoadedLibrary {
                folder: library_folder,
                ..LoadedLibrary::default()
            },
            manuscript: ManuscriptState::default(),
            outline: OutlineState::default(),
            library_panel: LibraryState::default(),
            find: FindState::default(),
            palette: PaletteState::default(),
            question: None,
            shows_settings: false,
            shows_about: false,
            writing: Writing::default(),
            chosen: None,
            files_to_place: None,
            settings_seen: None,
            restored: None,
            counts: Counts::default(),
            uses: crate::library::Uses::default(),
            title: String::new(),
            library_rect: None,
            saved_settings: settings,
        };
        window.load_library();
        window
    }

    /// The open speech, for those who only look on.
    pub fn speech(&self) -> &crate::model::Speech {
        self.desk.speech()
    }

    /// Another speech is open: nothing of the screen state is about it.
    pub(super) fn forget_screen(&mut self) {
        self.manuscript = ManuscriptState::default();
        self.outline = OutlineState::default();
    }

    /// One frame: what jobs brought, the panels, then what the user asked for.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        while let Some(done) = self.desk.jobs.next_done() {
            self.finish(&ctx, done);
        }
        self.counts.update(self.desk.speech());
        self.uses.update(self.desk.speech());
        self.find.update(self.desk.history.speech());
        let mut actions = Vec::new();
        if !self.has_modal() {
            self.shortcuts(&ctx, &mut actions);
        }
        self.bars_ui(ui, &mut actions);
        self.panels_ui(ui, &mut actions);
        self.dropped_files_ui(ui, &mut actions);
        if self.palette.is_open
            && let Some(action) = palette_ui(ui, &mut self.palette)
        {
            self.chosen = Some(action);
        }
        actions.extend(self.chosen_action(&ctx));
        self.questions_ui(ui);
        self.notices_ui(ui, &mut actions);
        for action in actions {
            self.act(&ctx, action);
        }
        self.follow_keyboard(&ctx);
        self.keep_safe(&ctx);
        self.close_requests(&ctx);
    }

    /// Shortcuts, before any text box sees the keys; while the input method composes they are its own.
    fn shortcuts(&self, ctx: &Context, actions: &mut Vec<Action>) {
        if self.manuscript.is_composing() {
            return;
        }
        // A search field, or a name that is being written, takes back its own letters.
        let undoes = !ctx.text_edit_focused() || self.manuscript.has_keyboard(ctx);
        let mut keyed: Vec<_> = LABELS
            .iter()
            .filter(|label| !label.is_local)
            .filter_map(|label| Some((label.shortcut?, label.action)))
            .collect();
        keyed.push((
            egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::Y),
            MenuAction::Redo,
        ));
        // The longer ones first: Ctrl+Z would hear Ctrl+Shift+Z as well.
        keyed.sort_by_key(|(shortcut, _)| !shortcut.modifiers.shift);
        keyed
            .retain(|(_, action)| undoes || !matches!(action, MenuAction::Undo | MenuAction::Redo));
        for (shortcut, action) in keyed {
            if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
                actions.push(Action::Menu(action));
            }
        }
    }

    fn bars_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        // Asked before the menus are drawn: one that closes by this Esc is gone afterwards.
        let hears_escape = self.escape_is_free(ui.ctx());
        let palette = theme::Palette::of(ui.visuals());
        let bar = Frame::new()
            .fill(palette.panel)
            .inner_margin(Margin::symmetric(10, 4));
        let settings = &self.desk.settings;
        let input = MenuInput {
            undo: step_text(self.desk.history.undo_name()),
            redo: step_text(self.desk.history.redo_name()),
            recent: &settings.recent,
            outline_shown: settings.outline_shown,
            library_shown: settings.library_shown,
            outline_locked: settings.outline_locked,
            has_section: !self.desk.speech().sections.is_empty(),
            read_only: self.desk.file.read_only.is_some(),
        };
        Panel::top("menus").frame(bar).show(ui, |ui| {
            actions.extend(menu_bar_ui(ui, &input));
            actions.extend(toolbar_ui(ui, &input));
        });
        if self.find.is_open {
            let find = FindInput {
                read_only: input.read_only,
                hears_escape,
            };
            Panel::top("find").frame(bar).show(ui, |ui| {
                let (action, hit) = find_bar_ui(ui, &mut self.find, find);
                actions.extend(action);
                if let Some(hit) = hit {
                    self.manuscript.reveal(hit.target, hit.range);
                }
            });
        }
        Panel::bottom("status").frame(bar).show(ui, |ui| {
            let is_cancelled = status_bar_ui(
                ui,
                &StatusInput {
                    all: self.counts.all(),
                    rate: self.desk.settings.rate,
                    n_sections: self.desk.speech().walk().count(),
                    is_dirty: self.desk.is_dirty(),
                    has_file: self.desk.file.path.is_some(),
                    read_only: self.desk.file.read_only.as_deref(),
                    running: self.desk.jobs.running(),
                },
            );
            if is_cancelled {
                actions.push(Action::CancelJobs);
            }
        });
    }

    fn panels_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = theme::Palette::of(ui.visuals());
        let side = Frame::new()
            .fill(palette.panel)
            .inner_margin(Margin::symmetric(8, 8));
        let read_only = self.desk.file.read_only.is_some();
        let widest = (ui.available_width() * PANEL_SHARE).clamp(PANEL_WIDTH.start, PANEL_WIDTH.end);
        if self.desk.settings.outline_shown {
            let shown = Panel::left("outline")
                .frame(side)
                .default_size(self.desk.settings.outline_width)
                .size_range(PANEL_WIDTH.start..=widest)
                .show(ui, |ui| {
                    let input = OutlineInput {
                        speech: self.desk.history.speech(),
                        counts: &self.counts,
                        current: self.manuscript.caret_section(),
                        rate: self.desk.settings.rate,
                        locked: self.desk.settings.outline_locked,
                        read_only,
                    };
                    actions.extend(outline_panel_ui(ui, &mut self.outline, &input));
                });
            name_edge(ui, "outline", "提纲的宽度");
            remember_width(
                &mut self.desk.settings.outline_width,
                shown.response.rect.width(),
                widest,
            );
        }
        self.library_rect = None;
        if self.desk.settings.library_shown {
            let shown = Panel::right("library")
                .frame(side)
                .default_size(self.desk.settings.library_width)
                .size_range(PANEL_WIDTH.start..=widest)
                .show(ui, |ui| {
                    let input = LibraryInput {
                        library: &self.library.library,
                        uses: &self.uses,
                        read_only,
                    };
                    actions.extend(library_panel_ui(ui, &mut self.library_panel, &input));
                });
            name_edge(ui, "library", "素材库的宽度");
            remember_width(
                &mut self.desk.settings.library_width,
                shown.response.rect.width(),
                widest,
            );
            self.library_rect = Some(shown.response.rect);
        }
        CentralPanel::default()
            .frame(Frame::new().fill(palette.desk))
            .show(ui, |ui| {
                let library = &self.library;
                let snippet_name = |id: &crate::model::SnippetId| {
                    library.snippet(id).map(|snippet| snippet.unit.clone())
                };
                let input = ManuscriptInput {
                    read_only,
                    hits: self.find.hits(),
                    current_hit: self.find.current(),
                    body_size: self.desk.settings.body_size,
                    snippet_name: &snippet_name,
                    candidate_window: candidate_window(),
                    ..ManuscriptInput::new(self.desk.history.speech())
                };
                actions.extend(manuscript_ui(ui, &mut self.manuscript, &input));
            });
    }

    fn notices_ui(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        let now = Instant::now();
        self.desk.notices.retain(|notice| {
            notice.kind == NoticeKind::Problem || now.duration_since(notice.since) < NOTICE_TIME
        });
        if self
            .desk
            .notices
            .iter()
            .any(|notice| notice.kind == NoticeKind::Done)
        {
            ui.ctx().request_repaint_after(NOTICE_TIME);
        }
        let views: Vec<NoticeView<'_>> = self
            .desk
            .notices
            .iter()
            .map(|notice| NoticeView {
                is_problem: notice.kind == NoticeKind::Problem,
                text: &notice.text,
                detail: &notice.detail,
                button: notice.button.as_ref().map(|button| match button {
                    NoticeButton::Menu(action) => crate::ui::labels::label(*action).text,
                    NoticeButton::OpenFolder(_) => "打开文件夹",
                }),
            })
            .collect();
        match notices_ui(ui, &views) {
            Some(NoticeClick::Dismiss(idx)) => {
                self.desk.notices.remove(idx);
            }
            Some(NoticeClick::Button(idx)) => match self.desk.notices.remove(idx).button {
                Some(NoticeButton::Menu(action)) => actions.push(Action::Menu(action)),
                Some(NoticeButton::OpenFolder(path)) => Self::open_folder(ui.ctx(), &path),
                None => {}
            },
            None => {}
        }
    }

    /// The recovery copy, the settings, the title.
    fn keep_safe(&mut self, ctx: &Context) {
        if let Some(wait) = self.desk.keep_recovery_copy(Instant::now()) {
            ctx.request_repaint_after(wait);
        }
        self.desk.settings.zoom = ctx.zoom_factor();
        self.keep_settings(ctx, Instant::now());
        let title = format!(
            "{}{} — 讲稿",
            if self.desk.is_dirty() { "● " } else { "" },
            self.desk.name()
        );
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn close_requests(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        if self.desk.must_ask() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.question = Some(Question::Unsaved(Then::Quit));
            return;
        }
        self.desk.end_recovery();
        if let Some(rect) = ctx.input(|input| input.viewport().inner_rect) {
            let zoom = ctx.zoom_factor();
            self.desk.settings.window = Some((rect.width() * zoom, rect.height() * zoom));
        }
        self.save_settings();
    }

    /// Writes the settings once they have been at rest for a moment, so that a crash forgets little.
    fn keep_settings(&mut self, ctx: &Context, now: Instant) {
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
    fn save_settings(&self) {
        if let Some(folders) = &self.desk.folders {
            settings::save(&folders.settings(), &self.desk.settings).ok();
        }
    }
}

/// Keeps the width that the user gave a panel, not the one that a small window has forced on it.
fn remember_width(width: &mut f32, shown: f32, widest: f32) {
    if shown < widest - 0.5 || *width < shown {
        *width = shown;
    }
}

/// Names the edge of a panel, which egui calls by an English name. The id is how egui 0.37 makes it up.
fn name_edge(ui: &Ui, panel: &str, name: &str) {
    let id = ui
        .scope_id()
        .with_salt(egui::IdSalt::new(panel))
        .with("__resize");
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_label(name));
}

/// winit 0.30 passes on the caret's height on every system but X11.
fn candidate_window() -> CandidateWindow {
    let is_x11 = cfg!(target_os = "linux") && std::env::var_os("WAYLAND_DISPLAY").is_none();
    if is_x11 {
        CandidateWindow::BelowCaret
    } else {
        CandidateWindow::AtCaret
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}
