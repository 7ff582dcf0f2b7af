//! Typing on the page, with the keyboard and with an input method, through the real text boxes.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::sync::Arc;

use egui::{
    Context, Event, ImeEvent, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2,
};
use jianggao::edit::{Command, History, SnippetText};
use jianggao::model::{CharIdx, IdSource, SectionId, SectionKind, SnippetId, Speech};
use jianggao::ui::action::MenuAction;
use jianggao::ui::manuscript::{BoxId, ManuscriptInput, ManuscriptState, manuscript_ui};
use jianggao::ui::{Action, fonts, theme};

/// A window of 900 by 700 points with nothing but the manuscript in it.
struct Stage {
    ctx: Context,
    history: History,
    state: ManuscriptState,
    read_only: bool,
    /// Edits asked for since the last look.
    n_edits: usize,
    time: f64,
    ime: Option<egui::output::IMEOutput>,
    /// First words of each text on screen, and its height.
    texts: Vec<(String, f32)>,
}

/// Sections with bodies as given, a line feed between two paragraphs.
fn stage(bodies: &[&str]) -> Stage {
    let mut ids = IdSource::default();
    let mut sections = Vec::new();
    for (idx, body) in bodies.iter().enumerate() {
        let mut section = ids.section(&format!("章节{idx}"), SectionKind::Custom);
        section.paragraphs = body
            .split('\n')
            .map(|line| ids.paragraph(line, vec![]))
            .collect();
        sections.push(Arc::new(section));
    }
    let mut stage = Stage {
        ctx: Context::default(),
        history: History::new(Speech {
            sections,
            ..Speech::default()
        }),
        state: ManuscriptState::default(),
        read_only: false,
        n_edits: 0,
        time: 0.0,
        ime: None,
        texts: Vec::new(),
    };
    fonts::install(&stage.ctx);
    theme::apply(&stage.ctx, egui::ThemePreference::Light);
    stage.frames(2);
    stage
}

impl Stage {
    fn send(&mut self, events: impl IntoIterator<Item = Event>) {
        self.time += 0.1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(900.0, 700.0))),
            time: Some(self.time),
            events: events.into_iter().collect(),
            ..RawInput::default()
        };
        let mut actions = Vec::new();
        self.state.follow(&self.history);
        let (state, speech) = (&mut self.state, self.history.speech().clone());
        let read_only = self.read_only;
        let output = self.ctx.run_ui(input, |ui| {
            let input = ManuscriptInput {
                read_only,
                ..ManuscriptInput::new(&speech)
            };
            actions = manuscript_ui(ui, state, &input);
        });
        self.ime = output.platform_output.ime;
        output_is_used(output.textures_delta);
        self.texts = output
            .shapes
            .iter()
            .filter_map(|shape| match &shape.shape {
                egui::Shape::Text(text) => {
                    let words = text.galley.text().chars().take(8).collect();
                    Some((words, text.pos.y))
                }
                _ => None,
            })
            .collect();
        for action in actions {
            let outcome = match action {
                Action::Edit(command) => {
                    self.n_edits += 1;
                    self.history.apply(command).unwrap()
                }
                Action::InsertSnippet { snippet, place } => {
                    let inserted = SnippetText {
                        id: snippet,
                        title: String::new(),
                        text: "素材。".to_owned(),
                    };
                    let command = Command::InsertSnippet { inserted, place };
                    self.history.apply(command).unwrap()
                }
                Action::Menu(MenuAction::Undo) => self.history.undo(),
                Action::Menu(MenuAction::Redo) => self.history.redo(),
                other => panic!("unexpected {other:?}"),
            };
            if let Some(focus) = outcome.and_then(|outcome| outcome.focus) {
                self.state.after_edit(focus);
            }
        }
    }

    fn frames(&mut self, n: usize) {
        for _ in 0..n {
            self.send([]);
        }
    }

    fn id(&self, idx: usize) -> SectionId {
        self.history.speech().sections[idx].id
    }

    fn body(&self, idx: usize) -> String {
        self.history.speech().sections[idx].body()
    }

    /// The body with a bar where the caret is.
    fn shown(&self, idx: usize) -> String {
        let mut chars: Vec<char> = self.body(idx).chars().collect();
        if let Some((section, at)) = self.state.caret()
            && section == self.id(idx)
        {
            chars.insert(at.0, '‸');
        }
        chars.into_iter().collect()
    }

    fn caret(&mut self, idx: usize, at: usize) {
        self.select(idx, at, at);
    }

    fn select(&mut self, idx: usize, from: usize, to: usize) {
        let target = BoxId::Body(self.id(idx));
        self.state.select(target, CharIdx(from)..CharIdx(to));
        self.frames(2);
        self.n_edits = 0;
    }

    fn heading(&mut self, idx: usize, at: usize) {
        let target = BoxId::Heading(self.id(idx));
        self.state.go_to(target, CharIdx(at));
        self.frames(2);
    }

    fn key(&mut self, key: Key) {
        self.key_with(key, Modifiers::NONE);
    }

    fn key_with(&mut self, key: Key, modifiers: Modifiers) {
        self.send([press(key, modifiers)]);
        self.frames(1);
    }

    fn type_text(&mut self, text: &str) {
        self.send([Event::Text(text.to_owned())]);
        self.frames(1);
    }
}

