//! A finding (问题): where it is, what is wrong, and how it can be put right.

use crate::model::Anchor;

use super::rule::RuleInfo;

/// How sure a rule is, and how bad it would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 错误: wrong wherever it stands.
    Error,
    /// 疑似: wrong more than nine times in ten.
    Warning,
    /// 提示: worth a look, often right.
    Hint,
}

impl Severity {
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Hint];
}

/// A way to put a finding right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What stands in the place of each spot afterwards; one for each, in order.
    pub replacements: Vec<String>,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub rule: &'static RuleInfo,
    pub severity: Severity,
    /// What is wrong: one place or more, in the order of the text.
    pub spots: Vec<Anchor>,
    /// What it does not fit: the first of two like sentences, the number that says otherwise.
    pub related: Vec<Anchor>,
    /// The characters of the first spot.
    pub text: String,
    /// Up to eight characters on each side of the first spot, in its own text.
    pub before: String,
    pub after: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The likeliest first; none when only the author can know.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// The first place.
    pub fn spot(&self) -> Option<&Anchor> {
        self.spots.first()
    }
}
