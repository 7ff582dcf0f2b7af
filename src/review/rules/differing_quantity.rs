//! N309: the same quantity with two values, or written in two ways: 十三个设区市, 12个设区市.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::review::prelude::*;
use crate::text::chars::is_han;
use crate::text::numbers::{Number, NumberStyle, numbers};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "N309",
        name: "数目不一",
        severity: Severity::Warning,
        explain: "同样的东西，前后说的数目略有出入（十三个设区市、12个设区市）。相差多的多半是两回事，不报。\
                  数目相同而写法、量词不同的（十三个、13家），只作提示。\n\
                  反例：全省十三个设区市都作了发言。｜12个设区市教育局参加了会议。\n\
                  反例：13个普教联系点都有经验。｜13家普教联系点尽心尽力。\n\
                  正例：全省13个设区市都作了发言，其中12个设区市介绍了经验。",
    },
    check: Check::Speech(check),
};

const MEASURES: &[&str] = &[
    "个", "家", "所", "名", "位", "支", "项", "座", "处", "条", "户", "人", "场", "本",
];

/// Measure words for people: 2.6万人 and 2.6万名 count the same.
const OF_PEOPLE: &[&str] = &["名", "位", "人"];

/// Words before a number that counts a part of the whole or something else.
const PARTS: &[&str] = &[
    "其中", "有", "另", "新增", "近", "前", "后", "评选", "命名", "新建", "第", "超过", "约", "达",
    "余下", "剩余", "其余", "首批", "增加", "评出", "表彰", "选出", "来自", "每", "这", "培育",
    "建成", "创建", "设立", "组建", "培训", "新", "走访", "选派",
];

/// Words that show that a number counts the whole.
const WHOLES: &[&str] = &[
    "全省", "全市", "全县", "全区", "全校", "全国", "全部", "所辖", "下辖", "所有", "我省", "我市",
];

/// Words that introduce a total whose number follows the noun: 全市现有……服务点1260个.
const STOCKS: &[&str] = &["现有", "共有", "拥有", "已有", "设有", "总数"];

/// Two figures that are no further apart are meant to be the same.
const FURTHEST: f64 = 0.15;

/// Longest name of a counted thing, in characters.
const LONGEST_NOUN: usize = 12;

/// Smallest number of which two ways of writing are reported, whatever it counts.
const SMALLEST_OF_TWO_STYLES: f64 = 11.0;

struct Said<'a> {
    block: &'a Block,
    range: Range<usize>,
    number: Number,
    measure: &'static str,
    /// 设区市教育局: the counted thing; Chinese characters only, without quotes.
    noun: Vec<char>,
    /// True if the noun stands before the number: 服务点1260个. Then its end is known, else its beginning.
    is_before: bool,
    is_part: bool,
    is_whole: bool,
}

