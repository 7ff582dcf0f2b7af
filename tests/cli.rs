//! The command line from outside: what goes in, what comes out, and the exit code.

#![allow(
    clippy::unwrap_used,
    clippy::allow_attributes,
    reason = "a failed unwrap is a failed test"
)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const SPEECH: &str = "在全市会议上的讲话\n局长\n（2024年1月25日）\n同志们：\n开场的话。\n一、去年的成绩\n成绩显著。\n（一）队伍建设\n队伍壮大了。\n（二）阵地建设\n二、今年的任务\n2.5万人参加。\n";

struct Run {
    code: i32,
    out: String,
    notes: String,
}

fn run_with_input(folder: &Path, arguments: &[&str], input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_jianggao"))
        .args(arguments)
        .current_dir(folder)
        // Not the words and the library of whoever runs the tests.
        .env("JIANGGAO_HOME", folder.join("home"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that fails early does not read its input.
    child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        notes: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    run_with_input(folder, arguments, "")
}

/// Runs what has to succeed and returns what it printed.
fn ok(folder: &Path, arguments: &[&str]) -> String {
    let run = run(folder, arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.notes);
    run.out
}

/// Runs what has to fail with that code and a message that holds those words, and prints no result.
fn fails(folder: &Path, arguments: &[&str], code: i32, words: &str) {
    let run = run(folder, arguments);
    assert_eq!(run.code, code, "{arguments:?}: {}", run.notes);
    assert!(
        run.notes.contains(words),
        "{arguments:?}: {words} not in: {}",
        run.notes
    );
    assert_eq!(run.out, "");
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn folder_with_speech() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("讲话.txt"), SPEECH).unwrap();
    ok(folder.path(), &["import", "讲话.txt", "-o", "讲话.jg"]);
    folder
}

#[test]
fn a_text_becomes_a_tree() {
    let folder = folder_with_speech();
    let outline = json(&ok(
        folder.path(),
        &["outline", "讲话.jg", "--format", "json"],
    ));
    assert_eq!(outline["title"], "在全市会议上的讲话");
    let sections = outline["sections"].as_array().unwrap();
    let headings: Vec<_> = sections
        .iter()
        .map(|section| {
            [&section["path"], &section["number"], &section["heading"]]
                .map(|field| field.as_str().unwrap())
                .join("|")
        })
        .collect();
    assert_eq!(headings, ["1||", "2|一、|去年的成绩", "3|二、|今年的任务"]);
    assert_eq!(sections[0]["kind"], "Opening");
    let child = &sections[1]["children"][1];
    assert_eq!(child["path"], "2.2");
    assert_eq!(child["number"], "（二）");
    assert_eq!(child["heading"], "阵地建设");
    assert_eq!(child["chars"], 7);
    assert!(child["seconds"].is_u64() && child["children"].as_array().unwrap().is_empty());
}

#[test]
fn the_outline_as_text_is_indented_by_level() {
    let folder = folder_with_speech();
    let outline = ok(folder.path(), &["outline", "讲话.jg"]);
    let lines: Vec<_> = outline.lines().collect();
    assert!(lines[1].starts_with("（开场）"), "{outline}");
    assert!(lines[3].starts_with("  （一）队伍建设  "), "{outline}");
}

#[test]
fn stats_of_a_speech() {
    let folder = folder_with_speech();
    let at = |rate: &str| {
        json(&ok(
            folder.path(),
            &["stats", "讲话.jg", "--rate", rate, "--format", "json"],
        ))
    };
    let stats = at("200");
    for field in ["chars", "syllables", "seconds", "pages", "paragraphs"] {
        assert!(stats[field].is_u64(), "{field}");
    }
    assert_eq!(
        (&stats["pages"], &stats["paragraphs"]),
        (&1.into(), &4.into())
    );
    let sections = stats["sections"].as_array().unwrap();
    assert_eq!(sections.len(), 5);
    for field in ["path", "heading", "chars", "syllables", "seconds"] {
        assert!(!sections[1][field].is_null(), "{field}");
    }
    let seconds = |stats: &Value| stats["seconds"].as_u64().unwrap();
    assert!(seconds(&at("100")) >= 2 * seconds(&stats) - 1);
}

#[test]
fn standard_input_is_a_text() {
    let folder = tempfile::tempdir().unwrap();
    let run = run_with_input(
        folder.path(),
        &["outline", "-", "--format", "json"],
        "讲话\n一、甲\n三、乙\n",
    );
    assert_eq!(run.code, 0);
    assert_eq!(json(&run.out)["sections"][1]["number"], "二、");
    assert!(run.notes.contains("第 3 行"), "{}", run.notes);
}

#[test]
fn an_export_is_imported_the_same() {
    let folder = folder_with_speech();
    let tree = |file: &str| ok(folder.path(), &["outline", file, "--format", "json"]);
    for file in ["导出.docx", "导出.txt", "导出.md"] {
        ok(folder.path(), &["export", "讲话.jg", "-o", file]);
        assert_eq!(tree(file), tree("讲话.jg"), "{file}");
    }
}

#[test]
fn what_a_plain_text_cannot_say_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let text = "<!-- 讲稿 -->\n# 讲话\n## 一、甲\n甲文。\n<!-- 第1级章节，无标题 -->\n过渡。\n## 结束语\n谢谢。\n";
    std::fs::write(folder.path().join("稿.md"), text).unwrap();
    let notes = |file: &str| {
        let run = run(folder.path(), &["export", "稿.md", "-o", file]);
        assert_eq!(run.code, 0, "{}", run.notes);
        run.notes
    };
    let said = notes("出.txt");
    for words in ["1 个无标题章节从哪里开始", "1 个标题没有编号"] {
        assert!(said.contains(words), "{said}");
    }
    assert!(!said.contains("空段"), "{said}");
    for file in ["出.md", "出.docx"] {
        assert!(!notes(file).contains("记不下"), "{file}");
    }
}

