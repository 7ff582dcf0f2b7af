//! The menus: every command where one looks for it, with its shortcut.

use std::path::PathBuf;

use egui::{Button, Ui};

use super::action::{Action, MenuAction};
use super::labels;

use crate::wording::file_name;

/// What the menus show besides the words.
pub struct MenuInput<'a> {
    /// What undo would take back, in words; `None` when there is nothing.
    pub undo: Option<String>,
    pub redo: Option<String>,
    pub recent: &'a [PathBuf],
    pub outline_shown: bool,
    pub library_shown: bool,
    pub outline_locked: bool,
    pub has_section: bool,
    pub read_only: bool,
}

/// Shows the menu bar.
pub fn menu_bar_ui(ui: &mut Ui, input: &MenuInput<'_>, actions: &mut Vec<Action>) {
    egui::MenuBar::new().ui(ui, |ui| {
        ui.menu_button("文件", |ui| file_menu_ui(ui, input, actions));
        ui.menu_button("编辑", |ui| edit_menu_ui(ui, input, actions));
        ui.menu_button("章节", |ui| section_menu_ui(ui, input, actions));
        ui.menu_button("素材", |ui| library_menu_ui(ui, actions));
        ui.menu_button("检查", |ui| check_menu_ui(ui, actions));
        ui.menu_button("查看", |ui| view_menu_ui(ui, input, actions));
        ui.menu_button("帮助", |ui| {
            entries_ui(ui, &[MenuAction::Tour, MenuAction::About], actions);
        });
    });
}

fn entry_ui(
    ui: &mut Ui,
    is_enabled: bool,
    action: MenuAction,
    text: &str,
    actions: &mut Vec<Action>,
) {
    let mut button = Button::new(text);
    if let Some(keys) = action.label().keys_text(ui.ctx()) {
        button = button.shortcut_text(keys);
    }
    if ui.add_enabled(is_enabled, button).clicked() {
        actions.push(Action::Menu(action));
    }
}

fn entries_ui(ui: &mut Ui, entries: &[MenuAction], actions: &mut Vec<Action>) {
    for &action in entries {
        entry_ui(ui, true, action, action.label().text, actions);
    }
}

/// Entries that are grey unless `is_enabled`.
fn entries_if_ui(ui: &mut Ui, is_enabled: bool, entries: &[MenuAction], actions: &mut Vec<Action>) {
    for &action in entries {
        entry_ui(ui, is_enabled, action, action.label().text, actions);
    }
}

fn check_ui(ui: &mut Ui, is_on: bool, action: MenuAction, actions: &mut Vec<Action>) {
    let mark = if is_on { "✓ " } else { "　 " };
    let text = format!("{mark}{}", action.label().text);
    entry_ui(ui, true, action, &text, actions);
}

fn file_menu_ui(ui: &mut Ui, input: &MenuInput<'_>, actions: &mut Vec<Action>) {
    entries_ui(ui, &[MenuAction::New, MenuAction::Open], actions);
    ui.menu_button("最近打开", |ui| {
        if input.recent.is_empty() {
            ui.weak("还没有");
        }
        for path in input.recent {
            let button = ui.button(file_name(path));
            if button.on_hover_text(path.display().to_string()).clicked() {
                actions.push(Action::OpenPath(path.clone()));
            }
        }
    });
    ui.separator();
    entries_ui(ui, &[MenuAction::Save, MenuAction::SaveAs], actions);
    ui.separator();
    let exports = [
        MenuAction::ExportWord,
        MenuAction::ExportText,
        MenuAction::ExportMarkdown,
        MenuAction::ExportRoll,
    ];
    entries_ui(ui, &exports, actions);
    ui.separator();
    entries_ui(ui, &[MenuAction::Quit], actions);
}

