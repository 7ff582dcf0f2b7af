//! The toolbar: what is done every few minutes, with an icon and a word.

use egui::{Button, RichText, Ui};

use super::action::{Action, MenuAction};
use super::icons;
use super::labels::label;
use super::menu_bar::MenuInput;

/// Shows the toolbar.
pub fn toolbar_ui(ui: &mut Ui, input: &MenuInput<'_>) -> Option<Action> {
    let mut wanted = None;
    ui.horizontal(|ui| {
        wanted = button_ui(ui, true, icons::SAVE, "保存", MenuAction::Save, "");
        let step = |what: &str, step: &Option<String>| {
            step.as_ref()
                .map(|step| format!("{what}：{step}"))
                .unwrap_or_default()
        };
        let (undo, redo) = (step("撤销", &input.undo), step("重做", &input.redo));
        wanted = wanted.take().or(button_ui(
            ui,
            input.undo.is_some(),
            icons::UNDO,
            "撤销",
            MenuAction::Undo,
            &undo,
        ));
        wanted = wanted.take().or(button_ui(
            ui,
            input.redo.is_some(),
            icons::REDO,
            "重做",
            MenuAction::Redo,
            &redo,
        ));
        ui.separator();
        wanted = wanted.take().or(button_ui(
            ui,
            !input.read_only,
            icons::PLUS,
            "章节",
            MenuAction::AddSection,
            "添加章节",
        ));
        wanted = wanted.take().or(button_ui(
            ui,
            true,
            icons::SEARCH,
            "查找",
            MenuAction::Find,
            "",
        ));
        ui.separator();
        wanted = wanted.take().or(button_ui(
            ui,
            true,
            icons::EXPORT,
            "导出 Word",
            MenuAction::ExportWord,
            "",
        ));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            wanted = wanted.take().or(button_ui(
                ui,
                true,
                icons::PANEL_RIGHT,
                "素材库",
                MenuAction::ToggleLibrary,
                "显示或隐藏素材库",
            ));
            wanted = wanted.take().or(button_ui(
                ui,
                true,
                icons::PANEL_LEFT,
                "提纲",
                MenuAction::ToggleOutline,
                "显示或隐藏提纲",
            ));
            wanted = wanted.take().or(button_ui(
                ui,
                true,
                icons::COMMAND,
                "命令",
                MenuAction::Palette,
                "",
            ));
        });
    });
    wanted
}

fn button_ui(
    ui: &mut Ui,
    is_enabled: bool,
    icon: &str,
    text: &str,
    action: MenuAction,
    hover: &str,
) -> Option<Action> {
    let label = label(action);
    let mut tip = if hover.is_empty() {
        label.text.trim_end_matches('…').to_owned()
    } else {
        hover.to_owned()
    };
    if let Some(shortcut) = label.shortcut {
        tip = format!("{tip}（{}）", ui.ctx().format_shortcut(&shortcut));
    }
    let button = Button::new((RichText::new(icon).size(16.0), text)).frame_when_inactive(false);
    let response = ui.add_enabled(is_enabled, button).on_hover_text(tip);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, is_enabled, format!("工具栏：{text}"))
    });
    response.clicked().then_some(Action::Menu(action))
}
