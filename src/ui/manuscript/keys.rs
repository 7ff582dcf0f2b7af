//! The caret's way from box to box by the keys that lead out of one.

use egui::text::{CCursor, CCursorRange};
use egui::{Context, Event, Galley, Key, Modifiers, Rect, Ui, vec2};

use crate::model::FrontField;
use crate::ui::Action;
use crate::ui::action::MenuAction;

use super::box_id::BoxId;
use super::composition::{BoxKind, sift};
use super::{ManuscriptInput, ManuscriptState};

/// Where in a box the caret goes when it comes from another.
#[derive(Debug, Clone, Copy)]
enum Entry {
    Start,
    End,
    /// In the first or the last line, below or above where it came from; from the left edge of the text.
    FirstRow(f32),
    LastRow(f32),
    /// At a height within the box.
    Point(f32, f32),
}

impl ManuscriptState {
    /// Handles the keys that lead out of a box, and keeps from the box what must not reach it.
    pub(super) fn take_keys(
        &mut self,
        ui: &Ui,
        input: &ManuscriptInput<'_>,
        actions: &mut Vec<Action>,
    ) {
        self.typed = super::composition::Typed::default();
        if self.focus.is_none() {
            return;
        }
        // Redo first: Ctrl+Z would hear Ctrl+Shift+Z as well.
        for action in [MenuAction::Redo, MenuAction::Undo] {
            let is_pressed = action
                .label()
                .shortcuts()
                .any(|keys| ui.input_mut(|input| input.consume_shortcut(&keys)));
            if is_pressed && self.composition.is_none() && !input.read_only {
                actions.push(Action::Menu(action));
            }
        }
        while self.composition.is_none() {
            let first = ui.input(|input| input.events.iter().position(is_typing));
            let Some(first) = first else {
                break;
            };
            let key = ui.input(|input| match input.events.get(first) {
                Some(Event::Key { key, modifiers, .. }) => Some((*key, *modifiers)),
                _ => None,
            });
            let Some((key, modifiers)) = key else {
                break;
            };
            if !self.leave_box(ui.ctx(), input, key, modifiers) {
                break;
            }
            ui.input_mut(|input| input.events.remove(first));
        }
        let kind = match self.focus {
            Some(BoxId::Body(_)) => BoxKind::Body,
            _ => BoxKind::Line,
        };
        let composing = self.composition.is_some();
        self.typed = ui.input_mut(|input| sift(&mut input.events, composing, kind));
    }

    /// Moves the caret to another box when the key leads there. `false`: the key belongs to the box.
    fn leave_box(
        &mut self,
        ctx: &Context,
        input: &ManuscriptInput<'_>,
        key: Key,
        modifiers: Modifiers,
    ) -> bool {
        let Some((target, range)) = self.caret else {
            return false;
        };
        if Some(target) != self.focus || modifiers.shift || modifiers.alt {
            return false;
        }
        let Some(galley) = self.placed_galley(target) else {
            return false;
        };
        if modifiers.command {
            let entry = match key {
                Key::Home => Some((BoxId::Front(FrontField::Title), Entry::Start)),
                Key::End => self
                    .rows
                    .last()
                    .map(|row| (BoxId::Body(row.section.id), Entry::End)),
                _ => None,
            };
            return entry.is_some_and(|(target, entry)| self.enter(ctx, input, target, entry));
        }
        let at = range.primary;
        let is_single = range.primary.index == range.secondary.index;
        let n_chars = galley.end().index;
        let caret = galley.pos_from_cursor(at);
        let x = caret.left() + self.left_of(ctx, target);
        let place = galley.layout_from_cursor(at);
        let is_line = !matches!(target, BoxId::Body(_));
        let way = match key {
            Key::ArrowUp if place.row == 0 => Some((false, Entry::LastRow(x))),
            Key::ArrowDown if place.row + 1 >= galley.rows.len() => {
                Some((true, Entry::FirstRow(x)))
            }
            Key::ArrowLeft if is_single && at.index.0 == 0 => Some((false, Entry::End)),
            Key::ArrowRight if is_single && at.index == n_chars => Some((true, Entry::Start)),
            // Never joins two sections: the caret goes where it would have come from.
            Key::Backspace if !is_line && is_single && at.index.0 == 0 => Some((false, Entry::End)),
            Key::Enter if is_line => Some((true, Entry::Start)),
            Key::PageUp | Key::PageDown => {
                return self.turn_page(ctx, input, key == Key::PageDown, caret, x);
            }
            _ => None,
        };
        let Some((forward, entry)) = way else {
            return false;
        };
        let Some(next) = self.neighbour(target, forward) else {
            // Otherwise egui would move the keyboard to a panel.
            return false;
        };
        self.enter(ctx, input, next, entry)
    }

