//! Bookmarks by which a Word file of ours says where a section without heading begins: nothing on the page shows it.

/// Word does not list bookmarks whose names begin with `_`.
const MARK: &str = "_JgSection";

/// Deeper than any section tree; a number beyond it is somebody else's.
const DEEPEST: usize = 100;

/// The name of the bookmark for a section at a depth (0 is the top level). `number` makes it the only one of its name.
pub fn section_mark(depth: usize, number: usize) -> String {
    format!("{MARK}{depth}_{number}")
}

/// The depth of the section that begins at a bookmark of this name; `None` for any other bookmark.
pub fn marked_depth(name: &str) -> Option<usize> {
    let depth = name.strip_prefix(MARK)?.split('_').next()?;
    depth.parse().ok().filter(|depth| *depth < DEEPEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_tells_its_depth() {
        assert_eq!(marked_depth(&section_mark(3, 17)), Some(3));
        for other in ["_JgSection", "_JgSectionX_1", "_GoBack", "_JgSection100_1"] {
            assert_eq!(marked_depth(other), None, "{other}");
        }
    }
}
