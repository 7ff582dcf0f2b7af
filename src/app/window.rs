//! The window: what it holds, and what a frame does.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::{Context, Ui, ViewportCommand};

use crate::acts::ids;
use crate::library::Uses;
use crate::model::{CharIdx, FrontField, Speech};
use crate::store::builtin;
use crate::store::folders::Folders;
use crate::store::settings::Settings;
use crate::ui::action::MenuAction;
use crate::ui::counts::Counts;
use crate::ui::find_bar::FindState;
use crate::ui::library_panel::LibraryState;
use crate::ui::manuscript::{BoxId, ManuscriptState};
use crate::ui::notices::{NoticeClick, NoticeView, notices_ui};
use crate::ui::outline::OutlineState;
use crate::ui::press::PressFirst;
use crate::ui::review_panel::ReviewState;
use crate::ui::roll::Roll;
use crate::ui::roll_panel::RollState;
use crate::ui::{Action, fonts, theme};

use super::desk::Desk;
use super::dispatch::preference;
use super::dropped::DroppedFiles;
use super::files::{self, Files};
use super::jobs::Jobs;
use super::keyboard::{Keyboard, had_modal};
use super::launch::Options;
use super::leaving::Then;
use super::library::{LoadedLibrary, Request};
use super::library_watch;
use super::notice::{NoticeButton, NoticeKind};
use super::questions::Question;
use super::recovery::Recovery;
use super::review::Review;
use super::settings_keeper::{SettingsKeeper, save_now};
use super::words::{self, OwnWords};

/// How long a good message stays.
const NOTICE_TIME: Duration = Duration::from_secs(8);

/// The desk, what acts on it, and the state of the screen.
pub struct Window {
    pub(super) desk: Desk,
    pub(super) files: Files,
    pub(super) recovery: Recovery,
    pub(super) library: LoadedLibrary,
    pub(super) review: Review,
    pub(super) own_words: OwnWords,
    pub(super) settings_keeper: SettingsKeeper,
    pub(super) screen: Screen,
    /// Which speech the screen is about.
    generation: u64,
    title: String,
    dropped: DroppedFiles,
    /// Chosen in the palette, for when it is gone.
    pub(super) chosen: Option<MenuAction>,
    /// The state whose changes the user has agreed to lose by closing the window, until it closes.
    pub(super) given_up: Option<u64>,
}

/// What the panels remember, and what they show besides the speech.
#[derive(Default)]
pub struct Screen {
    pub manuscript: ManuscriptState,
    pub outline: OutlineState,
    pub library: LibraryState,
    pub find: FindState,
    pub roll: RollState,
    pub review: ReviewState,
    pub keyboard: Keyboard,
    pub coverage: Roll,
    pub counts: Counts,
    pub uses: Uses,
    /// Where the library is on screen, while it is shown.
    pub library_rect: Option<egui::Rect>,
}

impl Screen {
    /// Another speech is open: nothing of what is selected or scrolled to is about it.
    fn forget_speech(&mut self) {
        self.manuscript = ManuscriptState::default();
        self.outline = OutlineState::default();
        // The caret is at the start of the speech.
        let title = BoxId::Front(FrontField::Title);
        self.manuscript.go_to(title, CharIdx(0));
    }

    /// Counts again what has changed in the speech.
    fn update(&mut self, speech: &Speech) {
        self.counts.update(speech);
        self.uses.update(speech);
        self.coverage.update(speech);
        self.find.update(speech);
    }
}

impl Window {
    pub fn new(
        ctx: &Context,
        jobs: Jobs<Self>,
        options: Options,
        settings: Settings,
        folders: Option<Folders>,
    ) -> Self {
        let window = Self::with_jobs(ctx, jobs, options, settings, folders);
        super::system_fonts::install(ctx);
        window
    }

    /// The window without what looks at the machine.
    pub fn with_jobs(
        ctx: &Context,
        jobs: Jobs<Self>,
        options: Options,
        settings: Settings,
        folders: Option<Folders>,
    ) -> Self {
        ctx.add_plugin(PressFirst::default());
        fonts::install(ctx);
        theme::apply(ctx, preference(settings.theme));
        ctx.set_zoom_factor(settings.zoom);
        let library_folder = options
            .library
            .or_else(|| folders.as_ref().map(Folders::library));
        let last_file = || settings.open_file.clone().filter(|path| path.is_file());
        let first = options.file.or_else(last_file);
        let speech = if first.is_some() {
            Speech::default()
        } else if settings.toured {
            let blank = builtin::template("blank");
            blank.map_or_else(Speech::default, |template| {
                template.speech(&mut ids::fresh())
            })
        } else {
            builtin::tour(&mut ids::fresh())
        };
        let mut desk = Desk::new(speech, settings.clone(), folders, jobs);
        desk.settings.toured = true;
        desk.notices = options.notices;
        let mut window = Self {
            desk,
            files: Files::default(),
            recovery: Recovery::default(),
            library: LoadedLibrary::of(library_folder),
            review: Review::new(),
            own_words: OwnWords::default(),
            settings_keeper: SettingsKeeper::new(settings),
            screen: Screen::default(),
            generation: 0,
            title: String::new(),
            dropped: DroppedFiles::default(),
            chosen: None,
            given_up: None,
        };
        window.screen.forget_speech();
        window.read_what_was_left(first);
        window
    }

