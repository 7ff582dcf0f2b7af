//! A snippet as a card: what it is, what was found in it, and what can be done with it.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Button, Color32, CursorIcon, DragAndDrop, FontId, Frame, Key, Layout, Margin, RichText,
    Sense, Stroke, Ui, vec2,
};

use crate::library::Words;
use crate::model::{CharIdx, Snippet, SnippetId, byte_offset};
use crate::text::blanks::blanks;
use crate::text::count::characters;
use crate::ui::Action;
use crate::ui::action::SnippetChoice;
use crate::ui::ghost::ghost_ui;
use crate::ui::icons;
use crate::ui::snippet_form::field_name;
use crate::ui::theme::{Palette, RADIUS, bold};

use super::{CARD_HEIGHT, LibraryInput, LibraryState};

pub(super) fn card_id(id: &SnippetId) -> egui::Id {
    egui::Id::unique(("snippet card", id.as_str()))
}

/// What a snippet is called where there is little room.
fn name_of(snippet: &Snippet) -> &str {
    if snippet.unit.is_empty() {
        &snippet.source
    } else {
        &snippet.unit
    }
}

/// Shows a card; whether it was clicked.
pub(super) fn card_ui(
    ui: &mut Ui,
    state: &mut LibraryState,
    input: &LibraryInput<'_>,
    snippet: &Arc<Snippet>,
    actions: &mut Vec<Action>,
) -> bool {
    let palette = Palette::of(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), CARD_HEIGHT), Sense::hover());
    let response = ui.interact(rect, card_id(&snippet.id), Sense::click_and_drag());
    let name = name_of(snippet);
    let is_selected = state.selection.has(&snippet.id);
    response.widget_info(|| {
        let text = format!("素材：{name}");
        egui::WidgetInfo::selected(egui::Role::ListItem, true, is_selected, text)
    });
    let is_active = is_selected || response.has_focus();
    let edge = if is_active {
        palette.accent
    } else if response.hovered() {
        palette.muted
    } else {
        palette.line
    };
    let fill = if is_selected && state.selection.len() > 1 {
        palette.accent_soft
    } else {
        palette.card
    };
    let mut card = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::top_down(Align::Min)),
    );
    card.set_clip_rect(rect.intersect(ui.clip_rect()));
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(RADIUS)
        .inner_margin(Margin::symmetric(12, 9))
        .show(&mut card, |ui| {
            // What the margins and the edge leave.
            ui.set_min_size(rect.size() - vec2(26.0, 20.0));
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            let is_near = is_active || ui.rect_contains_pointer(rect);
            head_ui(ui, input, &state.found.words, snippet, is_near, actions);
            text_ui(ui, &state.found.words, snippet);
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
        response.request_focus();
    }
    if response.secondary_clicked() {
        response.request_focus();
        if !is_selected {
            state.selection.only(&snippet.id);
        }
    }
    if response.double_clicked() && !input.read_only {
        actions.push(Action::InsertSnippetAtCaret(snippet.id.clone()));
    }
    response.context_menu(|ui| menu_ui(ui, state, input, snippet, actions));
    let is_clicked = response.clicked();
    response.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        ui.label(&snippet.text);
        if !snippet.source.is_empty() {
            ui.colored_label(palette.muted, source_text(snippet));
        }
        if !snippet.guessed.is_empty() {
            let fields: Vec<&str> = snippet
                .guessed
                .iter()
                .map(|field| field_name(*field))
                .collect();
            let text = format!("{}是推测的，按 F2 核对", fields.join("、"));
            ui.colored_label(palette.warning, text);
        }
    });
    is_clicked
}

fn source_text(snippet: &Snippet) -> String {
    let mut text = format!("出处：{}", snippet.source);
    if let Some(paragraph) = snippet.paragraph {
        text.push_str(&format!("，第 {paragraph} 段"));
    }
    if !snippet.date.is_empty() {
        text.push_str(&format!("，{}", snippet.date));
    }
    text
}

