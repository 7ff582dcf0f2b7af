//! Sections (章节) and their paragraphs.

use std::sync::Arc;

use super::speech::Sections;
use super::{SnippetId, TextId};

/// Names a section for life: in memory, in the file and in every copy of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectionId(pub u64);

/// Names a paragraph for life: in memory, in the file and in every copy of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ParagraphId(pub u64);

/// What a section is for (类型).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum SectionKind {
    /// 开场
    Opening,
    /// 成绩
    Achievements,
    /// 各地经验
    RegionalExamples,
    /// 任务
    Tasks,
    /// 结束语
    Closing,
    #[default]
    Custom,
}

impl SectionKind {
    pub const ALL: [Self; 6] = [
        Self::Opening,
        Self::Achievements,
        Self::RegionalExamples,
        Self::Tasks,
        Self::Closing,
        Self::Custom,
    ];
}

/// A node of the section tree: a heading, paragraphs, and the sections below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub id: SectionId,
    /// Without its number, which follows from the place in the tree. Empty: nothing is printed above the paragraphs.
    pub heading: String,
    pub kind: SectionKind,
    /// True if the section takes part in the numbering of its level.
    pub numbered: bool,
    pub paragraphs: Vec<Paragraph>,
    pub children: Vec<Arc<Self>>,
}

impl Section {
    /// The paragraphs as one text, a line feed between two of them: what a text box shows and edits.
    pub fn body(&self) -> String {
        let n_bytes = self
            .paragraphs
            .iter()
            .map(|paragraph| paragraph.text.len() + 1)
            .sum();
        let mut body = String::with_capacity(n_bytes);
        for (idx, paragraph) in self.paragraphs.iter().enumerate() {
            if idx > 0 {
                body.push('\n');
            }
            body.push_str(&paragraph.text);
        }
        body
    }

    /// The section and all below it with their depth below it (0 is the section itself), in reading order.
    pub fn walk(&self) -> impl Iterator<Item = (usize, &Self)> {
        let below = Sections::of(&self.children).map(|(depth, section)| (depth + 1, &**section));
        std::iter::once((0, self)).chain(below)
    }

    /// The heading and the paragraphs, without those of the sections below.
    pub fn texts(&self) -> impl Iterator<Item = (TextId, &str)> {
        let heading = (TextId::Heading(self.id), self.heading.as_str());
        let paragraphs = self.paragraphs.iter();
        std::iter::once(heading)
            .chain(paragraphs.map(|paragraph| (TextId::Paragraph(paragraph.id), &*paragraph.text)))
    }
}

/// One paragraph. Its text holds no line end: [`crate::edit`] and the importers see to that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub id: ParagraphId,
    pub text: Arc<str>,
    /// Provenance (出处): the snippets that this paragraph's text came from, each once, in order of insertion.
    pub sources: Vec<SnippetId>,
}
