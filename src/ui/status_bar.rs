//! The status bar: how long the speech is, and whether it is safe.

use egui::{Align, Layout, Ui};

use super::counts::{Count, duration};
use super::theme::Palette;

/// What the status bar shows.
pub struct StatusInput<'a> {
    pub all: Count,
    /// Syllables a minute.
    pub rate: u32,
    pub n_sections: usize,
    pub is_dirty: bool,
    pub has_file: bool,
    /// Who else has the file open.
    pub read_only: Option<&'a str>,
    pub running: Option<Running>,
}

/// A job under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    pub name: &'static str,
    /// Parts done, of all; `None` when the job has no parts.
    pub parts: Option<(usize, usize)>,
    pub can_cancel: bool,
}

/// Shows the status bar; whether the job under way is to stop.
pub fn status_bar_ui(ui: &mut Ui, input: &StatusInput<'_>) -> bool {
    let mut is_cancelled = false;
    let palette = Palette::of(ui.visuals());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        ui.label(format!("{} 字", thousands(input.all.characters)))
            .on_hover_text(
                "字数，与 Word 的“字数”相同：汉字和全角标点各计一，外文单词和数字按个计",
            );
        ui.label(format!("约 {}", duration(input.all.syllables, input.rate)))
            .on_hover_text(format!(
                "朗读时间：{} 个音节，每分钟 {} 个",
                input.all.syllables, input.rate
            ));
        ui.label(format!("{} 个章节", input.n_sections));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(who) = input.read_only {
                ui.colored_label(palette.warning, format!("只读：{who}正在编辑"));
            } else if !input.is_dirty && input.has_file {
                ui.colored_label(palette.muted, "已保存");
            } else if !input.is_dirty {
                ui.colored_label(palette.muted, "尚无改动");
            } else {
                ui.colored_label(palette.accent, "未保存")
                    .on_hover_text("改动在恢复副本里，程序意外关闭也不会丢；按 Ctrl+S 存入文件");
            }
            if let Some(running) = input.running {
                if running.can_cancel {
                    is_cancelled = ui.small_button("停止").clicked();
                }
                let parts = match running.parts {
                    Some((n_done, n_all)) => format!(" {n_done}/{n_all}"),
                    None => String::new(),
                };
                ui.colored_label(palette.muted, format!("{}{parts}", running.name));
                ui.spinner();
            }
        });
    });
    is_cancelled
}

/// 12345 as 12,345.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_grouped() {
        assert_eq!(super::thousands(0), "0");
        assert_eq!(super::thousands(999), "999");
        assert_eq!(super::thousands(1_400_000), "1,400,000");
    }
}
