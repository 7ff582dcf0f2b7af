//! Which strokes are one step of undo, how far undo reaches, and what the state is called.

use crate::edit::{Command, History, StepName};
use crate::model::{CharIdx, FrontField, SectionId, Splice};

use super::{parse, show, trimmed};

struct Typist {
    history: History,
    section: SectionId,
    at: usize,
}

impl Typist {
    fn at(fixture: &str) -> Self {
        let (speech, mark) = parse(fixture);
        let (section, at) = match mark {
            Some(mark) => (mark.section, mark.at.0),
            None => (speech.sections.first().unwrap().id, 0),
        };
        let history = History::new(speech);
        Self {
            history,
            section,
            at,
        }
    }

    /// One stroke: removes before and behind the caret, inserts.
    fn stroke(&mut self, n_before: usize, n_behind: usize, insert: &str) {
        self.at -= n_before;
        let splice = Splice {
            at: CharIdx(self.at),
            n_removed: n_before + n_behind,
            insert: insert.to_owned(),
        };
        self.at += insert.chars().count();
        let section = self.section;
        let command = Command::EditBody { section, splice };
        self.history.apply(command).unwrap();
    }

    /// One stroke for each character; `<` is Backspace, `>` the Delete key.
    fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.chars() {
            match key {
                '<' => self.stroke(1, 0, ""),
                '>' => self.stroke(0, 1, ""),
                key => self.stroke(0, 0, &key.to_string()),
            }
        }
        self
    }
}

/// Types the keys and takes everything back, a text after each undo.
#[track_caller]
fn check_run(before: &str, keys: &str, texts: &[&str]) {
    let mut typist = Typist::at(before);
    let start = typist.history.speech().clone();
    typist.keys(keys);
    let mut seen = Vec::new();
    loop {
        seen.push(
            typist
                .history
                .speech()
                .section(typist.section)
                .unwrap()
                .body(),
        );
        if typist.history.undo().is_none() {
            break;
        }
    }
    assert_eq!(seen, texts);
    assert_eq!(typist.history.speech(), &start);
    assert_eq!(typist.history.state(), 0);
    while typist.history.redo().is_some() {}
    let end = typist.history.speech().section(typist.section).unwrap();
    assert_eq!(end.body(), *texts.first().unwrap());
}

#[test]
fn a_run_of_typing_is_one_step() {
    check_run("## 一\n前‸后", "各项工作", &["前各项工作后", "前后"]);
}

#[test]
fn a_run_in_an_empty_section_is_one_step() {
    check_run("## 一", "各项工作", &["各项工作", ""]);
}

#[test]
fn a_run_ends_with_its_sentence_and_with_enter() {
    check_run(
        "## 一\n‸",
        "甲。乙！丙",
        &["甲。乙！丙", "甲。乙！", "甲。", ""],
    );
    check_run("## 一\n‸", "甲\n乙", &["甲\n乙", "甲\n", "甲", ""]);
}

#[test]
fn a_correction_belongs_to_the_run() {
    check_run("## 一\n前‸", "甲乙丙<<丁", &["前甲丁", "前"]);
}

#[test]
fn what_is_typed_and_deleted_again_leaves_no_step() {
    check_run("## 一\n前‸", "甲乙<<", &["前"]);
}

#[test]
fn deleting_runs_backwards_and_forwards() {
    check_run("## 一\n甲乙丙‸丁戊", "<<", &["甲丁戊", "甲乙丙丁戊"]);
    check_run("## 一\n甲乙丙‸丁戊", ">>", &["甲乙丙", "甲乙丙丁戊"]);
    check_run("## 一\n甲乙‸丙丁", "<>", &["甲丁", "甲乙丙丁"]);
}

#[test]
fn deleting_into_old_text_is_a_step_of_its_own() {
    check_run("## 一\n旧文‸", "新<<", &["旧", "旧文"]);
    check_run("## 一\n旧文‸", "新字<<<", &["旧", "旧文"]);
}

#[test]
fn seal_ends_the_run() {
    let mut typist = Typist::at("## 一\n‸");
    typist.keys("甲乙").history.seal();
    typist.keys("丙");
    typist.history.undo();
    assert_eq!(show(typist.history.speech()), trimmed("## 一\n甲乙"));
}

#[test]
fn a_paste_stands_alone() {
    let mut typist = Typist::at("## 一\n‸");
    typist.keys("甲");
    typist.stroke(0, 0, &"贴".repeat(30));
    typist.keys("乙");
    assert_eq!(typist.history.undo_name(), Some(&StepName::Type));
    typist.history.undo();
    assert_eq!(typist.history.undo_name(), Some(&StepName::Paste));
    typist.history.undo();
    assert_eq!(show(typist.history.speech()), trimmed("## 一\n甲"));
}

#[test]
fn a_run_of_typing_in_a_heading_or_the_title_is_one_step() {
    let (start, _) = parse("# 题\n## 一");
    let mut history = History::new(start.clone());
    let section = start.sections.first().unwrap().id;
    for heading in ["一年", "一年来", "一年来的工作。"] {
        let heading = heading.to_owned();
        history
            .apply(Command::SetHeading { section, heading })
            .unwrap();
    }
    for text in ["题目", "题目二"] {
        let field = FrontField::Title;
        let text = text.to_owned();
        history.apply(Command::SetFront { field, text }).unwrap();
    }
    history.undo();
    assert_eq!(show(history.speech()), trimmed("# 题\n## 一年来的工作。"));
    history.undo();
    assert_eq!(history.speech(), &start);
    assert!(history.undo().is_none());
}

#[test]
fn undo_comes_back_to_the_state_that_was_saved() {
    let mut typist = Typist::at("## 一\n‸");
    typist.keys("甲。");
    let saved = typist.history.state();
    typist.keys("乙。");
    assert_ne!(typist.history.state(), saved);
    typist.history.undo();
    assert_eq!(typist.history.state(), saved);
    typist.history.redo();
    assert_ne!(typist.history.state(), saved);
    typist.history.undo();
    typist.at = 2;
    typist.keys("丙");
    assert_ne!(typist.history.state(), saved);
    assert_eq!(typist.history.redo_name(), None);
}

#[test]
fn ten_thousand_steps_can_be_taken_back() {
    let (start, _) = parse("## 一");
    let section = start.sections.first().unwrap().id;
    let mut history = History::new(start);
    for step in 0..10_001 {
        let numbered = step % 2 == 1;
        history
            .apply(Command::SetNumbered { section, numbered })
            .unwrap();
    }
    let mut n_steps = 0;
    while history.undo().is_some() {
        n_steps += 1;
    }
    assert_eq!(n_steps, 10_000);
    assert_eq!(show(history.speech()), trimmed("## ~一"));
}
