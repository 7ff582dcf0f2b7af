//! Colours, sizes and spacing of the desk, light and dark.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle,
    Theme, ThemePreference, Vec2, Visuals,
};

/// The colours that panels draw with; everything else comes from [`egui::Visuals`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The one accent: what is chosen, where something will land.
    pub accent: Color32,
    /// A wash of the accent, for backgrounds of what is chosen.
    pub accent_soft: Color32,
    /// Behind what the pointer is over.
    pub hover: Color32,
    /// What the paper lies on.
    pub desk: Color32,
    /// Side panels and bars.
    pub panel: Color32,
    /// Cards and boxes on a panel.
    pub card: Color32,
    /// The sheet that is written on.
    pub paper: Color32,
    pub paper_edge: Color32,
    pub ink: Color32,
    /// Second-rank text: counts, sources, captions.
    pub muted: Color32,
    /// Third rank: hints in empty boxes.
    pub faint: Color32,
    /// Hairlines between parts.
    pub line: Color32,
    /// Behind a hit of the search.
    pub hit: Color32,
    /// Behind the hit that the search stands at.
    pub hit_current: Color32,
    pub warning: Color32,
    pub error: Color32,
}

const LIGHT: Palette = Palette {
    accent: Color32::from_rgb(0x1F, 0x6F, 0x78),
    accent_soft: Color32::from_rgb(0xDC, 0xEB, 0xEB),
    hover: Color32::from_rgb(0xE8, 0xE6, 0xDF),
    desk: Color32::from_rgb(0xE9, 0xE7, 0xE1),
    panel: Color32::from_rgb(0xF4, 0xF2, 0xED),
    card: Color32::from_rgb(0xFC, 0xFB, 0xF8),
    paper: Color32::from_rgb(0xFF, 0xFE, 0xFB),
    paper_edge: Color32::from_rgb(0xD6, 0xD3, 0xCA),
    ink: Color32::from_rgb(0x22, 0x26, 0x2A),
    muted: Color32::from_rgb(0x68, 0x6D, 0x70),
    faint: Color32::from_rgb(0x9A, 0x9C, 0x9A),
    line: Color32::from_rgb(0xDB, 0xD8, 0xD0),
    hit: Color32::from_rgb(0xF7, 0xEA, 0xB4),
    hit_current: Color32::from_rgb(0xF2, 0xC2, 0x58),
    warning: Color32::from_rgb(0x9A, 0x60, 0x00),
    error: Color32::from_rgb(0xB3, 0x2B, 0x2B),
};

const DARK: Palette = Palette {
    accent: Color32::from_rgb(0x5F, 0xB3, 0xB3),
    accent_soft: Color32::from_rgb(0x25, 0x3D, 0x40),
    hover: Color32::from_rgb(0x2A, 0x2E, 0x32),
    desk: Color32::from_rgb(0x16, 0x18, 0x1A),
    panel: Color32::from_rgb(0x1E, 0x21, 0x24),
    card: Color32::from_rgb(0x28, 0x2B, 0x2F),
    paper: Color32::from_rgb(0x22, 0x25, 0x28),
    paper_edge: Color32::from_rgb(0x32, 0x36, 0x3A),
    ink: Color32::from_rgb(0xD9, 0xD8, 0xD2),
    muted: Color32::from_rgb(0x98, 0x9D, 0xA0),
    faint: Color32::from_rgb(0x6E, 0x73, 0x77),
    line: Color32::from_rgb(0x35, 0x39, 0x3D),
    hit: Color32::from_rgb(0x4C, 0x44, 0x20),
    hit_current: Color32::from_rgb(0x8A, 0x6A, 0x1C),
    warning: Color32::from_rgb(0xE0, 0xA8, 0x4C),
    error: Color32::from_rgb(0xE8, 0x7A, 0x74),
};

impl Palette {
    /// The palette that goes with what is on screen now.
    pub const fn of(visuals: &Visuals) -> Self {
        if visuals.dark_mode { DARK } else { LIGHT }
    }
}

/// Distances between things, in points.
pub mod space {
    pub const TIGHT: f32 = 4.0;
    pub const SMALL: f32 = 8.0;
    pub const MEDIUM: f32 = 12.0;
    pub const LARGE: f32 = 20.0;
}

/// Radius of boxes and buttons, in points.
pub const RADIUS: u8 = 5;

/// Size of running text in panels, in points.
pub const PANEL_TEXT: f32 = 14.0;

/// Size of the manuscript's body until the user chooses another, in points.
pub const BODY_TEXT: f32 = 17.0;

/// The family that the bundled bold Chinese font is installed under; see [`bold`].
pub const BOLD_FAMILY: &str = "bold";

