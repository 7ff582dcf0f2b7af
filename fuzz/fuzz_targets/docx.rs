//! Any bytes as a Word file.
#![no_main]

use jianggao::import::docx;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = docx(bytes, &|| false);
});
