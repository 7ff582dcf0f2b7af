//! Cards of the library: corrected, parted, merged, marked, deleted, and every step taken back.

use egui::{Key, Modifiers};

use super::stage::{Stage, open};

const SPEECH: &str = "稿\n一、甲\n甲文。";

/// Opens the menu of a card and chooses an entry.
fn choose_on(stage: &mut Stage, card: &str, entry: &str) {
    stage.node(card).click_secondary();
    stage.settle();
    stage.menu(&[entry]);
}

#[test]
fn a_snippet_is_corrected_and_undo_while_a_card_has_the_keyboard_takes_it_back() {
    let mut stage = open(SPEECH);
    stage.click("素材：甲市");
    stage.key(Key::F2);
    stage.assert_shows("编辑素材");
    stage.click("素材正文");
    stage.key_with(Modifiers::COMMAND, Key::End);
    stage.type_text("又办一百场。");
    stage.click("主题");
    stage.key_with(Modifiers::COMMAND, Key::A);
    stage.type_text("宣讲、普法");
    stage.click("保存");
    stage.assert_shows("甲市组织宣讲二百场。又办一百场。");
    stage.assert_shows("宣讲 · 普法");
    let written = stage.home.read("data/library/素材.ron");
    assert!(written.contains("又办一百场"), "{written}");
    stage.click("素材：甲市");
    stage.ctrl(Key::Z);
    assert!(!stage.shows("又办一百场。"));
    assert_eq!(stage.body("甲"), "甲文。");
    stage.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    stage.assert_shows("又办一百场。");
}

#[test]
fn a_snippet_is_parted_at_the_caret_and_both_are_merged_again() {
    let mut stage = open(SPEECH);
    choose_on(&mut stage, "素材：甲市", "编辑…");
    stage.click("素材正文");
    stage.key_with(Modifiers::COMMAND, Key::Home);
    for _ in 0..4 {
        stage.key(Key::ArrowRight);
    }
    stage.click("从光标处拆成两条");
    stage.assert_shows("第 2 条");
    stage.click("保存");
    stage.assert_shows("3 条素材");
    stage.assert_shows("甲市组织");
    stage.assert_shows("宣讲二百场。");
    stage.assert_shows("已拆分素材");
    stage.click("素材：乙市");
    stage.key_with(Modifiers::SHIFT, Key::ArrowUp);
    stage.key_with(Modifiers::COMMAND, Key::A);
    choose_on(&mut stage, "素材：乙市", "合并成一条");
    stage.assert_shows("1 条素材");
    stage.assert_shows("甲市组织 宣讲二百场。 乙市帮扶一百人。");
    stage.click("撤销素材改动");
    stage.assert_shows("3 条素材");
}

#[test]
fn a_deleted_snippet_comes_back_with_undo_and_the_next_card_has_the_keyboard() {
    let mut stage = open(SPEECH);
    stage.click("素材：甲市");
    stage.key(Key::Delete);
    stage.assert_shows("1 条素材");
    assert_eq!(stage.focus().as_deref(), Some("素材：乙市"));
    stage.ctrl(Key::Z);
    stage.assert_shows("2 条素材");
    stage.assert_shows("甲市组织宣讲二百场。");
}

#[test]
fn favourites_are_marked_filtered_and_remembered() {
    let mut stage = open(SPEECH);
    choose_on(&mut stage, "素材：乙市", "收藏");
    stage.click("只看收藏");
    stage.assert_shows("1 条素材");
    stage.assert_shows("乙市帮扶一百人。");
    let home = stage.home.clone();
    stage.close();
    let mut stage = home.start(None);
    stage.click("只看收藏");
    stage.assert_shows("1 条素材");
}

#[test]
fn what_others_wrote_meanwhile_is_kept_beside_ours() {
    let mut stage = open(SPEECH);
    stage.click("素材：甲市");
    stage.key(Key::F2);
    stage.click("素材正文");
    stage.key_with(Modifiers::COMMAND, Key::End);
    stage.type_text("我加一句。");
    let theirs = stage
        .home
        .read("data/library/素材.ron")
        .replace("二百场。", "三百场。");
    stage.home.write("data/library/素材.ron", &theirs);
    stage.click("保存");
    stage.assert_shows("有 1 条素材别人刚改过");
    stage.assert_shows("甲市组织宣讲三百场。");
    stage.assert_shows("甲市组织宣讲二百场。我加一句。");
}
