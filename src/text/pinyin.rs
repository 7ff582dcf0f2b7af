//! Chinese found by its pinyin: 无锡 by `wuxi` or `wx`.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use ib_matcher::pinyin::{PinyinData, PinyinNotation};

/// The longest syllable, in letters: zhuang.
const LONGEST_SYLLABLE: usize = 6;

static DATA: LazyLock<PinyinData> =
    LazyLock::new(|| PinyinData::new(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter));

static SYLLABLES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let syllables = DATA.iter();
    syllables
        .filter_map(|pinyin| pinyin.notation(PinyinNotation::Ascii))
        .collect()
});

/// The readings of a character, without tones.
pub fn readings(c: char) -> Vec<&'static str> {
    let readings = DATA.get_pinyins(c);
    let mut readings: Vec<&str> = readings
        .filter_map(|pinyin| pinyin.notation(PinyinNotation::Ascii))
        .collect();
    readings.sort_unstable();
    readings.dedup();
    readings
}

/// The syllables that letters can begin with: `xian` begins with `xi` and `xian`.
pub fn leading_syllables(letters: &str) -> impl Iterator<Item = &str> {
    (1..=LONGEST_SYLLABLE.min(letters.len()))
        .filter_map(|length| letters.get(..length))
        .filter(|start| SYLLABLES.contains(start))
}

/// What is matched of each character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// Whole syllables or first letters, also mixed.
    Any,
    /// Whole syllables; the last may be unfinished.
    Full,
}

/// Letters that are looked for as pinyin.
pub struct Spelled(IbMatcher<'static>);

impl std::fmt::Debug for Spelled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Spelled")
    }
}

impl Spelled {
    /// `None` for what is no pinyin: only ASCII letters are.
    pub fn new(letters: &str, spelling: Spelling) -> Option<Self> {
        let is_pinyin = !letters.is_empty() && letters.chars().all(|c| c.is_ascii_alphabetic());
        let notations = match spelling {
            Spelling::Any => PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter,
            Spelling::Full => PinyinNotation::Ascii,
        };
        is_pinyin.then(|| {
            let config = PinyinMatchConfig::builder(notations).data(&DATA).build();
            Self(
                IbMatcher::builder(letters.to_lowercase().as_str())
                    .pinyin(config)
                    .is_pattern_partial(spelling == Spelling::Full)
                    .build(),
            )
        })
    }

    pub fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Where the text is spelled so, in bytes, without overlap.
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(rest) = text.get(from..)
            && let Some(at) = self.0.find(rest)
            && at.end() > at.start()
        {
            found.push(from + at.start()..from + at.end());
            from += at.end();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(letters: &str, spelling: Spelling, text: &str, wanted: &[&str]) {
        let spelled = Spelled::new(letters, spelling).unwrap();
        let found: Vec<&str> = spelled
            .find_all(text)
            .into_iter()
            .filter_map(|range| text.get(range))
            .collect();
        assert_eq!(found, wanted, "{letters} in {text}");
        assert_eq!(spelled.is_in(text), !wanted.is_empty());
    }

    #[test]
    fn full_pinyin_and_initials_find_a_place() {
        check("wx", Spelling::Any, "江苏无锡与无锡", &["无锡", "无锡"]);
        check("wuxi", Spelling::Any, "江苏无锡", &["无锡"]);
        check("wuxi", Spelling::Full, "江苏无锡", &["无锡"]);
        check("wuxij", Spelling::Any, "无锡教育", &["无锡教"]);
        check("wx", Spelling::Full, "江苏无锡", &[]);
        check("cq", Spelling::Any, "重庆", &["重庆"]);
        check("WX", Spelling::Any, "无锡", &["无锡"]);
        assert!(Spelled::new("无锡", Spelling::Any).is_none());
        assert!(Spelled::new("", Spelling::Any).is_none());
    }

    #[test]
    fn letters_begin_with_syllables() {
        assert_eq!(
            leading_syllables("xianshi").collect::<Vec<_>>(),
            ["xi", "xia", "xian"]
        );
        assert_eq!(readings('锡'), ["xi"]);
        assert!(readings('a').is_empty());
    }
}
