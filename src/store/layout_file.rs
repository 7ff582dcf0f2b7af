//! Layout files: every number of the page in RON, for a user to copy and change.

use serde::{Deserialize, Serialize};

use crate::layout::{Layout, Margins, Mm, PageNumberPlace, Pt, TextStyle};

use super::{Fault, PageFault, ParseError, ron_text};

const FORMAT: u32 = 1;

/// The built-in layouts by the names of the command line.
pub const BUILT_IN: [(&str, &str); 2] = [
    (
        "standard",
        include_str!("../../assets/layouts/standard.ron"),
    ),
    ("nominal", include_str!("../../assets/layouts/nominal.ron")),
];

/// Format 1 of a layout file. Lengths are in millimetres (`_mm`) or points (`_pt`).
#[derive(Serialize, Deserialize)]
#[serde(rename = "Layout", deny_unknown_fields)]
struct LayoutV1 {
    format: u32,
    name: String,
    paper_width_mm: f32,
    paper_height_mm: f32,
    margin_top_mm: f32,
    margin_bottom_mm: f32,
    margin_left_mm: f32,
    margin_right_mm: f32,
    footer_distance_mm: f32,
    line_pitch_pt: f32,
    char_spacing_pt: f32,
    title: StyleV1,
    title_pitch_pt: f32,
    title_chars_a_line: usize,
    subtitle: StyleV1,
    speaker: StyleV1,
    body: StyleV1,
    levels: Vec<StyleV1>,
    page_number: StyleV1,
    page_number_place: PlaceV1,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Style", deny_unknown_fields)]
struct StyleV1 {
    font: String,
    latin_font: String,
    size_pt: f32,
}

#[derive(Serialize, Deserialize)]
enum PlaceV1 {
    Outer,
    Centre,
}

impl StyleV1 {
    fn of(style: &TextStyle) -> Self {
        Self {
            font: style.font.clone(),
            latin_font: style.latin_font.clone(),
            size_pt: style.size.0,
        }
    }

    fn style(self) -> TextStyle {
        TextStyle {
            font: self.font,
            latin_font: self.latin_font,
            size: Pt(self.size_pt),
        }
    }
}

/// The layout as the text of a file.
pub fn to_text(layout: &Layout) -> String {
    let file = LayoutV1 {
        format: FORMAT,
        name: layout.name.clone(),
        paper_width_mm: layout.paper_width.0,
        paper_height_mm: layout.paper_height.0,
        margin_top_mm: layout.margins.top.0,
        margin_bottom_mm: layout.margins.bottom.0,
        margin_left_mm: layout.margins.left.0,
        margin_right_mm: layout.margins.right.0,
        footer_distance_mm: layout.footer_distance.0,
        line_pitch_pt: layout.line_pitch.0,
        char_spacing_pt: layout.char_spacing.0,
        title: StyleV1::of(&layout.title),
        title_pitch_pt: layout.title_pitch.0,
        title_chars_a_line: layout.n_title_chars,
        subtitle: StyleV1::of(&layout.subtitle),
        speaker: StyleV1::of(&layout.speaker),
        body: StyleV1::of(&layout.body),
        levels: layout.levels.iter().map(StyleV1::of).collect(),
        page_number: StyleV1::of(&layout.page_number),
        page_number_place: match layout.page_number_place {
            PageNumberPlace::Outer => PlaceV1::Outer,
            PageNumberPlace::Centre => PlaceV1::Centre,
        },
    };
    ron_text::write(&file).expect("strings, numbers and lists have a RON form")
}

/// # Errors
///
/// With the place and the cause, and when a number leaves no room for text on the page.
pub fn parse(bytes: &[u8]) -> Result<Layout, ParseError> {
    let file: LayoutV1 = ron_text::parse(bytes, FORMAT)?;
    let layout = Layout {
        name: file.name,
        paper_width: Mm(file.paper_width_mm),
        paper_height: Mm(file.paper_height_mm),
        margins: Margins {
            top: Mm(file.margin_top_mm),
            bottom: Mm(file.margin_bottom_mm),
            left: Mm(file.margin_left_mm),
            right: Mm(file.margin_right_mm),
        },
        footer_distance: Mm(file.footer_distance_mm),
        line_pitch: Pt(file.line_pitch_pt),
        char_spacing: Pt(file.char_spacing_pt),
        title: file.title.style(),
        title_pitch: Pt(file.title_pitch_pt),
        n_title_chars: file.title_chars_a_line,
        subtitle: file.subtitle.style(),
        speaker: file.speaker.style(),
        body: file.body.style(),
        levels: file.levels.into_iter().map(StyleV1::style).collect(),
        page_number: file.page_number.style(),
        page_number_place: match file.page_number_place {
            PlaceV1::Outer => PageNumberPlace::Outer,
            PlaceV1::Centre => PageNumberPlace::Centre,
        },
    };
    match fault_of(&layout) {
        Some(cause) => Err(ParseError::Damaged {
            line: 1,
            column: 1,
            cause: Fault::NoSuchPage(cause),
        }),
        None => Ok(layout),
    }
}

/// What would make a page that no word processor can set.
fn fault_of(layout: &Layout) -> Option<PageFault> {
    let paper = |mm: Mm| mm.0.is_finite() && (50.0..=550.0).contains(&mm.0);
    let size = |pt: Pt| pt.0.is_finite() && (1.0..=200.0).contains(&pt.0);
    let styles = [
        &layout.title,
        &layout.subtitle,
        &layout.speaker,
        &layout.body,
        &layout.page_number,
    ];
    if !paper(layout.paper_width) || !paper(layout.paper_height) {
        Some(PageFault::PaperSize)
    } else if !size(layout.line_pitch) || !size(layout.title_pitch) {
        Some(PageFault::LinePitch)
    } else if styles
        .into_iter()
        .chain(&layout.levels)
        .any(|style| !size(style.size))
    {
        Some(PageFault::TextSize)
    } else if !(layout.area_width().0 >= layout.body.size.0
        && layout.area_height().0 >= layout.line_pitch.0)
    {
        Some(PageFault::NoRoom)
    } else if !layout.char_spacing.0.is_finite() || layout.char_spacing.0 <= -layout.body.size.0 {
        Some(PageFault::CharSpacing)
    } else if layout.n_title_chars == 0 || !layout.footer_distance.0.is_finite() {
        Some(PageFault::Title)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{nominal, standard};

    #[test]
    fn the_files_are_the_presets() {
        for ((_, text), preset) in BUILT_IN.into_iter().zip([standard(), nominal()]) {
            assert_eq!(parse(text.as_bytes()), Ok(preset.clone()));
            assert_eq!(text, to_text(&preset));
        }
    }

    #[test]
    fn a_layout_without_room_is_refused() {
        let text = to_text(&standard()).replace("margin_left_mm: 28.0", "margin_left_mm: 180.0");
        assert!(matches!(
            parse(text.as_bytes()),
            Err(ParseError::Damaged { .. })
        ));
    }
}
