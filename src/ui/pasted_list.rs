//! A list to write or paste, and beside it what is understood of it: rosters and own words are made so.

use egui::{ScrollArea, TextEdit, Ui};

use super::theme::Palette;

/// What a list is called and how it is written.
pub struct PastedList {
    pub name: &'static str,
    /// Stands while the list is empty.
    pub hint: &'static str,
    /// In points.
    pub height: f32,
}

impl PastedList {
    /// Shows the list to write on at the left, and at the right a line on what is understood of it, above `details`.
    pub fn ui<T>(
        &self,
        ui: &mut Ui,
        draft: &mut T,
        text_of: impl FnOnce(&mut T) -> &mut String,
        understand: impl FnOnce(&mut T) -> String,
        details: impl FnOnce(&mut Ui, &T),
    ) {
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                self.text_ui(left, text_of(draft));
                let understood = understand(draft);
                let palette = Palette::of(right.visuals());
                right.colored_label(palette.muted, understood);
                self.scroll("understood")
                    .show(right, |ui| details(ui, draft));
            }
        });
    }

    fn text_ui(&self, ui: &mut Ui, text: &mut String) {
        let palette = Palette::of(ui.visuals());
        let caption = format!("{}：写在这里，或从别处粘贴", self.name);
        ui.colored_label(palette.muted, caption);
        self.scroll("list").show(ui, |ui| {
            let edit = TextEdit::multiline(text)
                .hint_text(self.hint)
                .desired_width(f32::INFINITY)
                .desired_rows(16);
            let edit = ui.add(edit);
            edit.ctx
                .accesskit_node_builder(edit.id, |node| node.set_label(self.name));
        });
    }

    fn scroll(&self, id: &'static str) -> ScrollArea {
        ScrollArea::vertical()
            .id_salt((self.name, id))
            .max_height(self.height)
            .min_scrolled_height(self.height)
            .auto_shrink([false, false])
    }
}
