//! A set of characters that is asked for every character of a text.

/// Characters of the basic plane, a bit each: asking costs less than a nanosecond.
#[derive(Debug, Clone)]
pub struct CharSet(Box<[u64; 1024]>);

impl FromIterator<char> for CharSet {
    /// Characters beyond the basic plane are left out.
    fn from_iter<T: IntoIterator<Item = char>>(chars: T) -> Self {
        let mut bits = Box::new([0; 1024]);
        for c in chars {
            let code = c as usize;
            if let Some(word) = bits.get_mut(code / 64) {
                *word |= 1 << (code % 64);
            }
        }
        Self(bits)
    }
}

impl CharSet {
    pub fn contains(&self, c: char) -> bool {
        let code = c as usize;
        let word = self.0.get(code / 64).copied().unwrap_or(0);
        (word >> (code % 64)) & 1 == 1
    }

    /// Number of characters in it.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_put_in_is_there() {
        let set: CharSet = "一工，𠀀".chars().collect();
        assert_eq!(set.len(), 3);
        assert!("一工，".chars().all(|c| set.contains(c)));
        assert!(!"二𠀀a".chars().any(|c| set.contains(c)));
    }
}
