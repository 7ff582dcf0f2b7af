//! Chinese found by its pinyin: 无锡 by `wuxi` or `wx`.

use std::collections::{BTreeMap, HashMap};
use std::ops::{Bound, Range, RangeInclusive};
use std::sync::LazyLock;

use ib_matcher::pinyin::{PinyinData, PinyinNotation};

/// The longest syllable, in letters: zhuang.
const LONGEST_SYLLABLE: usize = 6;

/// Longer words are no pinyin of anything that is looked for.
const LONGEST_WORD: usize = 60;

/// Code points of the basic plane; what lies beyond is in no name and hardly in any text.
const N_BASIC: usize = 0x1_0000;

/// The Chinese characters of the basic plane.
const HAN: RangeInclusive<char> = '\u{3400}'..='\u{FAFF}';

/// How characters are read, without tones.
struct Readings {
    by_syllable: BTreeMap<String, Syllable>,
    /// The first two letters of each reading, by its number.
    beginnings: Vec<[u8; 2]>,
    /// The numbers of the readings of every character, one after the other.
    sounds: Vec<u16>,
    /// For each character of `HAN`, the end of its part of `sounds`.
    ends: Vec<u32>,
}

#[derive(Default)]
struct Syllable {
    number: u16,
    chars: Vec<char>,
}

static READINGS: LazyLock<Readings> = LazyLock::new(|| {
    let data = PinyinData::new(PinyinNotation::Ascii);
    let mut by_syllable: BTreeMap<String, Syllable> = BTreeMap::new();
    let mut all: Vec<Vec<String>> = Vec::new();
    for c in HAN {
        let mut readings: Vec<String> = data
            .get_pinyins(c)
            .filter_map(|pinyin| Some(pinyin.notation(PinyinNotation::Ascii)?.to_owned()))
            .collect();
        readings.sort_unstable();
        readings.dedup();
        for reading in &readings {
            let syllable = by_syllable.entry(reading.clone()).or_default();
            syllable.chars.push(c);
        }
        all.push(readings);
    }
    for (number, syllable) in (0..).zip(by_syllable.values_mut()) {
        syllable.number = number;
    }
    let mut sounds = Vec::new();
    let mut ends = Vec::new();
    for readings in all {
        let numbers = readings
            .iter()
            .filter_map(|reading| by_syllable.get(reading));
        sounds.extend(numbers.map(|syllable| syllable.number));
        ends.push(u32::try_from(sounds.len()).unwrap_or(u32::MAX));
    }
    let beginning = |syllable: &String| {
        let mut letters = syllable.bytes();
        [(); 2].map(|()| letters.next().unwrap_or(0))
    };
    let beginnings = by_syllable.keys().map(beginning).collect();
    Readings {
        beginnings,
        by_syllable,
        sounds,
        ends,
    }
});

/// All characters with this reading.
pub fn chars_of(syllable: &str) -> &'static [char] {
    let syllable = READINGS.by_syllable.get(syllable);
    syllable.map_or(&[], |syllable| &syllable.chars)
}

/// The number of a reading; there are about 400.
pub fn sound_of(syllable: &str) -> Option<u16> {
    let syllable = READINGS.by_syllable.get(syllable)?;
    Some(syllable.number)
}

/// The first two letters of the reading with a number.
pub fn beginning_of(sound: u16) -> [u8; 2] {
    let beginning = READINGS.beginnings.get(usize::from(sound));
    beginning.copied().unwrap_or_default()
}

/// The numbers of a character's readings; none for what is not Chinese.
pub fn sounds_of(c: char) -> &'static [u16] {
    let readings = &*READINGS;
    let Some(place) = u32::from(c).checked_sub(u32::from(*HAN.start())) else {
        return &[];
    };
    let place = place as usize;
    let start = place
        .checked_sub(1)
        .and_then(|last| readings.ends.get(last));
    let start = start.map_or(0, |start| *start as usize);
    let end = readings.ends.get(place).map_or(start, |end| *end as usize);
    readings.sounds.get(start..end).unwrap_or_default()
}

/// True if two characters can be read alike, tones apart: 龄 and 铃.
pub fn sounds_alike(a: char, b: char) -> bool {
    sounds_of(a)
        .iter()
        .any(|sound| sounds_of(b).contains(sound))
}

/// How a character is read, with tones: gēng. Several for one that is read in several ways.
pub fn readings_of(c: char) -> Vec<String> {
    let data = PinyinData::new(PinyinNotation::empty());
    let readings = data.get_pinyins(c);
    let written =
        readings.filter_map(|reading| reading.notation(PinyinNotation::Unicode).map(str::to_owned));
    written.collect()
}

/// The syllables that letters can begin with: `xian` begins with `xi` and `xian`.
pub fn leading_syllables(letters: &str) -> impl Iterator<Item = &str> {
    (1..=LONGEST_SYLLABLE.min(letters.len()))
        .filter_map(|length| letters.get(..length))
        .filter(|start| READINGS.by_syllable.contains_key(*start))
}

