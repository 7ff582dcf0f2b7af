//! Automatic numbers (一、): they are not in the text, so they are counted from the numbering definitions.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::error::ImportError;

use super::number_format::number_as;
use super::xml::{Element, Node, Space, Xml};

/// Levels of a list (17.9.6).
const N_LEVELS: usize = 9;

/// Characters of a level's text: 第%1部分 is 7. A hostile file could repeat a megabyte in every paragraph.
const LONGEST_TEXT: usize = 64;

/// The numbering definitions, and how far each list has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// `w:num`, by id.
    lists: BTreeMap<String, List>,
    /// `w:abstractNum`, by id: lists that stand on the same one count on from one another.
    definitions: BTreeMap<String, Definition>,
    /// The definitions that a style offers to others, by the style's name.
    offered: BTreeMap<String, String>,
    counts: BTreeMap<String, [Option<u32>; N_LEVELS]>,
    /// Lists that have given a number at a level already: a start of their own is taken once.
    begun: BTreeSet<(String, usize)>,
}

#[derive(Debug, Clone, Default)]
struct List {
    definition: String,
    /// Few lists have any, and there may be a million lists.
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

#[derive(Debug, Clone, Default)]
struct Definition {
    levels: BTreeMap<usize, Level>,
    /// The levels are those of the definition that is offered under this name.
    borrows: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// With `%1` to `%9` for the numbers.
    text: String,
    /// The paragraph style that stands at this level.
    style: Option<String>,
    /// All numbers in digits.
    is_legal: bool,
    /// Starts anew behind a level above this one, counted from 1; behind any for `None`, never for 0.
    restart: Option<usize>,
}

/// Where in the definitions the reader is.
#[derive(Default)]
struct Cursor {
    definition: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

impl Numbering {
    pub fn read(mut xml: Xml<'_>) -> Result<Self, ImportError> {
        let mut numbering = Self::default();
        let mut at = Cursor::default();
        while let Some(node) = xml.next()? {
            if let Node::Open(element) = node
                && element.space == Space::Word
            {
                numbering.take(&element, &mut at);
            }
        }
        Ok(numbering)
    }

    fn take(&mut self, element: &Element<'_>, at: &mut Cursor) {
        match element.local() {
            "abstractNum" => {
                at.definition = element.attribute("abstractNumId");
                (at.list, at.level) = (None, None);
                if let Some(id) = &at.definition {
                    self.definitions.entry(id.clone()).or_default();
                }
            }
            "num" => {
                at.list = element.attribute("numId");
                (at.definition, at.level) = (None, None);
                if let Some(id) = &at.list {
                    self.lists.entry(id.clone()).or_default();
                }
            }
            "lvl" => {
                at.level = level_of(element.attribute("ilvl"));
                if let (Some(levels), Some(level)) = (self.levels(at), at.level) {
                    levels.insert(level, Level::default());
                }
            }
            "lvlOverride" => at.level = level_of(element.attribute("ilvl")),
            "abstractNumId" => {
                if let Some(list) = self.list(at) {
                    list.definition = element.val().unwrap_or_default();
                }
            }
            "startOverride" => {
                let start = number(element.val());
                let level = at.level;
                if let (Some(list), Some(level), Some(start)) = (self.list(at), level, start) {
                    list.starts.insert(level, start);
                }
            }
            "styleLink" => {
                if let (Some(id), Some(name)) = (&at.definition, element.val()) {
                    self.offered.insert(name, id.clone());
                }
            }
            "numStyleLink" => {
                if let Some(definition) = self.definition(at) {
                    definition.borrows = element.val();
                }
            }
            local => {
                if let (Some(levels), Some(level)) = (self.levels(at), at.level)
                    && let Some(level) = levels.get_mut(&level)
                {
                    level.take(local, element);
                }
            }
        }
    }

    fn definition(&mut self, at: &Cursor) -> Option<&mut Definition> {
        self.definitions.get_mut(at.definition.as_ref()?)
    }

    fn list(&mut self, at: &Cursor) -> Option<&mut List> {
        self.lists.get_mut(at.list.as_ref()?)
    }

    fn levels(&mut self, at: &Cursor) -> Option<&mut BTreeMap<usize, Level>> {
        Some(if at.definition.is_some() {
            &mut self.definition(at)?.levels
        } else {
            &mut self.list(at)?.levels
        })
    }

    fn level<'a>(&'a self, list: &'a List, idx: usize) -> Option<&'a Level> {
        let own = list.levels.get(&idx);
        let definition = || {
            let direct = self.definitions.get(&list.definition)?;
            match &direct.borrows {
                Some(name) => self.definitions.get(self.offered.get(name)?),
                None => Some(direct),
            }
        };
        own.or_else(|| definition()?.levels.get(&idx))
    }

    /// Forgets how far each list has counted.
    pub fn count_anew(&mut self) {
        self.counts.clear();
        self.begun.clear();
    }

    /// The level at which a style stands in a list.
    pub fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let list = self.lists.get(list)?;
        (0..N_LEVELS).find(|&idx| {
            self.level(list, idx)
                .is_some_and(|level| level.style.as_deref() == Some(style))
        })
    }

