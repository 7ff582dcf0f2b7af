//! Words by which a text speaks of its own place or school: 我市, 本校. In another speaker's mouth they are wrong.

use std::ops::Range;

use super::regions::Region;

/// Whom a speaker speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Nation,
    Province,
    City,
    County,
    School,
}

/// A word that means the speaker's own place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWord<'a> {
    pub word: &'a str,
    pub level: Level,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// Last character of an own word, its level, and the characters that may not follow: 我市场, 我区别.
const ENDS: &[(char, Level, &str)] = &[
    ('省', Level::Province, "略吃去事力心悟"),
    ('市', Level::City, "场价民"),
    ('州', Level::City, ""),
    ('盟', Level::City, "约"),
    ('县', Level::County, ""),
    ('区', Level::County, "别分间域划"),
    ('校', Level::School, "正对准验勘"),
    ('院', Level::School, "士"),
];

/// Characters that form another word with a following 本: 基本市情, 资本市场.
const BEFORE_BEN: &str = "基根资成书课日标版文剧读副样底";

/// Before 省, 市 and the like these speak for the whole of it: 全省.
const WHOLES: &[(&str, Level)] = &[
    ("全国", Level::Nation),
    ("全省", Level::Province),
    ("全自治区", Level::Province),
    ("全市", Level::City),
    ("全州", Level::City),
    ("全县", Level::County),
    ("全区", Level::County),
    ("全校", Level::School),
    ("全院", Level::School),
];

impl Level {
    /// The level of a place.
    pub fn of_region(region: Region) -> Self {
        match region.code {
            code if code % 10_000 == 0 => Self::Province,
            code if code % 100 == 0 => Self::City,
            _ => Self::County,
        }
    }

    /// The level that the whole is spoken of at first in a title, for example 在全省教育工作会议上的讲话.
    pub fn of_title(title: &str) -> Option<Self> {
        let wholes = WHOLES.iter();
        let found = wholes.filter_map(|(word, level)| Some((title.find(word)?, *level)));
        found.min().map(|(_, level)| level)
    }

    /// The level that a text speaks for most often, of its own words and of the whole: 我省, 全省.
    pub fn of_text<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut counts: Vec<(usize, Self)> = Vec::new();
        let mut count = |level, n: usize| match counts.iter_mut().find(|(_, known)| *known == level)
        {
            Some((known, _)) => *known += n,
            None => counts.push((n, level)),
        };
        for text in texts {
            for own in own_words(text) {
                count(own.level, 1);
            }
            // 全国 is said by everybody.
            for (word, level) in WHOLES.iter().skip(1) {
                count(*level, text.matches(word).count());
            }
        }
        // Of two levels with equal counts, the larger whole wins.
        counts.retain(|(n, _)| *n > 0);
        counts.sort_by_key(|(n, level)| (std::cmp::Reverse(*n), *level));
        counts.first().map(|(_, level)| *level)
    }
}

/// Every word of a text that means the speaker's own place, in order.
pub fn own_words(text: &str) -> Vec<OwnWord<'_>> {
    let mut found = Vec::new();
    let mut before = None;
    for (start, c) in text.char_indices() {
        let last = before.replace(c);
        let is_own = match c {
            '我' => last != Some('自'),
            '本' => !last.is_some_and(|last| BEFORE_BEN.contains(last)),
            _ => false,
        };
        if !is_own {
            continue;
        }
        let mut after = text.get(start..).unwrap_or_default().chars().skip(1);
        let (Some(end), next) = (after.next(), after.next()) else {
            continue;
        };
        let Some((_, level, not_before)) = ENDS.iter().find(|(own, ..)| *own == end) else {
            continue;
        };
        if next.is_some_and(|next| not_before.contains(next)) {
            continue;
        }
        let range = start..start + c.len_utf8() + end.len_utf8();
        found.push(OwnWord {
            word: text.get(range.clone()).unwrap_or_default(),
            level: *level,
            range,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &str) {
        let found: Vec<&str> = own_words(text).iter().map(|own| own.word).collect();
        assert_eq!(found.join(" "), wanted, "{text}");
    }

    #[test]
    fn own_places_are_found() {
        check("我市高度重视，本市各校都有。", "我市 本市");
        check("近年来我校把我省的要求，扩大我市影响", "我校 我省 我市");
        check("在我院、在我区", "我院 我区");
    }

    #[test]
    fn words_that_only_look_so_are_not() {
        check("自我市场化", "");
        check("基本市情、根本区别", "");
        check("我市场经验不足，我区分不清", "");
        check("我们市、我国、我校对了三遍、我省略了", "");
        check("资本市场、日本市民", "");
    }

    #[test]
    fn a_title_tells_for_whom_it_is_spoken() {
        assert_eq!(
            Level::of_title("在全省教育系统会议上的讲话"),
            Some(Level::Province)
        );
        assert_eq!(
            Level::of_title("在全市动员会上传达全省会议精神"),
            Some(Level::City)
        );
        assert_eq!(Level::of_title("在年度会议上的讲话"), None);
        let texts = ["全省都动起来，全国领先。", "我省各市", "某市全市办班"];
        assert_eq!(Level::of_text(texts.into_iter()), Some(Level::Province));
        assert_eq!(Level::of_text(["谢谢大家"].into_iter()), None);
        let county = Region::named("昆山市").unwrap();
        assert_eq!(Level::of_region(county), Level::County);
    }
}
