//! What the program says: what happened, what it means for the text, what to do next.

mod files;
mod library;
mod review;
mod speech;

use crate::acts::reasons;
use crate::store::atomic::SaveError;

use super::notice::{Notice, NoticeButton};

pub use files::{
    copy_saved, copy_unread, copy_unsaved, export_failed, exported, imported, layout_unread,
    not_shown, open_elsewhere, open_failed, original_open_elsewhere, roster_saved, roster_unread,
    roster_unsaved, save_failed, saved_without, settings_not_used,
};
pub use library::{
    library_changed, library_damaged, library_unread, no_library, no_material, snippets_clash,
};
pub use review::{
    findings_fixed, nothing_found, open_errors, rule_switched_off, word_list_unread, words_unkept,
    words_unread,
};
pub use speech::{edit_refused, foreign_words, punctuation_changed, punctuation_is_full_width};

/// The recovery copy cannot be written: from now on a crash would lose what is not saved.
pub fn not_kept(error: Option<&SaveError>) -> Notice {
    let reason = match error {
        Some(SaveError::Create { source, .. } | SaveError::Write { source, .. }) => {
            format!("（{}）", reasons::io(source))
        }
        _ => String::new(),
    };
    Notice::problem(
        format!("恢复副本写不进去{reason}"),
        "程序如果意外关闭，没有保存的内容会丢失。请随时按 Ctrl+S 保存。".to_owned(),
    )
    .with(NoticeButton::SAVE)
}

/// The program itself is at fault; `job` is what it was doing.
pub fn job_broken(job: &str) -> Notice {
    Notice::problem(
        format!("程序内部出错：{}没有完成", job.trim_end_matches('…')),
        "讲话稿没有变，请先保存，再试一次。".to_owned(),
    )
    .with(NoticeButton::SAVE)
}

pub fn no_dialog() -> Notice {
    Notice::problem(
        "打不开文件对话框".to_owned(),
        "系统里既没有桌面门户（xdg-desktop-portal），也没有 zenity。装上其中之一即可，例如：apt install zenity。".to_owned(),
    )
}
