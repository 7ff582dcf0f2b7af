//! C204: a quote or bracket without its partner, also over several paragraphs.

use crate::review::patterns::pairs::{Fault, faults};
use crate::review::prelude::*;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "C204",
        name: "标点不配对",
        severity: Severity::Error,
        explain: "引号、书名号、括号只有一半。引文分几段时，每段开头都有前引号、最后一段才有后引号，是对的。\n\
                  反例：打造“先锋品牌，成效明显。\n\
                  反例：认真学习《决定，抓好落实。\n\
                  反例：各校（含民办学校都要参加。\n\
                  正例：打造“先锋”品牌，做到1）早部署；2）早落实。\n\
                  正例：他说：“第一段。｜“第二段。”",
    },
    check: Check::Section(check),
};

/// How many paragraphs a quotation goes on for, or a bracket that holds whole paragraphs.
const N_PARAGRAPHS: usize = 6;

fn check(passage: &SectionText, _: &Setting, found: &mut Vec<Found>) {
    report(&passage.heading, faults(&passage.heading.line), found);
    // A “ that is still open, with the paragraph it stands in.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (nth, block) in passage.paragraphs.iter().enumerate() {
        let mut here = Vec::new();
        let goes_on = open
            .last()
            .is_some_and(|(start, _)| nth - start <= N_PARAGRAPHS);
        // The quotation opens anew in each of its paragraphs: one that closes needs but one of them.
        let reopens = goes_on && block.line.at(block.line.run(0, char::is_whitespace)) == '“';
        if reopens {
            open.pop();
        }
        for fault in faults(&block.line) {
            match fault {
                Fault::Unopened(at)
                    if block.line.at(at) == '”' && goes_on && open.pop().is_some() => {}
                Fault::Unclosed(at) if block.line.at(at) == '“' => open.push((nth, at)),
                other => here.push(other),
            }
        }
        report(block, here, found);
    }
    for (nth, at) in open {
        if let Some(block) = passage.paragraphs.get(nth) {
            report(block, vec![Fault::Unclosed(at)], found);
        }
    }
}

fn report(block: &Block, faults: Vec<Fault>, found: &mut Vec<Found>) {
    /// The other half of a pair that is no further away may be the one too many.
    const FURTHEST: usize = 200;
    for fault in faults {
        let (at, message) = match fault {
            Fault::Unopened(at) => (at, "前面没有与它配对的前半个"),
            Fault::Unclosed(at) => (at, "后面没有与它配对的后半个"),
            Fault::Empty(_) | Fault::Inverted(..) => continue,
        };
        let message = format!("“{}”{message}", block.line.at(at));
        let mut one = Found::at(block, at..at + 1, message);
        // “……“……”: either of the two may be the one too many.
        let is_other = |c| !matches!(c, '“' | '”' | '‘' | '’');
        let next = block.line.run_within(at + 1, FURTHEST, is_other);
        if block.line.at(next) == block.line.at(at) {
            one = one.against(block, next..next + 1);
        }
        found.push(one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_silent};

    #[test]
    fn a_half_without_its_partner() {
        check_found(
            &RULE,
            "先进⟦”⟧⟨错误：“””前面没有与它配对的前半个⟩事迹和“银发”品牌。｜打造⟦“⟧⟨错误：““”后面没有与它配对的后半个⟩先锋品牌。",
        );
        check_found(
            &RULE,
            "认真学习⟦《⟧⟨错误：“《”后面没有与它配对的后半个⟩决定，各校⟦（⟧⟨错误：“（”后面没有与它配对的后半个⟩含民办，抓好⟦】⟧⟨错误：“】”前面没有与它配对的前半个⟩落实。",
        );
        check_found(
            &RULE,
            "一、打造⟦“⟧⟨错误：““”后面没有与它配对的后半个⟩先锋品牌｜正文。",
        );
    }

    #[test]
    fn a_quotation_of_several_paragraphs() {
        check_silent(&RULE, "他说：“第一段。｜“第二段。｜“第三段。”");
        check_silent(&RULE, "他说：“第一段。｜第二段。”");
        check_found(
            &RULE,
            "他说：⟦“⟧⟨错误：““”后面没有与它配对的后半个⟩第一段。｜第二段。",
        );
    }

    #[test]
    fn numbers_of_a_list_and_apostrophes() {
        check_silent(&RULE, "做到1）早部署；2）早落实。it’s fine");
    }

    #[test]
    fn the_next_mark_of_the_same_kind_is_pointed_at() {
        check_found(
            &RULE,
            "打造⟦“⟧⟨错误：““”后面没有与它配对的后半个⟩先锋⌊⟦“⟧⟨同上⟩⌋品牌。",
        );
    }
}
