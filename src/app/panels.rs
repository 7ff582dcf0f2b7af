//! Puts the bars and the panels into the window and passes on what they ask for.

use std::time::Instant;

use egui::{CentralPanel, Context, Frame, Margin, Panel, Popup, Ui};

use crate::ui::Action;
use crate::ui::find_bar::{FindInput, find_bar_ui};
use crate::ui::library_panel::{LibraryInput, library_panel_ui};
use crate::ui::manuscript::{CandidateWindow, ManuscriptInput, manuscript_ui};
use crate::ui::menu_bar::{MenuInput, menu_bar_ui, step_text};
use crate::ui::outline::{OutlineInput, outline_panel_ui};
use crate::ui::review_panel::{ReviewInput, explain_finding_ui, review_panel_ui};
use crate::ui::roll_panel::{RollInput, roll_panel_ui};
use crate::ui::status_bar::{StatusInput, status_bar_ui};
use crate::ui::theme;
use crate::ui::toolbar::toolbar_ui;

use crate::store::settings::SideChoice;

use super::dispatch::settings_draft;
use super::modal::ModalInput;
use super::questions::QuestionInput;
use super::window::Window;

/// Widths of a side panel, in points.
const PANEL_WIDTH: std::ops::Range<f32> = 180.0..540.0;

/// What side panels leave to the manuscript, in points: a line of some twenty characters with its margins.
const MANUSCRIPT_WIDTH: f32 = 460.0;

