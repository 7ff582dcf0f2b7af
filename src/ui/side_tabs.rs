//! The heads of the right panel: library, roll call or review.

use egui::{Label, RichText, Sense, Stroke, Ui};

use super::Action;
use super::action::MenuAction;
use super::theme::{Palette, bold};

/// What the right panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Library,
    Roll,
    Review,
}

/// Shows the names, the chosen one underlined; a click on another chooses it.
pub fn side_tabs_ui(ui: &mut Ui, chosen: Side) -> Option<Action> {
    let palette = Palette::of(ui.visuals());
    let mut wanted = None;
    ui.spacing_mut().item_spacing.x = 16.0;
    for (side, name, action) in [
        (Side::Library, "素材库", MenuAction::FocusLibrary),
        (Side::Roll, "点名", MenuAction::ShowRoll),
        (Side::Review, "审校", MenuAction::ShowReview),
    ] {
        let is_chosen = side == chosen;
        let colour = if is_chosen {
            palette.ink
        } else {
            palette.muted
        };
        let text = RichText::new(name).font(bold(ui.ctx(), 15.0)).color(colour);
        let tab = ui.add(Label::new(text).selectable(false).sense(Sense::click()));
        tab.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, is_chosen, name));
        if is_chosen {
            let line = tab.rect.translate(egui::vec2(0.0, 3.0));
            ui.painter().hline(
                line.x_range(),
                line.bottom(),
                Stroke::new(2.0, palette.accent),
            );
        }
        if tab.clicked() && !is_chosen {
            wanted = Some(Action::Menu(action));
        }
    }
    wanted
}
