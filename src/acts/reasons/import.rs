//! What an import has to say: why a file cannot be read, and what was not taken over as it stood.

use crate::import::{FileKind, ImportError, Note, NoteKind, Place};

/// Why a file gives no text, and the way out, as whole sentences.
pub fn import(error: &ImportError) -> String {
    const SAVE_AGAIN: &str = "请用 Word 或 WPS 打开，另存为 .docx 再试。";
    match error {
        ImportError::Empty => "文件是空的（0 字节），可能没有传完，请向来源再要一份。".to_owned(),
        ImportError::OtherKind(kind) => other_kind(*kind).to_owned(),
        ImportError::Encrypted => {
            "文件设了打开密码。请用 Word 或 WPS 打开，去掉密码后另存为 .docx 再试。".to_owned()
        }
        ImportError::DamagedPackage { .. } => format!(
            "文件已损坏，或者没有传完：压缩包打不开。请向来源再要一份；若 Word 还能打开它，{SAVE_AGAIN}"
        ),
        ImportError::DamagedPart { part, at, .. } => {
            format!(
                "文件已损坏：“{part}”在第 {at} 字节处断了或写错了。若 Word 还能打开它，{SAVE_AGAIN}"
            )
        }
        ImportError::MissingPart { part } => {
            format!("文件不完整：里面没有“{part}”。{SAVE_AGAIN}")
        }
        ImportError::TooManyEntries { limit } => {
            format!("文件不正常：压缩包里有 {limit} 个以上的部件。{SAVE_AGAIN}")
        }
        ImportError::PartTooLarge { part, limit } => format!(
            "文件不正常：“{part}”解压后超过 {} MB。{SAVE_AGAIN}",
            limit >> 20
        ),
        ImportError::PackageTooLarge { limit } => {
            format!("文件不正常：解压后超过 {} MB。{SAVE_AGAIN}", limit >> 20)
        }
        ImportError::TooDeep { part, limit } => {
            format!("文件不正常：“{part}”里的嵌套超过 {limit} 层。{SAVE_AGAIN}")
        }
        ImportError::TextTooLarge { limit } => format!(
            "文本太大，超过了 {} MB，不像是一篇讲话稿。请拆成几个文件再试。",
            limit >> 20
        ),
        ImportError::TooManyParagraphs { limit } => {
            format!("文件太长：超过 {limit} 段。请拆成几个文件再试。")
        }
        ImportError::Dtd { part } => {
            format!("文件不安全：“{part}”带有 Word 不会写的文档类型声明（DTD）。{SAVE_AGAIN}")
        }
        ImportError::CalledOff => "已停止读取。".to_owned(),
    }
}

fn other_kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::OldWord => {
            "这是旧格式的 Word 或 WPS 文件（.doc、.wps）。请用 Word 或 WPS 打开，另存为 .docx 再试。"
        }
        FileKind::Spreadsheet => "这是表格文件（Excel 或 WPS 表格），不是文字稿。",
        FileKind::Presentation => "这是演示文稿（PowerPoint 或 WPS 演示），不是文字稿。",
        FileKind::OpenDocument => {
            "这是 OpenDocument 文件（.odt 等）。请用 WPS 或 LibreOffice 打开，另存为 .docx 再试。"
        }
        FileKind::OtherCompound => {
            "这是旧格式的复合文件，不是 .docx。请用原来的程序打开，另存为 .docx 再试。"
        }
        FileKind::WordXml => "这是单个 XML 的 Word 文件。请用 Word 打开，另存为 .docx 再试。",
        FileKind::Rtf => "这是 RTF 文件。请用 Word 或 WPS 打开，另存为 .docx 再试。",
        FileKind::Html => {
            "这是网页文件，不是 .docx。请用 Word 或 WPS 打开，另存为 .docx；或者把正文存成 .txt 再试。"
        }
        FileKind::Pdf => "这是 PDF 文件。请用 Word 或 WPS 转换，另存为 .docx 再试。",
        FileKind::Picture => "这是图片，里面没有可读的文字。",
        FileKind::OtherZip => "这是压缩包，里面没有 Word 正文。请解压后打开其中的文件。",
        FileKind::OtherArchive => "这是压缩包（RAR、7z 等）。请解压后打开其中的文件。",
        FileKind::Text => "这是纯文本，不是 .docx。请把扩展名改成 .txt 再试。",
        FileKind::Unknown => {
            "这不是 Word 文件，也认不出是什么文件。请用 Word 或 WPS 打开，另存为 .docx 再试。"
        }
    }
}

