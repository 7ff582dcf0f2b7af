//! Files: open, save, read-only, changed by others, damaged.

use egui::{Key, Modifiers};

use super::home::Home;
use super::stage::{Stage, open};

pub const SPEECH: &str = "稿\n一、甲\n甲文。";
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// A window on 讲话.jg with 好 written at the end of its only paragraph.
pub fn written() -> Stage {
    let mut stage = open(SPEECH);
    write_on(&mut stage);
    stage
}

fn write_on(stage: &mut Stage) {
    stage.put_caret("甲", 3);
    stage.type_text("好");
    assert_eq!(stage.body("甲"), "甲文。好");
}

#[test]
fn a_speech_is_saved_to_its_file() {
    let mut stage = written();
    stage.assert_shows("未保存");
    stage.ctrl(Key::S);
    stage.assert_shows("已保存");
    assert_eq!(stage.home.read_speech("讲话.jg"), *stage.speech());
    assert!(stage.asks_to_close());
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_replaced_only_when_the_user_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut stage = written();
    let home = stage.home.clone();
    let before = home.read("讲话.jg");
    let mode = |mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(home.path("讲话.jg"), permissions).unwrap();
    };
    mode(0o444);
    stage.ctrl(Key::S);
    stage.assert_shows("替换只读文件吗？");
    stage.click("取消");
    assert_eq!(home.read("讲话.jg"), before);
    stage.assert_shows("未保存");
    stage.ctrl(Key::S);
    stage.click("替换");
    stage.assert_shows("已保存");
    assert_eq!(home.read_speech("讲话.jg"), *stage.speech());
}

#[test]
fn a_new_speech_asks_for_its_file() {
    let home = Home::new();
    let mut stage = home.start(None);
    stage.choose("新建…");
    stage.click("空白讲话稿");
    stage.click("标题");
    stage.type_text("新稿");
    // No answer is no: nothing is lost.
    stage.ctrl(Key::S);
    stage.assert_shows("未保存");
    home.will_choose(&home.path("新稿.jg"));
    stage.ctrl(Key::S);
    stage.assert_shows("已保存");
    assert_eq!(home.read_speech("新稿.jg").front.title, "新稿");
}

#[test]
fn save_as_goes_on_in_the_new_file() {
    let mut stage = written();
    let before = stage.home.read("讲话.jg");
    let home = stage.home.clone();
    home.will_choose(&home.path("另一份.jg"));
    stage.key_with(CTRL_SHIFT, Key::S);
    assert_eq!(home.read("讲话.jg"), before);
    stage.type_text("的");
    stage.ctrl(Key::S);
    assert_eq!(home.read("讲话.jg"), before);
    assert_eq!(home.read_speech("另一份.jg"), *stage.speech());
}

#[test]
fn recent_files_are_opened_from_the_menu() {
    let home = Home::new();
    let first = home.write_speech("第一份.jg", "稿一\n一、甲");
    let second = home.write_speech("第二份.jg", "稿二\n一、乙");
    home.start(Some(first)).close();
    let mut stage = home.start(Some(second));
    assert_eq!(stage.tree(), "乙");
    stage.menu(&["文件", "最近打开", "第一份.jg"]);
    assert_eq!(stage.tree(), "甲");
}

#[test]
fn the_open_file_can_be_opened_again() {
    let mut stage = written();
    stage.menu(&["文件", "最近打开", "讲话.jg"]);
    stage.click("不保存");
    assert_eq!(stage.body("甲"), "甲文。");
    assert!(!stage.shows("只读"));
    write_on(&mut stage);
    stage.ctrl(Key::S);
    stage.assert_shows("已保存");
    let home = stage.home.clone();
    home.start(Some(home.path("讲话.jg")))
        .assert_shows("只读：");
}

#[test]
fn a_file_is_opened_through_the_dialog() {
    let mut stage = open(SPEECH);
    let home = stage.home.clone();
    home.will_choose(&home.write_speech("第二份.jg", "稿二\n一、乙"));
    stage.ctrl(Key::O);
    assert_eq!(stage.tree(), "乙");
}

#[test]
fn a_second_window_reads_only_and_says_why() {
    let mut first = open(SPEECH);
    let home = first.home.clone();
    let mut second = home.start(Some(home.path("讲话.jg")));
    second.assert_shows("以只读方式打开");
    second.assert_shows("正在编辑这个文件");
    second.assert_shows("只读：");
    second.click("正文：甲");
    second.type_text("不行");
    second.key(Key::Backspace);
    second.double_click("素材：甲市");
    let (from, to) = (second.place("素材：甲市"), second.place("一、甲"));
    second.drag(from.center(), to.center());
    assert_eq!(second.body("甲"), "甲文。");
    assert!(second.asks_to_close());

    // The first goes on, and what it saves is seen by the second when it opens the file again.
    write_on(&mut first);
    first.ctrl(Key::S);
    first.assert_shows("已保存");
    // Not even over the file itself, if that is what is chosen.
    let before = home.read("讲话.jg");
    home.will_choose(&home.path("讲话.jg"));
    second.ctrl(Key::S);
    assert_eq!(home.read("讲话.jg"), before);
    second.assert_shows("只读：");
    // A copy of what is read only can be saved and written on.
    home.will_choose(&home.path("副本.jg"));
    second.ctrl(Key::S);
    assert!(!second.shows("只读："));
    write_on(&mut second);
    second.ctrl(Key::S);
    assert_eq!(home.read_speech("副本.jg"), *second.speech());

    // Nobody saves over what another window has open.
    let before = home.read("讲话.jg");
    home.will_choose(&home.path("讲话.jg"));
    second.key_with(CTRL_SHIFT, Key::S);
    assert_eq!(home.read("讲话.jg"), before);
}

