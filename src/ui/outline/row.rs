//! A row of the outline: number, heading, length, and everything that can be done with the section.

use egui::{Align2, Button, DragAndDrop, FontId, Key, Sense, TextEdit, Ui, vec2};

use crate::edit::{Command, NewSection};
use crate::model::{SectionId, SectionKind, SectionPlace};
use crate::ui::Action;
use crate::ui::counts::{clock, duration};
use crate::ui::ghost::ghost_ui;
use crate::ui::icons;
use crate::ui::labels::section_kind;
use crate::ui::theme::{Palette, bold};

use super::drop::RowBox;
use super::{Entry, OutlineInput, OutlineState, ROW_HEIGHT};

/// Width of the column of speaking times, in points.
const TIME_WIDTH: f32 = 44.0;

/// Width by which a level is set in, in points.
pub(super) fn indent(depth: usize) -> f32 {
    // A level a person can still tell apart; very deep trees stop moving to the right.
    f32::from(u8::try_from(depth.min(12)).unwrap_or(12)) * 14.0
}

/// What a row is called: its number and heading, or its first words in brackets.
fn title(entry: &Entry<'_>) -> (String, bool) {
    if !entry.section.heading.trim().is_empty() {
        return (format!("{}{}", entry.number, entry.section.heading), true);
    }
    let words: String = entry
        .section
        .paragraphs
        .iter()
        .flat_map(|paragraph| paragraph.text.chars())
        .take(16)
        .collect();
    let kind = match entry.section.kind {
        SectionKind::Custom => "无标题",
        kind => section_kind(kind),
    };
    (
        if words.is_empty() {
            format!("（{kind}）")
        } else {
            format!("（{kind}）{words}")
        },
        false,
    )
}

/// Draws a row and returns where it stands.
pub(super) fn row_ui(
    ui: &mut Ui,
    state: &mut OutlineState,
    input: &OutlineInput<'_>,
    entry: &Entry<'_>,
    keyboard: egui::Id,
    actions: &mut Vec<Action>,
) -> RowBox {
    let id = entry.section.id;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
    let sense = if input.locked || input.read_only {
        Sense::click()
    } else {
        Sense::click_and_drag()
    };
    let response = ui.interact(rect, ui.scope_id().with(("row", id)), sense);
    let (text, has_heading) = title(entry);
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::Role::TreeItem,
            true,
            state.selected == Some(id),
            text.clone(),
        )
    });
    if state.scrolls_to == Some(id) {
        state.scrolls_to = None;
        if !ui.clip_rect().contains_rect(rect) {
            ui.scroll_to_rect(rect, None);
        }
    }
    draw(
        ui,
        state,
        input,
        entry,
        rect,
        &response,
        (&text, has_heading),
    );
    if response.clicked() {
        state.selected = Some(id);
        ui.memory_mut(|memory| memory.request_focus(keyboard));
        actions.push(Action::SelectSection(id));
    }
    if response.double_clicked() {
        actions.push(Action::WriteIn(id));
    }
    if response.drag_started() {
        DragAndDrop::set_payload(ui.ctx(), id);
    }
    if !input.read_only {
        response.context_menu(|ui| menu_ui(ui, state, entry, actions));
    }
    chevron_ui(ui, state, entry, rect);
    rename_ui(ui, state, id, rect, indent(entry.depth), actions);
    RowBox {
        section: id,
        place: entry.place,
        n_children: entry.section.children.len(),
        is_open: !state.collapsed.contains(&id),
        depth: entry.depth,
        top: rect.top(),
        bottom: rect.bottom(),
    }
}

