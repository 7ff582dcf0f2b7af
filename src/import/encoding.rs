//! Tells in which encoding a text file is written, and decodes it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::notes::{Note, NoteKind, Place};
use crate::text::chars::is_full_width_mark;

/// The text of a file, whatever Chinese encoding it is in: UTF-8, UTF-16, GB18030, Big5.
pub fn decode(bytes: &[u8]) -> (String, Vec<Note>) {
    let (encoding, is_guess) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding, false),
        None => encoding_of(bytes),
    };
    let (text, _, failed) = encoding.decode(bytes);
    let mut notes = Vec::new();
    if is_guess {
        notes.push(Note {
            place: Place::File,
            count: 1,
            kind: NoteKind::GuessedEncoding {
                encoding: encoding.name(),
            },
        });
    }
    if failed {
        let before = text.split('\u{fffd}').next().unwrap_or_default();
        notes.push(Note {
            place: Place::Line(before.matches('\n').count() + 1),
            count: text.matches('\u{fffd}').count().max(1),
            kind: NoteKind::Undecodable {
                encoding: encoding.name(),
            },
        });
    }
    (text.into_owned(), notes)
}

/// The encoding of a file without byte order mark, and whether it is a guess that may be wrong.
fn encoding_of(bytes: &[u8]) -> (&'static Encoding, bool) {
    if let Some(encoding) = utf_16(bytes) {
        return (encoding, false);
    }
    if is_utf_8(bytes) {
        return (UTF_8, false);
    }
    // Chinese offices write GB18030, and a short text in it is easily taken for something else: characters of the
    // basic set GB 2312 in nearly every place settle it before anybody guesses.
    if GbPairs::of(bytes).is_mostly_common() {
        return (GB18030, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let is_whole = |encoding: &'static Encoding| !encoding.decode_without_bom_handling(bytes).1;
    if guess == GBK || guess == GB18030 || !is_whole(guess) {
        (GB18030, false)
    } else if guess == BIG5 || !is_whole(GB18030) {
        (guess, true)
    } else {
        (GB18030, false)
    }
}

/// UTF-16 without byte order mark, by what no other encoding of text has: zero bytes and control characters, while
/// the pairs read as text. No detector of web encodings knows it, since no web page may be written in it.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !holds_control(bytes) && is_whole_multibyte(bytes) {
        return None;
    }
    // Chinese characters in UTF-16 are hardly ever UTF-8 as well, whatever stray control characters stand between them.
    if std::str::from_utf8(bytes).is_ok() && (!bytes.is_ascii() || !bytes.contains(&0)) {
        return None;
    }
    let n_units = bytes.len() / 2;
    let n_like_text = |of: fn([u8; 2]) -> u16| {
        let pairs = bytes.chunks_exact(2).map(|pair| match pair {
            [a, b] => of([*a, *b]),
            _ => 0,
        });
        pairs.filter(|unit| is_usual(*unit)).count()
    };
    let little = n_like_text(u16::from_le_bytes);
    let big = n_like_text(u16::from_be_bytes);
    let (encoding, n_usual) = if little >= big {
        (UTF_16LE, little)
    } else {
        (UTF_16BE, big)
    };
    (n_usual * 10 >= n_units * 9).then_some(encoding)
}

/// Control characters that stand in no text; tabs, line ends and page breaks do.
fn holds_control(bytes: &[u8]) -> bool {
    bytes
        .iter()
        .any(|byte| matches!(byte, 0..=8 | 0x0e..=0x1f) && *byte != 0x1a)
}

fn is_whole_multibyte(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok() || !GB18030.decode_without_bom_handling(bytes).1
}

/// True if a unit of UTF-16 is what Chinese texts are made of.
fn is_usual(unit: u16) -> bool {
    char::from_u32(u32::from(unit)).is_some_and(|c| {
        matches!(
            c,
            '\t' | '\n' | '\r' | '\u{c}' | ' '..='~' | '\u{a0}' | '\u{3000}'
        ) || ('\u{4e00}'..='\u{9fff}').contains(&c)
            || is_full_width_mark(c)
    })
}

/// True if bytes are UTF-8, possibly with a few broken ones.
fn is_utf_8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(text) => !is_gb_by_chance(text),
        Err(_) => is_broken_utf_8(bytes),
    }
}

