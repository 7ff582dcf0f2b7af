//! The words and the shortcuts of every command, in one table: menus, toolbar and palette take them from here.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::edit::StepName;
use crate::model::SectionKind;
use crate::wording;

use super::action::MenuAction;

/// The words and the keys of a command.
#[derive(Debug, Clone, Copy)]
pub struct Label {
    pub text: &'static str,
    tip: Option<&'static str>,
    /// The first is the one that menus show.
    keys: [Option<KeyboardShortcut>; 2],
    /// True if the box or panel that has the keyboard hears the keys itself; elsewhere they mean something else.
    pub is_local: bool,
}

impl Label {
    /// The keys that menus show.
    pub fn shortcut(&self) -> Option<KeyboardShortcut> {
        self.keys[0]
    }

    /// All keys that ask for it.
    pub fn shortcuts(self) -> impl Iterator<Item = KeyboardShortcut> {
        self.keys.into_iter().flatten()
    }

    /// What a button that does it says when the pointer rests on it.
    pub fn tip(&self) -> &'static str {
        self.tip.unwrap_or(self.text.trim_end_matches('…'))
    }

    /// As a menu or button shows the keys.
    pub fn keys_text(&self, ctx: &Context) -> Option<String> {
        self.shortcut().map(|keys| ctx.format_shortcut(&keys))
    }

    const fn or(self, modifiers: Modifiers, key: Key) -> Self {
        Self {
            keys: [self.keys[0], Some(KeyboardShortcut::new(modifiers, key))],
            ..self
        }
    }

    const fn with_tip(self, tip: &'static str) -> Self {
        Self {
            tip: Some(tip),
            ..self
        }
    }
}

const fn plain(text: &'static str) -> Label {
    Label {
        text,
        tip: None,
        keys: [None, None],
        is_local: false,
    }
}

const fn keyed(text: &'static str, modifiers: Modifiers, key: Key) -> Label {
    Label {
        keys: [Some(KeyboardShortcut::new(modifiers, key)), None],
        ..plain(text)
    }
}

const fn local(text: &'static str, modifiers: Modifiers, key: Key) -> Label {
    Label {
        is_local: true,
        ..keyed(text, modifiers, key)
    }
}

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

impl MenuAction {
    /// The words and the keys of a command.
    pub const fn label(self) -> Label {
        match self {
            Self::New => keyed("新建…", CTRL, Key::N),
            Self::Open => keyed("打开…", CTRL, Key::O),
            Self::Save => keyed("保存", CTRL, Key::S),
            Self::SaveAs => keyed("另存为…", CTRL_SHIFT, Key::S),
            Self::ExportWord => keyed("导出 Word 文件…", CTRL, Key::E),
            Self::ExportText => plain("导出纯文本…"),
            Self::ExportMarkdown => plain("导出 Markdown…"),
            Self::ImportSnippets => plain("导入素材…"),
            Self::ImportFolder => plain("导入整个文件夹的材料…"),
            Self::Quit => keyed("退出", CTRL, Key::Q),
            Self::Undo => keyed("撤销", CTRL, Key::Z),
            Self::Redo => keyed("重做", CTRL_SHIFT, Key::Z).or(CTRL, Key::Y),
            Self::UndoLibrary => plain("撤销素材改动"),
            Self::RedoLibrary => plain("重做素材改动"),
            Self::Cut => local("剪切", CTRL, Key::X),
            Self::Copy => local("复制", CTRL, Key::C),
            Self::Paste => local("粘贴", CTRL, Key::V),
            Self::SelectAll => local("全选", CTRL, Key::A),
            Self::Find => keyed("查找…", CTRL, Key::F),
            Self::Replace => keyed("替换…", CTRL, Key::H),
            Self::FindNext => keyed("查找下一处", NONE, Key::F3),
            Self::FindPrevious => keyed("查找上一处", SHIFT, Key::F3),
            Self::FullWidthPunctuation => plain("半角标点转全角"),
            Self::AddSection => plain("添加章节"),
            Self::AddSubsection => plain("添加下级章节"),
            Self::RenameSection => local("修改章节标题", NONE, Key::F2),
            Self::DuplicateSection => plain("复制章节"),
            Self::DeleteSection => local("删除章节", NONE, Key::Delete),
            Self::MoveSectionUp => local("章节上移", ALT, Key::ArrowUp),
            Self::MoveSectionDown => local("章节下移", ALT, Key::ArrowDown),
            Self::NestSection => local("章节降级", ALT, Key::ArrowRight),
            Self::UnnestSection => local("章节升级", ALT, Key::ArrowLeft),
            Self::ToggleNumbered => plain("章节编号"),
            Self::ToggleOutlineLock => plain("锁定提纲"),
            Self::ToggleOutline => plain("显示提纲").with_tip("显示或隐藏提纲"),
            Self::ToggleLibrary => plain("显示素材库").with_tip("显示或隐藏素材库"),
            Self::FocusOutline => keyed("转到提纲", CTRL, Key::Num1),
            Self::FocusManuscript => keyed("转到正文", CTRL, Key::Num2),
            Self::FocusLibrary => keyed("转到素材库", CTRL, Key::Num3),
            Self::ShowRoll => keyed("点名", CTRL, Key::Num4),
            Self::EditRoster => plain("名册…"),
            Self::ExportRoll => plain("导出点名表…"),
            Self::ShowReview => keyed("审校", CTRL, Key::Num5),
            Self::NextFinding => keyed("下一个问题", NONE, Key::F8),
            Self::PreviousFinding => keyed("上一个问题", SHIFT, Key::F8),
            Self::EditWords => plain("自定词语…"),
            Self::ThemeLight => plain("浅色主题"),
            Self::ThemeDark => plain("深色主题"),
            Self::ThemeSystem => plain("主题跟随系统"),
            Self::Palette => keyed("命令面板…", CTRL_SHIFT, Key::P),
            Self::Settings => keyed("设置…", CTRL, Key::Comma),
            Self::Tour => plain("打开上手引导"),
            Self::ZoomIn => keyed("放大", CTRL, Key::Plus),
            Self::ZoomOut => keyed("缩小", CTRL, Key::Minus),
            Self::ZoomReset => keyed("实际大小", CTRL, Key::Num0),
            Self::About => plain("关于讲稿"),
        }
    }
}

