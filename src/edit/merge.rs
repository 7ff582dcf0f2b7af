//! Puts the inverses of strokes together, so that a run of typing is taken back by a few changes.

use crate::model::{Splice, char_count};

use super::Change;

/// Joins inverses of strokes that touch, so that a long run of typing stays small: the later stroke comes first.
pub(super) fn merged(changes: Vec<Change>) -> Vec<Change> {
    let mut joined: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        let both = joined.last_mut().and_then(|later| join(later, &change));
        match (joined.last_mut(), both) {
            (Some(last), Some(both)) => *last = both,
            _ => joined.push(change),
        }
    }
    joined.retain(|change| {
        let (Change::SpliceParagraph { splice, .. }
        | Change::SpliceHeading { splice, .. }
        | Change::SpliceFront { splice, .. }) = change
        else {
            return true;
        };
        splice.n_removed > 0 || !splice.insert.is_empty()
    });
    joined
}

/// One change that does what `later` and then `earlier` do.
fn join(later: &Change, earlier: &Change) -> Option<Change> {
    match (later, earlier) {
        (
            Change::SpliceParagraph {
                section,
                paragraph,
                splice: a,
            },
            Change::SpliceParagraph {
                paragraph: other,
                splice: b,
                ..
            },
        ) if paragraph == other => {
            let splice = join_splices(a, b)?;
            Some(Change::SpliceParagraph {
                section: *section,
                paragraph: *paragraph,
                splice,
            })
        }
        (
            Change::SpliceHeading { section, splice: a },
            Change::SpliceHeading {
                section: other,
                splice: b,
            },
        ) if section == other => Some(Change::SpliceHeading {
            section: *section,
            splice: join_splices(a, b)?,
        }),
        (
            Change::SpliceFront { field, splice: a },
            Change::SpliceFront {
                field: other,
                splice: b,
            },
        ) if field == other => Some(Change::SpliceFront {
            field: *field,
            splice: join_splices(a, b)?,
        }),
        _ => None,
    }
}

/// One splice that does what `later` and then `earlier` do; `None` when they do not touch.
fn join_splices(later: &Splice, earlier: &Splice) -> Option<Splice> {
    let n_later = char_count(&later.insert);
    let end = earlier.at.0 + earlier.n_removed;
    if later.at >= earlier.at && later.at.0 + n_later <= end {
        // What the later one puts back, the earlier one takes away with all around it.
        Some(Splice {
            at: earlier.at,
            n_removed: earlier.n_removed - n_later + later.n_removed,
            insert: earlier.insert.clone(),
        })
    } else if later.n_removed > 0 || earlier.n_removed > 0 {
        None
    } else if earlier.at.0 == later.at.0 + n_later {
        // Putting back what Backspace took, right to left.
        Some(Splice {
            at: later.at,
            n_removed: 0,
            insert: format!("{}{}", later.insert, earlier.insert),
        })
    } else if earlier.at == later.at {
        // Putting back what the Delete key took, left to right.
        Some(Splice {
            at: later.at,
            n_removed: 0,
            insert: format!("{}{}", earlier.insert, later.insert),
        })
    } else {
        None
    }
}