#[test]
fn a_web_copy_is_cleaned_and_what_is_left_out_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let text = "在会上的讲话\n同志们：\n今年以来,各级组织认真贯彻\n- 1 -\n部署,建阵地1,200个.\n打印本页 关闭窗口\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    std::fs::write(folder.path().join("网页.txt"), &bytes).unwrap();
    let import = |options: &[&str]| {
        let run = run(
            folder.path(),
            &[&["import", "网页.txt", "-o", "稿.jg"], options].concat(),
        );
        assert_eq!(run.code, 0, "{}", run.notes);
        let exported = ok(
            folder.path(),
            &["export", "稿.jg", "-o", "稿.txt", "--force"],
        );
        assert_eq!(exported, "");
        let text = std::fs::read_to_string(folder.path().join("稿.txt")).unwrap();
        (text, run.notes)
    };
    let (text, notes) = import(&[]);
    assert!(
        text.ends_with("\n今年以来,各级组织认真贯彻部署,建阵地1,200个.\n"),
        "{text}"
    );
    for named in ["- 1 -", "打印本页 关闭窗口", "第 6 行"] {
        assert!(notes.contains(named), "{named} not in {notes}");
    }
    assert!(!notes.contains("半角"), "{notes}");
    let (text, notes) = import(&["--force", "--full-width-punctuation"]);
    assert!(
        text.ends_with("\n今年以来，各级组织认真贯彻部署，建阵地1,200个。\n"),
        "{text}"
    );
    assert!(notes.contains("3 处半角标点"), "{notes}");
}

#[test]
fn a_file_that_is_no_word_file_is_named_with_the_way_out() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let old: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        .into_iter()
        .chain("WordDocument".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    std::fs::write(folder.path().join("材料.doc"), old).expect("the folder can be written");
    let arguments = ["import", "材料.doc", "-o", "材料.jg"];
    fails(folder.path(), &arguments, 3, "材料.doc");
    fails(folder.path(), &arguments, 3, "另存为 .docx");
    assert!(!folder.path().join("材料.jg").exists());
}

#[test]
fn a_word_file_in_every_layout() {
    let folder = folder_with_speech();
    ok(
        folder.path(),
        &["layout-template", "nominal", "-o", "我的.ron"],
    );
    for layout in ["standard", "nominal", "我的.ron"] {
        ok(
            folder.path(),
            &[
                "export",
                "讲话.jg",
                "-o",
                "讲话.docx",
                "--layout",
                layout,
                "--force",
            ],
        );
        let bytes = std::fs::read(folder.path().join("讲话.docx")).unwrap();
        assert!(bytes.starts_with(b"PK"), "{layout}");
    }
}