/// Another program writes to the open file, and then the user saves.
fn changed() -> Stage {
    let mut stage = written();
    stage.home.write_speech("讲话.jg", "别人的稿\n一、甲");
    stage.ctrl(Key::S);
    stage.assert_shows("文件已被改动");
    assert_eq!(stage.home.read_speech("讲话.jg").front.title, "别人的稿");
    stage
}

#[test]
fn a_file_that_others_changed_is_written_over_only_when_wanted() {
    let mut stage = changed();
    stage.click("覆盖");
    assert_eq!(stage.home.read_speech("讲话.jg"), *stage.speech());
    stage.assert_shows("已保存");
}

#[test]
fn a_file_that_others_changed_stays_and_a_copy_is_saved() {
    let mut stage = changed();
    let home = stage.home.clone();
    home.will_choose(&home.path("我的.jg"));
    stage.click("另存为…");
    assert_eq!(home.read_speech("我的.jg"), *stage.speech());
    assert_eq!(home.read_speech("讲话.jg").front.title, "别人的稿");
}

#[test]
fn a_file_that_others_changed_can_be_left_alone() {
    let mut stage = changed();
    stage.click("取消");
    assert_eq!(stage.home.read_speech("讲话.jg").front.title, "别人的稿");
    assert_eq!(stage.body("甲"), "甲文。好");
    stage.assert_shows("未保存");
    stage.type_text("的");
    assert_eq!(stage.body("甲"), "甲文。好的");
}

#[test]
fn saving_into_a_folder_that_is_gone_keeps_the_words() {
    let home = Home::new();
    let path = home.write_speech("夹/讲话.jg", SPEECH);
    let mut stage = home.start(Some(path));
    write_on(&mut stage);
    std::fs::rename(home.path("夹"), home.path("新夹")).unwrap();
    stage.ctrl(Key::S);
    stage.assert_shows("没有保存“讲话.jg”");
    assert_eq!(stage.body("甲"), "甲文。好");
    home.will_choose(&home.path("新夹/讲话.jg"));
    stage.click("另存为…");
    stage.assert_shows("已保存");
    assert_eq!(home.read_speech("新夹/讲话.jg"), *stage.speech());
}

#[test]
fn a_damaged_file_is_told_by_line_and_column_and_left_alone() {
    let mut stage = open(SPEECH);
    let home = stage.home.clone();
    let good = home.read("讲话.jg");
    let damaged = good.replace("甲文。\",", "甲文。\"");
    let damaged = damaged.replacen("sections", "sectoins", 1);
    home.will_choose(&home.write("坏.jg", &damaged));
    stage.ctrl(Key::O);
    stage.assert_shows("打不开“坏.jg”");
    let line = 1 + damaged
        .lines()
        .position(|line| line.contains("sectoins"))
        .unwrap();
    stage.assert_shows(&format!("第 {line} 行第 "));
    stage.assert_shows("原文件没有改动");
    assert_eq!(home.read("坏.jg"), damaged);
    assert_eq!(stage.tree(), "甲", "what was open still is");
}

#[test]
fn a_file_of_a_newer_program_is_refused_with_the_reason() {
    let mut stage = open(SPEECH);
    let home = stage.home.clone();
    let newer = home.read("讲话.jg").replace("format: 4", "format: 99");
    home.will_choose(&home.write("新.jg", &newer));
    stage.ctrl(Key::O);
    stage.assert_shows("文件由更新的版本写成（格式 99");
    stage.assert_shows("请先升级程序");
    assert_eq!(home.read("新.jg"), newer);
    stage.click("关闭消息");
    assert!(!stage.shows("升级程序"));
}

#[test]
fn a_text_is_opened_as_a_speech_without_a_file() {
    let mut stage = open("稿");
    let home = stage.home.clone();
    home.will_choose(&home.write("来稿.md", "# 讲话\n\n## 成绩\n\n做了不少工作。\n"));
    stage.ctrl(Key::O);
    assert_eq!(stage.tree(), "成绩");
    stage.assert_shows("已从“来稿.md”导入");
    home.will_choose(&home.path("来稿.jg"));
    stage.ctrl(Key::S);
    assert_eq!(home.read_speech("来稿.jg"), *stage.speech());
    assert!(home.read("来稿.md").starts_with("# 讲话"));
}

#[test]
fn an_export_writes_what_was_asked_for_and_is_no_save() {
    let mut stage = written();
    let home = stage.home.clone();
    home.will_choose(&home.path("讲话.docx"));
    stage.ctrl(Key::E);
    stage.assert_shows("已导出“讲话.docx”");
    assert!(
        std::fs::read(home.path("讲话.docx"))
            .unwrap()
            .starts_with(b"PK")
    );
    home.will_choose(&home.path("讲话.md"));
    stage.choose("导出 Markdown…");
    assert!(home.read("讲话.md").contains("甲文。好"));
    home.will_choose(&home.path("讲话.txt"));
    stage.choose("导出纯文本…");
    assert!(home.read("讲话.txt").contains("一、甲"));
    stage.assert_shows("未保存");
}
