//! The library: what comes into it, and what cannot be read.

use egui::Key;

use super::home::Home;
use super::stage::open;

const SPEECH: &str = "稿\n一、甲\n甲文。";

#[test]
fn the_first_start_has_the_sample_library() {
    let home = Home::new();
    std::fs::remove_dir_all(home.path("data/library")).unwrap();
    let stage = home.start(None);
    let found = stage.everything().into_iter().find_map(|text| {
        let (number, rest) = text.split_once(' ')?;
        (rest == "条素材").then(|| number.parse::<usize>().unwrap())
    });
    assert!(found >= Some(60), "{found:?}");
}

#[test]
fn snippets_are_imported_through_the_menu() {
    let mut stage = open(SPEECH);
    let home = stage.home.clone();
    let report = "丙市\n一、宣讲\n全年组织主题宣讲二百余场，参加的青少年超过三万人次，反响很好，值得推广。\n太短。";
    home.will_choose(&home.write("丙市.txt", report));
    stage.click("导入素材");
    stage.assert_shows("导入素材：丙市.txt");
    stage.assert_shows("新增 1 条");
    stage.assert_shows("2 条素材");
    stage.click("收进素材库");
    stage.assert_shows("已导入 1 条素材");
    stage.assert_shows("3 条素材");
    stage.click("搜索素材");
    stage.type_text("青少年");
    stage.assert_shows("1 条素材");
    assert_eq!(stage.tree(), "甲");
    stage.click("撤销素材改动");
    stage.assert_shows("已撤销：导入 1 条素材");
    stage.assert_shows("没有找到");
    stage.click("重做素材改动");
    stage.assert_shows("1 条素材");
}

#[test]
fn a_report_without_a_passage_says_so() {
    let mut stage = open(SPEECH);
    let home = stage.home.clone();
    home.will_choose(&home.write("短.txt", "短\n太短。"));
    stage.choose("导入素材…");
    stage.assert_shows("没有收进来的 1");
    stage.assert_shows("太短。");
    stage.key(Key::Escape);
    stage.assert_shows("2 条素材");
}

#[test]
fn guesses_are_corrected_for_many_before_anything_is_written_and_stay_corrected() {
    let mut stage = open(SPEECH);
    let home = stage.home.clone();
    let report = "丙市总结\n一、宣讲\n全年组织主题宣讲二百余场，参加的青少年超过三万人次，反响很好，值得推广。\n二、普法\n模拟法庭开进了三十所学校，两千名学生当过小法官，家长也来旁听，今年还要再开。";
    let path = home.write("丙市.txt", report);
    home.will_choose(&path);
    stage.choose("导入素材…");
    stage.assert_shows("新增 2 条");
    stage.click("（单位不明）：全年组织主题宣讲二百余场…");
    stage.key_with(egui::Modifiers::SHIFT, Key::ArrowDown);
    stage.assert_shows("选中 2 条，一起更正");
    stage.click("单位");
    stage.type_text("无锡市教育关工委");
    stage.assert_shows("无锡市教育关工委：模拟法庭开进了三十所学校…");
    stage.click("收进素材库");
    stage.assert_shows("4 条素材");
    stage.click("按地区筛选");
    stage.click("无锡市（2）");
    stage.assert_shows("2 条素材");
    home.will_choose(&path);
    stage.choose("导入素材…");
    stage.assert_shows("不收 2 条");
    assert_eq!(
        stage
            .everything()
            .iter()
            .filter(|text| *text == "已有")
            .count(),
        2
    );
}

#[test]
fn a_damaged_collection_is_named_and_the_rest_works() {
    let home = Home::new();
    let damaged = "(format: 1, name: \"坏\",\n snippets: [(id: 1)])";
    home.write("data/library/坏.ron", damaged);
    let path = home.write_speech("讲话.jg", SPEECH);
    let mut stage = home.start(Some(path));
    stage.assert_shows("素材集“坏.ron”读不出来");
    stage.assert_shows("文件在第 2 行");
    stage.assert_shows("2 条素材");
    assert_eq!(home.read("data/library/坏.ron"), damaged);
    stage.put_caret("甲", 0);
    stage.key(Key::Home);
    stage.double_click("素材：甲市");
    assert_eq!(stage.body("甲"), "甲市组织宣讲二百场。甲文。");
}

#[test]
fn a_snippet_that_is_gone_leaves_its_words_in_the_speech() {
    let mut stage = open(SPEECH);
    stage.put_caret("甲", 3);
    stage.double_click("素材：甲市");
    stage.ctrl(Key::S);
    let home = stage.home.clone();
    stage.close();
    std::fs::remove_file(home.path("data/library/素材.ron")).unwrap();
    let stage = home.start(None);
    assert_eq!(stage.body("甲"), "甲文。甲市组织宣讲二百场。");
    assert_eq!(stage.section("甲").paragraphs[0].sources.len(), 1);
    stage.assert_shows("素材库还是空的");
}
