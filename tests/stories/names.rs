//! Every control has a name that can be read aloud.

use egui::Key;
use egui::accesskit::{Action, Role};
use egui_kittest::kittest::NodeT as _;

use super::stage::{Stage, open};

/// A word of a person's language: not empty, not a bare icon, not English that came with the toolkit.
fn is_name(name: &str) -> bool {
    let is_icon = |c| ('\u{e000}'..='\u{f8ff}').contains(&c);
    let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii_digit();
    !name.chars().any(is_icon) && name.chars().any(is_word)
}

#[track_caller]
fn check(stage: &Stage, place: &str) {
    let mut nameless = Vec::new();
    for node in stage.harness.root().children_recursive() {
        let node = node.accesskit_node();
        let data = node.data();
        let is_control = data.supports_action(Action::Click)
            || matches!(
                node.role(),
                Role::Button
                    | Role::TextInput
                    | Role::MultilineTextInput
                    | Role::CheckBox
                    | Role::ComboBox
                    | Role::RadioButton
                    | Role::Slider
                    | Role::SpinButton
                    | Role::Splitter
                    | Role::Tree
                    | Role::TreeItem
                    | Role::ListItem
            );
        // The bare page, the window, texts that can only be selected; a scroll bar says by its role all there is.
        let is_background = matches!(node.role(), Role::Unknown | Role::Label | Role::Window)
            || matches!(
                node.role(),
                Role::GenericContainer | Role::TextRun | Role::ScrollBar
            );
        let name = node.label().unwrap_or_default();
        if is_control && !is_background && !node.is_hidden() && !is_name(&name) {
            nameless.push(format!("{:?} “{name}” {:?}", node.role(), node.value()));
        }
    }
    assert!(nameless.is_empty(), "{place}:\n{}", nameless.join("\n"));
}

const SPEECH: &str = "稿\n一、甲\n甲文。\n（一）子\n二、乙\n乙文。";

#[test]
fn in_the_main_window_and_its_menus() {
    let mut stage = open(SPEECH);
    check(&stage, "window");
    for menu in ["文件", "编辑", "章节", "查看", "帮助"] {
        stage.click(menu);
        check(&stage, menu);
        stage.key(Key::Escape);
    }
    stage.node("一、甲").click_secondary();
    stage.settle();
    check(&stage, "context menu");
}

#[test]
fn in_the_find_bar_and_the_palette() {
    let mut stage = open(SPEECH);
    stage.ctrl(Key::H);
    check(&stage, "find bar");
    stage.click("工具栏：命令");
    check(&stage, "palette");
}

#[test]
fn in_settings_questions_and_about() {
    let mut stage = open(SPEECH);
    for words in ["设置…", "关于讲稿", "新建…"] {
        stage.choose(words);
        check(&stage, words);
        stage.key(Key::Escape);
    }
    stage.put_caret("甲", 0);
    stage.type_text("改");
    stage.choose("打开…");
    stage.assert_shows("不保存");
    check(&stage, "unsaved");
}

#[test]
fn while_a_section_is_renamed_and_in_a_long_outline() {
    let mut text = "稿\n".to_owned();
    for n in 1..=25 {
        let number = jianggao::text::numerals::chinese_numeral(n);
        text += &format!("{number}、第{n}节\n正文{n}。\n");
    }
    let mut stage = open(&text);
    stage.click("一、第1节");
    stage.key(Key::F2);
    stage.assert_shows("搜索章节");
    check(&stage, "long outline");
}

#[test]
fn in_an_empty_speech_and_an_empty_library() {
    let home = super::home::Home::new();
    home.write(
        "data/library/素材.ron",
        r#"(format: 1, name: "空", snippets: [])"#,
    );
    let path = home.write_speech("空.jg", "");
    let stage = home.start(Some(path));
    stage.assert_shows("添加第一个章节");
    stage.assert_shows("素材库还是空的");
    check(&stage, "empty");
}

#[test]
fn in_messages() {
    let home = super::home::Home::new();
    let path = home.write("坏.jg", "Speech(");
    let stage = home.start(Some(path));
    stage.assert_shows("关闭消息");
    check(&stage, "message");
}
