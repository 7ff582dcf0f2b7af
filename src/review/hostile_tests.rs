//! Texts that nobody writes, but that are pasted or converted by mistake: a review must answer them soon as well.
//!
//! Each text is one piece over and over, in one paragraph and in a paragraph each. A text four times as long is to be read
//! about four times as often: a rule that reads all of it again at each of its places reads it sixteen times as often.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::model::{IdSource, SectionKind, Speech};
use crate::text::line::{Line, steps};

use super::words::{WordPair, Words};
use super::{RULES, Reviewer, Setting, review};

/// Some rules look a few hundred characters around each place: shorter texts are too short to tell.
const N_CHARS: usize = 1000;
/// How much more often a text of four times the length may be read.
const MOST_TIMES: usize = 6;
/// How often each character may be read at least: some rules do not begin before a text has some length.
const FREE_STEPS: usize = 20;

/// One of each kind that a rule stops at.
const PIECES: &[&str] = &[
    "（",
    "）",
    "（（）",
    "“",
    "”",
    "”“",
    "“‘",
    "‘",
    "《",
    "》",
    "【",
    "〔",
    "(",
    ")",
    "\"",
    "'",
    "[",
    "1",
    "1,",
    "1,111,",
    "1.1",
    "1.",
    "1-",
    "1至",
    "一",
    "一一，",
    "十三个",
    "万",
    "第一",
    "一.",
    "一、",
    "，",
    "，，",
    "。",
    "…",
    "…甲",
    "……",
    "...",
    "、",
    "；",
    "：",
    " ",
    "\u{3000}",
    "\t",
    " 甲",
    "\u{3000}- 甲",
    "-",
    "-甲",
    "—",
    "—甲",
    "——",
    "甲",
    "的的",
    "各馆",
    "我们要抓好落实",
    "我们要抓好落实，",
    "我们要抓好落实。",
    "各地要把关心下一代工作放在心上、抓在手上。",
    "各地要把关心下一代工作放在心上、抓在手上，",
    "共3个，其中1个、1个，",
    "共3个，",
    "其中3个、",
    "其中3个；",
    "13个设区市",
    "十三个设区市",
    "13个设区市、",
    "二百个服务点",
    "一是抓学习，",
    "二是抓落实；",
    "第一，",
    "首先，",
    "其次，",
    "三是",
    "讲三点意见。",
    "我讲三点意见，",
    "三个突破：",
    "三个突破，",
    "三个突破：一是甲，",
    "三童（",
    "三童（甲、乙",
    "抓好三个环节，",
    "抓好三个环节，促进达标。",
    "五个抓，抓甲，",
    "2023年1月23日",
    "2023年",
    "2023年，",
    "2022.3.1 ",
    "2023年刚刚过去",
    "刚刚过去2023年，",
    "去年（2023年），",
    "今年",
    "2月30日",
    "12:75",
    "123日",
    "2023年全市教育工作会议",
    "1月23日（星期三）",
    "周三",
    "由5%提高到3%，",
    "由500人增加到600人，增长25%",
    "1至3人",
    "15至10人",
    "覆盖率120%",
    "率120%，",
    "近300多人左右",
    "约300人左右，",
    "几十余人",
    "3.57多",
    "近",
    "道路自信、",
    "道路自信、理论自信、体制自信、文化自信、",
    "青山绿水就是金山银山",
    "X市",
    "XX",
    "×",
    "某",
    "某某",
    "____",
    "TODO",
    "【单位】",
    "（此处",
    "2024年 月 日",
    "来源：",
    "第3页",
    "第 3 页 共",
    "www.",
    "http://a",
    "徐州市",
    "徐州市教育局",
    "徐州市教育局推行",
    "无锡市教育关工委",
    "我市",
    "“我市",
    "该校",
    "其",
    "高度重视",
    "赓",
    "供给",
    "《甲》、",
    "“甲”、",
    "“银龄讲坛”",
    "３",
    "Ｑ",
    "％",
    "a",
    "/甲",
    "=",
    "等……",
    "……等",
    "进入三阶段",
    "位居全省3位",
    "《条例》三条规定",
    "责任编辑：",
    "籍此",
    "关心下一带",
    "\u{20000}",
];

fn speech_of(paragraphs: &[String]) -> Speech {
    let mut speech = Speech::default();
    speech.front.date = "2024年1月23日".to_owned();
    speech.front.title = "在全省教育工作会议上的讲话".to_owned();
    let mut ids = IdSource::above(&speech);
    let mut section = ids.section("做法", SectionKind::Custom);
    let texts = paragraphs
        .iter()
        .map(|text| ids.paragraph(text, Vec::new()));
    section.paragraphs = texts.collect();
    speech.sections.push(section.into());
    speech
}

/// Number of characters that a rule looks at in a speech.
fn n_steps(paragraphs: &[String], code: &str) -> usize {
    let others = RULES.iter().map(|rule| rule.info.code);
    let others = others.filter(|other| *other != code);
    let setting = Setting {
        off: others.map(str::to_owned).collect(),
        ..Setting::default()
    };
    let speech = speech_of(paragraphs);
    steps::of(|| {
        review(&speech, &setting);
    })
}

