//! What the comparison says of authentik's releases, as far as it reaches the four operations in `spec/authentik`: the changes that their
//! maintainers made to them, and nothing of what only looks like one.
//!
//! The documents are not part of the repository. They are looked for in `../shared/specs` beside it, or where the variable
//! `OASMITH_SPECS` says; without them there is nothing to test, and the test says so.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed step fails the test"
)]

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::drift::{Change, Group};
use oasmith::{Config, Drift, Input, drift};

const RELEASES: [&str; 11] = [
    "2022.6.1",
    "2023.4.1",
    "2023.10.7",
    "2024.2.2",
    "2024.6.4",
    "2024.10.5",
    "2024.12.5",
    "2025.4.4",
    "2025.8.6",
    "2025.12.6",
    "2026.2.6",
];

/// The operations in `spec/authentik`.
const OPERATIONS: [&str; 4] = [
    "flows_bindings_partial_update",
    "flows_instances_partial_update",
    "stages_invitation_stages_partial_update",
    "stages_user_write_partial_update",
];

const EXPECTED: &str = include_str!("drift/releases.txt");

#[test]
fn every_transition_of_the_four_operations_is_told() {
    let Some(folder) = documents() else {
        eprintln!("skipped: the documents of authentik's releases are not here");
        return;
    };
    let mut told = String::new();
    for pair in RELEASES.windows(2) {
        let [before, after] = [pair[0], pair[1]].map(|release| read(&folder, release));
        let drift = compare(&before, &after);
        writeln!(told, "{} → {}", pair[0], pair[1]).unwrap();
        for change in drift.changes.iter().filter(|change| is_of_the_four(change)) {
            let name = match &change.group {
                Group::Schema(name) => name,
                Group::Api => "document",
                Group::Operations | Group::Rust => "operation",
            };
            let (id, part, rust) = (change.id, &change.part, change.rust.level);
            let level = change.level();
            writeln!(
                told,
                "  {level} {id} {name}.{part}: {} → {} | {rust}",
                change.before, change.after
            )
            .unwrap();
        }
    }
    assert_eq!(told, EXPECTED);
}

/// From 2025.8 to 2025.12 some 690 query parameters moved to components and 2,000 responses became references; a handful changed.
#[test]
fn what_only_moved_is_no_change() {
    let Some(folder) = documents() else {
        eprintln!("skipped: the documents of authentik's releases are not here");
        return;
    };
    let drift = compare(&read(&folder, "2025.8.6"), &read(&folder, "2025.12.6"));
    let count = |ids: &[&str]| {
        drift
            .changes
            .iter()
            .filter(|change| ids.contains(&change.id.id()))
            .count()
    };
    assert!(count(&["parameter-added", "parameter-removed"]) < 30);
    assert!(
        count(&[
            "failure-added",
            "failure-removed",
            "response-body-added",
            "response-body-removed"
        ]) < 10
    );
}

/// The four operations as of 2025.6 against the whole of 2026.2: the ten changes that a reader of the old pages has to know.
#[test]
fn ten_changes_lead_from_the_seed_to_today() {
    let Some(folder) = documents() else {
        eprintln!("skipped: the documents of authentik's releases are not here");
        return;
    };
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/authentik/openapi.yaml");
    let drift = compare(&fs::read(seed).unwrap(), &read(&folder, "2026.2.6"));
    let told: Vec<String> = drift
        .changes
        .iter()
        .filter(|change| is_of_the_four(change) && change.id.id() != "operation-added")
        .map(|change| format!("{} {:?}.{}", change.id, change.group, change.part))
        .collect();
    let one_of = |id: &str, what: &str| {
        let wanted = format!("{id} {what}");
        assert!(told.contains(&wanted), "{wanted} is not told: {told:#?}");
    };
    one_of("server-respelled", "Api.server");
    for schema in ["Flow", "FlowSet", "PatchedFlowRequest"] {
        one_of("constraint-relaxed", &format!("Schema({schema:?}).slug"));
    }
    for schema in [
        "PatchedInvitationStageRequest",
        "PatchedUserWriteStageRequest",
    ] {
        one_of("property-removed", &format!("Schema({schema:?}).flow_set"));
    }
    for schema in ["InvitationStage", "UserWriteStage", "Stage"] {
        one_of(
            "property-became-required",
            &format!("Schema({schema:?}).flow_set"),
        );
        one_of("read-only-added", &format!("Schema({schema:?}).flow_set"));
    }
    one_of(
        "required-property-removed",
        "Schema(\"FlowSet\").background",
    );
    one_of(
        "required-property-added",
        "Schema(\"FlowSet\").background_url",
    );
    one_of("read-only-removed", "Schema(\"Flow\").background");
    one_of("property-became-optional", "Schema(\"Flow\").background");
    one_of(
        "property-added",
        "Schema(\"PatchedFlowRequest\").background",
    );
    one_of("required-property-added", "Schema(\"Flow\").background_url");
    one_of(
        "required-property-added",
        "Schema(\"Flow\").background_themed_urls",
    );
    one_of("enum-value-added", "Schema(\"FlowLayoutEnum\").");
    assert_eq!(told.len(), 20, "{told:#?}");
    // The schema that nothing sends any longer.
    let gone = drift
        .changes
        .iter()
        .find(|change| change.id.id() == "component-removed")
        .unwrap();
    assert_eq!(gone.before, "FlowSetRequest");
}

fn is_of_the_four(change: &Change) -> bool {
    let reaches = change
        .operations
        .iter()
        .any(|it| OPERATIONS.contains(&it.id.as_str()));
    reaches || change.group == Group::Api
}

fn compare(before: &[u8], after: &[u8]) -> Drift {
    let config =
        Config::from_toml("name = \"authentik\"\n[names]\nstrip_suffix = [\"Enum\"]\n").unwrap();
    let drift = drift(
        &Input::new("before", before),
        &Input::new("after", after),
        &config,
    )
    .unwrap();
    for compared in [&drift.before, &drift.after] {
        let coverage = compared.report.coverage;
        assert_eq!(coverage.generated_operations, coverage.operations);
    }
    drift
}

fn read(folder: &Path, release: &str) -> Vec<u8> {
    fs::read(folder.join(format!("authentik-{release}.yml"))).unwrap()
}

fn documents() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs");
    let folder = env::var_os("OASMITH_SPECS")
        .map_or(beside, PathBuf::from)
        .join("authentik");
    folder.is_dir().then_some(folder)
}
