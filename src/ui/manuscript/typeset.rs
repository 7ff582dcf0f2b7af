//! Draws the text of a box as the layout breaks and fills its lines, cached by paragraph.
//!
//! egui breaks lines its own way, so every line is laid out as a galley of one row and the rows are put together. What
//! did not change is taken from the last time: a keystroke lays out the lines behind it in one paragraph.

use std::collections::HashMap;
use std::sync::Arc;

use egui::epaint::text::{CharIndex, TextFormat, TextWrapping};
use egui::text::LayoutJob;
use egui::{Color32, Context, FontId, Galley, Pos2, Rect, Vec2, pos2, vec2};

use crate::layout::{LineWidths, line_spans, spread};
use crate::text::chars::is_han;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alignment {
    /// Flush left, the last line of a paragraph excepted from filling.
    Filled,
    Left,
    Center,
}

/// How the text of a box is set; lengths in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct BoxStyle {
    pub font: FontId,
    pub line_height: f32,
    pub width: f32,
    /// Of the first line of every paragraph.
    pub indent: f32,
    pub paragraph_gap: f32,
    pub alignment: Alignment,
}

/// A paragraph within a [`Typeset`].
#[derive(Debug)]
pub(super) struct SetParagraph {
    text: String,
    pub n_chars: usize,
    rows: Vec<SetRow>,
    /// Index of its first row in the galley.
    pub first_row: usize,
    /// Position of its first character in the text.
    pub start: usize,
}

#[derive(Debug, Clone)]
struct SetRow {
    galley: Arc<Galley>,
    spacing: f32,
    offset: f32,
}

/// The text of a box, laid out.
#[derive(Debug)]
pub(super) struct Typeset {
    style: BoxStyle,
    fonts: u64,
    pub paragraphs: Vec<SetParagraph>,
    pub galley: Arc<Galley>,
}

impl Typeset {
    /// Top and bottom of a paragraph's lines, from the top of the box.
    pub fn extent_of(&self, paragraph: &SetParagraph) -> (f32, f32) {
        let rows = self
            .galley
            .rows
            .get(paragraph.first_row..paragraph.first_row + paragraph.rows.len())
            .unwrap_or_default();
        match (rows.first(), rows.last()) {
            (Some(first), Some(last)) => (first.min_y(), last.max_y()),
            _ => (0.0, 0.0),
        }
    }
}

/// Lays out text and knows what its characters measure.
#[derive(Debug, Default)]
pub(super) struct Typesetter {
    widths: Vec<(FontId, HashMap<char, f32>)>,
    /// A row that is asked for every frame: when egui makes a new one, its fonts have been rebuilt and every galley
    /// points into a texture that is gone.
    probe: Option<Arc<Galley>>,
    fonts: u64,
}

impl Typesetter {
    /// To be called once a frame, before anything is set.
    pub fn begin_frame(&mut self, ctx: &Context) {
        let probe =
            ctx.fonts_mut(|fonts| fonts.layout_job(row_job("口", &FontId::default(), 20.0, 0.0)));
        let is_same = self
            .probe
            .as_ref()
            .is_some_and(|last| Arc::ptr_eq(last, &probe));
        if !is_same {
            self.fonts += 1;
            self.widths.clear();
            self.probe = Some(probe);
        }
    }

    /// The galley of `text`, from `cache` where it still holds.
    pub fn galley(
        &mut self,
        ctx: &Context,
        cache: &mut Option<Typeset>,
        text: &str,
        style: &BoxStyle,
    ) -> Arc<Galley> {
        let is_current = |set: &Typeset| set.fonts == self.fonts && set.style == *style;
        if let Some(set) = cache
            && is_current(set)
            && set.galley.text() == text
        {
            return set.galley.clone();
        }
        let old = cache.take().filter(is_current);
        let set = self.set(ctx, old, text, style);
        cache.insert(set).galley.clone()
    }

