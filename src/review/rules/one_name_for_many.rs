//! R102: one masked name that must stand for different units.

use std::collections::BTreeMap;

use crate::model::Anchor;
use crate::review::prelude::*;
use crate::text::chars::is_han;
use crate::text::unit_names::leading_unit;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "R102",
        name: "匿名重名",
        severity: Severity::Warning,
        explain: "隐去名字的单位（X市、X师大）不止一次单独起头，可能是不同的单位用了同一个化名，还原时要逐个核对。\n\
                  反例：第二活动片X师大关工委改进考核。第三活动片X师大关工委选树典型。\n\
                  反例：X市教育关工委抓学习。｜X市教育关工委抓落实。\n\
                  正例：X师大关工委改进考核，做到了X师大人人知晓。",
    },
    check: Check::Speech(check),
};

fn check(reading: &Reading, _: &Setting, found: &mut Vec<Found>) {
    let mut names: BTreeMap<String, Vec<Anchor>> = BTreeMap::new();
    for block in reading.paragraphs() {
        let mut at = 0;
        while at < block.wide.len() {
            match masked_unit(&block.wide, at) {
                Some((name, end)) => {
                    names.entry(name).or_default().push(spot(block, at..end));
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    for (name, spots) in names {
        let n = spots.len();
        let mut spots = spots.into_iter();
        let first = spots.next();
        let rest: Vec<Anchor> = spots.collect();
        if !rest.is_empty() {
            let message = format!("“{name}”有{n}处各自起头，可能不是同一个单位");
            let mut one = Found::many(rest, message);
            one.related.extend(first);
            found.push(one);
        }
    }
}

/// Name and end of a masked unit that begins a sentence or follows the name of a group.
fn masked_unit(line: &Line, at: usize) -> Option<(String, usize)> {
    const MASKS: &[char] = &['X', 'x', 'Ｘ', '×', '某', '＊'];
    if !MASKS.contains(&line.at(at)) || MASKS.contains(&line.before(at)) {
        return None;
    }
    let before = line.before(at);
    let is_group = line.ends_any(at, &["活动片", "片区", "片", "的"]);
    // What runs on without a stop begins a sentence as well: its verb follows the name.
    let is_start = !is_han(before) && !matches!(before, '、' | '“' | '《' | '（');
    if !is_start && !is_group {
        return None;
    }
    const LONGEST: usize = 20;
    let text = line.text(at..at + LONGEST);
    // XX县 is a name of two masks.
    let unit = leading_unit(&text);
    let named = unit
        .filter(|unit| unit.is_masked && unit.range.start == 0)
        .and_then(|unit| {
            let end = at + text.get(..unit.range.end)?.chars().count();
            // The key of X市教育关工委 is X alone, which identifies nothing.
            let is_mask = unit.key.chars().all(|c| MASKS.contains(&c));
            Some((if is_mask { unit.name } else { unit.key }, end))
        });
    named.or_else(|| {
        let run = line.run(at, |c| MASKS.contains(&c));
        const ENDS: &[&str] = &[
            "公司", "集团", "街道", "社区", "医院", "市", "县", "区", "镇", "乡", "村", "局", "校",
            "厂",
        ];
        let end = (run..run + 5).find_map(|at| line.starts_any(at, ENDS).map(|(_, n)| at + n))?;
        Some((line.text(at..end), end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_silent};

    #[test]
    fn one_name_twice() {
        check_found(
            &RULE,
            "第二活动片⌊X师大关工委⌋改进考核。第三活动片⟦X师大关工委⟧⟨疑似：“X师大”有2处各自起头，可能不是同一个单位⟩选树典型。",
        );
        check_found(
            &RULE,
            "⌊X市教育关工委⌋抓学习。｜⟦X市教育关工委⟧⟨疑似：“X市教育关工委”有2处各自起头，可能不是同一个单位⟩抓落实。",
        );
        check_found(
            &RULE,
            "⌊XX公司⌋经营困难。｜⟦XX公司⟧⟨疑似：“XX公司”有2处各自起头，可能不是同一个单位⟩大获成功。",
        );
    }

    #[test]
    fn one_name_once_or_in_passing() {
        check_silent(
            &RULE,
            "X师大关工委改进考核，做到了X师大人人知晓。X市教育局、X县教育局。",
        );
    }
}
