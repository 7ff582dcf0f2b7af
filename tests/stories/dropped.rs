//! Files dropped on the window: snippets on the library, elsewhere a speech.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{SPEECH, written};
use super::stage::{Stage, open};

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

const REPORT: &str = "# 工作总结\n\n## 主题教育\n\n\
    全年组织主题宣讲二百余场，参加的青少年超过三万人次，反响很好，值得推广。\n";

/// Drops a file on a place that has a name; the pointer shows itself afterwards, as under X11.
fn drop_file(stage: &mut Stage, path: PathBuf, on: &str) {
    let place = stage.place(on).center();
    let input = stage.harness.input_mut();
    input.dropped_files.push(Arc::new(Dropped(path)));
    stage.harness.step();
    stage.harness.hover_at(place);
    stage.settle();
}

#[test]
fn a_file_dropped_on_the_library_becomes_snippets() {
    let mut stage = open(SPEECH);
    let path = stage.home.write("丙市.md", REPORT);
    drop_file(&mut stage, path, "搜索素材");
    assert_eq!(stage.tree(), "甲");
    stage.click("收进素材库");
    stage.assert_shows("导入 1 条素材");
    stage.assert_shows("3 条素材");
    stage.assert_shows("全年组织主题宣讲二百余场");
    // It is there after the next start.
    let home = stage.home.clone();
    stage.close();
    home.start(None).assert_shows("3 条素材");
}

#[test]
fn a_file_dropped_elsewhere_is_opened() {
    let mut stage = open(SPEECH);
    let path = stage.home.write("丙市.md", REPORT);
    drop_file(&mut stage, path, "正文：甲");
    assert_eq!(stage.tree(), "主题教育");
    stage.assert_shows("2 条素材");
}

#[test]
fn a_file_dropped_on_unsaved_words_asks_first() {
    let mut stage = written();
    let path = stage.home.write("丙市.md", REPORT);
    drop_file(&mut stage, path, "正文：甲");
    stage.assert_shows("保存改动吗？");
    stage.click("取消");
    assert_eq!(stage.body("甲"), "甲文。好");
}

#[test]
fn without_a_pointer_the_user_is_asked() {
    let mut stage = open(SPEECH);
    let path = stage.home.write("丙市.md", REPORT);
    let input = stage.harness.input_mut();
    input.dropped_files.push(Arc::new(Dropped(path)));
    stage.settle();
    stage.wait(std::time::Duration::from_millis(450));
    stage.assert_shows("“丙市.md”要怎么用？");
    stage.click("收进素材库");
    // Now the passages are there to be looked at.
    stage.click("收进素材库");
    stage.assert_shows("3 条素材");
    assert_eq!(stage.tree(), "甲");
}

#[test]
fn a_folder_is_for_the_library_wherever_it_is_dropped() {
    let mut stage = open(SPEECH);
    stage.home.write("总结/丙市.md", REPORT);
    stage.home.write("总结/旧的.doc", "\u{1}");
    let folder = stage.home.path("总结");
    drop_file(&mut stage, folder, "正文：甲");
    stage.assert_shows("读不了的文件 1");
    stage.click("读不了的文件 1");
    stage.assert_shows("旧的.doc");
    stage.click("收进素材库");
    stage.assert_shows("3 条素材");
}

#[test]
fn what_is_dropped_while_something_is_asked_waits_and_is_asked_about() {
    let mut stage = open(SPEECH);
    let path = stage.home.write("丙市.md", REPORT);
    stage.ctrl(egui::Key::Comma);
    let input = stage.harness.input_mut();
    input.dropped_files.push(Arc::new(Dropped(path)));
    stage.settle();
    stage.assert_shows("正文字号");
    assert_eq!(stage.tree(), "甲");
    stage.click("完成");
    stage.assert_shows("“丙市.md”要怎么用？");
    stage.click("打开");
    assert_eq!(stage.tree(), "主题教育");
}
