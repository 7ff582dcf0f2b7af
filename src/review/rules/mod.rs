//! The rules, one file each. This list is the only registration.

use super::rule::Rule;

mod doubled_approximation;
mod doubled_mark;
mod full_width_letter;
mod half_width_mark;
mod hard_reading;
mod long_paragraph;
mod long_sentence;
mod missing_ordinal;
mod mixed_number_style;
mod needless_enumeration_comma;
mod stock_phrase;
mod stray_blank;
mod unclear_reference;
mod unreadable_bracket;
mod wrong_dash;
mod wrong_ellipsis;
mod wrong_inner_quote;

/// Every rule, in the order of their codes.
pub static RULES: &[&Rule] = &[
    &half_width_mark::RULE,
    &wrong_ellipsis::RULE,
    &wrong_dash::RULE,
    &stray_blank::RULE,
    &doubled_mark::RULE,
    &wrong_inner_quote::RULE,
    &needless_enumeration_comma::RULE,
    &full_width_letter::RULE,
    &mixed_number_style::RULE,
    &doubled_approximation::RULE,
    &missing_ordinal::RULE,
    &long_sentence::RULE,
    &long_paragraph::RULE,
    &stock_phrase::RULE,
    &unclear_reference::RULE,
    &hard_reading::RULE,
    &unreadable_bracket::RULE,
];

#[cfg(test)]
mod tests {
    use super::super::testing::fires_on;
    use super::*;

    #[test]
    fn every_explanation_is_true() {
        for rule in RULES {
            let examples = |kind: &str| {
                let lines = rule.info.explain.lines();
                let found: Vec<_> = lines
                    .filter_map(|line| line.trim().strip_prefix(kind))
                    .collect();
                assert!(
                    !found.is_empty(),
                    "{} {} has no {kind}",
                    rule.info.code,
                    rule.info.name
                );
                found
            };
            for bad in examples("反例：") {
                assert!(fires_on(rule, bad), "{} is silent on {bad}", rule.info.code);
            }
            for good in examples("正例：") {
                assert!(!fires_on(rule, good), "{} fires on {good}", rule.info.code);
            }
        }
    }

    #[test]
    fn codes_and_names_are_given_once_and_codes_are_in_order() {
        let families: String = super::super::FAMILIES
            .iter()
            .map(|(letter, _)| *letter)
            .collect();
        let key = |rule: &Rule| {
            let family = rule
                .info
                .code
                .chars()
                .next()
                .and_then(|letter| families.find(letter));
            (family.unwrap(), rule.info.code)
        };
        let keys: Vec<_> = RULES.iter().map(|rule| key(rule)).collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.info.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
    }
}