#[test]
fn a_speech_is_split_by_units() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text =
        "讲话\n泰安市教育局办好小院课堂。枣庄市教育局列出四张清单。鲁东大学关工委请学生当委员。";
    std::fs::write(folder.path().join("讲话.txt"), text).expect("the folder can be written");
    let passages = json(&ok(
        folder.path(),
        &["split", "讲话.txt", "--format", "json"],
    ));
    let second = &passages[1];
    assert_eq!(passages.as_array().map(Vec::len), Some(3));
    assert_eq!(second["unit"], "枣庄市教育局");
    assert_eq!(second["group"], Value::Null);
    assert_eq!(second["text"], "枣庄市教育局列出四张清单。");
    assert_eq!(second["source"], "讲话.txt");
    assert_eq!(
        (&second["paragraph"], &second["start"], &second["end"]),
        (&Value::from(1), &Value::from(13), &Value::from(26))
    );
    std::fs::write(
        folder.path().join("名册.txt"),
        "设区市：\n枣庄市教育关工委（枣庄市教育局）",
    )
    .expect("the folder can be written");
    let arguments = [
        "split",
        "讲话.txt",
        "--roster",
        "名册.txt",
        "--format",
        "json",
    ];
    let passages = json(&ok(folder.path(), &arguments));
    assert_eq!(passages[1]["unit"], "枣庄市教育关工委");
    assert_eq!(passages[1]["group"], "设区市");
}

#[test]
fn a_file_is_replaced_only_with_force() {
    let folder = folder_with_speech();
    let path = folder.path().join("有.md");
    std::fs::write(&path, "旧").unwrap();
    fails(
        folder.path(),
        &["export", "讲话.jg", "-o", "有.md"],
        4,
        "--force",
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "旧");
    ok(
        folder.path(),
        &["export", "讲话.jg", "-o", "有.md", "--force"],
    );
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("去年的成绩")
    );
}

#[test]
fn a_speech_from_every_template() {
    let folder = tempfile::tempdir().unwrap();
    for template in jianggao::store::builtin::TEMPLATES {
        let file = format!("{}.jg", template.name);
        ok(
            folder.path(),
            &["new", "--template", template.name, "-o", &file],
        );
        ok(folder.path(), &["outline", &file]);
    }
    fails(
        folder.path(),
        &["new", "--template", "none", "-o", "a.jg"],
        2,
        "blank",
    );
}

#[test]
fn a_wrong_use_is_told_in_chinese() {
    let folder = folder_with_speech();
    let wrong = |arguments: &[&str], words: &str| fails(folder.path(), arguments, 2, words);
    wrong(&["outline"], "缺少参数");
    wrong(&["outline", "讲话.jg", "--colour"], "--colour");
    wrong(&["outline", "讲话.jg", "--format", "yaml"], "json");
    wrong(&["stats", "讲话.jg", "--rate", "fast"], "fast");
    wrong(&["export", "讲话.jg"], "缺少参数");
    wrong(&["export", "讲话.jg", "-o", "讲话.pdf"], ".docx");
    wrong(
        &["export", "讲话.jg", "-o", "a.docx", "--layout", "none"],
        "standard",
    );
    wrong(&["import", "讲话.txt", "-o", "讲话.txt"], ".jg");
    wrong(&["layout-template", "none", "-o", "a.ron"], "nominal");
}

#[cfg(not(feature = "desk"))]
#[test]
fn a_program_without_a_window_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fails(folder.path(), &[], 2, "没有带窗口");
    fails(folder.path(), &["讲话.jg"], 2, "没有带窗口");
}

