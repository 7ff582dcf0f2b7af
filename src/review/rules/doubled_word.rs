//! C207: characters and words that were typed or pasted twice: 的的, 走过场场, 各馆各馆.

use crate::review::prelude::*;
use crate::text::chars::is_han;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "C207",
        name: "叠字叠词",
        severity: Severity::Warning,
        explain: "同一个字或词连打了两遍。常常、层层、实实在在、研究研究这样本来就叠用的不算。\n\
                  反例：这是我们工作的的重点。\n\
                  反例：不能走过场场，要见实效。\n\
                  反例：各馆各馆要做好准备。\n\
                  正例：各地常常层层落实、人人参与，实实在在，一个一个研究研究，以此为目的的活动要办好。",
    },
    check: Check::Block(check),
};

/// A particle; the characters before it and behind it with which one of two forms another word: 目的的, 为了了解.
const PARTICLES: &[(char, &str, &str)] = &[
    ('的', "目标靶中", "确士"),
    ('了', "为除受明罢知", "解然却结当望断之"),
    ('和', "中总共温饱调柔谐缓附暖", "气谐平美睦善煦"),
    ('与', "参给赠授赋", "会"),
    ('及', "以普涉触遍波顾", "时早格"),
    ('是', "于但可还只就", "非否"),
    ('在', "存实现正所内外潜自好", "于场位校职岗线座此即"),
    ('对', "相应面核反针", "子对"),
    ('把', "一", "关握控脉手"),
    ('为', "成作认因称视以行", "了"),
    ('于', "关对由属至善勇敢等在便处位基终忠", "是"),
    ('以', "可予所加足得", "及来后前上下"),
    ('将', "即", "来军士要领"),
    ('从', "服顺听", "事而容严前此"),
    ('向', "方面导意", "上往前阳导"),
    ('被', "棉", "子褥动"),
    ('让', "谦忍", "步"),
    ('使', "即促大", "命用得"),
    ('并', "合", "且非存"),
    ('也', "", ""),
    ('都', "首成", "市"),
    ('就', "成造", "业是近读餐任诊"),
    ('而', "从进反然因", "且"),
    ('或', "", "者许"),
    ('但', "不非", "是"),
    ('其', "尤与极", "中他实次余"),
    ('该', "应", ""),
    ('这', "", ""),
    ('那', "", ""),
    ('我', "自", ""),
    ('你', "", ""),
    ('他', "其", "人"),
    ('们', "", ""),
    ('很', "", ""),
    ('更', "", "加新好换"),
    ('最', "", ""),
    ('由', "自理", "于来此"),
    ('要', "主重需必首紧只提将摘", "求点素领闻件务么"),
];

/// Words of three characters and more that often end a phrase: their last character is never said twice. Those are left
/// out whose last character begins many words (会, 学, 教).
const LONG_WORDS: &[&str] = &[
    "走过场",
    "一盘棋",
    "零距离",
    "主旋律",
    "正能量",
    "生力军",
    "主力军",
    "排头兵",
    "压舱石",
    "试金石",
    "金钥匙",
    "责任制",
    "积极性",
    "主动性",
    "创造性",
    "针对性",
    "实效性",
    "关工委",
    "心连心",
    "手拉手",
    "面对面",
    "摆花架",
    "见实效",
    "抓落实",
    "求实效",
    "新局面",
    "新台阶",
    "新气象",
    "全过程",
    "全覆盖",
    "高质量",
    "现代化",
    "老教师",
];

