//! The review (审校): what was found, by rule or by place, with what can be done about it.

mod explain;
mod finding_row;
mod items;
mod lines;

use std::collections::BTreeSet;

use egui::{Align, Button, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::edit::Command;
use crate::model::{CharIdx, IgnoredFinding, Speech, TextId};
use crate::review::{Finding, Followed, RULES, RuleInfo, Severity};
use crate::wording;

use super::Action;
use super::action::MenuAction;
use super::icons;
use super::side_tabs::{Side, side_tabs_ui};
use super::theme::{Palette, space};
pub use explain::{explain_finding_ui, severity_colour};
use items::{Item, items};
use lines::{copied_ui, head_ui, rest_ui};

/// Heights of the lines of the list, in points.
const HEAD_HEIGHT: f32 = 32.0;
const FINDING_HEIGHT: f32 = 46.0;
const REST_HEIGHT: f32 = 30.0;

/// What the panel remembers between frames.
#[derive(Debug, Default)]
pub struct ReviewState {
    order: Order,
    /// Severities that are neither listed nor marked in the text.
    hidden: BTreeSet<Severity>,
    /// Names of the groups that are closed; see [`Item::Head`].
    closed: BTreeSet<String>,
    selected: Option<Selected>,
    /// Height of the selected finding with all that can be done about it, as it was drawn last.
    selected_height: f32,
    shows_selected: bool,
}

/// How the list is put together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Order {
    #[default]
    ByRule,
    ByPlace,
}

/// The finding that is open: known again by what it says after the text was reviewed anew.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Selected {
    code: &'static str,
    place: TextId,
    text: String,
    at: CharIdx,
}

impl Selected {
    fn of(finding: &Finding) -> Option<Self> {
        let spot = finding.spot()?;
        Some(Self {
            code: finding.rule.code,
            place: spot.text,
            text: finding.text.clone(),
            at: spot.range.start,
        })
    }

    /// How far the finding is from where the selected one was; `None` when it is another.
    fn distance(&self, finding: &Finding) -> Option<usize> {
        let other = Self::of(finding)?;
        let is_same =
            other.code == self.code && other.place == self.place && other.text == self.text;
        is_same.then(|| other.at.0.abs_diff(self.at.0))
    }
}

impl ReviewState {
    /// Opens a finding in the list.
    pub fn select(&mut self, finding: &Finding) {
        self.selected = Selected::of(finding);
        self.shows_selected = true;
        self.hidden.remove(&finding.severity);
        self.closed.remove(&items::rule_head(finding.rule));
    }

    /// Severities that are neither listed nor marked in the text.
    pub fn hidden(&self) -> Vec<Severity> {
        self.hidden.iter().copied().collect()
    }

    fn selected_in(&self, reviewed: &Followed) -> Option<usize> {
        let selected = self.selected.as_ref()?;
        let same = reviewed
            .shown()
            .filter_map(|(idx, finding)| Some((selected.distance(finding)?, idx)));
        same.min().map(|(_, idx)| idx)
    }
}

/// What the panel shows in this frame.
pub struct ReviewInput<'a> {
    /// `None` until the speech has been reviewed for the first time.
    pub reviewed: Option<&'a Followed>,
    pub speech: &'a Speech,
    /// Codes of the rules that are switched off.
    pub rules_off: &'a [String],
    pub read_only: bool,
}

impl ReviewInput<'_> {
    /// The rules that are switched off and that this program knows.
    fn rules_off(&self) -> impl Iterator<Item = &'static RuleInfo> {
        let is_off = |info: &&RuleInfo| self.rules_off.iter().any(|code| code == info.code);
        RULES.iter().map(|rule| &rule.info).filter(is_off)
    }
}

/// Shows the panel and returns what the user asked for.
pub fn review_panel_ui(
    ui: &mut Ui,
    state: &mut ReviewState,
    input: &ReviewInput<'_>,
) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.horizontal(|ui| {
        actions.extend(side_tabs_ui(ui, Side::Review));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = Button::new((icons::BOOK, "词语")).frame_when_inactive(false);
            let button = ui
                .add(button)
                .on_hover_text("自定词语：自己的错词表和固定词语");
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "自定词语"));
            if button.clicked() {
                actions.push(Action::Menu(MenuAction::EditWords));
            }
        });
    });
    ui.add_space(space::SMALL);
    let Some(reviewed) = input.reviewed else {
        ui.add_space(24.0);
        ui.vertical_centered(|ui| ui.spinner());
        return actions;
    };
    filter_ui(ui, state, reviewed);
    ui.add_space(space::TIGHT);
    let selected = state.selected_in(reviewed);
    let items = items(state, input, reviewed);
    if reviewed.shown().next().is_none() {
        clean_ui(ui);
    } else if !items
        .iter()
        .any(|item| matches!(item, Item::Finding(_) | Item::Head { is_open: false, .. }))
    {
        let palette = Palette::of(ui.visuals());
        ui.add_space(space::LARGE);
        ui.vertical_centered(|ui| ui.colored_label(palette.muted, "选中的几类里没有问题"));
    }
    list_ui(ui, state, input, reviewed, (&items, selected), &mut actions);
    actions
}

