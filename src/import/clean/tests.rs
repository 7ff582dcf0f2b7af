//! Texts as they come from web pages, document sites and old programs, and what becomes of them.

use super::*;

/// The paragraphs, a line each, and the notes as `line: what`.
fn cleaned(text: &str, syntax: Syntax) -> (String, Vec<String>) {
    let mut notes = Notes::default();
    let lines: Vec<String> = clean(text, syntax, &mut notes)
        .into_iter()
        .map(|line| line.text)
        .collect();
    let notes = notes
        .into_vec()
        .into_iter()
        .map(|note| {
            let what = match note.kind {
                NoteKind::Joined => "joined".to_owned(),
                NoteKind::PageNumberLines { lines } => format!("pages {}", lines.join(",")),
                NoteKind::Running { text } => format!("running {text}"),
                NoteKind::Furniture { text } => format!("furniture {text}"),
                NoteKind::Address { text } => format!("address {text}"),
                kind => format!("{kind:?}"),
            };
            let Place::Line(line) = note.place else {
                panic!("no line: {:?}", note.place)
            };
            format!("{line}: {what} ×{}", note.count)
        })
        .collect();
    (lines.join("\n"), notes)
}

#[track_caller]
fn check(text: &str, wanted: &str, notes: &[&str]) {
    let (found, found_notes) = cleaned(text, Syntax::Plain);
    assert_eq!(found, wanted);
    assert_eq!(found_notes, notes);
}

#[track_caller]
fn check_markdown(text: &str, wanted: &str, notes: &[&str]) {
    let (found, found_notes) = cleaned(text, Syntax::Markdown);
    assert_eq!(found, wanted);
    assert_eq!(found_notes, notes);
}

/// Nothing is joined and nothing left out.
#[track_caller]
fn check_untouched(text: &str) {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    check(text, &lines.join("\n"), &[]);
    check_markdown(text, &lines.join("\n"), &[]);
}

/// Breaks a paragraph after a number of columns, as an editor does that breaks anywhere.
fn wrapped(paragraph: &str, margin: usize) -> String {
    let mut lines = vec![String::new()];
    for c in paragraph.chars() {
        let line = lines.last_mut().unwrap();
        let is_mark = crate::text::line_break::NOT_AT_START.contains(c);
        if columns(line) + columns(&c.to_string()) > margin && !is_mark {
            lines.push(c.to_string());
        } else {
            line.push(c);
        }
    }
    lines.join("\n")
}

const FIRST: &str = "今年以来，全市各级组织认真贯彻落实上级部署，围绕中心、服务大局，扎实推进各项工作。一年来，全市新建活动阵地120个，组织宣讲3500场，参加的青少年达到12.5万人次，受到基层的普遍欢迎，各项工作都有了新的进展。";
const SECOND: &str = "成绩来之不易，这是上级正确领导的结果，是各单位齐心协力的结果，更是广大老同志无私奉献的结果。在此，我代表市里，向大家表示衷心的感谢，并致以崇高的敬意。";
const THIRD: &str = "当前，我们也要清醒地看到，工作中还有不少短板，发展不够平衡，方法不够新颖，需要我们在今后的工作中认真加以解决。";

fn page_of(n_lines: usize) -> String {
    vec![THIRD; n_lines].join("\n")
}

// Hard line ends.

#[test]
fn a_wrapped_text_becomes_paragraphs_again() {
    for margin in [40, 60, 70, 76] {
        let text = format!(
            "在全市会议上的讲话\n市长\n同志们：\n{}\n{}\n一、总结成绩\n{}",
            wrapped(&format!("　　{FIRST}"), margin),
            wrapped(&format!("　　{SECOND}"), margin),
            wrapped(&format!("　　{THIRD}"), margin),
        );
        let (found, notes) = cleaned(&text, Syntax::Plain);
        let wanted =
            format!("在全市会议上的讲话\n市长\n同志们：\n{FIRST}\n{SECOND}\n一、总结成绩\n{THIRD}");
        assert_eq!(found, wanted, "{margin}");
        let n_joined = text.lines().count() - found.lines().count();
        assert_eq!(notes, [format!("5: joined ×{n_joined}")]);
    }
}

#[test]
fn blank_lines_part_paragraphs_of_a_wrapped_text() {
    let text = [FIRST, SECOND, THIRD].map(|paragraph| wrapped(paragraph, 60));
    let (found, _) = cleaned(&text.join("\n\n"), Syntax::Plain);
    assert_eq!(found, [FIRST, SECOND, THIRD].join("\n"));
}

