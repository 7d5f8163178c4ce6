//! A comparison for programs: every change with all there is to say about it. docs/drift.md describes the form.

use oasmith::diagnostic::Pointer;
use oasmith::drift::{Change, Group, Impact, Role};
use serde_json::{Value, json};

use super::comparison::{Comparison, Side, Spot, Spots};
use crate::exit::Exit;

/// The form of the result; it gets another name when a member goes or means something else.
const SCHEMA: &str = "oasmith-drift/1";

pub(super) fn render(comparisons: &[Comparison], exit: Exit) -> String {
    let comparisons: Vec<Value> = comparisons.iter().map(comparison).collect();
    let result = json!({ "schema": SCHEMA, "exit": exit as u8, "comparisons": comparisons });
    format!("{result:#}\n")
}

fn comparison(comparison: &Comparison) -> Value {
    let [from, to] = comparison.sides().map(|side| document(&side));
    let spots = comparison.spots();
    let changes: Vec<Value> = comparison
        .changes()
        .iter()
        .map(|it| change(comparison, &spots, it))
        .collect();
    let level = comparison
        .changes()
        .iter()
        .map(|it| comparison.level(it))
        .max();
    json!({
        "from": from,
        "to": to,
        "equal": comparison.is_equal(),
        "warnings": comparison.warnings(),
        "level": level.map(oasmith::drift::Level::word),
        "rust": comparison.rust().word(),
        "changes": changes,
    })
}

fn document(side: &Side) -> Value {
    json!({ "name": side.name, "title": side.title, "version": side.version, "sha256": side.sha256 })
}

fn change(comparison: &Comparison, spots: &Spots<'_>, change: &Change) -> Value {
    let operations: Vec<Value> = change
        .operations
        .iter()
        .map(|it| {
            let role = match it.role {
                Role::Served => "operation",
                Role::Webhook => "webhook",
                Role::Callback => "callback",
            };
            json!({ "id": it.id, "method": it.method, "path": it.path, "tag": it.tag, "role": role })
        })
        .collect();
    let items: Vec<Value> = change
        .rust
        .items
        .iter()
        .map(|it| json!({ "path": it.path, "what": it.what, "level": it.level.word() }))
        .collect();
    let (kind, name) = match &change.group {
        Group::Api => ("document", None),
        Group::Schema(name) => ("schema", Some(name)),
        Group::Operations => ("operation", None),
        Group::Hooks => ("webhook", None),
        Group::Rust => ("rust", None),
    };
    let place = |pointer: &Option<Pointer>, spot: Option<Spot>| {
        let pointer = pointer.as_ref()?;
        let spot = spot?;
        Some(json!({
            "pointer": pointer.to_string(),
            "file": spot.file,
            "line": spot.line,
            "column": spot.column,
        }))
    };
    json!({
        "id": change.id.id(),
        "fingerprint": change.fingerprint,
        "title": change.id.title(),
        "of": { "kind": kind, "name": name, "part": change.part },
        "before": change.before,
        "after": change.after,
        "from": place(&change.from, spots.from(change)),
        "to": place(&change.to, spots.to(change)),
        "directions": {
            "request": change.directions.served.request,
            "response": change.directions.served.response,
            "webhook_request": change.directions.hooks.request,
            "webhook_response": change.directions.hooks.response,
        },
        "operations": operations,
        "level": comparison.level(change).word(),
        "accepted": change.accepted,
        "old_client": impact(change.old_client),
        "old_server": impact(change.old_server),
        "rust": { "level": change.rust.level.word(), "items": items },
    })
}

fn impact(impact: Impact) -> Value {
    json!({ "level": impact.level.word(), "reason": impact.reason })
}