/// The textures of a frame go to a renderer that is not there.
fn output_is_used(mut textures: egui::TexturesDelta) {
    textures.clear();
}

fn press(key: Key, modifiers: Modifiers) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}

fn preedit(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit {
        text: text.to_owned(),
        active_range_chars: None,
    })
}

fn commit(text: &str) -> Event {
    Event::Ime(ImeEvent::Commit(text.to_owned()))
}

// Input method.

#[test]
fn half_typed_pinyin_stays_out_of_the_speech() {
    let mut stage = stage(&["同志们"]);
    stage.caret(0, 3);
    for half in ["d", "da", "da'j", "da'jia"] {
        stage.send([preedit(half)]);
        assert_eq!(stage.body(0), "同志们");
        assert!(stage.state.is_composing());
    }
    assert_eq!(stage.n_edits, 0);
    stage.send([preedit(""), commit("大家好")]);
    assert_eq!(stage.n_edits, 1);
    assert_eq!(stage.body(0), "同志们大家好");
    stage.frames(2);
    assert_eq!(stage.shown(0), "同志们大家好‸");
    assert!(!stage.state.is_composing());
    assert_eq!(stage.n_edits, 1);
}

#[test]
fn chinese_is_accepted_at_every_position() {
    for at in 0..=5 {
        let mut stage = stage(&["一二\n三四"]);
        stage.caret(0, at);
        stage.send([preedit("zhong")]);
        stage.send([commit("中")]);
        stage.frames(1);
        let mut expected: Vec<char> = "一二\n三四".chars().collect();
        expected.splice(at..at, ['中', '‸']);
        assert_eq!(stage.shown(0), String::from_iter(expected));
    }
}

#[test]
fn backspace_during_composition_leaves_committed_text_alone() {
    let mut stage = stage(&["工作"]);
    stage.caret(0, 2);
    stage.send([preedit("ni")]);
    stage.send([press(Key::Backspace, Modifiers::NONE), preedit("n")]);
    stage.send([preedit(""), press(Key::Backspace, Modifiers::NONE)]);
    stage.frames(2);
    assert_eq!(stage.shown(0), "工作‸");
    assert_eq!(stage.n_edits, 0);
}

#[test]
fn full_width_marks_are_entered() {
    let mut stage = stage(&["好"]);
    stage.caret(0, 1);
    stage.send([commit("，")]);
    stage.send([Event::Text("。".to_owned())]);
    stage.send([preedit("a"), commit("！")]);
    stage.frames(1);
    assert_eq!(stage.shown(0), "好，。！‸");
}

#[test]
fn a_cancelled_composition_leaves_no_trace() {
    let mut stage = stage(&["同志们大家好"]);
    stage.select(0, 3, 5);
    let before = stage.history.state();
    stage.send([preedit("ni")]);
    stage.send([preedit("")]);
    stage.frames(2);
    assert_eq!(stage.body(0), "同志们大家好");
    assert_eq!(stage.history.state(), before);
    assert_eq!(stage.n_edits, 0);
    let selected = stage.state.selection();
    assert_eq!(
        selected,
        Some((BoxId::Body(stage.id(0)), CharIdx(3)..CharIdx(5)))
    );
}

