//! Random sequences of commands: undo all gives the start exactly, redo all the end.

use std::sync::Arc;

use proptest::prelude::*;

use crate::edit::{Command, History, NewSection, SnippetPlace, SnippetText};
use crate::model::{
    Anchor, CharIdx, FrontField, IgnoredFinding, Roster, Section, SectionId, SectionKind,
    SectionPlace, SnippetId, Speech, Splice, Stick, TextId,
};

use super::parse;

const START: &str = "# 题\n## 一\n各项工作〔a〕\n¶\n第二段\n### 甲\n段\n#### 子\n### 乙\n## 二\n尾";

/// Numbers that become a command once a speech is there: mostly places that exist, now and then one that does not.
type Dice = (u8, usize, usize, usize, String);

fn dice() -> impl Strategy<Value = Dice> {
    (
        0..18_u8,
        0..40_usize,
        0..40_usize,
        0..4_usize,
        "[一二。，a\n\r]{0,6}",
    )
}

#[expect(
    clippy::too_many_lines,
    reason = "one short arm for each command, read as a table"
)]
fn command(speech: &Speech, (kind, a, b, c, text): Dice) -> Command {
    let sections: Vec<SectionId> = speech.walk().map(|(_, section)| section.id).collect();
    let missing = SectionId(u64::MAX);
    let pick = |n: usize| match sections.len() {
        0 => missing,
        len if n == 39 => SectionId(u64::MAX - len as u64),
        len => *sections.get(n % len).unwrap_or(&missing),
    };
    let section = pick(a);
    let n_chars = speech
        .section(section)
        .map_or(0, |section| section.body().chars().count());
    let place = SectionPlace {
        parent: (b % 3 > 0).then(|| pick(b)),
        at: c,
    };
    let splice = Splice {
        // One past the end now and then.
        at: CharIdx(b % (n_chars + 2)),
        n_removed: c,
        insert: text.clone(),
    };
    let inserted = SnippetText {
        id: SnippetId::from(if c == 0 { "a" } else { "b" }),
        title: text.clone(),
        text: text.clone(),
    };
    let at = CharIdx(b % (n_chars + 1));
    match kind {
        0 => Command::SetHeading {
            section,
            heading: text,
        },
        1 => Command::SetFront {
            field: *FrontField::ALL.get(a % 6).unwrap(),
            text,
        },
        2 => Command::SetKind {
            section,
            kind: *SectionKind::ALL.get(b % 6).unwrap(),
        },
        3 => Command::SetNumbered {
            section,
            numbered: c > 1,
        },
        4 => Command::AddSection {
            place,
            section: NewSection {
                heading: text.clone(),
                paragraphs: vec![text; c],
                ..NewSection::default()
            },
        },
        5 | 6 => Command::MoveSection { section, place },
        7 => Command::DuplicateSection { section },
        8 => Command::DeleteSection { section },
        9 => Command::InsertSnippet {
            inserted,
            place: match c {
                0 => SnippetPlace::Caret { section, at },
                1 => SnippetPlace::ParagraphGap { section, at: b % 4 },
                2 => SnippetPlace::SectionEnd(section),
                _ => SnippetPlace::SectionGap(place),
            },
        },
        10 => Command::ReplaceAll {
            replacements: replacements(speech, a, b, c, &text),
        },
        // Strokes that go on from each other now and then.
        11 => Command::EditBody {
            section: pick(0),
            splice: Splice {
                at: CharIdx(c),
                n_removed: 0,
                insert: "字".to_owned(),
            },
        },
        12 => Command::EditBody {
            section: pick(0),
            splice: Splice {
                at: CharIdx(c),
                n_removed: 1,
                insert: String::new(),
            },
        },
        13 => Command::SetRoster {
            roster: (c > 0).then(|| {
                Arc::new(Roster {
                    name: text,
                    ..Roster::default()
                })
            }),
        },
        14 => {
            let around = (b % 2 > 0).then(|| (text.clone(), text.clone()));
            let one = IgnoredFinding {
                rule: "P505".to_owned(),
                text,
                around,
                place: some_anchor(speech, a, b),
            };
            Command::SetIgnored {
                ignored: vec![one; c].into(),
            }
        }
        _ => Command::EditBody { section, splice },
    }
}

/// Some place of the speech, of none to three characters.
fn some_anchor(speech: &Speech, a: usize, b: usize) -> Option<Anchor> {
    let texts: Vec<(TextId, &str)> = speech.texts().collect();
    let (id, text) = texts.get(a % texts.len())?;
    let n_chars = text.chars().count();
    let start = b % (n_chars + 1);
    let end = (start + a % 4).min(n_chars);
    Some(Anchor {
        text: *id,
        range: CharIdx(start)..CharIdx(end),
    })
}

/// Two replacements in one text, or one past its end now and then.
fn replacements(
    speech: &Speech,
    a: usize,
    b: usize,
    c: usize,
    with: &str,
) -> Vec<(Anchor, String)> {
    let Some(anchor) = some_anchor(speech, a, b) else {
        return Vec::new();
    };
    let behind = CharIdx(anchor.range.end.0 + c);
    let next = Anchor::caret(anchor.text, behind);
    vec![(anchor, with.to_owned()), (next, with.to_owned())]
}

/// What must hold of every speech: ids are unique, no paragraph and no heading holds a line end.
fn is_sound(speech: &Speech) -> bool {
    let mut ids = Vec::new();
    let mut has_line_end = false;
    for (_, section) in speech.walk() {
        ids.push(section.id.0);
        has_line_end |= section.heading.contains(['\n', '\r']);
        for paragraph in &section.paragraphs {
            ids.push(paragraph.id.0);
            has_line_end |= paragraph.text.contains(['\n', '\r']);
        }
    }
    let n_ids = ids.len();
    ids.sort_unstable();
    ids.dedup();
    ids.len() == n_ids && !has_line_end
}

