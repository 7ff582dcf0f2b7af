//! One primitive edit; applying it returns its inverse.

use std::sync::Arc;

use crate::model::{
    CharIdx, FrontField, IgnoredFinding, Moved, Paragraph, ParagraphId, Roster, Section, SectionId,
    SectionKind, SectionPlace, SnippetId, Speech, Splice, TextId, byte_offset, char_count,
};

use super::EditError;

/// One primitive edit of a speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    SpliceFront {
        field: FrontField,
        splice: Splice,
    },
    SetRoster {
        roster: Option<Arc<Roster>>,
    },
    SetIgnored {
        ignored: Arc<[IgnoredFinding]>,
    },
    /// Puts in a section with all below it.
    InsertSection {
        place: SectionPlace,
        section: Arc<Section>,
    },
    /// Takes out a section with all below it.
    RemoveSection {
        section: SectionId,
    },
    /// Moves a section with all below it; `place` is counted once the section has been taken out.
    MoveSection {
        section: SectionId,
        place: SectionPlace,
    },
    SpliceHeading {
        section: SectionId,
        splice: Splice,
    },
    SetKind {
        section: SectionId,
        kind: SectionKind,
    },
    SetNumbered {
        section: SectionId,
        numbered: bool,
    },
    InsertParagraph {
        section: SectionId,
        at: usize,
        paragraph: Paragraph,
    },
    RemoveParagraph {
        section: SectionId,
        paragraph: ParagraphId,
    },
    SpliceParagraph {
        section: SectionId,
        paragraph: ParagraphId,
        splice: Splice,
    },
    /// Makes a paragraph of what stands behind `at`.
    SplitParagraph {
        section: SectionId,
        paragraph: ParagraphId,
        at: CharIdx,
        /// The new paragraph, still without its text.
        rest: Paragraph,
    },
    /// Puts the next paragraph's text behind this one's and removes that paragraph.
    JoinParagraphs {
        section: SectionId,
        paragraph: ParagraphId,
    },
    SetSources {
        section: SectionId,
        paragraph: ParagraphId,
        sources: Vec<SnippetId>,
    },
}

impl Change {
    /// Applies the change and returns the one that takes it back; adds to `moved` how places have moved.
    ///
    /// # Errors
    ///
    /// When a place the change names is not there. The speech is then as it was.
    #[expect(
        clippy::too_many_lines,
        reason = "one short arm for each change, read as a table"
    )]
    pub(super) fn apply(self, speech: &mut Speech, moved: &mut Moved) -> Result<Self, EditError> {
        match self {
            Self::SpliceFront { field, splice } => {
                let text = speech.front.get_mut(field);
                let (new, back) = splice.apply(text).ok_or(EditError::PastEndOfFront(field))?;
                *text = new;
                moved.spliced(TextId::Front(field), &splice);
                Ok(Self::SpliceFront {
                    field,
                    splice: back,
                })
            }
            Self::SetRoster { roster } => {
                let old = std::mem::replace(&mut speech.roster, roster);
                Ok(Self::SetRoster { roster: old })
            }
            Self::SetIgnored { ignored } => {
                let old = std::mem::replace(&mut speech.ignored, ignored);
                Ok(Self::SetIgnored { ignored: old })
            }
            Self::InsertSection { place, section } => {
                let id = section.id;
                insert_section(speech, place, section)?;
                moved.reordered();
                Ok(Self::RemoveSection { section: id })
            }
            Self::RemoveSection { section: id } => {
                let (place, section) = take_section(speech, id)?;
                let texts = section.walk().flat_map(|(_, section)| section.texts());
                moved.removed(texts.map(|(text, _)| text));
                Ok(Self::InsertSection { place, section })
            }
            Self::MoveSection { section: id, place } => {
                if place
                    .parent
                    .is_some_and(|parent| speech.is_within(parent, id))
                {
                    return Err(EditError::IntoItself(id));
                }
                let (from, section) = take_section(speech, id)?;
                match insert_section(speech, place, Arc::clone(&section)) {
                    Ok(()) => {
                        moved.reordered();
                        Ok(Self::MoveSection {
                            section: id,
                            place: from,
                        })
                    }
                    Err(error) => {
                        insert_section(speech, from, section)
                            .expect("the place it has just been taken from is there");
                        Err(error)
                    }
                }
            }
            Self::SpliceHeading {
                section: id,
                splice,
            } => {
                let heading = &mut section_mut(speech, id)?.heading;
                let (new, back) = splice.apply(heading).ok_or(EditError::PastEnd(id))?;
                *heading = new;
                moved.spliced(TextId::Heading(id), &splice);
                Ok(Self::SpliceHeading {
                    section: id,
                    splice: back,
                })
            }
            Self::SetKind { section: id, kind } => {
                let old = std::mem::replace(&mut section_mut(speech, id)?.kind, kind);
                Ok(Self::SetKind {
                    section: id,
                    kind: old,
                })
            }
            Self::SetNumbered {
                section: id,
                numbered,
            } => {
                let old = std::mem::replace(&mut section_mut(speech, id)?.numbered, numbered);
                Ok(Self::SetNumbered {
                    section: id,
                    numbered: old,
                })
            }
            Self::InsertParagraph {
                section: id,
                at,
                paragraph,
            } => {
                let section = section_mut(speech, id)?;
                if at > section.paragraphs.len() {
                    return Err(EditError::PastEnd(id));
                }
                let inverse = Self::RemoveParagraph {
                    section: id,
                    paragraph: paragraph.id,
                };
                section.paragraphs.insert(at, paragraph);
                moved.reordered();
                Ok(inverse)
            }
            Self::RemoveParagraph {
                section: id,
                paragraph,
            } => {
                let section = section_mut(speech, id)?;
                let at = paragraph_idx(section, paragraph)?;
                let paragraph = section.paragraphs.remove(at);
                moved.removed([TextId::Paragraph(paragraph.id)]);
                Ok(Self::InsertParagraph {
                    section: id,
                    at,
                    paragraph,
                })
            }
            Self::SpliceParagraph {
                section: id,
                paragraph,
                splice,
            } => {
                let target = paragraph_mut(speech, id, paragraph)?;
                let (text, inverse) = splice.apply(&target.text).ok_or(EditError::PastEnd(id))?;
                target.text = text.into();
                moved.spliced(TextId::Paragraph(paragraph), &splice);
                Ok(Self::SpliceParagraph {
                    section: id,
                    paragraph,
                    splice: inverse,
                })
            }
            Self::SplitParagraph {
                section: id,
                paragraph,
                at,
                rest,
            } => split(speech, id, paragraph, at, rest, moved),
            Self::JoinParagraphs {
                section: id,
                paragraph,
            } => join(speech, id, paragraph, moved),
            Self::SetSources {
                section: id,
                paragraph,
                sources,
            } => {
                let target = paragraph_mut(speech, id, paragraph)?;
                let old = std::mem::replace(&mut target.sources, sources);
                Ok(Self::SetSources {
                    section: id,
                    paragraph,
                    sources: old,
                })
            }
        }
    }
}

