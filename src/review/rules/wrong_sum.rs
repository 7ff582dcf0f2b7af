//! N305: parts that do not add up to the total that is named.

use std::ops::Range;

use crate::review::prelude::*;
use crate::text::numbers::{Number, numbers};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "N305",
        name: "合计不符",
        severity: Severity::Warning,
        explain: "“共38个，其中……13个、……12个、……12个”，各项加起来与总数差一点。差得多的，多半是只列了一部分，或者分类有交叉，不报。\n\
                  反例：共38个，其中城区13个、郊区12个、县区12个。\n\
                  反例：城区13所、郊区12所、县区12所，共计38所。\n\
                  正例：共37个，其中城区13个、郊区12个、县区12个。\n\
                  正例：共有学校300所，其中高中30所、初中80所。",
    },
    check: Check::Block(check),
};

const TOTALS: &[&str] = &[
    "共有",
    "共计",
    "总计",
    "合计",
    "总共",
    "一共",
    "累计",
    "共建",
    "共评",
    "共",
    "总数",
    "总数达",
];

/// Largest difference, as a share of the total, at which the parts are taken for all of it.
const LARGEST_GAP: f64 = 0.06;

/// Parts that stand in front of their total end no further from it, in characters.
const FURTHEST_PART: usize = 80;

/// A number with its measure word.
struct Quantity {
    number: Number,
    measure: &'static str,
    /// 共38个: the place of the whole expression, if the number is a total.
    total: Option<Range<usize>>,
}

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.wide;
    let quantity = |number: Number| {
        let measure = measure(line, &number);
        let total = total_range(line, &number, measure);
        Quantity {
            number,
            measure,
            total,
        }
    };
    let all: Vec<Quantity> = numbers(line).into_iter().map(quantity).collect();
    let mut rest = all.as_slice();
    let mut start = 0;
    while start < line.len() && !rest.is_empty() {
        let end = line.run(start, |c| !matches!(c, '。' | '！' | '？'));
        let n_here = rest.partition_point(|one| one.number.range.end <= end);
        let (here, behind) = rest.split_at_checked(n_here).unwrap_or((rest, &[]));
        check_sentence(block, here, found);
        rest = behind;
        start = end + 1;
    }
}

fn check_sentence(block: &Block, all: &[Quantity], found: &mut Vec<Found>) {
    let line = &block.wide;
    for (idx, total) in all.iter().enumerate() {
        let (number, measure) = (&total.number, total.measure);
        let Some(range) = total.total.clone().filter(|_| !measure.is_empty()) else {
            continue;
        };
        let is_part = |one: &&Quantity| one.measure == measure && one.total.is_none();
        let end = number.range.end;
        let is_inside = line.text(end..end + 30).contains("其中")
            || line.at(end + measure.chars().count()) == '（';
        let parts: Vec<&Number> = if is_inside {
            // Up to the next total; 其中 begins the parts, and a second 其中 others.
            let behind = all.get(idx + 1..).unwrap_or_default();
            let n_behind = behind.iter().take_while(|one| one.total.is_none()).count();
            let behind = behind.get(..n_behind).unwrap_or_default();
            let last = behind.last().map_or(end, |one| one.number.range.end);
            let stop = second(line, end..last, "其中");
            let parts = behind.iter().filter(is_part).map(|one| &one.number);
            parts.filter(|part| part.range.start < stop).collect()
        } else {
            let before = all.get(..idx).unwrap_or_default().iter().rev();
            let near =
                before.take_while(|one| number.range.start - one.number.range.end < FURTHEST_PART);
            let mut parts: Vec<&Number> = near.filter(is_part).map(|one| &one.number).collect();
            parts.reverse();
            parts
        };
        let sum: f64 = parts.iter().map(|part| part.value).sum();
        let gap = (sum - number.value).abs();
        let allowed = (number.value * LARGEST_GAP).max(2.0 * number.unit);
        let most = parts.iter().map(|part| part.value).fold(0.0, f64::max);
        if parts.len() > 1 && gap > 1e-6 && gap <= allowed && most < number.value {
            let message = format!("各项加起来是{}{measure}", written(sum, number));
            let mut one = Found::at(block, range, message);
            for part in parts {
                one = one.against(block, part.range.clone());
            }
            found.push(one);
        }
    }
}

