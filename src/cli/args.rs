//! The command line's words: subcommands, options and their Chinese help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}";
const REVIEW_TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}\n\n\
    级别有三：错误（error）、疑似（warning）、提示（hint）。\n\
    章节、段落从 1 数起，段落 0 是章节标题；章节为空的是题头。位置按字数计，从 0 数起，不含末位；导入的文件按导入之后的文字数。\n\
    标题的手打编号在导入时按章节顺序重编，编得不一样的按 N304 指出。\n\
    自定词语（用户数据文件夹里的 words.ron）照用；.jg 里已忽略的不列出，只在标准错误里说有几处。\n\
    窗口里关掉的规则这里照查：同一份稿子，在谁的机器上查都一样。要少查几条，用 --rule。";
const COMMANDS: &str = "\
jianggao [FILE] [--library DIR]
      jianggao <命令> …";

#[cfg(feature = "desk")]
const ABOUT: &str = "讲稿：领导讲话稿起草台。不带命令时打开窗口。";
#[cfg(not(feature = "desk"))]
const ABOUT: &str = "讲稿：领导讲话稿起草台，只有命令，没有带窗口。";

/// What the user typed.
#[derive(Debug, Parser)]
#[command(
    name = "jianggao",
    about = ABOUT,
    version,
    override_usage = COMMANDS,
    help_template = "{about}\n\n用法：{usage}\n\n{all-args}\n\n\
        退出码：0 完成；1 完成，--strict 查出了问题；2 用法错误；3 输入读不了或已损坏；4 输出写不了（原文件不变）。",
    subcommand_help_heading = "命令",
    next_help_heading = "选项",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(super) struct CommandLine {
    /// 要打开的讲话稿（.jg、.docx、.txt、.md）
    #[arg(value_name = "FILE", help_heading = "参数")]
    pub file: Option<PathBuf>,
    /// 素材库文件夹（默认为用户数据文件夹）
    #[arg(long, value_name = "DIR")]
    pub library: Option<PathBuf>,
    /// 显示帮助
    #[arg(short, long, action = clap::ArgAction::Help, global = true)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 用模板新建讲话稿
    #[command(help_template = TEMPLATE, override_usage = "jianggao new --template NAME -o FILE.jg [--force]")]
    New(New),
    /// 导出为 Word、纯文本或 Markdown
    ///
    /// Word 文件和 Markdown 再导入时照原样回来：题头、章节、编号、段落、空格都在，只有素材出处和名册不在其中，Markdown 也不记章节类型。
    ///
    /// 纯文本记不下的：无标题章节从哪里开始、没有编号的标题（再导入时是段落）、空段、一行首尾的空格；像标题的段落缩进两字，以示区别。
    #[command(
        help_template = TEMPLATE,
        override_usage = "jianggao export FILE -o OUT.{docx,txt,md} [--layout standard|nominal|FILE.ron] [--force]"
    )]
    Export(Export),
    /// 把 Word、纯文本或 Markdown 讲话稿读成章节树
    #[command(help_template = TEMPLATE, override_usage = "jianggao import IN -o OUT.jg [--full-width-punctuation] [--force]")]
    Import(Import),
    /// 提纲：编号、标题、字数、用时（含下级章节）
    #[command(help_template = TEMPLATE, override_usage = "jianggao outline FILE [--rate 200] [--format json]")]
    Outline(Figures),
    /// 统计：字数、音节、用时、页数，全文与各章节（含下级章节）
    #[command(help_template = TEMPLATE, override_usage = "jianggao stats FILE [--rate 200] [--format json]")]
    Stats(Figures),
    /// 点名：名册上的单位谁讲到了、多少字、什么次序，谁还没有
    #[command(
        help_template = TEMPLATE,
        override_usage = "jianggao coverage FILE [--roster FILE] [--strict] [--format json]"
    )]
    Coverage(Coverage),
    /// 把报告、讲话按单位拆成素材，只显示，不入库
    #[command(
        help_template = TEMPLATE,
        override_usage = "jianggao split IN... [--roster FILE] [--format json]"
    )]
    Split(Split),
    /// 素材库：收进、列出、查找、取出素材
    #[command(
        subcommand,
        help_template = TEMPLATE,
        override_usage = "jianggao library add IN... | list | search QUERY | remove ID [--library DIR] [--format json]",
        subcommand_help_heading = "命令",
        disable_help_subcommand = true
    )]
    Library(LibraryCommand),
    /// 审校：占位、错漏、数目、词语、标点、听感上的问题，一处一条
    #[command(
        help_template = REVIEW_TEMPLATE,
        override_usage = "jianggao review FILE... [--roster FILE] [--rule NAME]... [--strict] [--format json]"
    )]
    Review(Review),
    /// 审校规则：每条查什么、为什么，附反例和正例
    #[command(help_template = TEMPLATE, override_usage = "jianggao rules [--format json]")]
    Rules(Rules),
    /// 写出一份内置版式，供复制修改
    #[command(help_template = TEMPLATE, override_usage = "jianggao layout-template NAME -o FILE.ron [--force]")]
    LayoutTemplate(LayoutTemplate),
}

