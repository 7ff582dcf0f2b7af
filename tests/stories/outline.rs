//! The outline: sections are put in order by mouse and by keyboard, and one undo takes it back.

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};

use super::stage::{Stage, open};

const SPEECH: &str = "稿\n一、甲\n甲文。\n（一）子\n子文。\n（二）丑\n二、乙\n乙文。\n三、丙";
const TREE: &str = "甲(子 丑) 乙 丙";

/// The upper edge of a row, its middle and its lower edge.
fn edges(stage: &Stage, row: &str) -> [Pos2; 3] {
    let rect = stage.place(row);
    let middle = rect.center();
    [
        egui::pos2(middle.x, rect.top() + 2.0),
        middle,
        egui::pos2(middle.x, rect.bottom() - 2.0),
    ]
}

/// Drags a row to a place, and takes it back with one undo.
#[track_caller]
fn check_drag(row: &str, to: impl Fn(&Stage) -> Pos2, wanted: &str, step: &str) {
    let mut stage = open(SPEECH);
    let (from, to) = (stage.place(row).center(), to(&stage));
    stage.drag(from, to);
    assert_eq!(stage.tree(), wanted);
    assert_eq!(stage.body("甲"), "甲文。");
    assert_eq!(stage.body("子"), "子文。");
    assert_eq!(stage.step_name("撤销"), step);
    stage.ctrl(Key::Z);
    assert_eq!(stage.tree(), TREE);
    assert_eq!(stage.step_name("撤销"), "");
}

#[test]
fn a_section_is_dragged_before_another() {
    let to = |stage: &Stage| edges(stage, "一、甲")[0];
    check_drag("三、丙", to, "丙 甲(子 丑) 乙", "撤销：移动章节「丙」");
}

#[test]
fn a_section_is_dragged_behind_another() {
    let to = |stage: &Stage| edges(stage, "（二）丑")[2];
    check_drag("三、丙", to, "甲(子 丑 丙) 乙", "撤销：移动章节「丙」");
}

#[test]
fn a_section_is_dragged_into_another() {
    let to = |stage: &Stage| edges(stage, "二、乙")[1];
    check_drag("三、丙", to, "甲(子 丑) 乙(丙)", "撤销：移动章节「丙」");
}

#[test]
fn children_move_with_their_parent() {
    let to = |stage: &Stage| edges(stage, "二、乙")[2];
    check_drag("一、甲", to, "乙 甲(子 丑) 丙", "撤销：移动章节「甲」");
}

#[test]
fn below_the_last_row_is_the_end() {
    let to = |stage: &Stage| edges(stage, "三、丙")[2] + vec2(0.0, 90.0);
    check_drag("（一）子", to, "甲(丑) 乙 丙 子", "撤销：移动章节「子」");
}

#[test]
fn a_section_does_not_go_into_itself_or_below_itself() {
    for (row, edge) in [("（一）子", 1), ("（二）丑", 2), ("一、甲", 1)] {
        let mut stage = open(SPEECH);
        let (from, to) = (stage.place("一、甲").center(), edges(&stage, row)[edge]);
        stage.drag(from, to + vec2(1.0, 1.0));
        assert_eq!(stage.tree(), TREE, "on {row}");
        assert_eq!(stage.step_name("撤销"), "");
    }
}

#[test]
fn a_hand_quicker_than_a_frame_drags_what_it_pressed() {
    let mut stage = open(SPEECH);
    let (from, to) = (stage.place("三、丙").center(), edges(&stage, "一、甲")[0]);
    stage.hold_at_once(from, to);
    stage.let_go(to);
    assert_eq!(stage.tree(), "丙 甲(子 丑) 乙");
}

#[test]
fn escape_cancels_a_drag() {
    let mut stage = open(SPEECH);
    let (from, to) = (stage.place("三、丙").center(), edges(&stage, "一、甲")[0]);
    stage.hold(from, to);
    stage.key(Key::Escape);
    stage.let_go(to);
    assert_eq!(stage.tree(), TREE);
}

#[test]
fn a_drag_let_go_elsewhere_changes_nothing() {
    let mut stage = open(SPEECH);
    let from = stage.place("三、丙").center();
    let to = stage.place("正文：甲").center();
    stage.drag(from, to);
    assert_eq!(stage.tree(), TREE);
    assert_eq!(stage.body("甲"), "甲文。");
}

#[test]
fn a_locked_outline_does_not_drag() {
    let mut stage = open(SPEECH);
    stage.click("锁定提纲，以免误拖");
    let (from, to) = (stage.place("三、丙").center(), edges(&stage, "一、甲")[0]);
    stage.drag(from, to);
    assert_eq!(stage.tree(), TREE);
    stage.click("提纲已锁定，点击后可以拖动章节");
    stage.drag(from, to);
    assert_eq!(stage.tree(), "丙 甲(子 丑) 乙");
}