/// Every character of the speech is made a different one, so that it can be told from all others.
fn with_marks(speech: &Speech) -> (Speech, Vec<(Anchor, char)>) {
    let mut marked = speech.clone();
    // Private use: no command puts these in.
    let mut next = 0xe000_u32;
    let mut anchors = Vec::new();
    let mut mark = |id: TextId, text: &str| -> String {
        let mut marked = String::new();
        for at in 0..text.chars().count() {
            let c = char::from_u32(next).unwrap();
            next += 1;
            marked.push(c);
            let range = CharIdx(at)..CharIdx(at + 1);
            anchors.push((Anchor { text: id, range }, c));
        }
        marked
    };
    fn visit(section: &mut Arc<Section>, mark: &mut impl FnMut(TextId, &str) -> String) {
        let section = Arc::make_mut(section);
        section.heading = mark(TextId::Heading(section.id), &section.heading);
        for paragraph in &mut section.paragraphs {
            paragraph.text = mark(TextId::Paragraph(paragraph.id), &paragraph.text).into();
        }
        for child in &mut section.children {
            visit(child, mark);
        }
    }
    marked.front.title = mark(TextId::Front(FrontField::Title), &marked.front.title);
    for section in &mut marked.sections {
        visit(section, &mut mark);
    }
    (marked, anchors)
}

/// Where a character stands; `None` when it is nowhere.
fn find(speech: &Speech, c: char) -> Option<Anchor> {
    speech.texts().find_map(|(id, text)| {
        let at = text.chars().position(|found| found == c)?;
        let range = CharIdx(at)..CharIdx(at + 1);
        Some(Anchor { text: id, range })
    })
}

proptest! {
    /// Every anchor that survives still points at its character, and none is lost whose character is still there.
    #[test]
    fn anchors_follow_their_characters(
        sequence in prop::collection::vec((dice(), 0..8_u8), 0..30),
    ) {
        let (start, anchors) = with_marks(&parse(START).0);
        let mut history = History::new(start);
        for (dice, extra) in sequence {
            let mut command = command(history.speech(), dice);
            // A copy would bring the same characters a second time.
            if let Command::DuplicateSection { section } = command {
                command = Command::DeleteSection { section };
            }
            let before = history.n_edits();
            let speech_before = history.speech().clone();
            let outcome = match extra {
                0 => history.undo(),
                1 => history.redo(),
                _ => history.apply(command).ok().flatten(),
            };
            prop_assert_eq!(
                history.moved_since(before).unwrap(),
                outcome.map(|outcome| outcome.moved).unwrap_or_default()
            );
            let moved = history.moved_since(before).unwrap();
            for (_, c) in &anchors {
                let Some(then) = find(&speech_before, *c) else { continue };
                let now = moved.map(&then, Stick::Exact);
                let exists = find(history.speech(), *c);
                if let Some(now) = &now {
                    prop_assert_eq!(now.chars(history.speech()), Some(c.to_string()));
                }
                // What is replaced by itself is the only thing that may be lost while it is there.
                if let Some(exists) = exists && now.is_some() {
                    prop_assert_eq!(now, Some(exists));
                }
            }
        }
        let moved = history.moved_since(0).unwrap();
        for (then, c) in &anchors {
            if let Some(now) = moved.map(then, Stick::Exact) {
                prop_assert_eq!(now.chars(history.speech()), Some(c.to_string()));
            }
        }
    }

    #[test]
    fn undo_all_gives_the_start_and_redo_all_the_end(
        sequence in prop::collection::vec((dice(), 0..8_u8), 0..40),
    ) {
        let (start, _) = parse(START);
        let mut history = History::new(start.clone());
        for (dice, extra) in sequence {
            let command = command(history.speech(), dice);
            let before = history.speech().clone();
            let state = history.state();
            if history.apply(command).is_err() {
                prop_assert_eq!(history.speech(), &before);
                prop_assert_eq!(history.state(), state);
            }
            prop_assert!(is_sound(history.speech()));
            match extra {
                0 => history.seal(),
                1 => drop(history.undo()),
                2 => {
                    history.undo();
                    history.redo();
                }
                _ => {}
            }
        }
        while history.redo().is_some() {}
        let end = history.speech().clone();
        let state = history.state();
        while history.undo().is_some() {}
        prop_assert_eq!(history.speech(), &start);
        prop_assert_eq!(history.state(), 0);
        while history.redo().is_some() {}
        prop_assert_eq!(history.speech(), &end);
        prop_assert_eq!(history.state(), state);
    }

    /// The body after an edit is the body as the text box shows it, line ends made line feeds.
    #[test]
    fn the_body_is_what_was_typed(at in 0..12_usize, n_removed in 0..6_usize, insert in "[一\n]{0,4}") {
        let (start, _) = parse(START);
        let section = start.sections.first().unwrap().id;
        let old = start.section(section).unwrap().body();
        let splice = Splice { at: CharIdx(at), n_removed, insert };
        let wanted = splice.apply(&old).map(|(text, _)| text);
        let mut history = History::new(start);
        let done = history.apply(Command::EditBody { section, splice });
        match wanted {
            Some(wanted) => {
                prop_assert!(done.is_ok());
                prop_assert_eq!(history.speech().section(section).unwrap().body(), wanted);
            }
            None => prop_assert!(done.is_err()),
        }
    }
}
