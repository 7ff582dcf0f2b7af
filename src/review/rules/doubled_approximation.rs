//! P510: two words for about the same number that say the same or the opposite: 约300人左右.

use std::ops::Range;

use crate::review::prelude::*;
use crate::text::chars::is_han;
use crate::text::numbers::{chinese_digit, is_chinese_numeral};

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "P510",
        name: "概数矛盾",
        severity: Severity::Warning,
        explain: "一个数只用一个表示大概的词，“约”和“左右”、“超过”和“余”不一起用；精确到小数的数后面不加“多”“余”。\n\
                  反例：约300人左右\n\
                  反例：近500多人\n\
                  反例：超过300余人\n\
                  反例：最多300人以上\n\
                  反例：投入3.57多万元\n\
                  正例：约300人，近500人，超过365人，近三年来投入3.57万元",
    },
    check: Check::Block(check),
};

/// Meaning of a word in front of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Front {
    /// 约, 近: about so much.
    About,
    /// 超过: more than that.
    Above,
    /// 最多, 不足: at most, or less.
    Below,
    /// 至少: not less.
    AtLeast,
}

/// Of two words with the same ending the longer one comes first.
const FRONTS: &[(&str, Front)] = &[
    ("大约", Front::About),
    ("大概", Front::About),
    ("大致", Front::About),
    ("将近", Front::About),
    ("接近", Front::About),
    ("约", Front::About),
    ("近", Front::About),
    ("不超过", Front::Below),
    ("超过", Front::Above),
    ("多达", Front::Above),
    ("超", Front::Above),
    ("逾", Front::Above),
    ("最多", Front::Below),
    ("至多", Front::Below),
    ("不足", Front::Below),
    ("不到", Front::Below),
    ("最少", Front::AtLeast),
    ("至少", Front::AtLeast),
    ("不少于", Front::AtLeast),
    ("不低于", Front::AtLeast),
];

/// Characters before 约, 近 or 超 with which they are another word: 节约, 最近, 赶超.
const WORD_BEFORE: &str =
    "节制预合契公签违条特邀相简纽誓履婚和租隐绰附最靠临邻亲就走远贴逼赶反高大不将接";

/// Nouns of time behind 近: 近20多年 is the last twenty years and more.
const TIMES: &[&str] = &["年", "个月", "天", "日", "周", "代", "届", "期"];

/// Verbs that may stand between 约 and its number: 约占30%.
const VERBS: &[char] = &['占', '有', '为', '需', '达', '在'];

/// Largest distance of 左右 from its number: a measure word and perhaps a noun stand between.
const LONGEST_MEASURE: usize = 5;

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.wide;
    let mut at = 0;
    while at < line.len() {
        let end = line.run(at, is_figure);
        if end == at {
            at += 1;
            continue;
        }
        if line.slice(at..end).iter().any(|c| is_quantity(*c)) {
            look_at(block, at..end, found);
        }
        at = end;
    }
}

/// True for characters of numbers, also of 几十 and 数百.
fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '几' | '数') || is_chinese_numeral(c)
}

fn is_quantity(c: char) -> bool {
    c.is_ascii_digit() || is_chinese_numeral(c)
}

fn look_at(block: &Block, figure: Range<usize>, found: &mut Vec<Found>) {
    let line = &block.wide;
    let front = front_of(line, figure.start);
    let more = more_behind(line, figure.end);
    let unit = line.run(more.as_ref().map_or(figure.end, |more| more.end), is_myriad);
    // 近20多年: 近 means the most recent years, not about.
    let is_span = |front: &Range<usize>| {
        line.starts(front.start, "近") && line.starts_any(unit, TIMES).is_some()
    };
    let front = front.filter(|(range, _)| !is_span(range));
    if let (Some((front, Front::About | Front::Above)), Some(more)) = (&front, &more) {
        report(block, front.clone(), more.clone(), found);
        return;
    }
    // 几十余名, 数百多人.
    if let Some(more) = more.clone().filter(|_| is_some(line, &figure)) {
        let (spread, word) = (line.text(figure), line.text(more.clone()));
        let message = format!("“{spread}”已是概数，后面不用“{word}”");
        found.push(Found::at(block, more, message).fix(""));
        return;
    }
    if let Some(more) = more.clone().filter(|_| is_exact(line, &figure)) {
        let (exact, word) = (line.text(figure), line.text(more.clone()));
        let message = format!("{exact}是精确的数，后面不用“{word}”");
        found.push(Found::at(block, more, message).fix(""));
        return;
    }
    let Some((back, kind)) = back_of(line, more.as_ref().map_or(figure.end, |more| more.end))
    else {
        return;
    };
    if let Some((front, said)) = front {
        if kind.is_too_much_with(said) {
            report(block, front, back, found);
        }
        return;
    }
    // 300多人以上 says little more than 300人以上, but people say so.
    if kind != Back::About {
        return;
    }
    if let Some(more) = more {
        report(block, more, back, found);
    } else if let Some(spread) = spread(line, &figure) {
        let message = format!("“{spread}”已是概数，后面不用“{}”", line.text(back.clone()));
        found.push(Found::at(block, back, message).fix(""));
    }
}

