//! `rules`: every rule of the review with its explanation and its examples.

use serde_json::{Value, json};

use crate::review::{FAMILIES, RULES, RuleInfo};
use crate::wording;

use super::findings::severity_code;

const PREFACE: &str = "\
级别有三：错误，放在哪里都不对；疑似，十有八九不对；提示，值得看一眼，不一定错。
例子里，｜分开段落；开头的“标题：”“日期：”“名册：”是题头和名册，不是正文；末尾的“（连写N遍）”表示前面的话连写N遍。
反例查得出，正例不会误报。只查某一条：jianggao review FILE --rule 代码或名称。
";

/// An explanation, with its examples taken out of it.
struct Explained<'a> {
    explain: String,
    wrong: Vec<&'a str>,
    right: Vec<&'a str>,
}

impl<'a> Explained<'a> {
    fn of(info: &'a RuleInfo) -> Self {
        let mut lines = Vec::new();
        let (mut wrong, mut right) = (Vec::new(), Vec::new());
        for line in info.explain.lines().map(str::trim) {
            if let Some(example) = line.strip_prefix("反例：") {
                wrong.push(example);
            } else if let Some(example) = line.strip_prefix("正例：") {
                right.push(example);
            } else {
                lines.push(line);
            }
        }
        Self {
            explain: lines.join("\n"),
            wrong,
            right,
        }
    }
}

pub(super) fn as_json() -> Value {
    let rule = |info: &RuleInfo| {
        let Explained {
            explain,
            wrong,
            right,
        } = Explained::of(info);
        json!({
            "rule": info.code,
            "name": info.name,
            "severity": severity_code(info.severity),
            "family": info.family(),
            "explain": explain,
            "wrong": wrong,
            "right": right,
        })
    };
    RULES.iter().map(|one| rule(&one.info)).collect()
}

/// Family by family, every rule with its lines below it.
pub(super) fn as_text() -> String {
    let mut text = format!("审校规则 {} 条。\n{PREFACE}", RULES.len());
    for (letter, family) in FAMILIES {
        let infos = RULES.iter().map(|rule| &rule.info);
        let mut infos = infos
            .filter(|info| info.code.starts_with(letter))
            .peekable();
        if infos.peek().is_some() {
            text.push_str(&format!("\n{letter} {family}\n"));
        }
        for info in infos {
            text.push_str(&format!(
                "\n{} {}（{}）\n",
                info.code,
                info.name,
                wording::severity(info.severity)
            ));
            let lines = info.explain.lines().map(str::trim);
            text.extend(lines.map(|line| format!("  {line}\n")));
        }
    }
    text
}
