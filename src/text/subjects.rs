//! Whether a name is what its sentence is about, by the words before it.

/// Words that lead up to a name at the start of a sentence without being about somebody else.
pub const LEAD_INS: &[&str] = &[
    "比如",
    "例如",
    "譬如",
    "如",
    "其中",
    "同时",
    "又如",
    "再如",
    "再比如",
    "还有",
    "特别是",
    "尤其是",
    "今年",
    "去年",
    "一年来",
    "近年来",
    "此外",
    "另外",
];

/// Characters before a name that make it part of another's sentence: 与南京市联合, 由南京市牵头, 在“南京市.
const TIES: &str = "和与同及向由在对为给到从跟、“‘《（(的";

/// Words that want an object: what follows is not the subject.
const VERBS: &[&str] = &[
    "支持", "指导", "帮助", "委托", "推荐", "表彰", "授予", "会同", "联合", "依托", "通过", "要求",
    "组织", "学习", "推广", "协助", "配合", "包括", "走进", "来自",
];

/// True if a name behind these words belongs to somebody else's sentence.
pub fn is_tied(before: &str) -> bool {
    before.ends_with(|c| TIES.contains(c)) || VERBS.iter().any(|verb| before.ends_with(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_behind_a_verb_or_a_preposition_is_an_object() {
        for before in ["省里支持", "与", "办在“", "学校、"] {
            assert!(is_tied(before), "{before}");
        }
        for before in ["", "走深走实", "近年来，"] {
            assert!(!is_tied(before), "{before}");
        }
    }
}
