//! What the comparison says of real releases of authentik's API.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed step fails the test"
)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use oasmith::drift::{Change, Group};
use oasmith::{Config, Drift, Input};

fn compare(from: &Path, to: &Path) -> Drift {
    let (one, other) = (std::fs::read(from).unwrap(), std::fs::read(to).unwrap());
    let config =
        Config::from_toml("name = \"authentik\"\n[names]\nstrip_suffix = [\"Enum\"]\n").unwrap();
    let start = Instant::now();
    let drift = oasmith::drift(
        &Input {
            path: "from",
            bytes: &one,
        },
        &Input {
            path: "to",
            bytes: &other,
        },
        &config,
    )
    .unwrap();
    eprintln!(
        "took {:?}, {} changes",
        start.elapsed(),
        drift.changes.len()
    );
    drift
}

fn line(change: &Change) -> String {
    let group = match &change.group {
        Group::Api => "api",
        Group::Schema(name) => name,
        Group::Operations => "op",
        Group::Rust => "rust",
    };
    let rust: Vec<String> = change
        .rust
        .items
        .iter()
        .map(|item| format!("{} {}", item.path, item.what))
        .collect();
    format!(
        "{:?} {} {group}.{}: {} -> {} [{}; {} ops] {} {} | {} {}",
        change.level(),
        change.id,
        change.part,
        change.before,
        change.after,
        change.directions.words(),
        change.operations.len(),
        change.old_client.level,
        change.old_server.level,
        change.rust.level,
        rust.join("; ")
    )
}

#[test]
fn show() {
    let (Ok(from), Ok(to)) = (std::env::var("FROM"), std::env::var("TO")) else {
        return;
    };
    let drift = compare(&PathBuf::from(from), &PathBuf::from(to));
    for change in &drift.changes {
        println!("{}", line(change));
    }
}