/// True if most of what is not ASCII is characters of three and four bytes, as in any Chinese UTF-8: in other encodings
/// such a sequence comes about once in a hundred characters.
fn is_broken_utf_8(bytes: &[u8]) -> bool {
    let (mut n_chinese, mut n_broken) = (0, 0);
    let mut is_cut = false;
    for chunk in bytes.utf8_chunks() {
        n_chinese += chunk.valid().chars().filter(|c| c.len_utf8() > 2).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
        // The last sequence is the beginning of a character: the file was cut off there.
        is_cut = matches!(chunk.invalid(), [lead, ..] if *lead >= 0xe2);
    }
    let only_cut = n_broken == 1 && is_cut && bytes.last().is_some_and(|byte| *byte >= 0x80);
    n_chinese >= 4 * n_broken
        || only_cut && (n_chinese > 1 || n_chinese > 0 && !GbPairs::of(bytes).is_whole)
}

/// True if a text is a few characters of GB 2312 whose bytes happen to be UTF-8: two or more Greek, Cyrillic or accented
/// letters in a row, each of which would be a common Chinese character, and nothing else that is not ASCII.
fn is_gb_by_chance(text: &str) -> bool {
    let is_common = |c: &char| {
        let mut buffer = [0; 2];
        c.len_utf8() == 2
            && matches!(c.encode_utf8(&mut buffer).as_bytes(), [lead, trail] if (0xc2..=0xd7).contains(lead) && *trail >= 0xa1)
    };
    let letters: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    let first = letters.first();
    letters.len() > 1
        && letters.iter().all(is_common)
        && letters.iter().any(|c| Some(c) != first)
        && text
            .split(|c: char| c.is_ascii())
            .all(|run| run.chars().count() != 1)
}

/// What a file holds if it is GB18030.
struct GbPairs {
    /// Characters and marks of the basic set, GB 2312: nearly all of any text in simplified characters.
    n_common: usize,
    n_other: usize,
    /// True if every byte is accounted for.
    is_whole: bool,
}

impl GbPairs {
    fn of(bytes: &[u8]) -> Self {
        let mut pairs = Self {
            n_common: 0,
            n_other: 0,
            is_whole: true,
        };
        let mut rest = bytes;
        while let [lead, after @ ..] = rest {
            rest = after;
            if *lead < 0x80 {
                continue;
            }
            match after {
                [0xa1..=0xfe, tail @ ..] if matches!(lead, 0xa1..=0xa3 | 0xb0..=0xf7) => {
                    pairs.n_common += 1;
                    rest = tail;
                }
                [0x40..=0x7e | 0x80..=0xfe, tail @ ..] if (0x81..=0xfe).contains(lead) => {
                    pairs.n_other += 1;
                    rest = tail;
                }
                [0x30..=0x39, _, _, tail @ ..] => {
                    pairs.n_other += 1;
                    rest = tail;
                }
                _ => {
                    pairs.n_other += 1;
                    pairs.is_whole = false;
                }
            }
        }
        pairs
    }

    fn is_mostly_common(&self) -> bool {
        self.n_common > 9 * self.n_other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "在全市工作会议上的讲话\n同志们：\n　　今年是打基础的一年，全市共有1,200所学校、3.5万名“五老”参加活动，成效明显。\n一、工作回顾\n　　各地各校认真落实部署，主动作为。\n";
    const TRADITIONAL: &str = "在全市工作會議上的講話\n各位來賓：\n　　今年是打基礎的一年，學校積極參與，成效顯著，謹向大家表示衷心的感謝。\n";

    fn utf_16_of(text: &str, of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(of).collect()
    }

    #[track_caller]
    fn check(bytes: &[u8], text: &str) {
        assert_eq!(decode(bytes), (text.to_owned(), vec![]));
    }

    /// Decodes with a note of one kind, and returns what the text and how often.
    #[track_caller]
    fn decode_broken(bytes: &[u8], encoding: &'static str) -> (String, Place, usize) {
        let (text, notes) = decode(bytes);
        let [note] = notes.as_slice() else {
            panic!("{notes:?} on {text}")
        };
        assert_eq!(note.kind, NoteKind::Undecodable { encoding }, "{text}");
        (text, note.place.clone(), note.count)
    }

    #[test]
    fn texts_of_every_encoding_are_read() {
        for text in [TEXT, "讲稿", "好", "同志们：", "2024年", "a", ""] {
            check(text.as_bytes(), text);
            check(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), text);
            check(&GB18030.encode(text).0, text);
            let little = utf_16_of(text, u16::to_le_bytes);
            check(&[b"\xff\xfe", little.as_slice()].concat(), text);
            let big = utf_16_of(text, u16::to_be_bytes);
            check(&[b"\xfe\xff", big.as_slice()].concat(), text);
        }
    }

