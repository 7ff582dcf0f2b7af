//! Lists and tables of units become a roster, and a roster a list.

use std::collections::HashSet;

use crate::model::{Roster, RosterGroup, Unit};
use crate::text::headings::without_number;

/// A roster as a list or a table gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    pub roster: Roster,
    /// Units that are named again, with the line or row, from 1: they stay where they are named first.
    pub doubled: Vec<(usize, String)>,
}

/// A list as people paste it: a unit a line, or columns parted by tabs as a spreadsheet copies them.
///
/// Without columns, a line that ends in a colon, stands in 【】 or is numbered with 一、 names a group. 「组：甲、乙」 is a group
/// with two units; 「第一活动片：甲、乙」 is one unit that speaks for two others. Brackets behind a unit hold its aliases.
pub fn from_text(text: &str) -> Listed {
    let lines = text.lines().map(|line| line.split('\t'));
    let rows: Vec<Vec<String>> = lines
        .map(|cells| cells.map(str::to_owned).collect())
        .collect();
    from_table(&rows)
}

/// The list that [`from_text`] reads as this roster, but for its name.
pub fn to_text(roster: &Roster) -> String {
    let mut text = String::new();
    for group in &roster.groups {
        text.push_str(&group.name);
        text.push_str("：\n");
        for unit in &group.units {
            text.push_str(&unit.name);
            if !unit.aliases.is_empty() {
                text.push('（');
                text.push_str(&unit.aliases.join("、"));
                text.push('）');
            }
            text.push('\n');
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text
}

/// Indexes of the columns of a table, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    group: Option<usize>,
    unit: usize,
    aliases: Option<usize>,
}

/// A row with something in it, and its number from 1.
type Row = (usize, Vec<String>);

/// A table with a unit a row. Columns are known by their names or by what is in them; an empty cell for the group means the
/// one above, as merged cells do. A single cell above the table is the roster's name.
pub fn from_table(rows: &[Vec<String>]) -> Listed {
    let mut rows: Vec<Row> = rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect())
        .enumerate()
        .map(|(idx, row): (usize, Vec<String>)| (idx + 1, row))
        .filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()))
        .collect();
    let mut making = Making::default();
    let is_wide = rows.iter().any(|(_, row)| n_filled(row) > 1);
    // A title stands alone above a table.
    if is_wide && rows.first().is_some_and(|(_, row)| n_filled(row) == 1) {
        let (_, row) = rows.remove(0);
        making.roster.name = row.concat();
    }
    if let Some(columns) = rows.first().and_then(|(_, row)| header(row)) {
        rows.remove(0);
        making.rows(&rows, columns);
    } else if is_wide {
        let columns = columns_of(&rows);
        making.rows(&rows, columns);
    } else {
        for (n, row) in &rows {
            making.line(*n, &row.concat());
        }
    }
    if making.roster.name.is_empty() {
        "名册".clone_into(&mut making.roster.name);
    }
    making.roster.groups.retain(|group| !group.units.is_empty());
    Listed {
        roster: making.roster,
        doubled: making.doubled,
    }
}

fn n_filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.is_empty()).count()
}

/// The columns by their names; `None` when the row names none that holds units.
fn header(row: &[String]) -> Option<Columns> {
    let find = |names: &[&str]| row.iter().position(|cell| names.contains(&cell.as_str()));
    Some(Columns {
        group: find(&["组", "组别", "分组", "类别", "所属片", "片区"]),
        unit: find(&["单位", "单位名称", "名称", "全称"])?,
        aliases: find(&["简称", "别名", "又名", "简称或别名"]),
    })
}

