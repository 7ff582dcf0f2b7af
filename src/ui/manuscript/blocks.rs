//! Keeps the page in step with the speech, and draws its blocks: the front matter, and every section.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange};
use egui::{Context, Rect, Sense, Ui, Vec2, pos2, vec2};

use crate::model::{
    Anchor, CharIdx, FrontField, Moved, Section, SectionId, Stick, TextId, char_count,
};
use crate::ui::Action;
use crate::ui::theme::Palette;

use super::box_id::{BoxId, anchor_in, place_in};
use super::draft::{Draft, Source, Synced};
use super::page::{hint_of, name_of};
use super::scroll::{Height, HeightSource};
use super::text_box::{BoxLook, set_caret, text_box_ui};
use super::typeset::BoxStyle;
use super::{ManuscriptInput, ManuscriptState, Row, marks, underlines};

/// Frames for which a box that is out of sight keeps its layout.
const KEPT_FRAMES: u64 = 240;

/// A box and where it stands in its block.
pub(super) struct BoxPlan {
    pub target: BoxId,
    pub style: BoxStyle,
    pub gap_above: f32,
    /// From the left edge of the text.
    pub left: f32,
}

impl ManuscriptState {
    /// The boxes of a block, from the top.
    pub(super) fn plans(&self, ctx: &Context, block: usize) -> Vec<BoxPlan> {
        let Some(page) = &self.page else {
            return Vec::new();
        };
        let Some(row) = self.row_of_block(block) else {
            let plan = |(idx, field)| BoxPlan {
                target: BoxId::Front(field),
                style: page.front(field),
                gap_above: page.gap_above(BoxId::Front(field), 0)
                    + if idx == 0 { page.top_margin() } else { 0.0 },
                left: 0.0,
            };
            return FrontField::ALL.into_iter().enumerate().map(plan).collect();
        };
        let number_width =
            marks::number_galley(ctx, page, row).map_or(0.0, |galley| galley.size().x);
        let heading = BoxId::Heading(row.section.id);
        let body = BoxId::Body(row.section.id);
        vec![
            BoxPlan {
                target: heading,
                style: page.heading(row.depth, number_width),
                gap_above: page.gap_above(heading, row.depth),
                left: number_width,
            },
            BoxPlan {
                target: body,
                style: page.body(),
                gap_above: page.gap_above(body, row.depth),
                left: 0.0,
            },
        ]
    }

    /// Lays a box out as the speech has it and returns its height.
    pub(super) fn prepare(
        &mut self,
        ctx: &Context,
        input: &ManuscriptInput<'_>,
        plan: &BoxPlan,
    ) -> f32 {
        self.sync_draft(ctx, input, plan.target);
        let Some(draft) = self.drafts.get_mut(&plan.target) else {
            return 0.0;
        };
        let Draft { text, typeset, .. } = draft;
        let galley = self.typesetter.galley(ctx, typeset, text, &plan.style);
        galley.rect.height()
    }

    /// Has the draft of a box say what the speech says.
    fn sync_draft(&mut self, ctx: &Context, input: &ManuscriptInput<'_>, target: BoxId) {
        let row = |id: SectionId| self.rows.iter().find(|row| row.section.id == id);
        let source = match target {
            BoxId::Front(field) => Some(Source::front(input.speech, field)),
            BoxId::Heading(id) => row(id).map(|row| Source::Line(&row.section.heading)),
            BoxId::Body(id) => row(id).map(|row| Source::Body(&row.section)),
        };
        let Some(source) = source else {
            return;
        };
        let draft = self.drafts.entry(target).or_default();
        let is_new = draft.last_used == 0;
        draft.last_used = self.frame;
        let Synced::Changed { section: before } = draft.sync(source) else {
            return;
        };
        if is_new {
            return;
        }
        let after = row_section(&self.rows, target);
        let n_chars = char_count(&draft.text);
        // Somebody else changed the text: the caret stays where it was in it, and a composition has lost its place.
        if let Some((place, range)) = &mut self.caret
            && *place == target
        {
            let range_before = match self.composition.take_if(|at| at.target == target) {
                Some(composition) => {
                    ctx.memory_mut(egui::Memory::interrupt_ime);
                    composition.before
                }
                None => *range,
            };
            let follow = |at: CCursor| {
                let now = match target {
                    BoxId::Body(_) => followed_in_body(
                        at.index.0,
                        &self.moved,
                        before.as_deref(),
                        after.as_deref(),
                    ),
                    BoxId::Front(field) => followed(at.index.0, &self.moved, TextId::Front(field)),
                    BoxId::Heading(id) => followed(at.index.0, &self.moved, TextId::Heading(id)),
                };
                CCursor::new(now.unwrap_or(at.index.0).min(n_chars))
            };
            *range =
                CCursorRange::two(follow(range_before.secondary), follow(range_before.primary));
            set_caret(ctx, target, *range);
        }
    }

