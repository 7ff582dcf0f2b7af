//! Which stretch of a section speaks of whom.

use std::ops::Range;

use crate::model::{Anchor, CharIdx, Section, TextId};
use crate::text::count::characters;
use crate::text::subjects::{LEAD_INS, is_tied};

use super::names::{Found, Names, What};

/// Mentions of units in one section without its subsections.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    pub mentions: Vec<Mention>,
}

/// A name in a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub what: What,
    /// As written.
    pub name: String,
    pub place: Anchor,
    /// Characters, as Word counts them, of the passage that this mention opens; 0 when it is named in passing.
    pub n_chars: usize,
}

/// What a committee is called behind the name of its place, with which even a clause may begin its own subject.
const BODIES: &[&str] = &["教育关工委", "关工委", "教育局", "教育系统"];
impl Scan {
    pub fn of(section: &Section, names: &Names) -> Self {
        let mut mentions: Vec<Mention> = names
            .find(&section.heading)
            .into_iter()
            .map(|found| mention(&section.heading, &found, TextId::Heading(section.id)))
            .collect();
        // A heading with one name in it is about that unit, and so is the text below until another is its subject.
        let owner = (mentions.len() == 1).then_some(0);
        for paragraph in &section.paragraphs {
            let text: &str = &paragraph.text;
            let found = names.find(text);
            // Where each passage begins, by the name that opens it.
            let openings: Vec<(usize, usize)> = found
                .iter()
                .enumerate()
                .filter_map(|(idx, name)| Some((idx, opening(text, name, &found)?)))
                .collect();
            let n_chars = |from: usize, to: usize| text.get(from..to).map_or(0, characters);
            let first = openings.first().map_or(text.len(), |(_, from)| *from);
            if let Some(owned) = owner.and_then(|idx: usize| mentions.get_mut(idx)) {
                owned.n_chars += n_chars(0, first);
            }
            for (idx, name) in found.iter().enumerate() {
                let mut made = mention(text, name, TextId::Paragraph(paragraph.id));
                let mut opened = openings.iter().skip_while(|(opened, _)| *opened != idx);
                if let Some((_, from)) = opened.next() {
                    // A group speaks for its schools, whoever they are.
                    let speaks_for = |next: usize| {
                        made.name.ends_with('片') && found.get(next).is_some_and(is_masked_school)
                    };
                    let next = opened.find(|(next, _)| !speaks_for(*next));
                    made.n_chars = n_chars(*from, next.map_or(text.len(), |(_, to)| *to));
                }
                mentions.push(made);
            }
        }
        Self { mentions }
    }
}

fn is_masked_school(name: &Found) -> bool {
    name.what == What::Masked { is_school: true }
}

fn mention(text: &str, found: &Found, id: TextId) -> Mention {
    let n_chars = |bytes: Range<usize>| text.get(bytes).map_or(0, |text| text.chars().count());
    let from = n_chars(0..found.bytes.start);
    let to = from + n_chars(found.bytes.clone());
    Mention {
        what: found.what,
        name: text.get(found.bytes.clone()).unwrap_or_default().to_owned(),
        place: Anchor {
            text: id,
            range: CharIdx(from)..CharIdx(to),
        },
        n_chars: 0,
    }
}

/// Start of the passage that a name opens; `None` for a name in passing.
///
/// A name opens a passage at the start of its sentence, with no more than a lead-in before it. A committee's name opens one
/// within a sentence too, behind a comma, or where a copy has lost the full stop: 走深走实无锡市教育关工委坚持…….
fn opening(text: &str, name: &Found, all: &[Found]) -> Option<usize> {
    let before = text.get(..name.bytes.start)?;
    let after = text.get(name.bytes.end..)?;
    let is_listed = after.starts_with(['、', '和', '与', '及'])
        && all.iter().any(|other| {
            other.bytes.start > name.bytes.end
                && other.bytes.start - name.bytes.end == '、'.len_utf8()
        });
    if is_listed || is_tied(before) {
        return None;
    }
    let start = sentence_start(before);
    let sentence = before.get(start..)?;
    // 全省高校第一活动片: the words before the number belong to the name.
    let sentence = ["高校", "高等学校", "全省"]
        .iter()
        .fold(sentence, |rest, own| rest.strip_suffix(own).unwrap_or(rest));
    let lead_in = sentence.trim_matches(|c: char| c.is_whitespace() || "，,：:“”—‘’".contains(c));
    if lead_in.is_empty() || LEAD_INS.contains(&lead_in) {
        return Some(start);
    }
    let written = text.get(name.bytes.clone())?;
    let behind = BODIES.iter().find_map(|body| after.strip_prefix(body));
    let is_body = behind.is_some() || BODIES.iter().any(|body| written.ends_with(body));
    let is_owner = behind.unwrap_or(after).starts_with('的');
    (is_body && !is_owner).then_some(name.bytes.start)
}

