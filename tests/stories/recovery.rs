//! A crash: what was not saved is offered at the next start, and nothing is lost whatever is answered.

use std::time::Duration;

use egui::Key;

use super::home::Home;
use super::stage::{Stage, open};

const SPEECH: &str = "稿\n一、甲\n甲文。";

/// Writes 好 and waits until the recovery copy must be there.
fn write_on(stage: &mut Stage) {
    stage.put_caret("甲", 3);
    stage.type_text("好");
    stage.wait(Duration::from_millis(750));
}

/// The next start after a window was killed with unsaved words in it.
fn crashed() -> Stage {
    let mut stage = open(SPEECH);
    write_on(&mut stage);
    let home = stage.home.clone();
    // A window that is merely dropped has no chance to tidy up.
    drop(stage);
    let stage = home.start(None);
    stage.assert_shows("恢复未保存的内容吗？");
    stage.assert_shows("“讲话.jg”");
    stage
}

#[test]
fn unsaved_words_are_restored_and_the_file_waits_for_a_save() {
    let mut stage = crashed();
    let before = stage.home.read("讲话.jg");
    stage.click("恢复");
    assert_eq!(stage.body("甲"), "甲文。好");
    stage.assert_shows("未保存");
    assert_eq!(stage.home.read("讲话.jg"), before);
    stage.ctrl(Key::S);
    assert_eq!(stage.home.read_speech("讲话.jg"), *stage.speech());
    assert_eq!(stage.home.n_copies(), 0);
    let home = stage.home.clone();
    stage.close();
    assert!(!home.start(None).shows("恢复未保存的内容吗？"));
}

#[test]
fn a_second_crash_right_after_the_first_loses_nothing() {
    let mut stage = crashed();
    stage.click("恢复");
    let home = stage.home.clone();
    drop(stage);
    let mut stage = home.start(None);
    stage.assert_shows("恢复未保存的内容吗？");
    stage.click("恢复");
    assert_eq!(stage.body("甲"), "甲文。好");
    // Later there is one copy, not one for each crash.
    stage.wait(Duration::from_millis(750));
    stage.settle();
    assert_eq!(home.n_copies(), 1);
}

#[test]
fn the_last_saved_state_is_opened_when_wanted() {
    let mut stage = crashed();
    stage.click("打开上次保存的");
    assert_eq!(stage.body("甲"), "甲文。");
    stage.assert_shows("已保存");
    assert_eq!(stage.home.n_copies(), 0);
}

#[test]
fn both_are_kept_when_wanted() {
    let mut stage = crashed();
    stage.click("两份都留");
    assert_eq!(stage.body("甲"), "甲文。");
    let kept = stage.home.read_speech("讲话（恢复）.jg");
    assert_eq!(kept.sections[0].body(), "甲文。好");
    assert_eq!(stage.home.n_copies(), 0);
}

#[test]
fn escape_keeps_both() {
    let mut stage = crashed();
    stage.key(Key::Escape);
    assert_eq!(stage.body("甲"), "甲文。");
    let kept = stage.home.read_speech("讲话（恢复）.jg");
    assert_eq!(kept.sections[0].body(), "甲文。好");
}

#[test]
fn a_speech_that_never_had_a_file_is_restored() {
    let home = Home::new();
    let mut stage = home.start(None);
    stage.choose("新建…");
    stage.click("空白讲话稿");
    stage.click("标题");
    stage.type_text("没存过");
    stage.wait(Duration::from_millis(750));
    drop(stage);
    let mut stage = home.start(None);
    stage.assert_shows("“未命名的讲话稿”");
    stage.click("恢复");
    assert_eq!(stage.speech().front.title, "没存过");
    assert!(!stage.asks_to_close());
}

#[test]
fn what_others_wrote_since_the_crash_is_not_written_over() {
    let mut stage = open(SPEECH);
    write_on(&mut stage);
    let home = stage.home.clone();
    drop(stage);
    home.write_speech("讲话.jg", "别人的稿\n一、甲");
    let mut stage = home.start(None);
    stage.click("恢复");
    stage.ctrl(Key::S);
    stage.assert_shows("文件已被改动");
    assert_eq!(home.read_speech("讲话.jg").front.title, "别人的稿");
}

#[test]
fn the_copy_stays_when_there_is_no_saved_state_to_open() {
    let mut stage = open(SPEECH);
    write_on(&mut stage);
    let home = stage.home.clone();
    drop(stage);
    std::fs::remove_file(home.path("讲话.jg")).unwrap();
    let mut stage = home.start(None);
    stage.click("打开上次保存的");
    stage.assert_shows("打不开“讲话.jg”");
    assert_eq!(home.n_copies(), 1);
}

