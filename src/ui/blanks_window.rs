//! The blanks of a snippet, to be filled in before it goes into the speech.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, FontId, Grid, Key, Layout, ScrollArea, TextEdit, Ui};

use crate::edit::SnippetPlace;
use crate::model::Snippet;
use crate::text::blanks::{blanks, filled};

use super::dialog::{dialog_ui, primary_button};
use super::theme::{Palette, space};

const WIDTH: f32 = 520.0;

/// A snippet on its way into the speech while its blanks are filled in.
#[derive(Debug)]
pub struct BlanksDraft {
    pub snippet: Arc<Snippet>,
    pub place: SnippetPlace,
    /// The names of the blanks, each once, and what is to stand there.
    values: Vec<(String, String)>,
    /// The first field takes the keyboard once.
    is_new: bool,
}

/// What the user wants of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlanksAnswer {
    Insert,
    Cancel,
}

impl BlanksDraft {
    /// `None` for a snippet without blanks.
    pub fn new(snippet: Arc<Snippet>, place: SnippetPlace) -> Option<Self> {
        let mut values: Vec<(String, String)> = Vec::new();
        for blank in blanks(&snippet.text) {
            if !values.iter().any(|(name, _)| name == blank.name) {
                values.push((blank.name.to_owned(), known(blank.name, &snippet)));
            }
        }
        (!values.is_empty()).then_some(Self {
            snippet,
            place,
            values,
            is_new: true,
        })
    }

    /// The text with what was filled in; blanks that were left empty stay.
    pub fn text(&self) -> String {
        filled(&self.snippet.text, |name| self.value(name)).0
    }

    fn value(&self, name: &str) -> &str {
        let mut values = self.values.iter();
        values
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value.trim())
    }
}

/// What the snippet itself says.
fn known(name: &str, snippet: &Snippet) -> String {
    match name {
        "单位" | "单位名称" => snippet.unit.clone(),
        "地区" | "地方" => snippet.region.clone(),
        _ => String::new(),
    }
}

/// Shows the window; `None` while it stays open.
pub fn blanks_window_ui(ui: &Ui, draft: &mut BlanksDraft) -> Option<BlanksAnswer> {
    let dialog = dialog_ui(ui, "blanks", WIDTH, "填写空白", |ui| {
        let is_entered = fields_ui(ui, draft);
        ui.add_space(space::MEDIUM);
        preview_ui(ui, draft);
        ui.add_space(space::MEDIUM);
        let answer = buttons_ui(ui, draft);
        answer.or(is_entered.then_some(BlanksAnswer::Insert))
    });
    let is_left = dialog.should_close().then_some(BlanksAnswer::Cancel);
    dialog.inner.or(is_left)
}

/// The fields; whether Enter was pressed in the last one.
fn fields_ui(ui: &mut Ui, draft: &mut BlanksDraft) -> bool {
    let n_fields = draft.values.len();
    // A text with many blanks must leave room for the rest.
    let room = (ui.ctx().content_rect().height() - 420.0).clamp(96.0, 320.0);
    let mut is_entered = false;
    ScrollArea::vertical()
        .id_salt("blanks")
        .max_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            Grid::new("blanks")
                .num_columns(2)
                .spacing([10.0, 8.0])
                .show(ui, |ui| {
                    let mut goes_on = false;
                    for (idx, (name, value)) in draft.values.iter_mut().enumerate() {
                        let label = ui.label(if name.is_empty() { "空白" } else { name });
                        let edit = TextEdit::singleline(value)
                            .hint_text("留空则保留【】，以后再填")
                            .desired_width(ui.available_width());
                        let edit = ui.add(edit).labelled_by(label.id);
                        ui.end_row();
                        if std::mem::take(&mut draft.is_new) || std::mem::take(&mut goes_on) {
                            edit.request_focus();
                        }
                        // Enter leads to the next field, and from the last one on.
                        if edit.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                            goes_on = true;
                            is_entered = idx + 1 == n_fields;
                        }
                    }
                });
        });
    is_entered
}

/// The passage as it will stand in the speech.
fn preview_ui(ui: &mut Ui, draft: &BlanksDraft) {
    let palette = Palette::of(ui.visuals());
    let (text, pieces) = filled(&draft.snippet.text, |name| draft.value(name));
    let open = blanks(&text);
    let open = open
        .iter()
        .map(|blank| (blank.range.clone(), palette.warning));
    let mut marks: Vec<_> = pieces
        .into_iter()
        .map(|piece| (piece, palette.accent))
        .chain(open)
        .collect();
    marks.sort_by_key(|(range, _)| range.start);
    let font = FontId::proportional(13.5);
    let mut job = LayoutJob::default();
    let mut end = 0;
    for (range, colour) in marks {
        let between = text.get(end..range.start).unwrap_or_default();
        job.append(
            between,
            0.0,
            TextFormat::simple(font.clone(), palette.muted),
        );
        let marked = text.get(range.clone()).unwrap_or_default();
        job.append(marked, 0.0, TextFormat::simple(font.clone(), colour));
        end = range.end;
    }
    let rest = text.get(end..).unwrap_or_default();
    job.append(rest, 0.0, TextFormat::simple(font, palette.muted));
    ScrollArea::vertical()
        .id_salt("filled")
        .max_height(140.0)
        .auto_shrink([false, true])
        .show(ui, |ui| ui.label(job));
}

fn buttons_ui(ui: &mut Ui, draft: &BlanksDraft) -> Option<BlanksAnswer> {
    let mut answer = None;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if primary_button(ui, "插入").clicked() {
            answer = Some(BlanksAnswer::Insert);
        }
        if ui.button("取消").clicked() {
            answer = Some(BlanksAnswer::Cancel);
        }
        let palette = Palette::of(ui.visuals());
        let is_open = |(name, _): &&(String, String)| draft.value(name).is_empty();
        let n_open = draft.values.iter().filter(is_open).count();
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if n_open > 0 {
                ui.colored_label(palette.muted, format!("还有 {n_open} 项没填"));
            }
        });
    });
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SectionId;

    #[test]
    fn a_draft_knows_what_the_snippet_knows_and_keeps_what_is_left_empty() {
        let snippet = |text: &str| {
            Arc::new(Snippet {
                unit: "无锡市教育局".to_owned(),
                text: text.to_owned(),
                ..Snippet::default()
            })
        };
        let place = SnippetPlace::SectionEnd(SectionId(1));
        assert!(BlanksDraft::new(snippet("没有空白"), place).is_none());
        let draft = BlanksDraft::new(snippet("【单位】在【时间】，【单位】。"), place);
        let mut draft = draft.unwrap();
        assert_eq!(draft.values.len(), 2);
        assert_eq!(draft.text(), "无锡市教育局在【时间】，无锡市教育局。");
        draft.values[1].1 = " 春天 ".to_owned();
        assert_eq!(draft.text(), "无锡市教育局在春天，无锡市教育局。");
    }
}
