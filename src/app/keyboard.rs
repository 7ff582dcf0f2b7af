//! Who has the keyboard: a menu, a button or a question borrows it and gives it back.

use egui::{Context, Id, Memory, Popup};

use crate::ui::manuscript::ManuscriptState;

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

/// Where the user writes, and when there was input last.
#[derive(Debug, Default)]
pub struct Keyboard {
    writing: Writing,
    /// In egui's time.
    last_input: f64,
}

impl Keyboard {
    /// The text box besides the page that the user writes in.
    pub fn writes_in(&self) -> Option<Id> {
        match self.writing {
            Writing::Box(id) => Some(id),
            Writing::Page | Writing::Nowhere => None,
        }
    }

    /// Lets the caret blink while something happens, and rest when nothing does.
    pub fn rest_caret(&mut self, ctx: &Context) {
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
    pub fn follow(&mut self, ctx: &Context, manuscript: &mut ManuscriptState, has_modal: bool) {
        if has_modal {
            return;
        }
        if had_modal(ctx) {
            self.resume(ctx, manuscript);
            ctx.request_repaint();
        } else {
            self.remember(ctx, manuscript);
        }
    }

    /// Remembers where the user writes. A click on a menu or on a button ends that for egui, but not for the user.
    fn remember(&mut self, ctx: &Context, manuscript: &ManuscriptState) {
        let focused = ctx.memory(Memory::focused);
        if manuscript.has_keyboard(ctx) {
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
    pub fn resume(&self, ctx: &Context, manuscript: &mut ManuscriptState) {
        match self.writing {
            Writing::Page if !manuscript.has_keyboard(ctx) => manuscript.resume(ctx),
            Writing::Box(id) => ctx.memory_mut(|memory| memory.request_focus(id)),
            Writing::Page | Writing::Nowhere => {}
        }
    }
}

/// Whether something stood over everything in the last frame: egui lets nothing below it have the keyboard in this one.
pub fn had_modal(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.top_modal_layer().is_some())
}
