//! Recognises headings in running text: 一、（一）1.（1） and Markdown marks.

/// A heading as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading<'a> {
    /// 0 is the top level.
    pub depth: usize,
    /// The number with its mark, as written; empty when there is none.
    pub number: &'a str,
    pub text: &'a str,
}

/// Characters above which a numbered line is a paragraph.
///
/// Headings of official speeches are one line of 28 characters, seldom two; this leaves room for two.
const LONGEST_HEADING: usize = 50;

/// The number at the start of a line and its level.
fn number(line: &str) -> Option<Heading<'_>> {
    let is_numeral = |c: char| "零〇一二三四五六七八九十百".contains(c);
    let split = |n_bytes: usize, depth| {
        let (number, text) = line.split_at_checked(n_bytes)?;
        Some(Heading {
            depth,
            number,
            text: text.trim(),
        })
    };
    let run = |text: &str, is: &dyn Fn(char) -> bool| -> usize {
        text.chars()
            .take_while(|&c| is(c))
            .map(char::len_utf8)
            .sum()
    };
    if let Some(rest) = line.strip_prefix(['（', '(']) {
        let open = line.len() - rest.len();
        for (depth, is) in [
            (1, &is_numeral as &dyn Fn(char) -> bool),
            (3, &|c: char| c.is_ascii_digit()),
        ] {
            let n_bytes = run(rest, is);
            let after = rest.get(n_bytes..).unwrap_or_default();
            // (010) is a telephone's; nobody numbers a hundred points below one heading.
            let is_short = depth != 3 || n_bytes <= 2;
            if n_bytes > 0 && is_short && after.starts_with(['）', ')']) {
                let close = after.chars().next().map_or(0, char::len_utf8);
                return split(open + n_bytes + close, depth);
            }
        }
        return None;
    }
    let n_bytes = run(line, &is_numeral);
    if n_bytes > 0
        && line
            .get(n_bytes..)
            .is_some_and(|after| after.starts_with('、'))
    {
        return split(n_bytes + '、'.len_utf8(), 0);
    }
    let n_bytes = run(line, &|c: char| c.is_ascii_digit());
    let after = line.get(n_bytes..).unwrap_or_default();
    let mark = after.chars().next()?;
    // 2.5万人 is a quantity; a heading's number is short.
    let is_quantity = mark == '.' && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    if (1..=2).contains(&n_bytes) && matches!(mark, '.' | '．' | '、') && !is_quantity {
        return split(n_bytes + mark.len_utf8(), 2);
    }
    let mark = line.chars().next()?;
    if ('①'..='⑳').contains(&mark) {
        return split(mark.len_utf8(), 4);
    }
    None
}

/// The heading that a line is; `None` for a sentence that merely begins with a number.
pub fn heading(line: &str) -> Option<Heading<'_>> {
    let heading = number(line)?;
    let text = heading.text;
    let n_chars = text.chars().count();
    // A sentence ends with a mark; a heading with none, or names what follows with a colon only in a list.
    let ends_like_sentence =
        text.ends_with(['。', '；', '：', '，', '、', '！', '？', ';', ':', ',']);
    let holds_sentence = text.chars().rev().skip(1).any(|c| matches!(c, '。' | '；'));
    (n_chars > 0 && n_chars <= LONGEST_HEADING && !ends_like_sentence && !holds_sentence)
        .then_some(heading)
}

/// How many kinds of numbers there are; each has its level.
pub const N_KINDS: usize = 5;

/// The level that a number has by its form alone; `None` for a form that official speeches do not know.
pub fn kind_of_number(written: &str) -> Option<usize> {
    number(written)
        .filter(|found| found.text.is_empty())
        .map(|found| found.depth)
}

/// A Markdown heading: its level (1 for `#`) and the rest of the line.
pub fn markdown_heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('#');
    let n_marks = line.len() - rest.len();
    let text = rest
        .strip_prefix([' ', '\t'])?
        .trim()
        .trim_end_matches('#')
        .trim();
    ((1..=6).contains(&n_marks) && !text.is_empty()).then_some((n_marks, text))
}

/// The number in front of a Markdown heading's text, which the tree will give again.
pub fn without_number(text: &str) -> (&str, &str) {
    number(text)
        .filter(|heading| !heading.text.is_empty())
        .map_or(("", text), |heading| (heading.number, heading.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, wanted: Option<(usize, &str)>) {
        assert_eq!(
            heading(line).map(|heading| (heading.depth, heading.text)),
            wanted,
            "{line}"
        );
    }

    #[test]
    fn the_four_levels() {
        check(
            "一、总结成绩，2023年工作取得新进展",
            Some((0, "总结成绩，2023年工作取得新进展")),
        );
        check("十二、其他", Some((0, "其他")));
        check("（一）队伍建设", Some((1, "队伍建设")));
        check("(二) 品牌建设", Some((1, "品牌建设")));
        check("1.建好队伍", Some((2, "建好队伍")));
        check("2．办好活动", Some((2, "办好活动")));
        check("3、用好阵地", Some((2, "用好阵地")));
        check("（1）选聘", Some((3, "选聘")));
        check("①人员", Some((4, "人员")));
    }

    #[test]
    fn a_sentence_that_begins_with_a_number_is_none() {
        check("1月23日，会议召开", None);
        check("2.5万名学生参加活动", None);
        check("2024年工作", None);
        check("一、二产业协调发展是我们的目标。", None);
        check("（1）各校要高度重视；", None);
        check("1.要提高认识。要加强领导。", None);
        check("（三人行）读书会", None);
        check("（010）6666转办公室", None);
        check("一是提高认识", None);
        check("三、", None);
        check(&format!("一、{}", "长".repeat(51)), None);
    }
}
