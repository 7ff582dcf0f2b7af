//! R104: a year left over from last year's text.

use crate::review::prelude::*;
use crate::text::dates::date_at;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "R104",
        name: "年份未改",
        severity: Severity::Warning,
        explain: "照去年的稿子改写时漏改的年份：把往年说成“今年”，或者在往年的名目下布置将来的任务。按题头里的日期判断。\n\
                  反例：日期：2024年1月23日｜2022年，我们全面完成了今年的各项任务。\n\
                  反例：日期：2024年1月23日｜2022年，我们要重点抓好三件事。\n\
                  反例：日期：2024年1月23日｜去年（2022年），各地做了大量工作。\n\
                  正例：日期：2024年1月23日｜2022年，我们建成了第一批学校；今年，我们要重点抓好第二批。",
    },
    check: Check::Block(check),
};

/// Words for a year by its distance from the meeting's, and what must not stand before them: 比去年.
const SPOKEN: &[(&str, i32)] = &[("今年", 0), ("本年度", 0), ("去年", -1), ("明年", 1)];

/// Words for future tasks.
const PLANS: &[&str] = &[
    "我们要",
    "全省要",
    "全市要",
    "全县要",
    "全区要",
    "各地要",
    "各级要",
    "要重点",
    "要着力",
    "要继续",
    "要进一步",
    "重点抓好",
    "力争",
    "务必",
];

/// Words for the year that the meeting is in, or that begins.
const THIS_YEAR: &[&str] = &[
    "今年的",
    "在今年",
    "今年各项",
    "今年工作",
    "新的一年",
    "今年是",
];

/// Words that compare another year with this one.
const COMPARED: &[&str] = &[
    "比今年",
    "到今年",
    "至今年",
    "今年以来",
    "截至今年",
    "和今年",
    "与今年",
    "今年又",
    "今年再",
    "今年继续",
];

/// Words that show that the past is told.
const TOLD: &[&str] = &[
    "提出", "要求", "强调", "指出", "确定", "当时", "以来", "起", "曾",
];

/// Words of headings above future tasks.
const PLAN_HEADINGS: &[&str] = &[
    "工作任务",
    "重点任务",
    "工作安排",
    "工作要点",
    "工作计划",
    "工作打算",
    "主要任务",
    "工作思路",
];

fn check(block: &Block, setting: &Setting, found: &mut Vec<Found>) {
    let Some(meeting) = setting.date.year else {
        return;
    };
    let line = &block.wide;
    if !block.is_paragraph() {
        if let crate::model::TextId::Heading(_) = block.place {
            check_heading(block, meeting, found);
        }
        return;
    }
    let mut start = 0;
    while start < line.len() {
        let end = line.run(start, |c| !matches!(c, '。' | '；' | '！' | '？'));
        let sentence = Sentence {
            block,
            range: start..end,
            years: years(line, start..end),
            meeting: i32::from(meeting),
            month: setting.date.month.unwrap_or(0),
        };
        let fault = beside_a_word(&sentence)
            .or_else(|| at_the_turn(&sentence))
            .or_else(|| past_as_present(&sentence));
        found.extend(fault);
        start = end + 1;
    }
}

/// The years of a range of a text, and where each is written, with 年.
fn years(line: &Line, range: std::ops::Range<usize>) -> Vec<Year> {
    let found = range.filter_map(|at| {
        let (date, _) = date_at(line, at)?;
        // 2021—2025年 and 2023学年 are no years of their own; 2022.3.1 has no 年.
        const LONGEST: usize = 4;
        let end = line.run_within(at, LONGEST + 1, |c| c != '年') + 1;
        let is_year = end <= at + LONGEST + 1
            && line.at(end) != '度'
            && !matches!(line.before(at), '—' | '-' | '至' | '~');
        Some((date.year.filter(|_| is_year)?, at..end))
    });
    found.collect()
}

/// A year that is written, and where, with 年.
type Year = (u16, std::ops::Range<usize>);

