//! The library (素材库): snippets as cards, to find and to drag into the speech.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Button, Color32, ComboBox, CursorIcon, DragAndDrop, EventFilter, FontId, Frame, Key,
    Margin, Modifiers, RichText, ScrollArea, Sense, Stroke, TextEdit, Ui, vec2,
};

use crate::edit::TextTarget;
use crate::library::{Hit, Library, Query, Uses, matches, matches_in_head};
use crate::model::{CharIdx, Snippet, SnippetId, byte_offset, char_count};

use super::Action;
use super::action::MenuAction;
use super::ghost::ghost_ui;
use super::icons;
use super::side_tabs::{Side, side_tabs_ui};
use super::theme::{Palette, RADIUS, bold};

/// Every card is this high, so that only those in view have to be drawn.
const CARD_HEIGHT: f32 = 128.0;

/// What the library remembers between frames.
#[derive(Debug, Default)]
pub struct LibraryState {
    query: Query,
    only_unused: bool,
    selected: Option<SnippetId>,
    found: Found,
    wants_focus: bool,
}

/// What was found last, and for what.
#[derive(Debug, Default)]
struct Found {
    version: Option<u64>,
    query: Query,
    hits: Vec<Hit>,
}

/// What the library shows in this frame.
pub struct LibraryInput<'a> {
    pub library: &'a Library,
    pub uses: &'a Uses,
    pub read_only: bool,
}

impl LibraryState {
    /// Looks for these words and nothing else.
    pub fn look_for(&mut self, words: String) {
        self.query = Query {
            text: words,
            ..Query::default()
        };
        self.only_unused = false;
    }

    /// The search field takes the keyboard in the next frame.
    pub fn focus_search(&mut self) {
        self.wants_focus = true;
    }
}

/// Shows the library and returns what the user asked for.
pub fn library_panel_ui(
    ui: &mut Ui,
    state: &mut LibraryState,
    input: &LibraryInput<'_>,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let palette = Palette::of(ui.visuals());
    ui.horizontal(|ui| {
        actions.extend(side_tabs_ui(ui, Side::Library));
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            let button = Button::new((icons::IMPORT, "导入")).frame_when_inactive(false);
            let button = ui
                .add(button)
                .on_hover_text("从 Word 和文本文件导入素材，也可以把文件或文件夹拖到这里");
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "导入素材"));
            if button.clicked() {
                actions.push(Action::Menu(MenuAction::ImportSnippets));
            }
        });
    });
    let leaves_search = search_ui(ui, state, input);
    if input.library.snippets().is_empty() {
        ui.add_space(24.0);
        ui.vertical_centered(|ui| {
            ui.colored_label(palette.muted, "素材库还是空的");
            ui.add_space(4.0);
            ui.colored_label(
                palette.muted,
                "把各单位的材料（Word、文本或整个文件夹）拖到这里",
            );
            ui.add_space(8.0);
            if ui.button("导入素材…").clicked() {
                actions.push(Action::Menu(MenuAction::ImportSnippets));
            }
        });
        return actions;
    }
    update(state, input);
    let hits = std::mem::take(&mut state.found.hits);
    let unused: Vec<Hit>;
    let shown = if state.only_unused {
        let is_unused = |hit: &&Hit| input.uses.of(&hit.snippet.id).is_empty();
        unused = hits.iter().filter(is_unused).cloned().collect();
        &unused
    } else {
        &hits
    };
    found_ui(ui, state, input, shown, leaves_search, &mut actions);
    state.found.hits = hits;
    actions
}

/// What was found, as cards.
fn found_ui(
    ui: &mut Ui,
    state: &mut LibraryState,
    input: &LibraryInput<'_>,
    hits: &[Hit],
    leaves_search: bool,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui.visuals());
    ui.horizontal(|ui| {
        ui.colored_label(palette.muted, format!("{} 条素材", hits.len()));
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            ui.checkbox(&mut state.only_unused, "只看未用");
        });
    });
    if hits.is_empty() {
        ui.add_space(24.0);
        ui.vertical_centered(|ui| {
            ui.colored_label(palette.muted, "没有找到");
            if ui.button("清除条件").clicked() {
                state.query = Query::default();
                state.only_unused = false;
            }
        });
        return;
    }
    let mut moved = keys(ui, state, input, hits, actions);
    if leaves_search && let Some(Hit { snippet: first, .. }) = hits.first() {
        ui.memory_mut(|memory| memory.request_focus(card_id(&first.id)));
        state.selected = Some(first.id.clone());
        moved = Some(0);
    }
    let mut area = ScrollArea::vertical().auto_shrink([false, false]);
    if let Some(row) = moved {
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        area = area.vertical_scroll_offset((f32::from(row) - 1.0).max(0.0) * (CARD_HEIGHT + 8.0));
    }
    ui.spacing_mut().item_spacing.y = 8.0;
    area.show_rows(ui, CARD_HEIGHT, hits.len(), |ui, range| {
        for hit in hits.iter().skip(range.start).take(range.len()) {
            card_ui(ui, state, input, &hit.snippet, actions);
        }
    });
}

