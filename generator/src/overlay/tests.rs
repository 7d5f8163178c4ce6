//! Merge rules of overlays, and what becomes of actions that do not fit.

#![allow(clippy::unwrap_used, reason = "a failed step fails the test")]

use serde_json::{Value, json};

use super::Target;
use crate::diagnostic::{Code, Pointer, Report};

/// Applies actions to a document; gives what becomes of it, where places come from, and what is said.
fn applied(mut document: Value, actions: &Value) -> (Value, super::Origins, Report) {
    let overlay = json!({ "overlay": "1.1.0", "info": {}, "actions": actions });
    let mut report = Report::default();
    let mut target = Target::new(&mut document, "openapi.yaml", None);
    let at = Pointer::of_file("overlay.yaml");
    let done = target.apply(&overlay, &at, &mut report);
    let origins = std::mem::take(&mut target.origins);
    assert_eq!(done.is_none(), report.has_errors());
    (document, origins, report)
}

#[track_caller]
fn gives(document: Value, actions: &Value, expected: &Value) {
    let (document, _, report) = applied(document, actions);
    let text = report.render_text("openapi.yaml", None, false);
    assert!(!report.has_errors(), "{text}");
    assert_eq!(document, *expected);
}

#[track_caller]
fn refused(document: Value, actions: &Value, at: &str, words: &str) {
    let (_, _, report) = applied(document, actions);
    let said: Vec<_> = report.iter().collect();
    let [said] = said.as_slice() else {
        panic!("one diagnostic was expected: {said:?}");
    };
    assert_eq!(said.code, Code::Overlay);
    assert_eq!(said.pointer.to_string(), format!("overlay.yaml#{at}"));
    assert!(said.message.contains(words), "{}", said.message);
}

#[test]
fn objects_are_merged_lists_joined_and_primitives_replaced() {
    gives(
        json!({ "a": { "b": 1, "c": [1], "d": { "e": true } } }),
        &json!([{ "target": "$.a", "update": { "b": "x", "c": [2, 3], "d": { "f": null }, "g": [] } }]),
        &json!({ "a": { "b": "x", "c": [1, 2, 3], "d": { "e": true, "f": null }, "g": [] } }),
    );
}

#[test]
fn a_list_takes_an_item_or_a_list_of_items() {
    let actions = json!([
        { "target": "$.a", "update": { "name": "x" } },
        { "target": "$.a", "update": ["y", ["z"]] },
        { "target": "$.a", "update": 1 },
    ]);
    gives(
        json!({ "a": [] }),
        &actions,
        &json!({ "a": [{ "name": "x" }, "y", ["z"], 1] }),
    );
}

#[test]
fn primitives_are_replaced_at_every_place_that_matches() {
    gives(
        json!({ "a": { "t": 1 }, "b": { "t": "x" }, "c": { "u": 1 } }),
        &json!([{ "target": "$.*.t", "update": false }]),
        &json!({ "a": { "t": false }, "b": { "t": false }, "c": { "u": 1 } }),
    );
}

#[test]
fn what_is_removed_is_gone_and_may_come_back() {
    let actions = json!([
        { "target": "$.list[?@ == 'b' || @ == 'd']", "remove": true },
        { "target": "$..x", "remove": true },
        { "target": "$", "update": { "x": { "new": 1 } } },
    ]);
    gives(
        json!({ "list": ["a", "b", "c", "d"], "x": { "x": 1, "y": 2 }, "z": { "x": 3 } }),
        &actions,
        &json!({ "list": ["a", "c"], "z": {}, "x": { "new": 1 } }),
    );
}

#[test]
fn a_copy_is_merged_as_an_update_is() {
    let actions = json!([
        { "target": "$.paths", "update": { "/b": {} } },
        { "target": "$.paths['/b']", "copy": "$.paths['/a']" },
        { "target": "$.paths['/a']", "remove": true },
        { "target": "$.paths['/b'].get", "update": { "deprecated": true } },
    ]);
    gives(
        json!({ "paths": { "/a": { "get": { "operationId": "x" } } } }),
        &actions,
        &json!({ "paths": { "/b": { "get": { "operationId": "x", "deprecated": true } } } }),
    );
}

#[test]
fn an_action_that_does_not_fit_is_an_error_with_its_place() {
    let document = || json!({ "a": { "b": [1] }, "c": {} });
    let cases = [
        (
            json!([{ "target": "$.x", "update": 1 }]),
            "/actions/0/target",
            "`$.x` matches nothing",
        ),
        (
            json!([{ "target": "$.x", "remove": true }]),
            "/actions/0/target",
            "matches nothing",
        ),
        (
            json!([{ "target": "$.a", "update": { "b": "x" } }]),
            "/actions/0/update/b",
            "a text cannot be merged into #/a/b, which is a list",
        ),
        (
            json!([{ "target": "$.a", "update": [1] }]),
            "/actions/0/update",
            "which is an object",
        ),
        (
            json!([{ "target": "$.a.b[0]", "update": {} }]),
            "/actions/0/update",
            "which is a number",
        ),
        (
            json!([{ "target": "$.a", "copy": "$.a.b" }]),
            "/actions/0/copy",
            "a list cannot be merged",
        ),
        (
            json!([{ "target": "$.a", "copy": "$.*" }]),
            "/actions/0/copy",
            "matches 2",
        ),
        (
            json!([{ "target": "$.a", "copy": "$.q" }]),
            "/actions/0/copy",
            "matches 0",
        ),
        (
            json!([{ "target": "$", "remove": true }]),
            "/actions/0/target",
            "cannot be removed",
        ),
        (
            json!([{ "target": "$.a", "update": {}, "copy": "$.c" }]),
            "/actions/0",
            "not both",
        ),
        (json!([{ "target": "$.a" }]), "/actions/0", "none of"),
        (
            json!([{ "target": "$.a", "remove": "yes" }]),
            "/actions/0/remove",
            "`true` or `false`",
        ),
        (
            json!([{ "target": "a..", "remove": true }]),
            "/actions/0/target",
            "not a JSONPath",
        ),
        (
            json!([{ "remove": true }]),
            "/actions/0/target",
            "is a JSONPath",
        ),
        (json!(["x"]), "/actions/0", "not an object"),
        (json!({}), "/actions", "a list of `actions`"),
    ];
    for (actions, at, words) in cases {
        refused(document(), &actions, at, words);
    }
}

