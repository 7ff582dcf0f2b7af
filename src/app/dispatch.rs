//! Turns what the user wants into acts.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Context, OutputCommand, ThemePreference, ViewportCommand};

use crate::acts::export::Format;
use crate::acts::ids;
use crate::edit::{Command, NewSection, Outcome};
use crate::model::{Anchor, CharIdx, SectionId, SectionPlace, TextId};
use crate::review::Towards;
use crate::store::builtin;
use crate::store::settings::{SideChoice, ThemeChoice};
use crate::ui::Action;
use crate::ui::action::MenuAction;
use crate::ui::find_bar::Direction;
use crate::ui::manuscript::BoxId;

use super::close::{Question, Then};
use super::desk::OpenFile;
use super::jobs::Purpose;
use super::keyboard::Writing;
use super::messages;
use super::notice::Notice;
use super::window::Window;

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
            Action::GoTo(anchor) => self.manuscript.go_to_anchor(anchor),
            Action::WriteIn(section) => {
                self.manuscript.go_to(BoxId::Body(section), CharIdx(0));
            }
            Action::FindSnippets(words) => {
                self.library_panel.look_for(words);
                self.desk.settings.library_shown = true;
                self.desk.settings.side = SideChoice::Library;
            }
            Action::SelectSection(section) => {
                let heading = Anchor::caret(TextId::Heading(section), CharIdx(0));
                self.manuscript.reveal(heading);
            }
            Action::OpenPath(path) => self.after_asking(ctx, Then::Open(path)),
            Action::ImportSnippets(paths) => self.import_snippets(paths),
            Action::Snippets { ids, wish } => self.act_on_snippets(&ids, wish),
            Action::FixAll(code) => self.fix_all(code),
            Action::AskRule { code, is_asked } => self.ask_rule(code, is_asked),
            Action::CancelJobs => self.desk.jobs.cancel(),
            Action::Menu(action) => {
                self.resume_writing(ctx);
                self.act_on_menu(ctx, action);
            }
        }
    }

    /// Takes the last edit back, or makes it again.
    fn step_speech(&mut self, action: MenuAction) {
        if self.desk.file.read_only.is_none() {
            let outcome = if action == MenuAction::Undo {
                self.desk.history.undo()
            } else {
                self.desk.history.redo()
            };
            self.show_outcome(outcome);
        }
    }

    fn act_on_menu(&mut self, ctx: &Context, action: MenuAction) {
        match action {
            MenuAction::New => self.question = Some(Question::Template),
            MenuAction::Open => self.after_asking(ctx, Then::ChooseFile),
            MenuAction::Save => self.desk.save(None),
            MenuAction::SaveAs => self.desk.choose_and_save(None),
            MenuAction::ExportWord => self.export(Format::Word),
            MenuAction::ExportText => self.export(Format::Text),
            MenuAction::ExportMarkdown => self.export(Format::Markdown),
            MenuAction::ImportSnippets | MenuAction::ImportFolder => {
                self.desk
                    .choose_material(action == MenuAction::ImportFolder);
            }
            MenuAction::UndoLibrary | MenuAction::RedoLibrary => self.step_library(action),
            MenuAction::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            MenuAction::Undo | MenuAction::Redo => self.step_speech(action),
            MenuAction::Cut => ctx.send_viewport_cmd(ViewportCommand::RequestCut),
            MenuAction::Copy => ctx.send_viewport_cmd(ViewportCommand::RequestCopy),
            MenuAction::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            MenuAction::SelectAll => self.select_all(ctx),
            MenuAction::Find => self.open_find(false),
            MenuAction::Replace => self.open_find(true),
            MenuAction::FindNext | MenuAction::FindPrevious => {
                self.find.is_open = true;
                let direction = if action == MenuAction::FindNext {
                    Direction::Next
                } else {
                    Direction::Previous
                };
                if let Some(hit) = self.find.step(direction) {
                    self.manuscript.reveal(hit);
                }
            }
            MenuAction::FullWidthPunctuation => self.make_punctuation_full_width(),
            MenuAction::AddSection => self.add_section(None),
            MenuAction::AddSubsection => self.add_section(self.current_section()),
            MenuAction::RenameSection => {
                if let Some(section) = self.current_section() {
                    self.manuscript.go_to(BoxId::Heading(section), CharIdx(0));
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
                self.outline.take_focus();
            }
            MenuAction::FocusManuscript => {
                if let Some((section, at)) = self.manuscript.caret() {
                    self.manuscript.go_to(BoxId::Body(section), at);
                } else if let Some(section) = self.current_section() {
                    self.manuscript.go_to(BoxId::Body(section), CharIdx(0));
                }
            }
            MenuAction::FocusLibrary => {
                self.desk.settings.library_shown = true;
                self.desk.settings.side = SideChoice::Library;
                self.library_panel.focus_search();
            }
            MenuAction::ShowRoll => {
                self.desk.settings.library_shown = true;
                self.desk.settings.side = SideChoice::Roll;
            }
            MenuAction::EditRoster => self.edit_roster(),
            MenuAction::ShowReview => self.show_review(),
            MenuAction::NextFinding => self.step_finding(Towards::End),
            MenuAction::PreviousFinding => self.step_finding(Towards::Start),
            MenuAction::EditWords => self.edit_words(),
            MenuAction::ExportRoll if self.desk.speech().roster.is_none() => self.edit_roster(),
            MenuAction::ExportRoll => self.desk.choose_export(Format::RollSheet),
            MenuAction::ThemeLight => self.set_theme(ctx, ThemeChoice::Light),
            MenuAction::ThemeDark => self.set_theme(ctx, ThemeChoice::Dark),
            MenuAction::ThemeSystem => self.set_theme(ctx, ThemeChoice::System),
            MenuAction::ZoomIn => egui::gui_zoom::zoom_in(ctx),
            MenuAction::ZoomOut => egui::gui_zoom::zoom_out(ctx),
            MenuAction::ZoomReset => ctx.set_zoom_factor(1.0),
            MenuAction::Palette => self.palette.open(),
            MenuAction::Settings => self.shows_settings = true,
            MenuAction::Tour => self.after_asking(ctx, Then::Tour),
            MenuAction::About => self.shows_about = true,
        }
    }

    pub(super) fn set_theme(&mut self, ctx: &Context, choice: ThemeChoice) {
        self.desk.settings.theme = choice;
        ctx.set_theme(preference(choice));
    }

    /// Selects what the user writes in: the text of a section, or of a search field.
    fn select_all(&mut self, ctx: &Context) {
        if let Writing::Box(id) = self.writing
            && let Some(mut state) = TextEditState::load(ctx, id)
        {
            let all = CCursorRange::two(CCursor::new(0), CCursor::new(usize::MAX));
            state.cursor.set_char_range(Some(all));
            state.store(ctx, id);
            return;
        }
        let section = self
            .manuscript
            .current_section()
            .and_then(|id| self.desk.speech().section(id));
        if let Some(section) = section {
            let end = CharIdx(crate::model::char_count(&section.body()));
            let target = BoxId::Body(section.id);
            self.manuscript.select(target, CharIdx(0)..end);
        }
    }

    fn open_find(&mut self, with_replace: bool) {
        if let Some(words) = self.selected_words() {
            self.find.look_for(words);
        }
        self.find.open(with_replace);
    }

    /// What is selected, as far as one would search for it.
    fn selected_words(&self) -> Option<String> {
        const N_MOST: usize = 60;
        let (target, range) = self.manuscript.selection()?;
        let n_chars = range.end.0 - range.start.0;
        let text = target.text(self.desk.speech())?;
        let words: String = text.chars().skip(range.start.0).take(n_chars).collect();
        (n_chars <= N_MOST && !words.contains('\n')).then_some(words)
    }

    pub(super) fn current_section(&self) -> Option<SectionId> {
        self.outline
            .selected()
            .or_else(|| self.manuscript.current_section())
    }

    fn edit_current(
        &mut self,
        command: impl FnOnce(&crate::model::Speech, SectionId) -> Option<Command>,
    ) {
        let command = self
            .current_section()
            .and_then(|section| command(self.desk.speech(), section));
        if let Some(command) = command {
            self.edit(command);
        }
    }

    /// Adds an empty section: below `parent` as its last child, or behind the current one.
    fn add_section(&mut self, parent: Option<SectionId>) {
        let speech = self.desk.speech();
        let place = match parent {
            Some(id) => SectionPlace {
                parent,
                at: speech
                    .section(id)
                    .map_or(0, |section| section.children.len()),
            },
            None => match self.current_section().and_then(|id| speech.place_of(id)) {
                Some(place) => SectionPlace {
                    at: place.at + 1,
                    ..place
                },
                None => SectionPlace {
                    parent: None,
                    at: speech.sections.len(),
                },
            },
        };
        let section = NewSection {
            numbered: true,
            paragraphs: vec![String::new()],
            ..NewSection::default()
        };
        self.edit(Command::AddSection { place, section });
        let added = self
            .desk
            .speech()
            .children_of(place.parent)
            .and_then(|level| level.get(place.at));
        if let Some(section) = added {
            self.manuscript
                .go_to(BoxId::Heading(section.id), CharIdx(0));
        }
    }

    pub(super) fn edit(&mut self, command: Command) {
        if self.desk.file.read_only.is_some() {
            self.desk.notify(Notice::problem(
                "只读，不能修改".to_owned(),
                "这个文件正在别处编辑。可以另存为新文件后再改。".to_owned(),
            ));
            return;
        }
        let stays = match command {
            Command::MoveSection { section, .. }
            | Command::SetNumbered { section, .. }
            | Command::SetKind { section, .. } => self.manuscript.caret_section() == Some(section),
            // A name written in the outline, and the click that ended it went into the text.
            Command::SetHeading { section, .. } => {
                let focused = self.manuscript.focused();
                focused.is_some_and(|target| target != BoxId::Heading(section))
            }
            _ => false,
        };
        match self.desk.history.apply(command) {
            // Whoever writes in a section goes on where they were.
            Ok(_) if stays => self.manuscript.stay(),
            Ok(outcome) => self.show_outcome(outcome),
            Err(error) => self.desk.notify(messages::edit_refused(&error)),
        }
    }

    fn show_outcome(&mut self, outcome: Option<Outcome>) {
        if let Some(focus) = outcome.and_then(|outcome| outcome.focus) {
            self.manuscript.after_edit(focus);
        }
    }

    /// Does what gives the speech up, after a question when that would lose something.
    pub(super) fn after_asking(&mut self, ctx: &Context, then: Then) {
        if self.desk.must_ask() {
            self.question = Some(Question::Unsaved(then));
        } else {
            self.go_on(ctx, then);
        }
    }

    /// The speech is saved or given up.
    pub(super) fn go_on(&mut self, ctx: &Context, then: Then) {
        match then {
            Then::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Then::ChooseFile => self.desk.choose_file_to_open(Purpose::Open),
            Then::Open(path) => self.desk.open(path),
            Then::New(name) => {
                if let Some(template) = builtin::template(name) {
                    self.desk
                        .replace_speech(template.speech(&mut ids::fresh()), OpenFile::default());
                    self.forget_screen();
                }
            }
            Then::Tour => {
                self.desk
                    .replace_speech(builtin::tour(&mut ids::fresh()), OpenFile::default());
                self.forget_screen();
            }
        }
    }

    pub(super) fn open_folder(ctx: &Context, path: &std::path::Path) {
        if let Some(folder) = path.parent() {
            let url = format!("file://{}", folder.display());
            ctx.output_mut(|output| {
                output
                    .commands
                    .push(OutputCommand::OpenUrl(egui::OpenUrl::new_tab(url)));
            });
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
