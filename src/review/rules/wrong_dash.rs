//! P503: a dash (破折号) that is written with hyphens, drawn lines or only by half.

use std::ops::Range;

use crate::review::prelude::*;
use crate::text::chars::{is_full_width_mark, is_han};
use crate::text::line::NOTHING;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "P503",
        name: "破折号写法",
        severity: Severity::Warning,
        explain: "破折号是“——”，占两个字的位置，不用减号或制表线代替，也不只写一半。数字之间的起止（2021—2025年）不算。\n\
                  反例：我们只有一个目标--让每个孩子健康成长\n\
                  反例：我们只有一个目标─让每个孩子健康成长\n\
                  反例：--在全市教育工作会议上的讲话\n\
                  正例：我们只有一个目标——让每个孩子健康成长，2021-2025年都要抓",
    },
    check: Check::Block(check),
};

const DASH: &str = "——";
/// The connecting line (连接号) of 南京—合肥.
const LINK: &str = "—";

fn is_stroke(c: char) -> bool {
    matches!(
        c,
        '-' | '－' | '–' | '—' | '―' | '─' | '━' | '﹣' | '−' | '‐' | '‑'
    )
}

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.line;
    let first = line.run(0, char::is_whitespace);
    if let Some(range) = numerals_for_dash(line) {
        let message = "句首的“一一”是数字，破折号应为“——”";
        found.push(Found::at(block, range, message).fix(DASH));
    }
    let mut at = 0;
    while at < line.len() {
        if !is_stroke(line.at(at)) {
            at += 1;
            continue;
        }
        let end = end_of_strokes(line, at);
        if let Some(verdict) = verdict(line, at..end, first) {
            found.push(verdict.found(block, at, end));
        }
        at = end;
    }
}

/// Strokes that belong together, also with a blank between two.
fn end_of_strokes(line: &Line, start: usize) -> usize {
    let mut end = line.run(start, is_stroke);
    while line.at(end) == ' ' && is_stroke(line.at(end + 1)) {
        end = line.run(end + 1, is_stroke);
    }
    end
}

enum Verdict {
    /// A dash, wrongly written.
    Dash,
    /// A dash or a connecting line: only the author knows.
    Either,
}

impl Verdict {
    fn found(&self, block: &Block, start: usize, end: usize) -> Found {
        let written = block.line.text(start..end);
        match self {
            Self::Dash => {
                let message = format!("“{written}”应为破折号“{DASH}”");
                Found::at(block, start..end, message).fix(DASH)
            }
            Self::Either if written == LINK => {
                let message = format!("“{written}”只有一个字宽，用作破折号应为“{DASH}”");
                Found::at(block, start..end, message)
                    .fix(DASH)
                    .severity(Severity::Hint)
            }
            Self::Either => {
                let message =
                    format!("汉字间的“{written}”用作连接号应为“{LINK}”，用作破折号应为“{DASH}”");
                Found::at(block, start..end, message)
                    .fix(LINK)
                    .fix(DASH)
                    .severity(Severity::Hint)
            }
        }
    }
}

/// Fault of the strokes in a range; `None` for correct dashes and for other uses.
///
/// `first` is the place of the first character that is no blank.
fn verdict(line: &Line, range: Range<usize>, first: usize) -> Option<Verdict> {
    let (start, end) = (range.start, range.end);
    let strokes = line.slice(start..end);
    let is_chinese = |c: char| is_han(c) || is_full_width_mark(c);
    let (before, after) = (line.before(start), line.at(end));
    let is_at_start = start <= first;
    // Strokes without Chinese on both sides belong to dates, ranges, foreign words or ruled lines.
    if !is_chinese(after) && after != NOTHING || !is_chinese(before) && !is_at_start {
        return None;
    }
    if is_at_start && after == NOTHING || strokes == ['—', '—'] || strokes == ['—'; 4] {
        return None;
    }
    let is_drawn = strokes.iter().all(|c| matches!(c, '―' | '─' | '━'));
    if strokes.len() > 1 || is_drawn {
        // A long row is a line for a name to be written on.
        return (strokes.len() <= 8).then_some(Verdict::Dash);
    }
    // One stroke from here on. At the start of a line it is a point of a list.
    let is_dash = strokes == ['—'];
    if is_at_start {
        return (is_dash && is_han(after)).then_some(Verdict::Dash);
    }
    let stands_at_mark = is_pause(before) || is_pause(after) || after == NOTHING;
    if stands_at_mark {
        return Some(Verdict::Dash);
    }
    if is_dash && is_link(line, start) {
        return None;
    }
    if is_dash && goes_on(line, end) {
        return Some(Verdict::Dash);
    }
    Some(Verdict::Either)
}

