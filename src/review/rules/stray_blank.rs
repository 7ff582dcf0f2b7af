//! P504: blanks between Chinese characters, and blanks typed for the indent.

use std::ops::Range;

use crate::review::prelude::*;
use crate::text::chars::{is_full_width_mark, is_han};
use crate::text::dates::date_at;
use crate::text::line::NOTHING;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "P504",
        name: "多余空格",
        severity: Severity::Warning,
        explain: "汉字和标点之间不空格；段首缩进由版式排出，不用手打空格。人名、引号里的口号、落款和表格里的空格不算。\n\
                  反例：各项工作取得 新的成效，值得肯定。\n\
                  反例：各项工作取得新成效， 值得肯定。\n\
                  反例：　　各项工作取得新成效。\n\
                  正例：各项工作取得新成效，“传承红色基因 争做时代新人”活动广受好评。",
    },
    check: Check::Speech(check),
};

/// A line without marks that is no longer is a title, a signature or a name.
const LONGEST_TITLE: usize = 24;

fn check(reading: &Reading, _: &Setting, found: &mut Vec<Found>) {
    let mut indents = Vec::new();
    for block in reading.paragraphs() {
        let line = &block.line;
        let start = line.run(0, char::is_whitespace);
        if start == line.len() {
            continue;
        }
        if start > 0 {
            indents.push(spot(block, 0..start));
        }
        for range in inner_blanks(line, start) {
            let message = if is_han(line.before(range.start)) && is_han(line.at(range.end)) {
                "汉字之间不空格"
            } else {
                "标点前后不空格"
            };
            found.push(Found::at(block, range, message).fix(""));
        }
    }
    if !indents.is_empty() {
        let n_places = indents.len();
        let message = format!("段首空格共{n_places}处，缩进由版式排出，不必手打");
        found.push(Found::many(indents, message).fix(""));
    }
}

fn inner_blanks(line: &Line, start: usize) -> Vec<Range<usize>> {
    let mut blanks = Vec::new();
    let mut at = start;
    let mut n_marks = 0;
    // How deep inside “” or 《》: slogans are parted by blanks there.
    let mut n_quotes = 0_usize;
    let mut n_tabs = 0;
    while at < line.len() {
        let c = line.at(at);
        match c {
            '“' | '《' | '‘' => n_quotes += 1,
            '”' | '》' | '’' => n_quotes = n_quotes.saturating_sub(1),
            '，' | '。' | '；' | '：' | '？' | '！' | '、' | ',' | ';' | ':' => n_marks += 1,
            _ => {}
        }
        if !c.is_whitespace() {
            at += 1;
            continue;
        }
        let end = line.run(at, char::is_whitespace);
        n_tabs += line.slice(at..end).iter().filter(|c| **c == '\t').count();
        let is_slogan = n_quotes > 0 && is_slogan(line, at, end);
        if is_wrong(line, at, end) && !is_slogan && !is_name(line, at, end) {
            blanks.push(at..end);
        }
        at = end;
    }
    let is_title = n_marks == 0 && line.len() - start <= LONGEST_TITLE;
    if blanks.is_empty()
        || is_title
        || n_tabs > 1
        || is_row_of_names(line, start)
        || is_signature(line)
    {
        return Vec::new();
    }
    blanks
}

/// True if blanks stand between Chinese characters or beside a mark, where none belong.
fn is_wrong(line: &Line, start: usize, end: usize) -> bool {
    let (before, after) = (line.before(start), line.at(end));
    if after == NOTHING || is_number_of_part(line, start) || line.slice(start..end).contains(&'\n')
    {
        return false;
    }
    let is_point = |c: char| {
        matches!(
            c,
            '，' | '。' | '；' | '：' | '？' | '！' | '、' | '（' | '）' | '《' | '》'
        )
    };
    // A half-width mark behind a Chinese character is to become a full-width one.
    let is_half = matches!(before, ',' | ';' | ':' | '?' | '!') && is_han(line.before(start - 1));
    let is_dash = |c: char| matches!(c, '—' | '…' | '-');
    let is_chinese = |c: char| is_han(c) || is_full_width_mark(c);
    !(is_dash(before) && is_dash(after))
        && (is_point(before)
            || is_point(after)
            || is_chinese(before) && is_chinese(after)
            || is_half && is_chinese(after))
}

