//! Undo and redo: one history for outline, editor and front matter, and a name for every step.

use egui::{Key, Modifiers};

use super::stage::open;

#[test]
fn one_history_for_everything_and_a_name_for_every_step() {
    let mut stage = open("稿\n一、甲\n甲文。\n二、乙\n乙文。");
    let start = stage.speech().clone();
    stage.put_caret("甲", 3);
    stage.type_text("很好");
    stage.click("讲话人");
    stage.type_text("张三");
    stage.click("二、乙");
    stage.key_with(Modifiers::ALT, Key::ArrowUp);
    stage.put_caret("甲", 2);
    stage.key(Key::Enter);
    stage.double_click("素材：甲市");
    let end = stage.speech().clone();
    assert_eq!(stage.body("甲"), "甲文｜甲市组织宣讲二百场。。很好");

    let names = [
        "插入素材「甲市」",
        "分段",
        "移动章节「乙」",
        "修改讲话人",
        "输入",
    ];
    for name in names {
        assert_eq!(stage.step_name("撤销"), format!("撤销：{name}"));
        stage.ctrl(Key::Z);
        assert_eq!(stage.step_name("重做"), format!("重做：{name}"));
    }
    assert_eq!(*stage.speech(), start);
    assert_eq!(stage.step_name("撤销"), "");
    for name in names.iter().rev() {
        assert_eq!(stage.step_name("重做"), format!("重做：{name}"));
        stage.ctrl(Key::Y);
    }
    assert_eq!(*stage.speech(), end);
    assert_eq!(stage.step_name("重做"), "");
}

#[test]
fn the_toolbar_and_the_menu_undo_as_the_keys_do() {
    let mut stage = open("稿\n一、甲\n甲文。");
    stage.put_caret("甲", 3);
    stage.type_text("好");
    stage.click("工具栏：撤销");
    assert_eq!(stage.body("甲"), "甲文。");
    stage.click("工具栏：重做");
    assert_eq!(stage.body("甲"), "甲文。好");
    stage.menu(&["编辑", "撤销：输入"]);
    assert_eq!(stage.body("甲"), "甲文。");
    // The caret is where the edit was, and writing goes on.
    stage.type_text("再");
    assert_eq!(stage.body("甲"), "甲文。再");
}

#[test]
fn menus_and_buttons_give_the_keyboard_back() {
    let mut stage = open("稿\n一、甲\n甲文。");
    stage.put_caret("甲", 3);
    stage.key_with(Modifiers::SHIFT, Key::ArrowLeft);
    stage.menu(&["编辑", "剪切"]);
    assert_eq!(stage.focus().as_deref(), Some("正文：甲"));
    assert!(stage.has_asked_for("RequestCut"));
    stage.event(egui::Event::Cut);
    assert_eq!(stage.body("甲"), "甲文");
    stage.menu(&["编辑", "粘贴"]);
    assert!(stage.has_asked_for("RequestPaste"));
    stage.event(egui::Event::Paste("贴\r\n上".to_owned()));
    assert_eq!(stage.body("甲"), "甲文贴｜上");
    stage.click("工具栏：保存");
    stage.type_text("！");
    assert_eq!(stage.body("甲"), "甲文贴｜上！");
}

#[test]
fn a_palette_and_a_dialog_give_the_keyboard_back() {
    let mut stage = open("稿\n一、甲\n甲文。");
    stage.put_caret("甲", 3);
    stage.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    stage.key(Key::Escape);
    stage.type_text("一");
    stage.ctrl(Key::Comma);
    stage.assert_shows("正文字号");
    stage.type_text("不该有");
    stage.key(Key::Escape);
    stage.type_text("二");
    assert_eq!(stage.body("甲"), "甲文。一二");
}

#[test]
fn pasting_from_the_menu_goes_where_one_was_writing() {
    let mut stage = open("稿\n一、甲\n甲文。");
    stage.ctrl(Key::F);
    stage.menu(&["编辑", "粘贴"]);
    assert_eq!(stage.focus().as_deref(), Some("查找"));
    stage.event(egui::Event::Paste("甲文".to_owned()));
    assert_eq!(stage.body("甲"), "甲文。");
    stage.assert_shows("1 处");
}

#[test]
fn the_palette_hands_the_keyboard_on() {
    let mut stage = open("稿\n一、甲\n甲文。");
    stage.put_caret("甲", 3);
    stage.choose("转到提纲");
    assert_eq!(stage.focus().as_deref(), Some("提纲"));
    stage.choose("查找…");
    assert_eq!(stage.focus().as_deref(), Some("查找"));
    stage.choose("转到素材库");
    assert_eq!(stage.focus().as_deref(), Some("搜索素材"));
    stage.choose("转到正文");
    assert_eq!(stage.focus().as_deref(), Some("正文：甲"));
    stage.choose("添加章节");
    stage.type_text("乙");
    assert_eq!(stage.tree(), "甲 乙");
}