#[test]
fn help_is_a_result_and_in_chinese() {
    let folder = tempfile::tempdir().unwrap();
    let help = ok(folder.path(), &["--help"]);
    for word in ["用法", "命令", "选项", "export", "退出码"] {
        assert!(help.contains(word), "{word} not in {help}");
    }
    let help = ok(folder.path(), &["export", "--help"]);
    for english in ["Usage", "Options", "Arguments", "Print help"] {
        assert!(!help.contains(english), "{help}");
    }
    assert!(ok(folder.path(), &["--version"]).contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn input_that_cannot_be_read_is_named_and_nothing_is_written() {
    let folder = folder_with_speech();
    let path = folder.path();
    let damaged = std::fs::read_to_string(path.join("讲话.jg")).unwrap();
    std::fs::write(
        path.join("坏.jg"),
        damaged.replacen("sections:", "sektions:", 1),
    )
    .unwrap();
    std::fs::write(
        path.join("新.jg"),
        damaged.replacen("format: 4", "format: 9", 1),
    )
    .unwrap();
    std::fs::write(path.join("旧.docx"), "PK").unwrap();
    let export = |file: &str, words: &str| {
        fails(path, &["export", file, "-o", "出.docx"], 3, words);
        assert!(!path.join("出.docx").exists());
    };
    export("没有.jg", "没有.jg");
    export("坏.jg", "sektions");
    export("坏.jg", "行");
    export("新.jg", "格式 9");
    export("旧.docx", "Word");
    fails(path, &["import", "旧.docx", "-o", "出.jg"], 3, "Word");
    std::fs::write(path.join("坏.ron"), "(").unwrap();
    fails(
        path,
        &["export", "讲话.jg", "-o", "出.docx", "--layout", "坏.ron"],
        3,
        "坏.ron",
    );
}

#[test]
fn output_that_cannot_be_written_is_named() {
    let folder = folder_with_speech();
    fails(
        folder.path(),
        &["export", "讲话.jg", "-o", "没有/出.docx"],
        4,
        "文件夹",
    );
}

/// A limit on the size of files stands in for a full disk: the same step fails, for every user.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_file_whole() {
    let folder = folder_with_speech();
    let path = folder.path().join("旧.md");
    std::fs::write(&path, "旧").unwrap();
    let n_files = || std::fs::read_dir(folder.path()).unwrap().count();
    let before = n_files();
    let output = Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 0; exec \"$0\" export 讲话.jg -o 旧.md --force",
        ])
        .arg(env!("CARGO_BIN_EXE_jianggao"))
        .current_dir(folder.path())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let notes = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(4), "{notes}");
    assert!(notes.contains("旧.md"), "{notes}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "旧");
    assert_eq!(n_files(), before, "nothing is left behind");
}

const NAMING: &str =
    "讲话\n一、各地经验\n甲城市办班三年。X市办会。丙城市办展。甲城市、丁城市都来了。";
const ROSTER: &str = "设区市：\n甲城市\n乙城市\n丙城市\n丁城市\n";

fn folder_with_roster() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("讲话.txt"), NAMING).unwrap();
    std::fs::write(folder.path().join("名册.txt"), ROSTER).unwrap();
    folder
}

#[test]
fn coverage_as_other_programs_read_it() {
    let folder = folder_with_roster();
    let command = [
        "coverage",
        "讲话.txt",
        "--roster",
        "名册.txt",
        "--format",
        "json",
    ];
    let coverage = json(&ok(folder.path(), &command));
    let group = &coverage["groups"][0];
    assert_eq!(
        (&group["name"], &group["expected"], &group["named"]),
        (&"设区市".into(), &4.into(), &2.into())
    );
    let wanted = serde_json::json!({
        "unit": "甲城市", "named": true, "state": "named", "mentions": 2, "chars": 8, "position": 1,
    });
    assert_eq!(group["units"][0], wanted);
    assert_eq!(group["units"][1]["position"], Value::Null);
    assert_eq!(coverage["missing"], serde_json::json!(["乙城市", "丁城市"]));
    assert_eq!(coverage["out_of_order"], serde_json::json!([]));
    assert_eq!(coverage["unknown"], serde_json::json!(["X市"]));
    let text = ok(
        folder.path(),
        &["coverage", "讲话.txt", "--roster", "名册.txt"],
    );
    for words in [
        "设区市 2/4",
        "乙城市  没有点到",
        "丁城市  只是提到",
        "化名“X市”：可能是乙城市\n",
    ] {
        assert!(text.contains(words), "{words} not in {text}");
    }
}

#[test]
fn strict_coverage_tells_by_its_exit_code() {
    let folder = folder_with_roster();
    let code = |arguments: &[&str]| run(folder.path(), arguments).code;
    let strict = ["coverage", "讲话.txt", "--roster", "名册.txt", "--strict"];
    assert_eq!(code(&strict), 1);
    std::fs::write(folder.path().join("名册.txt"), "甲城市\n丙城市").unwrap();
    std::fs::write(folder.path().join("讲话.txt"), NAMING.replace('X', "戊")).unwrap();
    assert_eq!(code(&strict), 0);
}

