//! What the review ignores is a step like any other: named, taken back, made again.

use std::sync::Arc;

use crate::edit::{Command, History, StepName};
use crate::model::{IgnoredFinding, Speech};

fn ignored(texts: &[&str]) -> Arc<[IgnoredFinding]> {
    let one = |text: &&str| IgnoredFinding {
        rule: "P505".to_owned(),
        text: (*text).to_owned(),
        around: None,
        place: None,
    };
    texts.iter().map(one).collect()
}

#[test]
fn ignoring_and_restoring_are_steps_of_their_own() {
    let mut history = History::new(Speech::default());
    let steps: [(&[&str], _); 4] = [
        (&["，，"], StepName::IgnoreFindings),
        (&["，，", "。。"], StepName::IgnoreFindings),
        (&["。。"], StepName::RestoreFindings),
        (&[], StepName::RestoreFindings),
    ];
    let set = |texts: &[&str]| Command::SetIgnored {
        ignored: ignored(texts),
    };
    for (texts, name) in steps.clone() {
        let done = history.apply(set(texts)).unwrap().unwrap();
        assert_eq!(done.name, name);
        assert_eq!(history.speech().ignored, ignored(texts));
        assert_eq!(history.apply(set(texts)), Ok(None), "nothing to do");
    }
    for (texts, name) in steps.iter().rev() {
        assert_eq!(history.speech().ignored, ignored(texts));
        assert_eq!(history.undo().unwrap().name, *name);
    }
    assert_eq!(history.speech(), &Speech::default());
    assert_eq!(history.state(), 0);
    while history.redo().is_some() {}
    assert_eq!(history.speech().ignored, ignored(&[]));
}
