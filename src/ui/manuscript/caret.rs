//! The caret's way through the page: from box to box, to a place asked for, and where the input method is told it is.

use egui::text::{CCursor, CCursorRange};
use egui::{Context, Event, Galley, Key, Modifiers, Rect, Ui, style::ScrollAnimation, vec2};

use crate::edit::{Focus, TextTarget};
use crate::model::{CharIdx, FrontField, char_count};
use crate::ui::Action;
use crate::ui::action::MenuAction;

use super::composition::{BoxKind, sift};
use super::draft::moved;
use super::page::Page;
use super::scroll::paper_below;
use super::text_box::{Shown, caret_at, id_of, set_caret};
use super::{CandidateWindow, Composition, ManuscriptInput, ManuscriptState, Wanted, paste};

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
    /// Takes over which box has the keyboard, and drops half-typed text that has lost its box.
    pub(super) fn follow_focus(&mut self, ctx: &Context, input: &ManuscriptInput<'_>) {
        let focused = ctx.memory(egui::Memory::focused);
        self.focus = self
            .placed
            .iter()
            .map(|placed| placed.target)
            .find(|&target| Some(id_of(target)) == focused);
        let pressed = ctx.input(|input| input.pointer.any_pressed());
        let lost =
            |at: &mut Composition| Some(at.target) != self.focus || pressed || input.read_only;
        if let Some(composition) = self.composition.take_if(lost) {
            if let Some(draft) = self.drafts.get_mut(&composition.target) {
                draft.reset();
            }
            set_caret(ctx, composition.target, composition.before);
            self.caret = Some((composition.target, composition.before));
            ctx.memory_mut(egui::Memory::interrupt_ime);
            ctx.input_mut(|input| {
                input
                    .events
                    .retain(|event| !matches!(event, Event::Ime(egui::ImeEvent::Preedit { .. })));
            });
        }
    }

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
        for (modifiers, key, action) in [
            (
                Modifiers::COMMAND | Modifiers::SHIFT,
                Key::Z,
                MenuAction::Redo,
            ),
            (Modifiers::COMMAND, Key::Z, MenuAction::Undo),
            (Modifiers::COMMAND, Key::Y, MenuAction::Redo),
        ] {
            let pressed = ui.input_mut(|input| input.consume_key(modifiers, key));
            if pressed && self.composition.is_none() && !input.read_only {
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
            Some(TextTarget::Body(_)) => BoxKind::Body,
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
                Key::Home => Some((TextTarget::Front(FrontField::Title), Entry::Start)),
                Key::End => self
                    .rows
                    .last()
                    .map(|row| (TextTarget::Body(row.section.id), Entry::End)),
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
        let is_line = !matches!(target, TextTarget::Body(_));
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

    fn placed_galley(&self, target: TextTarget) -> Option<std::sync::Arc<Galley>> {
        self.placed
            .iter()
            .find(|placed| placed.target == target)
            .map(|placed| placed.galley.clone())
    }

    /// How far a box is from the left edge of the text.
    fn left_of(&self, ctx: &Context, target: TextTarget) -> f32 {
        let plans = self.block_of(target).map(|block| self.plans(ctx, block));
        plans
            .iter()
            .flatten()
            .find(|plan| plan.target == target)
            .map_or(0.0, |plan| plan.left)
    }

    /// The box below or above.
    fn neighbour(&self, target: TextTarget, forward: bool) -> Option<TextTarget> {
        let block = self.block_of(target)?;
        let boxes = |block: usize| -> Vec<TextTarget> {
            match self.row_of_block(block) {
                Some(row) => vec![
                    TextTarget::Heading(row.section.id),
                    TextTarget::Body(row.section.id),
                ],
                None if block == 0 => FrontField::ALL.map(TextTarget::Front).into(),
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
        target: TextTarget,
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

    pub(super) fn put_caret(
        &mut self,
        ctx: &Context,
        target: TextTarget,
        range: CCursorRange,
        takes_focus: bool,
    ) {
        set_caret(ctx, target, range);
        self.caret = Some((target, range));
        if takes_focus {
            ctx.memory_mut(|memory| memory.request_focus(id_of(target)));
            self.focus = Some(target);
        }
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

    /// Top of a box within its block.
    fn top_in_block(
        &mut self,
        ctx: &Context,
        input: &ManuscriptInput<'_>,
        target: TextTarget,
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

    /// Gives the keyboard back to where it last was, or to the first section.
    pub fn take_focus(&mut self) {
        let place = match (self.caret, self.rows.first()) {
            (Some((target, range)), _) => Some((target, range.primary.index.0)),
            (None, Some(row)) => Some((TextTarget::Body(row.section.id), 0)),
            (None, None) => None,
        };
        if let Some((target, at)) = place {
            self.go_to(target, CharIdx(at));
        }
    }

    /// Goes where [`Self::go_to`] and its like were told to.
    pub(super) fn go_to_wanted(&mut self, ctx: &Context, input: &ManuscriptInput<'_>) {
        let Some(wanted) = self.wanted.take() else {
            return;
        };
        let (target, range, takes_focus) = match wanted {
            Wanted::Place {
                target,
                range,
                takes_focus,
            } => (target, range.start.0..range.end.0, takes_focus),
            Wanted::Edited { focus, takes_focus } => {
                let Some((target, at)) = self.place_of(input, focus) else {
                    return;
                };
                (target, at..at, takes_focus)
            }
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
        let (from, to) = (range.start.min(end), range.end.min(end));
        let row = set.galley.pos_from_cursor(CCursor::new(to));
        self.put_caret(
            ctx,
            target,
            CCursorRange::two(CCursor::new(from), CCursor::new(to)),
            takes_focus,
        );
        let height = self.view.map_or(600.0, |view| view.height());
        let offset = self.anchored_offset();
        let y = self.column.top(block) + top + row.top();
        let is_heading = !matches!(target, TextTarget::Body(_));
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

    /// The box and the place in it that an edit changed.
    fn place_of(&self, input: &ManuscriptInput<'_>, focus: Focus) -> Option<(TextTarget, usize)> {
        match focus {
            Focus::Target(target) => Some((target, char_count(&target.text(input.speech)?))),
            Focus::Caret {
                section,
                paragraph,
                at,
            } => {
                let found = self.section(section)?;
                let before: usize = found
                    .paragraphs
                    .iter()
                    .take_while(|candidate| candidate.id != paragraph)
                    .map(|candidate| char_count(&candidate.text) + 1)
                    .sum();
                Some((TextTarget::Body(section), before + at.0))
            }
        }
    }

    /// Asks for what has been written, unless it is only half typed.
    pub(super) fn take_text(
        &mut self,
        ui: &Ui,
        draft: &mut super::draft::Draft,
        target: TextTarget,
        shown: &Shown,
        actions: &mut Vec<Action>,
    ) {
        let typed = if self.focus == Some(target) {
            std::mem::take(&mut self.typed)
        } else {
            Default::default()
        };
        if typed.composing && shown.has_focus && shown.changed {
            let half_typed = shown.caret.map(|caret| caret.as_sorted_char_range());
            if let (true, Some(half_typed)) = (typed.wrote, half_typed.clone()) {
                // A word was committed and the next begun in one frame.
                let mut text: Vec<char> = draft.text.chars().collect();
                text.drain(half_typed.start.0..half_typed.end.0.min(text.len()));
                let shown_text = std::mem::replace(&mut draft.text, text.into_iter().collect());
                self.ask(draft, target, actions);
                draft.text = shown_text;
                let before = caret_at(half_typed.start.0);
                self.composition = Some(Composition { target, before });
            } else if self.composition.is_none() {
                let before = match self.caret {
                    Some((place, range)) if place == target => range,
                    _ => caret_at(half_typed.map_or(0, |range| range.start.0)),
                };
                self.composition = Some(Composition { target, before });
            }
            return;
        }
        if typed.composing && self.composition.is_some() {
            return;
        }
        let ended = self.composition.take_if(|at| at.target == target);
        if typed.composed && !typed.wrote {
            // Cancelled: what was selected before is back.
            draft.reset();
            let before = match (ended, self.caret) {
                (Some(composition), _) => Some(composition.before),
                (None, Some((place, range))) if place == target => Some(range),
                _ => None,
            };
            if let Some(before) = before {
                set_caret(ui.ctx(), target, before);
                self.caret = Some((target, before));
                ui.ctx().request_repaint();
            }
            return;
        }
        let is_line = !matches!(target, TextTarget::Body(_));
        if paste::needs_cleaning(&draft.text) || (is_line && draft.text.contains('\n')) {
            let cleaned = if is_line {
                paste::clean_line(&draft.text)
            } else {
                paste::clean(&draft.text)
            };
            let splice = crate::model::smallest_splice(&draft.text, &cleaned);
            if let (Some(splice), Some(caret)) = (splice, shown.caret) {
                set_caret(
                    ui.ctx(),
                    target,
                    caret_at(moved(caret.primary.index.0, &splice)),
                );
            }
            draft.text = cleaned;
        }
        self.ask(draft, target, actions);
    }

    fn ask(
        &mut self,
        draft: &mut super::draft::Draft,
        target: TextTarget,
        actions: &mut Vec<Action>,
    ) {
        if let Some(command) = draft.command(target) {
            actions.push(Action::Edit(command));
            self.has_edited = true;
            self.shows_caret = true;
        }
    }

    /// Tells the input method where the caret is, and scrolls to a caret that was moved.
    pub(super) fn report_caret(&mut self, ui: &Ui, input: &ManuscriptInput<'_>, view: Rect) {
        let Some((target, range)) = self.caret.filter(|(target, _)| Some(*target) == self.focus)
        else {
            return;
        };
        let Some(placed) = self.placed.iter().find(|placed| placed.target == target) else {
            return;
        };
        let on_screen = |cursor: CCursor| {
            placed
                .galley
                .pos_from_cursor(cursor)
                .translate(placed.rect.min.to_vec2())
        };
        if std::mem::take(&mut self.shows_caret) {
            let caret = on_screen(range.primary);
            let around = caret.expand2(vec2(0.0, 1.2 * caret.height()));
            ui.scroll_to_rect_animation(around, None, ScrollAnimation::none());
            ui.ctx().request_repaint();
        }
        if input.read_only {
            return;
        }
        // While a word is being typed the window stays where the word begins.
        let [start, _] = range.sorted_cursors();
        let caret = on_screen(start);
        let caret = Rect::from_min_max(
            caret.min.clamp(view.min, view.max),
            caret.max.clamp(view.min, view.max),
        );
        let cursor_rect = match input.candidate_window {
            CandidateWindow::AtCaret => caret,
            CandidateWindow::BelowCaret => caret.translate(vec2(0.0, caret.height())),
        };
        ui.output_mut(|output| {
            output.ime = Some(egui::output::IMEOutput {
                purpose: egui::IMEPurpose::Normal,
                rect: caret,
                cursor_rect,
                should_interrupt_composition: false,
            });
        });
    }
}

/// Whether an event writes or moves the caret.
fn is_typing(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { pressed: true, .. } | Event::Text(_) | Event::Paste(_) | Event::Ime(_)
    )
}
