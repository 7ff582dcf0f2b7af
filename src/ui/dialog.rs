//! Boxes that stand over everything: one look for questions, settings and choices.

use egui::{Button, CornerRadius, Frame, Id, Margin, Modal, ModalResponse, Response, RichText, Ui};

use super::theme::{Palette, bold, space};

/// Shows a box of a width in points, with a title above its contents unless that is empty.
pub fn dialog_ui<T>(
    ui: &Ui,
    id: &'static str,
    width: f32,
    title: &str,
    contents: impl FnOnce(&mut Ui) -> T,
) -> ModalResponse<T> {
    let style = ui.style();
    let frame = Frame::new()
        .fill(style.visuals.window_fill)
        .stroke(style.visuals.window_stroke)
        .shadow(style.visuals.window_shadow)
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::same(20));
    Modal::new(Id::unique(id))
        .frame(frame)
        .backdrop_color(egui::Color32::from_black_alpha(70))
        .show(ui.ctx(), |ui| {
            // A small window gets a narrower box.
            let room = ui.ctx().content_rect().width() - 80.0;
            ui.set_width(width.min(room.max(200.0)));
            if !title.is_empty() {
                ui.label(RichText::new(title).font(bold(ui.ctx(), 17.0)));
                ui.add_space(space::SMALL);
            }
            contents(ui)
        })
}

/// The button for what most people want.
pub fn primary_button(ui: &mut Ui, text: &str) -> Response {
    let palette = Palette::of(ui.visuals());
    ui.add(Button::new(RichText::new(text).color(palette.paper)).fill(palette.accent))
}