/// A bold font, or the regular one while no bold font is installed: asking egui for an unknown family would panic.
pub fn bold(ctx: &Context, size: f32) -> FontId {
    let family = FontFamily::Name(BOLD_FAMILY.into());
    let is_installed = ctx.fonts(|fonts| fonts.definitions().families.contains_key(&family));
    FontId::new(
        size,
        if is_installed {
            family
        } else {
            FontFamily::Proportional
        },
    )
}

/// Sets the styles of both themes and chooses one.
pub fn apply(ctx: &Context, preference: ThemePreference) {
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, Arc::new(style(theme)));
    }
    // A system that names no theme gets paper, not night.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    ctx.set_theme(preference);
}

/// The desk's style for a theme.
pub fn style(theme: Theme) -> Style {
    let mut style = theme.default_style();
    style.visuals = visuals(theme);
    style.text_styles = [
        (TextStyle::Small, 12.0, FontFamily::Proportional),
        (TextStyle::Body, PANEL_TEXT, FontFamily::Proportional),
        (TextStyle::Button, PANEL_TEXT, FontFamily::Proportional),
        (TextStyle::Heading, 17.0, FontFamily::Proportional),
        (TextStyle::Monospace, 13.0, FontFamily::Monospace),
    ]
    .map(|(name, size, family)| (name, FontId::new(size, family)))
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(space::SMALL, 6.0);
    spacing.button_padding = Vec2::new(10.0, 4.0);
    spacing.interact_size = Vec2::new(36.0, 26.0);
    spacing.menu_margin = Margin::symmetric(6, 6);
    spacing.window_margin = Margin::same(14);
    spacing.indent = 18.0;
    style.animation_time = 0.08;
    style
}

fn visuals(theme: Theme) -> Visuals {
    let mut visuals = theme.default_visuals();
    let palette = Palette::of(&visuals);
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.panel;
    visuals.window_stroke = Stroke::new(1.0, palette.paper_edge);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.extreme_bg_color = palette.card;
    visuals.faint_bg_color = palette.card;
    visuals.hyperlink_color = palette.accent;
    visuals.weak_text_color = Some(palette.muted);
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.error;
    let soft = Shadow {
        offset: [0, 3],
        blur: 12,
        spread: 0,
        color: Color32::from_black_alpha(if visuals.dark_mode { 110 } else { 36 }),
    };
    visuals.window_shadow = soft;
    visuals.popup_shadow = soft;
    visuals.selection.bg_fill = if visuals.dark_mode {
        Color32::from_rgb(0x2B, 0x55, 0x58)
    } else {
        Color32::from_rgb(0xC3, 0xDF, 0xDF)
    };
    visuals.selection.stroke = Stroke::new(1.0, palette.ink);
    visuals.text_cursor.stroke = Stroke::new(2.0, palette.accent);
    visuals.ime_composition.active_underline_stroke = Stroke::new(2.0, palette.accent);
    visuals.ime_composition.inactive_underline_stroke = Stroke::new(1.0, palette.accent);

    let radius = CornerRadius::same(RADIUS);
    let widgets = &mut visuals.widgets;
    for state in [
        &mut widgets.noninteractive,
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        state.corner_radius = radius;
        state.fg_stroke = Stroke::new(1.0, palette.ink);
        state.expansion = 0.0;
    }
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.line);
    widgets.noninteractive.bg_fill = palette.panel;
    widgets.inactive.weak_bg_fill = palette.card;
    widgets.inactive.bg_fill = palette.card;
    widgets.inactive.bg_stroke = Stroke::new(1.0, palette.paper_edge);
    widgets.hovered.weak_bg_fill = palette.accent_soft;
    widgets.hovered.bg_fill = palette.accent_soft;
    widgets.hovered.bg_stroke = Stroke::new(1.0, palette.accent);
    widgets.active.weak_bg_fill = palette.accent_soft;
    widgets.active.bg_fill = palette.accent;
    widgets.active.bg_stroke = Stroke::new(1.5, palette.accent);
    widgets.open.weak_bg_fill = palette.accent_soft;
    widgets.open.bg_fill = palette.accent_soft;
    widgets.open.bg_stroke = Stroke::new(1.0, palette.accent);
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast by WCAG 2.2: from 1 to 21.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |color: Color32| {
            let [r, g, b, _] = egui::Rgba::from(color).to_array();
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    #[test]
    fn text_is_readable_on_every_ground_in_both_themes() {
        for palette in [LIGHT, DARK] {
            for ground in [palette.paper, palette.panel, palette.card] {
                assert!(contrast(palette.ink, ground) >= 9.0);
                assert!(contrast(palette.muted, ground) >= 4.5);
                assert!(contrast(palette.accent, ground) >= 4.5);
            }
            assert!(contrast(palette.ink, palette.hit) >= 4.5);
            assert!(contrast(palette.ink, palette.hit_current) >= 3.0);
        }
    }
}
