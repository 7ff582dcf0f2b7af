//! The Word file as people read it: its parts, indented. After a change that is meant: `INSTA_UPDATE=always cargo test --test word`,
//! and read the difference.

use std::io::{Cursor, Read as _};

use jianggao::export::docx;
use jianggao::layout::standard;
use jianggao::store::speech_file;
use quick_xml::events::Event;
use quick_xml::{Reader, Writer};
use zip::ZipArchive;

/// A front matter with every field, sections of two levels with and without numbers, an empty paragraph, a tab.
const SPEECH: &[u8] = include_bytes!("formats/speech-1.jg");

fn parts() -> ZipArchive<Cursor<Vec<u8>>> {
    let speech = speech_file::parse(SPEECH).expect("the sample is a speech");
    let bytes = docx(&speech, &standard()).expect("the speech can be exported");
    ZipArchive::new(Cursor::new(bytes)).expect("the export is a package")
}

/// A part, an element a line.
fn indented(name: &str) -> String {
    let mut xml = String::new();
    parts()
        .by_name(name)
        .and_then(|mut part| Ok(part.read_to_string(&mut xml)?))
        .expect("the part is there and is text");
    let mut reader = Reader::from_str(&xml);
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    loop {
        match reader.read_event().expect("the part is XML") {
            Event::Eof => break,
            event => writer.write_event(event).expect("memory can be written"),
        }
    }
    String::from_utf8(writer.into_inner()).expect("XML is text")
}

#[test]
fn the_package_has_these_parts() {
    let parts = parts();
    let names: Result<Vec<_>, _> = parts.file_names().collect();
    insta::assert_snapshot!(names.expect("names are text").join("\n"));
}

#[test]
fn the_document_reads_as_the_speech() {
    insta::assert_snapshot!(indented("word/document.xml"));
}

#[test]
fn the_styles_are_those_of_the_layout() {
    insta::assert_snapshot!(indented("word/styles.xml"));
}

#[test]
fn the_page_number_is_a_field_in_both_footers() {
    insta::assert_snapshot!("odd", indented("word/footer1.xml"));
    insta::assert_snapshot!("even", indented("word/footer2.xml"));
}
