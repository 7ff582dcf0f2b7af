//! The look of the page: reading width, sizes of headings, gaps, and what an unseen section probably measures.

use egui::{Context, FontId};

use crate::model::{FrontField, Section, char_count};
use crate::ui::theme;
use crate::wording;

use super::box_id::BoxId;
use super::typeset::{Alignment, BoxStyle};

/// Characters in a full line: what the eye follows without losing the line.
const LINE_CHARS: f32 = 38.0;
const SHORTEST_LINE_CHARS: f32 = 12.0;

/// Measures of the page for a width of the view and a size of the body; lengths in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    pub body_size: f32,
    pub text_width: f32,
    /// Paper left and right of the text.
    pub margin: f32,
    /// Left edge of the text, from the left edge of the view.
    pub text_left: f32,
    regular: FontId,
    bold: FontId,
}

impl Page {
    pub fn new(ctx: &Context, view_width: f32, body_size: f32) -> Self {
        let wide = view_width > (LINE_CHARS + 7.0) * body_size;
        let margin = if wide {
            3.2 * body_size
        } else {
            1.8 * body_size
        };
        let outside = if wide { body_size } else { 4.0 };
        let room = view_width - 2.0 * (margin + outside);
        let n_chars = (room / body_size)
            .floor()
            .clamp(SHORTEST_LINE_CHARS, LINE_CHARS);
        let text_width = n_chars * body_size;
        Self {
            body_size,
            text_width,
            margin,
            text_left: ((view_width - text_width) / 2.0).max(margin).round(),
            regular: FontId::proportional(body_size),
            bold: theme::bold(ctx, body_size),
        }
    }

    pub fn top_margin(&self) -> f32 {
        2.6 * self.body_size
    }

    pub fn body(&self) -> BoxStyle {
        BoxStyle {
            font: self.regular.clone(),
            line_height: (self.body_size * 1.75).round(),
            width: self.text_width,
            indent: 2.0 * self.body_size,
            paragraph_gap: (self.body_size * 0.3).round(),
            alignment: Alignment::Filled,
        }
    }

    /// `number_width` is what the number in front of the heading takes up.
    pub fn heading(&self, depth: usize, number_width: f32) -> BoxStyle {
        let scale = match depth {
            0 => 1.3,
            1 => 1.14,
            2 => 1.03,
            _ => 1.0,
        };
        let font = if depth <= 2 {
            &self.bold
        } else {
            &self.regular
        };
        let size = (self.body_size * scale).round();
        BoxStyle {
            font: FontId::new(size, font.family.clone()),
            line_height: (size * 1.55).round(),
            width: (self.text_width - number_width).max(4.0 * size),
            indent: 0.0,
            paragraph_gap: 0.0,
            alignment: Alignment::Left,
        }
    }

    pub fn front(&self, field: FrontField) -> BoxStyle {
        let (scale, font, alignment) = match field {
            FrontField::Title => (1.65, &self.bold, Alignment::Center),
            FrontField::Subtitle => (1.15, &self.regular, Alignment::Center),
            FrontField::Speaker | FrontField::Date | FrontField::Venue => {
                (0.95, &self.regular, Alignment::Center)
            }
            FrontField::Salutation => (1.0, &self.bold, Alignment::Left),
        };
        let size = (self.body_size * scale).round();
        BoxStyle {
            font: FontId::new(size, font.family.clone()),
            line_height: (size * 1.6).round(),
            width: self.text_width,
            indent: 0.0,
            paragraph_gap: 0.0,
            alignment,
        }
    }

    /// Paper between a box and the one above it.
    pub fn gap_above(&self, target: BoxId, depth: usize) -> f32 {
        let ems = match target {
            BoxId::Front(FrontField::Title | FrontField::Subtitle) => 0.3,
            BoxId::Front(FrontField::Speaker) => 0.7,
            BoxId::Front(FrontField::Date | FrontField::Venue) => 0.0,
            BoxId::Front(FrontField::Salutation) => 1.2,
            BoxId::Heading(_) => match depth {
                0 => 1.5,
                1 => 1.0,
                _ => 0.7,
            },
            BoxId::Body(_) => 0.3,
        };
        (ems * self.body_size).round()
    }

    /// What a section probably measures, without laying it out.
    pub fn guess(&self, section: &Section, depth: usize) -> f32 {
        let body = self.body();
        let per_line = (body.width / self.body_size).max(1.0);
        let n_lines: f32 = section
            .paragraphs
            .iter()
            .map(|paragraph| ((char_count(&paragraph.text) as f32 + 2.0) / per_line).ceil())
            .sum();
        let n_gaps = section.paragraphs.len().saturating_sub(1) as f32;
        self.gap_above(BoxId::Heading(section.id), depth)
            + self.heading(depth, 0.0).line_height
            + self.gap_above(BoxId::Body(section.id), depth)
            + n_lines.max(1.0) * body.line_height
            + n_gaps * body.paragraph_gap
    }
}

/// What a box is called by screen readers and tests.
pub(super) fn name_of(target: BoxId, heading: &str) -> String {
    let heading = if heading.is_empty() {
        "（无标题）"
    } else {
        heading
    };
    match target {
        BoxId::Front(field) => wording::front_field(field).to_owned(),
        BoxId::Heading(_) => format!("章节标题：{heading}"),
        BoxId::Body(_) => format!("正文：{heading}"),
    }
}

/// What stands in a box while it is empty.
pub(super) fn hint_of(target: BoxId) -> &'static str {
    match target {
        BoxId::Front(FrontField::Title) => "讲话标题",
        BoxId::Front(FrontField::Subtitle) => "副标题（可不填）",
        BoxId::Front(FrontField::Speaker) => "讲话人职务、姓名",
        BoxId::Front(FrontField::Date) => "讲话日期",
        BoxId::Front(FrontField::Venue) => "讲话地点（可不填）",
        BoxId::Front(FrontField::Salutation) => "称呼，如“同志们：”",
        BoxId::Heading(_) => "章节标题（可不填）",
        BoxId::Body(_) => "在此输入正文，或把素材拖到这里",
    }
}
