//! Whatever the bytes are, there is a report, and what is generated is Rust.
//!
//! `cargo +nightly fuzz run generate fuzz/corpus/generate generator/tests/cases` begins with the documents of the cases.

#![no_main]

use libfuzzer_sys::fuzz_target;
use oasmith::{Config, Input, generate};

fuzz_target!(|bytes: &[u8]| {
    let input = Input::new("api.yaml", bytes);
    let generated = generate(&input, &Config::default());
    let report = generated
        .report
        .render_text("api.yaml", Some(&input.sources()), false);
    assert!(!report.contains("error[E011]"), "{report}");
    for (path, text) in generated.files.iter().flat_map(|files| files.iter()) {
        if path.ends_with(".rs") && !path.contains("/src/runtime/") {
            assert!(syn::parse_file(text).is_ok(), "{path}");
        }
    }
});
