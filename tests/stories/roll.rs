//! The roll call: whom the roster wants, and whom the speech speaks of.

use egui::{Key, Modifiers};

use super::home::Home;
use super::stage::{Stage, open};

const SPEECH: &str = "稿\n一、各地\n甲城市办班三年。X市办会。丙城市办展。";
const LIST: &str = "设区市：\n甲城市\n乙城市\n丙城市";

/// The speech with a roster, the roll call in view.
fn called() -> Stage {
    let mut stage = open(SPEECH);
    stage.ctrl(Key::Num4);
    stage.click("建立名册…");
    stage.click("名单");
    stage.event(egui::Event::Paste(LIST.to_owned()));
    stage.assert_shows("认出 1 组，3 个单位");
    stage.click("完成");
    stage
}

#[test]
fn a_pasted_list_becomes_the_roster_and_undo_takes_it_back() {
    let mut stage = called();
    assert_eq!(stage.speech().roster.as_ref().unwrap().units().count(), 3);
    stage.assert_shows("点名 2/3");
    stage.assert_shows("甲城市：8 字，第 1 个讲到");
    stage.assert_shows("乙城市：没有讲到");
    stage.choose("撤销");
    assert_eq!(stage.speech().roster, None);
    stage.assert_shows("还没有名册");
}

#[test]
fn escape_leaves_the_roster_as_it_was() {
    let mut stage = called();
    stage.click("修改名册");
    stage.click("名单");
    stage.type_text("丁城市");
    stage.key(Key::Escape);
    assert!(!stage.shows("认出"));
    assert_eq!(stage.speech().roster.as_ref().unwrap().units().count(), 3);
}

#[test]
fn a_unit_leads_to_its_place_or_to_its_snippets() {
    let mut stage = called();
    stage.click("丙城市：6 字，第 2 个讲到");
    // What is selected there is what typing replaces.
    stage.type_text("丁城市");
    assert_eq!(stage.body("各地"), "甲城市办班三年。X市办会。丁城市办展。");
    stage.click("乙城市：没有讲到");
    assert_eq!(stage.node("搜索素材").value().as_deref(), Some("乙城市"));
}

#[test]
fn a_masked_name_is_put_right_in_one_step() {
    let mut stage = called();
    stage.click("X市是谁");
    stage.click("乙城市");
    assert_eq!(
        stage.body("各地"),
        "甲城市办班三年。乙城市办会。丙城市办展。"
    );
    stage.assert_shows("点名 3/3");
    stage.assert_shows("都讲到了，次序也对");
    stage.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(stage.body("各地"), "甲城市办班三年。X市办会。丙城市办展。");
}

#[test]
fn a_roster_is_read_from_and_kept_in_files() {
    let mut stage = called();
    let table = stage.home.write("表.csv", "组,单位\n高校,戊大学\n");
    stage.home.will_choose(&table);
    stage.click("修改名册");
    stage.click("从文件读入…");
    stage.assert_shows("认出 1 组，1 个单位");
    let copy = stage.home.path("名册.ron");
    stage.home.will_choose(&copy);
    stage.click("另存为名册文件…");
    assert!(stage.home.read("名册.ron").contains("戊大学"));
    let broken = stage.home.write("坏.xlsx", "PK");
    stage.home.will_choose(&broken);
    stage.click("从文件读入…");
    stage.assert_shows("读不出名册“坏.xlsx”");
    stage.click("完成");
    stage.assert_shows("点名 0/1");
}

#[test]
fn the_roster_comes_back_with_the_file() {
    let mut stage = called();
    stage.ctrl(Key::S);
    let home: Home = stage.home.clone();
    stage.close();
    let stage = home.start(None);
    stage.assert_shows("点名 2/3");
}

#[test]
fn the_roll_call_is_exported_as_a_sheet() {
    let mut stage = called();
    let path = stage.home.path("点名.xlsx");
    stage.home.will_choose(&path);
    stage.click("导出点名表");
    stage.assert_shows("点名.xlsx");
    let rows = jianggao::import::xlsx_rows(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(rows[0][0], "稿点名表");
    let wanted = [
        "设区市",
        "1",
        "甲城市",
        "已讲",
        "8",
        "0.5714285714285714",
        "1",
        "1",
    ];
    assert_eq!(rows[2], wanted);
    assert_eq!(rows[3][2..5], ["乙城市", "没有讲到", "0"]);
    assert!(rows.iter().any(|row| row[0] == "化名：X市"), "{rows:?}");
}

#[test]
fn a_roster_is_made_of_the_units_in_the_library() {
    let home = Home::new();
    home.write(
        "data/library/另.ron",
        r#"(format: 2, name: "另", snippets: [
            (id: "a", unit: "无锡市教育局", text: ["办班。"]),
            (id: "b", unit: "南京市教育局", text: ["办会。"]),
            (id: "c", unit: "江南大学关工委", text: ["办展。"]),
        ])"#,
    );
    let path = home.write_speech("讲话.jg", SPEECH);
    let mut stage = home.start(Some(path));
    stage.ctrl(Key::Num4);
    stage.click("建立名册…");
    stage.click("取自素材库");
    stage.assert_shows("认出 3 组，5 个单位");
    stage.click("完成");
    let roster = stage.speech().roster.clone().unwrap();
    let names: Vec<&str> = roster.units().map(|unit| unit.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "南京市教育局",
            "无锡市教育局",
            "江南大学关工委",
            "甲市",
            "乙市"
        ]
    );
}
