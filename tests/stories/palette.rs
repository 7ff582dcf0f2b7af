//! The command palette: every command of the menus, by its words.

use std::collections::HashSet;

use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use jianggao::ui::action::MenuAction;

use super::stage::open;

const SPEECH: &str = "稿\n一、甲\n甲文。\n二、乙\n乙文。";

#[test]
fn words_and_arrows_choose_and_enter_runs() {
    let mut stage = open(SPEECH);
    stage.put_caret("甲", 3);
    stage.choose("章节下移");
    assert_eq!(stage.tree(), "乙 甲");
    assert_eq!(stage.focus().as_deref(), Some("正文：甲"));

    stage.key_with(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, Key::P);
    stage.type_text("章节移");
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowUp);
    stage.key(Key::Enter);
    assert_eq!(stage.tree(), "甲 乙");
}

#[test]
fn escape_closes_it_and_does_nothing() {
    let mut stage = open(SPEECH);
    stage.click("工具栏：命令");
    stage.type_text("删除章节");
    stage.key(Key::Escape);
    assert_eq!(stage.tree(), "甲 乙");
    assert_ne!(stage.focus().as_deref(), Some("命令"));
}

#[test]
fn a_click_runs_a_command() {
    let mut stage = open(SPEECH);
    stage.put_caret("乙", 0);
    stage.click("工具栏：命令");
    stage.type_text("章节上移");
    let row = stage
        .harness
        .get(by().label_contains("章节上移"))
        .accesskit_node()
        .label()
        .unwrap();
    stage.click(&row);
    assert_eq!(stage.tree(), "乙 甲");
}

#[test]
fn unknown_words_are_no_command() {
    let mut stage = open(SPEECH);
    stage.choose("没有这个");
    stage.assert_shows("没有这个命令");
    stage.key(Key::Escape);
    assert_eq!(stage.tree(), "甲 乙");
}

#[test]
fn every_command_has_chinese_words_of_its_own() {
    let is_chinese = |c| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut words = HashSet::new();
    for action in MenuAction::ALL {
        let text = action.label().text;
        assert!(text.chars().any(is_chinese), "{text}");
        assert!(words.insert(text), "two commands have the words {text}");
    }
}

#[test]
fn every_command_is_in_a_menu() {
    let mut stage = open(SPEECH);
    let mut shown = Vec::new();
    for menu in ["文件", "编辑", "章节", "素材", "检查", "查看", "帮助"] {
        stage.click(menu);
        shown.extend(stage.everything());
        stage.key(Key::Escape);
    }
    for action in MenuAction::ALL {
        let text = action.label().text;
        // The themes are in a menu within.
        let is_shown = text.contains("主题") || shown.iter().any(|entry| entry.contains(text));
        assert!(is_shown, "{text} is in no menu");
    }
}

#[test]
fn every_command_can_be_reached_and_leaves_a_window_at_rest() {
    for action in MenuAction::ALL {
        let label = action.label();
        let mut stage = open(SPEECH);
        stage.put_caret("乙", 0);
        stage.key_with(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, Key::P);
        stage.type_text(label.text);
        stage.assert_shows(label.text);
        stage.key(Key::Enter);
        let is_palette = label.text.starts_with("命令面板");
        let is_open = stage.focus().as_deref() == Some("命令");
        assert_eq!(is_open, is_palette, "{}", label.text);
    }
}
