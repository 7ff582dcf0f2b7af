//! Findings as other programs and as people read them: where, what, why, and what could stand there.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::model::{Anchor, FrontField, Speech, TextId, section_rows};
use crate::review::{Finding, Severity};
use crate::wording;

use super::failure::name_of;
use super::outline::path as section_path;

/// Where each text of a speech stands, and its characters.
pub(super) struct Places(HashMap<TextId, Place>);

struct Place {
    /// In the order of the speech.
    order: usize,
    /// Of the section, from 1, from the top level down: 2.1. Empty for the front matter.
    path: String,
    /// From 1; 0 for a heading and for the front matter.
    paragraph: usize,
    field: Option<FrontField>,
    chars: Vec<char>,
}

impl Places {
    pub fn of(speech: &Speech) -> Self {
        let mut places = HashMap::new();
        let mut add = |at: TextId, path: &str, paragraph: usize, text: &str| {
            let place = Place {
                order: places.len(),
                path: path.to_owned(),
                paragraph,
                field: match at {
                    TextId::Front(field) => Some(field),
                    TextId::Heading(_) | TextId::Paragraph(_) => None,
                },
                chars: text.chars().collect(),
            };
            places.insert(at, place);
        };
        for field in FrontField::ALL {
            add(TextId::Front(field), "", 0, speech.front.get(field));
        }
        for row in section_rows(speech) {
            let (path, section) = (section_path(&row), row.section);
            add(TextId::Heading(section.id), &path, 0, &section.heading);
            for (paragraph, nth) in section.paragraphs.iter().zip(1..) {
                let place = TextId::Paragraph(paragraph.id);
                add(place, &path, nth, &paragraph.text);
            }
        }
        Self(places)
    }

    /// Puts findings in the order of the text.
    pub fn sort(&self, findings: &mut [Finding]) {
        findings.sort_by_key(|finding| {
            let spot = finding.spot();
            let place = spot.and_then(|spot| self.0.get(&spot.text));
            let order = place.map_or(usize::MAX, |place| place.order);
            let start = spot.map_or(0, |spot| spot.range.start.0);
            (order, start, finding.rule.code)
        });
    }

    /// Where a spot is and what stands there; `None` when it is in another speech.
    fn value(&self, spot: &Anchor) -> Option<Map<String, Value>> {
        let place = self.0.get(&spot.text)?;
        let (start, end) = (spot.range.start.0, spot.range.end.0);
        let text: String = place.chars.get(start..end)?.iter().collect();
        let mut value = Map::new();
        value.insert("path".to_owned(), json!(place.path));
        value.insert("paragraph".to_owned(), json!(place.paragraph));
        if let Some(field) = place.field {
            value.insert("field".to_owned(), json!(field_code(field)));
        }
        value.insert("start".to_owned(), json!(start));
        value.insert("end".to_owned(), json!(end));
        value.insert("text".to_owned(), json!(text));
        Some(value)
    }

    fn values(&self, spots: &[Anchor]) -> Vec<Value> {
        let values = spots.iter().filter_map(|spot| self.value(spot));
        values.map(Value::Object).collect()
    }

    /// 2.1 第3段 12–14; without numbers where no character is meant.
    fn label(&self, spot: &Anchor) -> String {
        let Some(place) = self.0.get(&spot.text) else {
            return String::new();
        };
        let text = match (place.field, place.paragraph) {
            (Some(field), _) => format!("题头 {}", wording::front_field(field)),
            (None, 0) => format!("{} 标题", place.path),
            (None, nth) => format!("{} 第{nth}段", place.path),
        };
        let (start, end) = (spot.range.start.0, spot.range.end.0);
        if start == end {
            return text;
        }
        format!("{text} {start}–{end}")
    }

    /// The first few places, and how many there are.
    fn labels(&self, spots: &[Anchor]) -> String {
        const MOST: usize = 3;
        let named = spots.iter().take(MOST).map(|spot| self.label(spot));
        let named = named.collect::<Vec<_>>().join("、");
        if spots.len() > MOST {
            return format!("{named} 等 {} 处", spots.len());
        }
        named
    }

