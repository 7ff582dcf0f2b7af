//! W401: words that are often mistyped: 籍此 for 借此, 按步就班 for 按部就班.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::review::prelude::*;
use crate::review::words::{WordPair, Words};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "W401",
        name: "易错词",
        severity: Severity::Error,
        explain: "音近、形近而写错的词，按内置的词表查；写法有时也对的，只报疑似。词在别的词里碰巧出现（“书籍此前”）不算。\n\
                  反例：籍此机会，讲几点意见。\n\
                  反例：不能按步就班、迫不急待。\n\
                  正例：借此机会，讲几点意见，书籍此前已经发放，不能按部就班。",
    },
    check: Check::Block(check),
};

/// One entry a line: wrong, right, whether it is sure, where the wrong one is right. `assets/review/README.md` says where
/// they come from.
const DATA: &str = include_str!("../../../assets/review/confusables.tsv");

static CONFUSABLES: LazyLock<Confusables> = LazyLock::new(|| Confusables::read(DATA));

struct Confusables {
    words: Words,
    entries: HashMap<&'static str, Entry>,
}

struct Entry {
    is_sure: bool,
    /// Longer strings in which the word is right.
    contexts: Vec<&'static str>,
}

impl Confusables {
    fn read(data: &'static str) -> Self {
        let mut pairs = Vec::new();
        let mut entries = HashMap::new();
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(wrong), Some(right), Some(sure), Some(contexts)) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            for right in right.split('|') {
                pairs.push(WordPair {
                    wrong: wrong.to_owned(),
                    right: right.to_owned(),
                });
            }
            let contexts = contexts
                .split('|')
                .filter(|context| !context.is_empty())
                .collect();
            let is_sure = sure == "sure";
            entries.insert(wrong, Entry { is_sure, contexts });
        }
        Self {
            words: Words::new(pairs, Vec::new()),
            entries,
        }
    }
}

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.line;
    for hit in CONFUSABLES.words.find(line) {
        let wrong = line.text(hit.range.clone());
        let Some(entry) = CONFUSABLES.entries.get(wrong.as_str()) else {
            continue;
        };
        let is_right = entry.contexts.iter().any(|context| {
            let before = context
                .find(&wrong)
                .and_then(|at| context.get(..at))
                .unwrap_or_default();
            let start = hit.range.start.checked_sub(before.chars().count());
            start.is_some_and(|start| line.starts(start, context))
        });
        if is_right {
            continue;
        }
        let message = format!("“{wrong}”应为“{}”", hit.fixes.join("”或“"));
        let one = Found::at(block, hit.range, message);
        let one = if entry.is_sure {
            one
        } else {
            one.severity(Severity::Warning)
        };
        found.push(hit.fixes.into_iter().fold(one, Found::fix));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn words_and_their_contexts() {
        check_rule(
            &RULE,
            "⟦籍此⟧⟨错误：“籍此”应为“借此”⟩机会，⟦一如继往⟧⟨错误：“一如继往”应为“一如既往”⟩，⟦按步就班⟧⟨错误：“按步就班”应为“按部就班”⟩。",
            "借此机会，一如既往，按部就班。",
        );
        check_silent(&RULE, "书籍此前已经发放，一如既往，按部就班，蚊帐。");
    }

    #[test]
    fn the_list_is_whole_and_says_nothing_twice() {
        let mut wrong = std::collections::HashSet::new();
        let mut sources = std::collections::HashSet::new();
        for line in DATA.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [word, right, sure, contexts, source] = cells.as_slice() else {
                panic!("{line}: five columns");
            };
            assert!(wrong.insert(*word), "{word} stands twice");
            assert!(
                right
                    .split('|')
                    .all(|right| !right.is_empty() && right != *word),
                "{line}"
            );
            assert!(["sure", "maybe"].contains(sure), "{line}");
            let contexts = contexts.split('|').filter(|context| !context.is_empty());
            assert!(
                contexts.clone().all(|context| context.contains(word)),
                "{line}"
            );
            sources.insert(*source);
        }
        assert!(wrong.len() >= 500, "{}", wrong.len());
        let readme = include_str!("../../../assets/review/README.md");
        assert!(
            sources
                .iter()
                .all(|source| readme.contains(&format!("`{source}`"))),
            "{sources:?}"
        );
    }

    #[test]
    fn no_right_word_is_called_wrong() {
        let rights = DATA
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split('\t').nth(1));
        for right in rights.flat_map(|right| right.split('|')) {
            check_silent(&RULE, &format!("{right}。"));
        }
    }

    #[test]
    fn a_pair_that_may_be_right_is_only_suspected() {
        check_rule(
            &RULE,
            "像⟦世外桃园⟧⟨疑似：“世外桃园”应为“世外桃源”⟩一样",
            "像世外桃源一样",
        );
    }
}
