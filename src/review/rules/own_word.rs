//! W405: a word of the user's own list, or nearly one of the phrases on it.

use crate::review::prelude::*;
use crate::review::words::{Difference, Hit, What};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "W405",
        name: "自定词语",
        severity: Severity::Warning,
        explain: "自定的错词一律指出；四个字以上的固定词语，错一个字、少一个字、多一个字的也指出。固定词语里面的字不算错。\n\
                  下面以错词“关心下一带”（正词“关心下一代”）和固定词语“教育关工委优质化建设”为例。\n\
                  反例：做好关心下一带工作\n\
                  反例：推进教育关工委优质划建设\n\
                  反例：推进教育关工委优质建设\n\
                  正例：做好关心下一代工作\n\
                  正例：推进教育关工委优质化建设",
    },
    check: Check::Block(check),
};

fn check(block: &Block, setting: &Setting, found: &mut Vec<Found>) {
    for hit in setting.words.find(&block.line) {
        let text = block.line.text(hit.range.clone());
        let one = Found::at(block, hit.range.clone(), message(&hit, &text));
        found.push(hit.fixes.into_iter().fold(one, Found::fix));
    }
}

fn message(hit: &Hit, text: &str) -> String {
    match &hit.what {
        What::Wrong if hit.fixes.is_empty() => format!("“{text}”是自定的错词"),
        What::Wrong => format!("“{text}”是自定的错词，应为“{}”", hit.fixes.join("”或“")),
        What::NearPhrase { phrase, difference } => {
            let how = match difference {
                Difference::Other => "有一个字不同",
                Difference::Missing => "少一个字",
                Difference::Extra => "多一个字",
            };
            format!("与固定词语“{phrase}”相比{how}")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::review::testing::{check_rule_with, example_setting};
    use crate::review::words::{WordPair, Words};

    #[test]
    fn wrong_words_and_near_phrases_are_put_right() {
        check_rule_with(
            &RULE,
            &example_setting(),
            "title: 在⟦关心下一带⟧⟨疑似：“关心下一带”是自定的错词，应为“关心下一代”⟩会上的讲话\n一、推进⟦教育关工委优质建设⟧⟨疑似：与固定词语“教育关工委优质化建设”相比少一个字⟩\n⟦教育关工委的优质化建设⟧⟨疑似：与固定词语“教育关工委优质化建设”相比多一个字⟩为了关心下一代。",
            "title: 在关心下一代会上的讲话\n一、推进教育关工委优质化建设\n教育关工委优质化建设为了关心下一代。",
        );
    }

    #[test]
    fn without_words_nothing_is_found() {
        let text = "做好关心下一带工作";
        check_rule_with(&RULE, &Setting::default(), text, text);
    }

    #[test]
    fn what_is_wrong_is_told_in_full() {
        let pair = |wrong: &str, right: &str| WordPair {
            wrong: wrong.to_owned(),
            right: right.to_owned(),
        };
        let pairs = vec![
            pair("某某", ""),
            pair("坐谈", "座谈"),
            pair("坐谈", "坐而论道"),
        ];
        let setting = Setting {
            words: Arc::new(Words::new(pairs, vec!["立德树人".to_owned()])),
            ..Setting::default()
        };
        check_rule_with(
            &RULE,
            &setting,
            "⟦某某⟧⟨疑似：“某某”是自定的错词⟩⟦坐谈⟧⟨疑似：“坐谈”是自定的错词，应为“座谈”或“坐而论道”／坐而论道⟩，⟦立得树人⟧⟨疑似：与固定词语“立德树人”相比有一个字不同⟩",
            "某某座谈，立德树人",
        );
    }
}
