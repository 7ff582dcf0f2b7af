//! What the user wants: panels return these, the app acts on them.

use std::path::PathBuf;

use crate::edit::{Command, SnippetPlace};
use crate::model::{Anchor, SectionId, SnippetId};

/// One thing that the user asked for. The palette, the menus and the shortcuts offer those without a payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// An edit, ready to be made.
    Edit(Command),
    InsertSnippet {
        snippet: SnippetId,
        place: SnippetPlace,
    },
    /// Inserts at the caret, or at the end of the section last worked in.
    InsertSnippetAtCaret(SnippetId),
    /// Scroll there and select it.
    GoTo(Anchor),
    /// Write at the start of the section's text.
    WriteIn(SectionId),
    /// Show the library with what is found for these words.
    FindSnippets(String),
    /// The outline's selection.
    SelectSection(SectionId),
    OpenPath(PathBuf),
    /// Files and folders dropped on the library, or chosen for it.
    ImportSnippets(Vec<PathBuf>),
    /// Something to be done with snippets of the library.
    Snippets {
        ids: Vec<SnippetId>,
        choice: SnippetChoice,
    },
    /// Every finding of a rule is put right in its likeliest way.
    FixAll(&'static str),
    /// True if the review asks a rule.
    AskRule {
        code: &'static str,
        is_asked: bool,
    },
    /// Stops the jobs that may be stopped.
    CancelJobs,
    Menu(MenuAction),
}

/// What is to be done with snippets of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnippetChoice {
    Edit,
    /// Into one, in this order.
    Merge,
    Delete,
    /// Mark them as favourites, or take the mark off.
    Favour(bool),
}

/// Declares the commands without a payload, and the list of them all.
macro_rules! menu_actions {
    ($($action:ident,)*) => {
        /// A command without a payload: everything that has a menu entry, a shortcut or a place in the command palette.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum MenuAction {
            $($action,)*
        }

        impl MenuAction {
            /// Every command, in the order of the palette.
            pub const ALL: &'static [Self] = &[$(Self::$action,)*];
        }
    };
}

// What is added here needs its words and keys in `labels.rs` and its act in `app/dispatch`, or does not compile.
menu_actions! {
    New,
    Open,
    Save,
    SaveAs,
    ExportWord,
    ExportText,
    ExportMarkdown,
    ImportSnippets,
    ImportFolder,
    Quit,
    Undo,
    Redo,
    UndoLibrary,
    RedoLibrary,
    Cut,
    Copy,
    Paste,
    SelectAll,
    Find,
    Replace,
    FindNext,
    FindPrevious,
    FullWidthPunctuation,
    AddSection,
    AddSubsection,
    RenameSection,
    DuplicateSection,
    DeleteSection,
    MoveSectionUp,
    MoveSectionDown,
    NestSection,
    UnnestSection,
    ToggleNumbered,
    ToggleOutlineLock,
    ToggleOutline,
    ToggleLibrary,
    FocusOutline,
    FocusManuscript,
    FocusLibrary,
    ShowRoll,
    EditRoster,
    ExportRoll,
    ShowReview,
    NextFinding,
    PreviousFinding,
    EditWords,
    ThemeLight,
    ThemeDark,
    ThemeSystem,
    Palette,
    Settings,
    Tour,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    About,
}
