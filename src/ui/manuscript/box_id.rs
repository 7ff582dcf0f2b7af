//! The text boxes of the page, and where the texts of the speech stand in them.

use std::ops::Range;

use crate::model::{Anchor, CharIdx, FrontField, Section, SectionId, Speech, TextId, char_count};

/// Names a text box of the page. A section's paragraphs are one box, parted by line feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BoxId {
    Front(FrontField),
    Heading(SectionId),
    /// The text of [`Section::body`].
    Body(SectionId),
}

impl BoxId {
    /// The section that the box belongs to.
    pub fn section(self) -> Option<SectionId> {
        match self {
            Self::Front(_) => None,
            Self::Heading(id) | Self::Body(id) => Some(id),
        }
    }

    /// The box's text; `None` for a section that is not there.
    pub fn text(self, speech: &Speech) -> Option<String> {
        Some(match self {
            Self::Front(field) => speech.front.get(field).to_owned(),
            Self::Heading(id) => speech.section(id)?.heading.clone(),
            Self::Body(id) => speech.section(id)?.body(),
        })
    }

    /// The box that shows an anchor, and where in it; `None` when the anchor's text is not in the speech.
    pub fn showing(anchor: &Anchor, speech: &Speech) -> Option<(Self, Range<CharIdx>)> {
        let range = anchor.range.clone();
        match anchor.text {
            TextId::Front(field) => Some((Self::Front(field), range)),
            TextId::Heading(id) => speech.section(id).map(|_| (Self::Heading(id), range)),
            TextId::Paragraph(id) => {
                let (section, idx) = speech.position_of(id)?;
                let offset = offset_of(speech.section(section)?, idx);
                let range = CharIdx(range.start.0 + offset)..CharIdx(range.end.0 + offset);
                Some((Self::Body(section), range))
            }
        }
    }

    /// The place of a caret in the box, as an anchor; `None` in the body of a section without paragraphs.
    pub fn anchor_at(self, at: CharIdx, speech: &Speech) -> Option<Anchor> {
        match self {
            Self::Front(field) => Some(Anchor::caret(TextId::Front(field), at)),
            Self::Heading(id) => Some(Anchor::caret(TextId::Heading(id), at)),
            Self::Body(id) => anchor_in(speech.section(id)?, at),
        }
    }
}

/// Characters of the body before a paragraph.
fn offset_of(section: &Section, idx: usize) -> usize {
    let above = section.paragraphs.iter().take(idx);
    above.map(|paragraph| char_count(&paragraph.text) + 1).sum()
}

/// A place of a section's body as an anchor.
pub(super) fn anchor_in(section: &Section, at: CharIdx) -> Option<Anchor> {
    let mut rest = at.0;
    for paragraph in &section.paragraphs {
        let n_chars = char_count(&paragraph.text);
        if rest <= n_chars {
            return Some(Anchor::caret(
                TextId::Paragraph(paragraph.id),
                CharIdx(rest),
            ));
        }
        rest -= n_chars + 1;
    }
    None
}

/// The place of an anchor in a section's body, if it stands there.
pub(super) fn place_in(section: &Section, anchor: &Anchor) -> Option<Range<usize>> {
    let is_it = |id| anchor.text == TextId::Paragraph(id);
    let idx = section.paragraphs.iter().position(|p| is_it(p.id))?;
    let offset = offset_of(section, idx);
    Some(anchor.range.start.0 + offset..anchor.range.end.0 + offset)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{IdSource, SectionKind};

    #[test]
    fn a_place_in_a_box_is_a_place_in_a_text_and_back() {
        let mut ids = IdSource::default();
        let mut section = ids.section("工作", SectionKind::Tasks);
        section.paragraphs = vec![ids.paragraph("第一段", vec![]), ids.paragraph("", vec![])];
        let body = BoxId::Body(section.id);
        let speech = Speech {
            sections: vec![Arc::new(section)],
            ..Speech::default()
        };
        for at in 0..=4 {
            let anchor = body.anchor_at(CharIdx(at), &speech).unwrap();
            let shown = BoxId::showing(&anchor, &speech);
            assert_eq!(shown, Some((body, CharIdx(at)..CharIdx(at))));
        }
        assert_eq!(body.anchor_at(CharIdx(5), &speech), None);
    }
}
