//! P511: a number that tells which one, without 第: 进入三阶段.

use crate::review::prelude::*;
use crate::text::numbers::is_chinese_numeral;

pub(super) static RULE: Rule = Rule {
    info: RuleInfo {
        code: "P511",
        name: "缺“第”字",
        severity: Severity::Hint,
        explain: "表示次序的数前面要有“第”，少了会听成数量。只看三种拿得准的情形：进入某阶段、位居某位、法规后的条款；“二季度”“五次全会”等习惯说法不算。\n\
                  反例：工作进入三阶段\n\
                  反例：总量位居全省3位\n\
                  反例：依据《条例》十二条规定\n\
                  正例：工作进入第三阶段，总量位居全省前3位，二季度召开五次全会",
    },
    check: Check::Block(check),
};

fn check(block: &Block, _: &Setting, found: &mut Vec<Found>) {
    let line = &block.wide;
    let is_numeral = |c: char| is_chinese_numeral(c) || c.is_ascii_digit();
    let mut at = 0;
    while at < line.len() {
        let end = line.run(at, is_numeral);
        if end > at && is_ordinal(line, at, end) {
            let number = line.text(at..end);
            let message = format!("表示次序应为“第{number}”");
            found.push(Found::at(block, at..end, message).fix(format!("第{number}")));
        }
        at = end.max(at + 1);
    }
}

fn is_ordinal(line: &Line, start: usize, end: usize) -> bool {
    is_stage(line, start, end)
        || is_part(line, start, end)
        || is_rank(line, start, end)
        || is_clause(line, start, end)
}

/// 进入三阶段: stages that are counted are 三个阶段.
fn is_stage(line: &Line, start: usize, end: usize) -> bool {
    const INTO: &[&str] = &[
        "进入", "转入", "迈入", "步入", "处于", "处在", "到了", "来到",
    ];
    line.starts(end, "阶段") && line.ends_any(start, INTO)
}

/// 进入会议的三部分, 在会议的二阶段，: parts that are gone through one after another.
fn is_part(line: &Line, start: usize, end: usize) -> bool {
    const PARTS: &[&str] = &["阶段", "部分", "环节", "项议程"];
    const WHOLES: &[&str] = &["会议的", "大会的", "活动的", "议程的", "报告的"];
    let Some((_, length)) = line.starts_any(end, PARTS) else {
        return false;
    };
    let behind = end + length;
    let Some(whole) = WHOLES.iter().find(|whole| line.ends(start, whole)) else {
        return false;
    };
    let lead = start - whole.chars().count();
    line.ends_any(lead, &["进入", "转入", "到了"])
        || line.before(lead) == '在' && matches!(line.at(behind), '，' | '中' | '里')
}

/// 位居全省三位: a rank without 第; 前三位 would be a number of places.
fn is_rank(line: &Line, start: usize, end: usize) -> bool {
    const STANDS: &[&str] = &["位居", "位列", "名列", "列居", "排名", "排在", "居"];
    const FIELDS: &[&str] = &["全国", "全省", "全市", "全县", "全区", "全校"];
    let field = if line.ends_any(start, FIELDS) {
        start - 2
    } else {
        start
    };
    let is_rank = matches!(line.at(end), '位' | '名') && field != start;
    is_rank && line.ends_any(field, STANDS)
}

/// 《条例》十二条规定: clauses are quoted by their numbers.
fn is_clause(line: &Line, start: usize, end: usize) -> bool {
    const SAYS: &[&str] = &["规定", "的规定", "之规定", "明确", "指出", "要求"];
    let is_behind_law = line.before(start) == '》';
    is_behind_law
        && matches!(line.at(end), '条' | '款' | '章')
        && line.starts_any(end + 1, SAYS).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::testing::{check_rule, check_silent};

    #[test]
    fn which_one_is_told_with_its_word() {
        check_rule(
            &RULE,
            "工作进入⟦三⟧⟨提示：表示次序应为“第三”⟩阶段",
            "工作进入第三阶段",
        );
        check_rule(
            &RULE,
            "在会议的⟦二⟧⟨提示：表示次序应为“第二”⟩阶段，还要表决。现在进入会议的⟦三⟧⟨提示：表示次序应为“第三”⟩部分",
            "在会议的第二阶段，还要表决。现在进入会议的第三部分",
        );
        check_rule(
            &RULE,
            "总量位居全省⟦3⟧⟨提示：表示次序应为“第3”⟩位，增速排名全市⟦二⟧⟨提示：表示次序应为“第二”⟩位",
            "总量位居全省第3位，增速排名全市第二位",
        );
        check_rule(
            &RULE,
            "依据《条例》⟦十二⟧⟨提示：表示次序应为“第十二”⟩条规定",
            "依据《条例》第十二条规定",
        );
    }

    #[test]
    fn counts_and_set_names_stay() {
        check_silent(
            &RULE,
            "分三阶段推进，位居全省前三位，二季度，五次全会，一期工程，依据三条规定，进入三个阶段",
        );
        check_silent(
            &RULE,
            "《意见》二十条，进入第三阶段，居全省3个先进之列，入选全省3名教师",
        );
    }
}
