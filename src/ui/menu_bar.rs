//! The menus: every wish where one looks for it, with its shortcut.

use std::path::PathBuf;

use egui::{Button, Ui};

use super::action::{Action, MenuAction};
use super::labels::{self, label};

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
pub fn menu_bar_ui(ui: &mut Ui, input: &MenuInput<'_>) -> Option<Action> {
    let mut wanted = None;
    egui::MenuBar::new().ui(ui, |ui| {
        ui.menu_button("文件", |ui| {
            wanted = wanted.take().or(file_menu_ui(ui, input));
        });
        ui.menu_button("编辑", |ui| {
            wanted = wanted.take().or(edit_menu_ui(ui, input));
        });
        ui.menu_button("章节", |ui| {
            wanted = wanted.take().or(section_menu_ui(ui, input));
        });
        ui.menu_button("检查", |ui| {
            wanted = wanted.take().or(check_menu_ui(ui));
        });
        ui.menu_button("查看", |ui| {
            wanted = wanted.take().or(view_menu_ui(ui, input));
        });
        ui.menu_button("帮助", |ui| {
            wanted = wanted
                .take()
                .or(entries_ui(ui, true, &[MenuAction::Tour, MenuAction::About]));
        });
    });
    wanted
}

fn entry_ui(ui: &mut Ui, is_enabled: bool, action: MenuAction, text: &str) -> Option<Action> {
    let mut button = Button::new(text);
    if let Some(shortcut) = label(action).shortcut {
        button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
    }
    let clicked = ui.add_enabled(is_enabled, button).clicked();
    clicked.then_some(Action::Menu(action))
}

fn entries_ui(ui: &mut Ui, is_enabled: bool, actions: &[MenuAction]) -> Option<Action> {
    let mut wanted = None;
    for &action in actions {
        wanted = wanted.or(entry_ui(ui, is_enabled, action, label(action).text));
    }
    wanted
}

fn check_ui(ui: &mut Ui, is_on: bool, action: MenuAction) -> Option<Action> {
    let mark = if is_on { "✓ " } else { "　 " };
    entry_ui(ui, true, action, &format!("{mark}{}", label(action).text))
}

fn file_menu_ui(ui: &mut Ui, input: &MenuInput<'_>) -> Option<Action> {
    let mut wanted = entries_ui(ui, true, &[MenuAction::New, MenuAction::Open]);
    ui.menu_button("最近打开", |ui| {
        if input.recent.is_empty() {
            ui.weak("还没有");
        }
        for path in input.recent {
            let name = file_name(path);
            if ui
                .button(name)
                .on_hover_text(path.display().to_string())
                .clicked()
            {
                wanted = Some(Action::OpenPath(path.clone()));
            }
        }
    });
    ui.separator();
    wanted = wanted.or(entries_ui(
        ui,
        true,
        &[MenuAction::Save, MenuAction::SaveAs],
    ));
    ui.separator();
    wanted = wanted.or(entries_ui(
        ui,
        true,
        &[
            MenuAction::ExportWord,
            MenuAction::ExportText,
            MenuAction::ExportMarkdown,
            MenuAction::ExportRoll,
        ],
    ));
    ui.separator();
    wanted = wanted.or(entries_ui(
        ui,
        true,
        &[MenuAction::ImportSnippets, MenuAction::ImportFolder],
    ));
    ui.separator();
    wanted.or(entries_ui(ui, true, &[MenuAction::Quit]))
}

