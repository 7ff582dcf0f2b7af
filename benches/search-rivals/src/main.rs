//! The library's search beside SQLite FTS5 (trigram) and tantivy with jieba: the same 100,000 snippets, the same words.
//!
//!     cargo run --release --manifest-path benches/search-rivals/Cargo.toml [SNIPPETS]
//!
//! Each runs in a process of its own: the memory is the most that the process ever had, the snippets themselves
//! included where a search needs them to show what it found. The time to build begins when the snippets are in memory.
//! Recall is the share found of those that have the word in their text. FTS5's trigrams cannot MATCH a word of fewer
//! than three characters; LIKE looks through all rows then, and both are measured.

#![expect(clippy::print_stdout, reason = "it prints a table")]

extern crate self as jianggao;

// What the search is made of, without the window.
#[path = "../../../src/layout/mod.rs"]
#[allow(dead_code, reason = "the window uses the rest")]
pub mod layout;
#[path = "../../../src/library/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the window uses the rest")]
pub mod library;
#[path = "../../../src/model/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the window uses the rest")]
pub mod model;
#[path = "../../../src/roster/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the window uses the rest")]
pub mod roster;
#[path = "../../../src/store/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the window uses the rest")]
pub mod store;
#[path = "../../../src/text/mod.rs"]
#[allow(dead_code, reason = "the window uses the rest")]
pub mod text;

#[path = "../../common/library.rs"]
#[allow(dead_code, reason = "others write reports")]
mod generated;
mod ours;
mod sqlite;
mod tantivy_jieba;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::Snippet;
use store::library_folder;

/// The words, from one character to four.
const WORDS: [&str; 8] = [
    "的",
    "教",
    "双减",
    "五老",
    "课堂",
    "关工委",
    "心理健康",
    "立德树人",
];

const KINDS: [&str; 4] = ["ours", "fts5-match", "fts5-like", "tantivy-jieba"];

const N_RUNS: usize = 9;

/// A search engine with the snippets in it.
trait Engine {
    /// The places of the snippets with a word.
    fn find(&mut self, word: &str) -> Vec<usize>;
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    if let Some(kind) = first.as_deref().filter(|kind| KINDS.contains(kind)) {
        let folder = arguments
            .next()
            .map(PathBuf::from)
            .expect("a folder follows");
        measure(kind, &folder);
        return;
    }
    let n_snippets: usize = first.and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    let folder = target.join(format!("library-{n_snippets}"));
    generated::write_folder(&folder, n_snippets);
    let words: String = WORDS.iter().map(|word| format!(" {word} |")).collect();
    println!("| {n_snippets} snippets | build | memory |{words}");
    println!("|---|--:|--:|{}", "--:|".repeat(WORDS.len()));
    let own = std::env::current_exe().expect("a program knows where it is");
    for kind in KINDS {
        let status = Command::new(&own).arg(kind).arg(&folder).status();
        assert!(status.is_ok_and(|status| status.success()), "{kind}");
    }
}

/// Prints the row of one engine: median times, and recall where something was missed.
fn measure(kind: &str, folder: &Path) {
    let contents = library_folder::load(folder);
    let collections = contents.collections.into_iter();
    let snippets: Vec<Arc<Snippet>> = collections
        .flat_map(|stored| stored.collection.snippets)
        .collect();
    let truly: Vec<BTreeSet<usize>> = WORDS
        .iter()
        .map(|word| {
            let has = |idx: &usize| snippets[*idx].text.contains(word);
            (0..snippets.len()).filter(has).collect()
        })
        .collect();
    let start = Instant::now();
    let mut engine: Box<dyn Engine> = match kind {
        "ours" => Box::new(ours::Ours::new(snippets)),
        "fts5-match" => Box::new(sqlite::Fts5::new(snippets, sqlite::By::Match)),
        "fts5-like" => Box::new(sqlite::Fts5::new(snippets, sqlite::By::Like)),
        _ => Box::new(tantivy_jieba::Tantivy::new(snippets)),
    };
    let built = start.elapsed();
    let mut cells = String::new();
    for (word, truly) in WORDS.iter().zip(&truly) {
        let mut found = BTreeSet::new();
        let mut times: Vec<Duration> = (0..N_RUNS)
            .map(|_| {
                let start = Instant::now();
                let places = engine.find(word);
                let time = start.elapsed();
                found = places.into_iter().collect();
                time
            })
            .collect();
        times.sort_unstable();
        let median = times[N_RUNS / 2].as_secs_f64() * 1e3;
        let n_found = truly.intersection(&found).count();
        #[expect(clippy::cast_precision_loss, reason = "counts of snippets")]
        let recall = n_found as f64 * 100.0 / truly.len().max(1) as f64;
        cells.push_str(&match n_found == truly.len() {
            true => format!(" {median:.1} ms |"),
            false => format!(" {median:.1} ms, {recall:.1} % |"),
        });
    }
    println!(
        "| {kind} | {:.1} s | {} MB |{cells}",
        built.as_secs_f64(),
        peak()
    );
}

/// The most memory that this process has had, in MB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|line| line.split_whitespace().next());
    kb.and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
