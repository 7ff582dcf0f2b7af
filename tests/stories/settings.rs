//! What the window remembers from one start to the next.

use egui::Key;
use jianggao::store::settings;

use super::home::Home;
use super::stage::open;

#[test]
fn theme_zoom_panels_and_lock_are_remembered() {
    let mut stage = open("稿\n一、甲\n甲文。");
    stage.ctrl(Key::Comma);
    stage.click("深色");
    stage.click("220");
    stage.click("国标页边");
    stage.click("完成");
    stage.click("锁定提纲，以免误拖");
    stage.choose("放大");
    let zoom = stage.harness.ctx.zoom_factor();
    assert!(zoom > 1.0);
    let edge = stage.place("提纲").right();
    let handle = stage.place("提纲的宽度").center();
    stage.drag(handle, handle - egui::vec2(60.0, 0.0));
    assert!(stage.place("提纲").right() < edge - 40.0);
    let edge = stage.place("提纲").right();
    let home = stage.home.clone();
    stage.close();

    let mut stage = home.start(None);
    assert_eq!(stage.tree(), "甲", "the open file is remembered");
    assert_eq!(stage.harness.ctx.theme(), egui::Theme::Dark);
    assert_eq!(stage.harness.ctx.zoom_factor(), zoom);
    assert!((stage.place("提纲").right() - edge).abs() < 2.0);
    stage.assert_shows("提纲已锁定，点击后可以拖动章节");
    stage.choose("显示提纲");
    assert!(!stage.shows("提纲已锁定"));
    stage.choose("显示素材库");
    assert!(!stage.shows("搜索素材"));
    stage.close();

    let stage = home.start(None);
    assert!(!stage.shows("提纲已锁定") && !stage.shows("搜索素材"));
    let (kept, _) = settings::load(&home.folders().settings());
    assert_eq!(kept.rate, 220);
    assert_eq!(kept.layout, settings::LayoutChoice::Nominal);
}

#[test]
fn settings_that_cannot_be_read_keep_nothing_from_starting() {
    let home = Home::new();
    home.write("config/settings.ron", "(zoom: ");
    let path = home.write_speech("讲话.jg", "稿\n一、甲");
    let stage = home.start(Some(path));
    assert_eq!(stage.tree(), "甲");
    assert!(home.path("config/settings.ron.damaged-1").exists());
    stage.assert_shows("已恢复默认设置");
    stage.assert_shows("settings.ron.damaged-1");
}

#[test]
fn settings_of_a_newer_program_are_named_and_left_to_it() {
    let home = Home::new();
    let newer = r#"(format: 2, toured: true, zoom: 1.5, rules_off: ["P505"])"#;
    home.write("config/settings.ron", newer);
    let path = home.write_speech("讲话.jg", "稿\n一、甲");
    let mut stage = home.start(Some(path));
    stage.assert_shows("没有使用设置文件“settings.ron”");
    stage.choose("放大");
    stage.close();
    assert_eq!(home.read("config/settings.ron"), newer);
}

#[test]
fn a_file_that_is_gone_is_not_opened_again() {
    let home = Home::new();
    let path = home.write_speech("讲话.jg", "稿\n一、甲");
    home.start(Some(path.clone())).close();
    std::fs::remove_file(path).unwrap();
    let stage = home.start(None);
    assert_eq!(stage.tree(), "", "an empty speech");
}
