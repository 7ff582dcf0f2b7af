//! Numbers of headings that an import has put in order, as findings: in the tree they cannot be wrong any more.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::import::{Imported, NoteKind};
use crate::model::{Anchor, CharIdx, Section, SectionId, TextId};
use crate::review::{Finding, RULES, RuleInfo, Severity};
use crate::text::line::Line;
use crate::text::numbers::number_at;

/// The rule that speaks of numbers of headings.
const CODE: &str = "N304";

/// A finding for every heading whose number was another in the source, in no order.
pub(super) fn findings(imported: &Imported) -> Vec<Finding> {
    let mut found = Vec::new();
    let rule = RULES.iter().find(|rule| rule.info.code == CODE);
    let Some(rule) = rule.map(|rule| &rule.info) else {
        return found;
    };
    let notes = imported.notes.iter();
    let changes: BTreeMap<u64, Change<'_>> = notes
        .filter_map(|note| match &note.kind {
            NoteKind::Renumbered {
                section,
                written,
                given,
            } => Some((section.0, Change { written, given })),
            _ => None,
        })
        .collect();
    if !changes.is_empty() {
        level(rule, &imported.speech.sections, &changes, &mut found);
    }
    found
}

struct Change<'a> {
    written: &'a str,
    given: &'a str,
}

fn level(
    rule: &'static RuleInfo,
    sections: &[Arc<Section>],
    changes: &BTreeMap<u64, Change<'_>>,
    found: &mut Vec<Finding>,
) {
    // The last number as it was written.
    let mut last = 0;
    let has_number = |section: &Section| section.numbered && !section.heading.is_empty();
    let mut nth = 0;
    for section in sections {
        if has_number(section) {
            nth += 1;
            let value = match changes.get(&section.id.0) {
                Some(change) => {
                    let value = value(change.written);
                    // What follows the one before is written in another way, or the fault is further up.
                    let goes_on = value.is_none_or(|value| value == last + 1);
                    let severity = if goes_on {
                        Severity::Hint
                    } else {
                        rule.severity
                    };
                    found.push(finding(rule, severity, section.id, change));
                    value.unwrap_or(nth)
                }
                None => nth,
            };
            last = value;
        }
        level(rule, &section.children, changes, found);
    }
}

fn finding(
    rule: &'static RuleInfo,
    severity: Severity,
    section: SectionId,
    change: &Change<'_>,
) -> Finding {
    let Change { written, given } = change;
    Finding {
        rule,
        severity,
        spots: vec![Anchor {
            text: TextId::Heading(section),
            range: CharIdx(0)..CharIdx(0),
        }],
        related: Vec::new(),
        text: String::new(),
        before: String::new(),
        after: String::new(),
        message: format!("原稿的编号是“{written}”，按章节顺序已改为“{given}”"),
        fixes: Vec::new(),
    }
}

/// 3 for 三、, （三） or ③; `None` for a number of another kind.
fn value(number: &str) -> Option<usize> {
    let line = Line::new(number);
    let found = (0..line.len()).find_map(|at| number_at(&line, at));
    found.and_then(|found| found.whole()).or_else(|| {
        ('①'..='⑳')
            .position(|circled| number.contains(circled))
            .map(|at| at + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text;

    fn check(source: &str, wanted: &[(&str, Severity)]) {
        let imported = text(source);
        let found = findings(&imported);
        let said: Vec<_> = found
            .iter()
            .map(|finding| (finding.message.as_str(), finding.severity))
            .collect();
        let wanted: Vec<_> = wanted
            .iter()
            .map(|(change, severity)| {
                let (written, given) = change.split_once('→').unwrap();
                let message = format!("原稿的编号是“{written}”，按章节顺序已改为“{given}”");
                (message, *severity)
            })
            .collect();
        let wanted: Vec<_> = wanted
            .iter()
            .map(|(message, severity)| (message.as_str(), *severity))
            .collect();
        assert_eq!(said, wanted, "{source}");
    }

    #[test]
    fn a_number_that_leaves_one_out_and_those_after_it() {
        check(
            "讲话\n一、甲\n三、乙\n四、丙",
            &[
                ("三、→二、", Severity::Warning),
                ("四、→三、", Severity::Hint),
            ],
        );
        check("讲话\n一、甲\n一、乙", &[("一、→二、", Severity::Warning)]);
        check("讲话\n一、甲\n二、乙", &[]);
    }

    #[test]
    fn another_way_of_writing_is_no_fault() {
        check(
            "讲话\n一、甲\n1.乙\n2.丙\n4.丁",
            &[
                ("1.→（一）", Severity::Hint),
                ("2.→（二）", Severity::Hint),
                ("4.→（三）", Severity::Warning),
            ],
        );
    }
}
