//! The roster (名册) as a list to write or paste, and beside it what is understood of it.

use std::sync::Arc;

use egui::{Align, Label, Layout, RichText, TextEdit, Ui};

use crate::model::{Roster, RosterGroup};
use crate::roster::gathered;
use crate::roster::list::{Listed, from_text, to_text};

use super::dialog::{dialog_ui, primary_button};
use super::pasted_list::PastedList;
use super::theme::{Palette, bold, space};

const HINT: &str = "一行一个单位，简称写在括号里，例如：

设区市：
南京市教育关工委（南京市、南京）
无锡市教育关工委（无锡市、无锡）

高校活动片：
第一活动片（东南大学、南京大学）

也可以直接从表格里复制粘贴。";

const LIST: PastedList = PastedList {
    name: "名单",
    hint: HINT,
    height: 360.0,
};

/// A roster while it is written.
#[derive(Debug)]
pub struct RosterDraft {
    name: String,
    text: String,
    /// What the text was when it was understood last.
    understood: String,
    listed: Listed,
}

/// What the user wants of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RosterAnswer {
    /// This is the roster from now on; `None` when it is empty.
    Use(Option<Arc<Roster>>),
    Import,
    /// Add the units of the library's snippets.
    Gather,
    SaveCopy(Roster),
    Cancel,
}

impl RosterDraft {
    pub fn new(roster: Option<&Roster>) -> Self {
        let empty = Roster::default();
        let roster = roster.unwrap_or(&empty);
        let text = to_text(roster);
        Self {
            name: roster.name.clone(),
            listed: from_text(&text),
            understood: text.clone(),
            text,
        }
    }

    /// Puts a roster that was read from a file in the place of what is there.
    pub fn replace(&mut self, listed: Listed) {
        *self = Self::new(Some(&listed.roster));
        // As a list it may say less than the file did.
        self.listed = listed;
    }

    /// Adds the units that are not there yet.
    pub fn gather<'a>(&mut self, units: impl IntoIterator<Item = &'a str>) {
        let doubled = std::mem::take(&mut self.listed.doubled);
        *self = Self::new(Some(&gathered(&self.roster(), units)));
        self.listed.doubled = doubled;
    }

    /// Reads the list again when it has changed, and says what is in it.
    fn understand(&mut self) -> String {
        if self.text != self.understood {
            self.listed = from_text(&self.text);
            self.understood.clone_from(&self.text);
        }
        let roster = &self.listed.roster;
        let n_units = roster.units().count();
        format!("认出 {} 组，{n_units} 个单位", roster.groups.len())
    }

    fn roster(&self) -> Roster {
        let name = self.name.trim();
        let mut roster = self.listed.roster.clone();
        if !name.is_empty() {
            name.clone_into(&mut roster.name);
        }
        roster
    }
}

/// Shows the window; `None` while it stays open.
pub fn roster_window_ui(ui: &Ui, draft: &mut RosterDraft, read_only: bool) -> Option<RosterAnswer> {
    let dialog = dialog_ui(ui, "roster", 760.0, "名册", |ui| {
        ui.horizontal(|ui| {
            let label = ui.label("名称");
            ui.add(
                TextEdit::singleline(&mut draft.name)
                    .hint_text("例如：全省教育系统关工委名册")
                    .desired_width(f32::INFINITY),
            )
            .labelled_by(label.id);
        });
        ui.add_space(space::SMALL);
        LIST.ui(
            ui,
            draft,
            |draft| &mut draft.text,
            RosterDraft::understand,
            understood_ui,
        );
        ui.add_space(space::MEDIUM);
        buttons_ui(ui, draft, read_only)
    });
    let is_left = dialog.should_close().then_some(RosterAnswer::Cancel);
    dialog.inner.or(is_left)
}

fn understood_ui(ui: &mut Ui, draft: &RosterDraft) {
    let palette = Palette::of(ui.visuals());
    for (line, unit) in &draft.listed.doubled {
        let text = format!("第 {line} 行：“{unit}”前面已经有了，只算一次");
        ui.colored_label(palette.warning, text);
    }
    for group in &draft.listed.roster.groups {
        group_ui(ui, group);
    }
}

fn group_ui(ui: &mut Ui, group: &RosterGroup) {
    let palette = Palette::of(ui.visuals());
    ui.add_space(space::TIGHT);
    ui.horizontal(|ui| {
        ui.label(RichText::new(&group.name).font(bold(ui.ctx(), 14.0)));
        ui.colored_label(palette.muted, format!("{} 个", group.units.len()));
    });
    ui.spacing_mut().interact_size.y = 18.0;
    for (idx, unit) in group.units.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            ui.add_sized(
                [24.0, 18.0],
                Label::new(RichText::new((idx + 1).to_string()).color(palette.faint)),
            );
            ui.label(&unit.name);
            ui.colored_label(palette.muted, unit.aliases.join("、"));
        });
    }
}

fn buttons_ui(ui: &mut Ui, draft: &RosterDraft, read_only: bool) -> Option<RosterAnswer> {
    let mut answer = None;
    let has_units = draft.listed.roster.units().next().is_some();
    ui.horizontal(|ui| {
        let import = ui.button("从文件读入…");
        if import
            .on_hover_text("Excel 表格（.xlsx）、.csv、名册文件（.ron）或文本")
            .clicked()
        {
            answer = Some(RosterAnswer::Import);
        }
        let gather = ui.button("取自素材库");
        if gather
            .on_hover_text("把素材库里出现过的单位补进名单，各地按官方次序排")
            .clicked()
        {
            answer = Some(RosterAnswer::Gather);
        }
        let save = ui.add_enabled(has_units, egui::Button::new("另存为名册文件…"));
        if save
            .on_hover_text("存成 .ron 文件，供别的讲话稿使用")
            .clicked()
        {
            answer = Some(RosterAnswer::SaveCopy(draft.roster()));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_enabled_ui(!read_only, |ui| {
                if primary_button(ui, "完成").clicked() {
                    let roster = has_units.then(|| Arc::new(draft.roster()));
                    answer = Some(RosterAnswer::Use(roster));
                }
            });
            if ui.button("取消").clicked() {
                answer = Some(RosterAnswer::Cancel);
            }
        });
    });
    answer
}