impl Window {
    pub(super) fn bars_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>, now: Instant) {
        // Asked before the menus are drawn: one that closes by this Esc is gone afterwards.
        let hears_escape = self.escape_is_free(ui.ctx());
        let running = self.desk.jobs.running(now);
        let palette = theme::Palette::of(ui.visuals());
        let bar = Frame::new()
            .fill(palette.panel)
            .inner_margin(Margin::symmetric(10, 4));
        let settings = &self.desk.settings;
        let input = MenuInput {
            undo: step_text(self.desk.history.undo_name()),
            redo: step_text(self.desk.history.redo_name()),
            recent: &settings.recent,
            outline_shown: settings.outline_shown,
            library_shown: settings.library_shown,
            outline_locked: settings.outline_locked,
            has_section: !self.desk.speech().sections.is_empty(),
            read_only: self.desk.file.read_only.is_some(),
        };
        Panel::top("menus").frame(bar).show(ui, |ui| {
            menu_bar_ui(ui, &input, actions);
            toolbar_ui(ui, &input, actions);
        });
        if self.screen.find.is_open {
            let find = FindInput {
                read_only: input.read_only,
                hears_escape,
            };
            Panel::top("find").frame(bar).show(ui, |ui| {
                let (action, hit) = find_bar_ui(ui, &mut self.screen.find, find);
                actions.extend(action);
                if let Some(hit) = hit {
                    self.screen.manuscript.reveal(hit);
                }
            });
        }
        Panel::bottom("status").frame(bar).show(ui, |ui| {
            actions.extend(status_bar_ui(
                ui,
                &StatusInput {
                    all: self.screen.counts.all(),
                    rate: self.desk.settings.rate,
                    n_sections: self.desk.speech().walk().count(),
                    roll: self.screen.coverage.coverage(),
                    reviewed: self.review.reviewed.as_ref(),
                    is_dirty: self.desk.is_dirty(),
                    has_file: self.desk.file.path.is_some(),
                    read_only: self.desk.file.read_only.as_deref(),
                    running,
                },
            ));
        });
    }

    pub(super) fn panels_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = theme::Palette::of(ui.visuals());
        let side = Frame::new()
            .fill(palette.panel)
            .inner_margin(Margin::symmetric(8, 8));
        let read_only = self.desk.file.read_only.is_some();
        let settings = &self.desk.settings;
        let n_panels =
            f32::from(u8::from(settings.outline_shown) + u8::from(settings.library_shown));
        let widest = ((ui.available_width() - MANUSCRIPT_WIDTH) / n_panels.max(1.0))
            .clamp(PANEL_WIDTH.start, PANEL_WIDTH.end);
        if self.desk.settings.outline_shown {
            let shown = Panel::left("outline")
                .frame(side)
                .default_size(self.desk.settings.outline_width)
                .size_range(PANEL_WIDTH.start..=widest)
                .show(ui, |ui| {
                    let input = OutlineInput {
                        speech: self.desk.history.speech(),
                        counts: &self.screen.counts,
                        current: self.screen.manuscript.caret_section(),
                        rate: self.desk.settings.rate,
                        locked: self.desk.settings.outline_locked,
                        read_only,
                    };
                    actions.extend(outline_panel_ui(ui, &mut self.screen.outline, &input));
                });
            name_edge(ui, "outline", "提纲的宽度");
            remember_width(
                &mut self.desk.settings.outline_width,
                shown.response.rect.width(),
                widest,
            );
        }
        self.screen.library_rect = None;
        if self.desk.settings.library_shown {
            let shown = Panel::right("library")
                .frame(side)
                .default_size(self.desk.settings.library_width)
                .size_range(PANEL_WIDTH.start..=widest)
                .show(ui, |ui| {
                    actions.extend(self.side_ui(ui, read_only));
                });
            name_edge(ui, "library", "素材库的宽度");
            remember_width(
                &mut self.desk.settings.library_width,
                shown.response.rect.width(),
                widest,
            );
            let is_library = self.desk.settings.side == SideChoice::Library;
            self.screen.library_rect = is_library.then_some(shown.response.rect);
        }
        CentralPanel::default()
            .frame(Frame::new().fill(palette.desk))
            .show(ui, |ui| {
                let library = &self.library;
                let snippet_name = |id: &crate::model::SnippetId| {
                    library.snippet(id).map(|snippet| snippet.unit.clone())
                };
                let reviewed = self.review.reviewed.as_ref();
                let hidden = self.screen.review.hidden();
                let finding_ui = |ui: &mut Ui, idx: usize| {
                    if let Some(finding) = reviewed.and_then(|reviewed| reviewed.finding(idx)) {
                        explain_finding_ui(ui, finding);
                    }
                };
                let input = ManuscriptInput {
                    read_only,
                    findings: reviewed.map_or(&[], |reviewed| reviewed.marks()),
                    hidden: &hidden,
                    finding_ui: &finding_ui,
                    hits: self.screen.find.hits(),
                    current_hit: self.screen.find.current(),
                    body_size: self.desk.settings.body_size,
                    snippet_name: &snippet_name,
                    candidate_window: candidate_window(),
                    ..ManuscriptInput::new(self.desk.history.speech())
                };
                actions.extend(manuscript_ui(ui, &mut self.screen.manuscript, &input));
            });
    }

    /// True if nothing that is open or being typed has a use for Esc of its own.
    fn escape_is_free(&self, ctx: &Context) -> bool {
        !self.desk.modals.is_open()
            && !Popup::is_any_open(ctx)
            && !self.screen.outline.is_renaming()
            && !self.screen.manuscript.is_composing()
    }

    /// The modal window that is open, if there is one.
    pub(super) fn modal_ui(&mut self, ui: &Ui) {
        let Some(modal) = self.desk.modals.take() else {
            return;
        };
        let name = self.desk.name();
        let input = ModalInput {
            question: QuestionInput {
                name: &name,
                file: self.desk.file.path.as_deref(),
                state: self.desk.history.state(),
            },
            settings: settings_draft(&self.desk.settings),
            library: &self.library.library,
            read_only: self.desk.file.read_only.is_some(),
        };
        let (stays, answer) = modal.ui(ui, &input);
        if let Some(answer) = answer {
            self.answer(ui.ctx(), answer);
        }
        self.desk.modals.shown(stays);
    }

    /// The panel on the right that is chosen.
    fn side_ui(&mut self, ui: &mut Ui, read_only: bool) -> Vec<Action> {
        match self.desk.settings.side {
            SideChoice::Library => {
                let input = LibraryInput {
                    library: &self.library.library,
                    uses: &self.screen.uses,
                    read_only,
                };
                library_panel_ui(ui, &mut self.screen.library, &input)
            }
            SideChoice::Roll => {
                let coverage = &self.screen.coverage;
                let input = RollInput {
                    roll: coverage.roster().zip(coverage.coverage()),
                    read_only,
                };
                roll_panel_ui(ui, &mut self.screen.roll, &input)
            }
            SideChoice::Review => {
                let input = ReviewInput {
                    reviewed: self.review.reviewed.as_ref(),
                    speech: self.desk.history.speech(),
                    rules_off: &self.desk.settings.rules_off,
                    read_only,
                };
                review_panel_ui(ui, &mut self.screen.review, &input)
            }
        }
    }
}

/// Keeps the width that the user gave a panel, not the one that a small window has forced on it.
fn remember_width(width: &mut f32, shown: f32, widest: f32) {
    if shown < widest - 0.5 || *width < shown {
        *width = shown;
    }
}

/// Names the edge of a panel, which egui calls by an English name. The id is how egui 0.37 makes it up.
fn name_edge(ui: &Ui, panel: &str, name: &str) {
    let id = ui
        .scope_id()
        .with_salt(egui::IdSalt::new(panel))
        .with("__resize");
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_label(name));
}

/// winit 0.30 passes on the caret's height on every system but X11.
fn candidate_window() -> CandidateWindow {
    let is_x11 = cfg!(target_os = "linux") && std::env::var_os("WAYLAND_DISPLAY").is_none();
    if is_x11 {
        CandidateWindow::BelowCaret
    } else {
        CandidateWindow::AtCaret
    }
}
