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
use oasmith::{Config, Drift, Input, Side};

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

/// What moves without changing: hundreds of responses became references in 2022.9 and 2025.10, as many parameters and their enums became
/// components in 2025.10, and descriptions come and go. No more changes than these are real.
const NOISE: [(&str, &[&str]); 4] = [
    ("parameters", &["parameter-added", "parameter-removed"]),
    (
        "responses",
        &[
            "failure-added",
            "failure-removed",
            "response-body-added",
            "response-body-removed",
        ],
    ),
    ("security", &["security-changed", "security-tightened"]),
    ("defaults", &["default-changed", "default-stated"]),
];

/// How many of them each pair of releases has.
const COUNTED: &str = "\
2022.6.1 → 2023.4.1: 34 2 0 4
2023.4.1 → 2023.10.7: 17 1 0 1
2023.10.7 → 2024.2.2: 0 0 0 0
2024.2.2 → 2024.6.4: 24 1 0 0
2024.6.4 → 2024.10.5: 4 0 0 0
2024.10.5 → 2024.12.5: 1 0 0 0
2024.12.5 → 2025.4.4: 9 0 0 0
2025.4.4 → 2025.8.6: 17 1 0 0
2025.8.6 → 2025.12.6: 20 2 0 0
2025.12.6 → 2026.2.6: 10 0 0 0
";

/// What happens from one release to the next, all of it, each document read once.
#[test]
fn every_transition_of_the_four_operations_is_told() {
    let Some(folder) = documents() else {
        eprintln!("skipped: the documents of authentik's releases are not here");
        return;
    };
    let (mut told, mut counted) = (String::new(), String::new());
    let mut before = read(&folder, RELEASES[0]);
    for pair in RELEASES.windows(2) {
        let after = read(&folder, pair[1]);
        let drift = compare(&before, &after);
        writeln!(told, "{} → {}", pair[0], pair[1]).unwrap();
        for change in drift.changes.iter().filter(|change| is_of_the_four(change)) {
            told.push_str(&line(change));
        }
        let counts = NOISE.map(|(_, ids)| count(&drift, ids).to_string());
        writeln!(counted, "{} → {}: {}", pair[0], pair[1], counts.join(" ")).unwrap();
        before = after;
    }
    assert_eq!(told, EXPECTED);
    assert_eq!(counted, COUNTED, "{:?}", NOISE.map(|(what, _)| what));
}

/// The four operations as of 2025.6 against the whole of 2026.2: the ten changes that a reader of the old pages has to know.
#[test]
fn ten_changes_lead_from_the_seed_to_today() {
    let Some(folder) = documents() else {
        eprintln!("skipped: the documents of authentik's releases are not here");
        return;
    };
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/authentik/openapi.yaml");
    let seed = reading("seed", &fs::read(seed).unwrap());
    let drift = compare(&seed, &read(&folder, "2026.2.6"));
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
    // Of what the seed has nothing else changes: all the rest is new, but for the schema that nothing sends any longer.
    let others: Vec<String> = drift
        .changes
        .iter()
        .filter(|change| !is_of_the_four(change) && !is_new(change))
        .map(line)
        .collect();
    assert_eq!(
        others,
        ["  compatible component-removed FlowSetRequest.: FlowSetRequest → none | major\n"]
    );
}

fn is_new(change: &Change) -> bool {
    let new = ["operation-added", "component-added", "rust-item-added"];
    new.contains(&change.id.id())
}

fn count(drift: &Drift, ids: &[&str]) -> usize {
    let of = |change: &&Change| ids.contains(&change.id.id());
    drift.changes.iter().filter(of).count()
}

fn line(change: &Change) -> String {
    let name = match &change.group {
        Group::Schema(name) => name,
        Group::Api => "document",
        Group::Operations | Group::Hooks | Group::Rust => "operation",
    };
    let (id, part, rust) = (change.id, &change.part, change.rust.level);
    let (level, before, after) = (change.level(), &change.before, &change.after);
    format!("  {level} {id} {name}.{part}: {before} → {after} | {rust}\n")
}

fn is_of_the_four(change: &Change) -> bool {
    let reaches = change
        .operations
        .iter()
        .any(|it| OPERATIONS.contains(&it.id.as_str()));
    reaches || change.group == Group::Api
}

fn compare(before: &Side, after: &Side) -> Drift {
    let drift = before.drift(after, &config()).unwrap();
    for compared in [&drift.before, &drift.after] {
        let coverage = compared.report.coverage;
        assert_eq!(coverage.generated_operations, coverage.operations);
    }
    drift
}

fn read(folder: &Path, release: &str) -> Side {
    let bytes = fs::read(folder.join(format!("authentik-{release}.yml"))).unwrap();
    reading(release, &bytes)
}

fn reading(name: &str, bytes: &[u8]) -> Side {
    Side::new(&Input::new(name, bytes), &config()).unwrap()
}

fn config() -> Config {
    Config::from_toml("name = \"authentik\"\n[names]\nstrip_suffix = [\"Enum\"]\n").unwrap()
}

fn documents() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs");
    let folder = env::var_os("OASMITH_SPECS")
        .map_or(beside, PathBuf::from)
        .join("authentik");
    folder.is_dir().then_some(folder)
}
