//! What happens between two jobs: keys right behind each other, jobs that wait, are called off or break.

use egui::{Event, Key, Modifiers};

use super::files::{SPEECH, written};
use super::home::Home;
use super::stage::{Stage, open};

/// A press of Ctrl and a key.
fn ctrl(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    }
}

fn text(text: &str) -> Event {
    Event::Text(text.to_owned())
}

#[test]
fn a_save_right_behind_the_last_keys_has_them() {
    let mut stage = written();
    stage.events_at_once([text("的"), text("稿"), ctrl(Key::S)]);
    assert_eq!(stage.body("甲"), "甲文。好的稿");
    assert_eq!(stage.home.read_speech("讲话.jg"), *stage.speech());
    stage.assert_shows("已保存");
}

#[test]
fn an_export_right_behind_the_last_keys_has_them() {
    let mut stage = written();
    let path = stage.home.path("讲话.docx");
    stage.home.will_choose(&path);
    stage.events_at_once([text("的"), ctrl(Key::E)]);
    let imported = jianggao::import::docx(&std::fs::read(path).unwrap(), &|| false).unwrap();
    assert_eq!(imported.speech.sections[0].body(), "甲文。好的");
}

#[test]
fn an_export_right_behind_an_error_names_it() {
    let mut stage = written();
    stage.events_at_once([text("籍此机会"), ctrl(Key::E)]);
    stage.assert_shows("导出前还有错误");
}

