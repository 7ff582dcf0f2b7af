//! The icons of the desk, as texts in the bundled icon font.
//!
//! Written by `assets/fonts/make-fonts.py` from `assets/fonts/icons.txt`: change it there. The font draws more icons than
//! are named here; those that nothing shows have no name.

/// Save (Lucide `save`).
pub const SAVE: &str = "\u{e002}";
/// Export (Lucide `file-output`).
pub const EXPORT: &str = "\u{e004}";
/// Import (Lucide `file-input`).
pub const IMPORT: &str = "\u{e005}";
/// Undo (Lucide `undo-2`).
pub const UNDO: &str = "\u{e010}";
/// Redo (Lucide `redo-2`).
pub const REDO: &str = "\u{e011}";
/// Search (Lucide `search`).
pub const SEARCH: &str = "\u{e018}";
/// Case sensitive (Lucide `case-sensitive`).
pub const CASE_SENSITIVE: &str = "\u{e01e}";
/// Plus (Lucide `plus`).
pub const PLUS: &str = "\u{e020}";
/// Close (Lucide `x`).
pub const CLOSE: &str = "\u{e022}";
/// Warning (Lucide `triangle-alert`).
pub const WARNING: &str = "\u{e025}";
/// Success (Lucide `circle-check`).
pub const SUCCESS: &str = "\u{e027}";
/// Star (Lucide `star`).
pub const STAR: &str = "\u{e029}";
/// Star filled (Lucide `star`).
pub const STAR_FILLED: &str = "\u{e02a}";
/// Lock (Lucide `lock`).
pub const LOCK: &str = "\u{e02b}";
/// Unlock (Lucide `lock-open`).
pub const UNLOCK: &str = "\u{e02c}";
/// Chevron right (Lucide `chevron-right`).
pub const CHEVRON_RIGHT: &str = "\u{e030}";
/// Chevron down (Lucide `chevron-down`).
pub const CHEVRON_DOWN: &str = "\u{e031}";
/// Chevron up (Lucide `chevron-up`).
pub const CHEVRON_UP: &str = "\u{e032}";
/// Chevron up down (Lucide `chevrons-up-down`).
pub const CHEVRON_UP_DOWN: &str = "\u{e034}";
/// Collapse all (Lucide `chevrons-down-up`).
pub const COLLAPSE_ALL: &str = "\u{e039}";
/// Panel left (Lucide `panel-left`).
pub const PANEL_LEFT: &str = "\u{e041}";
/// Panel right (Lucide `panel-right`).
pub const PANEL_RIGHT: &str = "\u{e042}";
/// Command (Lucide `command`).
pub const COMMAND: &str = "\u{e04b}";
/// Book (Lucide `book-open`).
pub const BOOK: &str = "\u{e051}";
/// Roster (Lucide `list-checks`).
pub const ROSTER: &str = "\u{e05c}";
/// Sort (Lucide `arrow-down-wide-narrow`).
pub const SORT: &str = "\u{e066}";
