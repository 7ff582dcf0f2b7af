//! The manuscript: the whole speech as one long page that is written on.
//!
//! One text box a section, drawn on a draft of the section's text; commands are returned when something has been
//! written. Only what is visible is laid out, the heights of all else are remembered or guessed.

mod blocks;
mod box_id;
mod caret;
mod composition;
mod draft;
mod drop;
mod go_to;
mod keys;
mod marks;
mod page;
mod paste;
mod rows;
mod scroll;
mod text_box;
mod typeset;
mod underlines;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::text::CCursorRange;
use egui::{Rect, ScrollArea, Ui, vec2};

use crate::edit::History;
use crate::model::{Anchor, CharIdx, Moved, Section, SectionId, SnippetId, Speech, TextId};
use crate::review::{FindingMark, Severity};

use super::Action;
use super::theme;
pub use box_id::BoxId;
use draft::Draft;
use page::Page;
pub(super) use scroll::edge_speed;
use scroll::{Column, paper_below};
use text_box::Placed;
use typeset::Typesetter;

/// Where the input method's window is told that the caret is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CandidateWindow {
    #[default]
    AtCaret,
    /// winit 0.30 does not pass on the caret's height on X11: without a shift the window covers the line.
    BelowCaret,
}

/// What the manuscript shows in this frame.
#[derive(Clone, Copy)]
pub struct ManuscriptInput<'a> {
    pub speech: &'a Speech,
    pub read_only: bool,
    /// In the order of the page.
    pub hits: &'a [Anchor],
    /// Index into `hits` of the one that the search stands at.
    pub current_hit: Option<usize>,
    /// What the review has found, in the order of the page.
    pub findings: &'a [FindingMark],
    /// Severities that are not marked.
    pub hidden: &'a [Severity],
    /// Says what is wrong at a mark, by the number of its finding.
    pub finding_ui: &'a dyn Fn(&mut Ui, usize),
    /// In points.
    pub body_size: f32,
    /// Names the snippet that a paragraph came from; `None` when the library no longer has it.
    pub snippet_name: &'a dyn Fn(&SnippetId) -> Option<String>,
    pub candidate_window: CandidateWindow,
}

impl<'a> ManuscriptInput<'a> {
    /// A speech to be written on, without hits and names of snippets.
    pub fn new(speech: &'a Speech) -> Self {
        Self {
            speech,
            read_only: false,
            hits: &[],
            current_hit: None,
            findings: &[],
            hidden: &[],
            finding_ui: &|_, _| {},
            body_size: theme::BODY_TEXT,
            snippet_name: &|_| None,
            candidate_window: CandidateWindow::AtCaret,
        }
    }
}

/// What the manuscript remembers between frames: nothing of it is the speech.
#[derive(Debug, Default)]
pub struct ManuscriptState {
    typesetter: Typesetter,
    drafts: HashMap<BoxId, Draft>,
    rows: Vec<Row>,
    page: Option<Page>,
    /// Heights of the blocks: the front matter, then every row.
    column: Column,
    /// The block at the top of the view and how far the view is scrolled into it: it stays where it is when heights
    /// above are corrected.
    anchor: Option<(Option<SectionId>, f32)>,
    /// As of the last frame, on screen.
    view: Option<Rect>,
    scroll_y: f32,
    /// Where the hits of each text stand in this frame's list.
    hits: HashMap<TextId, Range<usize>>,
    findings: HashMap<TextId, Range<usize>>,
    /// The boxes of the last frame.
    placed: Vec<Placed>,
    /// The box that has the keyboard.
    focus: Option<BoxId>,
    /// Where the caret is, or was when the keyboard went elsewhere.
    caret: Option<(BoxId, CCursorRange)>,
    composition: Option<Composition>,
    /// How places have moved since the last frame.
    moved: Moved,
    /// Number of edits that the carets have followed.
    n_edits: u64,
    /// What this frame's events mean to the box that has the keyboard.
    typed: composition::Typed,
    wanted: Option<Wanted>,
    /// This frame's actions hold an edit: the caret is where it belongs.
    has_edited: bool,
    takes_focus_after_edit: bool,
    /// Scrolls the caret into view once it has been drawn.
    shows_caret: bool,
    frame: u64,
}

