//! C205: a paragraph that stops without a mark.

use crate::review::prelude::*;
use crate::text::chars::is_han;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "C205",
        name: "段末缺标点",
        severity: Severity::Warning,
        explain: "段落的最后没有句号一类的标点，或者停在逗号、顿号上，可能少了句号，也可能后半段丢了。短的标题、落款、表格行不算。\n\
                  反例：各地要加强领导，狠抓落实，确保各项任务落到实处\n\
                  反例：各地要加强领导，狠抓落实，\n\
                  正例：各地要加强领导，狠抓落实。\n\
                  正例：关于进一步加强青少年教育工作的意见",
    },
    check: Check::Section(check),
};

/// A paragraph without any mark up to this length is a heading, a signature or a caption.
const LONGEST_CAPTION: usize = 40;

fn check(passage: &SectionText, _: &Setting, found: &mut Vec<Found>) {
    for block in &passage.paragraphs {
        let line = &block.wide;
        let end = line.run_back(line.len(), char::is_whitespace);
        // Behind a bracket or a quote that closes the paragraph: 。” and 。） are ends.
        let inner = line.run_back(end, |c| matches!(c, '”' | '’' | '）' | '】' | '》' | ')'));
        let last = line.before(inner);
        let is_closed = inner < end;
        let has_end = |c: char| {
            matches!(
                c,
                '。' | '！' | '？' | '…' | '：' | '；' | ':' | ';' | '.' | '!' | '?' | '—' | '～'
            )
        };
        if inner == 0 || has_end(last) || line.chars().contains(&'\t') {
            continue;
        }
        // 《……》 in a list of books, and a remark that closes a sentence behind its stop: 。（鼓掌）
        let opens = line.run_back(inner, |c| !matches!(c, '（' | '【' | '('));
        if is_closed && opens > 0 && has_end(line.before(opens - 1)) {
            continue;
        }
        let stops = line
            .chars()
            .iter()
            .filter(|c| matches!(c, '，' | '。' | '；' | '！' | '？' | ','))
            .count();
        let is_caption = stops == 0 && line.len() <= LONGEST_CAPTION
            || crate::text::headings::heading(block.text()).is_some() && stops <= 1;
        let is_letter = is_han(last)
            || last.is_alphanumeric()
            || matches!(last, '%' | '℃' | '》' | '，' | '、' | ',');
        if is_caption || !is_letter {
            continue;
        }
        let is_comma = matches!(last, '，' | '、' | ',');
        let message = if is_comma {
            "段落停在逗号、顿号上，可能没有写完"
        } else {
            "段落的最后没有标点"
        };
        let fixed = if is_comma {
            "。".to_owned()
        } else {
            format!("{}。", line.text(end - 1..end))
        };
        found.push(Found::at(block, end - 1..end, message).fix(fixed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn nothing_and_a_comma() {
        check_rule(
            &RULE,
            "各地要加强领导，狠抓落⟦实⟧⟨疑似：段落的最后没有标点⟩｜各地要加强领导，狠抓落实⟦，⟧⟨疑似：段落停在逗号、顿号上，可能没有写完⟩",
            "各地要加强领导，狠抓落实。｜各地要加强领导，狠抓落实。",
        );
        check_rule(
            &RULE,
            "各地要记住，功夫在“平时⟦”⟧⟨疑似：段落的最后没有标点⟩",
            "各地要记住，功夫在“平时”。",
        );
    }

    #[test]
    fn ends_captions_and_remarks() {
        for text in [
            "各地要做到，“说到做到。”",
            "谢谢大家，再见！（热烈鼓掌）",
            "主要抓好三件事，一是：",
            "加强领导的意见",
            "2024年1月23日",
            "（一）加强领导，狠抓落实",
            "第一，抓好学习；",
        ] {
            check_silent(&RULE, text);
        }
    }
}