#[test]
fn a_review_right_behind_the_last_keys_has_them() {
    let mut stage = written();
    let f8 = Event::Key {
        key: Key::F8,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    stage.events_at_once([text("籍此机会"), f8]);
    assert!(!stage.shows("没有发现问题"));
}

#[test]
fn closing_right_behind_the_last_keys_asks() {
    let mut stage = written();
    stage.ctrl(Key::S);
    stage.harness.input_mut().events.push(text("的"));
    assert!(!stage.asks_to_close());
    stage.assert_shows("保存改动吗？");
}

#[test]
fn two_saves_at_once_are_two_saves() {
    let mut stage = written();
    stage.jobs.hold();
    stage.ctrl(Key::S);
    stage.type_text("的");
    stage.ctrl(Key::S);
    stage.ctrl(Key::S);
    while stage.jobs.waiting().contains(&"正在保存…") {
        stage.finish_job("正在保存…");
    }
    assert!(!stage.shows("文件已被改动"));
    stage.assert_shows("已保存");
    assert_eq!(stage.home.read_speech("讲话.jg"), *stage.speech());
}

#[test]
fn a_save_that_broke_does_not_stand_in_the_way() {
    let mut stage = written();
    stage.jobs.hold();
    stage.ctrl(Key::S);
    stage.break_job("正在保存…");
    stage.assert_shows("程序内部出错");
    stage.assert_shows("未保存");
    stage.jobs.let_go();
    stage.ctrl(Key::S);
    stage.assert_shows("已保存");
}

/// Another speech is being opened, and the user has agreed to lose what is not saved; how the opening ends is to be told.
fn leaving_for(name: &str) -> Stage {
    let mut stage = written();
    let home = stage.home.clone();
    stage.wait(std::time::Duration::from_secs(1));
    assert_eq!(home.n_copies(), 1);
    home.will_choose(&home.path(name));
    stage.jobs.hold();
    stage.ctrl(Key::O);
    stage.click("不保存");
    stage.finish_job("选择文件");
    stage
}

#[track_caller]
fn assert_still_asks(mut stage: Stage) {
    assert_eq!(stage.body("甲"), "甲文。好");
    assert!(!stage.asks_to_close());
    stage.assert_shows("保存改动吗？");
    assert_eq!(stage.home.n_copies(), 1);
}

#[test]
fn what_was_given_up_for_an_opening_that_fails_is_asked_about_again() {
    let mut stage = leaving_for("没有.jg");
    stage.finish_job("正在打开…");
    stage.assert_shows("打不开“没有.jg”");
    assert_still_asks(stage);
}

#[test]
fn what_was_given_up_for_an_opening_that_breaks_is_asked_about_again() {
    let mut stage = leaving_for("没有.jg");
    stage.break_job("正在打开…");
    assert_still_asks(stage);
}

#[test]
fn what_was_given_up_for_an_opening_that_is_called_off_is_asked_about_again() {
    let home = Home::new();
    let path = home.write_speech("讲话.jg", SPEECH);
    let mut stage = home.start(Some(path));
    home.will_choose(&home.path("别的.docx"));
    stage.ctrl(Key::E);
    stage.put_caret("甲", 3);
    stage.type_text("好");
    stage.wait(std::time::Duration::from_secs(1));
    home.will_choose(&home.path("别的.docx"));
    stage.jobs.hold();
    stage.ctrl(Key::O);
    stage.click("不保存");
    stage.finish_job("选择文件");
    stage.wait(std::time::Duration::from_millis(400));
    stage.click("停止");
    stage.finish_job("正在打开…");
    stage.assert_shows("已取消");
    assert_still_asks(stage);
}

#[test]
fn what_is_written_while_a_file_is_read_is_asked_about() {
    let mut stage = open(SPEECH);
    let home = stage.home.clone();
    home.will_choose(&home.write_speech("第二份.jg", "稿二\n一、乙"));
    stage.put_caret("甲", 3);
    stage.jobs.hold();
    stage.ctrl(Key::O);
    stage.finish_job("选择文件");
    stage.type_text("好");
    stage.finish_job("正在打开…");
    stage.assert_shows("保存改动吗？");
    stage.click("不保存");
    stage.finish_job("正在打开…");
    assert_eq!(stage.tree(), "乙");
}

#[test]
fn the_save_of_a_speech_that_is_gone_says_nothing_of_the_one_that_is_open() {
    let mut stage = written();
    let home = stage.home.clone();
    home.will_choose(&home.write_speech("第二份.jg", "稿二\n一、乙\n乙文。"));
    stage.jobs.hold();
    stage.ctrl(Key::S);
    stage.ctrl(Key::O);
    stage.click("不保存");
    stage.finish_job("选择文件");
    stage.finish_job("正在打开…");
    stage.put_caret("乙", 3);
    stage.type_text("新");
    stage.finish_job("正在保存…");
    stage.assert_shows("未保存");
    stage.jobs.let_go();
    stage.ctrl(Key::S);
    assert_eq!(home.read_speech("第二份.jg").sections[0].body(), "乙文。新");
    assert_eq!(home.read_speech("讲话.jg").sections[0].body(), "甲文。好");
}

#[test]
fn a_review_of_a_speech_that_is_gone_is_not_shown() {
    let home = Home::new();
    let path = home.write_speech("讲话.jg", "稿\n一、甲\n取得新成效，，好。");
    let mut stage = home.start(Some(path));
    stage.jobs.hold();
    stage.put_caret("甲", 0);
    stage.type_text("，，");
    stage.jobs.finish("没有这个");
    home.will_choose(&home.write_speech("第二份.jg", "稿二\n一、乙"));
    stage.ctrl(Key::O);
    stage.click("不保存");
    stage.finish_job("选择文件");
    stage.finish_job("正在打开…");
    stage.finish_job("正在审校…");
    assert!(!stage.shows("错误 1") && !stage.shows("错误 2"));
}

#[test]
fn a_review_that_breaks_lets_an_export_go_on() {
    let mut stage = written();
    let home = stage.home.clone();
    home.will_choose(&home.path("讲话.docx"));
    stage.jobs.hold();
    stage.type_text("的");
    stage.ctrl(Key::E);
    stage.break_job("正在审校…");
    stage.jobs.let_go();
    stage.settle();
    stage.assert_shows("已导出“讲话.docx”");
    stage.assert_shows("程序内部出错");
}

#[test]
fn a_recovery_copy_that_breaks_is_made_after_the_next_change() {
    let mut stage = open(SPEECH);
    stage.put_caret("甲", 3);
    stage.jobs.hold();
    stage.type_text("好");
    stage.wait(std::time::Duration::from_secs(1));
    stage.break_job("写恢复副本");
    stage.assert_shows("恢复副本写不进去");
    assert_eq!(stage.home.n_copies(), 0);
    stage.jobs.let_go();
    stage.type_text("的");
    stage.wait(std::time::Duration::from_secs(1));
    assert_eq!(stage.home.n_copies(), 1);
}

#[test]
fn a_question_waits_until_what_is_open_is_closed() {
    let mut stage = written();
    stage.home.write_speech("讲话.jg", "别人的稿\n一、甲");
    stage.jobs.hold();
    stage.ctrl(Key::S);
    stage.ctrl(Key::Comma);
    stage.assert_shows("正文字号");
    stage.finish_job("正在保存…");
    stage.assert_shows("正文字号");
    assert!(!stage.shows("文件已被改动"));
    stage.click("完成");
    stage.assert_shows("文件已被改动");
    assert!(!stage.shows("正文字号"));
}

#[test]
fn a_library_job_that_breaks_does_not_stand_in_the_way() {
    let mut stage = open(SPEECH);
    let home = stage.home.clone();
    let report =
        "丙市\n一、宣讲\n全年组织主题宣讲二百余场，参加的青少年超过三万人次，反响很好，值得推广。";
    home.will_choose(&home.write("丙市.txt", report));
    stage.choose("导入素材…");
    stage.jobs.hold();
    stage.click("收进素材库");
    stage.break_job("正在保存素材…");
    stage.assert_shows("程序内部出错");
    stage.jobs.let_go();
    home.will_choose(&home.path("丙市.txt"));
    stage.choose("导入素材…");
    stage.click("收进素材库");
    stage.assert_shows("3 条素材");
}

#[test]
fn an_undo_of_the_library_that_cannot_be_written_can_be_tried_again() {
    let mut stage = open(SPEECH);
    let home = stage.home.clone();
    let report =
        "丙市\n一、宣讲\n全年组织主题宣讲二百余场，参加的青少年超过三万人次，反响很好，值得推广。";
    home.will_choose(&home.write("丙市.txt", report));
    stage.choose("导入素材…");
    stage.click("收进素材库");
    stage.assert_shows("3 条素材");
    // Somebody else is at work on the collection.
    let collections = std::fs::read_dir(home.path("data/library")).unwrap();
    let new = collections
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_stem().unwrap() != "素材")
        .unwrap();
    let good = std::fs::read_to_string(&new).unwrap();
    std::fs::write(&new, "(format: 1,").unwrap();
    stage.choose("撤销素材改动");
    stage.assert_shows("没有改动");
    std::fs::write(&new, good).unwrap();
    stage.click("撤销素材改动");
    stage.assert_shows("已撤销：导入 1 条素材");
    stage.assert_shows("2 条素材");
    stage.choose("重做素材改动");
    stage.assert_shows("3 条素材");
}

#[test]
fn an_exported_file_is_shown_in_its_folder() {
    let mut stage = open(SPEECH);
    let home = stage.home.clone();
    let path = home.path("讲话 a#b.docx");
    home.will_choose(&path);
    stage.ctrl(Key::E);
    stage.click("打开文件夹");
    assert_eq!(home.shown_in_folders(), std::slice::from_ref(&path));
    home.will_choose(&path);
    stage.ctrl(Key::E);
    std::fs::remove_file(&path).unwrap();
    stage.click("打开文件夹");
    stage.assert_shows("打不开文件夹");
}

#[test]
fn an_export_that_fails_is_offered_again() {
    let mut stage = open(SPEECH);
    let home = stage.home.clone();
    home.will_choose(&home.path("没有/讲话.docx"));
    stage.ctrl(Key::E);
    stage.assert_shows("没有导出“讲话.docx”");
    home.will_choose(&home.path("讲话.docx"));
    stage.click("重新导出…");
    stage.assert_shows("已导出“讲话.docx”");
}
