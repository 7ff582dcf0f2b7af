//! The rules themselves, tried on sources that break them in every way that paths can be written.

use super::map::Map;
use super::rules;
use super::sources::Sources;

const MAP: &str = "\
low <- mid <- top

| layer | is | may use | the only place for | Chinese literals |
|---|---|---|---|---|
| `low` | tools | – | `csv` | vocabulary |
| `mid` | work | low | `std::fs` | `mid/names.rs` |
| `top` | shows | all above but low | `std::thread::spawn`, `println!` | – |

Any layer may use `thiserror`.
";

fn map() -> Map {
    Map::parse(MAP).expect("the snippets can be read")
}

/// Every layer has a module `a` with a type `X`, and the file in question is added.
fn sources(file: &str, text: &str) -> Sources {
    let mut files: Vec<(String, String)> = ["low", "mid", "top"]
        .into_iter()
        .flat_map(|layer| {
            let module = (
                format!("{layer}/mod.rs"),
                "pub mod a; pub mod b;".to_owned(),
            );
            [
                module,
                (format!("{layer}/a.rs"), "pub struct X;".to_owned()),
            ]
        })
        .collect();
    files.push((
        "lib.rs".to_owned(),
        "mod low; mod mid; mod top; use top::a as facade;".to_owned(),
    ));
    files.retain(|(known, _)| known != file);
    files.push((file.to_owned(), text.to_owned()));
    Sources::parse(&files, vec!["csv".to_owned(), "thiserror".to_owned()])
        .expect("the snippets can be read")
}

#[test]
fn an_upward_path_is_found_however_it_is_written() {
    for text in [
        "use crate::top::a::X;",
        "use crate::{low::a::X as Y, top::a::X};",
        "use crate::{low, top as t};",
        "use crate::top::*;",
        "use super::super::top::a::X;",
        "use super::super::{top::a};",
        "use super::super::top;",
        "fn f() -> crate::top::a::X { todo!() }",
        "fn f() { let _ = crate::top::a::X; }",
        "fn f() { use crate::top::a::X; }",
        "fn f() { assert_eq!(1, crate::top::a::f()); }",
        "fn f() { vec![vec![super::super::top::a::f()]]; }",
        "use crate as c; fn f() { c::top::a::f(); }",
        "use super::super as up; fn f() { up::top::a::f(); }",
        "use crate::facade::X;",
        "pub(in crate::mid) use crate::top::a::X;",
        "mod inner { use super::super::super::top::a::X; }",
        "impl From<crate::top::a::X> for Y {}",
        "#[derive(crate::top::a::Derive)] struct Y;",
        "#[cfg(not(test))] mod inner { use crate::top::a::X; }",
        "#[cfg(any(test, unix))] mod inner { use crate::top::a::X; }",
    ] {
        let faults = rules::layers(&sources("mid/b.rs", text), &map());
        assert!(!faults.is_empty(), "{text}");
    }
}

#[test]
fn what_is_allowed_is_no_fault() {
    for (file, text) in [
        (
            "mid/b.rs",
            "use crate::low::a::X; use super::a::X as Y; use crate::mid::a;",
        ),
        (
            "mid/b.rs",
            "#[cfg(test)] mod tests { use crate::top::a::X; }",
        ),
        ("mid/b.rs", "#[cfg(test)] fn f() { crate::top::a::f(); }"),
        (
            "mid/b.rs",
            "//! See crate::top::a.\n/// And `crate::top::a::X`.\nfn f() {}",
        ),
        ("mid/b.rs", "fn f() { let top = 1; g(top); }"),
        ("top/b.rs", "use crate::mid::a::X;"),
        ("main.rs", "fn main() { crate::top::a::f(); }"),
    ] {
        let sources = sources(file, text);
        assert_eq!(rules::layers(&sources, &map()), [""; 0], "{text}");
    }
    let files = [
        ("mid/mod.rs", "#[cfg(test)] mod tests;"),
        ("mid/tests/mod.rs", "mod more;"),
        ("mid/tests/more.rs", "use crate::top::X;"),
    ];
    let files = files.map(|(file, text)| (file.to_owned(), text.to_owned()));
    let sources = Sources::parse(&files, Vec::new()).expect("the snippets can be read");
    assert_eq!(rules::layers(&sources, &map()), [""; 0]);
}

#[test]
fn a_layer_may_not_reach_past_what_the_table_leaves_out() {
    let faults = rules::layers(&sources("top/b.rs", "use crate::low::a;"), &map());
    assert_eq!(faults, ["top/b.rs: top uses crate::low::a"]);
    let faults = rules::layers(&sources("other.rs", "use std::fmt;"), &map());
    assert_eq!(faults, ["other.rs: `other` is no layer"]);
}

