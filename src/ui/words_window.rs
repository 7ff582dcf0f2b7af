//! The user's own words (自定词语) as a list to write or paste, and beside it what is understood of it.

use egui::{Align, Layout, RichText, Ui};

use crate::review::words::{ListedWords, SHORTEST_PHRASE, Skipped, Words, from_text};

use super::dialog::{dialog_ui, primary_button};
use super::pasted_list::PastedList;
use super::theme::{Palette, bold, space};

const HINT: &str = "一行一条，错词在前、正词在后，用箭头或制表符隔开，没有固定改法的写问号：

关心下一带→关心下一代
教育关工会→教育关工委
基本上→？

只写一个词的，是固定词语，错一个字就会指出：

全市教育系统关心下一代工作

也可以直接从两列的表格里复制粘贴。";

const LIST: PastedList = PastedList {
    name: "词表",
    hint: HINT,
    height: 340.0,
};

/// Own words while they are written.
#[derive(Debug)]
pub struct WordsDraft {
    text: String,
    /// What the text was when it was understood last.
    understood: String,
    listed: ListedWords,
    /// How many were new in the file that was read last.
    n_added: Option<usize>,
}

/// What the user wants of the window.
#[derive(Debug, Clone, PartialEq)]
pub enum WordsAnswer {
    Use(Words),
    Import,
    Cancel,
}

impl WordsDraft {
    pub fn new(words: &Words) -> Self {
        let text = to_text(words);
        Self {
            listed: from_text(&text),
            understood: text.clone(),
            text,
            n_added: None,
        }
    }

    /// Reads the list again when it has changed, and says what is in it.
    fn understand(&mut self) -> String {
        if self.text != self.understood {
            self.listed = from_text(&self.text);
            self.understood.clone_from(&self.text);
            self.n_added = None;
        }
        let words = &self.listed.words;
        let (n_pairs, n_phrases) = (words.pairs().len(), words.phrases().len());
        format!("认出错词 {n_pairs} 条，固定词语 {n_phrases} 条")
    }

    /// Adds the words of a file that are not there yet.
    pub fn add(&mut self, listed: &ListedWords) {
        let (words, n_added) = self.listed.words.clone().merged(&listed.words);
        *self = Self::new(&words);
        self.listed.skipped.clone_from(&listed.skipped);
        self.n_added = Some(n_added);
    }
}

/// The list that is read as these words again.
fn to_text(words: &Words) -> String {
    let pairs = words.pairs().iter().map(|pair| {
        let right = if pair.right.is_empty() {
            "？"
        } else {
            &pair.right
        };
        format!("{}→{right}\n", pair.wrong)
    });
    let phrases = words.phrases().iter().map(|phrase| format!("{phrase}\n"));
    pairs.chain(phrases).collect()
}

/// Shows the window; `None` while it stays open.
pub fn words_window_ui(ui: &Ui, draft: &mut WordsDraft) -> Option<WordsAnswer> {
    let dialog = dialog_ui(ui, "words", 760.0, "自定词语", |ui| {
        LIST.ui(
            ui,
            draft,
            |draft| &mut draft.text,
            WordsDraft::understand,
            understood_ui,
        );
        ui.add_space(space::MEDIUM);
        buttons_ui(ui, draft)
    });
    let is_left = dialog.should_close().then_some(WordsAnswer::Cancel);
    dialog.inner.or(is_left)
}

fn understood_ui(ui: &mut Ui, draft: &WordsDraft) {
    let palette = Palette::of(ui.visuals());
    let words = &draft.listed.words;
    if let Some(n_added) = draft.n_added {
        ui.colored_label(palette.accent, format!("从文件里新加了 {n_added} 条"));
    }
    for (row, why) in &draft.listed.skipped {
        if let Some(why) = skipped(*why) {
            ui.colored_label(palette.warning, format!("第 {row} 行：{why}"));
        }
    }
    if !words.pairs().is_empty() {
        head_ui(ui, "错词");
    }
    for pair in words.pairs() {
        ui.horizontal_wrapped(|ui| {
            ui.label(&pair.wrong);
            ui.colored_label(palette.faint, "→");
            if pair.right.is_empty() {
                ui.colored_label(palette.faint, "只提醒，不给建议");
            } else {
                ui.label(&pair.right);
            }
        });
    }
    if !words.phrases().is_empty() {
        head_ui(ui, "固定词语");
    }
    for phrase in words.phrases() {
        ui.label(phrase);
    }
}

fn head_ui(ui: &mut Ui, name: &str) {
    ui.add_space(space::TIGHT);
    ui.label(RichText::new(name).font(bold(ui.ctx(), 14.0)));
}

/// Why a row was not taken; `None` when it was empty or a heading.
fn skipped(why: Skipped) -> Option<String> {
    Some(match why {
        Skipped::Doubled => "前面已经有了".to_owned(),
        Skipped::SameWord => "错词和正词一样".to_owned(),
        Skipped::NoWrongWord => "没有错词".to_owned(),
        Skipped::ShortPhrase => format!("固定词语不足 {SHORTEST_PHRASE} 个字"),
        // The title of the table, most likely.
        Skipped::AboveTable => return None,
    })
}

fn buttons_ui(ui: &mut Ui, draft: &WordsDraft) -> Option<WordsAnswer> {
    let mut answer = None;
    ui.horizontal(|ui| {
        let import = ui.button("从表格读入…");
        if import
            .on_hover_text(
                "两列的 Excel 表格（.xlsx）、.csv、文本，或别人的词表文件（.ron）；与现有的合并",
            )
            .clicked()
        {
            answer = Some(WordsAnswer::Import);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if primary_button(ui, "完成").clicked() {
                answer = Some(WordsAnswer::Use(draft.listed.words.clone()));
            }
            if ui.button("取消").clicked() {
                answer = Some(WordsAnswer::Cancel);
            }
        });
    });
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_they_are_read() {
        let text = "关心下一带→关心下一代\n某某→？\n教育关工委优质化建设\n";
        let words = from_text(text).words;
        assert_eq!(words.pairs().len(), 2);
        assert_eq!(to_text(&words), text);
    }
}
