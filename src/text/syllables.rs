//! Counts what is spoken: 2024年 is five syllables, 13家 three, 99.8% eight.

use super::chars::is_han;

/// Syllables a minute when nothing else is set: the middle of what speakers at a lectern do (160 to 220).
pub const RATE: u32 = 200;

/// Syllables of the text read aloud. Marks are silent; a number is read as a number, a year digit by digit, a Latin
/// word of capitals letter by letter and any other by its groups of vowels.
pub fn syllables(text: &str) -> usize {
    let mut n_syllables = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if is_han(c) {
            n_syllables += 1;
        } else if c.is_ascii_digit() {
            let mut number = String::from(c);
            while let Some(&next) = rest.peek() {
                if !next.is_ascii_digit() && next != '.' && next != ',' {
                    break;
                }
                number.push(next);
                rest.next();
            }
            n_syllables += of_number(&number, rest.peek().copied());
            if rest.next_if_eq(&'%').is_some() || rest.next_if_eq(&'％').is_some() {
                n_syllables += 3; // 百分之
            }
        } else if c.is_ascii_alphabetic() {
            let mut word = String::from(c);
            while let Some(letter) = rest.next_if(char::is_ascii_alphabetic) {
                word.push(letter);
            }
            n_syllables += of_word(&word);
        }
    }
    n_syllables
}

/// Seconds that a number of syllables takes at a rate in syllables per minute, rounded up.
pub fn seconds(n_syllables: usize, rate: u32) -> usize {
    (n_syllables * 60).div_ceil(usize::try_from(rate.max(1)).unwrap_or(1))
}

fn of_number(number: &str, follower: Option<char>) -> usize {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let number: String = number.trim_end_matches(['.', ',']).replace(',', "");
    // A year, a telephone number or a code is read digit by digit.
    if (follower == Some('年') && digits == 4) || digits > 8 {
        return digits;
    }
    match number.split_once('.') {
        Some((whole, fraction)) => {
            of_integer(whole) + 1 + fraction.chars().filter(char::is_ascii_digit).count()
        }
        None => of_integer(&number),
    }
}

/// Syllables of an integer of at most eight digits: 12 is 十二, 105 一百零五, 20000 两万.
fn of_integer(digits: &str) -> usize {
    let Ok(number) = digits.parse::<usize>() else {
        return digits.chars().count();
    };
    let below_ten_thousand = |number| super::numerals::chinese_numeral(number).chars().count();
    let (high, low) = (number / 10_000, number % 10_000);
    match (high, low) {
        (0, low) => below_ten_thousand(low),
        (high, 0) => below_ten_thousand(high) + 1,
        (high, low) => {
            below_ten_thousand(high)
                + 1
                + usize::from(low < 1000)
                + below_ten_thousand(low)
                + usize::from((10..20).contains(&low))
        }
    }
}

fn of_word(word: &str) -> usize {
    if word.chars().all(|c| c.is_ascii_uppercase()) {
        return word.len();
    }
    let mut n_groups = 0;
    let mut in_group = false;
    for c in word.chars() {
        let is_vowel = matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        n_groups += usize::from(is_vowel && !in_group);
        in_group = is_vowel;
    }
    n_groups.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spoken() {
        let check = |text, n| assert_eq!(syllables(text), n, "{text}");
        check("同志们：", 3);
        check("2024年", 5);
        check("13家", 3);
        check("99.8%", 8);
        check("1月25日", 6);
        check("105人", 5);
        check("20000元", 3);
        check("30015", 6);
        check("1,200名", 5);
        check("GDP", 3);
        check("“五老”", 2);
    }

    #[test]
    fn time_is_rounded_up() {
        assert_eq!(seconds(200, 200), 60);
        assert_eq!(seconds(1, 200), 1);
        assert_eq!(seconds(0, 200), 0);
    }
}
