//! Fields: of a field only the result is text.

/// What a field is for, as far as it decides about text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// The number of the page, or of pages.
    PageNumber,
    Contents,
    /// Characters put together by a formula: `EQ \o\ac(○,国)`. It has no result; Word draws it.
    Composed,
    Other,
}

#[derive(Debug)]
struct Field {
    instruction: String,
    /// What it is for, once its result has begun.
    result: Option<FieldKind>,
}

/// The fields that are open.
///
/// They are counted, not looked through: every piece of text asks, and a hostile file opens a million.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// The outermost first.
    open: Vec<Field>,
    n_without_result: usize,
    n_page_numbers: usize,
    n_contents: usize,
}

/// Largest number of characters kept of an instruction: the path of a HYPERLINK may be long and is not used.
const LONGEST_INSTRUCTION: usize = 500;

impl Fields {
    pub fn begin(&mut self) {
        self.open.push(Field {
            instruction: String::new(),
            result: None,
        });
        self.n_without_result += 1;
    }

    pub fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut()
            && field.result.is_none()
            && field.instruction.len() < LONGEST_INSTRUCTION
        {
            field.instruction.push_str(text);
        }
    }

    /// The instruction is complete; the result follows.
    pub fn separate(&mut self) -> Option<FieldKind> {
        let field = self.open.last_mut()?;
        if field.result.is_none() {
            let kind = kind_of(&field.instruction);
            field.result = Some(kind);
            self.n_without_result -= 1;
            if let Some(count) = self.count_of(kind) {
                *count += 1;
            }
        }
        self.open.last()?.result
    }

    /// Ends the innermost field; gives the text of one that has none of its own.
    pub fn end(&mut self) -> Option<String> {
        let field = self.open.pop()?;
        let Some(kind) = field.result else {
            self.n_without_result -= 1;
            return (kind_of(&field.instruction) == FieldKind::Composed)
                .then(|| composed(&field.instruction));
        };
        if let Some(count) = self.count_of(kind) {
            *count -= 1;
        }
        None
    }

    fn count_of(&mut self, kind: FieldKind) -> Option<&mut usize> {
        match kind {
            FieldKind::PageNumber => Some(&mut self.n_page_numbers),
            FieldKind::Contents => Some(&mut self.n_contents),
            FieldKind::Composed | FieldKind::Other => None,
        }
    }

    /// True if text that stands here is to be seen.
    pub fn show_text(&self) -> bool {
        self.n_without_result == 0 && self.n_page_numbers == 0
    }

    pub fn are_in_contents(&self) -> bool {
        self.n_contents > 0
    }

    /// True if a field never came to its result: then what was taken for its instruction may have been text.
    pub fn hide_text(&self) -> bool {
        self.n_without_result > 0
    }
}

pub(super) fn kind_of(instruction: &str) -> FieldKind {
    let name = instruction.split_whitespace().next().unwrap_or_default();
    match name.to_ascii_uppercase().as_str() {
        "PAGE" | "NUMPAGES" | "SECTIONPAGES" => FieldKind::PageNumber,
        "TOC" => FieldKind::Contents,
        "EQ" => FieldKind::Composed,
        _ => FieldKind::Other,
    }
}

/// The base of characters that are drawn over one another: the last argument of the outermost brackets. In front of it
/// stands the circle around it, or the reading above it.
fn composed(instruction: &str) -> String {
    let Some((_, inside)) = instruction.split_once('(') else {
        return String::new();
    };
    let inside = inside.rsplit_once(')').map_or(inside, |(inside, _)| inside);
    let mut depth = 0_usize;
    let mut base = String::new();
    for c in inside.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | ';' if depth == 0 => base.clear(),
            c if depth == 0 => base.push(c),
            _ => {}
        }
    }
    base.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_results_are_seen() {
        let mut fields = Fields::default();
        assert!(fields.show_text());
        fields.begin();
        fields.instruct(" REF a ");
        assert!(!fields.show_text() && fields.hide_text());
        assert_eq!(fields.separate(), Some(FieldKind::Other));
        assert!(fields.show_text() && !fields.hide_text());
        fields.begin();
        fields.instruct("PAGE");
        fields.separate();
        assert!(!fields.show_text());
        fields.end();
        assert!(fields.show_text());
        fields.end();
        assert_eq!(fields.end(), None);
    }

    #[test]
    fn composed_characters_give_their_base() {
        let check = |instruction: &str, wanted: Option<&str>| {
            let mut fields = Fields::default();
            fields.begin();
            fields.instruct(instruction);
            assert_eq!(fields.end().as_deref(), wanted);
        };
        check(r" EQ \o\ac(○,国)", Some("国"));
        check(
            r#"eq \* jc2 \* "Font:宋体" \o\ad(\s\up 9(pīn),拼)"#,
            Some("拼"),
        );
        check(r"EQ \o", Some(""));
        check(r"REF a(b)", None);
    }
}
