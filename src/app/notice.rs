//! A message to the user, and what can be done about it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::acts::export::Format;
use crate::library::{ForeignWord, LibraryChange};
use crate::model::{Roster, SnippetId};
use crate::ui::action::MenuAction;

/// A message to the user.
#[derive(Debug, Clone)]
pub struct Notice {
    pub kind: NoticeKind,
    pub text: String,
    pub detail: String,
    pub button: Option<NoticeButton>,
    /// When it was first shown.
    pub since: Option<Instant>,
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
    Again(Again),
}

/// An act that has failed, to be tried again.
#[derive(Debug, Clone)]
pub enum Again {
    Export(Format),
    ChooseLayout,
    ReadRoster,
    SaveRoster(Arc<Roster>),
    ReadWords,
    /// What of a change did not get into the library.
    WriteLibrary(LibraryChange),
    /// Offers the copies that a crash has left once more.
    OfferCopies,
}

/// Words of a snippet that mean somebody else in the speech.
#[derive(Debug, Clone)]
pub struct Reword {
    pub snippet: SnippetId,
    pub words: Vec<ForeignWord>,
}

impl NoticeButton {
    pub const UNDO: Self = Self::Menu(MenuAction::Undo);
    pub const OPEN: Self = Self::Menu(MenuAction::Open);
    pub const IMPORT: Self = Self::Menu(MenuAction::ImportSnippets);
    pub const SAVE: Self = Self::Menu(MenuAction::Save);
    pub const SAVE_AS: Self = Self::Menu(MenuAction::SaveAs);
    pub const UNDO_LIBRARY: Self = Self::Menu(MenuAction::UndoLibrary);
    pub const REDO_LIBRARY: Self = Self::Menu(MenuAction::RedoLibrary);

    pub fn text(&self) -> &str {
        match self {
            Self::Menu(action) => action.label().text,
            Self::OpenFolder(_) => "打开文件夹",
            Self::ImportNotes(_) => "查看",
            Self::Reword(_) => "改过来",
            Self::Again(again) => again.text(),
        }
    }
}

impl Again {
    fn text(&self) -> &'static str {
        match self {
            Self::Export(_) => "重新导出…",
            Self::ChooseLayout => "另选版式文件…",
            Self::ReadRoster | Self::ReadWords => "另选文件…",
            Self::SaveRoster(_) => "名册另存为…",
            Self::WriteLibrary(_) => "再存一次",
            Self::OfferCopies => "重新选择…",
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
            since: None,
        }
    }

    pub fn problem(text: String, detail: String) -> Self {
        Self {
            kind: NoticeKind::Problem,
            text,
            detail,
            button: None,
            since: None,
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
