//! Commands on the tree of sections and on the front matter.

use crate::edit::{Command, EditError, History, NewSection, SnippetPlace, SnippetText, StepName};
use crate::model::{FrontField, SectionKind, SectionPlace, SnippetId, Speech};

use super::{check, named, parse};

const TREE: &str = "## 一\n正文\n### 甲\n段\n### 乙\n## 二\n## 三";

fn gap(speech: &Speech, parent: Option<&str>, at: usize) -> SectionPlace {
    let parent = parent.map(|heading| named(speech, heading));
    SectionPlace { parent, at }
}

#[track_caller]
fn check_move(heading: &str, parent: Option<&str>, at: usize, after: &str) {
    let command = |speech: &Speech, _| Command::MoveSection {
        section: named(speech, heading),
        place: gap(speech, parent, at),
    };
    check(TREE, command, after);
}

#[test]
fn a_section_moves_with_all_below_it() {
    check_move(
        "一",
        None,
        2,
        "## 二\n## 一\n正文\n### 甲\n段\n### 乙\n## 三",
    );
    check_move(
        "一",
        None,
        3,
        "## 二\n## 三\n## 一\n正文\n### 甲\n段\n### 乙",
    );
    check_move(
        "三",
        None,
        0,
        "## 三\n## 一\n正文\n### 甲\n段\n### 乙\n## 二",
    );
    check_move(
        "三",
        Some("甲"),
        0,
        "## 一\n正文\n### 甲\n段\n#### 三\n### 乙\n## 二",
    );
    check_move(
        "一",
        Some("二"),
        0,
        "## 二\n### 一\n正文\n#### 甲\n段\n#### 乙\n## 三",
    );
    check_move(
        "甲",
        None,
        1,
        "## 一\n正文\n### 乙\n## 甲\n段\n## 二\n## 三",
    );
}

#[test]
fn a_move_to_where_it_stands_is_no_step() {
    check_move("二", None, 1, TREE);
    check_move("二", None, 2, TREE);
    check_move("乙", Some("一"), 2, TREE);
}

#[track_caller]
fn check_refused(command: impl FnOnce(&Speech) -> Command) -> EditError {
    let (start, _) = parse(TREE);
    let command = command(&start);
    let mut history = History::new(start.clone());
    let error = history.apply(command).unwrap_err();
    assert_eq!(history.speech(), &start);
    assert_eq!((history.state(), history.undo_name()), (0, None));
    error
}

#[test]
fn a_section_cannot_go_into_itself_or_nowhere() {
    for parent in ["一", "乙"] {
        let error = check_refused(|speech| Command::MoveSection {
            section: named(speech, "一"),
            place: gap(speech, Some(parent), 0),
        });
        assert!(matches!(error, EditError::IntoItself(_)));
    }
    let error = check_refused(|speech| Command::MoveSection {
        section: named(speech, "甲"),
        place: gap(speech, None, 4),
    });
    assert!(matches!(error, EditError::NoPlace(_)));
}

/// Nine sections, each in the one before: 1 to 9. Beside them 甲 with 乙 below it.
const DEEP: &str = "## 1\n### 2\n#### 3\n##### 4\n###### 5\n####### 6\n######## 7\n######### 8\n########## 9\n## 甲\n### 乙";

#[test]
fn sections_nest_nine_deep_and_no_deeper() {
    let (start, _) = parse(DEEP);
    let place = |heading: &str| SectionPlace {
        parent: Some(named(&start, heading)),
        at: 0,
    };
    let apply = |command: Command| History::new(start.clone()).apply(command).map(drop);
    let move_below = |section: &str, parent: &str| {
        apply(Command::MoveSection {
            section: named(&start, section),
            place: place(parent),
        })
    };
    assert_eq!(move_below("乙", "8"), Ok(()));
    assert_eq!(move_below("乙", "9"), Err(EditError::TooDeep));
    assert_eq!(move_below("甲", "7"), Ok(()));
    assert_eq!(
        move_below("甲", "8"),
        Err(EditError::TooDeep),
        "with what is below it"
    );
    let section = NewSection::default();
    let add = apply(Command::AddSection {
        place: place("9"),
        section,
    });
    assert_eq!(add, Err(EditError::TooDeep));
    let inserted = SnippetText {
        id: SnippetId::from("a"),
        title: "丙".to_owned(),
        text: "段".to_owned(),
    };
    let insert = apply(Command::InsertSnippet {
        inserted,
        place: SnippetPlace::SectionGap(place("9")),
    });
    assert_eq!(insert, Err(EditError::TooDeep));
}

