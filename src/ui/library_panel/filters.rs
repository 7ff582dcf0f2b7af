//! What is looked for, and in which order it is shown.

use egui::{Align, ComboBox, Key, Layout, RichText, TextEdit, Ui};

use crate::library::{Library, Order};

use super::LibraryState;
use crate::ui::icons;
use crate::ui::theme::Palette;

const ORDERS: [(Order, &str); 3] = [
    (Order::Best, "最合适的在前"),
    (Order::Region, "按地区，官方顺序"),
    (Order::Newest, "最新的在前"),
];

/// The search field and the filters; whether the arrow key leads from the field to what was found.
pub(super) fn search_ui(ui: &mut Ui, state: &mut LibraryState, library: &Library) -> bool {
    let search = TextEdit::singleline(&mut state.query.text)
        .hint_text("搜索单位、主题、正文，可用拼音")
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
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().button_padding.x = 8.0;
        let width = (ui.available_width() - 12.0) / 3.0;
        let query = &mut state.query;
        filter_ui(ui, "地区", width, &mut query.region, library.regions());
        filter_ui(ui, "主题", width, &mut query.topic, library.topics());
        let years: Vec<(String, usize)> = library
            .years()
            .iter()
            .map(|(year, n_snippets)| (year.to_string(), *n_snippets))
            .collect();
        let mut year = query.year.map(|year| year.to_string());
        filter_ui(ui, "年份", width, &mut year, &years);
        query.year = year.and_then(|year| year.parse().ok());
    });
    leaves
}

fn filter_ui(
    ui: &mut Ui,
    name: &'static str,
    width: f32,
    chosen: &mut Option<String>,
    values: &[(String, usize)],
) {
    let all = format!("全部{name}");
    let text = chosen.clone().unwrap_or_else(|| name.to_owned());
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
        .accesskit_node_builder(response.id, |node| node.set_label(format!("按{name}筛选")));
}

/// How many were found, what is kept of them, and their order.
pub(super) fn found_bar_ui(ui: &mut Ui, state: &mut LibraryState, n_found: usize) {
    let palette = Palette::of(ui.visuals());
    ui.horizontal(|ui| {
        ui.colored_label(palette.muted, format!("{n_found} 条素材"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let is_sorted = state.query.order != Order::Best;
            let icon = RichText::new(icons::SORT).size(15.0);
            let menu = ui.menu_button(
                icon.color(if is_sorted {
                    palette.accent
                } else {
                    palette.muted
                }),
                |ui| {
                    for (order, name) in ORDERS {
                        ui.radio_value(&mut state.query.order, order, name);
                    }
                },
            );
            let menu = menu.response.on_hover_text("排序");
            menu.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "排序"));
            toggle_ui(ui, &mut state.only_favourites, icons::STAR, "只看收藏");
            ui.checkbox(&mut state.only_unused, "只看未用");
        });
    });
}

fn toggle_ui(ui: &mut Ui, is_on: &mut bool, icon: &str, name: &'static str) {
    let palette = Palette::of(ui.visuals());
    let colour = if *is_on {
        palette.accent
    } else {
        palette.muted
    };
    let icon = RichText::new(icon).size(15.0).color(colour);
    let button = ui.selectable_label(*is_on, icon).on_hover_text(name);
    let is_chosen = *is_on;
    button.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_chosen, name));
    if button.clicked() {
        *is_on ^= true;
    }
}