/// A sentence with the years in it, and when the meeting is.
struct Sentence<'a> {
    block: &'a Block,
    range: std::ops::Range<usize>,
    years: Vec<Year>,
    meeting: i32,
    /// 0 if the month is unknown.
    month: u8,
}

impl Sentence<'_> {
    fn says(&self, word: &str) -> bool {
        self.places(word).next().is_some()
    }

    fn places(&self, word: &str) -> impl Iterator<Item = usize> {
        let line = &self.block.wide;
        self.range.clone().filter(move |at| line.starts(*at, word))
    }

    fn fault(&self, range: &std::ops::Range<usize>, message: String, right: i32) -> Found {
        Found::at(self.block, range.clone(), message).fix(format!("{right}年"))
    }
}

/// 今年（2022年）, 去年（2022年）: a year beside a word for another.
fn beside_a_word(sentence: &Sentence<'_>) -> Option<Found> {
    let line = &sentence.block.wide;
    sentence.years.iter().find_map(|(year, range)| {
        let behind = line.run_back(range.start, |c| matches!(c, '（' | '(' | '，' | '即'));
        let (word, away) = SPOKEN.iter().find(|(word, _)| line.ends(behind, word))?;
        let is_beside = behind < range.start || line.before(range.start) == '年';
        let right = sentence.meeting + away;
        let is_wrong = is_beside && i32::from(*year) != right && !line.ends(behind, "比去年");
        let message = format!("会议在{}年，“{word}”是{right}年", sentence.meeting);
        is_wrong.then(|| sentence.fault(range, message, right))
    })
}

/// 2022年刚刚过去; 展望新的一年，2024年将是: the years next to the turn that the meeting stands at.
fn at_the_turn(sentence: &Sentence<'_>) -> Option<Found> {
    if sentence.month == 0 {
        return None;
    }
    let line = &sentence.block.wide;
    let is_late = i32::from(sentence.month >= 11);
    let turns = [
        ("刚刚过去", is_late - 1),
        ("即将过去", is_late - 1),
        ("新的一年，", is_late),
        ("新的一年里", is_late),
    ];
    turns.into_iter().find_map(|(word, away)| {
        let length = word.chars().count();
        let places: Vec<usize> = sentence.places(word).collect();
        let is_within = |first: usize, last: usize| {
            let n_before = places.partition_point(|at| *at < first);
            places.get(n_before).is_some_and(|at| *at <= last)
        };
        // 2022年刚刚过去, 刚刚过去的2022年.
        let is_beside = |range: &std::ops::Range<usize>| {
            let first = range.start.saturating_sub(length + 2);
            let last = (range.start + 2).checked_sub(length);
            last.is_some_and(|last| is_within(first, last))
                || is_within(range.end.saturating_sub(1), range.end + 1)
        };
        let is_behind = |range: &std::ops::Range<usize>| {
            line.before(range.start) == '的' && places.iter().any(|at| *at < range.start)
        };
        // Of several years only the one next to the words counts.
        let is_alone = sentence.years.len() == 1;
        let mut years = sentence.years.iter();
        let (year, range) =
            years.find(|(_, range)| is_beside(range) || is_alone && is_behind(range))?;
        let right = sentence.meeting + away;
        let message = format!(
            "会议在{}年{}月，这里应是{right}年",
            sentence.meeting, sentence.month
        );
        (i32::from(*year) != right).then(|| sentence.fault(range, message, right))
    })
}

