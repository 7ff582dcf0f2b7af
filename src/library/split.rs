//! A report or a speech becomes passages: one for every unit it strings together, or one for every theme of one unit.

use std::ops::Range;

use crate::model::{CharIdx, Roster, Speech, Unit, char_count};
use crate::roster::{Found, Names, What};
use crate::text::regions::Region;
use crate::text::subjects::{LEAD_INS, is_tied};
use crate::text::unit_names::{MASKS, UnitKind, UnitName, group_name, leading_unit};

/// A passage of a source that belongs to one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Name of the unit as in the roster, else as in the text. Empty if no unit is named.
    pub unit: String,
    /// The group (活动片) that the passage stands under, or the unit's group in the roster.
    pub group: Option<String>,
    /// The headings that the passage stands under, the outermost first.
    pub headings: Vec<String>,
    /// The paragraph of the source, counted from 1 over all paragraphs; headings are not counted.
    pub paragraph: usize,
    /// In that paragraph; where the passage has several paragraphs, a line feed between two counts as one.
    pub range: Range<CharIdx>,
    pub text: String,
}

/// From this many different units on, the text is a digest of several units rather than one unit's report.
const SEVERAL: usize = 3;

/// Characters below which a paragraph of a report is a greeting or a signature, not a passage.
pub const SHORTEST_PASSAGE: usize = 30;

/// Words that turn from the last unit back to all of them.
const TURNS: &[&str] = &[
    "总之",
    "总的来看",
    "总的看",
    "总体来看",
    "以上",
    "上述",
    "各地各校",
    "各地各单位",
    "同志们",
    "全省教育",
    "这些经验",
];

/// The passages of a speech or report, in the order of the text.
///
/// Without a roster units are recognised by the forms of their names.
pub fn split(speech: &Speech, roster: Option<&Roster>) -> Vec<Passage> {
    let finder = Finder::new(roster);
    let blocks = blocks_of(speech);
    let strung: Vec<Vec<Passage>> = blocks.iter().map(|block| finder.strung(block)).collect();
    let mut units: Vec<&str> = strung
        .iter()
        .flatten()
        .map(|passage| passage.unit.as_str())
        .collect();
    units.sort_unstable();
    units.dedup();
    if units.len() >= SEVERAL {
        return strung.into_iter().flatten().collect();
    }
    let unit = finder.reporter(speech);
    blocks
        .into_iter()
        .filter_map(|block| block.whole(&unit))
        .collect()
}

/// A piece of a source that is in no passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Counted from 1, as in [`Passage::paragraph`].
    pub paragraph: usize,
    pub text: String,
}

/// Texts of a source outside all of its passages, in order.
pub fn left_out(speech: &Speech, passages: &[Passage]) -> Vec<LeftOut> {
    let paragraphs = speech.walk().flat_map(|(_, section)| &section.paragraphs);
    let mut left = Vec::new();
    // Of a passage of several paragraphs, those that are still to come.
    let mut whole = 0;
    let mut passages = passages.iter().peekable();
    for (number, paragraph) in (1..).zip(paragraphs) {
        let text: &str = &paragraph.text;
        if text.trim().is_empty() {
            continue;
        }
        if whole > 0 {
            whole -= 1;
            continue;
        }
        let mut end = CharIdx(0);
        let mut put = |from: CharIdx, to: CharIdx| {
            let piece = text.chars().skip(from.0).take(to.0.saturating_sub(from.0));
            let piece: String = piece.collect();
            if piece.chars().any(char::is_alphanumeric) {
                left.push(LeftOut {
                    paragraph: number,
                    text: piece,
                });
            }
        };
        while let Some(passage) = passages.next_if(|passage| passage.paragraph == number) {
            put(end, passage.range.start);
            end = passage.range.end;
            whole = passage.text.matches('\n').count();
        }
        put(end, CharIdx(char_count(text)));
    }
    left
}

/// The paragraphs under one heading.
struct Block<'a> {
    headings: Vec<String>,
    /// The number of the first paragraph.
    first: usize,
    paragraphs: Vec<&'a str>,
}

