//! The lines of the review's list: heads of groups, findings, and what is not shown.

use std::collections::BTreeMap;

use crate::model::{IgnoredFinding, SectionId, Speech, numbered_sections};
use crate::review::{COPIED, Finding, Followed, RuleInfo, Severity};

use super::{Order, ReviewInput, ReviewState};

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item<'a> {
    Head {
        /// Under which it is remembered that the group is closed.
        key: String,
        name: String,
        n: usize,
        /// The rule that the group is of.
        rule: Option<&'static RuleInfo>,
        is_open: bool,
    },
    /// By its place among the findings.
    Finding(usize),
    /// How much was copied from the library.
    Copied,
    Ignored(&'a IgnoredFinding),
    RuleOff(&'static RuleInfo),
}

/// The key of the group of a rule.
pub(super) fn rule_head(rule: &RuleInfo) -> String {
    format!("rule {}", rule.code)
}

const IGNORED: &str = "ignored";
const RULES_OFF: &str = "rules off";

/// The list as it stands now.
pub(super) fn items<'a>(
    state: &ReviewState,
    input: &ReviewInput<'a>,
    reviewed: &Followed,
) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let listed = reviewed
        .shown()
        .filter(|(_, finding)| !state.hidden.contains(&finding.severity));
    match state.order {
        Order::ByRule => {
            let mut groups: BTreeMap<(Severity, &str), (&'static RuleInfo, Vec<usize>)> =
                BTreeMap::new();
            for (idx, finding) in listed {
                let key = (worst(finding), finding.rule.code);
                groups
                    .entry(key)
                    .or_insert_with(|| (finding.rule, Vec::new()))
                    .1
                    .push(idx);
            }
            for (rule, findings) in groups.into_values() {
                let n = findings.len();
                let tells_share = rule.family() == COPIED && reviewed.copied().is_some();
                group(
                    &mut items,
                    state,
                    (rule_head(rule), rule.name.to_owned()),
                    Some(rule),
                    findings,
                );
                if tells_share && !state.closed.contains(&rule_head(rule)) {
                    let at = items.len() - n;
                    items.insert(at, Item::Copied);
                }
            }
        }
        Order::ByPlace => {
            let names = section_names(input.speech);
            let mut groups: Vec<(String, String, Vec<usize>)> = Vec::new();
            for (idx, _) in listed {
                let (key, name) = place_of(reviewed, idx, &names);
                match groups.last_mut() {
                    Some((last, _, findings)) if *last == key => findings.push(idx),
                    _ => groups.push((key, name, vec![idx])),
                }
            }
            for (key, name, findings) in groups {
                group(&mut items, state, (key, name), None, findings);
            }
        }
    }
    let n_ignored = input.speech.ignored.len();
    let ignored = input.speech.ignored.iter().map(Item::Ignored).collect();
    rest(&mut items, state, (IGNORED, "已忽略"), n_ignored, ignored);
    let off: Vec<_> = input.rules_off().map(Item::RuleOff).collect();
    rest(
        &mut items,
        state,
        (RULES_OFF, "已停用的规则"),
        off.len(),
        off,
    );
    items
}

/// Findings of a rule stand together, though some may be less sure than the rule is.
const fn worst(finding: &Finding) -> Severity {
    finding.rule.severity
}

fn group(
    items: &mut Vec<Item<'_>>,
    state: &ReviewState,
    (key, name): (String, String),
    rule: Option<&'static RuleInfo>,
    findings: Vec<usize>,
) {
    let is_open = !state.closed.contains(&key);
    items.push(Item::Head {
        key,
        name,
        n: findings.len(),
        rule,
        is_open,
    });
    if is_open {
        items.extend(findings.into_iter().map(Item::Finding));
    }
}

/// A group of hidden findings, closed until the user opens it.
fn rest<'a>(
    items: &mut Vec<Item<'a>>,
    state: &ReviewState,
    (key, name): (&str, &str),
    n: usize,
    rest: Vec<Item<'a>>,
) {
    if n == 0 {
        return;
    }
    let is_open = state.closed.contains(key);
    items.push(Item::Head {
        key: key.to_owned(),
        name: name.to_owned(),
        n,
        rule: None,
        is_open,
    });
    if is_open {
        items.extend(rest);
    }
}

/// What sections are called: the number and the heading, or how the text begins.
pub(super) fn section_names(speech: &Speech) -> BTreeMap<SectionId, String> {
    let name = |(_, section, number): (usize, &std::sync::Arc<crate::model::Section>, String)| {
        let name = if section.heading.is_empty() {
            let first = section
                .paragraphs
                .first()
                .map_or("", |paragraph| &paragraph.text);
            let start: String = first.chars().take(12).collect();
            format!("（无标题）{start}")
        } else {
            format!("{number}{}", section.heading)
        };
        (section.id, name)
    };
    numbered_sections(speech).into_iter().map(name).collect()
}

fn place_of(
    reviewed: &Followed,
    finding: usize,
    names: &BTreeMap<SectionId, String>,
) -> (String, String) {
    match reviewed.section_of(finding) {
        Some(id) => {
            let name = names.get(&id).cloned().unwrap_or_default();
            (format!("section {}", id.0), name)
        }
        None => ("front".to_owned(), "题头".to_owned()),
    }
}
