//! New ids for speeches that are kept.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use crate::model::IdSource;

/// A source of ids that no other copy of the speech gives out: its seed is random.
pub fn fresh() -> IdSource {
    // The only randomness that the standard library has: what it guards its hash tables with.
    IdSource::seeded(RandomState::new().build_hasher().finish())
}
