//! Tables and lists of words that people keep become own words.

use std::collections::HashSet;

use super::{SHORTEST_PHRASE, WordPair, Words};

/// The words of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListedWords {
    pub words: Words,
    /// Rows, from 1, of which something was not taken, and why.
    pub skipped: Vec<(usize, Skipped)>,
}

/// Why something of a row was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// It stands in a row above.
    Doubled,
    /// The wrong word and the right one are the same.
    SameWord,
    /// A right word, and no wrong one.
    NoWrongWord,
    /// It stands above the names of the columns: a title, most likely.
    AboveTable,
    /// A fixed phrase of less than [`SHORTEST_PHRASE`] characters.
    ShortPhrase,
}

/// What heads a column of wrong words.
const WRONG: &[&str] = &[
    "错误",
    "错词",
    "错字",
    "误",
    "误用",
    "原词",
    "易错词",
    "错误词语",
    "错误用法",
    "错误写法",
    "错误表述",
    "不规范表述",
    "不规范用语",
    "不规范",
];

/// What heads a column of right words.
const RIGHT: &[&str] = &[
    "正确",
    "正词",
    "正字",
    "正",
    "改为",
    "应为",
    "替换为",
    "建议",
    "正确词语",
    "正确用法",
    "正确写法",
    "正确表述",
    "规范表述",
    "规范用语",
];

/// What heads a column of fixed phrases.
const PHRASE: &[&str] = &[
    "固定词语",
    "固定短语",
    "固定提法",
    "固定表述",
    "规范提法",
    "提法",
];

/// Columns, from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Columns {
    wrong: Option<usize>,
    right: Option<usize>,
    phrase: Option<usize>,
}

/// A list as people paste it: columns parted by tabs as a spreadsheet copies them, or 错词→正词.
pub fn from_text(text: &str) -> ListedWords {
    let lines = text.lines().map(|line| line.split(['\t', '→']));
    let rows: Vec<Vec<String>> = lines
        .map(|cells| cells.map(str::to_owned).collect())
        .collect();
    from_table(&rows)
}

/// A table with a wrong word and the right one in each row. Columns are known by their names, else they are the first two.
/// A row with nothing but its first word is a fixed phrase; ？ in the place of the right word says that there is none.
pub fn from_table(rows: &[Vec<String>]) -> ListedWords {
    let cells = |row: &Vec<String>| row.iter().map(|cell| cell.trim().to_owned()).collect();
    let rows: Vec<(usize, Vec<String>)> = (1..).zip(rows.iter().map(cells)).collect();
    // A title stands alone above a table: a word or nothing in each row down to the names of the columns.
    let is_title = |(_, row): &&(usize, Vec<String>)| header(row).is_none() && n_filled(row) <= 1;
    let n_above = rows.iter().take_while(is_title).count();
    let named = rows.get(n_above).and_then(|(_, row)| header(row));
    let (columns, n_above, n_head) = match named {
        Some(columns) => (columns, n_above, 1),
        None => (first_two(&rows), 0, 0),
    };
    let (above, table) = rows.split_at(n_above);
    let table = table.get(n_head..).unwrap_or_default();
    let mut making = Making::default();
    for (n, _) in above.iter().filter(|(_, row)| n_filled(row) > 0) {
        making.skipped.push((*n, Skipped::AboveTable));
    }
    for (n, row) in table {
        let cell = |idx: Option<usize>| {
            let cell = idx.and_then(|idx| row.get(idx));
            cell.map_or("", String::as_str)
        };
        making.pair(*n, cell(columns.wrong), cell(columns.right));
        making.phrase(*n, cell(columns.phrase));
    }
    ListedWords {
        words: Words::new(making.pairs, making.phrases),
        skipped: making.skipped,
    }
}

fn n_filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.is_empty()).count()
}

/// The columns by their names; `None` when the row names none.
fn header(row: &[String]) -> Option<Columns> {
    let find = |names: &[&str]| row.iter().position(|cell| names.contains(&cell.as_str()));
    let (wrong, right, phrase) = (find(WRONG), find(RIGHT), find(PHRASE));
    // Of a pair one name is enough: the other column stands beside it.
    let columns = Columns {
        wrong: wrong.or_else(|| right?.checked_sub(1)),
        right: right.or_else(|| Some(wrong? + 1)),
        phrase,
    };
    (columns != Columns::default()).then_some(columns)
}