#[test]
fn a_roster_is_read_from_what_people_keep_it_in() {
    let folder = folder_with_roster();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("名册.csv"), "组,单位\n设区市,甲城市\n设区市,甲城市\n").unwrap();
    let run = run(
        folder.path(),
        &["coverage", "讲话.txt", "--roster", "名册.csv"],
    );
    assert!(run.out.contains("设区市 1/1"), "{}", run.out);
    assert!(run.notes.contains("第 3 行"), "{}", run.notes);
    std::fs::write(at("坏.xlsx"), "PK").unwrap();
    std::fs::write(at("空.txt"), "\n").unwrap();
    std::fs::write(at("名册.docx"), "").unwrap();
    let with = |name, words| {
        let arguments = ["coverage", "讲话.txt", "--roster", name];
        fails(folder.path(), &arguments, 3, words);
    };
    with("坏.xlsx", "不是完好的 .xlsx");
    with("空.txt", "没有单位");
    with("名册.docx", "只认");
    with("没有.ron", "没有.ron");
    fails(folder.path(), &["coverage", "讲话.txt"], 2, "--roster");
}

const REPORT: &str = "无锡市教育关工委2024年工作总结\n一、五老队伍\n全市有老同志三百二十名，每所学校都有人，“银龄课堂”开了四十场，到场两千人。\n二、双减服务\n“双减”之后，老教师每天下午进校答疑，六所小学办起了晚托班，家长放心，孩子高兴。\n特此报告。\n2024年12月3日\n";

#[test]
fn a_library_is_filled_searched_and_emptied() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("总结")).unwrap();
    std::fs::write(folder.path().join("总结/无锡.txt"), REPORT).unwrap();
    std::fs::write(folder.path().join("总结/旧.doc"), "\u{1}").unwrap();
    let place = ["--library", "库", "--format", "json"];
    let call = |command: &[&str]| {
        let arguments: Vec<&str> = ["library"]
            .iter()
            .chain(command)
            .chain(&place)
            .copied()
            .collect();
        run(folder.path(), &arguments)
    };
    let missing = call(&["list"]);
    assert_eq!(missing.code, 3, "{}", missing.notes);
    let added = call(&["add", "总结"]);
    assert_eq!(added.code, 0, "{}", added.notes);
    assert!(added.notes.contains("旧.doc"), "{}", added.notes);
    let added = json(&added.out);
    assert_eq!(added[0]["source"], "无锡.txt");
    assert_eq!(added[0]["snippets"][1]["state"], "added");
    assert_eq!(added[0]["left_out"].as_array().unwrap().len(), 0);
    let again = json(&call(&["add", "总结/无锡.txt"]).out);
    assert_eq!(again[0]["snippets"][0]["state"], "known");
    let list = json(&call(&["list"]).out);
    assert_eq!(list.as_array().unwrap().len(), 2);
    assert_eq!(list[0]["unit"], "无锡市教育关工委");
    assert_eq!(list[0]["year"], 2024);
    // Pinyin and a Chinese word, both of which must be there.
    let found = json(&call(&["search", "wx", "双减"]).out);
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["title"], "无锡市教育关工委");
    assert_eq!(found[0]["matches"][0], serde_json::json!([1, 3]));
    assert!(found[0]["score"].as_f64().unwrap() > 1.0);
    let id = found[0]["id"].as_str().unwrap();
    assert_eq!(call(&["remove", "没有"]).code, 3);
    assert_eq!(call(&["remove", id]).code, 0);
    let list = json(&call(&["list"]).out);
    assert_eq!(list.as_array().unwrap().len(), 1);
    // What is named and cannot be read stops it.
    let failed = call(&["add", "总结/旧.doc", "总结/无锡.txt"]);
    assert_eq!(failed.code, 3, "{}", failed.notes);
    assert_eq!(json(&call(&["list"]).out).as_array().unwrap().len(), 1);
}

#[test]
fn a_library_takes_in_what_comes_through_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["library", "add", "-", "--library", "库"];
    let run = run_with_input(folder.path(), &arguments, REPORT);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "标准输入：收进 2 条\n"),
        "{}",
        run.notes
    );
    let listed = ok(folder.path(), &["library", "list", "--library", "库"]);
    assert!(listed.contains("无锡市教育关工委  2024年"), "{listed}");
    fails(folder.path(), &["library"], 2, "用法");
    fails(folder.path(), &["library", "find"], 2, "没有这个命令");
    assert!(ok(folder.path(), &["library", "--help"]).contains("收进素材库"));
}

