//! The program around the desk: acts on what the panels ask for.

pub mod system_fonts;
pub mod window_icon;
