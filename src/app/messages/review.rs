//! What the review and the user's own words have to say.

use std::path::Path;

use crate::app::list_reader::ListError;
use crate::review::{Finding, RULES};
use crate::store::atomic::SaveError;
use crate::store::words_file::WordsError;
use crate::ui::action::MenuAction;

use super::{Notice, NoticeButton, list_reason, name_of, parse_reason, save_reason};

pub fn nothing_found() -> Notice {
    Notice::done("没有发现问题".to_owned())
}

pub fn findings_fixed(n_fixed: usize) -> Notice {
    Notice::done(format!("修改了 {n_fixed} 个问题")).with(NoticeButton::Menu(MenuAction::Undo))
}

pub fn rule_switched_off(code: &str) -> Notice {
    let name = RULES.iter().find(|rule| rule.info.code == code);
    let name = name.map_or(code, |rule| rule.info.name);
    Notice::done(format!("不再查“{name}”，可以在审校列表的最后重新启用"))
}

/// A finding in a line, for a list that has only lines.
pub fn finding_line(finding: &Finding) -> String {
    const LONGEST: usize = 20;
    let mut text: String = finding.text.chars().take(LONGEST).collect();
    if finding.text.chars().count() > LONGEST {
        text.push('…');
    }
    format!("· {}　“{text}”", finding.rule.name)
}

pub fn words_unread(path: &Path, error: &WordsError) -> Notice {
    let reason = match error {
        WordsError::Read(error) => format!("{}。", super::io_reason(&error.source)),
        WordsError::Damaged { source, .. } => parse_reason(source),
    };
    Notice::problem(
        "读不出自定词语".to_owned(),
        format!("{reason}文件没有动过，审校暂时不用它：{}", path.display()),
    )
}

pub fn words_unkept(path: &Path, error: &SaveError) -> Notice {
    Notice::problem(
        "自定词语没有存下".to_owned(),
        format!(
            "{}。词表还在窗口里，可以先复制出来。",
            save_reason(path, error)
        ),
    )
}

pub fn word_list_unread(path: &Path, error: &ListError) -> Notice {
    Notice::problem(
        format!("读不出词表“{}”", name_of(path)),
        format!("{}词表没有变。", list_reason(error, "里面没有词语。")),
    )
}