/// Where a result goes.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Output {
    /// 输出文件
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    pub path: PathBuf,
    /// 输出文件已存在时替换它
    #[arg(long)]
    pub force: bool,
}

/// In which form a result is printed.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Printed {
    /// 输出格式：text 或 json（默认 text）
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Format,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct New {
    /// 模板名称
    #[arg(long, value_name = "NAME")]
    pub template: String,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Export {
    /// 讲话稿（.jg、.docx、.txt、.md；- 为标准输入的纯文本）
    #[arg(value_name = "FILE", help_heading = "参数")]
    pub file: PathBuf,
    #[command(flatten)]
    pub output: Output,
    /// 版式：standard、nominal 或版式文件（默认 standard）
    #[arg(
        long,
        value_name = "LAYOUT",
        default_value = "standard",
        hide_default_value = true
    )]
    pub layout: String,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Import {
    /// 原稿（.docx、.txt、.md；- 为标准输入的纯文本）
    #[arg(value_name = "IN", help_heading = "参数")]
    pub file: PathBuf,
    #[command(flatten)]
    pub output: Output,
    /// 把汉字旁边的半角标点改为全角
    #[arg(long)]
    pub full_width_punctuation: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Figures {
    /// 讲话稿（.jg、.docx、.txt、.md；- 为标准输入的纯文本）
    #[arg(value_name = "FILE", help_heading = "参数")]
    pub file: PathBuf,
    /// 语速，每分钟音节数，60 至 400（默认 200）
    #[arg(
        long,
        value_name = "RATE",
        default_value_t = crate::text::syllables::RATE,
        hide_default_value = true,
        value_parser = clap::value_parser!(u32).range(60..=400)
    )]
    pub rate: u32,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Split {
    /// 报告或讲话（.docx、.txt、.md、.jg；- 为标准输入的纯文本）
    #[arg(value_name = "IN", required = true, help_heading = "参数")]
    pub files: Vec<PathBuf>,
    /// 名册（.ron、.xlsx、.csv、.txt；默认用讲话稿里的名册，没有也能拆）
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Subcommand)]
pub(super) enum LibraryCommand {
    /// 把报告、讲话或整个文件夹按单位拆成素材，收进素材库
    #[command(
        help_template = TEMPLATE,
        override_usage = "jianggao library add IN... [--library DIR] [--format json]"
    )]
    Add(LibraryAdd),
    /// 列出全部素材
    #[command(
        help_template = TEMPLATE,
        override_usage = "jianggao library list [--library DIR] [--format json]"
    )]
    List(LibraryPlace),
    /// 查找素材：几个词之间用空格，都要有；也可以用拼音
    #[command(
        help_template = TEMPLATE,
        override_usage = "jianggao library search QUERY [--library DIR] [--format json]"
    )]
    Search(LibrarySearch),
    /// 按编号取出素材
    #[command(
        help_template = TEMPLATE,
        override_usage = "jianggao library remove ID... [--library DIR] [--format json]"
    )]
    Remove(LibraryRemove),
}

/// Which library, and how the result is shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct LibraryPlace {
    /// 素材库文件夹（默认为用户数据文件夹）
    #[arg(long, value_name = "DIR")]
    pub library: Option<PathBuf>,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct LibraryAdd {
    /// 报告、讲话或文件夹（.docx、.txt、.md、.jg；- 为标准输入的纯文本）
    #[arg(value_name = "IN", required = true, help_heading = "参数")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub place: LibraryPlace,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct LibrarySearch {
    /// 要找的词
    #[arg(value_name = "QUERY", required = true, help_heading = "参数")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub place: LibraryPlace,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct LibraryRemove {
    /// 素材的编号
    #[arg(value_name = "ID", required = true, help_heading = "参数")]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub place: LibraryPlace,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Coverage {
    /// 讲话稿（.jg、.docx、.txt、.md；- 为标准输入的纯文本）
    #[arg(value_name = "FILE", help_heading = "参数")]
    pub file: PathBuf,
    /// 名册（.ron、.xlsx、.csv、.txt；默认用讲话稿里的名册）
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// 有缺漏、乱序或化名时，退出码为 1
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Review {
    /// 讲话稿（.jg、.docx、.txt、.md；- 为标准输入的纯文本）
    #[arg(value_name = "FILE", required = true, help_heading = "参数")]
    pub files: Vec<PathBuf>,
    /// 名册（.ron、.xlsx、.csv、.txt；默认用讲话稿里的名册）
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// 只查这条规则，写代码或名称，可以重复（默认全查；规则见 jianggao rules）
    #[arg(long = "rule", value_name = "NAME")]
    pub rules: Vec<String>,
    /// 查出错误或疑似时，退出码为 1；提示不算
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub place: LibraryPlace,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Rules {
    #[command(flatten)]
    pub printed: Printed,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct LayoutTemplate {
    /// 内置版式：standard 或 nominal
    #[arg(value_name = "NAME", help_heading = "参数")]
    pub name: String,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}
