//! The settings: theme, size of the text, speaking rate, layout of exports.

use std::path::PathBuf;

use egui::{Align, Grid, Layout, Slider, ThemePreference, Ui};

use crate::wording::file_name;

use super::dialog::{dialog_ui, primary_button};
use super::theme::space;

/// Speaking rates offered, in syllables a minute: from slow and solemn to brisk.
const RATES: [u32; 4] = [160, 180, 200, 220];

/// The settings that the window shows.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingsDraft {
    pub theme: ThemePreference,
    /// Size of the manuscript's text, in points.
    pub body_size: f32,
    /// Syllables a minute.
    pub rate: u32,
    pub layout: LayoutDraft,
}

/// Which layout an export uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LayoutDraft {
    Standard,
    Nominal,
    File(PathBuf),
}

/// What the user wants of the window besides other settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsAnswer {
    ChooseLayout,
    Close,
}

/// Shows the window; changes take effect at once.
pub fn settings_window_ui(ui: &Ui, draft: &mut SettingsDraft) -> Option<SettingsAnswer> {
    let dialog = dialog_ui(ui, "settings", 460.0, "设置", |ui| {
        let wants_layout = Grid::new("settings grid")
            .num_columns(2)
            .spacing([28.0, 14.0])
            .show(ui, |ui| settings_grid_ui(ui, draft))
            .inner;
        ui.add_space(space::LARGE);
        let is_done = ui
            .with_layout(Layout::right_to_left(Align::Center), |ui| {
                primary_button(ui, "完成").clicked()
            })
            .inner;
        if is_done {
            Some(SettingsAnswer::Close)
        } else {
            wants_layout.then_some(SettingsAnswer::ChooseLayout)
        }
    });
    let is_left = dialog.should_close().then_some(SettingsAnswer::Close);
    dialog.inner.or(is_left)
}

/// Returns true if a layout file is to be chosen.
fn settings_grid_ui(ui: &mut Ui, draft: &mut SettingsDraft) -> bool {
    ui.label("主题");
    ui.horizontal(|ui| {
        for (choice, name) in [
            (ThemePreference::System, "跟随系统"),
            (ThemePreference::Light, "浅色"),
            (ThemePreference::Dark, "深色"),
        ] {
            ui.selectable_value(&mut draft.theme, choice, name);
        }
    });
    ui.end_row();
    ui.label("正文字号");
    let slider = ui.add(
        Slider::new(&mut draft.body_size, 14.0..=28.0)
            .step_by(1.0)
            .fixed_decimals(0),
    );
    slider
        .ctx
        .accesskit_node_builder(slider.id, |node| node.set_label("正文字号"));
    ui.end_row();
    ui.label("语速").on_hover_text("朗读时间按它估算");
    ui.horizontal(|ui| {
        for rate in RATES {
            ui.selectable_value(&mut draft.rate, rate, rate.to_string());
        }
        ui.weak("音节/分钟");
    });
    ui.end_row();
    ui.label("导出版式");
    let wants_layout = ui.vertical(|ui| layout_ui(ui, &mut draft.layout)).inner;
    ui.end_row();
    wants_layout
}

/// Returns true if a layout file is to be chosen.
fn layout_ui(ui: &mut Ui, layout: &mut LayoutDraft) -> bool {
    let mut wants_file = false;
    ui.horizontal(|ui| {
        ui.selectable_value(layout, LayoutDraft::Standard, "标准")
            .on_hover_text("在 Word 和 WPS 里真正排出每页 22 行、每行 28 字");
        ui.selectable_value(layout, LayoutDraft::Nominal, "国标页边")
            .on_hover_text("页边距照国标所写的数值，行数和字数由软件决定");
        wants_file = ui
            .selectable_label(matches!(layout, LayoutDraft::File(_)), "版式文件…")
            .on_hover_text("自己的版式文件（.ron），用 jianggao layout-template 可以得到一份来改")
            .clicked();
    });
    if let LayoutDraft::File(path) = layout {
        ui.weak(file_name(path))
            .on_hover_text(path.display().to_string());
    }
    wants_file
}