/// Which severities are listed, and in which order.
fn filter_ui(ui: &mut Ui, state: &mut ReviewState, reviewed: &Followed) {
    let palette = Palette::of(ui.visuals());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for severity in Severity::ALL {
            let is_shown = !state.hidden.contains(&severity);
            let n = reviewed.n(severity);
            let ink = if is_shown && n > 0 {
                severity_colour(severity, &palette)
            } else {
                palette.faint
            };
            let name = wording::severity(severity);
            let text = RichText::new(format!("{name} {n}")).color(ink).size(13.0);
            let chip = ui.add(Button::selectable(is_shown, text));
            chip.widget_info(|| {
                let text = format!("只看{name}");
                egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_shown, text)
            });
            let hint = if is_shown {
                "点击后不列出，正文里也不标"
            } else {
                "点击后列出，正文里也标出"
            };
            if chip.on_hover_text(hint).clicked() && !state.hidden.remove(&severity) {
                state.hidden.insert(severity);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (name, other) = match state.order {
                Order::ByRule => ("按规则", Order::ByPlace),
                Order::ByPlace => ("按位置", Order::ByRule),
            };
            let text = RichText::new(name).size(13.0);
            let button = Button::new((text, icons::CHEVRON_UP_DOWN)).frame_when_inactive(false);
            let button = ui.add(button).on_hover_text("按规则或按位置排列");
            button.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, format!("排列：{name}"))
            });
            if button.clicked() {
                state.order = other;
            }
        });
    });
}

fn clean_ui(ui: &mut Ui) {
    let palette = Palette::of(ui.visuals());
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        ui.label(
            RichText::new(icons::SUCCESS)
                .size(28.0)
                .color(palette.accent),
        );
        ui.add_space(4.0);
        ui.colored_label(palette.muted, "没有发现问题");
        ui.colored_label(palette.faint, "通读一遍仍然是必要的");
    });
    ui.add_space(24.0);
}

/// Draws the lines of the list that are in view.
fn list_ui(
    ui: &mut Ui,
    state: &mut ReviewState,
    input: &ReviewInput<'_>,
    reviewed: &Followed,
    (items, selected): (&[Item<'_>], Option<usize>),
    actions: &mut Vec<Action>,
) {
    let height = |item: &Item<'_>| match item {
        Item::Head { .. } => HEAD_HEIGHT,
        Item::Finding(idx) if Some(*idx) == selected => FINDING_HEIGHT + state.selected_height,
        Item::Finding(_) => FINDING_HEIGHT,
        Item::Copied | Item::Ignored(_) | Item::RuleOff(_) => REST_HEIGHT,
    };
    let mut tops = Vec::with_capacity(items.len());
    let mut bottom = 0.0;
    for item in items {
        tops.push(bottom);
        bottom += height(item);
    }
    let wanted = std::mem::take(&mut state.shows_selected)
        .then(|| {
            items
                .iter()
                .position(|item| matches!(item, Item::Finding(idx) if Some(*idx) == selected))
        })
        .flatten();
    ScrollArea::vertical()
        .id_salt("review list")
        .auto_shrink([false, false])
        .show_viewport(ui, |ui, view| {
            ui.set_height(bottom + space::LARGE);
            let origin = ui.max_rect().left_top();
            let width = ui.available_width();
            for (nth, (item, top)) in items.iter().zip(&tops).enumerate() {
                let next = tops.get(nth + 1).copied().unwrap_or(bottom);
                let rect =
                    Rect::from_min_size(pos2(origin.x, origin.y + top), vec2(width, next - top));
                if wanted == Some(nth) {
                    ui.scroll_to_rect(rect, None);
                }
                if next < view.min.y || *top > view.max.y {
                    continue;
                }
                let mut line = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(("line", nth)));
                item_ui(&mut line, state, input, reviewed, (item, selected), actions);
            }
        });
}

fn item_ui(
    ui: &mut Ui,
    state: &mut ReviewState,
    input: &ReviewInput<'_>,
    reviewed: &Followed,
    (item, selected): (&Item<'_>, Option<usize>),
    actions: &mut Vec<Action>,
) {
    match item {
        Item::Head {
            key,
            name,
            n,
            rule,
            is_open,
        } => {
            let is_toggled = head_ui(ui, (name, *n), *rule, *is_open, (input, reviewed), actions);
            if is_toggled && !state.closed.remove(key) {
                state.closed.insert(key.clone());
            }
        }
        Item::Finding(idx) => {
            if let Some(finding) = reviewed.finding(*idx) {
                let is_open = Some(*idx) == selected;
                let row = finding_row::FindingRow {
                    finding,
                    idx: *idx,
                    is_open,
                    names_rule: state.order == Order::ByPlace,
                };
                finding_row::finding_ui(ui, state, &row, (input, reviewed), actions);
            }
        }
        Item::Copied => {
            if let Some(copied) = reviewed.copied() {
                copied_ui(ui, input.speech, copied);
            }
        }
        Item::Ignored(ignored) => {
            let name = match &ignored.around {
                Some((before, after)) => format!("{before}【{}】{after}", ignored.text),
                None => format!("“{}”（全文）", ignored.text),
            };
            if rest_ui(ui, &name, "恢复", !input.read_only) {
                actions.push(Action::Edit(without(input.speech, ignored)));
            }
        }
        Item::RuleOff(info) => {
            let name = format!("{} {}", info.code, info.name);
            if rest_ui(ui, &name, "启用", true) {
                actions.push(Action::AskRule {
                    code: info.code,
                    is_asked: true,
                });
            }
        }
    }
}

/// The speech's list of what is ignored, without one entry.
fn without(speech: &Speech, ignored: &IgnoredFinding) -> Command {
    let rest = speech.ignored.iter().filter(|one| *one != ignored).cloned();
    Command::SetIgnored {
        ignored: rest.collect(),
    }
}
