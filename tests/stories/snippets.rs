//! Snippets: from the library into the speech, by mouse and by keyboard, and how often they are used.

use egui::{Key, Pos2, vec2};
use jianggao::model::SnippetId;

use super::stage::{Stage, open};

const SPEECH: &str = "稿\n一、甲\n第一段文字。\n第二段文字。\n二、乙\n乙文。";

/// A place on the first paragraph of 甲, behind so many characters.
fn in_text(stage: &mut Stage, n_chars: usize) -> Pos2 {
    stage.put_caret("甲", n_chars);
    stage.caret_rect().center()
}

/// Drags the first card to a place, and takes what that did back with one undo.
#[track_caller]
fn check_drop(to: impl FnOnce(&mut Stage) -> Pos2, tree: &str, body: &str) -> Stage {
    let mut stage = open(SPEECH);
    let to = to(&mut stage);
    let from = stage.place("素材：甲市").center();
    stage.hold(from, to);
    assert_eq!(stage.body("甲"), "第一段文字。｜第二段文字。", "too early");
    stage.let_go(to);
    assert_eq!(stage.tree(), tree);
    assert_eq!(stage.body("甲"), body);
    assert_eq!(stage.step_name("撤销"), "撤销：插入素材「甲市」");
    stage.ctrl(Key::Z);
    assert_eq!(stage.tree(), "甲 乙");
    assert_eq!(stage.body("甲"), "第一段文字。｜第二段文字。");
    assert!(!stage.shows("已用"));
    stage.key_with(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, Key::Z);
    stage.assert_shows("已用 1 处");
    stage
}

#[test]
fn a_card_is_dropped_between_characters() {
    let body = "第一甲市组织宣讲二百场。段文字。｜第二段文字。";
    let stage = check_drop(|stage| in_text(stage, 2), "甲 乙", body);
    let sources = &stage.section("甲").paragraphs[0].sources;
    assert_eq!(*sources, [SnippetId::from("s1")]);
}

#[test]
fn a_card_is_dropped_between_paragraphs() {
    let between = |stage: &mut Stage| stage.place("正文：甲").center();
    let body = "第一段文字。｜甲市组织宣讲二百场。｜第二段文字。";
    let stage = check_drop(between, "甲 乙", body);
    let sources: Vec<usize> = stage
        .section("甲")
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.sources.len())
        .collect();
    assert_eq!(sources, [0, 1, 0]);
}

#[test]
fn a_card_dropped_on_a_section_becomes_its_last_paragraph() {
    let row = |stage: &mut Stage| stage.place("一、甲").center();
    let body = "第一段文字。｜第二段文字。｜甲市组织宣讲二百场。";
    let stage = check_drop(row, "甲 乙", body);
    let last = stage.section("甲").paragraphs.last();
    assert_eq!(last.unwrap().sources, [SnippetId::from("s1")]);
}

#[test]
fn a_card_dropped_between_sections_becomes_one() {
    let gap = |stage: &mut Stage| stage.place("二、乙").center_top() + vec2(0.0, 2.0);
    let body = "第一段文字。｜第二段文字。";
    let stage = check_drop(gap, "甲 甲市 乙", body);
    assert_eq!(stage.body("甲市"), "甲市组织宣讲二百场。");
}

#[test]
fn the_page_scrolls_while_a_card_is_held_near_its_edge() {
    let long = format!(
        "稿\n一、甲\n{}\n二、乙\n乙文。",
        "这一段文字很长。".repeat(600)
    );
    let mut stage = open(&long);
    assert!(!stage.shows("正文：乙"));
    let from = stage.place("素材：甲市").center();
    let page = stage.place("章节标题：甲");
    let bottom = egui::pos2(
        page.left() + 40.0,
        stage.harness.ctx.content_rect().bottom() - 50.0,
    );
    stage.hold_on(from, bottom);
    stage.assert_shows("正文：乙");
    stage.let_go(stage.place("正文：乙").right_bottom());
    assert!(stage.body("乙").ends_with("甲市组织宣讲二百场。"));
}

#[test]
fn escape_cancels_the_drag_of_a_card() {
    let mut stage = open(SPEECH);
    let to = in_text(&mut stage, 2);
    let from = stage.place("素材：甲市").center();
    stage.hold(from, to);
    stage.key(Key::Escape);
    stage.let_go(to);
    assert_eq!(stage.body("甲"), "第一段文字。｜第二段文字。");
    assert_eq!(stage.step_name("撤销"), "");
}

#[test]
fn a_card_let_go_over_the_library_goes_nowhere() {
    let mut stage = open(SPEECH);
    let from = stage.place("素材：甲市").center();
    let to = stage.place("素材：乙市").center();
    stage.drag(from, to);
    assert_eq!(stage.step_name("撤销"), "");
}

#[test]
fn a_double_click_inserts_at_the_caret() {
    let mut stage = open(SPEECH);
    stage.put_caret("甲", 2);
    stage.double_click("素材：乙市");
    assert_eq!(
        stage.body("甲"),
        "第一乙市帮扶一百人。段文字。｜第二段文字。"
    );
    stage.assert_shows("已用 1 处");
}

#[test]
fn a_card_is_found_and_inserted_by_keys_alone() {
    let mut stage = open(SPEECH);
    stage.put_caret("乙", 1);
    stage.ctrl(Key::Num3);
    stage.type_text("宣讲");
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    assert_eq!(stage.body("乙"), "乙甲市组织宣讲二百场。文。");
}

