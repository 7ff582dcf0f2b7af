//! One text box of the page: egui's text box, drawn without a frame, on a draft, set by our own typesetter.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Align2, Button, Context, FontId, Frame, Galley, Id, Rect, TextBuffer, TextEdit, Ui, UiBuilder,
    vec2,
};

use crate::ui::action::MenuAction;
use crate::ui::theme::Palette;

use super::box_id::BoxId;
use super::draft::Draft;
use super::typeset::{Alignment, BoxStyle, Typesetter};

pub(super) fn id_of(target: BoxId) -> Id {
    Id::unique(("manuscript", target))
}

/// How a box is to be drawn.
pub(super) struct BoxLook<'a> {
    pub target: BoxId,
    pub style: &'a BoxStyle,
    pub name: &'a str,
    pub hint: &'a str,
    pub read_only: bool,
}

/// A box as it was drawn.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub target: BoxId,
    /// On screen. The galley is drawn at its top left corner.
    pub rect: Rect,
    pub galley: Arc<Galley>,
}

pub(super) struct Shown {
    pub placed: Placed,
    pub has_focus: bool,
    pub changed: bool,
    /// `None` without the keyboard.
    pub caret: Option<CCursorRange>,
    /// What was chosen from the menu under the right button.
    pub chosen: Option<MenuAction>,
}

/// Draws a box with its top left corner at `rect`'s.
pub(super) fn text_box_ui(
    ui: &mut Ui,
    typesetter: &mut Typesetter,
    draft: &mut Draft,
    look: &BoxLook<'_>,
    rect: Rect,
) -> Shown {
    let id = id_of(look.target);
    let palette = Palette::of(ui.visuals());
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(id));
    // The theme's smallest height for something to click would part short lines.
    ui.spacing_mut().interact_size.y = 0.0;
    if draft.text.is_empty() {
        hint_ui(&ui, look, rect);
    }
    let Draft { text, typeset, .. } = draft;
    let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, _: f32| {
        typesetter.galley(ui.ctx(), typeset, buffer.as_str(), look.style)
    };
    let mut fixed: &str = &text.clone();
    let edit = if look.read_only {
        TextEdit::multiline(&mut fixed)
    } else {
        TextEdit::multiline(text)
    };
    let edit = match look.target {
        BoxId::Body(_) => edit,
        BoxId::Front(_) | BoxId::Heading(_) => edit.return_key(None),
    };
    // A click of the right button is for the menu: to egui it is any click, which puts the caret elsewhere.
    let selection = TextEditState::load(ui.ctx(), id)
        .and_then(|state| state.cursor.char_range())
        .filter(|range| !range.is_empty())
        .filter(|_| {
            ui.input(|input| input.pointer.secondary_down() || input.pointer.secondary_pressed())
        });
    let mut output = edit
        .id(id)
        .layouter(&mut layouter)
        .font(look.style.font.clone())
        .text_color(palette.ink)
        .frame(Frame::NONE)
        .align(Align2::LEFT_TOP)
        .desired_width(look.style.width)
        .desired_rows(1)
        .min_size(vec2(look.style.width, look.style.line_height))
        .show(&mut ui);
    // Undo belongs to the speech: the box must not remember a second one.
    output.state.clear_undoer();
    if let Some(selection) = selection {
        output.cursor_range = Some(selection);
        output.state.cursor.set_char_range(Some(selection));
        output.state.clone().store(ui.ctx(), id);
    }
    let response = &output.response.response;
    let mut chosen = None;
    response.context_menu(|ui| chosen = menu_ui(ui, look.read_only));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_label(look.name);
        if !look.hint.is_empty() {
            node.set_placeholder(look.hint);
        }
    });
    Shown {
        has_focus: response.has_focus(),
        changed: response.changed(),
        chosen,
        caret: output.cursor_range.filter(|_| response.has_focus()),
        placed: Placed {
            target: look.target,
            rect: Rect::from_min_size(output.galley_pos, output.galley.size()),
            galley: output.galley,
        },
    }
}

/// The menu under the right button.
fn menu_ui(ui: &mut Ui, read_only: bool) -> Option<MenuAction> {
    let mut chosen = None;
    for (action, writes) in [
        (MenuAction::Cut, true),
        (MenuAction::Copy, false),
        (MenuAction::Paste, true),
        (MenuAction::SelectAll, false),
    ] {
        let label = action.label();
        let mut button = Button::new(label.text);
        if let Some(keys) = label.keys_text(ui.ctx()) {
            button = button.shortcut_text(keys);
        }
        if ui.add_enabled(!(writes && read_only), button).clicked() {
            chosen = Some(action);
        }
    }
    chosen
}

fn hint_ui(ui: &Ui, look: &BoxLook<'_>, rect: Rect) {
    let color = Palette::of(ui.visuals()).faint;
    // Quieter than what will stand there: an empty speech is not to shout its hints.
    let font = FontId::proportional((look.style.font.size * 0.8).round());
    let galley = ui
        .painter()
        .layout_no_wrap(look.hint.to_owned(), font, color);
    let left = match look.style.alignment {
        Alignment::Center => rect.left() + (look.style.width - galley.size().x) / 2.0,
        Alignment::Filled | Alignment::Left => rect.left() + look.style.indent,
    };
    let top = rect.top() + (look.style.line_height - galley.size().y) / 2.0;
    ui.painter().galley(egui::pos2(left, top), galley, color);
}

/// Puts the caret, or a selection, into a box that need not be on screen, and nothing of a composition.
pub(super) fn set_caret(ctx: &Context, target: BoxId, range: CCursorRange) {
    let mut state = TextEditState::default();
    state.cursor.set_char_range(Some(range));
    state.store(ctx, id_of(target));
}

pub(super) fn caret_at(at: usize) -> CCursorRange {
    CCursorRange::one(CCursor::new(at))
}
