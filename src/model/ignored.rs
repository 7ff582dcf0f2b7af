//! A finding of the review that the user does not want to see again (忽略), as it is kept with the speech.

use super::Anchor;

/// A finding that the user does not want to see again (忽略), by what it said and what stood around it: it survives
/// editing elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoredFinding {
    /// The code of the rule, which need not be one that this program knows.
    pub rule: String,
    /// The characters that were found.
    pub text: String,
    /// Up to eight characters before and behind them; `None` means wherever they stand in this speech.
    pub around: Option<(String, String)>,
    /// Where it stands: edits keep it up to date. `None` when it is ignored everywhere, when its words have been edited
    /// since, and in files older than format 4: it is then known by what stands around it.
    pub place: Option<Anchor>,
}
