//! The examples that come with the program: they load, they agree with one another, and what they count is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jianggao::model::{
    FrontField, IdSource, Roster, SectionKind, Snippet, SnippetId, Speech, char_count,
    numbered_sections,
};
use jianggao::store::{builtin, collection_file, layout_file, roster_file, speech_file};

fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(path(folder))
        .expect("the folder is part of the project")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files
}

fn speech() -> Speech {
    let bytes = fs::read(path("examples/annual-meeting-2024.jg")).expect("the example is there");
    speech_file::parse(&bytes).expect("the example can be read")
}

fn roster() -> Roster {
    let bytes = fs::read(path("examples/roster.ron")).expect("the example is there");
    roster_file::parse(&bytes).expect("the example can be read")
}

fn snippets() -> Vec<Arc<Snippet>> {
    files("examples/library", "ron")
        .iter()
        .flat_map(|file| {
            let bytes = fs::read(file).expect("the example is there");
            collection_file::parse(&bytes)
                .expect("the example can be read")
                .snippets
        })
        .collect()
}

/// The paragraphs of a speech with the words of its headings and its front matter, for whoever reads all of it.
fn all_text(speech: &Speech) -> Vec<String> {
    let front = FrontField::ALL.map(|field| speech.front.get(field).to_owned());
    let mut texts: Vec<String> = front.into();
    for (_, section) in speech.walk() {
        texts.push(section.heading.clone());
        texts.extend(section.paragraphs.iter().map(|p| p.text.to_string()));
    }
    texts.retain(|text| !text.is_empty());
    texts
}

#[test]
fn the_speech_has_its_parts_numbers_and_length() {
    let speech = speech();
    let kinds: Vec<_> = speech.sections.iter().map(|section| section.kind).collect();
    assert_eq!(
        kinds,
        [
            SectionKind::Opening,
            SectionKind::Achievements,
            SectionKind::RegionalExamples,
            SectionKind::Tasks,
            SectionKind::Closing,
        ]
    );
    let labels: Vec<_> = numbered_sections(&speech)
        .into_iter()
        .filter(|(depth, _, label)| *depth == 0 && !label.is_empty())
        .map(|(_, _, label)| label)
        .collect();
    assert_eq!(labels, ["一、", "二、", "三、"]);
    assert_eq!(speech.walk().map(|(depth, _)| depth).max(), Some(2));
    let n_chars: usize = all_text(&speech).iter().map(|text| char_count(text)).sum();
    assert!((11_500..=12_500).contains(&n_chars), "{n_chars} characters");
}

#[test]
fn every_unit_of_the_roster_has_its_paragraph_in_order() {
    let (speech, roster) = (speech(), roster());
    let counts: Vec<_> = roster
        .groups
        .iter()
        .map(|group| group.units.len())
        .collect();
    assert_eq!(counts, [13, 12, 13]);
    let examples = speech
        .sections
        .iter()
        .find(|section| section.kind == SectionKind::RegionalExamples)
        .expect("the speech has regional examples");
    for (group, section) in roster.groups.iter().zip(&examples.children) {
        let named: Vec<_> = section
            .paragraphs
            .iter()
            .filter_map(|paragraph| {
                group
                    .units
                    .iter()
                    .find(|unit| paragraph.text.starts_with(&unit.name))
            })
            .collect();
        assert_eq!(
            named,
            group.units.iter().collect::<Vec<_>>(),
            "{}",
            group.name
        );
    }
}

#[test]
fn a_name_of_the_roster_stands_for_one_unit() {
    let roster = roster();
    let mut owners = BTreeMap::new();
    for unit in roster.units() {
        for name in unit.names() {
            assert_eq!(owners.insert(name, &unit.name), None, "{name}");
        }
    }
}

#[test]
fn the_library_is_large_enough_and_well_described() {
    let snippets = snippets();
    assert!(snippets.len() >= 60, "{} snippets", snippets.len());
    let ids: BTreeSet<_> = snippets.iter().map(|snippet| snippet.id.as_str()).collect();
    assert_eq!(ids.len(), snippets.len(), "an id is given twice");
    for snippet in &snippets {
        let id = snippet.id.as_str();
        assert!((80..=300).contains(&char_count(&snippet.text)), "{id}");
        assert!((2..=4).contains(&snippet.topics.len()), "{id}");
        assert!(
            !snippet.region.is_empty() && !snippet.source.is_empty(),
            "{id}"
        );
        assert!(matches!(snippet.year, Some(2022 | 2023)), "{id}");
    }
    let roster = roster();
    let known: BTreeSet<_> = roster.units().flat_map(|unit| unit.names()).collect();
    for snippet in &snippets {
        assert!(known.contains(snippet.unit.as_str()), "{}", snippet.unit);
    }
    for unit in roster.units() {
        let written = |name: &str| snippets.iter().any(|snippet| snippet.unit == name);
        assert!(unit.names().any(written), "no snippet of {}", unit.name);
    }
}