    /// Measures a block and returns its height.
    pub(super) fn measure(
        &mut self,
        ctx: &Context,
        input: &ManuscriptInput<'_>,
        block: usize,
    ) -> f32 {
        let mut points = 0.0;
        for plan in self.plans(ctx, block) {
            points += plan.gap_above + self.prepare(ctx, input, &plan);
        }
        self.column.set(
            block,
            Height {
                points,
                source: HeightSource::Measured,
            },
        );
        points
    }

    /// Measures what reaches into the view from above. Returns by how much it is taller than it was thought, which is
    /// by how much the view has to move so that what it shows stays where it is.
    pub(super) fn measure_top(
        &mut self,
        ctx: &Context,
        input: &ManuscriptInput<'_>,
        view_top: f32,
    ) -> f32 {
        let mut moved_by = 0.0;
        let mut block = self.column.at(view_top);
        loop {
            let top = self.column.top(block);
            if let Some(old) = self.column.get(block)
                && old.source != HeightSource::Measured
            {
                let new = self.measure(ctx, input, block);
                // What has just been edited grows downwards, what was only guessed upwards.
                if top < view_top + moved_by && old.source == HeightSource::Guessed {
                    moved_by += new - old.points;
                }
            }
            if block == 0 || top <= view_top + moved_by {
                return moved_by;
            }
            block -= 1;
        }
    }

    /// Draws a block with its top at `place` (the left edge of the view, the top of the block). Returns its height.
    pub(super) fn block_ui(
        &mut self,
        ui: &mut Ui,
        input: &ManuscriptInput<'_>,
        block: usize,
        place: Vec2,
        actions: &mut Vec<Action>,
    ) -> f32 {
        let Some(page) = self.page.clone() else {
            return 0.0;
        };
        let left = place.x + page.text_left;
        let mut y = place.y;
        for plan in self.plans(ui.ctx(), block) {
            y += plan.gap_above;
            let height = self.prepare(ui.ctx(), input, &plan);
            let size = vec2(plan.style.width, height);
            let rect = Rect::from_min_size(pos2(left + plan.left, y), size);
            if plan.left > 0.0
                && let Some(row) = self.row_of_block(block)
            {
                marks::number_ui(ui, &page, row, pos2(left, y));
            }
            y += self.box_ui(ui, input, &plan, rect, actions);
        }
        let points = y - place.y;
        self.column.set(
            block,
            Height {
                points,
                source: HeightSource::Measured,
            },
        );
        points
    }

    /// Draws one box and asks for what was written in it. Returns its height.
    fn box_ui(
        &mut self,
        ui: &mut Ui,
        input: &ManuscriptInput<'_>,
        plan: &BoxPlan,
        rect: Rect,
        actions: &mut Vec<Action>,
    ) -> f32 {
        let target = plan.target;
        let section = target.section().and_then(|id| self.section(id)).cloned();
        let section = section.as_deref();
        let name = name_of(target, section.map_or("", |section| &section.heading));
        let is_only_hint = matches!(target, BoxId::Body(_))
            && section.is_some_and(|section| !section.children.is_empty());
        let Some(mut draft) = self.drafts.remove(&target) else {
            return rect.height();
        };
        marks::under_text_ui(ui, input, (target, section), &self.hits, &draft, rect);
        // Half-typed letters stand in the draft, and the places are those of the text without them.
        if self.composition.is_none_or(|one| one.target != target) {
            underlines::findings_ui(ui, input, (target, section), &self.findings, &draft, rect);
        }
        let look = BoxLook {
            target,
            style: &plan.style,
            name: &name,
            // A section that has sections below needs no text of its own.
            hint: if is_only_hint || input.read_only {
                ""
            } else {
                hint_of(target)
            },
            read_only: input.read_only,
        };
        let shown = text_box_ui(ui, &mut self.typesetter, &mut draft, &look, rect);
        actions.extend(shown.chosen.map(Action::Menu));
        if shown.changed || self.focus == Some(target) {
            self.take_text(ui, &mut draft, target, &shown, actions);
        }
        if shown.has_focus {
            self.focus = Some(target);
            if let Some(caret) = shown.caret {
                self.caret = Some((target, caret));
            }
        }
        self.drafts.insert(target, draft);
        let height = shown.placed.galley.rect.height();
        self.placed.push(shown.placed);
        height
    }

