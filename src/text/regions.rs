//! Provinces, prefectures and counties: which place a name begins with, and the official order (GB/T 2260).

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Code, tab, name; `assets/regions/README.md` says where it comes from.
const DATA: &str = include_str!("../../assets/regions/regions.tsv");

/// The longest name has 15 characters (双江拉祜族佤族布朗族傣族自治县).
const LONGEST: usize = 15;

/// A province, prefecture or county.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Six digits of GB/T 2260: two each for province, prefecture and county.
    pub code: u32,
    pub name: &'static str,
}

struct Gazetteer {
    names: HashMap<u32, &'static str>,
    /// Regions by full and by short name. Where several share a name, the largest comes first.
    codes: BTreeMap<&'static str, Vec<u32>>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut names = HashMap::new();
    let mut codes: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let rows = DATA.lines().filter_map(|line| line.split_once('\t'));
    for (code, name) in rows {
        let Ok(code) = code.parse::<u32>() else {
            continue;
        };
        names.insert(code, name);
        codes.entry(name).or_default().push(code);
        if let Some(short) = short(code, name) {
            codes.entry(short).or_default().push(code);
        }
    }
    for codes in codes.values_mut() {
        codes.sort_by_key(|code| level(*code));
    }
    Gazetteer { names, codes }
});

/// 0 for provinces, 1 for prefectures, 2 for counties.
fn level(code: u32) -> usize {
    match code {
        code if code % 10_000 == 0 => 0,
        code if code % 100 == 0 => 1,
        _ => 2,
    }
}

/// The name as people say it: 无锡, 昆山, 江苏. Districts and counties are seldom called so.
fn short(code: u32, name: &'static str) -> Option<&'static str> {
    const ENDS: &[&str] = &[
        "维吾尔自治区",
        "壮族自治区",
        "回族自治区",
        "特别行政区",
        "自治区",
        "地区",
        "省",
        "市",
    ];
    let stem = ENDS.iter().find_map(|end| name.strip_suffix(end))?;
    let is_city = level(code) < 2 || name.ends_with('市');
    (is_city && stem.chars().count() >= 2).then_some(stem)
}

impl Region {
    /// The place of this full or short name, for example 无锡市 or 无锡; `None` when there is none, or more than one of
    /// the same level (鼓楼区).
    pub fn named(name: &str) -> Option<Self> {
        match GAZETTEER.codes.get(name)?.as_slice() {
            [first, second, ..] if level(*first) == level(*second) => None,
            [code, ..] => Self::of_code(*code),
            [] => None,
        }
    }

    fn of_code(code: u32) -> Option<Self> {
        let name = *GAZETTEER.names.get(&code)?;
        Some(Self { code, name })
    }

    /// The most exact place that a text begins with, and the rest of the text: 江苏省无锡市梁溪区教育局 gives 梁溪区.
    pub fn leading(text: &str) -> Option<(Self, &str)> {
        let mut found: Option<(Self, &str)> = None;
        loop {
            let rest = found.map_or(text, |(_, rest)| rest);
            let within = found.map(|(region, _)| region);
            let Some(next) = Self::step(rest, within) else {
                return found;
            };
            found = Some(next);
        }
    }

    /// The longest name that a text begins with, of a place inside another if there is one.
    fn step(text: &str, within: Option<Self>) -> Option<(Self, &str)> {
        let ends: Vec<usize> = text
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take(LONGEST)
            .collect();
        ends.iter().skip(1).rev().find_map(|end| {
            let (name, rest) = text.split_at_checked(*end)?;
            let region = match within {
                None => Self::named(name)?,
                Some(outer) => {
                    let codes = GAZETTEER.codes.get(name)?;
                    let inner = codes.iter().find(|code| outer.contains(**code))?;
                    Self::of_code(*inner)?
                }
            };
            Some((region, rest))
        })
    }

    /// True if a place lies inside this one and is not the same.
    fn contains(self, code: u32) -> bool {
        let size = match level(self.code) {
            0 => 10_000,
            1 => 100,
            _ => return false,
        };
        code != self.code && code / size == self.code / size
    }

    /// The places that this one lies in, the province first, then itself.
    pub fn path(self) -> Vec<Self> {
        let outer = [self.code / 10_000 * 10_000, self.code / 100 * 100];
        let mut path: Vec<Self> = outer
            .into_iter()
            .filter(|code| *code != self.code)
            .filter_map(Self::of_code)
            .collect();
        path.dedup();
        path.push(self);
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leading(text: &str) -> Option<&'static str> {
        Region::leading(text).map(|(region, _)| region.name)
    }

    #[test]
    fn a_name_begins_with_its_place() {
        assert_eq!(leading("江苏省无锡市梁溪区教育局"), Some("梁溪区"));
        assert_eq!(leading("无锡职业技术学院"), Some("无锡市"));
        assert_eq!(leading("昆山市教育局"), Some("昆山市"));
        assert_eq!(leading("南京市鼓楼区教育局"), Some("鼓楼区"));
        assert_eq!(leading("南京师范大学"), Some("南京市"));
        assert_eq!(leading("鼓楼区教育局"), None, "four cities have one");
        assert_eq!(leading("教育局"), None);
    }

    #[test]
    fn a_place_knows_where_it_lies() {
        let names = |name| -> Vec<&str> {
            let region = Region::named(name).unwrap();
            region.path().iter().map(|region| region.name).collect()
        };
        assert_eq!(names("无锡市"), ["江苏省", "无锡市"]);
        assert_eq!(names("昆山市"), ["江苏省", "苏州市", "昆山市"]);
        assert_eq!(names("江苏"), ["江苏省"]);
        assert_eq!(names("仙桃市"), ["湖北省", "仙桃市"]);
    }

    #[test]
    fn every_row_is_understood() {
        let n_rows = DATA.lines().count();
        assert_eq!(GAZETTEER.names.len(), n_rows);
        let longest = GAZETTEER.names.values().map(|name| name.chars().count());
        assert_eq!(longest.max(), Some(LONGEST));
    }
}
