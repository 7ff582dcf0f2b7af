//! What the review has found: gone to, put right, and no longer looked for.

use crate::edit::Command;
use crate::review::{Severity, Towards};
use crate::store::settings::SideChoice;

use super::super::messages;
use super::super::window::Window;

impl Window {
    pub(super) fn show_review(&mut self) {
        self.desk.settings.library_shown = true;
        self.desk.settings.side = SideChoice::Review;
    }

    /// Goes to the next finding behind the caret, or the one before it.
    pub(super) fn step_finding(&mut self, towards: Towards) {
        let Some(reviewed) = &self.review.reviewed else {
            return;
        };
        let caret = self.screen.manuscript.caret_start();
        let from = caret.and_then(|(target, at)| target.anchor_at(at, self.desk.speech()));
        let hidden = self.screen.review.hidden();
        let speech = self.desk.speech();
        let Some(mark) = reviewed.next_mark(from.as_ref(), speech, towards, &hidden) else {
            self.desk.notify(messages::nothing_found());
            return;
        };
        if let Some(finding) = reviewed.finding(mark.finding) {
            self.screen.review.select(finding);
        }
        self.screen.manuscript.go_to_anchor(mark.anchor.clone());
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
            self.screen.review.select(finding);
            if let Some(anchor) = reviewed.place(idx) {
                self.screen.manuscript.go_to_anchor(anchor.clone());
            }
        }
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
}
