//! Who has the keyboard: a menu, a button or a question borrows it and gives it back.

use egui::{Context, Id, Memory, Popup};

use crate::ui::Action;

use super::window::Window;

/// Time without input after which the caret stops blinking, as it does in GTK: a window at rest draws nothing.
const BLINK_TIME: f64 = 10.0;

/// Where the user writes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Writing {
    #[default]
    Nowhere,
    Page,
    /// Some other text box.
    Box(Id),
}

impl Window {
    /// Whether nothing that is open or being typed has a use for Esc of its own.
    pub(super) fn escape_is_free(&self, ctx: &Context) -> bool {
        !self.has_modal()
            && !Popup::is_any_open(ctx)
            && !self.outline.is_renaming()
            && !self.manuscript.is_composing()
    }

    /// Lets the caret blink while something happens, and rest when nothing does.
    pub(super) fn rest_caret(&mut self, ctx: &Context) {
        let (now, is_touched) = ctx.input(|input| (input.time, !input.events.is_empty()));
        if is_touched {
            self.last_input = now;
        }
        let blinks = now - self.last_input < BLINK_TIME;
        if ctx.global_style().visuals.text_cursor.blink != blinks {
            ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = blinks);
        }
    }

    /// Keeps track of where the user writes, and goes back there once nothing stands over it any more.
    pub(super) fn follow_keyboard(&mut self, ctx: &Context) {
        if self.has_modal() {
            return;
        }
        if had_modal(ctx) {
            self.resume_writing(ctx);
            ctx.request_repaint();
        } else {
            self.remember_writing(ctx);
        }
    }

    /// What was chosen in the palette, once it is gone.
    pub(super) fn chosen_action(&mut self, ctx: &Context) -> Option<Action> {
        if self.chosen.is_none() || self.has_modal() {
            return None;
        }
        if had_modal(ctx) {
            ctx.request_repaint();
            return None;
        }
        self.chosen.take().map(Action::Menu)
    }

    /// Whether something stands over everything else and has the keyboard for itself.
    pub(super) fn has_modal(&self) -> bool {
        self.question.is_some()
            || self.palette.is_open
            || self.shows_settings
            || self.shows_about
            || self.roster_draft.is_some()
            || self.words_draft.is_some()
            || self.intake.is_some()
            || self.snippet_draft.is_some()
            || self.blanks_draft.is_some()
    }

    /// Remembers where the user writes. A click on a menu or on a button ends that for egui, but not for the user.
    fn remember_writing(&mut self, ctx: &Context) {
        let focused = ctx.memory(Memory::focused);
        if self.manuscript.has_keyboard(ctx) {
            self.writing = Writing::Page;
        } else if let Some(id) = focused
            && !Popup::is_any_open(ctx)
        {
            self.writing = if ctx.text_edit_focused() {
                Writing::Box(id)
            } else {
                Writing::Nowhere
            };
        }
    }

    /// Gives the keyboard back, so that what a menu does happens where the user writes, and writing goes on there.
    pub(super) fn resume_writing(&mut self, ctx: &Context) {
        match self.writing {
            Writing::Page if !self.manuscript.has_keyboard(ctx) => self.manuscript.resume(ctx),
            Writing::Box(id) => ctx.memory_mut(|memory| memory.request_focus(id)),
            Writing::Page | Writing::Nowhere => {}
        }
    }
}

/// Whether something stood over everything in the last frame: egui lets nothing below it have the keyboard in this one.
fn had_modal(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.top_modal_layer().is_some())
}