/// Reports two words of which one must go; only the author knows which.
fn report(block: &Block, first: Range<usize>, second: Range<usize>, found: &mut Vec<Found>) {
    let (a, b) = (
        block.wide.text(first.clone()),
        block.wide.text(second.clone()),
    );
    let message = format!("“{a}”和“{b}”只能留一个");
    let pair = Found::at(block, first, message).and(block, second);
    found.push(
        pair.fix_each(vec![a, String::new()])
            .fix_each(vec![String::new(), b]),
    );
}

/// The word in front of a number.
fn front_of(line: &Line, figure: usize) -> Option<(Range<usize>, Front)> {
    let end = if VERBS.contains(&line.before(figure)) {
        figure - 1
    } else {
        figure
    };
    let (word, kind) = FRONTS.iter().find(|(word, _)| line.ends(end, word))?;
    let start = end - word.chars().count();
    let is_other = word.chars().count() == 1 && WORD_BEFORE.contains(line.before(start));
    (!is_other).then_some((start..end, *kind))
}

/// 多 or 余 right behind a number: 300余.
fn more_behind(line: &Line, at: usize) -> Option<Range<usize>> {
    /// With 多 they are other words: 多媒体, 多样.
    const OTHERS: &[char] = &['媒', '样', '边', '功', '维'];
    let is_more = match line.at(at) {
        '多' => !OTHERS.contains(&line.at(at + 1)),
        '余' => !matches!(line.at(at + 1), '额' | '地' | '下' | '款'),
        _ => false,
    };
    is_more.then_some(at..at + 1)
}

fn is_myriad(c: char) -> bool {
    matches!(c, '万' | '亿' | '千' | '百')
}