/// What a step of undo did, to follow 撤销： or 重做：.
pub fn step(name: &StepName) -> String {
    let of = |what: &str, heading: &str| format!("{what}「{}」", short(heading));
    match name {
        StepName::Type => "输入".to_owned(),
        StepName::Delete => "删除文字".to_owned(),
        StepName::SplitParagraph => "分段".to_owned(),
        StepName::JoinParagraphs => "合并段落".to_owned(),
        StepName::Paste => "粘贴".to_owned(),
        StepName::EditFront(field) => format!("修改{}", wording::front_field(*field)),
        StepName::SetRoster => "修改名册".to_owned(),
        StepName::IgnoreFindings => "忽略问题".to_owned(),
        StepName::RestoreFindings => "恢复问题".to_owned(),
        StepName::RenameSection { heading } => of("修改章节标题", heading),
        StepName::SetKind { heading } => of("修改章节类型", heading),
        StepName::SetNumbered { heading } => of("修改章节编号", heading),
        StepName::AddSection { heading } => of("添加章节", heading),
        StepName::MoveSection { heading } => of("移动章节", heading),
        StepName::DuplicateSection { heading } => of("复制章节", heading),
        StepName::DeleteSection { heading } => of("删除章节", heading),
        StepName::InsertSnippet { title } => of("插入素材", title),
        StepName::ReplaceAll { n_places: 1 } => "替换 1 处".to_owned(),
        StepName::ReplaceAll { n_places } => format!("全部替换（{n_places} 处）"),
    }
}

/// The first words of a heading, so that a menu entry stays a line.
fn short(heading: &str) -> String {
    const N_MOST: usize = 14;
    if heading.is_empty() {
        "无标题".to_owned()
    } else if heading.chars().count() > N_MOST {
        heading.chars().take(N_MOST).chain(['…']).collect()
    } else {
        heading.to_owned()
    }
}

pub fn section_kind(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Opening => "开场",
        SectionKind::Achievements => "成绩",
        SectionKind::RegionalExamples => "各地经验",
        SectionKind::Tasks => "任务",
        SectionKind::Closing => "结束语",
        SectionKind::Custom => "自定义",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_words_and_no_shortcut_is_given_twice() {
        let mut given = std::collections::HashMap::new();
        for action in MenuAction::ALL {
            assert!(!action.label().text.is_empty());
            for keys in action.label().shortcuts() {
                let other = given.insert(format!("{keys:?}"), action);
                assert_eq!(other, None, "{action:?}");
            }
        }
    }

    #[test]
    fn a_long_heading_is_shortened() {
        let name = StepName::MoveSection {
            heading: "很".repeat(30),
        };
        assert_eq!(step(&name), format!("移动章节「{}…」", "很".repeat(14)));
    }
}
