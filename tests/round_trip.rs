//! What is exported and read again is the same speech: any tree, with texts that look like something else.

use std::sync::Arc;

use jianggao::export;
use jianggao::import::{Imported, SourceKind};
use jianggao::layout::standard;
use jianggao::model::{FrontField, FrontMatter, IdSource, Section, SectionKind, Speech};
use proptest::prelude::*;

/// What the speech says, without what no file of another kind keeps: ids, and the snippets that a paragraph came from.
#[derive(Debug, Clone, PartialEq)]
struct Tree {
    front: Vec<String>,
    sections: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq)]
struct Node {
    heading: String,
    kind: SectionKind,
    numbered: bool,
    paragraphs: Vec<String>,
    children: Vec<Self>,
}

impl Tree {
    fn of(speech: &Speech) -> Self {
        let front = FrontField::ALL.into_iter();
        Self {
            front: front
                .map(|field| speech.front.get(field).to_owned())
                .collect(),
            sections: speech
                .sections
                .iter()
                .map(|section| Node::of(section))
                .collect(),
        }
    }

    fn speech(&self) -> Speech {
        let mut ids = IdSource::default();
        let [title, subtitle, speaker, date, venue, salutation] =
            <[String; 6]>::try_from(self.front.clone()).expect("there are six lines");
        Speech {
            front: FrontMatter {
                title,
                subtitle,
                speaker,
                date,
                venue,
                salutation,
            },
            sections: self
                .sections
                .iter()
                .map(|node| node.section(&mut ids))
                .collect(),
            ..Speech::default()
        }
    }

    /// Without the kinds of sections, which Markdown does not keep.
    fn without_kinds(mut self) -> Self {
        self.sections.iter_mut().for_each(Node::forget_kinds);
        self
    }
}

impl Node {
    fn of(section: &Section) -> Self {
        let paragraphs = section.paragraphs.iter();
        Self {
            heading: section.heading.clone(),
            kind: section.kind,
            numbered: section.numbered,
            paragraphs: paragraphs
                .map(|paragraph| paragraph.text.to_string())
                .collect(),
            children: section
                .children
                .iter()
                .map(|child| Self::of(child))
                .collect(),
        }
    }

    fn section(&self, ids: &mut IdSource) -> Arc<Section> {
        let mut section = ids.section(&self.heading, self.kind);
        section.numbered = self.numbered;
        section.paragraphs = self
            .paragraphs
            .iter()
            .map(|text| ids.paragraph(text, Vec::new()))
            .collect();
        section.children = self
            .children
            .iter()
            .map(|child| child.section(ids))
            .collect();
        Arc::new(section)
    }

    fn forget_kinds(&mut self) {
        self.kind = SectionKind::Custom;
        self.children.iter_mut().for_each(Self::forget_kinds);
    }
}

/// Texts that a reader could take for something else.
const HOSTILE: &[&str] = &[
    "",
    " ",
    "　　",
    "　　一、甲",
    " 前后有空 ",
    "\t制表\t符\t",
    "# 不是标题",
    "## 一、甲",
    "一、这是正文",
    "（一）这也是正文",
    "1.5G建设",
    "1. 一项",
    "12) 十二",
    "①人员",
    "- 一条",
    "+ 一条",
    "* 一条",
    "---",
    "===",
    "> 引用",
    "| 甲 | 乙 |",
    "```",
    "**重点**和_强调_",
    "[链接](http://www.example.com/a_b*c)",
    "<!-- 讲稿 -->",
    "甲 <!-- 讲话人 -->",
    "<b>&amp;&#12288;</b>",
    "反斜杠\\和\\",
    "$x_1$ ~~删~~ `代码`",
    "— 1 —",
    "12",
    "第 3 页 共 10 页",
    "打印本页",
    "【打印】【关闭】",
    "版权所有 © 某某厅",
    "来源：某某日报",
    "2024年3月5日",
    "（2024年3月）",
    "同志们：",
    "同志们，让我们一起努力。",
    "——在会上的讲话",
    "主任",
    "结束语",
    "任务",
    "今年以来，各项工作都取得了新的进展。",
    "换行\u{2028}和\u{2029}",
    "零宽\u{200b}\u{200d}👩‍👧",
    "full of English words and 数字 123",
    "五",
    "十",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
        2 => "[ 　一二三、（）1.#*_<>&;—\\-甲乙。：\t]{0,12}",
        1 => ".{0,30}".prop_map(|text| text.chars().filter(|c| is_kept(*c)).collect()),
        1 => "甲{100,130}。乙",
    ]
}

