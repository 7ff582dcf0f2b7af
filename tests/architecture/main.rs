//! Holds the layers, the first line of every file, and the map of the sources to what they say.
//!
//! `src/ARCHITECTURE.md` is the only place where the rules stand: its table is read here.

mod map;
mod rules;
mod snippets;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use map::Map;
use sources::Sources;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a source file is text")
}

/// Every source file.
fn files() -> Vec<PathBuf> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the folder of the sources can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    collect(&root().join("src"), &mut found);
    found.sort();
    found
}

fn map() -> Map {
    Map::parse(&read(&root().join("src/ARCHITECTURE.md"))).expect("the table can be read")
}

/// Names of the crates that the program depends on, as code writes them.
fn dependencies() -> Vec<String> {
    let manifest = read(&root().join("Cargo.toml"));
    let mut is_wanted = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_wanted = line == "[dependencies]" || line.ends_with(".dependencies]");
        } else if is_wanted && let Some((name, _)) = line.split_once(" = ") {
            names.push(name.replace('-', "_"));
        }
    }
    names
}

/// Read once for all tests.
static SOURCES: LazyLock<Sources> = LazyLock::new(|| {
    let src = root().join("src");
    let named = |path: &PathBuf| {
        let below = path.strip_prefix(&src).expect("it stands below src");
        let parts = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        (parts.collect::<Vec<_>>().join("/"), read(path))
    };
    let files: Vec<_> = files().iter().map(named).collect();
    Sources::parse(&files, dependencies()).expect("the sources compile")
});

#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn layers_only_look_up_the_table() {
    assert_none(&rules::layers(&SOURCES, &map()));
}

#[test]
fn what_is_reserved_stays_in_its_layers() {
    assert_none(&rules::reserved(&SOURCES, &map()));
}

#[test]
fn chinese_stands_where_it_may() {
    assert_none(&rules::chinese(&SOURCES, &map()));
}

#[test]
fn nothing_is_shared_behind_the_back() {
    assert_none(&rules::globals(&SOURCES));
}

#[test]
fn every_crate_has_its_place() {
    let map = map();
    let has_place = |name: &String| {
        let of_it = format!("{name}::");
        map.free.contains(name)
            || map
                .reserved()
                .any(|path| path == name || path.starts_with(&of_it))
    };
    let homeless: Vec<_> = dependencies()
        .into_iter()
        .filter(|name| !has_place(name))
        .collect();
    assert!(
        homeless.is_empty(),
        "not in the table of layers: {homeless:?}"
    );
}

#[test]
fn every_file_says_what_it_is_for() {
    let is_silent = |path: &PathBuf| !read(path).starts_with("//!");
    let silent: Vec<PathBuf> = files().into_iter().filter(is_silent).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn the_documents_name_what_is_there() {
    for document in ["src/ARCHITECTURE.md", "src/CONTRIBUTING.md"] {
        let text = read(&root().join(document));
        for name in text.split('`').skip(1).step_by(2) {
            let is_path = name.contains('/') && !name.contains(['<', ' ', '(', ':', '*']);
            let stands = |folder: &str| {
                root()
                    .join(folder)
                    .join(name.trim_end_matches('/'))
                    .exists()
            };
            assert!(
                !is_path || stands("src") || stands(""),
                "{document}: `{name}` is not there"
            );
        }
    }
}
