//! Lines of the review's list that are no findings: heads of groups, shares, what is not shown.

use egui::{Align, Button, Layout, RichText, Sense, Ui, UiBuilder, vec2};

use crate::model::Speech;
use crate::review::{CopiedReport, Followed, RuleInfo};
use crate::ui::Action;
use crate::ui::icons;
use crate::ui::theme::{Palette, bold};

use super::explain::explain_ui;
use super::{ReviewInput, items};

/// The head of a group; whether it is to be opened or closed.
pub(super) fn head_ui(
    ui: &mut Ui,
    (name, n): (&str, usize),
    rule: Option<&'static RuleInfo>,
    is_open: bool,
    (input, reviewed): (&ReviewInput<'_>, &Followed),
    actions: &mut Vec<Action>,
) -> bool {
    let palette = Palette::of(ui.visuals());
    let rect = ui.max_rect();
    let response = ui.interact(rect, ui.scope_id().with("head"), Sense::click());
    response.widget_info(|| {
        let text = format!("{name} {n}");
        egui::WidgetInfo::selected(egui::Role::Button, true, is_open, text)
    });
    if response.hovered() {
        ui.painter()
            .rect_filled(rect.shrink2(vec2(0.0, 2.0)), 4.0, palette.hover);
    }
    let mut line = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center)),
    );
    line.spacing_mut().item_spacing.x = 6.0;
    let chevron = if is_open {
        icons::CHEVRON_DOWN
    } else {
        icons::CHEVRON_RIGHT
    };
    line.label(RichText::new(chevron).size(13.0).color(palette.faint));
    let name_ui = |ui: &mut Ui| {
        let text = RichText::new(name)
            .font(bold(ui.ctx(), 14.0))
            .color(palette.ink);
        ui.add(egui::Label::new(text).truncate().selectable(false));
        ui.add(
            egui::Label::new(RichText::new(n.to_string()).color(palette.muted)).selectable(false),
        );
    };
    let fixes = rule.filter(|rule| n > 1 && !input.read_only && has_fixes(reviewed, rule.code));
    line.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if let Some(rule) = fixes {
            let button = Button::new(RichText::new("全部修改").size(12.5)).small();
            let button = ui
                .add(button)
                .on_hover_text("每一处都按第一个建议修改，一次撤销全部收回");
            button.widget_info(|| {
                let text = format!("全部修改：{}", rule.name);
                egui::WidgetInfo::labeled(egui::Role::Button, true, text)
            });
            if button.clicked() {
                actions.push(Action::FixAll(rule.code));
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), name_ui);
    });
    let is_toggled = response.clicked();
    if let Some(rule) = rule {
        response.on_hover_ui(|ui| explain_ui(ui, rule));
    }
    is_toggled
}

fn has_fixes(reviewed: &Followed, code: &str) -> bool {
    let mut of_rule = reviewed
        .shown()
        .filter(|(_, finding)| finding.rule.code == code);
    of_rule.any(|(_, finding)| !finding.fixes.is_empty())
}

/// How much was copied in all; section by section while the pointer rests there.
pub(super) fn copied_ui(ui: &mut Ui, speech: &Speech, copied: &CopiedReport) {
    let palette = Palette::of(ui.visuals());
    let percent = |share: f64| format!("{:.0}%", share * 100.0);
    let text = format!(
        "全文 {}与素材相同，最长连续 {} 字",
        percent(copied.share()),
        copied.longest
    );
    let rect = ui.max_rect();
    let mut line = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center)),
    );
    line.add_space(20.0);
    let text = RichText::new(text).size(13.0).color(palette.muted);
    let label = line.add(egui::Label::new(text).truncate().selectable(false));
    label.on_hover_ui(|ui| {
        let names = items::section_names(speech);
        for section in copied
            .sections
            .iter()
            .filter(|section| section.n_copied > 0)
        {
            let name = names.get(&section.section).map_or("", String::as_str);
            ui.label(format!("{}　{name}", percent(section.share())));
        }
    });
}

/// A line of what is not shown, with a button that brings it back.
pub(super) fn rest_ui(ui: &mut Ui, name: &str, answer: &str, is_enabled: bool) -> bool {
    let palette = Palette::of(ui.visuals());
    let rect = ui.max_rect();
    let mut line = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::right_to_left(Align::Center)),
    );
    let button = line.add_enabled(
        is_enabled,
        Button::new(RichText::new(answer).size(12.5)).small(),
    );
    button.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, is_enabled, format!("{answer}：{name}"))
    });
    let is_clicked = button.clicked();
    line.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(20.0);
        let text = RichText::new(name).size(13.0).color(palette.muted);
        ui.add(egui::Label::new(text).truncate().selectable(false));
    });
    is_clicked
}
