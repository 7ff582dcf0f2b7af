//! N301: a list with more or fewer items than were announced: 「四个明显增强：」 with three.

use crate::review::patterns::listed_items::{
    Items, beginning_with, in_brackets, points_after, ways,
};
use crate::review::prelude::*;
use crate::text::chars::is_han;
use crate::text::numbers::{is_chinese_numeral, number_at};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "N301",
        name: "列举不符",
        severity: Severity::Warning,
        explain: "先说几个、几项，接着列举的却不是这么多。按一是二是、重复的关键词、分号、顿号、括号里的项分别去数，只要有一种数法合得上就不报；\
                  点到“三个环节”却没有列出的，只作提示。\n\
                  反例：呈现三个明显增强：队伍实力明显增强；调研成效明显增强。\n\
                  反例：实现三个突破：一是队伍，二是机制。\n\
                  反例：关爱三童（孤儿、流动儿童）。\n\
                  反例：五个抓，抓党建，抓均衡，抓协同，抓目标。\n\
                  反例：抓好三个环节，促进质量提升。\n\
                  正例：四步走：定计划，建队伍，办活动，看实效，环环相扣。\n\
                  正例：强化自评、互评、总结三个阶段，增强“四个意识”，服务三农。",
    },
    check: Check::Section(check),
};

/// Measure words between the number and the noun.
const MEASURES: &[&str] = &[
    "个方面的",
    "方面的",
    "个",
    "项",
    "大",
    "种",
    "条",
    "点",
    "件",
    "类",
    "步",
    "级",
    "句",
    "位",
    "道",
    "支",
    "方面",
];

/// Set phrases that need no list.
const KNOWN: &[&str] = &[
    "四个意识",
    "四个自信",
    "两个确立",
    "两个维护",
    "四个全面",
    "三个代表",
    "两个一百年",
    "两个大局",
    "两个结合",
    "六个必须",
    "三农",
    "双减",
    "五育",
    "四史",
    "五史",
    "五老",
    "三会",
    "三全",
    "四风",
    "三严",
    "三实",
    "两学",
    "一做",
    "两弹",
    "四进",
    "八项规定",
    "四个伟大",
    "五大发展",
    "三大攻坚",
    "四个服务",
];

/// Words that announce a list.
const CUES: &[&str] = &[
    "抓好",
    "抓住",
    "抓牢",
    "抓实",
    "突出",
    "把握",
    "把好",
    "做好",
    "做到",
    "处理好",
    "实现",
    "强化",
    "聚焦",
    "注重",
    "紧扣",
    "把住",
    "守住",
    "抓",
];

/// Nouns that the announced lists consist of.
const HEADS: &[&str] = &[
    "环节",
    "关键",
    "重点",
    "方面",
    "关系",
    "抓手",
    "转变",
    "突破",
    "结合",
    "导向",
    "关口",
    "要点",
    "着力点",
    "提升",
    "到位",
    "确保",
    "注重",
    "关键词",
    "作用",
    "优势",
    "难点",
    "融合",
];

/// A sentence that announces more lists than these is one long list, and none of them is looked for.
const MOST_IN_SENTENCE: usize = 20;

/// A number with what it counts: 四个明显增强.
struct Announced {
    range: std::ops::Range<usize>,
    n: usize,
    /// What is counted: 明显增强.
    noun: std::ops::Range<usize>,
    has_measure: bool,
}

fn check(passage: &SectionText, _: &Setting, found: &mut Vec<Found>) {
    for (nth, block) in passage.paragraphs.iter().enumerate() {
        let line = &block.wide;
        let mut last_end = usize::MAX;
        let mut at = 0;
        let (mut sentence_end, mut n_announced) = (0, 0);
        while at < line.len() {
            let Some(announced) = announced_at(line, at) else {
                at += 1;
                continue;
            };
            if at >= sentence_end {
                sentence_end = line
                    .run(at, |c| !matches!(c, '。' | '！' | '？'))
                    .max(at + 1);
                n_announced = 0;
            }
            n_announced += 1;
            if n_announced > MOST_IN_SENTENCE {
                at = sentence_end;
                continue;
            }
            // 三个立足四个阶段：the list may belong to either number.
            let is_second = last_end == announced.range.start;
            last_end = announced.range.end;
            let next_is_number = number_at(line, announced.range.end).is_some();
            if !is_second && !next_is_number {
                let rest = passage.paragraphs.get(nth + 1..).unwrap_or_default();
                found.extend(compare(block, &announced, rest));
            }
            at = announced.range.end.max(at + 1);
        }
    }
}