/// What can be done with the snippet, or with all that are selected.
fn menu_ui(
    ui: &mut Ui,
    state: &LibraryState,
    input: &LibraryInput<'_>,
    snippet: &Snippet,
    actions: &mut Vec<Action>,
) {
    let ids = if state.selection.has(&snippet.id) {
        state.selection.ids(input.library)
    } else {
        vec![snippet.id.clone()]
    };
    let all = |one: &str, many: &str| match ids.len() {
        1 => one.to_owned(),
        n => many.replace('#', &n.to_string()),
    };
    let mut entry = |ui: &mut Ui, is_enabled: bool, name: String, key: Option<Key>, action| {
        let mut button = Button::new(name);
        if let Some(key) = key {
            button = button.shortcut_text(key.name());
        }
        if ui.add_enabled(is_enabled, button).clicked() {
            actions.push(action);
            ui.close();
        }
    };
    let choice = |choice| Action::Snippets {
        ids: ids.clone(),
        choice,
    };
    if ids.len() == 1 {
        let insert = Action::InsertSnippetAtCaret(snippet.id.clone());
        let name = "插入到光标处".to_owned();
        entry(ui, !input.read_only, name, Some(Key::Enter), insert);
        ui.separator();
    }
    let name = all("编辑…", "一起更正 # 条…");
    entry(ui, true, name, Some(Key::F2), choice(SnippetChoice::Edit));
    let favour = choice(SnippetChoice::Favour(!snippet.is_favourite));
    let name = if snippet.is_favourite {
        all("取消收藏", "取消收藏 # 条")
    } else {
        all("收藏", "收藏 # 条")
    };
    entry(ui, true, name, None, favour);
    if ids.len() > 1 {
        let name = format!("合并成一条（{} 条）", ids.len());
        entry(ui, true, name, None, choice(SnippetChoice::Merge));
    }
    ui.separator();
    let name = all("删除", "删除 # 条");
    entry(
        ui,
        true,
        name,
        Some(Key::Delete),
        choice(SnippetChoice::Delete),
    );
}

/// The unit, where the snippet is used, and the mark of favourites.
fn head_ui(
    ui: &mut Ui,
    input: &LibraryInput<'_>,
    words: &Words,
    snippet: &Snippet,
    is_near: bool,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui.visuals());
    let name = name_of(snippet);
    ui.horizontal(|ui| {
        let uses = input.uses.of(&snippet.id);
        let used = (!uses.is_empty()).then(|| format!("已用 {} 处", uses.len()));
        let shows_star = is_near || snippet.is_favourite;
        let width = ui.available_width()
            - if used.is_some() { 70.0 } else { 0.0 }
            - if shows_star { 24.0 } else { 0.0 };
        ui.scope(|ui| {
            ui.set_max_width(width);
            ui.add(
                egui::Label::new(marked(
                    name,
                    &words.find_all_in_head(name),
                    &TextFormat::simple(bold(ui.ctx(), 14.0), palette.ink),
                    palette.hit,
                ))
                .truncate()
                .selectable(false),
            );
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if shows_star {
                star_ui(ui, snippet, actions);
            }
            let Some(used) = used else {
                return;
            };
            let text = RichText::new(used).size(11.0).color(palette.accent);
            let headings: Vec<_> = uses
                .iter()
                .map(|place| format!("「{}」", place.heading))
                .collect();
            let button = ui.add(Button::new(text).fill(palette.accent_soft).small());
            if button.on_hover_text(headings.join("\n")).clicked()
                && let Some(place) = uses.first()
            {
                actions.push(Action::GoTo(place.anchor.clone()));
            }
        });
    });
}

fn star_ui(ui: &mut Ui, snippet: &Snippet, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui.visuals());
    let (icon, colour, name) = if snippet.is_favourite {
        (icons::STAR_FILLED, palette.warning, "取消收藏")
    } else {
        (icons::STAR, palette.faint, "收藏")
    };
    let icon = RichText::new(icon).size(14.0).color(colour);
    let button = Button::new(icon).frame(false).small();
    let button = ui.add(button).on_hover_text(name);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    if button.clicked() {
        actions.push(Action::Snippets {
            ids: vec![snippet.id.clone()],
            choice: SnippetChoice::Favour(!snippet.is_favourite),
        });
    }
}

/// The facts in one line, and the beginning of the text or what was found in it.
fn text_ui(ui: &mut Ui, words: &Words, snippet: &Snippet) {
    let palette = Palette::of(ui.visuals());
    let mut facts: Vec<String> = Vec::new();
    if !snippet.region.is_empty() {
        facts.push(snippet.region.clone());
    }
    facts.extend(snippet.year.map(|year| format!("{year} 年")));
    facts.push(format!("{} 字", characters(&snippet.text)));
    let mut open: Vec<&str> = blanks(&snippet.text)
        .iter()
        .map(|blank| blank.name)
        .collect();
    open.sort_unstable();
    open.dedup();
    if !open.is_empty() {
        facts.push(format!("{} 项待填", open.len()));
    }
    // What was found is not to be cut off.
    let mut topics: Vec<&String> = snippet.topics.iter().collect();
    topics.sort_by_key(|topic| words.find_all_in_head(topic).is_empty());
    facts.extend(topics.into_iter().cloned());
    let facts = facts.join(" · ");
    let facts = marked(
        &facts,
        &words.find_all_in_head(&facts),
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
fn excerpt(text: &str, words: &Words) -> (String, Vec<Range<CharIdx>>) {
    const SEEN: usize = 50;
    const BEFORE: usize = 12;
    let text = text.replace('\n', " ");
    let found = words.find_all(&text);
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