/// The columns by what stands in them.
fn columns_of(rows: &[Row]) -> Columns {
    let column = |idx: usize| {
        rows.iter()
            .map(move |(_, row)| row.get(idx).map_or("", String::as_str))
    };
    let is_number = |cell: &str| cell.chars().all(|c| c.is_ascii_digit() || c == '.');
    let first = usize::from(column(0).all(is_number));
    let mut seen = HashSet::new();
    let names_groups = column(first).any(|cell| cell.is_empty() || !seen.insert(cell.to_owned()));
    let width = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    if names_groups || width > first + 2 {
        Columns {
            group: Some(first),
            unit: first + 1,
            aliases: Some(first + 2),
        }
    } else {
        Columns {
            group: None,
            unit: first,
            aliases: Some(first + 1),
        }
    }
}

/// A roster in the making.
#[derive(Default)]
struct Making {
    roster: Roster,
    doubled: Vec<(usize, String)>,
    seen: HashSet<String>,
}

impl Making {
    fn rows(&mut self, rows: &[Row], columns: Columns) {
        for (n, row) in rows {
            let cell = |idx: usize| row.get(idx).map_or("", String::as_str);
            // Merged cells are empty but for the first.
            if let Some(group) = columns.group.map(cell).filter(|group| !group.is_empty()) {
                self.open(group);
            }
            let aliases = columns.aliases.map_or("", cell);
            self.unit(*n, cell(columns.unit), names(aliases));
        }
    }

    fn line(&mut self, n: usize, line: &str) {
        let bare = line.trim_start_matches(['#', '-', '*', '•', '·', ' ']);
        if let Some(group) = group_name(line, bare) {
            self.open(group);
            return;
        }
        let (_, unit) = without_number(bare);
        let (unit, of_unit) = unit.split_once(['：', ':']).unwrap_or((unit, ""));
        let members = names(of_unit);
        if members.is_empty() {
            self.unit(n, unit, Vec::new());
        } else if unit.ends_with('片') {
            self.unit(n, unit, members);
        } else {
            self.open(unit);
            for member in members {
                self.unit(n, &member, Vec::new());
            }
        }
    }

    /// The units that follow are of this group.
    fn open(&mut self, name: &str) {
        let name = name.trim();
        // A group that comes again goes on where it was; the group in work is the last.
        let group = match self
            .roster
            .groups
            .iter()
            .position(|group| group.name == name)
        {
            Some(idx) => self.roster.groups.remove(idx),
            None => RosterGroup {
                name: name.to_owned(),
                units: Vec::new(),
            },
        };
        self.roster.groups.push(group);
    }

    fn unit(&mut self, n: usize, name: &str, mut aliases: Vec<String>) {
        let (name, in_brackets) = brackets(name.trim());
        aliases.splice(0..0, names(in_brackets));
        if name.is_empty() {
            return;
        }
        if !self.seen.insert(name.to_owned()) {
            self.doubled.push((n, name.to_owned()));
            return;
        }
        if self.roster.groups.is_empty() {
            self.open("单位");
        }
        if let Some(group) = self.roster.groups.last_mut() {
            group.units.push(Unit {
                name: name.to_owned(),
                aliases,
            });
        }
    }
}

/// The name of a group, when a line of a list names one.
fn group_name<'a>(line: &str, bare: &'a str) -> Option<&'a str> {
    let framed = bare
        .strip_prefix('【')
        .and_then(|rest| rest.strip_suffix('】'));
    let led = bare.strip_suffix(['：', ':']);
    let (number, text) = without_number(bare);
    let is_numbered = number.ends_with('、') && !number.starts_with(|c: char| c.is_ascii_digit());
    framed
        .or_else(|| led.map(|name| without_number(name).1))
        .or_else(|| (line.starts_with('#') || is_numbered).then_some(text))
}

/// A unit's name, and what stands in brackets behind it.
fn brackets(name: &str) -> (&str, &str) {
    let inner = name
        .strip_suffix(['）', ')'])
        .and_then(|rest| rest.rsplit_once(['（', '(']));
    match inner {
        Some((name, inner)) if !name.is_empty() => (name.trim_end(), inner),
        _ => (name, ""),
    }
}

