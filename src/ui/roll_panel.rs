//! The roll call (点名): who of the roster is in the speech, for how long, in which order, and who is missing.

use egui::{
    Align, Align2, Button, CursorIcon, FontId, Layout, Rect, RichText, ScrollArea, Sense, Ui, pos2,
    vec2,
};

use crate::edit::Command;
use crate::model::{Anchor, Roster, Unit};
use crate::roster::{Coverage, GroupCoverage, MaskedName, State, UnitCoverage};

use super::Action;
use super::action::MenuAction;
use super::counts::ratio;
use super::icons;
use super::side_tabs::{Side, side_tabs_ui};
use super::theme::{Palette, bold, space};

const ROW_HEIGHT: f32 = 28.0;
/// Room for the characters behind a bar.
const FIGURE_WIDTH: f32 = 56.0;
/// Room for a name of eight characters and the mark before it.
const NAME_WIDTH: f32 = 160.0;
const BAR_WIDTH: f32 = 72.0;
const SHORTEST_BAR: f32 = 20.0;

/// What the roll call remembers between frames.
#[derive(Debug, Default)]
pub struct RollState {
    only_open: bool,
    /// The unit whose places are gone through, and the place that comes next.
    visited: Option<(String, usize)>,
}

/// What the roll call shows in this frame.
pub struct RollInput<'a> {
    /// `None` when the speech has no roster.
    pub roll: Option<(&'a Roster, &'a Coverage)>,
    pub read_only: bool,
}

/// Shows the roll call and returns what the user asked for.
pub fn roll_panel_ui(ui: &mut Ui, state: &mut RollState, input: &RollInput<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.horizontal(|ui| {
        actions.extend(side_tabs_ui(ui, Side::Roll));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = Button::new((icons::ROSTER, "名册")).frame_when_inactive(false);
            let button = ui.add(button).on_hover_text("修改名册");
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "修改名册"));
            if button.clicked() {
                actions.push(Action::Menu(MenuAction::EditRoster));
            }
            if input.roll.is_some() {
                let button = Button::new((icons::EXPORT, "导出")).frame_when_inactive(false);
                let button = ui.add(button).on_hover_text("导出点名表（Excel）");
                let name = || egui::WidgetInfo::labeled(egui::Role::Button, true, "导出点名表");
                button.widget_info(name);
                if button.clicked() {
                    actions.push(Action::Menu(MenuAction::ExportRoll));
                }
            }
        });
    });
    ui.add_space(space::SMALL);
    let Some((roster, coverage)) = input.roll else {
        empty_ui(ui, &mut actions);
        return actions;
    };
    let n_open = coverage
        .groups
        .iter()
        .flat_map(|group| &group.units)
        .filter(|unit| is_open(unit))
        .count();
    ui.horizontal(|ui| {
        let text = if n_open == 0 && coverage.masked.is_empty() {
            RichText::new("都讲到了，次序也对").color(Palette::of(ui.visuals()).accent)
        } else {
            RichText::new(format!("{n_open} 个待处理")).color(Palette::of(ui.visuals()).muted)
        };
        ui.label(text);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.checkbox(&mut state.only_open, "只看待处理")
                .on_hover_text("没讲到的、只是提到的、次序不对的");
        });
    });
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if !coverage.masked.is_empty() {
                let n_masked = format!("{} 处", coverage.masked.len());
                head_ui(ui, "化名", n_masked, Palette::of(ui.visuals()).warning);
                for name in &coverage.masked {
                    masked_ui(ui, roster, name, input.read_only, &mut actions);
                }
            }
            for (group, members) in coverage.groups.iter().zip(&roster.groups) {
                group_ui(ui, state, group, &members.units, &mut actions);
            }
            ui.add_space(space::LARGE);
        });
    actions
}

fn empty_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui.visuals());
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        ui.colored_label(palette.muted, "这篇讲话稿还没有名册");
        ui.add_space(4.0);
        ui.colored_label(
            palette.muted,
            "名册列出应当讲到的单位，讲到谁、漏了谁，一看便知",
        );
        ui.add_space(8.0);
        if ui.button("建立名册…").clicked() {
            actions.push(Action::Menu(MenuAction::EditRoster));
        }
    });
}

/// True if something is left to be done about the unit.
fn is_open(unit: &UnitCoverage) -> bool {
    unit.state() != State::Named || unit.is_out_of_order
}

