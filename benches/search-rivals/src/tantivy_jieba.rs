//! tantivy in memory, with the words that jieba cuts a text into.

use std::sync::Arc;

use ::tantivy_jieba::JiebaTokenizer;
use tantivy::collector::DocSetCollector;
use tantivy::query::QueryParser;
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexReader, TantivyDocument, doc};

use crate::Engine;
use crate::model::Snippet;

pub struct Tantivy {
    reader: IndexReader,
    parser: QueryParser,
}

/// What a thread that writes may gather before it puts it away.
const WRITER_BYTES: usize = 100_000_000;

impl Tantivy {
    pub fn new(snippets: Vec<Arc<Snippet>>) -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("jieba")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let place = schema.add_u64_field("place", FAST);
        let [head, text] =
            ["head", "text"].map(|name| schema.add_text_field(name, options.clone()));
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register("jieba", JiebaTokenizer::new());
        write(&index, snippets, place, head, text);
        let reader = index.reader().expect("the index is there");
        let mut parser = QueryParser::for_index(&index, vec![text]);
        parser.set_conjunction_by_default();
        Self { reader, parser }
    }
}

fn write(index: &Index, snippets: Vec<Arc<Snippet>>, place: Field, head: Field, text: Field) {
    let mut writer = index
        .writer::<TantivyDocument>(WRITER_BYTES)
        .expect("there is room");
    for (idx, snippet) in (0_u64..).zip(snippets) {
        let heads = [&*snippet.unit, &snippet.region, &snippet.topics.join(" ")].join(" ");
        let document = doc!(place => idx, head => heads, text => snippet.text.as_str());
        writer.add_document(document).expect("the writer runs");
    }
    writer.commit().expect("the writer runs");
    writer.wait_merging_threads().expect("the writer runs");
}

impl Engine for Tantivy {
    fn find(&mut self, word: &str) -> Vec<usize> {
        let query = self
            .parser
            .parse_query(&format!("\"{word}\""))
            .expect("the word is a question");
        let searcher = self.reader.searcher();
        let found = searcher
            .search(&query, &DocSetCollector)
            .expect("the index is there");
        let places: Vec<_> = searcher
            .segment_readers()
            .iter()
            .map(|segment| {
                segment
                    .fast_fields()
                    .u64("place")
                    .expect("the field is fast")
            })
            .collect();
        let place = |found: tantivy::DocAddress| {
            let places = places.get(found.segment_ord as usize)?;
            usize::try_from(places.first(found.doc_id)?).ok()
        };
        found.into_iter().filter_map(place).collect()
    }
}