/// A fault on every kind of place.
const FAULTY: &str = "在全市教育工作会议上的讲话\n局长\n（2024年2月30日）\n同志们：\n我们以此渡过难关。籍此机会提三点要求。\n一、去年的成绩\n成绩“”显著。\n三、今年的任务\n（一）籍此聚力\n学校有100所,教师有9000名。\n平台建好了,机制也活了。\n";

fn folder_with_faults() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("讲话.txt"), FAULTY).unwrap();
    folder
}

/// The entries of a rule.
fn entries<'a>(review: &'a Value, code: &str) -> Vec<&'a Value> {
    let entries = review.as_array().unwrap().iter();
    entries.filter(|entry| entry["rule"] == code).collect()
}

#[test]
fn a_review_as_other_programs_read_it() {
    let folder = folder_with_faults();
    let path = folder.path();
    let review = json(&ok(path, &["review", "讲话.txt", "--format", "json"]));
    let date = entries(&review, "C201")[0];
    let wanted = serde_json::json!({
        "file": "讲话.txt", "rule": "C201", "name": "日期有误", "severity": "error",
        "path": "", "field": "date", "paragraph": 0, "start": 5, "end": 10, "text": "2月30日",
        "message": date["message"], "suggestions": [], "related": [],
        "places": [{"path": "", "field": "date", "paragraph": 0, "start": 5, "end": 10, "text": "2月30日"}],
    });
    assert_eq!(*date, wanted);
    let words = entries(&review, "W401");
    let place = |entry: &Value| {
        ["path", "paragraph", "start", "end", "text"].map(|field| entry[field].clone())
    };
    let at = |path: &str, numbers: [usize; 3], text: &str| -> [Value; 5] {
        let [paragraph, start, end] = numbers.map(Value::from);
        [path.into(), paragraph, start, end, text.into()]
    };
    assert_eq!(place(words[0]), at("1", [1, 9, 11], "籍此"));
    assert_eq!(words[0]["suggestions"], serde_json::json!(["借此"]));
    assert_eq!(place(words[1]), at("3.1", [0, 0, 2], "籍此"), "a heading");
    let commas = entries(&review, "P501")[0];
    let places = commas["places"].as_array().unwrap();
    assert_eq!(places.len(), 2, "{commas}");
    assert_eq!(place(&places[0]), place(commas));
    assert_eq!(place(&places[1]), at("3.1", [2, 5, 6], ","));
    let number = entries(&review, "N304")[0];
    assert_eq!(place(number), at("3", [0, 0, 0], ""));
    let message = number["message"].as_str().unwrap();
    assert!(message.contains("“三、”") && message.contains("“二、”"));
}

#[test]
fn the_text_of_a_finding_stands_where_it_says() {
    let folder = folder_with_faults();
    let path = folder.path();
    ok(path, &["import", "讲话.txt", "-o", "讲话.jg"]);
    ok(path, &["export", "讲话.jg", "-o", "导出.txt"]);
    let exported = std::fs::read_to_string(path.join("导出.txt")).unwrap();
    // The lines without the numbers of headings and the brackets of the date, by what stands in them.
    let lines = [
        ("", 0, "2024年2月30日"),
        ("1", 1, "我们以此渡过难关。籍此机会提三点要求。"),
        ("2", 0, "去年的成绩"),
        ("2", 1, "成绩“”显著。"),
        ("3", 0, "今年的任务"),
        ("3.1", 0, "籍此聚力"),
        ("3.1", 1, "学校有100所,教师有9000名。"),
        ("3.1", 2, "平台建好了,机制也活了。"),
    ];
    let review = json(&ok(path, &["review", "讲话.jg", "--format", "json"]));
    let mut n_places = 0;
    for entry in review.as_array().unwrap() {
        let places = entry["places"].as_array().unwrap();
        let related = entry["related"].as_array().unwrap();
        for place in places.iter().chain(related).chain([entry]) {
            let (_, _, line) = lines
                .iter()
                .find(|(path, nth, _)| place["path"] == *path && place["paragraph"] == *nth)
                .unwrap_or_else(|| panic!("{place}"));
            assert!(exported.contains(line), "{line} not in {exported}");
            let position = |field: &str| usize::try_from(place[field].as_u64().unwrap()).unwrap();
            let n_chars = position("end") - position("start");
            let text: String = line.chars().skip(position("start")).take(n_chars).collect();
            assert_eq!(place["text"], text, "{place}");
            n_places += 1;
        }
    }
    assert!(n_places >= 10, "{review}");
    // The tree gives the numbers now.
    assert!(entries(&review, "N304").is_empty());
}

