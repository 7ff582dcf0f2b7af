//! What a keystroke costs the screen's thread: events to triangles, the edit included; in the manuscript alone, and in
//! the whole window with outline, counts and library.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use jianggao::app::{Jobs, Options, SystemDialogs, Window};
use jianggao::edit::History;
use jianggao::model::{CharIdx, IdSource, SectionKind, Speech};
use jianggao::store::folders::Folders;
use jianggao::store::settings::Settings;
use jianggao::store::speech_file;
use jianggao::ui::manuscript::{BoxId, ManuscriptInput, ManuscriptState, manuscript_ui};
use jianggao::ui::{Action, fonts, theme};

/// 50 characters.
const SENTENCE: &str = "各地各单位要进一步统一思想、提高认识，坚持围绕中心、服务大局，把各项工作任务落到实处，取得新的成效。加油";

struct Desk {
    ctx: Context,
    history: History,
    state: ManuscriptState,
    time: f64,
    deletes: bool,
}

fn speech(n_sections: usize, chars_per_section: usize, chars_per_paragraph: usize) -> Speech {
    let mut ids = IdSource::default();
    let paragraph = SENTENCE.repeat(chars_per_paragraph / 50);
    let mut sections = Vec::new();
    for idx in 0..n_sections {
        let mut section = ids.section(&format!("第{idx}项工作"), SectionKind::Custom);
        section.paragraphs = (0..chars_per_section / chars_per_paragraph)
            .map(|_| ids.paragraph(&paragraph, vec![]))
            .collect();
        sections.push(Arc::new(section));
    }
    Speech {
        sections,
        ..Speech::default()
    }
}

/// The manuscript of such a speech; the caret is in the middle section.
fn desk(n_sections: usize, chars_per_section: usize, chars_per_paragraph: usize) -> Desk {
    let speech = speech(n_sections, chars_per_section, chars_per_paragraph);
    let middle = speech
        .sections
        .get(n_sections / 2)
        .map(|section| section.id);
    let mut desk = Desk {
        ctx: Context::default(),
        history: History::new(speech),
        state: ManuscriptState::default(),
        time: 0.0,
        deletes: false,
    };
    fonts::install(&desk.ctx);
    theme::apply(&desk.ctx, egui::ThemePreference::Light);
    desk.frame(vec![]);
    if let Some(section) = middle {
        let at = CharIdx(chars_per_section / 2);
        desk.state.go_to(BoxId::Body(section), at);
    }
    for _ in 0..4 {
        desk.frame(vec![]);
    }
    desk
}

