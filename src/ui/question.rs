//! A question that stands over everything until it is answered.

use egui::{Button, Id, Modal, RichText, Ui};

use super::theme::Palette;

/// Shows a question; the index of the answer comes back, the last one for Esc.
///
/// The first answer is what most people want: it is drawn in the accent colour.
pub fn question_ui(ui: &Ui, title: &str, text: &str, answers: &[&str]) -> Option<usize> {
    let mut chosen = None;
    let palette = Palette::of(ui.visuals());
    let modal = Modal::new(Id::unique("question")).show(ui.ctx(), |ui| {
        ui.set_width(400.0);
        ui.label(RichText::new(title).size(17.0).strong());
        ui.add_space(6.0);
        ui.label(text);
        ui.add_space(14.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for (idx, answer) in answers.iter().enumerate() {
                let button = if idx == 0 {
                    Button::new(RichText::new(*answer).color(palette.paper)).fill(palette.accent)
                } else {
                    Button::new(*answer)
                };
                if ui.add(button).clicked() {
                    chosen = Some(idx);
                }
            }
        });
    });
    if modal.should_close() && chosen.is_none() {
        chosen = answers.len().checked_sub(1);
    }
    chosen
}
