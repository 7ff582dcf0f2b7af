//! Puts right, on the XML, what docx-rs 0.4.22 cannot express or writes out of the schema's order.
//!
//! Everything else in the two parts comes from docx-rs. What is searched for here cannot occur in a text, because
//! `<` is escaped there.

use crate::layout::{Layout, Twip};

/// An empty `rPr` comes first in `pPr`, where ECMA-376 part 1, 17.3.1.26 wants it last: it says nothing, so it goes.
const EMPTY_IN_PARAGRAPH: (&str, &str) = ("<w:pPr><w:rPr />", "<w:pPr>");

/// Quotation marks, dashes and ellipses take the Western font unless the run says that it is Chinese (17.3.2.26).
const RUN_WITHOUT_HINT: (&str, &str) = (
    "<w:r><w:rPr />",
    r#"<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>"#,
);

/// The attribute is optional, and `false` is what its absence means (17.16.18).
const NEEDLESS_DIRTY: (&str, &str) = (r#" w:dirty="false""#, "");

/// What stands before the first paragraph of the document.
pub(super) fn head(part: Vec<u8>) -> String {
    let mut text = text(part);
    // The footers come last in docx-rs's `sectPr`, where 17.6.17 wants them first, and the grid of lines is missing.
    if let Some(start) = text.rfind("<w:sectPr>") {
        text.truncate(start);
    }
    text
}

/// A paragraph of the document.
pub(super) fn paragraph(part: Vec<u8>) -> String {
    text(part)
        .replacen(EMPTY_IN_PARAGRAPH.0, EMPTY_IN_PARAGRAPH.1, 1)
        .replacen(RUN_WITHOUT_HINT.0, RUN_WITHOUT_HINT.1, 1)
}

/// What follows the last paragraph: bookmarks that no paragraph can hold, and section properties of our own.
pub(super) fn tail(layout: &Layout, bookmarks: &[(usize, String)]) -> String {
    let mut tail = String::new();
    for (id, name) in bookmarks {
        tail.push_str(&format!(
            r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/><w:bookmarkEnd w:id="{id}"/>"#
        ));
    }
    tail.push_str(&section_properties(layout));
    tail.push_str("</w:body></w:document>");
    tail
}

/// A footer.
pub(super) fn footer(part: Vec<u8>) -> String {
    text(part)
        .replace(EMPTY_IN_PARAGRAPH.0, EMPTY_IN_PARAGRAPH.1)
        .replace(RUN_WITHOUT_HINT.0, RUN_WITHOUT_HINT.1)
        .replace(NEEDLESS_DIRTY.0, NEEDLESS_DIRTY.1)
}

fn text(part: Vec<u8>) -> String {
    String::from_utf8(part).expect("docx-rs writes UTF-8")
}

fn section_properties(layout: &Layout) -> String {
    let margins = &layout.margins;
    format!(
        concat!(
            r#"<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter1"/>"#,
            r#"<w:footerReference w:type="even" r:id="rIdFooter2"/>"#,
            r#"<w:pgSz w:w="{width}" w:h="{height}"/>"#,
            r#"<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" "#,
            r#"w:header="851" w:footer="{footer}" w:gutter="0"/>"#,
            r#"<w:pgNumType w:fmt="decimal"/><w:cols w:space="425"/>"#,
            // Lines only: a grid of characters is read differently by every program.
            r#"<w:docGrid w:type="lines" w:linePitch="{pitch}"/></w:sectPr>"#,
        ),
        width = Twip::from(layout.paper_width).0,
        height = Twip::from(layout.paper_height).0,
        top = Twip::from(margins.top).0,
        right = Twip::from(margins.right).0,
        bottom = Twip::from(margins.bottom).0,
        left = Twip::from(margins.left).0,
        footer = Twip::from(layout.footer_distance).0,
        pitch = Twip::from(layout.line_pitch).0,
    )
}
