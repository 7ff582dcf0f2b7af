//! What every rule needs: `use crate::review::prelude::*`.

pub(super) use super::finding::Severity;
pub(super) use super::reading::{Block, Reading, SectionText};
pub(super) use super::rule::{Check, Found, Rule, RuleInfo, spot};
pub(super) use super::setting::Setting;
pub(super) use crate::text::line::Line;
