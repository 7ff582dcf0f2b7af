//! A finding in the list: what it says of which words; opened, what can be done about it.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Button, FontId, Layout, Rect, RichText, Sense, Ui, UiBuilder, pos2, vec2};

use crate::edit::Command;
use crate::model::{IgnoredFinding, Speech};
use crate::review::{Finding, Fix, Followed, ignoring_everywhere, ignoring_here};
use crate::ui::Action;
use crate::ui::theme::{Palette, bold, space};

use super::{FINDING_HEIGHT, ReviewInput, ReviewState, severity_colour};

/// Left edge of the words, behind the dot.
const INDENT: f32 = 22.0;

/// Height of the words alone, which the whole message follows in a finding that is open.
const WORDS_HEIGHT: f32 = 25.0;

/// Characters of what stands in front of the words that are shown.
const N_BEFORE: usize = 5;

pub(super) struct FindingRow<'a> {
    pub finding: &'a Finding,
    pub idx: usize,
    pub is_open: bool,
    /// True if the group does not name the rule.
    pub names_rule: bool,
}

pub(super) fn finding_ui(
    ui: &mut Ui,
    state: &mut ReviewState,
    row: &FindingRow<'_>,
    (input, reviewed): (&ReviewInput<'_>, &Followed),
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui.visuals());
    let all = ui.max_rect();
    let head = all.with_max_y(all.top() + FINDING_HEIGHT);
    let response = ui.interact(head, ui.scope_id().with("finding"), Sense::click());
    response.widget_info(|| {
        let text = format!("{}：{}", row.finding.text, row.finding.message);
        egui::WidgetInfo::selected(egui::Role::ListItem, true, row.is_open, text)
    });
    if row.is_open {
        ui.painter()
            .rect_filled(all.shrink2(vec2(0.0, 1.0)), 5.0, palette.accent_soft);
    } else if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(head.shrink2(vec2(0.0, 1.0)), 5.0, palette.hover);
    }
    paint(ui, head, row);
    if response.clicked() {
        state.select(row.finding);
        state.shows_selected = false;
        go_to(reviewed, row.idx, actions);
    }
    if !row.is_open {
        response.on_hover_text(&row.finding.message);
        return;
    }
    let rest = Rect::from_min_max(
        pos2(all.left() + INDENT, all.top() + WORDS_HEIGHT),
        pos2(all.right() - 6.0, all.bottom()),
    );
    let mut body = ui.new_child(
        UiBuilder::new()
            .max_rect(rest)
            .layout(Layout::top_down(Align::Min)),
    );
    open_ui(&mut body, row, (input, reviewed), actions);
    let height = WORDS_HEIGHT + body.min_rect().height() + space::SMALL - FINDING_HEIGHT;
    if (height - state.selected_height).abs() > 0.5 {
        state.selected_height = height;
        // All of it is to be seen, now that its height is known.
        state.shows_selected = true;
        ui.ctx().request_repaint();
    }
}

fn go_to(reviewed: &Followed, finding: usize, actions: &mut Vec<Action>) {
    if let Some(anchor) = reviewed.place(finding) {
        actions.push(Action::GoTo(anchor.clone()));
    }
}

/// The words with what stands around them, and below what is wrong with them.
fn paint(ui: &Ui, rect: Rect, row: &FindingRow<'_>) {
    let palette = Palette::of(ui.visuals());
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let colour = severity_colour(row.finding.severity, &palette);
    painter.circle_filled(pos2(rect.left() + 11.0, rect.top() + 15.0), 3.5, colour);
    let finding = row.finding;
    let skipped = finding.before.chars().count().saturating_sub(N_BEFORE);
    let before: String = finding.before.chars().skip(skipped).collect();
    let mut words = LayoutJob::default();
    let mut add =
        |text: &str, font: FontId, ink| words.append(text, 0.0, TextFormat::simple(font, ink));
    let font = FontId::proportional(13.5);
    add(&before, font.clone(), palette.muted);
    add(&shown(&finding.text), bold(ui.ctx(), 13.5), palette.ink);
    add(&finding.after, font, palette.muted);
    if finding.spots.len() > 1 {
        let n = format!("　共 {} 处", finding.spots.len());
        add(&n, FontId::proportional(12.0), colour);
    }
    let line = |mut job: LayoutJob, y: f32| {
        job.wrap = TextWrapping::truncate_at_width((rect.width() - INDENT - 6.0).max(40.0));
        let galley = painter.layout_job(job);
        painter.galley(
            pos2(rect.left() + INDENT, rect.top() + y),
            galley,
            palette.ink,
        );
    };
    line(words, 5.0);
    if !row.is_open {
        let small = FontId::proportional(12.5);
        let message = message(row);
        line(
            LayoutJob::simple_singleline(message, small, palette.muted),
            WORDS_HEIGHT,
        );
    }
}