/// A character, and the next time the key that deletes it.
fn keystroke_event(deletes: &mut bool) -> Event {
    *deletes = !*deletes;
    if *deletes {
        Event::Text("字".to_owned())
    } else {
        Event::Key {
            key: Key::Backspace,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }
}

impl Desk {
    fn frame(&mut self, events: Vec<Event>) {
        self.time += 0.05;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 900.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let mut actions = Vec::new();
        let (state, history) = (&mut self.state, &self.history);
        let mut output = self.ctx.run_ui(input, |ui| {
            state.follow(history);
            let input = ManuscriptInput::new(history.speech());
            actions = manuscript_ui(ui, state, &input);
        });
        output.textures_delta.clear();
        black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        for action in actions {
            if let Action::Edit(command) = action {
                let outcome = self.history.apply(command).expect("the place is there");
                if let Some(focus) = outcome.and_then(|outcome| outcome.focus) {
                    self.state.after_edit(focus);
                }
            }
        }
    }

    /// Types a character, or deletes it again: the speech stays as long as it is.
    fn keystroke(&mut self) {
        let event = keystroke_event(&mut self.deletes);
        let before = self.history.state();
        self.frame(vec![event]);
        assert_ne!(self.history.state(), before, "the keystroke has arrived");
    }
}

fn keystroke(c: &mut Criterion) {
    let mut group = c.benchmark_group("keystroke");
    for (name, n_sections, chars_per_section, chars_per_paragraph) in [
        ("14,000 = 10 x 1,400", 10, 1_400, 200),
        ("14,000 in one section", 1, 14_000, 250),
        ("1,400,000 = 100 x 14,000", 100, 14_000, 250),
        ("1,400,000 = 2,000 x 700", 2_000, 700, 350),
        ("6,000 in one paragraph", 1, 6_000, 6_000),
    ] {
        let mut desk = desk(n_sections, chars_per_section, chars_per_paragraph);
        group.bench_function(name, |bencher| bencher.iter(|| desk.keystroke()));
    }
    group.finish();
}

/// The whole window on a speech, its caret in the text.
struct WholeWindow {
    ctx: Context,
    window: Window,
    time: f64,
    deletes: bool,
    _home: tempfile::TempDir,
}

impl WholeWindow {
    fn open(speech: &Speech) -> Self {
        let home = tempfile::tempdir().expect("a folder for the speech");
        let file = home.path().join("speech.jg");
        std::fs::write(&file, speech_file::to_bytes(speech)).expect("room for the speech");
        let ctx = Context::default();
        let options = Options {
            file: Some(file),
            ..Options::default()
        };
        let folders = Some(Folders::below(home.path()));
        let jobs = Jobs::new(ctx.clone(), Arc::new(SystemDialogs::default()));
        let mut opened = Self {
            window: Window::with_jobs(&ctx, jobs, options, Settings::default(), folders),
            ctx,
            time: 0.0,
            deletes: false,
            _home: home,
        };
        while opened.window.speech().sections.is_empty() {
            opened.frame(vec![]);
        }
        let at = Pos2::new(640.0, 600.0);
        opened.frame(vec![Event::PointerMoved(at)]);
        for _ in 0..20 {
            opened.frame(vec![Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, -900.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            }]);
        }
        for pressed in [true, false] {
            opened.frame(vec![Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            }]);
        }
        for _ in 0..4 {
            opened.frame(vec![]);
        }
        opened
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.time += 0.05;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 900.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let window = &mut self.window;
        let mut output = self
            .ctx
            .run_ui(input, |ui| window.frame(ui, Instant::now()));
        output.textures_delta.clear();
        black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
    }

    fn keystroke(&mut self) {
        let event = keystroke_event(&mut self.deletes);
        let before = self.window.speech().clone();
        self.frame(vec![event]);
        let is_same = std::iter::zip(&before.sections, &self.window.speech().sections)
            .all(|(before, after)| Arc::ptr_eq(before, after));
        assert!(!is_same, "the keystroke has arrived");
    }
}

fn window_keystroke(c: &mut Criterion) {
    let mut group = c.benchmark_group("keystroke in the window");
    for (name, n_sections, chars_per_section, chars_per_paragraph) in [
        ("14,000 = 10 x 1,400", 10, 1_400, 200),
        ("1,400,000 = 100 x 14,000", 100, 14_000, 250),
        ("1,400,000 = 2,000 x 700", 2_000, 700, 350),
    ] {
        let speech = speech(n_sections, chars_per_section, chars_per_paragraph);
        let mut opened = WholeWindow::open(&speech);
        group.bench_function(name, |bencher| bencher.iter(|| opened.keystroke()));
    }
    group.finish();
}

fn still_frame(c: &mut Criterion) {
    let mut desk = desk(2_000, 700, 350);
    c.bench_function("frame without input, 1,400,000 = 2,000 x 700", |bencher| {
        bencher.iter(|| desk.frame(vec![]));
    });
}

fn first_frame(c: &mut Criterion) {
    c.bench_function("first frames, 1,400,000 = 100 x 14,000", |bencher| {
        bencher.iter(|| black_box(desk(100, 14_000, 250)));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = keystroke, window_keystroke, still_frame, first_frame
}
criterion_main!(benches);
