//! Styles of a Word file, as far as they tell what a paragraph is.

use std::collections::BTreeMap;

use crate::import::error::ImportError;

use super::xml::{Element, Node, Space, Xml};

/// What a style's name says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(usize),
    Title,
    Subtitle,
    /// Lines of a table of contents.
    Contents,
    /// The style says that its paragraphs are text.
    BodyText,
    #[default]
    Other,
}

/// Which list a paragraph belongs to, as far as a style or a paragraph says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct InList {
    pub list: Option<String>,
    pub level: Option<usize>,
}

/// What a style says, with what it takes from those that it stands on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub kind: Kind,
    /// The level of a heading, 0 the highest.
    pub level: Option<usize>,
    pub in_list: InList,
    pub is_centred: bool,
    /// In half points.
    pub size: Option<u32>,
}

#[derive(Debug, Default)]
struct Definition {
    kind: Kind,
    based_on: Option<String>,
    outline: Option<usize>,
    in_list: InList,
    is_centred: Option<bool>,
    size: Option<u32>,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    definitions: BTreeMap<String, Definition>,
    /// The style of paragraphs that name none.
    default: String,
    default_size: Option<u32>,
}

/// How many styles may stand on one another; a circle ends there.
const DEEPEST: usize = 32;

/// `w:outlineLvl` of text that is no heading (17.3.1.20).
const NO_HEADING: usize = 9;

impl Styles {
    pub fn read(mut xml: Xml<'_>) -> Result<Self, ImportError> {
        let mut styles = Self::default();
        let mut id = None;
        let mut is_default = false;
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            if element.space != Space::Word {
                continue;
            }
            match element.local() {
                "docDefaults" => (id, is_default) = (None, true),
                "style" => {
                    is_default = false;
                    // Word writes the type always; what has none is a paragraph's.
                    let kind = element.attribute("type");
                    let is_paragraph = kind.is_none_or(|kind| kind == "paragraph");
                    id = element.attribute("styleId").filter(|_| is_paragraph);
                    if let Some(id) = &id {
                        styles.definitions.entry(id.clone()).or_default();
                        let is_default = element.attribute("default");
                        if is_default.is_some_and(|on| matches!(on.as_str(), "1" | "true" | "on")) {
                            styles.default.clone_from(id);
                        }
                    }
                }
                "sz" if is_default => styles.default_size = number(&element),
                _ => {
                    if let Some(style) = id.as_ref().and_then(|id| styles.definitions.get_mut(id)) {
                        style.take(&element);
                    }
                }
            }
        }
        Ok(styles)
    }

    /// What the style of a paragraph says; `None` names the default.
    pub fn get(&self, id: Option<&str>) -> Style {
        let id = id.unwrap_or(&self.default);
        let mut style = Style::default();
        let mut is_level_known = false;
        let mut is_centred = None;
        let mut next = Some(id);
        for _ in 0..DEEPEST {
            let Some(id) = next else { break };
            let Some(definition) = self.definitions.get(id) else {
                // A file without styles still names them, by the ids that Word gives.
                if style.kind == Kind::Other {
                    style.kind = kind_of(id);
                }
                break;
            };
            if style.kind == Kind::Other {
                style.kind = definition.kind;
            }
            if !is_level_known && let Some(level) = definition.outline {
                is_level_known = true;
                style.level = (level < NO_HEADING).then_some(level);
            }
            if !is_level_known && let Kind::Heading(level) = definition.kind {
                is_level_known = true;
                style.level = Some(level);
            }
            let in_list = &mut style.in_list;
            in_list.list = in_list
                .list
                .take()
                .or_else(|| definition.in_list.list.clone());
            in_list.level = in_list.level.or(definition.in_list.level);
            is_centred = is_centred.or(definition.is_centred);
            style.size = style.size.or(definition.size);
            next = definition.based_on.as_deref();
        }
        if !is_level_known && let Kind::Heading(level) = style.kind {
            style.level = Some(level);
        }
        style.is_centred = is_centred.unwrap_or(false);
        style.size = style.size.or(self.default_size);
        style
    }

    /// The style that a paragraph has, by its id.
    pub fn id_of<'a>(&'a self, id: Option<&'a str>) -> &'a str {
        id.unwrap_or(&self.default)
    }
}

impl Definition {
    fn take(&mut self, element: &Element<'_>) {
        match element.local() {
            "name" => self.kind = kind_of(&element.val().unwrap_or_default()),
            "basedOn" => self.based_on = element.val(),
            "outlineLvl" => self.outline = number(element).map(|level| level as usize),
            "numId" => self.in_list.list = element.val(),
            "ilvl" => self.in_list.level = number(element).map(|level| level as usize),
            "jc" => self.is_centred = element.val().map(|place| place == "center"),
            "sz" => self.size = number(element),
            _ => {}
        }
    }
}

