//! Names of units by their form alone: ……市教育关工委, ……大学, 第……活动片. Nobody has to know the unit.

use std::ops::Range;

use super::chars::is_han;
use super::regions::Region;

/// Kind of unit that a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// Of a place: 无锡市教育关工委.
    Place,
    /// A school: 江南大学, 南航关工委.
    School,
    /// A group of schools (活动片).
    Group,
    /// Several at once: 13家普教联系点.
    Several,
}

/// A unit that a text begins with. Ranges are bytes of that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitName {
    pub kind: UnitKind,
    /// The group (活动片) that is named just before: 第二活动片的江南大学.
    pub group: Option<Range<usize>>,
    pub range: Range<usize>,
    /// The name as it is to be shown: 南理工二级关工委 is 南理工关工委.
    pub name: String,
    /// Part that all names of the unit share: 无锡 of 无锡市教育关工委, 江南大学 of 江南大学关工委.
    pub key: String,
    /// A name with masks may stand for anybody: two that look alike need not be the same.
    pub is_masked: bool,
}

/// Bodies that a place or a school has.
const BODIES: &[&str] = &[
    "教育系统关心下一代工作委员会",
    "关心下一代工作委员会",
    "教育和体育局关工委",
    "教育系统关工委",
    "教育体育局",
    "教育和体育局",
    "教育局关工委",
    "教体局关工委",
    "教育关工委",
    "教育系统",
    "教育局",
    "教体局",
    "关工委",
];

/// Ends of the names of schools, also of the short ones that are said in speeches.
const SCHOOLS: &[&str] = &[
    "大学",
    "学院",
    "专科学校",
    "中学",
    "小学",
    "学校",
    "幼儿园",
    "职技院",
    "职院",
    "师院",
    "师大",
    "师专",
    "党校",
    "中专",
];

/// Characters that no name has: they are words between names.
const WORDS: &str = "的了将把在是为与及以对从向由让使各每该其这那就不有已并还又被给到等者们，";

/// Words for groups of units, never for a single one.
const NOBODY: &[&str] = &[
    "各",
    "全省",
    "全市",
    "全国",
    "全校",
    "全县",
    "全区",
    "我",
    "本",
    "省教育厅",
    "省委",
    "教育部",
    "国家",
    "学校",
    "高校",
    "二级",
    "校级",
    "基层",
    "中小学",
    "片内",
    "上级",
    "下级",
    "老年",
    "普教",
    "院系",
];

/// Characters that no name contains: they begin the verb behind it.
const DEEDS: &[&str] = &[
    "关心",
    "成立",
    "推进",
    "加强",
    "发挥",
    "开展",
    "强化",
    "实施",
    "举办",
    "打造",
    "推动",
    "带动",
    "指导",
    "引导",
    "走进",
    "参加",
    "要求",
    "通过",
    "利用",
    "教育大",
    "针对",
    "深化",
    "完善",
    "提升",
    "坚持",
    "落实",
    "组织",
    "支持",
    "帮助",
    "获全",
    "全国",
    "全省",
    "抓好",
    "做好",
    "建好",
    "抓实",
    "办好",
    "健全",
    "构建",
    "推广",
    "优化",
    "认真",
    "建设",
    "总结",
    "谋划",
    "学习",
    "发展",
    "工作",
    "研究",
    "注重",
    "突出",
    "做实",
    "围绕",
    "建立",
    "制定",
    "召开",
    "会同",
    "联合",
    "依托",
    "携手",
    "牵头",
    "协同",
    "服务",
    "走访",
    "邀请",
    "配合",
    "推荐",
];

/// Characters that copies put in the place of a name.
pub const MASKS: &[char] = &['X', 'x', 'Ｘ', 'ｘ', '×', '某', '*', '＊'];

/// The longest stem in front of a body, in characters.
const LONGEST_STEM: usize = 18;

/// The unit whose name a text begins with.
pub fn leading_unit(text: &str) -> Option<UnitName> {
    let group = leading_group(text);
    let behind = group.as_ref().map_or(0, |group| {
        let rest = text.get(group.end..).unwrap_or_default();
        group.end + rest.len() - rest.trim_start_matches(['的', '，', ',']).len()
    });
    let rest = text.get(behind..)?;
    if let Some(mut unit) = several(rest).or_else(|| named(rest)) {
        unit.range = unit.range.start + behind..unit.range.end + behind;
        unit.group = group;
        return Some(unit);
    }
    let group = group?;
    let name = group_name(text.get(group.clone())?).to_owned();
    Some(UnitName {
        kind: UnitKind::Group,
        group: Some(group.clone()),
        range: group,
        key: name.clone(),
        name,
        is_masked: false,
    })
}

