//! What the program does to the disk of others: who may read its files, what it refuses to touch, what it shows of their names.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::allow_attributes,
    reason = "a failed unwrap is a failed test"
)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const NOBODY: u32 = 65534;

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianggao"));
    command
        .current_dir(folder)
        .env("JIANGGAO_HOME", folder.join("home"));
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder).args(arguments).output().unwrap()
}

fn notes(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o777
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|data| data.uid() == 0)
}

/// A folder with `稿.txt`.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("稿.txt"), "讲话\n一、甲\n甲文。").unwrap();
    folder
}

#[test]
fn new_files_are_open_to_whom_the_umask_lets() {
    for (umask, wanted) in [("077", 0o600), ("022", 0o644), ("002", 0o664)] {
        let folder = folder();
        let script = format!("umask {umask}; exec \"$0\" new --template blank -o a.jg");
        let status = Command::new("sh")
            .args(["-c", &script])
            .arg(env!("CARGO_BIN_EXE_jianggao"))
            .current_dir(folder.path())
            .status()
            .unwrap();
        assert!(status.success());
        assert_eq!(mode(&folder.path().join("a.jg")), wanted, "umask {umask}");
    }
}

#[test]
fn a_read_only_file_is_replaced_only_with_force() {
    let folder = folder();
    let path = folder.path().join("旧.md");
    fs::write(&path, "旧").unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    let arguments = ["export", "稿.txt", "-o", "旧.md"];
    let refused = run(folder.path(), &arguments);
    assert_eq!(refused.status.code(), Some(4));
    assert!(notes(&refused).contains("--force"), "{}", notes(&refused));
    assert_eq!(fs::read_to_string(&path).unwrap(), "旧");
    let forced = run(folder.path(), &[&arguments[..], &["--force"]].concat());
    assert!(forced.status.success(), "{}", notes(&forced));
    assert_ne!(fs::read_to_string(&path).unwrap(), "旧");
    assert_eq!(mode(&path), 0o444);
}

#[test]
fn a_shared_collection_that_is_read_only_is_not_replaced() {
    let folder = folder();
    let long = "全年组织主题宣讲二百余场，参加的青少年超过三万人次，反响很好，值得推广。";
    for name in ["甲", "乙"] {
        let text = format!("甲市工作总结\n一、宣讲\n{name}{long}");
        fs::write(folder.path().join(format!("{name}.txt")), text).unwrap();
    }
    let add = |file| run(folder.path(), &["library", "add", file, "--library", "库"]);
    assert!(add("甲.txt").status.success());
    let collections: Vec<_> = fs::read_dir(folder.path().join("库"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let before: Vec<_> = collections
        .iter()
        .map(|path| {
            fs::set_permissions(path, Permissions::from_mode(0o444)).unwrap();
            fs::read(path).unwrap()
        })
        .collect();
    add("乙.txt");
    let after: Vec<_> = collections
        .iter()
        .map(|path| fs::read(path).unwrap())
        .collect();
    assert_eq!(before, after);
}

#[test]
fn owner_and_group_are_kept_where_the_system_lets_it() {
    if !is_root() {
        // Only the superuser can give files away.
        return;
    }
    let folder = folder();
    let path = folder.path().join("旧.md");
    fs::write(&path, "旧").unwrap();
    chown(&path, Some(1234), Some(5678)).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    let output = run(
        folder.path(),
        &["export", "稿.txt", "-o", "旧.md", "--force"],
    );
    assert!(output.status.success(), "{}", notes(&output));
    let data = fs::metadata(&path).unwrap();
    assert_eq!((data.uid(), data.gid(), mode(&path)), (1234, 5678, 0o640));
    assert!(!notes(&output).contains("系统不让"), "{}", notes(&output));
}

#[test]
fn a_group_that_cannot_be_kept_is_named_and_no_other_one_gets_its_rights() {
    if !is_root() {
        return;
    }
    let folder = folder();
    let path = folder.path().join("旧.md");
    fs::write(&path, "旧").unwrap();
    chown(folder.path(), Some(NOBODY), None).unwrap();
    chown(&path, Some(NOBODY), Some(5678)).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o660)).unwrap();
    let output = program(folder.path())
        .args(["export", "稿.txt", "-o", "旧.md", "--force"])
        .uid(NOBODY)
        .gid(NOBODY)
        .output();
    let Ok(output) = output else {
        // The program lies where nobody else may run it.
        return;
    };
    assert!(output.status.success(), "{}", notes(&output));
    assert!(notes(&output).contains("所属组"), "{}", notes(&output));
    let data = fs::metadata(&path).unwrap();
    assert_eq!((data.gid(), mode(&path)), (NOBODY, 0o600));
}

#[test]
fn names_and_texts_cannot_make_a_terminal_obey() {
    let folder = folder();
    let name = "\u{1b}[2J\u{202e}报告\n假的一行.txt";
    fs::write(folder.path().join(name), [0xff; 8]).unwrap();
    let none = "\u{1b}]0;标题\u{7}.txt";
    for arguments in [
        vec!["outline", name],
        vec!["outline", none],
        vec!["coverage", "稿.txt", "--roster", name],
        vec!["export", "稿.txt", "-o", "x.docx", "--layout", name],
        vec!["library", "add", name, "--library", "库"],
        vec!["new", "--template", name, "-o", "a.jg"],
        vec!["review", "稿.txt", "--rule", name],
        vec![name, name],
        vec!["--\u{1b}[2J"],
        vec!["\u{1b}[2J"],
    ] {
        let output = run(folder.path(), &arguments);
        let notes = notes(&output);
        let is_obeyed = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!notes.contains(is_obeyed), "{arguments:?}: {notes:?}");
        assert!(
            !notes.lines().any(|line| line.starts_with("假的一行")),
            "{notes}"
        );
    }
}

#[test]
fn pipes_and_devices_are_refused_and_never_waited_for() {
    let folder = folder();
    let pipe = folder.path().join("管道.txt");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("零.txt")).unwrap();
    for name in ["管道.txt", "零.txt"] {
        let output = run(folder.path(), &["outline", name]);
        assert_eq!(output.status.code(), Some(3), "{}", notes(&output));
        assert!(
            notes(&output).contains("不是普通文件"),
            "{}",
            notes(&output)
        );
    }
    // In the library folder the rest goes on, with a note.
    let library = folder.path().join("库");
    fs::create_dir(&library).unwrap();
    fs::rename(&pipe, library.join("管道.ron")).unwrap();
    let output = run(folder.path(), &["library", "list", "--library", "库"]);
    assert!(output.status.success(), "{}", notes(&output));
    assert!(notes(&output).contains("管道.ron"), "{}", notes(&output));
}

#[test]
fn a_relative_home_is_found_from_the_current_folder() {
    let folder = folder();
    let add = |folder: &Path| {
        program(folder)
            .env("JIANGGAO_HOME", "我的讲稿")
            .args(["library", "list"])
            .output()
            .unwrap()
    };
    assert!(add(folder.path()).status.success());
    let library = folder.path().join("我的讲稿/data/library");
    assert!(library.is_dir(), "the examples are put there");
}

#[test]
fn without_a_screen_the_message_is_a_command_that_works() {
    let folder = folder();
    let output = program(folder.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("CARGO_MANIFEST_DIR")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let notes = notes(&output);
    let command = notes.lines().last().unwrap().trim();
    let status = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder.path())
        .status()
        .unwrap();
    assert!(status.success(), "{command}");
    assert!(folder.path().join("speech.docx").exists(), "{command}");
}
