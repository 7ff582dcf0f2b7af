//! The first start, and the start with nothing to open.

use egui::{Key, Modifiers};
use jianggao::store::builtin;

use super::home::Home;

#[test]
fn the_first_start_opens_the_tour_and_a_library_to_try() {
    let home = Home::untouched();
    let stage = home.start(None);
    assert_eq!(
        stage.speech().front,
        builtin::tour(&mut jianggao::model::IdSource::default()).front
    );
    stage.assert_shows("无锡市教育关工委");
    // The snippets are files now that a department can change and share.
    assert_eq!(
        std::fs::read_dir(home.folders().library()).unwrap().count(),
        builtin::LIBRARY.len()
    );
}

#[test]
fn the_tour_is_a_speech_like_any_other() {
    let home = Home::untouched();
    let mut stage = home.start(None);
    let heading = "先认认三块地方";
    stage.put_caret(heading, 0);
    stage.type_text("试");
    assert!(stage.body(heading).starts_with('试'));
    stage.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(
        stage.speech().front,
        builtin::tour(&mut jianggao::model::IdSource::default()).front
    );
    assert!(stage.asks_to_close());
}

#[test]
fn the_next_start_without_a_file_opens_an_empty_speech() {
    let home = Home::untouched();
    home.start(None).close();
    let mut stage = home.start(None);
    assert_eq!(stage.speech().front.title, "");
    assert!(!stage.shows("先认认三块地方"));
    // It is there to be written at once.
    stage.type_text("在全市会议上的讲话");
    assert_eq!(stage.speech().front.title, "在全市会议上的讲话");
}
