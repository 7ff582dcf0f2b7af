//! Edits of the speech: from menus and keys, to the section the user works in or to all of the text.

use egui::Context;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;

use crate::acts::punctuation::full_width;
use crate::edit::{Command, NewSection, Outcome};
use crate::model::{CharIdx, SectionId, SectionPlace};
use crate::ui::action::MenuAction;
use crate::ui::find_bar::Direction;
use crate::ui::manuscript::BoxId;

use super::super::messages;
use super::super::notice::Notice;
use super::super::window::Window;

impl Window {
    /// Takes the last edit back, or makes it again.
    pub(super) fn step_speech(&mut self, action: MenuAction) {
        if self.desk.file.read_only.is_none() {
            let outcome = if action == MenuAction::Undo {
                self.desk.history.undo()
            } else {
                self.desk.history.redo()
            };
            self.show_outcome(outcome);
        }
    }

    /// Selects what the user writes in: the text of a section, or of a search field.
    pub(super) fn select_all(&mut self, ctx: &Context) {
        if let Some(id) = self.screen.keyboard.writes_in()
            && let Some(mut state) = TextEditState::load(ctx, id)
        {
            let all = CCursorRange::two(CCursor::new(0), CCursor::new(usize::MAX));
            state.cursor.set_char_range(Some(all));
            state.store(ctx, id);
            return;
        }
        let section = self
            .screen
            .manuscript
            .current_section()
            .and_then(|id| self.desk.speech().section(id));
        if let Some(section) = section {
            let end = CharIdx(crate::model::char_count(&section.body()));
            let target = BoxId::Body(section.id);
            self.screen.manuscript.select(target, CharIdx(0)..end);
        }
    }

    pub(super) fn open_find(&mut self, with_replace: bool) {
        if let Some(words) = self.selected_words() {
            self.screen.find.look_for(words);
        }
        self.screen.find.open(with_replace);
    }

    /// Goes to the next or previous hit of the search.
    pub(super) fn step_find(&mut self, direction: Direction) {
        self.screen.find.is_open = true;
        if let Some(hit) = self.screen.find.step(direction) {
            self.screen.manuscript.reveal(hit);
        }
    }

    /// Puts the caret back into the text, where it was or into the current section.
    pub(super) fn write_on(&mut self) {
        if let Some((section, at)) = self.screen.manuscript.caret() {
            self.screen.manuscript.go_to(BoxId::Body(section), at);
        } else if let Some(section) = self.current_section() {
            let body = BoxId::Body(section);
            self.screen.manuscript.go_to(body, CharIdx(0));
        }
    }

    /// What is selected, as far as one would search for it.
    fn selected_words(&self) -> Option<String> {
        const N_MOST: usize = 60;
        let (target, range) = self.screen.manuscript.selection()?;
        let n_chars = range.end.0 - range.start.0;
        let text = target.text(self.desk.speech())?;
        let words: String = text.chars().skip(range.start.0).take(n_chars).collect();
        (n_chars <= N_MOST && !words.contains('\n')).then_some(words)
    }

    pub(super) fn current_section(&self) -> Option<SectionId> {
        self.screen
            .outline
            .selected()
            .or_else(|| self.screen.manuscript.current_section())
    }

    pub(super) fn edit_current(
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
    pub(super) fn add_section(&mut self, parent: Option<SectionId>) {
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
            self.screen
                .manuscript
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
            | Command::SetKind { section, .. } => {
                self.screen.manuscript.caret_section() == Some(section)
            }
            // A name written in the outline, and the click that ended it went into the text.
            Command::SetHeading { section, .. } => {
                let focused = self.screen.manuscript.focused();
                focused.is_some_and(|target| target != BoxId::Heading(section))
            }
            _ => false,
        };
        match self.desk.history.apply(command) {
            // Whoever writes in a section goes on where they were.
            Ok(_) if stays => self.screen.manuscript.stay(),
            Ok(outcome) => self.show_outcome(outcome),
            Err(error) => self.desk.notify(messages::edit_refused(&error)),
        }
    }

    fn show_outcome(&mut self, outcome: Option<Outcome>) {
        if let Some(focus) = outcome.and_then(|outcome| outcome.focus) {
            self.screen.manuscript.after_edit(focus);
        }
    }

    /// Turns half-width punctuation full-width (半角标点转全角) all over the speech.
    pub(super) fn make_punctuation_full_width(&mut self) {
        let Some((command, n_marks)) = full_width(self.desk.speech()) else {
            self.desk.notify(messages::punctuation_is_full_width());
            return;
        };
        let before = self.desk.history.state();
        self.edit(command);
        // A speech that is open for reading only stays as it is, and the user has been told.
        if self.desk.history.state() != before {
            self.desk.notify(messages::punctuation_changed(n_marks));
        }
    }
}