/// The last character of many words: the characters before it in those words, and the characters with which it begins
/// another word. 土特产产 is a fault, 生产产品 and 天气气候 are not.
const TAILS: &[(char, &str, &str)] = &[
    (
        '气',
        "硬底士风勇朝锐人名骨志正豪景空天运福口语节脾",
        "候象势氛魄质息概力温体愤派节味球象压流泡数化",
    ),
    (
        '产',
        "特生财资水遗破安投量国地房",
        "品业量值出权生能物地油假区妇假销供",
    ),
    (
        '力',
        "能努动活合潜魅实精人权压助凝引战生财给得效",
        "量度争求气推主图挺图行保促避戒荐",
    ),
    ('度', "制态程力温深广速角高进强幅额尺难信", "过假日量"),
    (
        '点',
        "重特亮难热观优焦缺弱试网景要终起堵痛",
        "滴亮评赞题燃击面点验",
    ),
    (
        '面',
        "方全层局场表对当书界门",
        "向对临积貌子试前目粉部面上食授",
    ),
    ('线', "底主一红战防前基连路", "上下索条路长段性"),
    ('队', "部团军", "伍员友列长形旗"),
    ('伍', "队", ""),
    ('展', "发开进拓施舒", "示现开览望厅出演品播区"),
    ('设', "建开假创", "立计备施置想法区点"),
    ('务', "任服业义事公财商政", "实必工农求本虚"),
    ('题', "问主课专话难议命", "目材库词型"),
    ('识', "意知认共常见", "别破字"),
    ('策', "政决对良", "略划应源动"),
    ('施', "措实设", "工行教展策政肥救"),
    ('绩', "成业政", "效优点"),
    ('效', "成实有高见绩", "果率应益能力仿忠"),
    ('果', "成效结如", "断然真树农林园敢实"),
    ('程', "工过课流日", "度序式"),
    ('际', "实国", "遇会"),
    ('标', "目指达坐", "准志杆题本兵识签注语"),
    ('措', "举", "施"),
    ('序', "程秩有次", "言幕列"),
    ('源', "资来起能", "头于泉自"),
    ('权', "职维主", "力利益限威"),
    ('众', "群观公大", "多人所筹"),
    ('康', "健小", "复养乐"),
    ('境', "环困处意", "界况遇地内外"),
    ('誉', "荣信名", ""),
];

/// Verbs that are doubled to mean “for a while”.
const VERBS: &[&str] = &[
    "研究", "讨论", "考虑", "学习", "交流", "沟通", "商量", "了解", "比较", "调研", "休息", "锻炼",
    "活动", "准备", "感受", "体会", "琢磨", "探讨", "切磋", "反思", "检查", "总结", "合计", "核实",
    "熟悉", "宣传", "介绍", "整理", "关心", "表扬", "鼓励", "思考", "观察", "体验", "参观", "打扫",
    "评价", "指导", "帮助", "衡量",
];

/// The longest word that is looked for twice, in characters.
const LONGEST: usize = 12;

/// Characters that make a longer word of the second of two equal ones: 学生学生会.
const MAKES_LONGER: &str = "会组站室队部局厅界员长者性化制们线面院科所群体系网证费品型级式法学业";

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.line;
    let mut at = 0;
    while at < line.len() {
        match doubled(line, at) {
            Some(length) => {
                let word = line.text(at..at + length);
                let message = format!("“{word}”连写了两遍");
                found.push(Found::at(block, at..at + 2 * length, message).fix(word));
                at += 2 * length;
            }
            None => at += 1,
        }
    }
}

/// The length of the word that begins at a place and is written there twice.
fn doubled(line: &Line, at: usize) -> Option<usize> {
    let c = line.at(at);
    if !is_han(c) {
        return None;
    }
    let ahead = line.slice(at..at + LONGEST + 1);
    (1..=LONGEST).find(|length| {
        if ahead.get(*length) != Some(&c) {
            return false;
        }
        let (first, second) = (
            line.slice(at..at + length),
            line.slice(at + length..at + 2 * length),
        );
        first == second
            && match length {
                1 => is_doubled_character(line, at),
                _ => first.iter().all(|c| is_han(*c)) && is_doubled_word(line, at, *length),
            }
    })
}

