//! N302: 「讲三点意见」 against the points that follow.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::review::patterns::ordinals::{Way, ordinals};
use crate::review::prelude::*;
use crate::text::headings::heading;
use crate::text::numbers::number_at;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "N302",
        name: "点数不符",
        severity: Severity::Warning,
        explain: "先说“讲三点意见”“谈三方面的思考”“部署四项任务”，后面的大标题却不是这么多。\n\
                  反例：下面，我讲三点意见。｜一、抓学习｜正文。｜二、抓落实｜正文。\n\
                  反例：借此机会，谈三方面的思考。｜一、抓学习｜正文。｜二、抓落实｜正文。｜三、抓考核｜正文。｜四、抓保障｜正文。\n\
                  正例：下面，我讲两点意见。｜一、抓学习｜正文。｜二、抓落实｜正文。",
    },
    check: Check::Speech(check),
};

const VERBS: &[&str] = &[
    "讲", "谈", "提", "说", "强调", "部署", "提出", "安排", "汇报", "交流", "明确", "布置", "提几",
    "作", "通报", "分享",
];

const MEASURES: &[&str] = &[
    "方面的",
    "个方面的",
    "个问题的",
    "点",
    "个方面",
    "方面",
    "项",
    "个",
    "条",
];

const NOUNS: &[&str] = &[
    "意见", "思考", "要求", "任务", "工作", "建议", "体会", "想法", "看法", "希望", "问题", "认识",
    "内容", "感受", "情况", "举措", "打算", "安排",
];

/// Number of sections that are read behind the one that announces points.
const MOST_SECTIONS: usize = 1000;

fn check(reading: &Reading, _: &Setting, found: &mut Vec<Found>) {
    for (at, passage) in reading.passages.iter().enumerate() {
        let announced: Vec<_> = passage
            .paragraphs
            .iter()
            .enumerate()
            .filter_map(|(nth, block)| Some((nth, block, announced(&block.wide)?)))
            .collect();
        if announced.is_empty() {
            continue;
        }
        // The headings below the section where it is said; above the first, those of the speech.
        let inner = passages_below(reading, at, passage.depth + 1);
        let is_opening = passage.heading.line.is_empty()
            || !passage.is_numbered && heading(passage.heading.text()).is_none();
        let below = if is_opening && inner.is_empty() {
            passages_below(reading, at, passage.depth)
        } else {
            inner
        };
        let points = Points::of(&passage.paragraphs);
        for (nth, block, (range, n)) in announced {
            let n_points = points.n_behind((nth, range.end));
            found.extend(compare(block, range, n, n_points, &below));
        }
    }
}

/// Compares `n` announced points with the `n_points` counted in the text and with the headings that follow.
fn compare(
    block: &Block,
    range: Range<usize>,
    n: usize,
    n_points: usize,
    below: &[&Block],
) -> Option<Found> {
    let n_headings = below.len();
    if n_points == n || n_headings == n || n_points < 2 && n_headings < 2 {
        return None;
    }
    let message = if n_headings > 1 {
        let names: Vec<String> = below.iter().map(|block| block.wide.text(0..12)).collect();
        format!(
            "说是{n}点，后面的标题有{n_headings}个：{}",
            names.join("｜")
        )
    } else {
        format!("说是{n}点，后面说了{n_points}点")
    };
    let one = Found::at(block, range, message);
    Some(below.iter().fold(one, |one, heading| {
        one.against(heading, 0..heading.line.len())
    }))
}

