//! The collection file: the snippets of one source in RON, one paragraph per string.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{Collection, Snippet, SnippetField, SnippetId};

use super::{ParseError, ron_text};

/// 2 adds where a snippet comes from, what was guessed, and favourites.
const FORMAT: u32 = 2;

/// A collection file of format 1 or 2.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Collection", deny_unknown_fields)]
struct CollectionV2 {
    format: u32,
    name: String,
    snippets: Vec<SnippetV2>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Snippet", deny_unknown_fields)]
struct SnippetV2 {
    id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    unit: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    region: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<u16>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    topics: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    date: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    guessed: Vec<FieldV2>,
    #[serde(default, skip_serializing_if = "is_false")]
    favourite: bool,
    /// One string a paragraph.
    text: Vec<String>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename = "Field")]
enum FieldV2 {
    Unit,
    Region,
    Year,
    Topics,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
fn is_false(is: &bool) -> bool {
    !is
}

/// # Errors
///
/// With the place and the cause.
pub fn parse(bytes: &[u8]) -> Result<Collection, ParseError> {
    let file: CollectionV2 = ron_text::parse(bytes, FORMAT)?;
    let field = |field: &FieldV2| match field {
        FieldV2::Unit => SnippetField::Unit,
        FieldV2::Region => SnippetField::Region,
        FieldV2::Year => SnippetField::Year,
        FieldV2::Topics => SnippetField::Topics,
    };
    let snippet = |snippet: SnippetV2| {
        Arc::new(Snippet {
            paragraph: snippet.paragraph,
            guessed: snippet.guessed.iter().map(field).collect(),
            date: snippet.date,
            is_favourite: snippet.favourite,
            id: SnippetId::from(snippet.id.as_str()),
            unit: snippet.unit,
            region: snippet.region,
            year: snippet.year,
            topics: snippet.topics,
            text: snippet.text.join("\n"),
            source: snippet.source,
        })
    };
    Ok(Collection {
        name: file.name,
        snippets: file.snippets.into_iter().map(snippet).collect(),
    })
}

pub fn to_bytes(collection: &Collection) -> Vec<u8> {
    let field = |field: &SnippetField| match field {
        SnippetField::Unit => FieldV2::Unit,
        SnippetField::Region => FieldV2::Region,
        SnippetField::Year => FieldV2::Year,
        SnippetField::Topics => FieldV2::Topics,
    };
    let snippet = |snippet: &Arc<Snippet>| SnippetV2 {
        paragraph: snippet.paragraph,
        date: snippet.date.clone(),
        guessed: snippet.guessed.iter().map(field).collect(),
        favourite: snippet.is_favourite,
        id: snippet.id.as_str().to_owned(),
        unit: snippet.unit.clone(),
        region: snippet.region.clone(),
        year: snippet.year,
        topics: snippet.topics.clone(),
        source: snippet.source.clone(),
        text: snippet.text.split('\n').map(str::to_owned).collect(),
    };
    let file = CollectionV2 {
        format: FORMAT,
        name: collection.name.clone(),
        snippets: collection.snippets.iter().map(snippet).collect(),
    };
    ron_text::write(&file)
        .expect("strings, numbers and lists have a RON form")
        .into_bytes()
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;

    /// A collection with every field in use.
    pub(in crate::store) fn collection() -> Collection {
        let snippet = Snippet {
            id: SnippetId::from("a-1"),
            unit: "某单位".to_owned(),
            region: String::new(),
            year: Some(2023),
            topics: vec!["品牌建设".to_owned()],
            text: "第一段。\n第二段。".to_owned(),
            source: "材料.txt".to_owned(),
            paragraph: Some(3),
            date: "2023年12月1日".to_owned(),
            guessed: vec![SnippetField::Unit, SnippetField::Topics],
            is_favourite: true,
        };
        Collection {
            name: "材料".to_owned(),
            snippets: vec![Arc::new(snippet)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::collection;
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(parse(&to_bytes(&collection())), Ok(collection()));
    }

    #[test]
    fn a_newer_format_is_told_apart_from_damage() {
        let newer = String::from_utf8(to_bytes(&collection())).unwrap();
        let newer = newer.replace("format: 2", "format: 9");
        assert!(matches!(
            parse(newer.as_bytes()),
            Err(ParseError::NewerFormat { found: 9, .. })
        ));
    }
}
