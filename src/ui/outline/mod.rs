//! The outline (提纲): the section tree, to see where one is and to put it in order.

pub mod drop;
mod entries;
mod keys;
pub mod moves;
mod row;

use std::collections::HashSet;

use egui::style::ScrollAnimation;
use egui::{Align, DragAndDrop, Key, Rangef, ScrollArea, Stroke, TextEdit, Ui};

use crate::edit::{Command, SnippetPlace};
use crate::model::{SectionId, SectionPlace, SnippetId, Speech};

use super::Action;
use super::action::MenuAction;
use super::counts::Counts;
use super::icons;
use super::manuscript::edge_speed;
use super::theme::Palette;
use drop::{Drop, RowBox, drop_at};
use entries::{Entry, entries};

/// Sections from which on there is a search field.
const N_SEARCH: usize = 20;
const ROW_HEIGHT: f32 = 28.0;

/// What the outline remembers between frames.
#[derive(Debug, Default)]
pub struct OutlineState {
    collapsed: HashSet<SectionId>,
    selected: Option<SectionId>,
    renaming: Option<(SectionId, String)>,
    query: String,
    followed: Option<SectionId>,
    wants_focus: bool,
    scrolls_to: Option<SectionId>,
}

/// What the outline shows in this frame.
pub struct OutlineInput<'a> {
    pub speech: &'a Speech,
    pub counts: &'a Counts,
    /// The section that the caret is in. Not what is merely in view: the selection must stay where the user put it, or
    /// the next key would hit another section.
    pub current: Option<SectionId>,
    /// Syllables a minute.
    pub rate: u32,
    pub locked: bool,
    pub read_only: bool,
}

impl OutlineState {
    pub fn selected(&self) -> Option<SectionId> {
        self.selected
    }

    /// True if the name of a section is being written.
    pub fn is_renaming(&self) -> bool {
        self.renaming.is_some()
    }

    /// Takes the keyboard in the next frame.
    pub fn take_focus(&mut self) {
        self.wants_focus = true;
    }
}

/// Shows the outline and returns what the user asked for.
pub fn outline_panel_ui(
    ui: &mut Ui,
    state: &mut OutlineState,
    input: &OutlineInput<'_>,
) -> Vec<Action> {
    let mut actions = Vec::new();
    follow(state, input);
    header_ui(ui, state, input, &mut actions);
    let entries = entries(state, input.speech);
    if input.speech.sections.is_empty() {
        empty_ui(ui, input, &mut actions);
        return actions;
    }
    if entries.is_empty() {
        ui.add_space(16.0);
        ui.vertical_centered(|ui| ui.weak("没有找到"));
        return actions;
    }
    columns_ui(ui);
    let area = ui.available_rect_before_wrap();
    let focus_id = ui.scope_id().with("outline keyboard");
    let focus = ui.interact(area, focus_id, egui::Sense::focusable_noninteractive());
    focus.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Tree, true, "提纲"));
    if std::mem::take(&mut state.wants_focus) {
        focus.request_focus();
    }
    // Before the rows are counted out: their pitch is their height.
    ui.spacing_mut().item_spacing.y = 0.0;
    let rows = ScrollArea::vertical()
        .auto_shrink([false, false])
        .show_rows(ui, ROW_HEIGHT, entries.len(), |ui, range| {
            let mut rows = Vec::with_capacity(range.len());
            for entry in entries.iter().skip(range.start).take(range.len()) {
                rows.push(row::row_ui(ui, state, input, entry, focus_id, &mut actions));
            }
            if let Some(first) = rows.first() {
                let top = first.top - range.start as f32 * ROW_HEIGHT;
                let bottom = top + entries.len() as f32 * ROW_HEIGHT;
                drag_scroll(ui, area, Rangef::new(top, bottom));
            }
            rows
        })
        .inner;
    drop_ui(ui, input, &rows, area, &mut actions);
    if ui.memory(|memory| memory.has_focus(focus_id)) && state.renaming.is_none() {
        select_shown(state, input.speech, &entries);
        keys::keys(ui, focus_id, state, input, &entries, &mut actions);
    }
    actions
}

/// Keys act on what is marked: when that is below a closed section, on the closed one.
fn select_shown(state: &mut OutlineState, speech: &Speech, entries: &[Entry<'_>]) {
    let Some(selected) = state.selected else {
        return;
    };
    let is_shown = entries.iter().any(|entry| entry.section.id == selected);
    if !is_shown {
        let holds = |entry: &&Entry<'_>| speech.is_within(selected, entry.section.id);
        state.selected = entries
            .iter()
            .rev()
            .find(holds)
            .map(|entry| entry.section.id);
    }
}

/// The outline follows the caret: the selection goes where the caret goes.
fn follow(state: &mut OutlineState, input: &OutlineInput<'_>) {
    if state.followed != input.current {
        state.followed = input.current;
        if input.current.is_some() {
            state.selected = input.current;
            state.scrolls_to = input.current;
        }
    }
    if state
        .selected
        .is_some_and(|id| input.speech.section(id).is_none())
    {
        state.selected = input.current;
    }
}

fn header_ui(
    ui: &mut Ui,
    state: &mut OutlineState,
    input: &OutlineInput<'_>,
    actions: &mut Vec<Action>,
) {
    let icon = |ui: &mut Ui, icon: &str, name: &'static str| {
        let button =
            egui::Button::new(egui::RichText::new(icon).size(15.0)).frame_when_inactive(false);
        let response = ui.add(button).on_hover_text(name);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
        response.clicked()
    };
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new("提纲").font(super::theme::bold(ui.ctx(), 15.0)));
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            if !input.read_only && icon(ui, icons::PLUS, "添加章节") {
                actions.push(Action::Menu(MenuAction::AddSection));
            }
            let (lock, name) = if input.locked {
                (icons::LOCK, "提纲已锁定，点击后可以拖动章节")
            } else {
                (icons::UNLOCK, "锁定提纲，以免误拖")
            };
            if icon(ui, lock, name) {
                actions.push(Action::Menu(MenuAction::ToggleOutlineLock));
            }
            if icon(ui, icons::COLLAPSE_ALL, "全部折叠或展开") {
                if state.collapsed.is_empty() {
                    let parents = input
                        .speech
                        .walk()
                        .filter(|(_, section)| !section.children.is_empty());
                    state.collapsed = parents.map(|(_, section)| section.id).collect();
                } else {
                    state.collapsed.clear();
                }
            }
        });
    });
    if input.speech.walk().nth(N_SEARCH - 1).is_some() {
        let search = TextEdit::singleline(&mut state.query)
            .hint_text("搜索章节")
            .desired_width(f32::INFINITY);
        let response = ui.add(search);
        response
            .ctx
            .accesskit_node_builder(response.id, |node| node.set_label("搜索章节"));
    } else {
        state.query.clear();
    }
    ui.add_space(2.0);
}

