//! How rules are tested: a text with its faults marked, and the text after all fixes.

use std::sync::Arc;

use crate::model::{Anchor, IdSource, Section, SectionKind, Speech, TextId, number_label};
use crate::roster::list;
use crate::text::headings::heading;

use super::finding::Finding;
use super::rule::Rule;
use super::setting::Setting;
use super::sources::SourceIndex;
use super::words::{WordPair, Words};

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// A speech of plain text: lines `日期：`, `标题：` and `名册：` first, also in English, then paragraphs, and headings by their numbers.
/// A number that does not follow the one before stays in the heading as it was typed.
pub(super) fn speech_of(text: &str) -> Speech {
    let mut speech = Speech::default();
    let mut ids = IdSource::above(&speech);
    let mut open = vec![ids.section("", SectionKind::Custom)];
    let close = |open: &mut Vec<Section>, depth: usize| {
        while open.len() > depth + 1 {
            let done = open.pop().unwrap();
            let parent = open.last_mut().unwrap();
            parent.children.push(Arc::new(done));
        }
    };
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(date) = header(line, ["date: ", "日期："]) {
            speech.front.date = date.to_owned();
        } else if let Some(title) = header(line, ["title: ", "标题："]) {
            speech.front.title = title.to_owned();
        } else if let Some(units) = header(line, ["roster: ", "名册："]) {
            let roster = list::from_text(&units.replace('、', "\n")).roster;
            speech.roster = Some(Arc::new(roster));
        } else if let Some(found) = heading(line).filter(|found| found.depth < open.len()) {
            close(&mut open, found.depth);
            let n_before = open
                .last()
                .unwrap()
                .children
                .iter()
                .filter(|child| child.numbered);
            let label = number_label(found.depth, n_before.count() + 1);
            let mut section = ids.section(found.text, SectionKind::Custom);
            if label != found.number {
                section.numbered = false;
                section.heading = line.to_owned();
            }
            open.push(section);
        } else {
            let paragraph = ids.paragraph(line, Vec::new());
            open.last_mut().unwrap().paragraphs.push(paragraph);
        }
    }
    close(&mut open, 0);
    let mut root = open.pop().unwrap();
    speech.sections = std::mem::take(&mut root.children);
    if !root.paragraphs.is_empty() {
        root.numbered = false;
        speech.sections.insert(0, Arc::new(root));
    }
    speech
}

fn header<'a>(line: &'a str, names: [&str; 2]) -> Option<&'a str> {
    names.iter().find_map(|name| line.strip_prefix(name))
}

/// What a rule finds in a text.
pub(super) fn findings_in(rule: &Rule, speech: &Speech, setting: &Setting) -> Vec<Finding> {
    let setting = Setting {
        roster: speech.roster.clone().or(setting.roster.clone()),
        ..setting.clone()
    };
    let found = super::review(speech, &setting).into_iter();
    found
        .filter(|finding| finding.rule.code == rule.info.code)
        .collect()
}

/// A rule finds what stands between ⟦ and ⟧, and nothing else; with the first fix of each it becomes `fixed`. Paragraphs
/// are parted by `\n` or `｜`.
#[track_caller]
pub(super) fn check_rule(rule: &Rule, marked: &str, fixed: &str) {
    check_rule_with(rule, &Setting::default(), marked, fixed);
}

/// Like [`check_rule`], with what the rules are told besides.
#[track_caller]
pub(super) fn check_rule_with(rule: &Rule, setting: &Setting, marked: &str, fixed: &str) {
    let marked = paragraphs(marked);
    let plain: String = marked
        .chars()
        .filter(|c| !matches!(*c, OPEN | CLOSE))
        .collect();
    let speech = speech_of(&plain);
    let findings = findings_in(rule, &speech, setting);
    let spots: Vec<(&Anchor, String)> = findings
        .iter()
        .flat_map(|finding| &finding.spots)
        .map(|spot| (spot, format!("{OPEN}{}{CLOSE}", text_at(&speech, spot))))
        .collect();
    assert_eq!(written(&speech, &spots), written(&speech_of(&marked), &[]));
    let mut fixes = Vec::new();
    for finding in &findings {
        if let Some(fix) = finding.fixes.first() {
            assert_eq!(
                fix.replacements.len(),
                finding.spots.len(),
                "{}",
                finding.message
            );
            fixes.extend(finding.spots.iter().zip(fix.replacements.iter().cloned()));
        }
    }
    assert_eq!(
        written(&speech, &fixes),
        written(&speech_of(&paragraphs(fixed)), &[])
    );
}

/// A rule finds what stands between ⟦ and ⟧, and nothing else, and leaves it to the author to put it right.
#[track_caller]
pub(super) fn check_found(rule: &Rule, marked: &str) {
    check_rule(rule, marked, &marked.replace([OPEN, CLOSE], ""));
}

/// A rule finds nothing in a text.
#[track_caller]
pub(super) fn check_silent(rule: &Rule, text: &str) {
    check_rule(rule, text, text);
}

fn paragraphs(text: &str) -> String {
    text.replace('｜', "\n")
}