    /// Reads what the last window has left: its speech, the user's own words, the library.
    fn read_what_was_left(&mut self, file: Option<PathBuf>) {
        if let Some(path) = file {
            files::open(&mut self.desk, path, None);
        }
        words::load(&mut self.desk);
        self.library.ask(&mut self.desk, Request::Reload);
        if let Some(folder) = self.library.folder.clone() {
            library_watch::watch(&mut self.desk.jobs, folder, |window: &mut Self| {
                window.library.ask(&mut window.desk, Request::Reload);
            });
        }
    }

    /// The open speech, for those who only look on.
    pub fn speech(&self) -> &Speech {
        self.desk.speech()
    }

    /// One frame: what jobs brought, the panels, then what the user asked for. `now` is the time by a clock that never
    /// goes back.
    pub fn frame(&mut self, ui: &mut Ui, now: Instant) {
        let ctx = ui.ctx().clone();
        self.screen.keyboard.rest_caret(&ctx);
        while let Some(end) = self.desk.jobs.next_end() {
            end(self);
        }
        self.notice_other_speech();
        self.screen.update(self.desk.history.speech());
        self.review
            .step(&mut self.desk, &self.library.library, &self.own_words.words);
        self.screen.manuscript.follow(&self.desk.history);
        let mut asked = Vec::new();
        if !self.desk.modals.is_open() {
            self.shortcuts(&ctx, &mut asked);
        }
        self.bars_ui(ui, &mut asked, now);
        // What was typed in this frame comes first: a save must not miss it.
        let mut actions = Vec::new();
        self.panels_ui(ui, &mut actions);
        actions.extend(asked);
        let library = self.screen.library_rect;
        actions.extend(self.dropped.step_ui(ui, &mut self.desk, library, now));
        actions.extend(self.chosen_action(&ctx));
        self.modal_ui(ui);
        let pressed = self.notices_ui(ui, now);
        for action in actions {
            self.act(&ctx, action);
        }
        if let Some(button) = pressed {
            self.press(&ctx, button, now);
        }
        self.notice_other_speech();
        let has_modal = self.desk.modals.is_open();
        let screen = &mut self.screen;
        screen
            .keyboard
            .follow(&ctx, &mut screen.manuscript, has_modal);
        self.keep_safe(&ctx, now);
        self.close_requests(&ctx);
    }

    /// Begins anew on the screen when another speech has been opened.
    fn notice_other_speech(&mut self) {
        if self.generation != self.desk.generation {
            self.generation = self.desk.generation;
            self.screen.forget_speech();
        }
    }

    /// What was chosen in the palette, once it is gone.
    fn chosen_action(&mut self, ctx: &Context) -> Option<Action> {
        if self.chosen.is_none() || self.desk.modals.is_open() {
            return None;
        }
        if had_modal(ctx) {
            ctx.request_repaint();
            return None;
        }
        self.chosen.take().map(Action::Menu)
    }

    /// Shows the messages. Returns the button that was pressed on one.
    fn notices_ui(&mut self, ui: &Ui, now: Instant) -> Option<NoticeButton> {
        let mut has_passing = false;
        self.desk.notices.retain_mut(|notice| {
            let since = *notice.since.get_or_insert(now);
            let passes = notice.kind == NoticeKind::Done;
            has_passing |= passes;
            !passes || now.saturating_duration_since(since) < NOTICE_TIME
        });
        if has_passing {
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
                button: notice.button.as_ref().map(NoticeButton::text),
            })
            .collect();
        match notices_ui(ui, &views)? {
            NoticeClick::Dismiss(idx) => {
                self.desk.notices.remove(idx);
                None
            }
            NoticeClick::Button(idx) => self.desk.notices.remove(idx).button,
        }
    }

    /// The recovery copy, the settings, the title.
    fn keep_safe(&mut self, ctx: &Context, now: Instant) {
        let recovery = self.recovery.step(&mut self.desk, now);
        self.desk.settings.zoom = ctx.zoom_factor();
        let settings = self.settings_keeper.step(&mut self.desk, now);
        for wait in recovery.into_iter().chain(settings) {
            ctx.request_repaint_after(wait);
        }
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
        let given_up = self.given_up.take();
        if self.desk.must_ask(given_up) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.desk.ask(Question::Unsaved(Then::Quit));
            return;
        }
        self.recovery.end();
        if let Some(rect) = ctx.input(|input| input.viewport().inner_rect) {
            let zoom = ctx.zoom_factor();
            self.desk.settings.window = Some((rect.width() * zoom, rect.height() * zoom));
        }
        save_now(&self.desk);
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui, Instant::now());
    }
}
