//! What follows the pointer while something is dragged.

use egui::{FontId, LayerId, Order, Rect, Response, Stroke, StrokeKind, Ui, vec2};

use super::theme::{Palette, RADIUS};

/// Draws the words beside the pointer, over everything, while `response` is being dragged.
pub fn ghost_ui(ui: &Ui, response: &Response, words: String) {
    let Some(pointer) = ui.ctx().pointer_interact_pos() else {
        return;
    };
    let palette = Palette::of(ui.visuals());
    let layer = LayerId::new(Order::Tooltip, response.id.with("ghost"));
    let painter = ui.ctx().layer_painter(layer);
    let text = painter.layout_no_wrap(words, FontId::proportional(13.0), palette.ink);
    // Right below the pointer, so that the place it points at stays in sight.
    let frame = Rect::from_min_size(pointer + vec2(14.0, 8.0), text.size() + vec2(18.0, 12.0));
    let edge = Stroke::new(1.0, palette.accent);
    painter.rect(frame, RADIUS, palette.card, edge, StrokeKind::Inside);
    painter.galley(frame.min + vec2(9.0, 6.0), text, palette.ink);
}
