//! Holds the layers, the first line of every file, and the map of the sources to what they say.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A layer and the layers it may name.
const LAYERS: [(&str, &[&str]); 15] = [
    ("text", &[]),
    ("model", &["text"]),
    ("edit", &["model"]),
    ("library", &["text", "model", "roster"]),
    ("roster", &["text", "model"]),
    ("review", &["text", "model", "roster", "library"]),
    ("layout", &["text", "model"]),
    ("import", &["text", "model"]),
    ("export", &["text", "model", "roster", "layout"]),
    (
        "store",
        &["text", "model", "library", "roster", "review", "layout"],
    ),
    ("wording", &["model", "review"]),
    (
        "acts",
        &[
            "text", "model", "edit", "library", "roster", "review", "layout", "import", "export",
            "store", "wording",
        ],
    ),
    (
        "ui",
        &[
            "text", "model", "edit", "library", "roster", "review", "layout", "wording",
        ],
    ),
    (
        "app",
        &[
            "text", "model", "edit", "library", "roster", "review", "layout", "import", "export",
            "store", "wording", "acts", "ui",
        ],
    ),
    (
        "cli",
        &[
            "text", "model", "edit", "library", "roster", "review", "layout", "import", "export",
            "store", "wording", "acts",
        ],
    ),
];

/// Words that only these layers may use.
///
/// A scope's threads end before the function returns that began them: nobody sees more of them than that it is faster.
const RESERVED: [(&str, &[&str]); 24] = [
    ("docx_rs", &["export"]),
    ("rust_xlsxwriter", &["export"]),
    ("calamine", &["import"]),
    ("csv::", &["import"]),
    ("encoding_rs", &["import"]),
    ("chardetng", &["import"]),
    ("ib_matcher", &["text"]),
    ("unicode_width", &["text"]),
    ("ron::", &["store"]),
    ("serde::", &["store", "cli"]),
    ("fs::", &["store"]),
    ("egui", &["ui", "app"]),
    ("eframe", &["app"]),
    ("rfd::", &["app"]),
    ("clap", &["cli"]),
    ("thread::Builder", &["app"]),
    ("thread::spawn", &["app"]),
    ("thread::sleep", &["app", "acts"]),
    ("thread::scope", &["app", "library", "store"]),
    ("SystemTime", &["app", "cli", "store"]),
    ("Instant::now", &["app", "cli"]),
    ("println!", &["cli"]),
    ("static mut", &[]),
    ("thread_local!", &[]),
];

/// Every source file, as a path below `src/`.
fn sources() -> Vec<PathBuf> {
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

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a source file is text")
}

/// The layer of a file below `src/`; `None` for `lib.rs` and `main.rs`.
fn layer_of(path: &Path) -> Option<String> {
    let below = path.strip_prefix(root().join("src")).ok()?;
    let first = below.components().next()?.as_os_str().to_str()?;
    (first != "lib.rs" && first != "main.rs").then(|| first.trim_end_matches(".rs").to_owned())
}

fn is_test_file(path: &Path) -> bool {
    path.components().any(|part| {
        let name = part.as_os_str().to_string_lossy();
        name == "tests" || name == "tests.rs" || name.ends_with("_tests.rs")
    })
}

/// The lines that are code: neither comments nor what follows the first inline test module, which may reach further.
fn code_lines(text: &str) -> Vec<(usize, &str)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("mod tests {"))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(idx, line)| (idx + 1, line))
        .collect()
}

/// The layers that a line of code names behind `crate::`.
fn named_layers(line: &str) -> Vec<String> {
    let name = |rest: &str| -> String {
        let is_word = |c: &char| c.is_alphanumeric() || *c == '_';
        rest.chars().take_while(is_word).collect()
    };
    line.split("crate::").skip(1).map(name).collect()
}

/// Whether `word` stands in the line and is not the end of a longer word.
fn uses(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.split_at(at).0.chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

#[test]
fn layers_only_look_down() {
    let allowed: BTreeMap<&str, &[&str]> = LAYERS.into_iter().collect();
    let mut faults = Vec::new();
    for path in sources().iter().filter(|path| !is_test_file(path)) {
        let Some(layer) = layer_of(path) else {
            continue;
        };
        let Some(below) = allowed.get(layer.as_str()) else {
            faults.push(format!("{}: `{layer}` is no layer", path.display()));
            continue;
        };
        for (number, line) in code_lines(&read(path)) {
            for named in named_layers(line) {
                let is_layer = allowed.contains_key(named.as_str());
                if is_layer && named != layer && !below.contains(&named.as_str()) {
                    faults.push(format!("{}:{number}: {layer} uses {named}", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn reserved_words_stay_in_their_layer() {
    let mut faults = Vec::new();
    for path in sources().iter().filter(|path| !is_test_file(path)) {
        let Some(layer) = layer_of(path) else {
            continue;
        };
        for (number, line) in code_lines(&read(path)) {
            for (word, layers) in RESERVED {
                if uses(line, word) && !layers.contains(&layer.as_str()) {
                    faults.push(format!("{}:{number}: {word} in {layer}", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let is_silent = |path: &PathBuf| !read(path).starts_with("//!");
    let silent: Vec<PathBuf> = sources().into_iter().filter(is_silent).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn the_map_names_what_is_there() {
    let map = read(&root().join("src/ARCHITECTURE.md"));
    for name in map.split('`').skip(1).step_by(2) {
        let is_path = name.contains('/') && !name.contains(['<', ' ', '(', ':']);
        let path = root().join("src").join(name.trim_end_matches('/'));
        assert!(!is_path || path.exists(), "`{name}` is not there");
    }
}