#[test]
fn a_review_as_people_read_it() {
    let folder = folder_with_faults();
    std::fs::write(folder.path().join("好.txt"), "讲话\n同志们：\n大家好。\n").unwrap();
    let text = ok(folder.path(), &["review", "讲话.txt", "好.txt"]);
    for words in [
        "  题头 日期 5–10  错误 C201 日期有误  「2024年‸2月30日‸」  ",
        "  1 第1段 9–11  错误 W401 易错词  「…们以此渡过难关。‸籍此‸机会提三点要求。」  ",
        "；可改为“借此”\n",
        "；另在 3.1 第2段 5–6；可改为“，”\n",
        "  3 标题  疑似 N304 标题序号  ",
        "好.txt：没有查出问题\n",
    ] {
        assert!(text.contains(words), "{words} not in {text}");
    }
    let last = text.lines().last().unwrap();
    let n_lines = text.lines().filter(|line| line.starts_with("  ")).count();
    let count = format!("共 {n_lines} 处：错误 4，疑似 ");
    assert!(last.starts_with(&count), "{last}, not {count}");
}

#[test]
fn strict_review_tells_by_its_exit_code() {
    let folder = folder_with_faults();
    let path = folder.path();
    let code = |arguments: &[&str]| run(path, &[&["review"], arguments].concat()).code;
    assert_eq!(code(&["讲话.txt"]), 0);
    assert_eq!(code(&["讲话.txt", "--strict"]), 1);
    assert_eq!(
        code(&["讲话.txt", "--strict", "--rule", "N306"]),
        0,
        "nothing found"
    );
    // What is only worth a look is no reason to stop.
    std::fs::write(path.join("提示.txt"), "讲话\n同志们：\n大家要砥砺前行。\n").unwrap();
    let hints = ok(path, &["review", "提示.txt", "--strict"]);
    assert!(hints.contains("共 2 处：错误 0，疑似 0，提示 2"), "{hints}");
}

#[test]
fn only_the_rules_that_are_asked() {
    let folder = folder_with_faults();
    let path = folder.path();
    let codes = |rules: &[&str]| {
        let arguments = [&["review", "讲话.txt", "--format", "json"], rules].concat();
        let review = json(&ok(path, &arguments));
        let entries = review.as_array().unwrap().iter();
        let codes = entries.map(|entry| entry["rule"].as_str().unwrap().to_owned());
        codes.collect::<Vec<_>>()
    };
    assert_eq!(
        codes(&["--rule", "空引号", "--rule", "n304"]),
        ["C203", "N304"]
    );
    assert!(codes(&["--rule", "C203"]) == ["C203"] && codes(&[]).len() > 5);
    let unknown = |name: &str, words: &str| {
        fails(path, &["review", "讲话.txt", "--rule", name], 2, words);
    };
    unknown("易错字", "W401“易错词”");
    unknown("天气", "jianggao rules");
}

#[test]
fn what_cannot_be_reviewed_is_named_and_nothing_is_printed() {
    let folder = folder_with_faults();
    let path = folder.path();
    fails(path, &["review"], 2, "缺少参数");
    fails(path, &["review", "讲话.txt", "没有.jg"], 3, "没有.jg");
    let roster = ["review", "讲话.txt", "--roster", "没有.csv"];
    fails(path, &roster, 3, "没有.csv");
    std::fs::create_dir_all(path.join("home/data")).unwrap();
    std::fs::write(
        path.join("home/data/words.ron"),
        "Words(format: 1,\n pairs: [",
    )
    .unwrap();
    fails(path, &["review", "讲话.txt"], 3, "words.ron");
    fails(path, &["review", "讲话.txt"], 3, "第 2 行");
}