fn head_ui(ui: &mut Ui, name: &str, figure: String, colour: egui::Color32) {
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        ui.label(RichText::new(name).font(bold(ui.ctx(), 14.0)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.colored_label(colour, figure);
        });
    });
    ui.add_space(space::TIGHT);
}

fn group_ui(
    ui: &mut Ui,
    state: &mut RollState,
    group: &GroupCoverage,
    units: &[Unit],
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui.visuals());
    let (n_named, n_all) = (group.n_named(), group.units.len());
    let colour = if n_named == n_all {
        palette.accent
    } else {
        palette.warning
    };
    head_ui(ui, &group.name, format!("{n_named}/{n_all}"), colour);
    let longest = group
        .units
        .iter()
        .map(|unit| unit.n_chars)
        .max()
        .unwrap_or(0);
    for (covered, unit) in group.units.iter().zip(units) {
        if state.only_open && !is_open(covered) {
            continue;
        }
        unit_ui(
            ui,
            state,
            covered,
            unit,
            (longest, group.n_chars()),
            actions,
        );
    }
}

fn unit_ui(
    ui: &mut Ui,
    state: &mut RollState,
    covered: &UnitCoverage,
    unit: &Unit,
    (longest, n_group_chars): (usize, usize),
    actions: &mut Vec<Action>,
) {
    let (rect, row) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    row.widget_info(|| {
        let text = format!("{}：{}", covered.unit, in_words(covered));
        egui::WidgetInfo::labeled(egui::Role::Button, true, text)
    });
    if row.clicked() {
        actions.push(match next_place(state, covered) {
            Some(place) => go_to(place),
            None => Action::FindSnippets(short_name(unit).to_owned()),
        });
    }
    if ui.is_rect_visible(rect) {
        paint_unit(ui, rect, covered, longest, row.hovered() || row.has_focus());
    }
    row.on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_ui(|ui| {
            ui.set_max_width(320.0);
            ui.label(RichText::new(&covered.unit).font(bold(ui.ctx(), 14.0)));
            ui.label(in_words(covered));
            if covered.n_chars > 0 {
                let share = covered.n_chars * 100 / n_group_chars.max(1);
                ui.label(format!(
                    "占本组 {share}%，共出现 {} 处",
                    covered.mentions.len()
                ));
            }
            let hint = match covered.state() {
                State::Missing => "点击查找它的素材",
                _ => "点击转到正文，再点转到下一处",
            };
            ui.weak(hint);
        });
}

fn paint_unit(ui: &Ui, rect: Rect, covered: &UnitCoverage, longest: usize, is_hovered: bool) {
    let palette = Palette::of(ui.visuals());
    let painter = ui.painter();
    if is_hovered {
        painter.rect_filled(rect, 4.0, palette.hover);
    }
    let state = covered.state();
    let (dot, ink) = match state {
        State::Named if covered.is_out_of_order => (palette.warning, palette.ink),
        State::Named => (palette.accent, palette.ink),
        State::InPassing => (palette.warning, palette.ink),
        State::Missing => (palette.error, palette.muted),
    };
    let middle = rect.center().y;
    let centre = pos2(rect.left() + 9.0, middle);
    if state == State::Named {
        painter.circle_filled(centre, 4.0, dot);
    } else {
        painter.circle_stroke(centre, 3.5, egui::Stroke::new(1.5, dot));
    }
    let figure = match state {
        State::Named => format!("{} 字", covered.n_chars),
        State::InPassing => "提到".to_owned(),
        State::Missing => "没有".to_owned(),
    };
    let small = FontId::proportional(12.0);
    let figure_ink = if state == State::Named {
        palette.muted
    } else {
        dot
    };
    let right = pos2(rect.right() - 4.0, middle);
    painter.text(right, Align2::RIGHT_CENTER, figure, small, figure_ink);
    let bar_end = rect.right() - FIGURE_WIDTH;
    // A narrow panel keeps the names, and bars get what is left.
    let bar_width = (rect.width() - NAME_WIDTH - FIGURE_WIDTH).min(BAR_WIDTH);
    if bar_width > SHORTEST_BAR {
        let track = Rect::from_min_max(
            pos2(bar_end - bar_width, middle - 2.5),
            pos2(bar_end, middle + 2.5),
        );
        painter.rect_filled(track, 2.5, palette.line);
        let share = ratio(covered.n_chars, longest);
        let filled = track.with_max_x(track.left() + track.width() * share);
        painter.rect_filled(filled, 2.5, dot);
    }
    let name_end = bar_end - bar_width.max(0.0) - 8.0;
    let name_start = rect.left() + 22.0;
    let name = if covered.is_out_of_order {
        format!("{}（次序）", covered.unit)
    } else {
        covered.unit.clone()
    };
    let mut job = egui::text::LayoutJob::simple_singleline(name, FontId::proportional(13.5), ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width((name_end - name_start).max(40.0));
    let galley = painter.layout_job(job);
    let at = pos2(name_start, middle - galley.size().y / 2.0);
    painter.galley(at, galley, ink);
}

/// Description of a unit's row for screen readers.
fn in_words(covered: &UnitCoverage) -> String {
    match (covered.state(), covered.position) {
        (State::Named, Some(position)) if covered.is_out_of_order => {
            format!(
                "{} 字，第 {position} 个讲到，与名册次序不符",
                covered.n_chars
            )
        }
        (State::Named, Some(position)) => format!("{} 字，第 {position} 个讲到", covered.n_chars),
        (State::Missing, _) => "没有讲到".to_owned(),
        _ => "只是提到，没有专门讲".to_owned(),
    }
}

/// The place to go to: with every click the next one, from the start again after the last.
fn next_place<'a>(state: &mut RollState, covered: &'a UnitCoverage) -> Option<&'a Anchor> {
    let next = match &state.visited {
        Some((unit, next)) if *unit == covered.unit => *next % covered.mentions.len().max(1),
        _ => 0,
    };
    state.visited = Some((covered.unit.clone(), next + 1));
    covered.mentions.get(next)
}

