//! What edits of the speech have to say.

use crate::acts::punctuation::full_width_marks;
use crate::edit::EditError;
use crate::model::MAX_DEPTH;

use super::super::notice::{Notice, NoticeButton, Reword};

pub fn edit_refused(error: &EditError) -> Notice {
    match error {
        EditError::TooDeep => Notice::problem(
            format!("章节最多分{MAX_DEPTH}级"),
            "讲话稿没有变。可以把它放到上一级，或者改为正文段落。".to_owned(),
        ),
        _ => Notice::problem("这一步没有做成".to_owned(), "讲话稿没有变。".to_owned()),
    }
}

/// Marks of the speech were turned full-width.
pub fn punctuation_changed(n_marks: usize) -> Notice {
    Notice::done(full_width_marks(n_marks)).with(NoticeButton::UNDO)
}

/// There was no mark to turn full-width.
pub fn punctuation_is_full_width() -> Notice {
    Notice::done("没有需要改为全角的半角标点".to_owned())
}

/// What a snippet that was just put into the speech says in its own unit's voice.
pub fn foreign_words(reword: Reword) -> Notice {
    let words: Vec<String> = reword
        .words
        .iter()
        .map(|own| match &own.meant {
            Some(meant) => format!("“{}”（{} 处）指的是{meant}", own.word, own.count),
            None => format!("“{}”（{} 处）指的是谁，请核对", own.word, own.count),
        })
        .collect();
    let notice = Notice::problem(
        "刚插入的素材里有原单位的口吻".to_owned(),
        format!("{}。", words.join("；")),
    );
    if reword.words.iter().any(|own| own.meant.is_some()) {
        notice.with(NoticeButton::Reword(reword))
    } else {
        notice
    }
}
