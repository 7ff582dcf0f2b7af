//! What a rule is about, what is wrong with some words, and how bad it is: in words and colours.

use egui::{Color32, RichText, Ui};

use crate::review::{Finding, RuleInfo, Severity};
use crate::ui::theme::{Palette, bold};
use crate::wording;

use super::finding_row::fix_name;

/// The colour of a severity.
pub fn severity_colour(severity: Severity, palette: &Palette) -> Color32 {
    match severity {
        Severity::Error => palette.error,
        Severity::Warning => palette.warning,
        Severity::Hint => palette.accent,
    }
}

/// What a rule is about, with its examples.
pub fn explain_ui(ui: &mut Ui, rule: &RuleInfo) {
    let palette = Palette::of(ui.visuals());
    ui.set_max_width(340.0);
    ui.spacing_mut().item_spacing.y = 3.0;
    let head = format!("{} {}", rule.code, rule.name);
    ui.label(RichText::new(head).font(bold(ui.ctx(), 14.0)));
    for line in rule.explain.lines() {
        let line = line.trim().replace('｜', " / ");
        match (line.strip_prefix("反例："), line.strip_prefix("正例：")) {
            (Some(wrong), _) => ui.label(
                RichText::new(format!("× {wrong}"))
                    .size(13.0)
                    .color(palette.error),
            ),
            (_, Some(right)) => ui.label(
                RichText::new(format!("✓ {right}"))
                    .size(13.0)
                    .color(palette.muted),
            ),
            _ => ui.label(line),
        };
    }
}

/// What is wrong with some words of the text, in a few lines.
pub fn explain_finding_ui(ui: &mut Ui, finding: &Finding) {
    let palette = Palette::of(ui.visuals());
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.horizontal(|ui| {
        let colour = severity_colour(finding.severity, &palette);
        ui.colored_label(colour, wording::severity(finding.severity));
        ui.label(RichText::new(finding.rule.name).font(bold(ui.ctx(), 14.0)));
    });
    ui.label(&finding.message);
    let fixes: Vec<String> = finding.fixes.iter().map(fix_name).collect();
    if !fixes.is_empty() {
        ui.label(RichText::new(fixes.join("，或")).color(palette.accent));
    }
    ui.label(
        RichText::new("F8 下一个 · Ctrl+5 审校")
            .size(12.0)
            .color(palette.faint),
    );
}