/// The words that the explanation of the user's own words names. Without any there would be nothing to show.
pub(super) fn example_setting() -> Setting {
    let pair = WordPair {
        wrong: "关心下一带".to_owned(),
        right: "关心下一代".to_owned(),
    };
    let phrases = vec!["教育关工委优质化建设".to_owned()];
    let source =
        "无锡市教育关工委把退休教师请回课堂，每周三下午给留守儿童讲家乡的故事，孩子们听得入神。";
    let sources = [("s1".into(), "无锡市教育关工委", source)];
    Setting {
        words: Arc::new(Words::new(vec![pair], phrases)),
        sources: Some(Arc::new(SourceIndex::new(sources.into_iter()))),
        ..Setting::default()
    }
}

/// Whether a rule finds anything in an example of its explanation. What ends in （连写N遍） stands N times in a row: nobody
/// wants to read an example of a long paragraph.
pub(super) fn fires_on(rule: &Rule, example: &str) -> bool {
    let (example, n_times) = example
        .strip_suffix("遍）")
        .and_then(|example| example.rsplit_once("（连写"))
        .map_or((example, 1), |(example, n_times)| {
            (example, n_times.parse().unwrap())
        });
    let speech = speech_of(&paragraphs(&example.repeat(n_times)));
    !findings_in(rule, &speech, &example_setting()).is_empty()
}

fn text_at(speech: &Speech, spot: &Anchor) -> String {
    let text = texts(speech)
        .into_iter()
        .find(|(place, _)| *place == spot.text);
    let text = text.map(|(_, text)| text).unwrap_or_default();
    let length = spot.range.end.0 - spot.range.start.0;
    text.chars().skip(spot.range.start.0).take(length).collect()
}

fn texts(speech: &Speech) -> Vec<(TextId, String)> {
    let mut texts = Vec::new();
    for field in crate::model::FrontField::ALL {
        texts.push((TextId::Front(field), speech.front.get(field).to_owned()));
    }
    for (_, section) in speech.walk() {
        texts.push((TextId::Heading(section.id), section.heading.clone()));
        for paragraph in &section.paragraphs {
            texts.push((TextId::Paragraph(paragraph.id), paragraph.text.to_string()));
        }
    }
    texts
}

/// Every text of a speech, with some places replaced.
fn written(speech: &Speech, replaced: &[(&Anchor, String)]) -> String {
    let mut lines = Vec::new();
    for (place, text) in texts(speech) {
        let mut here: Vec<_> = replaced
            .iter()
            .filter(|(spot, _)| spot.text == place)
            .collect();
        here.sort_by_key(|(spot, _)| spot.range.start);
        let mut chars: Vec<char> = text.chars().collect();
        for (spot, new) in here.into_iter().rev() {
            chars.splice(spot.range.start.0..spot.range.end.0, new.chars());
        }
        lines.push(String::from_iter(chars));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// What the rules find in a speech with its own roster.
pub(super) fn review_of(speech: &Speech) -> Vec<Finding> {
    let setting = Setting {
        roster: speech.roster.clone(),
        ..Setting::default()
    };
    super::review(speech, &setting)
}

/// A fault that was planted in a text: ⟦C201:123日⟧.
pub(super) struct Mark {
    pub code: String,
    pub text: String,
    /// The text of the speech, counted in the order of [`speech_places`].
    pub line: usize,
    pub range: std::ops::Range<usize>,
}

/// A text without its marks, and the marks.
pub(super) fn mark_places(text: &str) -> (String, Vec<Mark>) {
    let mut marks = Vec::new();
    let mut plain = Vec::new();
    let mut n_texts = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut bare = String::new();
        let mut rest = line;
        while let Some((before, marked)) = rest.split_once(OPEN) {
            bare.push_str(before);
            let (inner, after) = marked.split_once(CLOSE).unwrap();
            let (code, fault) = inner.split_once(':').unwrap();
            let start = bare.chars().count();
            bare.push_str(fault);
            marks.push(Mark {
                code: code.to_owned(),
                text: fault.to_owned(),
                line: n_texts,
                range: start..start + fault.chars().count(),
            });
            rest = after;
        }
        bare.push_str(rest);
        let is_header = ["date: ", "title: ", "roster: "]
            .iter()
            .any(|name| bare.starts_with(name));
        n_texts += usize::from(!is_header);
        plain.push(bare);
    }
    (plain.join("\n"), marks)
}

/// Headings and paragraphs in the order of the text, with how many characters of each line are its number.
pub(super) fn speech_places(speech: &Speech) -> Vec<(TextId, usize)> {
    let mut places = Vec::new();
    for (_, section) in speech.walk() {
        if !section.heading.is_empty() {
            let n_number = if section.numbered { usize::MAX } else { 0 };
            places.push((TextId::Heading(section.id), n_number));
        }
        places.extend(
            section
                .paragraphs
                .iter()
                .map(|paragraph| (TextId::Paragraph(paragraph.id), 0)),
        );
    }
    // The number of a numbered heading, as the tree gives it.
    let labels: Vec<usize> = crate::model::numbered_sections(speech)
        .into_iter()
        .filter(|(_, section, _)| !section.heading.is_empty())
        .map(|(_, _, label)| label.chars().count())
        .collect();
    let headings = places
        .iter_mut()
        .filter(|(place, _)| matches!(place, TextId::Heading(_)));
    for ((_, n_number), label) in headings.zip(labels) {
        if *n_number == usize::MAX {
            *n_number = label;
        }
    }
    places
}
