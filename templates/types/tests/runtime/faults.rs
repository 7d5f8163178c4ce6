//! Where and how a body is wrong, without a word of it.

use std::collections::BTreeMap;

use oasmith_template_types::runtime::{Rule, Validate, Violation, json};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::json;

use crate::sample::{Flow, Stage};

const PK: &str = "6e7a1a3c-1b1c-4c1d-8e1f-000000000001";

fn fault<T: serde::de::DeserializeOwned>(body: &str) -> (String, String) {
    let error = json::decode::<T>(body.as_bytes()).err().unwrap();
    (error.path, error.message)
}

fn pair(path: &str, message: &str) -> (String, String) {
    (path.into(), message.into())
}

#[test]
fn the_place_is_a_pointer_into_nested_lists_and_maps() {
    assert_eq!(
        fault::<Vec<Vec<Stage>>>(r#"[[{"name":"a"},{"name":1}]]"#),
        pair("/0/1/name", "must be a string")
    );
    assert_eq!(
        fault::<Vec<Vec<Stage>>>("[[],[{}]]"),
        pair("/1/0/name", "is required")
    );
    assert_eq!(
        fault::<BTreeMap<String, Stage>>(r#"{"a/b~c":{"name":null}}"#),
        pair("/a~1b~0c/name", "must be a string, not null")
    );
    assert_eq!(fault::<Stage>("[]"), pair("", "must be an object"));
}

#[test]
fn a_key_that_is_there_twice_is_a_fault() {
    assert_eq!(
        fault::<Vec<Stage>>(r#"[{"name":"a","name":"b"}]"#),
        pair("/0/name", "is given twice")
    );
    assert_eq!(
        fault::<Stage>(r#"{"name":"a","order":1,"order":1}"#),
        pair("/order", "is given twice")
    );
    let body = format!(r#"{{"pk":"{PK}","slug":"a","cache_count":1,"more":1,"more":2}}"#);
    assert_eq!(fault::<Flow>(&body), pair("/more", "is given twice"));
}

#[test]
fn messages_never_hold_what_was_sent() {
    for value in [
        json!("s3cret"),
        json!("s3cret, expected s3cret"),
        json!(["s3cret"]),
        json!({"s3cret": "s3cret"}),
    ] {
        for key in [
            "pk",
            "slug",
            "cache_count",
            "updated",
            "denied_action",
            "stages",
        ] {
            let mut body = json!({"pk": PK, "slug": "a", "cache_count": 1});
            body[key] = value.clone();
            if let Err(error) = json::decode::<Flow>(body.to_string().as_bytes()) {
                assert!(
                    !error.message.contains("s3cret"),
                    "{key}: {}",
                    error.message
                );
            }
        }
    }
    let (place, words) = fault::<Stage>("{\"name\": s3cret}");
    assert_eq!(place, "", "it is the body that is not JSON");
    assert_eq!(
        words,
        "is not valid JSON: expected value at line 1 column 10"
    );
}

#[test]
fn a_body_is_utf_8() {
    let body = b"{\"name\": \"s3\xffcret\"}";
    let error = json::decode::<Stage>(body).unwrap_err();
    assert_eq!(error.path, "");
    assert_eq!(error.message, "is not valid JSON: no UTF-8 after 12 bytes");
}

/// A scalar type whose error quotes the text.
#[derive(Debug)]
struct Quoting;

impl<'de> Deserialize<'de> for Quoting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Err(D::Error::custom(String::deserialize(deserializer)?))
    }
}

#[test]
fn words_of_other_crates_are_not_handed_on() {
    for text in [
        "s3cret",
        "bad, expected s3cret",
        "missing fields []",
        "in s3cret: s3cret",
    ] {
        assert_eq!(fault::<Quoting>(&json!(text).to_string()).1, "is not valid");
    }
}

#[test]
fn depth_is_limited() {
    let body = format!(
        r#"{{"pk":"{PK}","slug":"a","cache_count":1,"context":{}1"#,
        "[".repeat(100_000)
    );
    assert!(fault::<Flow>(&body).1.contains("recursion limit exceeded"));
}

#[test]
fn all_faults_are_found_at_once() {
    let body = json!({
        "slug": 1,
        "stages": [{"order": "x", "name": "n"}],
        "denied_action": "message",
        "background": false,
        "type": null,
    });
    let found = json::faults::<Flow>(body.to_string().as_bytes(), &Rule::new());
    let mut lines: Vec<String> = found.iter().map(Violation::to_string).collect();
    lines.sort();
    assert_eq!(
        lines,
        [
            "/background must be a string",
            "/cache_count is required",
            "/pk is required",
            "/slug must be a string",
            "/stages/0/order must be an integer from 0 to 255",
            "/type must be a string, not null",
        ]
    );
    assert!(json::faults::<Stage>(br#"{"name":"a"}"#, &Rule::new()).is_empty());
    assert_eq!(
        json::faults::<Stage>(br#"{"name":""}"#, &Rule::new()).len(),
        1
    );
    assert_eq!(json::faults::<Stage>(b"{", &Rule::new()).len(), 1);
    assert_eq!(json::faults::<Stage>(b"null", &Rule::new()).len(), 1);
}

fn lines<T: serde::de::DeserializeOwned + Validate>(body: &serde_json::Value) -> Vec<String> {
    let found = json::faults::<T>(body.to_string().as_bytes(), &Rule::new());
    let mut lines: Vec<String> = found.iter().map(Violation::to_string).collect();
    lines.sort();
    lines
}

#[test]
fn a_fault_of_type_hides_no_broken_constraint() {
    // Each of the faulty members is required, and of another type.
    let body = json!({
        "pk": 1,
        "slug": "",
        "cache_count": "x",
        "updated": "yesterday",
        "background": "far too long",
        "stages": [{"name": "", "order": 300}, {"name": 1, "labels": ["long"]}, 5, {}],
    });
    assert_eq!(
        lines::<Flow>(&body),
        [
            "/background must have at most 10 characters",
            "/cache_count must be an integer",
            "/pk must be a UUID",
            "/slug must have at least 1 character",
            "/slug must match ^[-a-zA-Z0-9_]+$",
            "/stages must have at most 3 items",
            "/stages/0/name must have at least 1 character",
            "/stages/0/order must be an integer from 0 to 255",
            "/stages/1/labels/0 must have at most 3 characters",
            "/stages/1/name must be a string",
            "/stages/2 must be an object",
            "/stages/3/name is required",
            "/updated must be a valid date or time",
        ]
    );
}

#[test]
fn what_stands_in_for_a_faulty_value_is_no_fault() {
    // Both labels are replaced by the same text, which is not what the list has.
    let body = json!({"name": "a", "labels": [1, 2]});
    assert_eq!(
        lines::<Stage>(&body),
        ["/labels/0 must be a string", "/labels/1 must be a string"]
    );
    // An optional member that is left out now was there.
    let body = json!({"name": 1, "labels": ["a", "a"]});
    assert_eq!(
        lines::<Stage>(&body),
        ["/labels must have no item twice", "/name must be a string"]
    );
    let body = json!([{"a": {"name": false}}, {"a": {}}]);
    assert_eq!(
        lines::<Vec<BTreeMap<String, Stage>>>(&body),
        ["/0/a/name must be a string", "/1/a/name is required"]
    );
}

#[test]
fn a_body_has_constraints_of_its_own() {
    let body = br#"[{"name": 1}, {"name": ""}, {"name": "a"}]"#;
    let found = json::faults::<Vec<Stage>>(body, &Rule::new().max_items(2));
    let lines: Vec<String> = found.iter().map(Violation::to_string).collect();
    assert_eq!(
        lines,
        [
            "/0/name must be a string",
            "the value must have at most 2 items",
            "/1/name must have at least 1 character",
        ]
    );
}