/// A note as one sentence: where, and what became of it.
pub fn note(note: &Note) -> String {
    let n = note.count;
    let what = match &note.kind {
        NoteKind::Renumbered { written, given, .. } => {
            format!("标题编号“{written}”按章节顺序改为“{given}”")
        }
        NoteKind::Undecodable { encoding } => {
            format!("有 {n} 处字节不是 {encoding} 编码的文字，以“\u{fffd}”代替")
        }
        NoteKind::GuessedEncoding { encoding } => {
            format!("文件没有注明编码，按 {encoding} 读取；如有乱码，请把原文另存为 UTF-8 再导入")
        }
        NoteKind::Joined => format!("断行的段落已经接好，有 {n} 行接到了上一行后面"),
        NoteKind::PageNumberLines { lines } => {
            format!("页码 {n} 行没有导入：{}", lines.join("、"))
        }
        NoteKind::Running { text } => format!("每页重复的“{text}”，{n} 处没有导入"),
        NoteKind::Furniture { text } if n == 1 => {
            format!("“{text}”是网页或文库附带的文字，没有导入")
        }
        NoteKind::Furniture { text } => {
            format!("“{text}”是网页或文库附带的文字，{n} 处都没有导入")
        }
        NoteKind::Address { text } => {
            format!("正文里夹着网址“{text}”，可能是水印，{n} 处都照原样保留")
        }
        NoteKind::Inserted => format!("修订中插入的 {n} 处内容按接受处理"),
        NoteKind::Deleted => format!("修订中删除的 {n} 处内容按接受处理，没有导入"),
        NoteKind::Comment => format!("批注 {n} 条没有导入"),
        NoteKind::Header { text } => format!("页眉“{text}”没有导入"),
        NoteKind::Footer { text } => format!("页脚“{text}”没有导入"),
        NoteKind::PageNumber => format!("页码 {n} 处没有导入"),
        NoteKind::Picture => format!("图片或图形 {n} 个没有导入"),
        NoteKind::Object => format!("嵌入的对象 {n} 个没有导入"),
        NoteKind::Formula => format!("公式 {n} 个只取了其中的字符"),
        NoteKind::Reading { text } => format!("拼音“{text}”没有导入（{n} 处）"),
        NoteKind::Hidden => format!("有 {n} 处隐藏文字，已作为正文导入"),
        NoteKind::Symbol { font, code } => {
            format!("符号字体“{font}”的字符（{code:04X}）认不出，以“\u{fffd}”代替（{n} 处）")
        }
        NoteKind::TextBox => format!("文本框 {n} 个，文字放在所在段落旁边"),
        NoteKind::Footnote => format!("脚注或尾注 {n} 条，文字放在所注段落之后"),
        NoteKind::FootnoteMissing => format!("脚注或尾注 {n} 条在文件里找不到"),
        NoteKind::Contents => format!("目录 {n} 行作为正文导入，不算标题"),
        NoteKind::Table => format!("表格 {n} 个，每行导入为一段"),
        NoteKind::Bound => format!("插入的其他文件 {n} 个没有导入"),
        NoteKind::HeadingTooLong => format!("标题样式的长段落 {n} 处作为正文导入"),
        NoteKind::PartUnreadable { part } => {
            format!("文件中的“{part}”读不了，按没有它处理")
        }
    };
    match place(&note.place) {
        place if place.is_empty() => format!("{what}。"),
        place if n > 1 => format!("{what}（第一处在{place}）。"),
        place => format!("{place}：{what}。"),
    }
}

fn place(place: &Place) -> String {
    match place {
        Place::File => String::new(),
        Place::Line(line) => format!("第 {line} 行"),
        Place::Paragraph { number, start } if start.is_empty() => format!("第 {number} 段"),
        Place::Paragraph { number, start } => format!("第 {number} 段“{start}…”"),
    }
}
