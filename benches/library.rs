//! What a library of 100,000 snippets of 300 characters costs: to load, to search at every keystroke, to import into.

#[path = "common/library.rs"]
mod generated;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use generated::Author;
use jianggao::acts::Progress;
use jianggao::acts::gathering::Gathering;
use jianggao::library::{Library, Order, Query};
use jianggao::model::Snippet;
use jianggao::store::library_folder::{self, LibraryFolder};
use jianggao::{export, import, layout};

const N_SNIPPETS: usize = 100_000;

/// One character, two, four, several terms, pinyin in full and initials, letters that say little, a year, a number, and
/// what is nowhere.
const WORDS: [&str; 19] = [
    "的",
    "教",
    "鼋",
    "双减",
    "五老",
    "关工委",
    "心理健康",
    "双减 五老",
    "无锡 课堂 2023",
    "wx",
    "wuxi",
    "shuangjian",
    "xinlijiankang",
    "zh",
    "a",
    "ji",
    "2023",
    "3000",
    "子虚乌有",
];

/// The folder of snippets, written once and kept beside the build.
fn folder(n_snippets: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("library-{n_snippets}"));
    generated::write_folder(&folder, n_snippets);
    folder
}

fn snippets(folder: &LibraryFolder) -> impl Iterator<Item = Arc<Snippet>> {
    let stored = folder.collections.iter();
    stored.flat_map(|stored| stored.collection.snippets.iter().cloned())
}

fn loaded() -> Library {
    Library::new(snippets(&library_folder::load(&folder(N_SNIPPETS))))
}

fn load(criterion: &mut Criterion) {
    let folder = folder(N_SNIPPETS);
    let mut group = criterion.benchmark_group("library/load");
    group.sample_size(10);
    group.bench_function("all", |bencher| {
        bencher.iter_batched(
            || (),
            |()| {
                let contents = library_folder::load(&folder);
                let library = Library::new(snippets(&contents));
                (contents, library)
            },
            BatchSize::PerIteration,
        );
    });
    let contents = library_folder::load(&folder);
    group.bench_function("index", |bencher| {
        bencher.iter_batched(
            || (),
            |()| Library::new(snippets(&contents)),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("again", |bencher| {
        bencher.iter_batched(
            || (),
            |()| library_folder::reload(&folder, &contents),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn search(criterion: &mut Criterion) {
    let library = loaded();
    let mut group = criterion.benchmark_group("library/search");
    group.sample_size(20);
    group.measurement_time(Duration::from_secs(1));
    group.warm_up_time(Duration::from_millis(300));
    for words in WORDS {
        let query = Query {
            text: words.to_owned(),
            ..Query::default()
        };
        group.bench_function(BenchmarkId::from_parameter(words), |bencher| {
            bencher.iter(|| library.search(black_box(&query)));
        });
    }
    let region = library.regions().first().map(|(region, _)| region.clone());
    let topic = library.topics().first().map(|(topic, _)| topic.clone());
    let queries = [
        ("all", Query::default()),
        (
            "all, by region",
            Query {
                order: Order::Region,
                ..Query::default()
            },
        ),
        (
            "课堂, newest first",
            Query {
                text: "课堂".to_owned(),
                order: Order::Newest,
                ..Query::default()
            },
        ),
        (
            "课堂 of a region, a topic and a year",
            Query {
                text: "课堂".to_owned(),
                region,
                topic,
                year: Some(2020),
                order: Order::Region,
            },
        ),
    ];
    for (name, query) in queries {
        group.bench_function(name, |bencher| {
            bencher.iter(|| library.search(black_box(&query)));
        });
    }
    group.finish();
}

/// 40 reports of 5,000 characters, as files of both kinds.
fn import(criterion: &mut Criterion) {
    let home = tempfile::tempdir().expect("there is a folder for temporary files");
    let mut author = Author::new(2);
    for name in ["text", "word"] {
        std::fs::create_dir(home.path().join(name)).expect("the folder takes folders");
    }
    for number in 0..40 {
        let report = author.report(5000);
        let speech = import::text(&report).speech;
        let word = export::docx(&speech, &layout::standard()).expect("a report can be exported");
        let write = |name: String, bytes: &[u8]| {
            std::fs::write(home.path().join(name), bytes).expect("the folder takes files");
        };
        write(format!("text/{number}.txt"), report.as_bytes());
        write(format!("word/{number}.docx"), &word);
    }
    let mut group = criterion.benchmark_group("library/import");
    group.sample_size(10);
    for (n_snippets, library) in [(0, Library::default()), (N_SNIPPETS, loaded())] {
        for kind in ["text", "word"] {
            let paths = [home.path().join(kind)];
            group.bench_function(format!("40 {kind} files into {n_snippets}"), |bencher| {
                bencher.iter(|| {
                    let mut gathering = Gathering::new(None, &library);
                    gathering.read(&paths, &Progress::default());
                    let gathered = gathering.done();
                    assert_eq!(gathered.plan.sources.len(), 40);
                    gathered
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, load, search, import);
criterion_main!(benches);
