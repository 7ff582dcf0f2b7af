//! What stands over everything else and has the keyboard for itself: one window at a time, the others wait.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use crate::acts::export::Format;
use crate::edit::SnippetPlace;
use crate::library::{ImportPlan, Library, Replacement};
use crate::model::{Roster, Snippet};
use crate::review::words::Words;
use crate::store::atomic::Replace;
use crate::store::recovery::Orphan;
use crate::ui::about_window::about_window_ui;
use crate::ui::action::MenuAction;
use crate::ui::blanks_window::{BlanksAnswer, BlanksDraft, blanks_window_ui};
use crate::ui::intake_window::{IntakeAnswer, IntakeDraft, intake_window_ui};
use crate::ui::palette::{PaletteAnswer, PaletteState, palette_ui};
use crate::ui::roster_window::{RosterAnswer, RosterDraft, roster_window_ui};
use crate::ui::settings_window::{SettingsAnswer, SettingsDraft, settings_window_ui};
use crate::ui::snippet_window::{SnippetAnswer, SnippetDraft, snippet_window_ui};
use crate::ui::words_window::{WordsAnswer, WordsDraft, words_window_ui};

use super::leaving::{Leaving, Then};
use super::questions::{Question, QuestionInput, Shown};

/// A window over everything else, and what has been done in it.
pub enum Modal {
    Question(Question),
    Palette(PaletteState),
    Settings,
    About,
    Roster(RosterDraft),
    Words(WordsDraft),
    /// An import while it is looked through.
    Intake(IntakeDraft),
    /// Snippets while they are corrected.
    Snippets(SnippetDraft),
    /// A snippet while its blanks are filled in.
    Blanks(BlanksDraft),
}

/// What the user has decided in a modal window.
pub enum Answer {
    Menu(MenuAction),
    Leave(Leaving),
    /// Save, and then do this.
    Save(Then),
    SaveAs(Option<Then>),
    SaveTo {
        path: PathBuf,
        replace: Replace,
        then: Option<Then>,
    },
    ShowErrors,
    Export(Format),
    ImportFiles(Vec<PathBuf>),
    OpenSaved {
        orphan: Box<Orphan>,
        original: PathBuf,
    },
    KeepBoth {
        orphan: Box<Orphan>,
        original: PathBuf,
    },
    DiscardCopy(Box<Orphan>),
    /// These are the settings from now on.
    Set(SettingsDraft),
    ChooseLayout,
    SetRoster(Option<Arc<Roster>>),
    ReadRoster,
    SaveRoster(Box<Roster>),
    KeepWords {
        words: Words,
        draft: WordsDraft,
    },
    ReadWords,
    Import(ImportPlan),
    ReplaceSnippets(Vec<Replacement>),
    InsertSnippet {
        snippet: Arc<Snippet>,
        text: String,
        place: SnippetPlace,
    },
}

/// What modal windows show of the desk.
pub struct ModalInput<'a> {
    pub question: QuestionInput<'a>,
    pub settings: SettingsDraft,
    pub library: &'a Library,
    pub read_only: bool,
}

/// The modal window that is open, and those that wait for it to close.
#[derive(Default)]
pub struct Modals {
    open: Option<Modal>,
    waiting: VecDeque<Modal>,
}

impl Modals {
    /// Opens a modal window once none is open any more.
    pub fn ask(&mut self, modal: Modal) {
        if self.open.is_none() {
            self.open = Some(modal);
        } else {
            self.waiting.push_back(modal);
        }
    }

    /// True if something stands over everything else and has the keyboard for itself.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Takes the open window out to be shown; [`Self::shown`] has to follow.
    pub fn take(&mut self) -> Option<Modal> {
        self.open.take()
    }

    /// The window has been shown: it stays, or makes room for one that its answer has brought, or for the next.
    pub fn shown(&mut self, stays: Option<Modal>) {
        if let Some(modal) = stays
            && let Some(brought) = self.open.replace(modal)
        {
            self.waiting.push_front(brought);
        }
        if self.open.is_none() {
            self.open = self.waiting.pop_front();
        }
    }

    fn all(&mut self) -> impl Iterator<Item = &mut Modal> {
        self.open.iter_mut().chain(&mut self.waiting)
    }

    /// The import that is looked through, or is going to be.
    pub fn intake(&mut self) -> Option<&mut IntakeDraft> {
        self.all().find_map(|modal| match modal {
            Modal::Intake(draft) => Some(draft),
            _ => None,
        })
    }

    pub fn roster(&mut self) -> Option<&mut RosterDraft> {
        self.all().find_map(|modal| match modal {
            Modal::Roster(draft) => Some(draft),
            _ => None,
        })
    }

    pub fn words(&mut self) -> Option<&mut WordsDraft> {
        self.all().find_map(|modal| match modal {
            Modal::Words(draft) => Some(draft),
            _ => None,
        })
    }

    /// True if an import is being looked through: files dropped then are added to it.
    pub fn shows_intake(&self) -> bool {
        matches!(self.open, Some(Modal::Intake(_)))
    }
}

