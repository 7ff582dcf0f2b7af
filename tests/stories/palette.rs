//! The command palette: every wish of the menus, by its words.

use std::collections::HashSet;

use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use jianggao::ui::labels::LABELS;

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

/// The variants of the list of wishes, read from its source: nobody can forget one there.
fn wishes() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/ui/action.rs");
    let source = std::fs::read_to_string(path).unwrap();
    let (_, list) = source.split_once("pub enum MenuAction {").unwrap();
    let (list, _) = list.split_once('}').unwrap();
    list.lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//") && !line.is_empty())
        .map(|line| line.trim_end_matches(',').to_owned())
        .collect()
}

#[test]
fn every_wish_has_chinese_words_of_its_own() {
    let labelled: HashSet<String> = LABELS
        .iter()
        .map(|label| format!("{:?}", label.action))
        .collect();
    for wish in wishes() {
        assert!(labelled.contains(&wish), "{wish} is not in the palette");
    }
    assert_eq!(labelled.len(), wishes().len());
    let words: HashSet<&str> = LABELS.iter().map(|label| label.text).collect();
    assert_eq!(words.len(), LABELS.len(), "two wishes have the same words");
    for label in LABELS {
        let is_chinese = |c| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(label.text.chars().any(is_chinese), "{}", label.text);
    }
}

#[test]
fn every_wish_can_be_reached_and_leaves_a_window_at_rest() {
    for label in LABELS {
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
