//! Which sounds stand beside one another in a snippet: most snippets are ruled out before their texts are looked at.
//!
//! For every two neighbours two bits are set, chosen by hashes: of their readings, and of the first's reading and the
//! first two letters of the second's, for what is typed often ends in the middle of a syllable. So half a kilobyte a
//! snippet serves words, numbers and pinyin, and is filled in one pass; a list of snippets for every pair would take as
//! much memory and twice the time. Some bits are set by chance: what they let through still has to be looked at.

use std::slice::from_ref;

use crate::text::pinyin::{
    beginning_of, leading_syllables, sound_of, sounds_of, unfinished_syllables,
};

use super::index::Set;

/// For 300 characters, of whose bits about one in seven is set.
const N_BITS: u32 = 4096;

/// A number above those of readings.
const NO_READING: u16 = 1 << 12;

/// For every bit, the snippets that have it.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    n_snippets: usize,
    sets: Vec<Set>,
}

/// How a character may sound; what is not Chinese sounds like itself.
#[derive(Clone, Copy)]
enum Sounds {
    Read(&'static [u16]),
    Itself(u16),
}

impl Sounds {
    fn of(c: char) -> Self {
        match sounds_of(c) {
            [] => {
                let code = u32::from(c.to_ascii_lowercase()) % u32::from(u16::MAX - NO_READING);
                Self::Itself(NO_READING + u16::try_from(code).unwrap_or(0))
            }
            readings => Self::Read(readings),
        }
    }

    fn all(&self) -> &[u16] {
        match self {
            Self::Read(readings) => readings,
            Self::Itself(sound) => from_ref(sound),
        }
    }
}

/// What stands for all readings with the same first two letters.
fn beginning(sound: u16) -> u16 {
    if sound < NO_READING {
        let [first, second] = beginning_of(sound).map(|letter| u16::from(letter % 32));
        NO_READING / 2 + first * 32 + second
    } else {
        NO_READING / 2
    }
}

/// The two bits of two neighbours.
fn bits(first: u16, second: u16) -> [u32; 2] {
    [bit(first, second), bit(first, beginning(second))]
}

fn bit(first: u16, second: u16) -> u32 {
    let both = (u32::from(first) << 16) | u32::from(second);
    // A multiplicative hash: its upper bits are the good ones.
    let hash = both.wrapping_mul(0x9E37_79B1);
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x85EB_CA77);
    u32::try_from((u64::from(hash) * u64::from(N_BITS)) >> 32).unwrap_or(0)
}

impl Pairs {
    pub fn new<'a>(texts: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let n_snippets = texts.len();
        let mut sets = vec![Set::none(n_snippets); N_BITS as usize];
        // The bits of 64 snippets fit into the nearest memory, those of all do not.
        let mut block = vec![0_u64; N_BITS as usize];
        for (idx, text) in texts.enumerate() {
            let mut last: Option<Sounds> = None;
            for c in text.chars() {
                let own = Sounds::of(c);
                for first in last.iter().flat_map(Sounds::all) {
                    for bit in own.all().iter().flat_map(|second| bits(*first, *second)) {
                        if let Some(word) = block.get_mut(bit as usize) {
                            *word |= 1 << (idx % 64);
                        }
                    }
                }
                last = Some(own);
            }
            if idx % 64 == 63 || idx + 1 == n_snippets {
                for (set, word) in sets.iter_mut().zip(&mut block) {
                    set.set_word(idx / 64, std::mem::take(word));
                }
            }
        }
        Self { n_snippets, sets }
    }

    fn keep(&self, set: &mut Set, bits: [u32; 2]) {
        for bit in bits {
            if let Some(own) = self.sets.get(bit as usize) {
                set.keep(own);
            }
        }
    }

    /// Snippets that may have a word.
    pub fn with_word(&self, word: &str) -> Set {
        let mut set = Set::all(self.n_snippets);
        let sounds: Vec<Sounds> = word.chars().map(Sounds::of).collect();
        // A text has the bits of all readings, so that those of one are enough.
        let first = |sounds: &Sounds| sounds.all().first().copied().unwrap_or(0);
        for (a, b) in sounds.iter().zip(sounds.iter().skip(1)) {
            self.keep(&mut set, bits(first(a), first(b)));
        }
        set
    }

    /// Snippets that may sound like letters that are two syllables or more; the last may be unfinished.
    pub fn with_sound(&self, letters: &str) -> Set {
        let mut found = Set::none(self.n_snippets);
        // Where a syllable ends, its sound, and the snippets that have all up to it.
        let mut reached: Vec<(usize, u16, Set)> = Vec::new();
        for (at, _) in letters.char_indices() {
            let (before, after) = reached.into_iter().partition(|(end, ..)| *end == at);
            reached = after;
            let before: Vec<(usize, u16, Set)> = before;
            if at > 0 && before.is_empty() {
                continue;
            }
            let rest = letters.get(at..).unwrap_or_default();
            let whole = leading_syllables(rest).map(|syllable| (at + syllable.len(), syllable));
            let unfinished = unfinished_syllables(rest).map(|syllable| (letters.len(), syllable));
            for (end, syllable) in whole.chain(unfinished) {
                let Some(sound) = sound_of(syllable) else {
                    continue;
                };
                let mut set = Set::none(self.n_snippets);
                for (_, first, before) in &before {
                    let mut own = before.clone();
                    self.keep(&mut own, bits(*first, sound));
                    set.add(&own);
                }
                if at == 0 {
                    set = Set::all(self.n_snippets);
                }
                if end < letters.len() {
                    reached.push((end, sound, set));
                } else if at > 0 {
                    found.add(&set);
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::pinyin::{Spelled, Spelling};

    proptest::proptest! {
        /// What is there is never ruled out.
        #[test]
        fn what_is_there_gets_through(text in "[无锡五西喜安先行长重庆教育aB2，]{0,12}", letters in "(wu|xi|an|xian|hang|xing|zhong|chong|q|jiao|ji|yu|s){1,4}", word in "[无锡西安行长重庆aB2]{2,3}") {
            let pairs = Pairs::new([text.as_str()].into_iter());
            if text.to_lowercase().contains(&word.to_lowercase()) {
                proptest::prop_assert!(pairs.with_word(&word).contains(0));
            }
            let chars: Vec<char> = text.chars().collect();
            for two in chars.windows(2) {
                let two: String = two.iter().collect();
                proptest::prop_assert!(pairs.with_word(&two).contains(0));
            }
            let spelled = Spelled::new(&letters, Spelling::Full).unwrap();
            let is_alone = chars.iter().any(|c| spelled.is_in(&c.to_string()));
            if spelled.is_in(&text) && !is_alone {
                proptest::prop_assert!(pairs.with_sound(&letters).contains(0));
            }
        }
    }
}
