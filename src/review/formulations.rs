//! Fixed formulations (规范表述) with their frequent distortions: data, dated and sourced in `assets/review`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::text::line::Line;
use crate::text::word_table::WordTable;

use super::words::{WordPair, Words};

/// One formulation a line: right, frequent distortions, since when, until when, the document.
pub(super) const DATA: &str = include_str!("../../assets/review/formulations.tsv");

/// Shortest formulation, in characters, of which near misses are reported: a near miss of a shorter one may be chance.
const SHORTEST_NEAR: usize = 8;

pub(super) static FORMULATIONS: LazyLock<Formulations> = LazyLock::new(|| Formulations::read(DATA));

pub(super) struct Formulations {
    pub(super) words: Words,
    /// Those that are lists: 道路自信、理论自信、制度自信、文化自信.
    pub(super) lists: Vec<(&'static str, Vec<&'static str>)>,
    /// The document of each formulation.
    pub(super) sources: HashMap<&'static str, &'static str>,
}

impl Formulations {
    fn read(data: &'static str) -> Self {
        let mut pairs = Vec::new();
        let mut phrases = Vec::new();
        let mut sources = HashMap::new();
        let mut lists = Vec::new();
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(right), Some(distortions), _, Some(until), Some(source)) = (
                cells.next(),
                cells.next(),
                cells.next(),
                cells.next(),
                cells.next(),
            ) else {
                continue;
            };
            // A formulation that is out of use is not suggested.
            if !until.is_empty() {
                continue;
            }
            if right.chars().count() >= SHORTEST_NEAR {
                phrases.push(right.to_owned());
            }
            for wrong in distortions.split('|').filter(|wrong| !wrong.is_empty()) {
                pairs.push(WordPair {
                    wrong: wrong.to_owned(),
                    right: right.to_owned(),
                });
            }
            let items: Vec<&str> = right.split('、').collect();
            if items.len() > 2 {
                lists.push((right, items));
            }
            sources.insert(right, source);
        }
        Self {
            words: Words::new(pairs, phrases),
            lists,
            sources,
        }
    }
}

/// Every formulation, also those that are no longer said.
static RIGHTS: LazyLock<WordTable> = LazyLock::new(|| {
    let lines = DATA.lines().filter(|line| !line.starts_with('#'));
    WordTable::new(lines.filter_map(|line| line.split('\t').next()))
});

/// Places of fixed formulations that are written correctly.
pub(super) fn formulations_in(line: &Line) -> Vec<Range<usize>> {
    let words = RIGHTS.find_all(line);
    words.into_iter().map(|word| word.start..word.end).collect()
}
