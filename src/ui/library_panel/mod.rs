//! The library (素材库): snippets as cards, to find and to drag into the speech.

mod card;
mod filters;
mod selection;

use std::ops::Range;

use egui::{Align, Button, EventFilter, Key, Modifiers, ScrollArea, Ui};

use crate::library::{Hit, Library, Query, Uses, Words};
use crate::model::{Snippet, SnippetId};

use super::Action;
use super::action::{MenuAction, SnippetChoice};
use super::icons;
use super::side_tabs::{Side, side_tabs_ui};
use super::theme::Palette;
use card::{card_id, card_ui};
use filters::{found_bar_ui, search_ui};
use selection::Selection;

/// Every card is this high, so that only those in view have to be drawn.
const CARD_HEIGHT: f32 = 128.0;

/// Rows beside those in view where the card with the keyboard may be: one that was just scrolled to, or had others go.
const NEAR: usize = 50;

/// What the library remembers between frames.
#[derive(Debug, Default)]
pub struct LibraryState {
    query: Query,
    only_unused: bool,
    only_favourites: bool,
    selection: Selection,
    found: Found,
    wants_focus: bool,
    /// The rows that were in view in the last frame.
    rows: Range<usize>,
    /// True if a card had the keyboard in the last frame.
    has_keyboard: bool,
}

/// What was found last, and for what.
#[derive(Debug, Default)]
struct Found {
    version: Option<u64>,
    query: Query,
    words: Words,
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
        self.forget_query();
        self.query.text = words;
    }

    /// The search field takes the keyboard in the next frame.
    pub fn focus_search(&mut self) {
        self.wants_focus = true;
    }

    /// True if a card has the keyboard: undo is about the library then.
    pub fn has_keyboard(&self) -> bool {
        self.has_keyboard
    }

    /// Everything is shown again, in the order it was.
    fn forget_query(&mut self) {
        self.query = Query {
            order: self.query.order,
            ..Query::default()
        };
        self.only_unused = false;
        self.only_favourites = false;
    }
}

/// Shows the library and returns what the user asked for.
pub fn library_panel_ui(
    ui: &mut Ui,
    state: &mut LibraryState,
    input: &LibraryInput<'_>,
) -> Vec<Action> {
    let mut actions = Vec::new();
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
    let leaves_search = search_ui(ui, state, input.library);
    if input.library.snippets().is_empty() {
        empty_ui(ui, &mut actions);
        return actions;
    }
    update(state, input);
    let hits = std::mem::take(&mut state.found.hits);
    let kept: Vec<Hit>;
    let shown = if state.only_unused || state.only_favourites {
        let is_kept = |snippet: &Snippet| {
            (!state.only_favourites || snippet.is_favourite)
                && (!state.only_unused || input.uses.of(&snippet.id).is_empty())
        };
        let is_kept = |hit: &&Hit| input.library.found(hit).is_some_and(|own| is_kept(own));
        kept = hits.iter().filter(is_kept).copied().collect();
        &kept
    } else {
        &hits
    };
    found_bar_ui(ui, state, shown.len());
    found_ui(ui, state, input, shown, leaves_search, &mut actions);
    state.found.hits = hits;
    actions
}

fn empty_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui.visuals());
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
    if hits.is_empty() {
        let palette = Palette::of(ui.visuals());
        ui.add_space(24.0);
        ui.vertical_centered(|ui| {
            ui.colored_label(palette.muted, "没有找到");
            if ui.button("清除条件").clicked() {
                state.forget_query();
            }
        });
        return;
    }
    state.has_keyboard = false;
    let mut moved = keys(ui, state, input, hits, actions);
    if leaves_search && let Some(first) = hits.first().and_then(|hit| input.library.found(hit)) {
        ui.memory_mut(|memory| memory.request_focus(card_id(&first.id)));
        state.selection.only(&first.id);
        moved = Some(0);
    }
    let mut area = ScrollArea::vertical().auto_shrink([false, false]);
    if let Some(row) = moved {
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        area = area.vertical_scroll_offset((f32::from(row) - 1.0).max(0.0) * (CARD_HEIGHT + 8.0));
    }
    ui.spacing_mut().item_spacing.y = 8.0;
    area.show_rows(ui, CARD_HEIGHT, hits.len(), |ui, range| {
        state.rows = range.clone();
        let in_view = hits.get(range).unwrap_or_default().iter();
        for snippet in in_view.filter_map(|hit| input.library.found(hit)) {
            if card_ui(ui, state, input, snippet, actions) {
                let modifiers = ui.input(|input| input.modifiers);
                state
                    .selection
                    .click(&snippet.id, modifiers, input.library, hits);
            }
        }
    });
    for action in actions {
        if let Action::Snippets {
            ids,
            choice: SnippetChoice::Delete,
        } = action
        {
            leave(ui, state, input.library, hits, ids);
        }
    }
}