    /// Paper below the last line: a click there goes on writing at the end.
    pub(super) fn rest_ui(&mut self, ui: &Ui, input: &ManuscriptInput<'_>, y: f32, view: Rect) {
        let Some(page) = &self.page else {
            return;
        };
        let left = ui.max_rect().left() + page.text_left;
        let rect = Rect::from_min_max(pos2(left, y), pos2(left + page.text_width, view.bottom()));
        if rect.height() <= 0.0 {
            return;
        }
        let response = ui.interact(rect, ui.scope_id().with("rest"), Sense::click());
        let response = response.on_hover_cursor(egui::CursorIcon::Text);
        if response.clicked()
            && let Some(row) = self.rows.last()
        {
            let target = BoxId::Body(row.section.id);
            let n_chars = crate::model::char_count(&row.section.body());
            self.go_to(target, CharIdx(n_chars));
            ui.ctx().request_repaint();
        }
        if self.rows.is_empty() && !input.read_only {
            let color = Palette::of(ui.visuals()).faint;
            let place = rect.center_top() + vec2(0.0, 40.0);
            let font = egui::TextStyle::Body.resolve(ui.style());
            let hint = "还没有章节：在左侧提纲里添加，或从模板新建";
            ui.painter()
                .text(place, egui::Align2::CENTER_TOP, hint, font, color);
        }
    }

    /// Lets go of the layout of boxes that have been out of sight for a while.
    pub(super) fn forget_unseen(&mut self) {
        let frame = self.frame;
        let focus = self.focus;
        self.drafts.retain(|target, draft| {
            Some(*target) == focus || draft.last_used + KEPT_FRAMES > frame
        });
    }

    /// Remembers which block is at the top of the view.
    pub(super) fn anchor_at(&mut self, y: f32) {
        let block = self.column.at(y);
        let section = self.row_of_block(block).map(|row| row.section.id);
        self.anchor = Some((section, y - self.column.top(block)));
    }

    /// Where the view has to be scrolled so that what was at its top still is.
    pub(super) fn anchored_offset(&mut self) -> f32 {
        let Some((section, into)) = self.anchor else {
            return self.scroll_y;
        };
        let block = match section {
            None => Some(0),
            Some(id) => self.block_of(BoxId::Body(id)),
        };
        block.map_or(self.scroll_y, |block| self.column.top(block) + into)
    }
}

/// The section of a body.
fn row_section(rows: &[Row], target: BoxId) -> Option<Arc<Section>> {
    let row = rows
        .iter()
        .find(|row| Some(row.section.id) == target.section())?;
    Some(Arc::clone(&row.section))
}

/// Where a caret of a line stands after the edits.
fn followed(at: usize, moved: &Moved, text: TextId) -> Option<usize> {
    let anchor = moved.map(&Anchor::caret(text, CharIdx(at)), Stick::Caret)?;
    Some(anchor.range.start.0)
}

/// Where a caret of a body stands after the edits. When its paragraph is gone it goes to the end of the paragraph
/// above; `None` when it had no paragraph.
fn followed_in_body(
    at: usize,
    moved: &Moved,
    before: Option<&Section>,
    after: Option<&Section>,
) -> Option<usize> {
    let (before, after) = (before?, after?);
    let anchor = anchor_in(before, CharIdx(at))?;
    let now = moved.map(&anchor, Stick::Caret);
    if let Some(range) = now.and_then(|now| place_in(after, &now)) {
        return Some(range.start);
    }
    let above = before
        .paragraphs
        .iter()
        .take_while(|paragraph| anchor.text != TextId::Paragraph(paragraph.id));
    let end = above.filter_map(|paragraph| {
        let kept = after
            .paragraphs
            .iter()
            .find(|kept| kept.id == paragraph.id)?;
        let end = CharIdx(char_count(&kept.text));
        place_in(after, &Anchor::caret(TextId::Paragraph(kept.id), end))
    });
    Some(end.last().map_or(0, |range| range.start))
}
