//! Layout files: every number of the page in RON, for a user to copy and change.

use serde::{Deserialize, Serialize};

use crate::layout::{Layout, Margins, Mm, PageNumberPlace, Pt, TextStyle};
use crate::text::shown::for_terminal;

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

/// Word shows and finds no fonts with longer names.
const LONGEST_FONT_NAME: usize = 31;
const LONGEST_NAME: usize = 100;
/// Word knows as many levels of headings.
const MOST_LEVELS: usize = 9;
const MOST_TITLE_CHARS: usize = 200;

/// What would make a page that no word processor can set.
fn fault_of(layout: &Layout) -> Option<PageFault> {
    // A range holds no number that is none.
    let paper = |mm: Mm| (50.0..=550.0).contains(&mm.0);
    let edge = |mm: Mm| (0.0..=550.0).contains(&mm.0);
    let size = |pt: Pt| (1.0..=200.0).contains(&pt.0);
    let margins = &layout.margins;
    let edges = [
        margins.top,
        margins.bottom,
        margins.left,
        margins.right,
        layout.footer_distance,
    ];
    let styles: Vec<&TextStyle> = [
        &layout.title,
        &layout.subtitle,
        &layout.speaker,
        &layout.body,
        &layout.page_number,
    ]
    .into_iter()
    .chain(&layout.levels)
    .collect();
    let fonts = |style: &&TextStyle| is_font_name(&style.font) && is_font_name(&style.latin_font);
    if !is_printable(&layout.name) || layout.name.chars().count() > LONGEST_NAME {
        Some(PageFault::Name)
    } else if !paper(layout.paper_width) || !paper(layout.paper_height) {
        Some(PageFault::PaperSize)
    } else if !edges.into_iter().all(edge) {
        Some(PageFault::Margin)
    } else if !size(layout.line_pitch) || !size(layout.title_pitch) {
        Some(PageFault::LinePitch)
    } else if !styles.iter().all(|style| size(style.size)) {
        Some(PageFault::TextSize)
    } else if !styles.iter().all(fonts) {
        Some(PageFault::Font)
    } else if layout.levels.len() > MOST_LEVELS {
        Some(PageFault::Levels)
    } else if !(layout.area_width().0 >= layout.body.size.0
        && layout.area_height().0 >= layout.line_pitch.0)
    {
        Some(PageFault::NoRoom)
    } else if !(layout.char_spacing.0 > -layout.body.size.0 && layout.char_spacing.0 <= 200.0) {
        Some(PageFault::CharSpacing)
    } else if !(1..=MOST_TITLE_CHARS).contains(&layout.n_title_chars) {
        Some(PageFault::Title)
    } else {
        None
    }
}

/// True if Word can look for a font of that name. Quotes and semicolons part one name from the next there.
fn is_font_name(name: &str) -> bool {
    is_printable(name)
        && !name.trim().is_empty()
        && name.encode_utf16().count() <= LONGEST_FONT_NAME
        && !name.contains(['"', '\'', '<', '>', '&', ';', ','])
}

/// True if every character of a name is seen as it is written.
fn is_printable(name: &str) -> bool {
    for_terminal(name) == name && !name.contains(['\n', '\t'])
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

    #[test]
    fn numbers_and_names_that_no_page_has_are_refused() {
        let usual = to_text(&standard());
        let cases = [
            (
                "margin_left_mm: 28.0",
                "margin_left_mm: -28.0",
                PageFault::Margin,
            ),
            (
                "margin_left_mm: 28.0",
                "margin_left_mm: NaN",
                PageFault::Margin,
            ),
            (
                "paper_width_mm: 210.0",
                "paper_width_mm: inf",
                PageFault::PaperSize,
            ),
            (
                "footer_distance_mm: ",
                "footer_distance_mm: -1",
                PageFault::Margin,
            ),
            (
                "char_spacing_pt: ",
                "char_spacing_pt: 1e9, //",
                PageFault::CharSpacing,
            ),
            (
                "char_spacing_pt: ",
                "char_spacing_pt: NaN, //",
                PageFault::CharSpacing,
            ),
            (
                "title_chars_a_line: ",
                "title_chars_a_line: 99",
                PageFault::Title,
            ),
            ("font: \"仿宋_GB2312\"", "font: \"\"", PageFault::Font),
            (
                "font: \"仿宋_GB2312\"",
                "font: \"仿\\u{1b}[2J宋\"",
                PageFault::Font,
            ),
            (
                "font: \"仿宋_GB2312\"",
                "font: \"仿\\\"宋\"",
                PageFault::Font,
            ),
            (
                "font: \"仿宋_GB2312\"",
                "font: \"仿宋\\u{202e}\"",
                PageFault::Font,
            ),
            (
                "font: \"仿宋_GB2312\"",
                "font: \"仿宋仿宋仿宋仿宋仿宋仿宋仿宋仿宋仿宋仿宋仿宋仿宋仿宋仿宋仿宋仿宋\"",
                PageFault::Font,
            ),
            ("name: \"", "name: \"\\u{7}", PageFault::Name),
        ];
        for (from, to, wanted) in cases {
            let text = usual.replacen(from, to, 1);
            assert_ne!(text, usual, "{from}");
            let Err(ParseError::Damaged { cause, .. }) = parse(text.as_bytes()) else {
                panic!("{to} is taken")
            };
            assert_eq!(cause, Fault::NoSuchPage(wanted), "{to}");
        }
    }
}