#[test]
fn without_indents_a_line_that_ends_a_sentence_ends_a_paragraph() {
    let text = [FIRST, SECOND, THIRD].map(|paragraph| wrapped(paragraph, 60));
    let (found, _) = cleaned(&text.join("\n"), Syntax::Plain);
    assert_eq!(found, [FIRST, SECOND, THIRD].join("\n"));
}

#[test]
fn numbers_are_mended_and_words_keep_their_space() {
    let text = "　　今年以来全市各级组织认真贯彻落实上级部署，新建活动阵地1\n20个，组织宣讲三千五百场，编写教材和读本，制作了视频，开通App\nstore专区，参加的青少年人数不断增加，活动受到了基层普遍的欢迎\n和好评，各项工作都有了新的进展。";
    let wanted = "今年以来全市各级组织认真贯彻落实上级部署，新建活动阵地120个，组织宣讲三千五百场，编写教材和读本，制作了视频，开通App store专区，参加的青少年人数不断增加，活动受到了基层普遍的欢迎和好评，各项工作都有了新的进展。";
    check(text, wanted, &["2: joined ×3"]);
}

#[test]
fn english_is_joined_with_spaces() {
    let text = "It was a year in which a great many people worked hard, and in which much\nwas achieved, in the cities as well as in the countryside, by the young, who\nlearned a lot, and by the old, who had so much to teach them and did it with\ngreat joy.\n";
    check(text, &text.trim_end().replace('\n', " "), &["2: joined ×3"]);
}

#[test]
fn headings_and_numbered_paragraphs_of_a_wrapped_text_stay_apart() {
    let margin = 60;
    let text = [
        "　　".to_owned() + FIRST,
        "　　一、总结成绩".to_owned(),
        "　　（一）队伍".to_owned(),
        format!("　　1.提高认识。{SECOND}"),
        format!("　　2.落实责任。{THIRD}"),
    ];
    let broken = text
        .clone()
        .map(|paragraph| wrapped(&paragraph, margin))
        .join("\n");
    let wanted: Vec<&str> = text.iter().map(|paragraph| paragraph.trim()).collect();
    assert_eq!(cleaned(&broken, Syntax::Plain).0, wanted.join("\n"));
}

#[test]
fn a_text_with_one_paragraph_to_a_line_stays_as_it_is() {
    check_untouched(&[FIRST, SECOND, THIRD].join("\n"));
    check_untouched(&[FIRST, SECOND, THIRD].join("\n\n"));
    check_untouched(&format!(
        "在会上的讲话\n市长\n2024年1月25日\n同志们：\n　　{FIRST}\n　　{SECOND}"
    ));
}

#[test]
fn verse_slogans_and_lists_of_names_stay_as_they_are() {
    check_untouched(
        "坚持立德树人，培育时代新人\n坚持服务大局，助力乡村振兴\n坚持守正创新，建强基层组织\n坚持求真务实，做到久久为功",
    );
    check_untouched(
        "甲市教育局关心下一代工作委员会办公室\n乙市教育局关心下一代工作委员会办公室\n丙市教育局关心下一代工作委员会办公室\n丁市教育局关心下一代工作委员会办公室\n戊市教育局关心下一代工作委员会办公室",
    );
}

#[test]
fn a_few_paragraphs_without_a_mark_at_their_end_stay_apart() {
    check_untouched(
        "新建活动阵地，覆盖全市所有乡镇和街道，条件明显改善\n开展主题宣讲，参加的青少年有十二万多人，反响很好\n编写教材，进入课堂",
    );
}

// Page numbers.

#[test]
fn a_page_number_in_a_paragraph_is_taken_out_and_the_paragraph_goes_on() {
    check(
        "同志们：\n今年以来，全市各级组织认真贯彻\n- 1 -\n落实上级部署，成效明显。\n一、任务\n",
        "同志们：\n今年以来，全市各级组织认真贯彻落实上级部署，成效明显。\n一、任务",
        &["3: pages - 1 - ×1", "4: joined ×1"],
    );
}

#[test]
fn a_page_number_between_paragraphs_joins_nothing() {
    check(
        "同志们：\n成效明显，可喜可贺。\n\n第 1 页 共 2 页\n\n要再接再厉，\n第 2 页 共 2 页\n　　再创佳绩。",
        "同志们：\n成效明显，可喜可贺。\n要再接再厉，\n再创佳绩。",
        &["4: pages 第 1 页 共 2 页,第 2 页 共 2 页 ×2"],
    );
}

#[test]
fn a_page_number_below_the_front_matter_joins_nothing() {
    check(
        "在会上的讲话\n（2024年1月25日，市长 张三）\n- 1 -\n同志们：\n大家好。",
        "在会上的讲话\n（2024年1月25日，市长 张三）\n同志们：\n大家好。",
        &["3: pages - 1 - ×1"],
    );
}

