//! A rule (规则): what it is called, what it explains, and what it looks at.

use std::ops::Range;

use crate::model::{Anchor, CharIdx};

use super::finding::{Fix, Severity};
use super::reading::{Block, Reading, SectionText};
use super::setting::Setting;

/// Description of a rule.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// A letter for the family and three digits; never used again for another rule.
    pub code: &'static str,
    /// Name of the fault.
    pub name: &'static str,
    pub severity: Severity,
    /// What it finds and why, then lines that begin 反例： (it finds something) and 正例： (it does not). `｜` in an example
    /// parts paragraphs.
    pub explain: &'static str,
}

/// The families of rules (门类), by the letter of their codes.
pub const FAMILIES: [(char, &str); 7] = [
    ('R', "残留"),
    ('C', "抄漏"),
    ('N', "数目"),
    ('W', "词语"),
    ('P', "格式"),
    ('E', "听感"),
    ('S', "照抄"),
];

impl RuleInfo {
    /// The name of its family (门类).
    pub fn family(&self) -> &'static str {
        let is_own = |(letter, _): &&(char, &str)| self.code.starts_with(*letter);
        FAMILIES.iter().find(is_own).map_or("", |(_, name)| name)
    }
}

/// Part of the speech that a rule reads. The smaller the part, the less is read again after a keystroke.
pub enum Check {
    /// One heading, paragraph or line of the front matter by itself.
    Block(fn(&Block, &Setting, &mut Vec<Found>)),
    /// The heading and the paragraphs of one section, without those of the sections in it.
    Section(fn(&SectionText, &Setting, &mut Vec<Found>)),
    /// All of it.
    Speech(fn(&Reading, &Setting, &mut Vec<Found>)),
}

pub struct Rule {
    pub info: RuleInfo,
    pub check: Check,
}

/// A finding of a rule that does not name the rule yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub(super) spots: Vec<Anchor>,
    pub(super) related: Vec<Anchor>,
    pub(super) message: String,
    pub(super) fixes: Vec<Fix>,
    /// Set if it differs from the severity of the rule.
    pub(super) severity: Option<Severity>,
}

impl Found {
    /// Characters of a text are wrong, for a reason.
    pub(super) fn at(block: &Block, range: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            spots: vec![spot(block, range)],
            related: Vec::new(),
            message: message.into(),
            fixes: Vec::new(),
            severity: None,
        }
    }

    /// Characters at several places are wrong together.
    pub(super) fn many(spots: Vec<Anchor>, message: impl Into<String>) -> Self {
        Self {
            spots,
            related: Vec::new(),
            message: message.into(),
            fixes: Vec::new(),
            severity: None,
        }
    }

    /// Another place that is wrong with it.
    pub(super) fn and(mut self, block: &Block, range: Range<usize>) -> Self {
        self.spots.push(spot(block, range));
        self
    }

    /// Adds a related place: the text that this one does not fit.
    pub(super) fn against(mut self, block: &Block, range: Range<usize>) -> Self {
        self.related.push(spot(block, range));
        self
    }

    /// Every spot can become this text.
    pub(super) fn fix(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        self.fixes.push(Fix {
            replacements: vec![text; self.spots.len()],
        });
        self
    }

    /// Each spot can become a text of its own.
    pub(super) fn fix_each(mut self, replacements: Vec<String>) -> Self {
        self.fixes.push(Fix { replacements });
        self
    }

    pub(super) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}

/// Characters of a text.
pub(super) fn spot(block: &Block, range: Range<usize>) -> Anchor {
    Anchor {
        text: block.place,
        range: CharIdx(range.start)..CharIdx(range.end),
    }
}
