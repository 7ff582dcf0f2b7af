//! Lines below what the review has found, and what is wrong there while the pointer rests on it.

use std::collections::HashMap;
use std::ops::Range;

use egui::{Painter, PopupAnchor, Pos2, Rect, Shape, Stroke, Tooltip, Ui, pos2, vec2};

use crate::model::{Section, TextId};
use crate::review::{FindingMark, Severity};
use crate::ui::review_panel::severity_colour;
use crate::ui::theme::Palette;

use super::ManuscriptInput;
use super::box_id::BoxId;
use super::draft::Draft;
use super::marks::texts_in;
use super::typeset::range_rects;

/// Seconds that the pointer must rest before the explanation appears: one that only passes brings up nothing.
const REST: f32 = 0.35;

/// Of a stretch that is longer, only the first characters are marked.
const LONGEST: usize = 36;
const SHOWN_OF_LONG: usize = 4;

/// Half the height and the length of a wave, in points.
const WAVE: (f32, f32) = (1.2, 5.0);

/// Draws the lines of one box.
pub(super) fn findings_ui(
    ui: &Ui,
    input: &ManuscriptInput<'_>,
    (target, section): (BoxId, Option<&Section>),
    findings: &HashMap<TextId, Range<usize>>,
    draft: &Draft,
    rect: Rect,
) {
    let is_seen = !findings.is_empty() && ui.is_rect_visible(rect);
    let Some(set) = draft.typeset.as_ref().filter(|_| is_seen) else {
        return;
    };
    let pointer = ui
        .ctx()
        .pointer_hover_pos()
        .filter(|pos| ui.clip_rect().contains(*pos));
    let mut below: Option<(&FindingMark, Rect)> = None;
    let marks = texts_in(target, section, set).flat_map(|(text, start)| {
        let marks = findings.get(&text).cloned();
        let marks = marks.and_then(|range| input.findings.get(range));
        marks
            .unwrap_or_default()
            .iter()
            .map(move |mark| (mark, start))
    });
    for (mark, offset) in marks {
        if input.hidden.contains(&mark.severity) {
            continue;
        }
        let range = &mark.anchor.range;
        let (start, mut end) = (offset + range.start.0, offset + range.end.0);
        // A long stretch is marked where it begins: a whole paragraph of lines is not to be read.
        if !mark.is_copied && end - start > LONGEST {
            end = start + SHOWN_OF_LONG;
        }
        // A fault without characters of its own is shown at the one behind.
        if start == end {
            end += 1;
        }
        for row in range_rects(&set.galley, start, end) {
            let row = row.translate(rect.min.to_vec2());
            if !ui.is_rect_visible(row) {
                continue;
            }
            if mark.is_copied {
                tint_ui(ui, row);
            } else {
                line_ui(ui, mark.severity, row);
            }
            // Of several on one place the worst is told.
            let is_worse = below.is_none_or(|(known, _)| mark.severity < known.severity);
            if pointer.is_some_and(|pos| row.contains(pos)) && is_worse {
                below = Some((mark, row));
            }
        }
    }
    if let Some((mark, row)) = below {
        tell_ui(ui, input, mark.finding, row);
    }
}

/// A wash behind what was copied: whole paragraphs may be.
fn tint_ui(ui: &Ui, row: Rect) {
    let palette = Palette::of(ui.visuals());
    let row = row.shrink2(vec2(0.0, row.height() * 0.12));
    ui.painter().rect_filled(row, 0.0, palette.accent_soft);
}

fn line_ui(ui: &Ui, severity: Severity, row: Rect) {
    let palette = Palette::of(ui.visuals());
    let colour = severity_colour(severity, &palette);
    let y = row.bottom() - row.height() * 0.1;
    let painter = ui.painter();
    match severity {
        Severity::Error => wave(painter, row, y, Stroke::new(1.4, colour)),
        Severity::Warning => wave(painter, row, y, Stroke::new(1.2, colour)),
        Severity::Hint => {
            let ends = [pos2(row.left(), y), pos2(row.right(), y)];
            let stroke = Stroke::new(1.2, colour.gamma_multiply(0.7));
            painter.extend(Shape::dotted_line(&ends, stroke.color, 3.5, 0.8));
        }
    }
}

fn wave(painter: &Painter, row: Rect, y: f32, stroke: Stroke) {
    let (height, length) = WAVE;
    let half = length / 2.0;
    let mut points: Vec<Pos2> = Vec::new();
    let mut x = row.left();
    let mut up = false;
    while x < row.right() {
        points.push(pos2(x, if up { y - height } else { y + height }));
        x += half;
        up = !up;
    }
    points.push(pos2(row.right(), y));
    painter.add(Shape::line(points, stroke));
}

/// What is wrong, once the pointer rests.
fn tell_ui(ui: &Ui, input: &ManuscriptInput<'_>, finding: usize, row: Rect) {
    let ctx = ui.ctx();
    let (rested, is_down) = ctx.input(|input| {
        let pointer = &input.pointer;
        (pointer.time_since_last_movement(), pointer.any_down())
    });
    if is_down || egui::DragAndDrop::has_any_payload(ctx) {
        return;
    }
    if rested < REST {
        ctx.request_repaint_after(std::time::Duration::from_secs_f32(REST - rested + 0.01));
        return;
    }
    let id = ui.scope_id().with("finding");
    Tooltip::always_open(ctx.clone(), ui.layer_id(), id, PopupAnchor::ParentRect(row))
        .gap(2.0)
        .width(340.0)
        .show(|ui| (input.finding_ui)(ui, finding));
}
