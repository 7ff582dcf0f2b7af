//! The user's own words (自定词语): pairs of wrong and right, and fixed phrases.

/// A word that the user never wants to see, and what it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordPair {
    pub wrong: String,
    /// What it becomes; empty when only the author can know.
    pub right: String,
}

/// The user's own words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    pub pairs: Vec<WordPair>,
    /// Phrases that are to stand exactly so: one that differs by a character is pointed out.
    pub phrases: Vec<String>,
}
