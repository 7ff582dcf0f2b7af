//! Replacing in many texts at once.

use crate::edit::{Command, EditError, History, TextTarget};
use crate::model::{CharIdx, FrontField, Speech, Splice, char_count};

use super::{check, named, parse};

/// Every place of `find` in a text, to be replaced.
fn hits(text: &str, find: &str, with: &str) -> Vec<Splice> {
    let hit = |(byte, _): (usize, &str)| Splice {
        at: CharIdx(char_count(text.split_at(byte).0)),
        n_removed: char_count(find),
        insert: with.to_owned(),
    };
    text.match_indices(find).map(hit).collect()
}

fn everywhere(speech: &Speech, find: &str, with: &str) -> Command {
    let title = TextTarget::Front(FrontField::Title);
    let mut replacements = vec![(title, hits(&speech.front.title, find, with))];
    for (_, section) in speech.walk() {
        let heading = TextTarget::Heading(section.id);
        replacements.push((heading, hits(&section.heading, find, with)));
        replacements.push((
            TextTarget::Body(section.id),
            hits(&section.body(), find, with),
        ));
    }
    replacements.retain(|(_, splices)| !splices.is_empty());
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
fn replacements_may_hold_line_ends() {
    check_all(
        "# 甲；乙\n## 一；二\n甲；乙；丙",
        "；",
        "\n",
        "# 甲 乙\n## 一 二\n甲\n乙\n丙",
    );
}

#[test]
fn line_ends_can_be_replaced() {
    check_all(
        "## 一\n甲〔a〕\n乙〔b〕\n丙",
        "\n",
        "，",
        "## 一\n甲，乙，丙〔a b〕",
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
    let past_end = Splice {
        at: CharIdx(5),
        n_removed: 1,
        insert: String::new(),
    };
    let section = named(&start, "一");
    let replacements = vec![
        (TextTarget::Front(FrontField::Title), hits("甲", "甲", "乙")),
        (TextTarget::Body(section), vec![past_end]),
    ];
    let error = history.apply(Command::ReplaceAll { replacements });
    assert_eq!(error, Err(EditError::PastEnd(section)));
    assert_eq!(history.speech(), &start);
}
