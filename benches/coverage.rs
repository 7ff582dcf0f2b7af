//! What a keystroke costs the roster's coverage: one section changed, 14,000 characters, 200 units.

mod common;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use jianggao::model::{Roster, RosterGroup, Section, Unit};
use jianggao::roster::Counter;
use jianggao::store::roster_file;

const SAMPLE: &[u8] = include_bytes!("../examples/roster.ron");

/// The sample's units, and others that nobody names.
fn roster(n_units: usize) -> Roster {
    let mut roster = roster_file::parse(SAMPLE).expect("the sample is a roster");
    let n_there = roster.units().count();
    let units = (n_there..n_units).map(|n| Unit {
        name: format!("第{n}中学关工委"),
        aliases: vec![format!("第{n}中学"), format!("{n}中")],
    });
    roster.groups.push(RosterGroup {
        name: "学校".to_owned(),
        units: units.collect(),
    });
    roster
}

fn coverage(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("coverage");
    for n_chars in [14_000, 1_400_000] {
        let speech = common::speech(n_chars);
        let mut changed = speech.clone();
        let first = Section::clone(&speech.sections[0]);
        changed.sections[0] = Arc::new(first);
        let mut counter = Counter::new(Arc::new(roster(200)));
        let mut turn = false;
        group.bench_function(format!("keystroke/{n_chars}"), |bencher| {
            bencher.iter(|| {
                turn = !turn;
                counter.coverage(black_box(if turn { &changed } else { &speech }))
            });
        });
        group.bench_function(format!("all/{n_chars}"), |bencher| {
            bencher.iter(|| Counter::new(Arc::clone(counter.roster())).coverage(&speech));
        });
    }
    group.finish();
}

criterion_group!(benches, coverage);
criterion_main!(benches);
