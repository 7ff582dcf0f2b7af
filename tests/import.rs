//! What is exported is imported the same: every example and template, through every kind of file that can come back.

use std::fs;
use std::path::Path;

use jianggao::export;
use jianggao::import::SourceKind;
use jianggao::model::{FrontField, IdSource, Speech, numbered_sections};
use jianggao::store::{builtin, layout_file, speech_file};

/// Front matter, headings with their numbers and depths, and paragraphs: all that a reader of the page would miss.
fn tree_of(speech: &Speech) -> Vec<String> {
    let mut lines: Vec<String> = FrontField::ALL
        .into_iter()
        .map(|field| format!("{field:?} {}", speech.front.get(field)))
        .collect();
    for (depth, section, number) in numbered_sections(speech) {
        // An empty paragraph is nothing on the page, and a section that has nothing else neither.
        if section.heading.is_empty() && section.body().trim().is_empty() {
            continue;
        }
        lines.push(format!("{depth} {number} {}", section.heading));
        let paragraphs = section.paragraphs.iter();
        let texts = paragraphs.map(|paragraph| paragraph.text.to_string());
        lines.extend(texts.filter(|text| !text.is_empty()));
    }
    lines
}

fn speeches() -> Vec<(String, Speech)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files = fs::read_dir(folder).expect("the folder is part of the project");
    let mut speeches: Vec<(String, Speech)> = files
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "jg"))
        .map(|path| {
            let bytes = fs::read(&path).expect("the example can be read");
            let speech = speech_file::parse(&bytes).expect("the example is whole");
            (path.display().to_string(), speech)
        })
        .collect();
    assert!(!speeches.is_empty(), "there are examples");
    for template in &builtin::TEMPLATES {
        speeches.push((
            template.name.to_owned(),
            template.speech(&mut IdSource::default()),
        ));
    }
    speeches
}

#[test]
fn a_word_file_gives_the_tree_it_was_made_from() {
    for (name, speech) in speeches() {
        for (layout, text) in layout_file::BUILT_IN {
            let layout_of = layout_file::parse(text.as_bytes()).expect("the layout is whole");
            let bytes = export::docx(&speech, &layout_of).expect("the speech can be exported");
            let imported = SourceKind::Word
                .read(&bytes, &|| false)
                .expect("what was exported can be read");
            assert_eq!(
                tree_of(&imported.speech),
                tree_of(&speech),
                "{name} in {layout}"
            );
        }
    }
}

#[test]
fn a_text_gives_the_tree_it_was_made_from() {
    for (name, speech) in speeches() {
        for (kind, text) in [
            (SourceKind::Text, export::plain_text(&speech)),
            (SourceKind::Markdown, export::markdown(&speech)),
        ] {
            let imported = kind
                .read(text.as_bytes(), &|| false)
                .expect("a text can always be read");
            assert_eq!(
                tree_of(&imported.speech),
                tree_of(&speech),
                "{name} as {kind:?}"
            );
        }
    }
}
