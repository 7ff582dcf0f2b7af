//! Writes the numbers of lists as Word does (ECMA-376 part 1, 17.18.59).

use crate::text::numerals::chinese_numeral;

/// The number in a format of `w:numFmt`; digits in a format that nothing here knows.
pub(super) fn number_as(format: &str, number: u32) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number),
        "lowerLetter" => letters(number).to_lowercase(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => chinese_numeral(number as usize),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            digits(number, &DIGITS)
        }
        "chineseLegalSimplified" => legal(number, &LEGAL_SIMPLIFIED),
        "ideographLegalTraditional" => legal(number, &LEGAL_TRADITIONAL),
        "ideographTraditional" => nth(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => nth(number, "子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(number, '①', 20),
        "decimalEnclosedParen" => enclosed(number, '⑴', 20),
        "decimalEnclosedFullstop" => enclosed(number, '⒈', 20),
        "ideographEnclosedCircle" => enclosed(number, '㊀', 10),
        "decimalFullWidth" | "decimalFullWidth2" => digits(number, &FULL_WIDTH),
        _ => number.to_string(),
    }
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FULL_WIDTH: [char; 10] = ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'];
/// From the numerals that any number is made of to those of cheques (大写).
const LEGAL_SIMPLIFIED: [(char, char); 13] = [
    ('一', '壹'),
    ('二', '贰'),
    ('三', '叁'),
    ('四', '肆'),
    ('五', '伍'),
    ('六', '陆'),
    ('七', '柒'),
    ('八', '捌'),
    ('九', '玖'),
    ('十', '拾'),
    ('百', '佰'),
    ('千', '仟'),
    ('〇', '零'),
];
const LEGAL_TRADITIONAL: [(char, char); 13] = [
    ('一', '壹'),
    ('二', '貳'),
    ('三', '參'),
    ('四', '肆'),
    ('五', '伍'),
    ('六', '陸'),
    ('七', '柒'),
    ('八', '捌'),
    ('九', '玖'),
    ('十', '拾'),
    ('百', '佰'),
    ('千', '仟'),
    ('〇', '零'),
];

fn digits(number: u32, digits: &[char; 10]) -> String {
    let written = number.to_string();
    let to = |c: char| Some(digits.get(c.to_digit(10)? as usize).copied().unwrap_or(c));
    written.chars().filter_map(to).collect()
}

fn legal(number: u32, pairs: &[(char, char)]) -> String {
    let written = chinese_numeral(number as usize);
    // Ten is 壹拾 there: a bare 十 could be written in front of.
    let written = if written.starts_with('十') {
        format!("一{written}")
    } else {
        written
    };
    let to = |c: char| {
        pairs
            .iter()
            .find(|pair| pair.0 == c)
            .map_or(c, |pair| pair.1)
    };
    written.chars().map(to).collect()
}

/// The sign at a place of a row; digits behind its end, as Word writes them.
fn nth(number: u32, signs: &str) -> String {
    (number as usize)
        .checked_sub(1)
        .and_then(|idx| signs.chars().nth(idx))
        .map_or_else(|| number.to_string(), String::from)
}

fn enclosed(number: u32, first: char, n_signs: u32) -> String {
    (1..=n_signs)
        .contains(&number)
        .then(|| char::from_u32(first as u32 + number - 1))
        .flatten()
        .map_or_else(|| number.to_string(), String::from)
}

/// A to Z, then AA, BB.
fn letters(number: u32) -> String {
    let Some(idx) = number.checked_sub(1) else {
        return String::new();
    };
    let letter = char::from_u32('A' as u32 + idx % 26).unwrap_or('A');
    // Nobody reads a list with 260 points; a hostile one may begin at four billion.
    let n_times = (idx / 26 + 1).min(10) as usize;
    std::iter::repeat_n(letter, n_times).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_lists() {
        let check =
            |format, number, wanted| assert_eq!(number_as(format, number), wanted, "{format}");
        check("japaneseCounting", 12, "十二");
        check("chineseCountingThousand", 103, "一百零三");
        check("ideographDigital", 10, "一〇");
        check("chineseLegalSimplified", 12, "壹拾贰");
        check("ideographLegalTraditional", 26, "貳拾陸");
        check("ideographTraditional", 3, "丙");
        check("ideographTraditional", 11, "11");
        check("ideographZodiac", 12, "亥");
        check("decimalEnclosedCircleChinese", 20, "⑳");
        check("decimalEnclosedCircle", 21, "21");
        check("decimalEnclosedParen", 2, "⑵");
        check("decimalEnclosedFullstop", 1, "⒈");
        check("ideographEnclosedCircle", 10, "㊉");
        check("decimalFullWidth", 10, "１０");
        check("decimalZero", 7, "07");
        check("upperRoman", 1994, "MCMXCIV");
        check("lowerRoman", 4, "iv");
        check("upperLetter", 28, "BB");
        check("lowerLetter", 26, "z");
        check("decimal", 5, "5");
        check("somethingNew", 5, "5");
        check("none", 5, "");
        for format in [
            "upperRoman",
            "lowerLetter",
            "ideographZodiac",
            "decimalEnclosedParen",
            "chineseLegalSimplified",
        ] {
            for number in [0, u32::MAX] {
                assert!(number_as(format, number).chars().count() <= 10);
            }
        }
    }
}
