//! Word files that are made to keep a reader busy, to fill the memory or to pass for something else.

use super::*;

/// Reads bytes that are refused.
fn refused(bytes: &[u8]) -> ImportError {
    docx(bytes, &|| false).unwrap_err()
}

/// A package of empty parts of these names.
fn package_of(names: &[&str]) -> File {
    let part = |name: &&str| ((*name).to_owned(), b"<a/>".to_vec());
    File(names.iter().map(part).collect())
}

#[test]
fn other_files_by_the_name_of_a_word_file_are_named() {
    let check = |file: File, kind| assert_eq!(file.error(), ImportError::OtherKind(kind));
    check(
        package_of(&["[Content_Types].xml", "xl/workbook.xml"]),
        FileKind::Spreadsheet,
    );
    check(
        package_of(&["[Content_Types].xml", "ppt/presentation.xml"]),
        FileKind::Presentation,
    );
    check(
        package_of(&["mimetype", "content.xml"]),
        FileKind::OpenDocument,
    );
    check(package_of(&["META-INF/MANIFEST.MF"]), FileKind::OtherZip);
    // The directory of a compound file as WPS and Word write it.
    let mut wps = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    for name in ["Root Entry", "WpsCustomData", "WordDocument"] {
        wps.resize(wps.len().next_multiple_of(128), 0);
        wps.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    }
    assert_eq!(refused(&wps), ImportError::OtherKind(FileKind::OldWord));
}

#[test]
fn what_is_nested_too_deep_is_refused() {
    let nested = |open: &str, close: &str, n_deep: usize| {
        let inside = p("", &r("最里面。"));
        body(&format!(
            "{}{inside}{}",
            open.repeat(n_deep),
            close.repeat(n_deep)
        ))
    };
    let table = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    for file in [
        nested("<w:sdt>", "</w:sdt>", 2000),
        nested("<w:p><w:r>", "</w:r></w:p>", 2000),
        nested(table.0, table.1, 1000),
        nested("<w:sdt>", "", 2000),
    ] {
        assert!(matches!(file.error(), ImportError::TooDeep { .. }));
    }
}

#[test]
fn a_hundred_thousand_entries_are_refused() {
    let mut file = body("");
    file.0
        .extend((0..100_000).map(|n| (n.to_string(), Vec::new())));
    assert!(matches!(file.error(), ImportError::TooManyEntries { .. }));
}

#[test]
fn entities_that_unfold_into_each_other_are_refused() {
    let mut file = body(&p("", &r("&j;")));
    let mut part = String::from("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"哈\">");
    for (inner, outer) in ('a'..='i').zip('b'..='j') {
        let ten = format!("&{inner};").repeat(10);
        part.push_str(&format!("<!ENTITY {outer} \"{ten}\">"));
    }
    part.push_str("]>");
    file.0[1].1.splice(0..0, part.into_bytes());
    assert!(matches!(file.error(), ImportError::Dtd { .. }));
}

#[test]
fn what_an_entry_says_of_its_size_is_not_believed() {
    let mut file = body("");
    // Alone in the package, so that its record is the first of the directory.
    file.0.remove(0);
    let read = |at: usize, size: u32| {
        let mut bytes = file.bytes();
        let directory = bytes
            .windows(4)
            .position(|window| window == b"PK\x01\x02")
            .unwrap();
        bytes[directory + at..][..4].copy_from_slice(&size.to_le_bytes());
        docx(&bytes, &|| false)
    };
    let (packed, unpacked) = (20, 24);
    for lie in [
        read(packed, 1),
        read(packed, u32::MAX - 1),
        read(unpacked, 1),
        read(unpacked, u32::MAX - 1),
    ] {
        match lie {
            Ok(imported) => assert_eq!(lines(&imported), ["大家好。"]),
            Err(error) => assert!(
                matches!(
                    error,
                    ImportError::DamagedPart { .. } | ImportError::DamagedPackage { .. }
                ),
                "{error}"
            ),
        }
    }
}

#[test]
fn small_entries_that_unpack_to_much_are_refused_together() {
    let mut file = body("");
    let mut relations = String::new();
    for n in 0..5 {
        relations.push_str(&format!(
            r#"<Relationship Id="{n}" Type="{RELATIONS}/header" Target="h{n}.xml"/>"#
        ));
        file.0
            .push((format!("word/h{n}.xml"), vec![b' '; 40 << 20]));
    }
    file.0.push((
        "word/_rels/document.xml.rels".to_owned(),
        format!("<Relationships>{relations}</Relationships>").into_bytes(),
    ));
    let bytes = file.bytes();
    assert!(bytes.len() < 1 << 20);
    assert!(matches!(
        refused(&bytes),
        ImportError::PackageTooLarge { .. }
    ));
}

#[test]
fn a_part_with_two_thousand_relations_to_it_is_read_once() {
    let header = format!("<w:hdr>{}</w:hdr>", p("", &r("内部资料")));
    let mut file = body("").with("header", &header);
    let (_, relations) = file
        .0
        .iter_mut()
        .find(|(name, _)| name == "word/_rels/document.xml.rels")
        .unwrap();
    let more: String = (0..2000)
        .map(|n| {
            format!(
                r#"<Relationship Id="{n}" Type="{RELATIONS}/header" Target="/word/header.xml"/>"#
            )
        })
        .collect();
    let text = String::from_utf8(relations.clone()).unwrap();
    *relations = text
        .replace("</Relationships>", &format!("{more}</Relationships>"))
        .into_bytes();
    let imported = file.read();
    assert_eq!(imported.notes.len(), 1);
    assert_eq!(imported.notes[0].count, 1);
}

/// Looked through anew for each, these took minutes.
mod many {
    use super::*;

    const N: usize = 40_000;

    #[test]
    fn headings_are_counted_as_they_come() {
        let content = p(r#"<w:outlineLvl w:val="0"/>"#, &r("一、学习")).repeat(N);
        let lines = read(&content);
        assert_eq!(lines.len(), N);
        assert_eq!(lines[N - 1], format!("# {N}、学习"));
    }

    #[test]
    fn fields_inside_fields_leave_their_text() {
        let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
        let content = (mark("begin") + &mark("separate")).repeat(N)
            + &r("字").repeat(N)
            + &mark("end").repeat(N);
        assert_eq!(read(&p("", &content)), ["字".repeat(N)]);
    }

    #[test]
    fn text_boxes_behind_blanks_are_read() {
        let text_box = format!(
            "<w:r><w:txbxContent>{}</w:txbxContent></w:r>",
            p("", &r("框"))
        );
        let content = p("", &(r(&" ".repeat(N * 10)) + &text_box.repeat(N)));
        assert_eq!(read(&content), vec!["框"; N]);
    }
}

#[test]
fn a_note_is_taken_once_and_again_when_the_text_is_read_again() {
    let footnotes = format!(
        r#"<w:footnotes><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#,
        p("", &r("见年鉴。"))
    );
    let reference = r#"<w:r><w:footnoteReference w:id="2"/></w:r>"#;
    // The field without an end makes the reader begin anew.
    let content = p(
        "",
        &format!(
            r#"{}{reference}{reference}<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}"#,
            r("甲"),
            r("乙")
        ),
    );
    let imported = body(&content).with("footnotes", &footnotes).read();
    assert_eq!(
        lines(&imported),
        ["大家好。", "甲〔注1〕乙", "〔注1〕见年鉴。"]
    );
    assert!(kinds(&imported).contains(&NoteKind::FootnoteMissing));
}