#[test]
fn page_numbers_of_a_wrapped_text_are_taken_out() {
    let broken = wrapped(&format!("　　{FIRST}"), 60);
    let mut lines: Vec<&str> = broken.lines().collect();
    for (at, line) in [(2, ""), (2, "— 1 —"), (2, "")] {
        lines.insert(at, line);
    }
    check(
        &lines.join("\n"),
        FIRST,
        &["4: pages — 1 — ×1", "2: joined ×3"],
    );
}

#[test]
fn bare_numbers_are_page_numbers_only_when_they_rise_from_page_to_page() {
    let page = page_of(3);
    let open = page.trim_end_matches('。');
    let text = format!("{open}\n1\n{open}\n2\n{open}\n3\n{page}");
    let (found, notes) = cleaned(&text, Syntax::Plain);
    assert_eq!(notes.first().map(String::as_str), Some("4: pages 1,2,3 ×3"));
    assert_eq!(found.lines().count(), 9);

    check_untouched(&format!("讲话\n{page}\n1\n{page}\n2\n{page}\n3\n{page}"));
    check_untouched(&format!(
        "讲话\n{page}\n2021\n{page}\n2022\n{page}\n2023\n{page}"
    ));
    check_untouched("学校\n1\n2\n3\n学生\n4\n5\n6");
    let figure = "全市新建阵地，共有\n120\n个，覆盖所有乡镇。";
    check(figure, figure, &[]);
}

#[test]
fn a_share_is_a_page_number_only_when_it_recurs() {
    check(
        "要再接再厉，\n1/3\n再创佳绩。\n好。\n2/3\n完。",
        "要再接再厉，再创佳绩。\n好。\n完。",
        &["2: pages 1/3,2/3 ×2", "3: joined ×1"],
    );
    check_untouched("完成率\n3/12\n较好。");
    check_untouched("完成率\n3/12\n较好。\n5/8\n一般。");
}

// Running titles.

#[test]
fn a_title_on_every_page_is_left_out_but_at_the_top() {
    let page = page_of(2);
    let open = page.trim_end_matches('。');
    check(
        &format!(
            "在全市会议上的讲话\n{open}\n- 1 -\n在全市会议上的讲话\n{open}\n- 2 -\n在全市会议上的讲话\n{page}"
        ),
        &format!("在全市会议上的讲话\n{open}{open}{page}"),
        &[
            "4: pages - 1 -,- 2 - ×2",
            "5: running 在全市会议上的讲话 ×2",
            "6: joined ×2",
        ],
    );
}

#[test]
fn a_page_break_is_as_good_as_a_page_number() {
    let open = THIRD.trim_end_matches('。');
    check(
        &format!(
            "讲话\n{open}\n某某文稿\n\u{c}{open}\n某某文稿\n\u{c}{open}\n某某文稿\n\u{c}{THIRD}"
        ),
        &format!("讲话\n{open}{open}{open}{THIRD}"),
        &["3: running 某某文稿 ×3", "4: joined ×3"],
    );
}

#[test]
fn sub_headings_applause_and_refrains_stay() {
    let unit = format!("主要做法\n{THIRD}\n（掌声）\n同志们！\n工作成效\n{THIRD}\n");
    check_untouched(&format!("讲话\n{}", unit.repeat(4)));
}

#[test]
fn set_phrases_that_recur_in_a_wrapped_text_stay() {
    let phrase = "深入学习贯彻党的创新理论和上级关于青少年工作的决策部署并抓好落实";
    let paragraph = format!(
        "　　今年以来全市各级组织认真贯彻落实上级部署，在总结经验的基础\n{phrase}\n推动工作不断取得新的进展和成效。"
    );
    let (found, notes) = cleaned(&vec![paragraph; 4].join("\n"), Syntax::Plain);
    assert_eq!(notes, ["2: joined ×8"]);
    assert_eq!(found.matches(phrase).count(), 4);
}

// Furniture.

#[test]
fn a_copy_of_a_web_page_is_left_with_its_text() {
    let text = format!(
        "首页 > 领导讲话\n在全市会议上的讲话\n来源：某某网 发布时间：2024-01-25 字号：大 中 小\n{FIRST}\n{SECOND}\n打印本页 关闭窗口\n上一篇：没有了\nhttp://www.example.com/1.html\n打印本页 关闭窗口"
    );
    check(
        &text,
        &format!("在全市会议上的讲话\n{FIRST}\n{SECOND}"),
        &[
            "1: furniture 首页 > 领导讲话 ×1",
            "3: furniture 来源：某某网 发布时间：2024-01-25 字号：大 中 小 ×1",
            "6: furniture 打印本页 关闭窗口 ×2",
            "7: furniture 上一篇：没有了 ×1",
            "8: furniture http://www.example.com/1.html ×1",
        ],
    );
}

