//! `stats`: characters, syllables, speaking time and pages.

use serde_json::{Value, json};

use crate::layout;
use crate::model::{Speech, section_rows, speech_figures};

use super::minutes;
use super::outline::path;

pub(super) fn as_text(speech: &Speech, rate: u32) -> String {
    let all = speech_figures(speech);
    let mut text = format!(
        "字数（同 Word）：{}\n音节：{}\n用时：{}（每分钟 {rate} 个音节）\n页数（标准版式）：{}\n段落：{}\n\n",
        all.n_chars,
        all.n_syllables,
        minutes(all.seconds(rate)),
        layout::n_pages(speech, &layout::standard()),
        all.n_paragraphs,
    );
    for row in section_rows(speech) {
        text.push_str(&format!(
            "{}  {}{}  {}字  {}音节  {}\n",
            path(&row),
            row.number,
            row.section.heading,
            row.figures.n_chars,
            row.figures.n_syllables,
            minutes(row.figures.seconds(rate)),
        ));
    }
    text
}

pub(super) fn as_json(speech: &Speech, rate: u32) -> Value {
    let all = speech_figures(speech);
    let sections: Vec<_> = section_rows(speech)
        .iter()
        .map(|row| {
            json!({
                "path": path(row),
                "heading": row.section.heading,
                "chars": row.figures.n_chars,
                "syllables": row.figures.n_syllables,
                "seconds": row.figures.seconds(rate),
            })
        })
        .collect();
    json!({
        "chars": all.n_chars,
        "syllables": all.n_syllables,
        "seconds": all.seconds(rate),
        "pages": layout::n_pages(speech, &layout::standard()),
        "paragraphs": all.n_paragraphs,
        "sections": sections,
    })
}
