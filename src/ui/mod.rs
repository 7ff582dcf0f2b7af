//! Shows, and asks by returning actions: nothing here changes a speech.

pub mod action;
pub mod blanks_window;
pub mod counts;
pub mod dialog;
pub mod find_bar;
pub mod find_hits;
pub mod fonts;
pub mod ghost;
pub mod icons;
pub mod intake_window;
pub mod labels;
pub mod library_panel;
pub mod manuscript;
pub mod menu_bar;
pub mod notices;
pub mod outline;
pub mod palette;
pub mod pasted_list;
pub mod press;
pub mod question;
pub mod review_panel;
pub mod roll;
pub mod roll_panel;
pub mod roster_window;
pub mod side_tabs;
pub mod snippet_form;
pub mod snippet_window;
pub mod status_bar;
pub mod theme;
pub mod toolbar;
pub mod words_window;

pub use action::Action;
