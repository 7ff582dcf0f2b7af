//! What an import is going to bring, passage by passage: looked through, corrected, and only then put into the library.

use std::collections::BTreeSet;

use egui::{
    Align, Align2, Checkbox, Color32, EventFilter, FontId, Key, Layout, Modifiers, Rect, RichText,
    ScrollArea, Sense, Ui, UiBuilder, pos2, vec2,
};

use crate::library::{
    Choice, Fate, ImportPlan, Library, PlannedSnippet, PlannedSource, SHORTEST_PASSAGE,
};
use crate::model::{Snippet, char_count};

use super::dialog::{dialog_ui, primary_button};
use super::snippet_form::{SnippetForm, snippet_form_ui};
use super::theme::{Palette, bold, space};

const WIDTH: f32 = 1080.0;
const ROW_HEIGHT: f32 = 28.0;
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

/// Whether a passage goes into the library, and whether the user may decide.
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

/// The columns of the table: where they begin, from the left edge.
struct Columns {
    fate: f32,
    unit: f32,
    region: f32,
    year: f32,
    topics: f32,
    /// Its right edge: figures stand under each other.
    n_chars: f32,
}

impl Columns {
    fn of(rect: Rect) -> Self {
        let left = rect.left();
        let right = rect.right() - 12.0;
        let fate = left + 30.0;
        let unit = fate + 74.0;
        let topics_width = ((right - unit) * 0.30).max(40.0);
        let topics = right - 44.0 - topics_width;
        let year = topics - 46.0;
        let region = year - 64.0;
        Self {
            fate,
            unit,
            region,
            year,
            topics,
            n_chars: right,
        }
    }
}

fn table_ui(ui: &mut Ui, draft: &mut IntakeDraft) {
    let palette = Palette::of(ui.visuals());
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let columns = Columns::of(head);
    let small = FontId::proportional(12.0);
    let names = [
        (columns.fate, "状态"),
        (columns.unit, "单位"),
        (columns.region, "地区"),
        (columns.year, "年份"),
        (columns.topics, "主题"),
    ];
    for (x, name) in names {
        let at = pos2(x, head.center().y);
        let painter = ui.painter();
        painter.text(at, Align2::LEFT_CENTER, name, small.clone(), palette.muted);
    }
    let at = pos2(columns.n_chars, head.center().y);
    ui.painter()
        .text(at, Align2::RIGHT_CENTER, "字数", small, palette.muted);
    ui.painter()
        .hline(head.x_range(), head.bottom(), (1.0, palette.line));
    // Each source has a row of its own above its passages.
    let rows: Vec<(usize, Option<usize>)> = draft
        .plan
        .sources
        .iter()
        .enumerate()
        .flat_map(|(idx, source)| {
            let snippets = (0..source.snippets.len()).map(move |row| (idx, Some(row)));
            std::iter::once((idx, None)).chain(snippets)
        })
        .collect();
    keys(ui, draft);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().auto_shrink([false, false]);
    let wanted = draft.scrolls_to.take();
    if let Some((source, row)) = wanted
        && let Some(at) = rows.iter().position(|at| *at == (source, Some(row)))
    {
        let at = f32::from(u16::try_from(at).unwrap_or(u16::MAX));
        area = area.vertical_scroll_offset((at - 4.0).max(0.0) * ROW_HEIGHT);
    }
    area.show_rows(ui, ROW_HEIGHT, rows.len(), |ui, range| {
        for (source, row) in rows.iter().skip(range.start).take(range.len()) {
            match row {
                None => source_ui(ui, draft, *source),
                Some(row) => row_ui(ui, draft, (*source, *row)),
            }
        }
    });
}