fn check(reading: &Reading, _: &Setting, found: &mut Vec<Found>) {
    let all: Vec<Said<'_>> = reading.paragraphs().flat_map(quantities).collect();
    // By two characters of what is counted: two that count the same share the first ones, or the last of the one that
    // stands before its number stand in the other.
    let mut met: BTreeMap<[char; 2], Vec<usize>> = BTreeMap::new();
    for (idx, said) in all.iter().enumerate().filter(|(_, said)| !said.is_part) {
        let pairs = said
            .noun
            .windows(2)
            .take(if said.is_before { usize::MAX } else { 1 });
        for pair in pairs {
            if let &[a, b] = pair {
                met.entry([a, b]).or_default().push(idx);
            }
        }
    }
    let mut reported = vec![false; all.len()];
    for group in met.values() {
        let mut group: Vec<(usize, &Said<'_>)> = group
            .iter()
            .filter_map(|idx| Some((*idx, all.get(*idx)?)))
            .collect();
        // The whole is what is said to be the whole, or what is said first.
        group.sort_by_key(|(idx, said)| (!said.is_whole, *idx));
        for (nth, (idx, said)) in group.iter().enumerate() {
            let earlier = group.iter().take(nth.min(MOST_LOOKED_AT));
            let one = earlier
                .filter(|(other, _)| other != idx)
                .find_map(|(_, whole)| compare(whole, said));
            if let (Some(one), Some(reported)) = (one, reported.get_mut(*idx))
                && !std::mem::replace(reported, true)
            {
                found.push(one);
            }
        }
    }
    two_styles(&all, &reported, found);
}

/// A text of a million characters that counts the same thing all the time is compared with the first ones only.
const MOST_LOOKED_AT: usize = 8;

/// Reports a number that is written in two ways: 十三个 and 13个.
fn two_styles(all: &[Said<'_>], reported: &[bool], found: &mut Vec<Found>) {
    let mut first: BTreeMap<u64, &Said<'_>> = BTreeMap::new();
    for (said, is_reported) in all.iter().zip(reported) {
        let value = said.number.value;
        if value < SMALLEST_OF_TWO_STYLES {
            continue;
        }
        let earlier = *first.entry(value.to_bits()).or_insert(said);
        if earlier.number.style != said.number.style && !is_reported {
            let (a, b) = (text(earlier), text(said));
            let message = format!("前面写作“{a}”，这里写作“{b}”，数字写法不一");
            found.push(against(earlier, said, message).severity(Severity::Hint));
            return;
        }
    }
}

fn text(said: &Said<'_>) -> String {
    said.block.wide.text(said.range.clone())
}

fn against(whole: &Said<'_>, said: &Said<'_>, message: String) -> Found {
    Found::at(said.block, said.range.clone(), message).against(whole.block, whole.range.clone())
}

fn compare(whole: &Said<'_>, said: &Said<'_>) -> Option<Found> {
    let n_shared = n_shared(whole, said);
    let (a, b) = (whole.number.value, said.number.value);
    let gap = (a - b).abs();
    let is_like = like(whole.measure) == like(said.measure);
    let shared: String = said.noun.iter().take(n_shared).collect();
    if gap < 1e-9 {
        let is_odd = whole.number.style != said.number.style || whole.measure != said.measure;
        let is_told = is_odd && n_shared >= 3 && !whole.is_before && !said.is_before;
        return is_told.then(|| {
            let (a, b) = (text(whole), text(said));
            let message = format!("别处写作“{a}”，这里是“{b}{shared}”，写法不一");
            against(whole, said, message).severity(Severity::Hint)
        });
    }
    // Small numbers may count different things, unless they count the whole.
    let is_few = a.max(b) < 10.0 && !whole.is_whole && !said.is_whole;
    let is_close = gap <= (a.max(b) * FURTHEST).max(1.0) && a.min(b) > 1.0 && !is_few;
    // 乡镇 is enough where all of them are meant both times.
    let enough = match (whole.is_whole, said.is_whole) {
        (true, true) => 2,
        (true, false) | (false, true) => 3,
        (false, false) => 4,
    };
    // 中小学 and 中小企业 share two characters and are two things.
    let is_end = |said: &Said<'_>| said.is_before || said.noun.len() == n_shared;
    let is_same = n_shared >= enough && (n_shared > 2 || is_end(whole) || is_end(said));
    (is_close && is_like && is_same).then(|| {
        let right = whole.block.wide.text(whole.number.range.clone());
        let rest = said.block.wide.text(said.number.range.end..said.range.end);
        let message = if whole.is_before {
            format!("别处说的是“{shared}{}”", text(whole))
        } else {
            format!("别处说的是“{}{shared}”", text(whole))
        };
        let one = against(whole, said, message).fix(format!("{right}{rest}"));
        // Without 全省 or the like it is uncertain that both count the whole.
        if whole.is_whole || said.is_whole {
            one
        } else {
            one.severity(Severity::Hint)
        }
    })
}

fn like(measure: &'static str) -> &'static str {
    if OF_PEOPLE.contains(&measure) {
        "人"
    } else {
        measure
    }
}

/// Number of characters that the names of two counted things share; 0 if they cannot be the same thing.
fn n_shared(a: &Said<'_>, b: &Said<'_>) -> usize {
    match (a.is_before, b.is_before) {
        (false, false) => a
            .noun
            .iter()
            .zip(&b.noun)
            .take_while(|(a, b)| a == b)
            .count(),
        (true, true) if a.noun == b.noun => a.noun.len(),
        // 服务点1260个 and 1320个服务点中: all of the one is the beginning of the other.
        (true, false) if b.noun.starts_with(&a.noun) => a.noun.len(),
        (false, true) if a.noun.starts_with(&b.noun) => b.noun.len(),
        _ => 0,
    }
}

fn quantities(block: &Block) -> Vec<Said<'_>> {
    let line = &block.wide;
    numbers(line)
        .into_iter()
        .filter_map(|number| quantity(block, line, number))
        .collect()
}

fn quantity<'a>(block: &'a Block, line: &Line, number: Number) -> Option<Said<'a>> {
    if number.value < 2.0
        || number.style == NumberStyle::Chinese && number.range.len() == 1 && number.value < 4.0
    {
        return None;
    }
    let (measure, length) = line.starts_any(number.range.end, MEASURES)?;
    let (start, end) = (number.range.start, number.range.end + length);
    let before = line.text(start.saturating_sub(4)..start);
    let is_whole = WHOLES.iter().any(|word| before.contains(word));
    let is_name = |c: char| is_han(c) || matches!(c, '“' | '”');
    let behind = line.run_within(end, LONGEST_NOUN, is_name);
    let noun = name(line.slice(end..behind));
    // 乡镇 is enough where all of them are meant.
    if noun.len() >= if is_whole { 2 } else { 3 } {
        return Some(Said {
            block,
            range: start..end,
            noun,
            measure,
            is_before: false,
            is_part: PARTS.iter().any(|word| before.ends_with(word)) || before.contains("其中"),
            is_whole,
            number,
        });
    }
    let noun = stock_before(line, start).filter(|_| behind == end)?;
    Some(Said {
        block,
        range: start..end,
        noun,
        measure,
        is_before: true,
        is_part: false,
        is_whole: true,
        number,
    })
}

