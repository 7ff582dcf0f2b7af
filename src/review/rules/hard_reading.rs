//! E605: rare characters, and words in which a character is often misread.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::Anchor;
use crate::review::prelude::*;
use crate::text::chars::is_han;
use crate::text::common_chars::is_common;
use crate::text::pinyin::readings_of;
use crate::text::word_table::WordTable;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "E605",
        name: "生僻多音",
        severity: Severity::Hint,
        explain: "3500个常用字以外的字，和容易读错的词，念之前先看一眼读音。同一个字词只提一次。\n\
                  反例：赓续红色血脉\n\
                  反例：优化教育资源供给\n\
                  正例：继承红色传统，提供给基层",
    },
    check: Check::Speech(check),
};

/// A word, its character that is often misread, and the reading. An empty reading marks a word that is read as usual: it
/// keeps a shorter word from being found in it (供给 in 提供给).
type Word = (&'static str, char, &'static str);

/// The readings are those of 《现代汉语词典》 (7th edition).
const WORDS: &[Word] = &[
    ("供给", '给', "jǐ"),
    ("提供给", '给', ""),
    ("给予", '给', "jǐ"),
    ("补给", '给', "jǐ"),
    ("给养", '给', "jǐ"),
    ("自给自足", '给', "jǐ"),
    ("目不暇给", '给', "jǐ"),
    ("角色", '角', "jué"),
    ("主角", '角', "jué"),
    ("配角", '角', "jué"),
    ("强劲", '劲', "jìng"),
    ("刚劲", '劲', "jìng"),
    ("劲旅", '劲', "jìng"),
    ("疾风劲草", '劲', "jìng"),
    ("苍劲", '劲', "jìng"),
    ("一曝十寒", '曝', "pù"),
    ("曝光", '曝', "bào"),
    ("与会", '与', "yù"),
    ("与会员", '与', ""),
    ("与会长", '与', ""),
    ("刊载", '载', "zǎi"),
    ("登载", '载', "zǎi"),
    ("转载", '载', "zǎi"),
    ("记载", '载', "zǎi"),
    ("载入史册", '载', "zǎi"),
    ("千载难逢", '载', "zǎi"),
    ("三年五载", '载', "zǎi"),
    ("载歌载舞", '载', "zài"),
    ("应届", '应', "yīng"),
    ("应运而生", '应', "yìng"),
    ("称职", '称', "chèn"),
    ("匀称", '称', "chèn"),
    ("对称", '称', "chèn"),
    ("称心", '称', "chèn"),
    ("模样", '模', "mú"),
    ("号召", '召', "zhào"),
    ("召集", '召', "zhào"),
    ("友谊", '谊', "yì"),
    ("卓越", '卓', "zhuó"),
    ("卓有成效", '卓', "zhuó"),
    ("尽早", '尽', "jǐn"),
    ("尽量", '尽', "jǐn"),
    ("勉强", '强', "qiǎng"),
    ("强求", '强', "qiǎng"),
    ("博闻强识", '识', "zhì"),
    ("屡见不鲜", '鲜', "xiān"),
    ("数见不鲜", '数', "shuò"),
    ("鲜为人知", '鲜', "xiǎn"),
    ("鲜有", '鲜', "xiǎn"),
    ("心宽体胖", '胖', "pán"),
    ("教诲", '诲', "huì"),
    ("诲人不倦", '诲', "huì"),
    ("潜移默化", '潜', "qián"),
    ("供职", '供', "gòng"),
    ("供奉", '供', "gòng"),
    ("日积月累", '累', "lěi"),
    ("硕果累累", '累', "léi"),
    ("慰藉", '藉', "jiè"),
    ("声名狼藉", '藉', "jí"),
    ("殉职", '殉', "xùn"),
    ("酝酿", '酿', "niàng"),
    ("棘手", '棘', "jí"),
    ("针砭", '砭', "biān"),
    ("莘莘学子", '莘', "shēn"),
    ("恪守", '恪', "kè"),
    ("恪尽职守", '恪', "kè"),
    ("孜孜不倦", '孜', "zī"),
    ("孜孜以求", '孜', "zī"),
    ("锲而不舍", '锲', "qiè"),
    ("引吭高歌", '吭', "háng"),
    ("提防", '提', "dī"),
    ("塑造", '塑', "sù"),
    ("追溯", '溯', "sù"),
    ("缔造", '缔', "dì"),
    ("缔结", '缔', "dì"),
    ("褒奖", '褒', "bāo"),
    ("造诣", '诣', "yì"),
    ("内疚", '疚', "jiù"),
    ("联袂", '袂', "mèi"),
    ("毗邻", '毗', "pí"),
    ("斡旋", '斡', "wò"),
    ("戛然而止", '戛', "jiá"),
    ("亟待", '亟', "jí"),
    ("亟需", '亟', "jí"),
    ("亟须", '亟', "jí"),
    ("偌大", '偌', "ruò"),
    ("氛围", '氛', "fēn"),
    ("气氛", '氛', "fēn"),
    ("症结", '症', "zhēng"),
    ("量体裁衣", '量', "liàng"),
    ("量力而行", '量', "liàng"),
    ("剥削", '削', "xuē"),
    ("削减", '削', "xuē"),
    ("削弱", '削', "xuē"),
    ("厚积薄发", '薄', "bó"),
    ("薄弱", '薄', "bó"),
    ("翘首", '翘', "qiáo"),
    ("翘楚", '翘', "qiáo"),
    ("另辟蹊径", '蹊', "xī"),
    ("独辟蹊径", '蹊', "xī"),
    ("校正", '校', "jiào"),
    ("悄然", '悄', "qiǎo"),
    ("随声附和", '和', "hè"),
    ("创伤", '创', "chuāng"),
    ("为人师表", '为', "wéi"),
    ("大有可为", '为', "wéi"),
    ("奋发有为", '为', "wéi"),
    ("有的放矢", '的', "dì"),
    ("一语中的", '中', "zhòng"),
    ("中肯", '中', "zhòng"),
];

