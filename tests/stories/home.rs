//! A user's home: files, settings, and what will be chosen in the dialogs.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::vec2;
use egui_kittest::Harness;
use jianggao::app::{Dialogs, Hand, Jobs, Options, Window};
use jianggao::model::Speech;
use jianggao::store::folders::Folders;
use jianggao::store::settings::{self, Settings};
use jianggao::store::speech_file;

use super::stage::Stage;

/// A user's home, in a folder that goes with the test.
#[derive(Clone)]
pub struct Home {
    folder: Rc<tempfile::TempDir>,
    answers: Arc<Answers>,
}

/// What the user will choose in the file dialogs.
#[derive(Default)]
struct Answers {
    chosen: Mutex<VecDeque<PathBuf>>,
    /// Files that were shown in their folders.
    shown: Mutex<Vec<PathBuf>>,
}

impl Answers {
    fn next(&self) -> Option<PathBuf> {
        self.chosen.lock().unwrap().pop_front()
    }
}

impl Dialogs for Answers {
    fn are_there(&self) -> bool {
        true
    }

    fn file_to_open(&self, _: &str, _: &[&str]) -> Option<PathBuf> {
        self.next()
    }

    fn files_to_open(&self, _: &str, _: &[&str]) -> Vec<PathBuf> {
        self.next().into_iter().collect()
    }

    fn folder_to_open(&self) -> Option<PathBuf> {
        self.next()
    }

    fn file_to_write(&self, _: &str, _: &str, _: &Path) -> Option<PathBuf> {
        self.next()
    }

    fn show_in_folder(&self, path: &Path) -> Result<(), String> {
        if !path.exists() {
            return Err("there is no such file".to_owned());
        }
        self.shown.lock().unwrap().push(path.to_owned());
        Ok(())
    }
}

impl Home {
    /// Before the first start.
    pub fn untouched() -> Self {
        Self {
            folder: Rc::new(tempfile::tempdir().unwrap()),
            answers: Arc::default(),
        }
    }

    /// Of somebody who knows the desk and has two snippets.
    pub fn new() -> Self {
        let home = Self::untouched();
        // The first start is a story of its own.
        let mut settings = Settings::default();
        settings.toured = true;
        settings::save(&home.folders().settings(), &settings).unwrap();
        home.write(
            "data/library/素材.ron",
            r#"(format: 1, name: "素材", snippets: [
                (id: "s1", unit: "甲市", region: "甲市", topics: ["宣讲"], text: ["甲市组织宣讲二百场。"]),
                (id: "s2", unit: "乙市", region: "乙市", topics: ["帮扶"], text: ["乙市帮扶一百人。"]),
            ])"#,
        );
        home
    }

    pub fn folders(&self) -> Folders {
        Folders::below(self.folder.path())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// A speech file made of a text with numbered headings.
    pub fn write_speech(&self, name: &str, text: &str) -> PathBuf {
        let bytes = speech_file::to_bytes(&jianggao::import::text(text).speech);
        self.write(name, &String::from_utf8(bytes).unwrap())
    }

    pub fn read_speech(&self, name: &str) -> Speech {
        speech_file::parse(self.read(name).as_bytes()).unwrap()
    }

    /// The number of recovery copies.
    pub fn n_copies(&self) -> usize {
        let copies = std::fs::read_dir(self.folders().recovery());
        let entries = copies.into_iter().flatten();
        entries
            .filter(|entry| {
                let path = entry.as_ref().unwrap().path();
                path.extension().is_some_and(|extension| extension == "jg")
            })
            .count()
    }

    /// What the user will choose in the next dialog.
    pub fn will_choose(&self, path: &Path) {
        self.answers
            .chosen
            .lock()
            .unwrap()
            .push_back(path.to_owned());
    }

    /// The files that were shown in their folders.
    pub fn shown_in_folders(&self) -> Vec<PathBuf> {
        self.answers.shown.lock().unwrap().clone()
    }

    /// Starts the program as its command line does: on a file, or on whatever was open last.
    pub fn start(&self, file: Option<PathBuf>) -> Stage {
        let mut options = Options {
            file,
            ..Options::default()
        };
        let settings = options.read_settings(Some(&self.folders()));
        let (folders, answers) = (self.folders(), self.answers.clone());
        let mut start = Some((settings, options));
        let commands = Rc::new(RefCell::new(Vec::new()));
        let asked = commands.clone();
        let hand = Hand::default();
        let jobs = hand.clone();
        let clock = Rc::new(Cell::new(Instant::now()));
        let time = clock.clone();
        let draw = move |ui: &mut egui::Ui, window: &mut Option<Window>| {
            if let Some((settings, options)) = start.take() {
                let ctx = ui.ctx().clone();
                let jobs = Jobs::by_hand(ctx.clone(), answers.clone(), jobs.clone());
                *window = Some(Window::with_jobs(
                    &ctx,
                    jobs,
                    options,
                    settings,
                    Some(folders.clone()),
                ));
            }
            // As long as the harness says that a frame takes.
            time.set(time.get() + Duration::from_secs(1) / 60);
            window.as_mut().unwrap().frame(ui, time.get());
            let asked = ui.ctx().viewport(|viewport| viewport.commands.clone());
            commands.borrow_mut().extend(asked);
        };
        let harness = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(40)
            .with_context_setup(jianggao::ui::fonts::install)
            .build_ui_state(draw, None);
        let mut stage = Stage {
            home: self.clone(),
            harness,
            commands: asked,
            jobs: hand,
            clock,
        };
        stage.settle();
        stage
    }
}