#[test]
fn what_is_reserved_is_found_however_it_is_named() {
    for (text, named) in [
        ("use std::fs;", "std::fs"),
        ("use std::{io, fs::{self, File}};", "std::fs::File"),
        ("fn f() { std::fs::read(\"a\").ok(); }", "std::fs::read"),
        (
            "use std as s; fn f() { s::fs::read(\"a\"); }",
            "std::fs::read",
        ),
        (
            "use std::fs::read as take; fn f() { take(\"a\"); }",
            "std::fs::read",
        ),
        ("use csv;", "csv"),
        ("extern crate csv as c;", "csv"),
        ("type R = csv::Reader<u8>;", "csv::Reader"),
        (
            "use std::thread; fn f() { thread::spawn(g); }",
            "std::thread::spawn",
        ),
        ("fn f() { println!(\"a\"); }", "println!"),
    ] {
        let reader = if named == "csv"
            || named.starts_with("csv::")
            || named.contains("thread")
            || named == "println!"
        {
            "mid/b.rs"
        } else {
            "top/b.rs"
        };
        let faults = rules::reserved(&sources(reader, text), &map());
        assert!(
            faults
                .iter()
                .any(|fault| fault.ends_with(&format!(" uses {named}"))),
            "{text}: {faults:?}"
        );
    }
    for (file, text) in [
        ("low/b.rs", "use csv::Reader;"),
        (
            "mid/b.rs",
            "use std::fs; use std::io; fn f() { fs::read(\"a\"); }",
        ),
        (
            "top/b.rs",
            "use std::thread; fn f() { thread::current(); println!(\"a\"); }",
        ),
        ("top/b.rs", "use thiserror::Error; fn f(csv: u8) { g(csv) }"),
    ] {
        assert_eq!(
            rules::reserved(&sources(file, text), &map()),
            [""; 0],
            "{text}"
        );
    }
}

#[test]
fn an_import_through_a_glob_is_followed() {
    let files = [
        ("lib.rs", "mod top;"),
        ("top/mod.rs", "mod b; use std::fs;"),
        ("top/b.rs", "use super::*; fn f() { fs::read(\"a\"); }"),
    ];
    let files = files.map(|(file, text)| (file.to_owned(), text.to_owned()));
    let sources = Sources::parse(&files, Vec::new()).expect("the snippets can be read");
    let faults = rules::reserved(&sources, &map());
    assert!(
        faults.contains(&"top/b.rs: top uses std::fs::read".to_owned()),
        "{faults:?}"
    );
}

#[test]
fn chinese_is_found_in_literals_only() {
    let faults = |file: &str, text: &str| rules::chinese(&sources(file, text), &map()).len();
    assert_eq!(faults("top/b.rs", "const A: &str = \"保存\";"), 1);
    assert_eq!(
        faults("top/b.rs", "fn f() { g(format!(\"保存{}\", 1)); }"),
        1
    );
    assert_eq!(faults("top/b.rs", "#[arg(help = \"保存\")] struct A;"), 1);
    assert_eq!(faults("mid/b.rs", "const A: &str = \"保存\";"), 1);
    assert_eq!(faults("mid/names.rs", "const A: &str = \"保存\";"), 0);
    assert_eq!(faults("low/b.rs", "const A: &str = \"保存\";"), 0);
    assert_eq!(
        faults(
            "top/b.rs",
            "//! 保存\n/// 保存\nfn f() { g(\"，\"); } // 保存"
        ),
        0
    );
    assert_eq!(
        faults(
            "top/b.rs",
            "#[cfg(test)] mod tests { const A: &str = \"保存\"; }"
        ),
        0
    );
}

#[test]
fn values_that_all_can_change_are_found() {
    for text in [
        "static mut A: u8 = 0;",
        "thread_local! { static A: u8 = 0; }",
    ] {
        assert_eq!(
            rules::globals(&sources("top/b.rs", text)).len(),
            1,
            "{text}"
        );
    }
    assert_eq!(
        rules::globals(&sources("top/b.rs", "static A: u8 = 0;")),
        [""; 0]
    );
}

#[test]
fn a_table_that_contradicts_the_chain_is_refused() {
    let refused = |from: &str, to: &str| {
        assert!(MAP.contains(from));
        Map::parse(&MAP.replace(from, to)).is_err()
    };
    assert!(refused("low <- mid <- top", "mid <- low <- top"));
    assert!(refused("| tools | – |", "| tools | mid |"));
    assert!(refused("all above but low", "all above but law"));
    assert!(refused("| `mid` | work |", "| `mid` |"));
    assert!(refused("| layer |", "| room |"));
}
