//! The command palette: every command by its words.

use egui::{Key, TextEdit, Ui};

use super::action::MenuAction;
use super::dialog::dialog_ui;
use super::theme::Palette;

/// The palette's screen state.
#[derive(Debug, Default)]
pub struct PaletteState {
    query: String,
    row: usize,
}

/// What the user wants of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaletteAnswer {
    Chosen(MenuAction),
    Cancel,
}

/// The commands whose words hold every character of the query in order, those with it in one piece first.
fn matches(query: &str) -> Vec<MenuAction> {
    let query: Vec<char> = query
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let wanted: String = query.iter().collect();
    let mut found: Vec<MenuAction> = MenuAction::ALL
        .iter()
        .copied()
        .filter(|action| {
            let mut rest = query.iter().peekable();
            for c in action.label().text.to_lowercase().chars() {
                rest.next_if(|wanted| **wanted == c);
            }
            rest.peek().is_none()
        })
        .collect();
    found.sort_by_key(|action| !action.label().text.to_lowercase().contains(&wanted));
    found
}

/// Shows the palette over everything else; `None` while it stays open.
pub fn palette_ui(ui: &Ui, state: &mut PaletteState) -> Option<PaletteAnswer> {
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
                for (row_idx, action) in found.iter().enumerate() {
                    let label = action.label();
                    let is_current = row_idx == state.row;
                    let mut button = egui::Button::new(label.text)
                        .selected(is_current)
                        .min_size(egui::vec2(ui.available_width(), 26.0));
                    if let Some(keys) = label.keys_text(ui.ctx()) {
                        button = button.shortcut_text(keys);
                    }
                    let response = ui.add(button.frame_when_inactive(is_current));
                    if is_current && (up || down) {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() || (is_accepted && is_current) {
                        wanted = Some(*action);
                    }
                }
            });
    });
    let is_left = dialog.should_close().then_some(PaletteAnswer::Cancel);
    wanted.map(PaletteAnswer::Chosen).or(is_left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_any_of_their_characters() {
        assert_eq!(matches("word").first(), Some(&MenuAction::ExportWord));
        assert!(matches("导出").len() >= 3);
        assert!(matches("导文").contains(&MenuAction::ExportText));
        assert!(matches("没有的").is_empty());
        assert_eq!(matches("").len(), MenuAction::ALL.len());
    }
}
