//! N310: the meeting's date or year in the text against the one in the front matter.

use crate::review::prelude::*;
use crate::text::dates::{Date, date_at};
use crate::text::numbers::number_at;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "N310",
        name: "会期不符",
        severity: Severity::Warning,
        explain: "正文里说的今天、本次会议的日期和年份，与题头里的日期对不上。\n\
                  反例：日期：2024年3月5日｜今天是3月6日，我们在这里召开会议。\n\
                  反例：日期：2024年3月5日｜2023年全市教育工作会议今天召开。\n\
                  反例：日期：2024年3月5日｜（2023年3月5日）\n\
                  正例：日期：2024年3月5日｜今天是3月5日，我们召开2024年全市教育工作会议，总结2023年的工作。",
    },
    check: Check::Block(check),
};

fn check(block: &Block, setting: &Setting, found: &mut Vec<Found>) {
    let meeting = setting.date;
    if !block.is_paragraph() || meeting == Date::default() {
        return;
    }
    let line = &block.wide;
    let mut start = 0;
    while start < line.len() {
        let end = line.run(start, |c| !matches!(c, '。' | '！' | '？' | '；'));
        check_sentence(block, start..end, meeting, found);
        start = end + 1;
    }
}

fn check_sentence(
    block: &Block,
    sentence: std::ops::Range<usize>,
    meeting: Date,
    found: &mut Vec<Found>,
) {
    let line = &block.wide;
    let is_alone = sentence.start == 0 && line.len() <= 20;
    for at in sentence.clone() {
        let Some((date, range)) = date_from(line, at) else {
            continue;
        };
        let is_year_only = date.month.is_none();
        let is_today = is_today(line, &range)
            || !is_year_only && opens(line, sentence.start, &range, sentence.end)
            || is_alone && !is_year_only && is_line_of_date(line, &range);
        let is_meeting = is_year_only && names_meeting(line, &range, sentence.end);
        if !(is_today || is_meeting) || date.fits(meeting) {
            continue;
        }
        let message = format!("题头里的日期是{}", written(meeting));
        let mut one = Found::at(block, range, message);
        if let Some(fixed) = like(date, meeting) {
            one = one.fix(fixed);
        }
        found.push(one);
        return;
    }
}

/// The date that begins at a place, with or without its year.
fn date_from(line: &Line, at: usize) -> Option<(Date, std::ops::Range<usize>)> {
    if let Some((date, end)) = date_at(line, at) {
        return Some((date, at..end));
    }
    let month = number_at(line, at).filter(|n| line.at(n.range.end) == '月')?;
    // The month of a date that began with its year was part of it.
    if line.before(at) == '年' {
        return None;
    }
    let day = number_at(line, month.range.end + 1)
        .filter(|n| matches!(line.at(n.range.end), '日' | '号'))?;
    let date = Date {
        year: None,
        month: u8::try_from(month.whole()?).ok(),
        day: u8::try_from(day.whole()?).ok(),
    };
    Some((date, at..day.range.end + 1))
}

/// 今天是3月6日, 今天（3月6日）, 3月6日，今天.
fn is_today(line: &Line, range: &std::ops::Range<usize>) -> bool {
    line.ends_any(
        range.start,
        &["今天是", "今天（", "今天，", "今天", "今日是"],
    ) && !matches!(line.at(range.end), '以' | '起')
}

/// 同志们，3月6日，我们在这里召开……: the date that a sentence about this meeting begins with.
fn opens(line: &Line, start: usize, range: &std::ops::Range<usize>, end: usize) -> bool {
    const FURTHEST: usize = 6;
    const MEETS: &[&str] = &[
        "我们在这里",
        "我们在此",
        "我们就召开",
        "我们召开",
        "我们相聚",
        "我们齐聚",
        "我们欢聚",
        "我们隆重",
    ];
    let rest = line.text(range.end..end.min(range.end + 24));
    let meets = || MEETS.iter().any(|word| rest.contains(word));
    range.start - start <= FURTHEST && (meets() || is_marked_day(line, range.end..end))
}

/// ……是第二十五个国际生物多样性日，我们在……举行活动: a day that is marked by what is going on.
fn is_marked_day(line: &Line, rest: std::ops::Range<usize>) -> bool {
    const DEEDS: &[&str] = &["举行", "召开", "举办", "开展", "集会", "相聚"];
    let text = line.text(rest);
    let ours = text
        .strip_prefix('是')
        .and_then(|day| day.split_once("我们在"));
    ours.is_some_and(|(_, ours)| {
        DEEDS.iter().any(|deed| ours.contains(deed)) && !ours.contains('了')
    })
}