/// The search field and the filters; whether the arrow key leads from the field to what was found.
fn search_ui(ui: &mut Ui, state: &mut LibraryState, input: &LibraryInput<'_>) -> bool {
    let search = TextEdit::singleline(&mut state.query.text)
        .hint_text("搜索单位、主题、正文")
        .desired_width(f32::INFINITY);
    let response = ui.add(search);
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_label("搜索素材"));
    if std::mem::take(&mut state.wants_focus) {
        response.request_focus();
    }
    let leaves = response.has_focus() && ui.input(|input| input.key_pressed(Key::ArrowDown));
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 8.0) / 2.0;
        filter_ui(
            ui,
            ("全部地区", "地区"),
            width,
            &mut state.query.region,
            input.library.regions(),
        );
        filter_ui(
            ui,
            ("全部主题", "主题"),
            width,
            &mut state.query.topic,
            input.library.topics(),
        );
    });
    leaves
}

fn filter_ui(
    ui: &mut Ui,
    (all, name): (&str, &'static str),
    width: f32,
    chosen: &mut Option<String>,
    values: &[(String, usize)],
) {
    let text = chosen.clone().unwrap_or_else(|| all.to_owned());
    let response = ComboBox::from_id_salt(name)
        .width(width)
        .selected_text(text)
        .truncate()
        .show_ui(ui, |ui| {
            ui.selectable_value(chosen, None, all);
            for (value, n_snippets) in values {
                let text = format!("{value}（{n_snippets}）");
                ui.selectable_value(chosen, Some(value.clone()), text);
            }
        });
    let response = response.response;
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// Searches again when the question or the library has changed.
fn update(state: &mut LibraryState, input: &LibraryInput<'_>) {
    let found = &mut state.found;
    if found.version != Some(input.library.version()) || found.query != state.query {
        found.hits = input.library.search(&state.query);
        found.query = state.query.clone();
        found.version = Some(input.library.version());
    }
}

/// Arrow keys and Enter while no text box wants them; returns the row to scroll to.
fn keys(
    ui: &Ui,
    state: &mut LibraryState,
    input: &LibraryInput<'_>,
    hits: &[Hit],
    actions: &mut Vec<Action>,
) -> Option<usize> {
    let id = state.selected.as_ref()?;
    if !ui.memory(|memory| memory.has_focus(card_id(id))) {
        return None;
    }
    let row = hits.iter().position(|hit| hit.snippet.id == *id)?;
    // The arrows go from card to card: egui would go by where controls stand.
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(card_id(id), filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Enter) && !input.read_only {
        actions.push(Action::InsertSnippetAtCaret(id.clone()));
        return None;
    }
    let next = match (pressed(Key::ArrowDown), pressed(Key::ArrowUp)) {
        (true, _) => row + 1,
        (_, true) => row.checked_sub(1)?,
        _ => return None,
    };
    let next_snippet = &hits.get(next)?.snippet;
    ui.memory_mut(|memory| memory.request_focus(card_id(&next_snippet.id)));
    state.selected = Some(next_snippet.id.clone());
    Some(next)
}

fn card_id(id: &SnippetId) -> egui::Id {
    egui::Id::unique(("snippet card", id.as_str()))
}

fn card_ui(
    ui: &mut Ui,
    state: &mut LibraryState,
    input: &LibraryInput<'_>,
    snippet: &Arc<Snippet>,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), CARD_HEIGHT), Sense::hover());
    let response = ui.interact(rect, card_id(&snippet.id), Sense::click_and_drag());
    let name = if snippet.unit.is_empty() {
        &snippet.source
    } else {
        &snippet.unit
    };
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ListItem, true, format!("素材：{name}"))
    });
    let is_selected = state.selected.as_ref() == Some(&snippet.id);
    let edge = if is_selected || response.has_focus() {
        palette.accent
    } else if response.hovered() {
        palette.muted
    } else {
        palette.line
    };
    let mut card = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect)
            .layout(egui::Layout::top_down(Align::Min)),
    );
    card.set_clip_rect(rect.intersect(ui.clip_rect()));
    Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(RADIUS)
        .inner_margin(Margin::symmetric(12, 9))
        .show(&mut card, |ui| {
            // What the margins and the edge leave.
            ui.set_min_size(rect.size() - vec2(26.0, 20.0));
            card_text_ui(ui, input, &state.query.text, snippet, name, actions);
        });
    if response.drag_started() && !input.read_only {
        DragAndDrop::set_payload(ui.ctx(), snippet.id.clone());
    }
    if response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        let words: String = snippet.text.chars().take(16).collect();
        ghost_ui(ui, &response, format!("{name}\n{words}…"));
    }
    if response.clicked() {
        state.selected = Some(snippet.id.clone());
        response.request_focus();
    }
    if response.double_clicked() && !input.read_only {
        actions.push(Action::InsertSnippetAtCaret(snippet.id.clone()));
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        ui.label(&snippet.text);
        if !snippet.source.is_empty() {
            ui.colored_label(palette.muted, format!("出处：{}", snippet.source));
        }
    });
}

