//! One small document per feature: `cases/<feature>.yaml`, with what it gives in `cases/snapshots/<feature>.snap`.
//!
//! | beside the document | meaning |
//! | --- | --- |
//! | first line `# codes: W003 E006` | the codes that the report has, no more and no fewer; a document without the line has none |
//! | `<feature>.toml` | the `oasmith.toml` it is generated with |
//! | `<feature>.overlay.yaml` | the overlay that is applied to it |
//! | `<feature>/` | the further files of a document that has several |
//! | `<feature>.values.json` | JSON values that the generated types must read, refuse or find invalid, see `suite/values.rs` |
//!
//! The generated crates of all cases stand in one workspace below `target/`, where clippy must find nothing to say. A new case is a
//! new file: `INSTA_UPDATE=always cargo test -p oasmith --test cases` writes its snapshot, which is then read by a person.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed step fails the test"
)]

use std::collections::BTreeSet;

use oasmith::diagnostic::Code;
use oasmith::output::Files;

use case::{Case, Generated};

#[path = "suite/case.rs"]
mod case;
#[path = "suite/mutation.rs"]
mod mutation;
#[path = "suite/snapshot.rs"]
mod snapshot;
#[path = "suite/values.rs"]
mod values;
#[path = "suite/workspace.rs"]
mod workspace;

/// Codes that no document can cause.
const NEVER: &[Code] = &[Code::Internal];

#[test]
fn every_case_gives_its_snapshot() {
    snapshot::check_all(&Case::all());
}

#[test]
fn every_case_has_the_codes_that_its_first_line_names() {
    let wrong: Vec<String> = Case::all()
        .iter()
        .filter_map(|case| {
            let (found, named) = (case.codes(), case.named_codes());
            (found != named).then(|| format!("{}: names {named:?}, has {found:?}", case.name))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_fires_in_some_case() {
    let fired: BTreeSet<Code> = Case::all().iter().flat_map(Case::codes).collect();
    for code in Code::ALL {
        let expected = !NEVER.contains(code);
        let id = code.id();
        assert_eq!(fired.contains(code), expected, "{id} ({})", code.title());
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let authentik = Case::authentik();
    for case in Case::all().iter().chain([&authentik]) {
        let (first, second) = (case.generate(), case.generate());
        assert_same(&case.name, &first, &second);
    }
}

#[test]
fn a_document_that_did_not_change_keeps_its_names() {
    let authentik = Case::authentik();
    for case in Case::all().iter().chain([&authentik]) {
        let first = case.generate();
        let again = case.with_names(first.names.clone()).generate();
        assert_eq!(first.names, again.names, "{}", case.name);
        assert_same_files(&case.name, &first, &again);
    }
}

#[test]
fn json_and_yaml_are_one_document() {
    let authentik = Case::authentik();
    for case in Case::all().iter().chain([&authentik]) {
        let Some(document) = case.document() else {
            continue;
        };
        let json = case.with_document(&document).generate();
        let yaml = case.generate();
        assert_same(&case.name, &yaml, &json);
    }
}

/// Tells the first file in which two outputs differ, instead of printing both.
#[track_caller]
fn assert_same(case: &str, one: &Generated, other: &Generated) {
    assert_eq!(one.without_places, other.without_places, "{case}");
    assert_same_files(case, one, other);
}

#[track_caller]
fn assert_same_files(case: &str, one: &Generated, other: &Generated) {
    let files = |generated: &Generated| -> Vec<(String, String)> {
        let files = generated.files.iter().flat_map(Files::iter);
        files
            .map(|(path, text)| (path.to_owned(), without_hash(text)))
            .collect()
    };
    let (one, other) = (files(one), files(other));
    assert_eq!(one.len(), other.len(), "{case}: number of files");
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one, other, "{case}");
    }
}

/// The hash of the bytes differs between YAML and JSON, nothing else does.
fn without_hash(text: &str) -> String {
    let is_hash = |line: &&str| line.starts_with("pub const DOCUMENT_SHA256");
    let lines = text.lines().filter(|line| !is_hash(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn mutated_documents_give_a_report_and_code_that_parses() {
    mutation::run(&Case::all());
}

#[test]
fn generated_code_is_clean_and_keeps_values() {
    let workspace = workspace::Workspace::write(&Case::all());
    workspace.clippy();
    workspace.doc();
    workspace.test_values();
}