#[test]
fn the_actions_around_one_that_fails_are_applied() {
    let actions = json!([
        { "target": "$.a", "update": { "x": 1 } },
        { "target": "$.nothing", "remove": true },
        { "target": "$.a", "update": { "y": 2 } },
    ]);
    let (document, _, report) = applied(json!({ "a": {} }), &actions);
    assert_eq!(document, json!({ "a": { "x": 1, "y": 2 } }));
    assert!(report.has_errors());
}

#[test]
fn what_has_no_effect_is_told() {
    let actions = json!([
        { "target": "$.a", "remove": true, "update": {} },
        { "target": "$", "update": { "b": null }, "upsert": 1 },
    ]);
    let (document, _, report) = applied(json!({ "a": 1, "b": {} }), &actions);
    assert_eq!(document, json!({ "b": {} }));
    let places: Vec<String> = report.iter().map(|it| it.pointer.to_string()).collect();
    assert_eq!(
        places,
        [
            "overlay.yaml#/actions/0/update",
            "overlay.yaml#/actions/1/upsert",
            "overlay.yaml#/actions/1/update/b",
        ]
    );
    assert!(
        report
            .iter()
            .all(|it| it.code == Code::OverlayWithoutEffect)
    );
}

#[test]
fn places_lead_back_to_what_was_written() {
    let actions = json!([
        { "target": "$.a", "update": { "new": { "deep": 1 }, "old": 2 } },
        { "target": "$.list[0]", "remove": true },
        { "target": "$.list", "update": ["z"] },
        { "target": "$.b", "copy": "$.a" },
        { "target": "$.list[?@ == 'y']", "remove": true },
    ]);
    let document = json!({ "a": { "old": 1, "own": {} }, "list": ["w", "x", "y"], "b": {} });
    let (document, origins, _) = applied(document, &actions);
    assert_eq!(document["list"], json!(["x", "z"]));
    for (place, origin) in [
        ("/a", "#/a"),
        ("/a/own", "#/a/own"),
        ("/a/old", "overlay.yaml#/actions/0/update/old"),
        ("/a/new/deep", "overlay.yaml#/actions/0/update/new/deep"),
        ("/list/0", "#/list/1"),
        ("/list/1", "overlay.yaml#/actions/2/update/0"),
        ("/b/own", "#/a/own"),
        ("/b/new/deep", "overlay.yaml#/actions/0/update/new/deep"),
    ] {
        let place = Pointer::parse(place).unwrap();
        assert_eq!(origins.back(&place).to_string(), origin, "{place}");
    }
}

#[test]
fn copies_of_copies_end_at_a_limit() {
    let twice = json!({ "target": "$.a", "copy": "$.b" });
    let back = json!({ "target": "$.b", "copy": "$.a" });
    let actions: Vec<Value> = (0..80)
        .flat_map(|_| [twice.clone(), back.clone()])
        .collect();
    let start = json!({ "a": ["x"], "b": ["y".repeat(1 << 20)] });
    let (_, _, report) = applied(start, &Value::Array(actions));
    assert!(
        report
            .iter()
            .all(|it| it.message.contains("larger or deeper"))
    );
    assert!(report.has_errors());

    let deeper: Vec<Value> = (0..99)
        .map(|_| json!({ "target": "$", "update": { "a": {} } }))
        .chain((0..120).map(|_| json!({ "target": "$.a", "update": { "a": {} } })))
        .collect();
    assert!(!applied(json!({}), &Value::Array(deeper)).2.has_errors());
    let nested = (0..120).fold(json!(1), |inner, _| json!({ "a": inner }));
    let (_, _, report) = applied(json!({}), &json!([{ "target": "$", "update": nested }]));
    assert!(report.has_errors());
}

#[test]
fn versions_and_documents_are_checked() {
    let said = |overlay: Value| {
        let mut document = json!({ "$self": "https://example.com/a", "x": 1 });
        let mut report = Report::default();
        let mut target = Target::new(&mut document, "openapi.yaml", Some("https://b.example"));
        let _ = target.apply(&overlay, &Pointer::of_file("o"), &mut report);
        report.iter().map(|it| it.code).collect::<Vec<_>>()
    };
    let overlay = |version: &str, extends: &str| {
        let actions = json!([{ "target": "$.x", "update": 2 }]);
        json!({ "overlay": version, "extends": extends, "actions": actions })
    };
    for version in ["1.0.0", "1.0.1", "1.1.0", "1.1"] {
        assert_eq!(said(overlay(version, "./openapi.yaml")), []);
    }
    for version in ["1.2.0", "2.0.0", "1.10", ""] {
        assert_eq!(said(overlay(version, "openapi.yaml")), [Code::Overlay]);
    }
    assert_eq!(said(json!({ "actions": [] })), [Code::Overlay]);
    for extends in ["https://example.com/a", "https://b.example"] {
        assert_eq!(said(overlay("1.1.0", extends)), []);
    }
    for extends in ["https://example.com/b", "other.yaml"] {
        assert_eq!(said(overlay("1.1.0", extends)), [Code::OverlayForAnother]);
    }
}
