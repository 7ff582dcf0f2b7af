//! Typing, deleting, Enter, Backspace and paste in the body of a section.

use crate::edit::{Command, History};
use crate::model::Splice;

use super::{check, parse, show, trimmed};

/// Replaces the selection, or nothing at the caret, by `insert`.
#[track_caller]
fn check_typing(before: &str, insert: &str, after: &str) {
    check(
        before,
        |_, mark| Command::EditBody {
            section: mark.section,
            splice: Splice {
                at: mark.at,
                n_removed: mark.n_selected,
                insert: insert.to_owned(),
            },
        },
        after,
    );
}

#[test]
fn types_at_the_start_in_the_middle_and_at_the_end() {
    check_typing("## 一\n‸工作\n第二段", "各项", "## 一\n各项工作\n第二段");
    check_typing("## 一\n各项‸工作", "重点", "## 一\n各项重点工作");
    check_typing("## 一\n各项\n工作‸", "，", "## 一\n各项\n工作，");
}

#[test]
fn types_into_an_empty_paragraph_between_two() {
    check_typing("## 一\n上\n¶‸\n下", "中", "## 一\n上\n中\n下");
}

#[test]
fn replaces_a_selection_across_paragraphs() {
    check_typing("## 一\n上‸面\n中间\n下‸面", "、", "## 一\n上、面");
}

#[test]
fn enter_splits_a_paragraph() {
    check_typing("## 一\n前半‸后半", "\n", "## 一\n前半\n后半");
    check_typing("## 一\n末尾‸", "\n", "## 一\n末尾\n¶");
    check_typing("## 一\n‸开头〔a〕", "\n", "## 一\n¶\n开头〔a〕");
}

#[test]
fn both_halves_of_a_split_paragraph_keep_the_source() {
    check_typing("## 一\n前半‸后半〔a〕", "\n", "## 一\n前半〔a〕\n后半〔a〕");
}

#[test]
fn joining_keeps_the_sources_of_both() {
    check_typing(
        "## 一\n前半‸〔a〕\n‸后半〔b〕",
        "",
        "## 一\n前半后半〔a b〕",
    );
}

#[test]
fn an_empty_line_deleted_above_leaves_the_paragraph_itself() {
    let (start, mark) = parse("## 一\n‸¶\n‸正文〔a〕");
    let mark = mark.unwrap();
    let body = start.section(mark.section).unwrap().paragraphs.clone();
    let mut history = History::new(start);
    let splice = Splice {
        at: mark.at,
        n_removed: mark.n_selected,
        insert: String::new(),
    };
    let section = mark.section;
    history
        .apply(Command::EditBody { section, splice })
        .unwrap();
    assert_eq!(show(history.speech()), trimmed("## 一\n正文〔a〕"));
    let left = &history.speech().section(section).unwrap().paragraphs;
    assert_eq!(left.as_slice(), &body[1..]);
}

#[test]
fn enter_at_a_start_pushes_the_paragraph_itself_down() {
    let (start, mark) = parse("## 一\n‸正文〔a〕");
    let section = mark.unwrap().section;
    let old = start.section(section).unwrap().paragraphs.clone();
    let mut history = History::new(start);
    let splice = Splice {
        at: mark.unwrap().at,
        n_removed: 0,
        insert: "\n".to_owned(),
    };
    history
        .apply(Command::EditBody { section, splice })
        .unwrap();
    let now = &history.speech().section(section).unwrap().paragraphs;
    assert_eq!(now.last(), old.first());
}

#[test]
fn pastes_many_paragraphs_with_the_line_ends_of_every_system() {
    check_typing(
        "## 一\n前‸后",
        "一\r\n二\n三\r四\u{2028}五",
        "## 一\n前一\n二\n三\n四\n五后",
    );
}

#[test]
fn pastes_into_a_section_without_paragraphs() {
    check(
        "## 空",
        |speech, _| Command::EditBody {
            section: super::named(speech, "空"),
            splice: Splice {
                at: crate::model::CharIdx(0),
                n_removed: 0,
                insert: "一\n二".to_owned(),
            },
        },
        "## 空\n一\n二",
    );
}

#[test]
fn typing_nothing_changes_nothing() {
    check_typing("## 一\n字‸", "", "## 一\n字");
    check_typing("## 一\n‸字‸", "字", "## 一\n字");
}

#[test]
fn a_place_past_the_end_is_refused() {
    let (start, mark) = parse("## 一\n两字‸");
    let mut history = History::new(start.clone());
    let mark = mark.unwrap();
    let splice = Splice {
        at: mark.at,
        n_removed: 1,
        insert: "多".to_owned(),
    };
    let section = mark.section;
    assert!(
        history
            .apply(Command::EditBody { section, splice })
            .is_err()
    );
    assert_eq!(history.speech(), &start);
    assert_eq!(history.undo_name(), None);
}
