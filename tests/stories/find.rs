//! Find and replace over the whole speech.

use egui::{Key, Modifiers};

use super::stage::{Stage, open};

const SPEECH: &str = "工作稿\n一、工作\n工作和工作。\n二、乙\n抓好工作（一）。";

fn search(text: &str, words: &str) -> Stage {
    let mut stage = open(text);
    stage.ctrl(Key::F);
    assert_eq!(stage.focus().as_deref(), Some("查找"));
    stage.type_text(words);
    stage
}

fn search_and_replace(text: &str, words: &str, with: &str) -> Stage {
    let mut stage = open(text);
    stage.ctrl(Key::H);
    stage.type_text(words);
    stage.click("替换为");
    stage.type_text(with);
    stage
}

#[test]
fn every_hit_is_counted_in_titles_headings_and_text() {
    let mut stage = search(SPEECH, "工作");
    stage.assert_shows("5 处");
    stage.key(Key::Enter);
    stage.assert_shows("第 1 处，共 5 处");
    stage.key(Key::Enter);
    stage.assert_shows("第 2 处，共 5 处");
    stage.key_with(Modifiers::SHIFT, Key::Enter);
    stage.assert_shows("第 1 处，共 5 处");
    stage.click("上一处");
    stage.assert_shows("第 5 处，共 5 处");
    stage.click("下一处");
    stage.assert_shows("第 1 处，共 5 处");
    stage.key(Key::F3);
    stage.assert_shows("第 2 处，共 5 处");
    stage.key_with(Modifiers::SHIFT, Key::F3);
    stage.assert_shows("第 1 处，共 5 处");
}

#[test]
fn nothing_found_is_said() {
    let mut stage = search(SPEECH, "没有");
    stage.assert_shows("没有找到");
    stage.key(Key::Enter);
    stage.key(Key::F3);
    stage.assert_shows("没有找到");
    stage.key(Key::Escape);
    assert!(!stage.shows("关闭查找"));
}

#[test]
fn the_search_goes_where_the_hit_is() {
    let mut text = "稿\n一、甲\n".to_owned();
    text += &"这一段文字长到要占好几行。".repeat(400);
    text += "\n二、乙\n在这里。";
    let mut stage = search(&text, "在这里");
    assert!(!stage.shows("正文：乙"));
    stage.key(Key::Enter);
    stage.assert_shows("正文：乙");
    assert_eq!(stage.focus().as_deref(), Some("查找"));
    // Esc leads back into the text, to the hit.
    stage.key(Key::Escape);
    assert_eq!(stage.focus().as_deref(), Some("正文：乙"));
}

#[test]
fn all_are_replaced_in_one_step() {
    let mut stage = search_and_replace(SPEECH, "工作", "事业");
    stage.click("全部替换");
    assert_eq!(stage.speech().front.title, "事业稿");
    assert_eq!(stage.tree(), "事业 乙");
    assert_eq!(stage.body("事业"), "事业和事业。");
    assert_eq!(stage.body("乙"), "抓好事业（一）。");
    stage.assert_shows("没有找到");
    assert_eq!(stage.step_name("撤销"), "撤销：全部替换（5 处）");
    stage.menu(&["编辑", "撤销：全部替换"]);
    assert_eq!(stage.tree(), "工作 乙");
    assert_eq!(stage.body("工作"), "工作和工作。");
    assert_eq!(stage.step_name("撤销"), "");
}

#[test]
fn one_after_the_other_is_replaced() {
    let mut stage = search_and_replace(SPEECH, "工作", "事业");
    stage.click("下一处");
    stage.click("下一处");
    stage.click("下一处");
    stage.click("替换");
    assert_eq!(stage.body("工作"), "事业和工作。");
    stage.assert_shows("第 3 处，共 4 处");
    stage.click("替换");
    assert_eq!(stage.body("工作"), "事业和事业。");
    stage.assert_shows("第 3 处，共 3 处");
    assert_eq!(stage.speech().front.title, "工作稿");
}

#[test]
fn what_was_just_replaced_is_not_found_again() {
    let mut stage = search_and_replace(SPEECH, "工作", "工作们");
    stage.click("下一处");
    stage.click("替换");
    stage.click("替换");
    stage.click("替换");
    assert_eq!(stage.speech().front.title, "工作们稿");
    assert_eq!(stage.tree(), "工作们 乙");
    assert_eq!(stage.body("工作们"), "工作们和工作。");
}

#[test]
fn replacing_all_does_not_replace_what_was_replaced() {
    let mut stage = search_and_replace(SPEECH, "工作", "工作工作");
    stage.click("全部替换");
    assert_eq!(stage.body("工作工作"), "工作工作和工作工作。");
}

#[test]
fn signs_of_patterns_are_taken_as_they_are() {
    let text = "稿\n一、甲\n价格$1（含税）.*[x]^\\d+。\n二、乙\n1.5和1x5。";
    for (words, n_hits) in [
        ("（含税）", 1),
        (".*", 1),
        ("[x]", 1),
        ("\\d+", 1),
        ("1.5", 1),
        ("^", 1),
        ("$1", 1),
        (".", 2),
    ] {
        search(text, words).assert_shows(&format!("{n_hits} 处"));
    }
    let mut stage = search_and_replace(text, ".*", "$1\\0");
    stage.click("全部替换");
    assert_eq!(stage.body("甲"), "价格$1（含税）$1\\0[x]^\\d+。");
}

#[test]
fn letters_are_found_in_either_case_unless_told_otherwise() {
    let mut stage = search("稿\n一、甲\nWord和WORD。", "word");
    stage.assert_shows("2 处");
    stage.click("区分大小写");
    stage.assert_shows("没有找到");
}

#[test]
fn hits_follow_what_is_written() {
    let mut stage = search(SPEECH, "工作");
    stage.put_caret("乙", 0);
    stage.type_text("工作");
    stage.assert_shows("6 处");
    stage.ctrl(Key::Z);
    stage.assert_shows("5 处");
}

#[test]
fn what_is_selected_is_searched_and_typing_takes_its_place() {
    let mut stage = open(SPEECH);
    stage.put_caret("乙", 2);
    stage.key_with(Modifiers::SHIFT, Key::ArrowRight);
    stage.key_with(Modifiers::SHIFT, Key::ArrowRight);
    stage.ctrl(Key::F);
    stage.assert_shows("5 处");
    stage.type_text("抓好");
    stage.assert_shows("1 处");
}

#[test]
fn select_all_in_the_menu_selects_the_words_that_are_searched() {
    let mut stage = search(SPEECH, "工作");
    stage.menu(&["编辑", "全选"]);
    stage.type_text("乙");
    assert_eq!(stage.node("查找").value().as_deref(), Some("乙"));
    assert_eq!(stage.body("工作"), "工作和工作。");
}
