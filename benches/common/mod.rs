//! The sample speech at any length. A text that repeats one sentence would be too easy to pack and to read.

use std::sync::Arc;

use jianggao::model::{FrontMatter, IdSource, Section, SectionKind, Speech};
use jianggao::store::speech_file;

const SAMPLE: &[u8] = include_bytes!("../../examples/annual-meeting-2024.jg");
/// About what a section of the sample holds.
const CHARS_PER_SECTION: usize = 280;

/// The sample's paragraphs over and over, in sections of three levels, until there are so many characters.
pub fn speech(n_chars: usize) -> Speech {
    let sample = speech_file::parse(SAMPLE).expect("the sample is a speech");
    let mut texts = sample
        .walk()
        .flat_map(|(_, section)| &section.paragraphs)
        .map(|paragraph| &paragraph.text)
        .cycle();
    let mut ids = IdSource::default();
    let mut left = n_chars;
    let mut section = |ids: &mut IdSource, heading: &str, children: Vec<Arc<Section>>| {
        let mut section = ids.section(heading, SectionKind::Custom);
        let mut room = CHARS_PER_SECTION.min(left);
        while room > 0 {
            let text: String = texts
                .next()
                .into_iter()
                .flat_map(|text| text.chars())
                .take(left)
                .collect();
            let n = text.chars().count();
            section.paragraphs.push(ids.paragraph(&text, Vec::new()));
            (room, left) = (room.saturating_sub(n), left - n);
        }
        section.children = children;
        Arc::new(section)
    };
    let mut sections = Vec::new();
    // Twelve sections of the third level in three of the second, and one of the first above them.
    for _ in 0..n_chars.div_ceil(16 * CHARS_PER_SECTION) {
        let seconds = (0..3)
            .map(|_| {
                let thirds = (0..4)
                    .map(|_| section(&mut ids, "健全机制", vec![]))
                    .collect();
                section(&mut ids, "聚焦重点，推动工作取得新进展", thirds)
            })
            .collect();
        sections.push(section(&mut ids, "过去一年的工作和体会", seconds));
    }
    let front = FrontMatter {
        title: "在年度工作会议上的讲话".to_owned(),
        ..sample.front
    };
    Speech {
        front,
        sections,
        roster: None,
        ignored: Arc::default(),
    }
}