/// 高校第一活动片, 第三片: without the words before the number.
pub fn group_name(group: &str) -> &str {
    group
        .find('第')
        .and_then(|at| group.get(at..))
        .unwrap_or(group)
}

fn leading_group(text: &str) -> Option<Range<usize>> {
    let mut rest = text;
    for before in ["全省", "高校", "高等学校"] {
        rest = rest.strip_prefix(before).unwrap_or(rest);
    }
    let number = rest.strip_prefix('第')?;
    let behind = number.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    if behind.len() == number.len() {
        return None;
    }
    let ends = ["高校活动片", "活动片区", "活动片", "片区", "片"];
    let behind = ends.iter().find_map(|end| behind.strip_prefix(end))?;
    Some(0..text.len() - behind.len())
}

fn is_numeral(c: char) -> bool {
    "零〇一二三四五六七八九十百两".contains(c)
}

/// 13家普教联系点教育关工委, 十二个高校活动片.
fn several(text: &str) -> Option<UnitName> {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    let number = text.len() - behind.len();
    let rest = behind
        .strip_prefix(['家', '个', '所'])
        .filter(|_| number > 0)?;
    let (stem, body) = before_body(rest)?;
    let end = text.len() - rest.len() + stem.len() + body.len();
    Some(UnitName {
        kind: UnitKind::Several,
        group: None,
        range: 0..end,
        name: text.get(..end)?.to_owned(),
        key: stem.to_owned(),
        is_masked: false,
    })
}

fn named(text: &str) -> Option<UnitName> {
    let place = Region::leading(text);
    // What a place is called is never a word of the sentence: 呼和浩特, 和平区.
    let n_place = place.map_or(0, |(_, rest)| text.len() - rest.len());
    let school = school(text, n_place);
    let body = before_body(text).filter(|(stem, _)| is_name(stem, n_place));
    let is_masked = |name: &str| name.contains(MASKS);
    if let Some((stem, body)) = body
        && school.is_none_or(|school| school.len() >= stem.len() || stem.starts_with(school))
    {
        let short = stem.trim_end_matches("校").trim_end_matches("二级");
        let shown = school.filter(|school| school.len() + "学校".len() >= short.len());
        let stem_shown = shown.unwrap_or(short);
        let is_school = shown.is_some()
            || (n_place < stem.len() && !stem.ends_with(['市', '县', '区', '州', '盟']));
        return Some(UnitName {
            kind: if is_school {
                UnitKind::School
            } else {
                UnitKind::Place
            },
            group: None,
            range: 0..stem.len() + body.len(),
            name: format!("{stem_shown}{body}"),
            key: stem_shown.trim_end_matches('市').to_owned(),
            is_masked: is_masked(stem),
        });
    }
    if let Some(school) = school {
        return Some(UnitName {
            kind: UnitKind::School,
            group: None,
            range: 0..school.len(),
            name: school.to_owned(),
            key: school.to_owned(),
            is_masked: is_masked(school),
        });
    }
    let (region, rest) = place?;
    let name = text.get(..n_place)?;
    let is_whole = name.ends_with(region.name)
        && !rest.starts_with([
            '民', '区', '场', '委', '政', '长', '域', '级', '里', '内', '直',
        ]);
    is_whole.then(|| UnitName {
        kind: UnitKind::Place,
        group: None,
        range: 0..n_place,
        name: name.to_owned(),
        key: name.trim_end_matches('市').to_owned(),
        is_masked: false,
    })
}

/// The stem before the first body in a text, and the body.
fn before_body(text: &str) -> Option<(&str, &'static str)> {
    for (nth, (at, c)) in text.char_indices().enumerate() {
        let rest = text.get(at..)?;
        if nth > 0
            && let Some(body) = BODIES.iter().find(|body| rest.starts_with(**body))
        {
            return Some((text.get(..at)?, body));
        }
        if nth >= LONGEST_STEM || !(is_han(c) || MASKS.contains(&c)) {
            return None;
        }
    }
    None
}

