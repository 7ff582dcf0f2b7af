//! A snippet to be corrected or parted, or what is known of several to be corrected together.

use std::sync::Arc;

use egui::{Align, Layout, RichText, ScrollArea, TextEdit, Ui};

use crate::library::{Replacement, parted};
use crate::model::{CharIdx, Snippet, byte_offset, char_count};
use crate::text::count::characters;

use super::dialog::{dialog_ui, primary_button};
use super::snippet_form::{SnippetForm, snippet_form_ui};
use super::theme::{Palette, space};

const WIDTH: f32 = 640.0;

/// Snippets while they are corrected.
#[derive(Debug)]
pub struct SnippetDraft {
    /// As they were.
    before: Vec<Arc<Snippet>>,
    after: Vec<Snippet>,
    form: SnippetForm,
    /// The text of a single snippet: several when it is to be parted.
    texts: Vec<String>,
    /// Where the caret is: the text, and the place in it.
    caret: Option<(usize, CharIdx)>,
}

/// What the user wants of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SnippetAnswer {
    /// These stand in the place of each from now on.
    Use(Vec<Replacement>),
    Cancel,
}

impl SnippetDraft {
    pub fn new(snippets: Vec<Arc<Snippet>>) -> Self {
        Self {
            after: snippets
                .iter()
                .map(|snippet| Snippet::clone(snippet))
                .collect(),
            texts: match snippets.as_slice() {
                [one] => vec![one.text.clone()],
                _ => Vec::new(),
            },
            before: snippets,
            form: SnippetForm::default(),
            caret: None,
        }
    }

    /// What has changed.
    fn changes(&self) -> Vec<Replacement> {
        let before = self.before.iter().cloned();
        before
            .zip(&self.after)
            .map(|(before, after)| {
                let after = match self.texts.as_slice() {
                    [] => vec![after.clone()],
                    texts => parted(after, texts),
                };
                Replacement {
                    before,
                    after: after.into_iter().map(Arc::new).collect(),
                }
            })
            .filter(|change| change.after != [change.before.clone()])
            .collect()
    }
}

/// Shows the window; `None` while it stays open.
pub fn snippet_window_ui(ui: &Ui, draft: &mut SnippetDraft) -> Option<SnippetAnswer> {
    let title = match draft.before.len() {
        1 => "编辑素材".to_owned(),
        n => format!("一起更正 {n} 条素材"),
    };
    let dialog = dialog_ui(ui, "snippet", WIDTH, &title, |ui| {
        let mut snippets: Vec<&mut Snippet> = draft.after.iter_mut().collect();
        snippet_form_ui(ui, &mut draft.form, &mut snippets);
        if !draft.texts.is_empty() {
            ui.add_space(space::SMALL);
            texts_ui(ui, draft);
        }
        ui.add_space(space::MEDIUM);
        buttons_ui(ui, draft)
    });
    let is_left = dialog.should_close().then_some(SnippetAnswer::Cancel);
    dialog.inner.or(is_left)
}

fn texts_ui(ui: &mut Ui, draft: &mut SnippetDraft) {
    let palette = Palette::of(ui.visuals());
    let n_texts = draft.texts.len();
    // The title, the fields and the buttons take the rest.
    let room = (ui.ctx().content_rect().height() - 380.0).clamp(120.0, 420.0);
    let mut joined = None;
    ScrollArea::vertical()
        .id_salt("snippet texts")
        .max_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (idx, text) in draft.texts.iter_mut().enumerate() {
                if idx > 0 {
                    ui.horizontal(|ui| {
                        let line = format!("第 {} 条", idx + 1);
                        ui.label(RichText::new(line).size(12.0).color(palette.accent));
                        if ui.small_button("并回上一条").clicked() {
                            joined = Some(idx);
                        }
                    });
                }
                let edit = TextEdit::multiline(text)
                    .desired_width(f32::INFINITY)
                    .desired_rows(if n_texts == 1 { 8 } else { 3 })
                    .show(ui);
                let name = match idx {
                    0 => "素材正文".to_owned(),
                    _ => format!("素材正文，第 {} 条", idx + 1),
                };
                let response = &edit.response.response;
                response
                    .ctx
                    .accesskit_node_builder(response.id, |node| node.set_label(name));
                if let Some(range) = edit.cursor_range {
                    draft.caret = Some((idx, CharIdx(range.primary.index.0)));
                }
            }
        });
    if let Some(idx) = joined {
        let text = draft.texts.remove(idx);
        if let Some(above) = draft.texts.get_mut(idx - 1) {
            above.push_str(&text);
        }
        draft.caret = None;
    }
    ui.horizontal(|ui| {
        let can_part = draft.caret.is_some_and(|(idx, at)| {
            let n_chars = draft.texts.get(idx).map_or(0, |text| char_count(text));
            (1..n_chars).contains(&at.0)
        });
        let button = ui.add_enabled(can_part, egui::Button::new("从光标处拆成两条"));
        let button = button.on_disabled_hover_text("先把光标放在要拆开的地方");
        if button.clicked()
            && let Some((idx, at)) = draft.caret.take()
            && let Some(text) = draft.texts.get_mut(idx)
            && let Some(offset) = byte_offset(text, at)
        {
            let rest = text.split_off(offset);
            draft.texts.insert(idx + 1, rest);
        }
        let n_chars: usize = draft.texts.iter().map(|text| characters(text)).sum();
        ui.colored_label(palette.muted, format!("{n_chars} 字"));
    });
}

fn buttons_ui(ui: &mut Ui, draft: &SnippetDraft) -> Option<SnippetAnswer> {
    let mut answer = None;
    let is_empty = draft.texts.iter().all(|text| text.trim().is_empty()) && !draft.texts.is_empty();
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_enabled_ui(!is_empty, |ui| {
            if primary_button(ui, "保存").clicked() {
                answer = Some(SnippetAnswer::Use(draft.changes()));
            }
        });
        if ui.button("取消").clicked() {
            answer = Some(SnippetAnswer::Cancel);
        }
    });
    answer
}