/// A section in the order of the page.
#[derive(Debug)]
struct Row {
    section: Arc<Section>,
    depth: usize,
    number: String,
}

/// The input method is at work in a box.
#[derive(Debug, Clone, Copy)]
struct Composition {
    target: BoxId,
    /// The caret, or the selection, before the first half-typed letter.
    before: CCursorRange,
}

/// Somewhere to go in the next frame.
#[derive(Debug, Clone)]
struct Wanted {
    place: WantedPlace,
    takes_focus: bool,
}

#[derive(Debug, Clone)]
enum WantedPlace {
    InBox(BoxId, Range<CharIdx>),
    Anchor(Anchor),
}

impl ManuscriptState {
    /// Scrolls to a place, puts the caret there and takes the keyboard.
    pub fn go_to(&mut self, target: BoxId, at: CharIdx) {
        self.select(target, at..at);
    }

    /// Selects a stretch of text and takes the keyboard.
    pub fn select(&mut self, target: BoxId, range: Range<CharIdx>) {
        self.wanted = Some(Wanted {
            place: WantedPlace::InBox(target, range),
            takes_focus: true,
        });
    }

    /// Scrolls to an anchor, selects it and takes the keyboard.
    pub fn go_to_anchor(&mut self, anchor: Anchor) {
        self.wanted = Some(Wanted {
            place: WantedPlace::Anchor(anchor),
            takes_focus: true,
        });
    }

    /// Scrolls an anchor into view and leaves the keyboard where it is, as the find bar needs it.
    pub fn reveal(&mut self, anchor: Anchor) {
        self.wanted = Some(Wanted {
            place: WantedPlace::Anchor(anchor),
            takes_focus: false,
        });
    }

    /// To be called before every frame: carets stay where they are in the text while it is edited elsewhere.
    pub fn follow(&mut self, history: &History) {
        // What the history no longer remembers was long ago: the caret keeps its number of characters.
        self.moved = history.moved_since(self.n_edits).unwrap_or_default();
        self.n_edits = history.n_edits();
    }

    /// Takes the keyboard back to the caret, and to what is selected.
    pub fn resume(&mut self, ctx: &egui::Context) {
        if let Some((target, range)) = self.caret {
            self.put_caret(ctx, target, range, true);
        }
    }

    /// The section with the caret in it was moved: the caret stays where it is in the text, and comes into view.
    pub fn stay(&mut self) {
        if let Some((target, range)) = self.caret {
            let sorted = range.as_sorted_char_range();
            self.select(target, CharIdx(sorted.start.0)..CharIdx(sorted.end.0));
        }
    }

    /// To be called after every edit, undo and redo: shows what changed. What was typed here is where it should be.
    pub fn after_edit(&mut self, focus: Anchor) {
        if std::mem::take(&mut self.has_edited) {
            return;
        }
        let takes_focus = self.focus.is_some() || std::mem::take(&mut self.takes_focus_after_edit);
        self.wanted = Some(Wanted {
            place: WantedPlace::Anchor(focus),
            takes_focus,
        });
    }

    /// The section that the caret is in, or else the one at the top of the view.
    pub fn current_section(&self) -> Option<SectionId> {
        match self.focus {
            Some(target) => target.section(),
            None => self.anchor.and_then(|(section, _)| section),
        }
    }

    /// The section that the caret is in; `None` while the keyboard is elsewhere.
    pub fn caret_section(&self) -> Option<SectionId> {
        self.focus.and_then(BoxId::section)
    }

    /// The caret's place in the body of a section; kept while the keyboard is elsewhere.
    pub fn caret(&self) -> Option<(SectionId, CharIdx)> {
        match self.caret? {
            (BoxId::Body(section), range) => Some((section, CharIdx(range.primary.index.0))),
            _ => None,
        }
    }

    /// Where the caret or the selection begins; kept while the keyboard is elsewhere.
    pub fn caret_start(&self) -> Option<(BoxId, CharIdx)> {
        let (target, range) = self.caret?;
        Some((target, CharIdx(range.as_sorted_char_range().start.0)))
    }

    /// The text box that has the keyboard.
    pub fn focused(&self) -> Option<BoxId> {
        self.focus
    }