fn edit_menu_ui(ui: &mut Ui, input: &MenuInput<'_>, actions: &mut Vec<Action>) {
    for (action, step) in [
        (MenuAction::Undo, &input.undo),
        (MenuAction::Redo, &input.redo),
    ] {
        let what = action.label().text;
        let text = match step {
            Some(step) => format!("{what}：{step}"),
            None => what.to_owned(),
        };
        entry_ui(ui, step.is_some(), action, &text, actions);
    }
    ui.separator();
    let is_free = !input.read_only;
    entries_if_ui(ui, is_free, &[MenuAction::Cut], actions);
    entries_ui(ui, &[MenuAction::Copy], actions);
    entries_if_ui(ui, is_free, &[MenuAction::Paste], actions);
    entries_ui(ui, &[MenuAction::SelectAll], actions);
    ui.separator();
    let find = [
        MenuAction::Find,
        MenuAction::Replace,
        MenuAction::FindNext,
        MenuAction::FindPrevious,
    ];
    entries_ui(ui, &find, actions);
    ui.separator();
    entries_if_ui(ui, is_free, &[MenuAction::FullWidthPunctuation], actions);
    ui.separator();
    entries_ui(ui, &[MenuAction::EditRoster], actions);
}

fn section_menu_ui(ui: &mut Ui, input: &MenuInput<'_>, actions: &mut Vec<Action>) {
    entries_if_ui(ui, !input.read_only, &[MenuAction::AddSection], actions);
    let has_section = input.has_section && !input.read_only;
    let one = [
        MenuAction::AddSubsection,
        MenuAction::RenameSection,
        MenuAction::DuplicateSection,
    ];
    entries_if_ui(ui, has_section, &one, actions);
    ui.separator();
    let moves = [
        MenuAction::MoveSectionUp,
        MenuAction::MoveSectionDown,
        MenuAction::NestSection,
        MenuAction::UnnestSection,
        MenuAction::ToggleNumbered,
    ];
    entries_if_ui(ui, has_section, &moves, actions);
    ui.separator();
    entries_if_ui(ui, has_section, &[MenuAction::DeleteSection], actions);
}

fn library_menu_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let imports = [MenuAction::ImportSnippets, MenuAction::ImportFolder];
    entries_ui(ui, &imports, actions);
    ui.separator();
    let steps = [MenuAction::UndoLibrary, MenuAction::RedoLibrary];
    entries_ui(ui, &steps, actions);
}

fn check_menu_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let findings = [
        MenuAction::ShowReview,
        MenuAction::NextFinding,
        MenuAction::PreviousFinding,
    ];
    entries_ui(ui, &findings, actions);
    ui.separator();
    entries_ui(ui, &[MenuAction::ShowRoll], actions);
    ui.separator();
    entries_ui(ui, &[MenuAction::EditWords], actions);
}

fn view_menu_ui(ui: &mut Ui, input: &MenuInput<'_>, actions: &mut Vec<Action>) {
    for (is_on, action) in [
        (input.outline_shown, MenuAction::ToggleOutline),
        (input.library_shown, MenuAction::ToggleLibrary),
        (input.outline_locked, MenuAction::ToggleOutlineLock),
    ] {
        check_ui(ui, is_on, action, actions);
    }
    ui.separator();
    let zoom = [
        MenuAction::ZoomIn,
        MenuAction::ZoomOut,
        MenuAction::ZoomReset,
    ];
    entries_ui(ui, &zoom, actions);
    ui.separator();
    ui.menu_button("主题", |ui| {
        let themes = [
            MenuAction::ThemeSystem,
            MenuAction::ThemeLight,
            MenuAction::ThemeDark,
        ];
        entries_ui(ui, &themes, actions);
    });
    ui.separator();
    let places = [
        MenuAction::FocusOutline,
        MenuAction::FocusManuscript,
        MenuAction::FocusLibrary,
        MenuAction::ShowRoll,
    ];
    entries_ui(ui, &places, actions);
    ui.separator();
    entries_ui(ui, &[MenuAction::Palette, MenuAction::Settings], actions);
}

/// A step of undo in words.
pub fn step_text(name: Option<&crate::edit::StepName>) -> Option<String> {
    name.map(labels::step)
}