    fn set(
        &mut self,
        ctx: &Context,
        old: Option<Typeset>,
        text: &str,
        style: &BoxStyle,
    ) -> Typeset {
        let lines: Vec<&str> = text.split('\n').collect();
        let mut old = old.map(|set| set.paragraphs).unwrap_or_default();
        let n_same = old
            .iter()
            .zip(&lines)
            .take_while(|(paragraph, line)| paragraph.text == **line)
            .count();
        let n_same_at_end = old
            .iter()
            .rev()
            .zip(lines.iter().rev())
            .take(old.len().min(lines.len()) - n_same)
            .take_while(|(paragraph, line)| paragraph.text == **line)
            .count();
        let tail = old.split_off(old.len() - n_same_at_end);
        let mut changed = old.split_off(n_same).into_iter();
        let mut paragraphs = old;
        let n_changed = lines.len() - n_same - n_same_at_end;
        for line in lines.iter().skip(n_same).take(n_changed) {
            let before = changed
                .next()
                .map(|paragraph| paragraph.rows)
                .unwrap_or_default();
            paragraphs.push(self.set_paragraph(ctx, line, style, &before));
        }
        paragraphs.extend(tail);
        let galley = Arc::new(assemble(ctx, &mut paragraphs, text, style));
        Typeset {
            style: style.clone(),
            fonts: self.fonts,
            paragraphs,
            galley,
        }
    }

    fn set_paragraph(
        &mut self,
        ctx: &Context,
        text: &str,
        style: &BoxStyle,
        before: &[SetRow],
    ) -> SetParagraph {
        let known_widths = widths_of(&mut self.widths, &style.font);
        let mut row_texts: Vec<(String, f32)> = Vec::new();
        let mut rows = Vec::new();
        let mut n_chars = 0;
        ctx.fonts_mut(|fonts| {
            let mut width_of = |c: char| {
                // Every Han character is as wide as every other.
                let key = if is_han(c) { '国' } else { c };
                *known_widths.entry(key).or_insert_with(|| match key {
                    '\t' => 4.0 * fonts.glyph_width(&style.font, ' '),
                    _ => fonts.glyph_width(&style.font, key),
                })
            };
            let widths = LineWidths {
                first: style.width - style.indent,
                rest: style.width,
            };
            let lines = line_spans(text.chars(), &mut width_of, widths);
            let mut chars = text.chars();
            for (idx, line) in lines.iter().enumerate() {
                let is_filled = style.alignment == Alignment::Filled && idx + 1 < lines.len();
                let spacing = if is_filled {
                    spread(widths.of(idx) - line.width, line.n_seen, style.font.size)
                } else {
                    0.0
                };
                let row = chars.by_ref().take(line.end - n_chars).collect();
                row_texts.push((row, spacing));
                n_chars = line.end;
            }
            let n_new = row_texts.len();
            for (idx, (row_text, spacing)) in row_texts.iter().enumerate() {
                // Lines above the caret keep their number from the start, lines below from the end.
                let from_end = (before.len() + idx).checked_sub(n_new);
                let known = [Some(idx), from_end]
                    .into_iter()
                    .flatten()
                    .filter_map(|at| before.get(at))
                    .find(|known| known.spacing == *spacing && known.galley.text() == row_text);
                let galley = match known {
                    Some(known) => known.galley.clone(),
                    None => {
                        let spread_row = |spacing: f32| {
                            row_job(row_text, &style.font, style.line_height, spacing)
                        };
                        let galley = fonts.layout_job(spread_row(*spacing));
                        let n_seen = row_text.trim_end().chars().count();
                        let missing = widths.of(idx) - galley.rect.width();
                        if *spacing > 0.0 && missing > 1.0 && !row_text.ends_with(' ') {
                            // Shaped text may be narrower than its characters, as — and — joined are.
                            let rest = spread(missing, n_seen, style.font.size);
                            fonts.layout_job(spread_row(spacing + rest))
                        } else {
                            galley
                        }
                    }
                };
                let room = style.width - galley.rect.width();
                let offset = match style.alignment {
                    Alignment::Center => (room / 2.0).max(0.0).round(),
                    Alignment::Filled | Alignment::Left if idx == 0 => style.indent,
                    Alignment::Filled | Alignment::Left => 0.0,
                };
                rows.push(SetRow {
                    galley,
                    spacing: *spacing,
                    offset,
                });
            }
        });
        SetParagraph {
            text: text.to_owned(),
            n_chars,
            rows,
            first_row: 0,
            start: 0,
        }
    }
}

