//! The two layouts that come with the program.

use super::{Layout, Margins, Mm, PageNumberPlace, Pt, TextStyle};

fn style(font: &str, size: f32) -> TextStyle {
    TextStyle {
        font: font.to_owned(),
        latin_font: "Times New Roman".to_owned(),
        size: Pt(size),
    }
}

/// 标准版式: GB/T 9704-2012 as it has to be measured on paper, 22 lines of 28 characters, first ink 37 mm from the top.
///
/// The margins are smaller than the standard's blanks because a word processor puts half of the leading above the
/// first line: measured in a renderer at 300 dots per inch, these give 37.3 mm to the first ink.
pub fn standard() -> Layout {
    Layout {
        name: "标准版式".to_owned(),
        paper_width: Mm(210.0),
        paper_height: Mm(297.0),
        margins: Margins {
            top: Mm(34.61),
            bottom: Mm(32.6),
            left: Mm(28.0),
            right: Mm(26.0),
        },
        footer_distance: Mm(25.0),
        line_pitch: Pt(29.6),
        // 28 characters of 16 pt are 448 pt, the type area is 442.2 pt wide.
        char_spacing: Pt(-0.25),
        title: style("方正小标宋简体", 22.0),
        title_pitch: Pt(35.0),
        n_title_chars: 20,
        subtitle: style("楷体_GB2312", 16.0),
        speaker: style("楷体_GB2312", 16.0),
        body: style("仿宋_GB2312", 16.0),
        levels: vec![
            style("黑体", 16.0),
            style("楷体_GB2312", 16.0),
            style("仿宋_GB2312", 16.0),
            style("仿宋_GB2312", 16.0),
        ],
        page_number: TextStyle {
            font: "宋体".to_owned(),
            latin_font: "宋体".to_owned(),
            size: Pt(14.0),
        },
        page_number_place: PageNumberPlace::Outer,
    }
}

/// 名义边距版式: the standard's blanks as Word's margins, for an office that looks for 3.7 cm in the dialog.
pub fn nominal() -> Layout {
    Layout {
        name: "名义边距版式".to_owned(),
        margins: Margins {
            top: Mm(37.0),
            bottom: Mm(35.0),
            left: Mm(28.0),
            right: Mm(26.0),
        },
        line_pitch: Pt(28.95),
        ..standard()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_hold_22_lines_of_28_characters() {
        for layout in [standard(), nominal()] {
            assert_eq!(
                (layout.n_lines(), layout.n_columns()),
                (22, 28),
                "{}",
                layout.name
            );
        }
    }
}