#[test]
fn both_are_kept_however_often() {
    for n in 1..=3 {
        let home = Home::new();
        for earlier in ["讲话（恢复）.jg", "讲话（恢复 2）.jg"].iter().take(n - 1) {
            home.write_speech(earlier, "早先的稿");
        }
        let path = home.write_speech("讲话.jg", SPEECH);
        let mut stage = home.start(Some(path));
        write_on(&mut stage);
        drop(stage);
        home.start(None).click("两份都留");
        let names = ["讲话（恢复）.jg", "讲话（恢复 2）.jg", "讲话（恢复 3）.jg"];
        for (idx, name) in names.iter().enumerate().take(n) {
            let is_new = home.read_speech(name).front.title == "稿";
            assert_eq!(is_new, idx + 1 == n, "{name}");
        }
    }
}

#[test]
fn a_speech_without_a_file_waits_or_goes() {
    let home = Home::new();
    let mut stage = home.start(None);
    stage.choose("新建…");
    stage.click("空白讲话稿");
    stage.click("标题");
    stage.type_text("没存过");
    stage.wait(Duration::from_millis(750));
    drop(stage);
    for answer in ["以后再说", "以后再说"] {
        let mut stage = home.start(None);
        stage.click(answer);
        assert_eq!(home.n_copies(), 1);
    }
    home.start(None).click("丢弃");
    assert_eq!(home.n_copies(), 0);
}

#[test]
fn a_copy_that_cannot_be_read_is_shown_and_kept() {
    let home = Home::new();
    home.write("state/recovery/speech-0.jg", "Speech(");
    let stage = home.start(None);
    stage.assert_shows("恢复副本读不出来");
    assert_eq!(home.read("state/recovery/speech-0.damaged-0"), "Speech(");
    stage.assert_shows("speech-0.damaged-0");
    // It is said once.
    assert!(!home.start(None).shows("恢复副本读不出来"));
}

#[test]
fn saved_words_leave_no_copy() {
    let mut stage = open(SPEECH);
    write_on(&mut stage);
    assert_eq!(stage.home.n_copies(), 1);
    stage.ctrl(Key::S);
    assert_eq!(stage.home.n_copies(), 0);
}

#[test]
fn the_words_of_two_crashed_windows_are_both_offered() {
    let home = Home::new();
    let first = home.write_speech("第一份.jg", SPEECH);
    let second = home.write_speech("第二份.jg", SPEECH);
    let mut stages = [home.start(Some(first)), home.start(Some(second))];
    stages.iter_mut().for_each(write_on);
    drop(stages);
    let mut stage = home.start(None);
    stage.assert_shows("恢复未保存的内容吗？");
    stage.click("恢复");
    stage.ctrl(Key::S);
    stage.close();
    let mut stage = home.start(None);
    stage.assert_shows("恢复未保存的内容吗？");
    stage.click("恢复");
    stage.ctrl(Key::S);
    for name in ["第一份.jg", "第二份.jg"] {
        assert_eq!(home.read_speech(name).sections[0].body(), "甲文。好");
    }
}

#[test]
fn a_copy_that_a_dying_window_still_holds_is_offered_when_it_is_gone() {
    let mut dying = open(SPEECH);
    write_on(&mut dying);
    let home = dying.home.clone();
    let other = home.write_speech("第二份.jg", "稿二\n一、乙\n乙文。");
    let mut stage = home.start(Some(other));
    assert!(!stage.shows("恢复未保存的内容吗？"));
    drop(dying);
    stage.wait(Duration::from_secs(1));
    assert!(!stage.shows("恢复未保存的内容吗？"));
    stage.wait(Duration::from_secs(1));
    stage.assert_shows("“讲话.jg”有没有保存的内容（刚才，");
    stage.assert_shows("字）");
    stage.assert_shows("现在打开的“第二份.jg”会关上");
    stage.click("恢复");
    assert_eq!(stage.body("甲"), "甲文。好");
}

#[test]
fn restoring_asks_about_what_was_written_in_another_speech_meanwhile() {
    let mut dying = open(SPEECH);
    write_on(&mut dying);
    let home = dying.home.clone();
    let other = home.write_speech("第二份.jg", "稿二\n一、乙\n乙文。");
    let mut stage = home.start(Some(other));
    drop(dying);
    stage.put_caret("乙", 3);
    stage.type_text("新");
    stage.wait(Duration::from_secs(10));
    stage.click("恢复");
    stage.assert_shows("保存改动吗？");
    assert_eq!(stage.body("乙"), "乙文。新");
    stage.click("保存");
    assert_eq!(stage.body("甲"), "甲文。好");
    assert_eq!(home.read_speech("第二份.jg").sections[0].body(), "乙文。新");
}

#[test]
fn a_copy_is_offered_once() {
    let mut dying = open(SPEECH);
    write_on(&mut dying);
    let home = dying.home.clone();
    let mut alive = home.start(Some(home.write_speech("第二份.jg", SPEECH)));
    write_on(&mut alive);
    drop(dying);
    // The copy of the window that is alive has the next one look again.
    let mut stage = home.start(Some(home.write_speech("第三份.jg", "稿三\n一、丙")));
    stage.click("两份都留");
    stage.wait(Duration::from_secs(40));
    assert!(!stage.shows("恢复未保存的内容吗？"));
}
