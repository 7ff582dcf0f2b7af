//! How rules are tested: a text with its faults marked, and the text after all fixes.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{Anchor, IdSource, Section, SectionKind, Speech, TextId, number_label};
use crate::roster::list;
use crate::text::headings::heading;

use super::finding::{Finding, Severity};
use super::rule::Rule;
use super::setting::Setting;
use super::sources::SourceIndex;
use super::words::{WordPair, Words};

const OPEN: char = '⟦';
const CLOSE: char = '⟧';
const NOTE_OPEN: char = '⟨';
const NOTE_CLOSE: char = '⟩';
const RELATED_OPEN: char = '⌊';
const RELATED_CLOSE: char = '⌋';

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

/// Checks what a rule finds in a text and what becomes of it when the first fix of every finding is applied.
///
/// In `marked`, `⟦…⟧` is a place that is found, and the note `⟨疑似：…⟩` behind it gives severity and message, then any
/// further fixes, each behind `／`. A finding of several places has its note behind the first. A related place is `⌊…⌋`.
/// `⟨同上⟩` stands for the note before. Paragraphs are parted by `\n` or `｜`.
#[track_caller]
pub(super) fn check_rule(rule: &Rule, marked: &str, fixed: &str) {
    check_rule_with(rule, &Setting::default(), marked, fixed);
}

/// Like [`check_rule`], with a setting of its own.
#[track_caller]
pub(super) fn check_rule_with(rule: &Rule, setting: &Setting, marked: &str, fixed: &str) {
    let speech = speech_of(&without_marks(marked));
    let findings = findings_in(rule, &speech, setting);
    let expected = written(&speech_of(&paragraphs(marked)), Vec::new());
    assert_eq!(written(&speech, marks_of(&findings)), expected);
    let mut fixes = Vec::new();
    for finding in &findings {
        if let Some(fix) = finding.fixes.first() {
            assert_eq!(
                fix.replacements.len(),
                finding.spots.len(),
                "{}",
                finding.message
            );
            let spots = finding.spots.iter().zip(&fix.replacements);
            fixes.extend(spots.map(|(spot, new)| Splice::replace(spot, new)));
        }
    }
    let expected = written(&speech_of(&paragraphs(fixed)), Vec::new());
    assert_eq!(written(&speech, fixes), expected);
}

/// Like [`check_rule`], for findings without a fix.
#[track_caller]
pub(super) fn check_found(rule: &Rule, marked: &str) {
    check_rule(rule, marked, &without_marks(marked));
}

/// A rule finds nothing in a text.
#[track_caller]
pub(super) fn check_silent(rule: &Rule, text: &str) {
    check_rule(rule, text, text);
}

/// One line for each paragraph. A `｜` in a note belongs to the message.
fn paragraphs(text: &str) -> String {
    let mut is_note = false;
    let parted = text.chars().map(|c| {
        is_note = c == NOTE_OPEN || is_note && c != NOTE_CLOSE;
        if c == '｜' && !is_note { '\n' } else { c }
    });
    parted.collect()
}

/// The text of a speech whose places and notes are marked.
pub(super) fn without_marks(marked: &str) -> String {
    let mut is_note = false;
    let mut plain = String::new();
    for c in paragraphs(marked).chars() {
        match c {
            NOTE_OPEN => is_note = true,
            NOTE_CLOSE => is_note = false,
            OPEN | CLOSE | RELATED_OPEN | RELATED_CLOSE => {}
            _ if is_note => {}
            _ => plain.push(c),
        }
    }
    plain
}

/// The marks of `check_rule` for what was found.
fn marks_of(findings: &[Finding]) -> Vec<Splice<'_>> {
    let mut marks = Vec::new();
    let mut related: Vec<&Anchor> = Vec::new();
    let mut last = String::new();
    for finding in findings {
        let mut note = note_of(finding);
        if note == last {
            note = "同上".to_owned();
        } else {
            last.clone_from(&note);
        }
        let mut note = format!("{NOTE_OPEN}{note}{NOTE_CLOSE}");
        for spot in &finding.spots {
            let close = format!("{CLOSE}{}", std::mem::take(&mut note));
            marks.extend(Splice::around(spot, OPEN, close));
        }
        for place in &finding.related {
            if !related.contains(&place) {
                related.push(place);
            }
        }
    }
    let brackets = related
        .into_iter()
        .map(|place| Splice::around(place, RELATED_OPEN, RELATED_CLOSE.to_string()));
    marks.extend(brackets.flatten());
    marks
}

/// 疑似：“，，”只能留一个.
fn note_of(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Error => "错误",
        Severity::Warning => "疑似",
        Severity::Hint => "提示",
    };
    let mut note = format!("{severity}：{}", finding.message);
    for fix in finding.fixes.iter().skip(1) {
        note.push('／');
        note.push_str(&fix.replacements.join("，"));
    }
    note
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

/// True if a rule finds anything in an example of its explanation. What ends in （连写N遍） stands N times in a row: nobody
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

/// New characters for some of a text.
struct Splice<'a> {
    text: &'a TextId,
    range: Range<usize>,
    new: String,
}

impl<'a> Splice<'a> {
    fn replace(place: &'a Anchor, new: &str) -> Self {
        Self {
            text: &place.text,
            range: place.range.start.0..place.range.end.0,
            new: new.to_owned(),
        }
    }

    /// Characters before and behind a place.
    fn around(place: &'a Anchor, open: char, close: String) -> Vec<Self> {
        let insert = |at: usize, new| Self {
            text: &place.text,
            range: at..at,
            new,
        };
        let (start, end) = (place.range.start.0, place.range.end.0);
        if start == end {
            return vec![insert(start, format!("{open}{close}"))];
        }
        vec![insert(start, open.to_string()), insert(end, close)]
    }
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

/// Every text of a speech, one to a line, with some places replaced.
fn written(speech: &Speech, splices: Vec<Splice<'_>>) -> String {
    let mut lines = Vec::new();
    for (place, text) in texts(speech) {
        let mut here: Vec<_> = splices
            .iter()
            .filter(|splice| *splice.text == place)
            .collect();
        // Where one place ends and the next begins, the end comes first; what is found stands inside what is related.
        here.sort_by_key(|splice| {
            let rank = match splice.new.chars().next() {
                Some(RELATED_OPEN) => 1,
                Some(OPEN) if splice.new.chars().count() == 1 => 2,
                _ => 0,
            };
            (splice.range.start, rank)
        });
        let mut chars: Vec<char> = text.chars().collect();
        for splice in here.into_iter().rev() {
            chars.splice(splice.range.clone(), splice.new.chars());
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
