//! What an import is going to bring, passage by passage: looked through, corrected, and only then put into the library.

mod lists;
mod pane;
mod table;

use std::collections::BTreeSet;

use egui::{Align, Layout, Modifiers, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use crate::library::{Choice, Fate, ImportPlan, Library, PlannedSnippet};

use super::dialog::{dialog_ui, primary_button};
use super::snippet_form::SnippetForm;
use super::theme::{Palette, space};
use lists::{left_out_ui, unread_ui};
use pane::pane_ui;
use table::table_ui;

const WIDTH: f32 = 1080.0;
const PANE_WIDTH: f32 = 300.0;

/// An import while it is looked through.
#[derive(Debug, Default)]
pub struct IntakeDraft {
    pub plan: ImportPlan,
    /// Files that could not be read, and why.
    unread: Vec<(String, String)>,
    /// Files that were not read because the user called it off.
    n_left: usize,
    page: Page,
    selected: BTreeSet<Place>,
    /// Where a range of selected rows begins.
    anchor: Option<Place>,
    form: SnippetForm,
    scrolls_to: Option<Place>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Page {
    #[default]
    Snippets,
    LeftOut,
    Unread,
}

/// A passage: its source, and its place in it.
type Place = (usize, usize);

/// What the user wants of the import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntakeAnswer {
    Import,
    Cancel,
}

impl IntakeDraft {
    /// Takes in what was read.
    pub fn add(&mut self, plan: ImportPlan, unread: Vec<(String, String)>, n_left: usize) {
        self.plan.sources.extend(plan.sources);
        self.unread.extend(unread);
        self.n_left += n_left;
        let has_snippets = self.places().next().is_some();
        if !has_snippets {
            self.page = if self.unread.is_empty() {
                Page::LeftOut
            } else {
                Page::Unread
            };
        }
    }

    fn get(&self, (source, row): Place) -> Option<&PlannedSnippet> {
        self.plan.sources.get(source)?.snippets.get(row)
    }

    fn places(&self) -> impl Iterator<Item = Place> {
        let sources = self.plan.sources.iter().enumerate();
        sources.flat_map(|(idx, source)| (0..source.snippets.len()).map(move |row| (idx, row)))
    }

    fn planned(&mut self, places: &BTreeSet<Place>) -> Vec<&mut PlannedSnippet> {
        let sources = self.plan.sources.iter_mut().enumerate();
        sources
            .flat_map(|(idx, source)| {
                let snippets = source.snippets.iter_mut().enumerate();
                snippets.map(move |(row, planned)| ((idx, row), planned))
            })
            .filter_map(|(place, planned)| places.contains(&place).then_some(planned))
            .collect()
    }

    /// A click on a row, as lists everywhere take it: Ctrl adds, Shift takes all between.
    fn select(&mut self, place: Place, modifiers: Modifiers) {
        let anchor = self.anchor.unwrap_or(place);
        if modifiers.shift {
            let (first, last) = (anchor.min(place), anchor.max(place));
            self.selected = self
                .places()
                .filter(|place| (first..=last).contains(place))
                .collect();
        } else if modifiers.command {
            if !self.selected.remove(&place) {
                self.selected.insert(place);
            }
        } else {
            self.selected = BTreeSet::from([place]);
        }
        if !modifiers.shift {
            self.anchor = Some(place);
        }
    }
}

/// True if a passage is to go into the library.
fn is_taken(planned: &PlannedSnippet) -> bool {
    planned.choice != Choice::Skip
}

fn is_free(planned: &PlannedSnippet) -> bool {
    !matches!(planned.fate, Fate::Same(_))
}

fn take(planned: &mut PlannedSnippet, takes: bool) {
    if is_free(planned) {
        planned.choice = match planned.choice {
            Choice::Replace if takes => Choice::Replace,
            _ if takes => Choice::Add,
            _ => Choice::Skip,
        };
    }
}

/// Shows the window; `None` while it stays open.
pub fn intake_window_ui(
    ui: &Ui,
    draft: &mut IntakeDraft,
    library: &Library,
) -> Option<IntakeAnswer> {
    let title = match draft.plan.sources.as_slice() {
        [source] => format!("导入素材：{}", source.file),
        sources => format!("导入素材：{} 份材料", sources.len()),
    };
    let dialog = dialog_ui(ui, "intake", WIDTH, &title, |ui| {
        if draft.n_left > 0 {
            let palette = Palette::of(ui.visuals());
            let text = format!("读到一半停下了，还有 {} 个文件没有读。", draft.n_left);
            ui.colored_label(palette.warning, text);
        }
        pages_ui(ui, draft);
        ui.add_space(space::SMALL);
        // The title, the pages and the buttons take the rest.
        let height = (ui.ctx().content_rect().height() - 230.0).clamp(160.0, 560.0);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let mut body = ui.new_child(UiBuilder::new().max_rect(rect));
        match draft.page {
            Page::Snippets => {
                let pane_width = PANE_WIDTH.min(rect.width() * 0.4);
                let (table, pane) = rect.split_left_right_at_x(rect.right() - pane_width);
                let mut left = body.new_child(UiBuilder::new().max_rect(table));
                table_ui(&mut left, draft);
                let pane = Rect::from_min_max(pos2(pane.left() + 16.0, pane.top()), pane.max);
                let mut right = body.new_child(UiBuilder::new().max_rect(pane));
                pane_ui(&mut right, draft, library);
            }
            Page::LeftOut => left_out_ui(&mut body, &draft.plan.sources),
            Page::Unread => unread_ui(&mut body, &draft.unread),
        }
        ui.add_space(space::MEDIUM);
        buttons_ui(ui, draft)
    });
    let is_left = dialog.should_close().then_some(IntakeAnswer::Cancel);
    dialog.inner.or(is_left)
}

fn pages_ui(ui: &mut Ui, draft: &mut IntakeDraft) {
    let sources = &draft.plan.sources;
    let n_snippets = draft.places().count();
    let n_left_out: usize = sources
        .iter()
        .map(|source| source.left_out.len() + source.notes.len())
        .sum();
    let pages = [
        (Page::Snippets, "素材", n_snippets),
        (Page::LeftOut, "没有收进来的", n_left_out),
        (Page::Unread, "读不了的文件", draft.unread.len()),
    ];
    ui.horizontal(|ui| {
        for (page, name, number) in pages {
            if page == Page::Snippets || number > 0 {
                let text = format!("{name} {number}");
                ui.selectable_value(&mut draft.page, page, text);
            }
        }
    });
}

fn buttons_ui(ui: &mut Ui, draft: &IntakeDraft) -> Option<IntakeAnswer> {
    let palette = Palette::of(ui.visuals());
    let (n_added, n_replaced, n_skipped) = draft.plan.counts();
    let mut answer = None;
    ui.horizontal(|ui| {
        let mut parts = vec![format!("新增 {n_added} 条")];
        if n_replaced > 0 {
            parts.push(format!("替换 {n_replaced} 条"));
        }
        if n_skipped > 0 {
            parts.push(format!("不收 {n_skipped} 条"));
        }
        ui.colored_label(palette.muted, parts.join(" · "));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_enabled_ui(n_added + n_replaced > 0, |ui| {
                if primary_button(ui, "收进素材库").clicked() {
                    answer = Some(IntakeAnswer::Import);
                }
            });
            if ui.button("取消").clicked() {
                answer = Some(IntakeAnswer::Cancel);
            }
        });
    });
    answer
}
