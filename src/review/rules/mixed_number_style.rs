//! P509: digits and Chinese numerals mixed in one enumeration.

use crate::review::prelude::*;
use crate::text::numbers::{Number, NumberStyle, numbers};
use crate::text::numerals::chinese_numeral;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "P509",
        name: "数字混用",
        severity: Severity::Hint,
        explain: "并列的同类数量，用阿拉伯数字就都用阿拉伯数字，用汉字就都用汉字。\n\
                  反例：走访3个镇、五个村、6个社区\n\
                  正例：走访3个镇、5个村、6个社区\n\
                  正例：落实“三个责任”，走访3个镇",
    },
    check: Check::Block(check),
};

/// Measure words; two counts are compared if they share one.
const MEASURES: &str = "个名人所家场次项篇件份支条户位期座处台本组批间辆套类种";

/// Largest distance between two counts of one enumeration.
const LONGEST_GAP: usize = 14;

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.wide;
    let mut chain: Vec<Number> = Vec::new();
    for number in numbers(line) {
        if !is_count(line, &number) {
            continue;
        }
        let goes_on = chain
            .last()
            .is_some_and(|last| is_next(line, last, &number));
        if !goes_on {
            report(block, &chain, found);
            chain.clear();
        }
        chain.push(number);
    }
    report(block, &chain, found);
}

fn report(block: &Block, chain: &[Number], found: &mut Vec<Found>) {
    let n_chinese = chain
        .iter()
        .filter(|number| number.style == NumberStyle::Chinese)
        .count();
    if n_chinese == 0 || n_chinese == chain.len() {
        return;
    }
    // Counts are written in digits where nothing speaks for the other: GB/T 15835-2011, clause 4.1.
    let rare = if n_chinese * 2 <= chain.len() {
        NumberStyle::Chinese
    } else {
        NumberStyle::Digits
    };
    let odd: Vec<&Number> = chain.iter().filter(|number| number.style == rare).collect();
    let fixes: Option<Vec<String>> = odd.iter().map(|number| other_style(number)).collect();
    let spots = odd.iter().map(|number| spot(block, number.range.clone()));
    let mut one = Found::many(spots.collect(), "并列的数量，数字写法不一致");
    one.fixes
        .extend(fixes.map(|replacements| crate::review::finding::Fix { replacements }));
    found.push(one);
}

fn other_style(number: &Number) -> Option<String> {
    let value = number.whole()?;
    match number.style {
        NumberStyle::Chinese => Some(value.to_string()),
        NumberStyle::Digits => (value < 10_000).then(|| chinese_numeral(value)),
    }
}

/// True if a number counts things: no 一 or 两 that belongs to a word, no name as 三个代表, no ordinal.
fn is_count(line: &Line, number: &Number) -> bool {
    let (start, end) = (number.range.start, number.range.end);
    let before = line.before(start);
    let is_word = number.style == NumberStyle::Chinese && number.value <= 2.0;
    !is_word
        && !matches!(before, '第' | '“' | '每' | '这' | '各' | '数' | '几' | '前')
        && MEASURES.contains(line.at(end))
}

/// True if two counts follow each other in an enumeration, with the same measure word.
fn is_next(line: &Line, last: &Number, next: &Number) -> bool {
    let measure = last.range.end;
    let between = line.slice(measure + 1..next.range.start);
    line.at(measure) == line.at(next.range.end)
        && between.len() <= LONGEST_GAP
        && !between.iter().any(|c| "。；！？：“”".contains(*c))
        && between.iter().any(|c| "、，及和与".contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn the_rarer_style_is_the_odd_one() {
        check_rule(
            &RULE,
            "走访3个镇、⟦五⟧⟨提示：并列的数量，数字写法不一致⟩个村、6个社区",
            "走访3个镇、5个村、6个社区",
        );
        check_rule(
            &RULE,
            "表彰十二名教师、⟦15⟧⟨提示：并列的数量，数字写法不一致⟩名学生和二十名老同志",
            "表彰十二名教师、十五名学生和二十名老同志",
        );
        check_rule(
            &RULE,
            "建成⟦十三⟧⟨提示：并列的数量，数字写法不一致⟩所学校、14所幼儿园",
            "建成13所学校、14所幼儿园",
        );
    }

    #[test]
    fn what_is_no_enumeration_stays() {
        check_silent(
            &RULE,
            "走访3个镇。五个村很好。“三个责任”和3个镇，一个主题、3个专题，第三个、4个",
        );
        check_silent(&RULE, "走访3个镇、五名学生，走访三个镇、五个村");
    }
}