/// Characters that no page shows are left out of every export.
fn is_kept(c: char) -> bool {
    !(c.is_control() && c != '\t' || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
}

fn heading() -> impl Strategy<Value = String> {
    prop_oneof![2 => Just(String::new()), 3 => text()]
}

fn node() -> impl Strategy<Value = Node> {
    let kind = || prop::sample::select(SectionKind::ALL.as_slice());
    let own = move || {
        (
            heading(),
            kind(),
            any::<bool>(),
            prop::collection::vec(text(), 0..4),
        )
    };
    let leaf = own().prop_map(|(heading, kind, numbered, paragraphs)| Node {
        heading,
        kind,
        numbered,
        paragraphs,
        children: Vec::new(),
    });
    leaf.prop_recursive(8, 24, 4, move |inner| {
        (own(), prop::collection::vec(inner, 0..4)).prop_map(
            |((heading, kind, numbered, paragraphs), children)| Node {
                heading,
                kind,
                numbered,
                paragraphs,
                children,
            },
        )
    })
}

fn tree() -> impl Strategy<Value = Tree> {
    let line = || prop_oneof![Just(String::new()), text()];
    (
        prop::collection::vec(line(), 6),
        prop::collection::vec(node(), 0..5),
    )
        .prop_map(|(front, sections)| Tree { front, sections })
}

fn read(kind: SourceKind, bytes: &[u8]) -> Imported {
    kind.read(bytes, &|| false)
        .expect("what was exported can be read")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_word_file_gives_the_speech_it_was_made_from(tree in tree()) {
        let bytes = export::docx(&tree.speech(), &standard()).expect("any speech can be exported");
        let imported = read(SourceKind::Word, &bytes);
        prop_assert_eq!(Tree::of(&imported.speech), tree);
        prop_assert_eq!(imported.notes, []);
    }

    #[test]
    fn markdown_gives_the_speech_it_was_made_from(tree in tree()) {
        let text = export::markdown(&tree.speech());
        let imported = read(SourceKind::Markdown, text.as_bytes());
        prop_assert_eq!(Tree::of(&imported.speech).without_kinds(), tree.without_kinds(), "{}", text);
        prop_assert_eq!(imported.notes, []);
    }
}

/// Paragraphs that a text keeps: not empty, without blanks at either end.
const PARAGRAPHS: &[&str] = &[
    "今年以来，各项工作都取得了新的进展。",
    "一是提高认识。二是狠抓落实。",
    "一、这是正文",
    "（一）这也是正文",
    "1. 一项",
    "（1）各校要高度重视",
    "①人员",
    "# 不是标题",
    "结束语",
    "2.5万名学生参加活动",
];

/// A numbered section at one of the levels whose numbers a text tells apart, with those below it.
fn numbered(depth: usize) -> BoxedStrategy<Node> {
    let texts = prop::collection::vec(prop::sample::select(PARAGRAPHS), 0..4);
    let below = if depth < 4 {
        prop::collection::vec(numbered(depth + 1), 0..3).boxed()
    } else {
        Just(Vec::new()).boxed()
    };
    (
        prop::sample::select(["成绩", "队伍建设", "把“五老”组织起来"].as_slice()),
        texts,
        below,
    )
        .prop_map(|(heading, texts, children)| Node {
            heading: heading.to_owned(),
            kind: SectionKind::Custom,
            numbered: true,
            paragraphs: texts.into_iter().map(str::to_owned).collect(),
            children,
        })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// What a text cannot say is not in these speeches: see `export::plain_text`.
    #[test]
    fn a_text_gives_the_speech_it_was_made_from(
        sections in prop::collection::vec(numbered(0), 0..4),
        has_date in any::<bool>(),
        greeting in prop::sample::select(["", "同志们："].as_slice()),
    ) {
        let opening = Node {
            heading: String::new(),
            kind: SectionKind::Custom,
            numbered: false,
            paragraphs: vec!["今天我们召开会议。".to_owned(), "一、先说一句".to_owned()],
            children: Vec::new(),
        };
        let date = if has_date { "2024年3月5日" } else { "" };
        let front = ["在会议上的讲话", "", "", date, "", greeting].map(str::to_owned);
        let tree = Tree {
            front: front.to_vec(),
            sections: std::iter::once(opening).chain(sections).collect(),
        };
        let text = export::plain_text(&tree.speech());
        let imported = read(SourceKind::Text, text.as_bytes());
        prop_assert_eq!(Tree::of(&imported.speech).without_kinds(), tree, "{}", text);
        prop_assert_eq!(imported.notes, []);
    }
}