/// Arrow keys, the space bar and Ctrl+A while a row has the keyboard.
fn keys(ui: &Ui, draft: &mut IntakeDraft) {
    let Some(focused) = draft
        .places()
        .find(|place| ui.memory(|memory| memory.has_focus(row_id(*place))))
    else {
        return;
    };
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(row_id(focused), filter));
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::COMMAND, Key::A) {
        draft.selected = draft.places().collect();
        return;
    }
    if pressed(Modifiers::NONE, Key::Space) {
        let selected = draft.selected.clone();
        let takes = !draft.get(focused).is_some_and(is_taken);
        for planned in draft.planned(&selected) {
            take(planned, takes);
        }
        return;
    }
    let extends = ui.input(|input| input.modifiers.shift);
    let modifiers = if extends {
        Modifiers::SHIFT
    } else {
        Modifiers::NONE
    };
    let next = if pressed(modifiers, Key::ArrowDown) {
        draft.places().find(|place| *place > focused)
    } else if pressed(modifiers, Key::ArrowUp) {
        draft.places().take_while(|place| *place < focused).last()
    } else {
        None
    };
    if let Some(next) = next {
        draft.select(next, modifiers);
        ui.memory_mut(|memory| memory.request_focus(row_id(next)));
        draft.scrolls_to = Some(next);
    }
}

fn row_id(place: Place) -> egui::Id {
    egui::Id::unique(("intake row", place))
}

fn source_ui(ui: &mut Ui, draft: &mut IntakeDraft, idx: usize) {
    let palette = Palette::of(ui.visuals());
    let Some(source) = draft.plan.sources.get_mut(idx) else {
        return;
    };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
    ui.painter().rect_filled(rect, 3.0, palette.hover);
    let free = || source.snippets.iter().filter(|planned| is_free(planned));
    let (n_free, n_taken) = (
        free().count(),
        free().filter(|planned| is_taken(planned)).count(),
    );
    let mut is_checked = n_free > 0 && n_taken == n_free;
    let is_partly = n_taken > 0 && n_taken < n_free;
    let checkbox = Checkbox::without_text(&mut is_checked).indeterminate(is_partly);
    let figure = if source.snippets.is_empty() {
        "没有可用的段落".to_owned()
    } else {
        format!("{n_taken} / {} 条", source.snippets.len())
    };
    let name = source.file.clone();
    if n_free > 0 {
        let response = ui.put(checkbox_rect(rect), checkbox);
        response.widget_info(|| {
            let text = format!("收进整份材料：{name}");
            egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_checked, text)
        });
        if response.changed() {
            for planned in &mut source.snippets {
                take(planned, is_checked);
            }
        }
    }
    let font = FontId::proportional(12.0);
    let at = pos2(rect.right() - 12.0, rect.center().y);
    let figure = ui
        .painter()
        .text(at, Align2::RIGHT_CENTER, figure, font, palette.muted);
    let name_rect = Rect::from_min_max(
        pos2(rect.left() + 30.0, rect.top()),
        pos2(figure.left() - 12.0, rect.bottom()),
    );
    cell_ui(
        ui,
        name_rect,
        RichText::new(name).font(bold(ui.ctx(), 13.0)),
    );
}

fn checkbox_rect(row: Rect) -> Rect {
    Rect::from_center_size(pos2(row.left() + 14.0, row.center().y), vec2(20.0, 26.0))
}

/// Words in a cell, shortened to what fits.
fn cell_ui(ui: &mut Ui, rect: Rect, text: RichText) {
    let label = egui::Label::new(text).truncate().selectable(false);
    let layout = Layout::left_to_right(Align::Center);
    let mut cell = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    cell.add(label);
}

