//! The table of an import: a row for every source, and below it one for every passage.

use std::collections::BTreeSet;

use egui::{
    Align, Align2, Checkbox, Color32, EventFilter, FontId, Key, Layout, Modifiers, Rect, RichText,
    ScrollArea, Sense, Ui, UiBuilder, pos2, vec2,
};

use crate::library::{Choice, Fate, PlannedSnippet};
use crate::text::count::characters;
use crate::ui::theme::{Palette, bold};

use super::{IntakeDraft, Place, is_free, is_taken, take};

const ROW_HEIGHT: f32 = 28.0;

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

pub(super) fn table_ui(ui: &mut Ui, draft: &mut IntakeDraft) {
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
    let n_chars = characters(&snippet.text).to_string();
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
