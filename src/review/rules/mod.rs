//! The rules, one file each. This list is the only registration.

use super::rule::Rule;

mod bare_ordinal;
mod confusable;
mod copied_passage;
mod differing_quantity;
mod distorted_formulation;
mod doubled_approximation;
mod doubled_mark;
mod doubled_word;
mod empty_quotes;
mod full_width_letter;
mod half_width_mark;
mod hard_reading;
mod heading_number;
mod impossible_date;
mod long_paragraph;
mod long_sentence;
mod missing_ordinal;
mod misspelt_unit;
mod mixed_number_style;
mod name_variants;
mod needless_enumeration_comma;
mod one_name_for_many;
mod open_end;
mod other_voice;
mod own_word;
mod placeholder;
mod repeated_sentence;
mod run_on;
mod share_over_all;
mod site_furniture;
mod stale_year;
mod stock_phrase;
mod stray_blank;
mod unbalanced_pair;
mod unclear_reference;
mod unreadable_bracket;
mod upside_down;
mod wrong_count;
mod wrong_dash;
mod wrong_ellipsis;
mod wrong_growth;
mod wrong_inner_quote;
mod wrong_meeting_date;
mod wrong_points;
mod wrong_sum;
mod wrong_weekday;

/// Every rule, in the order of their codes.
pub static RULES: &[&Rule] = &[
    &placeholder::RULE,
    &one_name_for_many::RULE,
    &other_voice::RULE,
    &stale_year::RULE,
    &site_furniture::RULE,
    &impossible_date::RULE,
    &wrong_weekday::RULE,
    &empty_quotes::RULE,
    &unbalanced_pair::RULE,
    &open_end::RULE,
    &run_on::RULE,
    &doubled_word::RULE,
    &repeated_sentence::RULE,
    &wrong_count::RULE,
    &wrong_points::RULE,
    &missing_ordinal::RULE,
    &heading_number::RULE,
    &wrong_sum::RULE,
    &wrong_growth::RULE,
    &share_over_all::RULE,
    &upside_down::RULE,
    &differing_quantity::RULE,
    &wrong_meeting_date::RULE,
    &confusable::RULE,
    &distorted_formulation::RULE,
    &misspelt_unit::RULE,
    &name_variants::RULE,
    &own_word::RULE,
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
    &bare_ordinal::RULE,
    &long_sentence::RULE,
    &long_paragraph::RULE,
    &stock_phrase::RULE,
    &unclear_reference::RULE,
    &hard_reading::RULE,
    &unreadable_bracket::RULE,
    &copied_passage::RULE,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::fires_on;

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
        let families: String = crate::review::FAMILIES
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