fn draw(
    ui: &Ui,
    state: &OutlineState,
    input: &OutlineInput<'_>,
    entry: &Entry<'_>,
    rect: egui::Rect,
    response: &egui::Response,
    (text, has_heading): (&str, bool),
) {
    let palette = Palette::of(ui.visuals());
    let id = entry.section.id;
    let painter = ui.painter_at(rect);
    // What is selected below a closed section is marked by that section.
    let is_marked = state.selected.is_some_and(|selected| {
        selected == id || (state.collapsed.contains(&id) && input.speech.is_within(selected, id))
    });
    if is_marked {
        painter.rect_filled(rect.shrink2(vec2(2.0, 1.0)), 4.0, palette.accent_soft);
    } else if response.hovered() || response.dragged() {
        painter.rect_filled(rect.shrink2(vec2(2.0, 1.0)), 4.0, palette.hover);
    }
    let count = input.counts.section(id);
    let length = format!(
        "{} 字 · {}",
        count.n_chars,
        duration(count.n_syllables, input.rate)
    );
    let measure_left = figures(
        &painter,
        rect,
        &count.n_chars.to_string(),
        &clock(count.n_syllables, input.rate),
        palette.muted,
    );
    let left = rect.left() + indent(entry.depth) + 22.0;
    let font = if entry.depth == 0 && has_heading {
        bold(ui.ctx(), 14.0)
    } else {
        FontId::proportional(14.0)
    };
    let ink = if response.dragged() {
        palette.faint
    } else if has_heading {
        palette.ink
    } else {
        palette.muted
    };
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width((measure_left - 8.0 - left).max(20.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let is_elided = galley.elided;
    painter.galley(
        egui::pos2(left, rect.center().y - galley.size().y / 2.0),
        galley,
        ink,
    );
    if response.hovered() && !response.dragged() {
        let tip = if is_elided {
            format!("{text}\n{length}")
        } else {
            length
        };
        response.clone().on_hover_text(tip);
    }
    if response.dragged() {
        ghost_ui(ui, response, text.chars().take(18).collect());
    }
}

/// Writes a section's characters and speaking time into their columns; returns where they begin.
pub(super) fn figures(
    painter: &egui::Painter,
    rect: egui::Rect,
    characters: &str,
    time: &str,
    ink: egui::Color32,
) -> f32 {
    let time_right = rect.right() - 6.0;
    let characters_right = time_right - TIME_WIDTH;
    let mut left = characters_right;
    for (text, right) in [(time, time_right), (characters, characters_right)] {
        let galley = painter.layout_no_wrap(text.to_owned(), FontId::proportional(11.5), ink);
        left = right - galley.size().x;
        painter.galley(
            egui::pos2(left, rect.center().y - galley.size().y / 2.0),
            galley,
            ink,
        );
    }
    left
}

/// The mark in front of a section with children, which opens and closes it.
fn chevron_ui(ui: &Ui, state: &mut OutlineState, entry: &Entry<'_>, rect: egui::Rect) {
    if entry.section.children.is_empty() {
        return;
    }
    let id = entry.section.id;
    let is_open = !state.collapsed.contains(&id);
    let place = egui::Rect::from_center_size(
        egui::pos2(rect.left() + indent(entry.depth) + 12.0, rect.center().y),
        vec2(18.0, 18.0),
    );
    let response = ui.interact(place, ui.scope_id().with(("chevron", id)), Sense::click());
    response.widget_info(|| {
        let name = if is_open { "折叠：" } else { "展开：" };
        egui::WidgetInfo::labeled(
            egui::Role::Button,
            true,
            format!("{name}{}", entry.section.heading),
        )
    });
    let palette = Palette::of(ui.visuals());
    let icon = if is_open {
        icons::CHEVRON_DOWN
    } else {
        icons::CHEVRON_RIGHT
    };
    let ink = if response.hovered() {
        palette.ink
    } else {
        palette.muted
    };
    ui.painter().text(
        place.center(),
        Align2::CENTER_CENTER,
        icon,
        FontId::proportional(13.0),
        ink,
    );
    if response.clicked() && !state.collapsed.remove(&id) {
        state.collapsed.insert(id);
    }
}

fn rename_ui(
    ui: &mut Ui,
    state: &mut OutlineState,
    id: SectionId,
    rect: egui::Rect,
    indent: f32,
    actions: &mut Vec<Action>,
) {
    let Some((renamed, text)) = state
        .renaming
        .as_mut()
        .filter(|(renamed, _)| *renamed == id)
    else {
        return;
    };
    let section = *renamed;
    let place = egui::Rect::from_min_max(
        rect.min + vec2(indent + 18.0, 1.0),
        rect.max - vec2(4.0, 1.0),
    );
    let response = ui.put(place, TextEdit::singleline(text));
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_label("章节标题"));
    if response.lost_focus() {
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let is_cancelled = pressed(Key::Escape);
        // The keyboard goes back to the rows.
        state.wants_focus |= is_cancelled || pressed(Key::Enter);
        if !is_cancelled {
            let heading = text.clone();
            actions.push(Action::Edit(Command::SetHeading { section, heading }));
        }
        state.renaming = None;
    } else if !response.has_focus() {
        response.request_focus();
    }
}

fn menu_ui(ui: &mut Ui, state: &mut OutlineState, entry: &Entry<'_>, actions: &mut Vec<Action>) {
    let section = entry.section.id;
    let new = || NewSection {
        numbered: true,
        paragraphs: vec![String::new()],
        ..NewSection::default()
    };
    let place = entry.place;
    let adds = [
        ("在上方添加章节", place),
        (
            "在下方添加章节",
            SectionPlace {
                at: place.at + 1,
                ..place
            },
        ),
        (
            "添加下级章节",
            SectionPlace {
                parent: Some(section),
                at: entry.section.children.len(),
            },
        ),
    ];
    for (text, place) in adds {
        if ui.button(text).clicked() {
            actions.push(Action::Edit(Command::AddSection {
                place,
                section: new(),
            }));
        }
    }
    ui.separator();
    if ui
        .add(Button::new("修改标题").shortcut_text("F2"))
        .clicked()
    {
        state.renaming = Some((section, entry.section.heading.clone()));
    }
    if ui.button("复制章节").clicked() {
        actions.push(Action::Edit(Command::DuplicateSection { section }));
    }
    ui.menu_button("类型", |ui| {
        for kind in SectionKind::ALL {
            if ui
                .radio(entry.section.kind == kind, section_kind(kind))
                .clicked()
            {
                actions.push(Action::Edit(Command::SetKind { section, kind }));
                ui.close();
            }
        }
    });
    let mut numbered = entry.section.numbered;
    if ui.checkbox(&mut numbered, "编号").changed() {
        actions.push(Action::Edit(Command::SetNumbered { section, numbered }));
        ui.close();
    }
    ui.separator();
    let text = match entry.section.walk().count().saturating_sub(1) {
        0 => "删除章节".to_owned(),
        n => format!("删除章节（连同 {n} 个下级章节）"),
    };
    if ui.add(Button::new(text).shortcut_text("Del")).clicked() {
        actions.push(Action::Edit(Command::DeleteSection { section }));
    }
}
