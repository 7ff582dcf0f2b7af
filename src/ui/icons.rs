//! The icons of the desk, as texts in the bundled icon font.
//!
//! Written by `assets/fonts/make-fonts.py` from `assets/fonts/icons.txt`: change it there.

/// New (Lucide `file-plus`).
pub const NEW: &str = "\u{e000}";
/// Open (Lucide `folder-open`).
pub const OPEN: &str = "\u{e001}";
/// Save (Lucide `save`).
pub const SAVE: &str = "\u{e002}";
/// Save as (Lucide `save-all`).
pub const SAVE_AS: &str = "\u{e003}";
/// Export (Lucide `file-output`).
pub const EXPORT: &str = "\u{e004}";
/// Import (Lucide `file-input`).
pub const IMPORT: &str = "\u{e005}";
/// File text (Lucide `file-text`).
pub const FILE_TEXT: &str = "\u{e006}";
/// Files (Lucide `files`).
pub const FILES: &str = "\u{e007}";
/// Folder (Lucide `folder`).
pub const FOLDER: &str = "\u{e008}";
/// Folder add (Lucide `folder-plus`).
pub const FOLDER_ADD: &str = "\u{e009}";
/// Template (Lucide `layout-template`).
pub const TEMPLATE: &str = "\u{e00a}";
/// Print (Lucide `printer`).
pub const PRINT: &str = "\u{e00b}";
/// External link (Lucide `external-link`).
pub const EXTERNAL_LINK: &str = "\u{e00c}";
/// Download (Lucide `download`).
pub const DOWNLOAD: &str = "\u{e00d}";
/// Upload (Lucide `upload`).
pub const UPLOAD: &str = "\u{e00e}";
/// Undo (Lucide `undo-2`).
pub const UNDO: &str = "\u{e010}";
/// Redo (Lucide `redo-2`).
pub const REDO: &str = "\u{e011}";
/// Cut (Lucide `scissors`).
pub const CUT: &str = "\u{e012}";
/// Copy (Lucide `copy`).
pub const COPY: &str = "\u{e013}";
/// Paste (Lucide `clipboard-paste`).
pub const PASTE: &str = "\u{e014}";
/// Duplicate (Lucide `copy-plus`).
pub const DUPLICATE: &str = "\u{e015}";
/// Trash (Lucide `trash-2`).
pub const TRASH: &str = "\u{e016}";
/// Pencil (Lucide `pencil`).
pub const PENCIL: &str = "\u{e017}";
/// Search (Lucide `search`).
pub const SEARCH: &str = "\u{e018}";
/// Replace (Lucide `replace`).
pub const REPLACE: &str = "\u{e019}";
/// Filter (Lucide `funnel`).
pub const FILTER: &str = "\u{e01a}";
/// Indent (Lucide `indent-increase`).
pub const INDENT: &str = "\u{e01b}";
/// Outdent (Lucide `indent-decrease`).
pub const OUTDENT: &str = "\u{e01c}";
/// Insert below (Lucide `between-horizontal-start`).
pub const INSERT_BELOW: &str = "\u{e01d}";
/// Case sensitive (Lucide `case-sensitive`).
pub const CASE_SENSITIVE: &str = "\u{e01e}";
/// Paragraph (Lucide `pilcrow`).
pub const PARAGRAPH: &str = "\u{e01f}";
/// Plus (Lucide `plus`).
pub const PLUS: &str = "\u{e020}";
/// Minus (Lucide `minus`).
pub const MINUS: &str = "\u{e021}";
/// Close (Lucide `x`).
pub const CLOSE: &str = "\u{e022}";
/// Check (Lucide `check`).
pub const CHECK: &str = "\u{e023}";
/// Info (Lucide `info`).
pub const INFO: &str = "\u{e024}";
/// Warning (Lucide `triangle-alert`).
pub const WARNING: &str = "\u{e025}";
/// Error (Lucide `circle-alert`).
pub const ERROR: &str = "\u{e026}";
/// Success (Lucide `circle-check`).
pub const SUCCESS: &str = "\u{e027}";
/// Help (Lucide `circle-question-mark`).
pub const HELP: &str = "\u{e028}";
/// Star (Lucide `star`).
pub const STAR: &str = "\u{e029}";
/// Star filled (Lucide `star`).
pub const STAR_FILLED: &str = "\u{e02a}";
/// Lock (Lucide `lock`).
pub const LOCK: &str = "\u{e02b}";
/// Unlock (Lucide `lock-open`).
pub const UNLOCK: &str = "\u{e02c}";
/// More (Lucide `ellipsis`).
pub const MORE: &str = "\u{e02d}";
/// More vertical (Lucide `ellipsis-vertical`).
pub const MORE_VERTICAL: &str = "\u{e02e}";
/// Grip (Lucide `grip-vertical`).
pub const GRIP: &str = "\u{e02f}";
/// Chevron right (Lucide `chevron-right`).
pub const CHEVRON_RIGHT: &str = "\u{e030}";
/// Chevron down (Lucide `chevron-down`).
pub const CHEVRON_DOWN: &str = "\u{e031}";
/// Chevron up (Lucide `chevron-up`).
pub const CHEVRON_UP: &str = "\u{e032}";
/// Chevron left (Lucide `chevron-left`).
pub const CHEVRON_LEFT: &str = "\u{e033}";
/// Chevron up down (Lucide `chevrons-up-down`).
pub const CHEVRON_UP_DOWN: &str = "\u{e034}";
/// Arrow up (Lucide `arrow-up`).
pub const ARROW_UP: &str = "\u{e035}";
/// Arrow down (Lucide `arrow-down`).
pub const ARROW_DOWN: &str = "\u{e036}";
/// Arrow left (Lucide `arrow-left`).
pub const ARROW_LEFT: &str = "\u{e037}";
/// Arrow right (Lucide `arrow-right`).
pub const ARROW_RIGHT: &str = "\u{e038}";
/// Collapse all (Lucide `chevrons-down-up`).
pub const COLLAPSE_ALL: &str = "\u{e039}";
/// Triangle right (drawn for the desk).
pub const TRIANGLE_RIGHT: &str = "\u{e03a}";
/// Triangle down (drawn for the desk).
pub const TRIANGLE_DOWN: &str = "\u{e03b}";
/// Triangle up (drawn for the desk).
pub const TRIANGLE_UP: &str = "\u{e03c}";
/// Triangle left (drawn for the desk).
pub const TRIANGLE_LEFT: &str = "\u{e03d}";
/// To top (Lucide `arrow-up-to-line`).
pub const TO_TOP: &str = "\u{e03e}";
/// To bottom (Lucide `arrow-down-to-line`).
pub const TO_BOTTOM: &str = "\u{e03f}";
/// Settings (Lucide `settings`).
pub const SETTINGS: &str = "\u{e040}";
/// Panel left (Lucide `panel-left`).
pub const PANEL_LEFT: &str = "\u{e041}";
/// Panel right (Lucide `panel-right`).
pub const PANEL_RIGHT: &str = "\u{e042}";
/// Sun (Lucide `sun`).
pub const SUN: &str = "\u{e043}";
/// Moon (Lucide `moon`).
pub const MOON: &str = "\u{e044}";
/// Monitor (Lucide `monitor`).
pub const MONITOR: &str = "\u{e045}";
/// Zoom in (Lucide `zoom-in`).
pub const ZOOM_IN: &str = "\u{e046}";
/// Zoom out (Lucide `zoom-out`).
pub const ZOOM_OUT: &str = "\u{e047}";
/// Eye (Lucide `eye`).
pub const EYE: &str = "\u{e048}";
/// Eye off (Lucide `eye-off`).
pub const EYE_OFF: &str = "\u{e049}";
/// Refresh (Lucide `refresh-cw`).
pub const REFRESH: &str = "\u{e04a}";
/// Command (Lucide `command`).
pub const COMMAND: &str = "\u{e04b}";
/// Keyboard (Lucide `keyboard`).
pub const KEYBOARD: &str = "\u{e04c}";
/// Menu (Lucide `menu`).
pub const MENU: &str = "\u{e04d}";
/// Link (Lucide `link`).
pub const LINK: &str = "\u{e04e}";
/// Busy (Lucide `loader-circle`).
pub const BUSY: &str = "\u{e04f}";
/// Library (Lucide `library`).
pub const LIBRARY: &str = "\u{e050}";
/// Book (Lucide `book-open`).
pub const BOOK: &str = "\u{e051}";
/// Outline (Lucide `list-tree`).
pub const OUTLINE: &str = "\u{e052}";
/// Clock (Lucide `clock`).
pub const CLOCK: &str = "\u{e053}";
/// History (Lucide `history`).
pub const HISTORY: &str = "\u{e054}";
/// Map pin (Lucide `map-pin`).
pub const MAP_PIN: &str = "\u{e055}";
/// Building (Lucide `building-2`).
pub const BUILDING: &str = "\u{e056}";
/// Calendar (Lucide `calendar`).
pub const CALENDAR: &str = "\u{e057}";
/// Tag (Lucide `tag`).
pub const TAG: &str = "\u{e058}";
/// Quote (Lucide `quote`).
pub const QUOTE: &str = "\u{e059}";
/// Users (Lucide `users`).
pub const USERS: &str = "\u{e05a}";
/// User (Lucide `user`).
pub const USER: &str = "\u{e05b}";
/// Roster (Lucide `list-checks`).
pub const ROSTER: &str = "\u{e05c}";
/// Review (Lucide `spell-check`).
pub const REVIEW: &str = "\u{e05d}";
/// Compare (Lucide `file-diff`).
pub const COMPARE: &str = "\u{e05e}";
/// Lectern (Lucide `presentation`).
pub const LECTERN: &str = "\u{e05f}";
/// Play (Lucide `play`).
pub const PLAY: &str = "\u{e060}";
/// Pause (Lucide `pause`).
pub const PAUSE: &str = "\u{e061}";
/// Timer (Lucide `timer`).
pub const TIMER: &str = "\u{e062}";
/// Microphone (Lucide `mic`).
pub const MICROPHONE: &str = "\u{e063}";
/// Bookmark (Lucide `bookmark`).
pub const BOOKMARK: &str = "\u{e064}";
/// Heading (Lucide `heading`).
pub const HEADING: &str = "\u{e065}";
/// Sort (Lucide `arrow-down-wide-narrow`).
pub const SORT: &str = "\u{e066}";
