//! The picture that stands for the desk in the task bar and in the window's title.

use egui::IconData;

/// `None` when the picture cannot be decoded; the window then shows the toolkit's own.
pub fn window_icon() -> Option<IconData> {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_is_a_square_with_round_corners() {
        let icon = window_icon().unwrap();
        assert_eq!((icon.width, icon.height), (256, 256));
        assert_eq!(icon.rgba[3], 0, "the corner is transparent");
    }
}