#[test]
fn what_a_file_brought_deeper_can_be_moved_upwards_and_put_back() {
    let deeper = format!("{DEEP}\n");
    let (mut start, _) = parse(&deeper);
    let mut ids = crate::model::IdSource::above(&start);
    let mut top = ids.section("0", SectionKind::Custom);
    top.children = std::mem::take(&mut start.sections);
    start.sections = vec![std::sync::Arc::new(top)];
    let mut history = History::new(start.clone());
    let up = Command::MoveSection {
        section: named(&start, "9"),
        place: SectionPlace {
            parent: Some(named(&start, "7")),
            at: 1,
        },
    };
    history.apply(up).unwrap();
    history.undo();
    assert_eq!(history.speech(), &start);
    let delete = Command::DeleteSection {
        section: named(&start, "8"),
    };
    history.apply(delete).unwrap();
    history.undo();
    assert_eq!(history.speech(), &start);
}

#[test]
fn adds_a_section() {
    let command = |speech: &Speech, _| Command::AddSection {
        place: gap(speech, Some("二"), 0),
        section: NewSection {
            heading: "新\n章节".to_owned(),
            kind: SectionKind::Tasks,
            numbered: false,
            paragraphs: vec!["段落".to_owned()],
        },
    };
    check(
        "## 一\n## 二",
        command,
        "## 一\n## 二\n### ~新 章节 @Tasks\n段落",
    );
}

#[test]
fn renames_and_changes_kind_and_numbering() {
    let rename = |speech: &Speech, _| Command::SetHeading {
        section: named(speech, "一"),
        heading: "过去一年的\r\n工作".to_owned(),
    };
    check("## 一\n段", rename, "## 过去一年的 工作\n段");
    let kind = |speech: &Speech, _| Command::SetKind {
        section: named(speech, "一"),
        kind: SectionKind::Closing,
    };
    check("## 一\n段", kind, "## 一 @Closing\n段");
    let numbered = |speech: &Speech, _| Command::SetNumbered {
        section: named(speech, "一"),
        numbered: false,
    };
    check("## 一\n段", numbered, "## ~一\n段");
}

#[test]
fn duplicates_with_all_below_it_under_new_ids() {
    let command = |speech: &Speech, _| Command::DuplicateSection {
        section: named(speech, "一"),
    };
    let after = "## 一\n段〔a〕\n### 甲\n文\n## 一\n段〔a〕\n### 甲\n文\n## 二";
    check("## 一\n段〔a〕\n### 甲\n文\n## 二", command, after);

    let (start, _) = parse("## 一\n段\n### 甲\n文");
    let section = named(&start, "一");
    let mut history = History::new(start);
    history
        .apply(Command::DuplicateSection { section })
        .unwrap();
    let mut ids: Vec<u64> = Vec::new();
    for (_, section) in history.speech().walk() {
        ids.push(section.id.0);
        ids.extend(section.paragraphs.iter().map(|paragraph| paragraph.id.0));
    }
    let n_ids = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n_ids);
}

#[test]
fn deletes_with_all_below_it() {
    let command = |speech: &Speech, _| Command::DeleteSection {
        section: named(speech, "一"),
    };
    check(TREE, command, "## 二\n## 三");
}

#[test]
fn a_section_that_is_gone_is_refused() {
    let (start, _) = parse(TREE);
    let section = named(&start, "二");
    let mut history = History::new(start);
    history.apply(Command::DeleteSection { section }).unwrap();
    let end = history.speech().clone();
    let error = history.apply(Command::DeleteSection { section });
    assert_eq!(error, Err(EditError::NoSection(section)));
    assert_eq!(history.speech(), &end);
}

#[test]
fn front_matter_is_one_line_each() {
    let title = |_: &Speech, _| Command::SetFront {
        field: FrontField::Title,
        text: "在年度会议上的\n讲话".to_owned(),
    };
    check("# 旧\n## 一", title, "# 在年度会议上的 讲话\n## 一");
    for field in FrontField::ALL {
        let mut history = History::new(Speech::default());
        let text = "字".to_owned();
        history.apply(Command::SetFront { field, text }).unwrap();
        assert_eq!(history.speech().front.get(field), "字");
        assert_eq!(history.undo_name(), Some(&StepName::EditFront(field)));
        history.undo();
        assert_eq!(history.speech(), &Speech::default());
    }
}