/// 讲三点意见, 谈三方面的思考: range and value of the announcement.
fn announced(line: &Line) -> Option<(Range<usize>, usize)> {
    (0..line.len()).find_map(|at| {
        let number = number_at(line, at)?;
        let n = number.whole().filter(|n| (2..=12).contains(n))?;
        let (_, length) = line.starts_any(number.range.end, MEASURES)?;
        let noun = number.range.end + length;
        let noun = noun + usize::from(line.at(noun) == '的');
        // 三点具体意见, 四项重点任务.
        let noun = [0, 2].into_iter().find_map(|skip| {
            let (_, length) = line.starts_any(noun + skip, NOUNS)?;
            Some(noun + skip + length)
        })?;
        let clause = line.run_back(at, |c| !matches!(c, '，' | '。' | '；' | '：'));
        let is_said =
            (clause..at).any(|at| line.starts_any(at, VERBS).is_some()) && at - clause <= 12;
        // 完成了三项任务 is done.
        let is_end = matches!(line.at(noun), '。' | '，' | '：' | '；' | '\0' | '！');
        let is_past = ["了", "完成", "已", "去年", "过去"]
            .iter()
            .any(|word| (clause..at).any(|at| line.starts(at, word)));
        (is_said && is_end && !is_past).then_some((at..noun, n))
    })
}

/// The numbered headings at a depth that follow a section, up to one that is further out.
fn passages_below(reading: &Reading, at: usize, depth: usize) -> Vec<&Block> {
    let rest = reading.passages.get(at + 1..).unwrap_or_default();
    let is_numbered = |block: &Block, by_tree: bool| by_tree || heading(block.text()).is_some();
    rest.iter()
        .take(MOST_SECTIONS)
        .take_while(|passage| passage.depth >= depth)
        .filter(|passage| passage.depth == depth && !passage.heading.line.is_empty())
        .filter(|passage| is_numbered(&passage.heading, passage.is_numbered))
        .map(|passage| &passage.heading)
        .collect()
}

/// The words of a section that count points: 一是, 第二. Each with its places: paragraph, then character.
struct Points(BTreeMap<(Way, usize), Vec<(usize, usize)>>);

impl Points {
    fn of(blocks: &[Block]) -> Self {
        let mut places: BTreeMap<(Way, usize), Vec<(usize, usize)>> = BTreeMap::new();
        for (nth, block) in blocks.iter().enumerate() {
            for ordinal in ordinals(&block.wide) {
                let own = places.entry((ordinal.way, ordinal.value)).or_default();
                own.push((nth, ordinal.range.start));
            }
        }
        Self(places)
    }

    /// How far 一是、二是 or another such count gets behind a place.
    fn n_behind(&self, from: (usize, usize)) -> usize {
        let of = |way: Way| {
            let (mut n, mut from) = (0, from);
            while let Some(next) = self.next((way, n + 1), from) {
                n += 1;
                from = next;
            }
            n
        };
        Way::ALL.into_iter().map(of).max().unwrap_or(0)
    }

    fn next(&self, point: (Way, usize), from: (usize, usize)) -> Option<(usize, usize)> {
        let places = self.0.get(&point)?;
        let n_before = places.partition_point(|place| *place < from);
        places.get(n_before).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_silent};

    #[test]
    fn headings_and_points() {
        check_found(
            &RULE,
            "下面，我讲⟦三点意见⟧⟨疑似：说是3点，后面的标题有2个：抓学习｜抓落实⟩。｜一、⌊抓学习⌋｜正文。｜二、⌊抓落实⌋｜正文。",
        );
        check_found(
            &RULE,
            "一、任务｜部署⟦四项重点任务⟧⟨疑似：说是4点，后面的标题有2个：学习｜落实⟩：｜（一）⌊学习⌋｜文。｜（二）⌊落实⌋｜文。｜二、保障｜正文。",
        );
        check_found(
            &RULE,
            "我提⟦三点希望⟧⟨疑似：说是3点，后面说了4点⟩。第一，学习。｜第二，落实。｜第三，考核。｜第四，保障。",
        );
    }

    #[test]
    fn as_many_as_said() {
        check_silent(
            &RULE,
            "我讲两点意见。｜一、抓学习｜正文。｜二、抓落实｜正文。",
        );
        check_silent(
            &RULE,
            "我讲两点意见：一是学习；二是落实。｜一、抓学习｜正文。｜二、抓落实｜正文。｜三、别的｜正文。",
        );
        check_silent(
            &RULE,
            "去年完成了三项任务。｜一、抓学习｜正文。｜二、抓落实｜正文。",
        );
        check_silent(
            &RULE,
            "一、思考｜我谈三点体会。｜二、抓落实｜正文。｜三、别的｜正文。",
        );
    }
}