#[test]
fn a_composition_over_a_selection_replaces_it_in_one_step() {
    let mut stage = stage(&["同志们大家好"]);
    stage.select(0, 3, 5);
    stage.send([preedit("ni")]);
    assert_eq!(stage.body(0), "同志们大家好");
    // X11 says that the composition is over in a frame of its own.
    stage.send([preedit("")]);
    stage.send([commit("你们")]);
    stage.frames(1);
    assert_eq!(stage.shown(0), "同志们你们‸好");
    assert_eq!(stage.n_edits, 1);
    stage.history.undo();
    stage.frames(1);
    assert_eq!(stage.body(0), "同志们大家好");
}

#[test]
fn the_next_word_may_begin_in_the_frame_of_a_commit() {
    let mut stage = stage(&["好"]);
    stage.caret(0, 1);
    stage.send([preedit("d")]);
    stage.send([commit("的"), preedit("s")]);
    assert_eq!(stage.body(0), "好的");
    assert!(stage.state.is_composing());
    stage.send([preedit("")]);
    stage.frames(2);
    assert_eq!(stage.shown(0), "好的‸");
}

#[test]
fn a_click_elsewhere_drops_half_typed_text() {
    let mut stage = stage(&["第一", "第二"]);
    stage.caret(0, 2);
    stage.send([preedit("ni")]);
    stage.caret(1, 1);
    stage.frames(2);
    assert_eq!(
        (stage.body(0), stage.body(1)),
        ("第一".to_owned(), "第二".to_owned())
    );
    assert!(!stage.state.is_composing());
    stage.send([commit("好")]);
    stage.frames(1);
    assert_eq!(stage.shown(1), "第好‸二");
}

#[test]
fn an_undo_from_elsewhere_during_composition_leaks_nothing() {
    let mut stage = stage(&["工作"]);
    stage.caret(0, 2);
    stage.type_text("好");
    stage.send([preedit("ni")]);
    stage.history.undo();
    stage.frames(2);
    assert_eq!(stage.shown(0), "工作‸");
    stage.type_text("。");
    assert_eq!(stage.shown(0), "工作。‸");
}

#[test]
fn a_heading_is_composed_like_a_body() {
    let mut stage = stage(&["正文"]);
    stage.heading(0, 2);
    stage.send([preedit("gong")]);
    assert_eq!(stage.history.speech().sections[0].heading, "章节0");
    stage.send([commit("工")]);
    stage.frames(1);
    assert_eq!(stage.history.speech().sections[0].heading, "章节工0");
}

#[test]
fn the_input_method_is_told_the_caret_and_not_the_box() {
    let mut stage = stage(&["同志们大家好"]);
    stage.caret(0, 2);
    let ime = stage.ime.unwrap();
    assert!(ime.rect.width() < 4.0 && ime.rect.height() < 40.0);
    assert_eq!(ime.rect, ime.cursor_rect);
}

// Keyboard.

#[test]
fn undo_is_the_speech_s_and_the_box_has_none() {
    let mut stage = stage(&["工作"]);
    stage.caret(0, 2);
    stage.type_text("甲");
    stage.type_text("乙");
    stage.key_with(Key::Z, Modifiers::COMMAND);
    assert_eq!(stage.shown(0), "工作‸");
    stage.key_with(Key::Z, Modifiers::COMMAND);
    assert_eq!(stage.shown(0), "工作‸");
    stage.key_with(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT);
    assert_eq!(stage.shown(0), "工作甲乙‸");
    stage.key_with(Key::Z, Modifiers::COMMAND);
    stage.key_with(Key::Y, Modifiers::COMMAND);
    assert_eq!(stage.shown(0), "工作甲乙‸");
}

#[test]
fn enter_splits_and_backspace_joins_paragraphs() {
    let mut stage = stage(&["一二三"]);
    stage.caret(0, 1);
    stage.key(Key::Enter);
    assert_eq!(stage.shown(0), "一\n‸二三");
    assert_eq!(stage.history.speech().sections[0].paragraphs.len(), 2);
    stage.key(Key::Backspace);
    assert_eq!(stage.shown(0), "一‸二三");
}

