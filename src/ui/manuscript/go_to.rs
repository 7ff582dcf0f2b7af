//! Scrolls to a place that was asked for and puts the caret there.

use egui::Context;
use egui::text::{CCursor, CCursorRange};

use super::box_id::BoxId;
use super::page::Page;
use super::scroll::paper_below;
use super::{ManuscriptInput, ManuscriptState, WantedPlace};

impl ManuscriptState {
    /// Top of a box within its block.
    pub(super) fn top_in_block(
        &mut self,
        ctx: &Context,
        input: &ManuscriptInput<'_>,
        target: BoxId,
    ) -> f32 {
        let mut top = 0.0;
        for plan in self
            .block_of(target)
            .map(|block| self.plans(ctx, block))
            .unwrap_or_default()
        {
            top += plan.gap_above;
            if plan.target == target {
                break;
            }
            top += self.prepare(ctx, input, &plan);
        }
        top
    }

    /// Goes where [`Self::go_to`] and its like were told to.
    pub(super) fn go_to_wanted(&mut self, ctx: &Context, input: &ManuscriptInput<'_>) {
        let Some(wanted) = self.wanted.take() else {
            return;
        };
        let place = match wanted.place {
            WantedPlace::InBox(target, range) => Some((target, range)),
            WantedPlace::Anchor(anchor) => BoxId::showing(&anchor, input.speech),
        };
        let Some((target, range)) = place else {
            return;
        };
        let Some(block) = self.block_of(target) else {
            return;
        };
        self.measure(ctx, input, block);
        let top = self.top_in_block(ctx, input, target);
        let Some(set) = self
            .drafts
            .get(&target)
            .and_then(|draft| draft.typeset.as_ref())
        else {
            return;
        };
        let end = set.galley.end().index.0;
        let (from, to) = (range.start.0.min(end), range.end.0.min(end));
        let row = set.galley.pos_from_cursor(CCursor::new(to));
        self.put_caret(
            ctx,
            target,
            CCursorRange::two(CCursor::new(from), CCursor::new(to)),
            wanted.takes_focus,
        );
        let height = self.view.map_or(600.0, |view| view.height());
        let offset = self.anchored_offset();
        let y = self.column.top(block) + top + row.top();
        let is_heading = !matches!(target, BoxId::Body(_));
        let room_below = if is_heading {
            0.35 * height
        } else {
            2.0 * row.height()
        };
        let is_visible =
            y >= offset + 0.5 * row.height() && y + row.height() + room_below <= offset + height;
        if !is_visible {
            let share = if is_heading { 0.06 } else { 0.33 };
            // Not beyond the end of the page: it would spring back, frame after frame.
            let margin = self.page.as_ref().map_or(0.0, Page::top_margin);
            let bottom = self.column.bottom() + paper_below(height, margin) - height;
            self.anchor_at((y - share * height).clamp(0.0, bottom.max(0.0)));
        }
        ctx.request_repaint();
    }
}
