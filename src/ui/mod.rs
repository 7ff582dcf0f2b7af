//! Shows, and asks by returning actions: nothing here changes a speech.

pub(crate) mod about_window;
pub mod action;
pub(crate) mod blanks_window;
pub(crate) mod counts;
pub(crate) mod dialog;
pub(crate) mod drop_zones;
pub(crate) mod find_bar;
pub(crate) mod find_hits;
pub mod fonts;
pub(crate) mod ghost;
pub(crate) mod icons;
pub(crate) mod intake_window;
pub mod labels;
pub(crate) mod library_panel;
pub mod manuscript;
pub(crate) mod menu_bar;
pub(crate) mod notices;
pub(crate) mod outline;
pub(crate) mod palette;
pub(crate) mod pasted_list;
pub(crate) mod press;
pub(crate) mod question;
pub(crate) mod review_panel;
pub(crate) mod roll;
pub(crate) mod roll_panel;
pub(crate) mod roster_window;
pub(crate) mod settings_window;
pub(crate) mod side_tabs;
pub(crate) mod snippet_form;
pub(crate) mod snippet_window;
pub(crate) mod status_bar;
pub mod theme;
pub(crate) mod toolbar;
pub(crate) mod words_window;

pub use action::Action;
