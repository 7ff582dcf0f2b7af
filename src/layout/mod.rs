//! How a speech stands on paper: units, the layout (版式), what becomes a line, line breaking and pages.

mod flow;
mod lines;
mod pages;
mod presets;
mod spec;
mod title;
mod units;

pub use flow::{Block, Role, flow};
pub use lines::{HalfCells, LineSpan, LineWidths, Measure, line_spans, spread};
pub use pages::n_pages;
pub use presets::{nominal, standard};
pub use spec::{Layout, Margins, PageNumberPlace, TextStyle};
pub use units::{HalfPt, Mm, Pt, Twip};
