//! Any bytes as the parts inside a whole package: mutations of packed bytes seldom get as far as the XML.
//! Zero bytes part the text, the styles, the numbers and the footnotes.
#![no_main]

use std::io::{Cursor, Write as _};

use jianggao::import::docx;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const PARTS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>"#;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let parts: Vec<&[u8]> = bytes.split(|byte| *byte == 0).collect();
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut add = |name: &str, part: &[u8]| {
        package.start_file(name, options).expect("names differ");
        package.write_all(part).expect("memory takes it");
    };
    add("_rels/.rels", ROOT.as_bytes());
    add("word/_rels/document.xml.rels", PARTS.as_bytes());
    let names = ["document", "styles", "numbering", "footnotes"];
    for (name, part) in names.into_iter().zip(parts) {
        add(&format!("word/{name}.xml"), part);
    }
    let package = package.finish().expect("memory takes it").into_inner();
    let _ = docx(&package, &|| false);
});
