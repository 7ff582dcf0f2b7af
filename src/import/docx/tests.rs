//! Word files made by hand, as Word and others write them, and as nobody should.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::docx;
use crate::import::error::{FileKind, ImportError};
use crate::import::notes::{Imported, NoteKind};
use crate::model::numbered_sections;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file in the making: a part each, by name.
struct File(Vec<(String, Vec<u8>)>);

impl File {
    /// A file whose body is this XML, with the prefix `w`.
    fn new(body: &str) -> Self {
        let document =
            format!(r#"<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>"#);
        let relations = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>"#
        );
        Self(vec![
            ("_rels/.rels".to_owned(), relations.into_bytes()),
            ("word/document.xml".to_owned(), document.into_bytes()),
        ])
    }

    /// With a part of a kind (styles, numbering, footnotes) that the body is related to.
    fn with(mut self, kind: &str, xml: &str) -> Self {
        let relations = "word/_rels/document.xml.rels";
        let relation =
            format!(r#"<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>"#);
        let end = "</Relationships>";
        match self.0.iter_mut().find(|(name, _)| name == relations) {
            Some((_, part)) => {
                let text = String::from_utf8(part.clone()).unwrap();
                *part = text.replace(end, &format!("{relation}{end}")).into_bytes();
            }
            None => self.0.push((
                relations.to_owned(),
                format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}{end}"#)
                    .into_bytes(),
            )),
        }
        let xml = xml.replacen('>', &format!(r#" xmlns:w="{WORD}">"#), 1);
        self.0.push((format!("word/{kind}.xml"), xml.into_bytes()));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::default());
        for (name, part) in &self.0 {
            zip.start_file(name.as_str(), SimpleFileOptions::default())
                .unwrap();
            zip.write_all(part).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn read(&self) -> Imported {
        docx(&self.bytes(), &|| false).unwrap()
    }

    /// The text: a line each for headings (`# 一、`) and paragraphs, the front matter left out.
    fn lines(&self) -> Vec<String> {
        lines(&self.read())
    }

    fn error(&self) -> ImportError {
        docx(&self.bytes(), &|| false).unwrap_err()
    }
}

fn lines(imported: &Imported) -> Vec<String> {
    let mut lines = Vec::new();
    for (depth, section, number) in numbered_sections(&imported.speech) {
        if !section.heading.is_empty() {
            lines.push(format!(
                "{} {number}{}",
                "#".repeat(depth + 1),
                section.heading
            ));
        }
        lines.extend(section.paragraphs.iter().map(|p| p.text.to_string()));
    }
    lines
}

fn kinds(imported: &Imported) -> Vec<NoteKind> {
    imported
        .notes
        .iter()
        .map(|note| note.kind.clone())
        .collect()
}

/// A paragraph of runs and whatever else, after its properties.
fn p(properties: &str, content: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

/// A body that begins with a full sentence, so that nothing of it is front matter.
fn body(content: &str) -> File {
    File::new(&format!("{}{content}", p("", &r("大家好。"))))
}

/// The lines of a body behind its first sentence.
fn read(content: &str) -> Vec<String> {
    let mut lines = body(content).lines();
    assert_eq!(lines.remove(0), "大家好。");
    lines
}

#[test]
fn headings_are_known_by_style_outline_and_typed_number() {
    let styles = r#"<w:styles>
        <w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/></w:style>
        <w:style w:type="paragraph" w:styleId="x"><w:name w:val="小节"/><w:basedOn w:val="y"/></w:style>
        <w:style w:type="paragraph" w:styleId="y"><w:name w:val="基础"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    </w:styles>"#;
    let content = [
        p(r#"<w:pStyle w:val="a1"/>"#, &r("一、成绩")),
        p(r#"<w:pStyle w:val="x"/>"#, &r("队伍")),
        p(r#"<w:outlineLvl w:val="0"/>"#, &r("二、任务")),
        p("", &r("（一）学习")),
        p("", &r("1.读书")),
        p("", &r("我们要读好书。")),
    ];
    let lines = body(&content.concat()).with("styles", styles).lines();
    assert_eq!(
        lines,
        [
            "大家好。",
            "# 一、成绩",
            "## 队伍",
            "# 二、任务",
            "## （一）学习",
            "### 1.读书",
            "我们要读好书。"
        ]
    );
}

#[test]
fn automatic_numbers_become_text() {
    let numbering = r#"<w:numbering>
        <w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let in_list = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#;
    let content: String = (1..=11)
        .map(|n| p(in_list, &r(&format!("这是规定之{n}。"))))
        .collect();
    let lines = body(&content).with("numbering", numbering).lines();
    assert_eq!(lines[1], "第一条这是规定之1。");
    assert_eq!(lines[11], "第十一条这是规定之11。");
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    let content = p(
        "",
        &format!(
            r#"{}<w:ins w:id="1">{}</w:ins><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom>{}</w:moveFrom>{}"#,
            r("我们"),
            r("都"),
            r("走了"),
            r("很好。")
        ),
    );
    let imported = body(&content).read();
    assert_eq!(lines(&imported), ["大家好。", "我们都很好。"]);
    assert_eq!(kinds(&imported), [NoteKind::Inserted, NoteKind::Deleted]);
    assert_eq!(imported.notes[1].count, 2);
}

#[test]
fn a_deleted_paragraph_end_joins_two_paragraphs() {
    let content = p(r#"<w:rPr><w:del w:id="1"/></w:rPr>"#, &r("上半句，")) + &p("", &r("下半句。"));
    assert_eq!(read(&content), ["上半句，下半句。"]);
}

#[test]
fn a_row_of_a_table_is_a_paragraph() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p("", &r(text)));
    let content = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("单位"),
        cell("人数"),
        cell("南京市"),
        cell("300")
    );
    let imported = body(&content).read();
    assert_eq!(lines(&imported), ["大家好。", "单位\t人数", "南京市\t300"]);
    assert_eq!(kinds(&imported), [NoteKind::Table]);
}

#[test]
fn text_boxes_are_read_once_whatever_ways_they_are_written_in() {
    let inside = format!("<w:txbxContent>{}</w:txbxContent>", p("", &r("框里的话。")));
    let content = p(
        "",
        &format!(
            r#"<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><w:drawing>{inside}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{}"#,
            r("段里的话。")
        ),
    );
    let imported = body(&content).read();
    assert_eq!(lines(&imported), ["大家好。", "框里的话。", "段里的话。"]);
    assert_eq!(kinds(&imported), [NoteKind::TextBox]);
}

#[test]
fn a_footnote_follows_its_paragraph() {
    let footnotes = format!(
        r#"<w:footnotes><w:footnote w:type="separator" w:id="0">{}</w:footnote><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#,
        p("", &r("线")),
        p("", &r("见年鉴。"))
    );
    let content = p(
        "",
        &format!(
            r#"{}<w:r><w:footnoteReference w:id="2"/></w:r>{}"#,
            r("共38个"),
            r("。")
        ),
    ) + &p("", &r("下一段。"));
    let imported = body(&content).with("footnotes", &footnotes).read();
    assert_eq!(
        lines(&imported),
        ["大家好。", "共38个〔注1〕。", "〔注1〕见年鉴。", "下一段。"]
    );
    assert_eq!(kinds(&imported), [NoteKind::Footnote]);
}

#[test]
fn links_controls_and_results_of_fields_are_text() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let content = p(
        "",
        &format!(
            r#"<w:hyperlink>{}</w:hyperlink><w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>{}<w:r><w:instrText>DATE</w:instrText></w:r>{}{}{}{}"#,
            r("链接"),
            r("控件"),
            field("begin"),
            field("separate"),
            r("今天"),
            field("end"),
            r("。")
        ),
    );
    assert_eq!(read(&content), ["链接控件今天。"]);
}

#[test]
fn a_field_without_end_hides_nothing() {
    let content = p(
        "",
        &format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}"#,
            r("后面的话。")
        ),
    ) + &p("", &r("还有。"));
    assert_eq!(read(&content), ["后面的话。", "还有。"]);
}

#[test]
fn page_numbers_and_comments_are_left_out_and_noted() {
    let content = p(
        "",
        &format!(
            r#"{}<w:r><w:commentReference w:id="1"/></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>"#,
            r("正文。")
        ),
    );
    let imported = body(&content).read();
    assert_eq!(lines(&imported), ["大家好。", "正文。"]);
    assert_eq!(kinds(&imported), [NoteKind::Comment, NoteKind::PageNumber]);
}

#[test]
fn headers_and_footers_are_left_out_and_quoted() {
    let header = format!("<w:hdr>{}</w:hdr>", p("", &r("内部资料")));
    let imported = body("").with("header", &header).read();
    let text = "内部资料".to_owned();
    assert_eq!(kinds(&imported), [NoteKind::Header { text }]);
}

#[test]
fn any_prefix_and_the_strict_namespace_are_read() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let mut file = File::new("");
    file.0[1].1 = format!(
        r#"<x:document xmlns:x="{strict}"><x:body><x:p><x:r><x:t>大家好。</x:t></x:r></x:p></x:body></x:document>"#
    )
    .into_bytes();
    assert_eq!(file.lines(), ["大家好。"]);
}

#[test]
fn a_damaged_part_that_goes_with_the_text_does_not_cost_the_text() {
    let imported = body("")
        .with("styles", "<w:styles><w:style></w:styles>")
        .read();
    assert_eq!(lines(&imported), ["大家好。"]);
    let part = "word/styles.xml".to_owned();
    assert_eq!(kinds(&imported), [NoteKind::PartUnreadable { part }]);
}

#[test]
fn files_of_other_kinds_are_named() {
    let check = |bytes: &[u8], kind| {
        assert_eq!(docx(bytes, &|| false), Err(ImportError::OtherKind(kind)));
    };
    let compound = |name: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    check(&compound("WordDocument"), FileKind::OldWord);
    check(&compound("Workbook"), FileKind::Spreadsheet);
    assert_eq!(
        docx(&compound("EncryptedPackage"), &|| false),
        Err(ImportError::Encrypted)
    );
    check(b"%PDF-1.7", FileKind::Pdf);
    check(b"{\\rtf1", FileKind::Rtf);
    check("同志们：大家好。".as_bytes(), FileKind::Text);
    check(b"<html><body>x</body></html>", FileKind::Html);
    assert_eq!(docx(b"", &|| false), Err(ImportError::Empty));
    let mut sheet = File::new("");
    sheet.0 = vec![("xl/workbook.xml".to_owned(), b"<workbook/>".to_vec())];
    assert_eq!(sheet.error(), ImportError::OtherKind(FileKind::Spreadsheet));
}

#[test]
fn a_file_cut_off_anywhere_is_an_error_or_whole() {
    let bytes = body(&p("", &r("第二段。"))).bytes();
    for end in 0..bytes.len() {
        assert!(docx(&bytes[..end], &|| false).is_err(), "{end}");
    }
}

#[test]
fn xml_cut_off_is_named_with_its_place() {
    let mut file = body("");
    let part = &mut file.0[1].1;
    part.truncate(part.len() - 10);
    assert!(matches!(
        file.error(),
        ImportError::DamagedPart { part, at, .. } if part == "word/document.xml" && at > 0
    ));
}

#[test]
fn a_part_without_a_document_is_refused() {
    for part in [
        "",
        " \n",
        "<?xml version=\"1.0\"?>",
        "<html/>",
        "<document/>",
        "文字",
    ] {
        let mut file = body("");
        file.0[1].1 = part.into();
        let is_refused = matches!(
            file.error(),
            ImportError::DamagedPart { part, .. } if part == "word/document.xml"
        );
        assert!(is_refused, "{part}");
    }
}

#[test]
fn what_goes_beyond_a_limit_is_refused_by_name() {
    let deep = "<w:sdt>".repeat(600) + &"</w:sdt>".repeat(600);
    assert!(matches!(body(&deep).error(), ImportError::TooDeep { .. }));
    let mut bomb = body("");
    bomb.0[1].1 = vec![b' '; 65 << 20];
    assert!(matches!(bomb.error(), ImportError::PartTooLarge { .. }));
    let mut many = body("");
    many.0
        .extend((0..5000).map(|n| (format!("word/media/{n}"), Vec::new())));
    assert!(matches!(many.error(), ImportError::TooManyEntries { .. }));
    let mut dtd = body("");
    let mut part = br#"<!DOCTYPE a [<!ENTITY b "cccc">]>"#.to_vec();
    part.append(&mut dtd.0[1].1);
    dtd.0[1].1 = part;
    assert!(matches!(dtd.error(), ImportError::Dtd { .. }));
    assert!(matches!(
        docx(&body("").bytes(), &|| true),
        Err(ImportError::CalledOff)
    ));
    let missing = File(body("").0.drain(..1).collect());
    assert_eq!(missing.error(), ImportError::OtherKind(FileKind::OtherZip));
}

#[test]
fn text_within_a_long_depth_of_tables_is_read() {
    let mut content = p("", &r("最里面。"));
    for _ in 0..40 {
        content = format!("<w:tbl><w:tr><w:tc>{content}</w:tc></w:tr></w:tbl>");
    }
    assert_eq!(read(&content), ["最里面。"]);
}

mod hostile;

proptest::proptest! {
    /// A file that lost or changed bytes is read or refused; nothing else.
    #[test]
    fn no_damage_panics(at in 0..2000_usize, byte: u8, cut in 0..40_usize) {
        let mut bytes = body(&p("", &r("第二段。"))).bytes();
        let at = at % bytes.len();
        bytes[at] ^= byte;
        let end = (at + cut).min(bytes.len());
        bytes.drain(at..end);
        docx(&bytes, &|| false).ok();
    }

    /// The same for the XML inside a whole package.
    #[test]
    fn no_damaged_xml_panics(at in 0..2000_usize, text in "[<>/w:ptr \"=&;a]{0,8}") {
        let mut file = body(&p(r#"<w:pStyle w:val="a"/>"#, &r("第二段。")));
        let part = &mut file.0[1].1;
        let at = at % part.len();
        part.splice(at..at, text.bytes());
        docx(&file.bytes(), &|| false).ok();
    }
}

#[test]
fn a_mark_behind_a_text_is_that_of_the_next_paragraph() {
    let mark = r#"<w:bookmarkStart w:id="1" w:name="_JgSection0x_1"/><w:bookmarkEnd w:id="1"/>"#;
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let check = |first: &str, second: &str, wanted: &[&str]| {
        let body = format!("<w:p>{first}</w:p><w:p>{second}</w:p>");
        let speech = File::new(&body).read().speech;
        let sections: Vec<String> = speech.walk().map(|(_, section)| section.body()).collect();
        assert_eq!(sections, wanted, "{body}");
    };
    let (first, second) = (run("甲。"), run("乙。"));
    check(&first, &second, &["甲。\n乙。"]);
    check(&first, &format!("{mark}{second}"), &["甲。", "乙。"]);
    check(&format!("{first}{mark}"), &second, &["甲。", "乙。"]);
    check(
        &format!("{mark}{first}"),
        &format!("{second}{mark}"),
        &["甲。\n乙。"],
    );
}