/// What the figures behind the headings are.
fn columns_ui(ui: &mut Ui) {
    let (rect, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), 16.0), egui::Sense::hover());
    let palette = Palette::of(ui.visuals());
    row::figures(ui.painter(), rect, "字数", "时长", palette.faint);
}

fn empty_ui(ui: &mut Ui, input: &OutlineInput<'_>, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui.visuals());
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        ui.colored_label(palette.muted, "还没有章节");
        ui.add_space(6.0);
        if !input.read_only && ui.button("添加第一个章节").clicked() {
            actions.push(Action::Menu(MenuAction::AddSection));
        }
    });
}

/// Shows where what is being dragged would go, and puts it there when it is let go.
fn drop_ui(
    ui: &Ui,
    input: &OutlineInput<'_>,
    rows: &[RowBox],
    area: egui::Rect,
    actions: &mut Vec<Action>,
) {
    if input.read_only {
        return;
    }
    let ctx = ui.ctx();
    let section = DragAndDrop::payload::<SectionId>(ctx).map(|id| *id);
    let snippet = DragAndDrop::payload::<SnippetId>(ctx);
    let Some(pointer) = ctx.pointer_interact_pos().filter(|pos| area.contains(*pos)) else {
        return;
    };
    if section.is_none() && snippet.is_none() {
        return;
    }
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        DragAndDrop::clear_payload(ctx);
        return;
    }
    let Some(target) = drop_at(rows, pointer.y) else {
        return;
    };
    // A section does not go into itself or below itself.
    let parent = match target {
        Drop::Gap { place, .. } => place.parent,
        Drop::Into { section, .. } => Some(section),
    };
    if let (Some(id), Some(parent)) = (section, parent)
        && input.speech.is_within(parent, id)
    {
        return;
    }
    let palette = Palette::of(ui.visuals());
    match target {
        Drop::Gap { y, depth, .. } => {
            let left = area.left() + row::indent(depth) + 4.0;
            ui.painter().hline(
                left..=area.right() - 4.0,
                y,
                Stroke::new(2.0, palette.accent),
            );
            ui.painter()
                .circle_filled(egui::pos2(left, y), 3.5, palette.accent);
        }
        Drop::Into { top, bottom, .. } => {
            let rect = egui::Rect::from_x_y_ranges(area.x_range().shrink(2.0), top..=bottom);
            ui.painter().rect_stroke(
                rect,
                4.0,
                Stroke::new(2.0, palette.accent),
                egui::StrokeKind::Inside,
            );
        }
    }
    if !ui.input(|input| input.pointer.any_released()) {
        return;
    }
    if let Some(section) = section {
        let place = match target {
            Drop::Gap { place, .. } => place,
            Drop::Into {
                section,
                n_children,
                ..
            } => SectionPlace {
                parent: Some(section),
                at: n_children,
            },
        };
        actions.push(Action::Edit(Command::MoveSection { section, place }));
    } else if let Some(snippet) = snippet {
        let place = match target {
            Drop::Gap { place, .. } => SnippetPlace::SectionGap(place),
            Drop::Into { section, .. } => SnippetPlace::SectionEnd(section),
        };
        actions.push(Action::InsertSnippet {
            snippet: (*snippet).clone(),
            place,
        });
    }
    DragAndDrop::clear_payload(ctx);
}

/// Scrolls while something is dragged near the upper or lower edge: a long outline is put in order over many views.
/// `rows` is where all rows reach on screen, in view or not.
fn drag_scroll(ui: &Ui, area: egui::Rect, rows: Rangef) {
    let ctx = ui.ctx();
    let pointer = ctx.pointer_interact_pos();
    let Some(pointer) = pointer.filter(|pos| area.x_range().contains(pos.x)) else {
        return;
    };
    let above = (area.top() - rows.min).max(0.0);
    let below = (rows.max - area.bottom()).max(0.0);
    let speed = edge_speed(pointer.y, area.top(), area.bottom()).clamp(-above, below);
    if speed.abs() > 0.5 && DragAndDrop::has_any_payload(ctx) {
        ui.scroll_with_delta_animation(egui::vec2(0.0, -speed), ScrollAnimation::none());
        ctx.request_repaint();
    }
}
