//! Turns the half-width punctuation of the open speech full-width (半角标点转全角).

use crate::acts::punctuation::full_width;

use super::messages;
use super::window::Window;

impl Window {
    pub(super) fn make_punctuation_full_width(&mut self) {
        let Some((command, n_marks)) = full_width(self.desk.speech()) else {
            self.desk.notify(messages::punctuation_is_full_width());
            return;
        };
        let before = self.desk.history.state();
        self.edit(command);
        // A speech that is open for reading only stays as it is, and the user has been told.
        if self.desk.history.state() != before {
            self.desk.notify(messages::punctuation_changed(n_marks));
        }
    }
}
