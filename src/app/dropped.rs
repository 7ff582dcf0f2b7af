//! Files dropped on the window: one is opened, unless it is dropped on the library; several, and folders, become
//! snippets wherever they are dropped.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::{Align2, Context, Event, FontId, Rect, Stroke, StrokeKind, Ui};

use crate::ui::Action;
use crate::ui::theme::{Palette, RADIUS};

use super::close::Question;
use super::window::Window;

/// How long to wait for the pointer to show itself after a drop.
///
/// While files are dragged over the window the other program holds the pointer, and winit 0.30 tells neither with the
/// hover nor with the drop where it is. The system reports it anew as soon as the drag is over.
const POINTER_WAIT: Duration = Duration::from_millis(400);

/// Files that were dropped where nobody knows yet.
pub struct DroppedFiles {
    paths: Vec<PathBuf>,
    since: Instant,
}

impl Window {
    /// Shows where files that are being dragged may go, and takes those that are dropped.
    pub(super) fn dropped_files_ui(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        let ctx = ui.ctx();
        if ctx.input(|input| !input.raw.hovered_files.is_empty()) {
            self.places_ui(ui);
        }
        let paths: Vec<PathBuf> = ctx.input(|input| {
            let dropped = &input.raw.dropped_files;
            dropped.iter().map(|file| file.path().to_owned()).collect()
        });
        if !paths.is_empty() {
            // A system that drops one file an event gets them together.
            let mut all = self
                .files_to_place
                .take()
                .map_or(Vec::new(), |files| files.paths);
            all.extend(paths);
            self.files_to_place = Some(DroppedFiles {
                paths: all,
                since: Instant::now(),
            });
        }
        let Some(files) = self.files_to_place.take() else {
            return;
        };
        let waited = files.since.elapsed();
        if is_material(&files.paths) || self.intake.is_some() {
            actions.push(Action::ImportSnippets(files.paths));
        } else if self.library_rect.is_none() {
            actions.extend(open_dropped(files.paths));
        } else if let Some(pointer) = new_pointer(ctx) {
            if self.library_rect.is_some_and(|rect| rect.contains(pointer)) {
                actions.push(Action::ImportSnippets(files.paths));
            } else {
                actions.extend(open_dropped(files.paths));
            }
        } else if waited >= POINTER_WAIT {
            self.question = Some(Question::Dropped(files.paths));
        } else {
            ctx.request_repaint_after(POINTER_WAIT.saturating_sub(waited));
            self.files_to_place = Some(files);
        }
    }

    /// Over everything, as long as files hang over the window: what will become of them where.
    fn places_ui(&self, ui: &Ui) {
        let palette = Palette::of(ui.visuals());
        let window = ui.ctx().content_rect();
        let painter = ui.ctx().layer_painter(egui::LayerId::new(
            egui::Order::Foreground,
            egui::Id::unique("dropped files"),
        ));
        let place = |rect: Rect, title: &str, detail: &str| {
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
            let card = Rect::from_center_size(center, egui::vec2(260.0, 84.0)).intersect(rect);
            painter.rect_filled(card, RADIUS, palette.card);
            painter.text(
                center - egui::vec2(0.0, 14.0),
                Align2::CENTER_CENTER,
                title,
                FontId::proportional(20.0),
                palette.ink,
            );
            painter.text(
                center + egui::vec2(0.0, 14.0),
                Align2::CENTER_CENTER,
                detail,
                FontId::proportional(13.0),
                palette.muted,
            );
        };
        let mut rest = window;
        // Not every system tells the paths of what still hangs over the window.
        let is_for_library = ui.ctx().input(|input| {
            let hovered = &input.raw.hovered_files;
            let mut paths = hovered.iter().filter_map(|file| file.path.as_deref());
            hovered.len() > 1 || paths.any(std::path::Path::is_dir)
        });
        if is_for_library || self.intake.is_some() {
            place(window, "收进素材库", "每一段成为一条素材，先看后收");
            return;
        }
        if let Some(library) = self.library_rect {
            rest.max.x = library.left();
            place(library, "收进素材库", "每一段成为一条素材，先看后收");
        }
        place(
            rest,
            "打开",
            "讲话稿（.jg）、Word（.docx）或文本（.txt、.md）",
        );
    }
}

/// Whether it can only be meant for the library: a window has one speech.
fn is_material(paths: &[PathBuf]) -> bool {
    paths.len() > 1 || paths.iter().any(|path| path.is_dir())
}

pub(super) fn open_dropped(paths: Vec<PathBuf>) -> Option<Action> {
    paths.into_iter().next().map(Action::OpenPath)
}

/// Where the pointer is, as far as it has moved in this frame.
fn new_pointer(ctx: &Context) -> Option<egui::Pos2> {
    ctx.input(|input| {
        input.events.iter().rev().find_map(|event| match event {
            Event::PointerMoved(at) => Some(*at),
            _ => None,
        })
    })
}
