//! Half-width punctuation becomes full-width when asked for, and can be taken back.

use egui::Key;

use super::stage::open;

const SPEECH: &str = "甲,乙稿\n一、甲\n甲文,有1,200字.\n(一)子\n\"子\"文:好!\n二、乙\n乙文。";

#[test]
fn the_whole_speech_in_one_step_and_back() {
    let mut stage = open(SPEECH);
    let start = stage.speech().clone();
    stage.menu(&["编辑", "半角标点转全角"]);
    assert_eq!(stage.speech().front.title, "甲，乙稿");
    assert_eq!(stage.body("甲"), "甲文，有1,200字。");
    assert_eq!(stage.body("子"), "“子”文：好！");
    stage.assert_shows("已将 7 处半角标点改为全角");
    stage.ctrl(Key::Z);
    assert_eq!(*stage.speech(), start);
    assert_eq!(stage.step_name("撤销"), "");
    stage.choose("半角标点");
    assert_eq!(stage.body("子"), "“子”文：好！");
}

#[test]
fn a_speech_without_any_stays_as_it_is() {
    let mut stage = open("稿\n一、甲\n甲文，有1,200字。");
    stage.menu(&["编辑", "半角标点转全角"]);
    stage.assert_shows("没有需要改为全角的半角标点");
    assert_eq!(stage.step_name("撤销"), "");
}