fn number(element: &Element<'_>) -> Option<u32> {
    element.val()?.trim().parse().ok()
}

/// What a style is for: by its name, for the ids differ. The id 1 is heading 1 in Chinese Word and the text in WPS.
fn kind_of(name: &str) -> Kind {
    let name: String = name
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    let level_behind = |start: &str| {
        let rest = name.strip_prefix(start)?;
        let mut chars = rest.chars();
        let (Some(digit), None) = (chars.next(), chars.next()) else {
            return None;
        };
        let level = digit.to_digit(10).map(|digit| digit as usize).or_else(|| {
            "一二三四五六七八九"
                .chars()
                .position(|c| c == digit)
                .map(|idx| idx + 1)
        })?;
        level.checked_sub(1)
    };
    if let Some(level) = ["heading", "标题", "標題"]
        .iter()
        .find_map(|start| level_behind(start))
    {
        return Kind::Heading(level);
    }
    if let Some(level) = name.strip_suffix("级标题") {
        let mut chars = level.chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && let Some(level) = "一二三四五六七八九"
                .chars()
                .position(|numeral| numeral == c)
        {
            return Kind::Heading(level);
        }
    }
    if name.starts_with("toc")
        && name
            .chars()
            .nth(3)
            .is_some_and(|c| c.is_ascii_digit() || c == 'h')
        || ["目录", "目錄"].iter().any(|start| name.starts_with(start))
    {
        return Kind::Contents;
    }
    match name.as_str() {
        "title" | "标题" | "標題" => Kind::Title,
        "subtitle" | "副标题" | "副標題" => Kind::Subtitle,
        "bodytext" | "正文文本" | "正文文本缩进" | "bodytextindent" | "bodytextfirstindent" => {
            Kind::BodyText
        }
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(definitions: &str) -> Styles {
        let text = format!(
            r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{definitions}</w:styles>"#
        );
        Styles::read(Xml::new(&text, "styles", &|| false)).unwrap()
    }

    fn style(id: &str, name: &str, rest: &str) -> String {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{rest}</w:style>"#
        )
    }

    #[test]
    fn names_tell_headings() {
        let check = |name, kind| assert_eq!(kind_of(name), kind, "{name}");
        check("heading 1", Kind::Heading(0));
        check("Heading9", Kind::Heading(8));
        check("标题 2", Kind::Heading(1));
        check("标题三", Kind::Heading(2));
        check("一级标题", Kind::Heading(0));
        check("标题", Kind::Title);
        check("Title", Kind::Title);
        check("副标题", Kind::Subtitle);
        check("toc 1", Kind::Contents);
        check("TOC Heading", Kind::Contents);
        check("目录 1", Kind::Contents);
        check("Body Text", Kind::BodyText);
        check("heading 0", Kind::Other);
        check("标题 1 Char", Kind::Other);
        check("Normal", Kind::Other);
        check("tocsin", Kind::Other);
    }

    #[test]
    fn the_name_counts_and_not_the_id() {
        let chinese_word = styles(&style("1", "heading 1", ""));
        assert_eq!(chinese_word.get(Some("1")).level, Some(0));
        let wps = styles(&(style("1", "Normal", "") + &style("2", "heading 1", "")));
        assert_eq!(wps.get(Some("1")).level, None);
        assert_eq!(wps.get(Some("2")).level, Some(0));
        // No styles at all: the ids that Word gives are names.
        assert_eq!(Styles::default().get(Some("Heading2")).level, Some(1));
    }

    #[test]
    fn a_style_takes_from_the_one_it_stands_on() {
        let based = r#"<w:basedOn w:val="a"/>"#;
        let styles = styles(
            &(style(
                "a",
                "heading 2",
                r#"<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="32"/></w:rPr>"#,
            ) + &style("b", "我的", based)
                + &style(
                    "c",
                    "正文样",
                    &format!(r#"{based}<w:pPr><w:outlineLvl w:val="9"/></w:pPr>"#),
                )),
        );
        let own = styles.get(Some("b"));
        assert_eq!(own, styles.get(Some("a")));
        assert_eq!(
            (own.level, own.size, own.is_centred),
            (Some(1), Some(32), true)
        );
        assert_eq!(
            own.in_list,
            InList {
                list: Some("4".to_owned()),
                level: Some(1)
            }
        );
        assert_eq!(styles.get(Some("c")).level, None);
    }

    #[test]
    fn a_circle_ends() {
        let styles = styles(
            &(style("a", "甲", r#"<w:basedOn w:val="b"/>"#)
                + &style("b", "乙", r#"<w:basedOn w:val="a"/>"#)),
        );
        assert_eq!(styles.get(Some("a")), Style::default());
    }
}
