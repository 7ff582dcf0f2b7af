//! `outline`: the tree with numbers, headings, characters and minutes.

use serde_json::{Value, json};

use crate::model::{SectionKind, SectionRow, Speech, section_rows};

use super::minutes;

/// A line a section, indented by its depth.
pub(super) fn as_text(speech: &Speech, rate: u32) -> String {
    let mut text = format!("{}\n", speech.front.title);
    for row in section_rows(speech) {
        text.push_str(&format!(
            "{}{}{}  {}字  {}\n",
            "  ".repeat(row.depth),
            row.number,
            label(&row),
            row.figures.n_chars,
            minutes(row.figures.seconds(rate)),
        ));
    }
    text
}

/// The heading; for a section without one, what it is for.
fn label<'a>(row: &'a SectionRow<'_>) -> &'a str {
    if row.section.heading.is_empty() {
        match row.section.kind {
            SectionKind::Opening => "（开场）",
            SectionKind::Achievements => "（成绩）",
            SectionKind::RegionalExamples => "（各地经验）",
            SectionKind::Tasks => "（任务）",
            SectionKind::Closing => "（结束语）",
            SectionKind::Custom => "（无标题）",
        }
    } else {
        &row.section.heading
    }
}

pub(super) fn as_json(speech: &Speech, rate: u32) -> Value {
    let rows = section_rows(speech);
    let mut rest = rows.as_slice();
    json!({"title": speech.front.title, "sections": level(&mut rest, 0, rate)})
}

/// Takes the rows of one level, each with those below it, off the front of `rest`.
fn level(rest: &mut &[SectionRow<'_>], depth: usize, rate: u32) -> Vec<Value> {
    let mut values = Vec::new();
    while let Some((row, after)) = rest.split_first() {
        if row.depth < depth {
            break;
        }
        *rest = after;
        values.push(json!({
            "path": path(row),
            "number": row.number,
            "heading": row.section.heading,
            "kind": kind(row.section.kind),
            "chars": row.figures.n_chars,
            "seconds": row.figures.seconds(rate),
            "children": level(rest, depth + 1, rate),
        }));
    }
    values
}

/// Places from 1, from the top level down: 2.1.
pub(super) fn path(row: &SectionRow<'_>) -> String {
    let places: Vec<_> = row.path.iter().map(|idx| (idx + 1).to_string()).collect();
    places.join(".")
}

/// As the speech file names it.
fn kind(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Opening => "Opening",
        SectionKind::Achievements => "Achievements",
        SectionKind::RegionalExamples => "RegionalExamples",
        SectionKind::Tasks => "Tasks",
        SectionKind::Closing => "Closing",
        SectionKind::Custom => "Custom",
    }
}