    /// 「…以此‸渡过‸难关…」; nothing when no character is wrong.
    fn quote(&self, finding: &Finding) -> String {
        let spot = finding.spot();
        let place = spot.and_then(|spot| Some((spot, self.0.get(&spot.text)?)));
        let Some((spot, place)) = place.filter(|(spot, _)| spot.range.start < spot.range.end)
        else {
            return String::new();
        };
        let dots = |is_cut: bool| if is_cut { "…" } else { "" };
        let starts = spot.range.start.0 > finding.before.chars().count();
        let ends = spot.range.end.0 + finding.after.chars().count() < place.chars.len();
        format!(
            "「{}{}‸{}‸{}{}」  ",
            dots(starts),
            finding.before,
            shortened(&finding.text),
            finding.after,
            dots(ends),
        )
    }
}

/// A long sentence is found by its two ends.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 24;
    const N_AT_ENDS: usize = 8;
    let chars: Vec<char> = text.chars().collect();
    match (
        chars.first_chunk::<N_AT_ENDS>(),
        chars.last_chunk::<N_AT_ENDS>(),
    ) {
        (Some(first), Some(last)) if chars.len() > LONGEST => {
            format!("{}…{}", String::from_iter(first), String::from_iter(last))
        }
        _ => text.to_owned(),
    }
}

pub(super) fn as_json(path: &Path, findings: &[Finding], places: &Places) -> Vec<Value> {
    let file = path.to_string_lossy();
    let value = |finding: &Finding| {
        let mut value = finding.spot().and_then(|spot| places.value(spot))?;
        let mut add = |name: &str, field: Value| value.insert(name.to_owned(), field);
        add("file", json!(file));
        add("rule", json!(finding.rule.code));
        add("name", json!(finding.rule.name));
        add("severity", json!(severity_code(finding.severity)));
        add("message", json!(finding.message));
        add("suggestions", json!(suggestions(finding)));
        add("places", places.values(&finding.spots).into());
        add("related", places.values(&finding.related).into());
        Some(Value::Object(value))
    };
    findings.iter().filter_map(value).collect()
}

/// A line a finding, below the name of the file.
pub(super) fn as_text(path: &Path, findings: &[Finding], places: &Places) -> String {
    let name = name_of(path);
    if findings.is_empty() {
        return format!("{name}：没有查出问题\n\n");
    }
    let mut text = format!("{name}：{} 处\n", findings.len());
    for finding in findings {
        text.push_str(&format!("  {}\n", line(finding, places)));
    }
    text.push('\n');
    text
}

fn line(finding: &Finding, places: &Places) -> String {
    let place = finding.spot().map(|spot| places.label(spot));
    let mut line = format!(
        "{}  {} {} {}  {}{}",
        place.unwrap_or_default(),
        wording::severity(finding.severity),
        finding.rule.code,
        finding.rule.name,
        places.quote(finding),
        finding.message,
    );
    let others = finding.spots.get(1..).unwrap_or_default();
    if !others.is_empty() {
        line.push_str(&format!("；另在 {}", places.labels(others)));
    }
    if !finding.related.is_empty() {
        line.push_str(&format!("；对照 {}", places.labels(&finding.related)));
    }
    let mut ways: Vec<String> = Vec::new();
    // Where only the other places change, the first says nothing of how.
    for text in suggestions(finding)
        .into_iter()
        .filter(|text| *text != finding.text)
    {
        let way = if text.is_empty() {
            "删去".to_owned()
        } else {
            format!("改为“{text}”")
        };
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    if !ways.is_empty() {
        line.push_str(&format!("；可{}", ways.join("，或")));
    }
    line
}

/// How many there are of each severity.
pub(super) fn count_line(severities: &[Severity]) -> String {
    let counts = Severity::ALL.map(|severity| {
        let n = severities.iter().filter(|one| **one == severity).count();
        format!("{} {n}", wording::severity(severity))
    });
    format!("共 {} 处：{}", severities.len(), counts.join("，"))
}

/// What can stand in the place of the first spot, the likeliest first.
fn suggestions(finding: &Finding) -> Vec<&str> {
    let fixes = finding.fixes.iter();
    fixes
        .filter_map(|fix| fix.replacements.first().map(String::as_str))
        .collect()
}

pub(super) fn severity_code(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

fn field_code(field: FrontField) -> &'static str {
    match field {
        FrontField::Title => "title",
        FrontField::Subtitle => "subtitle",
        FrontField::Speaker => "speaker",
        FrontField::Date => "date",
        FrontField::Venue => "venue",
        FrontField::Salutation => "salutation",
    }
}