fn blocks_of(speech: &Speech) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut headings: Vec<String> = Vec::new();
    let mut first = 1;
    for (depth, section) in speech.walk() {
        headings.truncate(depth);
        headings.resize(depth, String::new());
        headings.push(section.heading.clone());
        let paragraphs: Vec<&str> = section
            .paragraphs
            .iter()
            .map(|paragraph| &*paragraph.text)
            .collect();
        let n_paragraphs = paragraphs.len();
        blocks.push(Block {
            headings: headings
                .iter()
                .filter(|heading| !heading.is_empty())
                .cloned()
                .collect(),
            first,
            paragraphs,
        });
        first += n_paragraphs;
    }
    blocks
}

impl Block<'_> {
    /// All paragraphs as one passage of a report; `None` when there is hardly anything.
    fn whole(self, unit: &Who) -> Option<Passage> {
        let is_text = |text: &&&str| !text.trim().is_empty();
        let is_said = |text: &&str| is_text(&text) && !is_courtesy(text);
        let n_before = self.paragraphs.iter().position(is_said)?;
        let n_to_last = self.paragraphs.iter().rposition(is_said)? + 1;
        let said = self.paragraphs.get(n_before..n_to_last)?;
        let texts: Vec<&str> = said.iter().filter(is_text).copied().collect();
        let text = texts.join("\n");
        (char_count(&text) >= SHORTEST_PASSAGE).then(|| Passage {
            unit: unit.name.clone(),
            group: unit.group.clone(),
            headings: self.headings,
            paragraph: self.first + n_before,
            range: CharIdx(0)..CharIdx(char_count(&text)),
            text,
        })
    }
}

/// True if a paragraph only greets, thanks or takes leave.
fn is_courtesy(text: &str) -> bool {
    const GREETED: &[&str] = &["各位", "同志们", "尊敬的", "老师们", "同学们", "领导"];
    const LEAVES: &[&str] = &[
        "请审议",
        "请审阅",
        "特此报告",
        "特此汇报",
        "汇报完毕",
        "谢谢大家",
        "谢谢！",
        "不当之处",
    ];
    let text = text.trim();
    let greets = text.ends_with(['：', ':']) && GREETED.iter().any(|who| text.contains(who));
    char_count(text) <= 20 && (greets || LEAVES.iter().any(|words| text.contains(words)))
}

/// Whom a passage is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Who {
    name: String,
    group: Option<String>,
    /// The same for all names of the unit; empty for masked names, which need not be the same unit.
    key: String,
    is_school: bool,
}

/// Byte offsets of the start of a passage.
struct Opening {
    /// Start of the words that introduce it (比如): the passage before ends there.
    lead: usize,
    start: usize,
    who: Who,
}

struct Finder<'a> {
    roster: Option<(&'a Roster, Names)>,
}

impl<'a> Finder<'a> {
    fn new(roster: Option<&'a Roster>) -> Self {
        Self {
            roster: roster.map(|roster| (roster, Names::new(roster))),
        }
    }

    /// The passages of units that are strung together in paragraphs.
    fn strung(&self, block: &Block<'_>) -> Vec<Passage> {
        let heading = block.headings.last().map_or("", String::as_str);
        let mut owner = self.leading(heading).map(|(_, who)| who);
        let mut passages = Vec::new();
        for (number, text) in (block.first..).zip(&block.paragraphs) {
            let mut openings = self.openings(text);
            if let Some(owner) = &owner
                && openings.first().is_none_or(|first| first.lead > 0)
            {
                let who = owner.clone();
                openings.insert(
                    0,
                    Opening {
                        lead: 0,
                        start: 0,
                        who,
                    },
                );
            }
            if openings.len() > 1 {
                owner = None;
            }
            let ends: Vec<usize> = openings
                .iter()
                .skip(1)
                .map(|next| next.lead)
                .chain([text.len()])
                .collect();
            for (opening, end) in openings.into_iter().zip(ends) {
                let Some(whole) = text.get(opening.start..end) else {
                    continue;
                };
                let own = until_turn(whole).trim_end();
                if own.is_empty() {
                    continue;
                }
                let from = char_count(text.get(..opening.start).unwrap_or_default());
                passages.push(Passage {
                    unit: opening.who.name,
                    group: opening.who.group,
                    headings: block.headings.clone(),
                    paragraph: number,
                    range: CharIdx(from)..CharIdx(from + char_count(own)),
                    text: own.to_owned(),
                });
            }
        }
        passages
    }

