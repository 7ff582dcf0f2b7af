//! What the review and the user's own words have to say.

use std::path::Path;

use crate::acts::lists::ListError;
use crate::acts::reasons;
use crate::review::{Finding, RULES};
use crate::store::atomic::SaveError;
use crate::store::words_file::WordsError;
use crate::wording::file_name;

use super::super::notice::{Again, Notice, NoticeButton};

pub fn nothing_found() -> Notice {
    Notice::done("没有发现问题".to_owned())
}

pub fn findings_fixed(n_fixed: usize) -> Notice {
    Notice::done(format!("修改了 {n_fixed} 个问题")).with(NoticeButton::UNDO)
}

pub fn rule_switched_off(code: &str) -> Notice {
    let name = RULES.iter().find(|rule| rule.info.code == code);
    let name = name.map_or(code, |rule| rule.info.name);
    Notice::done(format!("不再查“{name}”，可以在审校列表的最后重新启用"))
}

/// Open errors, a line for each rule: how many, and the first words.
pub fn open_errors(errors: &[&Finding]) -> Vec<String> {
    const N_SHOWN: usize = 4;
    const LONGEST: usize = 16;
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for finding in errors {
        match groups
            .iter_mut()
            .find(|(name, _)| *name == finding.rule.name)
        {
            Some((_, words)) => words.push(&finding.text),
            None => groups.push((finding.rule.name, vec![&finding.text])),
        }
    }
    let short = |words: &&str| -> String {
        let shown: String = words.chars().take(LONGEST).collect();
        let more = if words.chars().count() > LONGEST {
            "…"
        } else {
            ""
        };
        format!("“{shown}{more}”")
    };
    let line = |(name, words): (&str, Vec<&str>)| {
        let mut different = words.clone();
        let mut seen = std::collections::HashSet::new();
        different.retain(|word| seen.insert(*word));
        let shown: String = different.iter().take(N_SHOWN).map(short).collect();
        let more = if different.len() > N_SHOWN { "等" } else { "" };
        format!("{name} {} 处：{shown}{more}", words.len())
    };
    groups.into_iter().map(line).collect()
}

pub fn words_unread(path: &Path, error: &WordsError) -> Notice {
    let reason = match error {
        WordsError::Read(error) => format!("{}。", reasons::io(&error.source)),
        WordsError::Damaged { source, .. } => reasons::parse(source),
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
            reasons::save(path, error)
        ),
    )
}

pub fn word_list_unread(path: &Path, error: &ListError) -> Notice {
    Notice::problem(
        format!("读不出词表“{}”", file_name(path)),
        format!("{}词表没有变。", reasons::list(error, "里面没有词语。")),
    )
    .with(NoticeButton::Again(Again::ReadWords))
}
