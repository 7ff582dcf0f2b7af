//! The parts of the package that docx-rs cannot write as the layout needs them: styles, settings, fonts, properties.
//!
//! Line breaking by characters, first-line indents in characters and the language are missing in docx-rs 0.4.22, and
//! its settings are out of the schema's order.

use quick_xml::escape::escape;

use crate::layout::{HalfPt, Layout, PageNumberPlace, Pt, Role, TextStyle, Twip};
use crate::model::{APPLICATION, FrontField, FrontMatter};
use crate::text::line_break::{NOT_AT_END, NOT_AT_START};

use super::printable::printable;

/// Ids of the heading styles; Word knows them by their names, `heading 1` to `heading 9`.
const HEADINGS: [&str; 9] = [
    "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6", "Heading7", "Heading8",
    "Heading9",
];

/// The id of the style that a block is set in.
pub(super) fn style_of(role: Role) -> &'static str {
    match role {
        Role::Front(FrontField::Title) => "Title",
        Role::Front(FrontField::Subtitle) => "Subtitle",
        Role::Front(FrontField::Speaker | FrontField::Date | FrontField::Venue) => "Speaker",
        Role::Front(FrontField::Salutation) => "Salutation",
        Role::Heading { depth } => HEADINGS.get(depth).copied().unwrap_or("Heading9"),
        Role::Body => "Body",
    }
}

pub(super) const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>"#,
    r#"<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    "</Types>",
);

pub(super) const PACKAGE_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>"#,
    "</Relationships>",
);

/// The ids of the footers are docx-rs's.
pub(super) const DOCUMENT_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/>"#,
    r#"<Relationship Id="rIdFooter1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>"#,
    r#"<Relationship Id="rIdFooter2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/>"#,
    "</Relationships>",
);

/// Which program wrote the file.
pub(super) fn app() -> String {
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"#,
            "<Application>{}</Application></Properties>",
        ),
        APPLICATION,
    )
}

/// Even pages differ from odd ones; marks keep their whole cells and never stand on the wrong side of a line's end.
pub(super) fn settings() -> String {
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
            r#"<w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>"#,
            r#"<w:characterSpacingControl w:val="doNotCompress"/>"#,
            r#"<w:noLineBreaksAfter w:lang="zh-CN" w:val="{after}"/>"#,
            r#"<w:noLineBreaksBefore w:lang="zh-CN" w:val="{before}"/>"#,
            "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>",
            "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>",
            r#"<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>"#,
            "</w:compat>",
            r#"<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"#,
        ),
        after = escape(NOT_AT_END),
        before = escape(NOT_AT_START),
    )
}

/// Title, author and language. No dates: this layer has no clock, and Word fills them in at the first save.
pub(super) fn core(front: &FrontMatter) -> String {
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
            r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">"#,
            "<dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>zh-CN</dc:language>",
            "</cp:coreProperties>",
        ),
        escape(printable(&front.title)),
        escape(printable(&front.speaker)),
    )
}

pub(super) fn font_table(layout: &Layout) -> String {
    let mut fonts: Vec<&str> = Vec::new();
    let styles = [
        &layout.title,
        &layout.subtitle,
        &layout.speaker,
        &layout.body,
        &layout.page_number,
    ];
    for style in styles.into_iter().chain(&layout.levels) {
        for font in [style.font.as_str(), style.latin_font.as_str()] {
            if !fonts.contains(&font) {
                fonts.push(font);
            }
        }
    }
    let mut xml = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    ));
    for font in fonts {
        xml.push_str(&format!(r#"<w:font w:name="{}"/>"#, escape(font)));
    }
    xml.push_str("</w:fonts>");
    xml
}

/// A paragraph style in the making.
struct Style<'a> {
    id: &'a str,
    name: &'a str,
    text: &'a TextStyle,
    /// Inside `pPr`, in the schema's order, without `outlineLvl`.
    paragraph: String,
    outline_level: Option<usize>,
}

