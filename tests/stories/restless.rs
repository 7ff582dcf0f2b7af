//! A restless user: clicks, drags, keys and half-typed words in no order at all, and nothing breaks.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use jianggao::store::speech_file;

use super::stage::{Stage, open};

const SPEECH: &str = "稿\n同志们：\n开场的话。\n一、甲\n甲文。\n第二段。\n（一）子\n子文。\n（二）丑\n二、乙\n乙文。\n三、丙";

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        // Knuth's MMIX; the high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n.max(1)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len())]
    }
}

const KEYS: [Key; 16] = [
    Key::Enter,
    Key::Backspace,
    Key::Delete,
    Key::Tab,
    Key::Escape,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Home,
    Key::End,
    Key::PageDown,
    Key::F2,
    Key::F3,
    Key::Space,
    Key::PageUp,
];

const CTRL_KEYS: [Key; 12] = [
    Key::Z,
    Key::Z,
    Key::Y,
    Key::F,
    Key::H,
    Key::A,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Comma,
    Key::N,
    Key::S,
];

const WORDS: [&str; 6] = ["好", "工作，", "a1", "“", "一、二", "　"];

fn a_place(stage: &Stage, dice: &mut Dice) -> Pos2 {
    let screen = stage.harness.ctx.content_rect();
    let places: Vec<Pos2> = stage
        .harness
        .query_all(by().predicate(|node| {
            node.label().is_some() && !matches!(node.role(), Role::Label | Role::Window)
        }))
        .filter(|node| node.accesskit_node().bounding_box().is_some())
        .map(|node| node.rect().center())
        .filter(|place| screen.contains(*place))
        .collect();
    if places.is_empty() || dice.roll(4) == 0 {
        let share = |n: usize| n as f32 / 1000.0;
        return screen.min
            + egui::vec2(
                screen.width() * share(dice.roll(1000)),
                screen.height() * share(dice.roll(1000)),
            );
    }
    dice.one_of(&places)
}

fn act(stage: &mut Stage, dice: &mut Dice) {
    let place = a_place(stage, dice);
    match dice.roll(16) {
        0..=3 => stage.drag(place, place),
        4 | 5 => {
            let to = a_place(stage, dice);
            stage.drag(place, to);
        }
        6 => {
            stage.drag(place, place);
            stage.drag(place, place);
        }
        7 => {
            for pressed in [true, false] {
                stage.harness.event(Event::PointerButton {
                    pos: place,
                    button: egui::PointerButton::Secondary,
                    pressed,
                    modifiers: Modifiers::NONE,
                });
            }
            stage.settle();
        }
        8 | 9 => stage.key(dice.one_of(&KEYS)),
        10 => {
            let modifiers = dice.one_of(&[Modifiers::SHIFT, Modifiers::ALT, Modifiers::COMMAND]);
            stage.key_with(modifiers, dice.one_of(&KEYS));
        }
        11 => stage.ctrl(dice.one_of(&CTRL_KEYS)),
        12 => stage.type_text(dice.one_of(&WORDS)),
        13 => stage.preedit(dice.one_of(&["n", "ni", "ni'hao", ""])),
        14 => stage.commit(dice.one_of(&WORDS)),
        _ => stage.event(Event::Paste("贴一\r\n\r\n　　贴二".to_owned())),
    }
}

/// Undoes, or makes again, as often as that goes; how often.
fn step_through(stage: &mut Stage, button: &str) -> usize {
    for n in 0.. {
        if stage.node(button).accesskit_node().is_disabled() {
            return n;
        }
        stage.click(button);
    }
    0
}

fn restless(seed: u64, n_acts: usize) {
    let mut dice = Dice(seed);
    let mut stage = open(SPEECH);
    for _ in 0..n_acts {
        act(&mut stage, &mut dice);
    }
    stage.preedit("");
    for _ in 0..6 {
        stage.key(Key::Escape);
    }
    // A file gives back what went into it, but for the ids.
    let bytes = speech_file::to_bytes(stage.speech());
    let read = speech_file::parse(&bytes).unwrap();
    assert_eq!(speech_file::to_bytes(&read), bytes, "seed {seed}");
    step_through(&mut stage, "工具栏：重做");
    let end = stage.speech().clone();
    let n_undone = step_through(&mut stage, "工具栏：撤销");
    let n_redone = step_through(&mut stage, "工具栏：重做");
    assert_eq!(n_undone, n_redone, "seed {seed}");
    assert_eq!(*stage.speech(), end, "seed {seed}");
}

#[test]
fn nothing_breaks_and_everything_can_be_undone() {
    for seed in 0..6 {
        restless(seed, 120);
    }
}
