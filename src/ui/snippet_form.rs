//! What is known of snippets, to be corrected: of one, or of many at once.

use egui::{Grid, RichText, TextEdit, Ui};

use crate::library::region_of;
use crate::model::{Snippet, SnippetField, SnippetId};

use super::theme::Palette;

/// The fields as they are being written, for the snippets that are shown.
#[derive(Debug, Clone, Default)]
pub struct SnippetForm {
    shown: Vec<SnippetId>,
    unit: Written,
    region: Written,
    year: Written,
    topics: Written,
}

/// A field as it is being written.
#[derive(Debug, Clone, Default)]
struct Written {
    text: String,
    /// The snippets differ in it: it is left empty until somebody writes.
    is_mixed: bool,
}

impl Written {
    fn of(snippets: &[&mut Snippet], field: SnippetField) -> Self {
        let mut texts = snippets.iter().map(|snippet| text_of(snippet, field));
        let first = texts.next().unwrap_or_default();
        let is_mixed = texts.any(|text| text != first);
        Self {
            text: if is_mixed { String::new() } else { first },
            is_mixed,
        }
    }
}

impl SnippetForm {
    fn slot(&mut self, field: SnippetField) -> &mut Written {
        match field {
            SnippetField::Unit => &mut self.unit,
            SnippetField::Region => &mut self.region,
            SnippetField::Year => &mut self.year,
            SnippetField::Topics => &mut self.topics,
        }
    }
}

const FIELDS: [(SnippetField, &str, &str); 4] = [
    (SnippetField::Unit, "单位", "单位全称或简称"),
    (SnippetField::Region, "地区", "例如：无锡市"),
    (SnippetField::Year, "年份", "例如：2024"),
    (SnippetField::Topics, "主题", "几个主题之间用顿号"),
];

pub fn field_name(field: SnippetField) -> &'static str {
    let mut fields = FIELDS.iter();
    fields
        .find(|(known, ..)| *known == field)
        .map_or("", |(_, name, _)| name)
}

/// Shows the fields of some snippets and changes them all as the user writes; whether anything was changed.
pub fn snippet_form_ui(ui: &mut Ui, form: &mut SnippetForm, snippets: &mut [&mut Snippet]) -> bool {
    let palette = Palette::of(ui.visuals());
    let ids = snippets.iter().map(|snippet| &snippet.id);
    if !ids.clone().eq(&form.shown) {
        form.shown = ids.cloned().collect();
        for (field, ..) in FIELDS {
            *form.slot(field) = Written::of(snippets, field);
        }
    }
    let mut is_changed = false;
    let has_guesses = snippets.iter().any(|snippet| !snippet.guessed.is_empty());
    let mark_width = if has_guesses { 48.0 } else { 0.0 };
    Grid::new("snippet fields")
        .num_columns(2)
        .spacing([10.0, 6.0])
        .show(ui, |ui| {
            for (field, name, hint) in FIELDS {
                let label = ui.label(name);
                let is_guessed = snippets
                    .iter()
                    .any(|snippet| snippet.guessed.contains(&field));
                ui.horizontal(|ui| {
                    let slot = form.slot(field);
                    let is_wrong = field == SnippetField::Year && year_of(&slot.text).is_none();
                    let mut edit = TextEdit::singleline(&mut slot.text)
                        .hint_text(if slot.is_mixed {
                            "（各不相同）"
                        } else {
                            hint
                        })
                        .desired_width(ui.available_width() - mark_width);
                    if is_wrong {
                        edit = edit.text_color(palette.error);
                    }
                    let edit = ui.add(edit).labelled_by(label.id);
                    if edit.changed() {
                        slot.is_mixed = false;
                        let text = slot.text.clone();
                        is_changed |= put(snippets, field, &text);
                        if field == SnippetField::Unit {
                            form.region = Written::of(snippets, SnippetField::Region);
                        }
                    }
                    if is_guessed {
                        let mark = RichText::new("推测").size(11.0).color(palette.warning);
                        ui.label(mark)
                            .on_hover_text("程序推测的，改过或确认后不再标记");
                    }
                });
                ui.end_row();
            }
        });
    if has_guesses && ui.button("推测无误").clicked() {
        for snippet in snippets.iter_mut() {
            snippet.guessed.clear();
        }
        is_changed = true;
    }
    is_changed
}

