//! A question that stands over everything until it is answered.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Button, FontId, Key, Layout, Modifiers, Role, Ui, WidgetInfo, vec2};

use super::dialog::{dialog_ui, primary_button};
use super::theme::{Palette, bold, space};

/// Shows a question; the index of the answer comes back, the last one for Esc.
///
/// The first answer is what most people want: it is drawn in the accent colour, and Enter gives it.
pub fn question_ui(ui: &Ui, title: &str, text: &str, answers: &[&str]) -> Option<usize> {
    let dialog = dialog_ui(ui, "question", 420.0, title, |ui| {
        let mut chosen = None;
        ui.label(text);
        ui.add_space(space::LARGE);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (idx, answer) in answers.iter().enumerate() {
                let button = if idx == 0 {
                    primary_button(ui, answer)
                } else {
                    ui.button(*answer)
                };
                if button.clicked() {
                    chosen = Some(idx);
                }
            }
        });
        let nothing_focused = ui.memory(|memory| memory.focused().is_none());
        if nothing_focused && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
            chosen = Some(0);
        }
        chosen
    });
    if dialog.should_close() && dialog.inner.is_none() {
        return answers.len().checked_sub(1);
    }
    dialog.inner
}

/// What has become of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Open,
    None,
    Made(usize),
}

/// Shows things to choose from, each with a title and a line on what it is for. Arrow keys and Enter choose too.
pub fn choice_ui(ui: &Ui, title: &str, choices: &[(&str, &str)]) -> Choice {
    let dialog = dialog_ui(ui, "choice", 420.0, title, |ui| {
        let mut chosen = None;
        let palette = Palette::of(ui.visuals());
        let mut first = None;
        ui.spacing_mut().button_padding = vec2(14.0, 9.0);
        for (idx, (title, purpose)) in choices.iter().enumerate() {
            let mut text = LayoutJob::default();
            let mut append = |words: &str, font, color| {
                text.append(words, 0.0, TextFormat::simple(font, color));
            };
            append(&format!("{title}\n"), bold(ui.ctx(), 15.0), palette.ink);
            append(purpose, FontId::proportional(13.0), palette.muted);
            let width = ui.available_width();
            let button = ui.add(Button::new(text).min_size(vec2(width, 52.0)));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, *title));
            first.get_or_insert(button.id);
            if button.clicked() {
                chosen = Some(idx);
            }
        }
        if let Some(first) = first
            && ui.memory(|memory| memory.focused().is_none())
        {
            ui.memory_mut(|memory| memory.request_focus(first));
        }
        ui.add_space(space::SMALL);
        let is_cancelled = ui
            .with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().button_padding = vec2(10.0, 4.0);
                ui.button("取消").clicked()
            })
            .inner;
        (chosen, is_cancelled)
    });
    match dialog.inner {
        (Some(idx), _) => Choice::Made(idx),
        (None, true) => Choice::None,
        (None, false) if dialog.should_close() => Choice::None,
        (None, false) => Choice::Open,
    }
}

/// Shows sentences to be read, in a list that scrolls; `true` when the user has done with them.
pub fn reading_ui(ui: &Ui, title: &str, sentences: &[String]) -> bool {
    let dialog = dialog_ui(ui, "reading", 560.0, title, |ui| {
        let room = ui.ctx().content_rect().height() - 220.0;
        egui::ScrollArea::vertical()
            .max_height(room.clamp(80.0, 420.0))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for (number, sentence) in (1..).zip(sentences) {
                    ui.horizontal_top(|ui| {
                        let palette = Palette::of(ui.visuals());
                        let width = 28.0;
                        ui.allocate_ui_with_layout(
                            vec2(width, 0.0),
                            Layout::right_to_left(Align::Min),
                            |ui| {
                                ui.set_min_width(width);
                                ui.colored_label(palette.muted, number.to_string());
                            },
                        );
                        ui.label(sentence);
                    });
                    ui.add_space(space::SMALL / 2.0);
                }
            });
        ui.add_space(space::LARGE);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let is_done = primary_button(ui, "知道了").clicked();
            if ui.button("复制全部").clicked() {
                ui.ctx().copy_text(sentences.join("\n"));
            }
            is_done
        })
        .inner
    });
    dialog.inner || dialog.should_close()
}
