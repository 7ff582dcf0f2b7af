//! Does what the user has decided in a modal window.

use std::sync::Arc;

use egui::Context;

use crate::edit::Command;
use crate::store::settings::{LayoutChoice, Settings, ThemeChoice};
use crate::ui::settings_window::{LayoutDraft, SettingsDraft};

use super::super::modal::Answer;
use super::super::window::Window;
use super::super::{export, files, recovery, roster, words};
use super::preference;

impl Window {
    pub(in super::super) fn answer(&mut self, ctx: &Context, answer: Answer) {
        let desk = &mut self.desk;
        match answer {
            Answer::Menu(action) => self.chosen = Some(action),
            Answer::Leave(leaving) => self.leave(leaving),
            Answer::Save(then) => self.files.save(desk, Some(then)),
            Answer::SaveAs(then) => files::choose_and_save(desk, then),
            Answer::SaveTo {
                path,
                replace,
                then,
            } => self.files.save_to(desk, path, replace, then),
            Answer::ShowErrors => self.show_first_error(),
            Answer::Export(format) => export::choose(desk, format),
            Answer::ImportFiles(paths) => self.library.gather(desk, paths),
            Answer::OpenSaved { orphan, original } => {
                recovery::open_saved(desk, orphan, original);
            }
            Answer::KeepBoth { orphan, original } => {
                recovery::keep_both(desk, orphan, original);
            }
            Answer::DiscardCopy(orphan) => recovery::discard(desk, orphan),
            Answer::Set(draft) => self.set(ctx, draft),
            Answer::ChooseLayout => export::choose_layout(desk),
            Answer::SetRoster(roster) => self.edit(Command::SetRoster { roster }),
            Answer::ReadRoster => roster::choose_and_read(desk),
            Answer::SaveRoster(roster) => roster::choose_and_save(desk, Arc::from(roster)),
            Answer::KeepWords { words, draft } => self.own_words.keep(desk, words, draft),
            Answer::ReadWords => words::choose_and_read(desk, &self.own_words),
            Answer::Import(plan) => self.library.import(desk, plan),
            Answer::ReplaceSnippets(replaced) => self.library.correct(desk, replaced),
            Answer::InsertSnippet {
                snippet,
                text,
                place,
            } => self.insert_filled_in(&snippet, text, place),
        }
    }

    /// Makes what the settings window shows the settings.
    fn set(&mut self, ctx: &Context, draft: SettingsDraft) {
        let settings = &mut self.desk.settings;
        settings.body_size = draft.body_size;
        settings.rate = draft.rate;
        settings.layout = match draft.layout {
            LayoutDraft::Standard => LayoutChoice::Standard,
            LayoutDraft::Nominal => LayoutChoice::Nominal,
            LayoutDraft::File(path) => LayoutChoice::File(path),
        };
        if draft.theme != preference(settings.theme) {
            let choice = match draft.theme {
                egui::ThemePreference::System => ThemeChoice::System,
                egui::ThemePreference::Light => ThemeChoice::Light,
                egui::ThemePreference::Dark => ThemeChoice::Dark,
            };
            self.set_theme(ctx, choice);
        }
    }
}

/// The settings as their window shows them.
pub fn settings_draft(settings: &Settings) -> SettingsDraft {
    SettingsDraft {
        theme: preference(settings.theme),
        body_size: settings.body_size,
        rate: settings.rate,
        layout: match &settings.layout {
            LayoutChoice::Standard => LayoutDraft::Standard,
            LayoutChoice::Nominal => LayoutDraft::Nominal,
            LayoutChoice::File(path) => LayoutDraft::File(path.clone()),
        },
    }
}
