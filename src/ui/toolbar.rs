//! The toolbar: what is done every few minutes, with an icon and a word.

use egui::{Button, RichText, Ui};

use super::action::{Action, MenuAction};
use super::icons;
use super::menu_bar::MenuInput;

/// Shows the toolbar.
pub fn toolbar_ui(ui: &mut Ui, input: &MenuInput<'_>, actions: &mut Vec<Action>) {
    let step = |what: &str, step: &Option<String>| {
        let step = step.as_ref();
        step.map(|step| format!("{what}：{step}"))
    };
    let (undo, redo) = (step("撤销", &input.undo), step("重做", &input.redo));
    let mut button = |ui: &mut Ui, icon, text, action| {
        let is_enabled = match action {
            MenuAction::Undo => undo.is_some(),
            MenuAction::Redo => redo.is_some(),
            MenuAction::AddSection => !input.read_only,
            _ => true,
        };
        let tip = match action {
            MenuAction::Undo => undo.as_deref(),
            MenuAction::Redo => redo.as_deref(),
            _ => None,
        };
        let tip = tip.unwrap_or(action.label().tip());
        let button = ToolButton { icon, text, action };
        if button.ui(ui, is_enabled, tip) {
            actions.push(Action::Menu(action));
        }
    };
    ui.horizontal(|ui| {
        button(ui, icons::SAVE, "保存", MenuAction::Save);
        button(ui, icons::UNDO, "撤销", MenuAction::Undo);
        button(ui, icons::REDO, "重做", MenuAction::Redo);
        ui.separator();
        button(ui, icons::PLUS, "章节", MenuAction::AddSection);
        button(ui, icons::SEARCH, "查找", MenuAction::Find);
        ui.separator();
        button(ui, icons::EXPORT, "导出 Word", MenuAction::ExportWord);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            button(ui, icons::PANEL_RIGHT, "素材库", MenuAction::ToggleLibrary);
            button(ui, icons::PANEL_LEFT, "提纲", MenuAction::ToggleOutline);
            button(ui, icons::COMMAND, "命令", MenuAction::Palette);
        });
    });
}

/// A button with an icon and a word.
struct ToolButton<'a> {
    icon: &'a str,
    text: &'a str,
    action: MenuAction,
}

impl ToolButton<'_> {
    /// Returns true when it is clicked.
    fn ui(&self, ui: &mut Ui, is_enabled: bool, tip: &str) -> bool {
        let tip = match self.action.label().keys_text(ui.ctx()) {
            Some(keys) => format!("{tip}（{keys}）"),
            None => tip.to_owned(),
        };
        let icon = RichText::new(self.icon).size(16.0);
        let button = Button::new((icon, self.text)).frame_when_inactive(false);
        let response = ui.add_enabled(is_enabled, button).on_hover_text(tip);
        response.widget_info(|| {
            let name = format!("工具栏：{}", self.text);
            egui::WidgetInfo::labeled(egui::Role::Button, is_enabled, name)
        });
        response.clicked()
    }
}
