//! A message to the user, and what can be done about it.

use std::path::PathBuf;
use std::time::Instant;

use crate::library::ForeignWord;
use crate::model::SnippetId;
use crate::ui::action::MenuAction;
use crate::ui::labels::label;

/// A message to the user.
#[derive(Debug, Clone)]
pub struct Notice {
    pub kind: NoticeKind,
    pub text: String,
    pub detail: String,
    pub button: Option<NoticeButton>,
    pub since: Instant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    Done,
    /// Stays until it is dismissed.
    Problem,
}

/// What can be done about it.
#[derive(Debug, Clone)]
pub enum NoticeButton {
    Menu(MenuAction),
    OpenFolder(PathBuf),
    /// What an import has to say, a sentence each.
    ImportNotes(Vec<String>),
    Reword(Reword),
}

/// Words of a snippet that mean somebody else in the speech.
#[derive(Debug, Clone)]
pub struct Reword {
    pub snippet: SnippetId,
    pub words: Vec<ForeignWord>,
}

impl NoticeButton {
    pub const UNDO: Self = Self::Menu(MenuAction::Undo);
    pub const SAVE: Self = Self::Menu(MenuAction::Save);
    pub const SAVE_AS: Self = Self::Menu(MenuAction::SaveAs);
    pub const UNDO_LIBRARY: Self = Self::Menu(MenuAction::UndoLibrary);
    pub const REDO_LIBRARY: Self = Self::Menu(MenuAction::RedoLibrary);

    pub fn text(&self) -> &str {
        match self {
            Self::Menu(action) => label(*action).text,
            Self::OpenFolder(_) => "打开文件夹",
            Self::ImportNotes(_) => "查看",
            Self::Reword(_) => "改过来",
        }
    }
}

impl Notice {
    pub fn done(text: String) -> Self {
        Self {
            kind: NoticeKind::Done,
            text,
            detail: String::new(),
            button: None,
            since: Instant::now(),
        }
    }

    pub fn problem(text: String, detail: String) -> Self {
        Self {
            kind: NoticeKind::Problem,
            text,
            detail,
            button: None,
            since: Instant::now(),
        }
    }

    /// Whether it offers to take back, or make again, the last change to the library.
    pub fn is_about_library_step(&self) -> bool {
        matches!(
            self.button,
            Some(NoticeButton::Menu(
                MenuAction::UndoLibrary | MenuAction::RedoLibrary
            ))
        )
    }

    pub fn with(self, button: NoticeButton) -> Self {
        Self {
            button: Some(button),
            ..self
        }
    }
}
