//! R105: what a web page or a document site had around the text.

use std::sync::LazyLock;

use crate::review::prelude::*;
use crate::text::chars::is_han;
use crate::text::word_table::WordTable;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "R105",
        name: "网页残留",
        severity: Severity::Error,
        explain: "从网页或文库复制时带进来的来源、责任编辑、页码、水印和网址，不该念出来。\n\
                  反例：各地要抓好落实。责任编辑：小王\n\
                  反例：本文来自百度文库，转载请注明出处。\n\
                  反例：第 3 页 共 8 页\n\
                  反例：详见 www.example.com/news/123.html 。\n\
                  正例：要办好微信公众号，把版权意识教育做到第一课堂，翻到文件第3页看一看。",
    },
    check: Check::Block(check),
};

/// Words of web pages that nobody says in a speech.
const WORDS: &[&str] = &[
    "责任编辑：",
    "责任编辑:",
    "责编：",
    "责编:",
    "编辑：",
    "（编辑",
    "（责任编辑",
    "本文来自",
    "本文来源",
    "文章来源",
    "来源：",
    "来源:",
    "转载请注明",
    "转载自",
    "点击下载",
    "点击查看",
    "点击阅读",
    "阅读原文",
    "百度文库",
    "道客巴巴",
    "豆丁网",
    "原创力文档",
    "人人文库",
    "版权所有",
    "打印本页",
    "关闭窗口",
    "扫码关注",
    "扫描二维码",
    "更多精彩",
    "浏览次数",
    "阅读次数",
    "上一篇：",
    "下一篇：",
    "字号：",
    "未经授权",
    "仅供参考，请勿",
    "文档下载",
];

/// The table of the words, which passes over most characters at once.
static TABLE: LazyLock<WordTable> = LazyLock::new(|| WordTable::new(WORDS.iter().copied()));

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.line;
    let mut at = 0;
    while at < line.len() {
        let furniture = words(line, at).or_else(|| page(line, at));
        match furniture.or_else(|| address(line, at)) {
            Some(end) => {
                let text = line.text(at..end);
                // An address may be meant, though nobody reads it out.
                let one = if furniture.is_some() {
                    Found::at(block, at..end, format!("“{text}”像是网页上带来的"))
                } else {
                    Found::at(block, at..end, format!("网址“{text}”没法念"))
                        .severity(Severity::Hint)
                };
                found.push(one.fix(""));
                at = end;
            }
            None => at += 1,
        }
    }
}

/// 责任编辑：小王, up to the end of the sentence or the next blank.
fn words(line: &Line, at: usize) -> Option<usize> {
    let found = TABLE.at(line, at)?;
    let (word, length) = (*WORDS.get(found.number)?, found.end - found.start);
    let is_noun = word.ends_with(['：', ':']);
    // 人才来源：高校毕业生 is said of something.
    if is_noun && is_han(line.before(at)) && !matches!(line.before(at), '。') {
        return None;
    }
    /// A longer text behind a colon is a sentence of its own.
    const LONGEST_NAME: usize = 20;
    let rest = line.run_within(at + length, LONGEST_NAME + 1, |c| {
        !matches!(c, '。' | '，' | '；' | ' ' | '\u{3000}' | '）')
    });
    // What follows a colon belongs to it: a name, a site.
    let end = if is_noun && rest - at - length <= LONGEST_NAME {
        rest
    } else {
        at + length
    };
    Some(end + usize::from(line.at(at) == '（' && line.at(end) == '）'))
}

/// 第 3 页 共 8 页; 3 / 8 and 第3页 alone on their line.
fn page(line: &Line, at: usize) -> Option<usize> {
    let skip = |at: usize| line.run(at, |c| c == ' ' || c == '\u{3000}');
    let number = |at: usize| {
        let start = skip(at);
        let end = line.run(start, |c| c.is_ascii_digit());
        (end > start).then(|| skip(end))
    };
    if line.at(at) == '第' {
        let end = number(at + 1).filter(|end| line.at(*end) == '页')? + 1;
        let next = line.run(end, |c| matches!(c, ' ' | '\u{3000}' | '，' | ',' | '/'));
        if line.at(next) == '共'
            && let Some(all) = number(next + 1).filter(|end| line.at(*end) == '页')
        {
            return Some(all + 1);
        }
        return (at == 0 && skip(end) == line.len()).then_some(line.len());
    }
    // - 3 -, — 3 — alone on a line.
    let is_dash = |c: char| matches!(c, '-' | '—' | '－');
    if at == 0 && is_dash(line.at(0)) {
        let end = number(line.run(0, is_dash))?;
        let last = line.run(end, is_dash);
        return (last > end && last == line.len()).then_some(last);
    }
    None
}

/// An address on the web.
fn address(line: &Line, at: usize) -> Option<usize> {
    line.starts_any(at, &["http://", "https://", "www."])?;
    let end = line.run(at, |c| c.is_ascii_graphic());
    (end > at + 7).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};
    #[test]
    fn what_stood_around_the_text() {
        check_rule(
            &RULE,
            "抓好落实。⟦责任编辑：小王⟧⟨错误：“责任编辑：小王”像是网页上带来的⟩",
            "抓好落实。",
        );
        check_rule(
            &RULE,
            "⟦第 3 页 共 8 页⟧⟨错误：“第 3 页 共 8 页”像是网页上带来的⟩｜抓好落实。｜⟦- 12 -⟧⟨错误：“- 12 -”像是网页上带来的⟩",
            "抓好落实。",
        );
        check_rule(
            &RULE,
            "抓好落实。⟦来源：某某网⟧⟨错误：“来源：某某网”像是网页上带来的⟩｜⟦https://example.com/a?b=1⟧⟨提示：网址“https://example.com/a?b=1”没法念⟩",
            "抓好落实。",
        );
        check_rule(
            &RULE,
            "⟦百度文库⟧⟨错误：“百度文库”像是网页上带来的⟩抓好落实。",
            "抓好落实。",
        );
    }

    #[test]
    fn what_is_said() {
        check_silent(
            &RULE,
            "人才来源：高校毕业生。翻到第3页看一看。版权保护要加强。",
        );
    }
}
