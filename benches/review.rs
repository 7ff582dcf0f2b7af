//! What proofreading costs: a whole speech, a keystroke, and what was copied from a library of 100,000 snippets.

mod common;
#[path = "common/library.rs"]
#[expect(
    dead_code,
    reason = "only passages are wanted here, no folder of snippets"
)]
mod generated;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use generated::{Author, PASSAGE_CHARS};
use jianggao::model::{IdSource, Section, SectionKind, SnippetId, Speech};
use jianggao::review::words::{WordPair, Words};
use jianggao::review::{RULES, Reviewer, Setting, SourceIndex, copied, review};

const N_SNIPPETS: usize = 100_000;
const PARAGRAPHS_PER_SECTION: usize = 4;

/// A speech of these paragraphs, in sections of one level.
fn speech_of(paragraphs: &[String]) -> Speech {
    let mut ids = IdSource::default();
    let sections = paragraphs.chunks(PARAGRAPHS_PER_SECTION).map(|texts| {
        let mut section = ids.section("聚焦重点，推动工作取得新进展", SectionKind::Custom);
        for text in texts {
            section.paragraphs.push(ids.paragraph(text, Vec::new()));
        }
        Arc::new(section)
    });
    Speech {
        sections: sections.collect(),
        ..Speech::default()
    }
}

/// Passages no two of which are alike.
fn varied(n_chars: usize) -> Speech {
    let mut author = Author::new(7);
    let passages: Vec<String> = (0..n_chars / PASSAGE_CHARS)
        .map(|_| author.passage(PASSAGE_CHARS))
        .collect();
    speech_of(&passages)
}

/// The same speech with a character more in the first paragraph of the section in its middle.
fn typed(speech: &Speech) -> Speech {
    let mut changed = speech.clone();
    let middle = changed.sections.len() / 2;
    let mut ids = IdSource::above(speech);
    if let Some(section) = changed.sections.get_mut(middle) {
        let mut section_now = Section::clone(section);
        if let Some(first) = section_now.paragraphs.first_mut() {
            let text = format!("{}好", first.text);
            first.text = ids.paragraph(&text, Vec::new()).text;
        }
        *section = Arc::new(section_now);
    }
    changed
}

#[expect(
    clippy::print_stderr,
    reason = "the first time is told once, and there is no second one"
)]
fn cold() {
    let speech = common::speech(14_000);
    let start = Instant::now();
    let n_found = review(&speech, &Setting::default()).len();
    eprintln!(
        "cold, 14000 characters: {:?}, {n_found} findings",
        start.elapsed()
    );
}

fn whole(criterion: &mut Criterion) {
    cold();
    let setting = Setting::default();
    let mut group = criterion.benchmark_group("review");
    group.sample_size(10);
    for (name, speech) in [
        ("all/14000", common::speech(14_000)),
        ("all/1400000", varied(1_400_000)),
        // One text over and over: whoever compares everything with everything is slow here.
        ("all/1400000-repeating", common::speech(1_400_000)),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| review(black_box(&speech), &setting).len());
        });
    }
    group.finish();
}

fn keystroke(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("review/keystroke");
    group.sample_size(20);
    for n_chars in [14_000, 1_400_000] {
        let speech = varied(n_chars);
        let changed = typed(&speech);
        let setting = Setting::default();
        let mut reviewer = Reviewer::default();
        let mut turn = false;
        group.bench_function(format!("{n_chars}"), |bencher| {
            bencher.iter(|| {
                turn = !turn;
                let now = if turn { &changed } else { &speech };
                reviewer.review(black_box(now), &setting).len()
            });
        });
    }
    // A paragraph by itself: the rules that look at one text, and hardly anything else.
    let paragraph = speech_of(&[Author::new(7).passage(PASSAGE_CHARS)]);
    group.bench_function("paragraph", |bencher| {
        bencher.iter(|| review(black_box(&paragraph), &Setting::default()).len());
    });
    group.finish();
}

/// Which rules take how long, the slowest first.
#[expect(
    clippy::print_stderr,
    reason = "a table to read, not a figure to compare"
)]
fn by_rule(_: &mut Criterion) {
    let speech = varied(1_400_000);
    let mut times: Vec<_> = RULES
        .iter()
        .map(|rule| {
            let others = RULES
                .iter()
                .filter(|other| other.info.code != rule.info.code);
            let mut setting = Setting::default();
            setting
                .off
                .extend(others.map(|other| other.info.code.to_owned()));
            let start = Instant::now();
            black_box(review(&speech, &setting).len());
            (start.elapsed(), rule.info.code)
        })
        .collect();
    times.sort();
    for (time, code) in times.iter().rev().take(16) {
        eprintln!("{code} {time:?}");
    }
}

#[expect(clippy::print_stderr, reason = "an index is made once")]
fn sources(criterion: &mut Criterion) {
    let mut author = Author::new(11);
    let texts: Vec<(SnippetId, String)> = (0..N_SNIPPETS)
        .map(|n| {
            (
                format!("{n}").as_str().into(),
                author.passage(PASSAGE_CHARS),
            )
        })
        .collect();
    let start = Instant::now();
    let index = SourceIndex::new(
        texts
            .iter()
            .map(|(id, text)| (id.clone(), "某地", text.as_str())),
    );
    eprintln!(
        "index of {} texts: {:?}",
        index.n_sources(),
        start.elapsed()
    );
    // Half of the speech was copied.
    let own = (0..23)
        .map(|_| author.passage(PASSAGE_CHARS))
        .collect::<Vec<_>>();
    let taken = texts
        .iter()
        .step_by(N_SNIPPETS / 23)
        .map(|(_, text)| text.clone());
    let speech = speech_of(&own.into_iter().chain(taken).collect::<Vec<_>>());
    let report = copied(&speech, &index);
    eprintln!(
        "{} passages, {:.2} of {}",
        report.passages.len(),
        report.share(),
        report.n_chars
    );
    let mut group = criterion.benchmark_group("copied");
    group.sample_size(20);
    group.bench_function("14000", |bencher| {
        bencher.iter(|| copied(black_box(&speech), &index).n_copied);
    });
    group.finish();
}

/// Texts that are slow where something is read again and again, and 100,000 words of the user's.
fn hostile(criterion: &mut Criterion) {
    const N_CHARS: usize = 300_000;
    const N_WORDS: usize = 100_000;
    let mut group = criterion.benchmark_group("review/hostile");
    group.sample_size(10);
    for piece in [
        "（",
        "“",
        "共3个，其中1个、1个，",
        "抓好三个环节，促进达标。",
        "徐州市教育局",
    ] {
        let speech = speech_of(&[piece.repeat(N_CHARS / piece.chars().count())]);
        group.bench_function(piece, |bencher| {
            bencher.iter(|| review(black_box(&speech), &Setting::default()).len());
        });
    }
    let speech = common::speech(14_000);
    group.bench_function("100000 own words", |bencher| {
        bencher.iter(|| {
            let pair = |n: usize| WordPair {
                wrong: format!("关心{n}"),
                right: format!("关爱{n}"),
            };
            let words = Words::new((0..N_WORDS).map(pair).collect(), Vec::new());
            let setting = Setting {
                words: Arc::new(words),
                ..Setting::default()
            };
            review(black_box(&speech), &setting).len()
        });
    });
    group.finish();
}

criterion_group!(benches, whole, keystroke, by_rule, sources, hostile);
criterion_main!(benches);
