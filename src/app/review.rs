//! The review in the window: asked for after every change, shown, and obeyed.

use std::collections::HashSet;
use std::sync::Arc;

use crate::acts::export::Format;
use crate::edit::{Command, History};
use crate::model::{Moved, Speech};
use crate::review::{Finding, Followed, Reviewer, Setting, Severity, SourceIndex, Towards, copied};
use crate::store::settings::SideChoice;

use super::close::Question;
use super::jobs::Done;
use super::messages;
use super::window::Window;

/// The name of the job; of a speech of usual length nobody ever sees it.
const REVIEWING: &str = "正在审校…";

/// What the window knows of the review.
#[derive(Default)]
pub struct Review {
    /// Remembers what a change does not touch; `None` while a job has it.
    reviewer: Option<Box<Reviewer>>,
    /// What was asked for last.
    asked: Option<(Speech, Setting)>,
    pub(super) reviewed: Option<Followed>,
    /// The texts of the library, as of one of its versions: read once somebody looks at the review.
    sources: Option<(u64, Arc<SourceIndex>)>,
    is_reading_sources: bool,
    /// Errors that were shown before an export, by rule and words: they are shown once.
    shown_before_export: HashSet<(&'static str, String)>,
    /// An export that waits for the review of what was written last.
    waiting_export: Option<Format>,
}

impl Review {
    pub fn new() -> Self {
        Self {
            reviewer: Some(Box::default()),
            ..Self::default()
        }
    }

    /// Another speech is open: nothing that was found is about it.
    pub(super) fn forget(&mut self) {
        self.reviewed = None;
        self.asked = None;
        self.shown_before_export.clear();
        self.waiting_export = None;
    }
}

/// Has the findings follow the edits that they have not followed yet.
fn follow(reviewed: &mut Followed, history: &History) {
    let moved = reviewed
        .n_edits()
        .and_then(|n_edits| history.moved_since(n_edits));
    match moved {
        Some(moved) => reviewed.follow(history.speech(), history.n_edits(), &moved),
        // Longer ago than the history remembers: nobody knows where anything stands. The next review does.
        None => *reviewed = Followed::default(),
    }
}

/// What a review has brought.
pub struct ReviewDone {
    /// Which speech: another may be open by now.
    generation: u64,
    reviewer: Box<Reviewer>,
    reviewed: Followed,
}

impl Window {
    fn review_setting(&self) -> Setting {
        Setting {
            roster: self.desk.speech().roster.clone(),
            words: self.own_words.words.clone(),
            sources: self
                .review
                .sources
                .as_ref()
                .map(|(_, sources)| Arc::clone(sources)),
            off: self.desk.settings.rules_off.iter().cloned().collect(),
            ..Setting::default()
        }
    }

    /// Asks for a review when something has changed that it depends on, and follows what was typed meanwhile.
    pub(super) fn keep_reviewed(&mut self) {
        self.keep_sources();
        if let Some(reviewed) = &mut self.review.reviewed {
            follow(reviewed, &self.desk.history);
        }
        if self.review.reviewer.is_none() || self.is_reviewed() {
            return;
        }
        let Some(mut reviewer) = self.review.reviewer.take() else {
            return;
        };
        let (speech, setting) = (self.desk.speech().clone(), self.review_setting());
        self.review.asked = Some((speech.clone(), setting.clone()));
        let generation = self.desk.generation;
        let n_edits = self.desk.history.n_edits();
        self.desk.jobs.start(REVIEWING, move || {
            let findings = reviewer.review(&speech, &setting);
            let copied = setting
                .sources
                .as_deref()
                .map(|sources| copied(&speech, sources));
            let mut reviewed = Followed::new(findings, copied);
            reviewed.follow(&speech, n_edits, &Moved::default());
            Done::Reviewed(Box::new(ReviewDone {
                generation,
                reviewer,
                reviewed,
            }))
        });
    }

    /// Has the texts of the library read again when somebody looks at the review and they have changed.
    fn keep_sources(&mut self) {
        let settings = &self.desk.settings;
        let is_seen = settings.library_shown && settings.side == SideChoice::Review;
        let version = self.library.library.version();
        let is_known = self
            .review
            .sources
            .as_ref()
            .is_some_and(|(known, _)| *known == version);
        if !is_seen || version == 0 || is_known || self.review.is_reading_sources {
            return;
        }
        self.review.is_reading_sources = true;
        let library = Arc::clone(&self.library.library);
        self.desk.jobs.start("", move || {
            let snippets = library.snippets().iter();
            let texts = snippets.map(|snippet| {
                (
                    snippet.id.clone(),
                    snippet.unit.as_str(),
                    snippet.text.as_str(),
                )
            });
            let index = SourceIndex::new(texts);
            Done::SourcesRead {
                version,
                index: Arc::new(index),
            }
        });
    }

