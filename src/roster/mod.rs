//! Whom a speech must name: the roster as people keep it, and its coverage by a speech (点名).

mod coverage;
mod gather;
pub(crate) mod list;
mod names;
mod order;
mod passages;

pub(crate) use coverage::MaskedName;
pub use coverage::{Counter, Coverage, GroupCoverage, State, UnitCoverage, coverage};
pub(crate) use gather::gathered;
pub(crate) use names::{Found, Names, What};