fn announced_at(line: &Line, at: usize) -> Option<Announced> {
    let number = number_at(line, at).filter(|number| number.n_decimals == 0)?;
    // 第三个, 十四五, 其中三个 of many.
    if matches!(
        line.before(at),
        '第' | '前' | '后' | '近' | '约' | '这' | '上' | '每' | '另'
    ) {
        return None;
    }
    let n = number.whole().filter(|n| (2..=20).contains(n))?;
    let behind = number.range.end;
    let measure = line.starts_any(behind, MEASURES);
    let noun_start = behind + measure.map_or(0, |(_, length)| length);
    let is_noun = |c: char| is_han(c) && !is_chinese_numeral(c);
    let noun_end = line.run(noun_start, is_noun).min(noun_start + 10);
    // 三方面：itself is what is counted.
    let is_whole = noun_end == noun_start;
    let (noun_start, noun_end) = if is_whole {
        (behind, noun_start)
    } else {
        (noun_start, noun_end)
    };
    if noun_start == noun_end || measure.is_none() && noun_end - noun_start > 2 {
        return None;
    }
    Some(Announced {
        range: at..noun_end,
        n,
        noun: noun_start..noun_end,
        has_measure: measure.is_some(),
    })
}

fn compare(block: &Block, announced: &Announced, rest: &[Block]) -> Option<Found> {
    let line = &block.wide;
    let phrase = line.text(announced.range.clone());
    // “三减”行动，减材料、减时限、减环节: the quote and the noun behind it belong to the announcement.
    let quote = usize::from(line.at(announced.range.end) == '”');
    let behind = announced.range.end + quote;
    let name = line.run(behind, is_han);
    let end = if quote == 1 && name - behind <= 4 {
        name
    } else {
        behind
    };
    let mark = line.at(end);
    let start = end + 1;
    let noun = line.text(announced.noun.clone());
    let n = announced.n;
    if mark == '（' {
        let items = in_brackets(line, start)?;
        let is_place = [
            "县", "区", "市", "镇", "乡", "村", "街道", "社区", "单位", "所", "人", "省", "国",
            "天", "日",
        ]
        .iter()
        .any(|end| noun.ends_with(end));
        return (items.len() != n && !is_place).then(|| report(block, announced, &phrase, &items));
    }
    let end = line.run(start, |c| !matches!(c, '。' | '！' | '？'));
    let is_listed = matches!(mark, '：' | ':');
    let points = points_after(line, start, rest);
    if let Some(points) = points.filter(|_| is_listed || matches!(mark, '，' | '。' | ',')) {
        return (points.len() != n).then(|| report(block, announced, &phrase, &points));
    }
    if is_listed {
        if start >= line.len() {
            return None;
        }
        let ways = ways(line, start..end, &noun);
        let strong: Vec<&Items> = ways.strong.iter().filter(|items| items.len() > 1).collect();
        let agree = strong.len() > 1
            && strong
                .windows(2)
                .all(|two| matches!(two, [a, b] if a.len() == b.len()));
        let fits = strong.iter().any(|items| items.len() == n) || !agree && ways.weak.contains(&n);
        let is_open = ["等", "等等", "……"].iter().any(|word| line.ends(end, word))
            && strong.iter().all(|items| items.len() < n);
        if fits || is_open || KNOWN.contains(&phrase.as_str()) && strong.is_empty() {
            return None;
        }
        let items = strong.first()?;
        // A very different number of items is another list: 十二个方面：…… and two sentences.
        let is_near = items.len().abs_diff(n) <= 2.max(n / 2);
        return is_near.then(|| report(block, announced, &phrase, items));
    }
    if !matches!(mark, '，' | '。' | '；' | ',') || KNOWN.iter().any(|known| phrase == *known) {
        return None;
    }
    // 五个抓，抓……，抓……: clauses that begin with what is counted.
    let repeated = beginning_with(line, start..end, &noun);
    if matches!(mark, '，' | ',') && repeated.len() > 1 {
        return (repeated.len() != n && repeated.len().abs_diff(n) <= 3)
            .then(|| report(block, announced, &phrase, &repeated));
    }
    hint(block, announced, &phrase, &noun)
}

fn report(block: &Block, announced: &Announced, phrase: &str, items: &Items) -> Found {
    const LONGEST: usize = 12;
    let short = |item: &String| -> String {
        let mut text: String = item.chars().take(LONGEST).collect();
        if item.chars().count() > LONGEST {
            text.push('…');
        }
        text
    };
    let list: Vec<String> = items.iter().map(short).collect();
    let message = format!("“{phrase}”，列出的是{}个：{}", items.len(), list.join("｜"));
    Found::at(block, announced.range.clone(), message)
}