/// Checks that no rule reads a text of four times the length much more than four times as often.
#[track_caller]
fn check_growth(name: &str, short: &[String], long: &[String]) {
    let n_chars: usize = long.iter().map(|text| text.chars().count()).sum();
    for rule in RULES {
        let (n_short, n_long) = (
            n_steps(short, rule.info.code),
            n_steps(long, rule.info.code),
        );
        let most = n_short * MOST_TIMES + n_chars * FREE_STEPS;
        assert!(
            n_long <= most,
            "{} on {name}: {n_short}, then {n_long}",
            rule.info.code
        );
    }
}

/// Every `n_parts`th piece from `part` on, so that the parts run side by side.
fn check_pieces(part: usize, n_parts: usize) {
    for piece in PIECES.iter().skip(part).step_by(n_parts) {
        let n_times = N_CHARS / piece.chars().count();
        let line = |n_times: usize| [piece.repeat(n_times)];
        check_growth(piece, &line(n_times), &line(4 * n_times));
        let lines = |n_times: usize| vec![(*piece).to_owned(); n_times];
        let name = format!("paragraphs of {piece}");
        check_growth(&name, &lines(n_times / 8), &lines(n_times / 2));
    }
}

#[test]
fn pieces_over_and_over_first_quarter() {
    check_pieces(0, 4);
}

#[test]
fn pieces_over_and_over_second_quarter() {
    check_pieces(1, 4);
}

#[test]
fn pieces_over_and_over_third_quarter() {
    check_pieces(2, 4);
}

#[test]
fn pieces_over_and_over_fourth_quarter() {
    check_pieces(3, 4);
}

/// Pieces that count on: no two are alike.
#[test]
fn pieces_that_differ() {
    let pieces: [fn(usize) -> String; 8] = [
        |n| format!("共{n}个服务点、"),
        |n| format!("全省有{n}个设区市。"),
        |n| format!("{n}年，"),
        |n| format!("第{n}，抓好落实；"),
        |n| format!("“银龄{}讲坛”", nth_char(n)),
        |n| format!("{}{}{}", nth_char(n), nth_char(n * 7), nth_char(n * 31)),
        |n| format!("各地要把关心下一代工作放在心上、抓在手上、记在第{n}本账上。"),
        |n| format!("X{}市教育局", nth_char(n)),
    ];
    for (nth, piece) in pieces.iter().enumerate() {
        let pieces = |n: usize| -> Vec<String> { (0..n).map(piece).collect() };
        let line = |n: usize| [pieces(n).concat()];
        check_growth(&format!("{nth}"), &line(100), &line(400));
        check_growth(&format!("paragraphs of {nth}"), &pieces(50), &pieces(200));
    }
}

fn nth_char(n: usize) -> char {
    let code = u32::try_from(n % 20_000).unwrap_or(0);
    char::from_u32(0x4e00 + code).unwrap_or('一')
}

/// What takes a second at most on a slow machine, and minutes where everything is compared with everything.
#[track_caller]
fn check_quick(name: &str, act: impl FnOnce()) {
    const LIMIT: Duration = Duration::from_secs(30);
    let start = Instant::now();
    act();
    let time = start.elapsed();
    assert!(time < LIMIT, "{name}: {time:?}");
}

/// Every paragraph is another one: what was read before is looked for, and not found.
#[test]
fn a_section_with_other_paragraphs_is_read_soon() {
    let codes = RULES.iter().map(|rule| rule.info.code.to_owned());
    let setting = Setting {
        off: codes.collect::<BTreeSet<String>>(),
        ..Setting::default()
    };
    let first = speech_of(&vec!["走访。".to_owned(); 50_000]);
    let mut second = first.clone();
    let mut ids = IdSource::above(&first);
    for section in &mut second.sections {
        let mut changed = (**section).clone();
        for paragraph in &mut changed.paragraphs {
            *paragraph = ids.paragraph(&paragraph.text, Vec::new());
        }
        *section = changed.into();
    }
    let mut reviewer = Reviewer::default();
    check_quick("other paragraphs", || {
        reviewer.review(&first, &setting);
        reviewer.review(&second, &setting);
    });
}

/// 100,000 words that begin alike, and a text that is full of their beginnings.
#[test]
fn many_own_words_are_found_soon() {
    const N_WORDS: usize = 100_000;
    let word = |n: usize, end: &str| {
        format!(
            "关心{}{}{}{end}",
            nth_char(n / 300),
            nth_char(n % 300),
            nth_char(n % 7)
        )
    };
    let text: String = (0..5000).map(|n| word(n * 20, "里、关心")).collect();
    let line = Line::new(&text);
    let pairs = |pair: &dyn Fn(usize) -> (String, String)| {
        let pairs = (0..N_WORDS)
            .map(pair)
            .map(|(wrong, right)| WordPair { wrong, right });
        Words::new(pairs.collect(), Vec::new())
    };
    check_quick("pairs", || {
        let words = pairs(&|n| (word(n, ""), word(n, "好")));
        assert_eq!(words.find(&line).len(), 5000);
    });
    check_quick("right words of one wrong word", || {
        let words = pairs(&|n| ("关心里".to_owned(), word(n, "好")));
        assert_eq!(words.find(&line), []);
    });
    check_quick("phrases", || {
        let words = Words::new(Vec::new(), (0..N_WORDS).map(|n| word(n, "好")).collect());
        assert_eq!(words.find(&line).len(), 5000);
    });
}