    pub(super) fn sources_read(&mut self, version: u64, index: Arc<SourceIndex>) {
        self.review.is_reading_sources = false;
        self.review.sources = Some((version, index));
    }

    /// Whether the last review was asked for this speech under this setting.
    fn is_reviewed(&self) -> bool {
        let speech = self.desk.speech();
        self.review.asked.as_ref().is_some_and(|(asked, setting)| {
            asked.front == speech.front
                && speech.has_sections(&asked.sections)
                && setting.is_like(&self.review_setting())
        })
    }

    pub(super) fn review_done(&mut self, done: ReviewDone) {
        self.review.reviewer = Some(done.reviewer);
        if done.generation != self.desk.generation {
            return;
        }
        let mut reviewed = done.reviewed;
        follow(&mut reviewed, &self.desk.history);
        self.review.reviewed = Some(reviewed);
        if self.is_reviewed()
            && let Some(format) = self.review.waiting_export.take()
        {
            self.export(format);
        }
    }

    /// A job has come upon a fault of the program. After the next change the speech is read anew, and nothing waits.
    pub(super) fn review_broken(&mut self, job: &str) {
        if job != REVIEWING {
            return;
        }
        self.review.reviewer = Some(Box::default());
        if let Some(format) = self.review.waiting_export.take() {
            self.desk.choose_export(format);
        }
    }

    /// Goes to the next finding behind the caret, or the one before it.
    pub(super) fn step_finding(&mut self, towards: Towards) {
        let Some(reviewed) = &self.review.reviewed else {
            return;
        };
        let from = self
            .manuscript
            .caret_start()
            .and_then(|(target, at)| target.anchor_at(at, self.desk.speech()));
        let hidden = self.review_panel.hidden();
        let speech = self.desk.speech();
        let Some(mark) = reviewed.next_mark(from.as_ref(), speech, towards, &hidden) else {
            self.desk.notify(messages::nothing_found());
            return;
        };
        if let Some(finding) = reviewed.finding(mark.finding) {
            self.review_panel.select(finding);
        }
        self.manuscript.go_to_anchor(mark.anchor.clone());
    }

    /// Puts every finding of a rule right.
    pub(super) fn fix_all(&mut self, code: &str) {
        let Some(reviewed) = &self.review.reviewed else {
            return;
        };
        let (replacements, n_fixed) = reviewed.fix_all(code);
        if n_fixed == 0 {
            return;
        }
        let before = self.desk.history.state();
        self.edit(Command::ReplaceAll { replacements });
        // A speech that is open for reading only stays as it is, and the user has been told.
        if self.desk.history.state() != before {
            self.desk.notify(messages::findings_fixed(n_fixed));
        }
    }

    pub(super) fn ask_rule(&mut self, code: &str, is_asked: bool) {
        if is_asked {
            self.desk.settings.switch_rule_on(code);
        } else {
            self.desk.settings.switch_rule_off(code);
            self.desk.notify(messages::rule_switched_off(code));
        }
    }

    /// The open errors that an export has not been held up for yet; they are shown once.
    fn errors_before_export(&mut self) -> Option<(usize, Vec<String>)> {
        let reviewed = self.review.reviewed.as_ref()?;
        let errors: Vec<&Finding> = reviewed
            .shown()
            .map(|(_, finding)| finding)
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        let key = |finding: &&Finding| {
            (
                finding.rule.code,
                format!("{}{}", finding.before, finding.text),
            )
        };
        let is_new = errors
            .iter()
            .any(|finding| !self.review.shown_before_export.contains(&key(finding)));
        if !is_new {
            return None;
        }
        self.review
            .shown_before_export
            .extend(errors.iter().map(key));
        Some((errors.len(), messages::open_errors(&errors)))
    }

    pub(super) fn show_review(&mut self) {
        self.desk.settings.library_shown = true;
        self.desk.settings.side = SideChoice::Review;
    }

    /// Exports, or asks first when there are errors that nobody has been told of.
    pub(super) fn export(&mut self, format: Format) {
        if self.review.reviewer.is_none() {
            self.review.waiting_export = Some(format);
            return;
        }
        match self.errors_before_export() {
            Some((n, lines)) => {
                self.question = Some(Question::OpenErrors { format, n, lines });
            }
            None => self.desk.choose_export(format),
        }
    }

    /// Shows the first error in the text and in the list.
    pub(super) fn show_first_error(&mut self) {
        self.show_review();
        let Some(reviewed) = &self.review.reviewed else {
            return;
        };
        let mut errors = reviewed
            .shown()
            .filter(|(_, finding)| finding.severity == Severity::Error);
        if let Some((idx, finding)) = errors.next() {
            self.review_panel.select(finding);
            if let Some(anchor) = reviewed.place(idx) {
                self.manuscript.go_to_anchor(anchor.clone());
            }
        }
    }
}
