//! R101: what was to be filled in and was not: X市, ×××, 某某, 【待补充】, （此处……）, ____.

use crate::review::prelude::*;
use crate::text::chars::is_han;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "R101",
        name: "占位未填",
        severity: Severity::Error,
        explain: "用 X、×、某某、空格线或括注占着位置，定稿前忘了换成真名实数。单独一个“某”加单位（某县、某校）有时是有意隐去，只作提示。\n\
                  反例：X市教育局狠抓落实。\n\
                  反例：今年新建×××所学校。\n\
                  反例：会议由某某同志主持。\n\
                  反例：全年培训【待补充】人次。\n\
                  反例：（此处补充数据）\n\
                  反例：今年新建____所学校。\n\
                  正例：医院新增X射线设备3台，种植面积3×5亩，某些同志认识不足。",
    },
    check: Check::Block(check),
};

/// Letters and signs that stand for a name or a number. 某 is looked at by itself.
const MASKS: &[char] = &[
    'X', 'x', 'Ｘ', 'ｘ', '×', '＊', '*', '○', '□', '△', '■', '＿',
];

/// Behind a single X these make a word of it: X射线, X光.
const WORDS_WITH_X: &[&str] = &[
    "射线", "线", "光", "轴", "染色", "型", "档", "代", "级", "因子", "值", "连接", "世代",
];

/// Ends of masked names; the first one found behind the mask is taken.
const NAME_ENDS: &[&str] = &[
    "职业技术学院",
    "职业技术大学",
    "职业学院",
    "职技院",
    "大学",
    "学院",
    "师大",
    "财大",
    "中学",
    "小学",
    "学校",
    "幼儿园",
    "公司",
    "集团",
    "医院",
    "街道",
    "社区",
    "同志",
    "同学",
    "老师",
    "自治区",
    "省",
    "市",
    "县",
    "区",
    "镇",
    "乡",
    "村",
    "局",
    "校",
];

/// The longest name behind a mask, in characters.
const LONGEST_NAME: usize = 10;

/// Words in brackets that show that something is missing.
const CUES: &[&str] = &[
    "此处",
    "待补",
    "待定",
    "待填",
    "待核",
    "待续",
    "待查",
    "待完善",
    "待确认",
    "补充数据",
    "补充材料",
    "补充内容",
    "插入",
    "填写",
    "暂缺",
    "略",
    "数据",
    "数字",
    "姓名",
    "名称",
    "单位",
    "时间",
];

/// Number of [`CUES`] that also count in round brackets: （此处……） is a placeholder, （单位） may be running text.
const N_FIRST_CUES: usize = 15;

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.line;
    let mut at = 0;
    while at < line.len() {
        let hit = masked(line, at)
            .or_else(|| nobody(line, at))
            .or_else(|| underline(line, at))
            .or_else(|| bracket(line, at))
            .or_else(|| note(line, at))
            .or_else(|| undated(line, at));
        match hit {
            Some((end, severity)) => {
                let message = "占位的字，定稿前要换成真的";
                let one = Found::at(block, at..end, message);
                found.push(match severity {
                    Some(severity) => one.severity(severity),
                    None => one,
                });
                at = end;
            }
            None => at += 1,
        }
    }
}

/// End of a placeholder, and its severity if it differs from that of the rule.
type Hit = Option<(usize, Option<Severity>)>;

/// X市, XX, ×××.
fn masked(line: &Line, at: usize) -> Hit {
    let mask = line.at(at);
    if !MASKS.contains(&mask) || MASKS.contains(&line.before(at)) {
        return None;
    }
    let end = line.run(at, |c| c == mask);
    let (before, after) = (line.before(at), line.at(end));
    // XXL, 3×5, iPhone X, 5*3.
    let is_foreign = |c: char| c.is_ascii_alphanumeric();
    let word = line.run_back(at, |c| c == ' ');
    if word < at && is_foreign(line.before(word)) {
        return None;
    }
    if is_foreign(before) && !before.is_ascii_digit() || is_foreign(after) {
        return None;
    }
    if before.is_ascii_digit() && (end == at + 1 || !is_han(after)) {
        return None;
    }
    let is_single = end == at + 1;
    if is_single {
        // A single box or ring is a bullet.
        let is_letter = matches!(mask, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '*' | '＊');
        let is_word = line.starts_any(end, WORDS_WITH_X).is_some();
        // 12×人 is arithmetic; ×月×日 is a date to come.
        // A single X may be a name; as a mask it is followed by the end of a name or by a measure word.
        let is_counted = "年月日号时点个名位人所项次家件万亿元岁届期第".contains(after);
        let is_name = name_end(line, end).is_some();
        if !is_letter || is_word || !(is_name || is_counted) {
            return None;
        }
    } else if !is_han(before) && !is_han(after) && line.len() > end - at && !is_mark(before) {
        return None;
    }
    Some((name_end(line, end).unwrap_or(end), None))
}

fn is_mark(c: char) -> bool {
    crate::text::chars::is_full_width_mark(c)
}

