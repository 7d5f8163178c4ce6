//! What the comparison of two documents says: small documents, one feature each, as snapshots; every id of the table fires in one of them.
//!
//! A case is a file with both documents, a line of `---` between them. What all have in common is put in front: title, and version unless
//! they begin with another one.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed step fails the test"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use insta::{Settings, assert_snapshot};
use oasmith::drift::{Change, ChangeId, Group};
use oasmith::{Config, Drift, Input, drift};

const HEADER: &str = "info: { title: Pets, version: '1' }\n";

#[test]
fn every_case_says_what_changed() {
    for case in cases() {
        let mut settings = Settings::clone_current();
        settings.set_snapshot_path("drift/snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let report = report(&case.changes(&Config::default()));
        settings.bind(|| assert_snapshot!(case.name.as_str(), report));
    }
}

#[test]
fn every_id_fires_in_some_case() {
    let fired: BTreeSet<ChangeId> = cases()
        .iter()
        .flat_map(|case| case.changes(&Config::default()))
        .map(|change| change.id)
        .collect();
    let silent: Vec<&str> = ChangeId::ALL
        .iter()
        .filter(|id| !fired.contains(id))
        .map(|id| id.id())
        .collect();
    assert!(silent.is_empty(), "no case has {silent:?}");
}

#[test]
fn a_document_is_the_same_as_itself() {
    for case in cases() {
        for text in [&case.before, &case.after] {
            let changes = compare(text, text, &Config::default()).changes;
            assert!(changes.is_empty(), "{}: {}", case.name, report(&changes));
        }
    }
    let features = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for entry in fs::read_dir(features).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|it| it != "yaml") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let input = Input::new("document", &bytes);
        // Some are wrong on purpose.
        if let Ok(drift) = drift(&input, &input, &Config::default()) {
            let changes = drift.changes;
            assert!(
                changes.is_empty(),
                "{}: {}",
                path.display(),
                report(&changes)
            );
        }
    }
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let case = cases()
        .into_iter()
        .find(|case| case.name == "directions")
        .unwrap();
    let fingerprints = |before: &str, after: &str| -> Vec<String> {
        let changes = compare(before, after, &Config::default()).changes;
        changes
            .into_iter()
            .map(|change| change.fingerprint)
            .collect()
    };
    let moved = format!("# one\n# two\n\n{}\n# three\n", case.after);
    let before = fingerprints(&case.before, &case.after);
    assert_eq!(before, fingerprints(&case.before, &moved));
    let distinct: BTreeSet<&String> = before.iter().collect();
    assert_eq!(distinct.len(), before.len());
}

#[test]
fn what_oasmith_toml_says_counts() {
    let case = cases()
        .into_iter()
        .find(|case| case.name == "enums")
        .unwrap();
    let changes = case.changes(&Config::default());
    let known = &changes
        .iter()
        .find(|change| change.id == ChangeId::EnumValueRemoved)
        .unwrap()
        .fingerprint;
    let text = format!(
        "[drift]\naccepted = [\"{known}\"]\n[drift.levels]\nenum-value-added = \"risky\"\n"
    );
    let changes = case.changes(&Config::from_toml(&text).unwrap());
    let find = |id: ChangeId| changes.iter().find(|change| change.id == id).unwrap();
    assert_eq!(find(ChangeId::EnumValueAdded).level().word(), "risky");
    assert!(find(ChangeId::EnumValueRemoved).accepted);

    let config = Config::from_toml("[drift.levels]\nenum-value-add = \"risky\"\n").unwrap();
    let error = drift(&Input::new("a", b"{}"), &Input::new("b", b"{}"), &config).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("there is no change `enum-value-add`"),
        "{error}"
    );
}

