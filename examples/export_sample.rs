//! Uses the library from code: drafts a small speech with commands and writes it as a Word file.
//!
//! `cargo run --example export_sample -- 讲话.docx`

use std::error::Error;
use std::sync::Arc;

use jianggao::edit::{Command, History, NewSection, SnippetPlace, SnippetText};
use jianggao::export;
use jianggao::layout;
use jianggao::model::{FrontField, SectionKind, SectionPlace, SnippetId, Speech};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("name the file to write")?;
    let mut history = History::new(Speech::default());
    for (field, text) in [
        (
            FrontField::Title,
            "在全市青少年科学素养提升工作推进会上的讲话",
        ),
        (FrontField::Speaker, "市教育局关工委主任"),
        (FrontField::Date, "2024年3月5日"),
        (FrontField::Salutation, "同志们："),
    ] {
        history.apply(Command::SetFront {
            field,
            text: text.to_owned(),
        })?;
    }
    let section = |heading: &str, kind, paragraphs: &[&str]| NewSection {
        heading: heading.to_owned(),
        kind,
        numbered: !heading.is_empty(),
        paragraphs: paragraphs.iter().map(ToString::to_string).collect(),
    };
    let sections = [
        section(
            "",
            SectionKind::Opening,
            &["今天我们召开推进会，主要任务是总结经验、部署工作。"],
        ),
        section(
            "过去一年的工作",
            SectionKind::Achievements,
            &["一年来，各校开放实验室，请老科技工作者走进课堂。"],
        ),
        section(
            "今年的任务",
            SectionKind::Tasks,
            &["一是建好队伍，二是办好活动，三是用好阵地。"],
        ),
    ];
    for (at, section) in sections.into_iter().enumerate() {
        history.apply(Command::AddSection {
            place: SectionPlace { parent: None, at },
            section,
        })?;
    }
    let achievements = history
        .speech()
        .sections
        .get(1)
        .map(Arc::clone)
        .ok_or("the section was just added")?;
    history.apply(Command::InsertSnippet {
        inserted: SnippetText {
            id: SnippetId::from("sample-1"),
            title: "实验小学".to_owned(),
            text: "实验小学把“星期六科学课”办到社区，全年开课四十次。".to_owned(),
        },
        place: SnippetPlace::SectionEnd(achievements.id),
    })?;
    std::fs::write(path, export::docx(history.speech(), &layout::standard())?)?;
    Ok(())
}