/// Rare characters with several readings of which speeches have only one.
const USUAL: &[(char, &str)] = &[
    ('汲', "jí"),
    ('亟', "jí"),
    ('匮', "kuì"),
    ('峙', "zhì"),
    ('帧', "zhēn"),
    ('擞', "sǒu"),
    ('攒', "zǎn"),
    ('浚', "jùn"),
    ('裨', "bì"),
    ('诤', "zhèng"),
    ('谩', "màn"),
    ('砝', "fǎ"),
    ('牟', "móu"),
    ('俞', "yú"),
    ('瞿', "qú"),
];

static TABLE: LazyLock<WordTable> =
    LazyLock::new(|| WordTable::new(WORDS.iter().map(|(word, ..)| *word)));

fn check(reading: &Reading, _: &Setting, found: &mut Vec<Found>) {
    let mut words: BTreeMap<usize, Vec<Anchor>> = BTreeMap::new();
    let mut rare: BTreeMap<char, Vec<Anchor>> = BTreeMap::new();
    for block in reading.passages.iter().flat_map(|passage| passage.blocks()) {
        let line = &block.line;
        let mut at = 0;
        while at < line.len() {
            let c = line.at(at);
            if let Some(word) = TABLE.at(line, at) {
                let spots = words.entry(word.number).or_default();
                spots.push(spot(block, at..word.end));
                at = word.end;
                continue;
            }
            if is_han(c) && !is_common(c) {
                rare.entry(c).or_default().push(spot(block, at..at + 1));
            }
            at += 1;
        }
    }
    for (number, spots) in words {
        if let Some((word, c, reading)) = WORDS.get(number).filter(|word| !word.2.is_empty()) {
            let message = format!("“{word}”的“{c}”读{reading}");
            found.push(Found::many(spots, message));
        }
    }
    for (c, spots) in rare {
        found.push(Found::many(spots, rare_message(c)));
    }
}

fn rare_message(c: char) -> String {
    let usual = USUAL.iter().find(|(other, _)| *other == c);
    let readings = usual.map_or_else(
        || readings_of(c),
        |(_, reading)| vec![(*reading).to_owned()],
    );
    match readings.as_slice() {
        [] => format!("“{c}”不是常用字，请先查准读音"),
        [reading] => format!("“{c}”不是常用字，读{reading}"),
        several => {
            let readings = several.join("、");
            format!("“{c}”不是常用字，有{readings}几种读音，请先查准")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_found, check_rule, check_silent};

    #[test]
    fn every_place_belongs_to_one_finding() {
        check_rule(
            &RULE,
            "⟦赓⟧⟨提示：“赓”不是常用字，读gēng⟩续血脉，优化⟦供给⟧⟨提示：“供给”的“给”读jǐ⟩，｜⟦赓⟧续传统，增加⟦供给⟧。",
            "赓续血脉，优化供给，｜赓续传统，增加供给。",
        );
    }

    #[test]
    fn common_characters_and_other_words_stay() {
        check_silent(&RULE, "提供给基层，参加会议，二〇二四年");
    }

    #[test]
    fn every_word_has_its_character_and_stands_once() {
        for (word, c, _) in WORDS {
            assert!(word.contains(*c), "{word}");
        }
        let mut words: Vec<&str> = WORDS.iter().map(|(word, ..)| *word).collect();
        words.sort_unstable();
        assert!(words.is_sorted_by(|a, b| a < b));
    }

    /// A slip of the pen in the table would teach a wrong reading: every one must be a reading of its character.
    #[test]
    fn every_reading_is_one_of_the_character() {
        let usual = USUAL.iter().map(|(c, reading)| ("", *c, *reading));
        for (word, c, reading) in WORDS.iter().copied().chain(usual) {
            let known = readings_of(c);
            assert!(
                reading.is_empty() || known.iter().any(|one| one == reading),
                "{word} {reading} {known:?}"
            );
        }
    }

    #[test]
    fn a_character_of_several_readings_is_to_be_looked_up() {
        check_found(
            &RULE,
            "⟦燊⟧⟨提示：“燊”不是常用字，读shēn⟩⟦茜⟧⟨提示：“茜”不是常用字，有qiàn、xī几种读音，请先查准⟩⟦㐂⟧⟨提示：“㐂”不是常用字，请先查准读音⟩",
        );
    }
}