/// What is wrong; the rule is named where the group does not.
fn message(row: &FindingRow<'_>) -> String {
    if row.names_rule {
        format!("{}：{}", row.finding.rule.name, row.finding.message)
    } else {
        row.finding.message.clone()
    }
}

/// The flagged text on one line, with stand-ins for blanks.
fn shown(text: &str) -> String {
    text.replace(['\n', ' ', '\u{3000}'], "·")
}

/// What can be done about it.
fn open_ui(
    ui: &mut Ui,
    row: &FindingRow<'_>,
    (input, reviewed): (&ReviewInput<'_>, &Followed),
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui.visuals());
    ui.spacing_mut().item_spacing = vec2(6.0, 5.0);
    ui.spacing_mut().button_padding = vec2(8.0, 2.0);
    let finding = row.finding;
    let text = RichText::new(message(row)).size(13.0).color(palette.ink);
    ui.label(text);
    let small = |text: String| RichText::new(text).size(13.0);
    let related = reviewed.related(row.idx);
    if !finding.fixes.is_empty() || related.is_some() {
        ui.horizontal_wrapped(|ui| {
            for (nth, fix) in finding.fixes.iter().enumerate() {
                let button = ui.add_enabled(!input.read_only, Button::new(small(fix_name(fix))));
                if button.clicked() {
                    let replacements = reviewed.fix(row.idx, nth);
                    if !replacements.is_empty() {
                        actions.push(Action::Edit(Command::ReplaceAll { replacements }));
                    }
                }
            }
            if let Some(anchor) = related {
                let button = ui.add(Button::new(small("看另一处".to_owned())));
                if button.on_hover_text("转到与它对不上的地方").clicked() {
                    actions.push(Action::GoTo(anchor.clone()));
                }
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        let quiet = |text: &str| {
            Button::new(small(text.to_owned()).color(palette.muted)).frame_when_inactive(false)
        };
        ui.add_enabled_ui(!input.read_only, |ui| {
            if ui
                .add(quiet("忽略此处"))
                .on_hover_text("这一处不再提示，记在讲话稿里")
                .clicked()
            {
                actions.push(ignore(
                    input.speech,
                    ignoring_here(finding, reviewed.place(row.idx)),
                ));
            }
            if ui
                .add(quiet("全文忽略"))
                .on_hover_text("这篇讲话稿里相同的都不再提示")
                .clicked()
            {
                actions.push(ignore(input.speech, ignoring_everywhere(finding)));
            }
        });
        if ui
            .add(quiet("停用规则"))
            .on_hover_text("所有讲话稿都不再查这一条，可以在下面重新启用")
            .clicked()
        {
            actions.push(Action::AskRule {
                code: finding.rule.code,
                is_asked: false,
            });
        }
    });
}

fn ignore(speech: &Speech, one: IgnoredFinding) -> Action {
    let all = speech.ignored.iter().cloned().chain([one]);
    Action::Edit(Command::SetIgnored {
        ignored: all.collect(),
    })
}

/// What a fix does, on its button.
pub(super) fn fix_name(fix: &Fix) -> String {
    const LONGEST: usize = 16;
    let Some(first) = fix.replacements.first() else {
        return String::new();
    };
    if first.is_empty() {
        return "删去".to_owned();
    }
    let mut text: String = first.chars().take(LONGEST).collect();
    if first.chars().count() > LONGEST {
        text.push('…');
    }
    format!("改为“{text}”")
}
