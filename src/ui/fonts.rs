//! The bundled fonts: Chinese text in two weights, and the icons of the desk.
//!
//! Nothing here looks at the machine. Characters that the bundled fonts lack are asked of font
//! providers, which the program adds and tests leave out.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use super::theme::BOLD_FAMILY;

const REGULAR_OTF: &[u8] = include_bytes!("../../assets/fonts/JianggaoSansSC-Regular.otf");
const BOLD_OTF: &[u8] = include_bytes!("../../assets/fonts/JianggaoSansSC-Bold.otf");
const ICONS_TTF: &[u8] = include_bytes!("../../assets/fonts/JianggaoIcons.ttf");

const REGULAR: &str = "sans-regular";
const BOLD: &str = "sans-bold";
const ICONS: &str = "icons";

/// The font family of headings and of other bold text.
pub fn bold_family() -> FontFamily {
    FontFamily::Name(BOLD_FAMILY.into())
}

/// The families and the fonts in each, in the order in which they are asked for a character.
///
/// Icons stand in every family, so that a label can be an icon and a word.
pub fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in [(REGULAR, REGULAR_OTF), (BOLD, BOLD_OTF), (ICONS, ICONS_TTF)] {
        let data = Arc::new(FontData::from_static(bytes));
        definitions.font_data.insert(name.to_owned(), data);
    }
    let chain = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    definitions.families.extend([
        (FontFamily::Proportional, chain(&[REGULAR, ICONS])),
        // The desk shows no code: what asks for this family gets the same text font.
        (FontFamily::Monospace, chain(&[REGULAR, ICONS])),
        (bold_family(), chain(&[BOLD, REGULAR, ICONS])),
    ]);
    definitions
}

/// Makes the bundled fonts the fonts of the whole window.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(definitions());
}

#[cfg(test)]
mod tests {
    use egui::FontId;

    use super::*;

    const TABLE: &str = include_str!("../../assets/fonts/tongyong-8105.txt");
    const ICON_TABLE: &str = include_str!("../../assets/fonts/icons.txt");

    /// The characters of `wanted` that the bundled fonts cannot draw in `family`.
    fn missing(family: FontFamily, mut wanted: impl Iterator<Item = char>) -> String {
        let ctx = egui::Context::default();
        install(&ctx);
        let font = FontId::new(14.0, family);
        let mut lacking = String::new();
        ctx.run_ui(egui::RawInput::default(), |ui| {
            ui.fonts_mut(|fonts| {
                lacking.extend(wanted.by_ref().filter(|&c| !fonts.has_glyph(&font, c)));
            });
        })
        .drop_without_applying_deltas();
        lacking
    }

    fn table() -> impl Iterator<Item = char> {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        rows.flat_map(str::chars)
    }

    #[test]
    fn the_table_has_8105_different_characters() {
        let mut characters: Vec<_> = table().collect();
        assert_eq!(characters.len(), 8105);
        characters.sort_unstable();
        characters.dedup();
        assert_eq!(characters.len(), 8105);
    }

    #[test]
    fn both_weights_draw_the_whole_table() {
        assert_eq!(missing(FontFamily::Proportional, table()), "");
        assert_eq!(missing(bold_family(), table()), "");
    }

    #[test]
    fn the_theme_finds_the_bold_font() {
        let ctx = egui::Context::default();
        install(&ctx);
        ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = crate::ui::theme::bold(ui.ctx(), 14.0);
            assert_eq!(font.family, bold_family());
        })
        .drop_without_applying_deltas();
    }

    #[test]
    fn both_weights_draw_punctuation_and_pinyin() {
        let wanted = "，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』…—·～　①⑳㈠㈩ⅠⅫ№℃‰×÷±≤≥→←↑↓★☆●○■□\
            āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêḿńňǹ▸▾⏵⏷⋮☑☐✓✔✕↶↷⌘⌥⌃⇧⏎";
        assert_eq!(missing(FontFamily::Proportional, wanted.chars()), "");
        assert_eq!(missing(bold_family(), wanted.chars()), "");
    }

    /// Where the caret stands before each character of `text` and after the last, in ems.
    fn caret_places(family: FontFamily, text: &str) -> Vec<f32> {
        let ctx = egui::Context::default();
        install(&ctx);
        let mut places = Vec::new();
        ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = FontId::new(20.0, family.clone());
            let galley = ui.fonts_mut(|fonts| {
                fonts.layout_no_wrap(text.to_owned(), font, egui::Color32::BLACK)
            });
            let cursors = (0..=text.chars().count()).map(egui::text::CCursor::new);
            let at = |cursor| galley.pos_from_cursor(cursor).min.x / 20.0;
            places = cursors.map(at).collect();
        })
        .drop_without_applying_deltas();
        places
    }

    #[test]
    fn chinese_punctuation_takes_one_cell_each() {
        for family in [FontFamily::Proportional, bold_family()] {
            let text = "国“国”‘’……（一）《》、，。；：？！——·①";
            let places = caret_places(family, text);
            let cells: Vec<_> = (0_u8..).map(f32::from).take(places.len()).collect();
            assert_eq!(places, cells);
        }
    }

    #[test]
    fn the_caret_has_a_place_between_joined_dashes() {
        assert_eq!(
            caret_places(FontFamily::Proportional, "国——国"),
            [0.0, 1.0, 2.0, 3.0, 4.0]
        );
    }

    #[test]
    fn characters_beyond_the_table_are_left_to_other_fonts() {
        assert_eq!(
            missing(FontFamily::Proportional, "讲𰻞稿한".chars()),
            "𰻞한"
        );
    }

    #[test]
    fn every_icon_of_the_table_is_in_the_font() {
        let codes = ICON_TABLE.lines().filter(|line| !line.starts_with('#'));
        let icons: Vec<_> = codes
            .filter_map(|line| line.split_once(' '))
            .filter_map(|(code, _)| char::from_u32(u32::from_str_radix(code, 16).ok()?))
            .collect();
        assert!(icons.len() > 100, "{} icons", icons.len());
        assert_eq!(missing(FontFamily::Proportional, icons.into_iter()), "");
    }

    #[test]
    fn the_fonts_take_at_most_five_megabytes() {
        let total = REGULAR_OTF.len() + BOLD_OTF.len() + ICONS_TTF.len();
        assert!(total <= 5_000_000, "{total} bytes");
    }
}
