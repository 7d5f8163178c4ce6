//! Snapshots: the report, then every generated file that depends on the document, one below the other.

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use oasmith::output::Files;
use serde_json::json;
use similar::{ChangeTag, TextDiff};

use crate::case::{Case, folder};

/// The case that shows what a document without content gives; the others leave such files out.
const EMPTY: &str = "empty_document";

/// Compares every case with its snapshot, and only then fails for those that differ.
pub fn check_all(cases: &[Case]) {
    let differs = |case: &&Case| {
        let text = text(case);
        catch_unwind(AssertUnwindSafe(|| check(case, &text))).is_err()
    };
    let different: Vec<&str> = cases
        .iter()
        .filter(differs)
        .map(|case| case.name.as_str())
        .collect();
    assert!(
        different.is_empty(),
        "differ from their snapshots: {different:?}; read the diffs, then `cargo xtask bless`"
    );
    let kept: Vec<String> = std::fs::read_dir(folder().join("snapshots"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|file| file.strip_suffix(".snap").map(str::to_owned))
        .filter(|name| !cases.iter().any(|case| case.name == *name))
        .collect();
    assert!(kept.is_empty(), "snapshots without a case: {kept:?}");
}

fn check(case: &Case, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder().join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_input_file(&case.path);
    settings.bind(|| insta::assert_snapshot!(case.name.as_str(), text));
}

fn text(case: &Case) -> String {
    let generated = case.generate();
    let mut text = generated.report;
    let Some(files) = generated.files else {
        return text;
    };
    let plain = (case.name != EMPTY).then(|| without_content(case));
    let plain = plain.unwrap_or_default();
    for (path, content) in files.iter() {
        if path.contains("/src/runtime/") {
            continue;
        }
        let content = &without_hash(content);
        let short = path.replace(&case.crate_name(""), "");
        let is_frame = path.ends_with("/lib.rs") || path.ends_with("/Cargo.toml");
        let _ = match plain.get(path) {
            Some(same) if same == content => Ok(()),
            Some(other) if is_frame && without_hash(other) == *content => Ok(()),
            Some(other) if is_frame => write!(
                text,
                "\n//// {short}, changed\n\n{}",
                changes(&without_hash(other), content)
            ),
            _ => write!(text, "\n//// {short}\n\n{}", without_header(content)),
        };
    }
    text
}

/// The hash of the document says nothing about what is generated from it.
fn without_hash(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.split_once("DOCUMENT_SHA256: &str = \"") {
            Some((before, _)) => {
                let _ = writeln!(plain, "{before}DOCUMENT_SHA256: &str = \"…\";");
            }
            None => plain.push_str(line),
        }
    }
    plain
}

/// The line that says where a file comes from is the same in all of them.
fn without_header(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(_, text)| text)
}

/// The lines that a file has more or less than that of an empty document.
fn changes(old: &str, new: &str) -> String {
    let mut text = String::new();
    for change in TextDiff::from_lines(old, new).iter_all_changes() {
        if change.tag() != ChangeTag::Equal {
            let _ = write!(text, "{} {change}", change.tag());
        }
    }
    text
}

/// What is generated from a document without content that has the name of the case for a title, as the case itself should have.
pub fn without_content(case: &Case) -> Files {
    let name = case.name.replace('_', " ");
    let title = name[..1].to_uppercase() + &name[1..];
    let info = json!({ "title": title, "version": "1" });
    let document = json!({ "openapi": "3.0.3", "info": info, "paths": {} });
    let generated = case.with_document(&document).unpatched().generate();
    generated.files.expect("the document is fine")
}