fn names(list: &str) -> Vec<String> {
    list.split(['、', '，', ',', '；', ';', '/', '|', '\n'])
        .map(|name| name.trim_matches(|c: char| c.is_whitespace() || c == '。'))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `组: 单位(别名 别名) 单位; 组: …`
    fn show(roster: &Roster) -> String {
        let unit = |unit: &Unit| match unit.aliases.as_slice() {
            [] => unit.name.clone(),
            aliases => format!("{}({})", unit.name, aliases.join(" ")),
        };
        let group = |group: &RosterGroup| {
            let units: Vec<_> = group.units.iter().map(unit).collect();
            format!("{}: {}", group.name, units.join(" "))
        };
        roster
            .groups
            .iter()
            .map(group)
            .collect::<Vec<_>>()
            .join("; ")
    }

    #[track_caller]
    fn check(text: &str, wanted: &str) {
        let imported = from_text(text);
        assert_eq!(show(&imported.roster), wanted);
        assert_eq!(imported.doubled, []);
    }

    #[test]
    fn a_bare_list_is_one_group() {
        check("甲市\n\n  乙市（乙）\n丙市", "单位: 甲市 乙市(乙) 丙市");
        check("1.甲市\n2.乙市", "单位: 甲市 乙市");
    }

    #[test]
    fn lines_that_name_a_group_open_it() {
        let wanted = "设区市: 甲市 乙市; 高校: 丙大学";
        check("设区市：\n甲市\n乙市\n高校：\n丙大学", wanted);
        check("【设区市】\n甲市\n乙市\n【高校】\n丙大学", wanted);
        check("一、设区市\n1.甲市\n2.乙市\n二、高校\n丙大学", wanted);
        check("# 设区市\n- 甲市\n- 乙市\n# 高校\n- 丙大学", wanted);
        check("设区市：甲市、乙市\n高校：丙大学。", wanted);
    }

    #[test]
    fn a_group_of_universities_is_a_unit_that_speaks_for_them() {
        check(
            "高校活动片：\n第一活动片：甲大学、乙学院\n第二活动片：丙大学",
            "高校活动片: 第一活动片(甲大学 乙学院) 第二活动片(丙大学)",
        );
    }

    #[test]
    fn columns_are_known_by_name_or_by_content() {
        let wanted = "设区市: 甲市(甲) 乙市; 高校: 丙大学(丙大)";
        check(
            "名册\t\t\t\n序号\t单位\t类别\t简称\n1\t甲市\t设区市\t甲\n2\t乙市\t\t\n3\t丙大学\t高校\t丙大",
            wanted,
        );
        check("设区市\t甲市\t甲\n\t乙市\n高校\t丙大学\t丙大", wanted);
        check(
            "1\t甲市\t甲、甲城\n2\t乙市\t乙",
            "单位: 甲市(甲 甲城) 乙市(乙)",
        );
        check("设区市\t甲市\n设区市\t乙市", "设区市: 甲市 乙市");
    }

    #[test]
    fn a_roster_is_written_as_the_list_it_is_read_from() {
        let list = "设区市：\n甲市教育关工委（甲市、甲）\n乙市教育关工委\n\n高校活动片：\n第一活动片（丙大学、丁学院）";
        let roster = from_text(list).roster;
        assert_eq!(to_text(&roster), list);
        assert_eq!(to_text(&Roster::default()), "");
    }

    #[test]
    fn a_title_above_a_table_names_the_roster() {
        let imported = from_text("全省名册\n组\t单位\n设区市\t甲市");
        assert_eq!(imported.roster.name, "全省名册");
        assert_eq!(from_text("甲市").roster.name, "名册");
        assert_eq!(from_text("").roster.groups, []);
    }

    #[test]
    fn a_unit_that_comes_twice_is_kept_once_and_said() {
        let imported = from_text("甲市\n乙市\n甲市");
        assert_eq!(show(&imported.roster), "单位: 甲市 乙市");
        assert_eq!(imported.doubled, [(3, "甲市".to_owned())]);
    }
}
