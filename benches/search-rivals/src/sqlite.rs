//! SQLite FTS5 with trigrams, in memory.

use std::sync::Arc;

use rusqlite::{Connection, params};

use crate::Engine;
use crate::model::Snippet;

/// How rows are asked for.
#[derive(Clone, Copy)]
pub enum By {
    Match,
    Like,
}

pub struct Fts5 {
    connection: Connection,
    by: By,
}

impl Fts5 {
    pub fn new(snippets: Vec<Arc<Snippet>>, by: By) -> Self {
        let mut connection = Connection::open_in_memory().expect("memory is there");
        let create = "CREATE VIRTUAL TABLE snippets USING fts5(unit, region, topics, year, text, tokenize='trigram')";
        connection.execute(create, []).expect("FTS5 is built in");
        let all = connection.transaction().expect("nobody else writes");
        {
            let insert = "INSERT INTO snippets(rowid, unit, region, topics, year, text) VALUES (?, ?, ?, ?, ?, ?)";
            let mut insert = all.prepare(insert).expect("the table is there");
            for (idx, snippet) in (0_i64..).zip(snippets) {
                let (topics, year) = (snippet.topics.join(" "), snippet.year);
                let row = params![
                    idx,
                    snippet.unit,
                    snippet.region,
                    topics,
                    year,
                    snippet.text
                ];
                insert.execute(row).expect("the row is a row of the table");
            }
        }
        all.commit().expect("nobody else writes");
        Self { connection, by }
    }
}

impl Engine for Fts5 {
    fn find(&mut self, word: &str) -> Vec<usize> {
        let (select, value) = match self.by {
            By::Match => (
                "SELECT rowid FROM snippets WHERE text MATCH ? ORDER BY rank",
                format!("\"{word}\""),
            ),
            By::Like => (
                "SELECT rowid FROM snippets WHERE text LIKE ?",
                format!("%{word}%"),
            ),
        };
        let mut select = self
            .connection
            .prepare_cached(select)
            .expect("the table is there");
        let rows = select.query_map([value], |row| row.get::<_, i64>(0));
        let rows = rows.expect("the question is one");
        rows.filter_map(|row| usize::try_from(row.ok()?).ok())
            .collect()
    }
}
