//! E606: brackets and signs that cannot be read aloud.

use crate::model::Anchor;
use crate::review::prelude::*;
use crate::text::chars::is_han;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "E606",
        name: "括注难读",
        severity: Severity::Hint,
        explain: "括号里的长注释、文号和外文，“/”“→”一类符号，念出来听不明白，建议写成句子或删去。\n\
                  反例：全省关工委（包括各设区市和各高校及县区关工委）都要行动起来\n\
                  反例：请家长/老师配合\n\
                  正例：全省关工委（含高校）都要行动起来，请家长和老师配合",
    },
    check: Check::Block(check),
};

/// Characters of a bracket that can be said in passing.
const LONGEST: usize = 12;

/// Signs that cannot be read out.
const SIGNS: &[char] = &[
    '/', '／', '&', '＆', '→', '⇒', '=', '＝', '≥', '≤', '≠', '＞', '＜',
];

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    if !block.is_paragraph() {
        return;
    }
    let line = &block.line;
    let mut at = 0;
    let mut signs: Vec<Anchor> = Vec::new();
    while at < line.len() {
        if matches!(line.at(at), '（' | '(')
            && let Some(close) = close_of(line, at)
        {
            if let Some(message) = bracket_message(line, at, close) {
                found.push(Found::at(block, at..close + 1, message));
            }
            at = close + 1;
            continue;
        }
        if is_sign(line, at) {
            signs.push(spot(block, at..at + 1));
        }
        at += 1;
    }
    if !signs.is_empty() {
        let message = "符号念不出来，建议写成文字";
        found.push(Found::many(signs, message));
    }
}

/// The bracket that closes the one at a place.
fn close_of(line: &Line, open: usize) -> Option<usize> {
    /// Brackets that are further apart are not taken for a pair.
    const LONGEST_PAIR: usize = 300;
    let mut depth = 0_usize;
    for at in open..line.len().min(open + LONGEST_PAIR) {
        match line.at(at) {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn bracket_message(line: &Line, open: usize, close: usize) -> Option<String> {
    let inner = line.slice(open + 1..close);
    // A paragraph in brackets is a note to the speaker, and no sentence is cut in two by it.
    if open == 0 && close + 1 == line.len() {
        return None;
    }
    let n_letters = inner
        .iter()
        .filter(|c| c.is_ascii_alphabetic() && **c != 'X')
        .count();
    let reason = if inner.iter().any(|c| matches!(c, '（' | '(')) {
        "括号里还有括号"
    } else if inner.contains(&'〔') {
        "括号里是文号"
    } else if n_letters > 1 {
        "括号里是外文"
    } else if inner.len() > LONGEST {
        return Some(format!(
            "括号里有{}字，念出来听不明白，建议写成句子或删去",
            inner.len()
        ));
    } else {
        return None;
    };
    Some(format!("{reason}，念出来听不明白，建议写成句子或删去"))
}

/// True if a sign stands in running text: beside Chinese, no part of an address, a unit or a number.
fn is_sign(line: &Line, at: usize) -> bool {
    /// 公里/小时 is read with 每.
    const UNITS: &[&str] = &["小时", "分钟", "秒", "天", "月", "年", "人", "亩", "次"];
    let (before, after) = (line.before(at), line.at(at + 1));
    if matches!(line.at(at), '/' | '／') && line.starts_any(at + 1, UNITS).is_some() {
        return false;
    }
    let is_beside = |c: char| is_han(c) || matches!(c, '”' | '“' | '》' | '《' | '）' | '（');
    match line.at(at) {
        // 3×5 is read, ××市 is a mask.
        '×' => before.is_ascii_digit() && after.is_ascii_digit(),
        c if SIGNS.contains(&c) => {
            is_beside(before) && (is_beside(after) || after.is_ascii_alphanumeric())
                || is_beside(after) && before.is_ascii_alphabetic()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn long_brackets_numbers_and_other_scripts_are_pointed_out() {
        check_rule(
            &RULE,
            "关工委⟦（包括各设区市和各高校及县区关工委）⟧⟨提示：括号里有16字，念出来听不明白，建议写成句子或删去⟩要行动，按通知⟦（苏教办〔2024〕2号）⟧⟨提示：括号里是文号，念出来听不明白，建议写成句子或删去⟩，用人工智能⟦（AI）⟧⟨提示：括号里是外文，念出来听不明白，建议写成句子或删去⟩",
            "关工委（包括各设区市和各高校及县区关工委）要行动，按通知（苏教办〔2024〕2号），用人工智能（AI）",
        );
        check_rule(
            &RULE,
            "五老⟦（老干部（含离休））⟧⟨提示：括号里还有括号，念出来听不明白，建议写成句子或删去⟩",
            "五老（老干部（含离休））",
        );
    }

    #[test]
    fn signs_between_words_are_pointed_out() {
        check_rule(
            &RULE,
            "家长⟦/⟧⟨提示：符号念不出来，建议写成文字⟩老师⟦→⟧学生，正餐+课间餐⟦=⟧营养餐，按3⟦×⟧4排",
            "家长/老师→学生，正餐+课间餐=营养餐，按3×4排",
        );
    }

    #[test]
    fn short_brackets_and_masks_stay() {
        check_silent(
            &RULE,
            "（一）各校（园）要行动（掌声），1月23日（星期二）。见www.a.cn/b，80公里/小时，××市，1/3，“党建+”",
        );
        check_silent(&RULE, "（包括各设区市和各高校及县区关工委的同志）｜正文");
    }
}
