//! The layout (版式): every number of the page. One file each, which a user can copy and change.

use super::{Mm, Pt};

/// A layout (版式). Clauses are those of GB/T 9704-2012.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// As shown to the user.
    pub name: String,
    /// Paper (5.1).
    pub paper_width: Mm,
    pub paper_height: Mm,
    pub margins: Margins,
    /// From the paper's lower edge to the lower edge of the page number's line (7.5).
    pub footer_distance: Mm,
    /// From one line to the next (5.2.3).
    pub line_pitch: Pt,
    /// Added to the width of every character; negative where the type area is not quite a whole number of them wide.
    pub char_spacing: Pt,
    /// Title (标题, 7.3.1).
    pub title: TextStyle,
    /// From one line of the title to the next.
    pub title_pitch: Pt,
    /// Characters in a line of the title above which it is broken; fewer where the type area is narrower.
    pub n_title_chars: usize,
    pub subtitle: TextStyle,
    /// Speaker, date and venue.
    pub speaker: TextStyle,
    /// Salutation and paragraphs (5.2.2).
    pub body: TextStyle,
    /// Headings, from level 1 down (7.3.3); deeper ones are set as the last, and as the body when there is none.
    pub levels: Vec<TextStyle>,
    /// Page number (7.5).
    pub page_number: TextStyle,
    pub page_number_place: PageNumberPlace,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    pub top: Mm,
    pub bottom: Mm,
    pub left: Mm,
    pub right: Mm,
}

/// Fonts by name and a size. The fonts need not be on this machine.
#[derive(Debug, Clone, PartialEq)]
pub struct TextStyle {
    /// For Chinese characters and marks.
    pub font: String,
    /// For Latin letters and digits.
    pub latin_font: String,
    pub size: Pt,
}

/// Where the page number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageNumberPlace {
    /// Right on odd pages, left on even ones, one character in (7.5).
    Outer,
    /// In the middle, as some offices have it.
    Centre,
}

impl Layout {
    pub fn level(&self, depth: usize) -> &TextStyle {
        self.levels
            .get(depth)
            .or(self.levels.last())
            .unwrap_or(&self.body)
    }

    /// Width of the type area (版心, 5.2.1).
    pub fn area_width(&self) -> Pt {
        Pt::from(Mm(self.paper_width.0
            - self.margins.left.0
            - self.margins.right.0))
    }

    /// Height of the type area.
    pub fn area_height(&self) -> Pt {
        Pt::from(Mm(self.paper_height.0
            - self.margins.top.0
            - self.margins.bottom.0))
    }

    /// Whole characters of the body in a line: 28 by the standard (5.2.3).
    pub fn n_columns(&self) -> usize {
        whole(self.area_width().0, self.body.size.0 + self.char_spacing.0)
    }

    /// Whole lines of the body on a page: 22 by the standard (5.2.3).
    pub fn n_lines(&self) -> usize {
        whole(self.area_height().0, self.line_pitch.0)
    }
}

/// How many times `part` goes into `all`, at least once.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small number that is at least 1"
)]
fn whole(all: f32, part: f32) -> usize {
    // A hair more than the area still fits: lengths are rounded to twips on their way into the file.
    if part > 0.0 {
        ((all + 0.1) / part).floor().clamp(1.0, 10_000.0) as usize
    } else {
        1
    }
}