/// The first two columns, or the two behind the rows' numbers.
fn first_two(rows: &[(usize, Vec<String>)]) -> Columns {
    let is_number = |cell: &str| cell.chars().all(|c| c.is_ascii_digit() || c == '.');
    let has_numbers = rows
        .iter()
        .all(|(_, row)| row.first().is_none_or(|cell| is_number(cell)));
    let first = usize::from(has_numbers);
    Columns {
        wrong: Some(first),
        right: Some(first + 1),
        phrase: None,
    }
}

/// Words in the making.
#[derive(Default)]
struct Making {
    pairs: Vec<WordPair>,
    phrases: Vec<String>,
    skipped: Vec<(usize, Skipped)>,
    seen: HashSet<(String, String)>,
}

impl Making {
    fn pair(&mut self, n: usize, wrong: &str, right: &str) {
        if wrong.is_empty() && right.is_empty() {
            return;
        }
        // A wrong word without a right one.
        let is_unknown = matches!(right, "？" | "?");
        let right = if is_unknown { "" } else { right };
        if right.is_empty() && !is_unknown {
            self.phrase(n, wrong);
        } else if wrong.is_empty() {
            self.skipped.push((n, Skipped::NoWrongWord));
        } else if wrong == right {
            self.skipped.push((n, Skipped::SameWord));
        } else if self.is_new(n, wrong, right) {
            self.pairs.push(WordPair {
                wrong: wrong.to_owned(),
                right: right.to_owned(),
            });
        }
    }

    fn phrase(&mut self, n: usize, phrase: &str) {
        if phrase.is_empty() {
            return;
        }
        if phrase.chars().count() < SHORTEST_PHRASE {
            self.skipped.push((n, Skipped::ShortPhrase));
        } else if self.is_new(n, phrase, "") {
            self.phrases.push(phrase.to_owned());
        }
    }

    fn is_new(&mut self, n: usize, word: &str, right: &str) -> bool {
        let is_new = self.seen.insert((word.to_owned(), right.to_owned()));
        if !is_new {
            self.skipped.push((n, Skipped::Doubled));
        }
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &str) {
        check_skipped(text, wanted, &[]);
    }

    #[track_caller]
    fn check_skipped(text: &str, wanted: &str, skipped: &[(usize, Skipped)]) {
        let listed = from_text(text);
        let pairs = listed.words.pairs().iter();
        let pairs = pairs.map(|pair| format!("{}→{}", pair.wrong, pair.right));
        let all: Vec<_> = pairs
            .chain(listed.words.phrases().iter().cloned())
            .collect();
        assert_eq!(all.join(" "), wanted);
        assert_eq!(listed.skipped, skipped);
    }

    #[test]
    fn columns_are_known_by_name_or_are_the_first_two() {
        let wanted = "籍此→借此 坐谈→座谈";
        check("籍此\t借此\n坐谈\t座谈", wanted);
        check("籍此→借此\n\n坐谈 → 座谈", wanted);
        check("错误\t正确\n籍此\t借此\n坐谈\t座谈", wanted);
        check_skipped(
            "易错词表\n\n序号\t改为\t原词\n1\t借此\t籍此\n2\t座谈\t坐谈",
            wanted,
            &[(1, Skipped::AboveTable)],
        );
        check("1\t籍此\t借此\n2\t坐谈\t座谈\t说明", wanted);
        check("错词\t说什么\n籍此\t借此\n坐谈\t座谈", wanted);
    }

    #[test]
    fn a_word_alone_is_a_fixed_phrase() {
        check("立德树人", "立德树人");
        check(
            "籍此\t借此\n关心下一代\t\n立德树人",
            "籍此→借此 关心下一代 立德树人",
        );
        check("固定提法\n关心下一代\n立德树人", "关心下一代 立德树人");
        check(
            "错误\t正确\t固定词语\n籍此\t借此\t关心下一代\n\t\t立德树人",
            "籍此→借此 关心下一代 立德树人",
        );
    }

    #[test]
    fn a_wrong_word_may_have_two_right_ones() {
        check("以至\t以致\n以至\t以至于", "以至→以致 以至→以至于");
    }

    #[test]
    fn what_is_not_taken_is_told() {
        check_skipped(
            "籍此\t借此\n座谈\t座谈\n\t借此\n籍此\t借此\n工作\n立德树人\n立德树人",
            "籍此→借此 立德树人",
            &[
                (2, Skipped::SameWord),
                (3, Skipped::NoWrongWord),
                (4, Skipped::Doubled),
                (5, Skipped::ShortPhrase),
                (7, Skipped::Doubled),
            ],
        );
        check("", "");
    }
}
