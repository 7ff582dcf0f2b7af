//! W403: the name of a unit of the roster, misspelt by a character.

use crate::review::prelude::*;
use crate::review::words::What;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "W403",
        name: "名册名称",
        severity: Severity::Warning,
        explain: "名册里的单位，名称错一个字、少一个字、多一个字。名册里有的别名不算。\n\
                  反例：名册：无锡市教育关工委、徐州市教育关工委｜无锡市教育关工会工作扎实。\n\
                  反例：名册：江南大学关工委、南通大学关工委｜江南大学关工办工作扎实。\n\
                  正例：名册：无锡市教育关工委、徐州市教育关工委｜无锡市教育关工委工作扎实，无锡市教育局也支持。",
    },
    check: Check::Block(check),
};

fn check(block: &Block, setting: &Setting, found: &mut Vec<Found>) {
    if block.place == crate::model::TextId::Front(crate::model::FrontField::Salutation) {
        return;
    }
    let line = &block.line;
    for hit in setting.names.find(line) {
        let What::NearPhrase { phrase, .. } = &hit.what else {
            continue;
        };
        let text = line.text(hit.range.clone());
        // 无锡市教育关工委 of another place: 徐州市 and 常州市 are both right.
        if names_another(&text, phrase) {
            continue;
        }
        let message = format!("名册里是“{phrase}”");
        found.push(
            hit.fixes
                .into_iter()
                .fold(Found::at(block, hit.range, message), Found::fix),
        );
    }
}

/// True if the text is the name of another unit: of another place, of another number.
fn names_another(text: &str, name: &str) -> bool {
    use crate::text::numbers::is_chinese_numeral;
    use crate::text::regions::Region;
    let differs: Vec<(char, char)> = text
        .chars()
        .zip(name.chars())
        .filter(|(a, b)| a != b)
        .collect();
    let is_one = text.chars().count() == name.chars().count();
    let is_number = |c: char| is_chinese_numeral(c) || c.is_ascii_digit();
    let is_other_number = is_one && differs.iter().all(|(a, b)| is_number(*a) && is_number(*b));
    let place = |text: &str| Region::leading(text).map(|(region, _)| region);
    let is_other_place = match (place(text), place(name)) {
        (Some(a), Some(b)) => a.code != b.code,
        _ => false,
    };
    let is_mask = differs
        .iter()
        .any(|(a, _)| crate::text::unit_names::MASKS.contains(a));
    is_other_number || is_other_place || is_mask
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    const ROSTER: &str = "名册：无锡市教育关工委、徐州市教育关工委、高校第一活动片｜";

    #[test]
    fn a_character_off() {
        let check = |text: &str, fixed: &str| {
            check_rule(
                &RULE,
                &format!("{ROSTER}{text}"),
                &format!("{ROSTER}{fixed}"),
            );
        };
        check(
            "⟦无锡市教育关工会⟧⟨疑似：名册里是“无锡市教育关工委”／无锡市教育关工委会⟩工作扎实。",
            "无锡市教育关工委工作扎实。",
        );
        check(
            "⟦徐州市教关工委⟧⟨疑似：名册里是“徐州市教育关工委”⟩工作扎实。",
            "徐州市教育关工委工作扎实。",
        );
    }

    #[test]
    fn other_units() {
        check_silent(
            &RULE,
            &format!("{ROSTER}常州市教育关工委、高校第二活动片、无锡市教育局、X州市教育关工委。"),
        );
        check_silent(&RULE, "无锡市教育关工会工作扎实。");
    }
}
