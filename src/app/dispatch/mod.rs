//! Turns what the user wants into acts.

mod answers;
mod edits;
mod findings;
mod snippets;

use std::time::Instant;

use egui::{Context, ThemePreference, ViewportCommand};

use crate::acts::export::Format;
use crate::acts::ids;
use crate::edit::Command;
use crate::model::{Anchor, CharIdx, TextId};
use crate::review::Towards;
use crate::store::builtin;
use crate::store::settings::{SideChoice, ThemeChoice};
use crate::ui::Action;
use crate::ui::action::MenuAction;
use crate::ui::find_bar::Direction;
use crate::ui::manuscript::BoxId;
use crate::ui::palette::PaletteState;

use super::desk::OpenFile;
use super::leaving::{Leaving, Then};
use super::library::Request;
use super::modal::Modal;
use super::notice::{Again, NoticeButton};
use super::questions::Question;
use super::window::Window;
use super::{export, files, material, recovery, roster, words};

pub(super) use answers::settings_draft;

impl Window {
    pub(super) fn act(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::Edit(command) => self.edit(command),
            Action::InsertSnippet { snippet, place } => self.insert_snippet(&snippet, place),
            Action::InsertSnippetAtCaret(snippet) => {
                if let Some(place) = self.place_at_caret() {
                    self.insert_snippet(&snippet, place);
                }
            }
            Action::GoTo(anchor) => self.screen.manuscript.go_to_anchor(anchor),
            Action::WriteIn(section) => {
                let body = BoxId::Body(section);
                self.screen.manuscript.go_to(body, CharIdx(0));
            }
            Action::FindSnippets(words) => {
                self.screen.library.look_for(words);
                self.desk.settings.library_shown = true;
                self.desk.settings.side = SideChoice::Library;
            }
            Action::SelectSection(section) => {
                let heading = Anchor::caret(TextId::Heading(section), CharIdx(0));
                self.screen.manuscript.reveal(heading);
            }
            Action::OpenPath(path) => self.leave(Leaving::to(Then::Open(path))),
            Action::ImportSnippets(paths) => self.library.gather(&mut self.desk, paths),
            Action::Snippets { ids, choice } => self.library.act(&mut self.desk, &ids, choice),
            Action::FixAll(code) => self.fix_all(code),
            Action::AskRule { code, is_asked } => self.ask_rule(code, is_asked),
            Action::CancelJobs => self.desk.jobs.cancel(),
            Action::Menu(action) => {
                self.screen
                    .keyboard
                    .resume(ctx, &mut self.screen.manuscript);
                self.act_on_menu(ctx, action);
            }
        }
    }

    /// Shortcuts, before any text box sees the keys; while the input method composes they are its own.
    pub(super) fn shortcuts(&self, ctx: &Context, actions: &mut Vec<Action>) {
        if self.screen.manuscript.is_composing() {
            return;
        }
        // A search field, or a name that is being written, takes back its own letters.
        let undoes = !ctx.text_edit_focused() || self.screen.manuscript.has_keyboard(ctx);
        let heard = MenuAction::ALL.iter().filter(|it| !it.label().is_local);
        let mut keyed: Vec<_> = heard
            .flat_map(|action| action.label().shortcuts().map(|keys| (keys, *action)))
            .collect();
        // The longer ones first: Ctrl+Z would hear Ctrl+Shift+Z as well.
        keyed.sort_by_key(|(shortcut, _)| !shortcut.modifiers.shift);
        keyed
            .retain(|(_, action)| undoes || !matches!(action, MenuAction::Undo | MenuAction::Redo));
        for (shortcut, action) in keyed {
            let action = match action {
                MenuAction::Undo if self.screen.library.has_keyboard() => MenuAction::UndoLibrary,
                MenuAction::Redo if self.screen.library.has_keyboard() => MenuAction::RedoLibrary,
                action => action,
            };
            if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
                actions.push(Action::Menu(action));
            }
        }
    }

    fn act_on_menu(&mut self, ctx: &Context, action: MenuAction) {
        match action {
            MenuAction::New => self.desk.ask(Question::Template),
            MenuAction::Open => self.leave(Leaving::to(Then::ChooseFile)),
            MenuAction::Save => self.files.save(&mut self.desk, None),
            MenuAction::SaveAs => files::choose_and_save(&mut self.desk, None),
            MenuAction::ExportWord => self.review.export(&mut self.desk, Format::Word),
            MenuAction::ExportText => self.review.export(&mut self.desk, Format::Text),
            MenuAction::ExportMarkdown => self.review.export(&mut self.desk, Format::Markdown),
            MenuAction::ImportSnippets | MenuAction::ImportFolder => {
                let is_folder = action == MenuAction::ImportFolder;
                material::choose(&mut self.desk, is_folder);
            }
            MenuAction::UndoLibrary => self.library.ask(&mut self.desk, Request::Undo),
            MenuAction::RedoLibrary => self.library.ask(&mut self.desk, Request::Redo),
            MenuAction::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            MenuAction::Undo | MenuAction::Redo => self.step_speech(action),
            MenuAction::Cut => ctx.send_viewport_cmd(ViewportCommand::RequestCut),
            MenuAction::Copy => ctx.send_viewport_cmd(ViewportCommand::RequestCopy),
            MenuAction::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            MenuAction::SelectAll => self.select_all(ctx),
            MenuAction::Find => self.open_find(false),
            MenuAction::Replace => self.open_find(true),
            MenuAction::FindNext => self.step_find(Direction::Next),
            MenuAction::FindPrevious => self.step_find(Direction::Previous),
            MenuAction::FullWidthPunctuation => self.make_punctuation_full_width(),
            MenuAction::AddSection => self.add_section(None),
            MenuAction::AddSubsection => self.add_section(self.current_section()),
            MenuAction::RenameSection => {
                if let Some(section) = self.current_section() {
                    let heading = BoxId::Heading(section);
                    self.screen.manuscript.go_to(heading, CharIdx(0));
                }
            }
            MenuAction::DuplicateSection => {
                self.edit_current(|_, section| Some(Command::DuplicateSection { section }));
            }
            MenuAction::DeleteSection => {
                self.edit_current(|_, section| Some(Command::DeleteSection { section }));
            }
            MenuAction::MoveSectionUp => self.edit_current(crate::ui::outline::moves::up),
            MenuAction::MoveSectionDown => self.edit_current(crate::ui::outline::moves::down),
            MenuAction::NestSection => self.edit_current(crate::ui::outline::moves::nest),
            MenuAction::UnnestSection => self.edit_current(crate::ui::outline::moves::unnest),
            MenuAction::ToggleNumbered => self.edit_current(|speech, section| {
                let numbered = !speech.section(section)?.numbered;
                Some(Command::SetNumbered { section, numbered })
            }),
            MenuAction::ToggleOutlineLock => self.desk.settings.outline_locked ^= true,
            MenuAction::ToggleOutline => self.desk.settings.outline_shown ^= true,
            MenuAction::ToggleLibrary => self.desk.settings.library_shown ^= true,
            MenuAction::FocusOutline => {
                self.desk.settings.outline_shown = true;
                self.screen.outline.take_focus();
            }
            MenuAction::FocusManuscript => self.write_on(),
            MenuAction::FocusLibrary => {
                self.desk.settings.library_shown = true;
                self.desk.settings.side = SideChoice::Library;
                self.screen.library.focus_search();
            }
            MenuAction::ShowRoll => {
                self.desk.settings.library_shown = true;
                self.desk.settings.side = SideChoice::Roll;
            }
            MenuAction::EditRoster => roster::edit(&mut self.desk),
            MenuAction::ShowReview => self.show_review(),
            MenuAction::NextFinding => self.step_finding(Towards::End),
            MenuAction::PreviousFinding => self.step_finding(Towards::Start),
            MenuAction::EditWords => self.own_words.edit(&mut self.desk),
            MenuAction::ExportRoll if self.desk.speech().roster.is_none() => {
                roster::edit(&mut self.desk);
            }
            MenuAction::ExportRoll => export::choose(&mut self.desk, Format::RollSheet),
            MenuAction::ThemeLight => self.set_theme(ctx, ThemeChoice::Light),
            MenuAction::ThemeDark => self.set_theme(ctx, ThemeChoice::Dark),
            MenuAction::ThemeSystem => self.set_theme(ctx, ThemeChoice::System),
            MenuAction::ZoomIn => egui::gui_zoom::zoom_in(ctx),
            MenuAction::ZoomOut => egui::gui_zoom::zoom_out(ctx),
            MenuAction::ZoomReset => ctx.set_zoom_factor(1.0),
            MenuAction::Palette => self
                .desk
                .modals
                .ask(Modal::Palette(PaletteState::default())),
            MenuAction::Settings => self.desk.modals.ask(Modal::Settings),
            MenuAction::Tour => self.leave(Leaving::to(Then::Tour)),
            MenuAction::About => self.desk.modals.ask(Modal::About),
        }
    }

    pub(super) fn set_theme(&mut self, ctx: &Context, choice: ThemeChoice) {
        self.desk.settings.theme = choice;
        ctx.set_theme(preference(choice));
    }

    /// Does what takes the speech away, after a question when that would lose something.
    pub(super) fn leave(&mut self, leaving: Leaving) {
        if self.desk.must_ask(leaving.given_up) {
            self.desk.ask(Question::Unsaved(leaving.then));
            return;
        }
        let Leaving { then, given_up } = leaving;
        let desk = &mut self.desk;
        match then {
            Then::Quit => {
                self.given_up = given_up;
                desk.jobs.close_window();
            }
            Then::ChooseFile => files::choose(desk, given_up),
            Then::Open(path) => files::open(desk, path, given_up),
            Then::New(name) => {
                if let Some(template) = builtin::template(name) {
                    desk.replace_speech(template.speech(&mut ids::fresh()), OpenFile::default());
                }
            }
            Then::Tour => {
                desk.replace_speech(builtin::tour(&mut ids::fresh()), OpenFile::default());
            }
            Then::Restore(orphan) => recovery::restore(desk, orphan, given_up),
        }
    }

    /// Does what the button of a message says.
    pub(super) fn press(&mut self, ctx: &Context, button: NoticeButton, now: Instant) {
        let desk = &mut self.desk;
        match button {
            NoticeButton::Menu(action) => self.act(ctx, Action::Menu(action)),
            NoticeButton::OpenFolder(path) => desk.show_in_folder(path),
            NoticeButton::ImportNotes(notes) => desk.ask(Question::ImportNotes(notes)),
            NoticeButton::Reword(reword) => self.reword(&reword),
            NoticeButton::Again(again) => match again {
                Again::Export(format) => export::choose(desk, format),
                Again::ChooseLayout => export::choose_layout(desk),
                Again::ReadRoster => roster::choose_and_read(desk),
                Again::SaveRoster(roster) => roster::choose_and_save(desk, roster),
                Again::ReadWords => words::choose_and_read(desk, &self.own_words),
                Again::WriteLibrary(change) => self.library.ask(desk, Request::Change(change)),
                Again::OfferCopies => self.recovery.look_again(desk, now),
            },
        }
    }
}

/// The theme as egui names it.
pub(super) fn preference(choice: ThemeChoice) -> ThemePreference {
    match choice {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
    }
}
