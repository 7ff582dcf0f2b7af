//! E603: the same stock phrase (套话) again and again.

use std::sync::LazyLock;

use crate::model::Anchor;
use crate::review::prelude::*;
use crate::text::word_table::WordTable;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "E603",
        name: "套话频繁",
        severity: Severity::Hint,
        explain: "同一句套话3000字里出现4次以上，或全文每1000字不止一次，听起来空。可以删去，或换成具体的做法。\n\
                  反例：领导高度重视，各校高度重视，社会高度重视，家长高度重视\n\
                  正例：领导高度重视，各校配齐人员，社会出钱出力，家长人人参与",
    },
    check: Check::Speech(check),
};

/// Phrases that fit anywhere and say little.
const PHRASES: &[&str] = &[
    "高度重视",
    "贯彻落实",
    "扎实推进",
    "扎实开展",
    "扎实做好",
    "取得显著成效",
    "取得明显成效",
    "取得新成效",
    "取得了显著成效",
    "取得了明显成效",
    "取得了新成效",
    "成效显著",
    "进一步加强",
    "进一步完善",
    "进一步提高",
    "进一步提升",
    "进一步推进",
    "进一步深化",
    "进一步增强",
    "全力以赴",
    "切实提高",
    "切实加强",
    "切实抓好",
    "切实增强",
    "切实做好",
    "充分发挥",
    "大力推进",
    "大力加强",
    "大力弘扬",
    "积极推进",
    "积极探索",
    "积极开展",
    "深入开展",
    "深入推进",
    "全面推进",
    "全面提升",
    "全面加强",
    "统筹推进",
    "持续推进",
    "不断提高",
    "不断提升",
    "不断完善",
    "不断加强",
    "不断增强",
    "不断深化",
    "狠抓落实",
    "真抓实干",
    "求真务实",
    "开拓创新",
    "与时俱进",
    "再上新台阶",
    "迈上新台阶",
    "再创佳绩",
    "谱写新篇章",
    "开创新局面",
    "提供有力保障",
    "提供坚强保证",
    "奠定坚实基础",
    "奠定了坚实基础",
    "打下坚实基础",
    "打下了坚实基础",
    "发挥重要作用",
    "发挥积极作用",
    "具有重要意义",
    "统一思想",
    "提高认识",
    "提高站位",
    "提高政治站位",
    "凝心聚力",
    "加强组织领导",
    "强化组织领导",
    "精心组织",
    "周密部署",
    "齐抓共管",
    "形成合力",
    "多措并举",
    "久久为功",
    "落到实处",
    "落实到位",
    "抓紧抓好",
    "常抓不懈",
    "走深走实",
    "重要抓手",
    "有力抓手",
];

static TABLE: LazyLock<WordTable> = LazyLock::new(|| WordTable::new(PHRASES.iter().copied()));

/// How often a phrase may be said within a stretch.
const MOST: usize = 3;
const STRETCH: usize = 3000;

/// Characters of the text for each time that a phrase is said.
const N_CHARS_EACH: usize = 1000;

/// An occurrence of a phrase: its place in the speech, counted in characters, and in its paragraph.
struct Said {
    at: usize,
    spot: Anchor,
}

fn check(reading: &Reading, _: &Setting, found: &mut Vec<Found>) {
    let mut said: Vec<Vec<Said>> = PHRASES.iter().map(|_| Vec::new()).collect();
    let mut n_chars = 0;
    for block in reading.passages.iter().flat_map(|passage| passage.blocks()) {
        for word in TABLE.find_all(&block.line) {
            if let Some(said) = said.get_mut(word.number) {
                said.push(Said {
                    at: n_chars + word.start,
                    spot: spot(block, word.start..word.end),
                });
            }
        }
        n_chars += block.line.len();
    }
    for (phrase, said) in PHRASES.iter().zip(said) {
        let n_times = said.len();
        if n_times > MOST && (is_crowded(&said) || n_times * N_CHARS_EACH > n_chars) {
            let message = format!("“{phrase}”全文说了{n_times}次，可以换个说法");
            let spots = said.into_iter().map(|said| said.spot).collect();
            found.push(Found::many(spots, message));
        }
    }
}

/// True if more than [`MOST`] occurrences lie within [`STRETCH`] characters.
fn is_crowded(said: &[Said]) -> bool {
    let ends = said.iter().skip(MOST);
    said.iter()
        .zip(ends)
        .any(|(first, last)| last.at - first.at < STRETCH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn a_phrase_said_four_times_is_pointed_out() {
        check_rule(
            &RULE,
            "一要⟦高度重视⟧⟨提示：“高度重视”全文说了4次，可以换个说法⟩，二要⟦高度重视⟧。｜三要⟦高度重视⟧，四要⟦高度重视⟧。",
            "一要高度重视，二要高度重视。｜三要高度重视，四要高度重视。",
        );
    }

    #[test]
    fn seldom_and_far_apart_is_no_fault() {
        check_silent(
            &RULE,
            "一要高度重视，二要扎实推进，三要高度重视，四要高度重视。",
        );
        let far = format!("高度重视{}", "好".repeat(1200));
        check_silent(&RULE, &far.repeat(5));
    }

    #[test]
    fn every_phrase_stands_once() {
        let mut phrases = PHRASES.to_vec();
        phrases.sort_unstable();
        phrases.dedup();
        assert_eq!(phrases.len(), PHRASES.len());
    }
}