fn go_to(place: &Anchor) -> Action {
    Action::GoTo(place.clone())
}

/// The name under which snippets of the unit are found: the shortest that people use.
fn short_name(unit: &Unit) -> &str {
    unit.names()
        .filter(|name| name.chars().count() > 1)
        .min_by_key(|name| name.chars().count())
        .unwrap_or(&unit.name)
}

fn masked_ui(
    ui: &mut Ui,
    roster: &Roster,
    masked: &MaskedName,
    read_only: bool,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui.visuals());
    ui.horizontal(|ui| {
        ui.set_min_height(ROW_HEIGHT);
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.label(RichText::new(icons::WARNING).color(palette.warning));
        let name = RichText::new(&masked.name).size(13.5).color(palette.ink);
        let name = ui.add(Button::new(name).frame_when_inactive(false));
        if name.on_hover_text("点击转到正文").clicked() {
            actions.push(go_to(&masked.place));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if masked.candidates.is_empty() {
                ui.colored_label(palette.muted, "不在名册")
                    .on_hover_text("名册里没有剩下的同类单位");
                return;
            }
            ui.add_enabled_ui(!read_only, |ui| {
                let menu = ui.menu_button("是谁…", |ui| {
                    candidates_ui(ui, roster, masked, actions);
                });
                menu.response.widget_info(|| {
                    let text = format!("{}是谁", masked.name);
                    egui::WidgetInfo::labeled(egui::Role::Button, true, text)
                });
            });
        });
    });
}

/// Who a masked name can be; first those that the official order puts here.
fn candidates_ui(ui: &mut Ui, roster: &Roster, masked: &MaskedName, actions: &mut Vec<Action>) {
    for (idx, (group, unit)) in masked.candidates.iter().enumerate() {
        let unit = roster
            .groups
            .get(*group)
            .and_then(|group| group.units.get(*unit));
        let Some(unit) = unit else {
            continue;
        };
        if idx == masked.n_likely && idx > 0 {
            ui.separator();
        }
        if ui.button(&unit.name).clicked() {
            actions.push(Action::Edit(unmasked(masked, unit)));
        }
    }
}

/// Puts a unit's name in the place of a masked one: the name that ends as the mask does, X市 is 南京市.
fn unmasked(masked: &MaskedName, unit: &Unit) -> Command {
    let end = masked.name.chars().next_back();
    let name = unit
        .names()
        .filter(|name| name.chars().next_back() == end)
        .min_by_key(|name| name.chars().count())
        .unwrap_or(&unit.name);
    Command::ReplaceAll {
        replacements: vec![(masked.place.clone(), name.to_owned())],
    }
}
