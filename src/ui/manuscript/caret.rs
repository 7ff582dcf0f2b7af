//! The caret: which box it is in, what is typed there, and where the input method is told it is.

use egui::text::{CCursor, CCursorRange};
use egui::{Context, Event, Rect, Ui, style::ScrollAnimation, vec2};

use crate::model::CharIdx;
use crate::ui::Action;

use super::box_id::BoxId;
use super::text_box::{Shown, caret_at, id_of, set_caret};
use super::{CandidateWindow, Composition, ManuscriptInput, ManuscriptState, paste};

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

    pub(super) fn put_caret(
        &mut self,
        ctx: &Context,
        target: BoxId,
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

    /// Gives the keyboard back to where it last was, or to the first section.
    pub fn take_focus(&mut self) {
        let place = match (self.caret, self.rows.first()) {
            (Some((target, range)), _) => Some((target, range.primary.index.0)),
            (None, Some(row)) => Some((BoxId::Body(row.section.id), 0)),
            (None, None) => None,
        };
        if let Some((target, at)) = place {
            self.go_to(target, CharIdx(at));
        }
    }

    /// Asks for what has been written, unless it is only half typed.
    pub(super) fn take_text(
        &mut self,
        ui: &Ui,
        draft: &mut super::draft::Draft,
        target: BoxId,
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
        let is_line = !matches!(target, BoxId::Body(_));
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
                    caret_at(splice.carry(CharIdx(caret.primary.index.0)).0),
                );
            }
            draft.text = cleaned;
        }
        self.ask(draft, target, actions);
    }

    fn ask(&mut self, draft: &mut super::draft::Draft, target: BoxId, actions: &mut Vec<Action>) {
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
