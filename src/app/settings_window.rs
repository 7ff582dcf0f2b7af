//! The settings and the about box.

use egui::{Align, Grid, Layout, Slider, Ui};

use crate::store::settings::{LayoutChoice, ThemeChoice};
use crate::ui::dialog::{dialog_ui, primary_button};
use crate::ui::theme::{Palette, space};
use crate::wording::file_name;

use super::jobs::Purpose;
use super::window::Window;

/// Speaking rates offered, in syllables a minute: from slow and solemn to brisk.
const RATES: [u32; 4] = [160, 180, 200, 220];

impl Window {
    pub(super) fn settings_ui(&mut self, ui: &Ui) {
        if !self.shows_settings {
            return;
        }
        let before = self.desk.settings.theme;
        let dialog = dialog_ui(ui, "settings", 460.0, "设置", |ui| {
            Grid::new("settings grid")
                .num_columns(2)
                .spacing([28.0, 14.0])
                .show(ui, |ui| self.settings_grid_ui(ui));
            ui.add_space(space::LARGE);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                primary_button(ui, "完成").clicked()
            })
            .inner
        });
        if dialog.inner || dialog.should_close() {
            self.shows_settings = false;
        }
        let theme = self.desk.settings.theme;
        if theme != before {
            self.set_theme(ui.ctx(), theme);
        }
    }

    fn settings_grid_ui(&mut self, ui: &mut Ui) {
        let settings = &mut self.desk.settings;
        ui.label("主题");
        ui.horizontal(|ui| {
            for (choice, name) in [
                (ThemeChoice::System, "跟随系统"),
                (ThemeChoice::Light, "浅色"),
                (ThemeChoice::Dark, "深色"),
            ] {
                ui.selectable_value(&mut settings.theme, choice, name);
            }
        });
        ui.end_row();
        ui.label("正文字号");
        let slider = ui.add(
            Slider::new(&mut settings.body_size, 14.0..=28.0)
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
                ui.selectable_value(&mut settings.rate, rate, rate.to_string());
            }
            ui.weak("音节/分钟");
        });
        ui.end_row();
        ui.label("导出版式");
        let wants_file = ui.vertical(|ui| layout_ui(ui, &mut settings.layout)).inner;
        ui.end_row();
        if wants_file {
            self.desk.choose_file_to_open(Purpose::Layout);
        }
    }

    pub(super) fn about_ui(&mut self, ui: &Ui) {
        if !self.shows_about {
            return;
        }
        let dialog = dialog_ui(ui, "about", 380.0, "讲稿 Jianggao", |ui| {
            let palette = Palette::of(ui.visuals());
            ui.colored_label(palette.muted, format!("版本 {}", env!("CARGO_PKG_VERSION")));
            ui.add_space(space::SMALL);
            ui.label("领导讲话稿的起草台：提纲、正文、素材，最后是一份合乎版式的 Word 文件。");
            ui.add_space(space::SMALL);
            ui.colored_label(
                palette.muted,
                "界面字体取自思源黑体（Noto Sans CJK SC，SIL OFL 1.1），图标取自 Lucide（ISC）。",
            );
            ui.add_space(space::LARGE);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                primary_button(ui, "关闭").clicked()
            })
            .inner
        });
        if dialog.inner || dialog.should_close() {
            self.shows_about = false;
        }
    }
}

/// The choice of a layout; whether a file is to be chosen.
fn layout_ui(ui: &mut Ui, layout: &mut LayoutChoice) -> bool {
    let mut wants_file = false;
    ui.horizontal(|ui| {
        ui.selectable_value(layout, LayoutChoice::Standard, "标准")
            .on_hover_text("在 Word 和 WPS 里真正排出每页 22 行、每行 28 字");
        ui.selectable_value(layout, LayoutChoice::Nominal, "国标页边")
            .on_hover_text("页边距照国标所写的数值，行数和字数由软件决定");
        wants_file = ui
            .selectable_label(matches!(layout, LayoutChoice::File(_)), "版式文件…")
            .on_hover_text("自己的版式文件（.ron），用 jianggao layout-template 可以得到一份来改")
            .clicked();
    });
    if let LayoutChoice::File(path) = layout {
        ui.weak(file_name(path))
            .on_hover_text(path.display().to_string());
    }
    wants_file
}