    fn placed_galley(&self, target: BoxId) -> Option<std::sync::Arc<Galley>> {
        self.placed
            .iter()
            .find(|placed| placed.target == target)
            .map(|placed| placed.galley.clone())
    }

    /// How far a box is from the left edge of the text.
    fn left_of(&self, ctx: &Context, target: BoxId) -> f32 {
        let plans = self.block_of(target).map(|block| self.plans(ctx, block));
        plans
            .iter()
            .flatten()
            .find(|plan| plan.target == target)
            .map_or(0.0, |plan| plan.left)
    }

    /// The box below or above.
    fn neighbour(&self, target: BoxId, forward: bool) -> Option<BoxId> {
        let block = self.block_of(target)?;
        let boxes = |block: usize| -> Vec<BoxId> {
            match self.row_of_block(block) {
                Some(row) => vec![BoxId::Heading(row.section.id), BoxId::Body(row.section.id)],
                None if block == 0 => FrontField::ALL.map(BoxId::Front).into(),
                None => Vec::new(),
            }
        };
        let here = boxes(block);
        let at = here.iter().position(|&other| other == target)?;
        if forward {
            let next = here.get(at + 1).copied();
            next.or_else(|| boxes(block + 1).first().copied())
        } else if at > 0 {
            here.get(at - 1).copied()
        } else {
            boxes(block.checked_sub(1)?).last().copied()
        }
    }

    /// Puts the caret into a box and gives it the keyboard.
    fn enter(
        &mut self,
        ctx: &Context,
        input: &ManuscriptInput<'_>,
        target: BoxId,
        entry: Entry,
    ) -> bool {
        let Some(block) = self.block_of(target) else {
            return false;
        };
        let plans = self.plans(ctx, block);
        let Some(plan) = plans.iter().find(|plan| plan.target == target) else {
            return false;
        };
        self.prepare(ctx, input, plan);
        let Some(set) = self
            .drafts
            .get(&target)
            .and_then(|draft| draft.typeset.as_ref())
        else {
            return false;
        };
        let galley = &set.galley;
        let cursor = match entry {
            Entry::Start => CCursor::default(),
            Entry::End => galley.end(),
            Entry::FirstRow(x) => galley.cursor_from_pos(vec2(x - plan.left, 1.0)),
            Entry::LastRow(x) => {
                galley.cursor_from_pos(vec2(x - plan.left, galley.rect.bottom() - 1.0))
            }
            Entry::Point(x, y) => galley.cursor_from_pos(vec2(x - plan.left, y)),
        };
        self.put_caret(ctx, target, CCursorRange::one(cursor), true);
        self.shows_caret = true;
        true
    }

    /// Moves view and caret by a view's height, less two lines to go by.
    fn turn_page(
        &mut self,
        ctx: &Context,
        input: &ManuscriptInput<'_>,
        forward: bool,
        caret: Rect,
        x: f32,
    ) -> bool {
        let (Some((target, _)), Some(view), Some(page)) = (self.caret, self.view, &self.page)
        else {
            return false;
        };
        let step = (view.height() - 2.0 * page.body().line_height).max(page.body().line_height);
        let step = if forward { step } else { -step };
        let Some(block) = self.block_of(target) else {
            return false;
        };
        let y = self.column.top(block) + self.top_in_block(ctx, input, target) + caret.center().y;
        let wanted_y = (y + step).clamp(0.0, self.column.bottom());
        let block = self.column.at(wanted_y);
        self.measure(ctx, input, block);
        let mut into = wanted_y - self.column.top(block);
        let mut found = None;
        for plan in self.plans(ctx, block) {
            let height = self.prepare(ctx, input, &plan);
            into -= plan.gap_above;
            found = Some((plan.target, into.clamp(0.0, height)));
            if into < height {
                break;
            }
            into -= height;
        }
        let Some((target, into)) = found else {
            return false;
        };
        let top = (self.scroll_y + step).clamp(0.0, self.column.bottom());
        self.anchor_at(top);
        self.enter(ctx, input, target, Entry::Point(x, into))
    }
}

/// True if an event writes or moves the caret.
fn is_typing(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { pressed: true, .. } | Event::Text(_) | Event::Paste(_) | Event::Ime(_)
    )
}
