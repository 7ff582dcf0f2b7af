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
    is_result: bool,
}

/// The fields that are open, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

/// Characters of an instruction that are kept: a path in a HYPERLINK may be long, and nobody needs it.
const LONGEST_INSTRUCTION: usize = 500;

impl Fields {
    pub fn begin(&mut self) {
        self.0.push(Field {
            instruction: String::new(),
            is_result: false,
        });
    }

    pub fn instruct(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut()
            && !field.is_result
            && field.instruction.len() < LONGEST_INSTRUCTION
        {
            field.instruction.push_str(text);
        }
    }

    /// The instruction is complete; the result follows.
    pub fn separate(&mut self) -> Option<FieldKind> {
        let field = self.0.last_mut()?;
        field.is_result = true;
        Some(kind_of(&field.instruction))
    }

    /// Ends the innermost field; gives the text of one that has none of its own.
    pub fn end(&mut self) -> Option<String> {
        let field = self.0.pop()?;
        (!field.is_result && kind_of(&field.instruction) == FieldKind::Composed)
            .then(|| composed(&field.instruction))
    }

    /// Whether text that stands here is to be seen.
    pub fn show_text(&self) -> bool {
        self.0
            .iter()
            .all(|field| field.is_result && kind_of(&field.instruction) != FieldKind::PageNumber)
    }

    pub fn are_in_contents(&self) -> bool {
        self.0
            .iter()
            .any(|field| field.is_result && kind_of(&field.instruction) == FieldKind::Contents)
    }

    /// Whether a field never came to its result: then what was taken for its instruction may have been text.
    pub fn hide_text(&self) -> bool {
        self.0.iter().any(|field| !field.is_result)
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
