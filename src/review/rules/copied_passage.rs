//! S701: passages that stand word for word in the library's snippets.

use crate::review::copied::{copied_in, share};
use crate::review::prelude::*;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "S701",
        name: "照抄素材",
        severity: Severity::Hint,
        explain: "与素材库里的一条连续二十字以上相同（标点、空格不计）。讲稿不是材料汇编，最好改成自己的话。\
                  只有规范表述、单位名称相同的不算。\n\
                  反例：我们把退休教师请回课堂，每周三下午给留守儿童讲家乡的故事。\n\
                  正例：退休教师每个星期三都回到学校，孩子们最爱听他们讲家乡的故事。",
    },
    check: Check::Section(check),
};

fn check(passage: &SectionText, setting: &Setting, found: &mut Vec<Found>) {
    let Some(sources) = &setting.sources else {
        return;
    };
    let copied = copied_in(passage, sources, setting.roster.as_ref());
    for (block, copy) in copied.copies {
        let name = match sources.name(copy.source) {
            "" => "一条素材".to_owned(),
            name => format!("素材“{name}”"),
        };
        let percent = (share(copy.n_chars, copied.n_chars) * 100.0).round();
        let message = format!("与{name}连续相同{}字，占本节的{percent}%", copy.n_chars);
        found.push(Found::at(block, copy.range, message));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::review::sources::SourceIndex;
    use crate::review::testing::{check_rule_with, example_setting, without_marks};

    #[track_caller]
    fn check(setting: &Setting, marked: &str) {
        check_rule_with(&RULE, setting, marked, &without_marks(marked));
    }

    #[test]
    fn the_source_and_the_share_are_told() {
        check(
            &example_setting(),
            "一、做法｜要⟦把退休教师请回课堂，每周三下午给留守儿童讲家乡的故事⟧⟨提示：与素材“无锡市教育关工委”连续相同25字，占本节的68%⟩。｜各地都要这样做，不能再等。",
        );
    }

    #[test]
    fn a_source_without_a_name_is_a_snippet() {
        let text = "把退休教师请回课堂，每周三下午给留守儿童讲家乡的故事。";
        let sources = SourceIndex::new([("s1".into(), "", text)].into_iter());
        let setting = Setting {
            sources: Some(Arc::new(sources)),
            ..Setting::default()
        };
        check(
            &setting,
            "⟦把退休教师请回课堂，每周三下午给留守儿童讲家乡的故事⟧⟨提示：与一条素材连续相同25字，占本节的100%⟩。",
        );
    }

    #[test]
    fn too_few_characters_or_no_library_are_no_copy() {
        check(
            &example_setting(),
            "老同志每周三下午给留守儿童讲家乡的故事，孩子们爱听。｜各地都要这样做。",
        );
        check(
            &Setting::default(),
            "把退休教师请回课堂，每周三下午给留守儿童讲家乡的故事。",
        );
    }
}
