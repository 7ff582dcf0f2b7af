//! The review in the window: asked for after every change, shown, and obeyed.

use std::collections::HashSet;
use std::sync::Arc;

use crate::acts::export::Format;
use crate::edit::History;
use crate::library::Library;
use crate::model::{Moved, Speech};
use crate::review::words::Words;
use crate::review::{Finding, Followed, Reviewer, Setting, Severity, SourceIndex, copied};
use crate::store::settings::SideChoice;

use super::desk::Desk;
use super::export;
use super::jobs::JobFault;
use super::messages;
use super::questions::Question;

/// The name of the job; of a speech of usual length nobody ever sees it.
const REVIEWING: &str = "正在审校…";

/// What the window knows of the review.
#[derive(Default)]
pub struct Review {
    /// Remembers what a change does not touch; `None` while a job has it.
    reviewer: Option<Box<Reviewer>>,
    /// What was asked for last.
    asked: Option<(Speech, Setting)>,
    pub reviewed: Option<Followed>,
    /// Which speech was open at the last step.
    generation: u64,
    /// The user's own words, as of the last step.
    words: Arc<Words>,
    /// The texts of the library, as of one of its versions: read once somebody looks at the review.
    sources: Option<(u64, Arc<SourceIndex>)>,
    is_reading_sources: bool,
    /// Errors that were shown before an export, by rule and words: they are shown once.
    shown_before_export: HashSet<(&'static str, String)>,
    /// An export that waits for the review of what was written last.
    waiting_export: Option<Format>,
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
struct ReviewDone {
    reviewer: Box<Reviewer>,
    reviewed: Followed,
}

impl Review {
    pub fn new() -> Self {
        Self {
            reviewer: Some(Box::default()),
            ..Self::default()
        }
    }

    /// Asks for a review when something has changed that it depends on, and follows what was typed meanwhile.
    pub fn step(&mut self, desk: &mut Desk, library: &Arc<Library>, words: &Arc<Words>) {
        if self.generation != desk.generation {
            // Another speech is open: nothing that was found is about it.
            self.generation = desk.generation;
            self.reviewed = None;
            self.asked = None;
            self.shown_before_export.clear();
            self.waiting_export = None;
        }
        self.words.clone_from(words);
        self.keep_sources(desk, library);
        if let Some(reviewed) = &mut self.reviewed {
            follow(reviewed, &desk.history);
        }
        self.start(desk);
    }

    fn setting(&self, desk: &Desk) -> Setting {
        let sources = self.sources.as_ref();
        Setting {
            roster: desk.speech().roster.clone(),
            words: self.words.clone(),
            sources: sources.map(|(_, sources)| Arc::clone(sources)),
            off: desk.settings.rules_off.iter().cloned().collect(),
            ..Setting::default()
        }
    }

    /// True if the last review was asked for this speech under this setting.
    fn is_asked(&self, desk: &Desk) -> bool {
        let speech = desk.speech();
        self.asked.as_ref().is_some_and(|(asked, setting)| {
            asked.front == speech.front
                && speech.has_sections(&asked.sections)
                && setting.is_like(&self.setting(desk))
        })
    }

    fn start(&mut self, desk: &mut Desk) {
        if self.is_asked(desk) {
            return;
        }
        let Some(mut reviewer) = self.reviewer.take() else {
            return;
        };
        let (speech, setting) = (desk.speech().clone(), self.setting(desk));
        self.asked = Some((speech.clone(), setting.clone()));
        let generation = desk.generation;
        let n_edits = desk.history.n_edits();
        let review = move || {
            let findings = reviewer.review(&speech, &setting);
            let sources = setting.sources.as_deref();
            let copied = sources.map(|sources| copied(&speech, sources));
            let mut reviewed = Followed::new(findings, copied);
            reviewed.follow(&speech, n_edits, &Moved::default());
            ReviewDone { reviewer, reviewed }
        };
        desk.jobs
            .start_yielding(REVIEWING, review, move |window, done| {
                let review = &mut window.review;
                review.ended(&mut window.desk, generation, done);
            });
    }

    fn ended(&mut self, desk: &mut Desk, generation: u64, done: Result<ReviewDone, JobFault>) {
        match done {
            Ok(done) => {
                self.reviewer = Some(done.reviewer);
                if generation != desk.generation {
                    return;
                }
                let mut reviewed = done.reviewed;
                follow(&mut reviewed, &desk.history);
                self.reviewed = Some(reviewed);
            }
            Err(fault) => {
                // After the next change the speech is read anew.
                self.reviewer = Some(Box::default());
                desk.job_failed(fault);
            }
        }
        if self.is_asked(desk)
            && let Some(format) = self.waiting_export.take()
        {
            self.export(desk, format);
        }
    }

    /// Has the texts of the library read again when somebody looks at the review and they have changed.
    fn keep_sources(&mut self, desk: &mut Desk, library: &Arc<Library>) {
        let settings = &desk.settings;
        let is_seen = settings.library_shown && settings.side == SideChoice::Review;
        let version = library.version();
        let known = self.sources.as_ref().map(|(known, _)| *known);
        if !is_seen || version == 0 || known == Some(version) || self.is_reading_sources {
            return;
        }
        self.is_reading_sources = true;
        let library = Arc::clone(library);
        let read = move || {
            let snippets = library.snippets().iter();
            let texts = snippets.map(|snippet| {
                (
                    snippet.id.clone(),
                    snippet.unit.as_str(),
                    snippet.text.as_str(),
                )
            });
            Arc::new(SourceIndex::new(texts))
        };
        desk.jobs
            .start_quietly("比对素材库", read, move |window, index| {
                window.review.is_reading_sources = false;
                match index {
                    Ok(index) => window.review.sources = Some((version, index)),
                    Err(fault) => {
                        // Not tried again until the library has changed.
                        window.review.sources = Some((version, Arc::default()));
                        window.desk.job_failed(fault);
                    }
                }
            });
    }

    /// Exports, or asks first when there are errors that nobody has been told of. What was written last is reviewed before.
    pub fn export(&mut self, desk: &mut Desk, format: Format) {
        self.start(desk);
        if self.reviewer.is_none() {
            self.waiting_export = Some(format);
            return;
        }
        match self.errors_before_export() {
            Some((n, lines)) => desk.ask(Question::OpenErrors { format, n, lines }),
            None => export::choose(desk, format),
        }
    }

    /// The open errors that an export has not been held up for yet; they are shown once.
    fn errors_before_export(&mut self) -> Option<(usize, Vec<String>)> {
        let reviewed = self.reviewed.as_ref()?;
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
        let shown = &mut self.shown_before_export;
        if errors.iter().all(|finding| shown.contains(&key(finding))) {
            return None;
        }
        shown.extend(errors.iter().map(key));
        Some((errors.len(), messages::open_errors(&errors)))
    }
}
