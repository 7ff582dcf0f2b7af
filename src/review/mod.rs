//! Proofreading (审校): what people are embarrassed by at the lectern, found by rules, pointed at and put right.
//!
//! Nothing here changes a speech or refuses one: a review is a list of findings.

mod copied;
#[cfg(test)]
mod edits_tests;
mod finding;
mod followed;
mod formulations;
#[cfg(test)]
mod hostile_tests;
mod ignore;
#[cfg(test)]
mod measure_tests;
mod patterns;
mod prelude;
mod reading;
mod reviewer;
mod rule;
mod rules;
mod setting;
mod sources;
#[cfg(test)]
mod testing;
pub mod words;

pub(crate) use copied::CopiedReport;
pub use copied::copied;
pub use finding::{Finding, Fix, Severity};
pub(crate) use followed::{COPIED, FindingMark, Followed, Towards};
pub(crate) use ignore::{ignoring_everywhere, ignoring_here, split_ignored};
pub use reviewer::{Reviewer, review};
pub(crate) use rule::FAMILIES;
pub use rule::{Rule, RuleInfo};
pub use rules::RULES;
pub use setting::Setting;
pub use sources::SourceIndex;
