//! Files of every released format, files of every shape, and what a killed program leaves behind.

#![allow(
    clippy::unwrap_used,
    clippy::allow_attributes,
    reason = "a failed unwrap is a failed test"
)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use jianggao::library::{CollectionChange, SnippetChange};
use jianggao::model::{
    FrontMatter, IdSource, IgnoredFinding, Section, SectionKind, Snippet, SnippetId, Speech,
};
use jianggao::store::library_folder::{self, ChangeError};
use jianggao::store::lock::{Locked, lock};
use jianggao::store::recovery::{RecoveryCopy, orphans};
use jianggao::store::speech_file::{parse, to_bytes};
use proptest::prelude::*;

const FORMAT_1: &[u8] = include_bytes!("formats/speech-1.jg");
const FORMAT_2: &[u8] = include_bytes!("formats/speech-2.jg");
const FORMAT_3: &[u8] = include_bytes!("formats/speech-3.jg");
const FORMAT_4: &[u8] = include_bytes!("formats/speech-4.jg");

#[test]
fn format_1_is_opened_for_ever() {
    let speech = parse(FORMAT_1).unwrap();
    let rows: Vec<_> = speech
        .walk()
        .map(|(depth, section)| {
            let (n, kind) = (section.paragraphs.len(), section.kind);
            format!(
                "{depth} {kind:?} {} {n} {}",
                section.numbered, section.heading
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            "0 Opening false 2 ",
            "0 Achievements true 2 过去一年的成绩",
            "1 Custom true 1 队伍",
            "0 RegionalExamples true 0 各馆经验",
            "0 Tasks true 0 今年的任务",
            "0 Closing false 1 结束语",
        ]
    );
    let section = &speech.sections[1];
    assert_eq!(
        &*section.paragraphs[0].text,
        "制表符\t、引号\"和反斜杠\\都在。"
    );
    let sources = ["reading-1", "reading-2"].map(SnippetId::from);
    assert_eq!(section.paragraphs[1].sources, sources);
    assert_eq!(speech.front.venue, "市图书馆报告厅");
}

#[test]
fn format_3_keeps_what_the_review_ignores() {
    let ignored = parse(FORMAT_3).unwrap().ignored;
    let shown: Vec<_> = ignored
        .iter()
        .map(|one| (one.rule.as_str(), one.text.as_str(), one.around.clone()))
        .collect();
    let around = Some(("今天我们召开".to_owned(), "会议。".to_owned()));
    assert_eq!(
        shown,
        [("W401", "阅读推广工作", around), ("P505", "，，", None)]
    );
}

#[test]
fn what_was_read_is_written_the_same() {
    let written = String::from_utf8(to_bytes(&parse(FORMAT_4).unwrap())).unwrap();
    assert_eq!(written, String::from_utf8_lossy(FORMAT_4));
}

#[test]
fn every_older_format_is_saved_as_the_newest_without_loss() {
    for (file, n_units, n_ignored) in [(FORMAT_1, 0, 0), (FORMAT_2, 2, 0), (FORMAT_3, 2, 2)] {
        let speech = parse(file).unwrap();
        let units = speech.roster.iter().flat_map(|roster| &roster.groups);
        assert_eq!(units.map(|group| group.units.len()).sum::<usize>(), n_units);
        assert_eq!(speech.ignored.len(), n_ignored);
        let written = to_bytes(&speech);
        assert!(String::from_utf8_lossy(&written).contains("format: 4,"));
        assert_eq!(parse(&written), Ok(speech));
    }
}

/// The ids of all sections and paragraphs.
fn ids(speech: &Speech) -> Vec<u64> {
    let of_section = |section: &Section| {
        let paragraphs = section.paragraphs.iter().map(|paragraph| paragraph.id.0);
        [section.id.0]
            .into_iter()
            .chain(paragraphs)
            .collect::<Vec<_>>()
    };
    speech
        .walk()
        .flat_map(|(_, section)| of_section(section))
        .collect()
}

#[test]
fn ids_are_kept_and_copied_lines_get_their_own() {
    let speech = parse(FORMAT_4).unwrap();
    assert_eq!(ids(&parse(&to_bytes(&speech)).unwrap()), ids(&speech));
    // Two people open one old file and save it: what was in it has the same ids in both copies.
    assert_eq!(
        ids(&parse(FORMAT_1).unwrap()),
        ids(&parse(FORMAT_1).unwrap())
    );
    // Somebody copies a line by hand, another spoils an id: nothing is lost, and the first keeps its id.
    let text = String::from_utf8_lossy(FORMAT_4);
    let line = text
        .lines()
        .find(|line| line.contains("城东分馆开办"))
        .unwrap();
    let doubled = text.replace(line, &format!("{line}\n{line}"));
    let doubled = parse(doubled.as_bytes()).unwrap();
    let mut unique = ids(&doubled);
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids(&speech).len() + 1);
    let spoilt = parse(text.replacen("P(id: \"", "P(id: \"？", 1).as_bytes()).unwrap();
    assert_eq!(shape(&spoilt), shape(&speech));
}