#[test]
fn enter_inserts_the_chosen_card_at_the_caret() {
    let mut stage = open(SPEECH);
    stage.put_caret("甲", 2);
    stage.click("素材：甲市");
    assert_eq!(stage.focus().as_deref(), Some("素材：甲市"));
    stage.key(Key::ArrowDown);
    assert_eq!(stage.focus().as_deref(), Some("素材：乙市"));
    stage.key(Key::ArrowUp);
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    assert_eq!(
        stage.body("甲"),
        "第一乙市帮扶一百人。段文字。｜第二段文字。"
    );
    // The card keeps the keyboard.
    stage.key(Key::Enter);
    assert_eq!(stage.focus().as_deref(), Some("素材：乙市"));
    assert_eq!(
        stage.body("甲"),
        "第一乙市帮扶一百人。乙市帮扶一百人。段文字。｜第二段文字。"
    );
}

#[test]
fn without_a_caret_a_card_goes_to_the_chosen_section() {
    let mut stage = open(SPEECH);
    stage.click("二、乙");
    stage.double_click("素材：甲市");

    assert_eq!(stage.body("乙"), "乙文。｜甲市组织宣讲二百场。");
}

#[test]
fn the_library_is_searched_and_filtered() {
    let mut stage = open(SPEECH);
    stage.click("搜索素材");
    stage.type_text("帮扶");
    assert!(stage.shows("素材：乙市") && !stage.shows("素材：甲市"));
    stage.type_text("没有这个词");
    stage.assert_shows("没有找到");
    stage.click("清除条件");
    assert!(stage.shows("素材：乙市") && stage.shows("素材：甲市"));
    stage.click("按地区筛选");
    stage.click("甲市（1）");
    assert!(stage.shows("素材：甲市") && !stage.shows("素材：乙市"));
}

#[test]
fn only_unused_cards_are_shown_when_wanted() {
    let mut stage = open(SPEECH);
    stage.put_caret("甲", 2);
    stage.double_click("素材：甲市");
    stage.click("只看未用");
    assert!(stage.shows("素材：乙市") && !stage.shows("素材：甲市"));
    stage.assert_shows("1 条素材");
}

/// A window on a speech, with one more snippet in the library.
fn open_with(snippet: &str, speech: &str) -> Stage {
    let home = super::home::Home::new();
    let collection = format!(r#"(format: 2, name: "另", snippets: [({snippet})])"#);
    home.write("data/library/另.ron", &collection);
    let path = home.write_speech("讲话.jg", speech);
    home.start(Some(path))
}

const WITH_BLANKS: &str =
    r#"id: "b1", unit: "丙市", text: ["【单位】在【时间】办会，【单位】很满意。"]"#;

#[test]
fn blanks_are_asked_for_before_a_snippet_goes_in() {
    let mut stage = open_with(WITH_BLANKS, SPEECH);
    stage.assert_shows("2 项待填");
    stage.put_caret("乙", 0);
    stage.double_click("素材：丙市");
    stage.assert_shows("填写空白");
    assert_eq!(stage.body("乙"), "乙文。", "too early");
    assert_eq!(stage.focus().as_deref(), Some("单位"));
    // The unit is known already.
    stage.key(Key::Enter);
    assert_eq!(stage.focus().as_deref(), Some("时间"));
    stage.assert_shows("还有 1 项没填");
    stage.type_text("三月");
    stage.key(Key::Enter);
    assert_eq!(stage.body("乙"), "丙市在三月办会，丙市很满意。乙文。");
    assert_eq!(stage.step_name("撤销"), "撤销：插入素材「丙市」");
    stage.ctrl(Key::Z);
    assert_eq!(stage.body("乙"), "乙文。");
}

#[test]
fn a_blank_that_is_left_empty_stays_and_escape_inserts_nothing() {
    let mut stage = open_with(WITH_BLANKS, SPEECH);
    stage.put_caret("乙", 0);
    stage.double_click("素材：丙市");
    stage.key(Key::Escape);
    assert_eq!(stage.body("乙"), "乙文。");
    stage.double_click("素材：丙市");
    stage.click("插入");
    assert_eq!(stage.body("乙"), "丙市在【时间】办会，丙市很满意。乙文。");
}

const OWN_VOICE: &str =
    r#"id: "o1", unit: "无锡市教育局", region: "无锡市", text: ["我市办班三年，我市很满意。"]"#;

#[test]
fn another_speakers_own_city_is_pointed_out_and_put_right_in_one_step() {
    let speech = "在全省教育工作会议上的讲话\n一、甲\n我市是别人写的。";
    let mut stage = open_with(OWN_VOICE, speech);
    stage.put_caret("甲", 0);
    let from = stage.place("素材：无锡市教育局").center();
    let row = stage.place("一、甲").center();
    stage.drag(from, row);
    stage.assert_shows("“我市”（2 处）指的是无锡市");
    let body = "我市是别人写的。｜我市办班三年，我市很满意。";
    assert_eq!(stage.body("甲"), body);
    stage.click("改过来");
    assert_eq!(
        stage.body("甲"),
        "我市是别人写的。｜无锡市办班三年，无锡市很满意。"
    );
    assert!(!stage.shows("指的是无锡市"));
    stage.choose("撤销");
    assert_eq!(stage.body("甲"), body);
}

#[test]
fn a_speaker_of_the_same_city_may_say_so() {
    let speech = "在全市教育工作会议上的讲话\n一、甲\n甲文。";
    let mut stage = open_with(OWN_VOICE, speech);
    stage.put_caret("甲", 0);
    stage.double_click("素材：无锡市教育局");
    assert_eq!(stage.body("甲"), "我市办班三年，我市很满意。甲文。");
    assert!(!stage.shows("原单位的口吻"));
}