/// A sentence that begins with a past year and speaks of it as this one, or of what is to be done in it.
fn past_as_present(sentence: &Sentence<'_>) -> Option<Found> {
    let line = &sentence.block.wide;
    let [(year, range)] = sentence.years.as_slice() else {
        return None;
    };
    let (year, meeting) = (i32::from(*year), sentence.meeting);
    let before = line.slice(sentence.range.start..range.start);
    let is_first = before.iter().all(|c| !crate::text::chars::is_han(*c));
    if !is_first || !(meeting - 3..meeting).contains(&year) {
        return None;
    }
    let says = |words: &[&'static str]| words.iter().copied().find(|word| sentence.says(word));
    let this_year = says(THIS_YEAR).filter(|_| says(COMPARED).is_none());
    // 我们要 that quotes or tells what was asked for then is about the past.
    let plan = says(PLANS).filter(|_| says(TOLD).is_none());
    let message = match (this_year, plan) {
        (Some(word), _) => format!("会议在{meeting}年，这里却把{year}年说成“{word}”"),
        (None, Some(word)) => format!("会议在{meeting}年，这里却说{year}年“{word}”"),
        (None, None) => return None,
    };
    // A report is most likely about the year before.
    let mut rights = if plan.is_some() {
        vec![meeting]
    } else {
        vec![meeting - 1, meeting]
    };
    rights.retain(|right| *right != year);
    let one = Found::at(sentence.block, range.clone(), message);
    Some(
        rights
            .into_iter()
            .fold(one, |one, right| one.fix(format!("{right}年"))),
    )
}

fn check_heading(block: &Block, meeting: u16, found: &mut Vec<Found>) {
    let line = &block.wide;
    let is_plan = PLAN_HEADINGS
        .iter()
        .any(|word| line.find(0, word).is_some());
    let done = ["完成", "回顾", "总结", "情况", "成绩"]
        .iter()
        .any(|word| line.find(0, word).is_some());
    if !is_plan || done {
        return;
    }
    for (year, range) in years(line, 0..line.len()) {
        if year < meeting {
            let message = format!("会议在{meeting}年，标题里布置的却是{year}年的任务");
            found.push(Found::at(block, range, message).fix(format!("{meeting}年")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};
    const DATE: &str = "日期：2024年1月23日｜";

    #[track_caller]
    fn check_marked(text: &str, fixed: &str) {
        check_rule(&RULE, &format!("{DATE}{text}"), &format!("{DATE}{fixed}"));
    }

    #[test]
    fn a_past_year_spoken_of_as_this_one() {
        check_marked(
            "⟦2022年⟧⟨疑似：会议在2024年，这里却把2022年说成“今年的”／2024年⟩，我们全面完成了今年的各项任务。",
            "2023年，我们全面完成了今年的各项任务。",
        );
        check_marked(
            "今年（⟦2023年⟧⟨疑似：会议在2024年，“今年”是2024年⟩），我们要走在前列。",
            "今年（2024年），我们要走在前列。",
        );
    }

    #[test]
    fn the_turn_of_the_year() {
        check_marked(
            "⟦2022年⟧⟨疑似：会议在2024年1月，这里应是2023年⟩刚刚过去，2024年已经到来。",
            "2023年刚刚过去，2024年已经到来。",
        );
        check_silent(&RULE, &format!("{DATE}2023年刚刚过去，2024年已经到来。"));
    }

    #[test]
    fn plans_for_a_past_year() {
        check_marked(
            "⟦2023年⟧⟨疑似：会议在2024年，这里却说2023年“我们要”⟩，我们要重点抓好三件事。",
            "2024年，我们要重点抓好三件事。",
        );
        check_marked(
            "一、⟦2023年⟧⟨疑似：会议在2024年，标题里布置的却是2023年的任务⟩的工作任务",
            "一、2024年的工作任务",
        );
    }

    #[test]
    fn a_past_year_spoken_of_as_past() {
        for text in [
            "2022年，我们建成了第一批学校。今年要建第二批。",
            "2022年，省里提出，我们要走在前列。",
            "与2022年相比，今年的任务更重。",
            "2021—2025年，我们要建成一百所。",
            "去年（2023年），各地做了大量工作。",
            "一、2023年工作任务完成情况",
        ] {
            check_silent(&RULE, &format!("{DATE}{text}"));
        }
        check_silent(&RULE, "2022年，我们要重点抓好三件事。");
    }

    #[test]
    fn last_year_is_the_year_before() {
        check_marked(
            "去年（⟦2022年⟧⟨疑似：会议在2024年，“去年”是2023年⟩），各地做了大量工作。",
            "去年（2023年），各地做了大量工作。",
        );
    }
}
