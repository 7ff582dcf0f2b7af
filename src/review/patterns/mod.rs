//! What several rules look for: points that are counted, items of a list, pairs of marks, figures that change.

pub(super) mod changes;
pub(super) mod listed_items;
pub(super) mod ordinals;
pub(super) mod pairs;
