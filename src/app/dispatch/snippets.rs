//! Snippets go into the speech: where, with which blanks filled in, and what in them is another's voice.

use crate::edit::{Command, SnippetPlace, SnippetText};
use crate::library::{foreign_words, put_right};
use crate::model::{SectionPlace, Snippet, SnippetId};
use crate::ui::blanks_window::BlanksDraft;

use super::super::messages;
use super::super::modal::Modal;
use super::super::notice::Reword;
use super::super::window::Window;

impl Window {
    /// Puts a snippet into the speech, once its blanks are filled in.
    pub(super) fn insert_snippet(&mut self, id: &SnippetId, place: SnippetPlace) {
        let Some(snippet) = self.library.snippet(id).cloned() else {
            return;
        };
        if self.desk.file.read_only.is_none()
            && let Some(draft) = BlanksDraft::new(snippet.clone(), place)
        {
            self.desk.modals.ask(Modal::Blanks(draft));
            return;
        }
        self.insert_filled_in(&snippet, snippet.text.clone(), place);
    }

    /// Puts a snippet's text into the speech, and points out what would mean somebody else there.
    pub(super) fn insert_filled_in(
        &mut self,
        snippet: &Snippet,
        text: String,
        place: SnippetPlace,
    ) {
        let inserted = SnippetText {
            id: snippet.id.clone(),
            title: if snippet.unit.is_empty() {
                snippet.region.clone()
            } else {
                snippet.unit.clone()
            },
            text,
        };
        let words = foreign_words(snippet, self.desk.speech());
        self.edit(Command::InsertSnippet { inserted, place });
        if !words.is_empty() && self.desk.file.read_only.is_none() {
            let snippet = snippet.id.clone();
            self.desk
                .notify(messages::foreign_words(Reword { snippet, words }));
        }
    }

    /// Puts what is meant in the place of a snippet's own words, as one step.
    pub(super) fn reword(&mut self, reword: &Reword) {
        let replacements = put_right(self.desk.speech(), &reword.snippet, &reword.words);
        if !replacements.is_empty() {
            self.edit(Command::ReplaceAll { replacements });
        }
    }

    /// The caret, or the end of the section that is chosen in the outline or in view, or a new section.
    pub(super) fn place_at_caret(&self) -> Option<SnippetPlace> {
        let speech = self.desk.speech();
        if let Some((section, at)) = self
            .screen
            .manuscript
            .caret()
            .filter(|(id, _)| speech.section(*id).is_some())
        {
            return Some(SnippetPlace::Caret { section, at });
        }
        match self
            .current_section()
            .filter(|id| speech.section(*id).is_some())
        {
            Some(section) => Some(SnippetPlace::SectionEnd(section)),
            None => Some(SnippetPlace::SectionGap(SectionPlace {
                parent: None,
                at: speech.sections.len(),
            })),
        }
    }
}
