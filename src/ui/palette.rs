//! The command palette: every wish by its words.

use egui::{Key, TextEdit, Ui};

use super::action::MenuAction;
use super::dialog::dialog_ui;
use super::labels::{LABELS, Label};
use super::theme::Palette;

/// The palette's screen state.
#[derive(Debug, Default)]
pub struct PaletteState {
    pub is_open: bool,
    query: String,
    row: usize,
}

impl PaletteState {
    pub fn open(&mut self) {
        *self = Self {
            is_open: true,
            ..Self::default()
        };
    }
}

/// The wishes whose words hold every character of the query in order, those with it in one piece first.
fn matches(query: &str) -> Vec<Label> {
    let query: Vec<char> = query
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let wanted: String = query.iter().collect();
    let mut found: Vec<Label> = LABELS
        .into_iter()
        .filter(|label| {
            let mut rest = query.iter().peekable();
            for c in label.text.to_lowercase().chars() {
                rest.next_if(|wanted| **wanted == c);
            }
            rest.peek().is_none()
        })
        .collect();
    found.sort_by_key(|label| !label.text.to_lowercase().contains(&wanted));
    found
}

/// Shows the palette over everything else.
pub fn palette_ui(ui: &Ui, state: &mut PaletteState) -> Option<MenuAction> {
    let mut wanted = None;
    let dialog = dialog_ui(ui, "palette", 440.0, "", |ui| {
        let colours = Palette::of(ui.visuals());
        // Taken before the box sees them: there they would move its caret.
        let (up, down) = ui.input_mut(|input| {
            let mut key = |key| input.consume_key(egui::Modifiers::NONE, key);
            (key(Key::ArrowUp), key(Key::ArrowDown))
        });
        let response = ui.add(
            TextEdit::singleline(&mut state.query)
                .hint_text("输入命令")
                .desired_width(f32::INFINITY),
        );
        response
            .ctx
            .accesskit_node_builder(response.id, |node| node.set_label("命令"));
        if response.changed() {
            state.row = 0;
        }
        let is_accepted = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        response.request_focus();
        let found = matches(&state.query);
        let last = found.len().saturating_sub(1);
        state.row = (state.row + usize::from(down))
            .min(last)
            .saturating_sub(usize::from(up));
        ui.add_space(4.0);
        egui::ScrollArea::vertical()
            .max_height(360.0)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                if found.is_empty() {
                    ui.colored_label(colours.muted, "没有这个命令");
                }
                for (row_idx, label) in found.iter().enumerate() {
                    let is_current = row_idx == state.row;
                    let mut button = egui::Button::new(label.text)
                        .selected(is_current)
                        .min_size(egui::vec2(ui.available_width(), 26.0));
                    if let Some(shortcut) = label.shortcut {
                        button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
                    }
                    let response = ui.add(button.frame_when_inactive(is_current));
                    if is_current && (up || down) {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() || (is_accepted && is_current) {
                        wanted = Some(label.action);
                    }
                }
            });
    });
    if dialog.should_close() || wanted.is_some() {
        state.is_open = false;
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_any_of_their_characters() {
        assert_eq!(
            matches("word").first().map(|label| label.action),
            Some(MenuAction::ExportWord)
        );
        assert!(matches("导出").len() >= 3);
        assert!(
            matches("导文")
                .iter()
                .any(|label| label.action == MenuAction::ExportText)
        );
        assert!(matches("没有的").is_empty());
        assert_eq!(matches("").len(), LABELS.len());
    }
}