/// True if the words before a body can be the name of one unit.
fn is_name(stem: &str, n_place: usize) -> bool {
    let (place, rest) = stem
        .split_at_checked(n_place.min(stem.len()))
        .unwrap_or((stem, ""));
    let n_chars = stem.chars().count();
    let is_long_enough = n_chars >= 2 || stem.contains(MASKS);
    is_long_enough
        && !rest.contains(|c| WORDS.contains(c))
        && !DEEDS.iter().any(|deed| rest.contains(deed))
        && (!place.is_empty() || !NOBODY.iter().any(|nobody| stem.starts_with(nobody)))
        && stem != "中国"
        && stem != "省"
}

/// The school that a text begins with: up to the first end of a school's name, or the second where a college of a
/// university is meant (南京大学金陵学院).
fn school(text: &str, n_place: usize) -> Option<&str> {
    let end = school_end(text, n_place)?;
    let first = text.get(..end)?;
    let rest = text.get(end..)?;
    // 无锡中小学 are many schools.
    let kind = first.get(n_place..).unwrap_or_default();
    if kind.starts_with("中小学") || kind.starts_with("中学") || kind.starts_with("小学") {
        return None;
    }
    // 大学生, 学院派, 学校里.
    if rest.starts_with(['生', '里', '内', '校', '派'])
        && !rest.starts_with("校党委")
        && !rest.starts_with("校关工委")
    {
        return None;
    }
    let college = rest.find("学院").filter(|at| {
        let between = rest.get(..*at).unwrap_or_default();
        let n_chars = between.chars().count();
        (2..=5).contains(&n_chars) && between.chars().all(is_han) && is_name(between, 0)
    });
    let whole = college.map_or(end, |at| end + at + "学院".len());
    is_name(first, n_place).then(|| text.get(..whole)).flatten()
}

fn school_end(text: &str, n_place: usize) -> Option<usize> {
    for (nth, (at, c)) in text.char_indices().enumerate() {
        let rest = text.get(at..)?;
        if nth > 0
            && at >= n_place
            && let Some(end) = SCHOOLS
                .iter()
                .filter(|end| rest.starts_with(**end))
                .max_by_key(|end| end.len())
        {
            return Some(at + end.len());
        }
        if nth >= LONGEST_STEM || !(is_han(c) || MASKS.contains(&c)) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `group/name` of the unit that a text begins with.
    #[track_caller]
    fn check(text: &str, wanted: &str) {
        let unit = leading_unit(text);
        let shown = unit.as_ref().map_or(String::new(), |unit| {
            let group = unit.group.clone().and_then(|group| text.get(group));
            match group.filter(|_| unit.kind != UnitKind::Group) {
                Some(group) => format!("{}/{}", group_name(group), unit.name),
                None => unit.name.clone(),
            }
        });
        assert_eq!(shown, wanted, "{text}");
    }

    #[test]
    fn places_have_bodies() {
        check("无锡市教育关工委深化主题教育", "无锡市教育关工委");
        check("X市教育关工委的做法", "X市教育关工委");
        check("江阴市教育局坚持", "江阴市教育局");
        check("呼和浩特市教育局关工委抓", "呼和浩特市教育局关工委");
        check("无锡市坚持机制创新", "无锡市");
        check("无锡市民踊跃参加", "");
    }

    #[test]
    fn schools_are_known_by_their_ends_or_their_bodies() {
        check("江南大学校党委高度重视", "江南大学");
        check("江南大学关工委创设", "江南大学关工委");
        check("南航关工委明确", "南航关工委");
        check("南理工二级关工委已启动", "南理工关工委");
        check("X经贸职技院将工作纳入", "X经贸职技院");
        check("X农牧科技职业学院关工委访企", "X农牧科技职业学院关工委");
        check("南京大学金陵学院关工委组织", "南京大学金陵学院关工委");
        check("大学生踊跃参加", "");
        check("开展大学生活动", "");
    }

    #[test]
    fn groups_stand_before_their_schools_or_alone() {
        check(
            "第二活动片的江南大学关工委创设",
            "第二活动片/江南大学关工委",
        );
        check("高校第一活动片创新模式", "第一活动片");
        check(
            "13家普教联系点教育关工委尽心尽力",
            "13家普教联系点教育关工委",
        );
    }

    #[test]
    fn what_is_no_unit_is_none() {
        for text in [
            "各市教育局要",
            "全省教育系统关工委",
            "加强二级关工委建设",
            "学校关工委每学期",
            "教育部关工委已",
            "并将这一平台延伸至二级关工委",
            "让关工委工作",
            "省教育厅关工委要求",
            "充分发挥关工委职能",
            "",
        ] {
            check(text, "");
        }
    }
}
