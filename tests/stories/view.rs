//! Getting about: panels, zoom, counts, and where the page goes.

use egui::Key;

use super::stage::open;

const SPEECH: &str = "稿\n一、甲\n甲文。\n二、乙\n乙文。";

#[test]
fn ctrl_plus_minus_and_zero_zoom() {
    let mut stage = open(SPEECH);
    stage.ctrl(Key::Plus);
    stage.ctrl(Key::Plus);
    let large = stage.harness.ctx.zoom_factor();
    assert!(large > 1.1);
    stage.ctrl(Key::Minus);
    assert!(stage.harness.ctx.zoom_factor() < large);
    stage.ctrl(Key::Num0);
    assert_eq!(stage.harness.ctx.zoom_factor(), 1.0);
}

#[test]
fn ctrl_and_a_digit_lead_to_a_panel_even_a_hidden_one() {
    let mut stage = open(SPEECH);
    stage.click("工具栏：提纲");
    stage.click("工具栏：素材库");
    assert!(!stage.shows("一、甲") && !stage.shows("搜索素材"));
    stage.ctrl(Key::Num1);
    assert_eq!(stage.focus().as_deref(), Some("提纲"));
    stage.ctrl(Key::Num3);
    assert_eq!(stage.focus().as_deref(), Some("搜索素材"));
    stage.click("正文：乙");
    stage.ctrl(Key::Num1);
    stage.ctrl(Key::Num2);
    assert_eq!(stage.focus().as_deref(), Some("正文：乙"));
}

#[test]
fn the_counts_follow_what_is_written() {
    let mut stage = open("\n一、甲\n甲文。");
    stage.assert_shows("1 个章节");
    stage.put_caret("甲", 3);
    let before = stage.everything();
    stage.type_text("好好好好好好好好好好");
    let count = |texts: &[String]| -> usize {
        let found = texts.iter().find_map(|text| text.strip_suffix(" 字"));
        found.unwrap().parse().unwrap()
    };
    assert_eq!(count(&stage.everything()), count(&before) + 10);
    stage.choose("添加章节");
    stage.assert_shows("2 个章节");
}

#[test]
fn escape_closes_only_what_is_on_top() {
    let mut stage = open(SPEECH);
    stage.ctrl(Key::F);
    stage.click("工具栏：命令");
    stage.key(Key::Escape);
    stage.assert_shows("关闭查找");
    stage.click("编辑");
    stage.key(Key::Escape);
    stage.assert_shows("关闭查找");
    stage.choose("设置…");
    stage.key(Key::Escape);
    stage.assert_shows("关闭查找");
    stage.click("二、乙");
    stage.key(Key::F2);
    stage.key(Key::Escape);
    stage.assert_shows("关闭查找");
    stage.put_caret("甲", 3);
    stage.preedit("ni");
    stage.key(Key::Escape);
    stage.preedit("");
    stage.assert_shows("关闭查找");
    stage.click("查找");
    stage.preedit("ni");
    stage.key(Key::Escape);
    stage.preedit("");
    stage.assert_shows("关闭查找");
    stage.click("查找");
    stage.key(Key::Escape);
    assert!(!stage.shows("关闭查找"));
}

#[test]
fn undo_in_a_search_box_is_the_box_s_own() {
    let mut stage = open(SPEECH);
    stage.put_caret("甲", 3);
    stage.type_text("好");
    stage.ctrl(Key::F);
    stage.type_text("甲文");
    stage.ctrl(Key::Z);
    assert_eq!(stage.body("甲"), "甲文。好");
    stage.click("正文：甲");
    stage.ctrl(Key::Z);
    assert_eq!(stage.body("甲"), "甲文。");
}
