//! Any bytes as a speech file; what is a speech is written and read again the same.
#![no_main]

use jianggao::store::speech_file;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(speech) = speech_file::parse(bytes) {
        let again = speech_file::parse(&speech_file::to_bytes(&speech));
        assert_eq!(again.as_ref(), Ok(&speech));
    }
});
