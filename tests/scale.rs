//! The library that the benchmarks measure is what they say it is, and what is searched in it is found.

#[path = "../benches/common/library.rs"]
mod generated;

use std::collections::HashSet;
use std::sync::Arc;

use generated::{Author, COLLECTION_SNIPPETS, PASSAGE_CHARS};
use jianggao::import;
use jianggao::library::{Library, Query, Source, take_in};
use jianggao::model::{Snippet, char_count};
use jianggao::store::library_folder;

const N_SNIPPETS: usize = 1000;

fn snippets() -> Vec<Arc<Snippet>> {
    let home = tempfile::tempdir().expect("there is a folder for temporary files");
    let folder = home.path().join("library");
    generated::write_folder(&folder, N_SNIPPETS);
    let contents = library_folder::load(&folder);
    assert!(contents.damaged.is_empty() && contents.unread.is_empty());
    assert_eq!(contents.collections.len(), N_SNIPPETS / COLLECTION_SNIPPETS);
    let collections = contents.collections.into_iter();
    collections
        .flat_map(|stored| stored.collection.snippets)
        .collect()
}

#[test]
fn no_two_snippets_are_alike_and_rare_characters_are_there() {
    let snippets = snippets();
    let texts: HashSet<&str> = snippets.iter().map(|snippet| &*snippet.text).collect();
    assert_eq!(texts.len(), N_SNIPPETS);
    let n_chars: usize = texts.iter().map(|text| char_count(text)).sum();
    assert!(
        (n_chars / N_SNIPPETS).abs_diff(PASSAGE_CHARS) < 15,
        "{n_chars}"
    );
    let chars: HashSet<char> = texts.iter().flat_map(|text| text.chars()).collect();
    assert!(chars.len() > 1800, "{}", chars.len());
    let [first, second] = [Author::new(7), Author::new(7)].map(|mut author| author.passage(300));
    assert_eq!(first, second);
}

#[test]
fn words_of_every_length_are_found_wherever_they_stand() {
    let snippets = snippets();
    let library = Library::new(snippets.iter().cloned());
    let search = |words: &str| -> HashSet<&str> {
        let query = Query {
            text: words.to_owned(),
            ..Query::default()
        };
        let hits = library.search(&query);
        let found = hits.iter().filter_map(|hit| library.found(hit));
        found.map(|snippet| snippet.id.as_str()).collect()
    };
    for word in ["的", "教", "双减", "五老", "关工委", "心理健康", "2023"] {
        let has = |snippet: &&Arc<Snippet>| {
            let year = snippet.year.map(|year| year.to_string());
            let heads = [
                &snippet.unit,
                &snippet.region,
                &snippet.source,
                &snippet.text,
            ];
            let mut all = heads.into_iter().chain(&snippet.topics).chain(&year);
            all.any(|field| field.contains(word))
        };
        let wanted: HashSet<&str> = snippets.iter().filter(has).map(|s| s.id.as_str()).collect();
        assert!(!wanted.is_empty(), "{word}");
        assert!(search(word) == wanted, "{word}");
    }
    for (letters, word) in [
        ("shuangjian", "双减"),
        ("xinlijiankang", "心理健康"),
        ("wulao", "五老"),
    ] {
        assert!(search(letters).is_superset(&search(word)), "{letters}");
    }
}

#[test]
fn a_report_is_as_long_as_it_should_be_and_becomes_passages() {
    let report = Author::new(3).report(5000);
    assert!((5000..5600).contains(&char_count(&report)));
    let speech = import::text(&report).speech;
    let source = Source {
        file: "总结.txt",
        speech: &speech,
    };
    let n_passages = take_in(source, None, &[]).snippets.len();
    assert!(n_passages > 5, "{n_passages}");
}
