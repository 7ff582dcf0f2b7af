//! The status bar: how long the speech is, and whether it is safe.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Button, FontId, Layout, ProgressBar, Ui};

use crate::model::Figures;
use crate::review::{Followed, Severity};
use crate::roster::Coverage;
use crate::wording;

use super::action::{Action, MenuAction};
use super::counts::{duration, ratio};
use super::review_panel::severity_colour;
use super::theme::Palette;

/// What the status bar shows.
pub struct StatusInput<'a> {
    pub all: Figures,
    /// Syllables a minute.
    pub rate: u32,
    pub n_sections: usize,
    /// `None` when the speech has no roster.
    pub roll: Option<&'a Coverage>,
    /// `None` until the speech has been reviewed for the first time.
    pub reviewed: Option<&'a Followed>,
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

/// Shows the status bar and returns what the user asked for.
pub fn status_bar_ui(ui: &mut Ui, input: &StatusInput<'_>) -> Option<Action> {
    let mut wanted = None;
    let palette = Palette::of(ui.visuals());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        ui.label(format!("{} 字", wording::thousands(input.all.n_chars)))
            .on_hover_text(
                "字数，与导出后 Word 显示的“字数”相同：题头和标题序号都算；汉字和全角标点各计一，外文单词和数字按个计",
            );
        ui.label(format!("约 {}", duration(input.all.n_syllables, input.rate)))
            .on_hover_text(format!(
                "朗读时间：{} 个音节，每分钟 {} 个",
                input.all.n_syllables, input.rate
            ));
        ui.label(format!("{} 个章节", input.n_sections));
        if let Some(coverage) = input.roll {
            let text = format!("点名 {}", totals(coverage));
            let button = ui.add(Button::new(text).frame_when_inactive(false).small());
            if button.on_hover_text("各组讲到的单位数；点击查看").clicked() {
                wanted = Some(Action::Menu(MenuAction::ShowRoll));
            }
        }
        if let Some(reviewed) = input.reviewed {
            let button = Button::new(findings(ui, reviewed))
                .frame_when_inactive(false)
                .small();
            let button = ui
                .add(button)
                .on_hover_text("审校发现的问题；点击查看，F8 下一个");
            if button.clicked() {
                wanted = Some(Action::Menu(MenuAction::ShowReview));
            }
        }
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
                    let is_cancelled = ui.small_button("停止").clicked();
                    wanted = is_cancelled.then_some(Action::CancelJobs);
                }
                if let Some((n_done, n_all)) = running.parts {
                    let bar = ProgressBar::new(ratio(n_done, n_all)).desired_width(120.0);
                    ui.add(bar.desired_height(6.0));
                    ui.colored_label(palette.muted, format!("{n_done}/{n_all}"));
                } else {
                    ui.spinner();
                }
                ui.colored_label(palette.muted, running.name);
            }
        });
    });
    wanted
}

/// How many findings there are of each severity: 错误 1　疑似 2　提示 3.
fn findings(ui: &Ui, reviewed: &Followed) -> LayoutJob {
    let palette = Palette::of(ui.visuals());
    let mut text = LayoutJob::default();
    for severity in Severity::ALL {
        let n = reviewed.n(severity);
        let ink = if n > 0 && severity != Severity::Hint {
            severity_colour(severity, &palette)
        } else {
            palette.muted
        };
        let room = if text.is_empty() { 0.0 } else { 8.0 };
        let words = format!("{} {n}", wording::severity(severity));
        text.append(
            &words,
            room,
            TextFormat::simple(FontId::proportional(13.0), ink),
        );
    }
    text
}

/// How many units of each group are spoken of: 13/13 · 12/12 · 0/13.
fn totals(coverage: &Coverage) -> String {
    let group =
        |group: &crate::roster::GroupCoverage| format!("{}/{}", group.n_named(), group.units.len());
    let groups: Vec<_> = coverage.groups.iter().map(group).collect();
    groups.join(" · ")
}