fn split(
    speech: &mut Speech,
    section: SectionId,
    paragraph: ParagraphId,
    at: CharIdx,
    mut rest: Paragraph,
    moved: &mut Moved,
) -> Result<Change, EditError> {
    let past_end = || EditError::PastEnd(section);
    let target = section_mut(speech, section)?;
    let idx = paragraph_idx(target, paragraph)?;
    let first = target.paragraphs.get_mut(idx).ok_or_else(past_end)?;
    let (head, tail) = byte_offset(&first.text, at)
        .and_then(|byte| first.text.split_at_checked(byte))
        .ok_or_else(past_end)?;
    let head = head.into();
    rest.text = tail.into();
    first.text = head;
    moved.split(paragraph, at, rest.id);
    target.paragraphs.insert(idx + 1, rest);
    Ok(Change::JoinParagraphs { section, paragraph })
}

fn join(
    speech: &mut Speech,
    section: SectionId,
    paragraph: ParagraphId,
    moved: &mut Moved,
) -> Result<Change, EditError> {
    let target = section_mut(speech, section)?;
    let idx = paragraph_idx(target, paragraph)?;
    if idx + 1 >= target.paragraphs.len() {
        return Err(EditError::PastEnd(section));
    }
    let mut rest = target.paragraphs.remove(idx + 1);
    let first = target
        .paragraphs
        .get_mut(idx)
        .ok_or(EditError::PastEnd(section))?;
    let at = CharIdx(char_count(&first.text));
    first.text = format!("{}{}", first.text, rest.text).into();
    moved.joined(rest.id, paragraph, at);
    rest.text = "".into();
    Ok(Change::SplitParagraph {
        section,
        paragraph,
        at,
        rest,
    })
}

fn level_mut(
    speech: &mut Speech,
    parent: Option<SectionId>,
) -> Result<&mut Vec<Arc<Section>>, EditError> {
    match parent {
        None => Ok(&mut speech.sections),
        Some(id) => section_mut(speech, id).map(|section| &mut section.children),
    }
}

/// The section, copied out of what it shares with snapshots; so are those above it, and nothing else.
fn section_mut(speech: &mut Speech, id: SectionId) -> Result<&mut Section, EditError> {
    let missing = EditError::NoSection(id);
    let path = speech.path_of(id).ok_or_else(|| missing.clone())?;
    let (&first, rest) = path.split_first().ok_or_else(|| missing.clone())?;
    let mut section = Arc::make_mut(
        speech
            .sections
            .get_mut(first)
            .ok_or_else(|| missing.clone())?,
    );
    for &idx in rest {
        section = Arc::make_mut(
            section
                .children
                .get_mut(idx)
                .ok_or_else(|| missing.clone())?,
        );
    }
    Ok(section)
}

fn paragraph_idx(section: &Section, paragraph: ParagraphId) -> Result<usize, EditError> {
    section
        .paragraphs
        .iter()
        .position(|candidate| candidate.id == paragraph)
        .ok_or(EditError::NoParagraph {
            section: section.id,
            paragraph,
        })
}

fn paragraph_mut(
    speech: &mut Speech,
    section: SectionId,
    paragraph: ParagraphId,
) -> Result<&mut Paragraph, EditError> {
    let section = section_mut(speech, section)?;
    let idx = paragraph_idx(section, paragraph)?;
    let missing = EditError::NoParagraph {
        section: section.id,
        paragraph,
    };
    section.paragraphs.get_mut(idx).ok_or(missing)
}

fn insert_section(
    speech: &mut Speech,
    place: SectionPlace,
    section: Arc<Section>,
) -> Result<(), EditError> {
    let level = level_mut(speech, place.parent)?;
    if place.at > level.len() {
        return Err(EditError::NoPlace(place));
    }
    level.insert(place.at, section);
    Ok(())
}

fn take_section(
    speech: &mut Speech,
    id: SectionId,
) -> Result<(SectionPlace, Arc<Section>), EditError> {
    let place = speech.place_of(id).ok_or(EditError::NoSection(id))?;
    let section = level_mut(speech, place.parent)?.remove(place.at);
    Ok((place, section))
}
