//! What is drawn around and behind the text: paper, numbers, hits of the search, and where a paragraph came from.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::TextFormat;
use egui::text::LayoutJob;
use egui::{
    Color32, Context, CornerRadius, Galley, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use crate::model::{Paragraph, Section, TextId};
use crate::ui::theme::Palette;

use super::box_id::BoxId;
use super::draft::Draft;
use super::page::Page;
use super::typeset::{Typeset, range_rects};
use super::{ManuscriptInput, Row};

/// The sheet that the text stands on, as long as the view.
pub(super) fn paper_ui(ui: &Ui, page: &Page, view: Rect) {
    let palette = Palette::of(ui.visuals());
    let painter = ui.painter();
    painter.rect_filled(view, CornerRadius::ZERO, palette.desk);
    let left = ui.max_rect().left() + page.text_left - page.margin;
    let right = left + page.text_width + 2.0 * page.margin;
    let sheet = Rect::from_min_max(
        pos2(left, view.top() - 8.0),
        pos2(right, view.bottom() + 8.0),
    );
    let edge = Stroke::new(1.0, palette.paper_edge);
    painter.rect(
        sheet,
        CornerRadius::ZERO,
        palette.paper,
        edge,
        StrokeKind::Outside,
    );
}

/// The number in front of a heading; `None` for a section without one.
pub(super) fn number_galley(ctx: &Context, page: &Page, row: &Row) -> Option<Arc<Galley>> {
    if row.number.is_empty() {
        return None;
    }
    let style = page.heading(row.depth, 0.0);
    let format = TextFormat {
        font_id: style.font.clone(),
        color: Color32::PLACEHOLDER,
        line_height: Some(style.line_height),
        ..TextFormat::default()
    };
    // Marks that are not full width need some room behind them.
    let text = if row.number.ends_with('、') || row.number.ends_with('）') {
        row.number.clone()
    } else {
        format!("{} ", row.number)
    };
    let job = LayoutJob {
        keep_trailing_whitespace: true,
        ..LayoutJob::single_section(text, format)
    };
    Some(ctx.fonts_mut(|fonts| fonts.layout_job(job)))
}

pub(super) fn number_ui(ui: &Ui, page: &Page, row: &Row, place: Pos2) {
    if let Some(galley) = number_galley(ui.ctx(), page, row) {
        ui.painter()
            .galley(place, galley, Palette::of(ui.visuals()).ink);
    }
}

/// Hits of the search behind the text, and marks in the margin for what came from the library.
pub(super) fn under_text_ui(
    ui: &Ui,
    input: &ManuscriptInput<'_>,
    (target, section): (BoxId, Option<&Section>),
    hits: &HashMap<TextId, Range<usize>>,
    draft: &Draft,
    rect: Rect,
) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let Some(set) = &draft.typeset else {
        return;
    };
    if !hits.is_empty() {
        for (text, start) in texts_in(target, section, set) {
            if let Some(hits) = hits.get(&text) {
                hits_ui(ui, input, hits.clone(), (set, start), rect);
            }
        }
    }
    let (BoxId::Body(_), Some(section)) = (target, section) else {
        return;
    };
    for (paragraph, set_paragraph) in section.paragraphs.iter().zip(&set.paragraphs) {
        if paragraph.sources.is_empty() {
            continue;
        }
        let (top, bottom) = set.extent_of(set_paragraph);
        let place = Rect::from_min_max(
            pos2(rect.left() - 22.0, rect.top() + top),
            pos2(rect.left() - 6.0, rect.top() + bottom),
        );
        if ui.is_rect_visible(place) {
            source_ui(ui, input, paragraph, place);
        }
    }
}

/// The texts that a box shows, and where each of them begins in it.
pub(super) fn texts_in<'a>(
    target: BoxId,
    section: Option<&'a Section>,
    set: &'a Typeset,
) -> impl Iterator<Item = (TextId, usize)> + 'a {
    let (line, body) = match target {
        BoxId::Front(field) => (Some(TextId::Front(field)), None),
        BoxId::Heading(id) => (Some(TextId::Heading(id)), None),
        BoxId::Body(_) => (None, section),
    };
    let paragraphs = body.into_iter().flat_map(|section| {
        let set = section.paragraphs.iter().zip(&set.paragraphs);
        set.map(|(paragraph, set)| (TextId::Paragraph(paragraph.id), set.start))
    });
    line.map(|text| (text, 0)).into_iter().chain(paragraphs)
}

/// Where what belongs to each text stands in a list of the whole page.
pub(super) fn by_text<T>(
    list: &[T],
    text_of: impl Fn(&T) -> TextId,
) -> HashMap<TextId, Range<usize>> {
    let mut start = 0;
    list.chunk_by(|a, b| text_of(a) == text_of(b))
        .filter_map(|group| {
            let range = start..start + group.len();
            start = range.end;
            Some((text_of(group.first()?), range))
        })
        .collect()
}

/// Draws the hits of one text, which begins at `start` of its box.
fn hits_ui(
    ui: &Ui,
    input: &ManuscriptInput<'_>,
    hits: Range<usize>,
    (set, start): (&Typeset, usize),
    rect: Rect,
) {
    let palette = Palette::of(ui.visuals());
    let hits = hits.clone().zip(input.hits.get(hits).unwrap_or_default());
    for (idx, hit) in hits {
        let color = if input.current_hit == Some(idx) {
            palette.hit_current
        } else {
            palette.hit
        };
        for row in range_rects(
            &set.galley,
            start + hit.range.start.0,
            start + hit.range.end.0,
        ) {
            let row = row
                .translate(rect.min.to_vec2())
                .shrink2(vec2(0.0, row.height() * 0.12));
            if ui.is_rect_visible(row) {
                ui.painter().rect_filled(row, CornerRadius::same(3), color);
            }
        }
    }
}

/// A thin line in the margin; hovering says which snippets the paragraph came from.
fn source_ui(ui: &Ui, input: &ManuscriptInput<'_>, paragraph: &Paragraph, place: Rect) {
    let palette = Palette::of(ui.visuals());
    let response = ui.interact(
        place,
        ui.scope_id().with(("source", paragraph.id)),
        Sense::hover(),
    );
    let (width, color) = if response.hovered() {
        (3.0, palette.accent)
    } else {
        (2.0, palette.accent.gamma_multiply(0.45))
    };
    let line = place.shrink2(vec2(0.0, 6.0));
    ui.painter()
        .vline(line.center().x, line.y_range(), Stroke::new(width, color));
    response.on_hover_ui(|ui| {
        for source in &paragraph.sources {
            let text = match (input.snippet_name)(source) {
                Some(name) => format!("出处：{name}"),
                None => format!("出处：素材库中已没有这条素材（{}）", source.as_str()),
            };
            ui.label(text);
        }
    });
}