#[test]
fn what_the_speech_took_from_the_library_is_there_word_for_word() {
    let snippets = snippets();
    let text_of = |id: &SnippetId| {
        snippets
            .iter()
            .find(|snippet| snippet.id == *id)
            .map(|snippet| snippet.text.as_str())
    };
    let mut n_used = 0;
    for (_, section) in speech().walk() {
        for paragraph in &section.paragraphs {
            for source in &paragraph.sources {
                assert_eq!(text_of(source), Some(&*paragraph.text));
                n_used += 1;
            }
        }
    }
    assert!((6..=10).contains(&n_used), "{n_used} used");
}

#[test]
fn files_are_as_the_program_writes_them() {
    let speeches = files("examples", "jg")
        .into_iter()
        .chain(files("assets/templates", "jg"))
        .chain([path("assets/tour.jg")]);
    for file in speeches {
        let bytes = fs::read(&file).expect("it was just listed");
        let speech = speech_file::parse(&bytes).expect("the file can be read");
        assert!(speech_file::to_bytes(&speech) == bytes, "{file:?}");
    }
    for file in files("examples/library", "ron") {
        let bytes = fs::read(&file).expect("it was just listed");
        let collection = collection_file::parse(&bytes).expect("the file can be read");
        assert!(collection_file::to_bytes(&collection) == bytes, "{file:?}");
    }
    let layouts = files("examples/layouts", "ron");
    assert_eq!(layouts.len(), 2);
    for file in layouts {
        let text = fs::read_to_string(&file).expect("it was just listed");
        let layout = layout_file::parse(text.as_bytes()).expect("the file can be read");
        assert_eq!(layout_file::to_text(&layout), text, "{file:?}");
    }
    let text = fs::read_to_string(path("examples/roster.ron")).expect("the example is there");
    assert_eq!(roster_file::to_text(&roster()), text);
}

/// Quotes and brackets pair within a paragraph, marks between Chinese characters are full-width, none stands twice.
#[test]
fn the_chinese_is_clean() {
    let mut texts = all_text(&speech());
    texts.extend(all_text(&builtin::tour(&mut IdSource::default())));
    for template in builtin::TEMPLATES {
        texts.extend(all_text(&template.speech(&mut IdSource::default())));
    }
    texts.extend(snippets().iter().map(|snippet| snippet.text.clone()));
    for text in &texts {
        for (open, close) in [
            ('“', '”'),
            ('‘', '’'),
            ('（', '）'),
            ('《', '》'),
            ('【', '】'),
        ] {
            let mut depth = 0;
            for c in text.chars() {
                depth += i32::from(c == open) - i32::from(c == close);
                assert!((0..=1).contains(&depth), "{open}{close} in {text}");
            }
            assert_eq!(depth, 0, "{open}{close} in {text}");
        }
        let chars: Vec<_> = text.chars().collect();
        for pair in chars.windows(2) {
            if let [before, after] = *pair {
                let half_width =
                    matches!(after, ',' | ';' | ':' | '?' | '!' | '(' | ')' | '"' | ' ');
                assert!(
                    before.is_ascii() || !half_width,
                    "{before}{after} in {text}"
                );
                let mark = matches!(before, '，' | '。' | '、' | '；' | '：' | '？' | '！');
                assert!(!(mark && before == after), "{before}{after} in {text}");
            }
        }
    }
}

#[test]
fn the_sample_speech_leaves_nothing_to_fill_in_and_repeats_nothing() {
    let mut seen = BTreeSet::new();
    for text in all_text(&speech()) {
        assert!(!text.contains(['【', '】', 'X', 'Ｘ', '×']), "{text}");
        assert!(char_count(&text) <= 500, "{text}");
        for sentence in text.split_inclusive(['。', '！', '？']) {
            assert!(char_count(sentence) <= 100, "{sentence}");
            assert!(seen.insert(sentence.to_owned()), "twice: {sentence}");
        }
    }
}

#[test]
fn the_sample_speech_covers_its_roster_in_official_order() {
    let coverage = jianggao::roster::coverage(&speech(), &roster());
    for group in &coverage.groups {
        assert_eq!(group.n_named(), group.units.len(), "{}", group.name);
        for (idx, unit) in group.units.iter().enumerate() {
            assert_eq!(unit.position, Some(idx + 1), "{}", unit.unit);
            assert!(!unit.is_out_of_order, "{}", unit.unit);
            assert!(
                unit.n_chars >= 60,
                "{} has {} characters",
                unit.unit,
                unit.n_chars
            );
        }
    }
    assert_eq!(coverage.masked, []);
}