fn widths_of<'a>(
    known: &'a mut Vec<(FontId, HashMap<char, f32>)>,
    font: &FontId,
) -> &'a mut HashMap<char, f32> {
    let idx = match known.iter().position(|(other, _)| other == font) {
        Some(idx) => idx,
        None => {
            known.push((font.clone(), HashMap::new()));
            known.len() - 1
        }
    };
    &mut known[idx].1
}

fn row_job(text: &str, font: &FontId, line_height: f32, spacing: f32) -> LayoutJob {
    let format = TextFormat {
        font_id: font.clone(),
        // Filled in when the galley is painted: a change of theme keeps the galley.
        color: Color32::PLACEHOLDER,
        line_height: Some(line_height),
        extra_letter_spacing: spacing,
        ..TextFormat::default()
    };
    LayoutJob {
        wrap: TextWrapping::no_max_width(),
        break_on_newline: false,
        keep_trailing_whitespace: true,
        ..LayoutJob::single_section(text.to_owned(), format)
    }
}

/// Puts the rows of all paragraphs under each other.
fn assemble(
    ctx: &Context,
    paragraphs: &mut [SetParagraph],
    text: &str,
    style: &BoxStyle,
) -> Galley {
    let mut places = Vec::new();
    let mut parts = Vec::new();
    let mut top = 0.0;
    let mut start = 0;
    let n_paragraphs = paragraphs.len();
    for (idx, paragraph) in paragraphs.iter_mut().enumerate() {
        paragraph.first_row = places.len();
        paragraph.start = start;
        start += paragraph.n_chars + 1;
        let n_rows = paragraph.rows.len();
        for (row_idx, row) in paragraph.rows.iter().enumerate() {
            let ends_paragraph = row_idx + 1 == n_rows && idx + 1 < n_paragraphs;
            places.push((pos2(row.offset, top), ends_paragraph));
            parts.push(row.galley.clone());
            top += style.line_height;
        }
        if idx + 1 < n_paragraphs {
            top += style.paragraph_gap;
        }
    }
    let job = LayoutJob {
        round_output_to_gui: false,
        // A galley without sections counts as empty and is not painted.
        ..LayoutJob::single_section(text.to_owned(), TextFormat::default())
    };
    let mut galley = Galley::concat(Arc::new(job), &parts, ctx.pixels_per_point());
    galley.mesh_bounds = Rect::NOTHING;
    for (row, (place, ends_paragraph)) in galley.rows.iter_mut().zip(places) {
        row.pos = place;
        row.ends_with_newline = ends_paragraph;
        let bounds = row.row.visuals.mesh_bounds;
        galley.mesh_bounds |= bounds.translate(place.to_vec2());
    }
    galley.rect = Rect::from_min_size(Pos2::ZERO, vec2(style.width, top));
    galley
}

/// Rectangles behind a range of characters, one a row, in the galley's coordinates.
pub(super) fn range_rects(galley: &Galley, from: usize, to: usize) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut start = 0;
    for row in &galley.rows {
        let n_chars = row.row.glyphs.len();
        if from < start + n_chars && start < to {
            let left = row.row.x_offset(CharIndex(from.saturating_sub(start)));
            let right = row.row.x_offset(CharIndex((to - start).min(n_chars)));
            let min = row.pos + Vec2::new(left, 0.0);
            rects.push(Rect::from_min_max(
                min,
                pos2(row.pos.x + right, row.max_y()),
            ));
        }
        start += n_chars + usize::from(row.ends_with_newline);
        if start >= to {
            break;
        }
    }
    rects
}