    /// Where passages begin in a paragraph; names of the unit that is spoken of already begin none.
    fn openings(&self, text: &str) -> Vec<Opening> {
        let known = self
            .roster
            .as_ref()
            .map_or(Vec::new(), |(_, names)| names.find(text));
        let mut openings: Vec<Opening> = Vec::new();
        let mut group: Option<String> = None;
        for Start { lead, at, is_first } in starts(text) {
            let Some(rest) = text.get(at..) else { continue };
            let unit = leading_unit(rest);
            if !is_first && !is_torn(text, at, unit.as_ref()) {
                continue;
            }
            let named = self.known_at(&known, at, rest, unit.as_ref());
            let Some((length, mut who)) = named.or_else(|| unit.as_ref().map(formed)) else {
                continue;
            };
            if rest
                .get(length..)
                .is_some_and(|after| after.starts_with(['、', '和']))
            {
                continue;
            }
            // 第二活动片 speaks for the schools that follow.
            match &unit {
                Some(UnitName {
                    group: Some(range), ..
                }) => {
                    group = rest
                        .get(range.clone())
                        .map(|name| group_name(name).to_owned());
                }
                _ if !who.is_school => group = None,
                _ => {}
            }
            if group.is_some() && (who.is_school || who.group.is_none()) {
                who.group.clone_from(&group);
            }
            let is_same = |last: &Opening| !who.key.is_empty() && last.who.key == who.key;
            if !openings.last().is_some_and(is_same) {
                openings.push(Opening {
                    lead,
                    start: at,
                    who,
                });
            }
        }
        openings
    }

    /// The unit of the roster that is named at a place, and how many bytes from there its name ends.
    fn known_at(
        &self,
        known: &[Found],
        start: usize,
        rest: &str,
        unit: Option<&UnitName>,
    ) -> Option<(usize, Who)> {
        let (roster, _) = self.roster.as_ref()?;
        let at = start + unit.map_or(0, |unit| unit.range.start);
        let found = known.iter().find(|found| found.bytes.start == at)?;
        let What::Unit(idx) = found.what else {
            return None;
        };
        let listed = roster.units().nth(idx)?;
        // 无锡 is not named in 无锡商业职技院.
        let written = rest.get(at - start..found.bytes.end - start)?;
        let is_of_school =
            |unit: &UnitName| unit.kind == UnitKind::School && written.len() < unit.key.len();
        if unit.is_some_and(is_of_school) {
            return None;
        }
        let length = (found.bytes.end - start).max(unit.map_or(0, |unit| unit.range.end));
        // A group's aliases are the schools that it speaks for: these are units of their own here.
        let speaks_for = written != listed.name
            && group_name(&listed.name) != group_name(written)
            && is_group(listed);
        if speaks_for {
            let (name, key) = unit.map_or((written, written), |unit| (&unit.name, &unit.key));
            let who = Who {
                name: name.to_owned(),
                key: key.to_owned(),
                group: Some(group_name(&listed.name).to_owned()),
                is_school: true,
            };
            return Some((length, who));
        }
        let group = roster
            .groups
            .iter()
            .find(|group| group.units.contains(listed))?;
        let who = Who {
            name: listed.name.clone(),
            group: Some(group.name.clone()),
            key: listed.name.clone(),
            is_school: false,
        };
        Some((length, who))
    }

    fn leading(&self, text: &str) -> Option<(usize, Who)> {
        let known = self
            .roster
            .as_ref()
            .map_or(Vec::new(), |(_, names)| names.find(text));
        let unit = leading_unit(text);
        self.known_at(&known, 0, text, unit.as_ref())
            .or_else(|| unit.as_ref().map(formed))
    }