    #[test]
    fn utf_16_needs_no_mark() {
        for text in [
            TEXT,
            TRADITIONAL,
            "同志们：\r\n大家好！\r\n",
            "讲话稿2024",
            "Hello, world",
        ] {
            check(&utf_16_of(text, u16::to_le_bytes), text);
            check(&utf_16_of(text, u16::to_be_bytes), text);
        }
    }

    #[test]
    fn short_words_in_gb18030_are_taken_for_nothing_else() {
        for word in [
            "联通",
            "毛泽东",
            "力挺联通",
            "卢林",
            "浙江",
            "一、",
            "㐀",
            "㐀文",
            "镕",
            "朱镕基",
            "喆",
        ] {
            check(&GB18030.encode(word).0, word);
        }
    }

    #[test]
    fn accented_and_foreign_words_in_utf_8_stay_what_they_are() {
        for text in [
            "café",
            "Привет, мир",
            "25°C ± 1",
            "naïve résumé",
            "1×2×3",
            "····",
        ] {
            check(text.as_bytes(), text);
        }
    }

    #[test]
    fn control_characters_in_utf_8_do_not_make_it_utf_16() {
        let text = format!("在会议上的讲话\u{1}\u{7}\u{1b}\n长{}\n", "a".repeat(3000));
        check(text.as_bytes(), &text);
    }

    #[test]
    fn a_few_broken_bytes_leave_utf_8_what_it_is() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes[35] = 0xff;
        let (text, place, count) = decode_broken(&bytes, "UTF-8");
        assert!(text.starts_with("在全市工作会议上的讲话\n"), "{text}");
        assert!(text.ends_with("主动作为。\n") && count < 4);
        assert_eq!(place, Place::Line(2));
        for (word, n_cut) in [("讲稿", 1), ("年度讲稿", 2)] {
            let cut = &word.as_bytes()[..word.len() - n_cut];
            assert_eq!(
                decode_broken(cut, "UTF-8").0,
                word.replace('稿', "\u{fffd}")
            );
        }
    }

    #[test]
    fn a_text_cut_in_the_middle_of_a_character_is_read_up_to_there() {
        let (gb, _, _) = GB18030.encode(TEXT);
        let cut = &gb[..gb.len() - 2];
        let (text, place, count) = decode_broken(cut, "gb18030");
        assert!(text.ends_with("主动作为\u{fffd}"), "{text}");
        assert_eq!((place, count), (Place::Line(5), 1));
        for (of, name) in [
            (u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"),
            (u16::to_be_bytes, "UTF-16BE"),
        ] {
            let whole = utf_16_of(TEXT, of);
            let (text, _, count) = decode_broken(&whole[..whole.len() - 3], name);
            assert!(text.ends_with("主动作为\u{fffd}"), "{text}");
            assert_eq!(count, 1);
        }
    }

    #[test]
    fn big5_is_read_with_a_note() {
        let (bytes, _, failed) = BIG5.encode(TRADITIONAL);
        assert!(!failed);
        let (text, notes) = decode(&bytes);
        assert_eq!(text, TRADITIONAL);
        let kind = NoteKind::GuessedEncoding { encoding: "Big5" };
        assert_eq!(
            notes.into_iter().map(|note| note.kind).collect::<Vec<_>>(),
            [kind]
        );
    }

    #[test]
    fn traditional_characters_in_gb18030_are_not_big5() {
        check(&GB18030.encode(TRADITIONAL).0, TRADITIONAL);
    }

    #[test]
    fn english_in_an_old_encoding_is_no_chinese() {
        let (text, _) =
            decode(b"It\x92s a \x93speech\x94 of the caf\xe9 owner, na\xefve and short.");
        assert_eq!(text, "It’s a “speech” of the café owner, naïve and short.");
    }

    #[test]
    fn english_with_a_few_chinese_words_in_gb18030_is_read() {
        let text = "The speech (讲话) was given at the annual meeting, 2024.\nIt was long.\n";
        check(&GB18030.encode(text).0, text);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..64)) {
            decode(&bytes);
        }

        #[test]
        fn gb18030_of_common_characters_is_never_mistaken(text in "[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严，。、；：！？“”（）]{2,12}") {
            let (decoded, notes) = decode(&GB18030.encode(&text).0);
            proptest::prop_assert_eq!(decoded, text);
            proptest::prop_assert_eq!(notes, vec![]);
        }
    }
}