/// 全市现有“五老”志愿者2.6万人: what there is in all, before its number.
fn stock_before(line: &Line, number: usize) -> Option<Vec<char>> {
    /// A longer stretch holds more than the word and what is counted, with quotes around it.
    const FURTHEST: usize = LONGEST_NOUN + 8;
    let start = line.run_back_within(number, FURTHEST, |c| is_han(c) || matches!(c, '“' | '”'));
    let noun = (start..number)
        .rev()
        .find(|at| line.ends_any(*at, STOCKS))?;
    let noun = name(line.slice(noun..number));
    (4..=LONGEST_NOUN).contains(&noun.len()).then_some(noun)
}

/// The name of a counted thing, without quotes: they are optional.
fn name(chars: &[char]) -> Vec<char> {
    chars.iter().copied().filter(|c| is_han(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_rule, check_silent};

    #[test]
    fn another_value() {
        check_rule(
            &RULE,
            "全省⌊十三个⌋设区市都作了发言。｜⟦12个⟧⟨疑似：别处说的是“十三个设区市”⟩设区市教育局参加了会议。",
            "全省十三个设区市都作了发言。｜十三个设区市教育局参加了会议。",
        );
    }

    #[test]
    fn another_way_of_writing() {
        let text = "⌊13个⌋普教联系点都有经验。｜⟦13家⟧⟨提示：别处写作“13个”，这里是“13家普教联系点”，写法不一⟩普教联系点尽心尽力。";
        check_found(&RULE, text);
    }

    #[test]
    fn what_there_is_before_its_number() {
        check_rule(
            &RULE,
            "全市现有“五老”志愿者⌊2.6万人⌋，平均68岁。｜要把全市⟦2.8万名⟧⟨疑似：别处说的是“五老志愿者2.6万人”⟩“五老”志愿者的特长建库。",
            "全市现有“五老”志愿者2.6万人，平均68岁。｜要把全市2.6万名“五老”志愿者的特长建库。",
        );
        check_rule(
            &RULE,
            "全县⌊17个⌋乡镇、238个行政村。｜保证全县⟦18个⟧⟨疑似：别处说的是“17个乡镇”⟩乡镇每处都有人。",
            "全县17个乡镇、238个行政村。｜保证全县17个乡镇每处都有人。",
        );
    }

    #[test]
    fn one_number_in_two_styles() {
        let text = "⌊十三个⌋设区市的发言都很精彩。｜⟦13个⟧⟨提示：前面写作“十三个”，这里写作“13个”，数字写法不一⟩普教联系点尽心尽力。";
        check_found(&RULE, text);
    }

    #[test]
    fn parts_and_other_things() {
        for text in [
            "全省13个设区市都作了发言，其中12个设区市介绍了经验。",
            "全省13个设区市和12个高校活动片。",
            "无锡建成20个示范学校。徐州建成5个示范学校。",
            "表彰10个先进集体，培育11个先进集体。",
            "去年培训骨干教师1200人。今年培训骨干教师1300人。",
            "全县17个中小学食堂，全县18个中小企业。",
        ] {
            check_silent(&RULE, text);
        }
    }

    #[test]
    fn numbers_of_nobody_knows_what_are_hints() {
        check_rule(
            &RULE,
            "⌊13个⌋普教联系点都有经验。｜⟦12个⟧⟨提示：别处说的是“13个普教联系点都有”⟩普教联系点都有办法。",
            "13个普教联系点都有经验。｜13个普教联系点都有办法。",
        );
    }
}