#[test]
fn backspace_at_the_start_of_a_section_deletes_nothing() {
    let mut stage = stage(&["一", "二"]);
    stage.caret(1, 0);
    stage.key(Key::Backspace);
    assert_eq!(stage.n_edits, 0);
    assert_eq!(stage.state.focused(), Some(BoxId::Heading(stage.id(1))));
    stage.key(Key::Backspace);
    assert_eq!(stage.history.speech().sections[1].heading, "章节");
    assert_eq!(
        (stage.body(0), stage.body(1)),
        ("一".to_owned(), "二".to_owned())
    );
}

#[test]
fn arrows_lead_from_section_to_section() {
    let mut stage = stage(&["一二三", "四五六"]);
    let (first, second) = (stage.id(0), stage.id(1));
    stage.caret(0, 3);
    stage.key(Key::ArrowRight);
    assert_eq!(stage.state.focused(), Some(BoxId::Heading(second)));
    stage.key(Key::ArrowLeft);
    assert_eq!(stage.state.caret(), Some((first, CharIdx(3))));
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    assert_eq!(stage.state.caret(), Some((second, CharIdx(3))));
    stage.key(Key::ArrowUp);
    stage.key(Key::ArrowUp);
    assert_eq!(stage.state.caret(), Some((first, CharIdx(3))));
    stage.key(Key::ArrowUp);
    assert_eq!(stage.state.focused(), Some(BoxId::Heading(first)));
    stage.key(Key::Enter);
    assert_eq!(stage.state.caret(), Some((first, CharIdx(0))));
    assert_eq!(stage.n_edits, 0);
}

#[test]
fn the_ends_of_the_speech_are_a_key_away() {
    let body = "这一段文字长到要占好几行。".repeat(30);
    let bodies = vec![body.as_str(); 40];
    let mut stage = stage(&bodies);
    stage.caret(0, 5);
    stage.key_with(Key::End, Modifiers::COMMAND);
    let n_chars = body.chars().count();
    assert_eq!(stage.state.caret(), Some((stage.id(39), CharIdx(n_chars))));
    stage.type_text("完");
    assert!(stage.body(39).ends_with("完"));
    stage.key_with(Key::Home, Modifiers::COMMAND);
    assert!(matches!(stage.state.focused(), Some(BoxId::Front(_))));
}

#[test]
fn pages_turn_through_the_whole_speech_and_back() {
    let body = "这一段文字长到要占好几行。".repeat(30);
    let bodies = vec![body.as_str(); 12];
    let mut stage = stage(&bodies);
    stage.caret(0, 5);
    let mut seen = Vec::new();
    for _ in 0..40 {
        stage.key(Key::PageDown);
        seen.push(stage.state.current_section().unwrap());
    }
    assert!(seen.is_sorted());
    assert_eq!(seen.last(), Some(&stage.id(11)));
    for _ in 0..60 {
        stage.key(Key::PageUp);
    }
    assert!(matches!(stage.state.focused(), Some(BoxId::Front(_))));
}

#[test]
fn a_paste_of_many_paragraphs_is_one_step() {
    let mut stage = stage(&["前后"]);
    stage.caret(0, 1);
    stage.send([Event::Paste(
        "　　一\r\n　　二\u{a0}段\u{200b}\u{2028}三\t格".to_owned(),
    )]);
    stage.frames(1);
    assert_eq!(stage.shown(0), "前一\n二 段\n三\t格‸后");
    assert_eq!(stage.n_edits, 1);
}

#[test]
fn a_paste_into_a_heading_stays_one_line() {
    let mut stage = stage(&["正文"]);
    stage.heading(0, 0);
    stage.send([Event::Paste("关于\r\n进一步".to_owned())]);
    stage.frames(1);
    assert_eq!(
        stage.history.speech().sections[0].heading,
        "关于进一步章节0"
    );
}

#[test]
fn a_read_only_manuscript_takes_no_text() {
    let mut stage = stage(&["正文"]);
    stage.caret(0, 2);
    stage.read_only = true;
    stage.type_text("多");
    stage.send([preedit("ni")]);
    stage.send([commit("你")]);
    stage.key(Key::Backspace);
    assert_eq!(stage.body(0), "正文");
    assert_eq!(stage.n_edits, 0);
}

// Going places.

