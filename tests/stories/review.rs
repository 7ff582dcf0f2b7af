//! The review: what is found, seen, put right, ignored and switched off.

use egui::{Key, Modifiers};
use jianggao::store::speech_file;

use super::home::Home;
use super::stage::{Stage, open};

const SPEECH: &str = "稿\n一、成绩\n于123日开会，，大家很好。籍此机会，，讲一讲。\n二、任务\n各地要再接再励，抓好落实。";

/// The speech, with the review in view.
fn reviewed() -> Stage {
    let mut stage = open(SPEECH);
    stage.ctrl(Key::Num5);
    stage
}

#[test]
fn what_is_found_is_listed_and_counted() {
    let stage = reviewed();
    stage.assert_shows("错误 3");
    stage.assert_shows("疑似 2");
    stage.assert_shows("籍此：“籍此”应为“借此”");
    stage.assert_shows("重复标点 2");
}

#[test]
fn f8_goes_through_the_findings_and_round() {
    let check = |keys: &[Modifiers], wanted: &str| {
        let mut stage = reviewed();
        stage.put_caret("成绩", 0);
        for modifiers in keys {
            stage.key_with(*modifiers, Key::F8);
        }
        // What is selected is what typing replaces.
        stage.type_text("某");
        let body = format!("{}{}", stage.body("成绩"), stage.body("任务"));
        assert!(body.contains(wanted), "{keys:?}: {body}");
    };
    let (next, previous) = (Modifiers::NONE, Modifiers::SHIFT);
    check(&[next], "于某开会，，");
    check(&[next, next], "开会某大家很好");
    check(&[next, next, previous], "于某开会，，");
    check(&[previous], "各地要某，抓好");
    check(&[previous, next], "于某开会，，");
}

#[test]
fn a_fix_is_one_step() {
    let mut stage = reviewed();
    stage.click("籍此：“籍此”应为“借此”");
    stage.click("改为“借此”");
    assert!(stage.body("成绩").contains("借此机会"));
    stage.assert_shows("错误 2");
    assert_eq!(stage.step_name("撤销"), "撤销：替换 1 处");
    stage.ctrl(Key::Z);
    assert!(stage.body("成绩").contains("籍此机会"));
    stage.assert_shows("错误 3");
}

#[test]
fn all_of_a_kind_are_put_right_in_one_step() {
    let mut stage = reviewed();
    stage.click("全部修改：重复标点");
    let fixed = "于123日开会，大家很好。籍此机会，讲一讲。";
    assert_eq!(stage.body("成绩"), fixed);
    stage.assert_shows("修改了 2 个问题");
    stage.ctrl(Key::Z);
    assert!(stage.body("成绩").contains("开会，，大家"));
}

#[test]
fn what_is_ignored_stays_ignored_in_the_file_and_can_be_brought_back() {
    let mut stage = reviewed();
    stage.click("籍此：“籍此”应为“借此”");
    stage.click("全文忽略");
    stage.assert_shows("错误 2");
    stage.ctrl(Key::S);
    let bytes = std::fs::read(stage.home.path("讲话.jg")).unwrap();
    let saved = speech_file::parse(&bytes).unwrap();
    assert_eq!(saved.ignored.len(), 1);
    assert_eq!(saved.ignored[0].text, "籍此");
    stage.click("已忽略 1");
    stage.click("恢复：“籍此”（全文）");
    stage.assert_shows("错误 3");
    assert_eq!(stage.step_name("撤销"), "撤销：恢复问题");
}

#[test]
fn a_rule_is_switched_off_for_every_speech_and_on_again() {
    let mut stage = reviewed();
    stage.click("籍此：“籍此”应为“借此”");
    stage.click("停用规则");
    stage.assert_shows("错误 1");
    stage.click("已停用的规则 1");
    stage.click("启用：W401 易错词");
    stage.assert_shows("错误 3");
}

#[test]
fn an_edit_beside_a_finding_leaves_it_and_one_inside_takes_it_away() {
    let mut stage = reviewed();
    stage.put_caret("成绩", 0);
    stage.type_text("会议");
    stage.assert_shows("错误 3");
    stage.put_caret("成绩", 4);
    stage.type_text("月");
    assert!(stage.body("成绩").starts_with("会议于1月23日"));
    stage.assert_shows("错误 2");
}

