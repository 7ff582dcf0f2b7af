//! Where a drop on the outline goes, from the rows and the pointer.

use crate::model::{SectionId, SectionPlace};

/// A row of the outline as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RowBox {
    pub section: SectionId,
    pub place: SectionPlace,
    pub n_children: usize,
    pub is_open: bool,
    pub depth: usize,
    pub top: f32,
    pub bottom: f32,
}

/// What a drop would do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Drop {
    /// Into the gap; the insertion line stands at `y`, indented for `depth`.
    Gap {
        place: SectionPlace,
        y: f32,
        depth: usize,
    },
    /// Into the section of the row.
    Into {
        section: SectionId,
        n_children: usize,
        top: f32,
        bottom: f32,
    },
}

/// Where a drop at `y` goes: the outer quarters of a row are the gaps before and behind it, its middle is the section.
///
/// Below the last row is the end of the top level. `None` when there are no rows.
pub fn drop_at(rows: &[RowBox], y: f32) -> Option<Drop> {
    let last = rows.last()?;
    if y > last.bottom {
        let at = rows
            .iter()
            .filter(|row| row.depth == 0)
            .map(|row| row.place.at + 1)
            .max()?;
        return Some(Drop::Gap {
            place: SectionPlace { parent: None, at },
            y: last.bottom,
            depth: 0,
        });
    }
    let row = rows.iter().find(|row| y <= row.bottom)?;
    let part = (y - row.top) / (row.bottom - row.top).max(1.0);
    Some(if part < 0.25 {
        Drop::Gap {
            place: row.place,
            y: row.top,
            depth: row.depth,
        }
    } else if part <= 0.75 {
        Drop::Into {
            section: row.section,
            n_children: row.n_children,
            top: row.top,
            bottom: row.bottom,
        }
    } else if row.is_open && row.n_children > 0 {
        // Behind an open section's row comes its first child.
        let place = SectionPlace {
            parent: Some(row.section),
            at: 0,
        };
        Drop::Gap {
            place,
            y: row.bottom,
            depth: row.depth + 1,
        }
    } else {
        let place = SectionPlace {
            at: row.place.at + 1,
            ..row.place
        };
        Drop::Gap {
            place,
            y: row.bottom,
            depth: row.depth,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<RowBox> {
        let row = |id, parent: Option<u64>, at, n_children, depth, top: f32| RowBox {
            section: SectionId(id),
            place: SectionPlace {
                parent: parent.map(SectionId),
                at,
            },
            n_children,
            is_open: true,
            depth,
            top,
            bottom: top + 20.0,
        };
        vec![
            row(1, None, 0, 1, 0, 0.0),
            row(2, Some(1), 0, 0, 1, 20.0),
            row(3, None, 1, 0, 0, 40.0),
        ]
    }

    fn gap(y: f32) -> Option<(Option<u64>, usize)> {
        match drop_at(&rows(), y)? {
            Drop::Gap { place, .. } => Some((place.parent.map(|id| id.0), place.at)),
            Drop::Into { .. } => None,
        }
    }

    #[test]
    fn before_behind_and_into() {
        assert_eq!(gap(1.0), Some((None, 0)), "before the first");
        assert!(matches!(
            drop_at(&rows(), 10.0),
            Some(Drop::Into {
                section: SectionId(1),
                ..
            })
        ));
        assert_eq!(
            gap(19.0),
            Some((Some(1), 0)),
            "behind an open section: its first child"
        );
        assert_eq!(gap(39.0), Some((Some(1), 1)), "behind the last child");
        assert_eq!(gap(41.0), Some((None, 1)), "before the next");
        assert_eq!(gap(99.0), Some((None, 2)), "below everything");
        assert_eq!(drop_at(&[], 0.0), None);
    }
}