#[test]
fn going_to_a_section_never_seen_shows_it_and_stays() {
    let body = "这一段文字长到要占好几行。".repeat(30);
    let bodies = vec![body.as_str(); 60];
    let mut stage = stage(&bodies);
    let id = stage.id(37);
    stage.state.go_to(BoxId::Heading(id), CharIdx(0));
    stage.frames(2);
    assert_eq!(stage.state.current_section(), Some(id));
    let place = stage.ime.unwrap().rect;
    assert!(place.top() > 0.0 && place.bottom() < 200.0);
    stage.frames(10);
    assert_eq!(stage.ime.unwrap().rect, place);
}

#[test]
fn nothing_jumps_when_a_guessed_height_turns_out_wrong() {
    // Guessed as if every letter were as wide as a Chinese character: twice too high.
    let bodies: Vec<String> = (0..40)
        .map(|idx| format!("{idx:04} ") + &"latin words are narrow ".repeat(20 + 7 * (idx % 5)))
        .collect();
    let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
    let mut stage = stage(&bodies);
    let id = stage.id(30);
    let start = BoxId::Body(id).anchor_at(CharIdx(0), stage.history.speech());
    stage.state.reveal(start.unwrap());
    stage.frames(3);
    let mut before = stage.texts.clone();
    let mut way = 0.0;
    for step in 0..120 {
        let wheel = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, if step < 100 { 60.0 } else { 0.0 }),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        };
        stage.send([pointer(450.0, 300.0), wheel]);
        let moves: Vec<f32> = stage
            .texts
            .iter()
            .filter_map(|(text, y)| {
                let (_, old) = before.iter().find(|(other, _)| other == text)?;
                Some(y - old)
            })
            .collect();
        let moved = moves.first().copied().unwrap_or_default();
        assert!(
            (-0.6..130.0).contains(&moved),
            "moved by {moved} in step {step}"
        );
        for other in &moves {
            assert!((other - moved).abs() < 1.1, "{moves:?} in step {step}");
        }
        way += moved;
        before.clone_from(&stage.texts);
    }
    assert!((way - 6000.0).abs() < 60.0, "scrolled {way}");
}

// Dragging.

fn pointer(x: f32, y: f32) -> Event {
    Event::PointerMoved(pos2(x, y))
}

fn button(x: f32, y: f32, pressed: bool) -> Event {
    Event::PointerButton {
        pos: pos2(x, y),
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

/// Drags a snippet to a place given relative to the caret's line: where a drop there lands.
fn drop_at(at: usize, below: f32, end: impl FnOnce(&mut Stage, f32, f32)) -> Stage {
    let mut stage = stage(&["第一段文字\n第二段文字"]);
    stage.caret(0, at);
    let caret = stage.ime.unwrap().rect;
    let (x, y) = (caret.center().x, caret.top() + below);
    stage.send([pointer(5.0, 5.0), button(5.0, 5.0, true)]);
    egui::DragAndDrop::set_payload(&stage.ctx, SnippetId::from("s"));
    stage.send([pointer(x, y)]);
    stage.frames(3);
    assert_eq!(stage.body(0), "第一段文字\n第二段文字");
    end(&mut stage, x, y);
    stage.frames(2);
    stage
}

fn let_go(stage: &mut Stage, x: f32, y: f32) {
    stage.send([button(x, y, false)]);
}

#[test]
fn a_snippet_dropped_on_text_lands_between_characters() {
    let stage = drop_at(2, 15.0, let_go);
    assert_eq!(stage.body(0), "第一素材。段文字\n第二段文字");
    let paragraph = &stage.history.speech().sections[0].paragraphs[0];
    assert_eq!(paragraph.sources, [SnippetId::from("s")]);
}

#[test]
fn a_snippet_dropped_between_paragraphs_becomes_one() {
    let stage = drop_at(2, 31.0, let_go);
    assert_eq!(stage.body(0), "第一段文字\n素材。\n第二段文字");
    let stage = drop_at(2, -1.0, let_go);
    assert_eq!(stage.body(0), "素材。\n第一段文字\n第二段文字");
}

#[test]
fn escape_cancels_a_drag() {
    let stage = drop_at(2, 15.0, |stage, x, y| {
        stage.key(Key::Escape);
        let_go(stage, x, y);
    });
    assert_eq!(stage.body(0), "第一段文字\n第二段文字");
}
