//! What the review finds in the speeches that come with the program, for people to read: a false alarm here is one that
//! everybody sees. After a change that is meant: `INSTA_UPDATE=always cargo test --test review`, and read the difference.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jianggao::model::{FrontField, Speech, TextId, numbered_sections};
use jianggao::review::{Finding, Setting, SourceIndex, review};
use jianggao::store::{collection_file, roster_file, speech_file};
use jianggao::wording;

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

/// With the sample roster and the sample library, as one who tries the program has them.
fn setting() -> Setting {
    let roster = fs::read(path("examples/roster.ron")).expect("the sample is there");
    let roster = roster_file::parse(&roster).expect("the sample is a roster");
    let mut snippets = Vec::new();
    for file in files("examples/library", "ron") {
        let bytes = fs::read(file).expect("the sample is there");
        let collection = collection_file::parse(&bytes).expect("the sample is a collection");
        snippets.extend(collection.snippets);
    }
    let texts = snippets
        .iter()
        .map(|one| (one.id.clone(), one.unit.as_str(), one.text.as_str()));
    Setting {
        roster: Some(Arc::new(roster)),
        sources: Some(Arc::new(SourceIndex::new(texts))),
        ..Setting::default()
    }
}

/// Where each text of a speech stands, as people would say it.
fn places(speech: &Speech) -> HashMap<TextId, String> {
    let mut places: HashMap<_, _> = FrontField::ALL
        .into_iter()
        .map(|field| (TextId::Front(field), format!("{field:?}")))
        .collect();
    for (_, section, label) in numbered_sections(speech) {
        let heading: String = section.heading.chars().take(8).collect();
        places.insert(
            TextId::Heading(section.id),
            format!("{label}{heading} 标题"),
        );
        for (nth, paragraph) in (1..).zip(&section.paragraphs) {
            places.insert(
                TextId::Paragraph(paragraph.id),
                format!("{label}{heading} 第{nth}段"),
            );
        }
    }
    places
}

fn line(finding: &Finding, places: &HashMap<TextId, String>) -> String {
    let severity = wording::severity(finding.severity);
    // Of a long passage its two ends tell which one it is.
    let text: Vec<char> = finding.text.chars().collect();
    let text: String = match (text.get(..8), text.get(text.len().saturating_sub(8)..)) {
        (Some(start), Some(end)) if text.len() > 24 => {
            start.iter().chain(&['…']).chain(end).collect()
        }
        _ => text.iter().collect(),
    };
    let place = finding.spot().and_then(|spot| places.get(&spot.text));
    format!(
        "{} {severity} {} {}‸{}‸{} {}",
        place.map_or("", String::as_str),
        finding.rule.code,
        finding.before,
        text,
        finding.after,
        finding.message
    )
}

fn findings(file: &Path) -> String {
    let bytes = fs::read(file).expect("the sample is there");
    let speech = speech_file::parse(&bytes).expect("the sample is a speech");
    let places = places(&speech);
    let found = review(&speech, &setting());
    let lines: Vec<_> = found.iter().map(|one| line(one, &places)).collect();
    lines.join("\n")
}

#[test]
fn examples_read_as_this() {
    for file in files("examples", "jg") {
        let name = file.file_stem().and_then(|name| name.to_str());
        insta::assert_snapshot!(name.unwrap_or_default(), findings(&file));
    }
}

#[test]
fn the_tour_reads_as_this() {
    insta::assert_snapshot!("tour", findings(&path("assets/tour.jg")));
}
