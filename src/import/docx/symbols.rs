//! Characters of symbol fonts, as characters that any font has.

/// What `w:sym` shows; `None` when no other font has it.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    // Symbol fonts are addressed in the private use area, at 0xF000.
    let Some(code) = code.checked_sub(0xF000).filter(|code| *code <= 0xFF) else {
        let is_private = (0xE000..=0xF8FF).contains(&code);
        return char::from_u32(code).filter(|c| !is_private && !c.is_control());
    };
    let in_table = |table: &[(u32, char)]| {
        table
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, shown)| *shown)
    };
    match font {
        "Wingdings" => in_table(&WINGDINGS),
        "Wingdings 2" => in_table(&WINGDINGS_2),
        "Symbol" => in_table(&SYMBOL).or_else(|| {
            let letters = match code {
                0x41..=0x5A => "ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
                0x61..=0x7A => "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
                _ => return char::from_u32(code).filter(char::is_ascii_graphic),
            };
            letters.chars().nth((code & 0x1F) as usize - 1)
        }),
        _ => None,
    }
}

const WINGDINGS: [(u32, char); 18] = [
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
    (0x4A, '☺'),
];

const WINGDINGS_2: [(u32, char); 6] = [
    (0x4F, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x54, '☒'),
    (0xA3, '□'),
];

const SYMBOL: [(u32, char); 18] = [
    (0xA2, '′'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAC, '←'),
    (0xAE, '→'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB2, '″'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xD2, '®'),
    (0xD3, '©'),
    (0xD4, '™'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols() {
        let check = |font, code, wanted| assert_eq!(symbol(font, code), wanted, "{font} {code:X}");
        check("Wingdings", 0xF0FE, Some('☑'));
        check("Wingdings 2", 0xF0A3, Some('□'));
        check("Symbol", 0xF061, Some('α'));
        check("Symbol", 0xF057, Some('Ω'));
        check("Symbol", 0xF0B1, Some('±'));
        check("Symbol", 0xF028, Some('('));
        check("Webdings", 0xF061, None);
        check("MS Gothic", 0x2611, Some('☑'));
        check("宋体", 0xE123, None);
        check("宋体", 0x0, None);
        check("宋体", 0xD800, None);
    }
}