/// （2024年3月5日） as a line of its own.
fn is_line_of_date(line: &Line, range: &std::ops::Range<usize>) -> bool {
    let is_edge = |c: &char| matches!(c, '（' | '）' | '(' | ')') || c.is_whitespace();
    line.slice(0..range.start).iter().all(is_edge)
        && line.slice(range.end..line.len()).iter().all(is_edge)
}

/// 2023年全市教育工作会议今天召开: the meeting that is being held, by its year.
fn names_meeting(line: &Line, range: &std::ops::Range<usize>, end: usize) -> bool {
    const LONGEST: usize = 30;
    let rest = line.text(range.end..end.min(range.end + LONGEST));
    let Some(name) = rest.find("会议").or_else(|| rest.find("大会")) else {
        return false;
    };
    let (before, after) = rest.split_at_checked(name).unwrap_or((&rest, ""));
    // A meeting about the past year carries its number.
    let is_past = ["总结", "表彰", "年度", "年终", "述职", "，", "上", "以来"]
        .iter()
        .any(|word| before.contains(word));
    let from = line.run_back_within(range.start, LONGEST, |c| {
        !matches!(c, '。' | '！' | '？' | '；')
    });
    let lead = line.text(from..range.start);
    let is_now = ["今天召开", "今天开幕", "今天在", "现在开始", "现在开幕"]
        .iter()
        .any(|word| after.contains(word))
        || [
            "今天，我们召开",
            "今天我们召开",
            "今天召开",
            "今天，我们在这里召开",
            "今天我们在这里召开",
            "这次召开",
            "今天，我们隆重召开",
            "今天，全市召开",
        ]
        .iter()
        .any(|word| lead.ends_with(word));
    !is_past && is_now
}

fn written(date: Date) -> String {
    let part = |value: Option<u16>, unit: &str| {
        value.map_or_else(String::new, |value| format!("{value}{unit}"))
    };
    format!(
        "{}{}{}",
        part(date.year, "年"),
        part(date.month.map(u16::from), "月"),
        part(date.day.map(u16::from), "日")
    )
}

/// The meeting's date, with the same parts as another date.
fn like(date: Date, meeting: Date) -> Option<String> {
    let said = Date {
        year: date.year.and(meeting.year),
        month: date.month.and(meeting.month),
        day: date.day.and(meeting.day),
    };
    let is_whole = said.year.is_some() == date.year.is_some()
        && said.month.is_some() == date.month.is_some()
        && said.day.is_some() == date.day.is_some();
    is_whole.then(|| written(said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    const DATE: &str = "日期：2024年3月5日｜";

    #[test]
    fn another_day_or_year() {
        let check = |text: &str, fixed: &str| {
            check_rule(&RULE, &format!("{DATE}{text}"), &format!("{DATE}{fixed}"));
        };
        check(
            "今天是⟦3月6日⟧⟨疑似：题头里的日期是2024年3月5日⟩，我们开会。",
            "今天是3月5日，我们开会。",
        );
        check(
            "⟦2023年⟧⟨疑似：题头里的日期是2024年3月5日⟩全市教育工作会议今天召开。",
            "2024年全市教育工作会议今天召开。",
        );
        check(
            "（⟦2023年3月5日⟧⟨疑似：题头里的日期是2024年3月5日⟩）",
            "（2024年3月5日）",
        );
        check(
            "同志们，⟦2024年3月3日⟧⟨疑似：题头里的日期是2024年3月5日⟩是第二十五个爱耳日，我们在广场举行宣传活动。",
            "同志们，2024年3月5日是第二十五个爱耳日，我们在广场举行宣传活动。",
        );
    }

    #[test]
    fn the_same_day_and_other_meetings() {
        for text in [
            "今天是3月5日，我们召开2024年全市教育工作会议，总结2023年的工作。",
            "2023年全市教育工作会议提出，要走在前列。",
            "2023年度总结表彰大会今天召开。",
            "3月6日，我们还要开会。",
            "3月3日是爱耳日，我们在广场举行了宣传活动。",
        ] {
            check_silent(&RULE, &format!("{DATE}{text}"));
        }
        check_silent(&RULE, "今天是3月6日，我们开会。");
    }
}
