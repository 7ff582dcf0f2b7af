//! Moves of a section by one step, as commands: keyboard and menus use the same.

use crate::edit::Command;
use crate::model::{SectionId, SectionPlace, Speech};

/// Before the sibling above.
pub fn up(speech: &Speech, section: SectionId) -> Option<Command> {
    let place = speech.place_of(section)?;
    let place = SectionPlace {
        at: place.at.checked_sub(1)?,
        ..place
    };
    Some(Command::MoveSection { section, place })
}

/// Behind the sibling below.
pub fn down(speech: &Speech, section: SectionId) -> Option<Command> {
    let place = speech.place_of(section)?;
    let n_siblings = speech.children_of(place.parent)?.len();
    // The gap is counted with the section still in its place.
    let at = place.at + 2;
    (at <= n_siblings).then_some(Command::MoveSection {
        section,
        place: SectionPlace { at, ..place },
    })
}

/// Below the sibling above, as its last child.
pub fn nest(speech: &Speech, section: SectionId) -> Option<Command> {
    let place = speech.place_of(section)?;
    let above = speech
        .children_of(place.parent)?
        .get(place.at.checked_sub(1)?)?;
    let place = SectionPlace {
        parent: Some(above.id),
        at: above.children.len(),
    };
    Some(Command::MoveSection { section, place })
}

/// Behind its parent.
pub fn unnest(speech: &Speech, section: SectionId) -> Option<Command> {
    let parent = speech.place_of(speech.place_of(section)?.parent?)?;
    let place = SectionPlace {
        at: parent.at + 1,
        ..parent
    };
    Some(Command::MoveSection { section, place })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::History;
    use crate::import;

    /// `tree` before and after; headings of one character, `*` marks nothing: the section is named.
    fn check(heading: &str, step: fn(&Speech, SectionId) -> Option<Command>, wanted: &str) {
        let speech = import::text("稿\n一、甲\n（一）子\n（二）丑\n二、乙").speech;
        let id = speech
            .walk()
            .find(|(_, section)| section.heading == heading)
            .unwrap()
            .1
            .id;
        let mut history = History::new(speech);
        if let Some(command) = step(history.speech(), id) {
            history.apply(command).unwrap();
        }
        let tree: Vec<String> = history
            .speech()
            .walk()
            .map(|(depth, section)| format!("{depth}{}", section.heading))
            .collect();
        assert_eq!(tree.join(" "), wanted);
    }

    #[test]
    fn one_step_each_way() {
        check("乙", up, "0乙 0甲 1子 1丑");
        check("甲", down, "0乙 0甲 1子 1丑");
        check("乙", nest, "0甲 1子 1丑 1乙");
        check("丑", nest, "0甲 1子 2丑 0乙");
        check("子", unnest, "0甲 1丑 0子 0乙");
    }

    #[test]
    fn there_is_no_step_off_the_edge() {
        let same = "0甲 1子 1丑 0乙";
        check("甲", up, same);
        check("乙", down, same);
        check("子", nest, same);
        check("甲", unnest, same);
    }
}
