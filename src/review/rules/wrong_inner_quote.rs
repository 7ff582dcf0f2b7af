//! P506: quotation marks inside quotation marks that are not the inner ones, and the like for the names of books.

use std::ops::Range;

use crate::review::prelude::*;
pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "P506",
        name: "引号嵌套",
        severity: Severity::Warning,
        explain: "引号里再用引号，外面用双引号，里面用单引号；书名号里再用书名号，里面用单书名号。\n\
                  反例：他说：“要讲好“五老”故事。”\n\
                  反例：开展‘五老’宣讲活动\n\
                  正例：他说：“要讲好‘五老’故事。”",
    },
    check: Check::Block(check),
};

/// A pair of marks.
struct Pair {
    open: usize,
    close: usize,
    /// True if an odd number of pairs of the same family encloses it.
    is_inner: bool,
}

struct Family {
    outer: [char; 2],
    inner: [char; 2],
}

const QUOTES: Family = Family {
    outer: ['“', '”'],
    inner: ['‘', '’'],
};

const BOOKS: Family = Family {
    outer: ['《', '》'],
    inner: ['〈', '〉'],
};

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    for (family, severity) in [(&QUOTES, None), (&BOOKS, Some(Severity::Hint))] {
        for pair in family.pairs(&block.line).unwrap_or_default() {
            let wanted = if pair.is_inner {
                family.inner
            } else {
                family.outer
            };
            let [open, close] = wanted;
            // 〈1993〉 stands for the brackets of a document's number, and is no book at all.
            let is_number = !pair.is_inner && open == '《';
            if block.line.at(pair.open) == open || is_number {
                continue;
            }
            let message = family.message(pair.is_inner);
            let spots = Found::at(block, mark(pair.open), message).and(block, mark(pair.close));
            let fix = vec![open.to_string(), close.to_string()];
            let one = spots.fix_each(fix);
            found.push(match severity {
                Some(severity) => one.severity(severity),
                None => one,
            });
        }
    }
}

fn mark(at: usize) -> Range<usize> {
    at..at + 1
}

impl Family {
    fn message(&self, is_inner: bool) -> &'static str {
        match (self.outer[0], is_inner) {
            ('“', true) => "引号里的引号应为单引号‘’",
            ('“', false) => "外层引号应为双引号“”",
            _ => "书名号里的书名号应为单书名号〈〉",
        }
    }

    /// The pairs of a line; `None` if a mark has no partner: the nesting is then unknown.
    fn pairs(&self, line: &Line) -> Option<Vec<Pair>> {
        let mut open: Vec<usize> = Vec::new();
        let mut pairs = Vec::new();
        for (at, c) in line.chars().iter().enumerate() {
            if [self.outer[0], self.inner[0]].contains(c) {
                open.push(at);
                continue;
            }
            if ![self.outer[1], self.inner[1]].contains(c) || is_apostrophe(line, at) {
                continue;
            }
            let start = open.pop()?;
            let opened = line.at(start);
            let is_partner = (opened == self.outer[0]) == (*c == self.outer[1]);
            if !is_partner {
                return None;
            }
            // “A“和”B”: two quotations of which a mark each is the wrong way round, no nesting.
            let is_joint = !open.is_empty() && is_joint(line, start + 1, at);
            if is_joint {
                return None;
            }
            pairs.push(Pair {
                open: start,
                close: at,
                is_inner: open.len() % 2 == 1,
            });
        }
        pairs.sort_by_key(|pair| pair.open);
        open.is_empty().then_some(pairs)
    }
}

/// it’s and ’98.
fn is_apostrophe(line: &Line, at: usize) -> bool {
    line.at(at) == '’'
        && (line.before(at).is_ascii_alphanumeric() && line.at(at + 1).is_ascii_alphabetic()
            || line.at(at + 1).is_ascii_digit())
}

/// True if the text between two places is empty or only joins its neighbours.
fn is_joint(line: &Line, start: usize, end: usize) -> bool {
    let between = line.slice(start..end);
    between.len() <= 1 || between.iter().all(|c| "和与及或、，以暨".contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn inner_marks_stand_inside() {
        check_rule(
            &RULE,
            "他说：“讲好⟦“⟧⟨疑似：引号里的引号应为单引号‘’⟩五老⟦”⟧故事。”",
            "他说：“讲好‘五老’故事。”",
        );
        check_rule(
            &RULE,
            "开展⟦‘⟧⟨疑似：外层引号应为双引号“”⟩五老⟦’⟧宣讲",
            "开展“五老”宣讲",
        );
        check_rule(
            &RULE,
            "⟦‘⟧⟨疑似：外层引号应为双引号“”⟩讲好⟦“⟧⟨疑似：引号里的引号应为单引号‘’⟩五老⟦”⟧故事⟦’⟧",
            "“讲好‘五老’故事”",
        );
        check_rule(
            &RULE,
            "印发《关于落实⟦《⟧⟨提示：书名号里的书名号应为单书名号〈〉⟩意见⟦》⟧的通知》",
            "印发《关于落实〈意见〉的通知》",
        );
    }

    #[test]
    fn right_nesting_stays() {
        check_silent(
            &RULE,
            "他说：“讲好‘五老’故事。”“五老”与“三老”，《关于〈意见〉的通知》，国发〈1993〉69号，it’s。",
        );
    }

    #[test]
    fn nothing_is_said_of_marks_without_partner() {
        check_silent(&RULE, "他说：“讲好“五老”故事。｜”五老“与‘三老");
        check_silent(&RULE, "开展“五老“和”三老”活动");
    }
}
