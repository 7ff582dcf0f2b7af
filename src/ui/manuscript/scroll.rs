//! The heights of the page's blocks, remembered or guessed, so that only what is visible need be laid out.

/// A stretch of the page: the front matter, or a section without those below it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Height {
    pub points: f32,
    pub source: HeightSource,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeightSource {
    Measured,
    /// Measured before the last edit of the block.
    Outdated,
    /// From the number of characters.
    Guessed,
}

/// Heights of all blocks, from the top of the page.
#[derive(Debug, Default)]
pub(super) struct Column {
    heights: Vec<Height>,
    /// Top of each block; one more than blocks, the last being the bottom. Rebuilt from `n_known` on.
    tops: Vec<f32>,
    n_known: usize,
}

impl Column {
    pub fn clear(&mut self) {
        self.heights.clear();
        self.n_known = 0;
    }

    pub fn push(&mut self, height: Height) {
        self.heights.push(height);
    }

    pub fn len(&self) -> usize {
        self.heights.len()
    }

    pub fn get(&self, idx: usize) -> Option<Height> {
        self.heights.get(idx).copied()
    }

    pub fn set(&mut self, idx: usize, height: Height) {
        if let Some(old) = self.heights.get_mut(idx) {
            if old.points != height.points {
                self.n_known = self.n_known.min(idx);
            }
            *old = height;
        }
    }

    /// Top of a block; the bottom of the page for an index past the last.
    pub fn top(&mut self, idx: usize) -> f32 {
        self.know();
        let idx = idx.min(self.heights.len());
        self.tops.get(idx).copied().unwrap_or_default()
    }

    pub fn bottom(&mut self) -> f32 {
        self.top(usize::MAX)
    }

    /// The block at a height of the page; the first above it, the last below.
    pub fn at(&mut self, y: f32) -> usize {
        self.know();
        let n_starting_above = self.tops.partition_point(|&top| top <= y);
        n_starting_above
            .saturating_sub(1)
            .min(self.heights.len().saturating_sub(1))
    }

    fn know(&mut self) {
        let n = self.heights.len();
        if self.n_known == n && self.tops.len() == n + 1 {
            return;
        }
        self.tops.truncate(self.n_known + 1);
        if self.tops.is_empty() {
            self.tops.push(0.0);
        }
        let mut top = self.tops.last().copied().unwrap_or_default();
        for height in self.heights.iter().skip(self.tops.len() - 1) {
            top += height.points;
            self.tops.push(top);
        }
        self.n_known = n;
    }
}

/// Paper below the last line: that line can be scrolled to the middle of the view.
pub(super) fn paper_below(view_height: f32, top_margin: f32) -> f32 {
    (0.45 * view_height).max(top_margin)
}

/// Points to scroll in this frame while something is dragged near an edge of the view: the nearer, the faster.
pub(in crate::ui) fn edge_speed(pointer_y: f32, top: f32, bottom: f32) -> f32 {
    const ZONE: f32 = 56.0;
    const FASTEST: f32 = 22.0;
    let zone = ZONE.min((bottom - top) / 4.0);
    if zone <= 0.0 || pointer_y < top - ZONE || pointer_y > bottom + ZONE {
        return 0.0;
    }
    let up = ((top + zone - pointer_y) / zone).clamp(0.0, 1.0);
    let down = ((pointer_y - (bottom - zone)) / zone).clamp(0.0, 1.0);
    (down * down - up * up) * FASTEST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(heights: &[f32]) -> Column {
        let mut column = Column::default();
        for &points in heights {
            column.push(Height {
                points,
                source: HeightSource::Guessed,
            });
        }
        column
    }

    #[test]
    fn a_corrected_height_moves_what_is_below() {
        let mut column = column(&[100.0, 50.0, 30.0]);
        assert_eq!((column.top(2), column.bottom()), (150.0, 180.0));
        column.set(
            1,
            Height {
                points: 80.0,
                source: HeightSource::Measured,
            },
        );
        assert_eq!(
            (column.top(1), column.top(2), column.bottom()),
            (100.0, 180.0, 210.0)
        );
    }

    #[test]
    fn finds_the_block_at_a_height() {
        let mut column = column(&[100.0, 50.0, 30.0]);
        let found: Vec<_> = [-5.0, 0.0, 99.0, 100.0, 160.0, 999.0]
            .iter()
            .map(|&y| column.at(y))
            .collect();
        assert_eq!(found, [0, 0, 0, 1, 2, 2]);
        assert_eq!(self::column(&[]).at(3.0), 0);
    }

    #[test]
    fn the_page_scrolls_faster_nearer_the_edge() {
        assert_eq!(edge_speed(300.0, 0.0, 600.0), 0.0);
        assert!(edge_speed(590.0, 0.0, 600.0) > edge_speed(560.0, 0.0, 600.0));
        assert!(edge_speed(5.0, 0.0, 600.0) < 0.0);
        assert_eq!(edge_speed(900.0, 0.0, 600.0), 0.0);
    }
}
