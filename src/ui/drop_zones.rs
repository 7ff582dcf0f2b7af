//! Where files that are being dragged over the window may go: drawn over everything while they hang there.

use egui::{Align2, FontId, Id, LayerId, Order, Painter, Rect, Stroke, StrokeKind, Ui, vec2};

use super::theme::{Palette, RADIUS};

/// Draws the places.
pub fn drop_zones_ui(ui: &Ui, zones: Zones) {
    let palette = Palette::of(ui.visuals());
    let window = ui.ctx().content_rect();
    let layer = LayerId::new(Order::Foreground, Id::unique("dropped files"));
    let painter = ui.ctx().layer_painter(layer);
    let for_library = |rect| {
        let detail = "每一段成为一条素材，先看后收";
        zone(&painter, &palette, rect, "收进素材库", detail);
    };
    let library = match zones {
        Zones::LibraryOnly => return for_library(window),
        Zones::Both { library } => Some(library),
        Zones::SpeechOnly => None,
    };
    let mut rest = window;
    if let Some(library) = library {
        rest.max.x = library.left();
        for_library(library);
    }
    let detail = "讲话稿（.jg）、Word（.docx）或文本（.txt、.md）";
    zone(&painter, &palette, rest, "打开", detail);
}

/// What the files that are dragged can be used for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Zones {
    /// They become snippets wherever they are dropped.
    LibraryOnly,
    /// Snippets on the library, a speech elsewhere.
    Both {
        library: Rect,
    },
    SpeechOnly,
}

fn zone(painter: &Painter, palette: &Palette, rect: Rect, title: &str, detail: &str) {
    let rect = rect.shrink(8.0);
    painter.rect(
        rect,
        RADIUS,
        palette.accent_soft.gamma_multiply(0.94),
        Stroke::new(2.0, palette.accent),
        StrokeKind::Inside,
    );
    let center = rect.center();
    // What is written shows through: the words get a card of their own.
    let card = Rect::from_center_size(center, vec2(260.0, 84.0)).intersect(rect);
    painter.rect_filled(card, RADIUS, palette.card);
    painter.text(
        center - vec2(0.0, 14.0),
        Align2::CENTER_CENTER,
        title,
        FontId::proportional(20.0),
        palette.ink,
    );
    painter.text(
        center + vec2(0.0, 14.0),
        Align2::CENTER_CENTER,
        detail,
        FontId::proportional(13.0),
        palette.muted,
    );
}