fn edit_menu_ui(ui: &mut Ui, input: &MenuInput<'_>) -> Option<Action> {
    let named = |what: &str, step: &Option<String>| match step {
        Some(step) => format!("{what}：{step}"),
        None => what.to_owned(),
    };
    let mut wanted = entry_ui(
        ui,
        input.undo.is_some(),
        MenuAction::Undo,
        &named("撤销", &input.undo),
    );
    wanted = wanted.or(entry_ui(
        ui,
        input.redo.is_some(),
        MenuAction::Redo,
        &named("重做", &input.redo),
    ));
    ui.separator();
    wanted = wanted.or(entries_ui(ui, !input.read_only, &[MenuAction::Cut]));
    wanted = wanted.or(entries_ui(ui, true, &[MenuAction::Copy]));
    wanted = wanted.or(entries_ui(ui, !input.read_only, &[MenuAction::Paste]));
    wanted = wanted.or(entries_ui(ui, true, &[MenuAction::SelectAll]));
    ui.separator();
    wanted = wanted.or(entries_ui(
        ui,
        true,
        &[
            MenuAction::Find,
            MenuAction::Replace,
            MenuAction::FindNext,
            MenuAction::FindPrevious,
        ],
    ));
    ui.separator();
    wanted = wanted.or(entries_ui(
        ui,
        !input.read_only,
        &[MenuAction::FullWidthPunctuation],
    ));
    ui.separator();
    wanted.or(entries_ui(ui, true, &[MenuAction::EditRoster]))
}

fn section_menu_ui(ui: &mut Ui, input: &MenuInput<'_>) -> Option<Action> {
    let mut wanted = entries_ui(ui, !input.read_only, &[MenuAction::AddSection]);
    let has_section = input.has_section && !input.read_only;
    wanted = wanted.or(entries_ui(
        ui,
        has_section,
        &[
            MenuAction::AddSubsection,
            MenuAction::RenameSection,
            MenuAction::DuplicateSection,
        ],
    ));
    ui.separator();
    wanted = wanted.or(entries_ui(
        ui,
        has_section,
        &[
            MenuAction::MoveSectionUp,
            MenuAction::MoveSectionDown,
            MenuAction::NestSection,
            MenuAction::UnnestSection,
            MenuAction::ToggleNumbered,
        ],
    ));
    ui.separator();
    wanted.or(entries_ui(ui, has_section, &[MenuAction::DeleteSection]))
}

fn check_menu_ui(ui: &mut Ui) -> Option<Action> {
    let findings = [
        MenuAction::ShowReview,
        MenuAction::NextFinding,
        MenuAction::PreviousFinding,
    ];
    let mut wanted = entries_ui(ui, true, &findings);
    ui.separator();
    wanted = wanted.or(entries_ui(ui, true, &[MenuAction::ShowRoll]));
    ui.separator();
    wanted.or(entries_ui(ui, true, &[MenuAction::EditWords]))
}

fn view_menu_ui(ui: &mut Ui, input: &MenuInput<'_>) -> Option<Action> {
    let mut wanted = check_ui(ui, input.outline_shown, MenuAction::ToggleOutline);
    wanted = wanted.or(check_ui(ui, input.library_shown, MenuAction::ToggleLibrary));
    wanted = wanted.or(check_ui(
        ui,
        input.outline_locked,
        MenuAction::ToggleOutlineLock,
    ));
    ui.separator();
    wanted = wanted.or(entries_ui(
        ui,
        true,
        &[
            MenuAction::ZoomIn,
            MenuAction::ZoomOut,
            MenuAction::ZoomReset,
        ],
    ));
    ui.separator();
    ui.menu_button("主题", |ui| {
        wanted = wanted.take().or(entries_ui(
            ui,
            true,
            &[
                MenuAction::ThemeSystem,
                MenuAction::ThemeLight,
                MenuAction::ThemeDark,
            ],
        ));
    });
    ui.separator();
    wanted = wanted.or(entries_ui(
        ui,
        true,
        &[
            MenuAction::FocusOutline,
            MenuAction::FocusManuscript,
            MenuAction::FocusLibrary,
            MenuAction::ShowRoll,
        ],
    ));
    ui.separator();
    wanted.or(entries_ui(
        ui,
        true,
        &[MenuAction::Palette, MenuAction::Settings],
    ))
}

/// A step of undo in words.
pub fn step_text(name: Option<&crate::edit::StepName>) -> Option<String> {
    name.map(labels::step)
}