#[test]
fn own_words_are_kept_and_used() {
    let mut stage = reviewed();
    stage.click("自定词语");
    stage.click("词表");
    stage.event(egui::Event::Paste("讲一讲→谈一谈\n".to_owned()));
    stage.assert_shows("认出错词 1 条，固定词语 0 条");
    stage.click("完成");
    stage.assert_shows("讲一讲：“讲一讲”是自定的错词，应为“谈一谈”");
    let kept = std::fs::read_to_string(stage.home.folders().words()).unwrap();
    assert!(kept.contains(r#"("讲一讲", "谈一谈")"#), "{kept}");
}

#[test]
fn own_words_come_from_a_sheet() {
    let mut stage = reviewed();
    let sheet = stage.home.write(
        "词表.csv",
        "错误,正确\n讲一讲,谈一谈\n关心下一带,关心下一代\n",
    );
    stage.click("自定词语");
    stage.home.will_choose(&sheet);
    stage.click("从表格读入…");
    stage.assert_shows("从文件里新加了 2 条");
    stage.key(Key::Escape);
    assert!(!stage.shows("谈一谈"));
}

#[test]
fn a_damaged_list_of_own_words_is_named_and_left_alone() {
    let home = Home::new();
    let damaged = "Words(format: 1, pairs: [(";
    let path = home.write("data/words.ron", damaged);
    let speech = home.write_speech("讲话.jg", SPEECH);
    let mut stage = home.start(Some(speech));
    stage.assert_shows("读不出自定词语");
    stage.ctrl(Key::Num5);
    stage.click("自定词语");
    stage.click("词表");
    stage.type_text("讲一讲→谈一谈");
    stage.click("完成");
    stage.assert_shows("自定词语没有存下");
    assert_eq!(std::fs::read_to_string(path).unwrap(), damaged);
}

#[test]
fn open_errors_are_shown_once_before_an_export() {
    let mut stage = reviewed();
    let target = stage.home.path("讲话.docx");
    stage.ctrl(Key::E);
    stage.assert_shows("还有 3 处错误没有处理");
    stage.click("去看看");
    assert!(!target.exists());
    stage.home.will_choose(&target);
    stage.ctrl(Key::E);
    assert!(target.exists());
}

#[test]
fn an_export_goes_on_in_spite_of_errors_when_told_to() {
    let mut stage = reviewed();
    let target = stage.home.path("讲话.docx");
    stage.ctrl(Key::E);
    stage.home.will_choose(&target);
    stage.click("仍然导出");
    assert!(target.exists());
}

#[test]
fn what_was_copied_from_the_library_is_told_with_its_share() {
    let home = Home::new();
    let passage = "老同志每个星期三下午走进校园给留守儿童讲家乡的故事，孩子们听得入了迷";
    let collection = format!(
        r#"(format: 1, name: "材料", snippets: [(id: "x1", unit: "丙市", region: "丙市", text: ["{passage}。"])])"#
    );
    home.write("data/library/材料.ron", &collection);
    let text = format!("稿\n一、做法\n去年，{passage}。");
    let speech = home.write_speech("讲话.jg", &text);
    let mut stage = home.start(Some(speech));
    assert!(!stage.shows("照抄素材"));
    stage.ctrl(Key::Num5);
    stage.assert_shows("照抄素材 1");
    stage.assert_shows("与素材“丙市”连续相同");
    stage.assert_shows("最长连续 33 字");
}

#[test]
fn another_speech_is_asked_about_again() {
    let mut stage = reviewed();
    stage.ctrl(Key::E);
    stage.click("取消");
    stage.ctrl(Key::E);
    assert!(!stage.shows("还有 3 处错误没有处理"));
    let other = stage.home.write_speech("另一篇.jg", SPEECH);
    stage.home.will_choose(&other);
    stage.ctrl(Key::O);
    stage.assert_shows("错误 3");
    stage.ctrl(Key::E);
    stage.assert_shows("还有 3 处错误没有处理");
}