/// The syllables that letters may be the beginning of, and are not yet.
pub fn unfinished_syllables(letters: &str) -> impl Iterator<Item = &'static str> {
    let from_here = READINGS
        .by_syllable
        .range::<str, _>((Bound::Included(letters), Bound::Unbounded));
    let from_here = from_here.map(|(syllable, _)| syllable.as_str());
    from_here
        .take_while(move |syllable| syllable.starts_with(letters))
        .filter(move |syllable| syllable.len() > letters.len())
}

/// How the letters may spell a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// Whole syllables or first letters, also mixed, and letters as they are.
    Any,
    /// Whole syllables; the last may be unfinished.
    Full,
}

/// Letters that are looked for as pinyin.
///
/// Every character takes the letters some steps further, or breaks them off. What it does is looked up, so that long
/// texts are gone through at a nanosecond or two for each character.
#[derive(Debug)]
pub struct Spelled {
    n_letters: u32,
    /// One bit for each code point: set if a match can start with the character. Small enough for the processor's cache.
    starts: Vec<u64>,
    /// For each code point, the index of its list in `steps`.
    place_of: Vec<u16>,
    /// Lists of steps: from how many letters to how many. The first list is empty.
    steps: Vec<Vec<Step>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Step {
    from: u32,
    to: u32,
}

impl Spelled {
    /// `None` for what is no pinyin: only ASCII letters are.
    pub fn new(letters: &str, spelling: Spelling) -> Option<Self> {
        let is_pinyin = (1..=LONGEST_WORD).contains(&letters.len())
            && letters.bytes().all(|c| c.is_ascii_alphabetic());
        is_pinyin.then(|| {
            let letters = letters.to_ascii_lowercase();
            let mut spelled = Self {
                n_letters: u32::try_from(letters.len()).unwrap_or(0),
                starts: vec![0; N_BASIC / 64],
                place_of: vec![0; N_BASIC],
                steps: vec![Vec::new()],
            };
            let mut places = HashMap::new();
            for (c, steps) in steps(&letters, spelling) {
                if steps.iter().any(|step| step.from == 0)
                    && let Some(word) = spelled.starts.get_mut(c as usize / 64)
                {
                    *word |= 1 << (u32::from(c) % 64);
                }
                let place = *places.entry(steps).or_insert_with_key(|steps| {
                    spelled.steps.push(steps.clone());
                    u16::try_from(spelled.steps.len() - 1).unwrap_or(0)
                });
                if let Some(place_of) = spelled.place_of.get_mut(c as usize) {
                    *place_of = place;
                }
            }
            spelled
        })
    }

    /// True if a character can be the first.
    fn starts(&self, code: u32) -> bool {
        let word = self.starts.get(code as usize / 64).copied().unwrap_or(0);
        (word >> (code % 64)) & 1 == 1
    }

    /// Byte offset of the next character, at or after `from`, that a match can start with.
    ///
    /// Most of a text is gone through here. Nearly all of it has three bytes a character.
    fn next_start(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = from;
        while let Some(first) = bytes.get(at) {
            let (code, length) = match (first, bytes.get(at..at + 3)) {
                (0xE0..0xF0, Some(&[a, b, c])) => {
                    let bits = |byte: u8, mask: u8| u32::from(byte & mask);
                    (bits(a, 0xF) << 12 | bits(b, 0x3F) << 6 | bits(c, 0x3F), 3)
                }
                (0..0x80, _) => (u32::from(*first), 1),
                // Letters of other scripts and rare characters: none of them is the first of anything.
                (0xC0..0xE0, _) => (u32::MAX, 2),
                _ => (u32::MAX, 4),
            };
            if self.starts(code) {
                return Some(at);
            }
            at += length;
        }
        None
    }

    /// Byte offset of the end of the first match that starts at or after `from`.
    fn next_end(&self, text: &str, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at = self.next_start(text, at)?;
            let mut reached = 0;
            for c in text.get(at..)?.chars() {
                reached = self.next(reached | 1, c);
                if reached == 0 {
                    break;
                }
                at += c.len_utf8();
                if self.is_whole(reached) {
                    return Some(at);
                }
            }
            if reached == 0 {
                // The character that ended the attempt cannot start a match: it would have started one here.
                at += text.get(at..)?.chars().next()?.len_utf8();
            }
        }
    }

    /// The letters that may be behind a character, a bit for each number of them.
    fn next(&self, reached: u64, c: char) -> u64 {
        let place = self.place_of.get(c as usize).copied().unwrap_or(0);
        let steps = self.steps.get(usize::from(place));
        let steps = steps.map_or(&[][..], Vec::as_slice);
        steps.iter().fold(0, |next, step| {
            next | (((reached >> step.from) & 1) << step.to)
        })
    }

    fn is_whole(&self, reached: u64) -> bool {
        (reached >> self.n_letters) & 1 == 1
    }

    pub fn is_in(&self, text: &str) -> bool {
        self.next_end(text, 0).is_some()
    }

    /// How often the text is spelled so, without overlap.
    pub fn count(&self, text: &str) -> usize {
        std::iter::successors(self.next_end(text, 0), |end| self.next_end(text, *end)).count()
    }

