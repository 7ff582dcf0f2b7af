//! Find and replace over the whole speech.

use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{Button, Event, ImeEvent, Key, Modifiers, RichText, TextEdit, Ui};

use crate::model::{Anchor, CharIdx, Speech, char_count};

use super::Action;
use super::action::MenuAction;
use super::find_hits::{Finder, LetterCase, replace_by};
use super::icons;
use super::theme::Palette;

/// The bar's screen state.
#[derive(Debug, Default)]
pub struct FindState {
    pub is_open: bool,
    with_replace: bool,
    query: String,
    replacement: String,
    letter_case: LetterCase,
    finder: Finder,
    current: Option<usize>,
    wants_focus: bool,
    /// The input method is at work in one of the bar's boxes: Esc is its own.
    is_composing: bool,
    /// The words that were put in the place of a hit in the last frame.
    replaced: Option<Anchor>,
}

/// Where the search goes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Next,
    Previous,
}

impl FindState {
    pub fn open(&mut self, with_replace: bool) {
        self.is_open = true;
        self.with_replace = with_replace;
        self.wants_focus = true;
    }

    /// Searches for other words from now on.
    pub fn look_for(&mut self, words: String) {
        self.query = words;
        self.current = None;
    }

    pub fn close(&mut self) {
        self.is_open = false;
    }

    /// Searches what has changed; the hits are then in [`Self::hits`].
    pub fn update(&mut self, speech: &Speech) {
        let query = if self.is_open {
            self.query.as_str()
        } else {
            ""
        };
        let n_hits = self.finder.update(speech, query, self.letter_case).len();
        if self.current.is_some_and(|current| current >= n_hits) {
            self.current = n_hits.checked_sub(1);
        }
        if let Some(replaced) = self.replaced.take() {
            self.pass(&replaced);
        }
    }

    /// Goes on behind what has just been replaced: the words put there may hold what is searched.
    fn pass(&mut self, replaced: &Anchor) {
        let is_within =
            |hit: &Anchor| hit.text == replaced.text && hit.range.start < replaced.range.end;
        while let Some(current) = self.current
            && self.hits().get(current).is_some_and(is_within)
        {
            self.current = (current + 1 < self.hits().len()).then_some(current + 1);
        }
    }

    pub fn hits(&self) -> &[Anchor] {
        self.finder.hits()
    }

    pub fn current(&self) -> Option<usize> {
        self.current
    }

    fn follow_composition(&mut self, ui: &Ui) {
        ui.input(|input| {
            for event in &input.events {
                match event {
                    Event::Ime(ImeEvent::Preedit { text, .. }) => {
                        self.is_composing = !text.is_empty();
                    }
                    Event::Ime(ImeEvent::Commit(_)) => self.is_composing = false,
                    _ => {}
                }
            }
        });
    }

    /// Goes to the next or previous hit, round the end.
    pub fn step(&mut self, direction: Direction) -> Option<Anchor> {
        self.current = step(self.current, self.hits().len(), direction);
        self.hits().get(self.current?).cloned()
    }
}

/// The index after `current` in a round of `n`.
fn step(current: Option<usize>, n: usize, direction: Direction) -> Option<usize> {
    let last = n.checked_sub(1)?;
    Some(match (current, direction) {
        (None, Direction::Next) => 0,
        (None, Direction::Previous) => last,
        (Some(current), Direction::Next) => {
            if current >= last {
                0
            } else {
                current + 1
            }
        }
        (Some(current), Direction::Previous) => current.checked_sub(1).unwrap_or(last),
    })
}

/// What the bar needs to know of the window.
#[derive(Debug, Clone, Copy)]
pub struct FindInput {
    pub read_only: bool,
    /// Esc closes the bar, and nothing that stands over it or is being typed elsewhere.
    pub hears_escape: bool,
}

