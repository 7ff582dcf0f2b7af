//! What each element of a Word file means to the text inside it.

use crate::import::error::ImportError;
use crate::import::notes::NoteKind;
use crate::model::Mark;

use super::super::fields::{FieldKind, kind_of};
use super::super::layers::{Layer, Row};
use super::super::xml::{Element, Space};
use super::{Body, NoteRef, Open};

impl Body<'_> {
    /// What an element means; `None` when nothing inside it counts.
    pub(super) fn enter(&mut self, element: &Element<'_>) -> Result<Option<Open>, ImportError> {
        match self.open.last() {
            Some(Open::ParagraphProperties) => return Ok(self.enter_paragraph_property(element)),
            Some(Open::ListProperties) => {
                let number = || element.val()?.trim().parse().ok();
                let in_list = &mut self.current().in_list;
                match element.local() {
                    "numId" => in_list.list = element.val(),
                    "ilvl" => in_list.level = number(),
                    _ => {}
                }
                return Ok(None);
            }
            Some(Open::MarkProperties) => {
                if matches!(element.local(), "del" | "moveFrom") {
                    self.current().runs_on = true;
                }
                return Ok(None);
            }
            Some(Open::RunProperties) => {
                match element.local() {
                    "vanish" => self.is_hidden = element.is_on(),
                    "sz" => {
                        let size = element.val().and_then(|size| size.trim().parse().ok());
                        let current = self.current();
                        current.size = current.size.max(size);
                    }
                    _ => {}
                }
                return Ok(None);
            }
            Some(Open::RowProperties) => {
                if element.local() == "del"
                    && let Some(row) = self.rows.last_mut()
                {
                    row.is_deleted = true;
                }
                return Ok(None);
            }
            _ => {}
        }
        match element.space {
            Space::Word => self.enter_word(element),
            Space::Compatibility => Ok(self.enter_alternative(element.local())),
            Space::Math => Ok(match element.local() {
                "t" => self.shown(Open::Text),
                "oMath" => {
                    self.remark(NoteKind::Formula);
                    Some(Open::Through)
                }
                local => (!local.ends_with("Pr")).then_some(Open::Through),
            }),
            Space::Drawing => self.enter_drawing(element.local()),
            Space::Vml => {
                // Decorative writing (艺术字) is an attribute.
                if element.local() == "textpath"
                    && let Some(text) = element.attribute("string")
                {
                    self.layers.push(Layer::default());
                    self.push_text(&text);
                    self.leave(Open::TextBox)?;
                }
                Ok(Some(Open::Through))
            }
            Space::Other => Ok(Some(Open::Through)),
        }
    }

    fn enter_paragraph_property(&mut self, element: &Element<'_>) -> Option<Open> {
        let current = self.current();
        match element.local() {
            "pStyle" => current.style = element.val(),
            "outlineLvl" => {
                current.outline = element.val().and_then(|level| level.trim().parse().ok());
            }
            "jc" => current.is_centred = element.val().map(|place| place == "center"),
            "numPr" => return Some(Open::ListProperties),
            "rPr" => return Some(Open::MarkProperties),
            _ => {}
        }
        None
    }

    fn enter_word(&mut self, element: &Element<'_>) -> Result<Option<Open>, ImportError> {
        let local = element.local();
        let is_in = |open: &Open| self.open.last() == Some(open);
        Ok(match local {
            "p" => {
                self.end_paragraph()?;
                self.current().is_paragraph = true;
                Some(Open::Paragraph)
            }
            "pPr" if is_in(&Open::Paragraph) => Some(Open::ParagraphProperties),
            "r" => Some(Open::Run),
            "rPr" if is_in(&Open::Run) => Some(Open::RunProperties),
            "trPr" if is_in(&Open::Row) => Some(Open::RowProperties),
            "del" | "moveFrom" => {
                self.remark(NoteKind::Deleted);
                None
            }
            "ins" | "moveTo" => {
                self.remark(NoteKind::Inserted);
                Some(Open::Through)
            }
            "tbl" => {
                self.end_paragraph()?;
                let place = self.place("");
                self.notes.add(&place, NoteKind::Table);
                Some(Open::Through)
            }
            "tr" => {
                self.end_paragraph()?;
                self.rows.push(Row::default());
                Some(Open::Row)
            }
            "tc" => {
                self.layers.push(Layer::default());
                Some(Open::Cell)
            }
            "txbxContent" => {
                self.layers.push(Layer::default());
                Some(Open::TextBox)
            }
            "footnote" | "endnote" => {
                let kind = if local == "footnote" {
                    NoteRef::Footnote
                } else {
                    NoteRef::Endnote
                };
                self.layers.push(Layer::default());
                // Separators have a type; they are lines, not notes.
                let is_note = element
                    .attribute("type")
                    .is_none_or(|kind| kind == "normal");
                let id = element.attribute("id").filter(|_| is_note);
                Some(Open::Footnote(kind, id))
            }
            "drawing" | "pict" | "contentPart" => {
                Some(Open::Figure(NoteKind::Picture, self.n_chars))
            }
            "object" => Some(Open::Figure(NoteKind::Object, self.n_chars)),
            "altChunk" | "subDoc" => {
                self.remark(NoteKind::Bound);
                None
            }
            _ => self.enter_inline(element),
        })
    }

    /// What stands in a line of text.
    fn enter_inline(&mut self, element: &Element<'_>) -> Option<Open> {
        let local = element.local();
        match local {
            "t" => self.shown(Open::Text),
            "instrText" => Some(Open::Instruction),
            "tab" | "ptab" => self.mark("\t"),
            "br" | "cr" => self.mark("\n"),
            "noBreakHyphen" => self.mark("-"),
            "sym" => {
                self.take_symbol(element);
                None
            }
            "fldChar" => {
                self.take_field_mark(&element.attribute("fldCharType").unwrap_or_default());
                None
            }
            "fldSimple" => {
                let instruction = element.attribute("instr").unwrap_or_default();
                if kind_of(&instruction) == FieldKind::PageNumber {
                    self.remark(NoteKind::PageNumber);
                    None
                } else {
                    Some(Open::Through)
                }
            }
            "pgNum" => {
                self.remark(NoteKind::PageNumber);
                None
            }
            "footnoteReference" => self.refer(NoteRef::Footnote, element),
            "endnoteReference" => self.refer(NoteRef::Endnote, element),
            "commentReference" => {
                self.remark(NoteKind::Comment);
                None
            }
            "rt" => {
                self.reading = Some(String::new());
                Some(Open::Reading)
            }
            "bookmarkStart" => {
                if let Some(mark) = element
                    .attribute("name")
                    .as_deref()
                    .and_then(Mark::of_bookmark)
                {
                    let current = self.current();
                    // Behind a text, as LibreOffice leaves what stood between two paragraphs, it means the next one.
                    let marks = if current.has_text {
                        &mut current.marks_behind
                    } else {
                        &mut current.marks
                    };
                    marks.push(mark);
                }
                None
            }
            "delText" | "delInstrText" | "tblGrid" => None,
            // Properties, and what they were before a tracked change.
            _ if local.ends_with("Pr") || local.ends_with("Change") => None,
            _ => Some(Open::Through),
        }
    }

    /// Of the ways in which a thing is written, the first that gives text is read, and no other.
    fn enter_alternative(&mut self, local: &str) -> Option<Open> {
        let has_text = self
            .alternates
            .last()
            .is_some_and(|n_chars| self.n_chars > *n_chars);
        match local {
            "AlternateContent" => {
                self.alternates.push(self.n_chars);
                Some(Open::Alternate)
            }
            "Choice" if !has_text => Some(Open::Through),
            "Fallback" if !has_text => {
                self.n_fallbacks += 1;
                Some(Open::Fallback)
            }
            _ => None,
        }
    }

    /// Text of diagrams that are drawn in place.
    fn enter_drawing(&mut self, local: &str) -> Result<Option<Open>, ImportError> {
        Ok(match local {
            "txBody" => {
                self.layers.push(Layer::default());
                Some(Open::TextBox)
            }
            "p" => {
                self.end_paragraph()?;
                Some(Open::Paragraph)
            }
            "t" => self.shown(Open::Text),
            "br" => self.mark("\n"),
            _ => (!local.ends_with("Pr")).then_some(Open::Through),
        })
    }
}