/// True if a figure has decimals that leave nothing open: 3.57, but no 1.5.
fn is_exact(line: &Line, figure: &Range<usize>) -> bool {
    let chars = line.slice(figure.clone());
    let point = chars.iter().position(|c| *c == '.');
    point.is_some_and(|point| {
        chars
            .iter()
            .skip(point + 1)
            .filter(|c| c.is_ascii_digit())
            .count()
            > 1
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Back {
    About,
    AndMore,
    AndLess,
}

impl Back {
    /// True if the pair is redundant or contradictory.
    fn is_too_much_with(self, front: Front) -> bool {
        self != Self::AndLess || front != Front::Below
    }
}

/// 左右, 以上 or the like behind a number and its measure word.
fn back_of(line: &Line, at: usize) -> Option<(Range<usize>, Back)> {
    const BACKS: &[(&str, Back)] = &[
        ("左右", Back::About),
        ("上下", Back::About),
        ("以上", Back::AndMore),
        ("以下", Back::AndLess),
    ];
    for place in at..=at + LONGEST_MEASURE {
        let found = BACKS.iter().find(|(word, _)| line.starts(place, word));
        if let Some((_, word)) = found {
            let range = place..place + 2;
            // 左右两侧, 上下联动, 以上工作 are about something else.
            let is_other = *word == Back::About && is_place(line, range.end)
                || *word != Back::About && place == at;
            return (!is_other).then_some((range, *word));
        }
        let c = line.at(place);
        let is_measure =
            is_han(c) && !is_figure(c) && !matches!(c, '的' | '在' | '于' | '和' | '与')
                || matches!(c, '%' | '％' | '℃')
                || c.is_ascii_alphabetic()
                || is_myriad(c);
        if !is_measure {
            return None;
        }
    }
    None
}

fn is_place(line: &Line, at: usize) -> bool {
    const OTHERS: &[&str] = &["两", "手", "岸", "侧", "翼", "为难", "逢源", "联动"];
    const OTHERS_OF_UP_AND_DOWN: &[&str] = &["一心", "功夫", "班", "级", "游", "贯通"];
    line.starts_any(at, OTHERS).is_some()
        || line.ends(at, "上下") && line.starts_any(at, OTHERS_OF_UP_AND_DOWN).is_some()
}

/// True if a figure is 几十, 数百 or the like. 人数三十 is a number of people.
fn is_some(line: &Line, figure: &Range<usize>) -> bool {
    const COUNTED: &str = "人总户次个件指分小多少基倍系函位岁票字";
    let is_number_of = COUNTED.contains(line.before(figure.start));
    let chars = line.slice(figure.clone());
    let mut chars = chars.iter().enumerate();
    chars.any(|(nth, c)| *c == '几' || *c == '数' && (nth > 0 || !is_number_of))
}

/// Why a figure is no single number: 3至5, 三五, 几十, 数百.
fn spread(line: &Line, figure: &Range<usize>) -> Option<String> {
    let written = line.text(figure.clone());
    let chars = line.slice(figure.clone());
    if is_some(line, figure) {
        return Some(written);
    }
    let is_pair = |pair: &[char]| match pair {
        [a, b] => match (chinese_digit(*a), chinese_digit(*b)) {
            (Some(a), Some(b)) => a > 0 && b == a + 1 || (a, b) == (3, 5),
            _ => false,
        },
        _ => false,
    };
    let n_digits = chars
        .iter()
        .filter(|c| chinese_digit(**c).is_some())
        .count();
    if n_digits == 2 && chars.windows(2).any(is_pair) {
        return Some(written);
    }
    let is_to = matches!(line.before(figure.start), '至' | '～' | '~' | '—' | '-')
        || line.before(figure.start) == '到' && is_quantity(line.before(figure.start - 1));
    let start = line.run_back(figure.start.saturating_sub(1), is_figure);
    let is_range = is_to && start + 1 < figure.start;
    is_range.then(|| line.text(start..figure.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn one_word_is_enough() {
        check_rule(
            &RULE,
            "⟦约⟧⟨疑似：“约”和“左右”只能留一个／，左右⟩300人⟦左右⟧",
            "约300人",
        );
        check_rule(
            &RULE,
            "⟦近⟧⟨疑似：“近”和“多”只能留一个／，多⟩500⟦多⟧人，⟦超过⟧⟨疑似：“超过”和“余”只能留一个／，余⟩300⟦余⟧人",
            "近500人，超过300人",
        );
        check_rule(
            &RULE,
            "⟦大约⟧⟨疑似：“大约”和“左右”只能留一个／，左右⟩三五个⟦左右⟧，⟦约⟧⟨疑似：“约”和“左右”只能留一个／，左右⟩占30%⟦左右⟧",
            "大约三五个，约占30%",
        );
        check_rule(
            &RULE,
            "⟦最多⟧⟨疑似：“最多”和“以上”只能留一个／，以上⟩300人⟦以上⟧，⟦至少⟧⟨疑似：“至少”和“左右”只能留一个／，左右⟩三年⟦左右⟧",
            "最多300人，至少三年",
        );
        check_rule(
            &RULE,
            "有500⟦余⟧⟨疑似：“余”和“左右”只能留一个／，左右⟩人⟦左右⟧，⟦将近⟧⟨疑似：“将近”和“多”只能留一个／，多⟩三万⟦多⟧册",
            "有500余人，将近三万册",
        );
    }

    #[test]
    fn a_range_is_about_enough() {
        check_rule(
            &RULE,
            "3至5个⟦左右⟧⟨疑似：“3至5”已是概数，后面不用“左右”⟩，七八个⟦左右⟧⟨疑似：“七八”已是概数，后面不用“左右”⟩，几十人⟦左右⟧⟨疑似：“几十”已是概数，后面不用“左右”⟩",
            "3至5个，七八个，几十人",
        );
    }

    #[test]
    fn some_is_about_enough() {
        check_rule(
            &RULE,
            "组织几十⟦余⟧⟨疑似：“几十”已是概数，后面不用“余”⟩名专业人员",
            "组织几十名专业人员",
        );
        check_silent(&RULE, "到会人数三十余人，惠及人数三十左右");
    }

    #[test]
    fn exact_numbers_have_no_more() {
        check_rule(
            &RULE,
            "投入3.57⟦多⟧⟨疑似：3.57是精确的数，后面不用“多”⟩万元",
            "投入3.57万元",
        );
    }

    #[test]
    fn other_words_and_single_ones_stay() {
        check_silent(
            &RULE,
            "节约300多万元，签约50余个，最近10多天，附近300多户，近20多年来，近十余年",
        );
        check_silent(
            &RULE,
            "约300人，300人左右，近500人，超过365人，60岁以上，300多人，1.5万多人，二十四五岁左右的人一个左右两边",
        );
        check_silent(&RULE, "20左右的人，约有300人，上下联动，三个方面以上下贯通");
    }
}
