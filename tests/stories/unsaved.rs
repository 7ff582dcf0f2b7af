//! Unsaved words: nothing gives them up without a question.

use egui::Key;

use super::files::{SPEECH, written};
use super::home::Home;
use super::stage::open;

#[test]
fn closing_with_unsaved_words_asks_first() {
    let mut stage = written();
    assert!(!stage.asks_to_close());
    stage.assert_shows("保存改动吗？");
    stage.click("取消");
    assert!(!stage.has_asked_for("Close"));
    assert_eq!(stage.body("甲"), "甲文。好");

    assert!(!stage.asks_to_close());
    stage.click("不保存");
    assert!(stage.has_asked_for("Close"));
    assert!(stage.asks_to_close());
    assert_eq!(
        stage.home.read_speech("讲话.jg"),
        jianggao::import::text(SPEECH).speech
    );

    let mut stage = written();
    assert!(!stage.asks_to_close());
    stage.click("保存");
    assert!(stage.has_asked_for("Close"));
    assert!(stage.asks_to_close());
    assert_eq!(stage.home.read_speech("讲话.jg"), *stage.speech());
}

#[test]
fn opening_and_starting_anew_ask_first_too() {
    for words in ["打开…", "新建…", "打开上手引导"] {
        let mut stage = written();
        let home = stage.home.clone();
        let other = home.write_speech("第二份.jg", "稿二\n一、乙");
        home.will_choose(&other);
        stage.choose(words);
        if words == "新建…" {
            stage.click("空白讲话稿");
        }
        stage.assert_shows("保存改动吗？");
        assert_eq!(stage.body("甲"), "甲文。好");
        stage.click("不保存");
        assert_ne!(stage.tree(), "甲", "{words}");
    }
}

#[test]
fn a_save_that_fails_keeps_the_window_open() {
    let home = Home::new();
    let path = home.write_speech("夹/讲话.jg", SPEECH);
    let mut stage = home.start(Some(path));
    stage.put_caret("甲", 3);
    stage.type_text("好");
    std::fs::rename(home.path("夹"), home.path("新夹")).unwrap();
    assert!(!stage.asks_to_close());
    stage.click("保存");
    stage.assert_shows("没有保存“讲话.jg”");
    assert!(!stage.has_asked_for("Close"));
    assert!(!stage.asks_to_close());
    assert_eq!(stage.body("甲"), "甲文。好");
}

#[test]
fn a_dialog_without_an_answer_gives_nothing_up() {
    let home = Home::new();
    let mut stage = home.start(None);
    stage.choose("新建…");
    stage.click("空白讲话稿");
    stage.click("标题");
    stage.type_text("新稿");
    stage.ctrl(Key::O);
    stage.click("保存");
    assert_eq!(stage.speech().front.title, "新稿");
    stage.assert_shows("未保存");
    stage.ctrl(Key::O);
    stage.click("不保存");
    assert_eq!(stage.speech().front.title, "新稿");
    assert!(
        !stage.asks_to_close(),
        "the words are still to be asked about"
    );
}

#[test]
fn undone_to_what_is_saved_is_saved() {
    let mut stage = open(SPEECH);
    stage.put_caret("甲", 3);
    stage.type_text("好");
    stage.ctrl(Key::S);
    stage.ctrl(Key::Z);
    stage.assert_shows("未保存");
    assert!(stage.has_asked_for("Title(\"● 讲话.jg — 讲稿\")"));
    stage.ctrl(Key::Y);
    stage.assert_shows("已保存");
    assert!(stage.has_asked_for("Title(\"讲话.jg — 讲稿\")"));
    assert!(stage.asks_to_close());
}
