//! What it takes to read and write a speech file, of the usual length and of a hundred times that.

use std::sync::Arc;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jianggao::model::{FrontMatter, IdSource, SectionKind, Speech};
use jianggao::store::speech_file::{parse, to_bytes};

const SENTENCE: &str =
    "各地坚持从实际出发，健全机制，建好队伍，办好活动，让“家门口的课堂”天天有人来。";

/// Paragraphs of about 200 characters, twenty to a section.
fn speech(n_chars: usize) -> Speech {
    let mut ids = IdSource::default();
    let text = SENTENCE.repeat(5);
    let n_paragraphs = n_chars.div_ceil(text.chars().count());
    let mut sections = Vec::new();
    for start in (0..n_paragraphs).step_by(20) {
        let mut section = ids.section("健全机制，工作取得新进展", SectionKind::Custom);
        for _ in start..n_paragraphs.min(start + 20) {
            section.paragraphs.push(ids.paragraph(&text, Vec::new()));
        }
        sections.push(Arc::new(section));
    }
    let front = FrontMatter {
        title: "在会上的讲话".to_owned(),
        ..FrontMatter::default()
    };
    Speech { front, sections }
}

fn store(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("store");
    group.sample_size(30);
    group.measurement_time(Duration::from_secs(2));
    for n_chars in [14_000, 1_400_000] {
        let speech = speech(n_chars);
        let bytes = to_bytes(&speech);
        group.throughput(Throughput::Bytes(u64::try_from(bytes.len()).unwrap_or(0)));
        group.bench_function(format!("write/{n_chars}"), |bencher| {
            bencher.iter(|| to_bytes(&speech));
        });
        group.bench_function(format!("parse/{n_chars}"), |bencher| {
            bencher.iter(|| parse(&bytes));
        });
    }
    group.finish();
}

criterion_group!(benches, store);
criterion_main!(benches);