#[test]
fn places_are_those_that_somebody_wrote() {
    let text = |kind: &str, place: &str, format: &str| {
        format!(
            "{{\"swagger\": \"2.0\", \"info\": {{\"title\": \"Pets\", \"version\": \"1\"}}, \"basePath\": \"/{kind}\",
            \"securityDefinitions\": {{\"key\": {{\"type\": \"apiKey\", \"name\": \"{kind}\", \"in\": \"header\"}}}},
            \"paths\": {{\"/pets\": {{\"post\": {{\"operationId\": \"add\", \"parameters\": [
                {{\"name\": \"pet\", \"in\": \"body\", \"schema\": {{\"type\": \"object\", \"properties\": {{\"born\": {{\"type\": \"string\", \"format\": \"{format}\"}}}}}}}},
                {{\"name\": \"{kind}\", \"in\": \"{place}\", \"type\": \"string\"}}],
              \"responses\": {{\"204\": {{\"description\": \"none\"}}}}}}}}}}}}"
        )
    };
    let (before, after) = (text("one", "query", "date"), text("two", "header", "uuid"));
    let changes = compare(&before, &after, &Config::default()).changes;
    let mut places: BTreeSet<String> = BTreeSet::new();
    for (pointer, document) in changes
        .iter()
        .flat_map(|change| [(&change.from, &before), (&change.to, &after)])
    {
        let Some(pointer) = pointer else { continue };
        let document: serde_json::Value = serde_json::from_str(document).unwrap();
        // As fragments of an address are written.
        let place = pointer.to_string().trim_start_matches('#').to_owned();
        assert!(document.pointer(&place).is_some(), "{place}");
        places.insert(place);
    }
    assert!(places.len() > 3, "{places:?}");
}

/// Two documents.
struct Case {
    name: String,
    before: String,
    after: String,
}

impl Case {
    fn changes(&self, config: &Config) -> Vec<Change> {
        compare(&self.before, &self.after, config).changes
    }
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drift");
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let text = fs::read_to_string(file).unwrap();
            let (before, after) = text.split_once("\n---\n").unwrap();
            Case {
                name: file.file_stem().unwrap().to_string_lossy().into_owned(),
                before: document(&format!("{before}\n")),
                after: document(after),
            }
        })
        .collect()
}

fn document(text: &str) -> String {
    let version = if text.starts_with("openapi:") {
        ""
    } else {
        "openapi: 3.0.3\n"
    };
    format!("{version}{HEADER}{text}")
}

#[track_caller]
fn compare(before: &str, after: &str, config: &Config) -> Drift {
    let (before, after) = (
        Input::new("before", before.as_bytes()),
        Input::new("after", after.as_bytes()),
    );
    let drift = drift(&before, &after, config).unwrap();
    for compared in [&drift.before, &drift.after] {
        let coverage = compared.report.coverage;
        assert_eq!(
            coverage.generated_operations, coverage.operations,
            "{:?}",
            compared.report
        );
    }
    drift
}

/// The changes in words, with all there is to say but the fingerprint.
fn report(changes: &[Change]) -> String {
    let mut text = String::new();
    for change in changes {
        let group = match &change.group {
            Group::Api => "document".to_owned(),
            Group::Schema(name) => format!("schema {name}"),
            Group::Operations => "operation".to_owned(),
            Group::Hooks => "webhook".to_owned(),
            Group::Rust => "Rust".to_owned(),
        };
        let place = |pointer: &Option<_>| {
            pointer
                .as_ref()
                .map_or_else(|| "nowhere".to_owned(), ToString::to_string)
        };
        let operations: Vec<&str> = change.operations.iter().map(|it| it.id.as_str()).collect();
        writeln!(text, "{}: {group} {}", change.id, change.part).unwrap();
        writeln!(text, "  {} → {}", change.before, change.after).unwrap();
        writeln!(text, "  {} → {}", place(&change.from), place(&change.to)).unwrap();
        writeln!(text, "  {} of {operations:?}", change.directions.words()).unwrap();
        for (whom, impact) in [
            ("old client", change.old_client),
            ("old server", change.old_server),
        ] {
            writeln!(text, "  {whom}: {}, {}", impact.level, impact.reason).unwrap();
        }
        for item in &change.rust.items {
            writeln!(text, "  Rust {}: {} {}", item.level, item.path, item.what).unwrap();
        }
    }
    if text.is_empty() {
        text.push_str("nothing\n");
    }
    text
}
