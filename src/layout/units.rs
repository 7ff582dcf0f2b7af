//! Units of length: the layout speaks millimetres and points, Word twips and half-points.

/// Millimetres.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Mm(pub f32);

/// Points: 72 to the inch of 25.4 mm.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Pt(pub f32);

/// Twentieths of a point, rounded to whole ones: how Word measures lengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Twip(pub i32);

/// Halves of a point, rounded to whole ones: how Word measures font sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfPt(pub usize);

impl From<Mm> for Pt {
    fn from(mm: Mm) -> Self {
        Self(mm.0 * 72.0 / 25.4)
    }
}

impl From<Pt> for Twip {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a length on paper is far below two billion twips"
    )]
    fn from(pt: Pt) -> Self {
        Self((pt.0 * 20.0).round() as i32)
    }
}

impl From<Mm> for Twip {
    fn from(mm: Mm) -> Self {
        Pt::from(mm).into()
    }
}

impl From<Pt> for HalfPt {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to sizes that Word knows"
    )]
    fn from(pt: Pt) -> Self {
        // Word's largest font size is 1638 pt.
        Self((pt.0 * 2.0).round().clamp(2.0, 3276.0) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_page_in_twips() {
        assert_eq!(Twip::from(Mm(210.0)), Twip(11906));
        assert_eq!(Twip::from(Mm(297.0)), Twip(16838));
        assert_eq!(Twip::from(Mm(28.0)), Twip(1587));
        assert_eq!(HalfPt::from(Pt(16.0)), HalfPt(32));
        assert_eq!(Twip::from(Pt(29.6)), Twip(592));
        assert_eq!(Twip::from(Pt(-0.25)), Twip(-5));
    }
}
