//! The speech (讲话稿): front matter and a tree of sections.

use std::sync::Arc;

use super::{
    FrontField, FrontMatter, IgnoredFinding, ParagraphId, Roster, Section, SectionId, TextId,
};

/// Levels of sections that an edit makes: as many as Word has levels of headings.
pub const MAX_DEPTH: usize = 9;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speech {
    pub front: FrontMatter,
    pub sections: Vec<Arc<Section>>,
    /// The units that the speech must name; `None` when it has no roster.
    pub roster: Option<Arc<Roster>>,
    /// What the review is not to point out again, in the order in which it was said.
    pub ignored: Arc<[IgnoredFinding]>,
}

/// A gap in the tree: before the `at`-th child of `parent`, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SectionPlace {
    /// `None` is the top level.
    pub parent: Option<SectionId>,
    pub at: usize,
}

impl Speech {
    /// Indices from the top level down to the section; `None` when it is not in the tree.
    pub fn path_of(&self, id: SectionId) -> Option<Vec<usize>> {
        fn search(level: &[Arc<Section>], id: SectionId, path: &mut Vec<usize>) -> bool {
            for (idx, section) in level.iter().enumerate() {
                path.push(idx);
                if section.id == id || search(&section.children, id, path) {
                    return true;
                }
                path.pop();
            }
            false
        }
        let mut path = Vec::new();
        search(&self.sections, id, &mut path).then_some(path)
    }

    pub fn section(&self, id: SectionId) -> Option<&Arc<Section>> {
        fn search(level: &[Arc<Section>], id: SectionId) -> Option<&Arc<Section>> {
            level.iter().find_map(|section| {
                if section.id == id {
                    Some(section)
                } else {
                    search(&section.children, id)
                }
            })
        }
        search(&self.sections, id)
    }

    /// The sections directly below `parent`; the top level for `None`. `None` when there is no such section.
    pub fn children_of(&self, parent: Option<SectionId>) -> Option<&[Arc<Section>]> {
        match parent {
            None => Some(&self.sections),
            Some(id) => self.section(id).map(|section| section.children.as_slice()),
        }
    }

    /// Where the section stands; `None` when it is not in the tree.
    pub fn place_of(&self, id: SectionId) -> Option<SectionPlace> {
        let path = self.path_of(id)?;
        let (&at, above) = path.split_last()?;
        let parent = above
            .iter()
            .try_fold((None, self.sections.as_slice()), |(_, level), &idx| {
                level
                    .get(idx)
                    .map(|section| (Some(section.id), section.children.as_slice()))
            })?
            .0;
        Some(SectionPlace { parent, at })
    }

    /// True if `id` is `ancestor` or stands somewhere below it.
    pub fn is_within(&self, id: SectionId, ancestor: SectionId) -> bool {
        self.section(ancestor)
            .is_some_and(|top| top.walk().any(|(_, section)| section.id == id))
    }

    /// True if every top-level section is the same allocation as in `seen`: a cache built from `seen` is still valid.
    pub fn has_sections(&self, seen: &[Arc<Section>]) -> bool {
        let pairs = self.sections.iter().zip(seen);
        self.sections.len() == seen.len() && pairs.into_iter().all(|(a, b)| Arc::ptr_eq(a, b))
    }

    /// Every section with its depth (0 is the top level), in reading order.
    pub fn walk(&self) -> Sections<'_> {
        Sections::of(&self.sections)
    }

    /// Every text, in the order of the page.
    pub fn texts(&self) -> impl Iterator<Item = (TextId, &str)> {
        let front = FrontField::ALL
            .into_iter()
            .map(|field| (TextId::Front(field), self.front.get(field)));
        front.chain(self.walk().flat_map(|(_, section)| section.texts()))
    }

    /// The text; `None` when it is not in the speech.
    pub fn text(&self, id: TextId) -> Option<&str> {
        match id {
            TextId::Front(field) => Some(self.front.get(field)),
            TextId::Heading(section) => Some(&self.section(section)?.heading),
            TextId::Paragraph(paragraph) => {
                let (section, idx) = self.position_of(paragraph)?;
                Some(&self.section(section)?.paragraphs.get(idx)?.text)
            }
        }
    }

    /// The section that holds the paragraph, and the paragraph's index in it.
    pub fn position_of(&self, paragraph: ParagraphId) -> Option<(SectionId, usize)> {
        self.walk().find_map(|(_, section)| {
            let idx = section.paragraphs.iter().position(|p| p.id == paragraph)?;
            Some((section.id, idx))
        })
    }
}

/// Iterates over a tree in reading order; see [`Speech::walk`].
#[derive(Debug, Clone)]
pub struct Sections<'a> {
    stack: Vec<std::slice::Iter<'a, Arc<Section>>>,
}

impl<'a> Sections<'a> {
    pub(super) fn of(level: &'a [Arc<Section>]) -> Self {
        Self {
            stack: vec![level.iter()],
        }
    }
}

impl<'a> Iterator for Sections<'a> {
    type Item = (usize, &'a Arc<Section>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let depth = self.stack.len().checked_sub(1)?;
            match self.stack.last_mut()?.next() {
                Some(section) => {
                    self.stack.push(section.children.iter());
                    return Some((depth, section));
                }
                None => {
                    self.stack.pop();
                }
            }
        }
    }
}
