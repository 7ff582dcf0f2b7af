//! How much the rules find of faults planted in paragraphs, and how often they cry wolf in clean ones.
//!
//! The paragraphs of `tests/review` were written without looking at the rules. `cargo test --lib measure -- --nocapture`
//! prints the figures.

#![expect(clippy::print_stdout, reason = "the figures are to be read")]

use std::collections::BTreeMap;

use super::rules::RULES;
use super::testing::{mark_places, review_of, speech_of, speech_places};
use super::{Finding, Severity};

const PLANTED: &str = include_str!("../../tests/review/planted.txt");
const CLEAN: &str = include_str!("../../tests/review/clean.txt");

/// A case of a corpus: its title and its text.
fn cases(corpus: &str) -> Vec<(&str, &str)> {
    let cases = corpus
        .split("\n=== ")
        .map(|case| case.trim_start_matches("=== "));
    cases
        .filter_map(|case| case.split_once('\n'))
        .filter(|(title, _)| !title.starts_with('#'))
        .collect()
}

fn is_serious(finding: &Finding) -> bool {
    finding.severity != Severity::Hint
}

/// What was planted in a case, by code, and whether it was found; then what else was found.
fn planted(text: &str) -> (Vec<(String, String, bool)>, Vec<Finding>) {
    let (plain, marks) = mark_places(text);
    let speech = speech_of(&plain);
    let findings = review_of(&speech);
    let mut used = vec![false; findings.len()];
    let mut planted = Vec::new();
    for mark in marks {
        let place = speech_places(&speech).into_iter().nth(mark.line).unwrap();
        let hits = |finding: &Finding| {
            finding.rule.code == mark.code
                && finding.spots.iter().chain(&finding.related).any(|spot| {
                    spot.text == place.0
                        && spot.range.start.0 < mark.range.end + place.1
                        && spot.range.end.0 + place.1 > mark.range.start
                })
        };
        let mut is_found = false;
        for (finding, used) in findings.iter().zip(&mut used) {
            if hits(finding) {
                *used = true;
                is_found = true;
            }
        }
        planted.push((mark.code, mark.text, is_found));
    }
    let rest = findings.into_iter().zip(used).filter(|(_, used)| !used);
    (planted, rest.map(|(finding, _)| finding).collect())
}

#[test]
fn planted_faults_are_found() {
    let mut by_code: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    let mut others = Vec::new();
    for (title, text) in cases(PLANTED) {
        let (planted, rest) = planted(text);
        for (code, fault, is_found) in planted {
            let count = by_code.entry(code.clone()).or_default();
            count.1 += 1;
            if is_found {
                count.0 += 1;
            } else {
                missed.push(format!("{code} {fault} in {title}"));
            }
        }
        for finding in rest.iter().filter(|finding| is_serious(finding)) {
            others.push(format!(
                "{} {} in {title}: {}",
                finding.rule.code, finding.text, finding.message
            ));
        }
    }
    println!("code  found  planted");
    let (mut n_found, mut n_planted) = (0, 0);
    for (code, (found, all)) in &by_code {
        println!("{code}  {found:>5}  {all:>7}");
        let rule = RULES.iter().find(|rule| rule.info.code == code);
        if rule.is_none_or(|rule| rule.info.severity != Severity::Hint) {
            n_found += found;
            n_planted += all;
        }
    }
    println!(
        "{n_found} of {n_planted} faults of 错误 and 疑似\nmissed:\n{}\nfound besides:\n{}",
        missed.join("\n"),
        others.join("\n")
    );
    assert!(n_found * 100 >= n_planted * 95, "{n_found} of {n_planted}");
}

#[test]
fn clean_paragraphs_stay_clean() {
    let mut n_chars = 0;
    let mut alarms = Vec::new();
    let mut hints: BTreeMap<&str, usize> = BTreeMap::new();
    for (title, text) in cases(CLEAN) {
        let speech = speech_of(text);
        n_chars += text.chars().filter(|c| !c.is_whitespace()).count();
        for finding in review_of(&speech) {
            if is_serious(&finding) {
                alarms.push(format!(
                    "{} {}‸{}‸{} in {title}: {}",
                    finding.rule.code, finding.before, finding.text, finding.after, finding.message
                ));
            } else {
                *hints.entry(finding.rule.code).or_default() += 1;
            }
        }
    }
    println!(
        "{} false alarms in {n_chars} characters\n{}\nhints: {hints:?}",
        alarms.len(),
        alarms.join("\n")
    );
    assert!(
        alarms.len() * 10_000 <= n_chars,
        "{} in {n_chars}",
        alarms.len()
    );
}