#[test]
fn a_review_knows_the_own_words_and_the_roster() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::create_dir_all(path.join("home/data")).unwrap();
    std::fs::write(
        path.join("home/data/words.ron"),
        "Words(format: 1, pairs: [(\"打造\", \"建设\")])",
    )
    .unwrap();
    std::fs::write(path.join("名册.txt"), "无锡市教育关工委\n徐州市教育关工委").unwrap();
    let text = "讲话\n同志们：\n无锡市教育关工会打造阵地。\n";
    let arguments = ["review", "-", "--roster", "名册.txt", "--format", "json"];
    let run = run_with_input(path, &arguments, text);
    assert_eq!(run.code, 0, "{}", run.notes);
    let review = json(&run.out);
    assert_eq!(entries(&review, "W403")[0]["text"], "无锡市教育关工会");
    let own = entries(&review, "W405")[0];
    assert_eq!(
        (&own["text"], &own["suggestions"][0], &own["file"]),
        (&"打造".into(), &"建设".into(), &"-".into())
    );
}

#[test]
fn what_is_ignored_in_a_speech_is_left_out_and_counted() {
    let folder = folder_with_faults();
    let path = folder.path();
    ok(path, &["import", "讲话.txt", "-o", "讲话.jg"]);
    let file = path.join("讲话.jg");
    let mut speech = jianggao::store::speech_file::parse(&std::fs::read(&file).unwrap()).unwrap();
    let ignored = jianggao::model::IgnoredFinding {
        rule: "W401".to_owned(),
        text: "籍此".to_owned(),
        around: None,
        place: None,
    };
    speech.ignored = [ignored].into();
    std::fs::write(&file, jianggao::store::speech_file::to_bytes(&speech)).unwrap();
    let run = run(path, &["review", "讲话.jg", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.notes);
    assert!(entries(&json(&run.out), "W401").is_empty());
    assert!(run.notes.contains("2 处已忽略"), "{}", run.notes);
}

#[test]
fn every_rule_explains_itself() {
    let folder = tempfile::tempdir().unwrap();
    let rules = json(&ok(folder.path(), &["rules", "--format", "json"]));
    let text = ok(folder.path(), &["rules"]);
    for mark in ["｜", "标题：", "日期：", "名册：", "遍）"] {
        let first = text.lines().take(5).collect::<String>();
        assert!(first.contains(mark), "{mark} not in {first}");
    }
    for rule in rules.as_array().unwrap() {
        for field in ["rule", "name", "severity", "family", "explain"] {
            let value = rule[field].as_str().unwrap();
            assert!(!value.is_empty() && !value.contains("反例："), "{rule}");
        }
        let severity = rule["severity"].as_str().unwrap();
        assert!(["error", "warning", "hint"].contains(&severity), "{rule}");
        for (kind, examples) in [("反例", &rule["wrong"]), ("正例", &rule["right"])] {
            let examples = examples.as_array().unwrap();
            assert!(!examples.is_empty(), "{rule}");
            for example in examples {
                let line = format!("  {kind}：{}\n", example.as_str().unwrap());
                assert!(text.contains(&line), "{line} not in the text");
            }
        }
        let (code, name) = (&rule["rule"], &rule["name"]);
        let head = format!("{} {}（", code.as_str().unwrap(), name.as_str().unwrap());
        assert!(text.contains(&head), "{head}");
    }
    fails(folder.path(), &["rules", "R101"], 2, "R101");
}

#[test]
fn a_review_points_at_what_was_copied_from_the_library() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let write = |name: &str, text: String| std::fs::write(path.join(name), text).unwrap();
    let passage = "老同志每个星期三下午走进校园给留守儿童讲家乡的故事，孩子们听得入了迷";
    write("材料.txt", format!("某市总结\n{passage}。\n"));
    ok(path, &["library", "add", "材料.txt", "--library", "库"]);
    write("讲话.txt", format!("讲话\n一、做法\n去年，{passage}。\n"));
    let arguments = ["review", "讲话.txt", "--library", "库", "--format", "json"];
    let review = json(&ok(path, &arguments));
    let copied = entries(&review, "S701")[0];
    assert_eq!(copied["severity"], "hint");
    assert_eq!(copied["text"], passage);
    let without = json(&ok(path, &["review", "讲话.txt", "--format", "json"]));
    assert!(entries(&without, "S701").is_empty());
    let missing = ["review", "讲话.txt", "--library", "没有"];
    fails(path, &missing, 3, "没有");
}