/// 抓好三个环节，促进……: announced, and nothing is listed before or behind.
fn hint(block: &Block, announced: &Announced, phrase: &str, noun: &str) -> Option<Found> {
    let line = &block.wide;
    let start = announced.range.start;
    let is_cue = line.ends_any(start, CUES) && announced.has_measure;
    let is_head = HEADS.contains(&noun);
    let from = line.run_back(start, |c| !matches!(c, '。' | '；' | '！' | '？'));
    // The list may stand before the number: 会前、会中、会后三个环节.
    let has_list = line
        .slice(from..start)
        .iter()
        .any(|c| matches!(c, '、' | '“'));
    if !is_cue || !is_head || has_list || announced.n > 9 {
        return None;
    }
    let behind = line.slice(announced.range.end..announced.range.end + 200);
    let heads = std::iter::successors(line.find(0, noun), |at| line.find(at + 1, noun));
    let is_told = behind.iter().filter(|c| **c == '；').count() >= announced.n - 1
        || heads.take(3).count() > 2;
    (!is_told).then(|| {
        let message = format!("说到“{phrase}”，前后没有列出是哪几个");
        Found::at(block, announced.range.clone(), message).severity(Severity::Hint)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_silent};

    #[test]
    fn too_few_and_too_many() {
        check_found(
            &RULE,
            "呈现⟦四个明显增强⟧⟨疑似：“四个明显增强”，列出的是3个：活力明显增强｜吸引力明显增强｜合力明显增强⟩：阵地扩容，活力明显增强；名师加盟，吸引力明显增强；部门联手，合力明显增强。",
        );
        check_found(
            &RULE,
            "实现⟦三个突破⟧⟨疑似：“三个突破”，列出的是2个：一是队伍有突破｜二是机制有突破⟩：一是队伍有突破；二是机制有突破。",
        );
        check_found(
            &RULE,
            "实现⟦三个突破⟧⟨疑似：“三个突破”，列出的是4个：一是队伍｜二是机制｜三是平台｜四是品牌⟩：一是队伍。二是机制。｜三是平台。四是品牌。",
        );
        check_found(
            &RULE,
            "关爱⟦三童⟧⟨疑似：“三童”，列出的是2个：孤儿｜流动儿童⟩（孤儿、流动儿童）。",
        );
        check_found(
            &RULE,
            "⟦五个抓⟧⟨疑似：“五个抓”，列出的是4个：抓党建｜抓均衡｜抓协同｜抓目标⟩，抓党建，抓均衡，抓协同，抓目标。",
        );
        check_found(
            &RULE,
            "⟦三共⟧⟨疑似：“三共”，列出的是2个：场地共用｜师资共享⟩：场地共用、师资共享。",
        );
        check_found(
            &RULE,
            "各校抓好⟦三个环节⟧⟨提示：说到“三个环节”，前后没有列出是哪几个⟩，促进达标。",
        );
    }

    #[test]
    fn half_width_marks_part_items_as_well() {
        check_found(
            &RULE,
            "实现⟦三个突破⟧⟨疑似：“三个突破”，列出的是2个：一是队伍有突破｜二是机制有突破⟩:一是队伍有突破;二是机制有突破.",
        );
        check_found(
            &RULE,
            "关爱⟦三童⟧⟨疑似：“三童”，列出的是2个：孤儿｜流动儿童⟩(孤儿、流动儿童),人人有人管.",
        );
        check_found(
            &RULE,
            "⟦五个抓⟧⟨疑似：“五个抓”，列出的是4个：抓党建｜抓均衡｜抓协同｜抓目标⟩,抓党建,抓均衡,抓协同,抓目标.",
        );
        check_silent(
            &RULE,
            "三个每:每名队员读一本书,每个小队走一回街,每个中队种一片树等.",
        );
        check_silent(&RULE, "三童(孤儿、流动儿童、困难儿童)人人有结对.");
    }

    #[test]
    fn as_many_as_announced() {
        for text in [
            "三个着眼四个环节：着眼村组，建好队伍；着眼长远，定好规矩；着眼日常，练好本领。抓实申报、评审、公示、授牌四个环节的管理。",
            "四步走：定计划，建队伍，办活动，看实效，环环相扣。",
            "按照“五有”标准，即有班子、有队伍、有阵地、有制度、有活动，逐校建设。",
            "要突出“三抓”，即抓标准、抓薄弱、抓特色。",
            "做到四个首次，首次开放夜校，首次送课下乡和进厂，首次公布菜单，首次聘请学生评委。",
            "三个每：每名队员读一本书，每个小队走一回老街，每个中队种一片树等新要求。",
            "推行二进：讲座走进车间，图书走进宿舍；三共：场地共用、师资共享、经费共担；四一：每季度读一本书、开一次会；每半年交一篇体会、办一次展览。",
            "使得三童（孤儿、流动儿童、困境儿童）人人有人管。",
            "五个抓，抓班子，把担子压到肩上；抓骨干，把本领练到手上；抓阵地，建到楼下；抓活动，办到心里；抓宣传，讲到屋里。",
            "落实四个纳入:把读书纳入课表，纳入评价，纳入家访，纳入预算。",
            "增强“四个意识”，服务三农，13个设区市都有经验。",
            "实现三个突破：一是队伍；二是机制；三是平台。",
            "围绕三个方面开展工作：",
            "按照“五有”标准，即有班子、有队伍、有阵地、有制度、有活动，逐一过筛。",
        ] {
            check_silent(&RULE, text);
        }
    }
}