#[test]
fn a_watermark_line_does_not_break_a_paragraph() {
    check(
        "同志们：\n今年以来，各级组织认真贯彻\nwww.example.com\n上级部署，成效明显。",
        "同志们：\n今年以来，各级组织认真贯彻上级部署，成效明显。",
        &["3: furniture www.example.com ×1", "4: joined ×1"],
    );
}

#[test]
fn a_watermark_within_a_sentence_stays_and_is_noted() {
    let text = "今年以来，各级组织www.example.com认真贯彻部署。";
    check(text, text, &["1: address www.example.com ×1"]);
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    check(
        "一\r\n\r\n打印本页\r二",
        "一\n二",
        &["3: furniture 打印本页 ×1"],
    );
}

// Markdown.

#[test]
fn soft_breaks_of_markdown_are_white_space() {
    check_markdown(
        "# 讲话\n\n今年以来，全市各级组织\n认真贯彻落实上级部署，\n成效明显。\n\n- 建好队伍，用好\n  阵地，办好活动\n- 编好教材\n\n要再接再厉，  \n再创佳绩。",
        "# 讲话\n今年以来，全市各级组织认真贯彻落实上级部署，成效明显。\n- 建好队伍，用好阵地，办好活动\n- 编好教材\n要再接再厉，\n再创佳绩。",
        &["4: joined ×3"],
    );
}

#[test]
fn markdown_that_a_program_wrapped_becomes_paragraphs() {
    let text = [FIRST, SECOND, THIRD].map(|paragraph| wrapped(paragraph, 80));
    let (found, _) = cleaned(
        &format!("# 讲话\n\n{}", text.join("\n\n")),
        Syntax::Markdown,
    );
    assert_eq!(found, ["# 讲话", FIRST, SECOND, THIRD].join("\n"));
}

#[test]
fn markdown_with_one_paragraph_to_a_line_stays_as_it_is() {
    check_untouched(&format!(
        "# 讲话\n## 一、成绩\n{FIRST}\n{SECOND}\n## 二、任务\n一是抓落实，求实效\n{THIRD}"
    ));
}

// Nothing is lost.

/// Letters, digits and characters, sorted.
fn bare(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    chars.sort_unstable();
    chars
}

fn line() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let known = proptest::sample::select(vec![
        "- 1 -",
        "- 2 -",
        "1",
        "2",
        "3",
        "1/3",
        "2/3",
        "第3页 共12页",
        "打印本页",
        "来源：某某网 字号：大 中 小",
        "www.example.com",
        "某某文稿",
        "某某文稿",
        "某某文稿",
        "（掌声）",
        "一、总结成绩",
        "（一）队伍",
        "# 讲话",
        "- 项",
        "2024年",
        "",
        "",
        FIRST,
        THIRD,
        "今年以来，全市各级组织认真贯彻落实上级部署，围绕中心服务大局扎",
        "实推进各项工作，再接再厉",
    ]);
    prop_oneof![
        3 => known.prop_map(str::to_owned),
        1 => "[　 ]{0,2}[一二（）12.、，。：—#/ 年月来源下载页wW]{0,40}",
    ]
}

proptest::proptest! {
    #[test]
    fn what_is_not_in_the_text_is_in_a_note(
        lines in proptest::collection::vec(line(), 0..40),
        end in proptest::sample::select(vec!["\n", "\r\n", "\n\n", "\u{c}"]),
        syntax in proptest::sample::select(vec![Syntax::Plain, Syntax::Markdown]),
    ) {
        let source = lines.join(end);
        let mut notes = Notes::default();
        let mut kept: String = clean(&source, syntax, &mut notes).into_iter().map(|line| line.text).collect();
        for note in notes.into_vec() {
            match note.kind {
                NoteKind::PageNumberLines { lines } => kept.push_str(&lines.concat()),
                NoteKind::Running { text } | NoteKind::Furniture { text } => kept.push_str(&text.repeat(note.count)),
                _ => {}
            }
        }
        proptest::prop_assert_eq!(bare(&kept), bare(&source));
    }
}

#[test]
fn millions_of_line_ends_are_counted_and_not_kept() {
    let text = format!("甲\u{c}{}乙", "\r\n".repeat(1_000_000));
    let lines = lines_of(&text);
    assert!(lines.len() < 200, "{}", lines.len());
    let last = lines.last().unwrap();
    assert_eq!((last.number, last.text), (1_000_001, "乙"));
    let breaks = "\u{c}".repeat(1000);
    let lines = lines_of(&breaks);
    assert!(lines.len() < 200 && lines.last().unwrap().after_break);
}
