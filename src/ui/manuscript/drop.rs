//! Snippets dragged onto the page: shows where one would land, scrolls near the edges, asks when it is dropped.

use egui::{DragAndDrop, Pos2, Rect, Stroke, Ui, pos2, vec2};

use crate::edit::SnippetPlace;
use crate::model::{CharIdx, SnippetId};
use crate::ui::Action;
use crate::ui::theme::Palette;

use super::ManuscriptState;
use super::box_id::BoxId;
use super::page::Page;
use super::scroll::{edge_speed, paper_below};

/// Where in a body a drop lands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Landing {
    /// Within the text, at the character under the pointer.
    Text,
    /// Between paragraphs: before the one with this index.
    Gap(usize),
}

/// Where a drop at height `y` lands among paragraphs with these tops and bottoms.
///
/// Near a paragraph's edge, and between two, it lands between them.
fn landing(extents: &[(f32, f32)], y: f32) -> Landing {
    const EDGE: f32 = 6.0;
    for (idx, &(top, bottom)) in extents.iter().enumerate() {
        let edge = EDGE.min((bottom - top) / 4.0);
        if y < top + edge {
            return Landing::Gap(idx);
        }
        if y <= bottom - edge {
            return Landing::Text;
        }
    }
    Landing::Gap(extents.len())
}

impl ManuscriptState {
    /// Shows where the dragged snippet would land; asks for it when it is let go.
    pub(super) fn drop_ui(&mut self, ui: &Ui, view: Rect, actions: &mut Vec<Action>) {
        let Some(snippet) = DragAndDrop::payload::<SnippetId>(ui.ctx()) else {
            return;
        };
        let Some(pointer) = ui.ctx().pointer_interact_pos() else {
            return;
        };
        if !view.x_range().contains(pointer.x) {
            return;
        }
        // At the ends of the page there is nothing to scroll, and nothing to draw again.
        let margin = self.page.as_ref().map_or(0.0, Page::top_margin);
        let page_height = self.column.bottom() + paper_below(view.height(), margin);
        let below = (page_height - view.height() - self.scroll_y).max(0.0);
        let speed =
            edge_speed(pointer.y, view.top(), view.bottom()).clamp(-self.scroll_y.max(0.0), below);
        if speed.abs() > 0.5 {
            ui.scroll_with_delta_animation(vec2(0.0, -speed), egui::style::ScrollAnimation::none());
            ui.ctx().request_repaint();
        }
        if !view.contains(pointer) {
            return;
        }
        let Some((place, mark)) = self.place_under(pointer) else {
            return;
        };
        let color = Palette::of(ui.visuals()).accent;
        let painter = ui.painter();
        match place {
            SnippetPlace::Caret { .. } => {
                painter.vline(mark.center().x, mark.y_range(), Stroke::new(2.5, color));
                painter.circle_filled(mark.center_top(), 3.5, color);
            }
            _ => {
                painter.hline(mark.x_range(), mark.center().y, Stroke::new(2.5, color));
                painter.circle_filled(mark.left_center(), 4.0, color);
            }
        }
        if ui.input(|input| input.pointer.any_released()) {
            DragAndDrop::clear_payload(ui.ctx());
            self.takes_focus_after_edit = true;
            actions.push(Action::InsertSnippet {
                snippet: snippet.as_ref().clone(),
                place,
            });
        }
    }

    /// The place under the pointer, and the mark that shows it: a caret, or a line between paragraphs.
    fn place_under(&self, pointer: Pos2) -> Option<(SnippetPlace, Rect)> {
        // What the pointer is in, or else the last box above it.
        let placed = self
            .placed
            .iter()
            .filter(|placed| placed.rect.top() - 4.0 <= pointer.y)
            .max_by(|a, b| a.rect.top().total_cmp(&b.rect.top()))?;
        let line = |y: f32| {
            let page_left = placed.rect.left().min(placed.rect.right());
            Rect::from_min_max(pos2(page_left, y), pos2(placed.rect.right(), y))
        };
        match placed.target {
            BoxId::Front(_) => None,
            BoxId::Heading(section) => {
                let place = SnippetPlace::ParagraphGap { section, at: 0 };
                Some((place, line(placed.rect.bottom() + 3.0)))
            }
            BoxId::Body(section) => {
                let set = self.drafts.get(&placed.target)?.typeset.as_ref()?;
                let extents: Vec<(f32, f32)> = set
                    .paragraphs
                    .iter()
                    .map(|paragraph| set.extent_of(paragraph))
                    .collect();
                let within = pointer - placed.rect.min;
                let landing = if placed.galley.text().is_empty() {
                    Landing::Text
                } else {
                    landing(&extents, within.y)
                };
                Some(match landing {
                    Landing::Text => {
                        let cursor = placed.galley.cursor_from_pos(within);
                        let caret = placed.galley.pos_from_cursor(cursor);
                        let at = CharIdx(cursor.index.0);
                        (
                            SnippetPlace::Caret { section, at },
                            caret.translate(placed.rect.min.to_vec2()),
                        )
                    }
                    Landing::Gap(at) => {
                        let above = at.checked_sub(1).and_then(|idx| extents.get(idx));
                        let y = match (above, extents.get(at)) {
                            (Some(above), Some(below)) => (above.1 + below.0) / 2.0,
                            (Some(above), None) => above.1 + 2.0,
                            (None, below) => below.map_or(0.0, |below| below.0 - 2.0),
                        };
                        let place = SnippetPlace::ParagraphGap { section, at };
                        (place, line(placed.rect.top() + y))
                    }
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drop_near_an_edge_or_in_a_gap_lands_between_paragraphs() {
        let extents = [(0.0, 60.0), (66.0, 96.0)];
        let landed: Vec<_> = [-3.0, 2.0, 30.0, 57.0, 63.0, 70.0, 80.0, 95.0, 300.0]
            .map(|y| landing(&extents, y))
            .into();
        use Landing::{Gap, Text};
        assert_eq!(
            landed,
            [
                Gap(0),
                Gap(0),
                Text,
                Gap(1),
                Gap(1),
                Gap(1),
                Text,
                Gap(2),
                Gap(2)
            ]
        );
    }
}