    /// Counts a paragraph of a list and gives its number; empty for a bullet and where there is no such list.
    pub fn next_label(&mut self, list_id: &str, at: usize) -> String {
        let Some(list) = self.lists.get(list_id) else {
            return String::new();
        };
        let levels: [Option<Level>; N_LEVELS] =
            std::array::from_fn(|idx| self.level(list, idx).cloned());
        let start_of = |idx: usize| {
            levels
                .get(idx)
                .and_then(Option::as_ref)
                .map_or(1, |level| level.start)
        };
        let Some(Some(level)) = levels.get(at) else {
            return String::new();
        };
        let counts = self.counts.entry(list.definition.clone()).or_default();
        for idx in 0..=at {
            let own_start = list.starts.get(&idx).copied();
            let is_first = own_start.is_some() && self.begun.insert((list_id.to_owned(), idx));
            let Some(count) = counts.get_mut(idx) else {
                continue;
            };
            if is_first {
                *count = None;
            }
            let start = own_start.unwrap_or_else(|| start_of(idx));
            *count = Some(match *count {
                None => start,
                Some(count) if idx == at => count.saturating_add(1),
                Some(count) => count,
            });
        }
        for (idx, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = levels
                .get(idx)
                .and_then(Option::as_ref)
                .and_then(|level| level.restart);
            if restart.is_none_or(|behind| at < behind) {
                *count = None;
            }
        }
        let number_at = |idx: usize| {
            let number = counts.get(idx).copied().flatten();
            let number = number.unwrap_or_else(|| start_of(idx));
            let format = levels
                .get(idx)
                .and_then(Option::as_ref)
                .map_or("", |level| level.format.as_str());
            number_as(if level.is_legal { "decimal" } else { format }, number)
        };
        level.label(number_at)
    }
}

impl Level {
    fn take(&mut self, local: &str, element: &Element<'_>) {
        match local {
            "start" => self.start = number(element.val()).unwrap_or(1),
            "numFmt" => self.format = element.val().unwrap_or_default(),
            "lvlText" => {
                let text = element.val().unwrap_or_default();
                self.text = text.chars().take(LONGEST_TEXT).collect();
            }
            "pStyle" => self.style = element.val(),
            "isLgl" => self.is_legal = element.is_on(),
            "lvlRestart" => self.restart = number(element.val()).map(|number| number as usize),
            _ => {}
        }
    }

    fn label(&self, number_at: impl Fn(usize) -> String) -> String {
        if self.format == "bullet" {
            return String::new();
        }
        let mut label = String::new();
        let mut chars = self.text.chars().peekable();
        while let Some(c) = chars.next() {
            let idx = (c == '%')
                .then(|| chars.next_if(|c| ('1'..='9').contains(c)))
                .flatten()
                .and_then(|c| c.to_digit(10));
            match idx {
                Some(idx) => label.push_str(&number_at(idx as usize - 1)),
                None => label.push(c),
            }
        }
        label.trim().to_owned()
    }
}

fn number(val: Option<String>) -> Option<u32> {
    val?.trim().parse().ok()
}

fn level_of(val: Option<String>) -> Option<usize> {
    number(val)
        .map(|level| level as usize)
        .filter(|level| *level < N_LEVELS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbering(definitions: &str) -> Numbering {
        let text = format!(
            r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{definitions}</w:numbering>"#
        );
        Numbering::read(Xml::new(&text, "numbering", &|| false)).unwrap()
    }

    fn level(idx: usize, format: &str, text: &str) -> String {
        format!(
            r#"<w:lvl w:ilvl="{idx}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    }

    /// The numbers of a row of paragraphs, each a list and a level.
    fn labels(numbering: &mut Numbering, row: &[(&str, usize)]) -> String {
        let labels: Vec<_> = row
            .iter()
            .map(|(list, level)| numbering.next_label(list, *level))
            .collect();
        labels.join(" ")
    }

    fn official() -> String {
        format!(
            r#"<w:abstractNum w:abstractNumId="7">{}{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>"#,
            level(0, "japaneseCounting", "%1、"),
            level(1, "chineseCounting", "（%2）"),
            level(2, "decimal", "%3."),
        )
    }

    #[test]
    fn deeper_levels_start_anew() {
        let mut numbering = numbering(&official());
        let row = [
            ("1", 0),
            ("1", 1),
            ("1", 1),
            ("1", 2),
            ("1", 0),
            ("1", 1),
            ("1", 2),
        ];
        assert_eq!(
            labels(&mut numbering, &row),
            "一、 （一） （二） 1. 二、 （一） 1."
        );
    }

    #[test]
    fn lists_on_one_definition_count_on_unless_they_start_of_their_own() {
        let more = r#"<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#;
        let mut numbering = numbering(&(official() + more));
        let row = [("1", 0), ("2", 0), ("3", 0), ("3", 0), ("1", 0)];
        assert_eq!(labels(&mut numbering, &row), "一、 二、 一、 二、 三、");
    }

    #[test]
    fn numbers_of_the_levels_above_are_shown() {
        let text = format!(
            r#"<w:abstractNum w:abstractNumId="0">{}{}<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
            level(0, "upperRoman", "第%1部分"),
            level(1, "decimal", "%1.%2"),
        );
        let mut numbering = numbering(&text);
        let row = [("1", 0), ("1", 1), ("1", 2), ("1", 2)];
        assert_eq!(labels(&mut numbering, &row), "第I部分 I.1 1.1.3 1.1.4");
    }

    #[test]
    fn a_bullet_has_no_number_and_a_missing_list_none_either() {
        let text = format!(
            r#"<w:abstractNum w:abstractNumId="0">{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
            level(0, "bullet", "●"),
        );
        let mut numbering = numbering(&text);
        assert_eq!(
            labels(&mut numbering, &[("1", 0), ("1", 8), ("9", 0)]),
            "  "
        );
    }

    #[test]
    fn levels_can_be_borrowed_by_a_styles_name() {
        let text = format!(
            r#"<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="X"/></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:styleLink w:val="X"/>{}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>"#,
            level(0, "decimal", "%1)"),
        );
        assert_eq!(
            labels(&mut numbering(&text), &[("5", 0), ("5", 0)]),
            "1) 2)"
        );
    }
}
