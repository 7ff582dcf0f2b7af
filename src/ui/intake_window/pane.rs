//! What is selected in the table of an import: its facts to correct, and its text.

use egui::{RichText, ScrollArea, Ui};

use crate::library::{Choice, Fate, Library, PlannedSnippet};
use crate::model::Snippet;
use crate::ui::snippet_form::snippet_form_ui;
use crate::ui::theme::{Palette, bold, space};

use super::{IntakeDraft, is_free};

/// What is selected: its facts to correct, and its text.
pub(super) fn pane_ui(ui: &mut Ui, draft: &mut IntakeDraft, library: &Library) {
    let palette = Palette::of(ui.visuals());
    let selected = draft.selected.clone();
    let mut form = std::mem::take(&mut draft.form);
    let mut planned = draft.planned(&selected);
    if planned.is_empty() {
        ui.add_space(space::LARGE);
        ui.colored_label(
            palette.muted,
            "单位、地区、年份和主题是程序推测的，点一条看全文，不对就更正。\n\n按住 Shift 或 Ctrl 选多条，可以一起更正。",
        );
        return;
    }
    if planned.len() > 1 {
        let text = format!("选中 {} 条，一起更正", planned.len());
        ui.label(RichText::new(text).font(bold(ui.ctx(), 14.0)));
    }
    let mut snippets: Vec<&mut Snippet> = planned
        .iter_mut()
        .map(|planned| &mut planned.snippet)
        .collect();
    snippet_form_ui(ui, &mut form, &mut snippets);
    draft.form = form;
    let mut planned = draft.planned(&selected);
    if planned
        .iter()
        .any(|planned| matches!(planned.fate, Fate::Similar { .. }))
    {
        choices_ui(ui, &mut planned);
    }
    ui.separator();
    let [planned] = planned.as_slice() else {
        return;
    };
    let snippet = &planned.snippet;
    ScrollArea::vertical()
        .id_salt("intake text")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let mut place = snippet.source.clone();
            if let Some(paragraph) = snippet.paragraph {
                place.push_str(&format!(" 第 {paragraph} 段"));
            }
            ui.colored_label(palette.muted, place);
            ui.label(&snippet.text);
            if let Fate::Similar { id, .. } | Fate::Same(id) = &planned.fate
                && let Some(old) = library.get(id)
            {
                ui.add_space(space::MEDIUM);
                let text = format!("素材库里已有的（{}）：", old.source);
                ui.colored_label(palette.warning, text);
                ui.colored_label(palette.muted, &old.text);
            }
        });
}

/// What to do with passages that are nearly the same as snippets of the library.
fn choices_ui(ui: &mut Ui, planned: &mut [&mut PlannedSnippet]) {
    ui.horizontal(|ui| {
        let choices = [
            (Choice::Skip, "不收"),
            (Choice::Add, "都留着"),
            (Choice::Replace, "替换旧文"),
        ];
        for (choice, name) in choices {
            let is_chosen = planned
                .iter()
                .all(|planned| !is_free(planned) || planned.choice == choice);
            if ui.radio(is_chosen, name).clicked() {
                for planned in planned.iter_mut() {
                    let can = match &planned.fate {
                        Fate::Similar { .. } => true,
                        Fate::New => choice != Choice::Replace,
                        Fate::Same(_) => false,
                    };
                    if can {
                        planned.choice = choice;
                    }
                }
            }
        }
    });
}