/// Place of the second 其中 in a range: the numbers behind it divide the last part.
fn second(line: &Line, range: Range<usize>, word: &str) -> usize {
    let mut places = range.filter(|at| line.starts(*at, word));
    places.nth(1).unwrap_or(usize::MAX)
}

/// 共38个: the place of a number with the word that makes it a total and its measure word; `None` if it is no total.
fn total_range(line: &Line, number: &Number, measure: &str) -> Option<Range<usize>> {
    let end = number.range.end + measure.chars().count();
    let start = number.range.start;
    // 共改造危房620户: a verb and its object may stand between.
    const FURTHEST: usize = 6;
    (start.saturating_sub(FURTHEST)..=start).find_map(|behind| {
        let between = line.slice(behind..start);
        let word = TOTALS
            .iter()
            .filter(|word| line.ends(behind, word))
            .max_by_key(|word| word.len())?;
        let first = behind - word.chars().count();
        let is_word = matches!(line.before(first), '公' | '中')
            || word.ends_with('共')
                && line
                    .starts_any(
                        behind,
                        &["产", "同", "享", "青", "和", "识", "性", "赢", "鸣"],
                    )
                    .is_some();
        (!is_word && between.iter().all(|c| crate::text::chars::is_han(*c))).then_some(first..end)
    })
}

/// The measure word behind a number, also 人 and the like.
fn measure(line: &Line, number: &Number) -> &'static str {
    const MEASURES: &[&str] = &[
        "个",
        "家",
        "所",
        "名",
        "人次",
        "人",
        "位",
        "项",
        "件",
        "处",
        "支",
        "场",
        "次",
        "座",
        "条",
        "户",
        "亩",
        "万元",
        "亿元",
        "元",
        "台",
        "套",
        "间",
        "份",
        "篇",
        "册",
        "辆",
        "吨",
        "公里",
        "平方米",
    ];
    line.starts_any(number.range.end, MEASURES)
        .map_or("", |(word, _)| word)
}

fn written(sum: f64, total: &Number) -> String {
    let factor = if total.unit * 10_f64.powi(i32::try_from(total.n_decimals).unwrap_or(0)) >= 1e8 {
        1e8
    } else if total.unit * 10_f64.powi(i32::try_from(total.n_decimals).unwrap_or(0)) >= 1e4 {
        1e4
    } else {
        1.0
    };
    let unit = if factor >= 1e8 {
        "亿"
    } else if factor >= 1e4 {
        "万"
    } else {
        ""
    };
    let value = (sum / factor * 1e6).round() / 1e6;
    format!("{value}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_silent};

    #[test]
    fn parts_that_do_not_add_up() {
        check_found(
            &RULE,
            "⟦共38个⟧⟨疑似：各项加起来是37个⟩，其中城区⌊13⌋个、郊区⌊12⌋个、县区⌊12⌋个。",
        );
        check_found(
            &RULE,
            "城区⌊13⌋所、郊区⌊12⌋所、县区⌊12⌋所，⟦共计38所⟧⟨疑似：各项加起来是37所⟩。",
        );
        check_found(
            &RULE,
            "⟦共有五十名⟧⟨疑似：各项加起来是51名⟩委员，其中老干部⌊二十⌋名、老教师⌊三十一⌋名。",
        );
    }

    #[test]
    fn parts_that_do_and_parts_that_are_some() {
        check_silent(&RULE, "共37个，其中城区13个、郊区12个、县区12个。");
        check_silent(&RULE, "共有学校300所，其中高中30所、初中80所。");
        check_silent(&RULE, "共有教师300人，其中女教师180人、党员150人。");
        check_silent(&RULE, "投入共计3.5万元，其中设备2.2万元、培训1.3万元。");
    }

    #[test]
    fn sums_are_written_as_the_total_is() {
        check_found(
            &RULE,
            "投入⟦共计3.5万元⟧⟨疑似：各项加起来是3.6万元⟩，其中设备⌊2.2万⌋元、培训⌊1.4万⌋元。",
        );
        check_found(
            &RULE,
            "投入⟦共计3.5亿元⟧⟨疑似：各项加起来是3.6亿元⟩，其中设备⌊2.2亿⌋元、培训⌊1.4亿⌋元。",
        );
    }
}