pub(super) fn styles(layout: &Layout) -> String {
    let pitch = |pt| {
        format!(
            r#"<w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/>"#,
            Twip::from(pt).0
        )
    };
    let line = pitch(layout.line_pitch);
    let indented = format!(
        r#"{line}<w:ind w:firstLineChars="200" w:firstLine="{}"/>"#,
        Twip::from(Pt(2.0 * (layout.body.size.0 + layout.char_spacing.0))).0
    );
    // Without the explicit zero the indent of the style below shows through.
    let flush = r#"<w:ind w:firstLineChars="0" w:firstLine="0"/>"#;
    let centred = format!(r#"{flush}<w:jc w:val="center"/>"#);
    let mut xml = head(layout);
    let mut add = |style: &Style<'_>| xml.push_str(&style.xml());
    add(&Style {
        id: "Title",
        name: "Title",
        text: &layout.title,
        paragraph: format!("{}{centred}", pitch(layout.title_pitch)),
        outline_level: None,
    });
    for (id, name, text) in [
        ("Subtitle", "Subtitle", &layout.subtitle),
        ("Speaker", "Speaker", &layout.speaker),
    ] {
        add(&Style {
            id,
            name,
            text,
            paragraph: format!("{line}{centred}"),
            outline_level: None,
        });
    }
    let above = layout.line_pitch.0;
    add(&Style {
        id: "Salutation",
        name: "Salutation",
        text: &layout.body,
        // One empty line below the title (7.3.2).
        paragraph: format!(
            r#"<w:spacing w:before="{above}" w:after="0" w:line="{above}" w:lineRule="exact"/>{flush}"#,
            above = Twip::from(Pt(above)).0
        ),
        outline_level: None,
    });
    add(&Style {
        id: "Body",
        name: "Body Text",
        text: &layout.body,
        paragraph: format!(r#"{indented}<w:jc w:val="both"/>"#),
        outline_level: None,
    });
    for (depth, id) in HEADINGS.into_iter().enumerate() {
        add(&Style {
            id,
            name: &format!("heading {}", depth + 1),
            text: layout.level(depth),
            // A heading never stands alone at a page's foot; it comes first in the schema's order.
            paragraph: format!(r#"<w:keepNext/>{indented}<w:jc w:val="both"/>"#),
            outline_level: Some(depth),
        });
    }
    for (id, outer) in [("PageNumberOdd", "right"), ("PageNumberEven", "left")] {
        let place = match layout.page_number_place {
            // One character of the page number's size in from the outer edge (7.5).
            PageNumberPlace::Outer => format!(
                r#"<w:ind w:{outer}="{}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{outer}"/>"#,
                Twip::from(layout.page_number.size).0
            ),
            PageNumberPlace::Centre => centred.clone(),
        };
        add(&Style {
            id,
            name: id,
            text: &layout.page_number,
            paragraph: format!("{}{place}", pitch(layout.page_number.size)),
            outline_level: None,
        });
    }
    xml.push_str("</w:styles>");
    xml
}

/// Defaults of the document and the style that all others stand on.
fn head(layout: &Layout) -> String {
    let mut xml = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
        "<w:docDefaults><w:rPrDefault><w:rPr>",
    ));
    xml.push_str(&fonts(&layout.body));
    let size = HalfPt::from(layout.body.size).0;
    xml.push_str(&format!(
        concat!(
            // Exact characters and lines: no kerning, no snapping to a grid of characters.
            r#"<w:spacing w:val="{}"/><w:kern w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#,
            r#"<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>"#,
            r#"<w:pPrDefault/></w:docDefaults>"#,
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>"#,
            // Widow control and automatic spaces between Chinese and Latin make pages of 20 to 22 lines.
            // Marks may hang at a line's end, as they do in Word by default. LibreOffice reads the switch the other way
            // round and prints nothing of a mark that hangs on a full line: "off" would lose text there.
            r#"<w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="0"/>"#,
            r#"<w:autoSpaceDN w:val="0"/></w:pPr></w:style>"#,
        ),
        Twip::from(layout.char_spacing).0,
        size = size,
    ));
    xml
}

fn fonts(style: &TextStyle) -> String {
    format!(
        // Quotation marks, dashes and ellipses take the hAnsi font in Word: it is the Chinese one too.
        r#"<w:rFonts w:ascii="{latin}" w:hAnsi="{chinese}" w:eastAsia="{chinese}" w:cs="{latin}"/>"#,
        latin = escape(style.latin_font.as_str()),
        chinese = escape(style.font.as_str()),
    )
}

impl Style<'_> {
    fn xml(&self) -> String {
        let size = HalfPt::from(self.text.size).0;
        let outline = self
            .outline_level
            .map(|level| format!(r#"<w:outlineLvl w:val="{level}"/>"#))
            .unwrap_or_default();
        format!(
            concat!(
                r#"<w:style w:type="paragraph" w:customStyle="{custom}" w:styleId="{id}"><w:name w:val="{name}"/>"#,
                r#"<w:basedOn w:val="Normal"/>{next}<w:qFormat/><w:pPr>{paragraph}{outline}</w:pPr>"#,
                r#"<w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>"#,
            ),
            custom = u8::from(
                self.name == self.id
                    && self.id != "Title"
                    && self.id != "Subtitle"
                    && self.id != "Salutation"
            ),
            id = self.id,
            name = self.name,
            next = if self.outline_level.is_some() {
                r#"<w:next w:val="Body"/>"#
            } else {
                ""
            },
            paragraph = self.paragraph,
            outline = outline,
            fonts = fonts(self.text),
            size = size,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    #[test]
    fn word_breaks_lines_by_the_same_table() {
        let settings = settings();
        let mut reader = Reader::from_str(&settings);
        let mut lists = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Empty(tag) if tag.name().as_ref().starts_with("w:noLineBreaks") => {
                    let value = tag.attributes().flatten().find_map(|attribute| {
                        let is_list = attribute.key.as_ref() == "w:val";
                        is_list.then(|| attribute.value.to_string())
                    });
                    let value = value.unwrap();
                    lists.push(quick_xml::escape::unescape(&value).unwrap().into_owned());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(lists, [NOT_AT_END, NOT_AT_START]);
    }
}