/// Selects a row with the mouse and presses a key in the outline.
#[track_caller]
fn press(stage: &mut Stage, row: &str, modifiers: Modifiers, key: Key) {
    stage.click(row);
    assert_eq!(stage.focus().as_deref(), Some("提纲"));
    stage.key_with(modifiers, key);
}

#[test]
fn keys_move_and_nest_sections() {
    let mut stage = open(SPEECH);
    press(&mut stage, "三、丙", Modifiers::ALT, Key::ArrowUp);
    assert_eq!(stage.tree(), "甲(子 丑) 丙 乙");
    // The section stays selected and the outline keeps the keyboard.
    stage.key_with(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(stage.tree(), TREE);
    stage.key(Key::Tab);
    assert_eq!(stage.tree(), "甲(子 丑) 乙(丙)");
    stage.key_with(Modifiers::SHIFT, Key::Tab);
    assert_eq!(stage.tree(), TREE);
    stage.key_with(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(stage.tree(), "甲(子 丑) 乙(丙)");
    stage.key_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(stage.tree(), TREE);
    assert_eq!(stage.focus().as_deref(), Some("提纲"));
    for _ in 0..6 {
        stage.ctrl(Key::Z);
    }
    assert_eq!(stage.tree(), TREE);
    assert_eq!(stage.step_name("撤销"), "");
}

#[test]
fn arrow_keys_walk_over_the_rows() {
    let mut stage = open(SPEECH);
    press(&mut stage, "一、甲", Modifiers::NONE, Key::ArrowDown);
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    assert_eq!(stage.focus().as_deref(), Some("提纲"));
    stage.key(Key::ArrowUp);
    stage.key(Key::Delete);
    assert_eq!(stage.tree(), "甲(子) 乙 丙");
}

#[test]
fn f2_renames_and_escape_leaves_the_name() {
    let mut stage = open(SPEECH);
    press(&mut stage, "二、乙", Modifiers::NONE, Key::F2);
    assert_eq!(stage.focus().as_deref(), Some("章节标题"));
    stage.ctrl(Key::A);
    stage.type_text("工作安排");
    assert_eq!(stage.tree(), TREE, "not before Enter");
    stage.key(Key::Enter);
    assert_eq!(stage.tree(), "甲(子 丑) 工作安排 丙");
    assert_eq!(stage.step_name("撤销"), "撤销：修改章节标题「乙」");
    stage.ctrl(Key::Z);
    assert_eq!(stage.tree(), TREE);

    press(&mut stage, "二、乙", Modifiers::NONE, Key::F2);
    stage.type_text("不要");
    stage.key(Key::Escape);
    assert_eq!(stage.tree(), TREE);
    // The rows have the keyboard again.
    stage.key(Key::ArrowDown);
    stage.key(Key::F2);
    stage.type_text("！");
    stage.key(Key::Enter);
    assert_eq!(stage.tree(), "甲(子 丑) 乙 丙！");
    stage.key_with(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(stage.tree(), "甲(子 丑) 丙！ 乙");
}

#[test]
fn a_click_into_the_text_ends_renaming_and_stays_there() {
    let mut stage = open(SPEECH);
    press(&mut stage, "二、乙", Modifiers::NONE, Key::F2);
    stage.type_text("！");
    stage.click("正文：甲");
    assert_eq!(stage.tree(), "甲(子 丑) 乙！ 丙");
    assert_eq!(stage.focus().as_deref(), Some("正文：甲"));
}

#[test]
fn delete_takes_the_section_with_its_children() {
    let mut stage = open(SPEECH);
    press(&mut stage, "一、甲", Modifiers::NONE, Key::Delete);
    assert_eq!(stage.tree(), "乙 丙");
    assert_eq!(stage.step_name("撤销"), "撤销：删除章节「甲」");
    stage.ctrl(Key::Z);
    assert_eq!(stage.tree(), TREE);
    assert_eq!(stage.body("子"), "子文。");
}

#[test]
fn after_a_deletion_the_next_row_is_chosen() {
    let mut stage = open(SPEECH);
    press(&mut stage, "（一）子", Modifiers::NONE, Key::Delete);
    stage.key(Key::Delete);
    assert_eq!(stage.tree(), "甲 乙 丙");
    stage.key(Key::Delete);
    assert_eq!(stage.tree(), "甲 丙");
    stage.key(Key::Delete);
    stage.key(Key::Delete);
    assert_eq!(stage.tree(), "");
}

#[test]
fn a_long_outline_scrolls_while_a_row_is_dragged() {
    let mut stage = open(&long_speech(40));
    let from = stage.place("一、第1节").center();
    let edge = stage.place("提纲").center_bottom() - vec2(0.0, 6.0);
    stage.hold_on(from, edge);
    stage.assert_shows("四十、第40节");
    stage.let_go(edge);
    let first = &stage.speech().sections[0].heading;
    let moved = stage.speech().sections.iter();
    let at = moved.clone().position(|section| section.heading == "第1节");
    assert_eq!(first, "第2节");
    assert!(at > Some(35), "{at:?}");
}

#[test]
fn delete_in_the_search_field_deletes_no_section() {
    let mut stage = open(&long_speech(20));
    stage.click("一、第1节");
    stage.click("搜索章节");
    stage.type_text("节");
    stage.key(Key::Home);
    stage.key(Key::Delete);
    assert_eq!(stage.speech().sections.len(), 20);
    assert_eq!(stage.rows().len(), 20, "all rows fit");
}

#[test]
fn the_context_menu_does_what_the_keys_do() {
    let mut stage = open(SPEECH);
    let mut choose = |row: &str, entry: &str, tree: &str| {
        stage.node(row).click_secondary();
        stage.settle();
        let entry = stage
            .harness
            .get(by().role(Role::Button).label_contains(entry).predicate(
                // The menu bar has a menu of the same name.
                |node| node.label().is_some_and(|label| !label.starts_with('工')),
            ));
        entry.click();
        stage.settle();
        assert_eq!(stage.tree(), tree);
        stage.ctrl(Key::Z);
        assert_eq!(stage.tree(), TREE);
    };
    choose("二、乙", "在上方添加章节", "甲(子 丑)  乙 丙");
    choose("二、乙", "在下方添加章节", "甲(子 丑) 乙  丙");
    choose("二、乙", "添加下级章节", "甲(子 丑) 乙() 丙");
    choose("一、甲", "复制章节", "甲(子 丑) 甲(子 丑) 乙 丙");
    choose("一、甲", "删除章节（连同 2 个下级章节）", "乙 丙");
}

#[test]
fn a_section_is_collapsed_and_opened() {
    let mut stage = open(SPEECH);
    let all = ["一、甲", "（一）子", "（二）丑", "二、乙", "三、丙"];
    assert_eq!(stage.rows(), all);
    stage.click("折叠：甲");
    assert_eq!(stage.rows(), ["一、甲", "二、乙", "三、丙"]);
    stage.click("展开：甲");
    assert_eq!(stage.rows(), all);
    press(&mut stage, "一、甲", Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(stage.rows().len(), 3);
    stage.key(Key::ArrowRight);
    assert_eq!(stage.rows(), all);
    stage.click("全部折叠或展开");
    assert_eq!(stage.rows().len(), 3);
    stage.click("全部折叠或展开");
    assert_eq!(stage.rows(), all);
    assert_eq!(stage.tree(), TREE);
}

#[test]
fn a_drop_behind_a_collapsed_section_does_not_go_into_it() {
    let mut stage = open(SPEECH);
    stage.click("折叠：甲");
    let (from, to) = (stage.place("三、丙").center(), edges(&stage, "一、甲")[2]);
    stage.drag(from, to);
    assert_eq!(stage.tree(), "甲(子 丑) 丙 乙");
}

fn long_speech(n_sections: usize) -> String {
    let mut text = "稿\n".to_owned();
    for n in 1..=n_sections {
        let number = jianggao::text::numerals::chinese_numeral(n);
        text += &format!("{number}、第{n}节\n正文{n}。\n");
    }
    text
}

#[test]
fn from_twenty_sections_on_there_is_a_search_field() {
    assert!(!open(&long_speech(19)).shows("搜索章节"));
    let mut stage = open(&long_speech(20));
    stage.click("搜索章节");
    stage.type_text("第13节");
    assert_eq!(stage.rows(), ["十三、第13节"]);
    stage.type_text("没有");
    assert_eq!(stage.rows(), [""; 0]);
}

#[test]
fn a_click_on_a_row_shows_the_section_in_the_manuscript() {
    let mut stage = open(&long_speech(20));
    assert!(!stage.shows("正文：第20节"));
    stage.node("十八、第18节").click();
    stage.settle();
    stage.assert_shows("正文：第18节");
}

#[test]
fn the_outline_follows_the_caret() {
    let mut stage = open(SPEECH);
    stage.click("正文：乙");
    let selected = stage
        .harness
        .query_all(by().role(Role::TreeItem))
        .find(|node| node.accesskit_node().data().toggled() == Some(Toggled::True))
        .and_then(|node| node.accesskit_node().label());
    assert_eq!(selected.as_deref(), Some("二、乙"));
}
