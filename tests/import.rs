//! What is exported is imported the same: every example and template, through every kind of file that can come back.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use jianggao::export;
use jianggao::import::{NoteKind, SourceKind};
use jianggao::model::{FrontField, IdSource, Speech, numbered_sections};
use jianggao::store::{builtin, layout_file, speech_file};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

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

/// The file as another program saves it that leaves everything as it is but its own name.
fn saved_by_another(bytes: &[u8]) -> Vec<u8> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).expect("the export is a package");
    let mut saved = ZipWriter::new(Cursor::new(Vec::new()));
    for idx in 0..package.len() {
        let mut part = package.by_index(idx).expect("the part is there");
        let name = part.name().expect("names are text").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("the part is text");
        saved
            .start_file(name, SimpleFileOptions::default())
            .and_then(|()| {
                let text = text.replace(">Jianggao/2<", ">Microsoft Office Word<");
                Ok(saved.write_all(text.as_bytes())?)
            })
            .expect("memory can be written");
    }
    saved.finish().expect("memory can be written").into_inner()
}

#[test]
fn a_word_file_that_another_program_has_saved_gives_the_tree_too() {
    for (name, speech) in speeches() {
        let layout = layout_file::parse(layout_file::BUILT_IN[0].1.as_bytes());
        let layout = layout.expect("the layout is whole");
        let bytes = export::docx(&speech, &layout).expect("the speech can be exported");
        let bytes = saved_by_another(&bytes);
        let imported = SourceKind::Word.read(&bytes, &|| false);
        let imported = imported.expect("what was exported can be read");
        assert_eq!(tree_of(&imported.speech), tree_of(&speech), "{name}");
        // Whether the footers are still ours nobody knows.
        let kinds: Vec<_> = imported.notes.iter().map(|note| &note.kind).collect();
        assert_eq!(kinds, [&NoteKind::PageNumber], "{name}");
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
