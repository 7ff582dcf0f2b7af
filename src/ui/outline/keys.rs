//! The outline's keys: sections are walked over, moved, nested, renamed and deleted without the mouse.

use egui::{EventFilter, Key, Modifiers, Ui};

use crate::edit::Command;
use crate::model::{SectionId, Speech};
use crate::ui::Action;

use super::{Entry, OutlineInput, OutlineState, moves};

/// A move by one step.
type Step = fn(&Speech, SectionId) -> Option<Command>;

/// The keyboard, while the outline has it.
pub(super) fn keys(
    ui: &Ui,
    focus: egui::Id,
    state: &mut OutlineState,
    input: &OutlineInput<'_>,
    entries: &[Entry<'_>],
    actions: &mut Vec<Action>,
) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    // Tab and the arrows are the outline's own: egui would carry the keyboard off to another control. Esc lets go.
    let filter = EventFilter {
        tab: true,
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: false,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focus, filter));
    let selected = state
        .selected
        .and_then(|id| entries.iter().position(|entry| entry.section.id == id));
    let moves: [(Modifiers, Key, Step); 6] = [
        (Modifiers::ALT, Key::ArrowUp, moves::up),
        (Modifiers::ALT, Key::ArrowDown, moves::down),
        (Modifiers::ALT, Key::ArrowRight, moves::nest),
        (Modifiers::ALT, Key::ArrowLeft, moves::unnest),
        (Modifiers::SHIFT, Key::Tab, moves::unnest),
        (Modifiers::NONE, Key::Tab, moves::nest),
    ];
    if !input.read_only {
        for (modifiers, key, step) in moves {
            if pressed(modifiers, key)
                && let Some(command) = state.selected.and_then(|id| step(input.speech, id))
            {
                state.scrolls_to = state.selected;
                actions.push(Action::Edit(command));
                return;
            }
        }
    }
    let mut select = |idx: Option<usize>| {
        if let Some(entry) = idx.and_then(|idx| entries.get(idx)) {
            state.selected = Some(entry.section.id);
            state.scrolls_to = state.selected;
            actions.push(Action::SelectSection(entry.section.id));
        }
    };
    if pressed(Modifiers::NONE, Key::ArrowDown) {
        select(Some(selected.map_or(0, |idx| idx + 1)));
    } else if pressed(Modifiers::NONE, Key::ArrowUp) {
        select(selected.map_or(Some(0), |idx| idx.checked_sub(1)));
    } else if let Some(entry) = selected.and_then(|idx| entries.get(idx)) {
        let id = entry.section.id;
        if pressed(Modifiers::NONE, Key::ArrowLeft) {
            state.collapsed.insert(id);
        } else if pressed(Modifiers::NONE, Key::ArrowRight) {
            state.collapsed.remove(&id);
        } else if pressed(Modifiers::NONE, Key::Enter) {
            actions.push(Action::WriteIn(id));
        } else if !input.read_only && pressed(Modifiers::NONE, Key::F2) {
            state.renaming = Some((id, entry.section.heading.clone()));
        } else if !input.read_only && pressed(Modifiers::NONE, Key::Delete) {
            let behind = selected.map_or(0, |idx| idx + 1);
            let next = entries
                .iter()
                .skip(behind)
                .find(|other| other.depth <= entry.depth)
                .or_else(|| entries.get(behind.checked_sub(2)?));
            state.selected = next.map(|entry| entry.section.id);
            actions.push(Action::Edit(Command::DeleteSection { section: id }));
        }
    }
}
