//! Snippets put together and taken apart.

use std::sync::Arc;

use crate::model::{Snippet, SnippetField};

use super::intake::new_id;
use super::plan::stem;

/// Several snippets as one: their texts in this order, their topics together, the rest from the first that says it.
pub fn merged(snippets: &[Arc<Snippet>]) -> Option<Snippet> {
    let (first, rest) = snippets.split_first()?;
    let mut merged = Snippet::clone(first);
    for snippet in rest {
        merged.text.push('\n');
        merged.text.push_str(&snippet.text);
        for topic in &snippet.topics {
            if !merged.topics.contains(topic) {
                merged.topics.push(topic.clone());
            }
        }
        merged.is_favourite |= snippet.is_favourite;
        let mut adopts = |field, is_missing| {
            if is_missing && snippet.guessed.contains(&field) {
                merged.guessed.push(field);
            }
            is_missing
        };
        if adopts(SnippetField::Unit, merged.unit.is_empty()) {
            merged.unit.clone_from(&snippet.unit);
        }
        if adopts(SnippetField::Region, merged.region.is_empty()) {
            merged.region.clone_from(&snippet.region);
        }
        if adopts(SnippetField::Year, merged.year.is_none()) {
            merged.year = snippet.year;
        }
    }
    Some(merged)
}

/// A snippet as several: each has one of the texts, the first keeps the id. Empty texts are none.
pub fn parted(snippet: &Snippet, texts: &[String]) -> Vec<Snippet> {
    let texts = texts.iter().map(|text| text.trim());
    let mut parts: Vec<Snippet> = Vec::new();
    for text in texts.filter(|text| !text.is_empty()) {
        let mut part = Snippet {
            text: text.to_owned(),
            ..snippet.clone()
        };
        if !parts.is_empty() {
            part.id = new_id(stem(&snippet.source), text);
        }
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SnippetId;

    #[test]
    fn what_is_merged_has_all_words_and_can_be_parted_again() {
        let snippet = |id: &str, unit: &str, topics: &[&str], text: &str| {
            Arc::new(Snippet {
                id: SnippetId::from(id),
                unit: unit.to_owned(),
                topics: topics.iter().map(|topic| (*topic).to_owned()).collect(),
                text: text.to_owned(),
                guessed: vec![SnippetField::Unit],
                ..Snippet::default()
            })
        };
        let first = Arc::new(Snippet {
            guessed: vec![],
            ..Snippet::clone(&snippet("a", "", &["双减"], "第一段。"))
        });
        let merged = merged(&[first, snippet("b", "甲市", &["双减", "五老"], "第二段。")]).unwrap();
        assert_eq!(merged.text, "第一段。\n第二段。");
        assert_eq!(
            (merged.unit.as_str(), merged.topics.join(" ")),
            ("甲市", "双减 五老".to_owned())
        );
        assert_eq!(merged.guessed, [SnippetField::Unit]);
        assert_eq!(merged.id, SnippetId::from("a"));
        let texts = [
            "第一段。".to_owned(),
            " \n".to_owned(),
            "第二段。\n".to_owned(),
        ];
        let parts = parted(&merged, &texts);
        let shown: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(shown, ["第一段。", "第二段。"]);
        assert_eq!(parts[0].id, merged.id);
        assert_ne!(parts[1].id, merged.id);
        assert!(super::merged(&[]).is_none());
    }
}
