//! Any bytes as a text, by each reader that takes one.
#![no_main]

use jianggao::import::{SourceKind, csv_rows};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for kind in [SourceKind::Text, SourceKind::Markdown] {
        let _ = kind.read(bytes, &|| false);
    }
    let _ = csv_rows(bytes);
});
