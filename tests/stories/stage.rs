//! A whole window without a screen: what it shows, and what its user does.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use egui_kittest::{Harness, Node};
use jianggao::app::{Hand, Window};
use jianggao::model::{Section, Speech};

use super::home::Home;

/// A running window.
pub struct Stage {
    pub home: Home,
    pub harness: Harness<'static, Option<Window>>,
    /// What the window has asked of the system since the last look.
    pub commands: Rc<RefCell<Vec<egui::ViewportCommand>>>,
    /// Decides when jobs are done; at once, unless told otherwise.
    pub jobs: Hand,
    pub clock: Rc<Cell<Instant>>,
}

/// A window on a speech made of a text with numbered headings.
pub fn open(text: &str) -> Stage {
    let home = Home::new();
    let path = home.write_speech("讲话.jg", text);
    home.start(Some(path))
}

impl Stage {
    /// Draws frames until nothing moves any more: a window that never rests fails here, and so does a nameless control.
    #[track_caller]
    pub fn settle(&mut self) {
        if self.jobs.waiting().is_empty() {
            self.harness.run();
        } else {
            // What shows that a job goes on turns and turns.
            self.harness.run_steps(12);
        }
    }

    /// Lets time go by.
    #[track_caller]
    pub fn wait(&mut self, time: Duration) {
        self.clock.set(self.clock.get() + time);
        self.settle();
    }

    /// Has all these happen in one frame.
    #[track_caller]
    pub fn events_at_once(&mut self, events: impl IntoIterator<Item = Event>) {
        self.harness.input_mut().events.extend(events);
        self.settle();
    }

    /// Has the first job of that name, which waits, come to its end.
    #[track_caller]
    pub fn finish_job(&mut self, name: &str) {
        assert!(self.jobs.finish(name), "{:?}", self.jobs.waiting());
        self.settle();
    }

    /// Has the first job of that name, which waits, come upon a fault of the program.
    #[track_caller]
    pub fn break_job(&mut self, name: &str) {
        assert!(self.jobs.break_off(name), "{:?}", self.jobs.waiting());
        self.settle();
    }

    pub fn speech(&self) -> &Speech {
        self.harness.state().as_ref().unwrap().speech()
    }

    /// The headings, children in brackets: `甲(子 丑) 乙`.
    pub fn tree(&self) -> String {
        fn level(sections: &[Arc<Section>]) -> String {
            let one = |section: &Arc<Section>| {
                if section.children.is_empty() {
                    section.heading.clone()
                } else {
                    format!("{}({})", section.heading, level(&section.children))
                }
            };
            sections.iter().map(one).collect::<Vec<_>>().join(" ")
        }
        level(&self.speech().sections)
    }

    /// The paragraphs of the section with a heading, a bar between two.
    #[track_caller]
    pub fn body(&self, heading: &str) -> String {
        self.section(heading).body().replace('\n', "｜")
    }

    #[track_caller]
    pub fn section(&self, heading: &str) -> &Section {
        let found = self
            .speech()
            .walk()
            .find(|(_, section)| section.heading == heading);
        let Some((_, section)) = found else {
            panic!("no section “{heading}” in {}", self.tree())
        };
        section
    }

    // Looking.

    #[track_caller]
    pub fn node<'a>(&'a self, name: &'a str) -> Node<'a> {
        let mut found: Vec<_> = self.harness.query_all_by_label(name).collect();
        // The words beside a control say the same as its name.
        if found.len() > 1 {
            found.retain(|node| node.accesskit_node().role() != Role::Label);
        }
        match found.as_slice() {
            [node] => *node,
            _ => panic!(
                "{} controls are called “{name}” among\n{}",
                found.len(),
                self.everything().join("\n")
            ),
        }
    }

    #[track_caller]
    pub fn place(&self, name: &str) -> egui::Rect {
        self.node(name).rect()
    }

    /// Whether there is a control, or a text, with these words in it.
    pub fn shows(&self, words: &str) -> bool {
        self.everything().iter().any(|text| text.contains(words))
    }

    #[track_caller]
    pub fn assert_shows(&self, words: &str) {
        assert!(
            self.shows(words),
            "“{words}” is not among\n{}",
            self.everything().join("\n")
        );
    }

