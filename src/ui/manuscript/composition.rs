//! Keeps the input method apart from the keyboard: what reaches the text box while pinyin is being typed.

use egui::{Event, ImeEvent, Key, Modifiers};

use super::paste;

/// What a frame's events mean to the box that has the keyboard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// The box holds half-typed text when the frame is over.
    pub composing: bool,
    /// The input method was at work at some time in the frame.
    pub composed: bool,
    /// Something besides half-typed text came in: a commit, a key, a paste.
    pub wrote: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BoxKind {
    Body,
    /// A heading or a line of the front matter: holds no line end.
    Line,
}

/// Takes out of the frame's events what would spoil the text, and cleans what is pasted.
///
/// While the input method composes, keys belong to it: systems that also send them on would have Backspace delete
/// what stands in front of the pinyin. `composing` says whether the box holds half-typed text from the last frame.
pub(super) fn sift(events: &mut Vec<Event>, composing: bool, kind: BoxKind) -> Typed {
    let mut typed = Typed {
        composing,
        composed: composing,
        wrote: false,
    };
    // Keys of the frame in which a composition ends without a commit are still the input method's.
    let mut keys_are_taken = composing;
    let clean = |text: &mut String| {
        *text = match kind {
            BoxKind::Body => paste::clean(text),
            BoxKind::Line => paste::clean_line(text),
        };
    };
    events.retain_mut(|event| match event {
        Event::Ime(ImeEvent::Preedit { text, .. }) => {
            if text != "\n" && text != "\r" {
                typed.composing = !text.is_empty();
                typed.composed |= typed.composing;
                keys_are_taken |= typed.composing;
            }
            true
        }
        Event::Ime(ImeEvent::Commit(text)) => {
            typed.composing = false;
            if !text.is_empty() {
                typed.wrote = true;
                keys_are_taken = false;
            }
            true
        }
        Event::Ime(_) => true,
        Event::Key { pressed: true, .. } if keys_are_taken => false,
        Event::Copy | Event::Cut if keys_are_taken => false,
        Event::Key {
            key,
            modifiers,
            pressed: true,
            ..
        } => {
            typed.wrote |= changes_text(*key, kind);
            !is_emacs_key(*key, *modifiers)
        }
        Event::Text(text) => {
            if paste::needs_cleaning(text) && text != "\r" {
                clean(text);
            }
            typed.composing = false;
            typed.wrote = true;
            true
        }
        Event::Paste(text) | Event::MiddleClickPaste { text, .. } => {
            clean(text);
            typed.composing = false;
            typed.wrote = true;
            true
        }
        Event::Cut | Event::AccessKitActionRequest(_) => {
            typed.wrote = true;
            true
        }
        _ => true,
    });
    typed
}

fn changes_text(key: Key, kind: BoxKind) -> bool {
    matches!(key, Key::Backspace | Key::Delete) || (key == Key::Enter && kind == BoxKind::Body)
}

/// egui deletes a word on Ctrl+W and a line on Ctrl+K. In other programs these are harmless shortcuts, so that pressing them out of habit would lose text.
fn is_emacs_key(key: Key, modifiers: Modifiers) -> bool {
    modifiers.ctrl && !modifiers.mac_cmd && matches!(key, Key::H | Key::K | Key::U | Key::W)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preedit(text: &str) -> Event {
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    }

    fn key(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    #[test]
    fn keys_belong_to_the_input_method_while_it_composes() {
        let mut events = vec![key(Key::Backspace), preedit("n")];
        let typed = sift(&mut events, true, BoxKind::Body);
        assert_eq!(events, [preedit("n")]);
        assert!(typed.composing && !typed.wrote);
    }

    #[test]
    fn backspace_that_ends_a_composition_deletes_nothing_else() {
        let mut events = vec![preedit(""), key(Key::Backspace)];
        let typed = sift(&mut events, true, BoxKind::Body);
        assert_eq!(events, [preedit("")]);
        assert!(typed.composed && !typed.composing && !typed.wrote);
    }

    #[test]
    fn keys_work_again_behind_a_commit() {
        let mut events = vec![
            Event::Ime(ImeEvent::Commit("好".to_owned())),
            key(Key::Enter),
        ];
        let typed = sift(&mut events, true, BoxKind::Body);
        assert_eq!(events.len(), 2);
        assert!(typed.wrote && !typed.composing);
    }

    #[test]
    fn a_paste_comes_in_clean() {
        let mut events = vec![Event::Paste("一\r\n二".to_owned())];
        sift(&mut events, false, BoxKind::Line);
        assert_eq!(events, [Event::Paste("一二".to_owned())]);
    }
}
