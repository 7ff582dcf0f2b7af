//! Which sections there are, and how high each probably is: looked at again only where something has changed.

use std::collections::HashMap;
use std::sync::Arc;

use egui::Ui;

use crate::model::{Section, SectionId, Speech, numbered_sections};

use super::box_id::BoxId;
use super::page::Page;
use super::scroll::{Height, HeightSource};
use super::{ManuscriptInput, ManuscriptState, Row};

impl ManuscriptState {
    /// Takes over the width of the view and the size of the text.
    pub(super) fn follow_page(&mut self, ui: &Ui, input: &ManuscriptInput<'_>) {
        let page = Page::new(ui.ctx(), ui.available_width(), input.body_size);
        if self.page.as_ref() != Some(&page) {
            self.page = Some(page);
            self.guess_heights(|_| None);
        }
    }

    /// Takes over which sections there are. What has not changed is not looked at.
    pub(super) fn follow_speech(&mut self, speech: &Speech) {
        let Some(page) = self.page.clone() else {
            return;
        };
        let mut n_sections = 0;
        let mut is_same_order = true;
        let mut needs_numbers = false;
        for (idx, (depth, section)) in speech.walk().enumerate() {
            n_sections += 1;
            match self.rows.get_mut(idx) {
                Some(row) if row.section.id == section.id && row.depth == depth => {
                    if Arc::ptr_eq(&row.section, section) {
                        continue;
                    }
                    needs_numbers |= row.section.numbered != section.numbered
                        || row.section.heading.is_empty() != section.heading.is_empty();
                    row.section = section.clone();
                    let points = page.guess(section, depth);
                    // What has been on screen is a better guess, unless much has changed.
                    let known = self.column.get(idx + 1).filter(|known| {
                        known.source != HeightSource::Guessed
                            && (known.points - points).abs() < 5.0 * page.body().line_height
                    });
                    let height = match known {
                        Some(Height { points, .. }) => Height {
                            points,
                            source: HeightSource::Outdated,
                        },
                        None => Height {
                            points,
                            source: HeightSource::Guessed,
                        },
                    };
                    self.column.set(idx + 1, height);
                }
                _ => {
                    is_same_order = false;
                    break;
                }
            }
        }
        if !is_same_order || n_sections != self.rows.len() {
            let known: HashMap<SectionId, Height> = self
                .rows
                .iter()
                .enumerate()
                .filter_map(|(idx, row)| Some((row.section.id, self.column.get(idx + 1)?)))
                .collect();
            self.rows = numbered_sections(speech)
                .into_iter()
                .map(|(depth, section, number)| Row {
                    section: section.clone(),
                    depth,
                    number,
                })
                .collect();
            self.guess_heights(|id| known.get(&id).copied());
        } else if needs_numbers {
            for (row, (_, _, number)) in self.rows.iter_mut().zip(numbered_sections(speech)) {
                row.number = number;
            }
        }
    }

    fn guess_heights(&mut self, known: impl Fn(SectionId) -> Option<Height>) {
        let Some(page) = &self.page else {
            return;
        };
        self.column.clear();
        self.column.push(Height {
            points: page.top_margin() + 9.0 * page.body().line_height,
            source: HeightSource::Guessed,
        });
        for row in &self.rows {
            let guess = || Height {
                points: page.guess(&row.section, row.depth),
                source: HeightSource::Guessed,
            };
            let height = known(row.section.id).unwrap_or_else(guess);
            self.column.push(height);
        }
    }

    /// The block that holds a box.
    pub(super) fn block_of(&self, target: BoxId) -> Option<usize> {
        match target {
            BoxId::Front(_) => Some(0),
            BoxId::Heading(id) | BoxId::Body(id) => self
                .rows
                .iter()
                .position(|row| row.section.id == id)
                .map(|idx| idx + 1),
        }
    }

    pub(super) fn row_of_block(&self, block: usize) -> Option<&Row> {
        self.rows.get(block.checked_sub(1)?)
    }

    pub(super) fn section(&self, id: SectionId) -> Option<&Arc<Section>> {
        let row = self.rows.iter().find(|row| row.section.id == id)?;
        Some(&row.section)
    }
}