    /// Every name and every text on the screen.
    pub fn everything(&self) -> Vec<String> {
        self.harness
            .root()
            .children_recursive()
            .flat_map(|node| {
                let node = node.accesskit_node();
                [node.label(), node.value()]
            })
            .flatten()
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// The rows of the outline, from the top.
    pub fn rows(&self) -> Vec<String> {
        let mut rows: Vec<_> = self
            .harness
            .query_all(by().role(Role::TreeItem))
            .map(|node| (node.rect().top(), node.accesskit_node().label()))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.into_iter().filter_map(|(_, name)| name).collect()
    }

    /// The control that has the keyboard.
    pub fn focus(&self) -> Option<String> {
        self.harness
            .root()
            .children_recursive()
            .find(|node| node.is_focused())
            .and_then(|node| node.accesskit_node().label())
    }

    /// Where the input method is told that the caret is.
    #[track_caller]
    pub fn caret_rect(&self) -> egui::Rect {
        self.harness.output().platform_output.ime.unwrap().rect
    }

    // Acting.

    /// Clicks into a section's first paragraph, which has one line, and puts the caret behind so many characters.
    #[track_caller]
    pub fn put_caret(&mut self, heading: &str, n_chars: usize) {
        let box_name = format!("正文：{heading}");
        let place = self.place(&box_name).left_top() + vec2(60.0, 12.0);
        self.drag(place, place);
        assert_eq!(self.focus(), Some(box_name));
        self.key(Key::Home);
        for _ in 0..n_chars {
            self.key(Key::ArrowRight);
        }
    }

    #[track_caller]
    pub fn click(&mut self, name: &str) {
        self.node(name).click();
        self.settle();
    }

    #[track_caller]
    pub fn double_click(&mut self, name: &str) {
        // A click just before would make it a triple click.
        self.harness.run_steps(30);
        self.node(name).click();
        self.node(name).click();
        self.settle();
    }

    /// Asks the window to close, as its frame does; whether it is gone.
    #[track_caller]
    pub fn asks_to_close(&mut self) -> bool {
        self.commands.take();
        let viewport = self
            .harness
            .input_mut()
            .viewports
            .get_mut(&egui::ViewportId::ROOT);
        viewport.unwrap().events.push(egui::ViewportEvent::Close);
        self.settle();
        !self.has_asked_for("CancelClose")
    }

    /// Closes the window, which has nothing to ask.
    #[track_caller]
    pub fn close(mut self) {
        assert!(self.asks_to_close());
    }

    /// Opens a menu of the menu bar and clicks an entry in it; a further name is an entry of a menu within.
    #[track_caller]
    pub fn menu(&mut self, names: &[&str]) {
        for name in names {
            let node = self.harness.get_all(by().label_contains(name));
            let node = node.last();
            node.unwrap().click();
            self.settle();
        }
    }

    /// Chooses a command in the palette.
    #[track_caller]
    pub fn choose(&mut self, words: &str) {
        self.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
        assert_eq!(self.focus().as_deref(), Some("命令"));
        self.type_text(words);
        self.key(Key::Enter);
    }

    #[track_caller]
    pub fn key(&mut self, key: Key) {
        self.key_with(Modifiers::NONE, key);
    }

    #[track_caller]
    pub fn key_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    #[track_caller]
    pub fn ctrl(&mut self, key: Key) {
        self.key_with(Modifiers::COMMAND, key);
    }

    #[track_caller]
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Whether the window has asked this of the system since the last time it was asked for.
    pub fn has_asked_for(&self, command: &str) -> bool {
        let asked = self.commands.take();
        asked
            .iter()
            .any(|asked| format!("{asked:?}").starts_with(command))
    }

    #[track_caller]
    pub fn event(&mut self, event: Event) {
        self.harness.event(event);
        self.settle();
    }

    #[track_caller]
    pub fn preedit(&mut self, text: &str) {
        self.harness.event(Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        }));
        self.settle();
    }

    #[track_caller]
    pub fn commit(&mut self, text: &str) {
        self.harness
            .event(Event::Ime(ImeEvent::Commit(text.to_owned())));
        self.settle();
    }

    fn button(&self, pos: Pos2, pressed: bool) {
        self.harness.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }

    /// Takes hold of what is at a place and moves it to another, without letting go.
    #[track_caller]
    pub fn hold(&mut self, from: Pos2, to: Pos2) {
        self.harness.hover_at(from);
        self.button(from, true);
        for part in 1..=4_u8 {
            self.harness
                .hover_at(from + (to - from) * (f32::from(part) / 4.0));
        }
        // Near an edge it scrolls for a while.
        self.harness.run_ok();
    }

    /// Like [`Self::hold`], with the press and the first half of the way in one frame.
    #[track_caller]
    pub fn hold_at_once(&mut self, from: Pos2, to: Pos2) {
        let moved = Event::PointerMoved((from + to.to_vec2()) / 2.0);
        let press = Event::PointerButton {
            pos: from,
            button: PointerButton::Primary,
            pressed: true,
            modifiers: Modifiers::NONE,
        };
        self.harness.hover_at(from);
        self.settle();
        self.harness.input_mut().events.extend([press, moved]);
        self.harness.step();
        self.harness.hover_at(to);
        self.harness.run_ok();
    }

    /// Like [`Self::hold`], for as long as what is below scrolls.
    #[track_caller]
    pub fn hold_on(&mut self, from: Pos2, to: Pos2) {
        self.harness.hover_at(from);
        self.button(from, true);
        self.harness.hover_at((from + to.to_vec2()) / 2.0);
        self.harness.hover_at(to);
        self.harness.run_steps(600);
    }

    #[track_caller]
    pub fn let_go(&mut self, at: Pos2) {
        self.button(at, false);
        self.settle();
    }

    #[track_caller]
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.hold(from, to);
        self.let_go(to);
    }

    /// The entry of the edit menu that says what undo would take back, or redo make again: `撤销：移动章节「甲」`.
    #[track_caller]
    pub fn step_name(&mut self, what: &str) -> String {
        self.click("编辑");
        let names = self.everything();
        self.key(Key::Escape);
        let prefix = format!("{what}：");
        let found = names.into_iter().find(|name| name.starts_with(&prefix));
        let found = found.unwrap_or_default();
        found.split(" Ctrl").next().unwrap_or_default().to_owned()
    }
}
