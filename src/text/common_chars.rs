//! Characters that everybody reads: the first level of the Table of General Standard Chinese Characters (一级字表).

use std::sync::LazyLock;

use super::char_set::CharSet;

const TABLE: &str = include_str!("../../assets/fonts/tongyong-8105.txt");

/// The table begins with the characters of the first level.
const N_COMMON: usize = 3500;

static COMMON: LazyLock<CharSet> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let chars = lines.flat_map(str::chars);
    chars
        .filter(|c| !c.is_whitespace())
        .take(N_COMMON)
        .collect()
});

/// True if a Chinese character is one of the 3,500 that everybody is taught to read. 〇 is one too.
pub fn is_common(c: char) -> bool {
    c == '〇' || COMMON.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_level_ends_where_the_table_says() {
        assert_eq!(COMMON.len(), N_COMMON);
        assert!("一工委罐矗".chars().all(is_common));
        assert!(!"赓踔麓卅".chars().any(is_common));
    }
}