#[test]
fn an_editor_s_byte_order_mark_and_line_ends_do_no_harm() {
    let text = String::from_utf8_lossy(FORMAT_1).replace('\n', "\r\n");
    assert_eq!(parse(format!("\u{feff}{text}").as_bytes()), parse(FORMAT_1));
}

#[test]
fn sections_stand_ninety_deep() {
    let mut ids = IdSource::default();
    let mut section = ids.section("底", SectionKind::Custom);
    for _ in 0..89 {
        let mut above = ids.section("层", SectionKind::Custom);
        above.children.push(Arc::new(section));
        section = above;
    }
    let speech = Speech {
        sections: vec![Arc::new(section)],
        ..Speech::default()
    };
    assert_eq!(shape(&parse(&to_bytes(&speech)).unwrap()), shape(&speech));
}

#[test]
fn brackets_without_end_are_refused() {
    let open = "Section(sections:[".repeat(100_000);
    let text = format!("Speech(format:1,sections:[{open}");
    assert!(parse(text.as_bytes()).is_err());
}

/// Everything but the ids.
fn shape(speech: &Speech) -> (FrontMatter, Vec<String>) {
    let row = |(depth, section): (usize, &Arc<Section>)| {
        let paragraphs: Vec<_> = section
            .paragraphs
            .iter()
            .map(|paragraph| (&paragraph.text, &paragraph.sources))
            .collect();
        let (heading, kind) = (&section.heading, section.kind);
        format!(
            "{depth} {heading:?} {kind:?} {} {paragraphs:?}",
            section.numbered
        )
    };
    (speech.front.clone(), speech.walk().map(row).collect())
}

/// A tree as indices into kinds, flags and texts, so that proptest can shrink it.
#[derive(Debug, Clone)]
struct Node(String, usize, bool, Vec<(String, Vec<String>)>, Vec<Self>);

/// One line of text, with what is hard on a file format.
fn line() -> impl Strategy<Value = String> {
    "[一讲“”\"\\\\'\t (),:\\[\\]{}#/a0𠀀\u{0}\u{1b}\u{feff}\u{301}]{0,8}"
}

fn node() -> impl Strategy<Value = Node> {
    let paragraphs = || prop::collection::vec((line(), prop::collection::vec("[a-c]", 0..2)), 0..3);
    let leaf = (line(), 0..6usize, any::<bool>(), paragraphs()).prop_map(
        |(heading, kind, numbered, paragraphs)| {
            Node(heading, kind, numbered, paragraphs, Vec::new())
        },
    );
    leaf.prop_recursive(4, 12, 3, move |inner| {
        let children = prop::collection::vec(inner, 0..3);
        (line(), 0..6usize, any::<bool>(), paragraphs(), children)
            .prop_map(|(a, b, c, d, e)| Node(a, b, c, d, e))
    })
}

fn ignored() -> impl Strategy<Value = IgnoredFinding> {
    let around = prop::option::of((line(), line()));
    ("[A-Z][0-9]{3}", line(), around).prop_map(|(rule, text, around)| IgnoredFinding {
        rule,
        text,
        around,
        place: None,
    })
}

