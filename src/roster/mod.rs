//! Whom a speech must name: the roster as people keep it, and its coverage by a speech (点名).

mod coverage;
mod gather;
pub mod list;
mod names;
mod order;
mod passages;

pub use coverage::{Counter, Coverage, GroupCoverage, MaskedName, State, UnitCoverage, coverage};
pub use gather::gathered;
pub use names::{Found, Names, What};
