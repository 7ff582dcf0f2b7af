//! The input method, through the whole window: half-typed pinyin is nobody's business but its own.

use egui::{Key, Modifiers};

use super::stage::{Stage, open};

const SPEECH: &str = "稿\n一、甲\n同志们\n二、乙\n乙文。";

fn start() -> Stage {
    let mut stage = open(SPEECH);
    stage.put_caret("甲", 3);
    stage
}

#[test]
fn half_typed_pinyin_is_neither_text_nor_a_change() {
    let mut stage = start();
    for half in ["d", "da", "da'jia"] {
        stage.preedit(half);
        assert_eq!(stage.body("甲"), "同志们");
        stage.assert_shows("已保存");
    }
    stage.commit("大家好");
    assert_eq!(stage.body("甲"), "同志们大家好");
    stage.assert_shows("未保存");
    assert_eq!(stage.step_name("撤销"), "撤销：输入");
    stage.ctrl(Key::Z);
    assert_eq!(stage.body("甲"), "同志们");
    stage.assert_shows("已保存");
}

#[test]
fn shortcuts_wait_for_the_composition() {
    let mut stage = start();
    stage.type_text("好");
    let before = stage.home.read("讲话.jg");
    stage.preedit("ni");
    stage.ctrl(Key::Z);
    assert_eq!(stage.body("甲"), "同志们好");
    stage.ctrl(Key::S);
    assert_eq!(stage.home.read("讲话.jg"), before);
    stage.ctrl(Key::F);
    assert!(!stage.shows("关闭查找"));
    stage.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    assert!(!stage.shows("命令："));
    stage.commit("你");
    assert_eq!(stage.body("甲"), "同志们好你");
    stage.ctrl(Key::S);
    assert!(stage.home.read("讲话.jg").contains("同志们好你"));
}

#[test]
fn a_click_into_the_find_bar_drops_the_composition() {
    let mut stage = start();
    stage.ctrl(Key::F);
    stage.put_caret("甲", 3);
    stage.preedit("ni");
    stage.click("查找");
    assert_eq!(stage.body("甲"), "同志们");
    stage.preedit("yi");
    stage.commit("乙文");
    assert_eq!(stage.node("查找").value().as_deref(), Some("乙文"));
    assert_eq!(stage.body("甲"), "同志们");
    stage.assert_shows("1 处");
}

#[test]
fn a_snippet_inserted_during_a_composition_leaks_no_pinyin() {
    let mut stage = start();
    stage.preedit("ni");
    stage.double_click("素材：甲市");
    assert_eq!(stage.body("甲"), "同志们甲市组织宣讲二百场。");
    stage.click("正文：乙");
    assert_eq!(stage.body("甲"), "同志们甲市组织宣讲二百场。");
}

#[test]
fn a_name_in_the_outline_is_composed_too() {
    let mut stage = start();
    stage.click("二、乙");
    stage.key(Key::F2);
    stage.ctrl(Key::A);
    stage.preedit("ren'wu");
    stage.commit("任务");
    stage.key(Key::Enter);
    assert_eq!(stage.tree(), "甲 任务");
}

#[test]
fn a_line_of_the_front_matter_is_composed_too() {
    let mut stage = start();
    stage.click("讲话人");
    stage.preedit("zhang");
    assert_eq!(stage.speech().front.speaker, "");
    stage.commit("张三");
    assert_eq!(stage.speech().front.speaker, "张三");
}
