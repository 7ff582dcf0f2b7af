//! What a page does not show, as comments in the Markdown that we export.

use crate::text::markdown::comment;

use super::FrontField;

/// Something that Markdown has no sign for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkdownMark {
    /// The whole file is ours: nothing in it has to be guessed.
    File,
    /// Stands behind a line of the front matter other than the title.
    Front {
        field: FrontField,
        /// The brackets around a date are the layout's, not the text's.
        in_brackets: bool,
    },
    /// A section without heading begins; 0 is the top level.
    Section { depth: usize, numbered: bool },
    /// A paragraph without text.
    EmptyParagraph,
    /// Parts a heading's number from its text, where they could be taken for something else.
    EndOfNumber {
        /// Where Markdown has no heading as deep.
        depth: Option<usize>,
    },
}

const FIELDS: [(FrontField, &str); 6] = [
    (FrontField::Title, "标题"),
    (FrontField::Subtitle, "副标题"),
    (FrontField::Speaker, "讲话人"),
    (FrontField::Date, "日期"),
    (FrontField::Venue, "地点"),
    (FrontField::Salutation, "称呼"),
];
const FILE: &str = "讲稿";
const OWN_BRACKETS: &str = "，自带括号";
const NO_HEADING: &str = "章节，无标题";
const NUMBERED: &str = "，编号";
const EMPTY: &str = "空段";

/// Deeper than any section tree.
const DEEPEST: usize = 100;

impl MarkdownMark {
    pub fn comment(self) -> String {
        comment(&match self {
            Self::File => FILE.to_owned(),
            Self::Front { field, in_brackets } => {
                let known = FIELDS.iter().find(|(known, _)| *known == field);
                let name = known.map_or("", |(_, name)| name);
                let is_own = field == FrontField::Date && !in_brackets;
                format!("{name}{}", if is_own { OWN_BRACKETS } else { "" })
            }
            Self::Section { depth, numbered } => {
                let numbered = if numbered { NUMBERED } else { "" };
                format!("{}{NO_HEADING}{numbered}", level(depth))
            }
            Self::EmptyParagraph => EMPTY.to_owned(),
            Self::EndOfNumber { depth: None } => return "<!-- -->".to_owned(),
            Self::EndOfNumber { depth: Some(depth) } => level(depth),
        })
    }

    /// The mark that the words of a comment are; `None` for anybody else's.
    pub fn of_words(words: &str) -> Option<Self> {
        match words {
            "" => return Some(Self::EndOfNumber { depth: None }),
            FILE => return Some(Self::File),
            EMPTY => return Some(Self::EmptyParagraph),
            _ => {}
        }
        let bare = words.strip_suffix(OWN_BRACKETS);
        let named = FIELDS
            .iter()
            .find(|(_, name)| *name == bare.unwrap_or(words));
        if let Some((field, _)) = named {
            let in_brackets = *field == FrontField::Date && bare.is_none();
            return Some(Self::Front {
                field: *field,
                in_brackets,
            });
        }
        let (number, rest) = words.strip_prefix('第')?.split_once('级')?;
        let number: usize = number.parse().ok()?;
        let depth = number.checked_sub(1).filter(|depth| *depth < DEEPEST)?;
        match rest.strip_prefix(NO_HEADING) {
            Some("") => Some(Self::Section {
                depth,
                numbered: false,
            }),
            Some(NUMBERED) => Some(Self::Section {
                depth,
                numbered: true,
            }),
            None if rest.is_empty() => Some(Self::EndOfNumber { depth: Some(depth) }),
            _ => None,
        }
    }
}

fn level(depth: usize) -> String {
    format!("第{}级", depth + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::markdown::words_of_comment;

    #[test]
    fn a_comment_tells_its_mark() {
        let lines = FrontField::ALL
            .into_iter()
            .map(|field| MarkdownMark::Front {
                field,
                in_brackets: field == FrontField::Date,
            });
        let others = [
            MarkdownMark::File,
            MarkdownMark::EmptyParagraph,
            MarkdownMark::EndOfNumber { depth: None },
            MarkdownMark::EndOfNumber { depth: Some(8) },
            MarkdownMark::Front {
                field: FrontField::Date,
                in_brackets: false,
            },
            MarkdownMark::Section {
                depth: 0,
                numbered: false,
            },
            MarkdownMark::Section {
                depth: 8,
                numbered: true,
            },
        ];
        for mark in lines.chain(others) {
            let comment = mark.comment();
            let words = words_of_comment(&comment).unwrap();
            assert_eq!(MarkdownMark::of_words(words), Some(mark), "{comment}");
        }
        for words in ["备注", "第0级", "第级", "第200级", "第1级章节", "日期，"] {
            assert_eq!(MarkdownMark::of_words(words), None, "{words}");
        }
    }
}