/// Shows the bar; a hit to go to comes back beside what the user asked for.
pub fn find_bar_ui(
    ui: &mut Ui,
    state: &mut FindState,
    input: FindInput,
) -> (Option<Action>, Option<Anchor>) {
    let palette = Palette::of(ui.visuals());
    let (mut wanted, mut hit) = (None, None);
    let hears_escape = input.hears_escape && !state.is_composing;
    state.follow_composition(ui);
    ui.horizontal(|ui| {
        let query = TextEdit::singleline(&mut state.query)
            .hint_text("查找")
            .desired_width(220.0);
        let response = named(ui.add(query), "查找");
        if std::mem::take(&mut state.wants_focus) {
            response.request_focus();
            // The next words typed take the place of these.
            let mut box_state = TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
            let all = CCursorRange::select_all_str(&state.query);
            box_state.cursor.set_char_range(Some(all));
            box_state.store(ui.ctx(), response.id);
        }
        if response.changed() {
            state.current = None;
        }
        let pressed_enter =
            response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if pressed_enter {
            let is_back = ui.input(|input| input.modifiers.matches_logically(Modifiers::SHIFT));
            hit = state.step(if is_back {
                Direction::Previous
            } else {
                Direction::Next
            });
            response.request_focus();
        }
        if icon_ui(ui, icons::CHEVRON_UP, "上一处") {
            hit = state.step(Direction::Previous);
        }
        if icon_ui(ui, icons::CHEVRON_DOWN, "下一处") {
            hit = state.step(Direction::Next);
        }
        let mut matches_case = state.letter_case == LetterCase::Match;
        let toggle = ui
            .toggle_value(&mut matches_case, icons::CASE_SENSITIVE)
            .on_hover_text("区分大小写");
        toggle.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, true, matches_case, "区分大小写")
        });
        if toggle.changed() {
            state.letter_case = if matches_case {
                LetterCase::Match
            } else {
                LetterCase::Ignore
            };
        }
        let n_hits = state.hits().len();
        let found = match (state.query.is_empty(), n_hits, state.current) {
            (true, ..) => String::new(),
            (_, 0, _) => "没有找到".to_owned(),
            (_, n, None) => format!("{n} 处"),
            (_, n, Some(current)) => format!("第 {} 处，共 {n} 处", current + 1),
        };
        ui.colored_label(palette.muted, found);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_ui(ui, icons::CLOSE, "关闭查找")
                || hears_escape && ui.input(|input| input.key_pressed(Key::Escape))
            {
                state.close();
                wanted = Some(Action::Menu(MenuAction::FocusManuscript));
            }
        });
    });
    if state.with_replace && !input.read_only {
        ui.horizontal(|ui| {
            let replacement = TextEdit::singleline(&mut state.replacement)
                .hint_text("替换为")
                .desired_width(220.0);
            named(ui.add(replacement), "替换为");
            let has_hits = !state.hits().is_empty();
            if ui
                .add_enabled(has_hits && state.current.is_some(), Button::new("替换"))
                .clicked()
                && let Some(current) = state.current.and_then(|current| state.hits().get(current))
            {
                let end = CharIdx(current.range.start.0 + char_count(&state.replacement));
                let replaced = Anchor {
                    text: current.text,
                    range: current.range.start..end,
                };
                let command = replace_by(std::slice::from_ref(current), &state.replacement);
                state.replaced = Some(replaced);
                wanted = Some(Action::Edit(command));
            }
            if ui.add_enabled(has_hits, Button::new("全部替换")).clicked() {
                let command = replace_by(state.hits(), &state.replacement);
                wanted = Some(Action::Edit(command));
            }
        });
    }
    (wanted, hit)
}

fn named(response: egui::Response, name: &'static str) -> egui::Response {
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

fn icon_ui(ui: &mut Ui, icon: &str, name: &'static str) -> bool {
    let button = Button::new(RichText::new(icon).size(15.0)).frame_when_inactive(false);
    let response = ui.add(button).on_hover_text(name);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_search_goes_round() {
        assert_eq!(step(None, 0, Direction::Next), None);
        assert_eq!(step(None, 3, Direction::Next), Some(0));
        assert_eq!(step(Some(2), 3, Direction::Next), Some(0));
        assert_eq!(step(Some(0), 3, Direction::Previous), Some(2));
        assert_eq!(step(None, 3, Direction::Previous), Some(2));
    }
}