    /// Who reports: named in the front matter, or first in the text.
    fn reporter(&self, speech: &Speech) -> Who {
        let front = &speech.front;
        let lines = [&front.speaker, &front.title, &front.subtitle];
        let heads = lines.into_iter().map(String::as_str);
        let firsts = speech
            .walk()
            .flat_map(|(_, section)| section.paragraphs.iter())
            .map(|paragraph| &*paragraph.text);
        heads
            .chain(firsts.take(2))
            .find_map(|line| {
                let line = line.trim_start_matches(['—', '-', ' ']);
                self.leading(line).map(|(_, who)| who)
            })
            .unwrap_or_default()
    }
}

fn is_group(unit: &Unit) -> bool {
    unit.name.trim_end_matches("区").ends_with('片')
}

fn formed(unit: &UnitName) -> (usize, Who) {
    let who = Who {
        name: unit.name.clone(),
        group: None,
        key: if unit.is_masked {
            String::new()
        } else {
            unit.key.clone()
        },
        is_school: unit.kind == UnitKind::School,
    };
    (unit.range.end, who)
}

/// Byte offsets of a place where a name may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Start {
    /// Start of the words that introduce it.
    lead: usize,
    at: usize,
    /// At the start of a sentence; otherwise where a place or a mask stands inside one.
    is_first: bool,
}

fn starts(text: &str) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    let mut is_fresh = true;
    let mut last = None;
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let is_mask = MASKS.contains(&c) && !last.is_some_and(|last: char| MASKS.contains(&last));
        last = Some(c);
        if is_fresh && !(c.is_whitespace() || "”’）)，,：:—".contains(c)) {
            is_fresh = false;
            starts.push(Start {
                lead: at,
                at: at + lead_in(rest),
                is_first: true,
            });
        } else if (is_mask || Region::leading(rest).is_some())
            && starts.last().is_none_or(|start| start.at < at)
        {
            starts.push(Start {
                lead: at,
                at,
                is_first: false,
            });
        }
        is_fresh |= "。！？；!?;".contains(c);
    }
    starts
}

/// Bytes of what leads up to a name: 比如：
fn lead_in(sentence: &str) -> usize {
    let Some(word) = LEAD_INS
        .iter()
        .filter(|word| sentence.starts_with(**word))
        .max_by_key(|word| word.len())
    else {
        return 0;
    };
    let rest = sentence.get(word.len()..).unwrap_or_default();
    sentence.len() - rest.trim_start_matches(['，', ',', '：', ':']).len()
}

/// True if a committee is named inside a sentence as the subject of its own: a copy has lost the full stop.
fn is_torn(text: &str, start: usize, unit: Option<&UnitName>) -> bool {
    let Some(unit) = unit else { return false };
    let is_committee = unit.kind == UnitKind::Place && unit.name.ends_with("关工委");
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(start + unit.range.end..).unwrap_or_default();
    is_committee && !is_tied(before) && !after.starts_with(['的', '、', '和', '与'])
}

