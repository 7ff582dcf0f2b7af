//! What a Word file costs, from the tree to bytes that were read back: 14,000 and 1,400,000 characters.

mod common;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jianggao::export::docx;
use jianggao::layout::standard;

fn export(criterion: &mut Criterion) {
    let layout = standard();
    let mut group = criterion.benchmark_group("export");
    group.sample_size(20);
    for n_chars in [14_000, 1_400_000_u64] {
        let speech = common::speech(usize::try_from(n_chars).unwrap_or(0));
        group.throughput(Throughput::Elements(n_chars));
        group.bench_function(format!("docx/{n_chars}"), |bencher| {
            bencher.iter(|| docx(black_box(&speech), &layout).map(|bytes| bytes.len()));
        });
    }
    group.finish();
}

criterion_group!(benches, export);
criterion_main!(benches);