impl Modal {
    /// Shows the window. Returns it if it stays open, and what the user has decided.
    pub fn ui(self, ui: &Ui, input: &ModalInput<'_>) -> (Option<Self>, Option<Answer>) {
        match self {
            Self::Question(question) => match question.ui(ui, &input.question) {
                Shown::Stays(question) => (Some(Self::Question(question)), None),
                Shown::Gone(answer) => (None, answer),
            },
            Self::Palette(mut state) => match palette_ui(ui, &mut state) {
                None => (Some(Self::Palette(state)), None),
                Some(PaletteAnswer::Cancel) => (None, None),
                Some(PaletteAnswer::Chosen(action)) => (None, Some(Answer::Menu(action))),
            },
            Self::Settings => {
                let mut draft = input.settings.clone();
                match settings_window_ui(ui, &mut draft) {
                    None => (Some(Self::Settings), Some(Answer::Set(draft))),
                    Some(SettingsAnswer::Close) => (None, Some(Answer::Set(draft))),
                    Some(SettingsAnswer::ChooseLayout) => {
                        (Some(Self::Settings), Some(Answer::ChooseLayout))
                    }
                }
            }
            Self::About => (about_window_ui(ui).then_some(Self::About), None),
            Self::Roster(draft) => roster_ui(ui, input, draft),
            Self::Words(mut draft) => match words_window_ui(ui, &mut draft) {
                None => (Some(Self::Words(draft)), None),
                Some(WordsAnswer::Cancel) => (None, None),
                Some(WordsAnswer::Import) => (Some(Self::Words(draft)), Some(Answer::ReadWords)),
                Some(WordsAnswer::Use(words)) => (None, Some(Answer::KeepWords { words, draft })),
            },
            Self::Intake(mut draft) => match intake_window_ui(ui, &mut draft, input.library) {
                None => (Some(Self::Intake(draft)), None),
                Some(IntakeAnswer::Cancel) => (None, None),
                Some(IntakeAnswer::Import) => (None, Some(Answer::Import(draft.plan))),
            },
            Self::Snippets(mut draft) => match snippet_window_ui(ui, &mut draft) {
                None => (Some(Self::Snippets(draft)), None),
                Some(SnippetAnswer::Cancel) => (None, None),
                Some(SnippetAnswer::Use(changes)) => (None, Some(Answer::ReplaceSnippets(changes))),
            },
            Self::Blanks(mut draft) => match blanks_window_ui(ui, &mut draft) {
                None => (Some(Self::Blanks(draft)), None),
                Some(BlanksAnswer::Cancel) => (None, None),
                Some(BlanksAnswer::Insert) => {
                    let text = draft.text();
                    let (snippet, place) = (draft.snippet, draft.place);
                    let insert = Answer::InsertSnippet {
                        snippet,
                        text,
                        place,
                    };
                    (None, Some(insert))
                }
            },
        }
    }
}

fn roster_ui(
    ui: &Ui,
    input: &ModalInput<'_>,
    mut draft: RosterDraft,
) -> (Option<Modal>, Option<Answer>) {
    let answer = match roster_window_ui(ui, &mut draft, input.read_only) {
        None => None,
        Some(RosterAnswer::Cancel) => return (None, None),
        Some(RosterAnswer::Use(roster)) => return (None, Some(Answer::SetRoster(roster))),
        Some(RosterAnswer::Gather) => {
            let snippets = input.library.snippets().iter();
            draft.gather(snippets.map(|snippet| snippet.unit.as_str()));
            None
        }
        Some(RosterAnswer::Import) => Some(Answer::ReadRoster),
        Some(RosterAnswer::SaveCopy(roster)) => Some(Answer::SaveRoster(Box::new(roster))),
    };
    (Some(Modal::Roster(draft)), answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(modals: &Modals) -> Option<&'static str> {
        match modals.open.as_ref()? {
            Modal::About => Some("about"),
            Modal::Question(Question::Template) => Some("template"),
            _ => Some("other"),
        }
    }

    #[test]
    fn a_question_waits_for_the_one_before() {
        let mut modals = Modals::default();
        modals.ask(Modal::About);
        modals.ask(Modal::Question(Question::Template));
        assert_eq!(open(&modals), Some("about"));
        let about = modals.take();
        modals.shown(about);
        assert_eq!(open(&modals), Some("about"));
        modals.take();
        modals.shown(None);
        assert_eq!(open(&modals), Some("template"));
        modals.take();
        modals.shown(None);
        assert!(!modals.is_open());
    }

    #[test]
    fn what_an_answer_brings_comes_before_what_waits() {
        let mut modals = Modals::default();
        modals.ask(Modal::About);
        modals.ask(Modal::Question(Question::ImportNotes(Vec::new())));
        modals.take();
        modals.ask(Modal::Question(Question::Template));
        modals.shown(None);
        assert_eq!(open(&modals), Some("template"));
        modals.take();
        modals.shown(None);
        assert_eq!(open(&modals), Some("other"));
    }
}
