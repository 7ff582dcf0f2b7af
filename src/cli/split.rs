//! `split`: a report or speech as passages of units, without storing them.

use std::path::Path;

use serde_json::{Value, json};

use crate::library::Passage;
use crate::wording::file_name;

use super::failure::name_of;

pub(super) fn as_text(path: &Path, passages: &[Passage]) -> String {
    let mut text = format!("{}：{} 条\n\n", name_of(path), passages.len());
    for passage in passages {
        let unit = if passage.unit.is_empty() {
            "（单位不明）"
        } else {
            &passage.unit
        };
        let group = passage.group.as_ref();
        let group = group
            .filter(|group| **group != passage.unit)
            .map_or(String::new(), |group| format!("（{group}）"));
        text.push_str(&format!(
            "{unit}{group}  第 {} 段 {}–{}\n{}\n\n",
            passage.paragraph, passage.range.start.0, passage.range.end.0, passage.text
        ));
    }
    text
}

pub(super) fn as_json(path: &Path, passages: &[Passage]) -> Vec<Value> {
    let source = file_name(path);
    passages
        .iter()
        .map(|passage| {
            json!({
                "unit": passage.unit,
                "group": passage.group,
                "headings": passage.headings,
                "text": passage.text,
                "source": source,
                "paragraph": passage.paragraph,
                "start": passage.range.start.0,
                "end": passage.range.end.0,
            })
        })
        .collect()
}