    /// Byte ranges of all matches in the text, without overlap.
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (start, _) in text.char_indices() {
            if found.last().is_some_and(|last| start < last.end) {
                continue;
            }
            let rest = text.get(start..).unwrap_or_default();
            let mut reached = 1;
            for (at, c) in rest.char_indices() {
                reached = self.next(reached, c);
                if self.is_whole(reached) {
                    found.push(start..start + at + c.len_utf8());
                }
                if reached == 0 || self.is_whole(reached) {
                    break;
                }
            }
        }
        found
    }
}

/// The steps of every character that has some.
fn steps(letters: &str, spelling: Spelling) -> BTreeMap<char, Vec<Step>> {
    let number = |n| u32::try_from(n).unwrap_or(0);
    let mut steps: BTreeMap<char, Vec<Step>> = BTreeMap::new();
    let mut is_reached = vec![false; letters.len()];
    for at in 0..letters.len() {
        if at > 0 && is_reached.get(at) == Some(&false) {
            continue;
        }
        let Some(rest) = letters.get(at..) else {
            continue;
        };
        let mut add = |chars: &[char], to: usize| {
            if let Some(is_reached) = is_reached.get_mut(to) {
                *is_reached = true;
            }
            let step = Step {
                from: number(at),
                to: number(to),
            };
            for c in chars {
                let own = steps.entry(*c).or_default();
                if !own.contains(&step) {
                    own.push(step);
                }
            }
        };
        for syllable in leading_syllables(rest) {
            add(chars_of(syllable), at + syllable.len());
        }
        match (spelling, rest.chars().next()) {
            (Spelling::Full, _) => {
                for syllable in unfinished_syllables(rest) {
                    add(chars_of(syllable), letters.len());
                }
            }
            (Spelling::Any, Some(letter)) => {
                let first = rest.get(..1).unwrap_or_default();
                for syllable in unfinished_syllables(first) {
                    add(chars_of(syllable), at + 1);
                }
                add(&[letter, letter.to_ascii_uppercase()], at + 1);
            }
            (Spelling::Any, None) => {}
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};

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
        assert_eq!(spelled.count(text), wanted.len());
    }

    #[test]
    fn full_pinyin_and_initials_find_a_place() {
        check("wx", Spelling::Any, "江苏无锡与无锡", &["无锡", "无锡"]);
        check("wuxi", Spelling::Any, "江苏无锡", &["无锡"]);
        check("wuxi", Spelling::Full, "江苏无锡", &["无锡"]);
        check("wuxij", Spelling::Any, "无锡教育", &["无锡教"]);
        check("wuxij", Spelling::Full, "无锡教育", &["无锡教"]);
        check("wx", Spelling::Full, "江苏无锡", &[]);
        check("cq", Spelling::Any, "重庆", &["重庆"]);
        check("WX", Spelling::Any, "无锡", &["无锡"]);
        check("xsjy", Spelling::Any, "X市教育", &["X市教育"]);
        check("xian", Spelling::Full, "西安先行", &["西安", "先"]);
        assert!(Spelled::new("无锡", Spelling::Any).is_none());
        assert!(Spelled::new("", Spelling::Any).is_none());
        assert!(Spelled::new(&"a".repeat(100), Spelling::Any).is_none());
    }

    #[test]
    fn readings_have_tones() {
        assert_eq!(readings_of('赓'), ["gēng"]);
        assert!(readings_of('a').is_empty());
    }

    #[test]
    fn letters_begin_with_syllables() {
        assert_eq!(
            leading_syllables("xianshi").collect::<Vec<_>>(),
            ["xi", "xia", "xian"]
        );
        assert_eq!(unfinished_syllables("xian").collect::<Vec<_>>(), ["xiang"]);
        assert!(chars_of("xi").contains(&'锡'));
        assert!(chars_of("xx").is_empty());
    }

    proptest::proptest! {
        /// Chinese is found as the crate finds it that the readings come from, only sooner.
        #[test]
        fn chinese_is_found_by_all_its_readings(text in "[无锡五西喜安先行长重庆教育双减，]{0,8}", letters in "(wu|xi|w|x|an|xian|hang|xing|zhong|chong|q|jiao|ji|yu|s|shuang|jian){1,3}") {
            let data = PinyinData::new(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter);
            for (spelling, notations) in [
                (Spelling::Any, PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter),
                (Spelling::Full, PinyinNotation::Ascii),
            ] {
                let config = PinyinMatchConfig::builder(notations).data(&data).build();
                let theirs = IbMatcher::builder(letters.as_str()).pinyin(config).is_pattern_partial(spelling == Spelling::Full).build();
                let ours = Spelled::new(&letters, spelling).unwrap();
                proptest::prop_assert_eq!(ours.is_in(&text), theirs.is_match(text.as_str()), "{} {:?} in {}", letters, spelling, text);
                proptest::prop_assert_eq!(ours.is_in(&text), !ours.find_all(&text).is_empty());
                proptest::prop_assert_eq!(ours.is_in(&text), ours.count(&text) > 0);
            }
        }
    }
}
