//! Messages in the corner: what was done, and what went wrong.

use egui::{Align2, Area, Button, Frame, Id, Margin, RichText, Stroke, Ui, vec2};

use super::icons;
use super::theme::{Palette, RADIUS};

/// A message as it is shown.
pub struct NoticeView<'a> {
    pub is_problem: bool,
    pub text: &'a str,
    pub detail: &'a str,
    /// The words of its button.
    pub button: Option<&'a str>,
}

/// What was clicked on the message at an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeClick {
    Button(usize),
    Dismiss(usize),
}

/// Shows the messages, the newest at the bottom.
pub fn notices_ui(ui: &Ui, notices: &[NoticeView<'_>]) -> Option<NoticeClick> {
    if notices.is_empty() {
        return None;
    }
    let mut clicked = None;
    let palette = Palette::of(ui.visuals());
    Area::new(Id::unique("notices"))
        .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -40.0))
        .show(ui.ctx(), |ui| {
            ui.set_max_width(380.0);
            for (idx, notice) in notices.iter().enumerate() {
                let mark = if notice.is_problem {
                    palette.error
                } else {
                    palette.accent
                };
                Frame::new()
                    .fill(palette.card)
                    .stroke(Stroke::new(1.0, palette.line))
                    .corner_radius(RADIUS)
                    .inner_margin(Margin::same(12))
                    .show(ui, |ui| {
                        ui.horizontal(|ui| {
                            let icon = if notice.is_problem {
                                icons::WARNING
                            } else {
                                icons::SUCCESS
                            };
                            ui.label(RichText::new(icon).size(17.0).color(mark));
                            ui.vertical(|ui| {
                                ui.set_width(290.0);
                                ui.label(RichText::new(notice.text).strong());
                                if !notice.detail.is_empty() {
                                    ui.colored_label(palette.muted, notice.detail);
                                }
                                if let Some(button) = notice.button
                                    && ui.button(button).clicked()
                                {
                                    clicked = Some(NoticeClick::Button(idx));
                                }
                            });
                            let close =
                                ui.add(Button::new(icons::CLOSE).frame_when_inactive(false));
                            close.widget_info(|| {
                                egui::WidgetInfo::labeled(egui::Role::Button, true, "关闭消息")
                            });
                            if close.clicked() {
                                clicked = Some(NoticeClick::Dismiss(idx));
                            }
                        });
                    });
                ui.add_space(6.0);
            }
        });
    clicked
}
