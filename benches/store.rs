//! What it takes to read and write a speech file, of the usual length and of a hundred times that.

mod common;

use std::time::Duration;

use common::speech;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jianggao::store::speech_file::{parse, to_bytes};

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
