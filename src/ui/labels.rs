//! The words and the shortcuts of every wish, in one table: menus, toolbar and palette take them from here.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::edit::StepName;
use crate::model::SectionKind;
use crate::wording;

use super::action::MenuAction;

/// A wish with its words.
#[derive(Debug, Clone, Copy)]
pub struct Label {
    pub action: MenuAction,
    pub text: &'static str,
    pub shortcut: Option<KeyboardShortcut>,
    /// The box or panel that has the keyboard hears the shortcut itself; elsewhere the keys mean something else.
    pub is_local: bool,
}

const fn plain(action: MenuAction, text: &'static str) -> Label {
    Label {
        action,
        text,
        shortcut: None,
        is_local: false,
    }
}

const fn keyed(action: MenuAction, text: &'static str, modifiers: Modifiers, key: Key) -> Label {
    Label {
        action,
        text,
        shortcut: Some(KeyboardShortcut::new(modifiers, key)),
        is_local: false,
    }
}

const fn local(action: MenuAction, text: &'static str, modifiers: Modifiers, key: Key) -> Label {
    Label {
        is_local: true,
        ..keyed(action, text, modifiers, key)
    }
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// Every wish that has no payload, in the order of the palette.
pub const LABELS: [Label; 56] = [
    keyed(MenuAction::New, "新建…", CTRL, Key::N),
    keyed(MenuAction::Open, "打开…", CTRL, Key::O),
    keyed(MenuAction::Save, "保存", CTRL, Key::S),
    keyed(MenuAction::SaveAs, "另存为…", CTRL_SHIFT, Key::S),
    keyed(MenuAction::ExportWord, "导出 Word 文件…", CTRL, Key::E),
    plain(MenuAction::ExportText, "导出纯文本…"),
    plain(MenuAction::ExportMarkdown, "导出 Markdown…"),
    plain(MenuAction::ImportSnippets, "导入素材…"),
    plain(MenuAction::ImportFolder, "导入整个文件夹的材料…"),
    keyed(MenuAction::Quit, "退出", CTRL, Key::Q),
    keyed(MenuAction::Undo, "撤销", CTRL, Key::Z),
    keyed(MenuAction::Redo, "重做", CTRL_SHIFT, Key::Z),
    plain(MenuAction::UndoLibrary, "撤销素材改动"),
    plain(MenuAction::RedoLibrary, "重做素材改动"),
    local(MenuAction::Cut, "剪切", CTRL, Key::X),
    local(MenuAction::Copy, "复制", CTRL, Key::C),
    local(MenuAction::Paste, "粘贴", CTRL, Key::V),
    local(MenuAction::SelectAll, "全选", CTRL, Key::A),
    keyed(MenuAction::Find, "查找…", CTRL, Key::F),
    keyed(MenuAction::Replace, "替换…", CTRL, Key::H),
    keyed(MenuAction::FindNext, "查找下一处", Modifiers::NONE, Key::F3),
    keyed(
        MenuAction::FindPrevious,
        "查找上一处",
        Modifiers::SHIFT,
        Key::F3,
    ),
    plain(MenuAction::FullWidthPunctuation, "半角标点转全角"),
    plain(MenuAction::AddSection, "添加章节"),
    plain(MenuAction::AddSubsection, "添加下级章节"),
    local(
        MenuAction::RenameSection,
        "修改章节标题",
        Modifiers::NONE,
        Key::F2,
    ),
    plain(MenuAction::DuplicateSection, "复制章节"),
    local(
        MenuAction::DeleteSection,
        "删除章节",
        Modifiers::NONE,
        Key::Delete,
    ),
    local(
        MenuAction::MoveSectionUp,
        "章节上移",
        Modifiers::ALT,
        Key::ArrowUp,
    ),
    local(
        MenuAction::MoveSectionDown,
        "章节下移",
        Modifiers::ALT,
        Key::ArrowDown,
    ),
    local(
        MenuAction::NestSection,
        "章节降级",
        Modifiers::ALT,
        Key::ArrowRight,
    ),
    local(
        MenuAction::UnnestSection,
        "章节升级",
        Modifiers::ALT,
        Key::ArrowLeft,
    ),
    plain(MenuAction::ToggleNumbered, "章节编号"),
    plain(MenuAction::ToggleOutlineLock, "锁定提纲"),
    plain(MenuAction::ToggleOutline, "显示提纲"),
    plain(MenuAction::ToggleLibrary, "显示素材库"),
    keyed(MenuAction::FocusOutline, "转到提纲", CTRL, Key::Num1),
    keyed(MenuAction::FocusManuscript, "转到正文", CTRL, Key::Num2),
    keyed(MenuAction::FocusLibrary, "转到素材库", CTRL, Key::Num3),
    keyed(MenuAction::ShowRoll, "点名", CTRL, Key::Num4),
    plain(MenuAction::EditRoster, "名册…"),
    plain(MenuAction::ExportRoll, "导出点名表…"),
    keyed(MenuAction::ShowReview, "审校", CTRL, Key::Num5),
    keyed(
        MenuAction::NextFinding,
        "下一个问题",
        Modifiers::NONE,
        Key::F8,
    ),
    keyed(
        MenuAction::PreviousFinding,
        "上一个问题",
        Modifiers::SHIFT,
        Key::F8,
    ),
    plain(MenuAction::EditWords, "自定词语…"),
    plain(MenuAction::ThemeLight, "浅色主题"),
    plain(MenuAction::ThemeDark, "深色主题"),
    plain(MenuAction::ThemeSystem, "主题跟随系统"),
    keyed(MenuAction::Palette, "命令面板…", CTRL_SHIFT, Key::P),
    keyed(MenuAction::Settings, "设置…", CTRL, Key::Comma),
    plain(MenuAction::Tour, "打开上手引导"),
    keyed(MenuAction::ZoomIn, "放大", CTRL, Key::Plus),
    keyed(MenuAction::ZoomOut, "缩小", CTRL, Key::Minus),
    keyed(MenuAction::ZoomReset, "实际大小", CTRL, Key::Num0),
    plain(MenuAction::About, "关于讲稿"),
];

/// The words of a wish.
pub fn label(action: MenuAction) -> Label {
    LABELS
        .into_iter()
        .find(|label| label.action == action)
        .unwrap_or(plain(action, ""))
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
    fn no_wish_is_listed_twice_and_no_shortcut_given_twice() {
        for (idx, label) in LABELS.iter().enumerate() {
            assert!(!label.text.is_empty());
            for other in &LABELS[idx + 1..] {
                assert_ne!(label.action, other.action);
                assert!(
                    label.shortcut.is_none() || label.shortcut != other.shortcut,
                    "{}",
                    label.text
                );
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
