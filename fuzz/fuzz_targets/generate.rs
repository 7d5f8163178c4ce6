//! Whatever the bytes are, there is a report, and what is generated is Rust.
//!
//! `cargo +nightly fuzz run generate fuzz/corpus/generate generator/tests/cases` begins with the documents of the cases. A stable compiler
//! does where no sanitizer is wanted, in this folder, with any target that is named, so that build scripts are left as they are:
//!
//! ```text
//! RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
//!     -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing" \
//!     cargo build --release --target x86_64-unknown-linux-gnu
//! target/x86_64-unknown-linux-gnu/release/generate CORPUS -timeout=60
//! ```

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