/// A passage up to where the text turns back to all units.
fn until_turn(text: &str) -> &str {
    let ends = text
        .char_indices()
        .filter(|(_, c)| "。！？!?".contains(*c))
        .map(|(at, c)| at + c.len_utf8());
    let turn = ends.into_iter().find(|end| {
        let rest = text
            .get(*end..)
            .unwrap_or_default()
            .trim_start_matches(['”', '’']);
        TURNS.iter().any(|turn| rest.starts_with(turn))
    });
    turn.and_then(|end| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;
    use crate::roster::list::from_text;

    /// A speech of one long paragraph, its boundaries marked by hand with `|` before and `‖` behind each passage, in the
    /// order of the units below.
    const STRUNG: &str = "在会上的讲话\n一、各地的好做法\n比如：|X市教育关工委立足本职，把阵地建到村口；立足长远，把制度挂在墙上。|泰安市教育关工委抓一头、带一片，做到三个一：一校一室，一室一员，一员一册。同时，办好小院课堂，孩子们有了去处。|枣庄市教育关工委的四张清单，让老同志知道做什么、怎么做，走村入户送到孩子手|X市教育关工委坚持月月见面、季季交流，老少同堂。|日照市教育关工委与威海市教育关工委结对，开到海岛，开到渔村。比如|高校第一活动片轮流做东，一季一会。|山科大二级关工委与X医学院、青农大等校已经牵手。山科大关工委重排班子，名师上门。|X大学校党委每年听两次汇报，给钱给人。|第二活动片的鲁东大学关工委请学生当委员，教育部关工委已经介绍他们的做法。|X师大关工委网上评议，减了表格。|X师大关工委选树十位老党员。|第三活动片积极牵线，线上线下走动。|威海职业学院关工委访企拓岗，十二家企业来校。|5家普教联系点教育关工委有话直说，是我们的耳目。‖总之，各地都有自己的好办法。";

    const UNITS: [(&str, &str); 14] = [
        ("X市教育关工委", ""),
        ("泰安市教育关工委", ""),
        ("枣庄市教育关工委", ""),
        ("X市教育关工委", ""),
        ("日照市教育关工委", ""),
        ("第一活动片", "第一活动片"),
        ("山科大关工委", "第一活动片"),
        ("X大学", "第一活动片"),
        ("鲁东大学关工委", "第二活动片"),
        ("X师大关工委", "第二活动片"),
        ("X师大关工委", "第二活动片"),
        ("第三活动片", "第三活动片"),
        ("威海职业学院关工委", "第三活动片"),
        ("5家普教联系点教育关工委", ""),
    ];

    fn units(passages: &[Passage]) -> Vec<(&str, &str)> {
        passages
            .iter()
            .map(|passage| {
                (
                    passage.unit.as_str(),
                    passage.group.as_deref().unwrap_or(""),
                )
            })
            .collect()
    }

    #[test]
    fn a_speech_is_split_where_a_reader_would_split_it() {
        let speech = import::text(&STRUNG.replace(['|', '‖'], "")).speech;
        let passages = split(&speech, None);
        assert_eq!(units(&passages), UNITS);
        let marked = STRUNG.lines().last().unwrap_or_default();
        let wanted: Vec<&str> = marked
            .split('‖')
            .next()
            .unwrap_or_default()
            .split('|')
            .skip(1)
            .map(|text| text.strip_suffix("比如").unwrap_or(text))
            .collect();
        let texts: Vec<&str> = passages
            .iter()
            .map(|passage| passage.text.as_str())
            .collect();
        assert_eq!(texts, wanted);
        for passage in &passages {
            let body: Vec<char> = marked.chars().filter(|c| !"|‖".contains(*c)).collect();
            let own: String = body[passage.range.start.0..passage.range.end.0]
                .iter()
                .collect();
            assert_eq!(own, passage.text);
            assert_eq!(passage.paragraph, 1);
            assert_eq!(passage.headings, ["各地的好做法"]);
        }
    }

    #[test]
    fn a_roster_gives_the_units_their_full_names_and_groups() {
        let listed = from_text(
            "设区市：\n泰安市教育局关工委（泰安市教育关工委、泰安）\n枣庄市教育关工委\n日照市教育关工委\n高校活动片：\n高校第二活动片（鲁东大学、山科大）",
        );
        let text = "讲话\n泰安抓一头、带一片。枣庄市教育关工委有四张清单。泰安技师学院关工委上门服务。鲁东大学关工委请学生当委员。";
        let passages = split(&import::text(text).speech, Some(&listed.roster));
        assert_eq!(
            units(&passages),
            [
                ("泰安市教育局关工委", "设区市"),
                ("枣庄市教育关工委", "设区市"),
                ("泰安技师学院关工委", ""),
                ("鲁东大学关工委", "第二活动片"),
            ]
        );
    }

    #[test]
    fn a_report_has_a_passage_for_every_theme() {
        let text = "泰安市教育关工委工作总结\n同志们：\n一、建好队伍\n全市有老同志三百二十名，每所学校都有人，每名老同志都有一本手册可以查。\n二、管好阵地\n（一）小院课堂\n小院课堂开在村口，放学以后孩子们有人陪，家长在外打工也能放心。\n周末还有书法和乒乓球。\n好。";
        let passages = split(&import::text(text).speech, None);
        let shown: Vec<(&str, String, usize)> = passages
            .iter()
            .map(|passage| {
                (
                    passage.unit.as_str(),
                    passage.headings.join("/"),
                    passage.paragraph,
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("泰安市教育关工委", "建好队伍".to_owned(), 1),
                ("泰安市教育关工委", "管好阵地/小院课堂".to_owned(), 2),
            ]
        );
        assert!(passages[1].text.ends_with("乒乓球。\n好。"));
    }

    #[test]
    fn a_heading_may_name_the_unit_of_its_paragraphs() {
        let text = "经验材料\n一、泰安市教育关工委\n小院课堂开在村口。\n书法课开在周末。\n二、枣庄市教育关工委\n四张清单，人人知道。\n三、鲁东大学关工委\n请学生当委员。";
        let passages = split(&import::text(text).speech, None);
        let shown: Vec<String> = passages
            .iter()
            .map(|passage| format!("{} {}", passage.unit, passage.text))
            .collect();
        assert_eq!(
            shown,
            [
                "泰安市教育关工委 小院课堂开在村口。",
                "泰安市教育关工委 书法课开在周末。",
                "枣庄市教育关工委 四张清单，人人知道。",
                "鲁东大学关工委 请学生当委员。",
            ]
        );
    }

    proptest::proptest! {
        /// Passages stand in the text where they say, in order and without overlap.
        #[test]
        fn passages_are_where_they_say(text in "(X市教育关工委|泰安市|南通大学|第二活动片|的|，|。|；|办好|比如|[一-丁]){0,40}") {
            let speech = import::text(&format!("讲话。\n{text}")).speech;
            let paragraphs: Vec<String> = speech.walk().flat_map(|(_, section)| section.paragraphs.iter().map(|p| p.text.to_string())).collect();
            let mut last = (0, 0);
            for passage in split(&speech, None).iter().filter(|passage| !passage.text.contains('\n')) {
                let chars: Vec<char> = paragraphs[passage.paragraph - 1].chars().collect();
                let own: String = chars[passage.range.start.0..passage.range.end.0].iter().collect();
                proptest::prop_assert_eq!(&own, &passage.text);
                proptest::prop_assert!(last <= (passage.paragraph, passage.range.start.0));
                last = (passage.paragraph, passage.range.end.0);
            }
        }
    }

    #[test]
    fn nothing_of_a_source_is_lost() {
        let report = "甲市教育关工委工作总结\n各位：\n一、队伍\n全市有老同志三百二十名，每所学校都有人，开课四十场，人人到场。\n人人有事做，个个有劲头。\n\n二、阵地\n同志们：\n村口有小院，放学有人管，周末有书法课，人人都说好，家长也放心，今年再办三处。\n请审议。";
        for (source, left) in [
            (
                STRUNG.replace(['|', '‖'], ""),
                vec!["比如：", "比如", "总之，各地都有自己的好办法。"],
            ),
            (report.to_owned(), vec!["同志们：", "请审议。"]),
        ] {
            let speech = import::text(&source).speech;
            let passages = split(&speech, None);
            let pieces = left_out(&speech, &passages);
            let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(texts, left);
            let body: usize = speech
                .walk()
                .flat_map(|(_, section)| &section.paragraphs)
                .map(|paragraph| char_count(&paragraph.text))
                .sum();
            let lines = |passage: &Passage| char_count(&passage.text.replace('\n', ""));
            let kept: usize = passages.iter().map(lines).sum();
            let dropped: usize = texts.iter().map(|text| char_count(text)).sum();
            assert_eq!(kept + dropped, body);
        }
    }
}
