//! Snippets (素材) and the collections they are kept in.

use std::sync::Arc;

/// Names a snippet for ever: speeches keep it as the provenance of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SnippetId(pub Arc<str>);

impl SnippetId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for SnippetId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl Default for SnippetId {
    fn default() -> Self {
        Self::from("")
    }
}

/// What a snippet says of itself beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SnippetField {
    Unit,
    Region,
    Year,
    Topics,
}

/// A passage (素材) that can be put into a speech.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    pub id: SnippetId,
    /// Who did the work, for example 无锡市教育关工委. Empty when unknown.
    pub unit: String,
    /// Where, for example 无锡市. Empty when unknown.
    pub region: String,
    /// Calendar year the passage speaks of; `None` when unknown.
    pub year: Option<u16>,
    pub topics: Vec<String>,
    /// One or more paragraphs, parted by line feeds.
    pub text: String,
    /// Where the passage was taken from, as shown to the user: a file name or a publication.
    pub source: String,
    /// The paragraph of the source that it begins with, counted from 1 without headings; `None` when unknown.
    pub paragraph: Option<usize>,
    /// The date of the source, as written there. Empty when unknown.
    pub date: String,
    /// Fields that the program guessed and the user has not confirmed or corrected, in order.
    pub guessed: Vec<SnippetField>,
    pub is_favourite: bool,
}

/// The snippets of one source (素材集).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    pub name: String,
    pub snippets: Vec<Arc<Snippet>>,
}
