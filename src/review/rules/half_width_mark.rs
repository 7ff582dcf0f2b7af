//! P501: half-width marks in Chinese text.

use crate::model::Anchor;
use crate::review::prelude::*;
use crate::text::punctuation::half_width_marks;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "P501",
        name: "半角标点",
        severity: Severity::Warning,
        explain: "中文里的标点占一个字的位置，用全角。网址、时间、小数和外文里的半角标点不算。同一种标点全文合为一条，一次改完。\n\
                  反例：新年之始,我们召开这次会议\n\
                  反例：各校(园)都要做好准备\n\
                  正例：新年之始，我们召开这次会议，会议于12:30结束",
    },
    check: Check::Speech(check),
};

/// The kinds of marks, by what the full-width ones are. Marks that come in pairs are one kind: half a pair is no help.
const KINDS: &[Kind] = &[
    Kind::single("，", ","),
    Kind::single("。", "."),
    Kind::single("：", ":"),
    Kind::single("；", ";"),
    Kind::single("？", "?"),
    Kind::single("！", "!"),
    Kind::pair("（）", "括号"),
    Kind::pair("“”", "引号"),
];

struct Kind {
    full: &'static str,
    /// The half-width mark, or what the pair is called.
    half: &'static str,
    is_pair: bool,
}

impl Kind {
    const fn single(full: &'static str, half: &'static str) -> Self {
        Self {
            full,
            half,
            is_pair: false,
        }
    }

    const fn pair(full: &'static str, half: &'static str) -> Self {
        Self {
            full,
            half,
            is_pair: true,
        }
    }

    fn message(&self, n_places: usize) -> String {
        let Self { full, half, .. } = self;
        match (self.is_pair, n_places) {
            (true, _) => format!("半角{half}共{n_places}处，应为全角{half}“{full}”"),
            (false, 1) => format!("半角“{half}”应为全角“{full}”"),
            (false, _) => format!("半角“{half}”共{n_places}处，应为全角“{full}”"),
        }
    }
}

fn check(reading: &Reading, _: &Setting, found: &mut Vec<Found>) {
    let mut marks: [(Vec<Anchor>, Vec<String>); KINDS.len()] = Default::default();
    // Most texts have none, and are told by their bytes.
    let is_half = |byte: &u8| b",.:;?!()\"".contains(byte);
    let blocks = reading.blocks();
    for block in blocks.filter(|block| block.text().as_bytes().iter().any(is_half)) {
        for mark in half_width_marks(block.text()) {
            let kinds = KINDS.iter().zip(&mut marks);
            let own = kinds
                .into_iter()
                .find(|(kind, _)| kind.full.contains(mark.full));
            if let Some((_, (spots, fixes))) = own {
                spots.push(spot(block, mark.at..mark.at + 1));
                fixes.push(mark.full.to_string());
            }
        }
    }
    for (kind, (spots, fixes)) in KINDS.iter().zip(marks) {
        if !spots.is_empty() {
            let message = kind.message(spots.len());
            found.push(Found::many(spots, message).fix_each(fixes));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent, findings_in, speech_of};

    #[test]
    fn every_mark_becomes_full_width() {
        check_rule(
            &RULE,
            "新年之始⟦,⟧⟨疑似：半角“,”应为全角“，”⟩开会⟦:⟧⟨疑似：半角“:”应为全角“：”⟩谈工作⟦;⟧⟨疑似：半角“;”应为全角“；”⟩看成效⟦.⟧⟨疑似：半角“.”应为全角“。”⟩",
            "新年之始，开会：谈工作；看成效。",
        );
        check_rule(
            &RULE,
            "各校⟦(⟧⟨疑似：半角括号共2处，应为全角括号“（）”⟩园⟦)⟧开展⟦\"⟧⟨疑似：半角引号共2处，应为全角引号““””⟩五老⟦\"⟧活动",
            "各校（园）开展“五老”活动",
        );
        check_rule(
            &RULE,
            "一、总结⟦,⟧⟨疑似：半角“,”应为全角“，”⟩部署｜好不好⟦?⟧⟨疑似：半角“?”应为全角“？”⟩",
            "一、总结，部署｜好不好？",
        );
    }

    #[test]
    fn one_kind_is_one_finding() {
        let speech = speech_of("甲,乙,丙\n(丁),戊\n己.");
        let found = findings_in(&RULE, &speech, &Setting::default());
        let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "半角“,”共3处，应为全角“，”",
                "半角括号共2处，应为全角括号“（）”",
                "半角“.”应为全角“。”"
            ]
        );
    }

    #[test]
    fn numbers_times_and_foreign_words_stay() {
        check_silent(&RULE, "会议于12:30开始，共1,200人，占3.5%，见www.a.cn。");
        check_silent(&RULE, "date: 2024.1.25\n同志们：大家好（鼓掌）！等等...");
    }
}
