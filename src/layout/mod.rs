//! How a speech stands on paper: units, the layout (版式), line breaking and pages.

mod pages;
mod presets;
mod spec;
mod units;

pub use pages::n_pages;
pub use presets::{nominal, standard};
pub use spec::{Layout, Margins, PageNumberPlace, TextStyle};
pub use units::{HalfPt, Mm, Pt, Twip};
