//! Tests of every command on fixtures that read like a speech.
//!
//! `# ` is the title, `## ` a section of the first level, `### ` one of the second; a leading `~` takes it out of the
//! numbering and ` @Kind` names its kind. Every other line is a paragraph, `¶` an empty one, and `〔a〕` after it its
//! sources. `‸` is the caret; two of them are a selection.

mod ignored;
mod random;
mod replace;
mod runs;
mod sections;
mod snippets;
mod typing;

use std::fmt::Write as _;
use std::sync::Arc;

use crate::model::{
    CharIdx, IdSource, Paragraph, Section, SectionId, SectionKind, SnippetId, Speech, char_count,
};

use super::{Command, History};

/// The place that the carets of a fixture mark.
#[derive(Debug, Clone, Copy)]
struct Mark {
    section: SectionId,
    at: CharIdx,
    n_selected: usize,
}

/// Makes the speech that a fixture shows, and finds its carets.
fn parse(fixture: &str) -> (Speech, Option<Mark>) {
    let mut ids = IdSource::default();
    let mut speech = Speech::default();
    let mut open: Vec<Section> = Vec::new();
    let mut mark: Option<Mark> = None;
    for line in fixture.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if let Some(title) = line.strip_prefix("# ") {
            speech.front.title = title.to_owned();
        } else if line.starts_with('#') {
            let depth = line.chars().take_while(|c| *c == '#').count() - 2;
            close(&mut speech, &mut open, depth);
            open.push(heading(line.trim_start_matches('#').trim(), &mut ids));
        } else {
            let section = open.last_mut().unwrap();
            let start = char_count(&section.body()) + usize::from(!section.paragraphs.is_empty());
            let (text, sources) = match line.strip_suffix('〕').and_then(|l| l.split_once('〔')) {
                Some((text, sources)) => (text, sources.split(' ').map(SnippetId::from).collect()),
                None => (line, Vec::new()),
            };
            let mut pieces = text.split('‸');
            let mut plain = pieces.next().unwrap().replace('¶', "");
            for piece in pieces {
                let here = CharIdx(start + char_count(&plain));
                mark = Some(mark.map_or(
                    Mark {
                        section: section.id,
                        at: here,
                        n_selected: 0,
                    },
                    |first| Mark {
                        n_selected: here.0 - first.at.0,
                        ..first
                    },
                ));
                plain.push_str(&piece.replace('¶', ""));
            }
            section.paragraphs.push(ids.paragraph(&plain, sources));
        }
    }
    close(&mut speech, &mut open, 0);
    (speech, mark)
}

fn heading(line: &str, ids: &mut IdSource) -> Section {
    let (line, kind) = line.split_once('@').unwrap_or((line, "Custom"));
    let kind = SectionKind::ALL
        .into_iter()
        .find(|candidate| format!("{candidate:?}") == kind)
        .unwrap();
    let mut section = ids.section(line.trim().trim_start_matches('~'), kind);
    section.numbered = !line.starts_with('~');
    section
}

/// Puts the open sections from `depth` on into the tree.
fn close(speech: &mut Speech, open: &mut Vec<Section>, depth: usize) {
    while open.len() > depth {
        let section = Arc::new(open.pop().unwrap());
        match open.last_mut() {
            Some(parent) => parent.children.push(section),
            None => speech.sections.push(section),
        }
    }
}

/// Writes a speech as a fixture.
fn show(speech: &Speech) -> String {
    let mut out = String::new();
    if !speech.front.title.is_empty() {
        writeln!(out, "# {}", speech.front.title).unwrap();
    }
    for (depth, section) in speech.walk() {
        let mut line = format!("{} ", "#".repeat(depth + 2));
        if !section.numbered {
            line.push('~');
        }
        line.push_str(&section.heading);
        if section.kind != SectionKind::Custom {
            write!(line, " @{:?}", section.kind).unwrap();
        }
        writeln!(out, "{}", line.trim_end()).unwrap();
        for paragraph in &section.paragraphs {
            writeln!(out, "{}", show_paragraph(paragraph)).unwrap();
        }
    }
    out
}

fn show_paragraph(paragraph: &Paragraph) -> String {
    let text = match &*paragraph.text {
        "" => "¶",
        text => text,
    };
    match paragraph.sources.as_slice() {
        [] => text.to_owned(),
        sources => {
            let ids: Vec<_> = sources.iter().map(SnippetId::as_str).collect();
            format!("{text}〔{}〕", ids.join(" "))
        }
    }
}

fn trimmed(fixture: &str) -> String {
    let lines = fixture.lines().map(str::trim).filter(|l| !l.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

/// The section with this heading.
fn named(speech: &Speech, heading: &str) -> SectionId {
    let found = speech.walk().find(|(_, s)| s.heading == heading);
    found.unwrap().1.id
}

/// Applies the command to `before`, expects `after`, undoes it and makes it again.
#[track_caller]
fn check(before: &str, command: impl FnOnce(&Speech, Mark) -> Command, after: &str) {
    let (start, mark) = parse(before);
    let mark = mark.unwrap_or(Mark {
        section: SectionId(0),
        at: CharIdx(0),
        n_selected: 0,
    });
    let command = command(&start, mark);
    let mut history = History::new(start.clone());
    history.apply(command).unwrap();
    assert_eq!(show(history.speech()), trimmed(after));
    let end = history.speech().clone();
    if history.undo().is_none() {
        assert_eq!(start, end, "changed without a step");
    }
    assert_eq!(history.speech(), &start, "undo");
    assert_eq!(history.state(), 0);
    history.redo();
    assert_eq!(history.speech(), &end, "redo");
}

#[test]
fn fixtures_show_what_they_say() {
    let fixture = "# 题\n## ~开场 @Opening\n各位同志：〔a b〕\n¶\n### 小节\n## 成绩\n";
    assert_eq!(show(&parse(fixture).0), fixture);
}