/// 第一条 and 第二章 are parted from what they say.
fn is_number_of_part(line: &Line, at: usize) -> bool {
    const PARTS: &[char] = &['条', '章', '节', '款', '部', '编', '篇'];
    let is_number = |c: char| "零〇一二三四五六七八九十百".contains(c) || c.is_ascii_digit();
    let Some(end) = at
        .checked_sub(1)
        .filter(|end| PARTS.contains(&line.at(*end)))
    else {
        return false;
    };
    let start = line.run_back(end, is_number);
    start < end && line.before(start) == '第'
}

/// True if blanks part two halves of a slogan: 传承红色基因 争做时代新人.
fn is_slogan(line: &Line, start: usize, end: usize) -> bool {
    const SHORTEST: usize = 3;
    let before = start - line.run_back(start, is_han);
    let after = line.run(end, is_han) - end;
    before >= SHORTEST && after >= SHORTEST && (before == after || before.min(after) > SHORTEST)
}

/// The surnames of nearly everybody: 行 动 is no name.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤季柳葛殷施洪常温";

/// True if a name of two characters is spaced out to three: 王 伟.
fn is_name(line: &Line, start: usize, end: usize) -> bool {
    const TITLES: &[&str] = &[
        "主任",
        "书记",
        "校长",
        "院长",
        "局长",
        "厅长",
        "部长",
        "处长",
        "科长",
        "教授",
        "老师",
        "同志",
        "市长",
        "委员",
        "主席",
        "会长",
        "组长",
        "秘书长",
    ];
    let Some(surname) = start.checked_sub(1) else {
        return false;
    };
    let is_han_alone = is_han(line.at(end)) && !is_han(line.at(end + 1));
    let is_free = !is_han(line.before(surname)) || line.ends_any(surname, TITLES);
    is_han_alone && is_free && SURNAMES.contains(line.at(surname))
}

/// True if a line is names and nothing else, parted by blanks or commas.
fn is_row_of_names(line: &Line, start: usize) -> bool {
    const LONGEST_NAME: usize = 4;
    let chars = line.slice(start..line.len());
    let mut words = chars.split(|c| c.is_whitespace() || matches!(c, '、' | '，'));
    words.all(|word| word.len() <= LONGEST_NAME && word.iter().all(|c| is_han(*c)))
}

/// True if a short line gives a date: a signature.
fn is_signature(line: &Line) -> bool {
    const LONGEST: usize = 40;
    let ends = |c: &char| matches!(c, '。' | '，' | '；');
    line.len() <= LONGEST
        && !line.chars().iter().any(ends)
        && (0..line.len()).any(|at| date_at(line, at).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn blanks_between_characters_and_marks_go() {
        check_rule(
            &RULE,
            "工作取得⟦ ⟧⟨疑似：汉字之间不空格⟩新成效，⟦　⟧⟨疑似：标点前后不空格⟩值得⟦\t⟧⟨疑似：汉字之间不空格⟩肯定⟦  ⟧⟨疑似：标点前后不空格⟩。",
            "工作取得新成效，值得肯定。",
        );
        check_rule(
            &RULE,
            "新年之始,⟦ ⟧⟨疑似：标点前后不空格⟩我们在2024 年开会。⟦ ⟧⟨同上⟩2024年，“五老”⟦ ⟧⟨同上⟩很好。",
            "新年之始,我们在2024 年开会。2024年，“五老”很好。",
        );
    }

    #[test]
    fn indents_are_one_finding() {
        check_rule(
            &RULE,
            "⟦　　⟧⟨疑似：段首空格共2处，缩进由版式排出，不必手打⟩第一段。｜⟦    ⟧第二段。｜第三段。",
            "第一段。｜第二段。｜第三段。",
        );
    }

    #[test]
    fn names_titles_and_signatures_stay() {
        check_silent(
            &RULE,
            "主持人主任王 伟、李 明，出席。｜王 伟　李建国　张 敏",
        );
        check_silent(
            &RULE,
            "讲 话 提 纲｜某某局　　2024年1月5日｜第一条 为了规范工作，制定本办法。",
        );
        check_silent(&RULE, "title: 通 知\n开展“传承红色基因 争做时代新人”活动。");
    }

    #[test]
    fn tables_and_other_scripts_stay() {
        check_silent(&RULE, "单位\t人数\t备注，合计｜我们用 Word 写稿，共 12 人");
        check_silent(&RULE, "破折号— —不归这里管，ABC DEF也不管。");
    }
}