/// Writes a field of every snippet, which is then no guess any more; a guessed region follows the unit.
fn put(snippets: &mut [&mut Snippet], field: SnippetField, text: &str) -> bool {
    let text = text.trim();
    let year = year_of(text);
    if field == SnippetField::Year && year.is_none() {
        return false;
    }
    for snippet in snippets.iter_mut() {
        snippet.guessed.retain(|guessed| *guessed != field);
        match field {
            SnippetField::Unit => {
                text.clone_into(&mut snippet.unit);
                let is_guess = snippet.guessed.contains(&SnippetField::Region);
                if is_guess || snippet.region.is_empty() {
                    snippet.region = region_of(text);
                    snippet
                        .guessed
                        .retain(|field| *field != SnippetField::Region);
                    if !snippet.region.is_empty() {
                        snippet.guessed.insert(0, SnippetField::Region);
                    }
                }
            }
            SnippetField::Region => text.clone_into(&mut snippet.region),
            SnippetField::Year => snippet.year = year.flatten(),
            SnippetField::Topics => snippet.topics = topics_of(text),
        }
    }
    true
}

/// `None` for what is no year, `Some(None)` for no year at all.
fn year_of(text: &str) -> Option<Option<u16>> {
    let text = text.trim().trim_end_matches('年').trim();
    if text.is_empty() {
        return Some(None);
    }
    let year: u16 = text.parse().ok()?;
    (1900..=2999).contains(&year).then_some(Some(year))
}

fn topics_of(text: &str) -> Vec<String> {
    let mut topics: Vec<String> = Vec::new();
    for topic in text.split(['、', '，', ',', '；', ';', ' ', '\u{3000}']) {
        if !topic.is_empty() && !topics.iter().any(|known| known == topic) {
            topics.push(topic.to_owned());
        }
    }
    topics
}

fn text_of(snippet: &Snippet, field: SnippetField) -> String {
    match field {
        SnippetField::Unit => snippet.unit.clone(),
        SnippetField::Region => snippet.region.clone(),
        SnippetField::Year => snippet.year.map_or(String::new(), |year| year.to_string()),
        SnippetField::Topics => snippet.topics.join("、"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guessed_region_follows_the_unit_and_a_known_one_stays() {
        use SnippetField::{Region, Unit};
        let mut guessed = Snippet {
            unit: "某单位".to_owned(),
            region: "泰安市".to_owned(),
            guessed: vec![Unit, Region],
            ..Snippet::default()
        };
        let mut known = Snippet {
            region: "泰安市".to_owned(),
            ..Snippet::default()
        };
        let both = &mut [&mut guessed, &mut known];
        assert!(put(both, Unit, "无锡市教育关工委 "));
        assert_eq!(guessed.unit, "无锡市教育关工委");
        assert_eq!(
            (guessed.region.as_str(), &*guessed.guessed),
            ("无锡市", &[Region][..])
        );
        assert_eq!((known.region.as_str(), known.guessed.len()), ("泰安市", 0));
    }

    #[test]
    fn years_and_topics_are_read_as_people_write_them() {
        assert_eq!(year_of("2024 年"), Some(Some(2024)));
        assert_eq!(year_of(" 2024年"), Some(Some(2024)));
        assert_eq!(year_of(""), Some(None));
        assert_eq!(year_of("24"), None);
        assert_eq!(topics_of("五老、双减，双减 普法"), ["五老", "双减", "普法"]);
    }
}
