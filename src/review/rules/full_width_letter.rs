//! P508: full-width digits and letters.

use crate::review::prelude::*;
pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "P508",
        name: "全角字母数字",
        severity: Severity::Warning,
        explain: "数字和字母用半角。“Ｘ市”一类代替名称的Ｘ不算。\n\
                  反例：２０２４年\n\
                  反例：在ＱＱ群里通知\n\
                  反例：增长5.2％\n\
                  正例：2024年，Ｘ市增长5.2%",
    },
    check: Check::Block(check),
};

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.line;
    let mut at = 0;
    while at < line.len() {
        if line.at(at) == '％' && line.before(at).is_ascii_digit() {
            let percent = Found::at(block, at..at + 1, "全角“％”应为半角“%”");
            found.push(percent.fix("%").severity(Severity::Hint));
        }
        let end = end_of_run(line, at);
        if end == at {
            at += 1;
            continue;
        }
        if !is_mask(line.slice(at..end)) {
            let half: String = line.slice(at..end).iter().map(|c| half_width(*c)).collect();
            let message = format!("“{}”应为半角“{half}”", line.text(at..end));
            found.push(Found::at(block, at..end, message).fix(half));
        }
        at = end;
    }
}

/// The end of full-width digits and letters with what belongs to a number: ３．５％.
fn end_of_run(line: &Line, start: usize) -> usize {
    let mut end = line.run(start, is_wide);
    if end == start {
        return start;
    }
    while matches!(line.at(end), '．' | '／' | '－') && is_wide(line.at(end + 1)) {
        end = line.run(end + 1, is_wide);
    }
    if line.at(end) == '％' { end + 1 } else { end }
}

/// True if the letters mask a name.
fn is_mask(run: &[char]) -> bool {
    run.iter().all(|c| matches!(c, 'Ｘ' | 'ｘ'))
}

/// The half-width form is as far from the full-width one as ! is from ！.
fn half_width(c: char) -> char {
    let offset = u32::from('！') - u32::from('!');
    let half = u32::from(c).checked_sub(offset).and_then(char::from_u32);
    half.filter(char::is_ascii).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn digits_and_letters_become_half_width() {
        check_rule(
            &RULE,
            "⟦２０２４⟧⟨疑似：“２０２４”应为半角“2024”⟩年⟦３．５％⟧⟨疑似：“３．５％”应为半角“3.5%”⟩，⟦ＱＱ⟧⟨疑似：“ＱＱ”应为半角“QQ”⟩群5⟦％⟧⟨提示：全角“％”应为半角“%”⟩",
            "2024年3.5%，QQ群5%",
        );
        check_rule(
            &RULE,
            "⟦２０２１－２０２５⟧⟨疑似：“２０２１－２０２５”应为半角“2021-2025”⟩年",
            "2021-2025年",
        );
    }

    #[test]
    fn masks_and_half_width_stay() {
        check_silent(&RULE, "Ｘ市ＸＸ县，2024年，5%，①③");
    }
}
