//! Replacing in many texts at once.

use crate::edit::{Command, EditError, History};
use crate::model::{Anchor, CharIdx, FrontField, Speech, TextId, char_count};

use super::{check, named, parse};

/// Every place of `find` in the speech, to be replaced.
fn everywhere(speech: &Speech, find: &str, with: &str) -> Command {
    let mut replacements = Vec::new();
    for (id, text) in speech.texts() {
        for (byte, _) in text.match_indices(find) {
            let start = char_count(text.split_at(byte).0);
            let anchor = Anchor {
                text: id,
                range: CharIdx(start)..CharIdx(start + char_count(find)),
            };
            replacements.push((anchor, with.to_owned()));
        }
    }
    Command::ReplaceAll { replacements }
}

#[track_caller]
fn check_all(before: &str, find: &str, with: &str, after: &str) {
    check(before, |speech, _| everywhere(speech, find, with), after);
}

#[test]
fn replaces_in_title_headings_and_bodies_as_one_step() {
    check_all(
        "# 某市讲话\n## 某市成绩\n某市和某市\n某市〔a〕\n### 其他\n无",
        "某市",
        "无锡市",
        "# 无锡市讲话\n## 无锡市成绩\n无锡市和无锡市\n无锡市〔a〕\n### 其他\n无",
    );
}

#[test]
fn a_line_end_in_a_replacement_becomes_a_space() {
    check_all(
        "# 甲；乙\n## 一；二\n甲；乙；丙",
        "；",
        "\n",
        "# 甲 乙\n## 一 二\n甲 乙 丙",
    );
}

#[test]
fn nothing_found_is_no_step() {
    check_all("## 一\n甲", "乙", "丙", "## 一\n甲");
}

#[test]
fn one_wrong_place_refuses_the_whole_step() {
    let (start, _) = parse("# 甲\n## 一\n甲");
    let mut history = History::new(start.clone());
    let section = named(&start, "一");
    let title = Anchor {
        text: TextId::Front(FrontField::Title),
        range: CharIdx(0)..CharIdx(1),
    };
    let past_end = Anchor {
        text: TextId::Paragraph(start.sections[0].paragraphs[0].id),
        range: CharIdx(5)..CharIdx(6),
    };
    let replacements = [title, past_end].map(|anchor| (anchor, "乙".to_owned()));
    let error = history.apply(Command::ReplaceAll {
        replacements: replacements.into(),
    });
    assert_eq!(error, Err(EditError::PastEnd(section)));
    assert_eq!(history.speech(), &start);
}
