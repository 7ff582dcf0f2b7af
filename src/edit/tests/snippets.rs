//! Snippets put into the speech.

use crate::edit::{Command, SnippetPlace, SnippetText};
use crate::model::{SectionPlace, SnippetId, Speech};

use super::{Mark, check, named};

#[track_caller]
fn check_passage(
    before: &str,
    text: &str,
    place: impl FnOnce(&Speech, Mark) -> SnippetPlace,
    after: &str,
) {
    check(
        before,
        |speech, mark| Command::InsertSnippet {
            inserted: SnippetText {
                id: SnippetId::from("s"),
                title: "无锡市".to_owned(),
                text: text.to_owned(),
            },
            place: place(speech, mark),
        },
        after,
    );
}

fn caret(_: &Speech, mark: Mark) -> SnippetPlace {
    SnippetPlace::Caret {
        section: mark.section,
        at: mark.at,
    }
}

#[test]
fn goes_between_two_characters() {
    check_passage(
        "## 一\n各地‸工作",
        "有声有色的",
        caret,
        "## 一\n各地有声有色的工作〔s〕",
    );
}

#[test]
fn a_passage_of_many_paragraphs_opens_the_text() {
    check_passage(
        "## 一\n前‸后〔a〕",
        "甲\r\n乙\n丙\n",
        caret,
        "## 一\n前甲〔a s〕\n乙〔s〕\n丙后〔a s〕",
    );
}

#[test]
fn a_source_is_named_once() {
    check_passage("## 一\n前‸后〔s〕", "又", caret, "## 一\n前又后〔s〕");
}

#[test]
fn goes_between_two_paragraphs() {
    let gap = |speech: &Speech, _: Mark| SnippetPlace::ParagraphGap {
        section: named(speech, "一"),
        at: 1,
    };
    check_passage(
        "## 一\n上\n下",
        "甲\n乙",
        gap,
        "## 一\n上\n甲〔s〕\n乙〔s〕\n下",
    );
}

#[test]
fn goes_to_the_end_of_a_section() {
    let end = |speech: &Speech, _: Mark| SnippetPlace::SectionEnd(named(speech, "一"));
    check_passage(
        "## 一\n上\n## 二\n下",
        "甲",
        end,
        "## 一\n上\n甲〔s〕\n## 二\n下",
    );
    check_passage("## 一\n### 二", "甲", end, "## 一\n甲〔s〕\n### 二");
}

#[test]
fn fills_an_empty_last_paragraph() {
    let end = |speech: &Speech, _: Mark| SnippetPlace::SectionEnd(named(speech, "一"));
    check_passage("## 一\n上\n¶", "甲\n乙", end, "## 一\n上\n甲〔s〕\n乙〔s〕");
    check_passage("## 一\n¶", "甲", end, "## 一\n甲〔s〕");
}

#[test]
fn becomes_a_section_of_its_own() {
    let gap = |speech: &Speech, _: Mark| {
        SnippetPlace::SectionGap(SectionPlace {
            parent: Some(named(speech, "一")),
            at: 1,
        })
    };
    check_passage(
        "## 一\n### 甲\n### 乙\n## 二",
        "经验\n做法",
        gap,
        "## 一\n### 甲\n### 无锡市\n经验〔s〕\n做法〔s〕\n### 乙\n## 二",
    );
}
