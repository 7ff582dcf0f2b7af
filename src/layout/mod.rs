//! How a speech stands on paper: units, the layout (版式), what becomes a line, line breaking and pages.

mod flow;
mod lines;
mod pages;
mod presets;
mod spec;
mod title;
mod units;

pub(crate) use flow::{Block, Role, flow};
pub(crate) use lines::{LineWidths, line_spans, spread};
pub use pages::n_pages;
pub use presets::{nominal, standard};
pub use spec::Layout;
pub(crate) use spec::{Margins, PageNumberPlace, TextStyle};
pub(crate) use units::{HalfPt, Mm, Pt, Twip};
