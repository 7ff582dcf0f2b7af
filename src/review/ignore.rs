//! What the user has ignored (忽略): known again by its place, or by what it said and what stands around it.

use crate::model::{Anchor, IgnoredFinding};

use super::finding::Finding;

/// How many characters next to a finding must still be the same on one side.
const N_SAME: usize = 4;

/// Ignores this finding at its first place, which now is `place`.
pub fn ignoring_here(finding: &Finding, place: Option<&Anchor>) -> IgnoredFinding {
    IgnoredFinding {
        around: Some((finding.before.clone(), finding.after.clone())),
        place: place.cloned(),
        ..ignoring_everywhere(finding)
    }
}

/// Ignores whatever the same rule finds in the same characters of this speech.
pub fn ignoring_everywhere(finding: &Finding) -> IgnoredFinding {
    IgnoredFinding {
        rule: finding.rule.code.to_owned(),
        text: finding.text.clone(),
        around: None,
        place: None,
    }
}

/// True if the user has ignored the finding, whose first place now is `place`.
pub fn is_ignored(finding: &Finding, place: &Anchor, ignored: &[IgnoredFinding]) -> bool {
    ignored.iter().any(|one| {
        one.rule == finding.rule.code
            && one.text == finding.text
            && match &one.place {
                Some(known) => known == place,
                None => stands_there(finding, one),
            }
    })
}

/// The findings to show, and those that the user has ignored.
pub fn split_ignored(
    findings: Vec<Finding>,
    ignored: &[IgnoredFinding],
) -> (Vec<Finding>, Vec<Finding>) {
    findings.into_iter().partition(|finding| {
        let place = finding.spot();
        place.is_none_or(|place| !is_ignored(finding, place, ignored))
    })
}

/// True if a finding stands where it was ignored. One side is enough: the other may have been edited since.
fn stands_there(finding: &Finding, ignored: &IgnoredFinding) -> bool {
    let Some((before, after)) = &ignored.around else {
        return true;
    };
    let (left, right) = (last(before), first(after));
    let (left_now, right_now) = (last(&finding.before), first(&finding.after));
    // Where a paragraph begins or ends there is nothing to know a place by, unless the finding is all of it.
    let is_whole = left.is_empty() && right.is_empty();
    let is_same = |then: &[char], now: &[char]| then == now && !then.is_empty();
    is_same(&left, &left_now)
        || is_same(&right, &right_now)
        || (is_whole && left_now.is_empty() && right_now.is_empty())
}

fn first(text: &str) -> Vec<char> {
    text.chars().take(N_SAME).collect()
}

/// The nearest characters before a place, backwards.
fn last(text: &str) -> Vec<char> {
    text.chars().rev().take(N_SAME).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::speech_of;
    use super::super::{Setting, review};
    use super::*;

    fn findings(text: &str) -> Vec<Finding> {
        let found = review(&speech_of(text), &Setting::default());
        // The texts have no end, so that each has one finding.
        found
            .into_iter()
            .filter(|finding| finding.rule.code == "P505")
            .collect()
    }

    /// How many findings of `now` are shown after the first of `then` was ignored in this way.
    fn n_shown(ignoring: fn(&Finding) -> IgnoredFinding, then: &str, now: &str) -> usize {
        let one = ignoring(findings(then).first().unwrap());
        let (shown, ignored) = split_ignored(findings(now), &[one]);
        assert_eq!(shown.len() + ignored.len(), findings(now).len());
        shown.len()
    }

    #[track_caller]
    fn check(then: &str, now: &str, wanted: usize) {
        // As in another copy of the speech, where no place is known.
        let ignoring = |finding: &Finding| ignoring_here(finding, None);
        assert_eq!(n_shown(ignoring, then, now), wanted, "{then} / {now}");
    }

    #[test]
    fn an_edit_on_one_side_does_not_bring_it_back() {
        let then = "各项工作取得新成效，，同时也要看到不足";
        check(then, then, 0);
        check(then, "各项工作取得佳绩，，同时也要看到不足", 0);
        check(then, "各项工作取得新成效，，但是还有不足", 0);
        check(then, "去年各地的各项工作取得新成效，，同时也要看见", 0);
        check(then, "各项工作取得佳绩，，但是还有不足", 1);
        // Five characters away nobody looks.
        check(then, "今年工作取得新成效，，但是", 0);
    }

    #[test]
    fn another_place_is_not_ignored() {
        let then = "取得新成效，，同时也要看到";
        check(
            then,
            "取得新成效，，同时也要看到\n成绩来之不易，，各位辛苦了",
            1,
        );
        check(then, "取得新成效。。同时也要看到", 1);
    }

    #[test]
    fn the_end_of_a_paragraph_is_no_place_by_itself() {
        check("成绩很大，，", "成绩很大，，", 0);
        check("成绩很大，，", "不足很多，，", 1);
        check("成绩，，", "大的成绩，，", 1);
        check("，，同志们大家好", "，，朋友们大家好", 1);
        check("，，", "，，", 0);
        check("，，", "成绩，，", 1);
        check("，，", "，，成绩", 1);
        check("成绩，，", "，，", 1);
    }

    #[test]
    fn a_known_place_is_that_place_and_no_other() {
        let text = "成绩，，很大\n成绩，，很大";
        let found = findings(text);
        let place = found[0].spot();
        let one = ignoring_here(&found[0], place);
        let (shown, ignored) = split_ignored(findings(text), &[one]);
        assert_eq!(ignored, [found[0].clone()]);
        assert_eq!(shown, [found[1].clone()]);
    }

    #[test]
    fn everywhere_is_every_place() {
        let now = "成绩很大，，同志们\n问题不少，，各位\n还有；；的";
        assert_eq!(n_shown(ignoring_everywhere, "好，，", now), 1);
    }
}
