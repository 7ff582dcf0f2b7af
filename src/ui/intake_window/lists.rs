//! What of an import does not come into the library: text that is no passage, and files that cannot be read.

use egui::{RichText, ScrollArea, Ui};

use crate::library::{PlannedSource, SHORTEST_PASSAGE};
use crate::ui::theme::{Palette, bold, space};

/// The text that is in none of the passages, and what reading the files had to say.
pub(super) fn left_out_ui(ui: &mut Ui, sources: &[PlannedSource]) {
    let palette = Palette::of(ui.visuals());
    let text = format!("称呼、过渡句和不足 {SHORTEST_PASSAGE} 字的短句不成素材，列在这里备查。");
    ui.colored_label(palette.muted, text);
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for source in sources {
                if source.left_out.is_empty() && source.notes.is_empty() {
                    continue;
                }
                ui.add_space(space::SMALL);
                ui.label(RichText::new(&source.file).font(bold(ui.ctx(), 13.0)));
                for note in &source.notes {
                    ui.colored_label(palette.warning, note);
                }
                for piece in &source.left_out {
                    ui.horizontal_wrapped(|ui| {
                        ui.colored_label(palette.faint, format!("第 {} 段", piece.paragraph));
                        ui.label(&piece.text);
                    });
                }
            }
        });
}

pub(super) fn unread_ui(ui: &mut Ui, unread: &[(String, String)]) {
    let palette = Palette::of(ui.visuals());
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for (name, reason) in unread {
                ui.label(RichText::new(name).font(bold(ui.ctx(), 13.0)));
                ui.colored_label(palette.muted, reason);
                ui.add_space(space::SMALL);
            }
        });
}