    /// True if one of the page's boxes has the keyboard right now: a click may just have taken it away.
    pub fn has_keyboard(&self, ctx: &egui::Context) -> bool {
        let focused = ctx.memory(egui::Memory::focused);
        self.placed
            .iter()
            .any(|placed| Some(text_box::id_of(placed.target)) == focused)
    }

    /// What is selected; `None` without a selection.
    pub fn selection(&self) -> Option<(BoxId, Range<CharIdx>)> {
        let (target, range) = self.caret?;
        let sorted = range.as_sorted_char_range();
        (sorted.start < sorted.end)
            .then_some((target, CharIdx(sorted.start.0)..CharIdx(sorted.end.0)))
    }

    /// Half-typed text is on screen: shortcuts belong to the input method.
    pub fn is_composing(&self) -> bool {
        self.composition.is_some()
    }
}

/// Shows the manuscript and returns what the user asked for.
pub fn manuscript_ui(
    ui: &mut Ui,
    state: &mut ManuscriptState,
    input: &ManuscriptInput<'_>,
) -> Vec<Action> {
    let mut actions = Vec::new();
    state.frame += 1;
    state.has_edited = false;
    state.typesetter.begin_frame(ui.ctx());
    state.follow_page(ui, input);
    state.follow_speech(input.speech);
    state.follow_focus(ui.ctx(), input);
    state.take_keys(ui, input, &mut actions);
    state.go_to_wanted(ui.ctx(), input);

    // The page may grow in the frame in which the view moves to its new end: a rubber band would throw the view back.
    ui.spacing_mut().scroll.kinetic.rubber_band = false;
    let mut area = ScrollArea::vertical()
        .id_salt("manuscript")
        .auto_shrink(false);
    let anchored = state.anchored_offset();
    if (anchored - state.scroll_y).abs() > 0.5 {
        area = area.vertical_scroll_offset(anchored);
    }
    let output = area.show_viewport(ui, |ui, viewport| {
        state.page_ui(ui, input, viewport, &mut actions)
    });
    let moved_by = output.inner;
    state.view = Some(output.inner_rect);
    state.scroll_y = output.state.unclamped_offset().y;
    state.anchor_at(state.scroll_y + moved_by);
    state.forget_unseen();
    actions
}

impl ManuscriptState {
    /// Draws what is visible. Returns by how much content above the view turned out taller than it was thought.
    fn page_ui(
        &mut self,
        ui: &mut Ui,
        input: &ManuscriptInput<'_>,
        viewport: Rect,
        actions: &mut Vec<Action>,
    ) -> f32 {
        let Some(page) = self.page.clone() else {
            return 0.0;
        };
        let bottom = self.column.bottom() + paper_below(viewport.height(), page.top_margin());
        ui.set_width(ui.available_width());
        ui.set_height(bottom.max(viewport.height()));
        // Sideways the clip rectangle reaches over the panels.
        let view = Rect::from_x_y_ranges(ui.max_rect().x_range(), ui.clip_rect().y_range());
        marks::paper_ui(ui, &page, view);

        // On screen, the top of the page.
        let origin = ui.max_rect().left_top();
        let moved_by = self.measure_top(ui.ctx(), input, viewport.min.y);
        let top_of_page = origin.y - moved_by;
        self.hits = marks::by_text(input.hits, |hit| hit.text);
        self.findings = marks::by_text(input.findings, |mark| mark.anchor.text);
        self.placed.clear();
        let mut idx = self.column.at(viewport.min.y + moved_by);
        let focused_block = self.focus.and_then(|target| self.block_of(target));
        if let Some(block) = focused_block
            && block < idx
        {
            // A box that is not drawn loses the keyboard.
            let y = top_of_page + self.column.top(block);
            self.block_ui(ui, input, block, vec2(origin.x, y), actions);
        }
        let mut y = top_of_page + self.column.top(idx);
        let first = idx;
        while idx < self.column.len() && y < view.bottom() {
            y += self.block_ui(ui, input, idx, vec2(origin.x, y), actions);
            idx += 1;
        }
        if let Some(block) = focused_block
            && (block >= idx && block >= first)
        {
            let y = top_of_page + self.column.top(block);
            self.block_ui(ui, input, block, vec2(origin.x, y), actions);
        }
        self.rest_ui(ui, input, y, view);
        self.drop_ui(ui, view, actions);
        self.report_caret(ui, input, view);
        moved_by
    }
}
