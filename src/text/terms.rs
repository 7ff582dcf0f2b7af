//! Terms that a passage repeats: they tell what it is about.

use std::collections::HashMap;

use super::chars::is_han;

/// Characters of a term: shorter ones are words of any text, longer ones are sentences.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=6;

/// How often a term must be said: a longer one is hardly said twice by chance.
const fn least(n_chars: usize) -> usize {
    if n_chars >= 4 { 2 } else { 3 }
}

/// Characters that no term begins or ends with.
const AT_NO_END: &str = "的了和与及或在是把被为对从向到以等并也都就又还将让使由于之其这那各每个些们我本不有更最很所并且年月日次名万千百十一二三四五六七八九两多余上下中里内外后前进出过着得地全";

/// Parts that make a term common to all texts of the field, or a verb with what it is done to.
const COMMON: &[&str] = &[
    "关工委",
    "教育局",
    "教育系统",
    "青少年",
    "老同志",
    "下一代",
    "工作",
    "活动",
    "开展",
    "组织",
    "加强",
    "推进",
    "推动",
    "坚持",
    "落实",
    "积极",
    "充分",
    "发挥",
    "提高",
    "提升",
    "学生",
    "老师",
    "教师",
    "学校",
    "社会",
    "我们",
    "全市",
    "全省",
    "委员会",
    "领导",
];

/// The terms that a text repeats, the most telling first; none that is part of another one that is said as often.
pub fn repeated(text: &str) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for clause in text.split(|c: char| !is_han(c)) {
        let starts: Vec<usize> = clause
            .char_indices()
            .map(|(at, _)| at)
            .chain([clause.len()])
            .collect();
        for (first, start) in starts.iter().enumerate() {
            for length in LENGTHS {
                let Some(end) = starts.get(first + length) else {
                    break;
                };
                if let Some(term) = clause.get(*start..*end) {
                    *counts.entry(term).or_default() += 1;
                }
            }
        }
    }
    let mut terms: Vec<(&str, usize)> = counts
        .into_iter()
        .filter(|(term, n)| *n >= least(term.chars().count()) && is_term(term))
        .collect();
    // The longest first, so that what is part of another comes behind it.
    terms.sort_unstable_by_key(|(term, n)| {
        (std::cmp::Reverse(term.len()), std::cmp::Reverse(*n), *term)
    });
    let mut kept: Vec<(&str, usize)> = Vec::new();
    for (term, n) in terms {
        let is_part = |(whole, n_whole): &(&str, usize)| {
            *n_whole >= n && (whole.contains(term) || overlap(whole, term))
        };
        if !kept.iter().any(is_part) {
            kept.push((term, n));
        }
    }
    kept.sort_by_key(|(term, n)| (std::cmp::Reverse(*n * term.len()), text.find(term)));
    kept.into_iter().map(|(term, _)| term.to_owned()).collect()
}

fn is_term(term: &str) -> bool {
    let ends = [term.chars().next(), term.chars().next_back()];
    let is_bare = ends.iter().flatten().all(|c| !AT_NO_END.contains(*c));
    is_bare
        && !term.contains(['的', '了', '和', '与'])
        && !COMMON.iter().any(|part| term.contains(part))
}

/// True if one ends as the other begins: 家门口的 and 门口的学 are pieces of the same words.
fn overlap(a: &str, b: &str) -> bool {
    let meets = |first: &str, second: &str| {
        let starts = second.char_indices().map(|(at, _)| at).skip(2);
        starts
            .filter_map(|at| second.get(..at))
            .any(|head| first.ends_with(head))
    };
    meets(a, b) || meets(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &str) {
        assert_eq!(repeated(text).join(" "), wanted);
    }

    #[test]
    fn what_is_said_again_is_a_term() {
        check(
            "小院课堂开在村口，小院课堂有三十名老同志值守，孩子们都爱来小院课堂。",
            "小院课堂",
        );
        check(
            "谈心屋办起来了，谈心屋里有热茶，孩子们常去谈心屋，热茶管够。",
            "谈心屋",
        );
    }

    #[test]
    fn common_words_and_what_is_said_once_are_none() {
        check(
            "全市教育系统关工委组织老同志开展活动，老同志积极开展活动，组织老同志。",
            "",
        );
        check("小院课堂开在村口，谈心屋办在学校。", "");
        check("", "");
    }
}