fn card_text_ui(
    ui: &mut Ui,
    input: &LibraryInput<'_>,
    words: &str,
    snippet: &Snippet,
    name: &str,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui.visuals());
    ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
    ui.horizontal(|ui| {
        let uses = input.uses.of(&snippet.id);
        let used = (!uses.is_empty()).then(|| format!("已用 {} 处", uses.len()));
        let width = ui.available_width() - if used.is_some() { 70.0 } else { 0.0 };
        ui.scope(|ui| {
            ui.set_max_width(width);
            ui.add(
                egui::Label::new(marked(
                    name,
                    &matches_in_head(name, words),
                    &TextFormat::simple(bold(ui.ctx(), 14.0), palette.ink),
                    palette.hit,
                ))
                .truncate()
                .selectable(false),
            );
        });
        if let Some(used) = used {
            ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                let text = RichText::new(used).size(11.0).color(palette.accent);
                let headings: Vec<_> = uses
                    .iter()
                    .map(|place| format!("「{}」", place.heading))
                    .collect();
                let button = ui.add(Button::new(text).fill(palette.accent_soft).small());
                if button.on_hover_text(headings.join("\n")).clicked()
                    && let Some(place) = uses.first()
                {
                    actions.push(Action::GoTo {
                        target: TextTarget::Body(place.section),
                        at: CharIdx(0),
                    });
                }
            });
        }
    });
    let mut facts: Vec<String> = Vec::new();
    if !snippet.region.is_empty() {
        facts.push(snippet.region.clone());
    }
    facts.extend(snippet.year.map(|year| format!("{year} 年")));
    facts.push(format!("{} 字", char_count(&snippet.text)));
    facts.extend(snippet.topics.iter().cloned());
    let facts = facts.join(" · ");
    let facts = marked(
        &facts,
        &matches_in_head(&facts, words),
        &TextFormat::simple(FontId::proportional(12.0), palette.muted),
        palette.hit,
    );
    ui.add(egui::Label::new(facts).truncate().selectable(false));
    let (text, found) = excerpt(&snippet.text, words);
    let format = TextFormat::simple(FontId::proportional(13.0), palette.ink);
    let mut job = marked(&text, &found, &format, palette.hit);
    job.wrap.max_width = ui.available_width();
    job.wrap.max_rows = 3;
    ui.add(egui::Label::new(job).selectable(false));
}

/// The part of a text that a card shows, with what was found in it: where the first find stands too far behind the
/// beginning to be seen, it begins shortly before that.
fn excerpt(text: &str, words: &str) -> (String, Vec<Range<CharIdx>>) {
    const SEEN: usize = 50;
    const BEFORE: usize = 12;
    let text = text.replace('\n', " ");
    let found = matches(&text, words);
    let Some(first) = found.first().filter(|first| first.start.0 > SEEN) else {
        return (text, found);
    };
    let n_skipped = first.start.0 - BEFORE;
    let shown: String = "…".chars().chain(text.chars().skip(n_skipped)).collect();
    // The ellipsis is a character too.
    let moved = |at: CharIdx| CharIdx(at.0 + 1 - n_skipped);
    let found = found
        .iter()
        .map(|range| moved(range.start)..moved(range.end))
        .collect();
    (shown, found)
}

/// A text with some of it marked.
fn marked(
    text: &str,
    found: &[Range<CharIdx>],
    format: &TextFormat,
    background: Color32,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut end = 0;
    let mut append = |from: usize, to: usize, background| {
        let format = TextFormat {
            background,
            ..format.clone()
        };
        job.append(text.get(from..to).unwrap_or_default(), 0.0, format);
    };
    for range in found {
        let offset = |at| byte_offset(text, at).unwrap_or(text.len());
        let (from, to) = (offset(range.start), offset(range.end));
        append(end, from, Color32::TRANSPARENT);
        append(from, to, background);
        end = to;
    }
    append(end, text.len(), Color32::TRANSPARENT);
    job
}