fn row_ui(ui: &mut Ui, draft: &mut IntakeDraft, place: Place) {
    let palette = Palette::of(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
    let row = ui.interact(rect, row_id(place), Sense::click());
    let is_selected = draft.selected.contains(&place);
    let fill = if is_selected {
        palette.accent_soft
    } else if row.hovered() || row.has_focus() {
        palette.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, 3.0, fill);
    let Some(planned) = draft.get(place) else {
        return;
    };
    let name = if planned.snippet.unit.is_empty() {
        "（单位不明）"
    } else {
        &planned.snippet.unit
    };
    let words: String = planned.snippet.text.chars().take(12).collect();
    row.widget_info(|| {
        let text = format!("{name}：{words}…");
        egui::WidgetInfo::selected(egui::Role::ListItem, true, is_selected, text)
    });
    let columns = Columns::of(rect);
    let cell = |from: f32, to: f32| {
        Rect::from_min_max(pos2(from, rect.top()), pos2(to - 8.0, rect.bottom()))
    };
    let (fate, colour) = fate_text(planned, &palette);
    let snippet = &planned.snippet;
    let text = |text: &str| {
        let ink = if is_taken(planned) {
            palette.ink
        } else {
            palette.faint
        };
        RichText::new(text).size(13.0).color(ink)
    };
    let unit = if snippet.unit.is_empty() {
        text(name).color(palette.warning)
    } else {
        text(name)
    };
    let year = snippet.year.map_or(String::new(), |year| year.to_string());
    let topics = snippet.topics.join("、");
    let cells = [
        (
            columns.fate,
            columns.unit,
            RichText::new(fate).size(12.0).color(colour),
        ),
        (columns.unit, columns.region, unit),
        (columns.region, columns.year, text(&snippet.region)),
        (columns.year, columns.topics, text(&year)),
        (columns.topics, columns.n_chars - 36.0, text(&topics)),
    ];
    let n_chars = char_count(&snippet.text).to_string();
    let is_free = is_free(planned);
    let mut takes = is_taken(planned);
    let check_name = format!("收进：{name}：{words}…");
    for (from, to, text) in cells {
        cell_ui(ui, cell(from, to), text);
    }
    let at = pos2(columns.n_chars, rect.center().y);
    let font = FontId::proportional(12.0);
    ui.painter()
        .text(at, Align2::RIGHT_CENTER, n_chars, font, palette.muted);
    if is_free {
        let check = ui.put(checkbox_rect(rect), Checkbox::without_text(&mut takes));
        check.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::CheckBox, true, takes, &check_name)
        });
        if check.changed() {
            // A tick on one of the selected rows counts for all of them.
            let places = if is_selected {
                draft.selected.clone()
            } else {
                BTreeSet::from([place])
            };
            for planned in draft.planned(&places) {
                take(planned, takes);
            }
        }
    }
    if row.clicked() {
        draft.select(place, ui.input(|input| input.modifiers));
        row.request_focus();
    }
}

fn fate_text(planned: &PlannedSnippet, palette: &Palette) -> (String, Color32) {
    match (&planned.fate, planned.choice) {
        (Fate::New, Choice::Skip) => ("不收".to_owned(), palette.faint),
        (Fate::New, _) => ("新增".to_owned(), palette.accent),
        (Fate::Same(_), _) => ("已有".to_owned(), palette.faint),
        (Fate::Similar { percent, .. }, Choice::Skip) => {
            (format!("相近 {percent}%"), palette.warning)
        }
        (Fate::Similar { .. }, Choice::Replace) => ("替换旧文".to_owned(), palette.accent),
        (Fate::Similar { .. }, Choice::Add) => ("相近，收".to_owned(), palette.accent),
    }
}

/// What is selected: its facts to correct, and its text.
fn pane_ui(ui: &mut Ui, draft: &mut IntakeDraft, library: &Library) {
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

/// The text that is in none of the passages, and what reading the files had to say.
fn left_out_ui(ui: &mut Ui, sources: &[PlannedSource]) {
    let palette = Palette::of(ui.visuals());
    let text = format!("称呼、过渡句和不足 {SHORTEST_PASSAGE} 字的短句不成素材，列在这里备查。");
    ui.colored_label(palette.muted, text);
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for source in sources {
                if source.left_out.is_empty() && source.notes.is_empty() {
                    continue;
                }
                ui.add_space(space::SMALL);
                ui.label(RichText::new(&source.file).font(bold(ui.ctx(), 13.0)));
                for note in &source.notes {
                    ui.colored_label(palette.warning, note);
                }
                for piece in &source.left_out {
                    ui.horizontal_wrapped(|ui| {
                        ui.colored_label(palette.faint, format!("第 {} 段", piece.paragraph));
                        ui.label(&piece.text);
                    });
                }
            }
        });
}

fn unread_ui(ui: &mut Ui, unread: &[(String, String)]) {
    let palette = Palette::of(ui.visuals());
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for (name, reason) in unread {
                ui.label(RichText::new(name).font(bold(ui.ctx(), 13.0)));
                ui.colored_label(palette.muted, reason);
                ui.add_space(space::SMALL);
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