/// Start of the sentence that the text leads into.
fn sentence_start(before: &str) -> usize {
    before
        .char_indices()
        .rev()
        .find(|(_, c)| "。！？；!?;".contains(*c))
        .map_or(0, |(at, c)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, SectionKind, Speech};
    use crate::roster::list::from_text;
    use std::sync::Arc;

    const CITIES: &str =
        "甲城市教育关工委（甲城市、甲城）\n乙城市教育关工委（乙城市、乙城）\n丙城大学（丙大）";

    /// The mentions as `name+n` with the length of their passage, `name` alone in passing.
    #[track_caller]
    fn check(heading: &str, body: &str, wanted: &str) {
        let names = Names::new(&from_text(CITIES).roster);
        let mut ids = IdSource::default();
        let mut section = ids.section(heading, SectionKind::Custom);
        for line in body.split('\n') {
            section.paragraphs.push(ids.paragraph(line, Vec::new()));
        }
        let show = |mention: &Mention| match mention.n_chars {
            0 => mention.name.clone(),
            n => format!("{}+{n}", mention.name),
        };
        let scan = Scan::of(&section, &names);
        let shown: Vec<_> = scan.mentions.iter().map(show).collect();
        assert_eq!(shown.join(" "), wanted, "{body}");
        let speech = Speech {
            sections: vec![Arc::new(section)],
            ..Speech::default()
        };
        for mention in &scan.mentions {
            assert_eq!(mention.place.chars(&speech), Some(mention.name.clone()));
        }
    }

    #[test]
    fn a_sentence_is_about_the_name_it_begins_with() {
        check(
            "",
            "甲城市办了三件事。都很好。乙城也好。",
            "甲城市+13 乙城+5",
        );
        check("", "总的看很好。比如，甲城市办班。", "甲城市+9");
        check("", "甲城市办班。\n大家都好。", "甲城市+6");
    }

    #[test]
    fn names_in_lists_and_beside_others_are_in_passing() {
        check("", "甲城、乙城和丙大都来了。", "甲城 乙城 丙大");
        check("", "我们到甲城市看过，与乙城市联合办班。", "甲城市 乙城市");
        check("", "甲城市会同丙城大学办班。", "甲城市+12 丙城大学");
    }

    #[test]
    fn a_committee_opens_its_passage_even_in_a_sentence_that_runs_on() {
        check("", "近年来，甲城市教育关工委办班。", "甲城市教育关工委+15");
        check("", "走进心门甲城市教育关工委办班。", "甲城市教育关工委+11");
        check(
            "",
            "走进心里乙城市教育关工委深化了X市教育关工委的做法。",
            "乙城市教育关工委+22 X市",
        );
        check("", "省里支持甲城市教育关工委办班。", "甲城市教育关工委");
    }

    #[test]
    fn a_group_speaks_for_its_schools() {
        let names = Names::new(&from_text("第一活动片\n第二活动片\n丙城大学").roster);
        let mut ids = IdSource::default();
        let mut section = ids.section("", SectionKind::Custom);
        let text = "高校第一活动片办会。X大学办班。第二活动片的X师大办展。丙城大学办报。";
        section.paragraphs.push(ids.paragraph(text, Vec::new()));
        let scan = Scan::of(&section, &names);
        let shown = scan.mentions.iter().map(|mention| {
            let n_chars = mention.n_chars;
            format!("{}+{n_chars}", mention.name)
        });
        assert_eq!(
            shown.collect::<Vec<_>>().join(" "),
            "第一活动片+16 X大学+6 第二活动片+12 X师大+0 丙城大学+7"
        );
    }

    #[test]
    fn a_heading_with_one_name_is_about_it() {
        check(
            "甲城市的做法",
            "办班。办会。\n乙城也来了。",
            "甲城市+6 乙城+6",
        );
        check("甲城和乙城", "办班。", "甲城 乙城");
    }
}
