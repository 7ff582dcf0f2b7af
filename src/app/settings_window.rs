//! The settings and the about box.

use egui::{Id, Modal, RichText, Slider, Ui};

use crate::store::settings::{LayoutChoice, ThemeChoice};
use crate::ui::theme::Palette;

use super::window::Window;

/// Speaking rates offered, in syllables a minute: from slow and solemn to brisk.
const RATES: [u32; 4] = [160, 180, 200, 220];

impl Window {
    pub(super) fn settings_ui(&mut self, ui: &Ui) {
        if self.shows_settings {
            let ctx = ui.ctx().clone();
            let before = self.desk.settings.theme;
            let settings = &mut self.desk.settings;
            let modal = Modal::new(Id::unique("settings")).show(&ctx, |ui| {
                ui.set_width(420.0);
                ui.label(RichText::new("设置").size(17.0).strong());
                ui.add_space(8.0);
                egui::Grid::new("settings grid")
                    .num_columns(2)
                    .spacing([24.0, 12.0])
                    .show(ui, |ui| {
                        ui.label("主题");
                        ui.horizontal(|ui| {
                            ui.selectable_value(
                                &mut settings.theme,
                                ThemeChoice::System,
                                "跟随系统",
                            );
                            ui.selectable_value(&mut settings.theme, ThemeChoice::Light, "浅色");
                            ui.selectable_value(&mut settings.theme, ThemeChoice::Dark, "深色");
                        });
                        ui.end_row();
                        ui.label("语速（音节/分钟）");
                        ui.horizontal(|ui| {
                            for rate in RATES {
                                ui.selectable_value(&mut settings.rate, rate, rate.to_string());
                            }
                        });
                        ui.end_row();
                        ui.label("导出版式");
                        ui.horizontal(|ui| {
                            ui.selectable_value(
                                &mut settings.layout,
                                LayoutChoice::Standard,
                                "标准",
                            );
                            ui.selectable_value(
                                &mut settings.layout,
                                LayoutChoice::Nominal,
                                "名义边距",
                            );
                            if let LayoutChoice::File(path) = settings.layout.clone() {
                                let name = path
                                    .file_name()
                                    .unwrap_or_default()
                                    .to_string_lossy()
                                    .into_owned();
                                ui.selectable_value(
                                    &mut settings.layout,
                                    LayoutChoice::File(path),
                                    name,
                                );
                            }
                        });
                        ui.end_row();
                        ui.label("正文字号");
                        let slider =
                            ui.add(Slider::new(&mut settings.body_size, 14.0..=28.0).step_by(1.0));
                        slider
                            .ctx
                            .accesskit_node_builder(slider.id, |node| node.set_label("正文字号"));
                        ui.end_row();
                    });
                ui.add_space(12.0);
                ui.button("完成").clicked()
            });
            if modal.inner || modal.should_close() {
                self.shows_settings = false;
            }
            let theme = self.desk.settings.theme;
            if theme != before {
                self.set_theme(&ctx, theme);
            }
        }
        if self.shows_about {
            let modal = Modal::new(Id::unique("about")).show(ui.ctx(), |ui| {
                let palette = Palette::of(ui.visuals());
                ui.set_width(360.0);
                ui.label(RichText::new("讲稿 Jianggao").size(19.0).strong());
                ui.colored_label(palette.muted, format!("版本 {}", env!("CARGO_PKG_VERSION")));
                ui.add_space(8.0);
                ui.label("领导讲话稿的起草台：提纲、正文、素材，最后是一份合乎版式的 Word 文件。");
                ui.add_space(8.0);
                ui.colored_label(palette.muted, "界面字体取自思源黑体（Noto Sans CJK SC，SIL OFL 1.1），图标取自 Lucide（ISC）。");
                ui.add_space(12.0);
                ui.button("关闭").clicked()
            });
            if modal.inner || modal.should_close() {
                self.shows_about = false;
            }
        }
    }
}
