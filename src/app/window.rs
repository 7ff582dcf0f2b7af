//! The window: what it holds, and what a frame does.

use std::time::{Duration, Instant};

use egui::{Context, Ui, ViewportCommand};

use crate::acts::ids;
use crate::model::{CharIdx, FrontField, Speech};
use crate::store::builtin;
use crate::store::folders::Folders;
use crate::store::settings::Settings;
use crate::ui::action::MenuAction;
use crate::ui::blanks_window::BlanksDraft;
use crate::ui::counts::Counts;
use crate::ui::find_bar::FindState;
use crate::ui::intake_window::IntakeDraft;
use crate::ui::labels::LABELS;
use crate::ui::library_panel::LibraryState;
use crate::ui::manuscript::{BoxId, ManuscriptState};
use crate::ui::notices::{NoticeClick, NoticeView, notices_ui};
use crate::ui::outline::OutlineState;
use crate::ui::palette::{PaletteState, palette_ui};
use crate::ui::press::PressFirst;
use crate::ui::review_panel::ReviewState;
use crate::ui::roll::Roll;
use crate::ui::roll_panel::RollState;
use crate::ui::roster_window::RosterDraft;
use crate::ui::snippet_window::SnippetDraft;
use crate::ui::words_window::WordsDraft;
use crate::ui::{Action, fonts, theme};

use super::close::{Question, Then};
use super::desk::Desk;
use super::dispatch::preference;
use super::dropped::DroppedFiles;
use super::jobs::Jobs;
use super::keyboard::Writing;
use super::launch::Options;
use super::library::{LoadedLibrary, Request};
use super::notice::{NoticeButton, NoticeKind};
use super::review::Review;
use super::words::OwnWords;

/// How long a good message stays.
const NOTICE_TIME: Duration = Duration::from_secs(8);

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
    /// The roster while its window is open.
    pub(super) roster_draft: Option<RosterDraft>,
    /// An import while it is looked through.
    pub(super) intake: Option<IntakeDraft>,
    /// Snippets while they are corrected.
    pub(super) snippet_draft: Option<SnippetDraft>,
    /// A snippet while its blanks are filled in.
    pub(super) blanks_draft: Option<BlanksDraft>,
    pub(super) roll: Roll,
    pub(super) roll_panel: RollState,
    pub(super) review: Review,
    pub(super) review_panel: ReviewState,
    pub(super) own_words: OwnWords,
    /// The user's own words while their window is open.
    pub(super) words_draft: Option<WordsDraft>,
    pub(super) writing: Writing,
    /// When there was input last, in egui's time.
    pub(super) last_input: f64,
    /// Chosen in the palette, for when it is gone.
    pub(super) chosen: Option<MenuAction>,
    /// A recovery copy that was taken over; it goes once there is a newer one.
    pub(super) restored: Option<crate::store::recovery::Orphan>,
    pub(super) counts: Counts,
    pub(super) uses: crate::library::Uses,
    title: String,
    /// Where the library is on screen, while it is shown.
    pub(super) library_rect: Option<egui::Rect>,
    pub(super) saved_settings: Settings,
    /// The settings as they were last seen to change, and when.
    pub(super) settings_seen: Option<(Settings, Instant)>,
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
        desk.look_for_orphans();
        if let Some(path) = first {
            desk.open(path);
        }
        let own_words = OwnWords::load(&mut desk);
        let mut window = Self {
            desk,
            library: LoadedLibrary::of(library_folder),
            manuscript: ManuscriptState::default(),
            outline: OutlineState::default(),
            library_panel: LibraryState::default(),
            find: FindState::default(),
            palette: PaletteState::default(),
            question: None,
            shows_settings: false,
            shows_about: false,
            roster_draft: None,
            intake: None,
            snippet_draft: None,
            blanks_draft: None,
            roll: Roll::default(),
            roll_panel: RollState::default(),
            review: Review::new(),
            review_panel: ReviewState::default(),
            own_words,
            words_draft: None,
            writing: Writing::default(),
            last_input: 0.0,
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
        window.begin_writing();
        window.ask_library(Request::Reload);
        if let Some(folder) = window.library.folder.clone() {
            window.desk.jobs.watch_library(folder);
        }
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
        self.review.forget();
        self.begin_writing();
    }

    /// Puts the caret at the start of the speech.
    fn begin_writing(&mut self) {
        let title = BoxId::Front(FrontField::Title);
        self.manuscript.go_to(title, CharIdx(0));
    }

    /// One frame: what jobs brought, the panels, then what the user asked for.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.rest_caret(&ctx);
        while let Some(done) = self.desk.jobs.next_done() {
            self.finish(&ctx, done);
        }
        self.counts.update(self.desk.speech());
        self.uses.update(self.desk.speech());
        self.roll.update(self.desk.speech());
        self.find.update(self.desk.history.speech());
        self.keep_reviewed();
        self.manuscript.follow(&self.desk.history);
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
            let action = match action {
                MenuAction::Undo if self.library_panel.has_keyboard() => MenuAction::UndoLibrary,
                MenuAction::Redo if self.library_panel.has_keyboard() => MenuAction::RedoLibrary,
                action => action,
            };
            if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
                actions.push(Action::Menu(action));
            }
        }
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
                button: notice.button.as_ref().map(NoticeButton::text),
            })
            .collect();
        match notices_ui(ui, &views) {
            Some(NoticeClick::Dismiss(idx)) => {
                self.desk.notices.remove(idx);
            }
            Some(NoticeClick::Button(idx)) => match self.desk.notices.remove(idx).button {
                Some(NoticeButton::Menu(action)) => actions.push(Action::Menu(action)),
                Some(NoticeButton::OpenFolder(path)) => Self::open_folder(ui.ctx(), &path),
                Some(NoticeButton::ImportNotes(notes)) => {
                    self.question = Some(Question::ImportNotes(notes));
                }
                Some(NoticeButton::Reword(reword)) => self.reword(&reword),
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
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}