/// The end of the name whose first characters are masked.
fn name_end(line: &Line, at: usize) -> Option<usize> {
    for behind in at..=at + LONGEST_NAME {
        if let Some((_, length)) = line.starts_any(behind, NAME_ENDS) {
            return Some(behind + length);
        }
        if !is_han(line.at(behind)) {
            return None;
        }
    }
    None
}

/// 某某同志; and 某县, which may be on purpose.
fn nobody(line: &Line, at: usize) -> Hit {
    if line.at(at) != '某' || line.before(at) == '某' {
        return None;
    }
    let end = line.run(at, |c| c == '某');
    if end > at + 1 {
        return Some((name_end(line, end).unwrap_or(end), None));
    }
    const OPEN: &[&str] = &[
        "省", "市", "县", "区", "镇", "乡", "村", "校", "局", "单位", "企业", "公司", "学院",
        "大学", "中学", "小学",
    ];
    let (_, length) = line.starts_any(end, OPEN)?;
    Some((end + length, Some(Severity::Hint)))
}

/// ____ to be written on.
fn underline(line: &Line, at: usize) -> Hit {
    if line.at(at) != '_' || line.before(at) == '_' {
        return None;
    }
    let end = line.run(at, |c| c == '_');
    let is_word = |c: char| c.is_ascii_alphanumeric();
    (end > at + 1 && !is_word(line.before(at)) && !is_word(line.at(end))).then_some((end, None))
}

/// 【单位】, （此处补充数据）, （　　）.
fn bracket(line: &Line, at: usize) -> Hit {
    let (close, is_square) = match line.at(at) {
        '【' => ('】', true),
        '［' => ('］', true),
        '（' => ('）', false),
        '(' => (')', false),
        _ => return None,
    };
    const LONGEST: usize = 30;
    let end = (at + 1..=at + LONGEST).find(|end| line.at(*end) == close)?;
    let start = line.run(at + 1, char::is_whitespace);
    let length = end - at - 1;
    let is_blank = start >= end;
    let n_cues = if is_square { CUES.len() } else { N_FIRST_CUES };
    let cues = CUES.get(..n_cues).unwrap_or_default();
    let is_cue = if is_square {
        (start..end).any(|at| line.starts_any(at, cues).is_some()) && length <= LONGEST
    } else {
        // （略） is a cue, （略去……） a remark.
        let cue = line.starts_any(start, cues);
        cue.is_some_and(|(cue, n)| cue != "略" || n == length)
    };
    (is_blank || is_cue).then_some((end + 1, None))
}

/// TODO, 此处插入.
fn note(line: &Line, at: usize) -> Hit {
    const NOTES: &[&str] = &[
        "TODO",
        "todo",
        "TBD",
        "此处插入",
        "此处补充",
        "此处填",
        "此处待",
        "待补充",
        "（下略）",
    ];
    let (word, length) = line.starts_any(at, NOTES)?;
    // 正在等待补充力量 goes on.
    if word == "待补充" && (is_han(line.before(at)) || is_han(line.at(at + length))) {
        return None;
    }
    Some((at + length, None))
}

/// 2024年　月　日.
fn undated(line: &Line, at: usize) -> Hit {
    let unit = line.at(at);
    if !matches!(unit, '年' | '月') {
        return None;
    }
    let end = line.run(at + 1, |c| matches!(c, ' ' | '\u{3000}'));
    let wanted = if unit == '年' { '月' } else { '日' };
    (end > at + 1 && line.at(end) == wanted).then_some((end + 1, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_silent};

    #[test]
    fn masks_of_names_and_numbers() {
        check_found(
            &RULE,
            "⟦X市⟧⟨错误：占位的字，定稿前要换成真的⟩教育局和⟦X警察学院⟧⟨同上⟩，⟦××⟧⟨同上⟩人，⟦XX大学⟧⟨同上⟩党委，⟦某某同志⟧⟨同上⟩。",
        );
        check_found(
            &RULE,
            "⟦某县⟧⟨提示：占位的字，定稿前要换成真的⟩发生了这样的事。",
        );
        check_found(
            &RULE,
            "投入⟦＊＊⟧⟨错误：占位的字，定稿前要换成真的⟩万元，完成率达⟦xx⟧⟨同上⟩%。",
        );
    }

    #[test]
    fn blanks_and_notes() {
        check_found(
            &RULE,
            "今年⟦【】⟧⟨错误：占位的字，定稿前要换成真的⟩新建⟦____⟧⟨同上⟩所，⟦（此处补充数据）⟧⟨同上⟩，2024⟦年　月⟧⟨同上⟩5日，⟦（待核实）⟧⟨同上⟩，⟦（  ）⟧⟨同上⟩。",
        );
        check_found(
            &RULE,
            "⟦【数据待定】⟧⟨错误：占位的字，定稿前要换成真的⟩，⟦【单位名称】⟧⟨同上⟩。",
        );
    }

    #[test]
    fn words_with_such_letters() {
        check_silent(
            &RULE,
            "X射线、X光片、XXL码、3×5、iPhone X发布、某些、某种、某一天、【案例】一、（补充说明）",
        );
        check_silent(
            &RULE,
            "正在等待补充力量，平台X处以罚款，二〇〇八年，○是零的写法，file_name",
        );
    }
}
