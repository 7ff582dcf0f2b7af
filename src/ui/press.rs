//! A press of a mouse button takes hold of what lies where it happened.
//!
//! egui looks for it where the pointer is at the end of a frame. When frames are slow, or the hand is quick, a press and
//! the movement after it come in one frame, and the hand holds the neighbour: another section, another snippet. So a
//! press ends its frame, and what happened after it waits for the next.

use egui::{Context, Event, Plugin, RawInput};

/// Keeps back what happened after a press, for one frame.
#[derive(Default)]
pub struct PressFirst {
    later: Vec<Event>,
}

impl Plugin for PressFirst {
    fn debug_name(&self) -> &'static str {
        "press first"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let mut events = std::mem::take(&mut self.later);
        events.append(&mut input.events);
        let is_press = |event: &Event| matches!(event, Event::PointerButton { pressed: true, .. });
        if let Some(press) = events.iter().position(is_press) {
            self.later = events.split_off(press + 1);
        }
        if !self.later.is_empty() {
            ctx.request_repaint();
        }
        input.events = events;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(pressed: bool) -> Event {
        Event::PointerButton {
            pos: egui::Pos2::ZERO,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        }
    }

    #[test]
    fn every_event_comes_once_and_in_order_and_none_after_a_press() {
        let moved = |x: f32| Event::PointerMoved(egui::pos2(x, 0.0));
        let mut gate = PressFirst::default();
        let ctx = Context::default();
        let mut frame = |events: Vec<Event>| {
            let mut input = RawInput {
                events,
                ..RawInput::default()
            };
            gate.input_hook(&ctx, &mut input);
            input.events
        };
        let events = vec![moved(1.0), pressed(true), moved(2.0), pressed(false)];
        assert_eq!(frame(events), [moved(1.0), pressed(true)]);
        assert_eq!(
            frame(vec![pressed(true), Event::Copy]),
            [moved(2.0), pressed(false), pressed(true)]
        );
        assert_eq!(frame(vec![moved(3.0)]), [Event::Copy, moved(3.0)]);
        assert_eq!(frame(Vec::new()), []);
    }
}
