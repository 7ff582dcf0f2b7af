//! One primitive edit; applying it returns its inverse.

use std::sync::Arc;

use crate::model::{
    FrontField, IgnoredFinding, Paragraph, ParagraphId, Roster, Section, SectionId, SectionKind,
    SectionPlace, SnippetId, Speech, Splice,
};

use super::EditError;

/// One primitive edit of a speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    SetFront {
        field: FrontField,
        text: String,
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
    SetHeading {
        section: SectionId,
        heading: String,
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
    SetSources {
        section: SectionId,
        paragraph: ParagraphId,
        sources: Vec<SnippetId>,
    },
}

impl Change {
    /// Applies the change and returns the one that takes it back.
    ///
    /// # Errors
    ///
    /// When a place the change names is not there. The speech is then as it was.
    #[expect(
        clippy::too_many_lines,
        reason = "one short arm for each change, read as a table"
    )]
    pub fn apply(self, speech: &mut Speech) -> Result<Self, EditError> {
        match self {
            Self::SetFront { field, text } => {
                let old = std::mem::replace(speech.front.get_mut(field), text);
                Ok(Self::SetFront { field, text: old })
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
                Ok(Self::RemoveSection { section: id })
            }
            Self::RemoveSection { section: id } => {
                let (place, section) = take_section(speech, id)?;
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
                    Ok(()) => Ok(Self::MoveSection {
                        section: id,
                        place: from,
                    }),
                    Err(error) => {
                        insert_section(speech, from, section)
                            .expect("the place it has just been taken from is there");
                        Err(error)
                    }
                }
            }
            Self::SetHeading {
                section: id,
                heading,
            } => {
                let old = std::mem::replace(&mut section_mut(speech, id)?.heading, heading);
                Ok(Self::SetHeading {
                    section: id,
                    heading: old,
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
                Ok(inverse)
            }
            Self::RemoveParagraph {
                section: id,
                paragraph,
            } => {
                let section = section_mut(speech, id)?;
                let at = paragraph_idx(section, paragraph)?;
                let paragraph = section.paragraphs.remove(at);
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
                Ok(Self::SpliceParagraph {
                    section: id,
                    paragraph,
                    splice: inverse,
                })
            }
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
