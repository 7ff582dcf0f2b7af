//! The about box: what the program is, and whose work is in it.

use egui::{Align, Layout, Ui};

use super::dialog::{dialog_ui, primary_button};
use super::theme::{Palette, space};

/// Shows the box; false when the user has done with it.
pub fn about_window_ui(ui: &Ui) -> bool {
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
    !(dialog.inner || dialog.should_close())
}