fn section(node: &Node, ids: &mut IdSource) -> Section {
    let Node(heading, kind, numbered, paragraphs, children) = node;
    let mut made = ids.section(heading, SectionKind::ALL[*kind]);
    made.numbered = *numbered;
    for (text, sources) in paragraphs {
        let sources = sources.iter().map(|id| SnippetId::from(id.as_str()));
        made.paragraphs.push(ids.paragraph(text, sources.collect()));
    }
    for child in children {
        made.children.push(Arc::new(section(child, ids)));
    }
    made
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_speech_comes_back(
        title in line(),
        nodes in prop::collection::vec(node(), 0..4),
        ignored in prop::collection::vec(ignored(), 0..3),
    ) {
        let mut ids = IdSource::default();
        let speech = Speech {
            front: FrontMatter { title, ..FrontMatter::default() },
            sections: nodes.iter().map(|node| Arc::new(section(node, &mut ids))).collect(),
            roster: None,
            ignored: ignored.into(),
        };
        let bytes = to_bytes(&speech);
        let back = parse(&bytes).unwrap();
        prop_assert_eq!(shape(&back), shape(&speech));
        prop_assert_eq!(&back.ignored, &speech.ignored);
        prop_assert_eq!(to_bytes(&back), bytes);
    }

    #[test]
    fn damaged_bytes_are_an_error_or_a_speech_and_never_a_panic(
        cut in 0..FORMAT_1.len(),
        flips in prop::collection::vec((0..FORMAT_1.len(), any::<u8>()), 0..4),
    ) {
        let mut bytes = FORMAT_1.to_vec();
        for (at, byte) in flips {
            bytes[at] = byte;
        }
        bytes.truncate(FORMAT_1.len() - cut / 8);
        parse(&bytes).ok();
    }
}

/// Not a test of its own: the program that the next one kills.
#[test]
#[ignore = "run by another test as a process of its own"]
fn holds_files_until_it_is_killed() {
    let Some(folder) = std::env::var_os("JIANGGAO_TEST_HOLD").map(PathBuf::from) else {
        return;
    };
    let path = folder.join("讲话.jg");
    let held = lock(&path, "甲");
    assert!(matches!(held, Locked::Held(_)));
    let copy = RecoveryCopy::start(&folder.join("recovery"), "speech").unwrap();
    copy.write(&parse(FORMAT_1).unwrap(), Some(&path), None)
        .unwrap();
    // Past the test harness, which keeps what a test prints.
    std::io::stdout().write_all(b"\nheld\n").unwrap();
    std::thread::sleep(std::time::Duration::from_secs(60));
}

#[test]
fn a_killed_program_lets_go_of_its_file_and_leaves_its_copy() {
    let folder = tempfile::tempdir().unwrap();
    let (path, recovery) = (
        folder.path().join("讲话.jg"),
        folder.path().join("recovery"),
    );
    std::fs::write(&path, "").unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "holds_files_until_it_is_killed",
            "--ignored",
            "--nocapture",
        ])
        .env("JIANGGAO_TEST_HOLD", folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap() == "held"));
    assert!(matches!(lock(&path, "乙"), Locked::ByOther { owner } if owner == "甲"));
    assert!(orphans(&recovery).is_empty(), "its window is alive");
    // SIGKILL on Unix: nothing in the program gets to tidy up.
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(matches!(lock(&path, "乙"), Locked::Held(_)));
    let found = orphans(&recovery);
    assert_eq!(found[0].original.as_deref(), Some(path.as_path()));
    assert_eq!(
        shape(found[0].speech.as_ref().unwrap()),
        shape(&parse(FORMAT_1).unwrap())
    );
}

#[test]
fn two_people_who_add_to_one_collection_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("总结.ron");
    let add = |who: &str, n: usize| {
        let snippet = Snippet {
            id: SnippetId::from(format!("{who}-{n}").as_str()),
            text: format!("{who}的第{n}段。"),
            ..Snippet::default()
        };
        CollectionChange {
            path: path.clone(),
            name: "总结".to_owned(),
            snippets: vec![SnippetChange {
                before: None,
                after: Some(Arc::new(snippet)),
                at: 0,
            }],
        }
    };
    let add = &add;
    std::thread::scope(|scope| {
        for who in ["甲", "乙", "丙"] {
            scope.spawn(move || {
                for n in 0..20 {
                    let change = add(who, n);
                    while let Err(error) = library_folder::apply(&change, who) {
                        assert!(matches!(error, ChangeError::Busy { .. }), "{error}");
                        std::thread::yield_now();
                    }
                }
            });
        }
    });
    let library = library_folder::load(folder.path());
    let mut ids: Vec<String> = library.collections[0]
        .collection
        .snippets
        .iter()
        .map(|snippet| snippet.id.as_str().to_owned())
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 60);
}
