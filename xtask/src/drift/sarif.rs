//! A comparison in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use oasmith::drift::{Change, ChangeId, Level};
use serde_json::{Value, json};

use super::comparison::{Comparison, Spots};
use super::github::words;

pub(super) fn render(comparisons: &[Comparison]) -> String {
    let used: BTreeSet<ChangeId> = comparisons
        .iter()
        .flat_map(Comparison::changes)
        .map(|it| it.id)
        .collect();
    let rules: Vec<Value> = used.iter().map(|id| rule(*id)).collect();
    let results: Vec<Value> = comparisons.iter().flat_map(results).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "oasmith drift",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(id: ChangeId) -> Value {
    json!({
        "id": id.id(),
        "shortDescription": { "text": id.title() },
        "fullDescription": { "text": format!("In requests: {}. In responses: {}.", id.request().old_client.reason, id.response().old_client.reason) },
    })
}

fn results(comparison: &Comparison) -> Vec<Value> {
    let spots = comparison.spots();
    let changes = comparison.changes().iter();
    changes
        .map(|change| result(comparison, &spots, change))
        .collect()
}

fn result(comparison: &Comparison, spots: &Spots<'_>, change: &Change) -> Value {
    let [before, after] = comparison.sides();
    let level = match comparison.level(change) {
        Level::Breaking => "error",
        Level::Risky => "warning",
        Level::Compatible => "note",
    };
    // What is gone has its place in the document before.
    let (side, pointer, spot) = match (&change.to, &change.from) {
        (Some(pointer), _) => (&after, Some(pointer), spots.to(change)),
        (None, Some(pointer)) => (&before, Some(pointer), spots.from(change)),
        (None, None) => (&after, None, None),
    };
    let file = spot.as_ref().map_or(&side.path, |spot| &spot.file);
    let region = spot
        .as_ref()
        .map(|spot| json!({ "startLine": spot.line, "startColumn": spot.column }));
    let logical: Vec<Value> = pointer
        .iter()
        .map(|pointer| json!({ "fullyQualifiedName": pointer.to_string(), "kind": "member" }))
        .collect();
    let mut physical = json!({ "artifactLocation": { "uri": uri(file) } });
    if let (Some(physical), Some(region)) = (physical.as_object_mut(), region) {
        physical.insert("region".to_owned(), region);
    }
    json!({
        "ruleId": change.id.id(),
        "level": level,
        "message": { "text": words(change) },
        "locations": [{
            "physicalLocation": physical,
            "logicalLocations": logical,
        }],
        "partialFingerprints": { "oasmithDrift/v1": change.fingerprint },
    })
}

/// A path as a relative reference (RFC 3986, section 4.2).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/:@".contains(&byte);
        if plain {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
