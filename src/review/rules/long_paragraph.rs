//! E602: a paragraph that is too long to follow by ear, or for the speaker to keep the line.

use crate::review::prelude::*;
use crate::text::count::characters;
use crate::text::syllables::{RATE, seconds, syllables};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "E602",
        name: "长段",
        severity: Severity::Hint,
        explain: "一段超过500字，念的人容易串行，听的人抓不住层次，建议按意思分段。时间按每分钟200字估算。\n\
                  反例：工作要抓实，基础要打牢，队伍要建强，品牌要擦亮，机制要健全，责任要压紧。（连写16遍）\n\
                  正例：工作要抓实，基础要打牢，队伍要建强，品牌要擦亮，机制要健全，责任要压紧。（连写4遍）",
    },
    check: Check::Block(check),
};

/// Characters of the longest paragraph that is easy to follow.
const LONGEST: usize = 500;

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    if !block.is_paragraph() || block.line.len() <= LONGEST {
        return;
    }
    let n_chars = characters(block.text());
    if n_chars > LONGEST {
        let time = spoken_time(seconds(syllables(block.text()), RATE));
        let message = format!("这一段有{n_chars}字，要念{time}，建议按意思分段");
        found.push(Found::at(block, 0..block.line.len(), message));
    }
}

/// A time as people say it, to half a minute.
fn spoken_time(n_seconds: usize) -> String {
    match (n_seconds + 15) / 30 {
        n_halves if n_halves % 2 == 1 => format!("约{}分半钟", n_halves / 2),
        n_halves => format!("约{}分钟", n_halves / 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn a_long_paragraph_is_pointed_out() {
        let long = "抓好工作。".repeat(101);
        check_rule(
            &RULE,
            &format!("好。｜⟦{long}⟧⟨提示：这一段有505字，要念约2分钟，建议按意思分段⟩｜好。"),
            &format!("好。｜{long}｜好。"),
        );
        check_silent(&RULE, &"抓好工作。".repeat(100));
    }

    #[test]
    fn times_are_said_by_halves() {
        let times = [150, 164, 180, 200].map(spoken_time);
        assert_eq!(times, ["约2分半钟", "约2分半钟", "约3分钟", "约3分半钟"]);
    }
}
