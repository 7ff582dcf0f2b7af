//! Chinese numerals (中文数字).

/// Writes a number below 10,000 as headings have it: 一, 十, 十二, 二十, 一百零三. From 10,000 on it is digits.
pub fn chinese_numeral(number: usize) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const UNITS: [(usize, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    if number == 0 {
        return "零".to_owned();
    }
    if number >= 10_000 {
        return number.to_string();
    }
    let mut written = String::new();
    let mut gap = false;
    for (value, unit) in UNITS {
        let digit = number / value % 10;
        if digit == 0 {
            gap = !written.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            written.push('零');
        }
        // Ten to nineteen are 十 to 十九, without 一 in front.
        if !(value == 10 && digit == 1 && written.is_empty()) {
            written.push(DIGITS[digit]);
        }
        written.push_str(unit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        let check = |number, written| assert_eq!(chinese_numeral(number), written);
        check(0, "零");
        check(1, "一");
        check(10, "十");
        check(12, "十二");
        check(20, "二十");
        check(99, "九十九");
        check(100, "一百");
        check(103, "一百零三");
        check(110, "一百一十");
        check(1003, "一千零三");
        check(1030, "一千零三十");
        check(10_000, "10000");
    }
}
