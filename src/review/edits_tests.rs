//! Random edits of a speech: what is remembered of a review equals a review from the start, and what is followed still
//! stands where it says.

use crate::edit::{Command, History, NewSection};
use crate::model::{Anchor, CharIdx, FrontField, SectionId, SectionPlace, Speech, Splice, TextId};
use crate::roster::{Counter, coverage};

use super::testing::speech_of;
use super::{Followed, Reviewer, Setting, review};

const N_EDITS: usize = 500;

/// Short, with something for every kind of rule: texts, sections, the whole speech.
const SPEECH: &str = "日期：2024年1月25日
标题：在全省会议上的讲话
名册：甲城市教育局、乙城市教育局
同志们，，大家好。
一、去年的成绩
甲城市教育局开办书桌三十个，惠及学生6000名，比上年增长20%。X市也办了。
（一）主要做法
我们做到三个坚持：一是坚持早；二是坚持实。
二、今年的任务
籍此机会提三点要求，于123日前完成。
三、加强领导
各地要加强领导。各地要加强领导。";

/// What is put in: faults, halves of faults, marks, line ends.
const PIECES: [&str; 16] = [
    "，",
    "，，",
    "。",
    "三个",
    "籍此",
    "X市",
    "123日",
    "2024年2月30日",
    "一是",
    "（",
    "）",
    "“",
    "乙城市教育局",
    "各地要加强领导。",
    "\n",
    "字",
];

/// Numbers that look random and are the same in every run: Knuth's MMIX generator.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n.max(1)
    }
}

fn command(dice: &mut Dice, speech: &Speech) -> Command {
    let sections: Vec<SectionId> = speech.walk().map(|(_, section)| section.id).collect();
    let section = sections[dice.roll(sections.len())];
    let body = speech.section(section).unwrap().body();
    let n_chars = body.chars().count();
    let piece = PIECES[dice.roll(PIECES.len())].to_owned();
    let place = SectionPlace {
        parent: (dice.roll(3) == 0).then(|| sections[dice.roll(sections.len())]),
        at: dice.roll(3),
    };
    match dice.roll(14) {
        0 => Command::SetHeading {
            section,
            heading: format!("{piece}{}", dice.roll(3)),
        },
        1 => Command::SetFront {
            field: FrontField::ALL[dice.roll(6)],
            text: piece,
        },
        2 => Command::SetNumbered {
            section,
            numbered: dice.roll(2) == 0,
        },
        3 | 4 => Command::MoveSection { section, place },
        5 if sections.len() < 8 => Command::DuplicateSection { section },
        6 if sections.len() > 4 => Command::DeleteSection { section },
        7 if sections.len() < 8 => Command::AddSection {
            place,
            section: NewSection {
                numbered: dice.roll(2) == 0,
                paragraphs: vec![piece],
                ..NewSection::default()
            },
        },
        8 => {
            let texts: Vec<(TextId, usize)> = speech
                .texts()
                .map(|(id, text)| (id, text.chars().count()))
                .collect();
            let (text, n_chars) = texts[dice.roll(texts.len())];
            let start = dice.roll(n_chars + 1);
            let end = (start + dice.roll(3)).min(n_chars);
            let range = CharIdx(start)..CharIdx(end);
            Command::ReplaceAll {
                replacements: vec![(Anchor { text, range }, piece)],
            }
        }
        _ => {
            let at = dice.roll(n_chars + 1);
            let longest = if n_chars > 120 { 40 } else { 4 };
            Command::EditBody {
                section,
                splice: Splice {
                    at: CharIdx(at),
                    n_removed: dice.roll(longest).min(n_chars - at),
                    insert: piece,
                },
            }
        }
    }
}

#[test]
fn after_every_edit_what_is_remembered_equals_a_review_from_the_start() {
    let mut dice = Dice(2024);
    let mut history = History::new(speech_of(SPEECH));
    let setting = |speech: &Speech| Setting {
        roster: speech.roster.clone(),
        ..Setting::default()
    };
    let mut reviewer = Reviewer::default();
    let roster = history.speech().roster.clone().unwrap();
    let mut counter = Counter::new(roster.clone());
    let mut followed = Followed::default();
    let mut n_followed = 0;
    for nth in 0..N_EDITS {
        match dice.roll(10) {
            0 => drop(history.undo()),
            1 => drop(history.redo()),
            _ => {
                let command = command(&mut dice, history.speech());
                history.apply(command).ok();
            }
        }
        let speech = history.speech();
        // What was found some edits ago stands where it says it does.
        if let Some(moved) = followed.n_edits().and_then(|n| history.moved_since(n)) {
            followed.follow(speech, history.n_edits(), &moved);
            for (idx, finding) in followed.shown() {
                let place = followed.place(idx).unwrap();
                assert_eq!(place.chars(speech), Some(finding.text.clone()), "{nth}");
                n_followed += 1;
            }
        }
        let fresh = review(speech, &setting(speech));
        let remembered = reviewer.review(speech, &setting(speech));
        assert_eq!(remembered, fresh, "after edit {nth}");
        assert_eq!(counter.coverage(speech), coverage(speech, &roster), "{nth}");
        if nth % 5 == 0 {
            followed = Followed::new(remembered, None);
            followed.follow(speech, history.n_edits(), &Default::default());
        }
    }
    assert!(n_followed > 1000, "{n_followed}");
}