fn is_pause(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';' | ':')
}

/// True if a sentence follows that explains the one before: no name begins with these words.
fn goes_on(line: &Line, at: usize) -> bool {
    const OPENINGS: &[&str] = &[
        "就是",
        "这",
        "即",
        "也就是",
        "让",
        "是",
        "要",
        "我们",
        "从",
        "把",
        "为了",
        "以",
        "既",
        "不",
        "在",
        "无论",
        "那",
        "他",
    ];
    line.starts_any(at, OPENINGS).is_some()
}

/// True if one stroke links two names: 南京—合肥高铁, 中国—东盟博览会, 甲—乙—丙.
fn is_link(line: &Line, at: usize) -> bool {
    const LINKED: &[&str] = &[
        "高铁",
        "铁路",
        "公路",
        "高速",
        "航线",
        "线",
        "段",
        "走廊",
        "博览会",
        "合作",
        "关系",
        "自贸",
        "论坛",
        "经济带",
        "峰会",
        "班列",
    ];
    /// Length of a short name.
    const N_AROUND: usize = 8;
    let ahead = at + 1..at + 1 + N_AROUND;
    let has_kind = ahead
        .clone()
        .take_while(|place| is_han(line.at(*place)))
        .any(|place| line.starts_any(place, LINKED).is_some());
    let is_other = |c: &char| *c == '—';
    let is_chain = line.slice(ahead).iter().any(is_other)
        || line
            .slice(at.saturating_sub(N_AROUND)..at)
            .iter()
            .any(is_other);
    has_kind || is_chain
}

/// 一一 in the place of a dash before a subtitle: 一一在全市教育工作会议上的讲话.
fn numerals_for_dash(line: &Line) -> Option<std::ops::Range<usize>> {
    let start = line.run(0, char::is_whitespace);
    let is_subtitle = line.starts(start, "一一在")
        && line.ends_any(line.len(), &["讲话", "致辞", "发言", "报告"]);
    is_subtitle.then_some(start..start + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn hyphens_and_drawn_lines_become_dashes() {
        check_rule(
            &RULE,
            "一个目标⟦--⟧⟨疑似：“--”应为破折号“——”⟩让孩子成长",
            "一个目标——让孩子成长",
        );
        check_rule(
            &RULE,
            "一个目标⟦──⟧⟨疑似：“──”应为破折号“——”⟩让孩子成长⟦―⟧⟨疑似：“―”应为破折号“——”⟩成才",
            "一个目标——让孩子成长——成才",
        );
        check_rule(
            &RULE,
            "⟦--⟧⟨疑似：“--”应为破折号“——”⟩在全市会议上的讲话｜⟦一一⟧⟨疑似：句首的“一一”是数字，破折号应为“——”⟩在全市会议上的讲话",
            "——在全市会议上的讲话｜——在全市会议上的讲话",
        );
        check_rule(
            &RULE,
            "一个目标⟦— —⟧⟨疑似：“— —”应为破折号“——”⟩成长，⟦－－⟧⟨疑似：“－－”应为破折号“——”⟩成才",
            "一个目标——成长，——成才",
        );
    }

    #[test]
    fn half_a_dash_becomes_a_whole_one() {
        check_rule(
            &RULE,
            "一个目标⟦—⟧⟨疑似：“—”应为破折号“——”⟩让孩子成长，⟦-⟧⟨疑似：“-”应为破折号“——”⟩成才",
            "一个目标——让孩子成长，——成才",
        );
        check_rule(
            &RULE,
            "我们有一个共同的名字⟦—⟧⟨提示：“—”只有一个字宽，用作破折号应为“——”⟩五老",
            "我们有一个共同的名字——五老",
        );
    }

    #[test]
    fn links_are_left_to_the_author() {
        check_rule(
            &RULE,
            "加强中国⟦-⟧⟨提示：汉字间的“-”用作连接号应为“—”，用作破折号应为“——”／——⟩东盟交流",
            "加强中国—东盟交流",
        );
        check_silent(
            &RULE,
            "中国—东盟博览会，南京—合肥高铁，甲—乙—丙，一一介绍。",
        );
    }

    #[test]
    fn ranges_signs_and_right_dashes_stay() {
        check_silent(&RULE, "2021-2025年，3-5人，零下-5度，A-B，——在会上，好——");
        check_silent(&RULE, "--------｜- 第一点｜姓名：————————————");
    }
}