/// Cards are about to go: one beside them gets the keyboard, so that the next keys are still about the library.
fn leave(ui: &Ui, state: &mut LibraryState, library: &Library, hits: &[Hit], going: &[SnippetId]) {
    let id = |hit: &Hit| library.found(hit).map(|snippet| &snippet.id);
    let goes = |hit: &&Hit| id(hit).is_some_and(|id| going.contains(id));
    let Some(first) = hits.iter().position(|hit| goes(&hit)) else {
        return;
    };
    let below = hits.iter().skip(first).find(|hit| !goes(hit));
    let beside = below.or_else(|| hits.iter().take(first).next_back());
    if let Some(id) = beside.and_then(id) {
        state.selection.only(id);
        ui.memory_mut(|memory| memory.request_focus(card_id(id)));
    }
}

/// Searches again when the question or the library has changed.
fn update(state: &mut LibraryState, input: &LibraryInput<'_>) {
    let found = &mut state.found;
    if found.version != Some(input.library.version()) || found.query != state.query {
        found.hits = input.library.search(&state.query);
        found.words = Words::new(&state.query.text);
        found.query = state.query.clone();
        found.version = Some(input.library.version());
        state.selection.retain(|id| input.library.get(id).is_some());
    }
}

/// What keys do while a card has the keyboard; returns the row to scroll to.
fn keys(
    ui: &Ui,
    state: &mut LibraryState,
    input: &LibraryInput<'_>,
    hits: &[Hit],
    actions: &mut Vec<Action>,
) -> Option<usize> {
    let focused = ui.memory(egui::Memory::focused)?;
    let id = |row: usize| Some(&input.library.found(hits.get(row)?)?.id);
    // A card out of view loses the keyboard. To look through all of them in every frame would take too long.
    let (first, last) = (state.rows.start, state.rows.end);
    let mut near = first.saturating_sub(NEAR)..(last + NEAR).min(hits.len());
    let row = near.find(|row| id(*row).is_some_and(|id| card_id(id) == focused))?;
    let focused_id = id(row)?;
    state.has_keyboard = true;
    // The arrows go from card to card: egui would go by where controls stand.
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focused, filter));
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let (plain, ctrl) = (Modifiers::NONE, Modifiers::COMMAND);
    if pressed(plain, Key::Enter) && !input.read_only {
        actions.push(Action::InsertSnippetAtCaret(focused_id.clone()));
        return None;
    }
    if !state.selection.has(focused_id) {
        state.selection.only(focused_id);
    }
    let choice = |choice| Action::Snippets {
        ids: state.selection.ids(input.library),
        choice,
    };
    if pressed(plain, Key::F2) {
        actions.push(choice(SnippetChoice::Edit));
    } else if pressed(plain, Key::Delete) {
        actions.push(choice(SnippetChoice::Delete));
    } else if pressed(ctrl, Key::A) {
        state.selection.all(input.library, hits);
    }
    let extends = ui.input(|input| input.modifiers.shift);
    let modifiers = if extends { Modifiers::SHIFT } else { plain };
    let next = if pressed(modifiers, Key::ArrowDown) {
        row + 1
    } else if pressed(modifiers, Key::ArrowUp) {
        row.checked_sub(1)?
    } else {
        return None;
    };
    let next_id = id(next)?;
    ui.memory_mut(|memory| memory.request_focus(card_id(next_id)));
    state
        .selection
        .click(next_id, modifiers, input.library, hits);
    Some(next)
}