fn is_doubled_character(line: &Line, at: usize) -> bool {
    let c = line.at(at);
    let (before, after) = (line.before(at), line.at(at + 2));
    // 源源不断, 滔滔不绝: in fours.
    if before == c || after == c || after == '不' {
        return false;
    }
    // The last character of a longer word, once more.
    let is_member = c == '委' && after == '员';
    let is_tail = !is_member
        && LONG_WORDS
            .iter()
            .any(|word| word.ends_with(c) && line.ends(at + 1, word));
    // 是是非非, 方方面面: both are doubled.
    let is_pattern = is_han(after) && line.at(at + 3) == after
        || at >= 2 && line.before(at) == line.before(at - 1);
    let particle = PARTICLES.iter().find(|(particle, ..)| *particle == c);
    let is_particle = particle.is_some_and(|(_, words_before, words_after)| {
        !words_before.contains(before) && !words_after.contains(after) && !is_pattern
    });
    let is_end_of_word = TAILS.iter().any(|(tail, words_before, words_after)| {
        *tail == c && words_before.contains(before) && !words_after.contains(after)
    });
    // 很多很多多: 很多多功能 is none.
    let is_many = c == '多' && before == '很' && !is_han(after);
    is_tail || is_particle || is_end_of_word && !is_pattern || is_many
}

fn is_doubled_word(line: &Line, at: usize, length: usize) -> bool {
    let word = line.text(at..at + length);
    let (before, after) = (line.before(at), line.at(at + 2 * length));
    let chars = line.slice(at..at + length);
    // 一个一个, 一步一步; 好好好好 is shouted; 一次次一次次.
    let is_counted = chars
        .first()
        .is_some_and(|c| matches!(c, '一' | '越' | '再' | '很' | '非'));
    let is_one_character = chars.iter().all(|c| Some(c) == chars.first());
    // 说着说着; 快立快结 is written in fours.
    let is_spoken = chars.last() == Some(&'着') || chars.contains(&'快');
    if is_counted || is_spoken || is_one_character || VERBS.contains(&word.as_str()) {
        return false;
    }
    // 俄罗斯罗斯托夫: the second 罗斯 begins the name of another place.
    if before == '俄' {
        return false;
    }
    if length == 2 {
        let is_longer = MAKES_LONGER.contains(after);
        // In 工人工人工资 the first two characters are half of another word.
        return !is_longer && before != line.at(at + 1);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn characters() {
        check_rule(
            &RULE,
            "工作⟦的的⟧⟨疑似：“的”连写了两遍⟩重点，我们⟦要要⟧⟨疑似：“要”连写了两遍⟩努力，不走过⟦场场⟧⟨疑似：“场”连写了两遍⟩。",
            "工作的重点，我们要努力，不走过场。",
        );
    }

    #[test]
    fn ends_of_words() {
        check_rule(
            &RULE,
            "山里的土特⟦产产⟧⟨疑似：“产”连写了两遍⟩运得出来，靠双手最硬⟦气气⟧⟨疑似：“气”连写了两遍⟩，想了很多很⟦多多⟧⟨疑似：“多”连写了两遍⟩。",
            "山里的土特产运得出来，靠双手最硬气，想了很多很多。",
        );
        check_silent(
            &RULE,
            "生产产品，天气气候，特产产量，点点滴滴，重点点评，方方面面，实际际遇，很多多功能厅",
        );
    }

    #[test]
    fn words() {
        check_rule(
            &RULE,
            "⟦各馆各馆⟧⟨疑似：“各馆”连写了两遍⟩要准备，⟦徐州市教育局徐州市教育局⟧⟨疑似：“徐州市教育局”连写了两遍⟩也要。",
            "各馆要准备，徐州市教育局也要。",
        );
    }

    #[test]
    fn what_is_said_twice() {
        for text in [
            "常常、人人、层层、场场爆满、的的确确、实实在在、是是非非、家家户户",
            "以育人为目的的活动，为了了解情况，存在在校生不足的问题，普及及时，参与与合作，成为为民办事的平台",
            "一个一个研究研究，一步一步走，越来越好，再接再厉，学生学生会，委员会会议，大会会场",
            "谢谢大家，等等，爸爸妈妈，高高兴兴",
        ] {
            check_silent(&RULE, text);
        }
    }
}
