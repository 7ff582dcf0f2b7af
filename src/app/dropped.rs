//! Files dropped on the window: one is opened, unless it is dropped on the library; several, and folders, become
//! snippets wherever they are dropped.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Context, Event, Rect, Ui};

use crate::ui::Action;
use crate::ui::drop_zones::{Zones, drop_zones_ui};

use super::desk::Desk;
use super::questions::{Question, is_material};

/// How long to wait for the pointer to show itself after a drop.
///
/// While files are dragged over the window the other program holds the pointer, and winit 0.30 tells neither with the
/// hover nor with the drop where it is. The system reports it anew as soon as the drag is over.
const POINTER_WAIT: Duration = Duration::from_millis(400);

/// Files that were dropped, until it is known where.
#[derive(Default)]
pub struct DroppedFiles {
    paths: Vec<PathBuf>,
    since: Option<Instant>,
}

impl DroppedFiles {
    /// Shows where files that are being dragged may go, and takes those that are dropped. `library` is where the library is
    /// on screen, while it is shown.
    pub fn step_ui(
        &mut self,
        ui: &Ui,
        desk: &mut Desk,
        library: Option<Rect>,
        now: Instant,
    ) -> Option<Action> {
        let ctx = ui.ctx();
        if let Some(zones) = zones(ctx, desk, library) {
            drop_zones_ui(ui, zones);
        }
        let dropped: Vec<PathBuf> = ctx.input(|input| {
            let dropped = &input.raw.dropped_files;
            dropped.iter().map(|file| file.path().to_owned()).collect()
        });
        // A system that drops one file an event gets them together.
        self.paths.extend(dropped);
        if self.paths.is_empty() {
            return None;
        }
        let waited = now.saturating_duration_since(*self.since.get_or_insert(now));
        let pointer = new_pointer(ctx);
        if desk.modals.shows_intake() {
            return Some(Action::ImportSnippets(self.take()));
        }
        if desk.modals.is_open() {
            // They have to wait, and where they were dropped is not known any more then.
            desk.ask(Question::Dropped(self.take()));
            return None;
        }
        if is_material(&self.paths) {
            return Some(Action::ImportSnippets(self.take()));
        }
        match (library, pointer) {
            (None, _) => self.take().pop().map(Action::OpenPath),
            (Some(library), Some(pointer)) if library.contains(pointer) => {
                Some(Action::ImportSnippets(self.take()))
            }
            (Some(_), Some(_)) => self.take().pop().map(Action::OpenPath),
            (Some(_), None) if waited >= POINTER_WAIT => {
                desk.ask(Question::Dropped(self.take()));
                None
            }
            (Some(_), None) => {
                ctx.request_repaint_after(POINTER_WAIT.saturating_sub(waited));
                None
            }
        }
    }

    fn take(&mut self) -> Vec<PathBuf> {
        self.since = None;
        std::mem::take(&mut self.paths)
    }
}

/// Where the files that hang over the window may go; `None` when there are none, or something else is open.
fn zones(ctx: &Context, desk: &Desk, library: Option<Rect>) -> Option<Zones> {
    let is_for_library = ctx.input(|input| {
        let hovered = &input.raw.hovered_files;
        // Not every system tells the paths of what still hangs over the window.
        let mut paths = hovered.iter().filter_map(|file| file.path.as_deref());
        (!hovered.is_empty()).then(|| hovered.len() > 1 || paths.any(Path::is_dir))
    })?;
    if desk.modals.is_open() && !desk.modals.shows_intake() {
        return None;
    }
    if is_for_library || desk.modals.shows_intake() {
        return Some(Zones::LibraryOnly);
    }
    Some(library.map_or(Zones::SpeechOnly, |library| Zones::Both { library }))
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
