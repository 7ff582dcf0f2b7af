//! R103: 我市 in a speech for the whole province: the voice of the unit that wrote the passage.

use crate::review::prelude::*;
use crate::text::own_words::{Level, own_words};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "R103",
        name: "所指不合",
        severity: Severity::Warning,
        explain: "标题说的是全省的会，正文里却留着下面材料的口气“我市”“我县”“我校”，听起来讲话人成了别人。引号里的原话不算；市里的讲话说“我省”也不算。\n\
                  反例：标题：在全省教育工作会议上的讲话｜去年，我市建成一批示范校。\n\
                  反例：标题：在全市教育工作会议上的讲话｜我校坚持立德树人。\n\
                  正例：标题：在全市教育工作会议上的讲话｜我市是我省的教育大市，有同志说“我校就是我家”。",
    },
    check: Check::Block(check),
};

fn check(block: &Block, setting: &Setting, found: &mut Vec<Found>) {
    let Some(level) = setting.level.filter(|_| block.is_paragraph()) else {
        return;
    };
    // Characters and open quotes are counted on from one word to the next.
    let (mut n_bytes, mut start, mut n_open) = (0, 0, 0_i32);
    for own in own_words(block.text()) {
        for c in block
            .text()
            .get(n_bytes..own.range.start)
            .unwrap_or_default()
            .chars()
        {
            start += 1;
            match c {
                '“' | '‘' => n_open += 1,
                '”' | '’' => n_open -= 1,
                _ => {}
            }
        }
        n_bytes = own.range.start;
        // A speaker is in all that is larger; what is smaller is somebody else's. Quoted words are another's as well.
        if own.level <= level || n_open > 0 {
            continue;
        }
        let message = format!("“{}”是下面材料的口气，这是{}的讲话", own.word, whole(level));
        found.push(Found::at(block, start..start + 2, message));
    }
}

fn whole(level: Level) -> &'static str {
    match level {
        Level::Nation => "全国",
        Level::Province => "全省",
        Level::City => "全市",
        Level::County => "全县（区）",
        Level::School => "全校",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_silent};
    const PROVINCE: &str = "标题：在全省教育工作会议上的讲话｜";

    #[test]
    fn what_is_smaller_than_the_speakers_whole() {
        let marked = format!(
            "{PROVINCE}去年，⟦我市⟧⟨疑似：“我市”是下面材料的口气，这是全省的讲话⟩建成一批示范校，⟦本校⟧⟨疑似：“本校”是下面材料的口气，这是全省的讲话⟩也在其中。"
        );
        check_found(&RULE, &marked);
    }

    #[test]
    fn larger_quoted_and_unknown() {
        check_silent(
            &RULE,
            &format!("{PROVINCE}我省是教育大省，有同志说“我校就是我家”。"),
        );
        check_silent(&RULE, "去年，我市建成一批示范校。");
    }

    #[test]
    fn every_whole_is_named() {
        for (title, marked) in [
            (
                "全国",
                "⟦我省⟧⟨疑似：“我省”是下面材料的口气，这是全国的讲话⟩建成一批示范校。",
            ),
            (
                "全市",
                "⟦我县⟧⟨疑似：“我县”是下面材料的口气，这是全市的讲话⟩建成一批示范校。",
            ),
            (
                "全县",
                "⟦我校⟧⟨疑似：“我校”是下面材料的口气，这是全县（区）的讲话⟩建成一批示范校。",
            ),
        ] {
            check_found(
                &RULE,
                &format!("标题：在{title}教育工作会议上的讲话｜{marked}"),
            );
        }
        check_silent(
            &RULE,
            "标题：在全校教育工作会议上的讲话｜我校建成一批示范校。",
        );
    }
}
